#include "graph_layout.h"

#include <algorithm>
#include <cmath>

namespace innards::ui {
namespace {

struct Interval {
  float top, bottom;
  uint64_t id;
};

// Of the gaps it is shown, the place nearest to a wish.
struct Nearest {
  float wish, best, distance = 1e30f;

  void try_gap(float low, float high) {  // the place may lie in [low, high]
    if (high < low) return;
    float y = std::clamp(wish, low, high);
    if (std::fabs(y - wish) < distance) best = y, distance = std::fabs(y - wish);
  }
};

// The free place for a box of height h nearest to `wish` between the taken intervals (sorted by top).
float free_place(const std::vector<Interval>& taken, float wish, float h, float gap) {
  Nearest place{std::max(wish, 0.f), -1};
  float from = 0;
  for (const Interval& t : taken) {
    place.try_gap(from, t.top - gap - h);
    from = std::max(from, t.bottom + gap);
  }
  place.try_gap(from, 1e9f);
  return place.best;
}

void insert_sorted(std::vector<Interval>& taken, Interval i) {
  taken.insert(std::upper_bound(taken.begin(), taken.end(), i, [](const Interval& a, const Interval& b) { return a.top < b.top; }), i);
}

// A height at which a line can cross a column between its boxes, nearest to `wish`.
float free_crossing(const std::vector<Interval>& taken, float wish, float gap) {
  Nearest place{wish, 0};
  float margin = gap / 2, from = -1e9f;
  for (const Interval& t : taken) {
    place.try_gap(from + margin, t.top - margin);
    from = std::max(from, t.bottom);
  }
  place.try_gap(from + margin, 1e9f);
  return place.best;
}

std::vector<std::vector<Interval>> columns_of(const std::vector<GraphBox>& boxes) {
  std::vector<std::vector<Interval>> columns;
  for (const GraphBox& b : boxes) {
    if (static_cast<int>(columns.size()) <= b.column) columns.resize(b.column + 1);
    insert_sorted(columns[b.column], {b.y, b.y + b.h, b.id});
  }
  return columns;
}

std::unordered_map<uint64_t, int> index_of(const std::vector<GraphBox>& boxes) {
  std::unordered_map<uint64_t, int> index;
  for (size_t i = 0; i < boxes.size(); ++i) index[boxes[i].id] = static_cast<int>(i);
  return index;
}

// Chooses column and y of each box: first those that have a place, then the roots, then all others breadth first, so that a
// box enters beside its first referrer.
class PlaceChooser {
 public:
  PlaceChooser(std::vector<GraphBox>& boxes, const GraphSpacing& s) : boxes_(boxes), s_(s), index_(index_of(boxes)), placed_(boxes.size(), 0) {}

  void keep(std::vector<int> old);
  void place_roots();
  void place_the_rest();

 private:
  std::vector<Interval>& column(int c);
  void put(int i, int c, float y);
  void enter(int i, int wish_column, float wish_y);
  void enter_targets(int i);

