// Weak references and weak proxies (CPython: Objects/weakrefobject.c). An object's weak references form a list: first the
// one reference without callback that everyone shares, then the one such proxy, then all others, youngest first.
#include "object/weakref.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

bool weakref_check_ref(Object* o) { return object_type_check(o, TypeWeakRef); }
bool weakref_check_proxy(Object* o) { return o->ob_type == TypeWeakProxy || o->ob_type == TypeWeakCallableProxy; }

namespace {

WeakRefObject* as_ref(Object* o) { return static_cast<WeakRefObject*>(o); }

// The object, borrowed; None when it is gone or on its way out.
Object* referent(const WeakRefObject* ref) {
  Object* o = ref->wr_object;
  return o->ob_refcnt > 0 ? o : none();
}

// Takes the reference out of its object's list; keeps the callback.
void unlink(WeakRefObject* self) {
  if (is_none(self->wr_object)) return;
  Ptr<WeakRefObject>* list = object_weakrefs_list_ptr(self->wr_object);
  if (list->get() == self) *list = self->wr_next;
  self->wr_object = none();  // not counted, as the object was not
  if (self->wr_prev) self->wr_prev->wr_next = self->wr_next;
  if (self->wr_next) self->wr_next->wr_prev = self->wr_prev;
  self->wr_prev = nullptr;
  self->wr_next = nullptr;
}

void clear_weakref(WeakRefObject* self) {
  unlink(self);
  clear_ref(self->wr_callback);
}

struct BasicRefs {
  WeakRefObject *ref = nullptr, *proxy = nullptr;
};
// The shared reference and proxy at the beginning of a list.
BasicRefs basic_refs(WeakRefObject* head) {
  BasicRefs found;
  if (head && !head->wr_callback) {
    if (head->ob_type == TypeWeakRef) {
      found.ref = head;
      head = head->wr_next;
    }
    if (head && !head->wr_callback && weakref_check_proxy(head)) found.proxy = head;
  }
  return found;
}

void insert_after(WeakRefObject* made, WeakRefObject* prev) {
  made->wr_prev = prev;
  made->wr_next = prev->wr_next;
  if (prev->wr_next) prev->wr_next->wr_prev = made;
  prev->wr_next = made;
}
void insert_head(WeakRefObject* made, Ptr<WeakRefObject>* list) {
  WeakRefObject* next = *list;
  made->wr_prev = nullptr;
  made->wr_next = next;
  if (next) next->wr_prev = made;
  *list = made;
}
void insert(WeakRefObject* made, Ptr<WeakRefObject>* list, WeakRefObject* prev) {
  if (prev) insert_after(made, prev);
  else insert_head(made, list);
}

Object* ref_vectorcall(Object* self, Object**, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("weakref", kwnames) || !args_check_positional("weakref", vectorcall_nargs(nargsf), 0, 0)) return nullptr;
  return new_ref(referent(as_ref(self)));
}

void init_weakref(WeakRefObject* self, Object* o, Object* callback) {
  self->hash = -1;
  self->wr_object = o;
  self->wr_prev = nullptr;
  self->wr_next = nullptr;
  self->wr_callback = xnew_ref(callback);
  self->vectorcall = ref_vectorcall;
}

WeakRefObject* new_weakref(Object* o, Object* callback) {
  WeakRefObject* self = gc_new_as<WeakRefObject>(TypeWeakRef);
  if (!self) return nullptr;
  init_weakref(self, o, callback);
  gc_track(self);
  return self;
}

Ptr<WeakRefObject>* list_for_new(Object* o) {
  if (type_supports_weakrefs(type_of(o))) return object_weakrefs_list_ptr(o);
  err_format(ExcTypeError, "cannot create weak reference to '%s' object", type_name_of(o));
  return nullptr;
}

}  // namespace

void weakref_clear_ref(WeakRefObject* self) { unlink(self); }

int64_t weakref_get_count(WeakRefObject* head) {
  int64_t n = 0;
  for (; head; head = head->wr_next) ++n;
  return n;
}

Object* weakref_get_object(Object* ref) {
  if (!weakref_check(ref)) {
    err_bad_internal_call();
    return nullptr;
  }
  return referent(as_ref(ref));
}

Object* weakref_new_ref(Object* o, Object* callback) {
  Ptr<WeakRefObject>* list = list_for_new(o);
  if (!list) return nullptr;
  if (callback && is_none(callback)) callback = nullptr;
  if (WeakRefObject* shared = basic_refs(*list).ref; shared && !callback) return new_ref(shared);
  WeakRefObject* made = new_weakref(o, callback);
  if (!made) return nullptr;
  const BasicRefs now = basic_refs(*list);  // making it may have collected garbage
  if (callback) {
    insert(made, list, now.proxy ? now.proxy : now.ref);
  } else if (now.ref) {
    decref(made);
    return new_ref(now.ref);
  } else {
    insert_head(made, list);
  }
  return made;
}

