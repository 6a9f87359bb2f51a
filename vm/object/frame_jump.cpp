// Jumps to another line by assigning f_lineno.
#include "object/frame_jump.h"

#include <climits>
#include <vector>

#include "compile/opcodes.h"
#include "object/generator.h"
#include "object/int.h"
#include "object/location_walk.h"
#include "object/protocol.h"
#include "object/stack_kinds.h"
#include "run/errors.h"
#include "run/frame.h"
#include "run/runtime.h"
#include "run/trace.h"

namespace innards {

namespace {

int refuse(const char* why) {
  err_set_string(ExcValueError, why);
  return -1;
}

bool is_suspended(InterpreterFrame* frame) {
  return frame->owner == kFrameOwnedByGenerator && frame_get_generator(frame)->gi_frame_state == kFrameSuspended;
}

// The frame a trace function is being told about stands still with its stack saved, and what runs was called by the trace
// function. Every other frame that runs is in the middle of a call: it cannot go elsewhere.
bool stands_still(InterpreterFrame* frame) {
  if (frame->owner == kFrameOwnedByFrameObject || frame->stacktop < 0) return false;
  InterpreterFrame* above = nullptr;
  for (InterpreterFrame* f = rt().thread.current_frame; f; above = f, f = f->previous)
    if (f == frame) return !above || above->is_entry;
  return is_suspended(frame);
}

int check_event(FrameObject* f) {
  // Jumps are checked against what our compiler makes; of other code less is known.
  if (f->f_frame->f_code->co_extra != kCodeTrusted) return refuse("can't jump in code that was made by hand");
  const char* only_from_line = "can only jump from a 'line' trace event";
  switch (rt().thread.tracing_what) {
    case kTraceLine: break;
    case kTraceCall: return refuse("can't jump from the 'call' trace event of a new frame");
    case kTraceReturn:
      if (is_suspended(f->f_frame)) break;
      return refuse(only_from_line);
    default: return refuse(only_from_line);
  }
  return f->f_trace ? 0 : refuse("f_lineno can only be set by a trace function");
}

// The line that begins at each code unit, -1 where none does.
std::vector<int> line_starts(const CodeObject* co) {
  std::vector<int> lines(static_cast<size_t>(code_count(co)), -1);
  int last = -1;
  for (LocationWalk walk(co); walk.next();) {
    const int line = walk.place.line;
    if (line == -1 || line == last || walk.start / 2 >= code_count(co)) continue;
    lines[static_cast<size_t>(walk.start / 2)] = last = line;
  }
  return lines;
}

int first_line_from(const std::vector<int>& lines, int wanted) {
  int found = INT_MAX;
  for (int line : lines)
    if (line >= wanted && line < found) found = line;
  return found == INT_MAX ? -1 : found;
}

bool kind_fits(StackKind from, StackKind to) {
  if (to == StackKind::None) return false;
  if (to == StackKind::Object) return from != StackKind::Null;
  return to == StackKind::Null || from == to;
}

// Whether dropping entries from the top makes the one stack the other.
bool stack_fits(int64_t from, int64_t to) {
  if (from < 0 || to < 0) return false;
  while (from > to) from = stack_kinds_pop(from);
  for (; from; from = stack_kinds_pop(from), to = stack_kinds_pop(to))
    if (!kind_fits(stack_kinds_top(from), stack_kinds_top(to))) return false;
  return to == 0;
}

const char* why_not_into(int64_t stack) {
  if (stack == kStackTooDeep) return "stack is too deep to analyze";
  if (stack == kStackUnknown) return "can't jump into an exception handler, or code may be unreachable";
  switch (stack_kinds_top(stack)) {
    case StackKind::Except: return "can't jump into an 'except' block as there's no exception";
    case StackKind::Lasti: return "can't jump into a re-raising block as there's no location";
    case StackKind::Iterator: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
  }
}

struct Jump {
  int to = -1;                      // code unit
  int64_t from_stack = 0, to_stack = kStackTooDeep;
  const char* refused = "cannot find bytecode for specified line";
};

bool makes_generator(const CodeObject* co, int from) {
  for (int i = from; i < co->_co_firsttraceable; ++i)
    if ((code_units(co)[i] & 255) == Opcode::RETURN_GENERATOR) return true;
  return false;
}

bool types_fit(InterpreterFrame* frame, int depth, int64_t types) {
  Ptr<Object>* base = frame_stack_base(frame);
  for (; depth > 0; types = stack_kinds_pop(types))
    if (!stack_type_fits(base[--depth], static_cast<StackType>(types & 7))) return false;
  return true;
}

// After a yield the value sent in stands for what the first instruction there would have pushed.
bool sent_value_fits(const Jump& jump, StackPicture next) {
  int64_t stack = stack_kinds_pop(jump.from_stack);
  while (stack > jump.to_stack) stack = stack_kinds_pop(stack);
  stack = stack_kinds_push(stack, StackKind::Object);
  const bool same_depth = stack_kinds_depth(stack) == stack_kinds_depth(next.kinds);
  return same_depth && stack_fits(stack, next.kinds) && !(next.types & 7);
}

// CPython also lets a frame go where its stack has not what the instructions there rely on, and may die of it. Refused here.
const char* unsafe(InterpreterFrame* frame, const std::vector<StackPicture>& stacks, const Jump& jump) {
  const CodeObject* co = frame->f_code;
  const bool suspended = is_suspended(frame);
  const int depth = static_cast<int>(frame->stacktop) - co->co_nlocalsplus;
  if (stack_kinds_depth(jump.from_stack) != depth + suspended) return "incompatible stacks";
  const int next = jump.to + suspended;
  if (frame->owner == kFrameOwnedByGenerator && makes_generator(co, next)) return "can't jump to where a generator is made";
  const StackPicture& there = stacks[static_cast<size_t>(next)];
  if (suspended && !sent_value_fits(jump, there)) return "can't jump from a yield to there";
  const int kept = stack_kinds_depth(there.kinds) - suspended;
  const int64_t types = suspended ? stack_kinds_pop(there.types) : there.types;
  return types_fit(frame, kept, types) ? nullptr : "incompatible stacks";
}

// Of the places where `line` begins, the one that keeps most of the stack.
Jump find_jump(InterpreterFrame* frame, const std::vector<int>& lines, int line) {
  const std::vector<StackPicture> stacks = stack_kinds(frame->f_code);
  Jump jump;
  jump.from_stack = stacks[static_cast<size_t>(frame_lasti(frame))].kinds;
  bool explained = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] != line) continue;
    const int64_t stack = stacks[i].kinds;
    if (stack_fits(jump.from_stack, stack)) {
      explained = true;
      jump.refused = nullptr;
      if (stack > jump.to_stack) {
        jump.to_stack = stack;
        jump.to = static_cast<int>(i);
      }
    } else if (!explained) {
      explained = jump.from_stack >= 0;
      jump.refused = jump.from_stack == kStackTooDeep   ? "stack to deep to analyze"
                     : jump.from_stack == kStackUnknown ? "can't jump from unreachable code"
                                                        : why_not_into(stack);
    }
  }
  if (!jump.refused) jump.refused = unsafe(frame, stacks, jump);
  return jump;
}

