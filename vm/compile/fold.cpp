#include "compile/fold.h"

#include <vector>

#include "compile/const_fold.h"
#include "compile/const_value.h"
#include "compile/format_fold.h"

namespace innards {

using namespace ast;

const ConstantValue* docstring_of(const Seq<StmtNode*>& body) {
  if (body.empty()) return nullptr;
  Expr* first = as<Expr>(body[0]);
  Constant* text = first ? as<Constant>(first->value) : nullptr;
  return text && text->value.type == ConstantType::kStr ? &text->value : nullptr;
}

namespace {

// A node is replaced by overwriting the pointer to it, so every visit takes the place that holds the node.
class Folder {
 public:
  Folder(TreeMemory& memory, const FoldOptions& options, RecursionBudget budget, SyntaxErrorInfo& error)
      : memory_(memory), options_(options), budget_(budget), error_(error) {}

  void run(ModNode* tree) {
    if (Module* m = as<Module>(tree)) body(m->body);
    else if (Interactive* i = as<Interactive>(tree)) statements(i->body);
    else if (Expression* e = as<Expression>(tree)) expr(e->body);
  }

 private:
  TreeMemory& memory_;
  const FoldOptions& options_;
  RecursionBudget budget_;
  SyntaxErrorInfo& error_;

  bool failed() const { return static_cast<bool>(error_); }

  bool deeper() {
    if (failed()) return false;
    if (++budget_.depth <= budget_.limit) return true;
    error_.type = SyntaxErrorType::kRecursionError;
    error_.msg = kRecursionMessage;
    return false;
  }

  // ---- making constants -------------------------------------------------------------------------------------------

  void replace(ExprNode*& place, const ConstantValue& value) {
    Constant* c = make<Constant>(memory_, *place);
    c->value = value;
    place = c;
  }

  // A tuple of the values, if all items are constants.
  bool constant_items(const Seq<ExprNode*>& elts, std::vector<ConstantValue>* out) {
    for (ExprNode* e : elts) {
      Constant* c = as<Constant>(e);
      if (!c) return false;
      out->push_back(c->value);
    }
    return true;
  }

  static bool has_starred(const Seq<ExprNode*>& elts) {
    for (ExprNode* e : elts)
      if (is<Starred>(e)) return true;
    return false;
  }

  void fold_tuple(ExprNode*& place) {
    Tuple* t = static_cast<Tuple*>(place);
    std::vector<ConstantValue> items;
    if (t->ctx != ExprContext::Load || !constant_items(t->elts, &items)) return;
    replace(place, constant_tuple(memory_, items.data(), static_cast<int32_t>(items.size())));
  }

  // fold_iter: a list or set display that is only iterated or searched needs not be made anew.
  void fold_iter(ExprNode*& place) {
    std::vector<ConstantValue> items;
    if (List* list = as<List>(place)) {
      if (has_starred(list->elts)) return;
      Tuple* t = make<Tuple>(memory_, *place);
      t->elts = list->elts;
      t->ctx = list->ctx;
      place = t;
      fold_tuple(place);
    } else if (Set* set = as<Set>(place)) {
      if (constant_items(set->elts, &items))
        replace(place, const_make_frozenset(memory_, items.data(), static_cast<int32_t>(items.size())));
    }
  }

  void fold_unary(ExprNode*& place) {
    UnaryOp* e = static_cast<UnaryOp*>(place);
    ConstantValue result;
    if (Constant* c = as<Constant>(e->operand)) {
      if (const_unary(memory_, e->op, c->value, &result)) replace(place, result);
    } else if (e->op == UnaryOperator::Not) {
      fold_not(place, as<Compare>(e->operand));
    }
  }