Object* weakref_new_proxy(Object* o, Object* callback) {
  Ptr<WeakRefObject>* list = list_for_new(o);
  if (!list) return nullptr;
  if (callback && is_none(callback)) callback = nullptr;
  if (WeakRefObject* shared = basic_refs(*list).proxy; shared && !callback) return new_ref(shared);
  WeakRefObject* made = new_weakref(o, callback);
  if (!made) return nullptr;
  made->ob_type = callable_check(o) ? TypeWeakCallableProxy : TypeWeakProxy;
  const BasicRefs now = basic_refs(*list);
  if (callback) {
    insert(made, list, now.proxy ? now.proxy : now.ref);
  } else if (now.proxy) {
    decref(made);
    return new_ref(now.proxy);
  } else {
    insert(made, list, now.ref);
  }
  return made;
}

// ---- an object goes

namespace {

void handle_callback(WeakRefObject* ref, Object* callback) {
  Object* result = object_call_one_arg(callback, ref);
  if (result) decref(result);
  else err_write_unraisable(callback);
}

// All are dead before the first callback runs; the tuple keeps references and callbacks until then.
void clear_many(WeakRefObject* current, int64_t count) {
  Ref<> pairs(tuple_new(count * 2));
  if (!pairs) return;
  for (int64_t i = 0; i < count; ++i) {
    WeakRefObject* next = current->wr_next;
    if (current->ob_refcnt > 0) {
      tuple_put(pairs, i * 2, new_ref(static_cast<Object*>(current)));
      tuple_put(pairs, i * 2 + 1, current->wr_callback.get());
    } else {
      xdecref(current->wr_callback.get());
    }
    current->wr_callback = nullptr;
    clear_weakref(current);
    current = next;
  }
  for (int64_t i = 0; i < count; ++i)
    if (Object* callback = tuple_item_at(pairs, i * 2 + 1)) handle_callback(as_ref(tuple_item_at(pairs, i * 2)), callback);
}

}  // namespace

void object_clear_weakrefs(Object* o) {
  if (!o || !type_supports_weakrefs(type_of(o)) || o->ob_refcnt != 0) {
    err_bad_internal_call();
    return;
  }
  Ptr<WeakRefObject>* list = object_weakrefs_list_ptr(o);
  for (int i = 0; i < 2; ++i)  // the shared reference and proxy
    if (*list && !(*list)->wr_callback) clear_weakref(*list);
  WeakRefObject* current = *list;
  if (!current) return;
  const int64_t count = weakref_get_count(current);
  Object *type, *value, *traceback;
  err_fetch(&type, &value, &traceback);
  if (count == 1) {
    Object* callback = current->wr_callback;
    current->wr_callback = nullptr;
    clear_weakref(current);
    if (callback) {
      if (current->ob_refcnt > 0) handle_callback(current, callback);
      decref(callback);
    }
  } else {
    clear_many(current, count);
  }
  err_restore(type, value, traceback);
}

// ---- the reference type

