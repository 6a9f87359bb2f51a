// Objects/descrobject.c: descriptors of native types: methods, members, getsets, slot wrappers, method-wrappers.
#include "object/descriptor.h"

#include <cstring>

#include "heap/heap.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

DescrObject* descr(Object* o) { return static_cast<DescrObject*>(o); }

void descr_dealloc(Object* self) {
  gc_untrack(self);
  xdecref(static_cast<Object*>(descr(self)->d_type.get()));
  xdecref(descr(self)->d_name.get());
  xdecref(descr(self)->d_qualname.get());
  gc_del(self);
}

int descr_traverse(Object* self, visitproc* visit, void* arg) {
  Object* t = descr(self)->d_type.get();
  return t ? visit(t, arg) : 0;
}

Object* descr_repr(Object* self, const char* format) {
  return str_from_format(format, descr(self)->d_name.get(), descr(self)->d_type->tp_name.get());
}
Object* method_repr(Object* s) { return descr_repr(s, "<method '%U' of '%s' objects>"); }
Object* member_repr(Object* s) { return descr_repr(s, "<member '%U' of '%s' objects>"); }
Object* getset_repr(Object* s) { return descr_repr(s, "<attribute '%U' of '%s' objects>"); }
Object* wrapperdescr_repr(Object* s) { return descr_repr(s, "<slot wrapper '%U' of '%s' objects>"); }

// Does obj fit the type the descriptor belongs to?
bool check(Object* self, Object* obj) {
  if (object_type_check(obj, descr(self)->d_type)) return true;
  err_format(ExcTypeError, "descriptor '%U' for '%.100s' objects doesn't apply to a '%.100s' object", descr(self)->d_name.get(),
             descr(self)->d_type->tp_name.get(), type_name_of(obj));
  return false;
}

Object* method_get(Object* self, Object* obj, Object*) {
  if (!obj) return new_ref(self);
  if (!check(self, obj)) return nullptr;
  const MethodDef* method = static_cast<MethodDescrObject*>(self)->d_method.get();
  return method->flags & kMethMethod ? builtin_method_new(method, obj, descr(self)->d_type) : builtin_function_new(method, obj);
}

Object* classmethod_get(Object* self, Object* obj, Object* type) {
  TypeObject* t = descr(self)->d_type;
  if (!type) {
    if (!obj)
      return err_format(ExcTypeError, "descriptor '%U' for type '%.100s' needs either an object or a type",
                        descr(self)->d_name.get(), t->tp_name.get());
    type = type_of(obj);
  }
  if (!type_check(type))
    return err_format(ExcTypeError, "descriptor '%U' for type '%.100s' needs a type, not a '%.100s' as arg 2",
                      descr(self)->d_name.get(), t->tp_name.get(), type_name_of(type));
  if (!type_is_subtype(as_type(type), t))
    return err_format(ExcTypeError, "descriptor '%U' requires a subtype of '%.100s' but received '%.100s'",
                      descr(self)->d_name.get(), t->tp_name.get(), as_type(type)->tp_name.get());
  return builtin_function_new(static_cast<MethodDescrObject*>(self)->d_method.get(), type);
}

Object* member_get(Object* self, Object* obj, Object*) {
  if (!obj) return new_ref(self);
  if (!check(self, obj)) return nullptr;
  return member_get_one(reinterpret_cast<char*>(obj), static_cast<MemberDescrObject*>(self)->d_member);
}
int member_set(Object* self, Object* obj, Object* value) {
  if (!check(self, obj)) return -1;
  return member_set_one(reinterpret_cast<char*>(obj), static_cast<MemberDescrObject*>(self)->d_member, value);
}

