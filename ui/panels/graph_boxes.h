// The boxes of the object graph: what stands in each of them, how large it is and which arrows leave it. They are kept from
// one moment to the next: a box is made anew only when its object's row, or what its references lead to, is another. It
// stands apart from the panel, which draws them, and from model/graph_layout.h, which says where they stand.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "context.h"

namespace innards::ui {

// A line of a box: a label and either a value in place or an arrow to another box.
struct BoxRow {
  std::string label;
  ValueRow value;
  Change change = Change::Same;
  bool arrow = false;
  bool base = false;          // of a class: a class that it is made from
  bool judged = false;        // whether it is an arrow goes by what it leads to
};

struct Box {
  ObjectId id = 0;            // 0: a frame
  int frame = -1;
  std::string title, note;    // type or function name; something small beside it
  ValueRow value;
  Change change = Change::Same, refs_change = Change::Same;
  std::vector<BoxRow> rows;
  int64_t more = 0;           // rows that are folded away
  bool open = false;
  bool garbage = false;       // held by nothing but other garbage
  float label_w = 0;
  GraphBox shape;             // its size, and where its arrows begin
};

using SharedBox = std::shared_ptr<const Box>;

float box_head_height();
float garbage_badge_width();

// Makes the boxes of a moment: the frames, what they lead to, garbage, and what the step let go of.
class BoxMaker {
 public:
  // `measured`: with sizes for the screen; else only what stands in them.
  std::vector<SharedBox> make(const Ui& ui, bool measured);
  void forget() { kept_.clear(); }   // the size of everything, or the language, is another

 private:
  struct Kept {
    ObjectList::Shared row;
    SharedBox box;
    uint64_t look = 0, judged = 0, queued = 0;   // the looks in which it was there, judged, and met
    bool wanted = false;
  };
  class Round;                       // one look
  std::unordered_map<ObjectId, Kept> kept_;
  uint64_t look_ = 0;
};

}  // namespace innards::ui
