// Rows of the heap map and of the collector: memory at one moment, as plain host-side values. Apart from rows.h because
// only two panels look at them, and they are asked for only when somebody does. Nothing here computes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/rows.h"

namespace innards {

// What a block of memory is used for; the list says it in words.
enum class BlockLook : uint8_t {
#define BLOCK_LOOK(Name, id, english, chinese, help, chinese_help) Name,
#include "inspect/block_looks.def"
#undef BLOCK_LOOK
  kCount,
};

struct BlockLookRow {
  const char *id, *english, *chinese, *help, *chinese_help;
};
const BlockLookRow& block_look_row(BlockLook look);

// A block, or, where `run` is above 1, so many blocks side by side that are not told one by one.
struct HeapBlockRow {
  uint64_t address = 0;
  uint64_t size = 0;         // of each
  BlockLook look = BlockLook::Free;
  ObjectId object = 0;       // that lies in the block, or whose data it holds
  std::string type;          // of that object
  bool before = false;       // in use since before the program began
  uint32_t run = 1;
  Change change = Change::Same;   // by the step that led here: Added handed out, Gone given back, Changed both
};

struct PoolRow {
  uint64_t address = 0;
  uint32_t used = 0, room = 0;    // blocks in use, and how many there can be
  uint32_t own = 0;               // of those in use, the program's
  std::vector<HeapBlockRow> blocks;   // in the order of addresses
};

struct SizeClassRow {
  uint32_t size = 0;              // of its blocks, in bytes
  uint32_t pools = 0;
  uint64_t used = 0, room = 0, own = 0;
  uint32_t handed_out = 0, given_back = 0;   // by the step that led here
  std::vector<PoolRow> shown;
  uint32_t pools_left_out = 0;    // pools that are only counted
  uint64_t blocks_left_out = 0;   // blocks in use in them
};

// A 1 MiB unit of pools, or a segment of large blocks.
struct ArenaRow {
  uint64_t address = 0, size = 0;
  bool pools = true;
  uint32_t pools_used = 0, pools_free = 0;
};

// Freed objects of one type that wait to be used again: their blocks are not given back.
struct FreeListRow {
  std::string name;
  int64_t count = 0, most = 0;
};

struct HeapRows {
  std::vector<ArenaRow> arenas;
  std::vector<SizeClassRow> classes;         // those that have pools, smallest first
  std::vector<HeapBlockRow> large;               // blocks above 512 bytes, largest first
  uint64_t large_left_out = 0, large_bytes = 0;
  std::vector<FreeListRow> free_lists;       // those that hold anything
  uint64_t blocks = 0, own = 0;              // in use; the program's among them
  uint64_t limit = 0;                        // of the machine's memory, in bytes
  uint32_t handed_out = 0, given_back = 0;   // by the step that led here
  uint32_t came_and_went = 0;                // blocks that this step took and gave back at once
};

// What of the heap is told block by block.
struct HeapAsk {
  bool everything = false;                   // also what was there before the program began, and free blocks
  int pools_of_class = 6;                    // at most so many pools of a size class
  ObjectId selected = 0;                     // the pool of its block is told always
  bool operator==(const HeapAsk&) const = default;
};

struct GenerationRow {
  int64_t count = 0, threshold = 0;
  int64_t tracked = 0, own = 0;              // objects; the program's among them
  int64_t collections = 0, collected = 0, uncollectable = 0;
};

// An object that a collection looked at, read when it was looked at: it may be gone by now.
struct GcObjectRow {
  ValueRow value;
  int64_t count = 0;                         // references that do not come from inside, as far as they are taken off
  bool reachable = false;                    // held from outside
};

struct GcPhaseRow {
  int phase = 0;                             // GcPhase
  uint64_t step = 0;
  int64_t count = 0;
  std::string text, text_zh;
  std::vector<GcObjectRow> objects;
  int64_t objects_left_out = 0;
};

struct GcRows {
  bool enabled = false, collecting = false;
  GenerationRow generations[3];
  int64_t permanent = 0;                     // set aside by gc.freeze()
  int64_t long_lived_total = 0, long_lived_pending = 0;
  int64_t kept = 0;                          // objects in gc.garbage
  int generation = -1;                       // the collection told here; -1: none is going on, none in the step that led here
  bool begun_earlier = false;                // too long ago to be told from its start
  std::vector<GcPhaseRow> phases;            // of that collection, so far
  std::vector<ValueRow> found;               // what it found unreachable
  int64_t found_left_out = 0;
};

}  // namespace innards
