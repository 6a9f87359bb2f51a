// The lines of a traceback. Follows the printing half of Python/traceback.c.
#include "run/print_traceback.h"

#include <string>
#include <string_view>

#include "base/source_text.h"
#include "builtin/text_stream.h"
#include "heap/machine_stack.h"
#include "object/int.h"
#include "object/str.h"
#include "object/traceback.h"
#include "run/errors.h"
#include "run/outside.h"
#include "run/sys_object.h"
#include "syntax/parser.h"

namespace innards {

namespace {

constexpr int kSourceIndent = 4;
constexpr int kRepeatCutoff = 3;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// The text of a line of a source the machine knows; false when there is none.
bool source_line(Object* filename, int lineno, std::string* out) {
  int64_t size;
  const char* name = str_as_utf8_and_size(filename, &size);
  if (!name) {
    err_clear();
    return false;
  }
  if (size && name[0] == '<') return false;
  const std::string* text = outside_file(std::string(name, static_cast<size_t>(size)));
  if (!text) return false;
  const SourceText source = decode_text_file(*text);
  if (!source.error.empty()) return false;
  const std::string_view line = line_of_text(source.text, lineno);
  if (line.empty()) return false;
  *out = line.substr(0, line.size() - (line.back() == '\n'));
  return true;
}

int characters(std::string_view s) {
  int n = 0;
  for (char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}
int byte_to_char_offset(const std::string& s, int bytes) {
  if (bytes < 0) return -1;
  return characters(std::string_view(s).substr(0, static_cast<size_t>(bytes) < s.size() ? static_cast<size_t>(bytes) : s.size()));
}

// Which part of an expression is at fault: the operator of a binary one, the brackets of a subscript.
struct Anchors {
  int left = -1, right = -1;
};

// The anchors of one expression, as byte offsets in `segment`.
Anchors anchors_of(const ast::ExprNode* expr, const std::string& segment) {
  Anchors a;
  auto at = [&](int i) { return i >= 0 && static_cast<size_t>(i) < segment.size() ? segment[static_cast<size_t>(i)] : ' '; };
  if (auto* op = ast::as<ast::BinOp>(expr)) {
    for (int i = op->left->end_col_offset; i < op->right->col_offset; ++i) {
      if (is_blank(at(i))) continue;
      bool two = i + 1 < op->right->col_offset && !is_blank(at(i + 1));
      a = {i, i + 1 + two};
      break;
    }
    // Where the operator stands on no blank-free place nothing is set apart, but the marks are still waves.
    if (a.left < 0) a = {0, 0};
  } else if (auto* sub = ast::as<ast::Subscript>(expr)) {
    a = {sub->value->end_col_offset, sub->slice->end_col_offset + 1};
  }
  return a;
}

Anchors anchors_of_segment(const std::string& segment) {
  ParseFlags flags;
  flags.source_is_text = true;
  ParseResult parsed = parse_module(segment, "<traceback>", ParseMode::kExec, flags);
  auto* module = parsed.ok() ? ast::as<ast::Module>(parsed.tree) : nullptr;
  if (!module || module->body.size() != 1) return {};
  auto* statement = ast::as<ast::Expr>(module->body[0]);
  return statement ? anchors_of(statement->value, segment) : Anchors{};
}

// Adds the carets line for one entry; empty when none is shown.
std::string carets_for(const std::string& line, const CodeLocation& place, int indent_chars) {
  int start = byte_to_char_offset(line, place.column);
  int end = byte_to_char_offset(line, place.end_column);
  Anchors anchors;
  char primary = '^', secondary = '^';
  int line_length = characters(line);
  if (place.line == place.end_line) {
    if (place.end_column > place.column && static_cast<size_t>(place.end_column) <= line.size()) {
      std::string segment = line.substr(static_cast<size_t>(place.column), static_cast<size_t>(place.end_column - place.column));
      anchors = anchors_of_segment(segment);
      if (anchors.left >= 0) {
        anchors.left = byte_to_char_offset(segment, anchors.left) + start;
        anchors.right = byte_to_char_offset(segment, anchors.right) + start;
        primary = '~';
      }
    }
  } else {
    // An expression of several lines is marked to the end of the first.
    int i = static_cast<int>(line.size());
    while (--i >= 0 && is_blank(line[static_cast<size_t>(i)])) {
    }
    end = byte_to_char_offset(line, i + 1);
  }
  bool special = anchors.left != -1 || anchors.right != -1;
  if (end - start == line_length - indent_chars && !special) return "";
  std::string carets;
  for (int offset = indent_chars - kSourceIndent + 1; offset <= end; ++offset) {
    if (offset <= start) carets += ' ';
    else if (special && anchors.left < offset && offset <= anchors.right) carets += secondary;
    else carets += primary;
  }
  return carets + "\n";
}

// The source line and its carets, as text ready to print; both may be empty.
void entry_lines(TracebackObject* tb, Object* filename, std::string* shown, std::string* carets) {
  std::string line;
  if (!source_line(filename, tb->tb_lineno, &line)) return;
  size_t i = 0;
  while (i < line.size() && is_blank(line[i])) ++i;
  *shown = "    " + line.substr(i) + "\n";
  CodeLocation place = code_addr_to_location(tb->tb_frame->f_frame->f_code, tb->tb_lasti);
  if (place.line < 0 || place.end_line < 0 || place.column < 0 || place.end_column < 0) return;
  *carets = carets_for(line, place, static_cast<int>(i));
}

Object* str_of(const std::string& s) { return str_decode(s.data(), static_cast<int64_t>(s.size()), "utf-8", "replace"); }

int print_entry(TracebackObject* tb, Object* filename, Object* name, int indent, const char* margin, Object* file) {
  Ref<> head(str_from_format("  File \"%U\", line %d, in %U\n", filename, tb->tb_lineno, name));
  if (!head || write_indented_margin(indent, margin, file) < 0 || file_write_object(head, file) < 0) return -1;
  Ref<> source, carets;
  {
    NoYield guard;
    std::string shown, marks;
    entry_lines(tb, filename, &shown, &marks);
    if (!shown.empty()) source.reset(str_of(shown));
    if (!marks.empty()) carets.reset(str_of(marks));
  }
  for (Object* text : {source.get(), carets.get()})
    if (text && (write_indented_margin(indent, margin, file) < 0 || file_write_object(text, file) < 0)) return -1;
  return 0;
}

int print_repeated(int count, Object* file) {
  count -= kRepeatCutoff;
  Ref<> line(str_from_format(count > 1 ? "  [Previous line repeated %ld more times]\n" : "  [Previous line repeated %ld more time]\n",
                             static_cast<long>(count)));
  return line ? file_write_object(line, file) : -1;
}

}  // namespace

Object* outside_source_line(Object* filename, int line) {
  NoYield guard;
  std::string text;
  if (!source_line(filename, line, &text)) return nullptr;
  size_t begin = 0, end = text.size();
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && (is_blank(text[end - 1]) || text[end - 1] == '\n')) --end;
  return begin == end ? nullptr : str_of("  " + text.substr(begin, end - begin) + "\n");
}

int write_indented_margin(int indent, const char* margin, Object* file) {
  if (!indent && !*margin) return 0;
  Ref<> text(str_from_cstr((std::string(static_cast<size_t>(indent), ' ') + margin).c_str()));
  return text ? file_write_object(text, file) : -1;
}

int print_traceback_indented(Object* o, int indent, const char* margin, const char* header_margin, const char* header, Object* file) {
  if (!traceback_check(o)) {
    err_bad_internal_call();
    return -1;
  }
  int64_t limit = 1000;
  Object* wanted = sys_get_object("tracebacklimit");
  if (wanted && int_check(wanted)) {
    int overflow;
    limit = int_as_i64_and_overflow(wanted, &overflow);
    if (overflow > 0) limit = INT64_MAX;
    else if (limit <= 0) return 0;
  }
  if (write_indented_margin(indent, header_margin, file) < 0 || file_write_string(header, file) < 0) return -1;
  auto* tb = static_cast<TracebackObject*>(o);
  int64_t depth = 0;
  for (auto* t = tb; t; t = t->tb_next) ++depth;
  for (; tb && depth > limit; --depth) tb = tb->tb_next;
  Object *last_file = nullptr, *last_name = nullptr;
  int last_line = -1, count = 0;
  for (; tb; tb = tb->tb_next) {
    CodeObject* code = tb->tb_frame->f_frame->f_code;
    Object* filename = code->co_filename;
    Object* name = code->co_name;
    if (!last_file || !str_equal(filename, last_file) || last_line == -1 || tb->tb_lineno != last_line || !last_name ||
        !str_equal(name, last_name)) {
      if (count > kRepeatCutoff && print_repeated(count, file) < 0) return -1;
      last_file = filename;
      last_line = tb->tb_lineno;
      last_name = name;
      count = 0;
    }
    ++count;
    if (count <= kRepeatCutoff && print_entry(tb, filename, name, indent, margin, file) < 0) return -1;
  }
  if (count > kRepeatCutoff && print_repeated(count, file) < 0) return -1;
  return 0;
}

}  // namespace innards
