// The toolbar's signs, drawn from triangles and bars so that they are sharp at every size and need no icon font.
#pragma once

#include "kit/draw.h"

namespace innards::ui {

enum class Icon { Start, LineBack, StepBack, Play, Pause, StepForward, LineForward, End, OverBack, Over, OutBack, Out, Break, Maximise, Restore };

// Draws the icon centred in `r`.
void draw_icon(Icon icon, const Rect& r, ImU32 colour);

// A square button with an icon; its tooltip is `tip`. True when pressed.
bool icon_button(const char* id, Icon icon, const char* tip, bool lit = false);

}  // namespace innards::ui
