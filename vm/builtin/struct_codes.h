// One value of a struct format: its size, and how it is written to bytes and read from them. It stands apart from the Struct
// type, which lays values out. CPython: the formatdef tables of Modules/_struct.c.
#pragma once

#include "object/object.h"

namespace innards {

enum class StructOrder : uint8_t { Native, Little, Big };   // Native: this machine's sizes and alignment, little-endian

struct StructCode {
  char code;
  uint8_t size, alignment;   // alignment 0: none
};
// The row of a format character, or null with struct.error.
const StructCode* struct_code_find(char code, StructOrder order);

// Writes one value ("b" to "d", "c", "?", "P") of `size` bytes. 0, or -1 with an error.
int struct_pack_value(char code, StructOrder order, int size, Object* value, uint8_t* to);
// The value of "s" or "p" with room for `room` bytes, zero-filled already.
int struct_pack_text(char code, int64_t room, Object* value, uint8_t* to);
Object* struct_unpack_value(char code, StructOrder order, int size, const uint8_t* from);
Object* struct_unpack_text(char code, int64_t room, const uint8_t* from);

// struct.error (borrowed).
Object* struct_error();

}  // namespace innards
