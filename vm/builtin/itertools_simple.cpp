// itertools: the iterators that pass on, choose or make single items. Follows Modules/itertoolsmodule.c where a program
// can see it.
#include "builtin/itertools_types.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"

namespace innards {

bool itertools_no_keywords(TypeObject* type, TypeObject* exact, const char* name, Object* kwargs) {
  return (type != exact && type->tp_init.get() != exact->tp_init.get()) || args_no_keywords(name, kwargs);
}

Object* reduce_pair(Object* o, Object* args) {
  Ref<> held(args);
  return args ? tuple_pack(2, static_cast<Object*>(o->ob_type.get()), args) : nullptr;
}
Object* reduce_triple(Object* o, Object* args, Object* state) {
  Ref<> held(args), held_state(state);
  return args && state ? tuple_pack(3, static_cast<Object*>(o->ob_type.get()), args, state) : nullptr;
}

bool itertools_state(Object* state, int n, int max, Object** items) {
  if (!tuple_check(state)) {
    err_set_string(ExcTypeError, "state is not a tuple");
    return false;
  }
  const int64_t size = tuple_size_of(state);
  if (size < n || size > max) {
    err_format(ExcTypeError, "function takes %s %d argument%s (%zd given)", n == max ? "exactly" : size < n ? "at least" : "at most",
               size < n ? n : max, (size < n ? n : max) == 1 ? "" : "s", size);
    return false;
  }
  for (int64_t i = 0; i < size; ++i) items[i] = tuple_item_at(state, i);
  return true;
}

namespace {

// Two references: a function and an iterator, or an iterator and something else.
struct PairObject : Object {
  Ptr<Object> a, b;
};
PairObject* as_pair(Object* o) { return static_cast<PairObject*>(o); }
int pair_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_pair(o)->a, as_pair(o)->b}); }
void pair_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_pair(o)->a.get());
  xdecref(as_pair(o)->b.get());
  o->ob_type->tp_free(o);
}
// A new object with both fields, which it takes over.
Object* pair_new(TypeObject* type, Object* a, Object* b) {
  Object* o = a ? type->tp_alloc(type, 0) : nullptr;
  if (!o) {
    xdecref(a);
    xdecref(b);
    return nullptr;
  }
  as_pair(o)->a = a;
  as_pair(o)->b = b;
  return o;
}

// func, iterable: what takewhile and its like are made with.
Object* function_and_iter(TypeObject* type, TypeObject* exact, const char* name, Object* args, Object* kwargs) {
  Object *func, *iterable;
  if (!itertools_no_keywords(type, exact, name, kwargs) || !args_unpack_tuple(args, name, 2, 2, &func, &iterable)) return nullptr;
  Object* it = object_get_iter(iterable);
  if (!it) return nullptr;
  Object* o = pair_new(type, new_ref(func), it);
  return o;
}
// Does func approve of item? -1: error.
int approves(Object* func, Object* item) {
  Ref<> answer(object_call_one_arg(func, item));
  return answer ? object_is_true(answer) : -1;
}

Object* pair_reduce(Object* o, Object*) { return reduce_pair(o, tuple_pack(2, as_pair(o)->a.get(), as_pair(o)->b.get())); }
const MethodDef kPairMethods[] = {
    {"__reduce__", pair_reduce, kMethNoArgs, "Return state information for pickling."},
    {},
};

// ---- chain: a is the iterator of iterables, b the iterator that is being walked

Object* chain_of(TypeObject* type, Object* iterables) {
  Object* source = object_get_iter(iterables);
  return source ? pair_new(type, source, nullptr) : nullptr;
}
Object* chain_new(TypeObject* type, Object* args, Object* kwargs) {
  return itertools_no_keywords(type, TypeItChain, "chain", kwargs) ? chain_of(type, args) : nullptr;
}
Object* chain_from_iterable(Object* type, Object* iterables) { return chain_of(as_type(type), iterables); }

