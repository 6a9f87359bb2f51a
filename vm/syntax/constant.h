// The value of a literal, outside the machine: what the parser puts into ast::Constant and what the compiler folds and
// puts into a code object's constants before any object exists.
// It stands apart from the object model because the front end runs on the host: it may not touch the arena.
// Every part is plain data that lives in a tree's memory (TreeMemory, ast.h) and is never changed once made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bigint.h"

namespace innards {

class TreeMemory;

enum class ConstantType : uint8_t { kNone, kBool, kEllipsis, kInt, kFloat, kComplex, kStr, kBytes, kTuple, kFrozenset };

// A constant. Which fields count depends on `type`; the others are zero.
struct ConstantValue {
  ConstantType type = ConstantType::kNone;
  bool truth = false;                // kBool
  bool negative = false;             // kInt: the sign; zero is not negative
  int32_t count = 0;                 // kInt: digits; kTuple, kFrozenset: items
  const uint32_t* digits = nullptr;  // kInt: magnitude, 30 bits each, least significant first, none for zero (CPython's ob_digit)
  double real = 0;                   // kFloat, kComplex
  double imag = 0;                   // kComplex
  // kStr: code points, each in generalised UTF-8: a surrogate (from '\ud800') is three bytes of its own, also where two
  // of them would make a pair. Well-formed text is plain UTF-8.
  // kBytes: the bytes.
  std::string_view text;
  const ConstantValue* items = nullptr;  // kTuple; kFrozenset, in the order in which they were written
};

// Makers. What they return refers to `memory` and lives as long as it.
ConstantValue constant_none();
ConstantValue constant_bool(bool truth);
ConstantValue constant_ellipsis();
ConstantValue constant_int(TreeMemory& memory, int64_t value);
// A copy of a number of any size.
ConstantValue constant_int_big(TreeMemory& memory, BigView value);
// The value of a digit string (no prefix, no underscores) in base 2, 8, 10 or 16.
ConstantValue constant_int_from_text(TreeMemory& memory, std::string_view text, int base);
ConstantValue constant_float(double value);
ConstantValue constant_complex(double real, double imag);
ConstantValue constant_str(TreeMemory& memory, std::string_view generalised_utf8);
ConstantValue constant_bytes(TreeMemory& memory, std::string_view bytes);
ConstantValue constant_tuple(TreeMemory& memory, const ConstantValue* items, int32_t count);
ConstantValue constant_frozenset(TreeMemory& memory, const ConstantValue* items, int32_t count);
// The same constant with nothing in it that refers to another memory.
ConstantValue constant_copy(TreeMemory& memory, const ConstantValue& constant);
// An int constant for reading.
inline BigView constant_big(const ConstantValue& c) { return {c.digits, static_cast<size_t>(c.count), c.negative}; }

// True and *value set where an int constant fits into 64 bits.
bool constant_as_i64(const ConstantValue& constant, int64_t* value);

// Decimal digits with sign. Any size (the limit on digits of int.__repr__ is not applied here).
std::string constant_int_decimal(const ConstantValue& constant);
// Number of bits of the magnitude.
int64_t constant_int_bits(const ConstantValue& constant);

// The text that Python's repr() gives for the constant. Returns false for an int with more than 4300 digits, where repr
// raises ValueError.
bool constant_repr(const ConstantValue& constant, std::string* out);

// Same type and same value as the compiler's constant tables see it: 0.0 and -0.0 differ, 1 and True differ, NaNs of
// the same bits are equal.
bool constant_same(const ConstantValue& a, const ConstantValue& b);

// repr() of a str given as generalised UTF-8, and of bytes.
std::string text_repr(std::string_view generalised_utf8);
std::string bytes_repr(std::string_view bytes);

}  // namespace innards
