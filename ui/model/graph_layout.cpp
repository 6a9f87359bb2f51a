#include "graph_layout.h"

#include <algorithm>
#include <cmath>

namespace innards::ui {
namespace {

using Interval = GraphInterval;

constexpr int kReachOfFew = 2, kReachOfMany = 64;   // columns that a full one may overflow into
constexpr float kPerColumn = 160;                   // what a column further away costs, as so many pixels of a longer arrow
constexpr int kMostLanes = 24;                      // where there are many arrows; more share them
constexpr float kWideScreen = 1.6f;                 // width to height of a picture of many boxes

// Of the gaps it is shown, the place nearest to a wish.
struct Nearest {
  float wish, best, distance = 1e30f;

  void try_gap(float low, float high) {  // the place may lie in [low, high]
    if (high < low) return;
    float y = std::clamp(wish, low, high);
    if (std::fabs(y - wish) < distance) best = y, distance = std::fabs(y - wish);
  }
};

// Looks at the gaps of a column, those nearest to a wish first. Gap i lies above interval i; the last one is open.
template <class Low, class High>
void search_gaps(const GraphColumn& taken, Nearest& place, uint64_t& work, Low low, High high) {
  const size_t n = taken.size();
  const size_t near = static_cast<size_t>(std::lower_bound(taken.begin(), taken.end(), place.wish, [](const Interval& t, float y) { return t.top < y; }) - taken.begin());
  for (size_t i = near; i <= n; ++i, ++work) {
    const float from = i == 0 ? low(nullptr) : low(&taken[i - 1]);
    if (from - place.wish >= place.distance) break;
    place.try_gap(from, i == n ? 1e9f : high(taken[i]));
  }
  for (size_t i = near; i-- > 0; ++work) {
    const float to = high(taken[i]);
    if (place.wish - to >= place.distance) break;
    place.try_gap(i == 0 ? low(nullptr) : low(&taken[i - 1]), to);
  }
}

// The free place for a box of height h nearest to `wish` between the taken intervals.
float free_place(const GraphColumn& taken, float wish, float h, float gap, uint64_t& work) {
  Nearest place{std::max(wish, 0.f), -1};
  search_gaps(taken, place, work, [&](const Interval* above) { return above ? above->bottom + gap : 0.f; }, [&](const Interval& below) { return below.top - gap - h; });
  return place.best;
}

void insert_sorted(GraphColumn& taken, Interval i) {
  taken.insert(std::upper_bound(taken.begin(), taken.end(), i, [](const Interval& a, const Interval& b) { return a.top < b.top; }), i);
}

// A height at which a line can cross a column between its boxes, nearest to `wish`.
float free_crossing(const GraphColumn& taken, float wish, float gap, uint64_t& work) {
  Nearest place{wish, 0};
  const float margin = gap / 2;
  search_gaps(taken, place, work, [&](const Interval* above) { return above ? above->bottom + margin : -1e9f; }, [&](const Interval& below) { return below.top - margin; });
  return place.best;
}

// How tall the columns of many boxes may be, so that the picture fits a screen.
float good_height(const std::vector<GraphBox>& boxes, const GraphSpacing& s) {
  float area = 0;
  for (const GraphBox& b : boxes) area += (b.w + s.gutter) * (b.h + s.gap_y);
  return std::max(s.max_height, std::sqrt(area / kWideScreen));
}

// Chooses column and y of each box: first those that have a place, then the roots, then all others breadth first, so that a
// box enters beside its first referrer.
class PlaceChooser {
 public:
  PlaceChooser(std::vector<GraphBox>& boxes, const std::unordered_map<uint64_t, int>& index, std::vector<GraphColumn>& columns, const GraphSpacing& s)
      : boxes_(boxes), s_(s), index_(index), columns_(columns), placed_(boxes.size(), 0), many_(boxes.size() > s.few),
        max_height_(s.max_height > 0 && many_ ? good_height(boxes, s) : s.max_height) {}

  uint64_t work() const { return work_; }
  void keep(std::vector<int> old);
  void place_roots();
  void place_the_rest();

