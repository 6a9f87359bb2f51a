// A frame is one attempt to match from one place of the code and the text on; what comes next in the pattern runs in frames
// above it. When a frame ends, the one below goes on at its Resume label. A frame that may try something else keeps the
// marks as they were, right behind itself on the stack; a REPEAT's frame keeps its counter there.
#include "builtin/sre_engine.h"

#include <cstring>

#include "builtin/sre_charset.h"
#include "builtin/sre_codes.h"
#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "run/native_turns.h"

namespace innards {

namespace {

enum class Next { Run, Call, Fail, Match, Error };

enum class Resume : uint8_t {
  Branch, Assert, AssertNot, Atomic, RepeatOne, MinRepeatOne, Repeat, UntilItem, MaxUntilMore, MaxUntilTail, MinUntilTail,
  MinUntilMore, PossessiveLeast, PossessiveMore,
};

struct Frame {
  int64_t parent;              // where the frame below is
  int64_t ptr;                 // the position to come back to
  int64_t count;               // how many items the repeat of this frame has
  int64_t saved_position;      // an outer value of SreRepeat::last_position, or -1
  int64_t repeat;              // the repeat an UNTIL belongs to
  uint32_t pc;
  int32_t last_mark, last_index;
  Resume resume;
  bool top_level;              // reaching the end of this pattern is reaching the end of the whole match
  bool keeps_marks;            // last_mark + 1 words of marks follow
};
static_assert(sizeof(Frame) % 8 == 0);
constexpr int64_t kFrameWords = sizeof(Frame) / 8;

struct Repeat {
  int64_t count;               // complete items less one
  int64_t last_position;       // where the last item began: an empty one is not repeated
  int64_t outer;
  int64_t pc;                  // of its minimum
};
constexpr int64_t kRepeatWords = sizeof(Repeat) / 8;

bool is_linebreak(uint32_t ch) { return ch == '\n'; }

// The words of an operation that takes one character.
uint32_t one_size(const uint32_t* op) {
  switch (op[0]) {
    case kSreAny: case kSreAnyAll: return 1;
    case kSreIn: case kSreInIgnore: case kSreInLocIgnore: case kSreInUniIgnore: return 1 + op[1];
    default: return 2;
  }
}

bool literal_ignores_locale(uint32_t literal, uint32_t ch) {
  return ch == literal || ascii_lower(ch) == literal || ascii_upper(ch) == literal;
}

// Whether an operation that takes one character takes this one.
bool takes(const uint32_t* op, uint32_t ch) {
  switch (op[0]) {
    case kSreLiteral: return ch == op[1];
    case kSreNotLiteral: return ch != op[1];
    case kSreAny: return !is_linebreak(ch);
    case kSreAnyAll: return true;
    case kSreCategory: return sre_in_category(op[1], ch);
    case kSreIn: return sre_in_set(op + 2, ch);
    case kSreInIgnore: return sre_in_set(op + 2, ascii_lower(ch));
    case kSreInUniIgnore: return sre_in_set(op + 2, unicode_lower(ch));
    case kSreInLocIgnore: return sre_in_set_locale(op + 2, ch);
    case kSreLiteralIgnore: return ascii_lower(ch) == op[1];
    case kSreNotLiteralIgnore: return ascii_lower(ch) != op[1];
    case kSreLiteralUniIgnore: return unicode_lower(ch) == op[1];
    case kSreNotLiteralUniIgnore: return unicode_lower(ch) != op[1];
    case kSreLiteralLocIgnore: return literal_ignores_locale(op[1], ch);
    default: return !literal_ignores_locale(op[1], ch);  // kSreNotLiteralLocIgnore
  }
}

bool takes_one(uint32_t op) {
  switch (op) {
    case kSreLiteral: case kSreNotLiteral: case kSreAny: case kSreAnyAll: case kSreCategory: case kSreIn: case kSreInIgnore:
    case kSreInUniIgnore: case kSreInLocIgnore: case kSreLiteralIgnore: case kSreNotLiteralIgnore: case kSreLiteralUniIgnore:
    case kSreNotLiteralUniIgnore: case kSreLiteralLocIgnore: case kSreNotLiteralLocIgnore:
      return true;
    default: return false;
  }
}

uint32_t same(uint32_t ch) { return ch; }

template <class Char>
class Matcher {
 public:
  explicit Matcher(SreState* state)
      : s_(*state), code_(state->code), text_(static_cast<const Char*>(state->text.get())), end_(state->endpos) {}
  // Matches the pattern at `pc` from s_.ptr on.
  int run(uint32_t pc, bool top_level);
  int search();

