// Text and bytes by the codecs that programs and the library have registered. They stand apart because str.encode() and
// bytes.decode() come here with the names that the machine does not know itself.
#pragma once

#include "object/object.h"

namespace innards {

// str -> bytes and bytes -> str; `errors` may be null. New references, or null with an error: LookupError where no codec has the
// name, or it is none of texts (_PyCodec_EncodeText, _PyCodec_DecodeText).
Object* codec_encode_text(Object* text, const char* encoding, const char* errors);
Object* codec_decode_text(Object* bytes, const char* encoding, const char* errors);

// The handler that codecs.register_error gave this name: new reference, or null with LookupError.
Object* codec_error_handler(const char* name);

}  // namespace innards
