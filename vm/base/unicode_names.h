// Character names, as "\N{...}" uses them: Unicode 14.0.0 names, aliases, Hangul syllables and unified ideographs.
// It stands apart from unicode_data.h because its table is large and only literals need it. Knows no objects.
#pragma once

#include <cstdint>
#include <string_view>

namespace innards {

// The character with this name (case does not matter), or -1.
int64_t unicode_from_name(std::string_view name);

}  // namespace innards
