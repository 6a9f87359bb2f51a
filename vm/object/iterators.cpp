// The iterators that belong to no container: seq iterator and callable_iterator (CPython: Objects/iterobject.c), enumerate
// and reversed (Objects/enumobject.c).
#include "object/iterators.h"

#include "native/args.h"
#include "object/call.h"
#include "object/deep_trashcan.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

int visit_one(Object* o, visitproc* visit, void* arg) { return o ? visit(o, arg) : 0; }

// An item of a walk by index is missing: the end, if the error says so. Clears it then.
bool is_end_of_sequence() {
  if (!err_exception_matches(ExcIndexError) && !err_exception_matches(ExcStopIteration)) return false;
  err_clear();
  return true;
}

bool has_len(Object* o) {
  TypeObject* t = o->ob_type;
  return (t->tp_as_sequence && t->tp_as_sequence->sq_length) || (t->tp_as_mapping && t->tp_as_mapping->mp_length);
}

// ---- iterator (over __getitem__)

SeqIterObject* as_seq_iter(Object* o) { return static_cast<SeqIterObject*>(o); }

void seq_iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_seq_iter(o)->it_seq.get());
  gc_del(o);
}

int seq_iter_traverse(Object* o, visitproc* visit, void* arg) { return visit_one(as_seq_iter(o)->it_seq, visit, arg); }

Object* seq_iter_next(Object* o) {
  SeqIterObject* it = as_seq_iter(o);
  Object* seq = it->it_seq;
  if (!seq) return nullptr;
  if (it->it_index == INT64_MAX) {
    err_set_string(ExcOverflowError, "iter index too large");
    return nullptr;
  }
  Object* item = sequence_get_item(seq, it->it_index);
  if (item) {
    ++it->it_index;
    return item;
  }
  if (is_end_of_sequence()) {
    it->it_seq = nullptr;
    decref(seq);
  }
  return nullptr;
}

Object* seq_iter_len(Object* o, Object*) {
  SeqIterObject* it = as_seq_iter(o);
  if (!it->it_seq) return int_from_i64(0);
  if (!has_len(it->it_seq)) return new_not_implemented();
  int64_t size = sequence_size(it->it_seq);
  if (size == -1) return nullptr;
  return int_from_i64(size - it->it_index > 0 ? size - it->it_index : 0);
}

Object* seq_iter_reduce(Object* o, Object*) {
  SeqIterObject* it = as_seq_iter(o);
  return it->it_seq ? iter_reduce_at("iter", it->it_seq, it->it_index) : iter_reduce_items(tuple_new(0));
}

Object* seq_iter_setstate(Object* o, Object* state) {
  int64_t index;
  if (!read_state(state, &index)) return nullptr;
  if (as_seq_iter(o)->it_seq) as_seq_iter(o)->it_index = index < 0 ? 0 : index;
  return new_none();
}

const MethodDef kSeqIterMethods[] = {
    {"__length_hint__", seq_iter_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", seq_iter_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", seq_iter_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};

// ---- callable_iterator

CallIterObject* as_call_iter(Object* o) { return static_cast<CallIterObject*>(o); }

void call_iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_call_iter(o)->it_callable.get());
  xdecref(as_call_iter(o)->it_sentinel.get());
  gc_del(o);
}

int call_iter_traverse(Object* o, visitproc* visit, void* arg) {
  if (int r = visit_one(as_call_iter(o)->it_callable, visit, arg)) return r;
  return visit_one(as_call_iter(o)->it_sentinel, visit, arg);
}

Object* call_iter_next(Object* o) {
  CallIterObject* it = as_call_iter(o);
  if (!it->it_callable) return nullptr;
  Object* result = object_call_no_args(it->it_callable);
  bool ended;
  if (result) {
    if (!it->it_sentinel) {
      // The function has run this very iterator to its end meanwhile; CPython 3.11 stumbles over it in this way.
      decref(result);
      err_set_string(ExcSystemError, "../Objects/object.c:722: bad argument to internal function");
      return nullptr;
    }
    int same = object_rich_compare_bool(it->it_sentinel, result, kEQ);
    if (same == 0) return result;
    decref(result);
    ended = same > 0;
  } else {
    ended = err_exception_matches(ExcStopIteration);
    if (ended) err_clear();
  }
  if (ended) {
    clear_ref(it->it_callable);
    clear_ref(it->it_sentinel);
  }
  return nullptr;
}