Object* getset_get(Object* self, Object* obj, Object*) {
  if (!obj) return new_ref(self);
  if (!check(self, obj)) return nullptr;
  const GetSetDef* g = static_cast<GetSetDescrObject*>(self)->d_getset.get();
  if (g->get) return g->get(obj, g->closure);
  return err_format(ExcAttributeError, "attribute '%U' of '%.100s' objects is not readable", descr(self)->d_name.get(),
                    descr(self)->d_type->tp_name.get());
}
int getset_set(Object* self, Object* obj, Object* value) {
  if (!check(self, obj)) return -1;
  const GetSetDef* g = static_cast<GetSetDescrObject*>(self)->d_getset.get();
  if (g->set) return g->set(obj, value, g->closure);
  err_format(ExcAttributeError, "attribute '%U' of '%.100s' objects is not writable", descr(self)->d_name.get(),
             descr(self)->d_type->tp_name.get());
  return -1;
}

Object* wrapperdescr_get(Object* self, Object* obj, Object*) {
  if (!obj) return new_ref(self);
  if (!check(self, obj)) return nullptr;
  return wrapper_new(self, obj);
}

Object* raw_call(WrapperDescrObject* d, Object* self, Object* args, Object* kwds) {
  const SlotDef& base = g_slotdefs[d->d_base - 1];
  if (base.flags & kWrapperKeywords)
    return reinterpret_cast<wrapperfunc_kwds*>(base.wrapper)(self, args, d->d_wrapped, kwds);
  if (kwds && (!dict_check(kwds) || dict_size_of(kwds) != 0))
    return err_format(ExcTypeError, "wrapper %s() takes no keyword arguments", base.name);
  return reinterpret_cast<wrapperfunc*>(base.wrapper)(self, args, d->d_wrapped);
}

Object* wrapperdescr_call(Object* callable, Object* args, Object* kwds) {
  auto* d = static_cast<WrapperDescrObject*>(callable);
  if (tuple_size_of(args) < 1)
    return err_format(ExcTypeError, "descriptor '%U' of '%.100s' object needs an argument", d->d_name.get(),
                      d->d_type->tp_name.get());
  Object* self = tuple_item_at(args, 0);
  if (!object_real_is_subclass(type_of(self), d->d_type.get()))
    return err_format(ExcTypeError, "descriptor '%U' requires a '%.100s' object but received a '%.100s'", d->d_name.get(),
                      d->d_type->tp_name.get(), type_name_of(self));
  Ref<> rest(tuple_get_slice(args, 1, tuple_size_of(args)));
  return rest ? raw_call(d, self, rest, kwds) : nullptr;
}

Object* classmethoddescr_call(Object* callable, Object* args, Object* kwds) {
  auto* d = static_cast<MethodDescrObject*>(callable);
  if (tuple_size_of(args) < 1)
    return err_format(ExcTypeError, "descriptor '%U' of '%.100s' object needs an argument", d->d_name.get(),
                      d->d_type->tp_name.get());
  Ref<> bound(classmethod_get(d, nullptr, tuple_item_at(args, 0)));
  if (!bound) return nullptr;
  return object_vectorcall_dict(bound, tuple_items(args) + 1,
                                static_cast<uint64_t>(tuple_size_of(args) - 1) | kVectorcallArgumentsOffset, kwds);
}

// ---- calling methods of native types: one function for each calling convention

bool method_check_args(Object* func, Object** args, int64_t nargs, Object* kwnames) {
  if (nargs < 1) {
    Ref<> name(object_function_str(func));
    if (name) err_format(ExcTypeError, "unbound method %U needs an argument", name.get());
    return false;
  }
  if (!check(func, args[0])) return false;
  if (kwnames && tuple_size_of(kwnames)) {
    Ref<> name(object_function_str(func));
    if (name) err_format(ExcTypeError, "%U takes no keyword arguments", name.get());
    return false;
  }
  return true;
}

template <class F>
F* enter(Object* func) {
  if (enter_recursive_call(" while calling a Python object")) return nullptr;
  return static_cast<MethodDescrObject*>(func)->d_method->as<F>();
}

