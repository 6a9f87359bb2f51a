// What functools.lru_cache makes (Modules/_functoolsmodule.c): a dict from arguments to results, and for a limited size a
// ring of entries, the one unused for longest first.
#include <algorithm>

#include "builtin/native_type.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/method.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct LruLink : Object {
  Ptr<LruLink> prev, next;   // the ring owns one reference of each entry
  int64_t hash;
  Ptr<Object> key, result;
};
static_assert(sizeof(LruLink) == 56);

struct LruCacheObject : LruLink {   // the head of the ring
  Slot<ternaryfunc> wrapper;        // one of the three ways below
  int32_t typed;
  Ptr<Object> cache;
  int64_t hits;
  Ptr<Object> func;
  int64_t maxsize;
  int64_t misses;
  Ptr<Object> kwd_mark, lru_list_elem_type, cache_info_type, dict, weakreflist;
};
static_assert(sizeof(LruCacheObject) == 152);

LruCacheObject* as_cache(Object* o) { return static_cast<LruCacheObject*>(o); }
LruLink* as_link(Object* o) { return static_cast<LruLink*>(o); }

// ---- the ring

void take_out(LruLink* link) {
  link->prev->next = link->next;
  link->next->prev = link->prev;
}
void put_last(LruCacheObject* self, LruLink* link) {
  LruLink *root = self, *last = root->prev;
  last->next = link;
  root->prev = link;
  link->prev = last;
  link->next = root;
}
// Empties the ring; its entries, still chained by next, are the caller's to drop.
LruLink* unlink_all(LruCacheObject* self) {
  LruLink *root = self, *first = root->next;
  if (first == root) return nullptr;
  root->prev->next = nullptr;
  root->next = root;
  root->prev = root;
  return first;
}
void drop_all(LruLink* link) {
  while (link) {
    LruLink* next = link->next;
    decref(link);
    link = next;
  }
}
void link_dealloc(Object* o) {
  xdecref(as_link(o)->key.get());
  xdecref(as_link(o)->result.get());
  object_free(o);
}

// ---- keys

// The arguments as one hashable object; a lone str or int stands for itself.
Object* make_key(LruCacheObject* self, Object* args, Object* kwds) {
  const int64_t nkw = kwds ? dict_size_of(kwds) : 0, n = tuple_size_of(args);
  if (!self->typed && !nkw) {
    Object* only = n == 1 ? tuple_item_at(args, 0) : nullptr;
    return new_ref(only && (str_check_exact(only) || int_check_exact(only)) ? only : args);
  }
  Object* key = tuple_new(n + (nkw ? 2 * nkw + 1 : 0) + (self->typed ? n + nkw : 0));
  if (!key) return nullptr;
  int64_t at = 0, pos = 0;
  Object *name, *value;
  for (int64_t i = 0; i < n; ++i) tuple_put(key, at++, new_ref(tuple_item_at(args, i)));
  if (nkw) {
    tuple_put(key, at++, new_ref(self->kwd_mark.get()));
    while (dict_next(kwds, &pos, &name, &value)) {
      tuple_put(key, at++, new_ref(name));
      tuple_put(key, at++, new_ref(value));
    }
  }
  if (!self->typed) return key;
  for (int64_t i = 0; i < n; ++i) tuple_put(key, at++, new_ref<Object>(tuple_item_at(args, i)->ob_type));
  for (pos = 0; nkw && dict_next(kwds, &pos, &name, &value);) tuple_put(key, at++, new_ref<Object>(value->ob_type));
  return key;
}

// ---- three ways to call

Object* call_uncached(Object* o, Object* args, Object* kwds) {
  ++as_cache(o)->misses;
  return object_call(as_cache(o)->func, args, kwds);
}

Object* call_unbounded(Object* o, Object* args, Object* kwds) {
  LruCacheObject* self = as_cache(o);
  Ref<> key(make_key(self, args, kwds));
  if (!key) return nullptr;
  int64_t hash = object_hash(key);
  if (hash == -1) return nullptr;
  Object* known = dict_get_item_known_hash(self->cache, key, hash);
  if (known) {
    incref(known);
    ++self->hits;
    return known;
  }
  if (err_occurred()) return nullptr;
  ++self->misses;
  Ref<> result(object_call(self->func, args, kwds));
  if (!result || dict_set_item_known_hash(self->cache, key, result, hash) < 0) return nullptr;
  return result.release();
}