Object* chain_next(Object* o) {
  PairObject* c = as_pair(o);
  while (c->a) {
    if (!c->b) {
      Object* iterable = iter_next(c->a);
      if (iterable) {
        c->b = object_get_iter(iterable);
        decref(iterable);
      }
      if (!c->b) {
        clear_ref(c->a);
        return nullptr;
      }
    }
    if (Object* item = next_of(c->b)) return item;
    if (!ended_without_error()) return nullptr;
    clear_ref(c->b);
  }
  return nullptr;
}
Object* chain_reduce(Object* o, Object*) {
  PairObject* c = as_pair(o);
  if (!c->a) return reduce_pair(o, tuple_new(0));
  return reduce_triple(o, tuple_new(0), c->b ? tuple_pack(2, c->a.get(), c->b.get()) : tuple_pack(1, c->a.get()));
}
Object* chain_setstate(Object* o, Object* state) {
  Object* items[2] = {};
  if (!itertools_state(state, 1, 2, items)) return nullptr;
  if (!iter_check(items[0]) || (items[1] && !iter_check(items[1]))) return err_format(ExcTypeError, "Arguments must be iterators.");
  set_ref(as_pair(o)->a, new_ref(items[0]));
  set_ref(as_pair(o)->b, xnew_ref(items[1]));
  return new_none();
}
const MethodDef kChainMethods[] = {
    {"from_iterable", chain_from_iterable, kMethO | kMethClass, "from_iterable($type, iterable, /)\n--\n\nchain() of the iterables that one iterable gives."},
    {"__reduce__", chain_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", chain_setstate, kMethO, "Set state information for unpickling."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};

// ---- repeat

struct RepeatObject : Object {
  Ptr<Object> element;
  int64_t cnt;   // -1: for ever
};
RepeatObject* as_repeat(Object* o) { return static_cast<RepeatObject*>(o); }

Object* repeat_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"object", "times", nullptr};
  Object* element;
  int64_t times = -1;
  if (!args_parse_tuple_and_keywords(args, kwargs, "O|n:repeat", kKeywords, &element, &times)) return nullptr;
  const int64_t given = tuple_size_of(args) + (kwargs ? dict_size_of(kwargs) : 0);
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_repeat(o)->element = new_ref(element);
  as_repeat(o)->cnt = given == 2 && times < 0 ? 0 : times;
  return o;
}
int repeat_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_repeat(o)->element}); }
void repeat_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_repeat(o)->element.get());
  o->ob_type->tp_free(o);
}
Object* repeat_next(Object* o) {
  RepeatObject* r = as_repeat(o);
  if (r->cnt == 0) return nullptr;
  if (r->cnt > 0) --r->cnt;
  return new_ref(r->element.get());
}
Object* repeat_repr(Object* o) {
  RepeatObject* r = as_repeat(o);
  const char* name = type_name(o->ob_type);
  return r->cnt == -1 ? str_from_format("%s(%R)", name, r->element.get()) : str_from_format("%s(%R, %zd)", name, r->element.get(), r->cnt);
}
Object* repeat_len(Object* o, Object*) {
  return as_repeat(o)->cnt == -1 ? err_format(ExcTypeError, "len() of unsized object") : int_from_i64(as_repeat(o)->cnt);
}
Object* repeat_reduce(Object* o, Object*) {
  RepeatObject* r = as_repeat(o);
  if (r->cnt < 0) return reduce_pair(o, tuple_pack(1, r->element.get()));
  Ref<> count(int_from_i64(r->cnt));
  return reduce_pair(o, count ? tuple_pack(2, r->element.get(), count.get()) : nullptr);
}
const MethodDef kRepeatMethods[] = {
    {"__length_hint__", repeat_len, kMethNoArgs, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", repeat_reduce, kMethNoArgs, "Return state information for pickling."},
    {},
};

// ---- count

struct CountObject : Object {
  int64_t cnt;               // the next number while long_cnt is null
  Ptr<Object> long_cnt;      // the next one of any other kind
  Ptr<Object> long_step;
};
CountObject* as_count(Object* o) { return static_cast<CountObject*>(o); }

// Plain machine-sized ints in steps of one?
bool counts_by_one(Object* start, Object* step, int64_t* first) {
  if ((start && !int_check(start)) || (step && !int_check(step))) return false;
  *first = start ? int_as_ssize_t(start) : 0;
  int64_t by = *first == -1 && err_occurred() ? 0 : step ? int_as_i64(step) : 1;
  if (err_occurred()) {
    err_clear();
    return false;
  }
  return by == 1;
}

Object* count_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"start", "step", nullptr};
  Object *start = nullptr, *step = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "|OO:count", kKeywords, &start, &step)) return nullptr;
  if ((start && !number_check(start)) || (step && !number_check(step))) return err_format(ExcTypeError, "a number is required");
  int64_t first = 0;
  const bool plain = counts_by_one(start, step, &first);
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_count(o)->cnt = plain ? first : INT64_MAX;
  as_count(o)->long_cnt = plain ? nullptr : new_ref(start ? start : int_small(0));
  as_count(o)->long_step = new_ref(step ? step : int_small(1));
  return o;
}
int count_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_count(o)->long_cnt, as_count(o)->long_step}); }
void count_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_count(o)->long_cnt.get());
  xdecref(as_count(o)->long_step.get());
  o->ob_type->tp_free(o);
}
Object* count_next(Object* o) {
  CountObject* c = as_count(o);
  if (c->cnt != INT64_MAX) return int_from_i64(c->cnt++);
  if (!c->long_cnt) c->long_cnt = int_from_i64(INT64_MAX);
  Object* now = c->long_cnt;
  Object* after = now ? number_add(now, c->long_step) : nullptr;
  if (!after) return nullptr;
  c->long_cnt = after;
  return now;
}
Object* count_repr(Object* o) {
  CountObject* c = as_count(o);
  const char* name = type_name(o->ob_type);
  if (!c->long_cnt) return str_from_format("%s(%zd)", name, c->cnt);
  if (int_check(c->long_step)) {
    int overflow;
    if (int_as_i64_and_overflow(c->long_step, &overflow) == 1) return str_from_format("%s(%R)", name, c->long_cnt.get());
  }
  return str_from_format("%s(%R, %R)", name, c->long_cnt.get(), c->long_step.get());
}
Object* count_reduce(Object* o, Object*) {
  CountObject* c = as_count(o);
  if (c->long_cnt) return reduce_pair(o, tuple_pack(2, c->long_cnt.get(), c->long_step.get()));
  Ref<> now(int_from_i64(c->cnt));
  return reduce_pair(o, now ? tuple_pack(1, now.get()) : nullptr);
}
const MethodDef kCountMethods[] = {
    {"__reduce__", count_reduce, kMethNoArgs, "Return state information for pickling."},
    {},
};

