// operator.itemgetter, attrgetter and methodcaller (Modules/_operator.c).
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Calls of these take exactly one argument and no keywords.
Object* only_argument(const char* name, Object* args, Object* kwargs) {
  Object* o;
  if (kwargs && dict_size_of(kwargs) && !args_no_keywords(name, kwargs)) return nullptr;
  return args_unpack_tuple(args, name, 1, 1, &o) ? o : nullptr;
}
Object* only_argument(const char* name, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames(name, kwnames) || !args_check_positional(name, vectorcall_nargs(nargsf), 1, 1)) return nullptr;
  return args[0];
}

// What `get` takes from an object for each of `keys`, as a tuple.
Object* get_each(Object* obj, Object* keys, Object* (*get)(Object* obj, Object* key)) {
  Ref<> result(tuple_new(tuple_size_of(keys)));
  for (int64_t i = 0; result && i < tuple_size_of(keys); ++i) {
    Object* value = get(obj, tuple_item_at(keys, i));
    if (!value) return nullptr;
    tuple_put(result, i, value);
  }
  return result.release();
}

// ---- itemgetter

struct ItemGetterObject : Object {
  int64_t nitems;
  Ptr<Object> item;    // the one item, or a tuple of them
  int64_t index;       // of a tuple, when that is what the one item means; else -1
  Slot<vectorcallfunc> vectorcall;
};

ItemGetterObject* as_item(Object* o) { return static_cast<ItemGetterObject*>(o); }

int item_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_item(o)->item}); }
int item_clear(Object* o) {
  clear_ref(as_item(o)->item);
  return 0;
}
void item_dealloc(Object* o) {
  gc_untrack(o);
  item_clear(o);
  o->ob_type->tp_free(o);
}

Object* item_get(ItemGetterObject* ig, Object* obj) {
  if (ig->nitems > 1) return get_each(obj, ig->item, object_get_item);
  if (ig->index >= 0 && tuple_check_exact(obj) && ig->index < tuple_size_of(obj)) return new_ref(tuple_item_at(obj, ig->index));
  return object_get_item(obj, ig->item);
}
Object* item_call(Object* o, Object* args, Object* kwargs) {
  Object* obj = only_argument("itemgetter", args, kwargs);
  return obj ? item_get(as_item(o), obj) : nullptr;
}
Object* item_vectorcall(Object* o, Object** args, uint64_t nargsf, Object* kwnames) {
  Object* obj = only_argument("itemgetter", args, nargsf, kwnames);
  return obj ? item_get(as_item(o), obj) : nullptr;
}

Object* item_new(TypeObject* type, Object* args, Object* kwargs) {
  if (!args_no_keywords("itemgetter", kwargs)) return nullptr;
  const int64_t n = tuple_size_of(args);
  Object* item = args;
  if (n <= 1 && !args_unpack_tuple(args, "itemgetter", 1, 1, &item)) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  ItemGetterObject* ig = as_item(o);
  ig->item = new_ref(item);
  ig->nitems = n;
  ig->index = -1;
  if (n == 1 && int_check_exact(item)) {
    int overflow;
    int64_t index = int_as_i64_and_overflow(item, &overflow);
    if (!overflow && index >= 0) ig->index = index;
  }
  ig->vectorcall = item_vectorcall;
  return o;
}

Object* repr_of_call(Object* o, Object* items, bool one) {
  int status = repr_enter(o);
  const char* name = o->ob_type->tp_name.get();
  if (status) return status < 0 ? nullptr : str_from_format("%s(...)", name);
  Object* text = one ? str_from_format("%s(%R)", name, items) : str_from_format("%s%R", name, items);
  repr_leave(o);
  return text;
}
Object* item_repr(Object* o) { return repr_of_call(o, as_item(o)->item, as_item(o)->nitems == 1); }

