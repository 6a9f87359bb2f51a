// What changes in a code object while it runs: the form that stands at each instruction and its CACHE units. Apart from the
// rest of the rows, which stay what they are, so that a picture of a running loop need not read all of them again.
#pragma once

#include <string>

#include "inspect/rows.h"

namespace innards::inspect {

// Sets form, form_name and cache_values of every instruction from `units`, the bytes of co_code_adaptive as they are now.
void set_forms(CodeRows& rows, const std::string& units, int warmup);

}  // namespace innards::inspect
