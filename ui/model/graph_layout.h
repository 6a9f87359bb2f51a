// Where the boxes of the object graph stand and how the arrows between them run. Boxes stand in columns, by how far they are
// from the names; a box keeps its place as long as it is shown, a new one enters beside what refers to it, and arrows run
// in the gutters between columns and in the gaps between boxes, so that none crosses a box.
// It stands apart because it is pure geometry: it knows no Dear ImGui and no machine, and its laws are tested
// (boxes never overlap, no arrow crosses a box, a step moves no box that it did not have to move).
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace innards::ui {

struct GraphPort {            // a place in a box from which an arrow leaves
  float y = 0;                // of its middle, from the top of the box
  uint64_t target = 0;        // id of the box it points to
  int tag = 0;                // handed back with the arrow
};

struct GraphBox {
  uint64_t id = 0;
  float w = 0, h = 0;
  bool root = false;          // stands in the first column (a frame)
  std::vector<GraphPort> ports;
  // results
  int column = 0;
  float x = 0, y = 0;
};

struct GraphPoint {
  float x, y;
};

struct GraphArrow {
  uint64_t from, to;
  int port;                   // index into the ports of `from`
  int tag;
  std::vector<GraphPoint> points;  // corners, from the port to the edge of the target; right angles
};

struct GraphSpacing {
  float gap_y = 14;           // between boxes of a column
  float gutter = 34;          // least distance between columns
  float entry = 11;           // how far below a box's top its arrows enter
  float lane = 6;             // between parallel arrows
  float max_height = 0;       // 0: a column may be as tall as it likes; else a full column overflows into the next one
  size_t few = 400;           // so many boxes: every arrow has a way of its own at once; of more, those asked for by route()
};

// What a box takes of a column's height, or an arrow of a lane's.
struct GraphInterval {
  float top, bottom;
  uint64_t id;                // of the box, or of the one the arrow goes to
};
using GraphColumn = std::vector<GraphInterval>;   // by top

// Remembers from one call to the next where boxes stand.
class GraphLayout {
 public:
  // Places all boxes (setting column, x, y of each) and routes the arrows of a few boxes. Boxes that are no longer in
  // `boxes` are forgotten. What a call costs goes with what is new: for the others it is little more than a look.
  void place(std::vector<GraphBox>& boxes, const GraphSpacing& spacing);
  // Of many boxes, just placed: routes the arrows that leave or reach those with these numbers, `most` of them. Moves no box.
  void route(const std::vector<GraphBox>& boxes, const std::vector<int>& shown, const GraphSpacing& spacing, size_t most = SIZE_MAX);

  const std::vector<GraphArrow>& arrows() const { return arrows_; }   // those that are routed
  size_t unrouted() const { return unrouted_; }   // arrows that route() was asked for and were too many
  uint64_t work() const { return work_; }         // places looked at since the beginning, for tests
  float width() const { return width_; }
  float height() const { return height_; }
  // Starts afresh: the next call chooses every place anew.
  void forget();

 private:
  struct Place {
    int column;
    float y;
  };
  // An arrow before its x coordinates are known: the height at which it runs in each gutter it passes.
  struct Run {
    int gutter;
    float from_y, to_y;
    int lane = 0;
    uint64_t target = 0;
  };
  struct Draft {
    int box, port, target;
    float end_y;              // where it enters the target
    std::vector<Run> runs;
  };
  // Gives boxes that were there their old places; returns their numbers.
  std::vector<int> recall(std::vector<GraphBox>& boxes) const;
  void choose_places(std::vector<GraphBox>& boxes, const GraphSpacing& s);
  Draft draft_arrow(const std::vector<GraphBox>& boxes, int box, int port, int target, const GraphSpacing& s);
  std::vector<Draft> draft_arrows(const std::vector<GraphBox>& boxes, const std::vector<char>& shown, size_t most, const GraphSpacing& s);
  static void choose_lanes(std::vector<Draft>& drafts, const std::vector<int>& most, std::vector<int>& lanes_of_gutter);
  std::vector<int> guess_lanes(const std::vector<GraphBox>& boxes) const;
  void set_columns(std::vector<GraphBox>& boxes, const GraphSpacing& s, const std::vector<int>& lanes);
  void finish_arrows(const std::vector<GraphBox>& boxes, const GraphSpacing& s, const std::vector<Draft>& drafts, const std::vector<int>& lanes);

  std::unordered_map<uint64_t, Place> kept_;
  std::unordered_map<uint64_t, int> index_;   // numbers of the boxes placed last, by id
  std::vector<GraphColumn> columns_;               // their places
  std::vector<GraphArrow> arrows_;
  size_t unrouted_ = 0;
  uint64_t work_ = 0;
  std::vector<float> column_x_, column_w_, gutter_w_;  // they only grow, so that a step does not shift what stays
  float width_ = 0, height_ = 0;
};

}  // namespace innards::ui