// ---- cycle

struct CycleObject : Object {
  Ptr<Object> it;      // null after the first pass
  Ptr<Object> saved;   // list of what it gave
  int64_t index;
  int32_t firstpass;   // `saved` is complete although `it` is not at its end (after unpickling)
};
CycleObject* as_cycle(Object* o) { return static_cast<CycleObject*>(o); }

Object* cycle_new(TypeObject* type, Object* args, Object* kwargs) {
  Object* iterable;
  if (!itertools_no_keywords(type, TypeItCycle, "cycle", kwargs) || !args_unpack_tuple(args, "cycle", 1, 1, &iterable)) return nullptr;
  Ref<> it(object_get_iter(iterable)), saved(it ? list_new(0) : nullptr);
  Object* o = saved ? type->tp_alloc(type, 0) : nullptr;
  if (!o) return nullptr;
  as_cycle(o)->it = it.release();
  as_cycle(o)->saved = saved.release();
  return o;
}
int cycle_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_cycle(o)->it, as_cycle(o)->saved}); }
void cycle_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_cycle(o)->it.get());
  xdecref(as_cycle(o)->saved.get());
  o->ob_type->tp_free(o);
}
Object* cycle_next(Object* o) {
  CycleObject* c = as_cycle(o);
  if (c->it) {
    Object* item = iter_next(c->it);
    if (item) {
      if (c->firstpass || list_append(c->saved, item) == 0) return item;
      decref(item);
      return nullptr;
    }
    if (err_occurred()) return nullptr;
    clear_ref(c->it);
  }
  if (list_size_of(c->saved) == 0) return nullptr;
  Object* item = list_item_at(c->saved, c->index);
  if (++c->index >= list_size_of(c->saved)) c->index = 0;
  return new_ref(item);
}
Object* cycle_reduce(Object* o, Object*) {
  CycleObject* c = as_cycle(o);
  Ref<> it(c->it ? new_ref(c->it.get()) : object_get_iter(c->saved));
  if (!it) return nullptr;
  if (!c->it && c->index) {
    Ref<> index(int_from_i64(c->index)), name(str_intern("__setstate__"));
    Ref<> done(index && name ? object_call_method_one_arg(it, name, index) : nullptr);
    if (!done) return nullptr;
  }
  Ref<> first(bool_from(!c->it || c->firstpass));
  return reduce_triple(o, tuple_pack(1, it.get()), tuple_pack(2, c->saved.get(), first.get()));
}
Object* cycle_setstate(Object* o, Object* state) {
  Object* items[2];
  if (!itertools_state(state, 2, 2, items)) return nullptr;
  if (!list_check(items[0])) return err_format(ExcTypeError, "argument 1 must be list, not %s", type_name_of(items[0]));
  const int first = int_as_int(items[1]);
  if (first == -1 && err_occurred()) return nullptr;
  set_ref(as_cycle(o)->saved, new_ref(items[0]));
  as_cycle(o)->firstpass = first != 0;
  as_cycle(o)->index = 0;
  return new_none();
}
const MethodDef kCycleMethods[] = {
    {"__reduce__", cycle_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", cycle_setstate, kMethO, "Set state information for unpickling."},
    {},
};

// ---- takewhile, dropwhile

struct WhileObject : PairObject {   // a: func, b: iterator
  int64_t turned;                   // the function has rejected an item
};
WhileObject* as_while(Object* o) { return static_cast<WhileObject*>(o); }

Object* takewhile_new(TypeObject* type, Object* args, Object* kwargs) { return function_and_iter(type, TypeItTakeWhile, "takewhile", args, kwargs); }
Object* dropwhile_new(TypeObject* type, Object* args, Object* kwargs) { return function_and_iter(type, TypeItDropWhile, "dropwhile", args, kwargs); }

Object* takewhile_next(Object* o) {
  WhileObject* w = as_while(o);
  Ref<> item(w->turned ? nullptr : next_of(w->b));
  int good = item ? approves(w->a, item) : -1;
  if (good == 1) return item.release();
  if (good == 0) w->turned = 1;
  return nullptr;
}
Object* dropwhile_next(Object* o) {
  WhileObject* w = as_while(o);
  for (;;) {
    Ref<> item(next_of(w->b));
    if (!item || w->turned) return item.release();
    int good = approves(w->a, item);
    if (good < 0) return nullptr;
    if (good) continue;
    w->turned = 1;
    return item.release();
  }
}
Object* while_reduce(Object* o, Object*) {
  WhileObject* w = as_while(o);
  return reduce_triple(o, tuple_pack(2, w->a.get(), w->b.get()), int_from_i64(w->turned));
}
Object* while_setstate(Object* o, Object* state) {
  int turned = object_is_true(state);
  if (turned < 0) return nullptr;
  as_while(o)->turned = turned;
  return new_none();
}
const MethodDef kWhileMethods[] = {
    {"__reduce__", while_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", while_setstate, kMethO, "Set state information for unpickling."},
    {},
};

// ---- filterfalse, starmap, compress, pairwise

Object* filterfalse_new(TypeObject* type, Object* args, Object* kwargs) { return function_and_iter(type, TypeItFilterFalse, "filterfalse", args, kwargs); }
Object* filterfalse_next(Object* o) {
  PairObject* f = as_pair(o);
  const bool plain = is_none(f->a) || f->a.get() == TypeBool;
  for (;;) {
    Ref<> item(next_of(f->b));
    if (!item) return nullptr;
    int good = plain ? object_is_true(item) : approves(f->a, item);
    if (good <= 0) return good ? nullptr : item.release();
  }
}

Object* starmap_new(TypeObject* type, Object* args, Object* kwargs) { return function_and_iter(type, TypeItStarMap, "starmap", args, kwargs); }
Object* starmap_next(Object* o) {
  Ref<> args(next_of(as_pair(o)->b));
  if (args && !tuple_check_exact(args)) args.reset(sequence_tuple(args));
  return args ? object_call(as_pair(o)->a, args, nullptr) : nullptr;
}

Object* compress_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"data", "selectors", nullptr};
  Object *data, *selectors;
  if (!args_parse_tuple_and_keywords(args, kwargs, "OO:compress", kKeywords, &data, &selectors)) return nullptr;
  Ref<> a(object_get_iter(data)), b(a ? object_get_iter(selectors) : nullptr);
  return b ? pair_new(type, a.release(), b.release()) : nullptr;
}
Object* compress_next(Object* o) {
  PairObject* c = as_pair(o);
  for (;;) {
    Ref<> item(next_of(c->a)), selector(item ? next_of(c->b) : nullptr);
    int chosen = selector ? object_is_true(selector) : -1;
    if (chosen) return chosen > 0 ? item.release() : nullptr;
  }
}

