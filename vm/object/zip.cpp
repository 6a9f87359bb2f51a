// zip, map and filter (CPython: Python/bltinmodule.c).
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/deep_trashcan.h"
#include "object/iter_support.h"
#include "object/iterators.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

int visit_two(Object* a, Object* b, visitproc* visit, void* arg) {
  if (a) {
    if (int r = visit(a, arg)) return r;
  }
  return b ? visit(b, arg) : 0;
}

// A tuple of iter(args[i]).
Object* iterators_of(Object** args, int64_t n) {
  Object* iters = tuple_new(n);
  for (int64_t i = 0; iters && i < n; ++i) {
    Object* it = object_get_iter(args[i]);
    if (!it) {
      decref(iters);
      return nullptr;
    }
    tuple_put(iters, i, it);
  }
  return iters;
}

// ---- zip

ZipObject* as_zip(Object* o) { return static_cast<ZipObject*>(o); }

Object* zip_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  int strict = 0;
  if (kwargs) {
    static const char* const keywords[] = {"strict", nullptr};
    if (!args_parse_tuple_and_keywords(empty_tuple(), kwargs, "|$p:zip", keywords, &strict)) return nullptr;
  }
  int64_t n = tuple_size_of(args);
  Ref<> iters(iterators_of(tuple_items(args), n));
  if (!iters) return nullptr;
  Ref<> result(tuple_new(n));
  if (!result) return nullptr;
  for (int64_t i = 0; i < n; ++i) tuple_put(result, i, new_none());
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  ZipObject* lz = as_zip(o);
  lz->ittuple = iters.release();
  lz->tuplesize = n;
  lz->result = result.release();
  lz->strict = strict;
  return o;
}

void zip_dealloc(Object* o) {
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  xdecref(as_zip(o)->ittuple.get());
  xdecref(as_zip(o)->result.get());
  o->ob_type->tp_free(o);
}

int zip_traverse(Object* o, visitproc* visit, void* arg) { return visit_two(as_zip(o)->ittuple, as_zip(o)->result, visit, arg); }

Object* length_error(const char* how, int64_t i) {
  return err_format(ExcValueError, "zip() argument %d is %s than argument%s%d", static_cast<int>(i + 1), how, i == 1 ? " " : "s 1-",
                    static_cast<int>(i));
}

// strict: iterator i was the first to end. They are the same length if it is the first one and all others end too.
Object* check_strict(ZipObject* lz, int64_t i) {
  if (iteration_end() < 0) return nullptr;
  if (i > 0) return length_error("shorter", i);
  for (i = 1; i < lz->tuplesize; ++i) {
    Object* item = iter_step(tuple_item_at(lz->ittuple, i));
    if (item) {
      decref(item);
      return length_error("longer", i);
    }
    if (iteration_end() < 0) return nullptr;
  }
  return nullptr;
}

Object* zip_next(Object* o) {
  if (!native_stack_left()) return nullptr;
  ZipObject* lz = as_zip(o);
  int64_t n = lz->tuplesize;
  if (n == 0) return nullptr;
  Object* result = lz->result;
  bool reuse = result->ob_refcnt == 1;  // nobody else holds the last tuple
  if (reuse) incref(result);
  else if (!(result = tuple_new(n))) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    Object* item = iter_step(tuple_item_at(lz->ittuple, i));
    if (!item) {
      decref(result);
      return lz->strict ? check_strict(lz, i) : nullptr;
    }
    Object* old = tuple_item_at(result, i);
    tuple_put(result, i, item);
    xdecref(old);
  }
  if (reuse && !gc_is_tracked(result)) gc_track(result);
  return result;
}

Object* zip_reduce(Object* o, Object*) {
  Object* type = o->ob_type.get();
  if (as_zip(o)->strict) return tuple_pack(3, type, as_zip(o)->ittuple.get(), bool_true());
  return tuple_pack(2, type, as_zip(o)->ittuple.get());
}

Object* zip_setstate(Object* o, Object* state) {
  int strict = object_is_true(state);
  if (strict < 0) return nullptr;
  as_zip(o)->strict = strict;
  return new_none();
}

const MethodDef kZipMethods[] = {
    {"__reduce__", zip_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", zip_setstate, kMethO, "Sets strict, for unpickling."},
    {},
};

// ---- map

MapObject* as_map(Object* o) { return static_cast<MapObject*>(o); }

Object* make_map(TypeObject* type, Object** args, int64_t nargs) {
  if (nargs < 2) {
    err_set_string(ExcTypeError, "map() must have at least two arguments.");
    return nullptr;
  }
  Object* iters = iterators_of(args + 1, nargs - 1);
  if (!iters) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (!o) {
    decref(iters);
    return nullptr;
  }
  as_map(o)->iters = iters;
  as_map(o)->func = new_ref(args[0]);
  return o;
}

Object* map_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if ((type == TypeMap || type->tp_init == TypeMap->tp_init) && !args_no_keywords("map", kwargs)) return nullptr;
  return make_map(type, tuple_items(args), tuple_size_of(args));
}

Object* map_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("map", kwnames)) return nullptr;
  return make_map(static_cast<TypeObject*>(type), args, vectorcall_nargs(nargsf));
}

