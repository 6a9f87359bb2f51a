// Specialisation in words: what stands at an instruction now, what its counter says, what it can still become. Shared by the
// panels Bytecode and Caches and their text twins. It reads rows only.
#pragma once

#include <vector>

#include "inspect/cache_facts.h"
#include "inspect/walk_rows.h"

namespace innards {

// How far the code object is on the way to being quickened.
Told warm_up_words(const CodeRows& code);
// What the counter of an instruction with CACHE units says.
Told counter_words(const CodeRows& code, const InstrRow& row);
// The specialised forms that this very instruction can take: those of its operator, and none where nothing can fit.
std::vector<SpecialisedForm> fitting_forms(const CodeRows& code, const InstrRow& row);
// The name that stands there now.
inline const std::string& name_now(const InstrRow& row) { return row.form_name.empty() ? row.name : row.form_name; }

}  // namespace innards
