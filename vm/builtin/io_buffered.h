// A buffered stream (`buffered` of Modules/_io/bufferedio.c): BufferedReader, BufferedWriter and BufferedRandom are one struct.
// io_buffered.cpp has what they share and their types, io_buffered_read.cpp and io_buffered_write.cpp the two directions.
#pragma once

#include "object/object.h"

namespace innards {

struct BufferedObject : Object {
  Ptr<Object> raw;             // null before __init__ and once it is detached
  int32_t ok, detached, readable, writable;
  char finalizing;
  int32_t fast_closed_checks;  // stream and raw are of the library's own types: no call to learn whether it is closed
  int64_t abs_pos;             // where the raw stream stands; -1: not known
  Ptr<Object> buffer;          // bytes that nobody else sees but as a block for raw.readinto() and write(); null once closed
  int64_t pos;                 // where the program stands in the buffer
  int64_t raw_pos;             // where the raw stream stands in the buffer; -1: elsewhere
  int64_t read_end;            // behind the last byte read; -1: the buffer holds nothing that was read
  int64_t write_pos;           // behind the last byte that has been written
  int64_t write_end;           // behind the last byte that waits to be written; -1: none does
  uint64_t lock;               // CPython's handle of a lock
  uint64_t owner;              // the thread that is inside; 0: none
  int64_t buffer_size, buffer_mask;
  Ptr<Object> dict;
  Ptr<Object> weakreflist;
};
static_assert(sizeof(BufferedObject) == 152 && offsetof(BufferedObject, dict) == 136);

inline BufferedObject* as_buffered(Object* o) { return static_cast<BufferedObject*>(o); }
char* buffered_data(const BufferedObject* s);

// ValueError when __init__ has not succeeded or the raw stream is gone.
bool buffered_ready(const BufferedObject* s);
// The same, and ValueError(text) when it is closed and nothing is left in the buffer.
bool buffered_usable(BufferedObject* s, const char* text);
// Whether the stream is closed; true with an error too.
bool buffered_is_closed(BufferedObject* s);

// While one lives, other threads wait, and a call from inside is a RuntimeError.
class BufferedLock {
 public:
  explicit BufferedLock(BufferedObject* s);
  ~BufferedLock();
  BufferedLock(const BufferedLock&) = delete;
  explicit operator bool() const { return inside_; }   // false with an error

 private:
  BufferedObject* s_;
  bool inside_;
};

// raw.name() or raw.name(arg).
Object* buffered_raw_call(BufferedObject* s, Object* name, Object* arg = nullptr);
// Asks or moves the raw stream: the position, which is remembered, or -1 with an error.
int64_t buffered_raw_tell(BufferedObject* s);
int64_t buffered_raw_seek(BufferedObject* s, int64_t target, int whence);

inline bool holds_read(const BufferedObject* s) { return s->readable && s->read_end != -1; }
inline bool holds_write(const BufferedObject* s) { return s->writable && s->write_end != -1; }
inline int64_t buffered_ahead(const BufferedObject* s) { return holds_read(s) ? s->read_end - s->pos : 0; }
// How far the raw stream stands in front of the program.
inline int64_t buffered_raw_offset(const BufferedObject* s) {
  return (holds_read(s) || holds_write(s)) && s->raw_pos >= 0 ? s->raw_pos - s->pos : 0;
}
inline void buffered_forget_read(BufferedObject* s) { s->read_end = -1; }

// Writes what waits. False with an error. The lock is held.
bool buffered_write_out(BufferedObject* s);
// The same, and then the raw stream stands where the program does.
bool buffered_write_out_and_rewind(BufferedObject* s);

// A line, for the iterator. New reference.
Object* buffered_line(BufferedObject* s, int64_t limit);

// ---- the methods of the two directions (io_buffered_read.cpp, io_buffered_write.cpp)
Object* buffered_peek(Object* o, Object** args, int64_t nargs);
Object* buffered_read(Object* o, Object** args, int64_t nargs);
Object* buffered_read1(Object* o, Object** args, int64_t nargs);
Object* buffered_readinto(Object* o, Object* target);
Object* buffered_readinto1(Object* o, Object* target);
Object* buffered_readline(Object* o, Object** args, int64_t nargs);
Object* buffered_write(Object* o, Object* data);

}  // namespace innards
