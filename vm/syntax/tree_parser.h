// The parser: tokens -> tree, by recursive descent, for programs that are right.
// It gives no messages: where a program is wrong it only says so, and the error finder (error_finder.h), which goes the
// slower way that CPython's messages depend on, looks at the program again. So this one can be short and fast.
// Each function parses what its name says, from the current token on; it returns null (or false) where it cannot.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/syntax_error.h"
#include "syntax/ast.h"
#include "syntax/literals.h"
#include "syntax/token_reader.h"

namespace innards {

class TreeParser final : public LiteralHost {
 public:
  // `depth_limit`: how deep the functions may call each other before the parser gives up: then it refuses a program that may be right.
  TreeParser(TreeMemory& memory, TokenReader& tokens, int depth_limit, bool flufl)
      : memory_(memory), tokens_(tokens), depth_limit_(depth_limit), flufl_(flufl) {}

  ast::Module* file();
  ast::Expression* eval_input();
  ast::Interactive* single_input();
  // The expression of an f-string with its brackets.
  ast::ExprNode* embedded();

  std::vector<SyntaxWarningInfo>& warnings() { return warnings_; }

 private:
  using Expr = ast::ExprNode*;
  using Stmt = ast::StmtNode*;
  using Pattern = ast::PatternNode*;
  template <class T>
  using Seq = ast::Seq<T>;
  using Type = TokenType;
  struct Start {
    int32_t lineno, col_offset;
  };
  // Counts the nesting of the functions that can call themselves.
  class Deeper {
   public:
    explicit Deeper(TreeParser& parser) : parser_(parser) { ++parser_.depth_; }
    ~Deeper() { --parser_.depth_; }
    explicit operator bool() const { return parser_.depth_ <= parser_.depth_limit_; }

   private:
    TreeParser& parser_;
  };

  // Tokens
  const Token& peek(size_t ahead = 0) { return tokens_.at(position_ + ahead); }
  Type type(size_t ahead = 0) { return peek(ahead).type; }
  bool at(Type type) { return peek().type == type; }
  bool at_word(const char* word);  // a soft keyword
  void advance();
  bool accept(Type type) {
    if (!at(type)) return false;
    advance();
    return true;
  }
  Start here() {
    const Token& t = peek();
    return {t.lineno, t.col_offset};
  }
  ast::Position from(const Start& start) const { return {start.lineno, start.col_offset, end_lineno_, end_col_offset_}; }
  struct Mark {
    size_t position;
    int32_t end_lineno, end_col_offset;
  };
  Mark mark() const { return {position_, end_lineno_, end_col_offset_}; }
  void go_back(const Mark& m) {
    position_ = m.position;
    end_lineno_ = m.end_lineno;
    end_col_offset_ = m.end_col_offset;
  }
  Identifier name();  // a NAME token, else null

  // Nodes
  template <class T>
  T* make(const Start& start) {
    return ast::make<T>(memory_, from(start));
  }
  template <class T>
  Seq<T> seq(const std::vector<T>& items) {
    return ast::make_seq(memory_, items);
  }

  // Statements (tree_parser_statements.cpp)
  bool statements(std::vector<Stmt>& out, Type end);
  bool statement(std::vector<Stmt>& out);
  Stmt compound_statement();
  bool simple_statements(std::vector<Stmt>& out);
  Stmt simple_statement();
  Stmt expression_or_assignment();
  Stmt annotated_assignment(const Start& start, Expr target, bool plain_name);
  Stmt augmented_assignment(const Start& start, Expr target, ast::Operator op);
  Stmt chained_assignment(const Start& start, Expr first);
  Expr yield_or_star_expressions();
  Stmt return_statement();
  Stmt raise_statement();
  Stmt delete_statement();
  Stmt assert_statement();
  Stmt import_statement();
  Stmt from_statement();
  Identifier dotted_name();
  bool imported_names(std::vector<ast::Alias*>& out);
  bool names(Seq<Identifier>* out);
  bool block(Seq<Stmt>* out);
  bool colon_block(Seq<Stmt>* out);
  bool else_block(Seq<Stmt>* out);
  Stmt if_statement();
  Stmt while_statement();
  Stmt for_statement(const Start& start, bool async);
  Stmt with_statement(const Start& start, bool async);
  bool with_items(std::vector<ast::WithItem*>& out, bool bracketed);
  ast::WithItem* with_item(bool bracketed);
  Stmt try_statement();
  bool handlers(std::vector<ast::HandlerNode*>& out, bool* star);
  Stmt async_statement();
  Stmt decorated();
  Stmt function_definition(const Start& start, bool async, Seq<Expr> decorators);
  Stmt class_definition(Seq<Expr> decorators);

