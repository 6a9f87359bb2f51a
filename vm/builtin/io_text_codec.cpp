// How a TextIOWrapper makes text of bytes and bytes of text. The machine's own encodings need nothing of the library: what a
// decoder must remember between two pieces of input stands in the stream itself. For the others there is an incremental decoder
// or encoder of the package `encodings` or of the program. Line ends are seen and translated here too, as CPython's
// IncrementalNewlineDecoder does around every decoder.
#include <algorithm>
#include <cstring>
#include <iterator>

#include "builtin/io_text.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/native_codecs.h"
#include "object/protocol.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/codecs.h"
#include "run/errors.h"

namespace innards {

namespace {

// By TextCodec, from kUtf8 on. `kName` is what the machine calls it, `library` how the library's codec is named.
struct CodecRow { const char *name, *library; };
const CodecRow kCodecRows[] = {{"utf-8", "utf-8"}, {"ascii", "ascii"}, {"latin-1", "iso8859-1"},
                               {"utf-16", "utf-16"}, {"utf-16-le", "utf-16-le"}, {"utf-16-be", "utf-16-be"},
                               {"utf-32", "utf-32"}, {"utf-32-le", "utf-32-le"}, {"utf-32-be", "utf-32-be"}};
constexpr int kFirstRow = static_cast<int>(TextCodec::kUtf8);

const char* name_of(TextCodec c) { return kCodecRows[static_cast<int>(c) - kFirstRow].name; }
TextCodec codec_of_row(size_t row) { return static_cast<TextCodec>(static_cast<int>(row) + kFirstRow); }
bool has_mark(TextCodec c) { return c == TextCodec::kUtf16 || c == TextCodec::kUtf32; }
bool keeps_bytes(TextCodec c) { return c != TextCodec::kAscii && c != TextCodec::kLatin1; }
// The codec without a mark that follows one of this order.
TextCodec ordered(TextCodec c, TextOrder order) {
  return has_mark(c) ? static_cast<TextCodec>(static_cast<int>(c) + (order == kBigEndian ? 2 : 1)) : c;
}

// What buffer.readable() and its like say: 1, 0 or -1.
int asks(Object* buffer, Object* method) {
  Ref<> says(object_call_method_no_args(buffer, method));
  return says ? object_is_true(says) : -1;
}

Object* make_incremental(Object* codec, const char* attribute, Object* errors) {
  Ref<> maker(object_get_attr_string(codec, attribute));
  return maker ? object_call_one_arg(maker, errors) : nullptr;
}

// One of the machine's own encodings is written without the encoder object, whoever registered the codec. False with an error.
bool find_own_encoding(Object* codec, TextCodec* writes) {
  Object* found;
  if (object_lookup_attr(codec, ID(name), &found) < 0) return false;
  Ref<> name(found);
  for (size_t i = 0; name && str_check(name) && i < std::size(kCodecRows); ++i)
    if (str_equal_ascii(name, kCodecRows[i].library)) *writes = codec_of_row(i);
  return true;
}

}  // namespace

bool text_find_codec(const char* encoding, TextCodec* native, Ref<>* codec) {
  *native = TextCodec::kPython;
  const char* own = str_native_codec(encoding);
  for (size_t i = 0; own && i < std::size(kCodecRows); ++i)
    if (!std::strcmp(own, kCodecRows[i].name)) *native = codec_of_row(i);
  if (*native != TextCodec::kPython) return true;
  codec->reset(codec_lookup_text(encoding, "codecs.open()"));
  return static_cast<bool>(*codec);
}

bool text_set_decoder(TextIOWrapper* s, TextCodec native, Object* codec, Object* errors) {
  const int readable = asks(s->buffer, ID(readable));
  if (readable <= 0) return readable == 0;
  clear_ref(s->decoder);
  s->reads = TextCodec::kNone;
  if (codec) {
    s->decoder = make_incremental(codec, "incrementaldecoder", errors);
    if (!s->decoder) return false;
  }
  s->reads = native;
  s->order = kNoMarkYet;
  s->kept_size = s->held_cr = s->seen = 0;
  return true;
}

bool text_set_encoder(TextIOWrapper* s, TextCodec native, Object* codec, Object* errors) {
  const int writable = asks(s->buffer, ID(writable));
  if (writable <= 0) return writable == 0;
  clear_ref(s->encoder);
  s->writes = TextCodec::kNone;
  if (codec) {
    s->encoder = make_incremental(codec, "incrementalencoder", errors);
    if (!s->encoder || !find_own_encoding(codec, &native)) return false;
  }
  s->writes = native;
  return true;
}

// ---- decoding

namespace {

// The bytes of a piece of input. False with the TypeError that the library's decoder of this encoding gives.
bool input_bytes(const TextIOWrapper* s, Object* input, Buffer* view) {
  if (object_check_buffer(input)) return object_get_buffer(input, view, kBufSimple) == 0;
  err_format(ExcTypeError, keeps_bytes(s->reads) ? "can't concat %.100s to bytes" : "a bytes-like object is required, not '%.100s'", type_name_of(input));
  return false;
}

// What the mark in front of the data says; without one the text is refused once a character has been seen.
bool find_order(TextIOWrapper* s, const char* data, int64_t size, int64_t used) {
  const bool wide = s->reads == TextCodec::kUtf32;
  const int64_t unit = wide ? 4 : 2;
  const auto begins = [&](const char* mark) { return size >= unit && !std::memcmp(data, mark, static_cast<size_t>(unit)); };
  if (begins(wide ? "\xff\xfe\0\0" : "\xff\xfe")) s->order = kLittleEndian;
  else if (begins(wide ? "\0\0\xfe\xff" : "\xfe\xff")) s->order = kBigEndian;
  else if (used >= unit) return err_format(ExcUnicodeError, "UTF-%d stream does not start with BOM", wide ? 32 : 16), false;
  return true;
}

Object* decode_bytes(TextIOWrapper* s, const char* data, int64_t size, bool final) {
  const bool marked = has_mark(s->reads) && s->order == kNoMarkYet;
  const TextCodec codec = marked ? s->reads : ordered(s->reads, s->order);
  int64_t used = size;
  Ref<> text(size ? str_decode_native(data, size, name_of(codec), str_as_utf8(s->errors), final || !keeps_bytes(codec) ? nullptr : &used) : str_empty());
  if (!text || (marked && !find_order(s, data, size, used))) return nullptr;
  const size_t left = std::min(static_cast<size_t>(size - used), sizeof s->kept);
  std::memcpy(s->kept, data + used, left);
  s->kept_size = static_cast<uint8_t>(left);
  return text.release();
}

Object* decode_native(TextIOWrapper* s, Object* input, bool final) {
  Buffer view;
  if (!input_bytes(s, input, &view)) return nullptr;
  Object* text = nullptr;
  if (s->kept_size == 0) {
    text = decode_bytes(s, view.buf, view.len, final);
  } else if (Ref<> all{bytes_from_data(nullptr, s->kept_size + view.len)}) {
    std::memcpy(bytes_as_string(all), s->kept, s->kept_size);
    std::memcpy(bytes_as_string(all) + s->kept_size, view.buf, static_cast<size_t>(view.len));
    text = decode_bytes(s, bytes_as_string(all), bytes_size(all), final);
  }
  buffer_release(&view);
  return text;
}

Object* decode_by_object(TextIOWrapper* s, Object* input, Object* final) {
  Ref<> decoder(new_ref(s->decoder.get()));
  Ref<> text(object_call_method_obj_args(decoder, ID(decode), input, final, nullptr));
  if (!text || str_check(text)) return text.release();
  return err_format(ExcTypeError, "decoder should return a string result, not '%.200s'", type_name_of(text));
}

// ---- line ends

// Puts back a \r that was held and holds one at the end: it may be the first half of a \r\n.
bool hold_return(TextIOWrapper* s, Ref<>* text, bool final) {
  if (s->held_cr && (final || str_length(*text))) {
    Ref<> cr(str_from_char('\r'));
    text->reset(cr ? str_concat(cr, *text) : nullptr);
    if (!*text) return false;
    s->held_cr = 0;
  }
  const int64_t n = str_length(*text);
  if (final || n == 0 || str_read_char(*text, n - 1) != '\r') return true;
  text->reset(str_substring(*text, 0, n - 1));
  s->held_cr = 1;
  return static_cast<bool>(*text);
}

// The kinds of line ends in a text; *pairs: how many are \r\n.
template <class Char>
uint8_t kinds_of(const Char* text, int64_t n, int64_t* pairs) {
  uint8_t seen = 0;
  for (int64_t i = 0; i < n; ++i) {
    if (text[i] > '\r' || (text[i] != '\n' && text[i] != '\r')) continue;
    const bool pair = text[i] == '\r' && i + 1 < n && text[i + 1] == '\n';
    seen |= pair ? kSeenCRLF : text[i] == '\n' ? kSeenLF : kSeenCR;
    *pairs += pair;
    i += pair;
  }
  return seen;
}
uint8_t kinds_of(Object* text, int64_t* pairs) {
  const auto size = static_cast<size_t>(str_length(text));
  if (str_kind(text) == kKind1 && !std::memchr(str_data(text), '\r', size)) return std::memchr(str_data(text), '\n', size) ? kSeenLF : 0;
  return with_chars(text, [&](const auto* chars) { return kinds_of(chars, static_cast<int64_t>(size), pairs); });
}

// The text with \n for each \r and \r\n.
Object* with_plain_ends(Object* text, int64_t pairs) {
  const int kind = str_kind(text);
  const int64_t n = str_length(text);
  Object* plain = str_new(n - pairs, str_max_char(text));
  if (!plain) return nullptr;
  const void* from = str_data(text);
  for (int64_t i = 0, to = 0; i < n; ++i, ++to) {
    uint32_t ch = str_read(kind, from, i);
    if (ch == '\r') {
      i += i + 1 < n && str_read(kind, from, i + 1) == '\n';
      ch = '\n';
    }
    str_write(kind, str_data(plain), to, ch);
  }
  return str_result(plain);
}

Object* take_line_ends(TextIOWrapper* s, Ref<>* text, bool final) {
  if (!hold_return(s, text, final)) return nullptr;
  int64_t pairs = 0;
  const uint8_t kinds = kinds_of(*text, &pairs);
  s->seen |= kinds;
  return s->read_translate && (kinds & (kSeenCR | kSeenCRLF)) ? with_plain_ends(*text, pairs) : text->release();
}

}  // namespace

Object* text_decode(TextIOWrapper* s, Object* input, Object* final) {
  const bool at_end = final == bool_true();
  if (s->read_universal && !final) final = bool_false();
  Ref<> text(s->decoder ? decode_by_object(s, input, final) : decode_native(s, input, at_end));
  return text && s->read_universal ? take_line_ends(s, &text, at_end) : text.release();
}

Object* text_newlines(TextIOWrapper* s) {
  if (!s->read_universal && s->decoder) {
    Object* own;
    if (object_lookup_attr(s->decoder, ID(newlines), &own) < 0) return nullptr;
    return own ? own : new_none();
  }
  Ref<> kinds[3];
  int n = 0;
  const struct { uint8_t bit; const char* text; } kRows[] = {{kSeenCR, "\r"}, {kSeenLF, "\n"}, {kSeenCRLF, "\r\n"}};
  for (const auto& row : kRows) {
    if (!s->read_universal || !(s->seen & row.bit)) continue;
    kinds[n].reset(str_from_cstr(row.text));
    if (!kinds[n++]) return nullptr;
  }
  if (n < 2) return n ? kinds[0].release() : new_none();
  return n == 2 ? tuple_pack(2, kinds[0].get(), kinds[1].get()) : tuple_pack(3, kinds[0].get(), kinds[1].get(), kinds[2].get());
}

// ---- the decoder's state

bool text_check_state(Object* state, Object** kept, Object** flags) {
  if (!tuple_check(state) || tuple_size_of(state) != 2) return err_format(ExcTypeError, "illegal decoder state"), false;
  *kept = tuple_item_at(state, 0);
  *flags = tuple_item_at(state, 1);
  if (bytes_check(*kept)) return true;
  return err_format(ExcTypeError, "illegal decoder state: the first item should be a bytes object, not '%.200s'", type_name_of(*kept)), false;
}

namespace {

Object* state_of(Object* kept, uint64_t flags) {
  Ref<> number(int_from_u64(flags));
  return number ? tuple_pack(2, kept, number.get()) : nullptr;
}

// The two parts of a state, whatever they are.
bool split_state(Object* state, Object** kept, uint64_t* flags) {
  if (!tuple_check(state) || tuple_size_of(state) != 2 || !int_check(tuple_item_at(state, 1)))
    return err_format(ExcTypeError, "illegal decoder state"), false;
  *kept = tuple_item_at(state, 0);
  *flags = int_as_u64_mask(tuple_item_at(state, 1));
  return true;
}

Object* native_state(const TextIOWrapper* s) {
  const uint64_t own = has_mark(s->reads) ? s->order : 0;
  Ref<> kept(bytes_from_data(s->kept, s->kept_size));
  return kept ? state_of(kept, s->read_universal ? own << 1 | s->held_cr : own) : nullptr;
}

void set_native_state(TextIOWrapper* s, Object* kept, uint64_t flags) {
  const size_t size = std::min(static_cast<size_t>(bytes_size(kept)), sizeof s->kept);
  std::memcpy(s->kept, bytes_as_string(kept), size);
  s->kept_size = static_cast<uint8_t>(size);
  s->order = flags > kNoMarkYet ? kNoMarkYet : static_cast<TextOrder>(flags);
}

}  // namespace

Object* text_decoder_state(TextIOWrapper* s) {
  if (!s->decoder) return native_state(s);
  Ref<> state(object_call_method_no_args(s->decoder, ID(getstate)));
  if (!state || !s->read_universal) return state.release();
  Object* kept;
  uint64_t flags;
  return split_state(state, &kept, &flags) ? state_of(kept, flags << 1 | s->held_cr) : nullptr;
}

bool text_decoder_set_state(TextIOWrapper* s, Object* state) {
  if (s->decoder && !s->read_universal) return static_cast<bool>(Ref<>(object_call_method_one_arg(s->decoder, ID(setstate), state)));
  Object* kept;
  uint64_t flags;
  if (!split_state(state, &kept, &flags)) return false;
  if (s->read_universal) {
    s->held_cr = flags & 1;
    flags >>= 1;
  }
  if (!s->decoder) return set_native_state(s, kept, flags), true;
  Ref<> inner(state_of(kept, flags));
  return inner && Ref<>(object_call_method_one_arg(s->decoder, ID(setstate), inner));
}

bool text_decoder_reset(TextIOWrapper* s) {
  s->held_cr = s->seen = s->kept_size = 0;
  s->order = kNoMarkYet;
  return !s->decoder || Ref<>(object_call_method_no_args(s->decoder, ID(reset)));
}

// ---- encoding

Object* text_encode(TextIOWrapper* s, Object* text) {
  if (s->writes != TextCodec::kPython) {
    const TextCodec codec = s->at_start ? s->writes : ordered(s->writes, kLittleEndian);
    Object* bytes = str_encode_native(text, name_of(codec), str_as_utf8(s->errors));
    s->at_start = 0;
    return bytes;
  }
  Ref<> bytes(object_call_method_one_arg(s->encoder, ID(encode), text));
  if (!bytes || bytes_check(bytes) || (bytes.get() == text && str_is_ascii(text))) return bytes.release();   // CPython lets it pass
  return err_format(ExcTypeError, "encoder should return a bytes object, not '%.200s'", type_name_of(bytes));
}

bool text_encoder_reset(TextIOWrapper* s, bool at_start) {
  s->at_start = at_start;
  if (!s->encoder) return true;
  if (at_start) return static_cast<bool>(Ref<>(object_call_method_no_args(s->encoder, ID(reset))));
  return static_cast<bool>(Ref<>(object_call_method_one_arg(s->encoder, ID(setstate), int_small(0))));
}

}  // namespace innards
