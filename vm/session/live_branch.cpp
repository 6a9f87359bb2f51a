// A live session's answers, and the same run with another answer: a session of its own that shares what is recorded up to
// where the answer is read.
#include <algorithm>

#include "run/runtime.h"
#include "session/live_machine.h"
#include "session/live_session.h"

namespace innards {

namespace {

std::string without_newline(std::string line) {
  if (!line.empty() && line.back() == '\n') line.pop_back();
  return line;
}

// What a run has met before a step.
void share_differences(const DifferencesMet& from, uint64_t until, DifferencesMet& to) {
  for (int i = 0; i < static_cast<int>(Difference::kCount); ++i)
    for (const DifferencesMet::Meeting& m : from.of(static_cast<Difference>(i)))
      if (m.step < until) to.note(static_cast<Difference>(i), m.step, m.what.c_str());
}

}  // namespace

std::vector<AnswerRow> LiveSession::answers() const {
  std::vector<AnswerRow> rows;
  for (const OutputRow& taken : input_.taken) rows.push_back({taken.step - 1, without_newline(taken.text)});
  return rows;
}

Program LiveSession::recorded() const {
  Program program = program_;
  program.interrupts = outside_.interrupts;
  // Its own modules as they were read, whatever becomes of their files; and those that it was given and has not come to.
  const auto known = [&](const std::string& path) { return std::any_of(program.edited.begin(), program.edited.end(), [&](const EditedFile& e) { return e.path == path; }); };
  for (const auto& [path, text] : outside_.files)
    if ((outside_.library.empty() || !path.starts_with(outside_.library + "/")) && !known(path)) program.edited.push_back({path, text});
  if (stopped_) program.stopped_at = timeline_->head();   // else where it ended before: it is on its way there
  return program;
}

// Files stay as they were read; lines that are read from `until` on come from the program's input.
void LiveSession::take_outside(const LiveSession& trunk, uint64_t until) {
  outside_ = trunk.outside_;
  outside_.file_source = files_to_read();
  outside_.input_source = &input_;
  outside_.output = &output_;
  outside_.input_ended = false;
  input_.ended = program_.input_ends;
  for (const OutputRow& taken : trunk.input_.taken)
    if (taken.step <= until) input_.taken.push_back(taken);
  outside_.input.resize(input_.taken.size());
  for (size_t i = input_.taken.size(); i < program_.input.size(); ++i) input_.waiting.push_back(program_.input[i] + "\n");
  while (!outside_.interrupts.empty() && outside_.interrupts.back().step >= until) outside_.interrupts.pop_back();
  program_.interrupts = outside_.interrupts;
  program_.stopped_at = 0;
}

std::unique_ptr<Session> LiveSession::branch(size_t number, const std::string& line) {
  if (number >= input_.taken.size() || number >= program_.input.size()) return nullptr;
  auto fresh = std::make_unique<LiveSession>();
  fresh->branch_off(*this, number, line);
  return fresh;
}

void LiveSession::branch_off(LiveSession& trunk, size_t number, const std::string& line) {
  const uint64_t until = trunk.input_.taken[number].step - 1;
  program_ = trunk.program_;
  program_.input[number] = line;
  machine_ = trunk.machine_;
  options_ = trunk.options_;
  breakpoints_ = trunk.breakpoints_;
  codes_.set_fixer(this);
  take_outside(trunk, until);
  share_differences(trunk.met_, until, met_);
  output_ = trunk.output_;
  control_ = std::make_unique<SessionMachine>(machine_, outside_, met_);
  timeline_ = std::make_unique<Timeline>(*control_, *trunk.timeline_, until);
  output_.cut(rt().thread.stdout_bytes, rt().thread.stderr_bytes);
}

}  // namespace innards
