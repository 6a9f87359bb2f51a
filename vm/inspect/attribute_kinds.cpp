#include "inspect/attribute_kinds.h"

#include "inspect/hash_table.h"
#include "inspect/told.h"

namespace innards::inspect {

namespace {

struct KindOf {
  Kind kind;
  AttributeKind is;
};
constexpr KindOf kKinds[] = {
    {Kind::kFunction, AttributeKind::Function},           {Kind::kProperty, AttributeKind::Property},
    {Kind::kClassMethod, AttributeKind::ClassMethod},     {Kind::kStaticMethod, AttributeKind::StaticMethod},
    {Kind::kMemberDescriptor, AttributeKind::Member},     {Kind::kGetSetDescriptor, AttributeKind::GetSet},
    {Kind::kMethodDescriptor, AttributeKind::NativeMethod}, {Kind::kClassMethodDescriptor, AttributeKind::NativeClassMethod},
    {Kind::kWrapperDescriptor, AttributeKind::SlotWrapper},
};

AttributeKind kind_of(Reader& reader, ObjectId value, bool gets, bool sets) {
  const TypeInfo info = reader.info(value);
  if (!info.heap_type)
    for (const KindOf& k : kKinds)
      if (info.kind == k.kind) return k.is;
  if (!gets && !sets) return AttributeKind::Plain;
  return info.heap_type ? AttributeKind::PythonDescriptor : AttributeKind::NativeDescriptor;
}

}  // namespace

Attribute attribute_of(Reader& reader, ObjectId value) {
  Attribute a;
  if (!reader.is_object(value)) return a;
  const TypeObject type = reader.memory().read<TypeObject>(reader.type_of(value));
  a.id = value;
  a.gets = static_cast<bool>(type.tp_descr_get);
  a.sets = static_cast<bool>(type.tp_descr_set);
  a.kind = kind_of(reader, value, a.gets, a.sets);
  return a;
}

Told told_attribute(const Attribute& a) {
  switch (a.kind) {
    case AttributeKind::Function: return told(Say::IsFunction);
    case AttributeKind::Property: return told(Say::IsProperty);
    case AttributeKind::ClassMethod: return told(Say::IsClassMethod);
    case AttributeKind::StaticMethod: return told(Say::IsStaticMethod);
    case AttributeKind::Member: return told(Say::IsMember);
    case AttributeKind::GetSet: return told(Say::IsGetSet);
    case AttributeKind::NativeMethod: return told(Say::IsNativeMethod);
    case AttributeKind::NativeClassMethod: return told(Say::IsNativeClassMethod);
    case AttributeKind::SlotWrapper: return told(Say::IsSlotWrapper);
    case AttributeKind::PythonDescriptor:
    case AttributeKind::NativeDescriptor: return told(a.sets ? Say::IsDataDescriptor : Say::IsDescriptor);
    default: return told(Say::IsPlain);
  }
}

std::vector<ObjectId> mro_of(Reader& reader, ObjectId type) {
  const ObjectId mro = reader.memory().read<TypeObject>(type).tp_mro.bits();
  return reader.is_object(mro) ? reader.tuple_items(mro, 1000) : std::vector<ObjectId>();
}

ObjectId own_attribute(Reader& reader, ObjectId type, const std::string& name) {
  return HashTable::of(reader, reader.memory().read<TypeObject>(type).tp_dict.bits()).find(key_of_name(name));
}

ObjectId inherited_attribute(Reader& reader, ObjectId type, const std::string& name, ObjectId* definer) {
  for (ObjectId base : mro_of(reader, type)) {
    const ObjectId found = own_attribute(reader, base, name);
    if (!found) continue;
    if (definer) *definer = base;
    return found;
  }
  return 0;
}

}  // namespace innards::inspect