Object* reduce_of(Object* o, Object* items, bool one) {
  if (!one) return tuple_pack(2, static_cast<Object*>(o->ob_type.get()), items);
  Ref<> args(tuple_pack(1, items));
  return args ? tuple_pack(2, static_cast<Object*>(o->ob_type.get()), args.get()) : nullptr;
}
Object* item_reduce(Object* o, Object*) { return reduce_of(o, as_item(o)->item, as_item(o)->nitems == 1); }

const MethodDef kItemMethods[] = {
    {"__reduce__", item_reduce, kMethNoArgs, "Return state information for pickling"},
    {},
};

// ---- attrgetter

struct AttrGetterObject : Object {
  int64_t nattrs;
  Ptr<Object> attr;    // a tuple; each item a name, or a tuple of the names of a dotted one
  Slot<vectorcallfunc> vectorcall;
};

AttrGetterObject* as_attr(Object* o) { return static_cast<AttrGetterObject*>(o); }

int attr_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_attr(o)->attr}); }
int attr_clear(Object* o) {
  clear_ref(as_attr(o)->attr);
  return 0;
}
void attr_dealloc(Object* o) {
  gc_untrack(o);
  attr_clear(o);
  o->ob_type->tp_free(o);
}

// A name as it is kept: interned, dotted ones split.
Object* kept_name(Object* name) {
  if (str_find_char(name, '.', 0, str_length(name), 1) < 0) {
    incref(name);
    str_intern_in_place(&name);
    return name;
  }
  Ref<> dot(str_from_char('.')), parts(dot ? str_split(name, dot, -1) : nullptr);
  Object* tuple = parts ? sequence_tuple(parts) : nullptr;
  for (int64_t i = 0; tuple && i < tuple_size_of(tuple); ++i) {
    Object* part = tuple_item_at(tuple, i);
    str_intern_in_place(&part);
    tuple_put(tuple, i, part);
  }
  return tuple;
}

Object* attr_vectorcall(Object* o, Object** args, uint64_t nargsf, Object* kwnames);

Object* attr_new(TypeObject* type, Object* args, Object* kwargs) {
  if (!args_no_keywords("attrgetter", kwargs)) return nullptr;
  const int64_t n = tuple_size_of(args);
  Object* first;
  if (n <= 1 && !args_unpack_tuple(args, "attrgetter", 1, 1, &first)) return nullptr;
  Ref<> names(tuple_new(n));
  for (int64_t i = 0; names && i < n; ++i) {
    Object* name = tuple_item_at(args, i);
    if (!str_check(name)) return err_format(ExcTypeError, "attribute name must be a string");
    Object* kept = kept_name(name);
    if (!kept) return nullptr;
    tuple_put(names, i, kept);
  }
  Object* o = names ? type->tp_alloc(type, 0) : nullptr;
  if (!o) return nullptr;
  as_attr(o)->attr = names.release();
  as_attr(o)->nattrs = n;
  as_attr(o)->vectorcall = attr_vectorcall;
  return o;
}

Object* dotted_attr(Object* obj, Object* name) {
  if (!tuple_check_exact(name)) return object_get_attr(obj, name);
  Ref<> at(new_ref(obj));
  for (int64_t i = 0; at && i < tuple_size_of(name); ++i) at.reset(object_get_attr(at, tuple_item_at(name, i)));
  return at.release();
}

Object* attr_get(AttrGetterObject* ag, Object* obj) {
  return ag->nattrs == 1 ? dotted_attr(obj, tuple_item_at(ag->attr, 0)) : get_each(obj, ag->attr, dotted_attr);
}
Object* attr_call(Object* o, Object* args, Object* kwargs) {
  Object* obj = only_argument("attrgetter", args, kwargs);
  return obj ? attr_get(as_attr(o), obj) : nullptr;
}
Object* attr_vectorcall(Object* o, Object** args, uint64_t nargsf, Object* kwnames) {
  Object* obj = only_argument("attrgetter", args, nargsf, kwnames);
  return obj ? attr_get(as_attr(o), obj) : nullptr;
}

