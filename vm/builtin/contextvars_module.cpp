// The _contextvars module: variables with a value of their own in each context (Python/context.c). A context keeps its values
// in a dict that copies share until one of them changes; CPython has a tree of hashes (tests/differences/contextvars.md).
#include "builtin/context.h"

#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/free_list.h"
#include "object/generic_alias.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct ContextObject : Object {
  Ptr<Object> previous;       // the context that was running when this one was entered
  Ptr<Object> vars;           // dict: ContextVar -> value; never changed while others (copies, iterators) hold it
  Ptr<Object> weakreflist;
  int64_t entered;
};
struct ContextVarObject : Object {
  Ptr<Object> name, default_value;   // default_value: null when there is none
  Ptr<Object> cached;                // of CPython's short cut to the value; not used here, as the next two
  uint64_t cached_tsid, cached_tsver;
  int64_t hash;
};
static_assert(sizeof(ContextVarObject) == 64);
struct TokenObject : Object {
  Ptr<Object> context, var, old_value;   // old_value: null when the variable had none
  int64_t used;
};

ContextObject* context_of(Object* o) { return static_cast<ContextObject*>(o); }
ContextVarObject* var_of(Object* o) { return static_cast<ContextVarObject*>(o); }
TokenObject* token_of(Object* o) { return static_cast<TokenObject*>(o); }

Object* context_with(Object* vars) {
  auto* o = static_cast<ContextObject*>(free_list_take(rt().objects.waiting.contexts));
  if (!o) o = gc_new_as<ContextObject>(TypeContext);
  if (!o) {
    decref(vars);
    return err_no_memory();
  }
  o->vars = vars;
  o->previous = nullptr;
  o->weakreflist = nullptr;
  o->entered = 0;
  gc_track(o);
  return o;
}
Object* context_empty() {
  Object* vars = dict_new();
  return vars ? context_with(vars) : nullptr;
}
Object* context_copy_of(Object* o) {
  return context_with(new_ref(context_of(o)->vars.get()));
}
// The variables, to be changed; borrowed.
Object* own_vars(Object* o) {
  Ptr<Object>& vars = context_of(o)->vars;
  if (vars->ob_refcnt == 1) return vars;
  Object* copy = dict_copy(vars);
  if (!copy) return nullptr;
  decref(vars);
  return vars = copy;
}
// The running context, made when it is first needed; borrowed.
Object* current_context() {
  Ptr<Object>& current = rt().modules.context;
  if (!current) current = context_empty();
  return current;
}

// ---- Context

Object* context_new(TypeObject*, Object* args, Object* kwargs) {
  if (tuple_size_of(args) || (kwargs && dict_size_of(kwargs))) return err_format(ExcTypeError, "Context() does not accept any arguments");
  return context_empty();
}
int context_clear(Object* o) {
  clear_ref(context_of(o)->previous);
  clear_ref(context_of(o)->vars);
  return 0;
}
int context_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {context_of(o)->previous, context_of(o)->vars}); }
void context_dealloc(Object* o) {
  gc_untrack(o);
  if (context_of(o)->weakreflist) object_clear_weakrefs(o);
  context_clear(o);
  free_list_give(rt().objects.waiting.contexts, o);
}

bool is_variable(Object* key) {
  if (key->ob_type == TypeContextVar) return true;
  err_format(ExcTypeError, "a ContextVar key was expected, got %R", key);
  return false;
}
int64_t context_length(Object* o) { return dict_size_of(context_of(o)->vars); }
int context_contains(Object* o, Object* key) { return is_variable(key) ? dict_contains(context_of(o)->vars, key) : -1; }
Object* context_subscript(Object* o, Object* key) {
  Object* value = is_variable(key) ? dict_get_item_with_error(context_of(o)->vars, key) : nullptr;
  if (!value && !err_occurred()) err_set_object(ExcKeyError, key);
  return xnew_ref(value);
}
Object* context_get(Object* o, Object** args, int64_t nargs) {
  Object *key, *fallback = none();
  if (!args_unpack_stack(args, nargs, "get", 1, 2, &key, &fallback) || !is_variable(key)) return nullptr;
  Object* value = dict_get_item_with_error(context_of(o)->vars, key);
  return value ? new_ref(value) : err_occurred() ? nullptr : new_ref(fallback);
}
Object* context_iter(Object* o) {
  met_difference(Difference::Contextvars);
  return object_get_iter(context_of(o)->vars);
}
Object* iterator_over(Object* o, const char* view) {
  met_difference(Difference::Contextvars);
  Ref<> name(str_from_cstr(view));
  Ref<> items(name ? object_call_method_no_args(context_of(o)->vars, name) : nullptr);
  return items ? object_get_iter(items) : nullptr;
}
Object* context_keys(Object* o, Object*) { return iterator_over(o, "keys"); }
Object* context_values(Object* o, Object*) { return iterator_over(o, "values"); }
Object* context_items(Object* o, Object*) { return iterator_over(o, "items"); }
Object* context_copy(Object* o, Object*) { return context_copy_of(o); }
Object* context_richcompare(Object* a, Object* b, int op) {
  if (b->ob_type != TypeContext || (op != kEQ && op != kNE)) return new_ref(not_implemented());
  return object_rich_compare(context_of(a)->vars, context_of(b)->vars, op);
}

