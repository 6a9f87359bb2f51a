// Code objects that a program makes itself: code.replace, types.CodeType, and the check of their parts that marshal needs
// too. It stands apart from code.cpp, which trusts the compiler. What the instructions do is not looked at here
// (run/hand_made_code.h does, at the first call).
#pragma once

#include "object/code.h"

namespace innards {

// A code object of parts that anyone may have put together; nullptr with ValueError, TypeError or SystemError set
// (PyCode_Validate, PyCode_New).
CodeObject* code_new_by_hand(const CodeSpec& spec);

Object* code_replace(Object* code, Object** args, int64_t nargs, Object* kwnames);
Object* code_tp_new(TypeObject* type, Object* args, Object* kwargs);

}  // namespace innards
