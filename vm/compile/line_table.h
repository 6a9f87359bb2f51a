// Reading co_linetable and co_exceptiontable back: which span of the source an instruction has, which handler protects
// it. Stands apart because the disassembler, the panels and whoever holds only a code object's bytes need it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace innards {

// One entry of a location table; -1 where there is no line or no column.
struct LocationEntry {
  int start = 0, end = 0;  // byte offsets into co_code
  int lineno = -1, end_lineno = -1, col = -1, end_col = -1;
};
std::vector<LocationEntry> read_line_table(std::string_view linetable, int firstlineno);

struct ExceptionEntry {
  int start = 0, end = 0, target = 0;  // byte offsets
  int depth = 0;                       // of the stack when the handler begins
  bool lasti = false;
};
std::vector<ExceptionEntry> read_exception_table(std::string_view table);

}  // namespace innards
