// The format-spec mini-language: what "{:>10.2f}" and format(x, spec) do for str, int, float and complex
// (Python/formatter_unicode.c), and the markup of str.format ("{0.name!r:>{width}}", Objects/stringlib/unicode_format.h).
#pragma once

#include "object/object.h"

namespace innards {

Object* str_format_advanced(Object* o, Object* spec);         // str.__format__
Object* int_format_advanced(Object* o, Object* spec);         // int.__format__
Object* float_format_advanced(Object* o, Object* spec);
Object* complex_format_advanced(Object* o, Object* spec);
// str.format(*args, **kwargs); kwargs may be null.
Object* str_do_format(Object* self, Object* args, Object* kwargs);
Object* str_do_format_map(Object* self, Object* mapping);

}  // namespace innards
