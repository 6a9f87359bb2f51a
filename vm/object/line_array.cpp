// The array of lines of a traced code object.
#include "object/line_array.h"

#include <algorithm>

#include "heap/heap.h"
#include "object/location_walk.h"
#include "run/errors.h"

namespace innards {

namespace {

int highest_line(const CodeObject* co) {
  int highest = co->co_firstlineno;
  for (LocationWalk walk(co); walk.next();) highest = std::max(highest, walk.place.line);
  return highest;
}

template <class T>
void fill(T* lines, const CodeObject* co) {
  for (LocationWalk walk(co); walk.next();)
    std::fill(lines + walk.start / 2, lines + std::min(walk.stop / 2, code_count(co)), static_cast<T>(walk.place.line));
}

}  // namespace

int line_array_init(CodeObject* co) {
  if (co->_co_linearray) return 0;
  const int16_t size = highest_line(co) < 1 << 15 ? 2 : 4;
  char* lines = static_cast<char*>(mem_alloc(static_cast<uint64_t>(code_count(co)) * static_cast<uint64_t>(size)));
  if (!lines) {
    err_no_memory();
    return -1;
  }
  std::fill(lines, lines + code_count(co) * size, static_cast<char>(-1));
  if (size == 2) fill(reinterpret_cast<int16_t*>(lines), co);
  else fill(reinterpret_cast<int32_t*>(lines), co);
  co->_co_linearray_entry_size = size;
  co->_co_linearray = lines;
  return 0;
}

void line_array_free(CodeObject* co) {
  if (co->_co_linearray) mem_free(co->_co_linearray.get());
  co->_co_linearray = nullptr;
}

int line_array_at(const CodeObject* co, int index) {
  const char* lines = co->_co_linearray.get();
  if (co->_co_linearray_entry_size == 2) return reinterpret_cast<const int16_t*>(lines)[index];
  return reinterpret_cast<const int32_t*>(lines)[index];
}

}  // namespace innards