Object* call_iter_reduce(Object* o, Object*) {
  CallIterObject* it = as_call_iter(o);
  if (!it->it_callable || !it->it_sentinel) return iter_reduce_items(tuple_new(0));
  Object* iter = eval_get_builtin("iter");
  if (!iter) return nullptr;
  return tuple_of_stolen(iter, tuple_pack(2, it->it_callable.get(), it->it_sentinel.get()));
}

const MethodDef kCallIterMethods[] = {
    {"__reduce__", call_iter_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

// ---- enumerate

EnumObject* as_enum(Object* o) { return static_cast<EnumObject*>(o); }

// en_index from start, or en_longindex when it is beyond int64.
int set_start(EnumObject* en, Object* start) {
  start = number_index(start);
  if (!start) return -1;
  en->en_index = int_as_ssize_t(start);
  if (en->en_index == -1 && err_occurred()) {
    err_clear();
    en->en_index = INT64_MAX;
    en->en_longindex = start;
  } else {
    decref(start);
  }
  return 0;
}

Object* make_enumerate(TypeObject* type, Object* iterable, Object* start) {
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  EnumObject* en = as_enum(o);
  if (start && set_start(en, start) < 0) {
    decref(o);
    return nullptr;
  }
  en->one = int_small(1);
  en->en_sit = object_get_iter(iterable);
  if (en->en_sit) en->en_result = tuple_pack(2, none(), none());
  if (en->en_result) return o;
  decref(o);
  return nullptr;
}

Object* enum_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const keywords[] = {"iterable", "start", nullptr};
  static const ArgsParser parser = {"enumerate", keywords};
  Object* buf[2] = {nullptr, nullptr};
  Object** found = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &parser, 1, 2, 0, buf);
  return found ? make_enumerate(type, found[0], found[1]) : nullptr;
}

bool check_keyword(Object* name, const char* wanted) {
  if (str_equal_ascii(name, wanted)) return true;
  err_format(ExcTypeError, "'%.200s' is an invalid keyword argument for enumerate()", str_as_utf8(name));
  return false;
}

Object* enum_vectorcall(Object* callable, Object** args, uint64_t nargsf, Object* kwnames) {
  TypeObject* type = static_cast<TypeObject*>(callable);
  int64_t nargs = vectorcall_nargs(nargsf);
  int64_t named = kwnames ? tuple_size_of(kwnames) : 0;
  if (nargs + named == 0) {
    err_set_string(ExcTypeError, "enumerate() missing required argument 'iterable'");
    return nullptr;
  }
  if (nargs + named > 2) return err_format(ExcTypeError, "enumerate() takes at most %d arguments (%zd given)", 2, nargs + named);
  Object* iterable = args[0];
  Object* start = nargs + named == 2 ? args[1] : nullptr;
  if (named == 1) {
    if (!check_keyword(tuple_item_at(kwnames, 0), nargs == 0 ? "iterable" : "start")) return nullptr;
  } else if (named == 2) {
    bool swapped = str_equal_ascii(tuple_item_at(kwnames, 0), "start");
    if (!swapped && !check_keyword(tuple_item_at(kwnames, 0), "iterable")) return nullptr;
    if (!check_keyword(tuple_item_at(kwnames, 1), swapped ? "iterable" : "start")) return nullptr;
    if (swapped) {
      iterable = args[1];
      start = args[0];
    }
  }
  return make_enumerate(type, iterable, start);
}

void enum_dealloc(Object* o) {
  EnumObject* en = as_enum(o);
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  xdecref(en->en_sit.get());
  xdecref(en->en_result.get());
  xdecref(en->en_longindex.get());
  o->ob_type->tp_free(o);
}

