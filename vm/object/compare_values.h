// What the six comparisons say of two plain values that C++ can compare. Apart from object.h, where they are numbered, because
// only those need it that have such values at hand.
#pragma once

#include "object/object.h"

namespace innards {

template <class T>
bool compare_values(const T& a, const T& b, int op) {
  switch (op) {
    case kLT: return a < b;
    case kLE: return a <= b;
    case kEQ: return a == b;
    case kNE: return a != b;
    case kGT: return a > b;
    default: return a >= b;
  }
}

}  // namespace innards
