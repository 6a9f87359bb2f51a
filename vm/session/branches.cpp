#include "session/branches.h"

#include <algorithm>

#include "session/edited_files.h"

namespace innards {

bool finds_otherwise(const Program& then, const Session& ran) {
  EditedFiles files(then.edited, then.files.get());
  const Outside& found = ran.outside();
  const auto own = [&](const std::string& path) { return found.library.empty() || (path != found.library && !path.starts_with(found.library + "/")); };
  std::string text;
  for (const auto& [path, had] : found.files)
    if (own(path) && !(files.read(path, &text) && text == had)) return true;
  for (const auto& [path, kind] : found.stats)
    if (kind != 1 && own(path) && ((kind == 2) != files.is_directory(path) || (kind == 0 && files.read(path, &text)))) return true;
  for (const auto& [path, had] : found.lists) {
    std::vector<std::string> names;
    if (!own(path)) continue;
    files.list(path, &names);
    std::sort(names.begin(), names.end());
    if (names != had) return true;
  }
  return false;
}

struct Branches::Branch {
  BranchRow row;
  std::unique_ptr<Session> session;   // null: dropped
  Program program;                    // by which it is made again
  uint64_t cursor = 0, used = 0;
};

Branches::Branches() = default;
Branches::~Branches() = default;

Branches::Branch* Branches::find(int number) const {
  for (const auto& b : all_)
    if (b->row.number == number) return b.get();
  return nullptr;
}

Session* Branches::shown() const {
  const Branch* b = find(shown_);
  return b ? b->session.get() : nullptr;
}

void Branches::begin(std::unique_ptr<Session> session) {
  all_.clear();
  shown_ = made_ = 0;
  if (session) add(std::move(session), {});
}

Session* Branches::add(std::unique_ptr<Session> session, BranchRow row) {
  auto b = std::make_unique<Branch>();
  row.number = ++made_;
  row.of = shown_;
  b->row = std::move(row);
  b->session = std::move(session);
  b->used = ++uses_;
  shown_ = b->row.number;
  all_.push_back(std::move(b));
  while (all_.size() > kMostListed) forget_oldest();
  return shown();
}

Session* Branches::replace(std::unique_ptr<Session> session) {
  Branch* b = find(shown_);
  if (!b) return add(std::move(session), {});
  b->session = std::move(session);
  return b->session.get();
}

Session* Branches::show(int number, uint64_t& cursor, ProgramError& error) {
  Branch* b = find(number);
  if (!b) return nullptr;
  if (!b->session) {
    b->session = Session::open(b->program, error);
    if (!b->session) return nullptr;
    b->program = Program();
  } else {
    b->cursor = b->session->cursor();
  }
  cursor = b->cursor;
  b->used = ++uses_;
  shown_ = number;
  return b->session.get();
}

std::vector<BranchRow> Branches::rows() const {
  std::vector<BranchRow> rows;
  if (all_.size() < 2) return rows;
  for (const auto& b : all_) {
    BranchRow row = b->row;
    row.shown = row.number == shown_;
    row.kept = b->session != nullptr;
    if (b->session) {
      row.steps = b->session->last_step();
      row.recording = b->session->recording();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<KeptBranch> Branches::kept() const {
  std::vector<KeptBranch> all;
  for (const auto& b : all_) all.push_back({b->row, b->session ? b->session->recorded() : b->program, b->session ? b->session->cursor() : b->cursor});
  for (size_t i = 0; i < all.size(); ++i)
    if (all_[i]->session) all[i].row.steps = all_[i]->session->last_step();
  return all;
}

void Branches::join(BranchRow shown, std::vector<KeptBranch> others) {
  if (all_.size() != 1) return;
  shown_ = made_ = shown.number;
  all_[0]->row = std::move(shown);
  for (KeptBranch& other : others) {
    if (find(other.row.number)) continue;
    auto b = std::make_unique<Branch>();
    made_ = std::max(made_, other.row.number);
    b->row = std::move(other.row);
    b->program = std::move(other.program);
    b->cursor = other.cursor;
    all_.push_back(std::move(b));
  }
  while (all_.size() > kMostListed) forget_oldest();
  std::sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a->row.number < b->row.number; });
}

const Session* Branches::session(int number) const {
  const Branch* b = find(number);
  return b ? b->session.get() : nullptr;
}

// Up from both until they meet: what is shared on the way is shared by both.
uint64_t Branches::shared(int one, int other) const {
  uint64_t steps = UINT64_MAX;
  while (one != other) {
    int& younger = one > other ? one : other;
    const Branch* b = find(younger);
    if (!b || !b->row.of) return 0;
    steps = std::min(steps, b->row.shared);
    younger = b->row.of;
  }
  return steps;
}

// The recording used longest ago; false when only the one that is shown is left.
bool Branches::drop_oldest() {
  Branch* oldest = nullptr;
  for (const auto& b : all_)
    if (b->session && b->row.number != shown_ && (!oldest || b->used < oldest->used)) oldest = b.get();
  if (!oldest) return false;
  oldest->row.steps = oldest->session->last_step();
  oldest->cursor = oldest->session->cursor();
  oldest->program = oldest->session->recorded();
  oldest->session.reset();
  return true;
}

// What was made from it no longer knows what it shares.
void Branches::forget_oldest() {
  const auto oldest = std::min_element(all_.begin(), all_.end(), [&](const auto& a, const auto& b) {
    const bool a_shown = a->row.number == shown_, b_shown = b->row.number == shown_;
    return a_shown != b_shown ? b_shown : a->used < b->used;
  });
  const int gone = (*oldest)->row.number;
  for (const auto& b : all_)
    if (b->row.of == gone) b->row.of = 0, b->row.shared = 0;
  all_.erase(oldest);
}

void Branches::thin(uint64_t budget) {
  const auto kept = std::count_if(all_.begin(), all_.end(), [](const auto& b) { return b->session != nullptr; });
  for (size_t over = static_cast<size_t>(kept); over > kMostKept && drop_oldest(); --over) {
  }
  while (all_.size() > 1 && shown() && shown()->checkpoint_bytes() > budget / 2 && drop_oldest()) {
  }
}

}  // namespace innards
