// Objects/methodobject.c: functions written in C++ as Python objects.
#include "object/builtin_function.h"

#include <cstring>

#include "heap/heap.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

BuiltinFunctionObject* fn(Object* o) { return static_cast<BuiltinFunctionObject*>(o); }
Object* self_of(Object* func) { return fn(func)->m_ml->flags & kMethStatic ? nullptr : fn(func)->m_self.get(); }

Object* defining_class(Object* func) {
  return type_of(func) == TypeBuiltinMethod ? static_cast<BuiltinMethodObject*>(func)->mm_class.get() : nullptr;
}

// ---- calling conventions

bool no_kwnames(Object* func, Object* kwnames) {
  if (!kwnames || !tuple_size_of(kwnames)) return true;
  Ref<> name(object_function_str(func));
  if (name) err_format(ExcTypeError, "%U takes no keyword arguments", name.get());
  return false;
}

Object* wrong_count(Object* func, const char* format, int64_t given) {
  Ref<> name(object_function_str(func));
  if (name) err_format(ExcTypeError, format, name.get(), given);
  return nullptr;
}

template <class F>
F* enter(Object* func) {
  if (enter_recursive_call(" while calling a Python object")) return nullptr;
  return fn(func)->m_ml->as<F>();
}

Object* vectorcall_fastcall(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!no_kwnames(func, kwnames)) return nullptr;
  auto* meth = enter<FastFunction>(func);
  if (!meth) return nullptr;
  Object* result = meth(self_of(func), args, vectorcall_nargs(nargsf));
  leave_recursive_call();
  return result;
}

Object* vectorcall_fastcall_keywords(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  auto* meth = enter<FastKeywordsFunction>(func);
  if (!meth) return nullptr;
  Object* result = meth(self_of(func), args, vectorcall_nargs(nargsf), kwnames);
  leave_recursive_call();
  return result;
}

