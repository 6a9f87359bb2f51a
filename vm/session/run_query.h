// RunQuery: what all questions over the run have in common: a replay of the recording with the probe on a few events, in
// slices, which goes on where it was when the recording has grown. Not for includes outside vm/session.
#pragma once

#include <deque>

#include "run/excursion.h"
#include "session/question.h"
#include "session/search.h"

namespace innards {

// Where a frame stands: function, line, instruction.
struct CodePlace {
  std::string where, filename, instruction;
  int line = 0;
};
// The same as addresses, which can be kept until it is wanted in words.
struct CodePoint {
  uint64_t code = 0;
  int64_t offset = 0;
};
CodePoint point_of_frame(uint64_t frame);
CodePlace place_of(const CodePoint& point);
inline CodePlace place_of_frame(uint64_t frame) { return frame ? place_of(point_of_frame(frame)) : CodePlace(); }
uint64_t live_frame();                         // address of the running frame, 0
ValueRow live_error();                         // the error that is set: Type('text'); native code makes no exception at first
void put_place(WriteRow& row, const CodePlace& place);

class RunQuery : public Query, protected ProbeListener {
 public:
  RunQuery(LiveSession& session, uint64_t mask) : session_(session), mask_(mask) {}

  bool work(double milliseconds) override;
  double progress() const override;
  const std::vector<WriteRow>& answers() const override { return rows_; }
  bool full() const override { return rows_.size() >= kMostAnswers; }

  static constexpr size_t kMostAnswers = 100000;

 protected:
  // An event of those in the mask; none comes once it is finished.
  virtual void hear(const ProbeEvent& e) = 0;
  // A new answer, at the place of the frame (0: the running one).
  WriteRow& add(const ProbeEvent& e, std::string name, uint64_t frame = 0);
  WriteRow& add(WriteRow row);
  WriteRow* last_row() { return rows_.empty() ? nullptr : &rows_.back(); }
  std::vector<WriteRow>& rows() { return rows_; }
  ValueRow value(ObjectId id);
  // Nothing more will be found.
  void finish();
  // All events before that step have come.
  uint64_t heard_to() const { return replay_ ? replay_->position() : scanned_; }
  // Finds out one thing that listening left open, while the machine sleeps; false when nothing is open.
  virtual bool settle() { return false; }

  LiveSession& session_;
  Memory live_;

 private:
  void on_event(const ProbeEvent& e) override {
    if (!finished_) hear(e);
  }
  void slice(double milliseconds);

  uint64_t mask_, scanned_ = 0, end_ = 0;
  std::unique_ptr<Replay> replay_;
  std::vector<WriteRow> rows_;
  bool finished_ = false;
};

// A list of expressions shown at each answer: those that reading cannot tell are evaluated on a copy afterwards.
struct OpenValue {
  size_t row;                // the answer that waits for it
  uint64_t step, frame;
};

// ---- the queries
std::unique_ptr<Query> ask_writes(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_life(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_made(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_line(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_instruction(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_calls(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_output(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_raises(LiveSession& session, const Question& question);
std::unique_ptr<Query> ask_expression(LiveSession& session, const Question& question);

}  // namespace innards
