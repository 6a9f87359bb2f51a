// Rows of a walk through something that happens inside one step: an exception that looks for its handler, a generator that
// is resumed, a list that grows, a collection. A walk is a sequence of states; each has a sentence and a picture: lanes of
// cells as they stood then. They stand apart from walk_rows.h because those tell where something is looked for, at one
// moment. Plain host-side values that compute nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/rows.h"
#include "inspect/walk_rows.h"

namespace innards {

enum class ProcessKind : uint8_t {
#define PROCESS(Name, id, english, chinese, sentence, chinese_sentence) Name,
#include "inspect/processes.def"
#undef PROCESS
  kCount,                       // none
};

struct ProcessKindRow {
  const char* id;
  Told name, sentence;
};
const ProcessKindRow& process_kind_row(ProcessKind kind);

// A place that holds something: a stack entry, a variable, a place of a list, an object that the collector looks at.
struct ProcessCell {
  std::string label;            // index or name
  ValueRow value;               // no id: `text` stands there, or nothing
  std::string text;
  std::string note;             // a number that belongs to it (gc_refs)
  Change change = Change::Same; // by this state
};

struct ProcessLane {
  Told name, note;
  uint64_t frame = 0;           // of which frame it shows a part
  ObjectId object = 0;          // of which object
  bool current = false;         // this state is about it
  bool faded = false;           // left, suspended, given back
  std::vector<ProcessCell> cells;
  int64_t left_out = 0;         // cells in front of these
};

struct ProcessState {
  Told text;
  WalkEnd end = WalkEnd::GoesOn;   // Found: something that decides; Answers: the good end; Fails: the bad one
  ObjectId code = 0;            // with offset: the instruction that it is about
  int offset = -1;
  ObjectId object = 0;          // that it is about
  std::vector<ProcessLane> lanes;
};

struct ProcessRows {
  ProcessKind kind = ProcessKind::kCount;
  bool from_step = false;       // the instruction about to run does it
  bool just_ran = false;        // the one that ran just before did it
  uint64_t step = 0;            // in which it happens
  Told title;
  std::vector<ProcessState> states;
  int64_t states_left_out = 0;  // before the last state
  std::vector<ProcessKind> kinds;   // all that this step does
};

}  // namespace innards