// The cache has room: a new entry. Takes over key; result is borrowed.
Object* add_entry(LruCacheObject* self, Object* key, int64_t hash, Object* result) {
  auto* link = object_new_as<LruLink>(TypeLruListElem);
  if (!link) {
    decref(key);
    decref(result);
    return nullptr;
  }
  link->hash = hash;
  link->key = key;
  link->result = result;
  if (dict_set_item_known_hash(self->cache, key, link, hash) < 0) {
    decref(link);
    return nullptr;
  }
  put_last(self, link);
  return new_ref(result);
}

// The cache is full: the oldest entry is given the new key and result. Takes over both.
Object* replace_entry(LruCacheObject* self, Object* key, int64_t hash, Object* result) {
  LruLink* link = self->next;
  take_out(link);
  Object* popped = dict_pop_known_hash(self->cache, link->key, link->hash, none());
  if (popped == none()) {   // the call has thrown it out itself
    decref(popped);
    decref(link);
    decref(key);
    return result;
  }
  if (!popped) {
    put_last(self, link);
    decref(key);
    decref(result);
    return nullptr;
  }
  // The old key and result live until the new ones are in their places: dropping them may run a program's code.
  Ref<> old_key(link->key), old_result(link->result), held(popped);
  link->hash = hash;
  link->key = key;
  link->result = result;
  if (dict_set_item_known_hash(self->cache, key, link, hash) < 0) {
    decref(link);
    return nullptr;
  }
  put_last(self, link);
  return new_ref(result);
}

Object* call_bounded(Object* o, Object* args, Object* kwds) {
  LruCacheObject* self = as_cache(o);
  Ref<> key(make_key(self, args, kwds));
  if (!key) return nullptr;
  int64_t hash = object_hash(key);
  if (hash == -1) return nullptr;
  if (Object* known = dict_get_item_known_hash(self->cache, key, hash)) {
    LruLink* link = as_link(known);
    take_out(link);
    put_last(self, link);
    ++self->hits;
    return new_ref(link->result.get());
  }
  if (err_occurred()) return nullptr;
  ++self->misses;
  Object* result = object_call(self->func, args, kwds);
  if (!result) return nullptr;
  if (dict_get_item_known_hash(self->cache, key, hash)) return result;   // the call has added it
  if (err_occurred()) {
    decref(result);
    return nullptr;
  }
  if (dict_size_of(self->cache) < self->maxsize || self->next.get() == self) return add_entry(self, key.release(), hash, result);
  return replace_entry(self, key.release(), hash, result);
}

// ---- the type

bool parse_maxsize(Object* o, int64_t* maxsize, ternaryfunc** way) {
  if (is_none(o)) {
    *way = call_unbounded;
    *maxsize = -1;
    return true;
  }
  if (!index_check(o)) {
    err_set_string(ExcTypeError, "maxsize should be integer or None");
    return false;
  }
  *maxsize = number_as_ssize(o, ExcOverflowError);
  if (*maxsize == -1 && err_occurred()) return false;
  *maxsize = std::max<int64_t>(*maxsize, 0);
  *way = *maxsize ? call_bounded : call_uncached;
  return true;
}

Object* cache_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"user_function", "maxsize", "typed", "cache_info_type", nullptr};
  Object *func, *maxsize_object, *cache_info_type;
  int typed;
  int64_t maxsize;
  ternaryfunc* way;
  if (!args_parse_tuple_and_keywords(args, kwargs, "OOpO:lru_cache", kKeywords, &func, &maxsize_object, &typed, &cache_info_type))
    return nullptr;
  if (!callable_check(func)) return err_format(ExcTypeError, "the first argument must be callable");
  if (!parse_maxsize(maxsize_object, &maxsize, &way)) return nullptr;
  Ref<> dict(dict_new());
  Object* o = dict ? type->tp_alloc(type, 0) : nullptr;
  if (!o) return nullptr;
  LruCacheObject* self = as_cache(o);
  self->prev = self;
  self->next = self;
  self->wrapper = way;
  self->typed = typed;
  self->cache = dict.release();
  self->func = new_ref(func);
  self->maxsize = maxsize;
  self->kwd_mark = new_ref(rt().modules.functools_kwd_mark.get());
  self->lru_list_elem_type = new_ref<Object>(TypeLruListElem);
  self->cache_info_type = new_ref(cache_info_type);
  return o;
}