Object* method_vectorcall_varargs(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!method_check_args(func, args, nargs, kwnames)) return nullptr;
  Ref<> tuple(tuple_from_array(args + 1, nargs - 1));
  if (!tuple) return nullptr;
  auto* meth = enter<binaryfunc>(func);
  if (!meth) return nullptr;
  Object* result = meth(args[0], tuple);
  leave_recursive_call();
  return result;
}

Object* method_vectorcall_varargs_keywords(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!method_check_args(func, args, nargs, nullptr)) return nullptr;
  Ref<> tuple(tuple_from_array(args + 1, nargs - 1));
  if (!tuple) return nullptr;
  Ref<> kwdict;
  if (kwnames && tuple_size_of(kwnames) > 0) {
    kwdict.reset(stack_as_dict(args + nargs, kwnames));
    if (!kwdict) return nullptr;
  }
  auto* meth = enter<ternaryfunc>(func);
  if (!meth) return nullptr;
  Object* result = meth(args[0], tuple, kwdict);
  leave_recursive_call();
  return result;
}

Object* method_vectorcall_fastcall(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!method_check_args(func, args, nargs, kwnames)) return nullptr;
  auto* meth = enter<FastFunction>(func);
  if (!meth) return nullptr;
  Object* result = meth(args[0], args + 1, nargs - 1);
  leave_recursive_call();
  return result;
}

Object* method_vectorcall_fastcall_keywords(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!method_check_args(func, args, nargs, nullptr)) return nullptr;
  auto* meth = enter<FastKeywordsFunction>(func);
  if (!meth) return nullptr;
  Object* result = meth(args[0], args + 1, nargs - 1, kwnames);
  leave_recursive_call();
  return result;
}

Object* wrong_count(Object* func, const char* format, int64_t given) {
  Ref<> name(object_function_str(func));
  if (name) err_format(ExcTypeError, format, name.get(), given);
  return nullptr;
}

Object* method_vectorcall_noargs(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!method_check_args(func, args, nargs, kwnames)) return nullptr;
  if (nargs != 1) return wrong_count(func, "%U takes no arguments (%zd given)", nargs - 1);
  auto* meth = enter<binaryfunc>(func);
  if (!meth) return nullptr;
  Object* result = meth(args[0], nullptr);
  leave_recursive_call();
  return result;
}

Object* method_vectorcall_o(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!method_check_args(func, args, nargs, kwnames)) return nullptr;
  if (nargs != 2) return wrong_count(func, "%U takes exactly one argument (%zd given)", nargs - 1);
  auto* meth = enter<binaryfunc>(func);
  if (!meth) return nullptr;
  Object* result = meth(args[0], args[1]);
  leave_recursive_call();
  return result;
}

vectorcallfunc* method_vectorcall_for(int flags) {
  switch (flags & (kMethVarargs | kMethFastcall | kMethNoArgs | kMethO | kMethKeywords)) {
    case kMethVarargs: return method_vectorcall_varargs;
    case kMethVarargs | kMethKeywords: return method_vectorcall_varargs_keywords;
    case kMethFastcall: return method_vectorcall_fastcall;
    case kMethFastcall | kMethKeywords: return method_vectorcall_fastcall_keywords;
    case kMethNoArgs: return method_vectorcall_noargs;
    case kMethO: return method_vectorcall_o;
    default: return nullptr;
  }
}

// ---- attributes of descriptors

Object* calculate_qualname(DescrObject* d) {
  if (!d->d_name || !str_check(d->d_name)) {
    err_set_string(ExcTypeError, "<descriptor>.__name__ is not a unicode object");
    return nullptr;
  }
  Ref<> type_qualname(object_get_attr(d->d_type.get(), ID(__qualname__)));
  if (!type_qualname) return nullptr;
  if (!str_check(type_qualname)) {
    err_set_string(ExcTypeError, "<descriptor>.__objclass__.__qualname__ is not a unicode object");
    return nullptr;
  }
  return str_from_format("%S.%S", type_qualname.get(), d->d_name.get());
}

