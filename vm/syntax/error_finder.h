// Why a program is refused: the message and place that CPython 3.11 gives.
// CPython's messages are an outcome of how its parser goes about: a parsing expression grammar, tried alternative by
// alternative, a first time as the language is, and if that fails a second time with extra rules that describe common
// mistakes; the first of these that fits speaks. Which one that is, and which token was the last one read, decide what
// the user sees. So this parser goes that very way, rule by rule, in that order, and reads no token that CPython's would
// not read. It is slow and makes no tree of statements (only of expressions, which the messages describe); right programs
// never come here unless they are nested very deeply.
// The functions are named after the grammar's rules. `mistaken_` ones are the extra rules (CPython's invalid_...): they
// never succeed, they only raise.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "base/syntax_error.h"
#include "syntax/ast.h"
#include "syntax/literals.h"
#include "syntax/parser.h"
#include "syntax/token_reader.h"

namespace innards {

class ErrorFinder final : public LiteralHost {
 public:
  // What the finder is to parse; kEmbedded is the expression of an f-string.
  enum class Input : uint8_t { kFile, kEval, kSingle, kEmbedded };
  struct Options {
    Input input = Input::kFile;
    EmbeddedPlace place;
    bool keep_blocks_open = false;
    bool flufl = false;
    bool from_file = false;          // the scanner forgets its line at the end of a file
    bool character_columns = false;  // columns are characters, not bytes (CPython: the tokenizer has an encoding)
  };
  ErrorFinder(TreeMemory& memory, std::string_view text, const Options& options);

  // True where the program is right; then the expression of kEmbedded is in result(). Else error() tells why it is not.
  bool run();
  ast::ExprNode* result() const { return result_; }
  const SyntaxErrorInfo& error() const { return error_; }

 private:
  using Expr = ast::ExprNode*;
  using Type = TokenType;
  using Position = ast::Position;
  static constexpr int kMaxLevel = 6000;  // CPython's MAXSTACK
  static constexpr int kCurrent = -5;     // "where the scanner stands now"

  // Counts rules inside each other as CPython does; too many are a MemoryError.
  class Level {
   public:
    Level(ErrorFinder& finder, int by = 1) : finder_(finder), by_(by) {
      finder_.level_ += by_;
      if (finder_.level_ > kMaxLevel) finder_.raise_memory_error();
    }
    ~Level() { finder_.level_ -= by_; }

   private:
    ErrorFinder& finder_;
    int by_;
  };

  // Rules whose outcome is remembered for each token.
  enum class Rule : uint8_t {
    kExpression, kDisjunction, kConjunction, kInversion, kBitOr, kFactor, kAwaitPrimary, kPrimary, kStrings, kStarExpression,
    kNamedMistake, kArguments, kStarTarget, kTargetWithStarAtom, kTPrimary, kDelTarget, kBlock, kSimpleStatement, kClosedPattern,
    kStarPattern,
  };
  struct Memo {
    Rule rule;
    void* result;
    size_t end;
  };
  template <class F>
  auto remember(Rule rule, F body) -> decltype(body());

  // ---- repetition: each is a rule of its own in CPython's parser, and counts ----
  template <class F>
  bool many(F rule, bool at_least_one);                     // rule* or rule+
  template <class F>
  bool gather(F item, Type separator = Type::kComma);       // ','.item+
  template <class F>
  bool more_items(F item, bool* any = nullptr);                   // (',' item)*, no comma taken that no item follows
  template <class F>
  Expr one_or_tuple(F item);                                // item (',' item)* [',']

  // ---- tokens (error_finder.cpp) ----
  const Token* peek();                 // the token at mark_, read if needed; null after an error
  const Token* expect(Type type);      // takes it
  bool take(Type type) { return expect(type) != nullptr; }
  bool sees(Type type) {
    const Token* t = peek();
    return t && t->type == type;
  }
  template <class... T>
  bool sees(Type first, T... more) {
    return sees(first) || sees(more...);
  }
  const Token* expect_word(const char* word);
  bool sees_word(const char* word);
  const Token* forced(Type type);      // or "expected '...'"
  bool name() { return take(Type::kName); }
  Position span(size_t start) const;
  Position place(const Token& t) const { return {t.lineno, t.col_offset, t.end_lineno, t.end_col_offset}; }
  bool back(size_t mark) {
    mark_ = mark;
    return false;
  }
  template <class T>
  T* make(size_t start) {
    return ast::make<T>(memory_, span(start));
  }

  // ---- raising (error_finder.cpp) ----
  bool in_a_line();
  void raise_last(SyntaxErrorType type, const std::string& message);
  void raise_known(SyntaxErrorType type, int32_t lineno, int32_t col, int32_t end_lineno, int32_t end_col, std::string message);
  void raise_range(const Position& from, const Position& to, const std::string& message);
  void raise_here(const Position& at, const std::string& message) { raise_range(at, at, message); }
  void raise_starting(const Position& at, const std::string& message);
  void raise_no_block(const char* what, int32_t lineno);
  void raise_memory_error();
  void raise_unclosed();
  void raise_tokenizer_error();
  enum class Targets : uint8_t { kStar, kDelete, kFor };
  void raise_invalid_target(Expr expr, Targets targets);
  std::string error_line(int32_t lineno);
  std::string file_line(int32_t lineno) const;
  void settle(const Token& last_token);
  void check_remaining_tokens();
  bool start_rule();

