// FunctionObject: what `def` and `lambda` make, laid out as CPython 3.11's PyFunctionObject. Also the classmethod and
// staticmethod objects' maker live with core (object/classmethod.h). Binding of arguments is run/bind_arguments.h's.
#pragma once

#include <cstddef>
#include <cstdint>

#include "object/code.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// Include/cpython/funcobject.h: PyFunctionObject.
struct FunctionObject : Object {
  Ptr<Object> func_globals;         // dict
  Ptr<Object> func_builtins;        // dict
  Ptr<Object> func_name, func_qualname;
  Ptr<Object> func_code;            // CodeObject
  Ptr<Object> func_defaults;        // null or tuple
  Ptr<Object> func_kwdefaults;      // null or dict
  Ptr<Object> func_closure;         // null or tuple of cells
  Ptr<Object> func_doc;
  Ptr<Object> func_dict;            // null or dict
  Ptr<Object> func_weakreflist;
  Ptr<Object> func_module;
  Ptr<Object> func_annotations;     // null, dict or (until asked for) tuple of names and values
  Slot<vectorcallfunc> vectorcall;
  uint32_t func_version;            // for specialisation; 0 once anything relevant changed
  CodeObject* code() const { return static_cast<CodeObject*>(func_code.get()); }
};
static_assert(sizeof(FunctionObject) == 136 && offsetof(FunctionObject, vectorcall) == 120);

inline bool function_check(const Object* o) { return o->ob_type == TypeFunction; }
// A function of `code` with `globals` (a dict) and __qualname__ `qualname` (null: the code's). nullptr with an error set.
Object* function_new_with_qualname(Object* code, Object* globals, Object* qualname);
Object* function_new(Object* code, Object* globals);
// The vectorcall of every Python function (_PyFunction_Vectorcall).
Object* function_vectorcall(Object* func, Object** args, uint64_t nargsf, Object* kwnames);
// The annotations dict (borrowed), made when there is none; nullptr with an error set.
Object* function_get_annotations(Object* func);

}  // namespace innards
