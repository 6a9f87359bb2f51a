// When each object of a run was made, for the age of all that are there at a moment.
#include <algorithm>
#include <unordered_map>

#include "session/run_query.h"

namespace innards {

namespace {

class BirthQuery : public RunQuery {
 public:
  explicit BirthQuery(LiveSession& session) : RunQuery(session, probe_bit(ProbeKind::kBorn)) {}

  // An address is used again and again: the last one before the moment is meant.
  std::optional<uint64_t> made(ObjectId object, uint64_t at) const {
    if (at > known_to()) return std::nullopt;
    const auto known = steps_.find(object);
    if (known == steps_.end()) return std::nullopt;
    const auto after = std::lower_bound(known->second.begin(), known->second.end(), at);
    return after == known->second.begin() ? std::nullopt : std::optional(*(after - 1));
  }
  uint64_t known_to() const { return full() ? last_ : heard_to(); }
  bool full() const override { return heard_ >= kMostBirths; }

 private:
  static constexpr uint64_t kMostBirths = 8'000'000;   // 64 MiB of steps
  void hear(const ProbeEvent& e) override {
    steps_[e.a].push_back(e.step);
    last_ = e.step;
    if (++heard_ >= kMostBirths) finish();
  }

  std::unordered_map<ObjectId, std::vector<uint64_t>> steps_;   // in rising order
  uint64_t heard_ = 0, last_ = 0;
};

class RunBirths : public Births {
 public:
  explicit RunBirths(LiveSession& session) : query_(session) {}
  bool work(double milliseconds) override { return query_.work(milliseconds); }
  std::optional<uint64_t> made(ObjectId object, uint64_t at) const override { return query_.made(object, at); }
  uint64_t known_to() const override { return query_.known_to(); }

 private:
  BirthQuery query_;
};

}  // namespace

std::unique_ptr<Births> LiveSession::births() { return std::make_unique<RunBirths>(*this); }

}  // namespace innards