  std::vector<GraphBox>& boxes_;
  const GraphSpacing& s_;
  std::unordered_map<uint64_t, int> index_;
  std::vector<std::vector<Interval>> columns_;
  std::vector<char> placed_;
  std::vector<int> queue_;  // boxes whose targets may enter
};

std::vector<Interval>& PlaceChooser::column(int c) {
  if (static_cast<int>(columns_.size()) <= c) columns_.resize(c + 1);
  return columns_[c];
}

void PlaceChooser::put(int i, int c, float y) {
  GraphBox& b = boxes_[i];
  b.column = c;
  b.y = y;
  insert_sorted(column(c), {y, y + b.h, b.id});
  placed_[i] = 1;
}

// Boxes that were there stay, from the top down; one that another has grown into moves down just far enough.
void PlaceChooser::keep(std::vector<int> old) {
  std::stable_sort(old.begin(), old.end(), [&](int a, int b) { return boxes_[a].y < boxes_[b].y; });
  for (int i : old) {
    const int c = boxes_[i].column;
    float low = 0;
    for (const Interval& t : column(c)) low = std::max(low, t.bottom + s_.gap_y);
    put(i, c, std::max(boxes_[i].y, low));
  }
}

void PlaceChooser::place_roots() {
  float y = 0;
  for (size_t i = 0; i < boxes_.size(); ++i) {
    GraphBox& b = boxes_[i];
    if (!b.root) continue;
    if (!placed_[i]) put(static_cast<int>(i), 0, free_place(column(0), y, b.h, s_.gap_y));
    y = b.y + b.h + s_.gap_y;
    queue_.push_back(static_cast<int>(i));
  }
}

// A full column may overflow into the next two, which costs as much as a long arrow does.
void PlaceChooser::enter(int i, int wish_column, float wish_y) {
  const float h = boxes_[i].h;
  const int last = wish_column + (s_.max_height > 0 ? 2 : 0);
  int best_column = wish_column;
  float best_y = 0, best_cost = 1e30f;
  for (int c = wish_column; c <= last; ++c) {
    float y = free_place(column(c), wish_y, h, s_.gap_y);
    float cost = std::fabs(y - wish_y) + static_cast<float>(c - wish_column) * 160.f;
    if (s_.max_height > 0 && y + h > s_.max_height) cost += 3 * (y + h - s_.max_height);
    if (cost < best_cost) best_cost = cost, best_column = c, best_y = y;
  }
  put(i, best_column, best_y);
  queue_.push_back(i);
}

void PlaceChooser::enter_targets(int i) {
  for (const GraphPort& port : boxes_[i].ports) {
    auto it = index_.find(port.target);
    if (it == index_.end() || placed_[it->second]) continue;
    enter(it->second, boxes_[i].column + 1, boxes_[i].y + port.y - s_.entry);
  }
}

void PlaceChooser::place_the_rest() {
  const int n = static_cast<int>(boxes_.size());
  for (int i = 0; i < n; ++i)
    if (placed_[i] && !boxes_[i].root) queue_.push_back(i);
  size_t done = 0;
  auto work_off = [&] {
    while (done < queue_.size()) enter_targets(queue_[done++]);
  };
  work_off();
  // What nothing refers to (garbage, a pinned object) stands in the second column, below the rest.
  for (int i = 0; i < n; ++i) {
    if (!placed_[i]) enter(i, 1, column(1).empty() ? 0 : column(1).back().bottom + s_.gap_y);
    work_off();
  }
}

}  // namespace

void GraphLayout::forget() {
  kept_.clear();
  column_x_.clear();
  column_w_.clear();
  gutter_w_.clear();
}

std::vector<int> GraphLayout::recall(std::vector<GraphBox>& boxes) const {
  std::vector<int> old;
  for (size_t i = 0; i < boxes.size(); ++i) {
    auto it = kept_.find(boxes[i].id);
    if (it == kept_.end()) continue;
    boxes[i].column = it->second.column;
    boxes[i].y = it->second.y;
    old.push_back(static_cast<int>(i));
  }
  return old;
}

void GraphLayout::choose_places(std::vector<GraphBox>& boxes, const GraphSpacing& s) {
  PlaceChooser chooser(boxes, s);
  chooser.keep(recall(boxes));
  chooser.place_roots();
  chooser.place_the_rest();
  kept_.clear();
  for (const GraphBox& b : boxes) kept_[b.id] = {b.column, b.y};
}

std::vector<GraphLayout::Draft> GraphLayout::draft_arrows(const std::vector<GraphBox>& boxes, const GraphSpacing& s) {
  const std::unordered_map<uint64_t, int> index = index_of(boxes);
  auto columns = columns_of(boxes);
  std::vector<Draft> drafts;
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t p = 0; p < boxes[i].ports.size(); ++p) {
      auto it = index.find(boxes[i].ports[p].target);
      if (it == index.end()) continue;
      const GraphBox &from = boxes[i], &to = boxes[it->second];
      Draft d{static_cast<int>(i), static_cast<int>(p), it->second, 0, {}};
      float y = from.y + from.ports[p].y, end = to.y + std::min(s.entry, to.h / 2);
      int gutter = from.column + 1, last = to.column;
      // Across every column between, in a gap nearest to where the arrow is or wants to be.
      while (gutter != last) {
        int crossed = gutter < last ? gutter : gutter - 1;
        float wish = gutter < last ? y : (std::fabs(end - y) > 0 ? end : y);
        float at = free_crossing(columns[crossed], wish, s.gap_y);
        d.runs.push_back({gutter, y, at, 0, to.id});
        y = at;
        gutter += gutter < last ? 1 : -1;
      }
      // A jog of a few pixels looks like a mistake: such an arrow goes straight in.
      if (std::fabs(y - end) <= s.entry * 0.6f && y > to.y && y < to.y + to.h) end = y;
      d.end_y = end;
      d.runs.push_back({gutter, y, end, 0, to.id});
      drafts.push_back(std::move(d));
    }
  }
  return drafts;
}

