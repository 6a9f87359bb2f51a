// QuickValue: what a quick evaluation (quick_eval.h) computes with: numbers, strs, None, and objects of the live machine that
// are only read. Everything whose meaning may be decided by Python code is Unknown. Operations are those of Python on these
// types; one that would raise gives Raises. It stands apart from the evaluator as a calculator from the one who uses it.
// It may not call anything of the object model that changes a count or allocates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inspect/rows.h"

namespace innards {

struct Object;
struct ConstantValue;

struct QuickValue {
  enum class Kind : uint8_t { Unknown, Raises, Missing, Null, None, Bool, Int, Float, Str, Len, Object };
  Kind kind = Kind::Unknown;
  int64_t i = 0;              // Bool, Int
  double d = 0;               // Float
  std::string_view text;      // Str that is no object: UTF-8
  ObjectId id = 0;            // where it is an object

  bool decided() const { return kind > Kind::Raises; }
  bool number() const { return kind >= Kind::Bool && kind <= Kind::Float; }
};

// A name with its hash, which is asked for again and again.
struct QuickName {
  explicit QuickName(const std::string& name);
  std::string text;
  int64_t hash;
};

QuickValue quick_unknown();
QuickValue quick_raises();
QuickValue quick_bool(bool b);
QuickValue quick_int(int64_t i);
QuickValue quick_float(double d);
QuickValue quick_object(const Object* o);            // null: Missing
QuickValue quick_constant(const ConstantValue& c);

enum class Truth : uint8_t { False, True, Unknown };
Truth quick_truth(const QuickValue& v);
QuickValue quick_not(const QuickValue& v);
QuickValue quick_negative(const QuickValue& v);
QuickValue quick_is(const QuickValue& a, const QuickValue& b);
QuickValue quick_compare(const QuickValue& a, const QuickValue& b, int op);   // CompareOp
QuickValue quick_binary(const QuickValue& a, const QuickValue& b, int op);    // BinaryOp
QuickValue quick_contains(const QuickValue& container, const QuickValue& item);
QuickValue quick_item(const QuickValue& container, const QuickValue& index);
QuickValue quick_len(const QuickValue& v);
QuickValue quick_attribute(const QuickValue& v, const QuickName& name);
// The value under a str in an exact dict; Missing when it has none.
QuickValue quick_find(const Object* dict, const QuickName& key);
// Whether a str has these characters.
bool quick_spells(const Object* str, std::string_view utf8);

// As repr() shows it; of an object as far as it can be told without running anything.
ValueRow quick_row(const QuickValue& v);

}  // namespace innards