 private:
  // ---- the stack
  Frame* frame() { return reinterpret_cast<Frame*>(s_.stack.get() + frame_); }
  Repeat* repeat_at(int64_t at) { return reinterpret_cast<Repeat*>(s_.stack.get() + at); }
  int64_t* kept_marks() { return s_.stack + frame_ + kFrameWords; }
  bool reserve(int64_t words);
  bool push(uint32_t pc, bool top_level);
  Next call(uint32_t pc, Resume then) { return call_with(pc, then, frame()->top_level); }
  Next call_with(uint32_t pc, Resume then, bool top_level);
  bool keep_marks(bool all);
  void put_marks_back();
  void drop_marks();

  // ---- operations
  Next execute();
  Next operation();
  Next fail_unless(bool ok, uint32_t words) { pc_ += words; return ok ? Next::Run : Next::Fail; }
  Next success();
  Next mark(uint32_t which);
  Next assertion();
  Next assertion_not();
  Next branch(uint32_t alternative);
  Next group_ref(uint32_t (*fold)(uint32_t));
  Next group_ref_exists();
  Next repeat();
  Next max_until();
  Next max_until_tail();
  Next min_until();
  Next min_until_more();
  Next possessive_repeat();
  Next repeat_one();
  Next repeat_one_next();
  Next min_repeat_one();
  Next min_repeat_one_next();
  Next possessive_repeat_one();
  Next resume(bool matched);
  Next resume_group(bool matched);
  Next resume_possessive(bool matched);
  Next resume_repeat(bool matched);

  bool at(uint32_t place) const;
  bool word_border(bool (*is_word)(uint32_t)) const;
  bool group_span(uint32_t group, int64_t* from, int64_t* to) const;
  bool ends_badly() const { return (s_.match_all && ptr_ != s_.endpos) || (s_.must_advance && ptr_ == s_.start); }
  int64_t count_items(uint32_t pc, uint32_t most);
  int64_t count_patterns(uint32_t pc, int64_t stop);

  // ---- searching
  int attempt(uint32_t pc, int64_t start, int64_t ptr);
  int search_literal(const uint32_t* prefix, uint32_t skip, bool all, uint32_t pc);
  int search_prefix(const uint32_t* prefix, uint32_t length, uint32_t skip, bool all, uint32_t pc);
  int search_set(const uint32_t* set, uint32_t pc);
  int search_anything(uint32_t pc, int64_t last);

