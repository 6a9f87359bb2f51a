// The first pass over the tree: enters every name that a block mentions (Python/symtable.c: symtable_visit_*).
#include "compile/scopes.h"

namespace innards {

using namespace ast;

namespace {

class Builder {
 public:
  Builder(TreeMemory& memory, ScopeTable& table, bool future_annotations, RecursionBudget budget)
      : memory_(memory), table_(table), future_annotations_(future_annotations), budget_(budget) {}

  void run(ModNode* tree) {
    enter("top", BlockType::Module, tree, Position{});
    table_.top = current_;
    if (Module* m = as<Module>(tree)) visit_all(m->body);
    else if (Interactive* i = as<Interactive>(tree)) visit_all(i->body);
    else if (Expression* e = as<Expression>(tree)) visit(e->body);
    leave();
  }

 private:
  TreeMemory& memory_;
  ScopeTable& table_;
  const bool future_annotations_;
  RecursionBudget budget_;
  Scope* current_ = nullptr;
  std::vector<Scope*> stack_;
  Identifier private_ = nullptr;  // the class whose body is being read, for mangling

  bool failed() const { return static_cast<bool>(table_.error); }
  void fail(std::string msg, const Position& at) {
    if (!failed()) table_.error = syntax_error_at(std::move(msg), at);
  }
  static std::string quoted(const char* before, Identifier name, const char* after) { return before + *name + after; }

  bool deeper() {
    if (failed()) return false;
    if (++budget_.depth <= budget_.limit) return true;
    table_.error.type = SyntaxErrorType::kRecursionError;
    table_.error.msg = kRecursionMessage;
    return false;
  }

  // ---- blocks -----------------------------------------------------------------------------------------------------

  void enter(const char* name, BlockType type, const void* node, const Position& at) { enter(memory_.intern(name), type, node, at); }

  void enter(Identifier name, BlockType type, const void* node, const Position& at) {
    Scope* scope = table_.new_scope(node);
    scope->name = name;
    scope->type = type;
    scope->at = at;
    Scope* outer = current_;
    if (outer) {
      scope->nested = outer->nested || outer->type == BlockType::Function;
      scope->comp_iter_expr = outer->comp_iter_expr;
      if (type != BlockType::Annotation) outer->children.push_back(scope);
    }
    stack_.push_back(scope);
    current_ = scope;
  }

  void leave() {
    stack_.pop_back();
    current_ = stack_.empty() ? nullptr : stack_.back();
  }

  // ---- names ------------------------------------------------------------------------------------------------------

  uint32_t lookup(Identifier name) {
    const Symbol* s = current_->symbols.find(mangle(memory_, private_, name));
    return s ? s->flags : 0;
  }

  void add_def(Identifier name, uint32_t flag, const Position& at) { add_def_in(*current_, name, flag, at); }

  // symtable_add_def_helper
  void add_def_in(Scope& scope, Identifier name, uint32_t flag, const Position& at) {
    Identifier mangled = mangle(memory_, private_, name);
    Symbol* symbol = scope.symbols.find(mangled);
    uint32_t flags = flag;
    if (symbol) {
      if ((flag & kDefParam) && (symbol->flags & kDefParam))
        return fail(quoted("duplicate argument '", name, "' in function definition"), at);
      flags |= symbol->flags;
    }
    if (scope.comp_iter_target) {
      if (flags & (kDefGlobal | kDefNonlocal))
        return fail(quoted("comprehension inner loop cannot rebind assignment expression target '", name, "'"), at);
      flags |= kDefCompIter;
    }
    if (!symbol) symbol = &scope.symbols.add(mangled);
    symbol->flags = flags;
    if (!symbol->first_line) symbol->first_line = at.lineno;
    if (!symbol->bound_line && (flag & kDefBound)) symbol->bound_line = at.lineno;
    if (flag & kDefParam) scope.varnames.push_back(mangled);
    else if (flag & kDefGlobal) mark_global(mangled, flag);
  }

