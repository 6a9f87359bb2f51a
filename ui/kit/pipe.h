// What the panels of the compiler's stages share: the pipeline of the source that is shown, what of it is about to run, what
// is pointed at and what is selected, and the code object that bytecode, constants and exception table show. It stands apart
// so that none of these panels knows another. It keeps numbers of the pipeline's parts and no text of its own.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "inspect/pipeline.h"
#include "kit/rows.h"

namespace innards::ui {

struct BlockScene;   // panels/blocks.cpp: where boxes and edges lie

struct PipeState {
  std::shared_ptr<const Pipeline> refused;   // of a text that does not compile; the last good run stays beside it
  std::shared_ptr<const Pipeline> shown;     // refused, or that of the file in view
  PipelinePoint now_point, hover_point, chosen_point;
  PipelineLight now, hover, chosen;          // what belongs to them
  int unit = -1;                             // chosen code object; -1: that of the frame
  uint64_t unit_step = UINT64_MAX;           // the step at which it was chosen: moving on follows the frame again
  int pass = -1;                             // which graph blocks shows; -1: the last
  bool before = false;                       // the tree before folding
  std::vector<char> closed[2];               // nodes that are closed, of each tree
  std::vector<int> visible;                  // rows of the tree that are not inside a closed one
  bool visible_fresh = false;
  bool show_change = false;                  // a pass was chosen: blocks scrolls to what it changed
  std::shared_ptr<BlockScene> scenes[2];     // of the graphs in blocks: before the pass, after it
  uint64_t wanted_frame = 0;                 // when a panel of a stage was last drawn
  uint64_t choices = 0;                      // counts selections, so that each panel scrolls once
  uint64_t scrolled[static_cast<int>(Panel::kCount)] = {};
  ObjectId unit_of_code = 0;                 // the answer that was last looked up
  uint64_t unit_of_edition = 0;
  int unit_of_answer = -1;
  ObjectId live_in = 0, live = 0;            // the same for the code object that the chosen unit became
  int live_unit = -1;
  uint64_t live_step = UINT64_MAX;
};

// The state, brought up to date for this frame; makes the pipeline where it is not made. state.shown is null where there is
// none (a trace).
PipeState& pipe(Ui& ui);
// The same for panels that only link to the stages: nothing is made while no panel of a stage is on the screen.
PipeState& pipe_if_wanted(Ui& ui);
// Shows the stages of a text that was refused, until something runs again.
void show_refused(Ui& ui, std::shared_ptr<const Pipeline> pipeline);

// Points at a part, and selects it when it was clicked in this frame.
void point_at(Ui& ui, const PipelinePoint& point, bool clicked);
void choose_unit(Ui& ui, int unit);

// How a part stands: fills `r` for about to run, selected, pointed at.
struct Glow {
  bool now = false, chosen = false, hover = false;
};
void fill_glow(const Rect& r, const Glow& glow);
template <class T>
bool lit(const std::vector<T>& sorted, const T& value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}
template <class T>
Glow glow_of(const PipeState& s, std::vector<T> PipelineLight::* part, const T& value) {
  return {lit(s.now.*part, value), lit(s.chosen.*part, value), lit(s.hover.*part, value)};
}

// The unit whose code object is shown, or -1; and the code object: of the chosen unit, or of the frame. `frame` is null where
// the code shown is not the one that runs.
struct ShownCode {
  const CodeRows* code = nullptr;
  const FrameRow* frame = nullptr;
  int unit = -1;
};
ShownCode shown_code(Ui& ui);

// Whether something was selected since the panel asked last.
bool new_choice(Ui& ui, Panel p);
// Whether the panel is to bring its selected or current row into view now: 1 for what was just selected, 2 for what is about
// to run, 0 for neither. Each is told once.
int wants_scroll(Ui& ui, Panel p);
// Scrolls so that the row at `y` (from the top of the content) can be seen, if it cannot.
void scroll_to_row(float y, float height);

// "3:4-9", or "3:4-5:2" over several lines.
std::string span_text(const Span& s);
// What stands in an empty panel of a stage: not in the trace, or why the compiler did not come so far.
std::string why_empty(Ui& ui);
// A remark above a panel when the text was refused; moves the cursor down.
void refused_row(Ui& ui);
// A choice between few words in a row, drawn at x; returns the width. `pressed` gets the number of the one that was clicked.
float word_choice(float x, float y, float h, float room, const std::vector<std::string>& words, int chosen, int* pressed);

}  // namespace innards::ui