  // ---- statements (error_finder_statements.cpp) ----
  bool file();
  bool fstring();
  bool statements();
  bool statement();
  bool single();
  bool eval();
  bool compound_statement();
  bool simple_statements();
  bool simple_statement();
  bool assignment();
  bool mistaken_assignment();
  Expr annotation_mistake_target();
  bool augassign();
  Expr yield_or_stars();
  bool assignment_targets();           // (star_targets '=')*
  bool optional_annotation_value();
  bool single_target();
  bool single_subscript_attribute_target();
  bool import_statement();
  bool import_from_targets();
  bool import_from_as_names();
  bool dotted_as_names();
  bool dotted_name();
  bool delete_statement();
  bool del_targets();
  bool del_target();
  bool del_t_atom();
  bool names();
  bool expected_colon();               // NEWLINE where a colon should be
  bool block();
  bool no_block();                     // NEWLINE without INDENT
  bool else_block();
  bool if_statement(Type keyword);
  void mistaken_test(const char* what, int32_t lineno);
  bool while_statement();
  bool for_statement();
  void mistaken_for();
  bool with_statement();
  bool with_items();
  bool with_item();
  void mistaken_with_item();
  bool loose_with_items(bool bracketed);
  bool mistaken_with(bool indent);
  bool try_statement();
  bool mistaken_try();
  bool except_blocks(bool star);
  bool except_block(bool star);
  bool mistaken_except();
  bool mistaken_except_block(bool star);
  bool finally_block();
  bool optional_as_name();
  bool decorators();
  bool class_definition();
  bool class_raw();
  void mistaken_class();
  bool optional_class_arguments();
  bool function_definition();
  bool function_raw();
  void mistaken_function();
  bool optional_parameters();
  bool optional_returns();

  // ---- match (error_finder_patterns.cpp) ----
  bool match_statement();
  bool subject_expr();
  bool case_block();
  void mistaken_case();
  bool optional_guard();
  bool patterns();
  bool pattern();
  void mistaken_as_pattern();
  bool or_pattern();
  bool closed_pattern();
  bool literal_pattern();
  bool complex_number();
  Expr pattern_number_token();
  bool capture_target();
  bool attr();
  bool name_or_attr();
  bool not_longer();                   // !('.' | '(' | '=')
  bool group_pattern();
  bool sequence_pattern();
  bool open_sequence_pattern();
  bool maybe_sequence_pattern();
  bool maybe_star_pattern();
  bool star_pattern();
  bool mapping_pattern();
  bool items_pattern();
  bool key_value_pattern();
  bool class_pattern();
  bool mistaken_class_pattern();
  bool positional_patterns();
  bool keyword_patterns();

  // ---- parameters (error_finder_parameters.cpp); `lambda` or a def's ----
  bool parameters(bool lambda);
  bool parameter_list(bool lambda);
  bool mistaken_parameters(bool lambda);
  bool slash_part(bool lambda);
  bool parameters_with_default(bool lambda);
  bool parenthesized_parameters(bool lambda);
  bool mistaken_order(bool lambda);
  bool mistaken_first_slash();
  bool mistaken_second_slash(bool lambda);
  bool mistaken_slash_after_star(bool lambda);
  bool mistaken_slash_star(bool lambda);
  bool slash_no_default(bool lambda);
  bool slash_with_default(bool lambda);
  bool star_etc(bool lambda);
  bool mistaken_star_etc(bool lambda);
  bool kwds(bool lambda);
  bool mistaken_kwds(bool lambda);
  bool param(bool lambda, Position* at = nullptr);
  bool param_end(bool lambda);
  bool param_no_default(bool lambda, Position* at = nullptr);
  bool param_with_default(bool lambda);
  bool param_maybe_default(bool lambda);
  bool star_annotated_param();
  bool default_value();

