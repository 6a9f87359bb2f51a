// OrderedDict: iterators and views (CPython: Objects/odictobject.c).
#include "object/call.h"
#include "object/dict_internal.h"
#include "object/iter_support.h"
#include "object/ordered_dict.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

// ---- the iterator

namespace {

OrderedDictIterObject* as_iter(Object* o) { return static_cast<OrderedDictIterObject*>(o); }

bool gives_items(const OrderedDictIterObject* di) { return (di->kind & kOrderedItems) == kOrderedItems; }

int visit_one(Object* o, visitproc* visit, void* arg) { return o ? visit(o, arg) : 0; }

int iter_traverse(Object* o, visitproc* visit, void* arg) {
  OrderedDictIterObject* di = as_iter(o);
  int r = visit_one(di->di_odict.get(), visit, arg);
  if (r == 0) r = visit_one(di->di_current, visit, arg);
  return r ? r : visit_one(di->di_result, visit, arg);
}

void iter_dealloc(Object* o) {
  OrderedDictIterObject* di = as_iter(o);
  gc_untrack(o);
  xdecref(static_cast<Object*>(di->di_odict.get()));
  xdecref(di->di_current.get());
  xdecref(di->di_result.get());
  gc_del(o);
}

Object* ended(OrderedDictIterObject* di) {
  clear_ref(di->di_odict);
  return nullptr;
}

// Whether the dict is as it was at the start; else RuntimeError.
bool unchanged(OrderedDictIterObject* di) {
  if (di->di_odict->od_state != di->di_state) {
    err_set_string(ExcRuntimeError, "OrderedDict mutated during iteration");
    ended(di);
    return false;
  }
  if (di->di_odict->ma_used == di->di_size) return true;
  err_set_string(ExcRuntimeError, "OrderedDict changed size during iteration");
  di->di_size = -1;   // now and ever after
  return false;
}

// The key that comes next, a new reference; null at the end or with the error set.
Object* next_key(OrderedDictIterObject* di) {
  if (!di->di_odict) return nullptr;
  if (!di->di_current) return ended(di);
  if (!unchanged(di)) return nullptr;
  OrderedDictNode* node = odict_find_node(di->di_odict, di->di_current);
  // The __eq__ of a key may have moved this very iterator.
  if (!di->di_current) return nullptr;
  if (!node) {
    if (!err_occurred()) err_set_object(ExcKeyError, di->di_current);
    clear_ref(di->di_current);
    return nullptr;
  }
  Object* key = di->di_current;
  node = di->kind & kOrderedReversed ? node->prev : node->next;
  di->di_current = node ? new_ref(node->key.get()) : nullptr;
  return key;
}

// The value of the key that next_key gave, a new reference.
Object* value_of(OrderedDictIterObject* di, Object* key) {
  Object* value = di->di_odict ? dict_get_item(di->di_odict, key) : nullptr;
  if (value) return new_ref(value);
  if (!err_occurred()) err_set_object(ExcKeyError, key);
  clear_ref(di->di_current);
  return ended(di);
}

Object* iter_next_one(Object* o) {
  OrderedDictIterObject* di = as_iter(o);
  Ref<> key(next_key(di));
  if (!key || !(di->kind & kOrderedValues)) return key.release();
  Object* value = value_of(di, key);
  if (!value || !(di->kind & kOrderedKeys)) return value;
  return dict_iter_pair(di->di_result, key.release(), value);
}

// What is left, as a list, without moving this iterator: a second one is run to its end.
Object* iter_reduce(Object* o, Object*) {
  OrderedDictIterObject* di = as_iter(o);
  auto* copy = static_cast<OrderedDictIterObject*>(gc_new(o->ob_type));
  if (!copy) return nullptr;
  copy->kind = di->kind;
  copy->di_odict = xnew_ref(di->di_odict.get());
  copy->di_size = di->di_size;
  copy->di_state = di->di_state;
  copy->di_result = di->di_result;   // borrowed: it is the first of the pairs
  copy->di_current = xnew_ref(di->di_current.get());
  Object* list = sequence_list(copy);
  copy->di_result = nullptr;
  decref(copy);
  return iter_reduce_items(list);
}

const MethodDef kIterMethods[] = {
    {"__reduce__", iter_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

}  // namespace

Object* odict_iter_new(OrderedDictObject* od, int32_t kind) {
  auto* di = gc_new_as<OrderedDictIterObject>(TypeOrderedDictIter);
  if (!di) return nullptr;
  di->kind = kind;
  di->di_odict = nullptr;
  di->di_current = nullptr;
  di->di_result = nullptr;
  if (gives_items(di)) {
    di->di_result = tuple_pack(2, none(), none());
    if (!di->di_result) {
      decref(di);
      return nullptr;
    }
  }
  OrderedDictNode* node = kind & kOrderedReversed ? od->od_last : od->od_first;
  if (node) di->di_current = new_ref(node->key.get());
  di->di_size = od->ma_used;
  di->di_state = od->od_state;
  di->di_odict = new_ref(od);
  gc_track(di);
  return di;
}

Object* odict_iter(Object* o) { return odict_iter_new(as_ordered(o), kOrderedKeys); }
Object* odict_reversed(Object* o, Object*) { return odict_iter_new(as_ordered(o), kOrderedKeys | kOrderedReversed); }

void init_OrderedDictIter_type(TypeObject* t) {
  t->tp_basicsize = sizeof(OrderedDictIterObject);
  t->tp_dealloc = iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = iter_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = iter_next_one;
  type_add_methods(t, kIterMethods);
}

// ---- views

namespace {

Object* iter_of_view(Object* view, int32_t kind) {
  return odict_iter_new(as_ordered(static_cast<DictViewObject*>(view)->dv_dict.get()), kind);
}
template <int32_t kind>
Object* view_iter(Object* view) { return iter_of_view(view, kind); }
template <int32_t kind>
Object* view_reversed(Object* view, Object*) { return iter_of_view(view, kind | kOrderedReversed); }

template <int32_t kind>
void init_view(TypeObject* t) {
  static const MethodDef kMethods[] = {
      {"__reversed__", view_reversed<kind>, kMethNoArgs, nullptr},
      {},
  };
  t->tp_flags = kTpDefault;
  t->tp_iter = view_iter<kind>;
  type_add_methods(t, kMethods);
}

}  // namespace

void init_OrderedDictKeys_type(TypeObject* t) { init_view<kOrderedKeys>(t); }
void init_OrderedDictItems_type(TypeObject* t) { init_view<kOrderedItems>(t); }
void init_OrderedDictValues_type(TypeObject* t) { init_view<kOrderedValues>(t); }

}  // namespace innards