// pairwise: a is the iterator, b the item before
Object* pairwise_new(TypeObject* type, Object* args, Object* kwargs) {
  Object* iterable;
  if (!itertools_no_keywords(type, TypeItPairwise, "pairwise", kwargs) || !args_unpack_tuple(args, "pairwise", 1, 1, &iterable)) return nullptr;
  Object* it = object_get_iter(iterable);
  return it ? pair_new(type, it, nullptr) : nullptr;
}
Object* pairwise_next(Object* o) {
  PairObject* p = as_pair(o);
  Object* it = p->a;
  if (!it) return nullptr;
  if (!p->b) {
    p->b = next_of(it);
    if (!p->b) {
      clear_ref(p->a);
      return nullptr;
    }
  }
  Ref<> old(new_ref(p->b.get()));
  Object* item = next_of(it);
  if (!item) {
    clear_ref(p->a);
    clear_ref(p->b);
    return nullptr;
  }
  Object* result = tuple_pack(2, old.get(), item);
  set_ref(p->b, item);
  return result;
}

}  // namespace

void init_ItChain_type(TypeObject* t) {
  init_iterator_type(t, sizeof(PairObject), pair_dealloc, pair_traverse, chain_new, chain_next, kChainMethods,
                     "chain(*iterables) --> chain object\n\nThe items of the first iterable, then those of the next, and so on.");
}
void init_ItRepeat_type(TypeObject* t) {
  init_iterator_type(t, sizeof(RepeatObject), repeat_dealloc, repeat_traverse, repeat_new, repeat_next, kRepeatMethods,
                     "repeat(object [,times]) -> the same object that many times, or without end.");
  t->tp_repr = repeat_repr;
}
void init_ItCount_type(TypeObject* t) {
  init_iterator_type(t, sizeof(CountObject), count_dealloc, count_traverse, count_new, count_next, kCountMethods,
                     "count(start=0, step=1)\n--\n\nstart, start + step, start + 2 * step, ...");
  t->tp_repr = count_repr;
}
void init_ItCycle_type(TypeObject* t) {
  init_iterator_type(t, sizeof(CycleObject), cycle_dealloc, cycle_traverse, cycle_new, cycle_next, kCycleMethods,
                     "cycle(iterable, /)\n--\n\nThe items of an iterable, again and again.");
}
void init_ItTakeWhile_type(TypeObject* t) {
  init_iterator_type(t, sizeof(WhileObject), pair_dealloc, pair_traverse, takewhile_new, takewhile_next, kWhileMethods,
                     "takewhile(predicate, iterable, /)\n--\n\nThe items before the first that the function rejects.");
}
void init_ItDropWhile_type(TypeObject* t) {
  init_iterator_type(t, sizeof(WhileObject), pair_dealloc, pair_traverse, dropwhile_new, dropwhile_next, kWhileMethods,
                     "dropwhile(predicate, iterable, /)\n--\n\nThe items from the first that the function rejects.");
}
void init_ItFilterFalse_type(TypeObject* t) {
  init_iterator_type(t, sizeof(PairObject), pair_dealloc, pair_traverse, filterfalse_new, filterfalse_next, kPairMethods,
                     "filterfalse(function, iterable, /)\n--\n\nThe items that the function rejects.");
}
void init_ItStarMap_type(TypeObject* t) {
  init_iterator_type(t, sizeof(PairObject), pair_dealloc, pair_traverse, starmap_new, starmap_next, kPairMethods,
                     "starmap(function, iterable, /)\n--\n\nfunction(*item) for each item.");
}
void init_ItCompress_type(TypeObject* t) {
  init_iterator_type(t, sizeof(PairObject), pair_dealloc, pair_traverse, compress_new, compress_next, kPairMethods,
                     "compress(data, selectors)\n--\n\nThe items whose selector is true.");
}
void init_ItPairwise_type(TypeObject* t) {
  init_iterator_type(t, sizeof(PairObject), pair_dealloc, pair_traverse, pairwise_new, pairwise_next, nullptr,
                     "pairwise(iterable, /)\n--\n\nEach item with the one after it.");
}

}  // namespace innards
