// io.TextIOWrapper: text over any stream of bytes (Modules/_io/textio.c, its second part). This header is for its own files
// (io_text*.cpp) only; what others may call stands in text_stream.h.
#pragma once

#include "object/object.h"

namespace innards {

// How text becomes bytes and back. The machine does all but Python itself; kPython is an object of the library's codecs.
enum class TextCodec : uint8_t { kNone, kPython, kUtf8, kAscii, kLatin1, kUtf16, kUtf16Le, kUtf16Be, kUtf32, kUtf32Le, kUtf32Be };
// The order of bytes that a mark at the beginning told, with the numbers of the library's decoders.
enum TextOrder : uint8_t { kLittleEndian = 0, kBigEndian = 1, kNoMarkYet = 2 };
// Kinds of line ends that were read.
enum SeenNewlines : uint8_t { kSeenCR = 1, kSeenLF = 2, kSeenCRLF = 4 };

struct TextIOWrapper : Object {
  Ptr<Object> buffer, encoding, errors;
  Ptr<Object> encoder, decoder;   // of kPython
  Ptr<Object> newline;            // as given; null for None
  Ptr<Object> decoded;            // a str of the last chunk, of which decoded_used characters are read; or null
  Ptr<Object> pending;            // what waits to be written: null, a bytes, an ASCII str or a list of both
  // Null, or (state, bytes): from that state of an empty decoder these bytes gave `decoded`. From it tell() counts.
  Ptr<Object> snapshot;
  int64_t chunk_size, decoded_used, pending_size;
  double bytes_a_char;            // of the last chunk
  uint8_t ok, detached, finalizing, line_buffering, write_through;
  uint8_t read_universal, read_translate, write_translate;   // of line ends
  uint8_t seekable, telling, has_read1;
  uint8_t at_start;               // a mark of the order of bytes is due in front of what is written
  TextCodec reads, writes;        // kNone: it cannot
  // Of the machine's own decoders:
  TextOrder order;
  uint8_t kept_size;
  char kept[4];                   // the first bytes of a character that is not complete
  // Of line ends:
  uint8_t held_cr, seen;          // a \r waits for what follows it
  int8_t direct;                  // 1 or 2: sys.stdout or sys.stderr, whose text goes out at once; else -1
  char unused[33];                // the size is CPython's
  Ptr<Object> weakreflist, dict;
};
static_assert(sizeof(TextIOWrapper) == 192 && offsetof(TextIOWrapper, weakreflist) == 176);

inline TextIOWrapper* as_text(Object* o) { return static_cast<TextIOWrapper*>(o); }

// ---- io_text_codec.cpp

// Finds how an encoding is done: *native, or kPython and *codec. False with LookupError.
bool text_find_codec(const char* encoding, TextCodec* native, Ref<>* codec);
// Makes a decoder and an encoder where the buffer can be read and written. False with an error.
bool text_set_decoder(TextIOWrapper* s, TextCodec native, Object* codec, Object* errors);
bool text_set_encoder(TextIOWrapper* s, TextCodec native, Object* codec, Object* errors);
// Text of a piece of input, its line ends translated where that is wanted. New reference. `final`: null where not told.
Object* text_decode(TextIOWrapper* s, Object* input, Object* final);
// The decoder's state, a tuple (bytes that it keeps, a number); new reference. An object's own may be wrong in any way.
Object* text_decoder_state(TextIOWrapper* s);
bool text_decoder_set_state(TextIOWrapper* s, Object* state);
bool text_decoder_reset(TextIOWrapper* s);
// The state as its two parts, where it is right: borrowed; false with TypeError.
bool text_check_state(Object* state, Object** kept, Object** flags);
// Bytes of a text. New reference.
Object* text_encode(TextIOWrapper* s, Object* text);
bool text_encoder_reset(TextIOWrapper* s, bool at_start);
// None, a str or a tuple: the line ends that were read.
Object* text_newlines(TextIOWrapper* s);

// ---- io_text_read.cpp

void text_set_decoded(TextIOWrapper* s, Object* stolen);
void text_forget_read(TextIOWrapper* s);   // `decoded` and the snapshot
Object* text_read(Object* o, Object** args, int64_t nargs);
Object* text_readline(Object* o, Object** args, int64_t nargs);
Object* text_next(Object* o);

// ---- io_text_seek.cpp

Object* text_seek(Object* o, Object** args, int64_t nargs);
Object* text_tell(Object* o, Object*);

// ---- io_text.cpp

// The stream where it may be used; null with ValueError.
TextIOWrapper* text_attached(Object* o);
TextIOWrapper* text_open(Object* o);
// Gives the buffer what is pending.
bool text_write_pending(TextIOWrapper* s);
// Its flush(), as a program may have it. False with an error.
bool text_call_flush(Object* o);

}  // namespace innards