// Drops what was on the stack; with an entry of a handler the exception that was being handled before comes back.
void drop(Object* o, StackKind kind) {
  if (kind != StackKind::Except) {
    xdecref(o);
    return;
  }
  ExcInfo* info = rt().thread.exc_info;
  Object* handled = info->exc_value;
  info->exc_value = o;
  xdecref(handled);
}

// The frame stands at its new place before anything is dropped: a finalizer may jump again.
int go(FrameObject* f, const Jump& jump) {
  InterpreterFrame* frame = f->f_frame;
  int64_t stack = jump.from_stack;
  if (is_suspended(frame)) stack = stack_kinds_pop(stack);   // the yielded value has left already
  const int32_t old_top = frame->stacktop;
  for (int64_t s = stack; s > jump.to_stack; s = stack_kinds_pop(s)) --frame->stacktop;
  f->f_lineno = 0;
  frame->prev_instr = code_units(frame->f_code) + jump.to;
  const int32_t new_top = frame->stacktop;
  for (int32_t i = old_top; i > new_top; stack = stack_kinds_pop(stack)) drop(frame->localsplus[--i], stack_kinds_top(stack));
  return 0;
}

}  // namespace

int frame_set_lineno(Object* o, Object* value, void*) {
  auto* f = static_cast<FrameObject*>(o);
  if (!value) {
    err_set_string(ExcAttributeError, "cannot delete attribute");
    return -1;
  }
  if (!int_check_exact(value)) return refuse("lineno must be an integer");
  if (check_event(f) < 0) return -1;
  int overflow = 0;
  const int64_t wanted = int_as_i64_and_overflow(value, &overflow);
  if (overflow || wanted < INT_MIN || wanted > INT_MAX) return refuse("lineno out of range");
  CodeObject* co = f->f_frame->f_code;
  if (wanted < co->co_firstlineno) {
    err_format(ExcValueError, "line %d comes before the current code block", static_cast<int>(wanted));
    return -1;
  }
  if (!stands_still(f->f_frame)) return refuse("can only jump in the frame that the trace function is called for");
  Jump jump;
  {
    const std::vector<int> lines = line_starts(co);
    const int line = first_line_from(lines, static_cast<int>(wanted));
    if (line < 0) {
      err_format(ExcValueError, "line %d comes after the current code block", static_cast<int>(wanted));
      return -1;
    }
    jump = find_jump(f->f_frame, lines, line);
  }
  if (jump.refused) return refuse(jump.refused);
  return go(f, jump);
}

}  // namespace innards