  // `not a in b` is `a not in b`; other comparisons may not be turned round.
  void fold_not(ExprNode*& place, Compare* compare) {
    if (!compare || compare->ops.size() != 1) return;
    CompareOperator& op = compare->ops[0];
    switch (op) {
      case CompareOperator::Is: op = CompareOperator::IsNot; break;
      case CompareOperator::IsNot: op = CompareOperator::Is; break;
      case CompareOperator::In: op = CompareOperator::NotIn; break;
      case CompareOperator::NotIn: op = CompareOperator::In; break;
      default: return;
    }
    place = compare;
  }

  void fold_binary(ExprNode*& place) {
    BinOp* e = static_cast<BinOp*>(place);
    Constant* left = as<Constant>(e->left);
    if (!left) return;
    Tuple* items = as<Tuple>(e->right);
    if (e->op == Operator::Mod && items && left->value.type == ConstantType::kStr && !has_starred(items->elts)) {
      if (ExprNode* joined = fold_format(memory_, *e, left->value.text, items->elts)) place = joined;
      return;
    }
    Constant* right = as<Constant>(e->right);
    ConstantValue result;
    if (right && const_binary(memory_, e->op, left->value, right->value, &result)) replace(place, result);
  }

  void fold_subscript(ExprNode*& place) {
    Subscript* e = static_cast<Subscript*>(place);
    Constant* value = as<Constant>(e->value);
    Constant* index = as<Constant>(e->slice);
    ConstantValue result;
    if (e->ctx != ExprContext::Load || !value || !index) return;
    if (const_subscript(memory_, value->value, index->value, &result)) replace(place, result);
  }

  // ---- expressions ------------------------------------------------------------------------------------------------

  void exprs(const Seq<ExprNode*>& items) {
    for (ExprNode*& e : items)
      if (e) expr(e);
  }
  void opt(ExprNode*& e) {
    if (e) expr(e);
  }

  void expr(ExprNode*& place) {
    if (!deeper()) return;
    expression(place);
    --budget_.depth;
  }

  void expression(ExprNode*& place) {
    ExprNode* e = place;
    switch (e->node_kind) {
      case Kind::BoolOp: return exprs(static_cast<BoolOp*>(e)->values);
      case Kind::BinOp:
        expr(static_cast<BinOp*>(e)->left);
        expr(static_cast<BinOp*>(e)->right);
        return fold_binary(place);
      case Kind::UnaryOp:
        expr(static_cast<UnaryOp*>(e)->operand);
        return fold_unary(place);
      case Kind::Lambda:
        arguments(static_cast<Lambda*>(e)->args);
        return expr(static_cast<Lambda*>(e)->body);
      case Kind::IfExp: {
        IfExp* i = static_cast<IfExp*>(e);
        expr(i->test);
        expr(i->body);
        return expr(i->orelse);
      }
      case Kind::Dict: exprs(static_cast<Dict*>(e)->keys); return exprs(static_cast<Dict*>(e)->values);
      case Kind::Set: return exprs(static_cast<Set*>(e)->elts);
      case Kind::ListComp: return comprehension(static_cast<ListComp*>(e));
      case Kind::SetComp: return comprehension(static_cast<SetComp*>(e));
      case Kind::GeneratorExp: return comprehension(static_cast<GeneratorExp*>(e));
      case Kind::DictComp: {
        DictComp* d = static_cast<DictComp*>(e);
        expr(d->key);
        expr(d->value);
        return generators(d->generators);
      }
      case Kind::Await: return expr(static_cast<Await*>(e)->value);
      case Kind::Yield: return opt(static_cast<Yield*>(e)->value);
      case Kind::YieldFrom: return expr(static_cast<YieldFrom*>(e)->value);
      case Kind::Compare: return compare(static_cast<Compare*>(e));
      case Kind::Call: {
        Call* c = static_cast<Call*>(e);
        expr(c->func);
        exprs(c->args);
        return keywords(c->keywords);
      }
      case Kind::FormattedValue:
        expr(static_cast<FormattedValue*>(e)->value);
        return opt(static_cast<FormattedValue*>(e)->format_spec);
      case Kind::JoinedStr: return exprs(static_cast<JoinedStr*>(e)->values);
      case Kind::Attribute: return expr(static_cast<Attribute*>(e)->value);
      case Kind::Subscript:
        expr(static_cast<Subscript*>(e)->value);
        expr(static_cast<Subscript*>(e)->slice);
        return fold_subscript(place);
      case Kind::Starred: return expr(static_cast<Starred*>(e)->value);
      case Kind::Slice: {
        Slice* s = static_cast<Slice*>(e);
        opt(s->lower);
        opt(s->upper);
        return opt(s->step);
      }
      case Kind::List: return exprs(static_cast<List*>(e)->elts);
      case Kind::Tuple: exprs(static_cast<Tuple*>(e)->elts); return fold_tuple(place);
      case Kind::Name: return name(place);
      case Kind::NamedExpr: return expr(static_cast<NamedExpr*>(e)->value);
      default: return;
    }
  }