void map_dealloc(Object* o) {
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  xdecref(as_map(o)->iters.get());
  xdecref(as_map(o)->func.get());
  o->ob_type->tp_free(o);
}

int map_traverse(Object* o, visitproc* visit, void* arg) { return visit_two(as_map(o)->iters, as_map(o)->func, visit, arg); }

Object* map_next(Object* o) {
  if (!native_stack_left()) return nullptr;
  MapObject* lz = as_map(o);
  constexpr int64_t kFew = 5;
  int64_t n = tuple_size_of(lz->iters);
  Object* few[kFew];
  Object** args = few;
  if (n > kFew) {
    args = static_cast<Object**>(mem_alloc(static_cast<size_t>(n) * sizeof(Object*)));
    if (!args) return err_no_memory();
  }
  int64_t got = 0;
  while (got < n) {
    Object* item = iter_step(tuple_item_at(lz->iters, got));
    if (!item) break;
    args[got++] = item;
  }
  Object* result = got == n ? object_vectorcall(lz->func, args, static_cast<uint64_t>(n), nullptr) : nullptr;
  for (int64_t i = 0; i < got; ++i) decref(args[i]);
  if (args != few) mem_free(args);
  return result;
}

Object* map_reduce(Object* o, Object*) {
  MapObject* lz = as_map(o);
  int64_t n = tuple_size_of(lz->iters);
  Object* args = tuple_new(n + 1);
  if (!args) return nullptr;
  tuple_put(args, 0, new_ref(lz->func.get()));
  for (int64_t i = 0; i < n; ++i) tuple_put(args, i + 1, new_ref(tuple_item_at(lz->iters, i)));
  return tuple_of_stolen(new_ref<Object>(o->ob_type), args);
}

const MethodDef kMapMethods[] = {
    {"__reduce__", map_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

// ---- filter

FilterObject* as_filter(Object* o) { return static_cast<FilterObject*>(o); }

Object* make_filter(TypeObject* type, Object* func, Object* seq) {
  Object* it = object_get_iter(seq);
  if (!it) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (!o) {
    decref(it);
    return nullptr;
  }
  as_filter(o)->func = new_ref(func);
  as_filter(o)->it = it;
  return o;
}

Object* filter_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if ((type == TypeFilter || type->tp_init == TypeFilter->tp_init) && !args_no_keywords("filter", kwargs)) return nullptr;
  Object *func, *seq;
  if (!args_unpack_tuple(args, "filter", 2, 2, &func, &seq)) return nullptr;
  return make_filter(type, func, seq);
}

Object* filter_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("filter", kwnames)) return nullptr;
  if (!args_check_positional("filter", vectorcall_nargs(nargsf), 2, 2)) return nullptr;
  return make_filter(static_cast<TypeObject*>(type), args[0], args[1]);
}

void filter_dealloc(Object* o) {
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  xdecref(as_filter(o)->func.get());
  xdecref(as_filter(o)->it.get());
  o->ob_type->tp_free(o);
}

int filter_traverse(Object* o, visitproc* visit, void* arg) { return visit_two(as_filter(o)->it, as_filter(o)->func, visit, arg); }

// Whether the function approves: 1, 0 or -1.
int approves(FilterObject* lz, Object* item) {
  if (is_none(lz->func) || lz->func.get() == TypeBool) return object_is_true(item);
  Object* good = object_call_one_arg(lz->func, item);
  if (!good) return -1;
  int ok = object_is_true(good);
  decref(good);
  return ok;
}

Object* filter_next(Object* o) {
  if (!native_stack_left()) return nullptr;
  FilterObject* lz = as_filter(o);
  for (;;) {
    Object* item = iter_step(lz->it);
    if (!item) return nullptr;
    int ok = approves(lz, item);
    if (ok > 0) return item;
    decref(item);
    if (ok < 0) return nullptr;
  }
}

Object* filter_reduce(Object* o, Object*) {
  return tuple_of_stolen(new_ref<Object>(o->ob_type), tuple_pack(2, as_filter(o)->func.get(), as_filter(o)->it.get()));
}

const MethodDef kFilterMethods[] = {
    {"__reduce__", filter_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

}  // namespace

void init_Zip_type(TypeObject* t) {
  init_iterator_type(t, sizeof(ZipObject), zip_dealloc, zip_traverse, zip_tp_new, zip_next, kZipMethods,
                     "Walks several iterables side by side, giving tuples, until the shortest ends (with strict, all must end together).");
}

void init_Map_type(TypeObject* t) {
  init_iterator_type(t, sizeof(MapObject), map_dealloc, map_traverse, map_tp_new, map_next, kMapMethods,
                     "Calls a function with the items of one or more iterables and gives the results.");
  t->tp_vectorcall = map_vectorcall;
}

void init_Filter_type(TypeObject* t) {
  init_iterator_type(t, sizeof(FilterObject), filter_dealloc, filter_traverse, filter_tp_new, filter_next, kFilterMethods,
                     "The items of an iterable that a function approves of; with None, those that are true.");
  t->tp_vectorcall = filter_vectorcall;
}

}  // namespace innards