Object* vectorcall_noargs(Object* func, Object**, uint64_t nargsf, Object* kwnames) {
  if (!no_kwnames(func, kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (nargs != 0) return wrong_count(func, "%U takes no arguments (%zd given)", nargs);
  auto* meth = enter<binaryfunc>(func);
  if (!meth) return nullptr;
  Object* result = meth(self_of(func), nullptr);
  leave_recursive_call();
  return result;
}

Object* vectorcall_o(Object* func, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!no_kwnames(func, kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (nargs != 1) return wrong_count(func, "%U takes exactly one argument (%zd given)", nargs);
  auto* meth = enter<binaryfunc>(func);
  if (!meth) return nullptr;
  Object* result = meth(self_of(func), args[0]);
  leave_recursive_call();
  return result;
}

// METH_VARARGS functions have no vectorcall; tp_call serves them.
Object* function_call(Object* func, Object* args, Object* kwargs) {
  int flags = fn(func)->m_ml->flags;
  if (!(flags & kMethVarargs)) return vectorcall_call(func, args, kwargs);
  Object* self = self_of(func);
  if (flags & kMethKeywords) return check_function_result(func, fn(func)->m_ml->as<ternaryfunc>()(self, args, kwargs), nullptr);
  if (kwargs && dict_size_of(kwargs) != 0)
    return err_format(ExcTypeError, "%.200s() takes no keyword arguments", fn(func)->m_ml->name);
  return check_function_result(func, fn(func)->m_ml->as<binaryfunc>()(self, args), nullptr);
}

// ---- attributes

Object* get_doc(Object* self, void*) {
  met_difference(Difference::Docstrings, fn(self)->m_ml->name);
  return type_get_doc_from_internal_doc(fn(self)->m_ml->name, fn(self)->m_ml->doc);
}
Object* get_text_signature(Object* self, void*) {
  return type_get_text_signature_from_internal_doc(fn(self)->m_ml->name, fn(self)->m_ml->doc);
}
Object* get_name(Object* self, void*) { return str_from_cstr(fn(self)->m_ml->name); }
Object* get_self(Object* self, void*) {
  Object* s = self_of(self);
  return new_ref(s ? s : none());
}
// A function of a module goes by its name; a bound one by its class's too: list.append.
Object* get_qualname(Object* self, void*) {
  Object* s = fn(self)->m_self;
  if (!s || module_check(s)) return str_from_cstr(fn(self)->m_ml->name);
  Object* type = type_check(s) ? s : type_of(s);
  Ref<> type_qualname(object_get_attr(type, ID(__qualname__)));
  if (!type_qualname) return nullptr;
  if (!str_check(type_qualname)) {
    err_set_string(ExcTypeError, "<method>.__class__.__qualname__ is not a unicode object");
    return nullptr;
  }
  return str_from_format("%S.%s", type_qualname.get(), fn(self)->m_ml->name);
}
Object* method_reduce(Object* self, Object*) {
  Object* s = fn(self)->m_self;
  if (!s || module_check(s)) return str_from_cstr(fn(self)->m_ml->name);
  Ref<> getattr(eval_get_builtin("getattr"));
  if (!getattr) return nullptr;
  Ref<> name(str_from_cstr(fn(self)->m_ml->name));
  if (!name) return nullptr;
  Ref<> args(tuple_pack(2, s, name.get()));
  return args ? tuple_pack(2, getattr.get(), args.get()) : nullptr;
}

const GetSetDef kGetSets[] = {
    {"__doc__", get_doc, nullptr, nullptr},
    {"__name__", get_name, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr},
    {"__self__", get_self, nullptr, nullptr},
    {"__text_signature__", get_text_signature, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const MemberDef kMembers[] = {
    {"__module__", kTObject, offsetof(BuiltinFunctionObject, m_module), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const MethodDef kMethods[] = {
    {"__reduce__", method_reduce, kMethNoArgs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

Object* repr(Object* self) {
  Object* s = fn(self)->m_self;
  if (!s || module_check(s)) return str_from_format("<built-in function %s>", fn(self)->m_ml->name);
  return str_from_format("<built-in method %s of %s object at %p>", fn(self)->m_ml->name, type_name_of(s), s);
}

Object* rich_compare(Object* a, Object* b, int op) {
  if ((op != kEQ && op != kNE) || !builtin_function_check(a) || !builtin_function_check(b)) return new_not_implemented();
  bool eq = fn(a)->m_self.get() == fn(b)->m_self.get() && fn(a)->m_ml->function == fn(b)->m_ml->function;
  return bool_from(eq == (op == kEQ));
}

int64_t hash(Object* self) {
  // The function's number stands for CPython's code address.
  int64_t y = pointer_hash(reinterpret_cast<const void*>(static_cast<uintptr_t>(fn(self)->m_ml.id() << 4)));
  int64_t x = pointer_hash(fn(self)->m_self.get()) ^ y;
  return x == -1 ? -2 : x;
}

int traverse(Object* self, visitproc* visit, void* arg) {
  Object* const refs[] = {defining_class(self), fn(self)->m_self, fn(self)->m_module};
  for (Object* o : refs)
    if (o)
      if (int r = visit(o, arg)) return r;
  return 0;
}

void dealloc(Object* self) {
  gc_untrack(self);
  Trashcan can(self, dealloc);
  if (can.postponed()) return;
  if (fn(self)->m_weakreflist) object_clear_weakrefs(self);
  xdecref(defining_class(self));
  xdecref(fn(self)->m_self.get());
  xdecref(fn(self)->m_module.get());
  gc_del(self);
}

void init(TypeObject* t) {
  t->tp_basicsize = sizeof(BuiltinFunctionObject);
  t->tp_dealloc = dealloc;
  t->tp_vectorcall_offset = offsetof(BuiltinFunctionObject, vectorcall);
  t->tp_repr = repr;
  t->tp_hash = hash;
  t->tp_call = function_call;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpHaveVectorcall;
  t->tp_traverse = traverse;
  t->tp_richcompare = rich_compare;
  t->tp_weaklistoffset = offsetof(BuiltinFunctionObject, m_weakreflist);
}

}  // namespace

bool builtin_function_check_exact(const Object* o) { return type_of(o) == TypeBuiltinFunction; }
bool builtin_function_check(const Object* o) {
  return type_of(o) == TypeBuiltinFunction || type_is_subtype(type_of(o), TypeBuiltinFunction);
}

vectorcallfunc* builtin_function_vectorcall_for(int flags) {
  switch (flags & (kMethVarargs | kMethFastcall | kMethNoArgs | kMethO | kMethKeywords)) {
    case kMethFastcall: return vectorcall_fastcall;
    case kMethFastcall | kMethKeywords: return vectorcall_fastcall_keywords;
    case kMethNoArgs: return vectorcall_noargs;
    case kMethO: return vectorcall_o;
    default: return nullptr;
  }
}

namespace {

Object* filled_in(BuiltinFunctionObject* op, const MethodDef* method, Object* self, Object* module) {
  op->m_weakreflist = nullptr;
  op->m_ml = method;
  op->m_self = xnew_ref(self);
  op->m_module = xnew_ref(module);
  op->vectorcall = builtin_function_vectorcall_for(method->flags);
  gc_track(op);
  return op;
}

}  // namespace

Object* builtin_function_new(const MethodDef* method, Object* self, Object* module) {
  auto* op = static_cast<BuiltinFunctionObject*>(gc_new(TypeBuiltinFunction));
  return op ? filled_in(op, method, self, module) : nullptr;
}

Object* builtin_method_new(const MethodDef* method, Object* self, TypeObject* defining) {
  auto* op = static_cast<BuiltinMethodObject*>(gc_new(TypeBuiltinMethod));
  if (!op) return nullptr;
  op->mm_class = new_ref(defining);
  return filled_in(op, method, self, nullptr);
}

void init_BuiltinFunction_type(TypeObject* t) {
  init(t);
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}
// The rest is its base's.
void init_BuiltinMethod_type(TypeObject* t) { t->tp_basicsize = sizeof(BuiltinMethodObject); }

}  // namespace innards