  void mark_global(Identifier mangled, uint32_t flag) {
    Symbol* symbol = table_.top->symbols.find(mangled);
    if (!symbol) symbol = &table_.top->symbols.add(mangled);
    symbol->flags |= flag;
  }

  void record_directive(Identifier name, const Position& at) {
    current_->directives.push_back({mangle(memory_, private_, name), at});
  }

  // ---- lists ------------------------------------------------------------------------------------------------------

  template <class T>
  void visit_all(const Seq<T*>& items) {
    for (T* item : items) {
      if (failed()) return;
      if (item) visit(item);
    }
  }
  void visit_opt(ExprNode* e) { if (e) visit(e); }

  // ---- statements -------------------------------------------------------------------------------------------------

  void visit(StmtNode* s) {
    if (!deeper()) return;
    statement(s);
    --budget_.depth;
  }

  void statement(StmtNode* s) {
    switch (s->node_kind) {
      case Kind::FunctionDef: return function(static_cast<FunctionDef*>(s), false);
      case Kind::AsyncFunctionDef: return function(static_cast<AsyncFunctionDef*>(s), true);
      case Kind::ClassDef: return class_def(static_cast<ClassDef*>(s));
      case Kind::Return: return visit_opt(static_cast<Return*>(s)->value);
      case Kind::Delete: return visit_all(static_cast<Delete*>(s)->targets);
      case Kind::Assign: visit_all(static_cast<Assign*>(s)->targets); return visit(static_cast<Assign*>(s)->value);
      case Kind::AugAssign: visit(static_cast<AugAssign*>(s)->target); return visit(static_cast<AugAssign*>(s)->value);
      case Kind::AnnAssign: return ann_assign(static_cast<AnnAssign*>(s));
      case Kind::For: return loop(static_cast<For*>(s));
      case Kind::AsyncFor: return loop(static_cast<AsyncFor*>(s));
      case Kind::While: return branches(static_cast<While*>(s));
      case Kind::If: return branches(static_cast<If*>(s));
      case Kind::With: visit_all(static_cast<With*>(s)->items); return visit_all(static_cast<With*>(s)->body);
      case Kind::AsyncWith: visit_all(static_cast<AsyncWith*>(s)->items); return visit_all(static_cast<AsyncWith*>(s)->body);
      case Kind::Match: visit(static_cast<Match*>(s)->subject); return visit_all(static_cast<Match*>(s)->cases);
      case Kind::Raise: visit_opt(static_cast<Raise*>(s)->exc); return visit_opt(static_cast<Raise*>(s)->cause);
      case Kind::Try: return try_stmt(static_cast<Try*>(s));
      case Kind::TryStar: return try_stmt(static_cast<TryStar*>(s));
      case Kind::Assert: visit(static_cast<Assert*>(s)->test); return visit_opt(static_cast<Assert*>(s)->msg);
      case Kind::Import: return visit_all(static_cast<Import*>(s)->names);
      case Kind::ImportFrom: return visit_all(static_cast<ImportFrom*>(s)->names);
      case Kind::Global: return global(static_cast<Global*>(s));
      case Kind::Nonlocal: return nonlocal(static_cast<Nonlocal*>(s));
      case Kind::Expr: return visit(static_cast<Expr*>(s)->value);
      default: return;  // pass, break, continue
    }
  }

  template <class F>
  void function(F* s, bool is_async) {
    add_def(s->name, kDefLocal, *s);
    visit_all(s->args->defaults);
    visit_all(s->args->kw_defaults);
    annotations(s->args, s->returns, *s);
    visit_all(s->decorator_list);
    if (failed()) return;
    enter(s->name, BlockType::Function, s, *s);
    if (is_async) current_->coroutine = true;
    arguments(s->args);
    visit_all(s->body);
    leave();
  }

