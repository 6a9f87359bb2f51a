// Colours by meaning, from the one table in tones.def, in three sets: light, dark, high contrast.
// It stands apart so that no panel names a colour of its own. It may not know what a panel shows.
#pragma once

#include <cstdint>

#include "imgui_compat.h"

namespace innards::ui {

enum class Tone : uint8_t {
#define TONE(Name, light, dark, contrast, meaning) Name,
#define SOFT(Name, light, dark, contrast, meaning) Name,
#include "tones.def"
#undef TONE
#undef SOFT
  kCount,
};

enum class ThemeName : uint8_t { Light, Dark, Contrast };

// Chooses the theme and gives Dear ImGui its colours and sizes; `scale` multiplies every size.
void apply_theme(ThemeName name, float scale);
// The colours alone, where no window is drawn.
void set_theme(ThemeName name);

// The colour of a meaning in the current theme. `alpha` (0..1) multiplies its own.
ImU32 tone(Tone t);
ImU32 tone(Tone t, float alpha);
ImVec4 tone_vec(Tone t);

// The colour in which a value of this type is written (by CPython's name of the type).
Tone tone_of_type(const char* type_name);

}  // namespace innards::ui