Object* get_qualname(Object* self, void*) {
  DescrObject* d = descr(self);
  if (!d->d_qualname) d->d_qualname = calculate_qualname(d);
  return xnew_ref(d->d_qualname.get());
}

Object* descr_reduce(Object* self, Object*) {
  Ref<> getattr(eval_get_builtin("getattr"));
  if (!getattr) return nullptr;
  Ref<> args(tuple_pack(2, static_cast<Object*>(descr(self)->d_type.get()), descr(self)->d_name.get()));
  return args ? tuple_pack(2, getattr.get(), args.get()) : nullptr;
}

Object* method_get_doc(Object* self, void*) {
  const MethodDef* m = static_cast<MethodDescrObject*>(self)->d_method.get();
  met_difference(Difference::Docstrings, m->name);
  return type_get_doc_from_internal_doc(m->name, m->doc);
}
Object* method_get_text_signature(Object* self, void*) {
  const MethodDef* m = static_cast<MethodDescrObject*>(self)->d_method.get();
  return type_get_text_signature_from_internal_doc(m->name, m->doc);
}
Object* member_get_doc(Object* self, void*) {
  MemberField* m = static_cast<MemberDescrObject*>(self)->d_member;
  return m->doc ? str_from_cstr(m->doc) : new_none();
}
Object* getset_get_doc(Object* self, void*) {
  const GetSetDef* g = static_cast<GetSetDescrObject*>(self)->d_getset.get();
  return g->doc ? str_from_cstr(g->doc) : new_none();
}
Object* wrapper_descr_get_doc(Object* self, void*) {
  const SlotDef& base = g_slotdefs[static_cast<WrapperDescrObject*>(self)->d_base - 1];
  met_difference(Difference::Docstrings, base.name);
  return type_get_doc_from_internal_doc(base.name, base.doc);
}
Object* wrapper_descr_get_text_signature(Object* self, void*) {
  const SlotDef& base = g_slotdefs[static_cast<WrapperDescrObject*>(self)->d_base - 1];
  return type_get_text_signature_from_internal_doc(base.name, base.doc);
}