Object* context_run(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  if (nargs < 1) return err_format(ExcTypeError, "run() missing 1 required positional argument");
  ContextObject* c = context_of(o);
  if (c->entered) return err_format(ExcRuntimeError, "cannot enter context: %R is already entered", o);
  Ptr<Object>& current = rt().modules.context;
  c->previous = current.get();
  c->entered = 1;
  current = new_ref(o);
  Object* result = object_vectorcall(args[0], args + 1, static_cast<uint64_t>(nargs - 1), kwnames);
  Object* mine = current;
  current = c->previous.get();
  c->previous = nullptr;
  c->entered = 0;
  decref(mine);
  return result;
}

const MethodDef kContextMethods[] = {
    {"get", context_get, kMethFastcall, "get($self, key, default=None, /)\n--\n\nThe variable's value here, or the default."},
    {"items", context_items, kMethNoArgs, "items($self, /)\n--\n\nThe variables with their values."},
    {"keys", context_keys, kMethNoArgs, "keys($self, /)\n--\n\nThe variables."},
    {"values", context_values, kMethNoArgs, "values($self, /)\n--\n\nThe values."},
    {"copy", context_copy, kMethNoArgs, "copy($self, /)\n--\n\nA context with the same values."},
    {"run", context_run, kMethFastcall | kMethKeywords, "Calls a function with this context running."},
    {},
};

// ---- ContextVar

// Whether the collector may come to know the object.
bool may_be_tracked(Object* o) { return object_is_gc(o) && (!tuple_check_exact(o) || gc_is_tracked(o)); }

Object* var_new(TypeObject*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"", "default", nullptr};
  Object *name, *fallback = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "O|$O:ContextVar", kKeywords, &name, &fallback)) return nullptr;
  if (!str_check(name)) return err_format(ExcTypeError, "context variable name must be a str");
  const int64_t name_hash = object_hash(name);
  auto* o = name_hash == -1 ? nullptr : gc_new_as<ContextVarObject>(TypeContextVar);
  if (!o) return nullptr;
  o->cached = nullptr;
  o->cached_tsid = o->cached_tsver = 0;
  o->hash = hash_pointer(o) ^ name_hash;
  if (o->hash == -1) o->hash = -2;
  o->name = new_ref(name);
  o->default_value = xnew_ref(fallback);
  if (may_be_tracked(name) || (fallback && may_be_tracked(fallback))) gc_track(o);
  return o;
}
int var_clear(Object* o) {
  clear_ref(var_of(o)->name);
  clear_ref(var_of(o)->default_value);
  return 0;
}
int var_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {var_of(o)->name, var_of(o)->default_value}); }
void var_dealloc(Object* o) {
  gc_untrack(o);
  var_clear(o);
  o->ob_type->tp_free(o);
}
Object* var_repr(Object* o) {
  ContextVarObject* v = var_of(o);
  if (!v->default_value) return str_from_format("<ContextVar name=%R at %p>", v->name.get(), o);
  return str_from_format("<ContextVar name=%R default=%R at %p>", v->name.get(), v->default_value.get(), o);
}
int64_t var_hash(Object* o) { return var_of(o)->hash; }
Object* var_get_name(Object* o, void*) { return new_ref(var_of(o)->name.get()); }

