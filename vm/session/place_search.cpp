// Looking for a place of a run, in slices: a run may be long, or never end.
#include <algorithm>

#include "session/search.h"

namespace innards {

namespace {

class LivePlaceSearch : public Search {
 public:
  LivePlaceSearch(LiveSession& session, Place place, std::unique_ptr<LiveSession::Scan> scan)
      : session_(session), place_(std::move(place)), scan_(std::move(scan)), here_(session.cursor()) {
    if (place_.kind == Place::Kind::Step) target_ = place_.number;
    if (place_.kind == Place::Kind::Relative) target_ = static_cast<int64_t>(here_) + place_.number;
  }

  bool work(double milliseconds) override {
    if (over_ || !look(milliseconds)) return over_;
    session_.seek(found_.value_or(here_));
    return over_ = true;
  }
  bool moved() const override { return found_ && *found_ != here_; }
  double progress() const override {
    if (over_) return 1;
    if (scan_) return scan_->progress();
    return target_ > 0 ? static_cast<double>(session_.last_step()) / static_cast<double>(target_) : 0;
  }
  uint64_t position() const override { return scan_ ? scan_->position() : session_.last_step(); }
  std::string error() const override {
    if (!over_ || found_) return {};
    return "the run never comes to '" + place_text(place_) + "' (it has " + std::to_string(session_.last_step()) + " steps)";
  }

 private:
  // One slice; true when it is over.
  bool look(double milliseconds) {
    switch (place_.kind) {
      case Place::Kind::Start: return found_ = 0, true;
      case Place::Kind::End: return look_for_end(milliseconds);
      case Place::Kind::Step: case Place::Kind::Relative: return look_for_step(milliseconds);
      case Place::Kind::Output: return look_for_output(milliseconds);
      default: break;
    }
    if (!scan_->work(milliseconds)) return false;
    found_ = scan_->found();
    return true;
  }

  bool look_for_end(double milliseconds) {
    if (session_.record(milliseconds)) return false;
    found_ = session_.last_step();
    return true;
  }

  bool look_for_step(double milliseconds) {
    if (target_ < 0) return true;
    const uint64_t target = static_cast<uint64_t>(target_);
    const bool more = session_.last_step() < target && session_.record(milliseconds);
    if (session_.last_step() >= target) found_ = target;
    return found_ || !more;
  }

  bool look_for_output(double milliseconds) {
    found_ = written_at();
    if (found_ || session_.wants_input() || !session_.recording()) return true;
    session_.record(milliseconds);
    return false;
  }

  // The step that wrote the wanted occurrence of the text, from where the last look ended.
  std::optional<uint64_t> written_at() {
    const std::string& text = session_.output_text(1);
    const size_t size = place_.name.size();
    for (size_t at; (at = text.find(place_.name, looked_)) != std::string::npos;) {
      looked_ = at + std::max<size_t>(size, 1);
      if (++seen_ < place_.hit) continue;
      for (const OutputLog::Piece& piece : session_.output_log().pieces())
        if (piece.stream == 1 && piece.offset + piece.size >= at + size) return piece.step;
    }
    looked_ = std::max(looked_, text.size() - std::min(text.size(), size));   // the text may be broken between two writes
    return std::nullopt;
  }

  LiveSession& session_;
  const Place place_;
  std::unique_ptr<LiveSession::Scan> scan_;   // for the places that are events
  const uint64_t here_;
  int64_t target_ = -1;                       // Step, Relative
  size_t looked_ = 0;                         // Output: all before it is looked through
  int64_t seen_ = 0;
  std::optional<uint64_t> found_;
  bool over_ = false;
};

}  // namespace

std::unique_ptr<LiveSession::Finder> LiveSession::finder_for(const Place& place) const {
  switch (place.kind) {
    case Place::Kind::Line: return find_line(program_.filename, static_cast<int>(place.number));
    case Place::Kind::Op: return find_op(place.name, place.line, program_.filename);
    case Place::Kind::Call: return find_call(place.name);
    case Place::Kind::Return: return find_return(place.name);
    case Place::Kind::Raise: return find_raise();
    default: return nullptr;
  }
}

std::unique_ptr<Search> LiveSession::search_place(std::string_view text, std::string& error) {
  std::optional<Place> place = parse_place(text, error);
  if (!place) return nullptr;
  std::unique_ptr<Scan> scan;
  if (std::unique_ptr<Finder> finder = finder_for(*place)) {
    finder->wanted_hit = place->hit;
    scan = std::make_unique<Scan>(*this, std::move(finder), Direction::Forward, 0);
  }
  return std::make_unique<LivePlaceSearch>(*this, std::move(*place), std::move(scan));
}

std::optional<uint64_t> Session::find_place(std::string_view place, std::string& error) {
  const uint64_t here = cursor();
  std::unique_ptr<Search> search = search_place(place, error);
  if (!search) return std::nullopt;
  while (!search->work(1000)) {
  }
  const uint64_t there = cursor();
  seek(here);
  if (search->error().empty()) return there;
  error = search->error();
  return std::nullopt;
}

}  // namespace innards