// The names as they were given.
Object* given_names(AttrGetterObject* ag) {
  Ref<> names(tuple_new(ag->nattrs)), dot(str_from_char('.'));
  for (int64_t i = 0; names && dot && i < ag->nattrs; ++i) {
    Object* name = tuple_item_at(ag->attr, i);
    Object* given = tuple_check_exact(name) ? str_join(dot, name) : new_ref(name);
    if (!given) return nullptr;
    tuple_put(names, i, given);
  }
  return dot ? names.release() : nullptr;
}
Object* attr_repr(Object* o) {
  Ref<> names(given_names(as_attr(o)));
  if (!names) return nullptr;
  const bool one = as_attr(o)->nattrs == 1;
  return repr_of_call(o, one ? tuple_item_at(names, 0) : names.get(), one);
}
Object* attr_reduce(Object* o, Object*) {
  Ref<> names(given_names(as_attr(o)));
  return names ? reduce_of(o, names, false) : nullptr;
}

const MethodDef kAttrMethods[] = {
    {"__reduce__", attr_reduce, kMethNoArgs, "Return state information for pickling"},
    {},
};

// ---- methodcaller

struct MethodCallerObject : Object {
  Ptr<Object> name, args, kwds;   // kwds may be null
};

MethodCallerObject* as_caller(Object* o) { return static_cast<MethodCallerObject*>(o); }

int caller_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_caller(o)->args, as_caller(o)->kwds}); }
int caller_clear(Object* o) {
  clear_ref(as_caller(o)->name);
  clear_ref(as_caller(o)->args);
  clear_ref(as_caller(o)->kwds);
  return 0;
}
void caller_dealloc(Object* o) {
  gc_untrack(o);
  caller_clear(o);
  o->ob_type->tp_free(o);
}

Object* caller_new(TypeObject* type, Object* args, Object* kwargs) {
  if (tuple_size_of(args) < 1) return err_format(ExcTypeError, "methodcaller needs at least one argument, the method name");
  Object* name = tuple_item_at(args, 0);
  if (!str_check(name)) return err_format(ExcTypeError, "method name must be a string");
  Ref<> o(type->tp_alloc(type, 0));
  if (!o) return nullptr;
  incref(name);
  str_intern_in_place(&name);
  as_caller(o)->name = name;
  as_caller(o)->kwds = xnew_ref(kwargs);
  as_caller(o)->args = tuple_get_slice(args, 1, tuple_size_of(args));
  return as_caller(o)->args ? o.release() : nullptr;
}

Object* caller_call(Object* o, Object* args, Object* kwargs) {
  Object* obj = only_argument("methodcaller", args, kwargs);
  if (!obj) return nullptr;
  Ref<> method(object_get_attr(obj, as_caller(o)->name));
  return method ? object_call(method, as_caller(o)->args, as_caller(o)->kwds) : nullptr;
}

// 'name', 1, 2, k=3
int write_caller_arguments(StrWriter& w, MethodCallerObject* mc) {
  Ref<> name(object_repr(mc->name));
  if (!name || w.write_str(name) < 0) return -1;
  for (int64_t i = 0; i < tuple_size_of(mc->args); ++i) {
    Ref<> text(object_repr(tuple_item_at(mc->args, i)));
    if (!text || w.write_ascii(", ") < 0 || w.write_str(text) < 0) return -1;
  }
  int64_t pos = 0;
  Object *key, *value;
  while (mc->kwds && dict_next(mc->kwds, &pos, &key, &value)) {
    Ref<> text(str_from_format(", %U=%R", key, value));
    if (!text || w.write_str(text) < 0) return -1;
  }
  return 0;
}