  void name(ExprNode*& place) {
    Name* n = static_cast<Name*>(place);
    if (n->ctx == ExprContext::Load && *n->id == "__debug__") replace(place, constant_bool(options_.optimize == 0));
  }

  void compare(Compare* e) {
    expr(e->left);
    exprs(e->comparators);
    CompareOperator last = e->ops.back();
    if (last == CompareOperator::In || last == CompareOperator::NotIn) fold_iter(e->comparators.back());
  }

  template <class C>
  void comprehension(C* e) {
    expr(e->elt);
    generators(e->generators);
  }

  void generators(const Seq<Comprehension*>& items) {
    for (Comprehension* c : items) {
      expr(c->target);
      expr(c->iter);
      exprs(c->ifs);
      if (!failed()) fold_iter(c->iter);
    }
  }

  void keywords(const Seq<Keyword*>& items) {
    for (Keyword* k : items) expr(k->value);
  }

  void annotation(ExprNode*& e) {
    if (!options_.future_annotations) opt(e);
  }
  void args(const Seq<Arg*>& items) {
    for (Arg* a : items) annotation(a->annotation);
  }
  void arguments(Arguments* a) {
    args(a->posonlyargs);
    args(a->args);
    if (a->vararg) annotation(a->vararg->annotation);
    args(a->kwonlyargs);
    exprs(a->kw_defaults);
    if (a->kwarg) annotation(a->kwarg->annotation);
    exprs(a->defaults);
  }

  // ---- statements -------------------------------------------------------------------------------------------------

  void statements(const Seq<StmtNode*>& items) {
    for (StmtNode* s : items) stmt(s);
  }

  // astfold_body: folding must not make a docstring of what was none.
  void body(const Seq<StmtNode*>& items) {
    bool had_docstring = docstring_of(items) != nullptr;
    statements(items);
    if (had_docstring || !docstring_of(items)) return;
    Expr* first = static_cast<Expr*>(items[0]);
    JoinedStr* joined = make<JoinedStr>(memory_, *first);
    joined->values = make_seq(memory_, &first->value, 1);
    first->value = joined;
  }

  void stmt(StmtNode* s) {
    if (!deeper()) return;
    statement(s);
    --budget_.depth;
  }