namespace {

void ref_dealloc(Object* self) {
  gc_untrack(self);
  clear_weakref(as_ref(self));
  type_of(self)->tp_free(self);
}
int ref_traverse(Object* self, visitproc* visit, void* arg) {
  Object* callback = as_ref(self)->wr_callback;
  return callback ? visit(callback, arg) : 0;
}
int ref_clear(Object* self) {
  clear_weakref(as_ref(self));
  return 0;
}

int64_t ref_hash(Object* o) {
  WeakRefObject* self = as_ref(o);
  if (self->hash != -1) return self->hash;
  Object* object = referent(self);
  if (is_none(object)) {
    err_set_string(ExcTypeError, "weak object has gone away");
    return -1;
  }
  Ref<> held = Ref<>::borrow(object);
  self->hash = object_hash(object);
  return self->hash;
}

Object* ref_repr(Object* self) {
  Object* object = referent(as_ref(self));
  if (is_none(object)) return str_from_format("<weakref at %p; dead>", self);
  Ref<> held = Ref<>::borrow(object);
  Object* found = nullptr;
  if (object_lookup_attr(object, ID(__name__), &found) < 0) return nullptr;
  Ref<> name(found);
  if (!name || !str_check(name)) return str_from_format("<weakref at %p; to '%s' at %p>", self, type_name_of(object), object);
  return str_from_format("<weakref at %p; to '%s' at %p (%U)>", self, type_name_of(object), object, name.get());
}

Object* ref_richcompare(Object* self, Object* other, int op) {
  if ((op != kEQ && op != kNE) || !weakref_check(self) || !weakref_check(other)) return new_not_implemented();
  Object *a = referent(as_ref(self)), *b = referent(as_ref(other));
  if (is_none(a) || is_none(b)) {
    return bool_from((self == other) == (op == kEQ));
  }
  Ref<> held_a = Ref<>::borrow(a), held_b = Ref<>::borrow(b);
  return object_rich_compare(a, b, op);
}

bool parse_init(const char* name, Object* args, Object** object, Object** callback) {
  return args_unpack_tuple(args, name, 1, 2, object, callback);
}

Object* ref_new(TypeObject* type, Object* args, Object*) {
  Object *object = nullptr, *callback = nullptr;
  if (!parse_init("__new__", args, &object, &callback)) return nullptr;
  Ptr<WeakRefObject>* list = list_for_new(object);
  if (!list) return nullptr;
  if (callback && is_none(callback)) callback = nullptr;
  const bool plain = !callback && type == TypeWeakRef;
  if (plain)
    if (WeakRefObject* shared = basic_refs(*list).ref) return new_ref(shared);
  WeakRefObject* self = static_cast<WeakRefObject*>(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  init_weakref(self, object, callback);
  const BasicRefs now = basic_refs(*list);
  insert(self, list, plain ? nullptr : now.proxy ? now.proxy : now.ref);
  return self;
}

int ref_init(Object*, Object* args, Object* kwargs) {
  Object *object = nullptr, *callback = nullptr;
  if (!args_no_keywords("ref", kwargs)) return -1;
  return parse_init("__init__", args, &object, &callback) ? 0 : -1;
}

const MethodDef kRefMethods[] = {
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "A weak reference to a kind of object, for annotations."},
    {},
};
const MemberDef kRefMembers[] = {
    {"__callback__", kTObject, offsetof(WeakRefObject, wr_callback), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

void init_WeakRef_type(TypeObject* t) {
  t->tp_basicsize = sizeof(WeakRefObject);
  t->tp_dealloc = ref_dealloc;
  t->tp_vectorcall_offset = offsetof(WeakRefObject, vectorcall);
  t->tp_call = vectorcall_call;
  t->tp_repr = ref_repr;
  t->tp_hash = ref_hash;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpHaveVectorcall | kTpBaseType;
  t->tp_traverse = ref_traverse;
  t->tp_clear = ref_clear;
  t->tp_richcompare = ref_richcompare;
  t->tp_init = ref_init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = ref_new;
  t->tp_free = gc_del;
  type_add_methods(t, kRefMethods);
  type_add_members(t, kRefMembers);
}

// ---- proxies: every operation is done on the object instead

namespace {

// The object an operand stands for, held; null with ReferenceError when it is gone. Other operands stand for themselves.
Ref<> unwrap(Object* o) {
  if (!weakref_check_proxy(o)) return Ref<>::borrow(o);
  Object* object = referent(as_ref(o));
  if (is_none(object)) {
    err_set_string(ExcReferenceError, "weakly-referenced object no longer exists");
    return Ref<>();
  }
  return Ref<>::borrow(object);
}

template <Object* (*F)(Object*)>
Object* unary(Object* o) {
  Ref<> a = unwrap(o);
  return a ? F(a) : nullptr;
}
template <Object* (*F)(Object*, Object*)>
Object* binary(Object* x, Object* y) {
  Ref<> a = unwrap(x);
  if (!a) return nullptr;
  Ref<> b = unwrap(y);
  return b ? F(a, b) : nullptr;
}
template <Object* (*F)(Object*, Object*, Object*)>
Object* ternary(Object* x, Object* y, Object* z) {
  Ref<> a = unwrap(x);
  if (!a) return nullptr;
  Ref<> b = unwrap(y);
  if (!b) return nullptr;
  Ref<> c;
  if (z) {
    c = unwrap(z);
    if (!c) return nullptr;
  }
  return F(a, b, c);
}
Object* call_ternary(Object* x, Object* args, Object* kwargs) {
  Ref<> a = unwrap(x);
  return a ? object_call(a, args, kwargs) : nullptr;
}

void proxy_dealloc(Object* self) {
  if (as_ref(self)->wr_callback) gc_untrack(self);
  clear_weakref(as_ref(self));
  gc_del(self);
}
Object* proxy_repr(Object* self) {
  Object* object = referent(as_ref(self));
  return str_from_format("<weakproxy at %p to %s at %p>", self, type_name_of(object), object);
}
int proxy_setattr(Object* self, Object* name, Object* value) {
  Ref<> a = unwrap(self);
  return a ? object_set_attr(a, name, value) : -1;
}
Object* proxy_richcompare(Object* x, Object* y, int op) {
  Ref<> a = unwrap(x);
  if (!a) return nullptr;
  Ref<> b = unwrap(y);
  return b ? object_rich_compare(a, b, op) : nullptr;
}
int proxy_bool(Object* self) {
  Ref<> a = unwrap(self);
  return a ? object_is_true(a) : -1;
}
int proxy_contains(Object* self, Object* value) {
  Ref<> a = unwrap(self);
  return a ? sequence_contains(a, value) : -1;
}
int64_t proxy_length(Object* self) {
  Ref<> a = unwrap(self);
  return a ? object_size(a) : -1;
}
int proxy_setitem(Object* self, Object* key, Object* value) {
  Ref<> a = unwrap(self);
  if (!a) return -1;
  return value ? object_set_item(a, key, value) : object_del_item(a, key);
}
Object* proxy_iternext(Object* self) {
  Ref<> a = unwrap(self);
  if (!a) return nullptr;
  if (!iter_check(a))
    return err_format(ExcTypeError, "Weakref proxy referenced a non-iterator '%.200s' object", type_name_of(a));
  return iter_next(a);
}
Object* proxy_bytes(Object* self, Object*) {
  Ref<> a = unwrap(self);
  return a ? object_call_method_no_args(a, ID(__bytes__)) : nullptr;
}
Object* proxy_reversed(Object* self, Object*) {
  Ref<> a = unwrap(self);
  return a ? object_call_method_no_args(a, ID(__reversed__)) : nullptr;
}

const MethodDef kProxyMethods[] = {
    {"__bytes__", proxy_bytes, kMethNoArgs, nullptr},
    {"__reversed__", proxy_reversed, kMethNoArgs, nullptr},
    {},
};

void proxy_numbers(NumberMethods* n) {
  n->nb_add = binary<number_add>;
  n->nb_subtract = binary<number_subtract>;
  n->nb_multiply = binary<number_multiply>;
  n->nb_remainder = binary<number_remainder>;
  n->nb_divmod = binary<number_divmod>;
  n->nb_power = ternary<number_power>;
  n->nb_negative = unary<number_negative>;
  n->nb_positive = unary<number_positive>;
  n->nb_absolute = unary<number_absolute>;
  n->nb_bool = proxy_bool;
  n->nb_invert = unary<number_invert>;
  n->nb_lshift = binary<number_lshift>;
  n->nb_rshift = binary<number_rshift>;
  n->nb_and = binary<number_and>;
  n->nb_xor = binary<number_xor>;
  n->nb_or = binary<number_or>;
  n->nb_int = unary<number_long>;
  n->nb_float = unary<number_float>;
  n->nb_inplace_add = binary<number_in_place_add>;
  n->nb_inplace_subtract = binary<number_in_place_subtract>;
  n->nb_inplace_multiply = binary<number_in_place_multiply>;
  n->nb_inplace_remainder = binary<number_in_place_remainder>;
  n->nb_inplace_power = ternary<number_in_place_power>;
  n->nb_inplace_lshift = binary<number_in_place_lshift>;
  n->nb_inplace_rshift = binary<number_in_place_rshift>;
  n->nb_inplace_and = binary<number_in_place_and>;
  n->nb_inplace_xor = binary<number_in_place_xor>;
  n->nb_inplace_or = binary<number_in_place_or>;
  n->nb_floor_divide = binary<number_floor_divide>;
  n->nb_true_divide = binary<number_true_divide>;
  n->nb_inplace_floor_divide = binary<number_in_place_floor_divide>;
  n->nb_inplace_true_divide = binary<number_in_place_true_divide>;
  n->nb_index = unary<number_index>;
  n->nb_matrix_multiply = binary<number_matrix_multiply>;
  n->nb_inplace_matrix_multiply = binary<number_in_place_matrix_multiply>;
}

void init_proxy(TypeObject* t) {
  t->tp_basicsize = sizeof(WeakRefObject);
  t->tp_dealloc = proxy_dealloc;
  t->tp_repr = proxy_repr;
  t->tp_str = unary<object_str>;
  t->tp_getattro = binary<object_get_attr>;
  t->tp_setattro = proxy_setattr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = ref_traverse;
  t->tp_clear = ref_clear;
  t->tp_richcompare = proxy_richcompare;
  t->tp_iter = unary<object_get_iter>;
  t->tp_iternext = proxy_iternext;
  proxy_numbers(number_methods(t));
  SequenceMethods* sequence = sequence_methods(t);
  sequence->sq_length = proxy_length;
  sequence->sq_contains = proxy_contains;
  MappingMethods* mapping = mapping_methods(t);
  mapping->mp_length = proxy_length;
  mapping->mp_subscript = binary<object_get_item>;
  mapping->mp_ass_subscript = proxy_setitem;
}

}  // namespace

void init_WeakProxy_type(TypeObject* t) {
  init_proxy(t);
  type_add_methods(t, kProxyMethods);
}

void init_WeakCallableProxy_type(TypeObject* t) {
  init_proxy(t);
  t->tp_call = call_ternary;
}

}  // namespace innards