Object* caller_repr(Object* o) {
  int status = repr_enter(o);
  const char* name = o->ob_type->tp_name.get();
  if (status) return status < 0 ? nullptr : str_from_format("%s(...)", name);
  StrWriter w;
  Object* text = nullptr;
  if (w.write_ascii(name) < 0 || w.write_char('(') < 0 || write_caller_arguments(w, as_caller(o)) < 0 || w.write_char(')') < 0) w.drop();
  else text = w.finish();
  repr_leave(o);
  return text;
}

// (name, *args)
Object* caller_positional(MethodCallerObject* mc, bool with_name) {
  const int64_t n = tuple_size_of(mc->args), first = with_name;
  Ref<> all(tuple_new(n + first));
  if (!all) return nullptr;
  if (with_name) tuple_put(all, 0, new_ref(mc->name.get()));
  for (int64_t i = 0; i < n; ++i) tuple_put(all, i + first, new_ref(tuple_item_at(mc->args, i)));
  return all.release();
}

Object* caller_reduce(Object* o, Object*) {
  MethodCallerObject* mc = as_caller(o);
  if (!mc->kwds || dict_size_of(mc->kwds) == 0) {
    Ref<> all(caller_positional(mc, true));
    return all ? tuple_pack(2, static_cast<Object*>(o->ob_type.get()), all.get()) : nullptr;
  }
  Ref<> library(str_intern("functools"));
  Ref<> functools(library ? object_call_function_obj_args(dict_get_item_str(rt().thread.builtins, "__import__"), library.get(), nullptr) : nullptr);
  Ref<> partial(functools ? object_get_attr(functools, ID(partial)) : nullptr);
  Ref<> args(partial ? tuple_pack(2, static_cast<Object*>(o->ob_type.get()), mc->name.get()) : nullptr);
  Ref<> constructor(args ? object_call(partial, args, mc->kwds) : nullptr);
  return constructor ? tuple_pack(2, constructor.get(), mc->args.get()) : nullptr;
}

const MethodDef kCallerMethods[] = {
    {"__reduce__", caller_reduce, kMethNoArgs, "Return state information for pickling"},
    {},
};

}  // namespace

void init_ItemGetter_type(TypeObject* t) {
  native_gc_type(t, sizeof(ItemGetterObject), item_dealloc, item_traverse, item_clear, item_new);
  t->tp_flags = kTpDefault | kTpHaveGC | kTpImmutableType | kTpHaveVectorcall;
  t->tp_vectorcall_offset = offsetof(ItemGetterObject, vectorcall);
  t->tp_call = item_call;
  t->tp_repr = item_repr;
  type_set_doc(t, "itemgetter(item, ...) --> itemgetter object\n\nA function that takes the given items out of its argument.");
  type_add_methods(t, kItemMethods);
}

void init_AttrGetter_type(TypeObject* t) {
  native_gc_type(t, sizeof(AttrGetterObject), attr_dealloc, attr_traverse, attr_clear, attr_new);
  t->tp_flags = kTpDefault | kTpHaveGC | kTpImmutableType | kTpHaveVectorcall;
  t->tp_vectorcall_offset = offsetof(AttrGetterObject, vectorcall);
  t->tp_call = attr_call;
  t->tp_repr = attr_repr;
  type_set_doc(t, "attrgetter(attr, ...) --> attrgetter object\n\nA function that takes the given attributes of its argument.");
  type_add_methods(t, kAttrMethods);
}

void init_MethodCaller_type(TypeObject* t) {
  native_gc_type(t, sizeof(MethodCallerObject), caller_dealloc, caller_traverse, caller_clear, caller_new);
  t->tp_flags = kTpDefault | kTpHaveGC | kTpImmutableType;
  t->tp_call = caller_call;
  t->tp_repr = caller_repr;
  type_set_doc(t, "methodcaller(name, /, *args, **kwargs) --> methodcaller object\n\nA function that calls a method of its argument.");
  type_add_methods(t, kCallerMethods);
}

}  // namespace innards
