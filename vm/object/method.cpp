// Bound methods. Follows the method half of Objects/classobject.c.
#include "object/method.h"

#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

MethodObject* self_of(Object* o) { return static_cast<MethodObject*>(o); }

Object* method_vectorcall(Object* method, Object** args, uint64_t nargsf, Object* kwnames) {
  Object* self = self_of(method)->im_self;
  Object* func = self_of(method)->im_func;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (nargsf & kVectorcallArgumentsOffset) {
    // The caller lends the slot before the arguments.
    Object** shifted = args - 1;
    Object* saved = shifted[0];
    shifted[0] = self;
    Object* result = object_vectorcall(func, shifted, static_cast<uint64_t>(nargs + 1), kwnames);
    shifted[0] = saved;
    return result;
  }
  int64_t total = nargs + (kwnames ? tuple_size_of(kwnames) : 0);
  if (!total) return object_vectorcall(func, &self, 1, nullptr);
  Object* few[5];
  Object** all = total <= 4 ? few : static_cast<Object**>(mem_alloc(8 * static_cast<size_t>(total + 1)));
  if (!all) return err_no_memory();
  all[0] = self;
  std::memcpy(all + 1, args, 8 * static_cast<size_t>(total));
  Object* result = object_vectorcall(func, all, static_cast<uint64_t>(nargs + 1), kwnames);
  if (all != few) mem_free(all);
  return result;
}

void method_dealloc(Object* o) {
  gc_untrack(o);
  if (self_of(o)->im_weakreflist) object_clear_weakrefs(o);
  decref(self_of(o)->im_func);
  xdecref(self_of(o)->im_self);
  gc_del(o);
}
int method_traverse(Object* o, visitproc* visit, void* arg) {
  if (int r = visit(self_of(o)->im_func, arg)) return r;
  return self_of(o)->im_self ? visit(self_of(o)->im_self, arg) : 0;
}
Object* method_repr(Object* o) {
  Object* func = self_of(o)->im_func;
  Object* name = nullptr;
  if (object_lookup_attr(func, ID(__qualname__), &name) < 0) return nullptr;
  if (!name && object_lookup_attr(func, ID(__name__), &name) < 0) return nullptr;
  Ref<> held(name);
  if (name && !str_check(name)) name = nullptr;
  return str_from_format("<bound method %V of %R>", name, "?", self_of(o)->im_self.get());
}
int64_t method_hash(Object* o) {
  int64_t x = pointer_hash(self_of(o)->im_self);
  int64_t y = object_hash(self_of(o)->im_func);
  if (y == -1) return -1;
  x ^= y;
  return x == -1 ? -2 : x;
}
Object* method_richcompare(Object* a, Object* b, int op) {
  if ((op != kEQ && op != kNE) || !method_check(a) || !method_check(b)) return new_not_implemented();
  int eq = object_rich_compare_bool(self_of(a)->im_func, self_of(b)->im_func, kEQ);
  if (eq == 1) eq = self_of(a)->im_self.get() == self_of(b)->im_self.get();
  else if (eq < 0) return nullptr;
  return bool_from(op == kEQ ? eq != 0 : eq == 0);
}
Object* method_getattro(Object* o, Object* name) {
  TypeObject* type = o->ob_type;
  Object* descr = type_lookup(type, name);
  if (!descr) return object_get_attr(self_of(o)->im_func, name);
  if (type_of(descr)->tp_descr_get) return type_of(descr)->tp_descr_get(descr, o, type);
  return new_ref(descr);
}
Object* method_tp_new(TypeObject*, Object* args, Object* kwargs) {
  Object *func = nullptr, *instance = nullptr;
  if (!args_no_keywords("method", kwargs) || !args_unpack_tuple(args, "method", 2, 2, &func, &instance)) return nullptr;
  if (!callable_check(func)) return err_format(ExcTypeError, "first argument must be callable");
  if (!instance || is_none(instance)) return err_format(ExcTypeError, "instance must not be None");
  return method_new(func, instance);
}
Object* method_reduce(Object* o, Object*) {
  Ref<> name(object_get_attr(self_of(o)->im_func, ID(__name__))), getattr(name ? eval_get_builtin("getattr") : nullptr);
  Ref<> args(getattr ? tuple_pack(2, self_of(o)->im_self.get(), name.get()) : nullptr);
  return args ? tuple_pack(2, getattr.get(), args.get()) : nullptr;
}
Object* get_doc(Object* o, void*) {
  Object* doc = nullptr;
  if (object_lookup_attr(self_of(o)->im_func, ID(__doc__), &doc) < 0) return nullptr;
  return doc ? doc : new_none();
}

const MethodDef kMethods[] = {{"__reduce__", method_reduce, kMethNoArgs, nullptr}, {}};
const MemberDef kMembers[] = {
    {"__func__", kTObject, offsetof(MethodObject, im_func), 1, "The function that the method calls."},
    {"__self__", kTObject, offsetof(MethodObject, im_self), 1, "The object that the method is bound to."},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {{"__doc__", get_doc, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr}};

}  // namespace

Object* method_new(Object* func, Object* self) {
  if (!self) {
    err_bad_internal_call();
    return nullptr;
  }
  auto* m = gc_new_as<MethodObject>(TypeMethod);
  if (!m) return err_no_memory();
  m->im_weakreflist = nullptr;
  m->im_func = new_ref(func);
  m->im_self = new_ref(self);
  static const Slot<vectorcallfunc> kCall = method_vectorcall;
  m->vectorcall = kCall;
  gc_track(m);
  return m;
}

void init_Method_type(TypeObject* t) {
  t->tp_basicsize = sizeof(MethodObject);
  t->tp_dealloc = method_dealloc;
  t->tp_vectorcall_offset = offsetof(MethodObject, vectorcall);
  t->tp_repr = method_repr;
  t->tp_hash = method_hash;
  t->tp_call = vectorcall_call;
  t->tp_getattro = method_getattro;
  t->tp_setattro = object_generic_set_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpHaveVectorcall;
  type_set_doc(t, "method(function, instance)\n--\n\nA function bound to an instance.");
  t->tp_traverse = method_traverse;
  t->tp_richcompare = method_richcompare;
  t->tp_weaklistoffset = offsetof(MethodObject, im_weakreflist);
  t->tp_new = method_tp_new;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
  // Registered here, because natives get their numbers only while the machine boots.
  native_id(reinterpret_cast<AnyFunction>(method_vectorcall));
}

}  // namespace innards
