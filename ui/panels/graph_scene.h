// The object graph as it is shown: its boxes with their places, and how near they are looked at. Panels and commands share
// it; it is made in objects.cpp.
#pragma once

#include <vector>

#include "panels/graph_boxes.h"

namespace innards::ui {

struct GraphScene {
  // What it was made for.
  uint64_t cursor = UINT64_MAX, last_step = 0;
  size_t open_count = 0;
  bool every_box = false, folds_library = false;
  Language language = Language::English;   // of the words in the boxes
  float scale = 0, room = 0;

  BoxMaker maker;
  std::vector<SharedBox> boxes;
  std::vector<GraphBox> places;            // of the boxes, in their order
  std::unordered_map<uint64_t, size_t> index;
  GraphSpacing spacing;
  std::vector<ObjectId> brought;           // what a lesson pointed at when the graph last moved by itself
  ObjectId chosen = 0;                     // what was selected in the frame before
  int walk = 0;                            // by how many boxes keys have gone on since
  float zoom = 1;
  float width = 0, height = 0;             // of the area it was drawn in last
  bool routed = false;                     // whether the arrows in sight are routed, for these boxes in sight
  std::vector<int> routed_for;
};

// Nearer or further, around the selected object where it is in sight, else around the middle; and all of it at once, or at
// its own size again.
void zoom_graph(Ui& ui, float factor);
void show_whole_graph(Ui& ui);
void toggle_every_box(Ui& ui);   // also small values
// Selects the next box of an object (by 1), or the one before (by -1), column by column, and brings it into sight: in the
// next frame, when the boxes are those of the moment.
void choose_box(Ui& ui, int by);
// Shows an object's box in full (of a very large one, more), or folds it again. False where it has no box, or one that always shows all of it.
bool fold_box(Ui& ui, ObjectId id);

}  // namespace innards::ui
