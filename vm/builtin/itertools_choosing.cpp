// itertools: product, combinations, combinations_with_replacement, permutations. Each keeps arrays of indices into a pool
// and one result tuple, which is used again while nobody else holds it. Follows Modules/itertoolsmodule.c where a program
// can see it.
#include <algorithm>

#include "builtin/itertools_types.h"
#include "native/args.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"

namespace innards {

namespace {

int64_t* new_indices(int64_t n) {
  auto* indices = static_cast<int64_t*>(mem_calloc(static_cast<size_t>(std::max<int64_t>(n, 1)) * 8));
  if (!indices) err_no_memory();
  return indices;
}

// The result of the last step, to be changed in place: a copy when someone else holds it. Null on error.
Object* changeable(Ptr<Object>& result) {
  if (result->ob_refcnt > 1) {
    Object* copy = tuple_from_array(tuple_items(result), tuple_size_of(result));
    if (copy) set_ref(result, copy);
    return copy;
  }
  if (tuple_size_of(result) && !gc_is_tracked(result)) gc_track(result);
  return result;
}

void put_item(Object* result, int64_t i, Object* item) {
  Object* old = tuple_item_at(result, i);
  tuple_put(result, i, new_ref(item));
  xdecref(old);
}

Object* indices_tuple(const int64_t* indices, int64_t n) {
  Object* tuple = tuple_new(n);
  for (int64_t i = 0; tuple && i < n; ++i) tuple_put(tuple, i, int_from_i64(indices[i]));
  return tuple;
}

// Index i of a __setstate__ tuple, kept in 0..max; -1 with an error.
int64_t state_index(Object* state, int64_t i, int64_t max) {
  const int64_t n = int_as_ssize_t(tuple_item_at(state, i));
  if (n == -1 && err_occurred()) return -1;
  return std::clamp<int64_t>(n, 0, std::max<int64_t>(max, 0));
}

bool check_state(Object* state, int64_t n) {
  if (tuple_check(state) && tuple_size_of(state) == n) return true;
  err_set_string(ExcValueError, "invalid arguments");
  return false;
}

// ---- product

struct ProductObject : Object {
  Ptr<Object> pools;
  Ptr<int64_t> indices;
  Ptr<Object> result;
  int32_t stopped;
};
ProductObject* as_product(Object* o) { return static_cast<ProductObject*>(o); }

bool parse_repeat(Object* args, Object* kwargs, int64_t* repeat) {
  static const char* const kKeywords[] = {"repeat", nullptr};
  *repeat = 1;
  if (kwargs && !args_parse_tuple_and_keywords(empty_tuple(), kwargs, "|n:product", kKeywords, repeat)) return false;
  if (*repeat < 0) return err_set_string(ExcValueError, "repeat argument cannot be negative"), false;
  const int64_t n = tuple_size_of(args);
  if (*repeat > 0 && n > INT64_MAX / 8 / *repeat) return err_set_string(ExcOverflowError, "repeat argument too large"), false;
  return true;
}

Object* product_new(TypeObject* type, Object* args, Object* kwargs) {
  int64_t repeat;
  if (!parse_repeat(args, kwargs, &repeat)) return nullptr;
  const int64_t given = repeat ? tuple_size_of(args) : 0, n = given * repeat;
  int64_t* indices = new_indices(n);
  Ref<> pools(indices ? tuple_new(n) : nullptr);
  for (int64_t i = 0; pools && i < n; ++i) {
    Object* pool = i < given ? sequence_tuple(tuple_item_at(args, i)) : new_ref(tuple_item_at(pools, i - given));
    if (pool) tuple_put(pools, i, pool);
    else pools.reset();
  }
  Object* o = pools ? type->tp_alloc(type, 0) : nullptr;
  if (!o) {
    mem_free(indices);
    return nullptr;
  }
  as_product(o)->pools = pools.release();
  as_product(o)->indices = indices;
  return o;
}
int product_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_product(o)->pools, as_product(o)->result}); }
void product_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_product(o)->pools.get());
  xdecref(as_product(o)->result.get());
  mem_free(as_product(o)->indices);
  o->ob_type->tp_free(o);
}

