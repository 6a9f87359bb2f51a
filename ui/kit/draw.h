// Text, boxes and lines on the current window's draw list, in colours by meaning and faces by use. Positions are screen
// pixels. It stands apart so that panels place columns themselves, to the pixel, and look alike.
#pragma once

#include <string>
#include <string_view>

#include "fonts.h"
#include "layout.h"
#include "theme.h"

namespace innards::ui {

// `n` of the design's pixels (at size 100 %) in real pixels, and the factor itself.
float px(float n);
void set_px_scale(float scale);
float px_scale();

float line_height();                    // a row of code
float mono_width();                     // one character of the mono face
float text_width(Face face, std::string_view s);

// Draws text with its top left at (x, y), and returns its width. Text that is one row high is centred on a row by row_text.
float draw_text(float x, float y, Face face, ImU32 colour, std::string_view s);
float draw_text(float x, float y, Face face, Tone t, std::string_view s);
// The same, cut to `width` with an ellipsis; says whether it was cut.
bool draw_text_fit(float x, float y, Face face, ImU32 colour, std::string_view s, float width);
// Centred between y and y + h.
float row_text(float x, float y, float h, Face face, Tone t, std::string_view s);
bool row_text_fit(float x, float y, float h, Face face, Tone t, std::string_view s, float width);

void fill(const Rect& r, ImU32 colour, float rounding = 0);
void frame_rect(const Rect& r, ImU32 colour, float rounding = 0, float thickness = 1);
void line(float x1, float y1, float x2, float y2, ImU32 colour, float thickness = 1);
void triangle(float x1, float y1, float x2, float y2, float x3, float y3, ImU32 colour);
// An arrow head at (x, y), pointing along (dx, dy), which has length 1.
void arrow_head(float x, float y, float dx, float dy, float size, ImU32 colour);

inline bool inside(const Rect& r, ImVec2 p) { return p.x >= r.x && p.x < r.x + r.w && p.y >= r.y && p.y < r.y + r.h; }

}  // namespace innards::ui
