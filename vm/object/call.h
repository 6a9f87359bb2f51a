// Calling objects: the vectorcall protocol and the older tp_call, as Objects/call.c. It stands apart from protocol.h
// because the interpreter loop and natives that call back include little more than this.
// args may be written: with kVectorcallArgumentsOffset set in nargsf the callee may borrow the slot args[-1].
#pragma once

#include "object/object.h"

namespace innards {

// Any call: through vectorcall when the type offers it, else tp_call. kwnames: a tuple of the names of the last arguments.
Object* object_vectorcall(Object* callable, Object** args, uint64_t nargsf, Object* kwnames);
Object* object_vectorcall_dict(Object* callable, Object** args, uint64_t nargsf, Object* kwargs);
// obj.name(...) where obj is args[0].
Object* object_vectorcall_method(Object* name, Object** args, uint64_t nargsf, Object* kwnames);
// The vectorcall function of an object, or null.
vectorcallfunc* vectorcall_function(Object* callable);
// callable(*args, **kwargs) with a tuple and a dict (or null).
Object* object_call(Object* callable, Object* args, Object* kwargs);
inline Object* object_call_object(Object* callable, Object* args) ;
// A call through tp_call: packs the arguments into a tuple and a dict. keywords is a dict, a tuple of names or null.
Object* make_tp_call(Object* callable, Object** args, int64_t nargs, Object* keywords);
// The tp_call of types with vectorcall.
Object* vectorcall_call(Object* callable, Object* tuple, Object* kwargs);
Object* object_call_no_args(Object* callable);
Object* object_call_one_arg(Object* callable, Object* arg);
// callable(a, b, ...): the arguments end with nullptr.
Object* object_call_function_obj_args(Object* callable, ...);
Object* object_call_method_no_args(Object* obj, Object* name);
Object* object_call_method_one_arg(Object* obj, Object* name, Object* arg);
Object* object_call_method_obj_args(Object* obj, Object* name, ...);
// callable(obj, *args, **kwargs) (_PyObject_Call_Prepend).
Object* object_call_prepend(Object* callable, Object* obj, Object* args, Object* kwargs);
// Does a call succeed or fail consistently? Returns result, or null with SystemError (_Py_CheckFunctionResult).
Object* check_function_result(Object* callable, Object* result, const char* where);
// Splits a dict of keyword arguments: returns args followed by the values (mem_alloc'ed, one slot before it free) and *kwnames.
Object** stack_unpack_dict(Object** args, int64_t nargs, Object* kwargs, Object** kwnames);
void stack_unpack_dict_free(Object** stack, int64_t nargs, Object* kwnames);
// The dict of the keyword arguments of a vectorcall.
Object* stack_as_dict(Object** values, Object* kwnames);

inline Object* object_call_object(Object* callable, Object* args) {
  return args ? object_call(callable, args, nullptr) : object_call_no_args(callable);
}

}  // namespace innards
