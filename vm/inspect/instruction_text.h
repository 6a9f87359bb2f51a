// How an instruction is written in one line, the same in every panel and text. Apart from rows.h, which only holds values.
#pragma once

#include <string>

#include "inspect/rows.h"

namespace innards {

// Its name and what its argument means; the bare number where that has no meaning: "LOAD_FAST (x)", "CALL 1".
std::string instruction_text(const InstrRow& instruction);
// With the number in any case: "LOAD_FAST 1 (x)".
std::string instruction_in_full(const InstrRow& instruction);

}  // namespace innards