bool product_first(ProductObject* p) {
  const int64_t n = tuple_size_of(p->pools);
  p->result = tuple_new(n);
  if (!p->result) return false;
  for (int64_t i = 0; i < n; ++i) {
    Object* pool = tuple_item_at(p->pools, i);
    if (tuple_size_of(pool) == 0) return false;
    tuple_put(p->result, i, new_ref(tuple_item_at(pool, 0)));
  }
  return true;
}
bool product_step(ProductObject* p) {
  Object* result = changeable(p->result);
  if (!result) return false;
  for (int64_t i = tuple_size_of(p->pools) - 1; i >= 0; --i) {
    Object* pool = tuple_item_at(p->pools, i);
    int64_t& index = p->indices.get()[i];
    const bool over = ++index == tuple_size_of(pool);
    if (over) index = 0;
    put_item(result, i, tuple_item_at(pool, index));
    if (!over) return true;
  }
  return false;
}
Object* product_next(Object* o) {
  ProductObject* p = as_product(o);
  if (p->stopped) return nullptr;
  if (p->result ? product_step(p) : product_first(p)) return new_ref(p->result.get());
  p->stopped = 1;
  return nullptr;
}
Object* product_reduce(Object* o, Object*) {
  ProductObject* p = as_product(o);
  if (p->stopped) {
    Ref<> nothing(tuple_new(0));
    return reduce_pair(o, tuple_pack(1, nothing.get()));
  }
  if (!p->result) return reduce_pair(o, new_ref(p->pools.get()));
  return reduce_triple(o, new_ref(p->pools.get()), indices_tuple(p->indices, tuple_size_of(p->pools)));
}
Object* product_setstate(Object* o, Object* state) {
  ProductObject* p = as_product(o);
  const int64_t n = tuple_size_of(p->pools);
  if (!check_state(state, n)) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    const int64_t size = tuple_size_of(tuple_item_at(p->pools, i));
    if (size == 0) {
      p->stopped = 1;
      return new_none();
    }
    if ((p->indices.get()[i] = state_index(state, i, size - 1)) < 0) return nullptr;
  }
  Ref<> result(tuple_new(n));
  for (int64_t i = 0; result && i < n; ++i)
    tuple_put(result, i, new_ref(tuple_item_at(tuple_item_at(p->pools, i), p->indices.get()[i])));
  if (!result) return nullptr;
  set_ref(p->result, result.release());
  return new_none();
}
Object* product_sizeof(Object* o, Object*) { return int_from_i64(o->ob_type->tp_basicsize + tuple_size_of(as_product(o)->pools) * 8); }
const MethodDef kProductMethods[] = {
    {"__reduce__", product_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", product_setstate, kMethO, "Set state information for unpickling."},
    {"__sizeof__", product_sizeof, kMethNoArgs, "Returns size in memory, in bytes."},
    {},
};

// ---- combinations, with and without replacement

struct CombinationsObject : Object {
  Ptr<Object> pool;
  Ptr<int64_t> indices;   // r of them
  Ptr<Object> result;
  int64_t r;
  int32_t stopped;
};
CombinationsObject* as_comb(Object* o) { return static_cast<CombinationsObject*>(o); }

Object* comb_make(TypeObject* type, Object* args, Object* kwargs, bool replace) {
  static const char* const kKeywords[] = {"iterable", "r", nullptr};
  Object* iterable;
  int64_t r;
  if (!args_parse_tuple_and_keywords(args, kwargs, replace ? "On:combinations_with_replacement" : "On:combinations", kKeywords, &iterable, &r))
    return nullptr;
  Ref<> pool(sequence_tuple(iterable));
  if (!pool) return nullptr;
  if (r < 0) return err_format(ExcValueError, "r must be non-negative");
  const int64_t n = tuple_size_of(pool);
  int64_t* indices = new_indices(r);
  Object* o = indices ? type->tp_alloc(type, 0) : nullptr;
  if (!o) {
    mem_free(indices);
    return nullptr;
  }
  if (!replace)
    for (int64_t i = 0; i < r; ++i) indices[i] = i;
  as_comb(o)->pool = pool.release();
  as_comb(o)->indices = indices;
  as_comb(o)->r = r;
  as_comb(o)->stopped = replace ? !n && r : r > n;
  return o;
}
Object* comb_new(TypeObject* type, Object* args, Object* kwargs) { return comb_make(type, args, kwargs, false); }
Object* comb_replace_new(TypeObject* type, Object* args, Object* kwargs) { return comb_make(type, args, kwargs, true); }

int comb_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_comb(o)->pool, as_comb(o)->result}); }
void comb_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_comb(o)->pool.get());
  xdecref(as_comb(o)->result.get());
  mem_free(as_comb(o)->indices);
  o->ob_type->tp_free(o);
}

// A result tuple of the pool's items at the indices.
Object* chosen(Object* pool, const int64_t* indices, int64_t r) {
  Object* result = tuple_new(r);
  for (int64_t i = 0; result && i < r; ++i) tuple_put(result, i, new_ref(tuple_item_at(pool, indices[i])));
  return result;
}

