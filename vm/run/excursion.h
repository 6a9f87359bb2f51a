// Excursion: Python code that is not the program's, run by the machine at the moment where it stands, to answer a question
// of the person who looks. It stands apart from Machine because afterwards the machine is another one (counts, free lists,
// whatever the code has done): who starts an excursion puts the arena back (Timeline::visit). What the code prints is
// caught, and it gets no input. Nothing of it is recorded.
#pragma once

#include <cstdint>
#include <string>

namespace innards {

class Machine;

struct Excursion {
  // what is asked
  std::string expression;
  uint64_t frame = 0;               // address of the frame whose names it sees; 0: the one that runs
  uint64_t most_steps = 2'000'000;  // instructions, then it is given up
  int64_t most_turns = 2'000'000;   // the same of loops in natives (run/native_turns.h)

  // what came of it
  enum class End : uint8_t { NotHere, Value, Error, TooLong };
  End end = End::NotHere;           // NotHere: there is no frame
  bool truth = false;               // of the value
  uint64_t value = 0;               // its address, in the arena as the excursion leaves it
  std::string text;                 // repr() of the value, cut; or the error as its traceback would end
  std::string output;               // what it printed
};

// Host side, while the machine sleeps. Afterwards the arena must be put back.
void machine_excursion(Machine& machine, Excursion& excursion);

// Machine side: what the host has asked for while the machine slept. Called wherever the machine wakes.
void excursion_if_asked();

}  // namespace innards
