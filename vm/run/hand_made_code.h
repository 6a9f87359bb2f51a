// Code objects our compiler did not make (code.replace, types.CodeType, marshal), before they are run: CPython trusts them and
// can die of them, here they are looked through first (compile/verify_code.h). Apart from the loop, which asks only for a flag.
#pragma once

#include "object/code.h"

namespace innards {

// Looks through code that is marked as unverified and marks it as verified. 0, or -1 with SystemError set.
int code_verify(CodeObject* co);

// Whether the code may be called now. 0, or -1 with SystemError set.
inline int code_may_run(CodeObject* co) {
  if (co->co_extra != kCodeUnverified) [[likely]] return 0;
  return code_verify(co);
}

}  // namespace innards
