// The second pass: from what blocks mention to what each name is (Python/symtable.c: analyze_block and its helpers).
#include "compile/scopes.h"

namespace innards {

namespace {

// A set of names, compared by identity. Small, copied often.
class NameSet {
 public:
  bool contains(Identifier name) const {
    if (slots_.empty()) return false;
    return slots_[place(name)] == name;
  }
  void add(Identifier name) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Identifier& slot = slots_[place(name)];
    if (slot == name) return;
    slot = name;
    ++used_;
  }
  bool discard(Identifier name) {
    if (!contains(name)) return false;
    std::vector<Identifier> old = std::move(slots_);
    slots_.assign(old.size(), nullptr);
    used_ = 0;
    for (Identifier n : old)
      if (n && n != name) add(n);
    return true;
  }
  void add_all(const NameSet& other) {
    if (slots_.empty()) {
      *this = other;
      return;
    }
    for (Identifier n : other.slots_)
      if (n) add(n);
  }
  bool empty() const { return used_ == 0; }
  template <class F>
  void each(F f) const {
    for (Identifier n : slots_)
      if (n) f(n);
  }

 private:
  std::vector<Identifier> slots_;
  size_t used_ = 0;

  size_t place(Identifier name) const {
    size_t mask = slots_.size() - 1;
    size_t at = static_cast<size_t>((reinterpret_cast<uintptr_t>(name) >> 4) * 0x9E3779B97F4A7C15u >> 20) & mask;
    while (slots_[at] && slots_[at] != name) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<Identifier> old = std::move(slots_);
    slots_.assign(old.empty() ? 8 : old.size() * 2, nullptr);
    used_ = 0;
    for (Identifier n : old)
      if (n) add(n);
  }
};

class Analyzer {
 public:
  Analyzer(ScopeTable& table, TreeMemory& memory) : table_(table), class_name_(memory.intern("__class__")) {}

  // `bound` is null for the module. `free` gets the names that the block needs from outside.
  void block(Scope& scope, NameSet* bound, NameSet& free, NameSet& global) {
    NameSet local, new_bound, new_global, new_free;
    bool is_class = scope.type == BlockType::Class;
    if (is_class) {  // a class body hides nothing from its methods
      new_global = global;
      if (bound) new_bound = *bound;
    }
    for (Symbol& s : scope.symbols.all()) {
      name(scope, s, bound, local, free, global);
      if (table_.error) return;
    }
    if (is_class) {
      new_bound.add(class_name_);
    } else {
      if (scope.type == BlockType::Function) new_bound = local;
      if (bound) new_bound.add_all(*bound);
      new_global = global;
    }
    children(scope, new_bound, new_global, new_free);
    if (table_.error) return;
    if (scope.type == BlockType::Function) make_cells(scope, new_free);
    else if (is_class && new_free.discard(class_name_)) scope.needs_class_closure = true;
    pass_on_free(scope, bound, new_free);
    free.add_all(new_free);
  }

 private:
  ScopeTable& table_;
  Identifier class_name_;

  void children(Scope& scope, const NameSet& bound, const NameSet& global, NameSet& free) {
    for (Scope* child : scope.children) {
      NameSet child_bound = bound, child_global = global, child_free;
      block(*child, &child_bound, child_free, child_global);
      if (table_.error) return;
      free.add_all(child_free);
      if (child->has_free || child->child_free) scope.child_free = true;
    }
  }

  void fail_at_directive(const Scope& scope, const Symbol& s, const std::string& msg) {
    for (const Scope::Directive& d : scope.directives)
      if (d.name == s.name) {
        table_.error = syntax_error_at(msg, d.at);
        return;
      }
    table_.error = syntax_error_at(msg, scope.at);
  }

  void make_free(Scope& scope, Symbol& s, NameSet& free) {
    s.scope = NameScope::Free;
    scope.has_free = true;
    free.add(s.name);
  }

  // analyze_name
  void name(Scope& scope, Symbol& s, NameSet* bound, NameSet& local, NameSet& free, NameSet& global) {
    if (s.flags & kDefGlobal) {
      if (s.flags & kDefNonlocal) return fail_at_directive(scope, s, "name '" + *s.name + "' is nonlocal and global");
      s.scope = NameScope::GlobalExplicit;
      global.add(s.name);
      if (bound) bound->discard(s.name);
    } else if (s.flags & kDefNonlocal) {
      if (!bound) return fail_at_directive(scope, s, "nonlocal declaration not allowed at module level");
      if (!bound->contains(s.name)) return fail_at_directive(scope, s, "no binding for nonlocal '" + *s.name + "' found");
      make_free(scope, s, free);
    } else if (s.flags & kDefBound) {
      s.scope = NameScope::Local;
      local.add(s.name);
      global.discard(s.name);
    } else if (bound && bound->contains(s.name)) {
      make_free(scope, s, free);
    } else {
      if (!global.contains(s.name) && scope.nested) scope.has_free = true;
      s.scope = NameScope::GlobalImplicit;
    }
  }

  // analyze_cells: a local that an inner block needs becomes a cell.
  void make_cells(Scope& scope, NameSet& free) {
    if (free.empty()) return;
    for (Symbol& s : scope.symbols.all())
      if (s.scope == NameScope::Local && free.discard(s.name)) s.scope = NameScope::Cell;
  }

  // update_symbols: names that inner blocks need and this one does not bind are handed on from outside.
  void pass_on_free(Scope& scope, const NameSet* bound, const NameSet& free) {
    free.each([&](Identifier name) {
      if (Symbol* s = scope.symbols.find(name)) {
        if (scope.type == BlockType::Class && (s->flags & (kDefBound | kDefGlobal))) s->flags |= kDefFreeClass;
        return;
      }
      if (bound && !bound->contains(name)) return;
      scope.symbols.add(name).scope = NameScope::Free;
    });
  }
};

}  // namespace

void analyze_scopes(ScopeTable& table, TreeMemory& memory) {
  NameSet free, global;
  Analyzer(table, memory).block(*table.top, nullptr, free, global);
}

}  // namespace innards
