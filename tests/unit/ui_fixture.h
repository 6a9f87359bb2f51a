// A made-up view for tests of the panels: one moment of a small program, written by hand, so that the panels can be tested
// without the machine.
#pragma once

#include <string>
#include <vector>

#include "session/view.h"

namespace innards {

class FixtureView : public View {
 public:
  FixtureView();
  bool has(Knows what) const override { return knows_all || what == Knows::Eval; }
  std::string title() const override { return "bank.py"; }
  uint64_t first_step() const override { return 0; }
  uint64_t last_step() const override { return 98310; }
  bool recording() const override { return false; }
  uint64_t cursor() const override { return moment_.step; }
  void seek(uint64_t step) override { moment_.step = step > 98310 ? 98310 : step; }
  bool step(Direction direction) override {
    const uint64_t before = moment_.step;
    if (direction == Direction::Forward) seek(before + 1);
    else seek(before - (before > 0));
    return moment_.step != before;
  }
  const Moment& moment() override { return moment_; }
  const CodeRows* code(ObjectId id) override { return id == code_.id ? &code_ : nullptr; }
  std::vector<SourceRow> source(const std::string&) override { return source_; }
  std::vector<std::string> files() const override { return {"bank.py"}; }
  std::vector<FieldRow> bytes(ObjectId id) override;
  std::vector<HolderRow> holders(ObjectId id) override;
  StepRow this_step() override { return step_; }
  std::vector<StripBucket> strip(uint64_t from, uint64_t to, int buckets) override;
  std::vector<OutputRow> output() const override { return output_; }
  std::optional<int> exit_status() const override { return 0; }

  bool knows_all = true;
  Moment moment_;
  CodeRows code_;
  StepRow step_;
  std::vector<SourceRow> source_;
  std::vector<OutputRow> output_;
};

}  // namespace innards