 private:
  GraphColumn& column(int c);
  float place_in(int c, float wish, float h) { return free_place(column(c), wish, h, s_.gap_y, work_); }
  void put(int i, int c, float y);
  void enter(int i, int wish_column, float wish_y);
  void enter_targets(int i);

  std::vector<GraphBox>& boxes_;
  const GraphSpacing& s_;
  const std::unordered_map<uint64_t, int>& index_;
  std::vector<GraphColumn>& columns_;
  std::vector<char> placed_;
  std::vector<int> queue_;  // boxes whose targets may enter
  const bool many_;
  const float max_height_;
  uint64_t work_ = 0;
};

GraphColumn& PlaceChooser::column(int c) {
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
    const float low = column(c).empty() ? 0 : column(c).back().bottom + s_.gap_y;
    put(i, c, std::max(boxes_[i].y, low));
  }
}

void PlaceChooser::place_roots() {
  float y = 0;
  for (size_t i = 0; i < boxes_.size(); ++i) {
    GraphBox& b = boxes_[i];
    if (!b.root) continue;
    if (!placed_[i]) put(static_cast<int>(i), 0, place_in(0, y, b.h));
    y = b.y + b.h + s_.gap_y;
    queue_.push_back(static_cast<int>(i));
  }
}

// A full column may overflow into the next ones, which costs as much as a long arrow does.
void PlaceChooser::enter(int i, int wish_column, float wish_y) {
  const float h = boxes_[i].h;
  const int last = wish_column + (max_height_ <= 0 ? 0 : many_ ? kReachOfMany : kReachOfFew);
  int best_column = wish_column;
  float best_y = 0, best_cost = 1e30f;
  for (int c = wish_column; c <= last && static_cast<float>(c - wish_column) * kPerColumn < best_cost; ++c) {
    const float y = place_in(c, wish_y, h);
    float cost = std::fabs(y - wish_y) + static_cast<float>(c - wish_column) * kPerColumn;
    if (max_height_ > 0 && y + h > max_height_) cost += 3 * (y + h - max_height_);
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
  index_.clear();
  for (size_t i = 0; i < boxes.size(); ++i) index_[boxes[i].id] = static_cast<int>(i);
  columns_.clear();
  PlaceChooser chooser(boxes, index_, columns_, s);
  chooser.keep(recall(boxes));
  chooser.place_roots();
  chooser.place_the_rest();
  work_ += chooser.work();
  kept_.clear();
  for (const GraphBox& b : boxes) kept_[b.id] = {b.column, b.y};
}

GraphLayout::Draft GraphLayout::draft_arrow(const std::vector<GraphBox>& boxes, int box, int port, int target, const GraphSpacing& s) {
  const GraphBox &from = boxes[static_cast<size_t>(box)], &to = boxes[static_cast<size_t>(target)];
  Draft d{box, port, target, 0, {}};
  float y = from.y + from.ports[static_cast<size_t>(port)].y, end = to.y + std::min(s.entry, to.h / 2);
  int gutter = from.column + 1, last = to.column;
  // Across every column between, in a gap nearest to where the arrow is or wants to be.
  while (gutter != last) {
    const int crossed = gutter < last ? gutter : gutter - 1;
    const float wish = gutter < last ? y : end;
    const float at = free_crossing(columns_[static_cast<size_t>(crossed)], wish, s.gap_y, work_);
    d.runs.push_back({gutter, y, at, 0, to.id});
    y = at;
    gutter += gutter < last ? 1 : -1;
  }
  // A jog of a few pixels looks like a mistake: such an arrow goes straight in.
  if (std::fabs(y - end) <= s.entry * 0.6f && y > to.y && y < to.y + to.h) end = y;
  d.end_y = end;
  d.runs.push_back({gutter, y, end, 0, to.id});
  return d;
}

// The arrows that leave or reach a box that is shown; `shown` empty: all.
std::vector<GraphLayout::Draft> GraphLayout::draft_arrows(const std::vector<GraphBox>& boxes, const std::vector<char>& shown, size_t most, const GraphSpacing& s) {
  std::vector<Draft> drafts;
  unrouted_ = 0;
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t p = 0; p < boxes[i].ports.size(); ++p) {
      const auto it = index_.find(boxes[i].ports[p].target);
      if (it == index_.end() || (!shown.empty() && !shown[i] && !shown[static_cast<size_t>(it->second)])) continue;
      if (drafts.size() >= most) ++unrouted_;
      else drafts.push_back(draft_arrow(boxes, static_cast<int>(i), static_cast<int>(p), it->second, s));
    }
  }
  return drafts;
}

