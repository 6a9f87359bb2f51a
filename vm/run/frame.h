// InterpreterFrame: one call in progress, as CPython 3.11's _PyInterpreterFrame; the data stack that frames lie on, in
// chunks of 16 KiB; FrameObject, what sys._getframe and tracebacks show of it.
// It stands apart because eval, generators, inspect and the traceback printer read frames. It runs no Python code but
// what clearing a frame's references may start.
#pragma once

#include <cstddef>
#include <cstdint>

#include "object/code.h"
#include "object/function.h"
#include "object/object.h"

namespace innards {

struct FrameObject;
struct GenObject;

enum FrameState : int8_t { kFrameCreated = -2, kFrameSuspended = -1, kFrameExecuting = 0, kFrameCompleted = 1, kFrameCleared = 4 };
enum FrameOwner : char { kFrameOwnedByThread = 0, kFrameOwnedByGenerator = 1, kFrameOwnedByFrameObject = 2 };

// Include/internal/pycore_frame.h: _PyInterpreterFrame.
struct InterpreterFrame {
  Ptr<FunctionObject> f_func;       // owned
  Ptr<Object> f_globals;            // borrowed from f_func
  Ptr<Object> f_builtins;           // borrowed from f_func
  Ptr<Object> f_locals;             // owned; the mapping of a module or class body, else null
  Ptr<CodeObject> f_code;           // owned
  Ptr<FrameObject> frame_obj;       // owned; null until someone asks
  Ptr<InterpreterFrame> previous;   // the caller
  Ptr<CodeUnit16> prev_instr;       // the code unit before the next instruction (while the machine is stopped at an instruction: that instruction)
  int32_t stacktop;                 // locals and stack entries in localsplus; -1 while the frame runs and the machine is not stopped
  bool is_entry;                    // eval_frame's C++ call ends when this frame returns
  char owner;                       // FrameOwner
  Ptr<Object> localsplus[1];        // locals, cells, free variables, then the value stack
};
static_assert(offsetof(InterpreterFrame, prev_instr) == 56 && offsetof(InterpreterFrame, stacktop) == 64);
static_assert(offsetof(InterpreterFrame, is_entry) == 68 && offsetof(InterpreterFrame, owner) == 69);
static_assert(offsetof(InterpreterFrame, localsplus) == 72);

inline constexpr int kFrameSpecialsSize = (sizeof(InterpreterFrame) - 1) / 8;

// Include/internal/pycore_frame.h: struct _frame, the "frame" object.
struct FrameObject : Object {
  Ptr<FrameObject> f_back;          // owned, only once the frame has left the frame stack
  Ptr<InterpreterFrame> f_frame;
  Ptr<Object> f_trace;
  int32_t f_lineno;                 // 0: compute it from the instruction
  char f_trace_lines, f_trace_opcodes;
  char f_fast_as_locals;            // f_locals has been filled from the fast locals
  uint64_t _f_frame_data[1];        // the InterpreterFrame itself, once this object owns it
};
static_assert(offsetof(FrameObject, _f_frame_data) == 48);

// One piece of the data stack (pystate.h: _PyStackChunk).
struct DataStackChunk {
  Ptr<DataStackChunk> previous;
  uint64_t size;                    // bytes, this header included
  uint64_t top;                     // words in use when a newer chunk was pushed
  Ptr<Object> data[1];
};
inline constexpr uint64_t kDataStackChunkSize = 16 * 1024;

inline int frame_lasti(const InterpreterFrame* f) { return static_cast<int>(f->prev_instr.get() - code_units(f->f_code)); }
inline Ptr<Object>* frame_stack_base(InterpreterFrame* f) { return f->localsplus + f->f_code->co_nlocalsplus; }
// The generator that the frame lies in (owner must be kFrameOwnedByGenerator).
GenObject* frame_get_generator(InterpreterFrame* f);

// Room for `size` words on the data stack; nullptr with MemoryError set when there is none.
InterpreterFrame* thread_push_frame(int64_t size);
// Gives the frame's room back. It must be the newest.
void thread_pop_frame(InterpreterFrame* frame);

// Fills the frame's header. Steals func, takes a new reference to locals (may be null) and the code.
void frame_initialize_specials(InterpreterFrame* frame, FunctionObject* func, Object* locals, int nlocalsplus);
// Moves a frame into a generator that was just made (_PyFrame_Copy).
void frame_copy(InterpreterFrame* src, InterpreterFrame* dest);
// Drops everything the frame holds; when its frame object lives on, that takes the frame over instead.
void frame_clear(InterpreterFrame* frame);
int frame_traverse(InterpreterFrame* frame, visitproc* visit, void* arg);
// The frame's object (borrowed), made when there is none yet; nullptr with an error set.
FrameObject* frame_get_frame_object(InterpreterFrame* frame);
// Whether the frame has not begun yet (nothing shows it): its prologue (COPY_FREE_VARS, MAKE_CELL, RETURN_GENERATOR) runs.
bool frame_is_incomplete(InterpreterFrame* frame);
// The nearest frame at or below the thread's current one that has begun, or nullptr.
InterpreterFrame* thread_complete_frame(InterpreterFrame* frame);
// Line of the instruction that the frame stands at.
int frame_line(InterpreterFrame* frame);

// Copies fast locals, cells and free variables into frame->f_locals (made when null). 0 or -1.
int frame_fast_to_locals_with_error(InterpreterFrame* frame);
void frame_locals_to_fast(InterpreterFrame* frame, int clear);
// Frame objects: borrowed code; new reference to the caller's frame object, or nullptr.
FrameObject* frame_object_get_back(FrameObject* frame);
int frame_object_line(FrameObject* frame);

}  // namespace innards