// The leftmost index that changes; -1 when this was the last choice.
int64_t comb_advance(CombinationsObject* c, bool replace) {
  const int64_t n = tuple_size_of(c->pool), r = c->r;
  int64_t* indices = c->indices;
  int64_t i = r - 1;
  while (i >= 0 && indices[i] == (replace ? n - 1 : i + n - r)) --i;
  if (i < 0) return -1;
  ++indices[i];
  for (int64_t j = i + 1; j < r; ++j) indices[j] = indices[j - 1] + !replace;
  return i;
}
Object* comb_step(Object* o, bool replace) {
  CombinationsObject* c = as_comb(o);
  if (c->stopped) return nullptr;
  if (!c->result) {
    c->result = chosen(c->pool, c->indices, c->r);
    return xnew_ref(c->result.get());
  }
  Object* result = changeable(c->result);
  if (!result) return nullptr;
  int64_t i = comb_advance(c, replace);
  if (i < 0) {
    c->stopped = 1;
    return nullptr;
  }
  for (; i < c->r; ++i) put_item(result, i, tuple_item_at(c->pool, c->indices.get()[i]));
  return new_ref(result);
}
Object* comb_next(Object* o) { return comb_step(o, false); }
Object* comb_replace_next(Object* o) { return comb_step(o, true); }

Object* comb_reduce(Object* o, Object*) {
  CombinationsObject* c = as_comb(o);
  Ref<> nothing(tuple_new(0)), r(int_from_i64(c->r));
  if (!r) return nullptr;
  Object* args = tuple_pack(2, c->stopped ? nothing.get() : c->pool.get(), r.get());
  return c->stopped || !c->result ? reduce_pair(o, args) : reduce_triple(o, args, indices_tuple(c->indices, c->r));
}
Object* comb_setstate_for(Object* o, Object* state, bool replace) {
  CombinationsObject* c = as_comb(o);
  const int64_t n = tuple_size_of(c->pool);
  if (!check_state(state, c->r)) return nullptr;
  for (int64_t i = 0; i < c->r; ++i)
    if ((c->indices.get()[i] = state_index(state, i, replace ? n - 1 : i + n - c->r)) < 0) return nullptr;
  Object* result = chosen(c->pool, c->indices, c->r);
  if (!result) return nullptr;
  set_ref(c->result, result);
  return new_none();
}
Object* comb_setstate(Object* o, Object* state) { return comb_setstate_for(o, state, false); }
Object* comb_replace_setstate(Object* o, Object* state) { return comb_setstate_for(o, state, true); }
Object* comb_sizeof(Object* o, Object*) { return int_from_i64(o->ob_type->tp_basicsize + as_comb(o)->r * 8); }

#define CHOOSING_METHODS(kind, setstate)                                                 \
  {"__reduce__", kind##_reduce, kMethNoArgs, "Return state information for pickling."},  \
      {"__setstate__", setstate, kMethO, "Set state information for unpickling."},       \
      {"__sizeof__", kind##_sizeof, kMethNoArgs, "Returns size in memory, in bytes."}, {}
const MethodDef kCombMethods[] = {CHOOSING_METHODS(comb, comb_setstate)};
const MethodDef kCombReplaceMethods[] = {CHOOSING_METHODS(comb, comb_replace_setstate)};

// ---- permutations

struct PermutationsObject : Object {
  Ptr<Object> pool;
  Ptr<int64_t> indices;   // one for each item of the pool
  Ptr<int64_t> cycles;    // r of them: how many turns a place has left
  Ptr<Object> result;
  int64_t r;
  int32_t stopped;
};
PermutationsObject* as_perm(Object* o) { return static_cast<PermutationsObject*>(o); }

// r, or the pool's size for None; -1 with an error.
int64_t parse_r(Object* r, int64_t n) {
  if (!r || is_none(r)) return n;
  if (!int_check(r)) return err_set_string(ExcTypeError, "Expected int as r"), -1;
  const int64_t value = int_as_ssize_t(r);
  if (value < 0 && !err_occurred()) err_set_string(ExcValueError, "r must be non-negative");
  return value < 0 ? -1 : value;
}

Object* perm_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"iterable", "r", nullptr};
  Object *iterable, *r_object = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "O|O:permutations", kKeywords, &iterable, &r_object)) return nullptr;
  Ref<> pool(sequence_tuple(iterable));
  if (!pool) return nullptr;
  const int64_t n = tuple_size_of(pool), r = parse_r(r_object, n);
  if (r < 0) return nullptr;
  int64_t *indices = new_indices(n), *cycles = indices ? new_indices(r) : nullptr;
  Object* o = cycles ? type->tp_alloc(type, 0) : nullptr;
  if (!o) {
    mem_free(indices);
    mem_free(cycles);
    return nullptr;
  }
  for (int64_t i = 0; i < n; ++i) indices[i] = i;
  for (int64_t i = 0; i < r; ++i) cycles[i] = n - i;
  PermutationsObject* p = as_perm(o);
  p->pool = pool.release();
  p->indices = indices;
  p->cycles = cycles;
  p->r = r;
  p->stopped = r > n;
  return o;
}
int perm_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_perm(o)->pool, as_perm(o)->result}); }
void perm_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_perm(o)->pool.get());
  xdecref(as_perm(o)->result.get());
  mem_free(as_perm(o)->indices);
  mem_free(as_perm(o)->cycles);
  o->ob_type->tp_free(o);
}

