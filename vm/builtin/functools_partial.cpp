// functools.partial (Modules/_functoolsmodule.c).
#include <algorithm>

#include "builtin/native_type.h"
#include "heap/machine_stack.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct PartialObject : Object {
  Ptr<Object> fn, args, kw, dict, weakreflist;
  Slot<vectorcallfunc> vectorcall;   // null: calls go through tp_call
};
static_assert(sizeof(PartialObject) == 64);

PartialObject* as_partial(Object* o) { return static_cast<PartialObject*>(o); }

Object* partial_call(Object* o, Object* args, Object* kwargs) {
  PartialObject* p = as_partial(o);
  Ref<> all_kwargs;
  if (dict_size_of(p->kw) == 0) {
    all_kwargs.reset(xnew_ref(kwargs));
  } else {
    all_kwargs.reset(dict_copy(p->kw));
    if (!all_kwargs || (kwargs && dict_merge(all_kwargs, kwargs, 1) < 0)) return nullptr;
  }
  Ref<> all_args(sequence_concat(p->args, args));
  return all_args ? object_call(p->fn, all_args, all_kwargs) : nullptr;
}

// The stored arguments and the call's in one array.
Object* call_joined(PartialObject* p, Object** args, int64_t nargs, Object* kwnames) {
  constexpr int64_t kSmall = 8;
  const int64_t stored = tuple_size_of(p->args), given = nargs + (kwnames ? tuple_size_of(kwnames) : 0);
  Object* small[kSmall];
  Object** all = stored + given <= kSmall ? small : static_cast<Object**>(mem_alloc(static_cast<size_t>(stored + given) * sizeof(Object*)));
  if (!all) return err_no_memory();
  std::copy_n(tuple_items(p->args), stored, all);
  std::copy_n(args, given, all + stored);
  Object* result = object_vectorcall(p->fn, all, static_cast<uint64_t>(stored + nargs), kwnames);
  if (all != small) mem_free(all);
  return result;
}

Object* partial_vectorcall(Object* o, Object** args, uint64_t nargsf, Object* kwnames) {
  // A partial of itself goes down without a Python frame.
  if (machine_stack_nearly_full()) return err_format(ExcRecursionError, "maximum recursion depth exceeded while calling a Python object");
  PartialObject* p = as_partial(o);
  const int64_t nargs = vectorcall_nargs(nargsf), stored = tuple_size_of(p->args);
  if (dict_size_of(p->kw)) {   // keywords need a dict: from now on by tp_call
    p->vectorcall = nullptr;
    return make_tp_call(o, args, nargs, kwnames);
  }
  if (nargs == 0 && !kwnames) return object_vectorcall(p->fn, tuple_items(p->args), static_cast<uint64_t>(stored), nullptr);
  if (stored == 1 && (nargsf & kVectorcallArgumentsOffset)) {
    Object** all = args - 1;
    Object* kept = all[0];
    all[0] = tuple_item_at(p->args, 0);
    Object* result = object_vectorcall(p->fn, all, static_cast<uint64_t>(nargs + 1), kwnames);
    all[0] = kept;
    return result;
  }
  return call_joined(p, args, nargs, kwnames);
}

void choose_vectorcall(PartialObject* p) {
  if (vectorcall_function(p->fn)) p->vectorcall = partial_vectorcall;
  else p->vectorcall = nullptr;
}

Object* joined_keywords(Object* stored, Object* given) {
  if (!stored || dict_size_of(stored) == 0) {
    if (!given) return dict_new();
    return given->ob_refcnt == 1 ? new_ref(given) : dict_copy(given);
  }
  Ref<> kw(dict_copy(stored));
  if (!kw || (given && dict_merge(kw, given, 1) < 0)) return nullptr;
  return kw.release();
}

Object* partial_new(TypeObject* type, Object* args, Object* kwargs) {
  if (tuple_size_of(args) < 1) return err_format(ExcTypeError, "type 'partial' takes at least one argument");
  Object *func = tuple_item_at(args, 0), *stored_args = nullptr, *stored_kw = nullptr;
  if (func->ob_type->tp_call == partial_call && !as_partial(func)->dict) {   // a partial of a partial is flattened
    stored_args = as_partial(func)->args;
    stored_kw = as_partial(func)->kw;
    func = as_partial(func)->fn;
  }
  if (!callable_check(func)) return err_format(ExcTypeError, "the first argument must be callable");
  Ref<> o(type->tp_alloc(type, 0));
  if (!o) return nullptr;
  PartialObject* p = as_partial(o);
  p->fn = new_ref(func);
  Ref<> rest(tuple_get_slice(args, 1, INT64_MAX));
  if (!rest) return nullptr;
  p->args = stored_args ? sequence_concat(stored_args, rest) : rest.release();
  if (!p->args) return nullptr;
  p->kw = joined_keywords(stored_kw, kwargs);
  if (!p->kw) return nullptr;
  choose_vectorcall(p);
  return o.release();
}

