// The _symtable module: the compiler's scopes as objects, for the library's symtable. CPython: Modules/symtablemodule.c and
// Python/symtable.c.
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "compile/scopes.h"
#include "heap/machine_stack.h"
#include "native/args.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/load_code.h"
#include "run/runtime.h"
#include "syntax/parser.h"

namespace innards {

namespace {

constexpr int kScopeShift = 11;  // where the scope stands in a symbol's number

struct SymtableEntryObject : Object {
  Ptr<Object> ste_id, ste_name, ste_symbols, ste_varnames, ste_children;
  int32_t ste_type, ste_nested, ste_lineno;
};

SymtableEntryObject* as_entry(Object* o) { return static_cast<SymtableEntryObject*>(o); }

void entry_dealloc(Object* o) {
  SymtableEntryObject* e = as_entry(o);
  for (Object* held : {e->ste_id.get(), e->ste_name.get(), e->ste_symbols.get(), e->ste_varnames.get(), e->ste_children.get()}) xdecref(held);
  object_free(o);
}

Object* entry_repr(Object* o) {
  return str_from_format("<symtable entry %U(%R), line %d>", as_entry(o)->ste_name.get(), as_entry(o)->ste_id.get(), as_entry(o)->ste_lineno);
}

Object* name_object(Identifier name) {
  Object* text = str_from_utf8_wtf(name->data(), static_cast<int64_t>(name->size()));
  if (text) str_intern_in_place(&text);
  return text;
}

Object* symbols_of(const Scope& scope) {
  Ref<> dict(dict_new());
  for (const Symbol& symbol : scope.symbols.all()) {
    const int64_t bits = static_cast<int64_t>(symbol.flags) | static_cast<int64_t>(symbol.scope) << kScopeShift;
    Ref<> name(dict ? name_object(symbol.name) : nullptr), number(int_from_i64(bits));
    if (!name || !number || dict_set_item(dict, name, number) < 0) return nullptr;
  }
  return dict.release();
}

Object* varnames_of(const Scope& scope) {
  Ref<> list(list_new(0));
  for (Identifier name : scope.varnames) {
    Ref<> text(list ? name_object(name) : nullptr);
    if (!text || list_append(list, text) < 0) return nullptr;
  }
  return list.release();
}

Object* entry_of(const Scope& scope);

Object* children_of(const Scope& scope) {
  Ref<> list(list_new(0));
  for (const Scope* child : scope.children) {
    Ref<> entry(list ? entry_of(*child) : nullptr);
    if (!entry || list_append(list, entry) < 0) return nullptr;
  }
  return list.release();
}

Object* entry_of(const Scope& scope) {
  if (machine_stack_nearly_full()) return err_format(ExcRecursionError, "maximum recursion depth exceeded during compilation");
  auto* e = object_new_as<SymtableEntryObject>(TypeSymtableEntry);
  if (!e) return nullptr;
  Ref<> held(e);
  e->ste_name = e->ste_symbols = e->ste_varnames = e->ste_children = nullptr;
  e->ste_id = int_from_void_ptr(e);  // CPython: the address of the node
  e->ste_type = static_cast<int32_t>(scope.type);
  e->ste_nested = scope.nested;
  e->ste_lineno = scope.type == BlockType::Module ? 0 : scope.at.lineno;
  e->ste_name = scope.name ? name_object(scope.name) : str_from_cstr("top");
  if (!e->ste_id || !e->ste_name || !(e->ste_symbols = symbols_of(scope)) || !(e->ste_varnames = varnames_of(scope)) ||
      !(e->ste_children = children_of(scope)))
    return nullptr;
  return held.release();
}

bool parse_mode(const char* text, CompileMode* mode) {
  const std::string_view name(text);
  if (name == "exec") *mode = CompileMode::Exec;
  else if (name == "eval") *mode = CompileMode::Eval;
  else if (name == "single") *mode = CompileMode::Single;
  else return err_format(ExcValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  return true;
}

Object* scopes_of(std::string_view source, const char* filename, CompileMode mode, bool is_text) {
  CompileFlags flags;
  flags.source_is_text = is_text;
  NoYield guard;  // trees and scopes lie outside the arena
  ParseResult parsed;
  ScopeTable table;
  const SyntaxErrorInfo error = build_source_scopes(source, filename, mode, flags, parsed, table);
  if (!error) return entry_of(*table.top);
  set_syntax_error(error);
  return nullptr;
}

Object* symtable(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("symtable", nargs, 3, 3)) return nullptr;
  Object *source = args[0], *filename = args[1];
  if (!str_check(filename) && !bytes_check(filename))
    return err_format(ExcTypeError, "expected str, bytes or os.PathLike object, not %.200s", type_of(filename)->tp_name.get());
  const char* mode_text = str_text_argument("symtable", "argument 3", args[2]);
  if (mode_text && !str_check(source) && !bytes_check(source)) return err_format(ExcTypeError, "symtable() arg 1 must be a string or bytes object");
  const char* name = str_check(filename) ? str_as_utf8(filename) : bytes_as_string(filename);
  CompileMode mode = CompileMode::Exec;
  if (!mode_text || !name || !parse_mode(mode_text, &mode)) return nullptr;
  int64_t size;
  if (bytes_check(source)) return scopes_of({bytes_as_string(source), static_cast<size_t>(bytes_size(source))}, name, mode, false);
  const char* text = str_as_utf8_and_size(source, &size);
  return text ? scopes_of({text, static_cast<size_t>(size)}, name, mode, true) : nullptr;
}

const MemberDef kMembers[] = {
    {"id", kTObject, offsetof(SymtableEntryObject, ste_id), 1, nullptr},
    {"name", kTObject, offsetof(SymtableEntryObject, ste_name), 1, nullptr},
    {"symbols", kTObject, offsetof(SymtableEntryObject, ste_symbols), 1, nullptr},
    {"varnames", kTObject, offsetof(SymtableEntryObject, ste_varnames), 1, nullptr},
    {"children", kTObject, offsetof(SymtableEntryObject, ste_children), 1, nullptr},
    {"nested", kTInt, offsetof(SymtableEntryObject, ste_nested), 1, nullptr},
    {"type", kTInt, offsetof(SymtableEntryObject, ste_type), 1, nullptr},
    {"lineno", kTInt, offsetof(SymtableEntryObject, ste_lineno), 1, nullptr},
    {},
};

const MethodDef kFunctions[] = {
    {"symtable", symtable, kMethFastcall, "symtable($module, source, filename, startstr, /)\n--\n\nThe scopes of a source text."},
    {},
};

int exec(Object* m) {
  static const struct {
    const char* name;
    int64_t value;
  } kConstants[] = {
      {"USE", kDefUse}, {"DEF_GLOBAL", kDefGlobal}, {"DEF_NONLOCAL", kDefNonlocal}, {"DEF_LOCAL", kDefLocal}, {"DEF_PARAM", kDefParam},
      {"DEF_FREE", kDefFree}, {"DEF_FREE_CLASS", kDefFreeClass}, {"DEF_IMPORT", kDefImport}, {"DEF_BOUND", kDefBound},
      {"DEF_ANNOT", kDefAnnot}, {"TYPE_FUNCTION", static_cast<int>(BlockType::Function)}, {"TYPE_CLASS", static_cast<int>(BlockType::Class)},
      {"TYPE_MODULE", static_cast<int>(BlockType::Module)}, {"LOCAL", 1}, {"GLOBAL_EXPLICIT", 2}, {"GLOBAL_IMPLICIT", 3}, {"FREE", 4},
      {"CELL", 5}, {"SCOPE_OFF", kScopeShift}, {"SCOPE_MASK", 15}};
  for (const auto& c : kConstants)
    if (module_add_int_constant(m, c.name, c.value) < 0) return -1;
  return 0;
}

}  // namespace

void init_SymtableEntry_type(TypeObject* t) {
  t->tp_basicsize = sizeof(SymtableEntryObject);
  t->tp_dealloc = entry_dealloc;
  t->tp_repr = entry_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpDisallowInstantiation;
  type_add_members(t, kMembers);
}

extern const NativeModule k_module__symtable;
const NativeModule k_module__symtable = {"_symtable", nullptr, kFunctions, exec};

}  // namespace innards
