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
  scope.node = node;
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

using Around = std::vector<const Scope*>;  // the blocks around, the module first

const Scope* binder_of(const Around& around, Identifier name) {
  for (size_t i = around.size(); i-- > 0;)
    if (around[i]->scope_of(name) == NameScope::Cell) return around[i];
  return nullptr;
}

void explain_bound(const Scope& scope, const Symbol& s, ScopeSymbol& row) {
  const Scope* user = s.scope == NameScope::Cell ? inner_user(scope, s.name) : nullptr;
  row.line = s.bound_line;
  if (user) row.by = user->node;
  if (*s.name == ".0") row.reason = ScopeReason::Iterable;
  else if (s.flags & kDefParam) row.reason = user ? ScopeReason::ParameterCell : ScopeReason::Parameter;
  else if (user) row.reason = ScopeReason::BoundCell;
  else if (s.flags & kDefCompIter) row.reason = ScopeReason::LoopVariable;
  else if (s.flags & kDefImport) row.reason = ScopeReason::Imported;
  else row.reason = ScopeReason::Bound;
}

const Scope::Directive* directive_for(const Scope& scope, const Symbol& s) {
  for (const Scope::Directive& d : scope.directives)
    if (d.name == s.name) return &d;
  return nullptr;
}

void explain_free(const Around& around, const Scope& scope, const Symbol& s, ScopeSymbol& row) {
  if (const Scope* binder = binder_of(around, s.name)) row.from = binder->node;
  if (!row.from) {
    row.reason = ScopeReason::FreeClass;
  } else if (s.flags & kDefNonlocal) {
    const Scope::Directive* directive = directive_for(scope, s);
    row.line = directive ? directive->at.lineno : s.first_line;
    row.reason = scope.comprehension != ComprehensionKind::None ? ScopeReason::FreeWalrus : ScopeReason::FreeNonlocal;
  } else if (const Scope* user = s.flags ? nullptr : inner_user(scope, s.name)) {
    row.reason = ScopeReason::FreePassedOn;
    row.by = user->node;
  } else {
    row.reason = ScopeReason::FreeUsed;
  }
}

void explain_global_statement(const Scope& scope, const Symbol& s, ScopeSymbol& row) {
  const Scope::Directive* directive = directive_for(scope, s);
  row.line = directive ? directive->at.lineno : s.first_line;
  if (!directive) row.reason = ScopeReason::GlobalOfModule;
  else if (scope.comprehension != ComprehensionKind::None) row.reason = ScopeReason::GlobalWalrus;
  else row.reason = ScopeReason::GlobalStatement;
}

void explain_global(const Around& around, const Symbol& s, ScopeSymbol& row) {
  for (size_t i = around.size(); i-- > 0;)
    if (around[i]->type == BlockType::Function && around[i]->scope_of(s.name) == NameScope::GlobalExplicit) {
      row.reason = ScopeReason::GlobalAround;
      row.from = around[i]->node;
      return;
    }
  const Symbol* in_module = around.empty() ? nullptr : around[0]->symbols.find(s.name);
  bool bound = in_module && (in_module->flags & kDefBound);
  row.reason = bound ? ScopeReason::GlobalModule : ScopeReason::GlobalBuiltin;
  if (bound) {
    row.line = in_module->bound_line;
    row.from = around[0]->node;
  }
}

ScopeSymbol symbol_row(const Around& around, const Scope& scope, const Symbol& s) {
  ScopeSymbol row;
  row.name = *s.name;
  row.scope = scope_name(s.scope);
  row.flags = s.flags;
  switch (s.scope) {
    case NameScope::Local:
    case NameScope::Cell: explain_bound(scope, s, row); break;
    case NameScope::Free: explain_free(around, scope, s, row); break;
    case NameScope::GlobalExplicit: explain_global_statement(scope, s, row); break;
    case NameScope::GlobalImplicit: explain_global(around, s, row); break;
    case NameScope::None: break;
  }
  return row;
}

ScopeRow row_of(Around& around, const Scope& scope) {
  ScopeRow row;
  row.node = scope.node;
  row.type = type_name(scope.type);
  row.name = *scope.name;
  row.lineno = scope.at.lineno;
  row.nested = scope.nested;
  row.optimized = scope.type == BlockType::Function;
  for (Identifier name : scope.varnames) row.varnames.push_back(*name);
  for (const Symbol& s : scope.symbols.all())
    row.symbols.push_back(symbol_row(around, scope, s));
  std::sort(row.symbols.begin(), row.symbols.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  around.push_back(&scope);
  for (const Scope* child : scope.children) row.children.push_back(row_of(around, *child));
  around.pop_back();
  return row;
}

void replace_all(std::string& text, const char* what, const std::string& by) {
  size_t length = std::char_traits<char>::length(what);
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, length, by);
}

}  // namespace

std::string scope_reason_text(const ScopeRow& root, const ScopeSymbol& symbol, bool chinese) {
  static const char* const kTexts[][2] = {
#define REASON(Name, english, chinese) {english, chinese},
#include "compile/reasons.def"
  };
  auto place = [&](const void* node) {
    const ScopeRow* scope = find_scope(root, node);
    if (!scope) return std::string("?");
    if (scope->lineno == 0) return std::string(chinese ? "模块" : "the module");
    return scope->name + (chinese ? "（第 " + std::to_string(scope->lineno) + " 行）" : " (line " + std::to_string(scope->lineno) + ")");
  };
  std::string text = kTexts[static_cast<size_t>(symbol.reason)][chinese];
  replace_all(text, "{line}", std::to_string(symbol.line));
  if (symbol.from) replace_all(text, "{from}", place(symbol.from));
  if (symbol.by) replace_all(text, "{by}", place(symbol.by));
  return text;
}

const ScopeRow* find_scope(const ScopeRow& root, const void* node) {
  if (root.node == node) return &root;
  for (const ScopeRow& child : root.children)
    if (const ScopeRow* found = find_scope(child, node)) return found;
  return nullptr;
}

ScopeRow scope_rows(const Scope& scope) {
  Around around;
  return row_of(around, scope);
}

}  // namespace innards