  void class_def(ClassDef* s) {
    add_def(s->name, kDefLocal, *s);
    visit_all(s->bases);
    visit_all(s->keywords);
    visit_all(s->decorator_list);
    if (failed()) return;
    enter(s->name, BlockType::Class, s, *s);
    Identifier outer = private_;
    private_ = s->name;
    visit_all(s->body);
    private_ = outer;
    leave();
  }

  void ann_assign(AnnAssign* s) {
    if (Name* name = as<Name>(s->target)) annotated_name(s, name);
    else visit(s->target);
    if (failed()) return;
    annotation(s->annotation);
    visit_opt(s->value);
  }

  void annotated_name(AnnAssign* s, Name* name) {
    uint32_t flags = lookup(name->id);
    if ((flags & (kDefGlobal | kDefNonlocal)) && current_ != table_.top && s->simple)
      return fail(quoted("annotated name '", name->id, flags & kDefGlobal ? "' can't be global" : "' can't be nonlocal"), *s);
    if (s->simple) add_def(name->id, kDefAnnot | kDefLocal, *name);
    else if (s->value) add_def(name->id, kDefLocal, *name);
  }

  template <class L>
  void loop(L* s) {
    visit(s->target);
    visit(s->iter);
    visit_all(s->body);
    visit_all(s->orelse);
  }

  template <class B>
  void branches(B* s) {
    visit(s->test);
    visit_all(s->body);
    visit_all(s->orelse);
  }

  template <class T>
  void try_stmt(T* s) {
    visit_all(s->body);
    visit_all(s->orelse);
    visit_all(s->handlers);
    visit_all(s->finalbody);
  }

  void global(Global* s) {
    for (Identifier name : s->names) {
      uint32_t flags = lookup(name);
      if (flags & kDefParam) return fail(quoted("name '", name, "' is parameter and global"), *s);
      if (flags & kDefUse) return fail(quoted("name '", name, "' is used prior to global declaration"), *s);
      if (flags & kDefAnnot) return fail(quoted("annotated name '", name, "' can't be global"), *s);
      if (flags & kDefLocal) return fail(quoted("name '", name, "' is assigned to before global declaration"), *s);
      add_def(name, kDefGlobal, *s);
      record_directive(name, *s);
    }
  }

  void nonlocal(Nonlocal* s) {
    for (Identifier name : s->names) {
      uint32_t flags = lookup(name);
      if (flags & kDefParam) return fail(quoted("name '", name, "' is parameter and nonlocal"), *s);
      if (flags & kDefUse) return fail(quoted("name '", name, "' is used prior to nonlocal declaration"), *s);
      if (flags & kDefAnnot) return fail(quoted("annotated name '", name, "' can't be nonlocal"), *s);
      if (flags & kDefLocal) return fail(quoted("name '", name, "' is assigned to before nonlocal declaration"), *s);
      add_def(name, kDefNonlocal, *s);
      record_directive(name, *s);
    }
  }

  // ---- parts of statements ----------------------------------------------------------------------------------------

  void visit(HandlerNode* node) {
    ExceptHandler* h = static_cast<ExceptHandler*>(node);
    visit_opt(h->type);
    if (failed()) return;
    if (h->name) add_def(h->name, kDefLocal, *h);
    visit_all(h->body);
  }

  void visit(WithItem* item) {
    visit(item->context_expr);
    visit_opt(item->optional_vars);
  }

  void visit(MatchCase* c) {
    visit(c->pattern);
    visit_opt(c->guard);
    visit_all(c->body);
  }

  void visit(Keyword* k) { visit(k->value); }

  void visit(Alias* a) {
    Identifier name = a->asname ? a->asname : a->name;
    if (*name == "*") {
      if (current_->type != BlockType::Module) fail("import * only allowed at module level", *a);
      return;
    }
    size_t dot = name->find('.');
    add_def(dot == std::string::npos ? name : memory_.intern(name->substr(0, dot)), kDefImport, *a);
  }

  // ---- parameters and annotations ---------------------------------------------------------------------------------

