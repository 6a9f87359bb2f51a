// Reading a TextIOWrapper: chunks of the buffer are decoded, and read() and readline() take from what they gave.
// (Modules/_io/textio.c: textiowrapper_read_chunk, read, readline, iternext)
#include <algorithm>
#include <cstring>

#include "builtin/io_base.h"
#include "builtin/io_text.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/native_turns.h"

namespace innards {

void text_set_decoded(TextIOWrapper* s, Object* stolen) {
  set_ref(s->decoded, stolen);
  s->decoded_used = 0;
}

void text_forget_read(TextIOWrapper* s) {
  text_set_decoded(s, nullptr);
  clear_ref(s->snapshot);
}

namespace {

int64_t left(const TextIOWrapper* s) { return s->decoded ? str_length(s->decoded) - s->decoded_used : 0; }

// The next n characters that are decoded, or all of them. New reference.
Object* take(TextIOWrapper* s, int64_t n) {
  if (!s->decoded) return str_empty();
  if (n < 0 || n > left(s)) n = left(s);
  const int64_t from = s->decoded_used;
  Object* piece = from == 0 && n == left(s) ? new_ref(s->decoded.get()) : str_substring(s->decoded, from, from + n);
  if (piece) s->decoded_used += n;
  return piece;
}

// The next piece of input, held as a buffer too while it is decoded. False with an error.
bool read_input(TextIOWrapper* s, int64_t hint, Ref<>* input, Buffer* view) {
  if (hint > 0) hint = static_cast<int64_t>(std::max(s->bytes_a_char, 1.0) * static_cast<double>(hint));
  Ref<> size(int_from_i64(std::max(s->chunk_size, hint)));
  if (size) input->reset(object_call_method_one_arg(s->buffer, s->has_read1 ? ID(read1) : ID(read), size));
  if (!*input) return false;
  if (object_get_buffer(*input, view, kBufSimple) == 0) return true;
  err_format(ExcTypeError, "underlying %s() should have returned a bytes-like object, not '%.200s'", s->has_read1 ? "read1" : "read", type_name_of(*input));
  return false;
}

bool take_snapshot(TextIOWrapper* s, Object* kept, Object* flags, Object* input) {
  Ref<> bytes(bytes_size(kept) == 0 && bytes_check_exact(input) ? new_ref(input) : bytes_concat2(kept, input));
  Object* snapshot = bytes ? tuple_pack(2, flags, bytes.get()) : nullptr;
  if (snapshot) set_ref(s->snapshot, snapshot);
  return snapshot;
}

int try_chunk(TextIOWrapper* s, int64_t hint) {
  if (s->reads == TextCodec::kNone) return io_unsupported("not readable"), -1;
  Object *kept = nullptr, *flags = nullptr;
  Ref<> state(s->telling ? text_decoder_state(s) : nullptr);
  if (s->telling && (!state || !text_check_state(state, &kept, &flags))) return -1;
  Ref<> input;
  Buffer view;
  if (!read_input(s, hint, &input, &view)) return -1;
  const int64_t n = view.len;
  Object* text = text_decode(s, input, bool_object(n == 0));
  buffer_release(&view);
  if (!text) return -1;
  text_set_decoded(s, text);
  const int64_t chars = str_length(text);
  s->bytes_a_char = chars ? static_cast<double>(n) / static_cast<double>(chars) : 0.0;
  if (kept && s->telling && !take_snapshot(s, kept, flags, input)) return -1;
  return n || chars;
}

// Reads and decodes the next chunk. 1, 0 at the end or -1.
int read_chunk(TextIOWrapper* s, int64_t hint) {
  for (;;) {
    native_turn();
    const int more = try_chunk(s, hint);
    if (more >= 0 || !io_trap_eintr()) return more;
  }
}

// ---- read

Object* read_all(TextIOWrapper* s) {
  Ref<> bytes(object_call_method_no_args(s->buffer, ID(read)));
  Ref<> text(bytes ? text_decode(s, bytes, bool_true()) : nullptr);
  Ref<> before(text ? take(s, -1) : nullptr);
  Object* all = before ? str_concat(before, text) : nullptr;
  if (all) text_forget_read(s);
  return all;
}

Object* read_some(TextIOWrapper* s, int64_t n) {
  Ref<> text(take(s, n));
  while (text && str_length(text) < n) {
    const int more = read_chunk(s, n - str_length(text));
    if (more < 0) return nullptr;
    if (!more) break;
    Ref<> piece(take(s, n - str_length(text)));
    if (!piece) return nullptr;
    Object* longer = text.release();
    str_append(&longer, piece);
    text.reset(longer);
  }
  return text.release();
}

// ---- readline

struct LineEnd {
  bool found;
  int64_t size;   // with the end; where there is none, of what can be put aside
};

template <class Char>
int64_t place_of(const Char* chars, int64_t n, char end) {
  const Char* at = std::find(chars, chars + n, static_cast<Char>(end));
  return at == chars + n ? -1 : at - chars;
}
int64_t place_of(const uint8_t* chars, int64_t n, char end) {
  const void* at = std::memchr(chars, end, static_cast<size_t>(n));
  return at ? static_cast<const uint8_t*>(at) - chars : -1;
}

// Any of \n, \r and \r\n. The decoder never gives the two halves of a \r\n apart.
template <class Char>
LineEnd find_any(const Char* chars, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    if (chars[i] == '\n') return {true, i + 1};
    if (chars[i] == '\r') return {true, i + 1 + (i + 1 < n && chars[i + 1] == '\n')};
  }
  return {false, n};
}

// \r\n, of which the first half may stand before these characters.
template <class Char>
LineEnd find_pair(const Char* chars, int64_t n, bool began) {
  if (began && n && chars[0] == '\n') return {true, 1};
  for (int64_t i = 0; i < n; ++i) {
    if (chars[i] != '\r') continue;
    if (i + 1 == n) return {false, i};
    if (chars[i + 1] == '\n') return {true, i + 2};
  }
  return {false, n};
}

template <class Char>
LineEnd find_end(const TextIOWrapper* s, const Char* chars, int64_t n, bool began) {
  if (s->read_universal && !s->read_translate) return find_any(chars, n);
  if (!s->read_universal && str_length(s->newline) == 2) return find_pair(chars, n, began);
  const int64_t at = place_of(chars, n, s->read_universal ? '\n' : static_cast<char>(str_read_char(s->newline, 0)));
  return at < 0 ? LineEnd{false, n} : LineEnd{true, at + 1};
}
LineEnd find_end(const TextIOWrapper* s, Object* before) {
  const int64_t held = str_length(before);
  const bool began = held && str_read_char(before, held - 1) == '\r';
  return with_chars(s->decoded.get(), [&](const auto* chars) { return find_end(s, chars + s->decoded_used, left(s), began); });
}

// A line, of at most `limit` characters where that is not negative.
Object* read_line(TextIOWrapper* s, int64_t limit) {
  if (!text_open(s) || !text_write_pending(s)) return nullptr;
  Ref<> line(str_empty());
  while (line) {
    while (!s->decoded || str_length(s->decoded) == 0) {
      const int more = read_chunk(s, 0);
      if (more < 0) return nullptr;
      if (more) continue;
      text_forget_read(s);
      return line.release();
    }
    const LineEnd end = find_end(s, line);
    const int64_t have = str_length(line);
    const bool full = limit >= 0 && have + end.size >= limit;
    Ref<> piece(take(s, full ? limit - have : end.found ? end.size : -1));
    if (!piece) return nullptr;
    if (have == 0) {
      line.reset(piece.release());
    } else {
      Object* longer = line.release();
      str_append(&longer, piece);
      line.reset(longer);
    }
    if (full || end.found) break;
    text_set_decoded(s, nullptr);
  }
  return line.release();
}

}  // namespace

