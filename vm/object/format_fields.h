// The pieces of a format string, "text {name!r:spec} text". Stands apart because str.format and the _string module (for
// string.Formatter) both read them. Positions are character indices into the str; no references are held.
#pragma once

#include <cstdint>

#include "object/object.h"

namespace innards {

struct FormatRange {
  int64_t start = 0, end = 0;
  bool empty() const { return start >= end; }
};

struct FormatField {
  FormatRange literal, name, spec;   // the text before the field, and the field's parts
  bool present = false;              // there is a field
  bool spec_has_fields = false;
  uint32_t conversion = 0;
};

// The next literal run and the field behind it. 1: there is one, 0: the end, -1: ValueError.
int format_next_piece(Object* s, int64_t* at, int64_t end, FormatField* f);
// A whole number in the range: 1 and *out, 0: something else (*out -1), -1: ValueError, it is too large.
int format_read_index(Object* s, FormatRange r, int64_t* out);
// The end of a field name's first part.
int64_t format_first_part_end(Object* s, FormatRange name);
// One ".name" or "[key]" at *at of a field's name; false with ValueError. *index is the key's number, or -1.
bool format_read_step(Object* s, int64_t* at, int64_t end, bool* is_attribute, FormatRange* part, int64_t* index);

}  // namespace innards