  void parameters(const Seq<Arg*>& args) {
    for (Arg* a : args) add_def(a->arg, kDefParam, *a);
  }

  void arguments(Arguments* a) {
    parameters(a->posonlyargs);
    parameters(a->args);
    parameters(a->kwonlyargs);
    if (a->vararg) {
      add_def(a->vararg->arg, kDefParam, *a->vararg);
      current_->varargs = true;
    }
    if (a->kwarg) {
      add_def(a->kwarg->arg, kDefParam, *a->kwarg);
      current_->varkeywords = true;
    }
  }

  void annotation(ExprNode* e) {
    if (future_annotations_) enter("_annotation", BlockType::Annotation, e, *e);
    visit(e);
    if (future_annotations_) leave();
  }

  void annotations_of(const Seq<Arg*>& args) {
    for (Arg* a : args) visit_opt(a->annotation);
  }

  // symtable_visit_annotations
  void annotations(Arguments* a, ExprNode* returns, const Position& at) {
    if (failed()) return;
    if (future_annotations_) enter("_annotation", BlockType::Annotation, a, at);
    annotations_of(a->posonlyargs);
    annotations_of(a->args);
    if (a->vararg) visit_opt(a->vararg->annotation);
    if (a->kwarg) visit_opt(a->kwarg->annotation);
    annotations_of(a->kwonlyargs);
    if (future_annotations_) leave();
    if (returns && !failed()) annotation(returns);
  }

  bool allowed_in_annotation(const char* what, ExprNode* e) {
    if (current_->type != BlockType::Annotation) return true;
    fail(std::string("'") + what + "' can not be used within an annotation", *e);
    return false;
  }

  // ---- expressions ------------------------------------------------------------------------------------------------

  void visit(ExprNode* e) {
    if (!deeper()) return;
    expression(e);
    --budget_.depth;
  }

  void expression(ExprNode* e) {
    switch (e->node_kind) {
      case Kind::NamedExpr: return named_expr(static_cast<NamedExpr*>(e));
      case Kind::BoolOp: return visit_all(static_cast<BoolOp*>(e)->values);
      case Kind::BinOp: visit(static_cast<BinOp*>(e)->left); return visit(static_cast<BinOp*>(e)->right);
      case Kind::UnaryOp: return visit(static_cast<UnaryOp*>(e)->operand);
      case Kind::Lambda: return lambda(static_cast<Lambda*>(e));
      case Kind::IfExp: return if_exp(static_cast<IfExp*>(e));
      case Kind::Dict: visit_all(static_cast<Dict*>(e)->keys); return visit_all(static_cast<Dict*>(e)->values);
      case Kind::Set: return visit_all(static_cast<Set*>(e)->elts);
      case Kind::ListComp: return comprehension(static_cast<ListComp*>(e), "listcomp", ComprehensionKind::List);
      case Kind::SetComp: return comprehension(static_cast<SetComp*>(e), "setcomp", ComprehensionKind::Set);
      case Kind::GeneratorExp: return comprehension(static_cast<GeneratorExp*>(e), "genexpr", ComprehensionKind::Generator);
      case Kind::DictComp: {
        DictComp* d = static_cast<DictComp*>(e);
        return comprehension_of(d, "dictcomp", ComprehensionKind::Dict, d->generators, d->key, d->value);
      }
      case Kind::Yield: return yield(e, static_cast<Yield*>(e)->value);
      case Kind::YieldFrom: return yield(e, static_cast<YieldFrom*>(e)->value);
      case Kind::Await: return await(static_cast<Await*>(e));
      case Kind::Compare: visit(static_cast<Compare*>(e)->left); return visit_all(static_cast<Compare*>(e)->comparators);
      case Kind::Call: return call(static_cast<Call*>(e));
      case Kind::FormattedValue:
        visit(static_cast<FormattedValue*>(e)->value);
        return visit_opt(static_cast<FormattedValue*>(e)->format_spec);
      case Kind::JoinedStr: return visit_all(static_cast<JoinedStr*>(e)->values);
      case Kind::Attribute: return visit(static_cast<Attribute*>(e)->value);
      case Kind::Subscript: visit(static_cast<Subscript*>(e)->value); return visit(static_cast<Subscript*>(e)->slice);
      case Kind::Starred: return visit(static_cast<Starred*>(e)->value);
      case Kind::Slice: return slice(static_cast<Slice*>(e));
      case Kind::Name: return name(static_cast<Name*>(e));
      case Kind::List: return visit_all(static_cast<List*>(e)->elts);
      case Kind::Tuple: return visit_all(static_cast<Tuple*>(e)->elts);
      default: return;  // Constant
    }
  }