Object* text_read(Object* o, Object** args, int64_t nargs) {
  int64_t n = -1;
  if (!io_size_argument(args, nargs, "read", &n)) return nullptr;
  TextIOWrapper* s = text_open(o);
  if (!s) return nullptr;
  if (s->reads == TextCodec::kNone) return io_unsupported("not readable");
  if (!text_write_pending(s)) return nullptr;
  return n < 0 ? read_all(s) : read_some(s, n);
}

Object* text_readline(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("readline", nargs, 0, 1)) return nullptr;
  const int64_t limit = nargs ? number_as_ssize(args[0], ExcOverflowError) : -1;
  if (limit == -1 && err_occurred()) return nullptr;
  TextIOWrapper* s = text_attached(o);
  return s ? read_line(s, limit) : nullptr;
}

Object* text_next(Object* o) {
  TextIOWrapper* s = text_attached(o);
  if (!s) return nullptr;
  s->telling = 0;
  Ref<> line(o->ob_type == TypeTextStream ? read_line(s, -1) : object_call_method_no_args(o, ID(readline)));
  if (!line) return nullptr;
  if (!str_check(line)) return err_format(ExcOSError, "readline() should have returned a str object, not '%.200s'", type_name_of(line));
  if (str_length(line)) return line.release();
  clear_ref(s->snapshot);
  s->telling = s->seekable;
  return nullptr;
}

}  // namespace innards
