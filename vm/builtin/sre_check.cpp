// The checker of regular expression code: a program may hand any list of numbers to _sre.compile(), and the engine trusts
// what it runs. CPython: Modules/_sre/sre.c, _validate.
#include "builtin/sre_codes.h"
#include "heap/machine_stack.h"

namespace innards {

namespace {

// Reads the words [at, end). Once something is wrong every read gives 0 and ok() is false.
class Checker {
 public:
  Checker(const uint32_t* at, const uint32_t* end, int64_t groups) : at_(at), end_(end), groups_(groups) {}
  // Operations up to the end. With `jumps` the last one may be a JUMP: then *jumps becomes true.
  bool pattern(bool* jumps = nullptr);
  bool set();         // items of a set up to the end, without its FAILURE

 private:
  bool fail() { ok_ = false; return false; }
  uint32_t word() {
    if (at_ >= end_ || !ok_) return fail();
    return *at_++;
  }
  bool skip_words(uint64_t n) {
    if (!ok_ || n > static_cast<uint64_t>(end_ - at_)) return fail();
    at_ += n;
    return true;
  }
  // Reads a skip and gives where it leads to; it counts from `back` words before itself.
  const uint32_t* target(int back = 0) {
    const uint32_t* from = at_ - back;
    const uint64_t n = word();
    if (!ok_ || n < 1 + static_cast<uint64_t>(back) || n > static_cast<uint64_t>(end_ - from)) return fail(), at_;
    return from + n;
  }
  bool expect(uint32_t op) { return word() == op ? ok_ : fail(); }
  bool group() { return word() < groups_ && ok_ ? true : fail(); }
  // The words up to `stop` must be a pattern; reading goes on there.
  bool inner(const uint32_t* stop) {
    if (!ok_ || stop < at_ || machine_stack_nearly_full() || !Checker(at_, stop, groups_).pattern()) return fail();
    at_ = stop;
    return true;
  }
  // A set that ends, FAILURE included, at `stop`.
  bool set_up_to(const uint32_t* stop) {
    if (!ok_ || stop <= at_ || stop[-1] != kSreFailure || !Checker(at_, stop - 1, groups_).set()) return fail();
    at_ = stop;
    return true;
  }
  bool operation(uint32_t op);
  bool limits() { const uint32_t least = word(), most = word(); return ok_ && least <= most ? true : fail(); }
  bool repeat(uint32_t op, bool one);
  bool info();
  bool prefix(const uint32_t* pattern);
  bool branch();
  bool conditional();
  bool assertion();
  bool big_set();

