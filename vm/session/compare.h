// Comparing: two moments of one run (what appeared, vanished, changed), or two programs that stand side by side and are
// stepped together. No graphics: rows come out, and the text made of them, which panels and the command line share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "session/session.h"

namespace innards {

// ---- two moments

enum class ComparePart : uint8_t { Place, Frame, Global, Local, Stack, Object, Refcount, Output, kCount };

struct CompareRow {
  ComparePart part = ComparePart::Place;
  Change change = Change::Same;            // Added: only at the later moment; Gone: only at the earlier one
  std::string where;                       // fib: n; stack[2] of fib; list
  ValueRow before, after;                  // of a place, frame or output only their text
  ObjectId object = 0;                     // what a click selects; at the moment that has it
};

struct CompareRows {
  uint64_t from = 0, to = 0;               // the earlier and the later step
  bool identities_known = false;           // an address used again was told from the object before it
  std::vector<CompareRow> rows;            // by part
  int64_t count(ComparePart part) const;
};

// What differs between two moments. `born`: addresses (sorted) at which an object or frame began between them; an object
// found at such an address at both moments is two objects.
std::vector<CompareRow> compare_moments(const Moment& before, const Moment& after, const std::vector<uint64_t>& born);
// The same for two steps of a run, in either order, with what was printed between them. The cursor comes back.
CompareRows compare_steps(View& view, uint64_t one, uint64_t other);

const Told& compare_part_title(ComparePart part);
std::string compare_text(const CompareRows& rows, bool chinese);

// ---- two programs

struct BesideRow {
  Told what;                               // line, instruction, stack[1], a name
  std::string left, right;                 // empty: there is none
  ObjectId left_object = 0, right_object = 0;
  bool differs = false;
};

// Both code objects that run, instruction by instruction; -1: the other side has none like it here.
struct BesideInstruction {
  int left = -1, right = -1;               // indexes into the instructions
  bool differs = false;
};

struct BesideRows {
  uint64_t left_step = 0, right_step = 0;
  std::vector<BesideRow> rows;
  CodeRows left_code, right_code;          // their instructions only
  int left_at = -1, right_at = -1;         // which one is about to run
  std::vector<BesideInstruction> instructions;
  int differing() const;
};

// How two programs stand at their cursors.
BesideRows compare_programs(View& left, View& right);
// Which instructions go together: the longest common sequence, by name and argument.
std::vector<BesideInstruction> align_instructions(const std::vector<InstrRow>& left, const std::vector<InstrRow>& right);

std::string beside_text(const BesideRows& rows, const std::string& left_title, const std::string& right_title, bool chinese);

}  // namespace innards
