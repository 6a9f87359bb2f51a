// The iterators that code.co_lines() and code.co_positions() return: line_iterator and positions_iterator.
#include <cstddef>

#include "heap/heap.h"
#include "object/code.h"
#include "object/int.h"
#include "object/location_walk.h"
#include "object/object.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Where a walk over the location table stands, as CPython's PyCodeAddressRange keeps it.
struct AddressRange {
  int32_t ar_start, ar_end, ar_line;
  int32_t pad;
  int32_t computed_line;
  const uint8_t* lo_next;
  const uint8_t* limit;
};
struct LineIterObject : Object {
  Ptr<CodeObject> li_code;
  AddressRange li_line;
};
struct PositionsIterObject : Object {
  Ptr<CodeObject> pi_code;
  AddressRange pi_range;
  int32_t pi_offset;  // of the next code unit
  int32_t pi_endline, pi_column, pi_endcolumn;
};
static_assert(sizeof(LineIterObject) == 64 && sizeof(PositionsIterObject) == 80);

LineIterObject* as_lines(Object* o) { return static_cast<LineIterObject*>(o); }
PositionsIterObject* as_positions(Object* o) { return static_cast<PositionsIterObject*>(o); }

AddressRange range_before(CodeObject* co) {
  LocationWalk walk(co);
  const uint8_t* limit = reinterpret_cast<const uint8_t*>(bytes_as_string(co->co_linetable)) + bytes_size(co->co_linetable);
  return {-1, 0, -1, 0, co->co_firstlineno, walk.at(), limit};
}

// The next entry of the table, where it stands put into *range; false at the end.
bool advance(CodeObject* co, AddressRange* range, CodeLocation* place) {
  LocationWalk walk(co, range->lo_next, range->ar_end, range->computed_line);
  if (!walk.next()) return false;
  *range = {walk.start, walk.stop, walk.place.line, 0, walk.line(), walk.at(), range->limit};
  *place = walk.place;
  return true;
}

Object* int_or_none(int v) { return v < 0 ? new_none() : int_from_i64(v); }

// A tuple of references it takes over.
Object* tuple_of(Object** items, int n) {
  bool complete = true;
  for (int i = 0; i < n; ++i) complete = complete && items[i];
  Object* tuple = complete ? tuple_new(n) : nullptr;
  for (int i = 0; i < n; ++i) {
    if (tuple) tuple_put(tuple, i, items[i]);
    else xdecref(items[i]);
  }
  return tuple;
}

Object* lines_next(Object* o) {
  LineIterObject* it = as_lines(o);
  CodeLocation place;
  if (!advance(it->li_code, &it->li_line, &place)) return nullptr;
  Object* items[] = {int_from_i64(it->li_line.ar_start), int_from_i64(it->li_line.ar_end), int_or_none(place.line)};
  return tuple_of(items, 3);
}

Object* positions_next(Object* o) {
  PositionsIterObject* it = as_positions(o);
  if (it->pi_offset >= it->pi_range.ar_end) {
    CodeLocation place;
    if (!advance(it->pi_code, &it->pi_range, &place)) return nullptr;
    it->pi_endline = place.end_line;
    it->pi_column = place.column;
    it->pi_endcolumn = place.end_column;
  }
  it->pi_offset += 2;
  Object* items[] = {int_or_none(it->pi_range.ar_line), int_or_none(it->pi_endline), int_or_none(it->pi_column),
                     int_or_none(it->pi_endcolumn)};
  return tuple_of(items, 4);
}

void lines_dealloc(Object* o) {
  decref(as_lines(o)->li_code.get());
  object_free(o);
}
void positions_dealloc(Object* o) {
  decref(as_positions(o)->pi_code.get());
  object_free(o);
}

void init_iterator(TypeObject* t, int64_t size, destructor* dealloc, iternextfunc* next) {
  t->tp_basicsize = size;
  t->tp_flags = kTpDefault | kTpBaseType;
  t->tp_dealloc = dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
}

}  // namespace

Object* code_line_iterator(Object* code, Object*) {
  auto* it = static_cast<LineIterObject*>(object_new(TypeLineIter));
  if (!it) return nullptr;
  it->li_code = static_cast<CodeObject*>(new_ref(code));
  it->li_line = range_before(it->li_code);
  return it;
}

Object* code_positions_iterator(Object* code, Object*) {
  auto* it = static_cast<PositionsIterObject*>(object_new(TypePositionsIter));
  if (!it) return nullptr;
  it->pi_code = static_cast<CodeObject*>(new_ref(code));
  it->pi_range = range_before(it->pi_code);
  it->pi_offset = 0;
  it->pi_endline = it->pi_column = it->pi_endcolumn = 0;
  return it;
}

void init_LineIter_type(TypeObject* t) { init_iterator(t, sizeof(LineIterObject), lines_dealloc, lines_next); }
void init_PositionsIter_type(TypeObject* t) {
  init_iterator(t, sizeof(PositionsIterObject), positions_dealloc, positions_next);
}

}  // namespace innards
