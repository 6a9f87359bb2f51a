// ByteWatch: which of the things that were made from the machine's bytes are still good at another moment. Each has a
// ticket; comparing two checkpoints finds the tickets whose bytes differ, at a cost that goes with what has changed and
// not with how much there is. It knows nothing of objects.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "heap/snapshot.h"
#include "inspect/seen_memory.h"

namespace innards::inspect {

class ByteWatch {
 public:
  using Ticket = uint32_t;                 // 0: of nothing

  Ticket add(ReadLog& read);               // of something made of these bytes; the log is empty afterwards
  bool good(Ticket t) const { return state_[t] == State::Good; }
  void drop(Ticket t);                     // nobody asks for it any more, good or not
  // The tickets whose bytes are not the same in both are not good any more.
  void compare(const Checkpoint& before, const Checkpoint& after);
  void clear();

 private:
  // A ticket's bytes in one page: its words [first, last].
  struct Entry {
    Ticket ticket;
    uint16_t first, last;
  };
  enum class State : uint8_t { Good, Bad, Dropped };
  void add_range(Ticket t, uint64_t from, uint64_t end);
  void look_at(std::vector<Entry>& entries, const unsigned char* before, const unsigned char* after);
  void tidy();

  std::unordered_map<uint64_t, std::vector<Entry>> pages_;   // by address
  std::vector<State> state_{State::Bad};   // by ticket
  std::vector<uint32_t> sizes_{0};         // how many entries a ticket has
  std::vector<Ticket> free_;               // tickets that have no entry any more
  size_t entries_ = 0, dead_ = 0;          // dead: of tickets that are not good
};

}  // namespace innards::inspect
