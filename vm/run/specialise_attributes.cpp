// Which form the loading or storing of a global, an attribute or a method takes. Follows Python/specialize.c.
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/specialise_site.h"

namespace innards {

namespace {

using Site = SpecialiseSite;
namespace At = CacheAt;

constexpr int kReadOnly = 1;
constexpr int kManagedDictOffset = -24;   // three words before the object

bool fits16(int64_t n) { return n >= 0 && n <= UINT16_MAX; }

// No key of a class made in Python, whose __eq__ a lookup may call.
bool keys_are_quiet(Object* dict) {
  const DictKeysObject* keys = static_cast<DictObject*>(dict)->ma_keys;
  if (dk_is_unicode(keys)) return true;
  for (int64_t i = 0; i < keys->dk_nentries; ++i) {
    const Object* key = dk_entries(keys)[i].me_key;
    if (key && type_has(key->ob_type, kTpHeapType)) return false;
  }
  return true;
}

// What a name is on the class (DescriptorClassification).
enum class NameKind { Overriding, Method, Property, ObjectSlot, OtherSlot, NonOverriding, NonDescriptor, Mutable, Absent, DunderClass, Overridden };

bool plain_access(const TypeObject* type, bool store) {
  return store ? type->tp_setattro == object_generic_set_attr : type->tp_getattro == object_generic_get_attr;
}

NameKind data_descriptor(Object* descr, Object* name) {
  if (descr->ob_type == TypeMemberDescriptor)
    return static_cast<MemberDescrObject*>(descr)->d_member->type == kTObjectEx ? NameKind::ObjectSlot : NameKind::OtherSlot;
  if (descr->ob_type == TypeProperty) return NameKind::Property;
  if (str_equal_ascii(name, "__class__") && descr == type_lookup(TypeBaseObject, name)) return NameKind::DunderClass;
  return NameKind::Overriding;
}

// A type that has no version even now (the name is too long for the method cache) could not be told from others that have none.
NameKind classify(TypeObject* type, Object* name, Object** descr, bool store) {
  *descr = nullptr;
  if (!plain_access(type, store) || !lookup_is_quiet(type)) return NameKind::Overridden;
  *descr = type_lookup(type, name);
  if (!type->tp_version_tag) return NameKind::Overridden;
  if (!*descr) return NameKind::Absent;
  const TypeObject* cls = (*descr)->ob_type;
  if (!type_has(cls, kTpImmutableType)) return NameKind::Mutable;
  if (cls->tp_descr_set) return data_descriptor(*descr, name);
  if (cls->tp_descr_get) return type_has(cls, kTpMethodDescriptor) ? NameKind::Method : NameKind::NonOverriding;
  return NameKind::NonDescriptor;
}

// The entry of a name in a dict of any kind of keys, without running anybody's __eq__.
int64_t entry_of(DictObject* dict, Object* name) {
  DictKeysObject* keys = dict->ma_keys;
  if (dk_is_unicode(keys)) return dict_keys_string_lookup(keys, name);
  for (int64_t i = 0; i < keys->dk_nentries; ++i) {
    Object* key = dk_entries(keys)[i].me_key;
    if (key && dk_entries(keys)[i].me_value && (key == name || (str_check_exact(key) && str_equal(key, name)))) return i;
  }
  return kDkixEmpty;
}

// The module's dict and where the name is in it (specialize_module_load_attr).
bool choose_module(Site& s, int form) {
  Object* dict = static_cast<ModuleObject*>(s.peek(1))->md_dict;
  if (!dict) return false;
  DictKeysObject* keys = static_cast<DictObject*>(dict)->ma_keys;
  if (keys->dk_kind != kDictKeysUnicode || dict_keys_string_lookup(keys, ID(__getattr__)) != kDkixEmpty) return false;
  const int64_t index = dict_keys_string_lookup(keys, s.name());
  if (!fits16(index)) return false;
  const uint32_t version = dict_keys_get_version_for_current_state(keys);
  if (!version) return false;
  s.set_cache32(At::kAttrVersion, version);
  s.set_cache(At::kAttrIndex, static_cast<uint64_t>(index));
  return s.become(form);
}

// An attribute of the instance itself (specialize_dict_access).
bool choose_instance(Site& s, int for_values, int for_dict) {
  Object* owner = s.peek(1);
  TypeObject* type = owner->ob_type;
  if (!type_has(type, kTpManagedDict)) return false;
  Object* dict = object_managed_dict_pointer(owner)->get();
  if (dict && !dict_check_exact(dict)) return false;
  const int64_t index = dict ? entry_of(static_cast<DictObject*>(dict), s.name()) : dict_keys_string_lookup(type_cached_keys(type), s.name());
  if (!fits16(index)) return false;
  s.set_cache32(At::kAttrVersion, type->tp_version_tag);
  s.set_cache(At::kAttrIndex, static_cast<uint64_t>(index));
  return s.become(dict ? for_dict : for_values);
}

bool choose_at_offset(Site& s, int64_t offset, int form) {
  if (!fits16(offset)) return false;
  s.set_cache(At::kAttrIndex, static_cast<uint64_t>(offset));
  s.set_cache32(At::kAttrVersion, s.peek(1)->ob_type->tp_version_tag);
  return s.become(form);
}

// A name of __slots__.
bool choose_slot(Site& s, Object* descr, bool store, int form) {
  auto* member = static_cast<MemberDescrObject*>(descr);
  if (!type_is_subtype(s.peek(1)->ob_type, member->d_type)) return false;
  if (store && (member->d_member->flags & kReadOnly)) return false;
  return choose_at_offset(s, member->d_member->offset, form);
}

// ---- methods

bool choose_class_method(Site& s) {
  auto* cls = static_cast<TypeObject*>(s.peek(1));
  Object* descr;
  const NameKind kind = classify(cls, s.name(), &descr, false);
  if (kind != NameKind::Method && kind != NameKind::NonDescriptor) return false;
  TypeObject* metaclass = cls->ob_type;
  if (!(metaclass->tp_getattro == TypeType->tp_getattro) || !lookup_is_quiet(metaclass)) return false;
  if (type_lookup(metaclass, s.name())) return false;   // it may have a say
  s.set_cache32(At::kMethodTypeVersion, cls->tp_version_tag);
  s.set_cache_object(At::kMethodDescr, descr);
  return s.become(Opcode::LOAD_METHOD_CLASS);
}

// How the instance keeps its attributes: the form, the keys that must not have the name, and where its dict is. Of an instance
// with a dict those are the class's keys, which only a dict that still shares them meets.
struct MethodPlace {
  int form = 0;
  DictKeysObject* keys = nullptr;
  int64_t dict_offset = 0;
};

MethodPlace method_place(Object* owner) {
  TypeObject* type = owner->ob_type;
  if (type_has(type, kTpManagedDict)) {
    Object* dict = object_managed_dict_pointer(owner)->get();
    DictKeysObject* keys = type_cached_keys(type);
    if (!keys) return {};
    if (dict) return {Opcode::LOAD_METHOD_WITH_DICT, keys, kManagedDictOffset};
    return {Opcode::LOAD_METHOD_WITH_VALUES, keys, 0};
  }
  const int64_t offset = type->tp_dictoffset;
  if (offset == 0) return {Opcode::LOAD_METHOD_NO_DICT, nullptr, 0};
  if (offset < 0 || offset > INT16_MAX) return {};
  auto* dict = *reinterpret_cast<DictObject**>(reinterpret_cast<char*>(owner) + offset);
  if (!dict) return {};
  return {Opcode::LOAD_METHOD_WITH_DICT, dict->ma_keys, offset};
}

bool choose_method(Site& s) {
  Object* owner = s.peek(1);
  Object* descr;
  if (classify(owner->ob_type, s.name(), &descr, false) != NameKind::Method) return false;
  const MethodPlace place = method_place(owner);
  if (!place.form) return false;
  if (place.keys) {
    if (dict_keys_string_lookup(place.keys, s.name()) != kDkixEmpty) return false;
    const uint32_t version = dict_keys_get_version_for_current_state(place.keys);
    if (!version) return false;
    s.set_cache32(At::kMethodKeysVersion, version);
  }
  if (place.form == Opcode::LOAD_METHOD_WITH_DICT) s.set_cache(At::kMethodDictOffset, static_cast<uint64_t>(place.dict_offset));
  s.set_cache32(At::kMethodTypeVersion, owner->ob_type->tp_version_tag);
  s.set_cache_object(At::kMethodDescr, descr);
  return s.become(place.form);
}

bool choose_builtin(Site& s, DictKeysObject* globals, Object* builtins, Object* name) {
  if (!dict_check_exact(builtins)) return false;
  DictKeysObject* keys = static_cast<DictObject*>(builtins)->ma_keys;
  if (!dk_is_unicode(keys)) return false;
  const int64_t index = dict_keys_string_lookup(keys, name);
  if (!fits16(index)) return false;
  const uint32_t globals_version = dict_keys_get_version_for_current_state(globals);
  const uint32_t builtins_version = globals_version ? dict_keys_get_version_for_current_state(keys) : 0;
  if (builtins_version == 0 || builtins_version > UINT16_MAX) return false;
  s.set_cache(At::kGlobalIndex, static_cast<uint64_t>(index));
  s.set_cache32(At::kGlobalModuleVersion, globals_version);
  s.set_cache(At::kGlobalBuiltinVersion, builtins_version);
  return s.become(Opcode::LOAD_GLOBAL_BUILTIN);
}

}  // namespace

bool lookup_is_quiet(const TypeObject* type) {
  const Object* mro = type->tp_mro;
  for (int64_t i = 0; mro && i < tuple_size_of(mro); ++i)
    if (Object* dict = static_cast<TypeObject*>(tuple_item_at(mro, i))->tp_dict; !dict || !keys_are_quiet(dict)) return false;
  return mro;
}

bool choose_load_global(Site& s) {
  Object* name = tuple_item_at(s.frame->f_code->co_names, s.oparg >> 1);
  Object* globals = s.frame->f_globals;
  if (!dict_check_exact(globals)) return false;
  DictKeysObject* keys = static_cast<DictObject*>(globals)->ma_keys;
  if (!dk_is_unicode(keys)) return false;
  const int64_t index = dict_keys_string_lookup(keys, name);
  if (index == kDkixEmpty) return choose_builtin(s, keys, s.frame->f_builtins, name);
  if (!fits16(index)) return false;
  const uint32_t version = dict_keys_get_version_for_current_state(keys);
  if (!version) return false;
  s.set_cache(At::kGlobalIndex, static_cast<uint64_t>(index));
  s.set_cache32(At::kGlobalModuleVersion, version);
  return s.become(Opcode::LOAD_GLOBAL_MODULE);
}

bool choose_load_attr(Site& s) {
  if (s.peek(1)->ob_type == TypeModule) return choose_module(s, Opcode::LOAD_ATTR_MODULE);
  Object* descr;
  switch (classify(s.peek(1)->ob_type, s.name(), &descr, false)) {
    case NameKind::ObjectSlot: return choose_slot(s, descr, false, Opcode::LOAD_ATTR_SLOT);
    case NameKind::DunderClass: return choose_at_offset(s, offsetof(Object, ob_type), Opcode::LOAD_ATTR_SLOT);
    case NameKind::NonOverriding:
    case NameKind::NonDescriptor:
    case NameKind::Absent: return choose_instance(s, Opcode::LOAD_ATTR_INSTANCE_VALUE, Opcode::LOAD_ATTR_WITH_HINT);
    default: return false;
  }
}

bool choose_store_attr(Site& s) {
  if (s.peek(1)->ob_type == TypeModule) return false;
  Object* descr;
  switch (classify(s.peek(1)->ob_type, s.name(), &descr, true)) {
    case NameKind::ObjectSlot: return choose_slot(s, descr, true, Opcode::STORE_ATTR_SLOT);
    case NameKind::NonOverriding:
    case NameKind::NonDescriptor:
    case NameKind::Absent: return choose_instance(s, Opcode::STORE_ATTR_INSTANCE_VALUE, Opcode::STORE_ATTR_WITH_HINT);
    default: return false;
  }
}

bool choose_load_method(Site& s) {
  if (s.peek(1)->ob_type == TypeModule) return choose_module(s, Opcode::LOAD_METHOD_MODULE);
  return type_check(s.peek(1)) ? choose_class_method(s) : choose_method(s);
}

}  // namespace innards