int enum_traverse(Object* o, visitproc* visit, void* arg) {
  for (Object* part : {as_enum(o)->en_sit.get(), as_enum(o)->en_result.get(), as_enum(o)->en_longindex.get()}) {
    if (int r = visit_one(part, visit, arg)) return r;
  }
  return 0;
}

// The next index as an int object.
Object* enum_index(EnumObject* en) {
  if (en->en_index != INT64_MAX) {
    Object* index = int_from_i64(en->en_index);
    if (index) ++en->en_index;
    return index;
  }
  if (!en->en_longindex) {
    en->en_longindex = int_from_i64(INT64_MAX);
    if (!en->en_longindex) return nullptr;
  }
  Object* index = en->en_longindex;
  Object* next = number_add(index, en->one);
  if (!next) return nullptr;
  en->en_longindex = next;
  return index;
}

Object* enum_next(Object* o) {
  if (!native_stack_left()) return nullptr;
  EnumObject* en = as_enum(o);
  Object* item = iter_step(en->en_sit);
  if (!item) return nullptr;
  Object* index = enum_index(en);
  if (!index) {
    decref(item);
    return nullptr;
  }
  Object* result = en->en_result;
  if (result->ob_refcnt != 1) return tuple_of_stolen(index, item);
  // Nobody else holds the last pair: it is used again.
  incref(result);
  Object* old_index = tuple_item_at(result, 0);
  Object* old_item = tuple_item_at(result, 1);
  tuple_put(result, 0, index);
  tuple_put(result, 1, item);
  decref(old_index);
  decref(old_item);
  if (!gc_is_tracked(result)) gc_track(result);
  return result;
}

Object* enum_reduce(Object* o, Object*) {
  EnumObject* en = as_enum(o);
  Object* index = en->en_longindex ? new_ref(en->en_longindex.get()) : int_from_i64(en->en_index);
  Object* args = tuple_of_stolen(new_ref(en->en_sit.get()), index);
  return tuple_of_stolen(new_ref<Object>(o->ob_type), args);
}

const MethodDef kEnumMethods[] = {
    {"__reduce__", enum_reduce, kMethNoArgs, "What pickling needs."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "The generic alias (PEP 585)."},
    {},
};

// ---- reversed

ReversedObject* as_reversed(Object* o) { return static_cast<ReversedObject*>(o); }

Object* not_reversible(Object* seq) { return err_format(ExcTypeError, "'%.200s' object is not reversible", seq->ob_type->tp_name.get()); }

Object* make_reversed(TypeObject* type, Object* seq) {
  Object* method = object_lookup_special(seq, ID(__reversed__));
  if (method) {
    Object* result = is_none(method) ? not_reversible(seq) : object_call_no_args(method);
    decref(method);
    return result;
  }
  if (err_occurred()) return nullptr;
  if (!sequence_check(seq)) return not_reversible(seq);
  int64_t n = sequence_size(seq);
  if (n == -1) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_reversed(o)->index = n - 1;
  as_reversed(o)->seq = new_ref(seq);
  return o;
}

Object* reversed_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if ((type == TypeReversed || type->tp_init == TypeReversed->tp_init) && !args_no_keywords("reversed", kwargs)) return nullptr;
  if (!args_check_positional("reversed", tuple_size_of(args), 1, 1)) return nullptr;
  return make_reversed(type, tuple_item_at(args, 0));
}

Object* reversed_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("reversed", kwnames)) return nullptr;
  if (!args_check_positional("reversed", vectorcall_nargs(nargsf), 1, 1)) return nullptr;
  return make_reversed(static_cast<TypeObject*>(type), args[0]);
}

void reversed_dealloc(Object* o) {
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  xdecref(as_reversed(o)->seq.get());
  o->ob_type->tp_free(o);
}

int reversed_traverse(Object* o, visitproc* visit, void* arg) { return visit_one(as_reversed(o)->seq, visit, arg); }

