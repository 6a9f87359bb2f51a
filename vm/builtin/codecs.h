// The registry of codecs (Python/codecs.c), for the machine, and the parts of the module _codecs, one file each. It stands
// apart from the module because str.encode() asks it too.
#pragma once

#include "object/object.h"

namespace innards {

// The codec (encoder, decoder, ...) of an encoding; borrowed, or null with LookupError or what a search function raised.
Object* codec_lookup(Object* name);

// codec_handlers.cpp: name -> error handler; the built-in ones are there from the first call on. Borrowed, or null with an error.
Object* codec_error_handlers();
void codec_handlers_register();  // boot

// codec_charmap.cpp: one byte a character, by a mapping that may be any object (null: latin-1). New reference, or null with an error.
Object* codec_charmap_build(Object* table);
Object* codec_charmap_encode(Object* text, const char* errors, Object* mapping);
Object* codec_charmap_decode(const char* data, int64_t size, const char* errors, Object* mapping);

// codec_utf7.cpp: `used` as in object/native_codecs.h. New reference, or null with an error.
Object* codec_utf7_encode(Object* text);
Object* codec_utf7_decode(const char* data, int64_t size, const char* errors, int64_t* used);

// codec_escapes.cpp: bytes as they are written in source, and back (PyBytes_DecodeEscape).
Object* codec_escape_decode(const char* data, int64_t size, const char* errors);
Object* codec_escape_encode(Object* bytes);

}  // namespace innards
