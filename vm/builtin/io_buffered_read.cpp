// Reading through a buffer (Modules/_io/bufferedio.c). What a call gives comes from the buffer, then from raw.readinto(), large
// blocks straight into the result.
#include <algorithm>
#include <cstring>
#include <utility>

#include "builtin/io_base.h"
#include "builtin/io_buffered.h"
#include "native/args.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/memoryview.h"
#include "object/protocol.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/native_turns.h"

namespace innards {

namespace {

constexpr int64_t kError = -1, kWouldBlock = -2;   // beside how many bytes were read

// raw.readinto(a view on `n` bytes inside `owner`), again and again while signals interrupt it.
Object* call_readinto(BufferedObject* s, Object* owner, char* to, int64_t n) {
  native_turn();
  Ref<> view(memory_view_of_block(owner, to, n, false));
  Object* result = nullptr;
  while (view && !(result = buffered_raw_call(s, ID(readinto), view)) && io_trap_eintr()) {}
  return result;
}

int64_t raw_read(BufferedObject* s, Object* owner, char* to, int64_t n) {
  Ref<> result(call_readinto(s, owner, to, n));
  if (!result) return kError;
  if (is_none(result)) return kWouldBlock;
  const int64_t got = number_as_ssize(result, ExcValueError);
  if (got == -1 && err_occurred()) return err_format_from_cause(ExcOSError, "raw readinto() failed"), kError;
  if (got < 0 || got > n) {
    err_format(ExcOSError, "raw readinto() returned invalid length %zd (should have been between 0 and %zd)", got, n);
    return kError;
  }
  if (got > 0 && s->abs_pos != -1) s->abs_pos += got;
  return got;
}

// Reads behind what the buffer holds.
int64_t fill(BufferedObject* s) {
  const int64_t start = holds_read(s) ? s->read_end : 0;
  const int64_t n = raw_read(s, s->buffer, buffered_data(s) + start, s->buffer_size - start);
  if (n > 0) s->read_end = s->raw_pos = start + n;
  return n;
}

// Takes n bytes that the buffer holds.
void take_to(BufferedObject* s, char* to, int64_t n) {
  if (n) std::memcpy(to, buffered_data(s) + s->pos, static_cast<size_t>(n));
  s->pos += n;
}
Object* take(BufferedObject* s, int64_t n) {
  Object* bytes = bytes_from_data(n ? buffered_data(s) + s->pos : "", n);
  if (bytes) s->pos += n;
  return bytes;
}

// Before the raw stream is read: what waits is written, and the buffer is empty. False with an error.
bool turn_to_raw(BufferedObject* s) {
  if (s->writable && !buffered_write_out_and_rewind(s)) return false;
  buffered_forget_read(s);
  return true;
}

// ---- read()

// raw.readall(), or null without an error when it has none.
int raw_readall(BufferedObject* s, Object** all) {
  *all = nullptr;
  Object* method;
  if (!s->raw) return buffered_ready(s), -1;
  if (object_lookup_attr(s->raw, ID(readall), &method) < 0) return -1;
  Ref<> held(method);
  if (!method) return 0;
  Ref<> data(object_call_no_args(method));
  if (!data) return -1;
  if (!is_none(data) && !bytes_check(data)) return err_set_string(ExcTypeError, "readall() should return bytes"), -1;
  *all = data.release();
  return 1;
}

// raw.read() until it gives nothing; `head` is what the buffer held (maybe null).
Object* read_pieces(BufferedObject* s, Object* head) {
  Ref<> pieces(list_new(0)), empty(bytes_from_data("", 0));
  if (!pieces || !empty || (head && list_append(pieces, head) < 0)) return nullptr;
  for (;;) {
    native_turn();
    Ref<> piece(buffered_raw_call(s, ID(read)));
    if (!piece) return nullptr;
    if (!is_none(piece) && !bytes_check(piece)) return err_format(ExcTypeError, "read() should return bytes");
    if (is_none(piece) || bytes_size(piece) == 0) return list_size_of(pieces) ? bytes_join(empty, pieces) : piece.release();
    if (s->abs_pos != -1) s->abs_pos += bytes_size(piece);
    if (list_append(pieces, piece) < 0) return nullptr;
  }
}

Object* read_all(BufferedObject* s) {
  const int64_t ahead = buffered_ahead(s);
  Ref<> head(ahead ? take(s, ahead) : nullptr);
  if ((ahead && !head) || !turn_to_raw(s)) return nullptr;
  Object* rest;
  const int has = raw_readall(s, &rest);
  if (has < 0) return nullptr;
  if (!has) return read_pieces(s, head);
  Ref<> held(rest);
  if (!head) return held.release();
  return is_none(rest) ? head.release() : bytes_concat2(head, rest);
}

// The result of a read that ended early: what there is, or None when nothing was to be had without waiting.
Object* cut_short(Ref<> result, int64_t size, int64_t last) {
  if (last == kError) return nullptr;
  if (last == kWouldBlock && size == 0) return new_none();
  Object* bytes = result.release();
  return bytes_resize(&bytes, size) < 0 ? nullptr : bytes;
}

// Reads whole blocks into `result`, so many that fewer bytes are missing than the buffer has. How many bytes there are then; *last
// is what the last read gave.
int64_t read_blocks(BufferedObject* s, Object* result, int64_t size, int64_t* last) {
  const int64_t n = bytes_size(result);
  for (*last = 1; n - size >= s->buffer_size; size += *last) {
    const int64_t whole = (n - size) / s->buffer_size * s->buffer_size;
    *last = raw_read(s, result, bytes_as_string(result) + size, whole);
    if (*last <= 0) break;
  }
  return size;
}

Object* read_more(BufferedObject* s, int64_t n) {
  int64_t size = buffered_ahead(s), last;
  if (n <= size) return take(s, n);
  Ref<> result(bytes_from_data(nullptr, n));
  if (!result) return nullptr;
  take_to(s, bytes_as_string(result), size);
  if (!turn_to_raw(s)) return nullptr;
  size = read_blocks(s, result, size, &last);
  if (last <= 0) return cut_short(std::move(result), size, last);
  s->pos = s->raw_pos = s->read_end = 0;
  while (size < n && s->read_end < s->buffer_size) {
    last = fill(s);
    if (last <= 0) return cut_short(std::move(result), size, last);
    const int64_t part = std::min(n - size, last);
    take_to(s, bytes_as_string(result) + size, part);
    size += part;
  }
  return result.release();
}

// ---- readline()

// Adds the next n bytes of the buffer to the pieces of a line.
bool add_piece(BufferedObject* s, Object* pieces, int64_t n) {
  Object* piece = take(s, n);
  return piece && list_append_take_ref(static_cast<ListObject*>(pieces), piece) == 0;
}

// The length of the line that begins where the buffer stands, at most n.
int64_t line_in(const BufferedObject* s, int64_t n, bool* ends) {
  const char* start = n ? buffered_data(s) + s->pos : nullptr;
  const void* end = n ? std::memchr(start, '\n', static_cast<size_t>(n)) : nullptr;
  *ends = end != nullptr;
  return end ? static_cast<const char*>(end) - start + 1 : n;
}

// Fills the buffer until the line ends or `limit` is used up. False with an error.
bool read_line_pieces(BufferedObject* s, Object* pieces, int64_t limit) {
  for (bool ends = false; !ends && limit != 0;) {
    buffered_forget_read(s);
    int64_t n = fill(s);
    if (n <= 0) return n != kError;
    s->pos = 0;
    if (limit >= 0) n = std::min(n, limit);
    n = line_in(s, n, &ends);
    if (!add_piece(s, pieces, n)) return false;
    if (limit >= 0) limit -= n;
  }
  return true;
}

// ---- readinto()

struct Target {
  const Buffer* view;
  bool once;         // readinto1(): at most one read
  int64_t size;      // how many bytes it has by now
  char* at() const { return view->buf.get() + size; }
  int64_t missing() const { return view->len - size; }
};

// Through the buffer.
int64_t fill_target(BufferedObject* s, Target* t) {
  int64_t n = fill(s);
  if (n <= 0) return n;
  n = std::min(n, t->missing());
  take_to(s, t->at(), n);
  return n;
}

Object* read_target(BufferedObject* s, Target* t) {
  while (t->missing() > 0) {
    const bool straight = t->missing() > s->buffer_size;
    Object* owner = t->view->obj;
    if (!straight && t->once && t->size) break;
    const int64_t n = straight ? raw_read(s, owner, t->at(), t->missing()) : fill_target(s, t);
    if (n == 0 || (n == kWouldBlock && t->size > 0)) break;
    if (n < 0) return n == kWouldBlock ? new_none() : nullptr;
    t->size += n;
    if (straight && t->once) break;
  }
  return int_from_i64(t->size);
}

Object* readinto(BufferedObject* s, const Buffer* view, bool once) {
  if (!buffered_usable(s, "readinto of closed file")) return nullptr;
  const int64_t ahead = std::max<int64_t>(buffered_ahead(s), 0);
  Target t = {view, once, std::min(ahead, view->len)};
  take_to(s, view->buf, t.size);
  if (ahead && t.missing() == 0) return int_from_i64(t.size);
  BufferedLock lock(s);
  if (!lock || !turn_to_raw(s)) return nullptr;
  s->pos = 0;
  return read_target(s, &t);
}

Object* readinto_argument(Object* o, Object* target, const char* name, bool once) {
  Buffer view;
  if (!io_writable_buffer(target, name, &view)) return nullptr;
  Object* result = readinto(as_buffered(o), &view, once);
  buffer_release(&view);
  return result;
}

bool index_argument(const char* name, Object** args, int64_t nargs, int64_t* n) {
  if (!args_check_positional(name, nargs, 0, 1)) return false;
  return nargs == 0 || io_ssize(args[0], n);
}

}  // namespace

Object* buffered_line(BufferedObject* s, int64_t limit) {
  if (!buffered_usable(s, "readline of closed file")) return nullptr;
  int64_t n = std::max<int64_t>(buffered_ahead(s), 0);
  if (limit >= 0) n = std::min(n, limit);
  bool ends;
  const int64_t length = line_in(s, n, &ends);
  if (ends || n == limit) return take(s, length);
  BufferedLock lock(s);
  Ref<> pieces(lock ? list_new(0) : nullptr), empty(bytes_from_data("", 0));
  if (!pieces || !empty || (n > 0 && !add_piece(s, pieces, n))) return nullptr;
  if (s->writable && !buffered_write_out_and_rewind(s)) return nullptr;
  return read_line_pieces(s, pieces, limit < 0 ? -1 : limit - n) ? bytes_join(empty, pieces) : nullptr;
}

Object* buffered_peek(Object* o, Object** args, int64_t nargs) {
  BufferedObject* s = as_buffered(o);
  int64_t ignored = 0;
  if (!index_argument("peek", args, nargs, &ignored) || !buffered_usable(s, "peek of closed file")) return nullptr;
  BufferedLock lock(s);
  if (!lock || (s->writable && !buffered_write_out_and_rewind(s))) return nullptr;
  const int64_t ahead = buffered_ahead(s);
  if (ahead > 0) return bytes_from_data(buffered_data(s) + s->pos, ahead);
  buffered_forget_read(s);
  const int64_t n = fill(s);
  if (n == kError) return nullptr;
  s->pos = 0;
  return bytes_from_data(buffered_data(s), std::max<int64_t>(n, 0));
}

Object* buffered_read(Object* o, Object** args, int64_t nargs) {
  BufferedObject* s = as_buffered(o);
  int64_t n = -1;
  if (!io_size_argument(args, nargs, "read", &n) || !buffered_ready(s)) return nullptr;
  if (n < -1) return err_format(ExcValueError, "read length must be non-negative or -1");
  if (!buffered_usable(s, "read of closed file")) return nullptr;
  if (n >= 0 && n <= buffered_ahead(s)) return take(s, n);
  BufferedLock lock(s);
  if (!lock) return nullptr;
  return n < 0 ? read_all(s) : read_more(s, n);
}

Object* buffered_read1(Object* o, Object** args, int64_t nargs) {
  BufferedObject* s = as_buffered(o);
  int64_t n = -1;
  if (!index_argument("read1", args, nargs, &n) || !buffered_ready(s)) return nullptr;
  if (n < 0) n = s->buffer_size;
  if (!buffered_usable(s, "read of closed file")) return nullptr;
  const int64_t ahead = buffered_ahead(s);
  if (n == 0 || ahead > 0) return take(s, std::min(n, std::max<int64_t>(ahead, 0)));
  Ref<> result(bytes_from_data(nullptr, n));
  BufferedLock lock(s);
  if (!result || !lock) return nullptr;
  buffered_forget_read(s);
  const int64_t got = raw_read(s, result, bytes_as_string(result), n);
  if (got == kError) return nullptr;
  Object* bytes = result.release();
  return bytes_resize(&bytes, std::max<int64_t>(got, 0)) < 0 ? nullptr : bytes;
}

Object* buffered_readinto(Object* o, Object* target) { return readinto_argument(o, target, "readinto", false); }
Object* buffered_readinto1(Object* o, Object* target) { return readinto_argument(o, target, "readinto1", true); }

Object* buffered_readline(Object* o, Object** args, int64_t nargs) {
  int64_t limit = -1;
  return io_size_argument(args, nargs, "readline", &limit) && buffered_ready(as_buffered(o)) ? buffered_line(as_buffered(o), limit) : nullptr;
}

}  // namespace innards
