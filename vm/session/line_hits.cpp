// How often each line of a run began.
#include "session/run_query.h"

namespace innards {

namespace {

class HitsQuery : public RunQuery {
 public:
  explicit HitsQuery(LiveSession& session) : RunQuery(session, probe_bit(ProbeKind::kLine)) {}

  int64_t of(const std::string& filename, int line) const {
    const auto file = files_.find(filename);
    if (file == files_.end() || line < 0 || static_cast<size_t>(line) >= file->second.size()) return 0;
    return file->second[static_cast<size_t>(line)];
  }

 private:
  using Counts = std::vector<int64_t>;   // by line

  void hear(const ProbeEvent& e) override {
    if (only_enters(e)) return;
    Counts& counts = counts_of(LiveFrame(e.a).rows().filename);
    if (e.c >= counts.size()) counts.resize(e.c + 1);
    ++counts[e.c];
  }

  // Most lines follow another one of their file.
  Counts& counts_of(const std::string& filename) {
    if (!last_ || last_->first != filename) last_ = &*files_.try_emplace(filename).first;
    return last_->second;
  }

  std::unordered_map<std::string, Counts> files_;
  std::pair<const std::string, Counts>* last_ = nullptr;
};

class RunHits : public LineHits {
 public:
  explicit RunHits(LiveSession& session) : query_(session) {}
  bool work(double milliseconds) override { return query_.work(milliseconds); }
  double progress() const override { return query_.progress(); }
  int64_t of(const std::string& filename, int line) const override { return query_.of(filename, line); }

 private:
  HitsQuery query_;
};

}  // namespace

std::unique_ptr<LineHits> LiveSession::line_hits() { return std::make_unique<RunHits>(*this); }

}  // namespace innards
