#include "model/trace_search.h"

#include <chrono>

#include "inspect/inspect.h"

namespace innards::ui {
namespace {

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

struct Spot {
  int depth = -1, line = 0;
  bool operator==(const Spot&) const = default;
};

Spot spot(View& view) {
  const Moment& m = view.moment();
  return m.frames.empty() ? Spot() : Spot{m.frames.back().depth, m.frames.back().line};
}

class TraceSearch : public Search {
 public:
  TraceSearch(View& view, const Move& move) : view_(view), move_(move), home_(view.cursor()), at_(home_), start_(spot(view)) {}

  bool work(double milliseconds) override {
    const double deadline = now_ms() + milliseconds;
    do {
      if (over_) break;
      look_further();
    } while (now_ms() < deadline);
    // Between slices the cursor stands where the reader left it.
    if (!over_) view_.seek(home_);
    return over_;
  }
  bool moved() const override { return at_ != home_; }
  double progress() const override {
    const uint64_t whole = forward() ? view_.last_step() - home_ : home_ - view_.first_step();
    return over_ || !whole ? 1 : static_cast<double>(forward() ? at_ - home_ : home_ - at_) / static_cast<double>(whole);
  }
  uint64_t position() const override { return at_; }

 private:
  bool forward() const { return move_.direction == Direction::Forward; }

  void look_further() {
    view_.seek(at_);
    if (move_.way == Way::Breakpoint) view_.seek(forward() ? view_.last_step() : view_.first_step()), over_ = true;
    else if (!view_.step(move_.direction)) over_ = true;
    else if (!runs_through() && (move_.way == Way::Expression ? at_expression() : wanted(spot(view_)))) over_ = true;
    at_ = view_.cursor();
  }

  bool runs_through() const {
    const Moment& m = view_.moment();
    return move_.through_library && !m.frames.empty() && m.frames.back().library;
  }

  bool at_expression() const {
    const Moment& m = view_.moment();
    const CodeRows* code = m.frames.empty() ? nullptr : view_.code(m.frames.back().code_id);
    return code && inspect::begins_expression(*code, m.frames.back().offset);
  }

  bool wanted(const Spot& now) const {
    switch (move_.way) {
      case Way::Over: return now.depth <= start_.depth && now.line && !(now == start_);
      case Way::Instruction: return true;
      case Way::OverInstruction: return now.depth >= 0 && now.depth <= start_.depth;
      case Way::Out: return now.depth < start_.depth;
      case Way::Call: return now.depth > start_.depth;
      case Way::ThisLine: return now.line == move_.line;
      default: return now.line && !(now == start_);
    }
  }

  View& view_;
  Move move_;
  uint64_t home_, at_;
  Spot start_;
  bool over_ = false;
};

}  // namespace

std::unique_ptr<Search> search_trace(View& view, const Move& move) { return std::make_unique<TraceSearch>(view, move); }

}  // namespace innards::ui
