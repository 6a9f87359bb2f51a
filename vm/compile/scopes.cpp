// The table itself: symbols, lookups, mangling, rows for the panels.
#include "compile/scopes.h"

#include <algorithm>

namespace innards {

namespace {

size_t pointer_hash(Identifier name) {
  return static_cast<size_t>((reinterpret_cast<uintptr_t>(name) >> 4) * 0x9E3779B97F4A7C15u >> 20);
}

constexpr size_t kScanLimit = 8;  // up to so many symbols are found by looking at each

}  // namespace

Symbol* SymbolMap::find(Identifier name) {
  if (slots_.empty()) {
    for (Symbol& s : symbols_)
      if (s.name == name) return &s;
    return nullptr;
  }
  size_t mask = slots_.size() - 1;
  for (size_t at = pointer_hash(name) & mask; slots_[at]; at = (at + 1) & mask) {
    Symbol& s = symbols_[static_cast<size_t>(slots_[at] - 1)];
    if (s.name == name) return &s;
  }
  return nullptr;
}

void SymbolMap::index_all(size_t size) {
  slots_.assign(size, 0);
  for (size_t i = 0; i < symbols_.size(); ++i) {
    size_t at = pointer_hash(symbols_[i].name) & (size - 1);
    while (slots_[at]) at = (at + 1) & (size - 1);
    slots_[at] = static_cast<int32_t>(i) + 1;
  }
}

Symbol& SymbolMap::add(Identifier name) {
  Symbol& symbol = symbols_.emplace_back();
  symbol.name = name;
  if (symbols_.size() <= kScanLimit) return symbol;
  if (symbols_.size() * 2 > slots_.size()) {
    index_all(std::max<size_t>(32, slots_.size() * 2));
    return symbol;
  }
  size_t mask = slots_.size() - 1;
  size_t at = pointer_hash(name) & mask;
  while (slots_[at]) at = (at + 1) & mask;
  slots_[at] = static_cast<int32_t>(symbols_.size());
  return symbol;
}

Scope* ScopeTable::new_scope(const void* node) {
  Scope& scope = scopes_.emplace_back();
  by_node_[node] = &scope;
  return &scope;
}

Scope* ScopeTable::find(const void* node) const {
  auto it = by_node_.find(node);
  return it == by_node_.end() ? nullptr : it->second;
}

RecursionBudget recursion_budget(const CompileFlags& flags) {
  constexpr int kScale = 3;  // COMPILER_STACK_FRAME_SCALE
  return {flags.recursion_depth * kScale, flags.recursion_limit < INT32_MAX / kScale ? flags.recursion_limit * kScale
                                                                                      : flags.recursion_limit};
}

Identifier mangle(TreeMemory& memory, Identifier private_name, Identifier name) {
  const std::string& ident = *name;
  if (!private_name || ident.size() < 2 || ident[0] != '_' || ident[1] != '_') return name;
  size_t n = ident.size();
  if (ident[n - 1] == '_' && ident[n - 2] == '_') return name;
  if (ident.find('.') != std::string::npos) return name;
  size_t first = private_name->find_first_not_of('_');
  if (first == std::string::npos) return name;
  return memory.intern("_" + private_name->substr(first) + ident);
}

SyntaxErrorInfo syntax_error_at(std::string msg, const ast::Position& at) {
  SyntaxErrorInfo error;
  error.type = SyntaxErrorType::kSyntaxError;
  error.msg = std::move(msg);
  error.lineno = at.lineno;
  error.offset = at.col_offset + 1;
  error.end_lineno = at.end_lineno;
  error.end_offset = at.end_col_offset + 1;
  return error;
}

namespace {

const char* scope_name(NameScope scope) {
  switch (scope) {
    case NameScope::Local: return "LOCAL";
    case NameScope::GlobalExplicit: return "GLOBAL_EXPLICIT";
    case NameScope::GlobalImplicit: return "GLOBAL_IMPLICIT";
    case NameScope::Free: return "FREE";
    case NameScope::Cell: return "CELL";
    case NameScope::None: break;
  }
  return "";
}

const char* type_name(BlockType type) {
  switch (type) {
    case BlockType::Function: return "function";
    case BlockType::Class: return "class";
    case BlockType::Module: return "module";
    case BlockType::Annotation: return "annotation";
  }
  return "";
}

}  // namespace

std::vector<const char*> scope_flag_names(uint32_t flags) {
  static const struct { uint32_t bit; const char* name; } kNames[] = {
      {kDefGlobal, "DEF_GLOBAL"}, {kDefLocal, "DEF_LOCAL"},       {kDefParam, "DEF_PARAM"},   {kDefNonlocal, "DEF_NONLOCAL"},
      {kDefUse, "USE"},           {kDefFree, "DEF_FREE"},         {kDefFreeClass, "DEF_FREE_CLASS"},
      {kDefImport, "DEF_IMPORT"}, {kDefAnnot, "DEF_ANNOT"},       {kDefCompIter, "DEF_COMP_ITER"}};
  std::vector<const char*> names;
  for (const auto& row : kNames)
    if (flags & row.bit) names.push_back(row.name);
  return names;
}

namespace {

std::string place_of(const Scope& scope) { return *scope.name + " (line " + std::to_string(scope.at.lineno) + ")"; }

// The nearest block inside that has the name from outside.
const Scope* inner_user(const Scope& scope, Identifier name) {
  for (const Scope* child : scope.children) {
    const Symbol* s = child->symbols.find(name);
    if (s && s->scope == NameScope::Free && (s->flags || child->children.empty())) return child;
    if (s && s->scope == NameScope::Free)
      if (const Scope* deeper = inner_user(*child, name)) return deeper;
  }
  for (const Scope* child : scope.children)
    if (const Scope* deeper = inner_user(*child, name)) return deeper;
  return nullptr;
}

std::string reason_for(const std::vector<const Scope*>& around, const Scope& scope, const Symbol& s) {
  switch (s.scope) {
    case NameScope::Local: return s.flags & kDefParam ? "a parameter" : "bound here";
    case NameScope::Cell: {
      const Scope* user = inner_user(scope, s.name);
      return std::string(s.flags & kDefParam ? "a parameter" : "bound here") + (user ? ", needed by " + place_of(*user) : "");
    }
    case NameScope::Free:
      for (size_t i = around.size(); i-- > 0;)
        if (around[i]->scope_of(s.name) == NameScope::Cell) return "bound in " + place_of(*around[i]);
      return *s.name == "__class__" ? "the class around" : "bound outside";
    case NameScope::GlobalExplicit:
      for (const Scope::Directive& d : scope.directives)
        if (d.name == s.name) return "declared global in line " + std::to_string(d.at.lineno);
      return "declared global";
    case NameScope::GlobalImplicit:
      for (size_t i = around.size(); i-- > 0;)
        if (around[i]->type == BlockType::Function && around[i]->scope_of(s.name) == NameScope::GlobalExplicit)
          return "global in " + place_of(*around[i]);
      return "no function around binds it";
    case NameScope::None: break;
  }
  return "";
}

ScopeRow row_of(std::vector<const Scope*>& around, const Scope& scope) {
  ScopeRow row;
  row.type = type_name(scope.type);
  row.name = *scope.name;
  row.lineno = scope.at.lineno;
  row.nested = scope.nested;
  row.optimized = scope.type == BlockType::Function;
  for (Identifier name : scope.varnames) row.varnames.push_back(*name);
  for (const Symbol& s : scope.symbols.all())
    row.symbols.push_back({*s.name, scope_name(s.scope), s.flags, reason_for(around, scope, s)});
  std::sort(row.symbols.begin(), row.symbols.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  around.push_back(&scope);
  for (const Scope* child : scope.children) row.children.push_back(row_of(around, *child));
  around.pop_back();
  return row;
}

}  // namespace

ScopeRow scope_rows(const Scope& scope) {
  std::vector<const Scope*> around;
  return row_of(around, scope);
}

}  // namespace innards
