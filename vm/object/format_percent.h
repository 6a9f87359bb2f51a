// What the % operators of str and bytes share: the arguments, a parsed directive, and the text of numbers.
#pragma once

#include <string>

#include "object/object.h"

namespace innards {

// The right operand. A tuple gives its items in turn, anything else gives itself once.
struct PercentArgs {
  Object* args = nullptr;     // borrowed, or the same as `owned`
  Object* mapping = nullptr;  // where %(name)s looks
  Object* owned = nullptr;    // what the last %(name)s found
  int64_t count = -1, index = -2;
};

// "%-08.3f"
struct PercentSpec {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  int64_t width = -1, precision = -1;
  uint32_t code = 0;
};

// A number ready to be padded. A host value: not to be kept across a call into Python.
struct PercentText {
  char sign = 0;
  std::string prefix, body;
};

void percent_begin(PercentArgs* a, Object* args);
Object* percent_next_arg(PercentArgs* a);                     // borrowed; TypeError
bool percent_finish(const PercentArgs& a);                    // TypeError when arguments are left
bool percent_star(PercentArgs* a, bool precision, int64_t* out);  // the int a '*' takes
Object* percent_int_value(Object* v, uint32_t code);
bool percent_int_text(Object* number, const PercentSpec& d, PercentText* out);
bool percent_float_text(Object* v, const PercentSpec& d, PercentText* out);

}  // namespace innards
