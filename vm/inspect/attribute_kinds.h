// What kind of thing stands in a class's namespace and what it does when an attribute is asked for: the part of the
// descriptor protocol that reading alone can tell. It stands apart because the type's rows and the walk of a lookup say it
// in the same words.
#pragma once

#include "inspect/reader.h"
#include "inspect/walk_rows.h"

namespace innards::inspect {

enum class AttributeKind : uint8_t {
  Plain, Function, Property, ClassMethod, StaticMethod, Member, GetSet, NativeMethod, NativeClassMethod, SlotWrapper, PythonDescriptor, NativeDescriptor,
};

struct Attribute {
  ObjectId id = 0;              // 0: there is none
  AttributeKind kind = AttributeKind::Plain;
  bool gets = false, sets = false;   // its type has tp_descr_get, tp_descr_set
};
Attribute attribute_of(Reader& reader, ObjectId value);
Told told_attribute(const Attribute& a);

// The MRO of a type.
std::vector<ObjectId> mro_of(Reader& reader, ObjectId type);
// `name` in a type's own namespace, or 0.
ObjectId own_attribute(Reader& reader, ObjectId type, const std::string& name);
// The first along the MRO; *definer says where.
ObjectId inherited_attribute(Reader& reader, ObjectId type, const std::string& name, ObjectId* definer = nullptr);

}  // namespace innards::inspect
