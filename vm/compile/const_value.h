// Questions about constants that folding and the constant table ask. Stands apart from syntax/constant.h because only
// the compiler asks them.
#pragma once

#include <cstdint>

#include "compile/code_unit.h"

namespace innards {

// A hash that agrees with const_same_key.
uint64_t const_hash(const ConstantValue& value);
// Whether two constants share one entry of co_consts (Objects/codeobject.c: _PyCode_ConstantKey).
bool const_same_key(const ConstantValue& a, const ConstantValue& b);
// Whether two code objects are equal (Objects/codeobject.c: code_richcompare).
bool code_same(const CodeUnit& a, const CodeUnit& b);

// bool(value).
bool const_truth(const ConstantValue& value);
inline bool const_truth(const CodeConst& c) { return c.code ? true : const_truth(c.value); }

// a == b as Python compares (1 == True == 1.0).
bool const_python_equal(const ConstantValue& a, const ConstantValue& b);

// A frozenset of the items, those equal to an earlier one left out, in the order in which CPython walks it (const_set.cpp).
ConstantValue const_make_frozenset(TreeMemory& memory, const ConstantValue* items, int32_t count);

}  // namespace innards
