// Text and bytes by the codecs that programs and the library have registered, and the error handlers that all codecs ask.
// They stand apart because str.encode() and bytes.decode() come here with the names that the machine does not know itself,
// and because every codec reports what it cannot do in the same way (Python/codecs.c, the ends of Objects/unicodeobject.c).
#pragma once

#include "heap/heap.h"
#include "object/object.h"

namespace innards {

// str -> bytes and bytes -> str; `errors` may be null. New references, or null with an error: LookupError where no codec has the
// name, or it is none of texts (_PyCodec_EncodeText, _PyCodec_DecodeText).
Object* codec_encode_text(Object* text, const char* encoding, const char* errors);
Object* codec_decode_text(Object* bytes, const char* encoding, const char* errors);

// The codec of that name, which must be one of texts; `function` is what the error advises instead (_PyCodec_LookupTextEncoding).
Object* codec_lookup_text(const char* encoding, const char* function);

// codecs.encode() and codecs.decode(): any object by any codec; `errors` may be null (PyCodec_Encode, PyCodec_Decode).
Object* codec_encode(Object* o, const char* encoding, const char* errors);
Object* codec_decode(Object* o, const char* encoding, const char* errors);
// The error that is set says from now on which codec failed, where its class allows that.
void codec_wrap_error(const char* operation, const char* encoding);

// The handler that codecs.register_error gave this name, or that is built in: new reference, or null with LookupError.
Object* codec_error_handler(const char* name);

// The handler of one run of a codec and the exception that it is shown: one object for all places of the run.
struct CodecHandler {
  const char* errors;      // its name; null: strict
  Ref<> function, error;

  explicit CodecHandler(const char* name) : errors(name) {}
  // What stands for text[start:end], which `encoding` cannot express: a str or bytes, and the place where to go on. New
  // reference, or null with an error.
  Object* for_encoding(const char* encoding, Object* text, int64_t start, int64_t end, const char* reason, int64_t* place);
  // What stands for (*input)[start:end]: a str. The handler may have put other bytes in the place of *input.
  Object* for_decoding(const char* encoding, Ref<>* input, int64_t start, int64_t end, const char* reason, int64_t* place);
  // Raises the exception for text[start:end]. Always null.
  Object* refuse(const char* encoding, Object* text, int64_t start, int64_t end, const char* reason);
};

}  // namespace innards