int cache_tp_clear(Object* o) {
  LruCacheObject* self = as_cache(o);
  LruLink* list = unlink_all(self);
  clear_ref(self->cache);
  clear_ref(self->func);
  clear_ref(self->kwd_mark);
  clear_ref(self->lru_list_elem_type);
  clear_ref(self->cache_info_type);
  clear_ref(self->dict);
  drop_all(list);
  return 0;
}
int cache_traverse(Object* o, visitproc* visit, void* arg) {
  LruCacheObject* self = as_cache(o);
  for (LruLink* link = self->next; link != self; link = link->next)
    if (int r = visit_all(visit, arg, {link->key, link->result})) return r;
  return visit_all(visit, arg, {self->cache, self->func, self->kwd_mark, self->cache_info_type, self->dict});
}
void cache_dealloc(Object* o) {
  gc_untrack(o);
  if (as_cache(o)->weakreflist) object_clear_weakrefs(o);
  cache_tp_clear(o);
  o->ob_type->tp_free(o);
}

Object* cache_call(Object* o, Object* args, Object* kwargs) { return as_cache(o)->wrapper(o, args, kwargs); }

Object* cache_descr_get(Object* o, Object* obj, Object*) { return !obj || is_none(obj) ? new_ref(o) : method_new(o, obj); }

Object* cache_info(Object* o, Object*) {
  LruCacheObject* self = as_cache(o);
  Ref<> hits(int_from_i64(self->hits)), misses(int_from_i64(self->misses));
  Ref<> maxsize(self->maxsize < 0 ? new_none() : int_from_i64(self->maxsize)), size(int_from_i64(dict_size_of(self->cache)));
  if (!hits || !misses || !maxsize || !size) return nullptr;
  return object_call_function_obj_args(self->cache_info_type, hits.get(), misses.get(), maxsize.get(), size.get(), nullptr);
}

Object* cache_clear(Object* o, Object*) {
  LruLink* list = unlink_all(as_cache(o));
  as_cache(o)->hits = as_cache(o)->misses = 0;
  dict_clear(as_cache(o)->cache);
  drop_all(list);
  return new_none();
}

Object* cache_reduce(Object* o, Object*) { return object_get_attr_string(o, "__qualname__"); }
Object* cache_copy(Object* o, Object*) { return new_ref(o); }

const MethodDef kMethods[] = {
    {"cache_info", cache_info, kMethNoArgs, "The counts so far, as a named tuple."},
    {"cache_clear", cache_clear, kMethNoArgs, "Forgets all results and counts."},
    {"__reduce__", cache_reduce, kMethNoArgs, nullptr},
    {"__copy__", cache_copy, kMethVarargs, nullptr},
    {"__deepcopy__", cache_copy, kMethVarargs, nullptr},
    {},
};
const GetSetDef kGetSets[] = {
    {"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_LruCache_type(TypeObject* t) {
  native_gc_type(t, sizeof(LruCacheObject), cache_dealloc, cache_traverse, cache_tp_clear, cache_new);
  t->tp_getattro = nullptr;  // its base's
  t->tp_flags = t->tp_flags | kTpMethodDescriptor | kTpImmutableType;
  t->tp_dictoffset = offsetof(LruCacheObject, dict);
  t->tp_weaklistoffset = offsetof(LruCacheObject, weakreflist);
  t->tp_call = cache_call;
  t->tp_descr_get = cache_descr_get;
  // The slot that keeps the way of calling is filled at run time: its functions get their numbers here.
  for (ternaryfunc* way : {call_uncached, call_unbounded, call_bounded}) native_id(reinterpret_cast<AnyFunction>(way));
  type_set_doc(t, "A function that remembers the results of its latest calls.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

void init_LruListElem_type(TypeObject* t) {
  t->tp_basicsize = sizeof(LruLink);
  t->tp_dealloc = link_dealloc;
  t->tp_flags = kTpDefault | kTpDisallowInstantiation;
}

}  // namespace innards
