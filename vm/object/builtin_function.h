// Functions written in C++ as Python sees them: layout of Include/cpython/methodobject.h. Stands apart because modules,
// types and natives make them.
#pragma once

#include "object/object.h"

namespace innards {

struct BuiltinFunctionObject : Object {
  MethodRef m_ml;
  Ptr<Object> m_self;         // the module or the object it is bound to
  Ptr<Object> m_module;       // value of __module__
  Ptr<Object> m_weakreflist;
  Slot<vectorcallfunc> vectorcall;
};
// METH_METHOD functions: they know the class that defines them.
struct BuiltinMethodObject : BuiltinFunctionObject {
  Ptr<TypeObject> mm_class;
};

// A flag of a method beside kMethFastcall | kMethKeywords: bound, it knows the class that defines it (METH_METHOD).
constexpr int kMethMethod = 0x200;

bool builtin_function_check(const Object* o);
bool builtin_function_check_exact(const Object* o);
Object* builtin_function_new(const MethodDef* method, Object* self, Object* module = nullptr);  // PyCFunction_NewEx
// The same for a method of kMethMethod, which `defining` has (PyCMethod_New).
Object* builtin_method_new(const MethodDef* method, Object* self, TypeObject* defining);
// The vectorcall function for a calling convention (Objects/methodobject.c); null for a wrong one.
vectorcallfunc* builtin_function_vectorcall_for(int flags);

}  // namespace innards
