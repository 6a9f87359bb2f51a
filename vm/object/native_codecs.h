// The codecs that are the machine's own, by their names there ("utf-8", "utf-16-le", "unicode-escape" ...). They stand apart from
// str.h because only the module _codecs needs them without the registry, and texts that go on.
#pragma once

#include "object/object.h"

namespace innards {

// The name under which the machine has an encoding for itself; null where it has not.
const char* str_native_codec(const char* encoding);

// New references, or null with an error. Decoding: with `used` the end of a text that goes on may be missing; *used tells how
// many bytes were decoded.
Object* str_encode_native(Object* s, const char* codec, const char* errors);
Object* str_decode_native(const char* data, int64_t size, const char* codec, const char* errors, int64_t* used);

}  // namespace innards