  const uint32_t* at_;
  const uint32_t* end_;
  uint32_t groups_;
  bool ok_ = true;
};

bool Checker::big_set() {
  const uint64_t blocks = word();
  const uint8_t* table = reinterpret_cast<const uint8_t*>(at_);
  if (!skip_words(kSreBlockTableWords)) return false;
  for (int i = 0; i < 256; ++i)
    if (table[i] >= blocks) return fail();
  return skip_words(blocks * kSreBitmapWords);
}

bool Checker::set() {
  while (ok_ && at_ < end_) {
    switch (word()) {
      case kSreNegate: break;
      case kSreLiteral: word(); break;
      case kSreRange: case kSreRangeUniIgnore: skip_words(2); break;
      case kSreCharset: skip_words(kSreBitmapWords); break;
      case kSreBigCharset: big_set(); break;
      case kSreCategory: if (word() >= kCatCount) fail(); break;
      default: return fail();
    }
  }
  return ok_;
}

// A search that has found the prefix goes on behind the first `skip` literals of the pattern: they must be there.
bool Checker::prefix(const uint32_t* pattern) {
  const uint32_t length = word(), skip = word();
  const uint32_t* text = at_;
  if (length == 0 || skip > length || !skip_words(length)) return fail();
  for (uint32_t i = 0; i < length; ++i)
    if (word() >= length) return fail();
  if (end_ - pattern < 2 * static_cast<int64_t>(skip)) return fail();
  for (uint32_t i = 0; i < skip; ++i)
    if (pattern[2 * i] != kSreLiteral || pattern[2 * i + 1] != text[i]) return fail();
  return ok_;
}

bool Checker::info() {
  const uint32_t* next = target();
  const uint32_t flags = word();
  skip_words(2);
  if (!ok_ || next < at_ || (flags & ~(kSreInfoPrefix | kSreInfoLiteral | kSreInfoCharset))) return fail();
  const bool has_prefix = flags & kSreInfoPrefix, has_set = flags & kSreInfoCharset;
  if ((has_prefix && has_set) || ((flags & kSreInfoLiteral) && !has_prefix)) return fail();
  if (has_prefix && !prefix(next)) return false;
  if (has_set && !set_up_to(next)) return false;
  return at_ == next ? true : fail();
}

// Each alternative ends with a JUMP, and all jump to the same place: behind the zero that ends the list.
bool Checker::branch() {
  const uint32_t* common = nullptr;
  while (ok_ && at_ < end_ && *at_ != 0) {
    const uint32_t* next = target();
    if (!ok_ || next - at_ < 2 || !inner(next - 2) || !expect(kSreJump)) return fail();
    const uint32_t* to = target();
    if (common && to != common) return fail();
    common = to;
  }
  word();
  return ok_ && at_ == common ? true : fail();
}

bool Checker::repeat(uint32_t op, bool one) {
  const uint32_t* stop = target();
  if (!limits()) return false;
  if (one) return inner(stop - 1) && expect(kSreSuccess);
  if (!inner(stop)) return false;
  const uint32_t last = word();
  const bool good = op == kSrePossessiveRepeat ? last == kSreSuccess : last == kSreMaxUntil || last == kSreMinUntil;
  return ok_ && good ? true : fail();
}

// Whether there is a second pattern, only the first one tells: it ends with a JUMP then, behind which the skip leads.
bool Checker::conditional() {
  group();
  if (!ok_) return false;
  const uint32_t* no = target(1);
  bool jumps = false;
  if (!ok_ || no < at_ || machine_stack_nearly_full() || !Checker(at_, no, groups_).pattern(&jumps)) return fail();
  at_ = jumps ? no - 1 : no;
  return !jumps || inner(target());
}

bool Checker::assertion() {
  const uint32_t* stop = target();
  if (word() & 0x80000000) return fail();
  return inner(stop - 1) && expect(kSreSuccess);
}

bool Checker::operation(uint32_t op) {
  switch (op) {
    case kSreMark: return word() < 2 * groups_ ? ok_ : fail();
    case kSreLiteral: case kSreNotLiteral: case kSreLiteralIgnore: case kSreNotLiteralIgnore: case kSreLiteralUniIgnore:
    case kSreNotLiteralUniIgnore: case kSreLiteralLocIgnore: case kSreNotLiteralLocIgnore:
      return skip_words(1);
    case kSreSuccess: case kSreFailure: case kSreAny: case kSreAnyAll: return ok_;
    case kSreAt: return word() < kAtCount ? ok_ : fail();
    case kSreCategory: return word() < kCatCount ? ok_ : fail();
    case kSreIn: case kSreInIgnore: case kSreInUniIgnore: case kSreInLocIgnore: return set_up_to(target());
    case kSreInfo: return info();
    case kSreBranch: return branch();
    case kSreRepeatOne: case kSreMinRepeatOne: case kSrePossessiveRepeatOne: return repeat(op, true);
    case kSreRepeat: case kSrePossessiveRepeat: return repeat(op, false);
    case kSreAtomicGroup: {
      const uint32_t* stop = target();
      return inner(stop - 1) && expect(kSreSuccess);
    }
    case kSreGroupRef: case kSreGroupRefIgnore: case kSreGroupRefUniIgnore: case kSreGroupRefLocIgnore: return group();
    case kSreGroupRefExists: return conditional();
    case kSreAssert: case kSreAssertNot: return assertion();
    default: return fail();
  }
}

bool Checker::pattern(bool* jumps) {
  while (ok_ && at_ < end_) {
    const uint32_t op = word();
    if (op == kSreJump && jumps && end_ - at_ == 1) return *jumps = true;
    operation(op);
  }
  return ok_;
}

}  // namespace

bool sre_code_is_valid(const uint32_t* code, int64_t size, int64_t groups) {
  if (groups < 0 || groups > kSreMaxGroups || size < 1 || code[size - 1] != kSreSuccess) return false;
  return Checker(code, code + size - 1, groups).pattern();
}

}  // namespace innards
