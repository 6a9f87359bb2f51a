// What was typed and no frame has seen yet. Apart from the window, so that it is tested without one; knows keys only as
// the window's numbers.
//
// Before 1.87 Dear ImGui sees only which keys are down when a frame begins, and takes the letters of a frame before its keys.
// Who types faster than frames come (anyone while a frame takes long, a remote desktop always) would lose keys and have
// letters and Return change places. So a frame gets either a run of letters or one key, in the order they were typed.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "keys.h"

namespace innards::ui {

struct TypedEvent {
  enum class Kind { Press, Repeat, Release, Character };
  Kind kind = Kind::Press;
  int key = 0, scancode = 0, mods = 0;   // of a key
  unsigned character = 0;                // of a character: the code point
  bool types = false;                    // a key that does nothing itself: what it types follows as a character
  bool modifier = false;                 // Shift, Ctrl, Alt, Super
  std::optional<KeyPress> command;       // what the screen is told
};

// A key that does something itself when it goes down.
bool acts(const TypedEvent& event);

class TypedQueue {
 public:
  void push(TypedEvent event) { events_.push_back(std::move(event)); }
  bool empty() const { return events_.empty(); }
  // The events of the next frame. `into_field`: a text field has the keyboard; else each key that is pressed is a command, which
  // may open one, and has a frame of its own. `all`: Dear ImGui divides them itself (from 1.87), of a field's.
  std::vector<TypedEvent> take(bool into_field, bool all);

 private:
  size_t next_frame() const;
  size_t next_command() const;
  std::deque<TypedEvent> events_;
};

}  // namespace innards::ui