  void statement(StmtNode* s) {
    switch (s->node_kind) {
      case Kind::FunctionDef: return function(static_cast<FunctionDef*>(s));
      case Kind::AsyncFunctionDef: return function(static_cast<AsyncFunctionDef*>(s));
      case Kind::ClassDef: {
        ClassDef* c = static_cast<ClassDef*>(s);
        exprs(c->bases);
        keywords(c->keywords);
        body(c->body);
        return exprs(c->decorator_list);
      }
      case Kind::Return: return opt(static_cast<Return*>(s)->value);
      case Kind::Delete: return exprs(static_cast<Delete*>(s)->targets);
      case Kind::Assign: exprs(static_cast<Assign*>(s)->targets); return expr(static_cast<Assign*>(s)->value);
      case Kind::AugAssign: expr(static_cast<AugAssign*>(s)->target); return expr(static_cast<AugAssign*>(s)->value);
      case Kind::AnnAssign:
        expr(static_cast<AnnAssign*>(s)->target);
        annotation(static_cast<AnnAssign*>(s)->annotation);
        return opt(static_cast<AnnAssign*>(s)->value);
      case Kind::For:
        loop(static_cast<For*>(s));
        if (!failed()) fold_iter(static_cast<For*>(s)->iter);
        return;
      case Kind::AsyncFor: return loop(static_cast<AsyncFor*>(s));
      case Kind::While: return branches(static_cast<While*>(s));
      case Kind::If: return branches(static_cast<If*>(s));
      case Kind::With: return with(static_cast<With*>(s));
      case Kind::AsyncWith: return with(static_cast<AsyncWith*>(s));
      case Kind::Raise: opt(static_cast<Raise*>(s)->exc); return opt(static_cast<Raise*>(s)->cause);
      case Kind::Try: return try_stmt(static_cast<Try*>(s));
      case Kind::TryStar: return try_stmt(static_cast<TryStar*>(s));
      case Kind::Assert: expr(static_cast<Assert*>(s)->test); return opt(static_cast<Assert*>(s)->msg);
      case Kind::Expr: return expr(static_cast<Expr*>(s)->value);
      case Kind::Match: return match(static_cast<Match*>(s));
      default: return;
    }
  }

  template <class F>
  void function(F* s) {
    arguments(s->args);
    body(s->body);
    exprs(s->decorator_list);
    annotation(s->returns);
  }

  template <class L>
  void loop(L* s) {
    expr(s->target);
    expr(s->iter);
    statements(s->body);
    statements(s->orelse);
  }

  template <class B>
  void branches(B* s) {
    expr(s->test);
    statements(s->body);
    statements(s->orelse);
  }

  template <class W>
  void with(W* s) {
    for (WithItem* item : s->items) {
      expr(item->context_expr);
      opt(item->optional_vars);
    }
    statements(s->body);
  }

  template <class T>
  void try_stmt(T* s) {
    statements(s->body);
    for (HandlerNode* h : s->handlers) {
      opt(static_cast<ExceptHandler*>(h)->type);
      statements(static_cast<ExceptHandler*>(h)->body);
    }
    statements(s->orelse);
    statements(s->finalbody);
  }

  void match(Match* s) {
    expr(s->subject);
    for (MatchCase* c : s->cases) {
      pattern(c->pattern);
      opt(c->guard);
      statements(c->body);
    }
  }

  // ---- patterns ---------------------------------------------------------------------------------------------------

  void patterns(const Seq<PatternNode*>& items) {
    for (PatternNode* p : items) pattern(p);
  }

  void pattern(PatternNode* p) {
    if (!deeper()) return;
    switch (p->node_kind) {
      case Kind::MatchValue: expr(static_cast<MatchValue*>(p)->value); break;
      case Kind::MatchSequence: patterns(static_cast<MatchSequence*>(p)->patterns); break;
      case Kind::MatchMapping:
        exprs(static_cast<MatchMapping*>(p)->keys);
        patterns(static_cast<MatchMapping*>(p)->patterns);
        break;
      case Kind::MatchClass:
        expr(static_cast<MatchClass*>(p)->cls);
        patterns(static_cast<MatchClass*>(p)->patterns);
        patterns(static_cast<MatchClass*>(p)->kwd_patterns);
        break;
      case Kind::MatchAs:
        if (static_cast<MatchAs*>(p)->pattern) pattern(static_cast<MatchAs*>(p)->pattern);
        break;
      case Kind::MatchOr: patterns(static_cast<MatchOr*>(p)->patterns); break;
      default: break;
    }
    --budget_.depth;
  }
};

}  // namespace

void fold_tree(ModNode* tree, TreeMemory& memory, const FoldOptions& options, RecursionBudget budget, SyntaxErrorInfo& error) {
  Folder(memory, options, budget, error).run(tree);
}

}  // namespace innards
