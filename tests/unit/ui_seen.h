// What a frame puts on the screen: every text, box and item with the window it lies in, and what is wrong with it. It stands
// apart because it sees the frame from below: the linker hands Dear ImGui's own functions here first (--wrap, see
// tests/CMakeLists.txt), so its widgets are seen like our panels, and the program carries nothing for it.
#pragma once

#include <string>
#include <vector>

#include "layout.h"

namespace innards::ui {

struct Ui;

struct SeenText {
  std::string text;
  Rect ink, clip;         // where its letters are; what is shown of the window it lies in
  const void* window;     // the ImGuiWindow
  int order;              // of drawing
};

struct SeenBox {
  Rect rect;
  const void* window;
  int order;
  bool filled, opaque;
};

struct SeenItem {
  unsigned id;
  Rect rect;
  const void* window;
};

// From now on, until it ends, everything that is drawn is noted.
class Seen {
 public:
  Seen();
  ~Seen();
  Seen(const Seen&) = delete;
  std::vector<SeenText> texts;
  std::vector<SeenBox> boxes;
  std::vector<SeenItem> items;
  int order = 0;
};

struct Finding {
  std::string rule, panel, what;
};

// What is wrong in the frame that was noted; ImGui's context must still be there.
std::vector<Finding> faults_of(const Seen& seen, Ui& ui);

}  // namespace innards::ui