  void if_exp(IfExp* e) {
    visit(e->test);
    visit(e->body);
    visit(e->orelse);
  }

  void slice(Slice* e) {
    visit_opt(e->lower);
    visit_opt(e->upper);
    visit_opt(e->step);
  }

  void call(Call* e) {
    visit(e->func);
    visit_all(e->args);
    visit_all(e->keywords);
  }

  void lambda(Lambda* e) {
    visit_all(e->args->defaults);
    visit_all(e->args->kw_defaults);
    if (failed()) return;
    enter("lambda", BlockType::Function, e, *e);
    arguments(e->args);
    visit(e->body);
    leave();
  }

  void await(Await* e) {
    if (!allowed_in_annotation("await expression", e)) return;
    visit(e->value);
    current_->coroutine = true;
  }

  void yield(ExprNode* e, ExprNode* value) {
    if (!allowed_in_annotation("yield expression", e)) return;
    visit_opt(value);
    current_->generator = true;
    switch (current_->comprehension) {
      case ComprehensionKind::None: return;
      case ComprehensionKind::List: return fail("'yield' inside list comprehension", *e);
      case ComprehensionKind::Set: return fail("'yield' inside set comprehension", *e);
      case ComprehensionKind::Dict: return fail("'yield' inside dict comprehension", *e);
      case ComprehensionKind::Generator: return fail("'yield' inside generator expression", *e);
    }
  }

  void name(Name* e) {
    add_def(e->id, e->ctx == ExprContext::Load ? kDefUse : kDefLocal, *e);
    // super() without arguments finds its class through the cell __class__.
    if (e->ctx == ExprContext::Load && current_->type == BlockType::Function && *e->id == "super")
      add_def(memory_.intern("__class__"), kDefUse, *e);
  }

  // ---- the walrus -------------------------------------------------------------------------------------------------

  void named_expr(NamedExpr* e) {
    if (!allowed_in_annotation("named expression", e)) return;
    if (current_->comp_iter_expr > 0)
      return fail("assignment expression cannot be used in a comprehension iterable expression", *e);
    if (current_->comprehension != ComprehensionKind::None) {
      Name* target = as<Name>(e->target);  // a tree that a program made may have another: CPython 3.11.2 crashes
      if (!target) return fail("NamedExpr target must be a Name", *e);
      extend_namedexpr_scope(target);
    }
    if (failed()) return;
    visit(e->value);
    visit(e->target);
  }

  // symtable_extend_namedexpr_scope: inside a comprehension the name belongs to the block around it.
  void extend_namedexpr_scope(Name* target) {
    for (size_t i = stack_.size(); i-- > 0;) {
      Scope& scope = *stack_[i];
      const Symbol* symbol = scope.symbols.find(mangle(memory_, private_, target->id));
      uint32_t flags = symbol ? symbol->flags : 0;
      if (scope.comprehension != ComprehensionKind::None) {
        if (flags & kDefCompIter)
          return fail(quoted("assignment expression cannot rebind comprehension iteration variable '", target->id, "'"), *target);
        continue;
      }
      if (scope.type == BlockType::Function) return bind_outside(scope, target, flags & kDefGlobal ? kDefGlobal : kDefNonlocal, kDefLocal);
      if (scope.type == BlockType::Module) return bind_outside(scope, target, kDefGlobal, kDefGlobal);
      if (scope.type == BlockType::Class)
        return fail("assignment expression within a comprehension cannot be used in a class body", *target);
    }
  }