namespace {

// Whether a stretch is free in a lane. Arrows to the same box may share it: they join on the way.
bool is_free(const GraphColumn& lane, const Interval& wanted) {
  for (const Interval& t : lane)
    if (t.id != wanted.id && wanted.bottom + 3 >= t.top && wanted.top <= t.bottom + 3) return false;
  return true;
}

}  // namespace

// `most`: so many lanes in each gutter, empty: as many as are wanted; what finds none free shares one.
void GraphLayout::choose_lanes(std::vector<Draft>& drafts, const std::vector<int>& most, std::vector<int>& lanes_of_gutter) {
  std::vector<std::vector<GraphColumn>> gutters;
  int shares = 0;
  for (Draft& d : drafts) {
    for (Run& r : d.runs) {
      if (static_cast<int>(gutters.size()) <= r.gutter) gutters.resize(static_cast<size_t>(r.gutter) + 1);
      if (r.from_y == r.to_y) continue;  // straight through: no lane
      std::vector<GraphColumn>& lanes = gutters[static_cast<size_t>(r.gutter)];
      const Interval wanted{std::min(r.from_y, r.to_y), std::max(r.from_y, r.to_y), r.target};
      size_t lane = 0;
      while (lane < lanes.size() && !is_free(lanes[lane], wanted)) ++lane;
      if (!most.empty() && static_cast<int>(lane) == most[static_cast<size_t>(r.gutter)]) {
        r.lane = shares++ % most[static_cast<size_t>(r.gutter)];
        continue;
      }
      if (lane == lanes.size()) lanes.emplace_back();
      lanes[lane].push_back(wanted);
      r.lane = static_cast<int>(lane);
    }
  }
  lanes_of_gutter.clear();
  for (const std::vector<GraphColumn>& g : gutters) lanes_of_gutter.push_back(static_cast<int>(g.size()));
}

// Where not every arrow is routed: room for those that begin or end beside each gutter.
std::vector<int> GraphLayout::guess_lanes(const std::vector<GraphBox>& boxes) const {
  std::vector<int> lanes;
  auto count = [&](int gutter) {
    if (static_cast<int>(lanes.size()) <= gutter) lanes.resize(static_cast<size_t>(gutter) + 1);
    lanes[static_cast<size_t>(gutter)] = std::min(lanes[static_cast<size_t>(gutter)] + 1, kMostLanes);
  };
  for (const GraphBox& b : boxes) {
    for (const GraphPort& port : b.ports) {
      const auto it = index_.find(port.target);
      if (it == index_.end()) continue;
      count(b.column + 1);
      count(boxes[static_cast<size_t>(it->second)].column);
    }
  }
  return lanes;
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
  arrows_.clear();
  unrouted_ = 0;
  if (boxes.size() > s.few) return set_columns(boxes, s, guess_lanes(boxes));
  std::vector<Draft> drafts = draft_arrows(boxes, {}, SIZE_MAX, s);
  std::vector<int> lanes;
  choose_lanes(drafts, {}, lanes);
  set_columns(boxes, s, lanes);
  finish_arrows(boxes, s, drafts, lanes);
}

void GraphLayout::route(const std::vector<GraphBox>& boxes, const std::vector<int>& shown, const GraphSpacing& s, size_t most) {
  std::vector<char> is_shown(boxes.size(), 0);
  for (int i : shown) is_shown[static_cast<size_t>(i)] = 1;
  std::vector<Draft> drafts = draft_arrows(boxes, is_shown, most, s);
  std::vector<int> room, lanes;
  for (float w : gutter_w_) room.push_back(std::max(1, static_cast<int>(w / s.lane) - 2));
  choose_lanes(drafts, room, lanes);
  finish_arrows(boxes, s, drafts, lanes);
}

}  // namespace innards::ui
