// The order in which a frozenset of constants is walked: that of CPython's hash table with PYTHONHASHSEED=0. The compiler
// keeps the items in that order, so that dis and the machine, which fills its own table in it, show what CPython shows.
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "base/bigint.h"
#include "base/utf8.h"
#include "compile/const_value.h"
#include "syntax/ast.h"

namespace innards {

namespace {

constexpr int kHashBits = 61;
constexpr uint64_t kModulus = (uint64_t{1} << kHashBits) - 1;

// What Debian's python3.11 gives for hash(None) and hash(...): addresses of objects in its data segment.
constexpr uint64_t kNoneHash = 611532;
constexpr uint64_t kEllipsisHash = 606842;

uint64_t rotate_left(uint64_t v, int n) { return (v << n) | (v >> (64 - n)); }

uint64_t not_minus_one(uint64_t h) { return h == UINT64_MAX ? UINT64_MAX - 1 : h; }

// SipHash-1-3 with a key of zeros (Python/pyhash.c: siphash13).
class SipHash {
 public:
  uint64_t hash(std::string_view bytes) {
    size_t whole = bytes.size() / 8 * 8;
    for (size_t i = 0; i < whole; i += 8) {
      uint64_t word;
      std::memcpy(&word, bytes.data() + i, 8);
      mix(word);
    }
    uint64_t last = static_cast<uint64_t>(bytes.size()) << 56;
    for (size_t i = whole; i < bytes.size(); ++i) last |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[i])) << (8 * (i - whole));
    mix(last);
    v2_ ^= 0xff;
    for (int i = 0; i < 3; ++i) round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  uint64_t v0_ = 0x736f6d6570736575u, v1_ = 0x646f72616e646f6du, v2_ = 0x6c7967656e657261u, v3_ = 0x7465646279746573u;

  void round() {
    v0_ += v1_; v2_ += v3_;
    v1_ = rotate_left(v1_, 13) ^ v0_;
    v3_ = rotate_left(v3_, 16) ^ v2_;
    v0_ = rotate_left(v0_, 32);
    v2_ += v1_; v0_ += v3_;
    v1_ = rotate_left(v1_, 17) ^ v2_;
    v3_ = rotate_left(v3_, 21) ^ v0_;
    v2_ = rotate_left(v2_, 32);
  }
  void mix(uint64_t word) {
    v3_ ^= word;
    round();
    v0_ ^= word;
  }
};

uint64_t hash_bytes(std::string_view bytes) { return bytes.empty() ? 0 : not_minus_one(SipHash().hash(bytes)); }

// A str is hashed as CPython stores it: 1, 2 or 4 bytes a character.
uint64_t hash_text(std::string_view text) {
  if (utf8_is_ascii(text)) return hash_bytes(text);
  std::u32string chars = utf8_to_utf32(text);
  char32_t max = 0;
  for (char32_t c : chars) max = c > max ? c : max;
  int width = max < 256 ? 1 : max < 65536 ? 2 : 4;
  std::string stored;
  for (char32_t c : chars)
    for (int i = 0; i < width; ++i) stored += static_cast<char>(c >> (8 * i));
  return hash_bytes(stored);
}

uint64_t hash_int(const ConstantValue& v) {
  BigInt remainder, quotient;
  big_divrem(constant_big(v), BigInt(static_cast<int64_t>(kModulus)), &quotient, &remainder);
  int64_t value = 0;
  big_to_i64(remainder, &value);
  return not_minus_one(static_cast<uint64_t>(value));
}

// Python/pyhash.c: _Py_HashDouble, for numbers.
uint64_t hash_double(double v) {
  if (std::isinf(v)) return v > 0 ? 314159 : static_cast<uint64_t>(-314159);
  if (std::isnan(v)) return 0;
  int e;
  double m = std::frexp(v, &e);
  bool negative = m < 0;
  if (negative) m = -m;
  uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & kModulus) | x >> (kHashBits - 28);
    m *= 268435456.0;  // 2**28
    e -= 28;
    uint64_t y = static_cast<uint64_t>(m);
    m -= static_cast<double>(y);
    x += y;
    if (x >= kModulus) x -= kModulus;
  }
  e = e >= 0 ? e % kHashBits : kHashBits - 1 - ((-1 - e) % kHashBits);
  x = ((x << e) & kModulus) | x >> (kHashBits - e);
  return not_minus_one(negative ? 0 - x : x);
}

