// Writing through a buffer (Modules/_io/bufferedio.c). What fits waits in the buffer; what does not goes to raw.write(), which may
// take only a part, or nothing (None) when it would have to wait.
#include <algorithm>
#include <cstring>

#include "builtin/io_base.h"
#include "builtin/io_buffered.h"
#include "builtin/io_file.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/memoryview.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/native_turns.h"

namespace innards {

namespace {

constexpr int64_t kError = -1, kWouldBlock = -2;   // beside how many bytes were written

// raw.write(a view on `n` bytes inside `owner`), again and again while signals interrupt it.
Object* call_write(BufferedObject* s, Object* owner, char* from, int64_t n) {
  native_turn();
  Ref<> view(memory_view_of_block(owner, from, n, true));
  Object* result = nullptr;
  while (view && !(result = buffered_raw_call(s, ID(write), view)) && io_trap_eintr()) {}
  return result;
}

int64_t raw_write(BufferedObject* s, Object* owner, char* from, int64_t n) {
  Ref<> result(call_write(s, owner, from, n));
  if (!result) return kError;
  if (is_none(result)) return kWouldBlock;
  const int64_t written = number_as_ssize(result, ExcValueError);
  if (written < 0 || written > n) {
    err_format(ExcOSError, "raw write() returned invalid length %zd (should have been between 0 and %zd)", written, n);
    return kError;
  }
  if (written > 0 && s->abs_pos != -1) s->abs_pos += written;
  return written;
}

// BlockingIOError that tells how many bytes were taken. Always false. There is no system call that would leave an errno.
bool would_block(int64_t written) {
  err_clear();
  Ref<> code(int_from_i64(0)), text(str_from_cstr("write could not complete without blocking")), count(int_from_i64(written));
  Ref<> args(code && text && count ? tuple_pack(3, code.get(), text.get(), count.get()) : nullptr);
  Ref<> error(args ? object_call(ExcBlockingIOError, args, nullptr) : nullptr);
  if (error) err_set_object(ExcBlockingIOError, error);
  return false;
}

void reset(BufferedObject* s) {
  s->write_pos = 0;
  s->write_end = -1;
}

// The program stands elsewhere now; what was read reaches at least so far.
void stand_at(BufferedObject* s, int64_t pos) {
  s->pos = pos;
  if (holds_read(s)) s->read_end = std::max(s->read_end, pos);
}

// Puts bytes where the program stands; there is room.
void put(BufferedObject* s, const char* from, int64_t n) {
  if (n) std::memcpy(buffered_data(s) + s->pos, from, static_cast<size_t>(n));
  if (!holds_write(s) || s->write_pos > s->pos) s->write_pos = s->pos;
  stand_at(s, s->pos + n);
  s->write_end = std::max(s->write_end, s->pos);
}
// Puts bytes behind those that wait.
void append(BufferedObject* s, const char* from, int64_t n) {
  if (n) std::memcpy(buffered_data(s) + s->write_end, from, static_cast<size_t>(n));
  s->write_end += n;
  s->pos += n;
}

// What waits did not go out because that would block: moves it to the front, and puts as much behind it as there is room for.
// Whether everything found room.
bool keep_what_fits(BufferedObject* s, const char* from, int64_t n) {
  if (s->readable) buffered_forget_read(s);
  std::memmove(buffered_data(s), buffered_data(s) + s->write_pos, static_cast<size_t>(s->write_end - s->write_pos));
  s->write_end -= s->write_pos;
  s->raw_pos -= s->write_pos;
  s->pos -= s->write_pos;
  s->write_pos = 0;
  const int64_t room = s->buffer_size - s->write_end;
  append(s, from, std::min(n, room));
  if (n > room) return would_block(room);
  err_clear();
  return true;
}

// After a read the raw stream may stand in front of the program.
bool rewind(BufferedObject* s) {
  const int64_t offset = buffered_raw_offset(s);
  if (offset == 0) return true;
  if (buffered_raw_seek(s, -offset, 1) < 0) return false;
  s->raw_pos -= offset;
  return true;
}

// The buffer is empty: writes until the rest fits into it. How many bytes went out, or -1.
int64_t write_large(BufferedObject* s, const Buffer* view) {
  int64_t written = 0;
  while (view->len - written > s->buffer_size) {
    const int64_t n = raw_write(s, view->obj, view->buf.get() + written, view->len - written);
    if (n == kError) return -1;
    if (n == kWouldBlock) {
      std::memcpy(buffered_data(s), view->buf.get() + written, static_cast<size_t>(s->buffer_size));
      s->raw_pos = 0;
      stand_at(s, s->buffer_size);
      s->write_end = s->buffer_size;
      would_block(written + s->buffer_size);
      return -1;
    }
    written += n;
  }
  return written;
}

bool write_through(BufferedObject* s, const Buffer* view) {
  if (!rewind(s)) return false;
  const int64_t written = write_large(s, view);
  if (written < 0) return false;
  if (s->readable) buffered_forget_read(s);
  const int64_t rest = view->len - written;
  if (rest) std::memcpy(buffered_data(s), view->buf.get() + written, static_cast<size_t>(rest));
  s->write_pos = s->raw_pos = 0;
  s->write_end = rest;
  stand_at(s, rest);
  return true;
}

bool write_locked(BufferedObject* s, const Buffer* view) {
  if (buffered_is_closed(s)) return err_set_string(ExcValueError, "write to closed file"), false;
  if (!holds_read(s) && !holds_write(s)) s->pos = s->raw_pos = 0;
  if (view->len <= s->buffer_size - s->pos) return put(s, view->buf, view->len), true;
  if (buffered_write_out(s)) return write_through(s, view);
  return err_exception_matches(ExcBlockingIOError) && holds_write(s) && keep_what_fits(s, view->buf, view->len);
}

// Output is shown at once: a person looks on.
bool show(BufferedObject* s) { return !s->raw || !io_file_shows_output(s->raw) || buffered_write_out(s); }

}  // namespace

bool buffered_write_out(BufferedObject* s) {
  if (!holds_write(s) || s->write_pos == s->write_end) return reset(s), true;
  const int64_t back = buffered_raw_offset(s) + (s->pos - s->write_pos);
  if (back != 0) {
    if (buffered_raw_seek(s, -back, 1) < 0) return false;
    s->raw_pos -= back;
  }
  while (s->write_pos < s->write_end) {
    const int64_t n = raw_write(s, s->buffer, buffered_data(s) + s->write_pos, s->write_end - s->write_pos);
    if (n == kError) return false;
    if (n == kWouldBlock) return would_block(0);
    s->write_pos += n;
    s->raw_pos = s->write_pos;
  }
  reset(s);
  return true;
}

Object* buffered_write(Object* o, Object* data) {
  BufferedObject* s = as_buffered(o);
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return nullptr;
  bool ok = buffered_ready(s);
  if (ok) {
    BufferedLock lock(s);
    ok = lock && write_locked(s, &view) && show(s);
  }
  const int64_t n = view.len;
  buffer_release(&view);
  return ok ? int_from_i64(n) : nullptr;
}

}  // namespace innards