void GraphLayout::choose_lanes(std::vector<Draft>& drafts, std::vector<int>& lanes_of_gutter) {
  struct Taken {
    float top, bottom;
    uint64_t target;
  };
  std::vector<std::vector<std::vector<Taken>>> gutters;
  for (Draft& d : drafts) {
    for (Run& r : d.runs) {
      if (static_cast<int>(gutters.size()) <= r.gutter) gutters.resize(r.gutter + 1);
      if (r.from_y == r.to_y) continue;  // straight through: no lane
      auto& lanes = gutters[r.gutter];
      float top = std::min(r.from_y, r.to_y), bottom = std::max(r.from_y, r.to_y);
      size_t lane = 0;
      for (;; ++lane) {
        if (lane == lanes.size()) lanes.emplace_back();
        bool free = true;
        // Arrows to the same box may share a lane: they join on the way.
        for (const Taken& t : lanes[lane]) free &= t.target == r.target || bottom + 3 < t.top || top > t.bottom + 3;
        if (free) break;
      }
      lanes[lane].push_back({top, bottom, r.target});
      r.lane = static_cast<int>(lane);
    }
  }
  lanes_of_gutter.clear();
  for (auto& g : gutters) lanes_of_gutter.push_back(static_cast<int>(g.size()));
}

void GraphLayout::set_columns(std::vector<GraphBox>& boxes, const GraphSpacing& s, const std::vector<int>& lanes) {
  size_t n = 0;
  for (const GraphBox& b : boxes) n = std::max(n, static_cast<size_t>(b.column) + 1);
  column_w_.resize(n);
  gutter_w_.resize(std::max(n, lanes.size()) + 1);
  for (const GraphBox& b : boxes) column_w_[b.column] = std::max(column_w_[b.column], b.w);
  for (size_t g = 0; g < gutter_w_.size(); ++g) {
    int count = g < lanes.size() ? lanes[g] : 0;
    float w = g == 0 ? (count ? (count + 1) * s.lane : 0) : std::max(s.gutter, (static_cast<float>(count) + 3) * s.lane);
    gutter_w_[g] = std::max(gutter_w_[g], w);
  }
  column_x_.assign(n + 1, 0);
  float x = gutter_w_[0];
  for (size_t c = 0; c < n; ++c) {
    column_x_[c] = x;
    x += column_w_[c] + gutter_w_[c + 1];
  }
  column_x_[n] = x;
  width_ = n ? x - gutter_w_[n] : 0;
  height_ = 0;
  for (GraphBox& b : boxes) {
    b.x = column_x_[b.column];
    height_ = std::max(height_, b.y + b.h);
  }
}

void GraphLayout::finish_arrows(const std::vector<GraphBox>& boxes, const GraphSpacing& s, const std::vector<Draft>& drafts, const std::vector<int>& lanes) {
  arrows_.clear();
  for (const Draft& d : drafts) {
    const GraphBox &from = boxes[d.box], &to = boxes[d.target];
    GraphArrow a{from.id, to.id, d.port, from.ports[d.port].tag, {}};
    a.points.push_back({from.x + from.w, from.y + from.ports[d.port].y});
    for (const Run& r : d.runs) {
      float right = r.gutter < static_cast<int>(column_w_.size()) ? column_x_[r.gutter] : column_x_.back();
      float left = right - gutter_w_[r.gutter];
      int count = lanes[r.gutter];
      float x = left + (right - left - static_cast<float>(count - 1) * s.lane) / 2 + static_cast<float>(r.lane) * s.lane;
      if (r.from_y != r.to_y) {
        a.points.push_back({x, r.from_y});
        a.points.push_back({x, r.to_y});
      } else if (&r != &d.runs.front() && &r != &d.runs.back()) {
        continue;
      } else if (from.column + 1 > r.gutter || &r != &d.runs.back()) {
        a.points.push_back({x, r.to_y});  // a turn back needs its corner
      }
    }
    a.points.push_back({to.x, d.end_y});
    for (const GraphPoint& p : a.points) height_ = std::max(height_, p.y), width_ = std::max(width_, p.x);
    arrows_.push_back(std::move(a));
  }
}

void GraphLayout::place(std::vector<GraphBox>& boxes, const GraphSpacing& s) {
  choose_places(boxes, s);
  std::vector<Draft> drafts = draft_arrows(boxes, s);
  std::vector<int> lanes;
  choose_lanes(drafts, lanes);
  set_columns(boxes, s, lanes);
  finish_arrows(boxes, s, drafts, lanes);
}

}  // namespace innards::ui
