// Specialisation, as CPython 3.11's adaptive interpreter has it (PEP 659; Python/specialize.c and the guards in
// Python/ceval.c). Code that has run eight times is quickened: its bytes (co_code_adaptive) then hold adaptive forms that
// count down, look at their operands and put a specialised form in their place, which tests a guard each time it runs and
// gives way again after too many misses. The bytes, counters and cache entries are CPython's.
// It stands apart from the loop because here an instruction is always executed in its general form, one step each, whatever
// stands there: what is kept here is what CPython would have in the code object, and costs the loop one call for each
// instruction that can be specialised. Nothing here runs Python code or changes anything but code objects and version numbers.
#pragma once

#include "object/code.h"
#include "object/int.h"
#include "run/frame.h"
#include "run/runtime.h"

namespace innards {

// The low byte of a Cache event's outcome (probe/events.def); above it stands a counter. The event's text names the form.
enum class CacheOutcome : uint64_t {
  Miss,         // the guard does not hold: the general form runs; counter: misses left
  Hit,          // the guard holds
  Specialised,  // the adaptive form has chosen; counter: the misses it may have
  GivenUp,      // there is nothing to specialise: back to the instruction itself, for good
  Failed,       // it found nothing that fits and waits longer; counter: runs until it looks again
  Counting,     // the adaptive form counts down; counter: runs until it looks
  Adaptive,     // too many misses: the adaptive form is back; counter: runs until it looks
  Quickened,    // the code object has run often enough: quickened
};

// Adaptive counters: how many runs are left above, the exponent of the next pause in the low bits.
inline constexpr int kBackoffBits = 4;
inline int adaptive_runs_left(uint16_t counter) { return counter >> kBackoffBits; }
// The misses that a specialised form may have.
inline constexpr uint16_t kMissesAllowed = 53;
// Calls and jumps back after which a code object is quickened: co_warmup begins that far below 0.
inline constexpr int kWarmUp = 8;

// Whether `key` is an int that is a place among `size` items, written without a sign and in at most one digit.
inline bool is_index_within(const Object* key, int64_t size) {
  return int_check_exact(key) && static_cast<uint64_t>(static_cast<const IntObject*>(key)->ob_size) <= 1 && int_compact_value(key) < size;
}

// Once the builtins are there: finds the natives that have forms of their own. 0, or -1.
int specialise_boot();

// Counts a run of `frame`'s code (RESUME, JUMP_BACKWARD) and quickens it when it is due (_PyCode_Warmup).
void quicken(InterpreterFrame* frame);
inline void code_warm_up(InterpreterFrame* frame) {
  CodeObject* co = frame->f_code;
  if (co->co_warmup != 0 && ++co->co_warmup == 0) quicken(frame);
}

// An adaptive or specialised instruction is about to run: `instr` is its unit, `sp` the end of the value stack, `kwnames` the
// names that KW_NAMES left. Counts, specialises, tests the guard. True: a PRECALL whose form does the CALL behind it as well.
bool specialised_step(InterpreterFrame* frame, CodeUnit16* instr, int oparg, Object** sp, Object* kwnames);

}  // namespace innards
