// Branches: the runs of one program that a person has made: the first, and those with another answer, other arguments, other
// input or another text. One of them is shown. All are sessions of their own; those that branched off at an answer share what
// is recorded before it. When memory is short, the recordings looked at longest ago are dropped: such a run is made again,
// exactly as it was, when somebody goes to it. It stands apart from the session because that knows only its own run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "session/session.h"

namespace innards {

enum class BranchBy : uint8_t { First, Answer, Arguments, Input, Text, Again };

struct BranchRow {
  int number = 1;                // from 1, as they were made
  BranchBy by = BranchBy::First;
  size_t answer = 0;             // by Answer: which one, from 1
  std::string what;              // by Answer: the answer; by Arguments: they
  int of = 0;                    // the run that it was made from; 0: none
  uint64_t shared = 0;           // steps that both have in common
  uint64_t steps = 0;            // recorded
  bool shown = false, recording = false;
  bool kept = true;              // false: its recording was dropped to make room
};

// A run with the program by which it is made again.
struct KeptBranch {
  BranchRow row;
  Program program;
  uint64_t cursor = 0;
};

// Whether a program would find otherwise what a run has asked for among its own files: another text, a module that was not
// there, another name in a folder. Which texts are being edited says nothing: one that was saved is the same text. The
// library is the same for all.
bool finds_otherwise(const Program& then, const Session& ran);

class Branches {
 public:
  Branches();
  ~Branches();

  // Forgets all; `session` is the first run of a program, or null.
  void begin(std::unique_ptr<Session> session);
  // One more, made from the one that is shown; it is shown from now on. By what, is said by `row` (by, answer, what, shared).
  Session* add(std::unique_ptr<Session> session, BranchRow row);
  // The same in the place of the one that is shown, whose recording goes.
  Session* replace(std::unique_ptr<Session> session);
  // Shows another. Null with a problem when it must be made again and cannot be. One that is made again may still have to be
  // recorded up to `cursor`, where it was left.
  Session* show(int number, uint64_t& cursor, ProgramError& error);

  Session* shown() const;
  int shown_number() const { return shown_; }
  // None when there is only the first run.
  std::vector<BranchRow> rows() const;
  // How many steps two of them have in common.
  uint64_t shared(int one, int other) const;
  // All of them, for a file; and those of a file beside the first run, which is `shown` in their list. They are made again when
  // somebody goes to them.
  std::vector<KeptBranch> kept() const;
  void join(BranchRow shown, std::vector<KeptBranch> others);
  // The sessions that are there, by number; null: dropped.
  const Session* session(int number) const;
  // Drops recordings until those that are not shown leave half the budget to the one that is. Once in a while, and when
  // nobody uses the others any more.
  void thin(uint64_t budget = uint64_t{256} << 20);

  static constexpr size_t kMostKept = 8, kMostListed = 30;

 private:
  struct Branch;
  Branch* find(int number) const;
  bool drop_oldest();
  void forget_oldest();
  std::vector<std::unique_ptr<Branch>> all_;
  int shown_ = 0, made_ = 0;
  uint64_t uses_ = 0;
};

}  // namespace innards
