// The matching engine of regular expressions: backtracking over the code that the library's re/_compiler.py makes.
// It stands apart from the types re.Pattern and re.Match, which prepare its state and read its result. It calls no Python
// code and makes no objects; what it needs to remember lies in two blocks of the arena, never on the C++ stack.
// CPython: Modules/_sre/sre_lib.h. Which groups an alternative that failed leaves set is CPython 3.11.2's to the letter.
#pragma once

#include <cstdint>

#include "object/buffer.h"
#include "object/object.h"

namespace innards {

// One subject and where matching in it stands. Positions are indices of characters; -1 is none. Plain data.
struct SreState {
  Ptr<const uint32_t> code;
  Ptr<Object> string;          // owned
  Buffer buffer;               // held when the subject is no str
  Ptr<const void> text;        // its characters
  int64_t length;              // of the whole subject
  int32_t char_size;           // 1, 2 or 4
  int32_t is_bytes;
  int64_t start, ptr;          // where the match begins; where matching starts, and after success where it has ended
  int64_t pos, endpos;         // as the caller gave them, clipped: the subject ends at endpos
  int32_t must_advance;        // an empty match at `start` does not count
  int32_t match_all;           // a match must reach the end
  int32_t last_index;          // the group that was closed last, or -1
  int32_t last_mark;           // the highest mark that is set, or -1
  Ptr<int64_t> marks;          // two for each group; those up to last_mark count
  Ptr<int64_t> stack;          // frames of the backtracking
  int64_t stack_size, stack_top;  // in words
  int64_t repeat;              // the innermost repeat that is running: its place in the stack, or -1
};

enum SreStatus : int { kSreNoMatch = 0, kSreMatched = 1, kSreNoMemory = -1, kSreBadState = -2 };

// Matches at state->ptr. On success state->ptr, the marks and last_index tell the match.
int sre_match(SreState* state);
// Looks for the first match from state->ptr on; state->start becomes its beginning.
int sre_search(SreState* state);
// Forgets the marks, before the next match.
void sre_state_reset(SreState* state);

}  // namespace innards
