// Objects/exceptions.c: exception groups and what except* does with them.
#include "heap/heap.h"
#include "native/args.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/exceptions_internal.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/runtime.h"

namespace innards {

namespace {

BaseExceptionGroupObject* group(Object* o) { return static_cast<BaseExceptionGroupObject*>(o); }

Object* group_new(TypeObject* type, Object* args, Object* kwds) {
  Object *message, *given;
  if (!args_parse_tuple(args, "UO:BaseExceptionGroup.__new__", &message, &given)) return nullptr;
  if (!sequence_check(given)) {
    err_set_string(ExcTypeError, "second argument (exceptions) must be a sequence");
    return nullptr;
  }
  Ref<> exceptions(sequence_tuple(given));
  if (!exceptions) return nullptr;
  int64_t n = tuple_size_of(exceptions);
  if (n == 0) {
    err_set_string(ExcValueError, "second argument (exceptions) must be a non-empty sequence");
    return nullptr;
  }
  bool has_base = false;
  for (int64_t i = 0; i < n; ++i) {
    Object* exc = tuple_item_at(exceptions, i);
    if (!exception_instance_check(exc)) {
      err_format(ExcValueError, "Item %d of second argument (exceptions) is not an exception", static_cast<int>(i));
      return nullptr;
    }
    int ordinary = object_is_instance(exc, ExcException);
    if (ordinary < 0) return nullptr;
    if (!ordinary) has_base = true;
  }
  TypeObject* cls = type;
  if (cls == ExcExceptionGroup) {
    if (has_base) {
      err_set_string(ExcTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
      return nullptr;
    }
  } else if (cls == ExcBaseExceptionGroup) {
    if (!has_base) cls = ExcExceptionGroup;
  } else if (has_base) {
    int ordinary = object_is_subclass(cls, ExcException);
    if (ordinary < 0) return nullptr;
    if (ordinary) return err_format(ExcTypeError, "Cannot nest BaseExceptions in '%.200s'", cls->tp_name.get());
  }
  auto* self = group(base_exception_new(cls, args, kwds));
  if (!self) return nullptr;
  self->msg = new_ref(message);
  self->excs = exceptions.release();
  return self;
}

int group_init(Object* self, Object* args, Object* kwds) {
  if (!args_no_keywords(type_name_of(self), kwds)) return -1;
  return base_exception_init(self, args, kwds);
}

Object* group_str(Object* self) {
  int64_t n = tuple_size_of(group(self)->excs);
  return str_from_format("%S (%zd sub-exception%s)", group(self)->msg.get(), n, n > 1 ? "s" : "");
}

Object* derive(Object* self, Object* arguments) {
  Object* excs;
  if (!args_parse_tuple(arguments, "O", &excs)) return nullptr;
  Ref<> args(tuple_pack(2, group(self)->msg.get(), excs));
  return args ? object_call(ExcBaseExceptionGroup, args, nullptr) : nullptr;
}

// ---- splitting

enum class Match { kType, kPredicate, kInstanceIds };
struct Parts {
  Ref<> match, rest;
};

// A group of the given exceptions with the original's metadata; null without error for none.
Object* subset(Object* orig, Object* excs) {
  if (list_size_of(excs) == 0) return nullptr;
  // As PyObject_CallMethod with "(O)": a bound method and a tuple of arguments.
  Ref<> method(object_get_attr(orig, ID(derive)));
  if (!method) return nullptr;
  Ref<> args(tuple_pack(1, excs));
  Ref<> eg(args ? object_vectorcall(method, tuple_items(args), 1, nullptr) : nullptr);
  args.reset();
  method.reset();
  if (!eg) return nullptr;
  if (!exception_group_check(eg)) {
    err_set_string(ExcTypeError, "derive must return an instance of BaseExceptionGroup");
    return nullptr;
  }
  if (Object* tb = exception_get_traceback(orig)) {
    int r = exception_set_traceback(eg, tb);
    decref(tb);
    if (r < 0) return nullptr;
  }
  exception_set_context(eg, exception_get_context(orig));
  exception_set_cause(eg, exception_get_cause(orig));
  Object* notes;
  if (object_lookup_attr(orig, ID(__notes__), &notes) < 0) return nullptr;
  if (notes) {
    Ref<> held(notes);
    if (sequence_check(notes)) {
      Ref<> copy(sequence_list(notes));
      if (!copy || object_set_attr(eg, ID(__notes__), copy) < 0) return nullptr;
    }
  }
  return eg.release();
}

int matcher_type(Object* value, Match* type) {
  if (type_of(value) == TypeFunction) {
    *type = Match::kPredicate;
    return 0;
  }
  bool ok = exception_class_check(value);
  if (!ok && tuple_check_exact(value)) {
    ok = true;
    for (int64_t i = 0; ok && i < tuple_size_of(value); ++i) ok = exception_class_check(tuple_item_at(value, i));
  }
  if (ok) {
    *type = Match::kType;
    return 0;
  }
  err_set_string(ExcTypeError, "expected a function, exception type or tuple of exception types");
  return -1;
}

int check_match(Object* exc, Match type, Object* value) {
  switch (type) {
    case Match::kType: return err_given_exception_matches(exc, value);
    case Match::kPredicate: {
      Ref<> r(object_call_one_arg(value, exc));
      return r ? object_is_true(r) : -1;
    }
    case Match::kInstanceIds: {
      if (exception_group_check(exc)) return 0;
      Ref<> id(int_from_void_ptr(exc));
      return id ? set_contains(value, id) : -1;
    }
  }
  return 0;
}

int split_recursive(Object* exc, Match type, Object* value, bool want_rest, Parts* out) {
  int is_match = check_match(exc, type, value);
  if (is_match < 0) return -1;
  if (is_match) {
    out->match.reset(new_ref(exc));
    return 0;
  }
  if (!exception_group_check(exc)) {
    if (want_rest) out->rest.reset(new_ref(exc));
    return 0;
  }
  Ref<> matches(list_new(0));
  Ref<> rests(want_rest ? list_new(0) : nullptr);
  if (!matches || (want_rest && !rests)) return -1;
  Object* excs = group(exc)->excs;
  for (int64_t i = 0; i < tuple_size_of(excs); ++i) {
    Parts part;
    if (enter_recursive_call(" in exceptiongroup_split_recursive")) return -1;
    int r = split_recursive(tuple_item_at(excs, i), type, value, want_rest, &part);
    leave_recursive_call();
    if (r < 0) return -1;
    if (part.match && list_append(matches, part.match) < 0) return -1;
    if (part.rest && list_append(rests, part.rest) < 0) return -1;
  }
  out->match.reset(subset(exc, matches));
  if (!out->match && err_occurred()) return -1;
  if (want_rest) {
    out->rest.reset(subset(exc, rests));
    if (!out->rest && err_occurred()) return -1;
  }
  return 0;
}

Object* or_none(Ref<>& r) { return r ? r.get() : none(); }

Object* method_split(Object* self, Object* args) {
  Object* matcher;
  Match type;
  if (!args_unpack_tuple(args, "split", 1, 1, &matcher) || matcher_type(matcher, &type) < 0) return nullptr;
  Parts parts;
  if (split_recursive(self, type, matcher, true, &parts) < 0) return nullptr;
  return tuple_pack(2, or_none(parts.match), or_none(parts.rest));
}

Object* method_subgroup(Object* self, Object* args) {
  Object* matcher;
  Match type;
  if (!args_unpack_tuple(args, "subgroup", 1, 1, &matcher) || matcher_type(matcher, &type) < 0) return nullptr;
  Parts parts;
  if (split_recursive(self, type, matcher, false, &parts) < 0) return nullptr;
  return new_ref(or_none(parts.match));
}

// ---- except*: what is to be raised in the end

int collect_leaf_ids(Object* exc, Object* ids) {
  if (is_none(exc)) return 0;
  if (!exception_group_check(exc)) {
    Ref<> id(int_from_void_ptr(exc));
    return id ? set_add(ids, id) : -1;
  }
  Object* excs = group(exc)->excs;
  for (int64_t i = 0; i < tuple_size_of(excs); ++i) {
    if (enter_recursive_call(" in collect_exception_group_leaf_ids")) return -1;
    int r = collect_leaf_ids(tuple_item_at(excs, i), ids);
    leave_recursive_call();
    if (r < 0) return -1;
  }
  return 0;
}

// The part of eg whose leaves stand in `keep`, with eg's shape.
Object* projection(Object* eg, Object* keep) {
  Ref<> ids(set_new(nullptr));
  if (!ids) return nullptr;
  for (int64_t i = 0; i < list_size_of(keep); ++i)
    if (collect_leaf_ids(list_item_at(keep, i), ids) < 0) return nullptr;
  Parts parts;
  if (split_recursive(eg, Match::kInstanceIds, ids, false, &parts) < 0) return nullptr;
  return new_ref(or_none(parts.match));
}

bool same_metadata(Object* a, Object* b) {
  auto *x = base_exception(a), *y = base_exception(b);
  return x->notes.get() == y->notes.get() && x->traceback.get() == y->traceback.get() && x->cause.get() == y->cause.get() &&
         x->context.get() == y->context.get();
}

const MemberDef kMembers[] = {
    {"message", kTObject, offsetof(BaseExceptionGroupObject, msg), 1, "exception message"},
    {"exceptions", kTObject, offsetof(BaseExceptionGroupObject, excs), 1, "nested exceptions"},
    {nullptr, 0, 0, 0, nullptr},
};
const MethodDef kMethods[] = {
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {"derive", derive, kMethVarargs, nullptr},
    {"split", method_split, kMethVarargs, nullptr},
    {"subgroup", method_subgroup, kMethVarargs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

}  // namespace

bool exception_group_check_slow(Object* o) { return object_type_check(o, ExcBaseExceptionGroup); }

Object* exception_group_subgroup(Object* eg, Object* matcher) { return method_subgroup(eg, matcher); }
Object* exception_group_split(Object* eg, Object* matcher) { return method_split(eg, matcher); }

Object* exception_create_group(const char* message, Object* excs) {
  Ref<> msg(str_from_cstr(message));
  if (!msg) return nullptr;
  Ref<> args(tuple_pack(2, msg.get(), excs));
  return args ? object_call(ExcBaseExceptionGroup, args, nullptr) : nullptr;
}

Object* exception_prep_reraise_star(Object* orig, Object* excs) {
  int64_t n = list_size_of(excs);
  if (n == 0) return new_none();
  // A naked exception was caught and wrapped: at most one clause ran.
  if (!exception_group_check(orig)) return new_ref(list_item_at(excs, 0));
  Ref<> raised(list_new(0)), reraised(list_new(0));
  if (!raised || !reraised) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    Object* e = list_item_at(excs, i);
    if (is_none(e)) continue;
    if (!exception_instance_check(e)) return err_format(ExcSystemError, "PREP_RERAISE_STAR: what was raised is no exception");
    if (list_append(same_metadata(e, orig) ? reraised : raised, e) < 0) return nullptr;
  }
  Ref<> again(projection(orig, reraised));
  if (!again) return nullptr;
  if (list_size_of(raised) == 0) return again.release();
  if (!is_none(again) && list_append(raised, again) < 0) return nullptr;
  return exception_create_group("", raised);
}

// ExceptionGroup is an ordinary class in CPython, made at start-up from BaseExceptionGroup and Exception. Here too, only
// that it stands in the static region.
static void init_exception_group_class() {
  auto* e = static_cast<HeapTypeObject*>(ExcExceptionGroup);
  e->tp_as_async = &e->as_async;
  e->tp_as_number = &e->as_number;
  e->tp_as_sequence = &e->as_sequence;
  e->tp_as_mapping = &e->as_mapping;
  e->tp_as_buffer = &e->as_buffer;
  e->tp_flags = kTpDefault | kTpBaseType | kTpHaveGC | kTpHeapType;
  e->tp_basicsize = sizeof(BaseExceptionGroupObject) + 8;
  e->tp_weaklistoffset = sizeof(BaseExceptionGroupObject);
  e->tp_dictoffset = offsetof(BaseExceptionObject, dict);
  e->tp_dealloc = subtype_dealloc;
  e->tp_traverse = subtype_traverse;
  e->tp_clear = subtype_clear;
  e->tp_alloc = type_generic_alloc;
  e->tp_free = gc_del;
  e->tp_init = nullptr;
  e->tp_new = nullptr;
  e->tp_doc = nullptr;
}

int ready_exception_group() {
  auto* e = static_cast<HeapTypeObject*>(ExcExceptionGroup);
  e->ht_name = e->ht_qualname = str_intern("ExceptionGroup");
  incref(e->ht_name.get());
  e->tp_bases = tuple_pack(2, static_cast<Object*>(ExcBaseExceptionGroup), static_cast<Object*>(ExcException));
  e->tp_dict = dict_new();
  if (!e->ht_name || !e->tp_bases || !e->tp_dict || dict_set_item(e->tp_dict, ID(__module__), ID(builtins)) < 0) return -1;
  for (const GetSetDef* g = subtype_getsets_weakref_only(); g->name; ++g) {
    Ref<> descr(descr_new_getset(e, g));
    if (!descr || dict_set_item(e->tp_dict, static_cast<DescrObject*>(descr.get())->d_name, descr) < 0) return -1;
  }
  if (type_ready(e) < 0) return -1;
  type_fixup_slot_dispatchers(e);
  return 0;
}

void init_exception_group_types() {
  TypeObject* t = ExcBaseExceptionGroup;
  ExceptionFields<2>::fill(t, sizeof(BaseExceptionGroupObject), group_init);
  t->tp_new = group_new;
  t->tp_str = group_str;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  init_exception_group_class();
}

}  // namespace innards