// Turns the rightmost place that has a turn left; the leftmost place that changes, or -1 after the last order.
int64_t perm_advance(PermutationsObject* p) {
  const int64_t n = tuple_size_of(p->pool);
  int64_t *indices = p->indices, *cycles = p->cycles;
  for (int64_t i = p->r - 1; i >= 0; --i) {
    if (--cycles[i] == 0) {
      std::rotate(indices + i, indices + i + 1, indices + n);
      cycles[i] = n - i;
    } else {
      std::swap(indices[i], indices[n - cycles[i]]);
      return i;
    }
  }
  return -1;
}
Object* perm_next(Object* o) {
  PermutationsObject* p = as_perm(o);
  if (p->stopped) return nullptr;
  if (!p->result) {
    p->result = chosen(p->pool, p->indices, p->r);
    return xnew_ref(p->result.get());
  }
  Object* result = tuple_size_of(p->pool) ? changeable(p->result) : nullptr;
  int64_t i = result ? perm_advance(p) : -1;
  if (i < 0) {
    if (!err_occurred()) p->stopped = 1;
    return nullptr;
  }
  for (; i < p->r; ++i) put_item(result, i, tuple_item_at(p->pool, p->indices.get()[i]));
  return new_ref(result);
}
Object* perm_reduce(Object* o, Object*) {
  PermutationsObject* p = as_perm(o);
  Ref<> nothing(tuple_new(0)), r(int_from_i64(p->r));
  if (!r) return nullptr;
  Object* args = tuple_pack(2, p->stopped ? nothing.get() : p->pool.get(), r.get());
  if (p->stopped || !p->result) return reduce_pair(o, args);
  Ref<> indices(indices_tuple(p->indices, tuple_size_of(p->pool))), cycles(indices_tuple(p->cycles, p->r));
  return reduce_triple(o, args, indices && cycles ? tuple_pack(2, indices.get(), cycles.get()) : nullptr);
}
Object* perm_setstate(Object* o, Object* state) {
  PermutationsObject* p = as_perm(o);
  const int64_t n = tuple_size_of(p->pool);
  Object *indices, *cycles;
  if (!tuple_check(state)) return err_format(ExcTypeError, "state is not a tuple");
  if (!args_parse_tuple(state, "O!O!", TypeTuple, &indices, TypeTuple, &cycles)) return nullptr;
  if (!check_state(indices, n) || !check_state(cycles, p->r)) return nullptr;
  for (int64_t i = 0; i < n; ++i)
    if ((p->indices.get()[i] = state_index(indices, i, n - 1)) < 0) return nullptr;
  for (int64_t i = 0; i < p->r; ++i) {
    const int64_t turns = state_index(cycles, i, n - i);
    if (turns < 0) return nullptr;
    p->cycles.get()[i] = std::max<int64_t>(turns, 1);
  }
  Object* result = chosen(p->pool, p->indices, p->r);
  if (!result) return nullptr;
  set_ref(p->result, result);
  return new_none();
}
Object* perm_sizeof(Object* o, Object*) {
  return int_from_i64(o->ob_type->tp_basicsize + (tuple_size_of(as_perm(o)->pool) + as_perm(o)->r) * 8);
}
const MethodDef kPermMethods[] = {CHOOSING_METHODS(perm, perm_setstate)};

}  // namespace

void init_ItProduct_type(TypeObject* t) {
  init_iterator_type(t, sizeof(ProductObject), product_dealloc, product_traverse, product_new, product_next, kProductMethods,
                     "product(*iterables, repeat=1) --> product object\n\nEvery item of each iterable with every item of the others.");
}
void init_ItCombinations_type(TypeObject* t) {
  init_iterator_type(t, sizeof(CombinationsObject), comb_dealloc, comb_traverse, comb_new, comb_next, kCombMethods,
                     "combinations(iterable, r)\n--\n\nEvery way to choose r items, in their order.");
}
void init_ItCombinationsWithReplacement_type(TypeObject* t) {
  init_iterator_type(t, sizeof(CombinationsObject), comb_dealloc, comb_traverse, comb_replace_new, comb_replace_next, kCombReplaceMethods,
                     "combinations_with_replacement(iterable, r)\n--\n\nEvery way to choose r items, each as often as wanted.");
}
void init_ItPermutations_type(TypeObject* t) {
  init_iterator_type(t, sizeof(PermutationsObject), perm_dealloc, perm_traverse, perm_new, perm_next, kPermMethods,
                     "permutations(iterable, r=None)\n--\n\nEvery order of r items.");
}

}  // namespace innards
