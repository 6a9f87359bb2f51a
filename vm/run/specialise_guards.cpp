// The guards of the specialised forms: what Python/ceval.c tests (DEOPT_IF) before each of them does its work.
#include <cmath>

#include "object/builtin_function.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/method.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/specialise_site.h"

namespace innards {

namespace {

using Site = SpecialiseSite;
namespace At = CacheAt;

bool both(const Site& s, const TypeObject* type) { return s.peek(2)->ob_type == type && s.peek(1)->ob_type == type; }

// ---- operators

bool in_place_add(const Site& s) { return both(s, TypeStr) && s.stored_local() == s.peek(2); }

bool compares_ints(const Site& s) { return both(s, TypeInt) && int_is_compact(s.peek(2)) && int_is_compact(s.peek(1)); }
bool compares_floats(const Site& s) {
  return both(s, TypeFloat) && !std::isnan(float_value(s.peek(2))) && !std::isnan(float_value(s.peek(1)));
}

int64_t items(const Object* o) { return static_cast<const VarObject*>(o)->ob_size; }

bool subscripts_class(const Site& s) {
  TypeObject* type = s.peek(2)->ob_type;
  if (type->tp_version_tag != s.cache32(At::kSubscrTypeVersion)) return false;
  Object* getitem = static_cast<HeapTypeObject*>(type)->spec_cache_getitem;
  return static_cast<FunctionObject*>(getitem)->func_version == s.cache(At::kSubscrFuncVersion);
}

bool unpacks(const Site& s, const TypeObject* type, int64_t n) { return s.peek(1)->ob_type == type && items(s.peek(1)) == n; }

// ---- names and attributes

// The value of entry `index` of the keys, which have not changed since they were given `version`.
bool entry_there(Object* dict, uint32_t version, int index) {
  if (!dict_check_exact(dict)) return false;
  const DictKeysObject* keys = static_cast<DictObject*>(dict)->ma_keys;
  return keys->dk_version == version && dk_unicode_entries(keys)[index].me_value.get() != nullptr;
}

bool global_in_builtins(const Site& s) {
  Object* globals = s.frame->f_globals;
  if (!dict_check_exact(globals)) return false;
  if (static_cast<DictObject*>(globals)->ma_keys->dk_version != s.cache32(At::kGlobalModuleVersion)) return false;
  return entry_there(s.frame->f_builtins, s.cache(At::kGlobalBuiltinVersion), s.cache(At::kGlobalIndex));
}

bool module_attribute(const Site& s) {
  Object* owner = s.peek(1);
  if (owner->ob_type != TypeModule) return false;
  return entry_there(static_cast<ModuleObject*>(owner)->md_dict, s.cache32(At::kAttrVersion), s.cache(At::kAttrIndex));
}

bool same_type(const Site& s, const Object* owner) { return owner->ob_type->tp_version_tag == s.cache32(At::kAttrVersion); }

bool has_values(const Site& s, Object* owner) { return same_type(s, owner) && object_values_pointer(owner)->get(); }
bool instance_value(const Site& s) {
  Object* owner = s.peek(1);
  return has_values(s, owner) && object_values_pointer(owner)->get()->values[s.cache(At::kAttrIndex)].get();
}

bool hinted(const Site& s) {
  Object* owner = s.peek(1);
  if (!same_type(s, owner)) return false;
  Object* dict = object_managed_dict_pointer(owner)->get();
  if (!dict) return false;
  const DictKeysObject* keys = static_cast<DictObject*>(dict)->ma_keys;
  const int hint = s.cache(At::kAttrIndex);
  if (hint >= keys->dk_nentries || dk_key_at(keys, hint) != s.name()) return false;
  return dk_is_unicode(keys) ? dk_unicode_entries(keys)[hint].me_value.get() : dk_entries(keys)[hint].me_value.get();
}

bool slot_filled(const Site& s) {
  Object* owner = s.peek(1);
  return same_type(s, owner) && *reinterpret_cast<Object**>(reinterpret_cast<char*>(owner) + s.cache(At::kAttrIndex));
}

bool method_type(const Site& s) { return s.peek(1)->ob_type->tp_version_tag == s.cache32(At::kMethodTypeVersion); }
bool method_beside_values(const Site& s) {
  Object* self = s.peek(1);
  if (!method_type(s) || object_managed_dict_pointer(self)->get()) return false;
  return type_cached_keys(self->ob_type)->dk_version == s.cache32(At::kMethodKeysVersion);
}
bool method_beside_dict(const Site& s) {
  if (!method_type(s)) return false;
  const auto offset = static_cast<int16_t>(s.cache(At::kMethodDictOffset));
  auto* dict = *reinterpret_cast<DictObject**>(reinterpret_cast<char*>(s.peek(1)) + offset);
  return dict && dict->ma_keys->dk_version == s.cache32(At::kMethodKeysVersion);
}
bool method_of_class(const Site& s) {
  Object* cls = s.peek(1);
  return type_check(cls) && static_cast<TypeObject*>(cls)->tp_version_tag == s.cache32(At::kMethodTypeVersion);
}

// ---- calls

Object* callable(const Site& s) { return s.peek(s.total_args() + 1); }
bool native(const Site& s, int flags) {
  Object* f = callable(s);
  return builtin_function_check_exact(f) && static_cast<BuiltinFunctionObject*>(f)->m_ml->flags == flags;
}
// A method of a native type called on exactly that type, with these flags.
bool native_method(const Site& s, int flags) {
  Object* f = callable(s);
  if (f->ob_type != TypeMethodDescriptor || s.total_args() == 0) return false;
  auto* method = static_cast<MethodDescrObject*>(f);
  return method->d_method->flags == flags && s.peek(s.total_args())->ob_type == method->d_type.get();
}
bool one_of(const Site& s, const TypeObject* type) { return !s.is_method() && s.peek(2) == type; }
bool builtin_class(const Site& s) {
  Object* f = callable(s);
  return type_check(f) && static_cast<bool>(static_cast<TypeObject*>(f)->tp_vectorcall);
}
bool bound_method(const Site& s) { return !s.is_method() && s.peek(s.oparg + 1)->ob_type == TypeMethod; }
bool appends(const Site& s) { return is_list_append(s.peek(3)) && list_check(s.peek(2)); }

bool python_function(const Site& s, bool exact) {
  Object* f = callable(s);
  if (!function_check(f)) return false;
  auto* func = static_cast<FunctionObject*>(f);
  if (func->func_version != s.cache32(At::kCallFuncVersion)) return false;
  const int given = s.total_args(), wanted = func->code()->co_argcount;
  return exact ? given == wanted : given <= wanted && given >= s.cache(At::kCallMinArgs);
}

}  // namespace

bool guard_holds(const Site& s) {
  switch (s.form()) {
    case Opcode::BINARY_OP_ADD_INT:
    case Opcode::BINARY_OP_SUBTRACT_INT:
    case Opcode::BINARY_OP_MULTIPLY_INT: return both(s, TypeInt);
    case Opcode::BINARY_OP_ADD_FLOAT:
    case Opcode::BINARY_OP_SUBTRACT_FLOAT:
    case Opcode::BINARY_OP_MULTIPLY_FLOAT: return both(s, TypeFloat);
    case Opcode::BINARY_OP_ADD_UNICODE: return both(s, TypeStr);
    case Opcode::BINARY_OP_INPLACE_ADD_UNICODE: return in_place_add(s);
    case Opcode::COMPARE_OP_INT_JUMP: return compares_ints(s);
    case Opcode::COMPARE_OP_FLOAT_JUMP: return compares_floats(s);
    case Opcode::COMPARE_OP_STR_JUMP: return both(s, TypeStr);
    case Opcode::BINARY_SUBSCR_LIST_INT:
    case Opcode::STORE_SUBSCR_LIST_INT: return s.peek(2)->ob_type == TypeList && is_index_within(s.peek(1), items(s.peek(2)));
    case Opcode::BINARY_SUBSCR_TUPLE_INT: return s.peek(2)->ob_type == TypeTuple && is_index_within(s.peek(1), items(s.peek(2)));
    case Opcode::BINARY_SUBSCR_DICT:
    case Opcode::STORE_SUBSCR_DICT: return s.peek(2)->ob_type == TypeDict;
    case Opcode::BINARY_SUBSCR_GETITEM: return subscripts_class(s);
    case Opcode::UNPACK_SEQUENCE_TWO_TUPLE: return unpacks(s, TypeTuple, 2);
    case Opcode::UNPACK_SEQUENCE_TUPLE: return unpacks(s, TypeTuple, s.oparg);
    case Opcode::UNPACK_SEQUENCE_LIST: return unpacks(s, TypeList, s.oparg);
    case Opcode::LOAD_GLOBAL_MODULE: return entry_there(s.frame->f_globals, s.cache32(At::kGlobalModuleVersion), s.cache(At::kGlobalIndex));
    case Opcode::LOAD_GLOBAL_BUILTIN: return global_in_builtins(s);
    case Opcode::LOAD_ATTR_MODULE:
    case Opcode::LOAD_METHOD_MODULE: return module_attribute(s);
    case Opcode::LOAD_ATTR_INSTANCE_VALUE: return instance_value(s);
    case Opcode::STORE_ATTR_INSTANCE_VALUE: return has_values(s, s.peek(1));
    case Opcode::LOAD_ATTR_WITH_HINT:
    case Opcode::STORE_ATTR_WITH_HINT: return hinted(s);
    case Opcode::LOAD_ATTR_SLOT: return slot_filled(s);
    case Opcode::STORE_ATTR_SLOT: return same_type(s, s.peek(1));
    case Opcode::LOAD_METHOD_WITH_VALUES: return method_beside_values(s);
    case Opcode::LOAD_METHOD_WITH_DICT: return method_beside_dict(s);
    case Opcode::LOAD_METHOD_NO_DICT: return method_type(s);
    case Opcode::LOAD_METHOD_CLASS: return method_of_class(s);
    case Opcode::PRECALL_PYFUNC: return callable(s)->ob_type == TypeFunction;
    case Opcode::PRECALL_BOUND_METHOD: return bound_method(s);
    case Opcode::PRECALL_BUILTIN_CLASS: return builtin_class(s);
    case Opcode::PRECALL_NO_KW_BUILTIN_O: return s.total_args() == 1 && native(s, kMethO);
    case Opcode::PRECALL_NO_KW_BUILTIN_FAST: return native(s, kMethFastcall);
    case Opcode::PRECALL_BUILTIN_FAST_WITH_KEYWORDS: return native(s, kMethFastcall | kMethKeywords);
    case Opcode::PRECALL_NO_KW_LEN: return s.total_args() == 1 && is_len(callable(s));
    case Opcode::PRECALL_NO_KW_ISINSTANCE: return s.total_args() == 2 && is_isinstance(callable(s));
    case Opcode::PRECALL_NO_KW_LIST_APPEND: return appends(s);
    case Opcode::PRECALL_NO_KW_TYPE_1: return one_of(s, TypeType);
    case Opcode::PRECALL_NO_KW_STR_1: return one_of(s, TypeStr);
    case Opcode::PRECALL_NO_KW_TUPLE_1: return one_of(s, TypeTuple);
    case Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS: return s.total_args() == 1 && native_method(s, kMethNoArgs);
    case Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_O: return s.total_args() == 2 && native_method(s, kMethO);
    case Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST: return native_method(s, kMethFastcall);
    case Opcode::PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS: return native_method(s, kMethFastcall | kMethKeywords);
    case Opcode::CALL_PY_EXACT_ARGS: return python_function(s, true);
    case Opcode::CALL_PY_WITH_DEFAULTS: return python_function(s, false);
    default: return true;
  }
}

bool skips_call(int form) {
  return opcode_deopt(form) == Opcode::PRECALL && form != Opcode::PRECALL_PYFUNC && form != Opcode::PRECALL_BOUND_METHOD;
}

}  // namespace innards