  SreState& s_;
  const uint32_t* const code_;
  const Char* const text_;
  const int64_t end_;
  int64_t frame_ = 0;          // where the running frame is in the stack
  int64_t ptr_ = 0;            // where it stands in the text
  uint32_t pc_ = 0;            // and in the code
};

// ---- the stack ----------------------------------------------------------------------------------------------------------

template <class Char>
bool Matcher<Char>::reserve(int64_t words) {
  if (s_.stack_top + words <= s_.stack_size) return true;
  const int64_t size = (s_.stack_top + words) + (s_.stack_top + words) / 2 + 128;
  void* block = mem_realloc(s_.stack.get(), static_cast<size_t>(size) * 8);
  if (!block) return false;
  s_.stack = static_cast<int64_t*>(block);
  s_.stack_size = size;
  return true;
}

template <class Char>
bool Matcher<Char>::push(uint32_t pc, bool top_level) {
  if (!reserve(kFrameWords)) return false;
  const int64_t parent = frame_;
  frame_ = s_.stack_top;
  s_.stack_top += kFrameWords;
  Frame* f = frame();
  f->parent = parent;
  f->top_level = top_level;
  f->keeps_marks = false;
  pc_ = pc;
  return true;
}

template <class Char>
Next Matcher<Char>::call_with(uint32_t pc, Resume then, bool top_level) {
  Frame* f = frame();
  f->ptr = ptr_;
  f->pc = pc_;
  f->resume = then;
  return push(pc, top_level) ? Next::Call : Next::Error;
}

// Remembers last_mark and last_index, and with `all` the marks too, in the running frame.
template <class Char>
bool Matcher<Char>::keep_marks(bool all) {
  frame()->last_mark = s_.last_mark;
  frame()->last_index = s_.last_index;
  if (!all) return true;
  const int64_t n = s_.last_mark + 1;
  if (!reserve(n)) return false;
  std::memcpy(kept_marks(), s_.marks.get(), static_cast<size_t>(n) * 8);
  s_.stack_top += n;
  frame()->keeps_marks = true;
  return true;
}

template <class Char>
void Matcher<Char>::put_marks_back() {
  const Frame* f = frame();
  if (f->keeps_marks) std::memcpy(s_.marks.get(), kept_marks(), static_cast<size_t>(f->last_mark + 1) * 8);
  s_.last_mark = f->last_mark;
  s_.last_index = f->last_index;
}

template <class Char>
void Matcher<Char>::drop_marks() {
  s_.stack_top = frame_ + kFrameWords;
  frame()->keeps_marks = false;
}

// ---- places and groups --------------------------------------------------------------------------------------------------

bool ascii_word(uint32_t ch) { return sre_in_category(kCatWord, ch); }
bool unicode_word(uint32_t ch) { return sre_in_category(kCatUniWord, ch); }

template <class Char>
bool Matcher<Char>::word_border(bool (*is_word)(uint32_t)) const {
  const bool before = ptr_ > 0 && is_word(text_[ptr_ - 1]);
  const bool after = ptr_ < end_ && is_word(text_[ptr_]);
  return before != after;
}

template <class Char>
bool Matcher<Char>::at(uint32_t place) const {
  switch (place) {
    case kAtBeginning: case kAtBeginningString: return ptr_ == 0;
    case kAtBeginningLine: return ptr_ == 0 || is_linebreak(text_[ptr_ - 1]);
    case kAtEnd: return ptr_ == end_ || (end_ - ptr_ == 1 && is_linebreak(text_[ptr_]));
    case kAtEndLine: return ptr_ == end_ || (ptr_ < end_ && is_linebreak(text_[ptr_]));
    case kAtEndString: return ptr_ == end_;
    case kAtBoundary: case kAtLocBoundary: return end_ != 0 && word_border(ascii_word);
    case kAtNonBoundary: case kAtLocNonBoundary: return end_ != 0 && !word_border(ascii_word);
    case kAtUniBoundary: return end_ != 0 && word_border(unicode_word);
    default: return end_ != 0 && !word_border(unicode_word);
  }
}

// Where a group has matched; false when it has not.
template <class Char>
bool Matcher<Char>::group_span(uint32_t group, int64_t* from, int64_t* to) const {
  const int64_t first = 2 * static_cast<int64_t>(group);
  if (first >= s_.last_mark) return false;
  *from = s_.marks[first];
  *to = s_.marks[first + 1];
  return *from >= 0 && *to >= *from;
}

template <class Char>
Next Matcher<Char>::group_ref(uint32_t (*fold)(uint32_t)) {
  int64_t from, to;
  if (!group_span(code_[pc_ + 1], &from, &to)) return Next::Fail;
  for (; from < to; ++from, ++ptr_)
    if (ptr_ >= end_ || fold(text_[ptr_]) != fold(text_[from])) return Next::Fail;
  pc_ += 2;
  return Next::Run;
}

template <class Char>
Next Matcher<Char>::group_ref_exists() {
  int64_t from, to;
  pc_ += group_span(code_[pc_ + 1], &from, &to) ? 3 : 1 + code_[pc_ + 2];
  return Next::Run;
}

template <class Char>
Next Matcher<Char>::mark(uint32_t which) {
  const int32_t i = static_cast<int32_t>(which);
  if (i & 1) s_.last_index = i / 2 + 1;
  if (i > s_.last_mark) {
    for (int32_t j = s_.last_mark + 1; j < i; ++j) s_.marks[j] = -1;
    s_.last_mark = i;
  }
  s_.marks[i] = ptr_;
  pc_ += 2;
  return Next::Run;
}

// ---- operations ---------------------------------------------------------------------------------------------------------

template <class Char>
Next Matcher<Char>::success() {
  if (frame()->top_level && ends_badly()) return Next::Fail;
  s_.ptr = ptr_;
  return Next::Match;
}

template <class Char>
Next Matcher<Char>::assertion() {
  const int64_t back = code_[pc_ + 2];
  if (ptr_ < back) return Next::Fail;
  const Next next = call_with(pc_ + 3, Resume::Assert, false);
  ptr_ -= back;
  return next;
}

template <class Char>
Next Matcher<Char>::assertion_not() {
  const int64_t back = code_[pc_ + 2];
  if (ptr_ < back) {
    pc_ += 1 + code_[pc_ + 1];
    return Next::Run;
  }
  if (!keep_marks(s_.repeat >= 0)) return Next::Error;
  const Next next = call_with(pc_ + 3, Resume::AssertNot, false);
  ptr_ -= back;
  return next;
}

// Tries the alternatives from the one at `alternative` on. The marks are kept already.
template <class Char>
Next Matcher<Char>::branch(uint32_t alternative) {
  for (; code_[alternative]; alternative += code_[alternative]) {
    const uint32_t* op = code_ + alternative + 1;
    if ((op[0] == kSreLiteral || op[0] == kSreIn) && (ptr_ >= end_ || !takes(op, text_[ptr_]))) continue;
    pc_ = alternative;
    return call(alternative + 1, Resume::Branch);
  }
  return Next::Fail;
}

template <class Char>
Next Matcher<Char>::repeat() {
  if (!reserve(kRepeatWords)) return Next::Error;
  const int64_t at = s_.stack_top;
  s_.stack_top += kRepeatWords;
  *repeat_at(at) = {-1, -1, s_.repeat, pc_ + 2};
  s_.repeat = at;
  return call(pc_ + 1 + code_[pc_ + 1], Resume::Repeat);
}

// One more item if there are too few, or if there may be more; else what follows the repeat.
template <class Char>
Next Matcher<Char>::max_until() {
  Frame* f = frame();
  f->repeat = s_.repeat;
  Repeat* r = repeat_at(s_.repeat);
  const uint32_t* limits = code_ + r->pc;
  const uint32_t item = static_cast<uint32_t>(r->pc) + 2;
  f->count = r->count + 1;
  if (f->count < limits[0]) {
    r->count = f->count;
    return call(item, Resume::UntilItem);
  }
  if ((f->count >= limits[1] && limits[1] != kSreMaxRepeat) || ptr_ == r->last_position) return max_until_tail();
  r->count = f->count;
  f->saved_position = r->last_position;
  r->last_position = ptr_;
  return keep_marks(true) ? call(item, Resume::MaxUntilMore) : Next::Error;
}

template <class Char>
Next Matcher<Char>::max_until_tail() {
  s_.repeat = repeat_at(frame()->repeat)->outer;
  return call(pc_ + 1, Resume::MaxUntilTail);
}

// The least number of items, then what follows the repeat, then one more item.
template <class Char>
Next Matcher<Char>::min_until() {
  Frame* f = frame();
  f->repeat = s_.repeat;
  Repeat* r = repeat_at(s_.repeat);
  f->count = r->count + 1;
  if (f->count < code_[r->pc]) {
    r->count = f->count;
    return call(static_cast<uint32_t>(r->pc) + 2, Resume::UntilItem);
  }
  s_.repeat = r->outer;
  return keep_marks(s_.repeat >= 0) ? call(pc_ + 1, Resume::MinUntilTail) : Next::Error;
}

template <class Char>
Next Matcher<Char>::min_until_more() {
  Frame* f = frame();
  Repeat* r = repeat_at(f->repeat);
  const uint32_t most = code_[r->pc + 1];
  if ((f->count >= most && most != kSreMaxRepeat) || ptr_ == r->last_position) return Next::Fail;
  r->count = f->count;
  f->saved_position = r->last_position;
  r->last_position = ptr_;
  return call(static_cast<uint32_t>(r->pc) + 2, Resume::MinUntilMore);
}

// As many items as there are, each tried alone, so that none is given back. frame()->count and saved_position are set.
template <class Char>
Next Matcher<Char>::possessive_repeat() {
  Frame* f = frame();
  const uint32_t least = code_[pc_ + 2], most = code_[pc_ + 3];
  if (f->count < least) return call_with(pc_ + 4, Resume::PossessiveLeast, false);
  if ((f->count >= most && most != kSreMaxRepeat) || ptr_ == f->saved_position) {
    pc_ += 2 + code_[pc_ + 1];
    return Next::Run;
  }
  f->saved_position = ptr_;
  return keep_marks(true) ? call_with(pc_ + 4, Resume::PossessiveMore, false) : Next::Error;
}

// Counts how many items that are more than one operation match in a row. Recursive, but only as the code is nested.
template <class Char>
int64_t Matcher<Char>::count_patterns(uint32_t pc, int64_t stop) {
  const int64_t first = ptr_;
  const uint32_t saved_pc = pc_;
  if (machine_stack_nearly_full()) return kSreNoMemory;
  s_.ptr = ptr_;
  while (s_.ptr < stop) {
    const int64_t before = s_.ptr;
    const int status = run(pc, false);
    if (status < 0) return status;
    if (status == kSreNoMatch || s_.ptr == before) break;
  }
  pc_ = saved_pc;
  ptr_ = first;
  return s_.ptr - first;
}

// How often the item at `pc` matches from ptr_ on, at most `most` times, or an error.
template <class Char>
int64_t Matcher<Char>::count_items(uint32_t pc, uint32_t most) {
  const uint32_t* op = code_ + pc;
  int64_t stop = end_, p = ptr_;
  if (most != kSreMaxRepeat && most < stop - p) stop = p + most;
  switch (op[0]) {
    case kSreAnyAll: return stop - p;
    case kSreAny: while (p < stop && !is_linebreak(text_[p])) ++p; break;
    case kSreLiteral: while (p < stop && text_[p] == op[1]) ++p; break;
    case kSreNotLiteral: while (p < stop && text_[p] != op[1]) ++p; break;
    case kSreIn: while (p < stop && sre_in_set(op + 2, text_[p])) ++p; break;
    default:
      if (!takes_one(op[0]) || op[one_size(op)] != kSreSuccess) return count_patterns(pc, stop);
      while (p < stop && takes(op, text_[p])) ++p;
  }
  return p - ptr_;
}

template <class Char>
Next Matcher<Char>::repeat_one() {
  const uint32_t least = code_[pc_ + 2];
  if (least > end_ - ptr_) return Next::Fail;
  const int64_t n = count_items(pc_ + 4, code_[pc_ + 3]);
  if (n < 0) return Next::Error;
  if (n < least) return Next::Fail;
  ptr_ += n;
  if (code_[pc_ + 1 + code_[pc_ + 1]] == kSreSuccess && ptr_ == s_.endpos && !(frame()->top_level && ends_badly())) {
    s_.ptr = ptr_;
    return Next::Match;
  }
  frame()->count = n;
  return keep_marks(s_.repeat >= 0) ? repeat_one_next() : Next::Error;
}

// What follows, with the items there are; each failure gives one back.
template <class Char>
Next Matcher<Char>::repeat_one_next() {
  Frame* f = frame();
  const int64_t least = code_[pc_ + 2];
  const uint32_t tail = pc_ + 1 + code_[pc_ + 1];
  if (code_[tail] == kSreLiteral) {
    const uint32_t ch = code_[tail + 1];
    while (f->count >= least && (ptr_ >= end_ || text_[ptr_] != ch)) {
      --ptr_;
      --f->count;
    }
  }
  return f->count < least ? Next::Fail : call(tail, Resume::RepeatOne);
}

template <class Char>
Next Matcher<Char>::min_repeat_one() {
  const uint32_t least = code_[pc_ + 2];
  if (least > end_ - ptr_) return Next::Fail;
  const int64_t n = least ? count_items(pc_ + 4, least) : 0;
  if (n < 0) return Next::Error;
  if (n < least) return Next::Fail;
  ptr_ += n;
  const uint32_t tail = pc_ + 1 + code_[pc_ + 1];
  if (code_[tail] == kSreSuccess && !(frame()->top_level && ends_badly())) {
    s_.ptr = ptr_;
    return Next::Match;
  }
  frame()->count = n;
  return keep_marks(s_.repeat >= 0) ? call(tail, Resume::MinRepeatOne) : Next::Error;
}

// One more item, then what follows.
template <class Char>
Next Matcher<Char>::min_repeat_one_next() {
  const int64_t n = count_items(pc_ + 4, 1);
  if (n < 0) return Next::Error;
  const uint32_t most = code_[pc_ + 3];
  Frame* f = frame();
  if (n == 0 || (most != kSreMaxRepeat && f->count >= most)) return Next::Fail;
  ++ptr_;
  ++f->count;
  return call(pc_ + 1 + code_[pc_ + 1], Resume::MinRepeatOne);
}

template <class Char>
Next Matcher<Char>::possessive_repeat_one() {
  const uint32_t least = code_[pc_ + 2];
  if (least > end_ - ptr_) return Next::Fail;
  const int64_t n = count_items(pc_ + 4, code_[pc_ + 3]);
  if (n < 0) return Next::Error;
  if (n < least) return Next::Fail;
  ptr_ += n;
  pc_ += 1 + code_[pc_ + 1];
  return Next::Run;
}

// The rarer operations; each moves pc_ and ptr_, ends the frame, or starts another one.
template <class Char>
Next Matcher<Char>::operation() {
  const uint32_t* op = code_ + pc_;
  switch (op[0]) {
    case kSreSuccess: return success();
    case kSreAt: return fail_unless(at(op[1]), 2);
    case kSreMark: return mark(op[1]);
    case kSreJump: case kSreInfo: pc_ += 1 + op[1]; return Next::Run;
    case kSreAssert: return assertion();
    case kSreAssertNot: return assertion_not();
    case kSreAtomicGroup: return call_with(pc_ + 2, Resume::Atomic, false);
    case kSreBranch: return keep_marks(s_.repeat >= 0) ? branch(pc_ + 1) : Next::Error;
    case kSreGroupRef: return group_ref(same);
    case kSreGroupRefIgnore: case kSreGroupRefLocIgnore: return group_ref(ascii_lower);
    case kSreGroupRefUniIgnore: return group_ref(unicode_lower);
    case kSreGroupRefExists: return group_ref_exists();
    case kSreRepeat: return repeat();
    case kSreMaxUntil: return max_until();
    case kSreMinUntil: return min_until();
    case kSrePossessiveRepeat: frame()->count = 0; frame()->saved_position = -1; return possessive_repeat();
    case kSreRepeatOne: return repeat_one();
    case kSreMinRepeatOne: return min_repeat_one();
    case kSrePossessiveRepeatOne: return possessive_repeat_one();
    default: return Next::Fail;
  }
}

// Follows the code until the running frame ends or starts another one.
template <class Char>
Next Matcher<Char>::execute() {
  for (;;) {
    const uint32_t* op = code_ + pc_;
    if (op[0] == kSreLiteral) {
      if (ptr_ >= end_ || text_[ptr_] != op[1]) return Next::Fail;
      ++ptr_;
      pc_ += 2;
    } else if (takes_one(op[0])) {
      if (ptr_ >= end_ || !takes(op, text_[ptr_])) return Next::Fail;
      ++ptr_;
      pc_ += one_size(op);
    } else {
      const Next next = operation();
      if (next != Next::Run) return next;
    }
  }
}

// ---- going on -----------------------------------------------------------------------------------------------------------

// The frame above has ended: what the running frame, which called it, does next.
template <class Char>
Next Matcher<Char>::resume(bool matched) {
  Frame* f = frame();
  ptr_ = f->ptr;
  pc_ = f->pc;
  switch (f->resume) {
    case Resume::Branch:
      if (matched) return Next::Match;
      put_marks_back();
      return branch(pc_ + code_[pc_]);
    case Resume::RepeatOne:
      if (matched) return Next::Match;
      put_marks_back();
      --ptr_;
      --f->count;
      return repeat_one_next();
    case Resume::MinRepeatOne:
      if (matched) return Next::Match;
      put_marks_back();
      return min_repeat_one_next();
    case Resume::Assert: case Resume::AssertNot: case Resume::Atomic: return resume_group(matched);
    case Resume::PossessiveLeast: case Resume::PossessiveMore: return resume_possessive(matched);
    default: return resume_repeat(matched);
  }
}

// Assertions and atomic groups: once they have ended nothing inside is tried again.
template <class Char>
Next Matcher<Char>::resume_group(bool matched) {
  Frame* f = frame();
  if (matched == (f->resume == Resume::AssertNot)) return Next::Fail;
  if (f->resume == Resume::AssertNot) {
    put_marks_back();
    drop_marks();
  }
  if (f->resume == Resume::Atomic) ptr_ = s_.ptr;
  pc_ += 1 + code_[pc_ + 1];
  return Next::Run;
}

template <class Char>
Next Matcher<Char>::resume_possessive(bool matched) {
  Frame* f = frame();
  if (matched) {
    ptr_ = s_.ptr;
    ++f->count;
    drop_marks();
    return possessive_repeat();
  }
  if (f->resume == Resume::PossessiveLeast) return Next::Fail;
  put_marks_back();
  drop_marks();
  pc_ += 2 + code_[pc_ + 1];
  return Next::Run;
}

template <class Char>
Next Matcher<Char>::resume_repeat(bool matched) {
  Frame* f = frame();
  if (f->resume == Resume::Repeat) {
    s_.repeat = repeat_at(frame_ + kFrameWords)->outer;
    return matched ? Next::Match : Next::Fail;
  }
  Repeat* r = repeat_at(f->repeat);
  const bool in_tail = f->resume == Resume::MaxUntilTail || f->resume == Resume::MinUntilTail;
  if (in_tail) s_.repeat = f->repeat;
  else if (f->resume != Resume::UntilItem) r->last_position = f->saved_position;
  if (matched) return Next::Match;
  if (!in_tail) r->count = f->count - 1;
  if (f->resume != Resume::MaxUntilMore && f->resume != Resume::MinUntilTail) return Next::Fail;
  put_marks_back();
  drop_marks();
  return in_tail ? min_until_more() : max_until_tail();
}

template <class Char>
int Matcher<Char>::run(uint32_t pc, bool top_level) {
  const int64_t outer = frame_;
  ptr_ = s_.ptr;
  if (!push(pc, top_level)) return kSreNoMemory;
  const int64_t bottom = frame_;
  for (;;) {
    native_turn();
    Next next = execute();
    while (next == Next::Match || next == Next::Fail) {
      const bool matched = next == Next::Match, done = frame_ == bottom;
      s_.stack_top = frame_;
      frame_ = frame()->parent;
      if (done) return matched ? kSreMatched : kSreNoMatch;
      next = resume(matched);
    }
    if (next != Next::Error) continue;
    s_.stack_top = bottom;
    frame_ = outer;
    return kSreNoMemory;
  }
}

// ---- searching ----------------------------------------------------------------------------------------------------------

template <class Char>
int Matcher<Char>::attempt(uint32_t pc, int64_t start, int64_t ptr) {
  s_.last_mark = s_.last_index = -1;
  s_.start = start;
  s_.ptr = ptr;
  return run(pc, false);
}

// The pattern begins with one known character; `skip` literals need not be matched again, and with `all` nothing else.
template <class Char>
int Matcher<Char>::search_literal(const uint32_t* prefix, uint32_t skip, bool all, uint32_t pc) {
  for (int64_t p = s_.ptr; p < end_; ++p) {
    if (text_[p] != prefix[0]) continue;
    s_.start = p;
    s_.ptr = p + skip;
    if (all) return kSreMatched;
    if (const int status = attempt(pc + 2 * skip, p, p + skip)) return status;
  }
  return kSreNoMatch;
}

// The pattern begins with a known text: Knuth, Morris and Pratt's search with the table that stands behind it.
template <class Char>
int Matcher<Char>::search_prefix(const uint32_t* prefix, uint32_t length, uint32_t skip, bool all, uint32_t pc) {
  const uint32_t* overlap = prefix + length;
  uint32_t found = 0;  // characters of the prefix that stand before p
  for (int64_t p = s_.ptr; p < end_; ++p) {
    while (found && text_[p] != prefix[found]) found = overlap[found - 1];
    if (text_[p] == prefix[found]) ++found;
    if (found < length) continue;
    s_.start = p + 1 - length;
    s_.ptr = s_.start + skip;
    if (all) return kSreMatched;
    if (const int status = attempt(pc + 2 * skip, s_.start, s_.ptr)) return status;
    found = overlap[length - 1];
  }
  return kSreNoMatch;
}

// The pattern begins with a character of a known set.
template <class Char>
int Matcher<Char>::search_set(const uint32_t* set, uint32_t pc) {
  for (int64_t p = s_.ptr; p < end_; ++p) {
    if (!sre_in_set(set, text_[p])) continue;
    if (const int status = attempt(pc, p, p)) return status;
  }
  return kSreNoMatch;
}

// Nothing is known but that the match begins at `last` at the latest.
template <class Char>
int Matcher<Char>::search_anything(uint32_t pc, int64_t last) {
  int64_t p = s_.ptr;
  s_.start = p;
  int status = run(pc, true);
  s_.must_advance = 0;
  const bool anchored = code_[pc] == kSreAt && (code_[pc + 1] == kAtBeginning || code_[pc + 1] == kAtBeginningString);
  while (status == kSreNoMatch && p < last && !anchored) {
    ++p;
    status = attempt(pc, p, p);
  }
  return status;
}

template <class Char>
int Matcher<Char>::search() {
  if (s_.ptr > end_) return kSreNoMatch;
  if (code_[0] != kSreInfo) return search_anything(0, end_);
  const uint32_t flags = code_[2], least = code_[3], pc = 1 + code_[1];
  if (end_ - s_.ptr < least) return kSreNoMatch;
  if (flags & (kSreInfoPrefix | kSreInfoCharset)) s_.must_advance = 0;  // a match is not empty
  if (flags & kSreInfoCharset) return search_set(code_ + 5, pc);
  if (flags & kSreInfoPrefix) {
    const uint32_t length = code_[5], skip = code_[6];
    const bool all = flags & kSreInfoLiteral;
    return length == 1 ? search_literal(code_ + 7, skip, all, pc) : search_prefix(code_ + 7, length, skip, all, pc);
  }
  return search_anything(pc, least > 1 ? end_ - least + 1 : end_);
}

template <class Char>
int dispatch(SreState* state, bool search) {
  Matcher<Char> matcher(state);
  return search ? matcher.search() : matcher.run(0, true);
}

int dispatch_by_size(SreState* state, bool search) {
  if (state->char_size == 1) return dispatch<uint8_t>(state, search);
  return state->char_size == 2 ? dispatch<uint16_t>(state, search) : dispatch<uint32_t>(state, search);
}

}  // namespace

int sre_match(SreState* state) { return dispatch_by_size(state, false); }

int sre_search(SreState* state) { return dispatch_by_size(state, true); }

void sre_state_reset(SreState* state) {
  state->last_mark = state->last_index = -1;
  state->repeat = -1;
  state->stack_top = 0;
}

}  // namespace innards
