// Character names, as "\N{...}" and unicodedata use them: Unicode 14.0.0 names, aliases, Hangul syllables and unified
// ideographs.
// It stands apart from unicode_data.h because its tables are large and rarely needed. Knows no objects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace innards {

// The character with this name (case does not matter but in computed names), or -1.
int64_t unicode_from_name(std::string_view name);
// The name of a character; empty when it has none.
std::string unicode_name(uint32_t cp);

}  // namespace innards
