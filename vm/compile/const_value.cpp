#include "compile/const_value.h"

#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/bigint.h"
#include "compile/flow_graph.h"

namespace innards {

namespace {

uint64_t mix(uint64_t h, uint64_t v) { return (h ^ v) * 0x9E3779B97F4A7C15u + (h >> 29); }

uint64_t double_bits(double d) {
  uint64_t bits;
  std::memcpy(&bits, &d, 8);
  return bits;
}

bool contains_key(const ConstantValue& set, const ConstantValue& item) {
  for (int32_t i = 0; i < set.count; ++i)
    if (const_same_key(set.items[i], item)) return true;
  return false;
}

bool same_items(const ConstantValue& a, const ConstantValue& b) {
  if (a.count != b.count) return false;
  for (int32_t i = 0; i < a.count; ++i) {
    bool same = a.type == ConstantType::kFrozenset ? contains_key(b, a.items[i]) : const_same_key(a.items[i], b.items[i]);
    if (!same) return false;
  }
  return true;
}

}  // namespace

uint64_t const_hash(const ConstantValue& value) {
  uint64_t h = mix(static_cast<uint64_t>(value.type) + 1, static_cast<uint64_t>(value.truth));
  switch (value.type) {
    case ConstantType::kInt:
      for (int32_t i = 0; i < value.count; ++i) h = mix(h, value.digits[i]);
      return mix(h, value.negative);
    case ConstantType::kFloat: return mix(h, double_bits(value.real));
    case ConstantType::kComplex: return mix(mix(h, double_bits(value.real)), double_bits(value.imag));
    case ConstantType::kStr: case ConstantType::kBytes: return mix(h, std::hash<std::string_view>()(value.text));
    case ConstantType::kTuple:
      for (int32_t i = 0; i < value.count; ++i) h = mix(h, const_hash(value.items[i]));
      return h;
    case ConstantType::kFrozenset: {
      uint64_t sum = 0;  // the order of items does not count
      for (int32_t i = 0; i < value.count; ++i) sum += const_hash(value.items[i]);
      return mix(h, sum);
    }
    default: return h;
  }
}

bool const_same_key(const ConstantValue& a, const ConstantValue& b) {
  if (a.type != b.type) return false;
  if (a.type == ConstantType::kTuple || a.type == ConstantType::kFrozenset) return same_items(a, b);
  return constant_same(a, b);
}

namespace {

bool same_const(const CodeConst& a, const CodeConst& b) {
  if (a.code || b.code) return a.code && b.code && (a.code == b.code || code_same(*a.code, *b.code));
  return const_same_key(a.value, b.value);
}

}  // namespace

bool code_same(const CodeUnit& a, const CodeUnit& b) {
  if (a.name != b.name || a.argcount != b.argcount || a.posonlyargcount != b.posonlyargcount ||
      a.kwonlyargcount != b.kwonlyargcount || a.flags != b.flags || a.firstlineno != b.firstlineno || a.code != b.code ||
      a.linetable != b.linetable || a.exceptiontable != b.exceptiontable || a.names != b.names ||
      a.localsplusnames != b.localsplusnames || a.consts.size() != b.consts.size())
    return false;
  for (size_t i = 0; i < a.consts.size(); ++i)
    if (!same_const(a.consts[i], b.consts[i])) return false;
  return true;
}

bool const_truth(const ConstantValue& value) {
  switch (value.type) {
    case ConstantType::kNone: return false;
    case ConstantType::kBool: return value.truth;
    case ConstantType::kEllipsis: return true;
    case ConstantType::kFloat: return value.real != 0.0;
    case ConstantType::kComplex: return value.real != 0.0 || value.imag != 0.0;
    case ConstantType::kStr: case ConstantType::kBytes: return !value.text.empty();
    case ConstantType::kInt: case ConstantType::kTuple: case ConstantType::kFrozenset: return value.count != 0;
  }
  return false;
}

namespace {

bool is_number(const ConstantValue& v) {
  return v.type == ConstantType::kBool || v.type == ConstantType::kInt || v.type == ConstantType::kFloat ||
         v.type == ConstantType::kComplex;
}

BigInt as_big(const ConstantValue& v) {
  return v.type == ConstantType::kBool ? BigInt(v.truth ? 1 : 0) : BigInt(constant_big(v));
}

bool is_integer(const ConstantValue& v) { return v.type == ConstantType::kBool || v.type == ConstantType::kInt; }

bool int_equals_double(const ConstantValue& integer, double d) {
  if (!std::isfinite(d) || d != std::floor(d)) return false;
  return big_compare(as_big(integer), big_from_double(d)) == 0;
}

bool numbers_equal(const ConstantValue& a, const ConstantValue& b) {
  if (is_integer(a) && is_integer(b)) return big_compare(as_big(a), as_big(b)) == 0;
  if (is_integer(b)) return numbers_equal(b, a);
  if (is_integer(a)) return b.imag == 0.0 && int_equals_double(a, b.real);
  return a.real == b.real && a.imag == b.imag;
}

}  // namespace

bool const_python_equal(const ConstantValue& a, const ConstantValue& b) {
  if (is_number(a) && is_number(b)) return numbers_equal(a, b);
  if (a.type != b.type) return false;
  if (a.type == ConstantType::kTuple) {
    if (a.count != b.count) return false;
    for (int32_t i = 0; i < a.count; ++i)
      if (!const_python_equal(a.items[i], b.items[i])) return false;
    return true;
  }
  return const_same_key(a, b);
}

// ---- ConstTable ---------------------------------------------------------------------------------------------------

void ConstTable::grow() {
  size_t size = slots_.empty() ? 16 : slots_.size() * 2;
  slots_.assign(size, 0);
  for (size_t i = 0; i < hashes_.size(); ++i) {
    size_t at = hashes_[i] & (size - 1);
    while (slots_[at]) at = (at + 1) & (size - 1);
    slots_[at] = static_cast<int32_t>(i) + 1;
  }
}

namespace {

bool is_nan(const ConstantValue& v) {
  return (v.type == ConstantType::kFloat || v.type == ConstantType::kComplex) && (std::isnan(v.real) || std::isnan(v.imag));
}

}  // namespace

int ConstTable::add(const ConstantValue& value) {
  if ((items_.size() + 1) * 2 > slots_.size()) grow();
  uint64_t hash = const_hash(value);
  size_t at = hash & (slots_.size() - 1);
  for (; slots_[at]; at = (at + 1) & (slots_.size() - 1)) {
    size_t i = static_cast<size_t>(slots_[at] - 1);
    if (hashes_[i] != hash || items_[i].code || !const_same_key(items_[i].value, value)) continue;
    // A NaN equals nothing, so only the very same literal (in a finally part, which is written twice) is found again.
    if (is_nan(value) && origins_[i] != &value) continue;
    return static_cast<int>(i);
  }
  slots_[at] = size() + 1;
  hashes_.push_back(hash);
  origins_.push_back(&value);
  items_.push_back({constant_copy(*memory, value), nullptr});
  return size() - 1;
}

int ConstTable::add_code(std::shared_ptr<CodeUnit> code) {
  for (int i = 0; i < size(); ++i) {
    const CodeConst& c = items_[static_cast<size_t>(i)];
    if (c.code && code_same(*c.code, *code)) return i;
  }
  if ((items_.size() + 1) * 2 > slots_.size()) grow();
  uint64_t hash = std::hash<std::string_view>()(code->code);
  size_t at = hash & (slots_.size() - 1);
  while (slots_[at]) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = size() + 1;
  hashes_.push_back(hash);
  origins_.push_back(nullptr);
  items_.push_back({constant_none(), std::move(code)});
  return size() - 1;
}

}  // namespace innards