uint64_t python_hash(const ConstantValue& v);

// Objects/tupleobject.c: tuplehash (xxHash).
uint64_t hash_tuple(const ConstantValue& v) {
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
  uint64_t acc = kPrime5;
  for (int32_t i = 0; i < v.count; ++i) acc = rotate_left(acc + python_hash(v.items[i]) * kPrime2, 31) * kPrime1;
  acc += static_cast<uint64_t>(v.count) ^ (kPrime5 ^ 3527539u);
  return acc == UINT64_MAX ? 1546275796 : acc;
}

uint64_t python_hash(const ConstantValue& v) {
  switch (v.type) {
    case ConstantType::kNone: return kNoneHash;
    case ConstantType::kEllipsis: return kEllipsisHash;
    case ConstantType::kBool: return v.truth;
    case ConstantType::kInt: return hash_int(v);
    case ConstantType::kFloat: return hash_double(v.real);
    case ConstantType::kComplex: return not_minus_one(hash_double(v.real) + 1000003 * hash_double(v.imag));
    case ConstantType::kStr: return hash_text(v.text);
    case ConstantType::kBytes: return hash_bytes(v.text);
    case ConstantType::kTuple: return hash_tuple(v);
    case ConstantType::kFrozenset: return 0;  // no literal makes a set of sets
  }
  return 0;
}

// Objects/setobject.c: the table, as far as adding and walking need it.
class SetTable {
 public:
  SetTable() : slots_(8) {}

  void add(const ConstantValue& value) {
    uint64_t hash = python_hash(value);
    size_t at = place(hash, &value);
    if (slots_[at].value) return;
    slots_[at] = {hash, &value};
    ++used_;
    if (used_ * 5 >= (slots_.size() - 1) * 3) resize(used_ > 50000 ? used_ * 2 : used_ * 4);
  }

  std::vector<const ConstantValue*> walk() const {
    std::vector<const ConstantValue*> values;
    for (const Slot& s : slots_)
      if (s.value) values.push_back(s.value);
    return values;
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    const ConstantValue* value = nullptr;
  };
  std::vector<Slot> slots_;
  size_t used_ = 0;

  // The free slot for a value, or the one that holds its equal.
  size_t place(uint64_t hash, const ConstantValue* value) const {
    constexpr size_t kLinearProbes = 9;
    size_t mask = slots_.size() - 1, i = hash & mask;
    for (uint64_t perturb = hash;;) {
      size_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
      for (size_t at = i; at <= i + probes; ++at) {
        const Slot& s = slots_[at];
        if (!s.value || (value && s.hash == hash && const_python_equal(*s.value, *value))) return at;
      }
      perturb >>= 5;
      i = (i * 5 + 1 + perturb) & mask;
    }
  }

  void resize(size_t minimum) {
    size_t size = 8;
    while (size <= minimum) size *= 2;
    std::vector<Slot> old = std::move(slots_);
    slots_.assign(size, Slot{});
    for (const Slot& s : old)
      if (s.value) slots_[place(s.hash, nullptr)] = s;
  }
};

SetTable filled(const std::vector<const ConstantValue*>& values) {
  SetTable table;
  for (const ConstantValue* v : values) table.add(*v);
  return table;
}

bool is_name_text(std::string_view text) {
  for (char c : text)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  return true;
}

// Whether interning the set's strings replaces one of them, because the program has a name like it. (Strings of one
// character are always the same object.)
bool interning_changes(const TreeMemory& memory, const std::vector<const ConstantValue*>& values) {
  for (const ConstantValue* v : values)
    if (v->type == ConstantType::kStr && v->text.size() > 1 && is_name_text(v->text) && memory.has_name(v->text)) return true;
  return false;
}

}  // namespace

ConstantValue const_make_frozenset(TreeMemory& memory, const ConstantValue* items, int32_t count) {
  SetTable table;
  for (int32_t i = 0; i < count; ++i) table.add(items[i]);
  table = filled(table.walk());  // merging constants makes the set anew (Python/compile.c: merge_consts_recursive)
  if (interning_changes(memory, table.walk())) table = filled(table.walk());  // Objects/codeobject.c: intern_string_constants
  std::vector<ConstantValue> ordered;
  for (const ConstantValue* v : table.walk()) ordered.push_back(*v);
  return constant_frozenset(memory, ordered.data(), static_cast<int32_t>(ordered.size()));
}

}  // namespace innards
