// What rows of panels are made of: a row that can be pointed at and clicked, a value with its type and reference count, the
// mark of a change, a head line, a remark about what is not shown.
#pragma once

#include <string>
#include <string_view>

#include "context.h"
#include "kit/draw.h"

namespace innards::ui {

// One row over the whole width of the child window. Draws what lies behind it (hover, selection) and moves the cursor down.
struct Row {
  Rect rect;
  bool hovered = false, clicked = false, visible = true;
};
Row begin_row(Ui& ui, float height, const Link& link);

// A part of a panel that can be pointed at. Sets ui.hover_next; true when clicked in this frame.
bool hot(Ui& ui, const Rect& r, const Link& link);
bool mouse_in(const Rect& r);

// + ~ - in its colour; nothing for Same. Fixed width, so that columns stay aligned.
float change_mark(float x, float y, float h, Change c);
Tone tone_of(Change c);
Tone soft_tone_of(Change c);
const char* sign_of(Change c);

// The count in a pill; a count that is not meaningful is an infinity sign. Returns the width used.
float ref_badge(float x, float y, float h, const ValueRow& v, Change change = Change::Same);
float ref_badge_width(const ValueRow& v);

// text, type, count: as much of it as fits into `width`. Can be pointed at; a click selects the object. An empty slot is
// drawn as the word NULL.
void value_chip(Ui& ui, float x, float y, float h, float width, const ValueRow& v, bool with_type = true, Change refs = Change::Same);

// Brings row `y` of a list of rows of height `h` into view, unless it is well in view; the list then begins with a whole row.
void follow_row(float y, float h);

// The ring around what the lesson points at.
// While an entry of a value stack is pointed at: what put it there, said and lit.
void show_origin(Ui& ui, uint64_t frame, int entry);
void mark_ring(const Rect& r);

// A line of explanation in the middle of an empty panel.
void placeholder(std::string_view text);
// "12 more" at the end of a list that was cut.
void more_row(int64_t count);
// A small heading inside a panel.
void heading(std::string_view text);
// A tooltip of one or several sentences at the mouse, wrapped.
void tooltip(std::string_view text);
// Off while somebody works with keys and the mouse rests: what lies under it is not what they look at.
void show_tooltips(bool show);
// A text button that looks like a link; true when pressed.
bool link_button(const char* id, std::string_view text);
// Does it begin with a mark that no line may begin with (Chinese)?
bool closes_text(std::string_view s);
// Words wrapped to `width`; returns the height used. Draws nothing when `draw` is false.
float wrapped(float x, float y, float width, Face face, Tone t, std::string_view text, bool draw = true);

// A one-line text for text twins: "3 (int, 4 refs)".
std::string value_text(const ValueRow& v);
std::string pad(std::string s, size_t width);        // with spaces on the right, counted in code points
std::string pad_left(std::string s, size_t width);
std::string hex_id(ObjectId id);
// What a person reads for an id: #a3f0, its last five digits; full ids are in the tooltip and the table.
std::string short_id(ObjectId id);

}  // namespace innards::ui
