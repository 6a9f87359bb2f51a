#include "typed_queue.h"

#include <algorithm>
#include <iterator>

namespace innards::ui {

bool acts(const TypedEvent& e) { return e.kind == TypedEvent::Kind::Press && !e.types && !e.modifier; }

namespace {

// Modifiers count for the letters of their frame too: with Ctrl down a text field takes none.
bool waits_for_letters(const TypedEvent& e) { return acts(e) || (e.kind == TypedEvent::Kind::Press && e.modifier); }

}  // namespace

// How many events the next frame gets: up to the first key that acts, or up to what may not come into a frame with letters.
// A key that was let go and goes down again needs a frame in which it is up.
size_t TypedQueue::next_frame() const {
  bool letters = false;
  std::vector<int> let_go;
  for (size_t i = 0; i < events_.size(); ++i) {
    const TypedEvent& e = events_[i];
    if (letters && waits_for_letters(e)) return i;
    if (acts(e)) return std::find(let_go.begin(), let_go.end(), e.key) == let_go.end() ? i + 1 : i;
    if (e.kind == TypedEvent::Kind::Character) letters = true;
    if (e.kind == TypedEvent::Kind::Release) let_go.push_back(e.key);
  }
  return events_.size();
}

// Up to the first command, with the character that its key types.
size_t TypedQueue::next_command() const {
  for (size_t i = 0; i < events_.size(); ++i) {
    if (!events_[i].command || events_[i].kind == TypedEvent::Kind::Repeat) continue;
    const bool typed = i + 1 < events_.size() && events_[i + 1].kind == TypedEvent::Kind::Character;
    return i + (typed ? 2 : 1);
  }
  return events_.size();
}

std::vector<TypedEvent> TypedQueue::take(bool into_field, bool all) {
  const size_t whole = all ? events_.size() : next_frame(), count = into_field ? whole : std::min(whole, next_command());
  const auto end = events_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<TypedEvent> taken(std::make_move_iterator(events_.begin()), std::make_move_iterator(end));
  events_.erase(events_.begin(), end);
  return taken;
}

}  // namespace innards::ui