const MethodDef kDescrMethods[] = {
    {"__reduce__", descr_reduce, kMethNoArgs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};
const MemberDef kDescrMembers[] = {
    {"__objclass__", kTObject, offsetof(DescrObject, d_type), 1, nullptr},
    {"__name__", kTObject, offsetof(DescrObject, d_name), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kMethodGetSets[] = {
    {"__doc__", method_get_doc, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr},
    {"__text_signature__", method_get_text_signature, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const GetSetDef kMemberGetSets[] = {
    {"__doc__", member_get_doc, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const GetSetDef kGetSetGetSets[] = {
    {"__doc__", getset_get_doc, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const GetSetDef kWrapperDescrGetSets[] = {
    {"__doc__", wrapper_descr_get_doc, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr},
    {"__text_signature__", wrapper_descr_get_text_signature, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

DescrObject* descr_new(TypeObject* descrtype, TypeObject* type, const char* name) {
  auto* d = static_cast<DescrObject*>(type_generic_alloc(descrtype, 0));
  if (!d) return nullptr;
  incref(static_cast<Object*>(type));
  d->d_type = type;
  d->d_name = str_intern(name);
  if (!d->d_name) {
    decref(d);
    return nullptr;
  }
  d->d_qualname = nullptr;
  return d;
}

void init_common(TypeObject* t, int64_t size, reprfunc* repr) {
  t->tp_basicsize = size;
  t->tp_dealloc = descr_dealloc;
  t->tp_repr = repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = descr_traverse;
}

// ---- method-wrapper

MethodWrapperObject* wrapper(Object* o) { return static_cast<MethodWrapperObject*>(o); }

void wrapper_dealloc(Object* self) {
  gc_untrack(self);
  Trashcan can(self, wrapper_dealloc);
  if (can.postponed()) return;
  xdecref(static_cast<Object*>(wrapper(self)->descr.get()));
  xdecref(wrapper(self)->self.get());
  gc_del(self);
}
int wrapper_traverse(Object* self, visitproc* visit, void* arg) {
  Object* const refs[] = {wrapper(self)->descr.get(), wrapper(self)->self.get()};
  for (Object* o : refs)
    if (o)
      if (int r = visit(o, arg)) return r;
  return 0;
}
Object* wrapper_rich_compare(Object* a, Object* b, int op) {
  if (type_of(a) != TypeMethodWrapper || type_of(b) != TypeMethodWrapper || (op != kEQ && op != kNE))
    return new_not_implemented();
  bool eq = wrapper(a)->descr.get() == wrapper(b)->descr.get() && wrapper(a)->self.get() == wrapper(b)->self.get();
  return bool_from(eq == (op == kEQ));
}
int64_t wrapper_hash(Object* self) {
  int64_t x = pointer_hash(wrapper(self)->self.get()) ^ pointer_hash(wrapper(self)->descr.get());
  return x == -1 ? -2 : x;
}
const char* wrapper_name(Object* self) { return g_slotdefs[wrapper(self)->descr->d_base - 1].name; }
Object* wrapper_repr(Object* self) {
  return str_from_format("<method-wrapper '%s' of %s object at %p>", wrapper_name(self), type_name_of(wrapper(self)->self),
                         wrapper(self)->self.get());
}
Object* wrapper_call(Object* self, Object* args, Object* kwds) {
  return raw_call(wrapper(self)->descr, wrapper(self)->self, args, kwds);
}
Object* wrapper_objclass(Object* self, void*) { return new_ref<Object>(wrapper(self)->descr->d_type.get()); }
Object* wrapper_get_name(Object* self, void*) { return str_from_cstr(wrapper_name(self)); }
Object* wrapper_doc(Object* self, void*) { return wrapper_descr_get_doc(wrapper(self)->descr.get(), nullptr); }
Object* wrapper_text_signature(Object* self, void*) { return wrapper_descr_get_text_signature(wrapper(self)->descr.get(), nullptr); }
Object* wrapper_qualname(Object* self, void*) { return get_qualname(wrapper(self)->descr.get(), nullptr); }

Object* wrapper_reduce(Object* self, Object*) {
  Ref<> getattr(eval_get_builtin("getattr")), name(getattr ? str_from_cstr(wrapper_name(self)) : nullptr);
  Ref<> args(name ? tuple_pack(2, wrapper(self)->self.get(), name.get()) : nullptr);
  return args ? tuple_pack(2, getattr.get(), args.get()) : nullptr;
}

const MethodDef kWrapperMethods[] = {{"__reduce__", wrapper_reduce, kMethNoArgs, nullptr}, {}};
const MemberDef kWrapperMembers[] = {
    {"__self__", kTObject, offsetof(MethodWrapperObject, self), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kWrapperGetSets[] = {
    {"__objclass__", wrapper_objclass, nullptr, nullptr},
    {"__name__", wrapper_get_name, nullptr, nullptr},
    {"__qualname__", wrapper_qualname, nullptr, nullptr},
    {"__doc__", wrapper_doc, nullptr, nullptr},
    {"__text_signature__", wrapper_text_signature, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

// ---- constructors

Object* descr_new_method(TypeObject* type, const MethodDef* method) {
  vectorcallfunc* v = method_vectorcall_for(method->flags);
  if (!v) {
    err_format(ExcSystemError, "%s() method: bad call flags", method->name);
    return nullptr;
  }
  auto* d = static_cast<MethodDescrObject*>(descr_new(TypeMethodDescriptor, type, method->name));
  if (!d) return nullptr;
  d->d_method = method;
  d->vectorcall = v;
  return d;
}
Object* descr_new_class_method(TypeObject* type, const MethodDef* method) {
  auto* d = static_cast<MethodDescrObject*>(descr_new(TypeClassMethodDescriptor, type, method->name));
  if (d) d->d_method = method;
  return d;
}
Object* descr_new_member(TypeObject* type, MemberField* member) {
  auto* d = static_cast<MemberDescrObject*>(descr_new(TypeMemberDescriptor, type, member->name));
  if (d) d->d_member = member;
  return d;
}
Object* descr_new_getset(TypeObject* type, const GetSetDef* getset) {
  auto* d = static_cast<GetSetDescrObject*>(descr_new(TypeGetSetDescriptor, type, getset->name));
  if (d) d->d_getset = getset;
  return d;
}
Object* descr_new_wrapper(TypeObject* type, uint64_t slot_row, uint64_t wrapped) {
  auto* d = static_cast<WrapperDescrObject*>(descr_new(TypeWrapperDescriptor, type, g_slotdefs[slot_row - 1].name));
  if (!d) return nullptr;
  d->d_base = slot_row;
  d->d_wrapped = wrapped;
  return d;
}
Object* wrapper_new(Object* d, Object* self) {
  auto* w = static_cast<MethodWrapperObject*>(gc_new(TypeMethodWrapper));
  if (!w) return nullptr;
  w->descr = static_cast<WrapperDescrObject*>(new_ref(d));
  w->self = new_ref(self);
  gc_track(w);
  return w;
}

// ---- types

void init_MethodDescriptor_type(TypeObject* t) {
  init_common(t, sizeof(MethodDescrObject), method_repr);
  t->tp_flags |= kTpHaveVectorcall | kTpMethodDescriptor;
  t->tp_vectorcall_offset = offsetof(MethodDescrObject, vectorcall);
  t->tp_call = vectorcall_call;
  t->tp_descr_get = method_get;
  type_add_methods(t, kDescrMethods);
  type_add_members(t, kDescrMembers);
  type_add_getsets(t, kMethodGetSets);
}
void init_ClassMethodDescriptor_type(TypeObject* t) {
  init_common(t, sizeof(MethodDescrObject), method_repr);
  t->tp_call = classmethoddescr_call;
  t->tp_descr_get = classmethod_get;
  type_add_members(t, kDescrMembers);
  type_add_getsets(t, kMethodGetSets);
}
void init_MemberDescriptor_type(TypeObject* t) {
  init_common(t, sizeof(MemberDescrObject), member_repr);
  t->tp_descr_get = member_get;
  t->tp_descr_set = member_set;
  type_add_methods(t, kDescrMethods);
  type_add_members(t, kDescrMembers);
  type_add_getsets(t, kMemberGetSets);
}
void init_GetSetDescriptor_type(TypeObject* t) {
  init_common(t, sizeof(GetSetDescrObject), getset_repr);
  t->tp_descr_get = getset_get;
  t->tp_descr_set = getset_set;
  type_add_members(t, kDescrMembers);
  type_add_getsets(t, kGetSetGetSets);
}
void init_WrapperDescriptor_type(TypeObject* t) {
  init_common(t, sizeof(WrapperDescrObject), wrapperdescr_repr);
  t->tp_flags |= kTpMethodDescriptor;
  t->tp_call = wrapperdescr_call;
  t->tp_descr_get = wrapperdescr_get;
  type_add_methods(t, kDescrMethods);
  type_add_members(t, kDescrMembers);
  type_add_getsets(t, kWrapperDescrGetSets);
}
void init_MethodWrapper_type(TypeObject* t) {
  t->tp_basicsize = sizeof(MethodWrapperObject);
  t->tp_dealloc = wrapper_dealloc;
  t->tp_repr = wrapper_repr;
  t->tp_hash = wrapper_hash;
  t->tp_call = wrapper_call;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = wrapper_traverse;
  t->tp_richcompare = wrapper_rich_compare;
  type_add_methods(t, kWrapperMethods);
  type_add_members(t, kWrapperMembers);
  type_add_getsets(t, kWrapperGetSets);
}

}  // namespace innards