  // ---- expressions (error_finder_expressions.cpp; from atom() on error_finder_displays.cpp) ----
  Expr expressions();
  Expr expression();
  Expr expression_without_mistakes();
  bool sees_soft_keyword();
  bool mistaken_expression();
  bool mistaken_legacy_expression();
  Expr star_expressions();
  Expr star_expression();
  Expr star_named_expression();
  bool star_named_expressions(std::vector<Expr>* out);
  Expr named_expression();
  Expr assignment_expression();
  Expr plain_expression();             // expression !':='
  bool mistaken_named_expression();
  Expr conditional();
  Expr disjunction();
  Expr conjunction();
  Expr inversion();
  Expr comparison();
  bool comparison_part(std::vector<ast::CompareOperator>* ops);
  Expr bit_or();
  Expr binary(int level);
  Expr factor();
  Expr power();
  Expr await_primary();
  Expr primary();
  using PrimaryPart = Expr (ErrorFinder::*)(size_t start, Expr value);
  Expr longer_primary(size_t start, Expr value, std::initializer_list<PrimaryPart> parts, bool followed);
  Expr attribute(size_t start, Expr value);
  Expr call_with_genexp(size_t start, Expr value);
  Expr call(size_t start, Expr value);
  Expr subscript(size_t start, Expr value);
  Expr call_node(size_t start, Expr value);
  Expr t_primary();
  bool t_lookahead() { return sees(Type::kLpar, Type::kLsqb, Type::kDot); }
  Expr slices();
  Expr slice();
  Expr atom();
  Expr name_token();
  Expr constant_token(Type type, const ConstantValue& value);
  Expr number_token();
  Expr strings();
  Expr tuple();
  Expr group();
  void mistaken_group();
  Expr genexp();
  Expr genexp_element();
  Expr list();
  Expr listcomp();
  Expr dict();
  Expr set();
  Expr dictcomp();
  Expr setcomp();
  bool mistaken_comprehension();
  bool mistaken_dict_comprehension();
  bool double_starred_kvpairs();
  bool double_starred_kvpair();
  bool kvpair();
  bool mistaken_kvpairs();
  bool mistaken_kvpair();
  bool starred_value_mistake();
  bool for_if_clauses(std::vector<ast::Comprehension*>* out);
  bool for_if_clause(std::vector<ast::Comprehension*>* out);
  bool mistaken_for_target();
  Expr yield_expr();
  Expr lambdef();
  Expr starred_expression();

  // ---- arguments (error_finder_arguments.cpp) ----
  struct ArgumentList {
    std::vector<Expr> args;
    bool double_star = false;
    Position at;
  };
  bool arguments(ArgumentList* out);
  bool args(ArgumentList* out);
  bool positional_argument(ArgumentList* out);
  bool kwargs(ArgumentList* out);
  bool kwarg(ArgumentList* out, bool star);
  bool mistaken_kwarg();
  bool mistaken_arguments();

  // ---- targets (error_finder_arguments.cpp) ----
  Expr star_targets();
  Expr star_target();
  Expr target_with_star_atom();
  Expr subscript_attribute_target();
  Expr star_atom();
  bool star_targets_list();
  bool star_targets_tuple();

  // LiteralHost
  TreeMemory& memory() override { return memory_; }
  std::string_view text_of(const Token& token) const override { return tokens_.tokenizer().token_text(token); }
  void raise(const std::string& message) override { raise_last(SyntaxErrorType::kSyntaxError, message); }
  void raise_in_line(const Token& token, const std::string& message) override {
    raise_known(SyntaxErrorType::kSyntaxError, token.lineno, 0, token.end_lineno, 0, message);
  }
  void warn(const Token&, const std::string&) override {}
  Expr parse_embedded(const std::string& text, int32_t lineno, int32_t col_offset) override;

  TreeMemory& memory_;
  std::string_view text_;
  Options options_;
  TokenReader tokens_;
  std::vector<std::vector<Memo>> memos_;  // by token
  size_t mark_ = 0;
  int level_ = 0;
  bool second_ = false;                   // the mistaken_ rules are on
  bool failed_ = false;                   // an error is set: every rule fails from here on
  SyntaxErrorInfo error_;
  Expr result_ = nullptr;
};

// A node to mark a success of rules that make none.
inline ast::ExprNode* success_mark() {
  static ast::Constant node;
  return &node;
}

template <class F>
bool ErrorFinder::many(F rule, bool at_least_one) {
  Level level(*this);
  size_t m = mark_;
  bool any = false;
  for (; rule(); m = mark_) any = true;
  mark_ = m;
  return (any || !at_least_one) && !failed_;
}

template <class F>
bool ErrorFinder::gather(F item, Type separator) {
  Level level(*this);
  if (!item()) return false;
  Level loop(*this);
  size_t m = mark_;
  for (; take(separator) && item(); m = mark_) {}
  mark_ = m;
  return !failed_;
}

template <class F>
bool ErrorFinder::more_items(F item, bool* any) {
  Level loop_and_group(*this, 2);
  size_t m = mark_;
  for (; take(Type::kComma) && item(); m = mark_)
    if (any) *any = true;
  mark_ = m;
  return !failed_;
}

template <class F>
auto ErrorFinder::remember(Rule rule, F body) -> decltype(body()) {
  using Result = decltype(body());
  if (failed_ || !peek()) return Result();
  const size_t start = mark_;
  if (start < memos_.size()) {
    for (const Memo& memo : memos_[start]) {
      if (memo.rule != rule) continue;
      mark_ = memo.end;
      if constexpr (std::is_same_v<Result, bool>) return memo.result != nullptr;
      else return static_cast<Result>(memo.result);
    }
  }
  const Result result = body();
  if (start >= memos_.size()) memos_.resize(start + 16);
  void* stored;
  if constexpr (std::is_same_v<Result, bool>) stored = result ? success_mark() : nullptr;
  else stored = result;
  memos_[start].push_back({rule, stored, mark_});
  return result;
}

}  // namespace innards
