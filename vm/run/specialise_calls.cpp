// Which form a call takes: PRECALL looks at what is called, CALL at how a Python function's parameters are met. Follows
// Python/specialize.c.
#include "object/builtin_function.h"
#include "object/descriptor.h"
#include "object/dict_internal.h"
#include "object/function.h"
#include "object/method.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/specialise_site.h"

namespace innards {

namespace {

using Site = SpecialiseSite;

constexpr int kConvention = kMethVarargs | kMethFastcall | kMethNoArgs | kMethO | kMethKeywords | kMethMethod;

bool choose_native(Site& s, Object* callable, int nargs) {
  switch (static_cast<BuiltinFunctionObject*>(callable)->m_ml->flags & kConvention) {
    case kMethO:
      if (s.kwnames || nargs != 1) return false;
      return s.become(is_len(callable) ? Opcode::PRECALL_NO_KW_LEN : Opcode::PRECALL_NO_KW_BUILTIN_O);
    case kMethFastcall: {
      if (s.kwnames) return false;
      const bool isinstance = nargs == 2 && is_isinstance(callable);
      return s.become(isinstance ? Opcode::PRECALL_NO_KW_ISINSTANCE : Opcode::PRECALL_NO_KW_BUILTIN_FAST);
    }
    case kMethFastcall | kMethKeywords: return s.become(Opcode::PRECALL_BUILTIN_FAST_WITH_KEYWORDS);
    default: return false;
  }
}

bool choose_class(Site& s, TypeObject* type, int nargs) {
  if (type->tp_new == TypeBaseObject->tp_new || !type_has(type, kTpImmutableType)) return false;
  if (nargs == 1 && !s.kwnames && s.oparg == 1) {
    if (type == TypeStr) return s.become(Opcode::PRECALL_NO_KW_STR_1);
    if (type == TypeType) return s.become(Opcode::PRECALL_NO_KW_TYPE_1);
    if (type == TypeTuple) return s.become(Opcode::PRECALL_NO_KW_TUPLE_1);
  }
  return type->tp_vectorcall && s.become(Opcode::PRECALL_BUILTIN_CLASS);
}

// list.append(x) as a statement: PRECALL and its caches, CALL and its caches, POP_TOP.
bool result_dropped(const Site& s) {
  return s.form_at(2 + opcode_info(Opcode::CALL).caches + 1) == Opcode::POP_TOP;
}

bool choose_native_method(Site& s, MethodDescrObject* method, int nargs) {
  if (s.kwnames) return false;
  switch (method->d_method->flags & kConvention) {
    case kMethNoArgs: return nargs == 1 && s.become(Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS);
    case kMethO: {
      if (nargs != 2) return false;
      const bool append = is_list_append(method) && s.oparg == 1 && result_dropped(s);
      return s.become(append ? Opcode::PRECALL_NO_KW_LIST_APPEND : Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_O);
    }
    case kMethFastcall: return s.become(Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST);
    case kMethFastcall | kMethKeywords: return s.become(Opcode::PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS);
    default: return false;
  }
}

}  // namespace

bool simple_function(const CodeObject* code) {
  return !(code->co_flags & (kCoVarargs | kCoVarKeywords)) && code->co_kwonlyargcount == 0 && (code->co_flags & kCoOptimized);
}

uint32_t function_version(FunctionObject* func) {
  if (func->func_version == 0) func->func_version = dict_keys_next_version();
  return func->func_version;
}

bool choose_precall(Site& s) {
  const int nargs = s.total_args();
  Object* callable = s.peek(nargs + 1);
  if (builtin_function_check_exact(callable)) return choose_native(s, callable, nargs);
  if (function_check(callable)) return s.become(Opcode::PRECALL_PYFUNC);
  if (type_check(callable)) return choose_class(s, static_cast<TypeObject*>(callable), nargs);
  if (callable->ob_type == TypeMethodDescriptor) return choose_native_method(s, static_cast<MethodDescrObject*>(callable), nargs);
  return callable->ob_type == TypeMethod && s.become(Opcode::PRECALL_BOUND_METHOD);
}

bool choose_call(Site& s) {
  const int nargs = s.total_args();
  Object* callable = s.peek(nargs + 1);
  if (!function_check(callable) || s.kwnames) return false;
  auto* func = static_cast<FunctionObject*>(callable);
  const CodeObject* code = func->code();
  if (!simple_function(code)) return false;
  const int wanted = code->co_argcount;
  const int64_t defaults = func->func_defaults ? tuple_size_of(func->func_defaults) : 0;
  const int64_t least = wanted - defaults;
  if (wanted > UINT16_MAX || nargs > wanted || nargs < least || least > UINT16_MAX) return false;
  const uint32_t version = function_version(func);
  if (!version) return false;
  s.set_cache32(CacheAt::kCallFuncVersion, version);
  s.set_cache(CacheAt::kCallMinArgs, static_cast<uint64_t>(least));
  return s.become(nargs == wanted ? Opcode::CALL_PY_EXACT_ARGS : Opcode::CALL_PY_WITH_DEFAULTS);
}

}  // namespace innards
