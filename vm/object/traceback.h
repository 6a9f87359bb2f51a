// TracebackObject: one link of the way an exception came (CPython's Python/traceback.c, the object half).
// Printing is run/print_exception.h's.
#pragma once

#include <cstdint>

#include "object/object.h"
#include "run/runtime.h"
#include "run/frame.h"

namespace innards {

struct TracebackObject : Object {
  Ptr<TracebackObject> tb_next;     // one call deeper
  Ptr<FrameObject> tb_frame;
  int32_t tb_lasti;                 // byte offset of the instruction
  int32_t tb_lineno;                // its line
};
static_assert(sizeof(TracebackObject) == 40);

inline bool traceback_check(const Object* o) { return o->ob_type == TypeTraceback; }
Object* traceback_new(TracebackObject* next, FrameObject* frame, int lasti, int lineno);

}  // namespace innards
