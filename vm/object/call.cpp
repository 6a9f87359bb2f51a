// Objects/call.c: vectorcall and tp_call, and the shorthands natives use.
#include "object/call.h"

#include <cstdarg>
#include <cstddef>

#include "heap/heap.h"
#include "object/dict.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/runtime.h"

namespace innards {

Object* check_function_result(Object* callable, Object* result, const char* where) {
  if (!result) {
    if (err_occurred()) [[likely]] return nullptr;
    if (callable) err_format(ExcSystemError, "%R returned NULL without setting an exception", callable);
    else err_format(ExcSystemError, "%s returned NULL without setting an exception", where);
    return nullptr;
  }
  if (err_occurred()) [[unlikely]] {
    decref(result);
    if (callable) err_format_from_cause(ExcSystemError, "%R returned a result with an exception set", callable);
    else err_format_from_cause(ExcSystemError, "%s returned a result with an exception set", where);
    return nullptr;
  }
  return result;
}

vectorcallfunc* vectorcall_function(Object* callable) {
  TypeObject* tp = type_of(callable);
  if (!type_has(tp, kTpHaveVectorcall)) return nullptr;
  auto* slot = reinterpret_cast<Slot<vectorcallfunc>*>(reinterpret_cast<char*>(callable) + tp->tp_vectorcall_offset);
  return slot->get();
}

Object* object_vectorcall(Object* callable, Object** args, uint64_t nargsf, Object* kwnames) {
  vectorcallfunc* func = vectorcall_function(callable);
  if (!func) return make_tp_call(callable, args, vectorcall_nargs(nargsf), kwnames);
  return check_function_result(callable, func(callable, args, nargsf, kwnames), nullptr);
}

Object* make_tp_call(Object* callable, Object** args, int64_t nargs, Object* keywords) {
  auto call = type_of(callable)->tp_call;
  if (!call) return err_format(ExcTypeError, "'%.200s' object is not callable", type_name_of(callable));
  Ref<> argstuple(tuple_from_array(args, nargs));
  if (!argstuple) return nullptr;
  Ref<> made;
  Object* kwdict = nullptr;
  if (!keywords || dict_check(keywords)) {
    kwdict = keywords;
  } else if (tuple_size_of(keywords)) {
    made.reset(stack_as_dict(args + nargs, keywords));
    if (!made) return nullptr;
    kwdict = made;
  }
  Object* result = nullptr;
  if (enter_recursive_call(" while calling a Python object") == 0) {
    result = call(callable, argstuple, kwdict);
    leave_recursive_call();
  } else {
    return nullptr;
  }
  return check_function_result(callable, result, nullptr);
}

Object* stack_as_dict(Object** values, Object* kwnames) {
  int64_t n = tuple_size_of(kwnames);
  return dict_from_items(tuple_items(kwnames), 1, values, 1, n);
}

Object** stack_unpack_dict(Object** args, int64_t nargs, Object* kwargs, Object** p_kwnames) {
  int64_t nkw = dict_size_of(kwargs);
  auto** stack = static_cast<Object**>(mem_alloc((1 + static_cast<size_t>(nargs + nkw)) * sizeof(Ptr<Object>)));
  if (!stack) {
    err_no_memory();
    return nullptr;
  }
  Object* kwnames = tuple_new(nkw);
  if (!kwnames) {
    mem_free(stack);
    return nullptr;
  }
  ++stack;  // room for the callee's borrowed slot
  for (int64_t i = 0; i < nargs; ++i) stack[i] = new_ref(args[i]);
  Object** values = stack + nargs;
  int64_t pos = 0, i = 0;
  uint64_t all_str = kTpUnicodeSubclass;
  Object *key, *value;
  while (dict_next(kwargs, &pos, &key, &value)) {
    all_str &= type_of(key)->tp_flags;
    tuple_put(kwnames, i, new_ref(key));
    values[i] = new_ref(value);
    ++i;
  }
  if (!all_str) {
    err_set_string(ExcTypeError, "keywords must be strings");
    stack_unpack_dict_free(stack, nargs, kwnames);
    return nullptr;
  }
  *p_kwnames = kwnames;
  return stack;
}

void stack_unpack_dict_free(Object** stack, int64_t nargs, Object* kwnames) {
  int64_t n = tuple_size_of(kwnames) + nargs;
  for (int64_t i = 0; i < n; ++i) decref(stack[i]);
  mem_free(stack - 1);
  decref(kwnames);
}

Object* object_vectorcall_dict(Object* callable, Object** args, uint64_t nargsf, Object* kwargs) {
  int64_t nargs = vectorcall_nargs(nargsf);
  vectorcallfunc* func = vectorcall_function(callable);
  if (!func) return make_tp_call(callable, args, nargs, kwargs);
  if (!kwargs || dict_size_of(kwargs) == 0)
    return check_function_result(callable, func(callable, args, nargsf, nullptr), nullptr);
  Object* kwnames;
  Object** stack = stack_unpack_dict(args, nargs, kwargs, &kwnames);
  if (!stack) return nullptr;
  Object* res = func(callable, stack, static_cast<uint64_t>(nargs) | kVectorcallArgumentsOffset, kwnames);
  stack_unpack_dict_free(stack, nargs, kwnames);
  return check_function_result(callable, res, nullptr);
}

namespace {
Object* vectorcall_from_tuple(vectorcallfunc* func, Object* callable, Object* tuple, Object* kwargs) {
  int64_t nargs = tuple_size_of(tuple);
  if (!kwargs || dict_size_of(kwargs) == 0)
    return func(callable, tuple_items(tuple), static_cast<uint64_t>(nargs), nullptr);
  Object* kwnames;
  Object** stack = stack_unpack_dict(tuple_items(tuple), nargs, kwargs, &kwnames);
  if (!stack) return nullptr;
  Object* res = func(callable, stack, static_cast<uint64_t>(nargs) | kVectorcallArgumentsOffset, kwnames);
  stack_unpack_dict_free(stack, nargs, kwnames);
  return check_function_result(callable, res, nullptr);
}
}  // namespace

Object* vectorcall_call(Object* callable, Object* tuple, Object* kwargs) {
  TypeObject* tp = type_of(callable);
  if (tp->tp_vectorcall_offset <= 0)
    return err_format(ExcTypeError, "'%.200s' object does not support vectorcall", tp->tp_name.get());
  auto* func = reinterpret_cast<Slot<vectorcallfunc>*>(reinterpret_cast<char*>(callable) + tp->tp_vectorcall_offset)->get();
  if (!func) return err_format(ExcTypeError, "'%.200s' object does not support vectorcall", tp->tp_name.get());
  return check_function_result(callable, vectorcall_from_tuple(func, callable, tuple, kwargs), nullptr);
}

Object* object_call(Object* callable, Object* args, Object* kwargs) {
  vectorcallfunc* vectorcall = vectorcall_function(callable);
  if (vectorcall)
    return check_function_result(callable, vectorcall_from_tuple(vectorcall, callable, args, kwargs), nullptr);
  auto call = type_of(callable)->tp_call;
  if (!call) return err_format(ExcTypeError, "'%.200s' object is not callable", type_name_of(callable));
  if (enter_recursive_call(" while calling a Python object")) return nullptr;
  Object* result = call(callable, args, kwargs);
  leave_recursive_call();
  return check_function_result(callable, result, nullptr);
}

Object* object_call_no_args(Object* callable) {
  Object* dummy[1] = {nullptr};
  return object_vectorcall(callable, dummy + 1, 0 | kVectorcallArgumentsOffset, nullptr);
}

Object* object_call_one_arg(Object* callable, Object* arg) {
  Object* stack[2] = {nullptr, arg};
  return object_vectorcall(callable, stack + 1, 1 | kVectorcallArgumentsOffset, nullptr);
}

Object* object_call_prepend(Object* callable, Object* obj, Object* args, Object* kwargs) {
  int64_t argcount = tuple_size_of(args);
  Object* small[6];
  Object** stack = small;
  if (argcount + 1 > 6) {
    stack = static_cast<Object**>(mem_alloc(static_cast<size_t>(argcount + 1) * sizeof(Ptr<Object>)));
    if (!stack) return err_no_memory();
  }
  stack[0] = obj;
  for (int64_t i = 0; i < argcount; ++i) stack[i + 1] = tuple_item_at(args, i);
  Object* result = object_vectorcall_dict(callable, stack, static_cast<uint64_t>(argcount + 1), kwargs);
  if (stack != small) mem_free(stack);
  return result;
}

Object* object_vectorcall_method(Object* name, Object** args, uint64_t nargsf, Object* kwnames) {
  Object* callable = nullptr;
  int unbound = object_get_method(args[0], name, &callable);
  if (!callable) return nullptr;
  if (unbound) {
    nargsf &= ~kVectorcallArgumentsOffset;
  } else {
    ++args;
    --nargsf;
  }
  Object* result = object_vectorcall(callable, args, nargsf, kwnames);
  decref(callable);
  return result;
}

Object* object_call_method_no_args(Object* self, Object* name) {
  Object* args[2] = {nullptr, self};
  return object_vectorcall_method(name, args + 1, 1 | kVectorcallArgumentsOffset, nullptr);
}

Object* object_call_method_one_arg(Object* self, Object* name, Object* arg) {
  Object* args[3] = {nullptr, self, arg};
  return object_vectorcall_method(name, args + 1, 2 | kVectorcallArgumentsOffset, nullptr);
}

namespace {
// Calls with base (may be null) followed by the variadic arguments up to null.
Object* call_variadic(Object* base, Object* callable, va_list va) {
  constexpr int kMost = 16;
  Object* stack[kMost + 1];
  int64_t n = 0;
  if (base) stack[n++] = base;
  while (Object* arg = va_arg(va, Object*)) {
    if (n >= kMost) {
      err_bad_internal_call();
      return nullptr;
    }
    stack[n++] = arg;
  }
  return object_vectorcall(callable, stack, static_cast<uint64_t>(n), nullptr);
}
}  // namespace

Object* object_call_function_obj_args(Object* callable, ...) {
  va_list va;
  va_start(va, callable);
  Object* result = call_variadic(nullptr, callable, va);
  va_end(va);
  return result;
}

Object* object_call_method_obj_args(Object* obj, Object* name, ...) {
  Object* callable = nullptr;
  int is_method = object_get_method(obj, name, &callable);
  if (!callable) return nullptr;
  va_list va;
  va_start(va, name);
  Object* result = call_variadic(is_method ? obj : nullptr, callable, va);
  va_end(va);
  decref(callable);
  return result;
}

}  // namespace innards