  void bind_outside(Scope& scope, Name* target, uint32_t here, uint32_t there) {
    add_def(target->id, here, *target);
    record_directive(target->id, *target);
    if (!failed()) add_def_in(scope, target->id, there, *target);
  }

  // ---- comprehensions ---------------------------------------------------------------------------------------------

  template <class C>
  void comprehension(C* e, const char* name, ComprehensionKind kind) {
    comprehension_of(e, name, kind, e->generators, e->elt, nullptr);
  }

  // symtable_handle_comprehension
  void comprehension_of(ExprNode* e, const char* name, ComprehensionKind kind, const Seq<Comprehension*>& generators,
                        ExprNode* elt, ExprNode* value) {
    Comprehension* outermost = generators[0];
    ++current_->comp_iter_expr;  // the first iterable belongs to the block around
    visit(outermost->iter);
    --current_->comp_iter_expr;
    if (failed()) return;
    enter(name, BlockType::Function, e, *e);
    current_->comprehension = kind;
    if (outermost->is_async) current_->coroutine = true;
    add_def(memory_.intern(".0"), kDefParam, *e);
    target(outermost->target);
    visit_all(outermost->ifs);
    for (int32_t i = 1; i < generators.size(); ++i) visit(generators[i]);
    visit_opt(value);
    visit(elt);
    current_->generator = kind == ComprehensionKind::Generator;
    bool is_async = current_->coroutine && kind != ComprehensionKind::Generator;
    leave();
    if (is_async) current_->coroutine = true;
  }

  void target(ExprNode* e) {
    current_->comp_iter_target = true;
    visit(e);
    current_->comp_iter_target = false;
  }

  void visit(Comprehension* c) {
    target(c->target);
    ++current_->comp_iter_expr;
    visit(c->iter);
    --current_->comp_iter_expr;
    visit_all(c->ifs);
    if (c->is_async) current_->coroutine = true;
  }

  // ---- patterns ---------------------------------------------------------------------------------------------------

  void visit(PatternNode* p) {
    if (!deeper()) return;
    pattern(p);
    --budget_.depth;
  }

  void bind(Identifier name, PatternNode* p) {
    if (name && !failed()) add_def(name, kDefLocal, *p);
  }

  void pattern(PatternNode* p) {
    switch (p->node_kind) {
      case Kind::MatchValue: return visit(static_cast<MatchValue*>(p)->value);
      case Kind::MatchSequence: return visit_all(static_cast<MatchSequence*>(p)->patterns);
      case Kind::MatchStar: return bind(static_cast<MatchStar*>(p)->name, p);
      case Kind::MatchMapping: {
        MatchMapping* m = static_cast<MatchMapping*>(p);
        visit_all(m->keys);
        visit_all(m->patterns);
        return bind(m->rest, p);
      }
      case Kind::MatchClass: {
        MatchClass* m = static_cast<MatchClass*>(p);
        visit(m->cls);
        visit_all(m->patterns);
        return visit_all(m->kwd_patterns);
      }
      case Kind::MatchAs: {
        MatchAs* m = static_cast<MatchAs*>(p);
        if (m->pattern) visit(m->pattern);
        return bind(m->name, p);
      }
      case Kind::MatchOr: return visit_all(static_cast<MatchOr*>(p)->patterns);
      default: return;  // MatchSingleton
    }
  }
};

}  // namespace

void build_scopes(ModNode* tree, TreeMemory& memory, bool future_annotations, RecursionBudget budget, ScopeTable& table) {
  Builder(memory, table, future_annotations, budget).run(tree);
  if (!table.error) analyze_scopes(table, memory);
}

}  // namespace innards
