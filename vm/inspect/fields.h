// The fields of every built-in object's struct, as data: names and C types for the byte view, and which of them are
// references. One list for both, made from the structs themselves, so that it cannot disagree with them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "run/runtime.h"

namespace innards::inspect {

enum class FieldType : uint8_t { Object, Pointer, Function, Int, UInt, Int32, UInt32, Int8, Double, Table };

struct Field {
  const char* name;
  FieldType type;
  int offset, size;
  bool minor = false;   // a reference that pictures leave out
};

// The fields behind ob_refcnt and ob_type (and ob_size) of objects with the layout of `kind`, in order.
const std::vector<Field>& fields_of(Kind kind);
const std::vector<Field>& fields_of_exception(ExcKind kind);
const char* c_type_of(FieldType type);

}  // namespace innards::inspect
