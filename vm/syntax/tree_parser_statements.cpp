// Statements.
#include "syntax/tree_parser.h"

namespace innards {

using namespace ast;
using Type = TokenType;

namespace {

bool augmented_operator(Type type, Operator* op) {
  switch (type) {
    case Type::kPlusEqual: *op = Operator::Add; return true;
    case Type::kMinEqual: *op = Operator::Sub; return true;
    case Type::kStarEqual: *op = Operator::Mult; return true;
    case Type::kAtEqual: *op = Operator::MatMult; return true;
    case Type::kSlashEqual: *op = Operator::Div; return true;
    case Type::kPercentEqual: *op = Operator::Mod; return true;
    case Type::kAmperEqual: *op = Operator::BitAnd; return true;
    case Type::kVbarEqual: *op = Operator::BitOr; return true;
    case Type::kCircumflexEqual: *op = Operator::BitXor; return true;
    case Type::kLeftShiftEqual: *op = Operator::LShift; return true;
    case Type::kRightShiftEqual: *op = Operator::RShift; return true;
    case Type::kDoubleStarEqual: *op = Operator::Pow; return true;
    case Type::kDoubleSlashEqual: *op = Operator::FloorDiv; return true;
    default: return false;
  }
}

}  // namespace

// ---- whole inputs ----

Module* TreeParser::file() {
  std::vector<Stmt> body;
  if (!statements(body, Type::kEndMarker)) return nullptr;
  Module* tree = ast::make<Module>(memory_);
  tree->body = seq(body);
  return tree;
}

Interactive* TreeParser::single_input() {
  std::vector<Stmt> body;
  const Start start = here();
  if (accept(Type::kNewline)) {
    body.push_back(make<Pass>(start));
  } else if (Stmt compound = compound_statement()) {
    if (!accept(Type::kNewline)) return nullptr;
    body.push_back(compound);
  } else if (position_ != 0 || !simple_statements(body)) {
    return nullptr;
  }
  Interactive* tree = ast::make<Interactive>(memory_);
  tree->body = seq(body);
  return tree;
}

// ---- lists of statements ----

// Up to `end`, which is taken.
bool TreeParser::statements(std::vector<Stmt>& out, Type end) {
  while (!accept(end))
    if (!statement(out)) return false;
  return true;
}

bool TreeParser::statement(std::vector<Stmt>& out) {
  Deeper deeper(*this);
  if (!deeper) return false;
  const size_t before = position_;
  if (Stmt compound = compound_statement()) {
    out.push_back(compound);
    return true;
  }
  // A compound statement that began and failed has taken its keyword.
  return position_ == before && simple_statements(out);
}

// Null with nothing taken where no compound statement begins.
StmtNode* TreeParser::compound_statement() {
  const Start start = here();
  switch (type()) {
    case Type::kKwIf: return if_statement();
    case Type::kKwDef: return function_definition(start, false, {});
    case Type::kKwClass: return class_definition({});
    case Type::kAt: return decorated();
    case Type::kKwFor: return for_statement(start, false);
    case Type::kKwTry: return try_statement();
    case Type::kKwWith: return with_statement(start, false);
    case Type::kKwWhile: return while_statement();
    case Type::kKwAsync: return async_statement();
    case Type::kName: return at_word("match") ? match_statement() : nullptr;
    default: return nullptr;
  }
}

bool TreeParser::simple_statements(std::vector<Stmt>& out) {
  for (;;) {
    Stmt one = simple_statement();
    if (!one) return false;
    out.push_back(one);
    if (accept(Type::kNewline)) return true;
    if (!accept(Type::kSemi)) return false;
    if (accept(Type::kNewline)) return true;
  }
}

// The body behind a colon: on the same line, or indented.
bool TreeParser::block(Seq<Stmt>* out) {
  std::vector<Stmt> body;
  if (accept(Type::kNewline)) {
    if (!accept(Type::kIndent)) return false;
    do {
      if (!statement(body)) return false;
    } while (!accept(Type::kDedent));
  } else if (!simple_statements(body)) {
    return false;
  }
  *out = seq(body);
  return true;
}

bool TreeParser::colon_block(Seq<Stmt>* out) { return accept(Type::kColon) && block(out); }

bool TreeParser::else_block(Seq<Stmt>* out) { return !accept(Type::kKwElse) || colon_block(out); }

// ---- simple statements ----

StmtNode* TreeParser::simple_statement() {
  const Start start = here();
  switch (type()) {
    case Type::kKwReturn: return return_statement();
    case Type::kKwImport: return import_statement();
    case Type::kKwFrom: return from_statement();
    case Type::kKwRaise: return raise_statement();
    case Type::kKwDel: return delete_statement();
    case Type::kKwAssert: return assert_statement();
    case Type::kKwPass: advance(); return make<Pass>(start);
    case Type::kKwBreak: advance(); return make<Break>(start);
    case Type::kKwContinue: advance(); return make<Continue>(start);
    case Type::kKwGlobal: {
      Seq<Identifier> ids;
      if (!names(&ids)) return nullptr;
      Global* node = make<Global>(start);
      node->names = ids;
      return node;
    }
    case Type::kKwNonlocal: {
      Seq<Identifier> ids;
      if (!names(&ids)) return nullptr;
      Nonlocal* node = make<Nonlocal>(start);
      node->names = ids;
      return node;
    }
    default: return expression_or_assignment();
  }
}

// Only what follows the first expression tells whether it was a target.
StmtNode* TreeParser::expression_or_assignment() {
  const Start start = here();
  const bool plain_name = at(Type::kName);
  Expr first = yield_or_star_expressions();
  if (!first) return nullptr;
  Operator op;
  if (at(Type::kEqual)) return chained_assignment(start, first);
  if (at(Type::kColon)) return annotated_assignment(start, first, plain_name);
  if (augmented_operator(type(), &op)) return augmented_assignment(start, first, op);
  ast::Expr* node = make<ast::Expr>(start);
  node->value = first;
  return node;
}

ExprNode* TreeParser::yield_or_star_expressions() { return at(Type::kKwYield) ? yield_expression() : star_expressions(); }

StmtNode* TreeParser::chained_assignment(const Start& start, Expr first) {
  std::vector<Expr> targets;
  Expr value = first;
  while (accept(Type::kEqual)) {
    if (!to_target(value, ExprContext::Store)) return nullptr;
    targets.push_back(value);
    value = yield_or_star_expressions();
    if (!value) return nullptr;
  }
  Assign* node = make<Assign>(start);
  node->targets = seq(targets);
  node->value = value;
  return node;
}

// Names, attributes and subscripts; a tuple or list is no single target.
static bool is_single_target(const ExprNode* expr) { return is<Name>(expr) || is<Attribute>(expr) || is<Subscript>(expr); }

StmtNode* TreeParser::augmented_assignment(const Start& start, Expr target, Operator op) {
  if (!is_single_target(target) || !to_target(target, ExprContext::Store)) return nullptr;
  advance();
  Expr value = yield_or_star_expressions();
  if (!value) return nullptr;
  AugAssign* node = make<AugAssign>(start);
  node->target = target;
  node->op = op;
  node->value = value;
  return node;
}

StmtNode* TreeParser::annotated_assignment(const Start& start, Expr target, bool plain_name) {
  if (!is_single_target(target) || !to_target(target, ExprContext::Store)) return nullptr;
  advance();
  Expr annotation = expression();
  if (!annotation) return nullptr;
  Expr value = nullptr;
  if (accept(Type::kEqual) && !(value = yield_or_star_expressions())) return nullptr;
  AnnAssign* node = make<AnnAssign>(start);
  node->target = target;
  node->annotation = annotation;
  node->value = value;
  node->simple = plain_name && is<Name>(target);
  return node;
}

StmtNode* TreeParser::return_statement() {
  const Start start = here();
  advance();
  Expr value = nullptr;
  if (!at(Type::kNewline) && !at(Type::kSemi) && !(value = star_expressions())) return nullptr;
  Return* node = make<Return>(start);
  node->value = value;
  return node;
}

StmtNode* TreeParser::raise_statement() {
  const Start start = here();
  advance();
  Expr exc = nullptr, cause = nullptr;
  if (!at(Type::kNewline) && !at(Type::kSemi)) {
    if (!(exc = expression())) return nullptr;
    if (accept(Type::kKwFrom) && !(cause = expression())) return nullptr;
  }
  Raise* node = make<Raise>(start);
  node->exc = exc;
  node->cause = cause;
  return node;
}

StmtNode* TreeParser::delete_statement() {
  const Start start = here();
  advance();
  std::vector<Expr> targets;
  do {
    if (!targets.empty() && (at(Type::kNewline) || at(Type::kSemi))) break;
    Expr target = at(Type::kStar) ? nullptr : bit_or();
    if (!target || !to_target(target, ExprContext::Del)) return nullptr;
    targets.push_back(target);
  } while (accept(Type::kComma));
  Delete* node = make<Delete>(start);
  node->targets = seq(targets);
  return node;
}

StmtNode* TreeParser::assert_statement() {
  const Start start = here();
  advance();
  Expr test = expression(), msg = nullptr;
  if (!test || (accept(Type::kComma) && !(msg = expression()))) return nullptr;
  Assert* node = make<Assert>(start);
  node->test = test;
  node->msg = msg;
  return node;
}

bool TreeParser::names(Seq<Identifier>* out) {
  advance();
  std::vector<Identifier> ids;
  do {
    const Identifier id = name();
    if (!id) return false;
    ids.push_back(id);
  } while (accept(Type::kComma));
  *out = seq(ids);
  return true;
}

// ---- imports ----

Identifier TreeParser::dotted_name() {
  Identifier id = name();
  if (!id || !at(Type::kDot)) return id;
  std::string path = *id;
  while (accept(Type::kDot)) {
    if (!(id = name())) return nullptr;
    path += '.';
    path += *id;
  }
  return memory_.intern(path);
}

StmtNode* TreeParser::import_statement() {
  const Start start = here();
  advance();
  std::vector<Alias*> aliases;
  do {
    const Start at_name = here();
    const Identifier id = dotted_name();
    if (!id) return nullptr;
    Identifier asname = nullptr;
    if (accept(Type::kKwAs) && !(asname = name())) return nullptr;
    Alias* alias = make<Alias>(at_name);
    alias->name = id;
    alias->asname = asname;
    aliases.push_back(alias);
  } while (accept(Type::kComma));
  Import* node = make<Import>(start);
  node->names = seq(aliases);
  return node;
}

StmtNode* TreeParser::from_statement() {
  const Start start = here();
  advance();
  int level = 0;
  for (;; advance()) {
    if (at(Type::kDot)) level += 1;
    else if (at(Type::kEllipsis)) level += 3;
    else break;
  }
  Identifier module = nullptr;
  if (!(level && at(Type::kKwImport)) && !(module = dotted_name())) return nullptr;
  if (!accept(Type::kKwImport)) return nullptr;
  std::vector<Alias*> aliases;
  const Start star = here();
  if (accept(Type::kStar)) {
    Alias* alias = make<Alias>(star);
    alias->name = memory_.intern("*");
    aliases.push_back(alias);
  } else if (accept(Type::kLpar)) {
    if (!imported_names(aliases)) return nullptr;
    accept(Type::kComma);
    if (!accept(Type::kRpar)) return nullptr;
  } else if (!imported_names(aliases) || at(Type::kComma)) {
    return nullptr;
  }
  ImportFrom* node = make<ImportFrom>(start);
  node->module = module;
  node->names = seq(aliases);
  node->level = level;
  return node;
}

// A comma that no name follows stays.
bool TreeParser::imported_names(std::vector<Alias*>& out) {
  for (;;) {
    const Start start = here();
    const Identifier id = name();
    if (!id) return false;
    Identifier asname = nullptr;
    if (accept(Type::kKwAs) && !(asname = name())) return false;
    Alias* alias = make<Alias>(start);
    alias->name = id;
    alias->asname = asname;
    out.push_back(alias);
    if (!at(Type::kComma) || type(1) != Type::kName) return true;
    advance();
  }
}

// ---- compound statements ----

// The elifs are read in a row and then put into each other, so that a long chain needs no deep calls.
StmtNode* TreeParser::if_statement() {
  std::vector<If*> chain;
  do {
    const Start start = here();
    advance();
    Expr test = named_expression();
    Seq<Stmt> body;
    if (!test || !colon_block(&body)) return nullptr;
    If* node = make<If>(start);
    node->test = test;
    node->body = body;
    chain.push_back(node);
    if (depth_ + static_cast<int>(chain.size()) > depth_limit_) return nullptr;
  } while (at(Type::kKwElif));
  Seq<Stmt> orelse;
  if (!else_block(&orelse)) return nullptr;
  chain.back()->orelse = orelse;
  for (size_t i = chain.size(); i-- > 0;) {
    chain[i]->end_lineno = end_lineno_;
    chain[i]->end_col_offset = end_col_offset_;
    if (i + 1 < chain.size()) {
      Stmt inner = chain[i + 1];
      chain[i]->orelse = ast::make_seq(memory_, &inner, 1);
    }
  }
  return chain[0];
}

StmtNode* TreeParser::while_statement() {
  const Start start = here();
  advance();
  Expr test = named_expression();
  Seq<Stmt> body, orelse;
  if (!test || !colon_block(&body) || !else_block(&orelse)) return nullptr;
  While* node = make<While>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

StmtNode* TreeParser::async_statement() {
  const Start start = here();
  advance();
  if (at(Type::kKwDef)) return function_definition(start, true, {});
  if (at(Type::kKwFor)) return for_statement(start, true);
  if (at(Type::kKwWith)) return with_statement(start, true);
  return nullptr;
}

StmtNode* TreeParser::for_statement(const Start& start, bool async) {
  advance();
  Expr target = targets(Type::kKwIn);
  if (!target || !accept(Type::kKwIn)) return nullptr;
  Expr iter = star_expressions();
  Seq<Stmt> body, orelse;
  if (!iter || !colon_block(&body) || !else_block(&orelse)) return nullptr;
  auto fill = [&](auto* node) {
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    return static_cast<Stmt>(node);
  };
  return async ? fill(make<AsyncFor>(start)) : fill(make<For>(start));
}

// Brackets may enclose all items or begin the first one's expression: the first is tried first.
StmtNode* TreeParser::with_statement(const Start& start, bool async) {
  advance();
  std::vector<WithItem*> items;
  const Mark begin = mark();
  if (!at(Type::kLpar) || !with_items(items, true)) {
    go_back(begin);
    items.clear();
    if (!with_items(items, false)) return nullptr;
  }
  Seq<Stmt> body;
  if (!colon_block(&body)) return nullptr;
  auto fill = [&](auto* node) {
    node->items = seq(items);
    node->body = body;
    return static_cast<Stmt>(node);
  };
  return async ? fill(make<AsyncWith>(start)) : fill(make<With>(start));
}

bool TreeParser::with_items(std::vector<WithItem*>& out, bool bracketed) {
  if (bracketed) advance();
  do {
    if (bracketed && !out.empty() && at(Type::kRpar)) break;
    WithItem* item = with_item(bracketed);
    if (!item) return false;
    out.push_back(item);
  } while (accept(Type::kComma));
  return !bracketed || (accept(Type::kRpar) && at(Type::kColon));
}

WithItem* TreeParser::with_item(bool) {
  Expr context = expression();
  if (!context) return nullptr;
  Expr target = nullptr;
  if (accept(Type::kKwAs) && !(target = one_target())) return nullptr;
  WithItem* item = ast::make<WithItem>(memory_);
  item->context_expr = context;
  item->optional_vars = target;
  return item;
}

StmtNode* TreeParser::try_statement() {
  const Start start = here();
  advance();
  Seq<Stmt> body, orelse, finalbody;
  std::vector<HandlerNode*> parts;
  bool star = false;
  if (!colon_block(&body) || !handlers(parts, &star)) return nullptr;
  if (!parts.empty() && !else_block(&orelse)) return nullptr;
  const bool has_finally = accept(Type::kKwFinally);
  if (has_finally ? !colon_block(&finalbody) : parts.empty()) return nullptr;
  auto fill = [&](auto* node) {
    node->body = body;
    node->handlers = seq(parts);
    node->orelse = orelse;
    node->finalbody = finalbody;
    return static_cast<Stmt>(node);
  };
  return star ? fill(make<TryStar>(start)) : fill(make<Try>(start));
}

// All except parts, which must be of one kind: *star tells which.
bool TreeParser::handlers(std::vector<HandlerNode*>& out, bool* star) {
  while (at(Type::kKwExcept)) {
    const Start start = here();
    advance();
    const bool this_star = accept(Type::kStar);
    if (!out.empty() && this_star != *star) return false;
    *star = this_star;
    Expr kind = nullptr;
    Identifier bound = nullptr;
    if (this_star || !at(Type::kColon)) {
      if (!(kind = expression())) return false;
      if (accept(Type::kKwAs) && !(bound = name())) return false;
    }
    Seq<Stmt> body;
    if (!colon_block(&body)) return false;
    ExceptHandler* node = make<ExceptHandler>(start);
    node->type = kind;
    node->name = bound;
    node->body = body;
    out.push_back(node);
  }
  return true;
}

// ---- definitions ----

StmtNode* TreeParser::decorated() {
  std::vector<Expr> decorators;
  while (accept(Type::kAt)) {
    Expr decorator = named_expression();
    if (!decorator || !accept(Type::kNewline)) return nullptr;
    decorators.push_back(decorator);
  }
  const Start start = here();
  if (at(Type::kKwClass)) return class_definition(seq(decorators));
  if (at(Type::kKwDef)) return function_definition(start, false, seq(decorators));
  if (accept(Type::kKwAsync) && at(Type::kKwDef)) return function_definition(start, true, seq(decorators));
  return nullptr;
}

StmtNode* TreeParser::function_definition(const Start& start, bool async, Seq<Expr> decorators) {
  advance();
  const Identifier id = name();
  if (!id || !accept(Type::kLpar)) return nullptr;
  Arguments* args = parameters(Type::kRpar, true);
  if (!args || !accept(Type::kRpar)) return nullptr;
  Expr returns = nullptr;
  if (accept(Type::kRArrow) && !(returns = expression())) return nullptr;
  Seq<Stmt> body;
  if (!colon_block(&body)) return nullptr;
  auto fill = [&](auto* node) {
    node->name = id;
    node->args = args;
    node->body = body;
    node->decorator_list = decorators;
    node->returns = returns;
    return static_cast<Stmt>(node);
  };
  return async ? fill(make<AsyncFunctionDef>(start)) : fill(make<FunctionDef>(start));
}

StmtNode* TreeParser::class_definition(Seq<Expr> decorators) {
  const Start start = here();
  advance();
  const Identifier id = name();
  if (!id) return nullptr;
  std::vector<Expr> bases;
  std::vector<Keyword*> keywords;
  if (accept(Type::kLpar)) {
    if (!at(Type::kRpar) && !arguments(bases, keywords)) return nullptr;
    if (!accept(Type::kRpar)) return nullptr;
  }
  Seq<Stmt> body;
  if (!colon_block(&body)) return nullptr;
  ClassDef* node = make<ClassDef>(start);
  node->name = id;
  node->bases = seq(bases);
  node->keywords = seq(keywords);
  node->body = body;
  node->decorator_list = decorators;
  return node;
}

}  // namespace innards