Object* reversed_next(Object* o) {
  if (!native_stack_left()) return nullptr;
  ReversedObject* ro = as_reversed(o);
  if (ro->index >= 0 && ro->seq) {
    Object* item = sequence_get_item(ro->seq, ro->index);
    if (item) {
      --ro->index;
      return item;
    }
    is_end_of_sequence();
  }
  ro->index = -1;
  clear_ref(ro->seq);
  return nullptr;
}

Object* reversed_len(Object* o, Object*) {
  ReversedObject* ro = as_reversed(o);
  if (!ro->seq) return int_from_i64(0);
  int64_t position = ro->index + 1;
  int64_t size = sequence_size(ro->seq);
  if (size == -1) return nullptr;
  return int_from_i64(size < position ? 0 : position);
}

Object* reversed_reduce(Object* o, Object*) {
  ReversedObject* ro = as_reversed(o);
  Object* type = o->ob_type.get();
  if (ro->seq) return tuple_of_stolen(new_ref(type), tuple_pack(1, ro->seq.get()), int_from_i64(ro->index));
  return tuple_of_stolen(new_ref(type), tuple_pack(1, empty_tuple()));
}

Object* reversed_setstate(Object* o, Object* state) {
  ReversedObject* ro = as_reversed(o);
  int64_t index;
  if (!read_state(state, &index)) return nullptr;
  if (ro->seq) {
    int64_t n = sequence_size(ro->seq);
    if (n < 0) return nullptr;
    ro->index = index < -1 ? -1 : index > n - 1 ? n - 1 : index;
  }
  return new_none();
}

const MethodDef kReversedMethods[] = {
    {"__length_hint__", reversed_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", reversed_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", reversed_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};

void init_common(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, iternextfunc* next, const MethodDef* methods) {
  t->tp_basicsize = size;
  t->tp_dealloc = dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
  if (methods) type_add_methods(t, methods);
}

}  // namespace

void init_iterator_type(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, newfunc* make, iternextfunc* next,
                        const MethodDef* methods, const char* doc) {
  init_common(t, size, dealloc, traverse, next, methods);
  t->tp_flags |= kTpBaseType;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = make;
  t->tp_free = gc_del;
  if (doc) type_set_doc(t, doc);
}

Object* seq_iter_new(Object* seq) {
  if (!sequence_check(seq)) {
    err_bad_internal_call();
    return nullptr;
  }
  SeqIterObject* it = gc_new_as<SeqIterObject>(TypeSeqIter);
  if (!it) return nullptr;
  it->it_index = 0;
  it->it_seq = new_ref(seq);
  gc_track(it);
  return it;
}

Object* call_iter_new(Object* callable, Object* sentinel) {
  CallIterObject* it = gc_new_as<CallIterObject>(TypeCallIter);
  if (!it) return nullptr;
  it->it_callable = new_ref(callable);
  it->it_sentinel = new_ref(sentinel);
  gc_track(it);
  return it;
}

void init_SeqIter_type(TypeObject* t) {
  init_common(t, sizeof(SeqIterObject), seq_iter_dealloc, seq_iter_traverse, seq_iter_next, kSeqIterMethods);
}

void init_CallIter_type(TypeObject* t) {
  init_common(t, sizeof(CallIterObject), call_iter_dealloc, call_iter_traverse, call_iter_next, kCallIterMethods);
}

void init_Enumerate_type(TypeObject* t) {
  init_iterator_type(t, sizeof(EnumObject), enum_dealloc, enum_traverse, enum_tp_new, enum_next, kEnumMethods,
                     "enumerate(iterable, start=0)\n--\n\nPairs (index, item) of an iterable's items.");
  t->tp_vectorcall = enum_vectorcall;
}

void init_Reversed_type(TypeObject* t) {
  init_iterator_type(t, sizeof(ReversedObject), reversed_dealloc, reversed_traverse, reversed_tp_new, reversed_next, kReversedMethods,
                     "reversed(sequence, /)\n--\n\nAn iterator from the end of a sequence to its start.");
  t->tp_vectorcall = reversed_vectorcall;
}

}  // namespace innards