int partial_clear(Object* o) {
  PartialObject* p = as_partial(o);
  clear_ref(p->fn);
  clear_ref(p->args);
  clear_ref(p->kw);
  clear_ref(p->dict);
  return 0;
}
int partial_traverse(Object* o, visitproc* visit, void* arg) {
  PartialObject* p = as_partial(o);
  return visit_all(visit, arg, {p->fn, p->args, p->kw, p->dict});
}
void partial_dealloc(Object* o) {
  gc_untrack(o);
  if (as_partial(o)->weakreflist) object_clear_weakrefs(o);
  partial_clear(o);
  o->ob_type->tp_free(o);
}

// ", a, b, k=v": all arguments as text.
Object* arguments_text(PartialObject* p) {
  Ref<> text(str_empty());
  for (int64_t i = 0; text && i < tuple_size_of(p->args); ++i)
    text.reset(str_from_format("%U, %R", text.get(), tuple_item_at(p->args, i)));
  int64_t pos = 0;
  Object *key, *value;
  while (text && dict_next(p->kw, &pos, &key, &value)) {
    Ref<> held(new_ref(key));   // its str() may change the dict
    Ref<> held_value(new_ref(value));
    text.reset(str_from_format("%U, %S=%R", text.get(), key, value));
  }
  return text.release();
}

Object* partial_repr(Object* o) {
  int status = repr_enter(o);
  if (status) return status < 0 ? nullptr : str_from_cstr("...");
  PartialObject* p = as_partial(o);
  Ref<> arguments(arguments_text(p));
  Object* text = arguments ? str_from_format("%s(%R%U)", o->ob_type->tp_name.get(), p->fn.get(), arguments.get()) : nullptr;
  repr_leave(o);
  return text;
}

Object* partial_reduce(Object* o, Object*) {
  PartialObject* p = as_partial(o);
  Ref<> first(tuple_pack(1, p->fn.get()));
  Ref<> state(tuple_pack(4, p->fn.get(), p->args.get(), p->kw.get(), p->dict ? p->dict.get() : none()));
  return first && state ? tuple_pack(3, static_cast<Object*>(o->ob_type.get()), first.get(), state.get()) : nullptr;
}

bool state_is_valid(Object* state) {
  return tuple_check(state) && tuple_size_of(state) == 4 && callable_check(tuple_item_at(state, 0)) && tuple_check(tuple_item_at(state, 1)) &&
         (is_none(tuple_item_at(state, 2)) || dict_check(tuple_item_at(state, 2)));
}

Object* partial_setstate(Object* o, Object* state) {
  if (!state_is_valid(state)) return err_format(ExcTypeError, "invalid partial state");
  Object *args = tuple_item_at(state, 1), *kw = tuple_item_at(state, 2), *dict = tuple_item_at(state, 3);
  Ref<> new_args(tuple_check_exact(args) ? new_ref(args) : sequence_tuple(args));
  if (!new_args) return nullptr;
  Ref<> new_kw(is_none(kw) ? dict_new() : dict_check_exact(kw) ? new_ref(kw) : dict_copy(kw));
  if (!new_kw) return nullptr;
  PartialObject* p = as_partial(o);
  set_ref(p->dict, is_none(dict) ? nullptr : new_ref(dict));
  set_ref(p->fn, new_ref(tuple_item_at(state, 0)));
  set_ref(p->args, new_args.release());
  set_ref(p->kw, new_kw.release());
  choose_vectorcall(p);
  return new_none();
}

const MethodDef kMethods[] = {
    {"__reduce__", partial_reduce, kMethNoArgs, nullptr},
    {"__setstate__", partial_setstate, kMethO, nullptr},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};
const MemberDef kMembers[] = {
    {"func", kTObject, offsetof(PartialObject, fn), 1, "The function that will be called."},
    {"args", kTObject, offsetof(PartialObject, args), 1, "Arguments that stand before those of a call."},
    {"keywords", kTObject, offsetof(PartialObject, kw), 1, "Keyword arguments that a call may override."},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_Partial_type(TypeObject* t) {
  native_gc_type(t, sizeof(PartialObject), partial_dealloc, partial_traverse, partial_clear, partial_new);
  t->tp_flags = t->tp_flags | kTpHaveVectorcall | kTpImmutableType;
  t->tp_vectorcall_offset = offsetof(PartialObject, vectorcall);
  t->tp_dictoffset = offsetof(PartialObject, dict);
  t->tp_weaklistoffset = offsetof(PartialObject, weakreflist);
  t->tp_repr = partial_repr;
  t->tp_call = partial_call;
  t->tp_setattro = object_generic_set_attr;
  type_set_doc(t, "partial(func, *args, **keywords) - a function with some arguments already given.");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
