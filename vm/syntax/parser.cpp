#include "syntax/parser.h"

#include "base/source_text.h"
#include "syntax/error_finder.h"
#include "syntax/token_reader.h"
#include "syntax/tree_parser.h"

namespace innards {

namespace {

// Programs nested deeper are first looked at by the error finder, which counts as CPython does. What it lets pass is
// never as deep as the second limit.
constexpr int kUsualDepth = 150;
constexpr int kGreatestDepth = 20000;

class ModuleParser {
 public:
  ModuleParser(const SourceText& source, std::string_view filename, ParseMode mode, ParseFlags flags)
      : source_(source), filename_(filename), mode_(mode), flags_(flags) {}

  ParseResult parse() {
    result_.memory = std::make_unique<TreeMemory>();
    if (!try_tree(kUsualDepth)) {
      // Only a deeply nested or (under its future import) oddly compared program is right all the same.
      if (find_error()) try_tree(kGreatestDepth);
    }
    result_.error.filename = filename_;
    return std::move(result_);
  }

 private:
  bool try_tree(int depth) {
    TokenReader tokens(source_.text, {}, mode_ == ParseMode::kSingle, flags_.dont_imply_dedent);
    TreeParser parser(*result_.memory, tokens, depth, flags_.barry_as_flufl);
    switch (mode_) {
      case ParseMode::kExec: result_.tree = parser.file(); break;
      case ParseMode::kEval: result_.tree = parser.eval_input(); break;
      case ParseMode::kSingle: result_.tree = parser.single_input(); break;
    }
    if (!result_.tree) return false;
    result_.warnings = std::move(tokens.tokenizer().warnings());
    auto& more = parser.warnings();
    for (SyntaxWarningInfo& w : more) {
      add_line(w.raised);
      result_.warnings.push_back(std::move(w));
    }
    if (mode_ == ParseMode::kSingle && more_statements(tokens.tokenizer())) {
      result_.tree = nullptr;
      refuse_more_statements(tokens);
    }
    return true;
  }

  // Columns in characters, and the source line, for the error that a warning is where it is raised.
  void add_line(SyntaxErrorInfo& error) {
    const std::string_view first = line_of_text(source_.text, error.lineno), last = line_of_text(source_.text, error.end_lineno);
    error.offset = count_characters(first.substr(0, static_cast<size_t>(error.offset - 1))) + 1;
    error.end_offset = count_characters(last.substr(0, static_cast<size_t>(error.end_offset - 1))) + 1;
    error.text = first;
    error.has_text = true;
  }

  // True where it finds none.
  bool find_error() {
    ErrorFinder::Options options;
    options.input = mode_ == ParseMode::kExec ? ErrorFinder::Input::kFile
                                              : mode_ == ParseMode::kEval ? ErrorFinder::Input::kEval : ErrorFinder::Input::kSingle;
    options.keep_blocks_open = flags_.dont_imply_dedent;
    options.flufl = flags_.barry_as_flufl;
    options.from_file = flags_.from_file;
    options.character_columns = !source_.encoding.empty();
    TreeMemory scratch;
    ErrorFinder finder(scratch, source_.text, options);
    if (finder.run()) return true;
    result_.error = finder.error();
    return false;
  }

  // Behind the one statement of a prompt only blanks and comments may follow.
  bool more_statements(const Tokenizer& scanner) const {
    std::string_view rest = scanner.text().substr(static_cast<size_t>(scanner.cursor()));
    for (size_t i = 0; i < rest.size(); ++i) {
      if (rest[i] == '#') {
        while (i < rest.size() && rest[i] != '\n') ++i;
      } else if (rest[i] != ' ' && rest[i] != '\t' && rest[i] != '\n' && rest[i] != '\f') {
        return true;
      }
    }
    return false;
  }

  void refuse_more_statements(TokenReader& tokens) {
    const Token& last = tokens.last_read();
    SyntaxErrorInfo& error = result_.error;
    error.type = SyntaxErrorType::kSyntaxError;
    error.msg = "multiple statements found while compiling a single statement";
    error.lineno = last.lineno;
    error.offset = last.col_offset + 1;
    error.end_lineno = last.end_lineno;
    error.end_offset = last.end_col_offset + 1;
    error.has_text = true;
    const size_t begin = static_cast<size_t>(tokens.tokenizer().buffer_start());
    error.text = source_.text.substr(begin, static_cast<size_t>(tokens.tokenizer().line_end()) - begin);
  }

  const SourceText& source_;
  std::string filename_;
  ParseMode mode_;
  ParseFlags flags_;
  ParseResult result_;
};

ParseResult refuse(std::string_view filename, SyntaxErrorType type, const std::string& message, bool in_source) {
  ParseResult result;
  result.memory = std::make_unique<TreeMemory>();
  result.error.type = type;
  result.error.msg = message;
  result.error.filename = filename;
  if (in_source) {
    result.error.lineno = 0;
    result.error.offset = -1;
  }
  return result;
}

// A file whose bytes do not fit its encoding, met behind its first block: told with the line before.
ParseResult refuse_line(const SourceText& source, std::string_view filename) {
  ParseResult result = refuse(filename, SyntaxErrorType::kSyntaxError, source.error, true);
  result.error.lineno = source.error_line;
  result.error.has_text = true;
  result.error.text = line_of_text(source.text, source.error_line);
  return result;
}

}  // namespace

ParseResult parse_module(std::string_view source, std::string_view filename, ParseMode mode, ParseFlags flags) {
  if (source.size() > INT32_MAX / 2) return refuse(filename, SyntaxErrorType::kMemoryError, "", false);
  if (source.find('\0') != std::string_view::npos)
    return refuse(filename, SyntaxErrorType::kValueError, "source code string cannot contain null bytes", false);
  const bool add_newline = mode == ParseMode::kExec;
  const SourceText text = flags.from_file        ? decode_file(source, filename)
                          : flags.source_is_text ? decode_text(source, add_newline)
                                                 : decode_source(source, add_newline);
  if (text.error_line > 0) return refuse_line(text, filename);
  if (!text.error.empty()) return refuse(flags.from_file ? "" : filename, SyntaxErrorType::kSyntaxError, text.error, !flags.from_file);
  return ModuleParser(text, filename, mode, flags).parse();
}

}  // namespace innards