  // match (tree_parser_patterns.cpp)
  Stmt match_statement();
  Expr match_subject();
  ast::MatchCase* match_case();
  Pattern patterns();
  Pattern pattern();
  Pattern or_pattern();
  Pattern closed_pattern();
  Pattern maybe_star_pattern();
  bool pattern_list(std::vector<Pattern>& out, Type end);
  Pattern number_pattern();
  Pattern name_pattern();
  Pattern class_pattern(const Start& start, Expr cls);
  Pattern group_or_sequence_pattern();
  Pattern list_pattern();
  Pattern mapping_pattern();
  Pattern value_pattern(const Start& start, Expr value);
  Expr pattern_number();
  Expr pattern_key();
  Expr dotted_value();
  Identifier capture_name();

  // Expressions (tree_parser_expressions.cpp)
  Expr star_expressions();
  Expr star_expression();
  Expr star_named_expression();
  Expr named_expression();
  Expr expression();
  Expr disjunction();
  Expr conjunction();
  Expr inversion();
  Expr comparison();
  bool comparison_operator(ast::CompareOperator* op);
  Expr bit_or();
  Expr binary(int level);
  Expr unary();
  Expr power();
  Expr await_primary();
  Expr primary();
  Expr call(const Start& start, Expr function);
  Expr subscript(const Start& start, Expr value);
  Expr slices();
  Expr slice();
  Expr starred(Expr (TreeParser::*value)());
  Expr atom();
  Expr name_atom();
  Expr constant(const ConstantValue& value);
  Expr number();
  Expr strings();
  Expr bracketed();
  Expr list_display();
  Expr brace_display();
  Expr dict_rest(const Start& start, Expr first_key);
  Expr set_rest(const Start& start, Expr first);
  bool more_elements(std::vector<Expr>& out, Type close);
  bool generators(std::vector<ast::Comprehension*>& out);
  bool at_comprehension() { return at(Type::kKwFor) || (at(Type::kKwAsync) && type(1) == Type::kKwFor); }
  Expr yield_expression();
  Expr lambda();

  // Arguments and parameters (tree_parser_arguments.cpp)
  bool arguments(std::vector<Expr>& args, std::vector<ast::Keyword*>& keywords);
  bool argument(std::vector<Expr>& args, std::vector<ast::Keyword*>& keywords, bool* keyword_seen, bool* double_star_seen);
  struct ParameterLists;
  ast::Arguments* parameters(Type end, bool annotations);
  bool one_parameter(ParameterLists& lists, bool annotations);
  bool star_parameter(ParameterLists& lists, bool annotations);
  ast::Arg* parameter(bool annotations, bool star);

  // Targets: an expression that turns out to be assigned to.
  bool to_target(Expr expr, ast::ExprContext context);
  Expr targets(Type end);
  Expr one_target();

  // LiteralHost
  TreeMemory& memory() override { return memory_; }
  std::string_view text_of(const Token& token) const override { return tokens_.tokenizer().token_text(token); }
  void raise(const std::string&) override {}
  void raise_in_line(const Token&, const std::string&) override {}
  void warn(const Token& token, const std::string& message) override;
  Expr parse_embedded(const std::string& text, int32_t lineno, int32_t col_offset) override;

  TreeMemory& memory_;
  TokenReader& tokens_;
  size_t position_ = 0;
  int32_t end_lineno_ = 0;      // end of the last token taken that is no line end or indentation
  int32_t end_col_offset_ = 0;
  int depth_ = 0;
  int depth_limit_;
  bool flufl_;                  // <> stands for !=
  size_t warned_ = 0;           // strings up to here have given their warnings (they may be parsed twice)
  std::vector<SyntaxWarningInfo> warnings_;
};

}  // namespace innards