Object* var_get(Object* o, Object** args, int64_t nargs) {
  Object* fallback = nullptr;
  if (!args_unpack_stack(args, nargs, "get", 0, 1, &fallback)) return nullptr;
  Object* context = rt().modules.context;
  Object* value = context ? dict_get_item_with_error(context_of(context)->vars, o) : nullptr;
  if (err_occurred()) return nullptr;
  if (!value) value = fallback ? fallback : var_of(o)->default_value.get();
  if (!value) err_set_object(ExcLookupError, o);
  return xnew_ref(value);
}
Object* var_set(Object* o, Object* value) {
  Object* context = current_context();
  if (!context) return nullptr;
  Object* old = dict_get_item_with_error(context_of(context)->vars, o);
  if (err_occurred()) return nullptr;
  auto* token = gc_new_as<TokenObject>(TypeContextToken);
  if (!token) return err_no_memory();
  token->context = new_ref(context);
  token->var = new_ref(o);
  token->old_value = xnew_ref(old);
  token->used = 0;
  gc_track(token);
  Ref<> held(token);
  Object* vars = own_vars(context);
  return !vars || dict_set_item(vars, o, value) < 0 ? nullptr : held.release();
}
Object* var_reset(Object* o, Object* arg) {
  if (arg->ob_type != TypeContextToken) return err_format(ExcTypeError, "expected an instance of Token, got %R", arg);
  TokenObject* token = token_of(arg);
  if (token->used) return err_format(ExcRuntimeError, "%R has already been used once", arg);
  if (token->var != o) return err_format(ExcValueError, "%R was created by a different ContextVar", arg);
  Object* context = current_context();
  if (token->context != context) return err_format(ExcValueError, "%R was created in a different Context", arg);
  token->used = 1;
  Object* vars = own_vars(context);
  if (!vars) return nullptr;
  if (token->old_value) return dict_set_item(vars, o, token->old_value) < 0 ? nullptr : new_none();
  const int there = dict_contains(vars, o);
  if (there > 0) return dict_del_item(vars, o) < 0 ? nullptr : new_none();
  if (there == 0) err_set_object(ExcLookupError, o);
  return nullptr;
}
const MethodDef kVarMethods[] = {
    {"get", var_get, kMethFastcall, "get($self, default=<unrepresentable>, /)\n--\n\nThe value in the running context."},
    {"set", var_set, kMethO, "set($self, value, /)\n--\n\nSets the value in the running context; reset() takes what it returns."},
    {"reset", var_reset, kMethO, "reset($self, token, /)\n--\n\nMakes it what it was before the set() that gave the token."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};
const GetSetDef kVarGetSets[] = {{"name", var_get_name, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr}};

// ---- Token

Object* token_new(TypeObject*, Object*, Object*) { return err_format(ExcRuntimeError, "Tokens can only be created by ContextVars"); }
int token_clear(Object* o) {
  clear_ref(token_of(o)->context);
  clear_ref(token_of(o)->var);
  clear_ref(token_of(o)->old_value);
  return 0;
}
int token_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {token_of(o)->context, token_of(o)->var, token_of(o)->old_value});
}
void token_dealloc(Object* o) {
  gc_untrack(o);
  token_clear(o);
  o->ob_type->tp_free(o);
}
Object* token_repr(Object* o) {
  return str_from_format("<Token%s var=%R at %p>", token_of(o)->used ? " used" : "", token_of(o)->var.get(), o);
}
// Token.MISSING, kept in the class's dict.
Object* missing() { return dict_get_item_str(TypeContextToken->tp_dict, "MISSING"); }
Object* token_get_var(Object* o, void*) { return new_ref(token_of(o)->var.get()); }
Object* token_get_old_value(Object* o, void*) {
  Object* old = token_of(o)->old_value;
  return xnew_ref(old ? old : missing());
}
const MethodDef kTokenMethods[] = {{"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"}, {}};
const GetSetDef kTokenGetSets[] = {
    {"var", token_get_var, nullptr, nullptr}, {"old_value", token_get_old_value, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr}};

void missing_dealloc(Object* o) { object_free(o); }
Object* missing_repr(Object*) { return str_from_cstr("<Token.MISSING>"); }

Object* copy_context(Object*, Object*) {
  Object* context = current_context();
  return context ? context_copy_of(context) : nullptr;
}

const MethodDef kFunctions[] = {{"copy_context", copy_context, kMethNoArgs, "copy_context($module, /)\n--\n\nA copy of the running context."}, {}};

int exec(Object* m) {
  if (!missing()) {
    Object* o = object_new(TypeContextMissing);   // CPython holds it for ever, beside the dict
    if (!o || dict_set_item_str(TypeContextToken->tp_dict, "MISSING", o) < 0) return -1;
    type_modified(TypeContextToken);
  }
  return module_add_type(m, TypeContext) < 0 || module_add_type(m, TypeContextVar) < 0 || module_add_type(m, TypeContextToken) < 0 ? -1 : 0;
}

}  // namespace

void init_Context_type(TypeObject* t) {
  native_final_type(t, sizeof(ContextObject), context_dealloc, context_traverse, context_clear, context_new);
  t->tp_weaklistoffset = offsetof(ContextObject, weakreflist);
  t->tp_hash = object_hash_not_implemented;
  t->tp_iter = context_iter;
  t->tp_richcompare = context_richcompare;
  mapping_methods(t)->mp_length = context_length;
  mapping_methods(t)->mp_subscript = context_subscript;
  sequence_methods(t)->sq_contains = context_contains;
  type_add_methods(t, kContextMethods);
}

void init_ContextVar_type(TypeObject* t) {
  native_final_type(t, sizeof(ContextVarObject), var_dealloc, var_traverse, var_clear, var_new);
  t->tp_repr = var_repr;
  t->tp_hash = var_hash;
  type_add_methods(t, kVarMethods);
  type_add_getsets(t, kVarGetSets);
}

void init_ContextToken_type(TypeObject* t) {
  native_final_type(t, sizeof(TokenObject), token_dealloc, token_traverse, token_clear, token_new);
  t->tp_hash = object_hash_not_implemented;
  t->tp_repr = token_repr;
  type_add_methods(t, kTokenMethods);
  type_add_getsets(t, kTokenGetSets);
}

void init_ContextMissing_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Object);
  t->tp_dealloc = missing_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpDisallowInstantiation;
  t->tp_repr = missing_repr;
}

Object* context_switch(Object* context) {
  Object* before = rt().modules.context;
  rt().modules.context = context;
  return before;
}

extern const NativeModule k_module__contextvars;
const NativeModule k_module__contextvars = {"_contextvars", "Variables with a value of their own in each context.", kFunctions, exec};

}  // namespace innards
