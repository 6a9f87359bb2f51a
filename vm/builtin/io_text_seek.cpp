// seek() and tell() of a TextIOWrapper. A place in the text is a number that holds a place in the bytes where a decoder can
// begin, its state there, and how many bytes to give it and characters to pass over from there. (Modules/_io/textio.c)
#include <algorithm>
#include <cstring>

#include "builtin/io_base.h"
#include "builtin/io_text.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/native_turns.h"

namespace innards {

namespace {

// The places of the number are those of CPython: 64 bits, three times 32, and 8.
struct Cookie {
  int64_t start = 0;        // in the buffer
  int32_t flags = 0;        // the decoder's state there
  int32_t feed = 0, skip = 0;
  uint8_t need_eof = 0;
};
constexpr size_t kCookieSize = 21, kCookieDigits = 6;

Object* int_of_cookie(const Cookie& c) {
  uint8_t bytes[kCookieSize];
  std::memcpy(bytes, &c.start, 8);
  const int32_t parts[] = {c.flags, c.feed, c.skip};
  std::memcpy(bytes + 8, parts, sizeof parts);
  bytes[20] = c.need_eof;
  uint32_t digits[kCookieDigits] = {};
  for (size_t bit = 0; bit < kCookieSize * 8; ++bit) digits[bit / kBigShift] |= static_cast<uint32_t>(bytes[bit / 8] >> bit % 8 & 1) << bit % kBigShift;
  size_t size = kCookieDigits;
  while (size && !digits[size - 1]) --size;
  return int_from_big({digits, size, false});
}

bool cookie_of_int(Object* number, Cookie* c) {
  Ref<> value(number_long(number));
  if (!value) return false;
  const BigView view = int_view(value);
  if (view.negative) return err_format(ExcOverflowError, "can't convert negative int to unsigned"), false;
  if (big_bit_length(view) > kCookieSize * 8) return err_format(ExcOverflowError, "int too big to convert"), false;
  uint8_t bytes[kCookieSize] = {};
  for (size_t bit = 0; bit < std::min(kCookieSize * 8, view.size * kBigShift); ++bit)
    bytes[bit / 8] |= static_cast<uint8_t>((view.digits[bit / kBigShift] >> bit % kBigShift & 1) << bit % 8);
  int32_t parts[3];
  std::memcpy(&c->start, bytes, 8);
  std::memcpy(parts, bytes + 8, sizeof parts);
  c->flags = parts[0], c->feed = parts[1], c->skip = parts[2];
  c->need_eof = bytes[20];
  return true;
}

// Where a decoder begins anew its state need not be 0, as that of utf-16, which waits for a mark.
bool at_beginning(const Cookie& c) { return c.start == 0 && c.flags == 0; }

bool set_decoder(TextIOWrapper* s, const Cookie& c) {
  if (at_beginning(c)) return text_decoder_reset(s);
  Ref<> flags(int_from_i64(c.flags)), empty(bytes_from_data("", 0));
  Ref<> state(flags && empty ? tuple_pack(2, empty.get(), flags.get()) : nullptr);
  return state && text_decoder_set_state(s, state);
}

// ---- seek

bool take_snapshot(TextIOWrapper* s, int32_t flags, Object* bytes) {
  Ref<> number(int_from_i64(flags));
  Object* snapshot = number ? tuple_pack(2, number.get(), bytes) : nullptr;
  if (snapshot) set_ref(s->snapshot, snapshot);
  return snapshot;
}

// Reads again what stands between the place where the decoder begins and the one that is wanted.
bool pass_over(TextIOWrapper* s, const Cookie& c) {
  Ref<> size(int_from_i64(c.feed));
  Ref<> input(size ? object_call_method_one_arg(s->buffer, ID(read), size) : nullptr);
  if (!input) return false;
  if (!bytes_check(input)) return err_format(ExcTypeError, "underlying read() should have returned a bytes object, not '%.200s'", type_name_of(input)), false;
  if (!take_snapshot(s, c.flags, input)) return false;
  Object* text = text_decode(s, input, bool_object(c.need_eof));
  if (!text) return false;
  text_set_decoded(s, text);
  if (str_length(text) < c.skip) return err_format(ExcOSError, "can't restore logical file position"), false;
  s->decoded_used = c.skip;
  return true;
}

bool seek_place(TextIOWrapper* s, Object* place) {
  const int negative = object_rich_compare_bool(place, int_small(0), kLT);
  if (negative > 0) err_format(ExcValueError, "negative seek position %R", place);
  Cookie c;
  if (negative || !text_call_flush(s) || !cookie_of_int(place, &c)) return false;
  Ref<> start(int_from_i64(c.start));
  if (!start || !Ref<>(object_call_method_one_arg(s->buffer, ID(seek), start))) return false;
  text_forget_read(s);
  if (s->reads != TextCodec::kNone && !set_decoder(s, c)) return false;
  if (c.skip) {
    if (!pass_over(s, c)) return false;
  } else {
    Ref<> empty(bytes_from_data("", 0));
    if (!empty || !take_snapshot(s, c.flags, empty)) return false;
  }
  return s->writes == TextCodec::kNone || text_encoder_reset(s, at_beginning(c));
}

Object* seek_end(TextIOWrapper* s) {
  if (!text_call_flush(s)) return nullptr;
  text_forget_read(s);
  if (s->reads != TextCodec::kNone && !text_decoder_reset(s)) return nullptr;
  Ref<> place(object_call_method_obj_args(s->buffer, ID(seek), int_small(0), int_small(2), nullptr));
  if (!place || s->writes == TextCodec::kNone) return place.release();
  const int at_start = object_rich_compare_bool(place, int_small(0), kEQ);
  return at_start >= 0 && text_encoder_reset(s, at_start) ? place.release() : nullptr;
}

// ---- tell

// A run of the decoder over bytes that have been read, to see where characters begin. It is put back afterwards.
struct Search {
  TextIOWrapper* s;
  Object* input;         // bytes, from the place of the cookie on
  Cookie at;
  int64_t skip;          // characters to the place that is asked for
  int64_t kept = 0;      // by the decoder
  int32_t flags = 0;     // its state
};

// Characters of a piece of the input, or -1.
int64_t decoded_length(Search& f, int64_t from, int64_t n, Object* final) {
  Ref<> piece(bytes_from_data(bytes_as_string(f.input) + from, n));
  Ref<> text(piece ? text_decode(f.s, piece, final) : nullptr);
  return text ? str_length(text) : -1;
}

bool look_at_state(Search& f) {
  Ref<> state(text_decoder_state(f.s));
  Object *kept, *flags;
  if (!state || !text_check_state(state, &kept, &flags)) return false;
  f.kept = bytes_size(kept);
  return args_parse_tuple(state, "Oi;illegal decoder state", &kept, &f.flags);
}

// A place of the input where the decoder keeps nothing, not behind the place that is asked for and near to it; -1 with an error.
int64_t find_near(Search& f) {
  auto place = static_cast<int64_t>(f.s->bytes_a_char * static_cast<double>(f.skip));
  for (int64_t back = 1; place > 0;) {
    if (!set_decoder(f.s, f.at)) return -1;
    const int64_t chars = decoded_length(f, 0, place, nullptr);
    if (chars < 0) return -1;
    if (chars > f.skip) {
      place -= back;
      back *= 2;
      continue;
    }
    if (!look_at_state(f)) return -1;
    if (f.kept == 0) {
      f.at.flags = f.flags;
      f.skip -= chars;
      return place;
    }
    place -= f.kept;
    back = 1;
  }
  return set_decoder(f.s, f.at) ? 0 : -1;
}

// Goes on byte by byte and moves the place along with the decoder.
bool go_near(Search& f, int64_t from) {
  int64_t chars = 0, i = from;
  const int64_t n = bytes_size(f.input);
  for (; i < n; ++i) {
    native_turn();
    const int64_t more = decoded_length(f, i, 1, nullptr);
    if (more < 0) return false;
    chars += more;
    ++f.at.feed;
    if (!look_at_state(f)) return false;
    if (f.kept == 0 && chars <= f.skip) {
      f.at.start += f.at.feed;
      f.at.flags = f.flags;
      f.at.feed = 0;
      f.skip -= chars;
      chars = 0;
    }
    if (chars >= f.skip) return true;
  }
  const int64_t last = decoded_length(f, n, 0, bool_true());
  f.at.need_eof = 1;
  if (last < 0 || chars + last >= f.skip) return last >= 0;
  return err_format(ExcOSError, "can't reconstruct logical file position"), false;
}

bool search(Search& f) {
  const int64_t near = find_near(f);
  if (near < 0) return false;
  f.at.start += near;
  return f.skip == 0 || go_near(f, near);
}

// The same, and the decoder as it was.
bool search_and_restore(Search& f) {
  Ref<> state(text_decoder_state(f.s));
  if (!state) return false;
  const bool found = search(f);
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  const bool restored = text_decoder_set_state(f.s, state);
  if (type) err_chain_exceptions(type, value, tb);
  return found && restored;
}

Object* tell_read(TextIOWrapper* s, Object* position) {
  Cookie c;
  c.start = int_as_i64(position);
  if (c.start == -1 && err_occurred()) return nullptr;
  Ref<> snapshot(new_ref(s->snapshot.get()));
  Object* input;
  if (!args_parse_tuple(snapshot, "iO", &c.flags, &input)) return nullptr;
  c.start -= bytes_size(input);
  if (s->decoded_used == 0) return int_of_cookie(c);
  Search f = {s, input, c, s->decoded_used};
  if (!search_and_restore(f)) return nullptr;
  f.at.skip = static_cast<int32_t>(f.skip);
  return int_of_cookie(f.at);
}

bool check_seekable(TextIOWrapper* s) { return s->seekable || io_unsupported("underlying stream is not seekable"); }

bool is_zero(Object* place, const char* refusal) {
  const int zero = object_rich_compare_bool(place, int_small(0), kEQ);
  if (zero == 0) io_unsupported(refusal);
  return zero > 0;
}

}  // namespace

Object* text_seek(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("seek", nargs, 1, 2)) return nullptr;
  const int whence = nargs > 1 ? int_as_int(args[1]) : 0;
  if (whence == -1 && err_occurred()) return nullptr;
  TextIOWrapper* s = text_open(o);
  if (!s || !check_seekable(s)) return nullptr;
  if (whence == 2) return is_zero(args[0], "can't do nonzero end-relative seeks") ? seek_end(s) : nullptr;
  if (whence < 0 || whence > 2) return err_format(ExcValueError, "invalid whence (%d, should be %d, %d or %d)", whence, 0, 1, 2);
  if (whence == 1 && !is_zero(args[0], "can't do nonzero cur-relative seeks")) return nullptr;
  Ref<> place(whence == 1 ? object_call_method_no_args(o, ID(tell)) : new_ref(args[0]));
  return place && seek_place(s, place) ? place.release() : nullptr;
}

Object* text_tell(Object* o, Object*) {
  TextIOWrapper* s = text_open(o);
  if (!s || !check_seekable(s)) return nullptr;
  if (!s->telling) return err_format(ExcOSError, "telling position disabled by next() call");
  if (!text_write_pending(s) || !text_call_flush(o)) return nullptr;
  Ref<> position(object_call_method_no_args(s->buffer, ID(tell)));
  if (!position || s->reads == TextCodec::kNone || !s->snapshot) return position.release();
  return tell_read(s, position);
}

}  // namespace innards
