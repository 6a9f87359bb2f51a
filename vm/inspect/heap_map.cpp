// Reads the allocator's own lists. A pool's blocks are looked into only when the pool is told block by block.
#include "inspect/heap_map.h"

#include <algorithm>
#include <cstddef>

#include "heap/heap_walk.h"
#include "heap/large_blocks.h"
#include "inspect/reader.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/list.h"
#include "object/tuple.h"

namespace innards {

const BlockLookRow& block_look_row(BlockLook look) {
  static const BlockLookRow kRows[] = {
#define BLOCK_LOOK(Name, id, english, chinese, help, chinese_help) {id, english, chinese, help, chinese_help},
#include "inspect/block_looks.def"
#undef BLOCK_LOOK
  };
  return kRows[static_cast<int>(look)];
}

namespace inspect {

namespace {

constexpr uint64_t kHeap = kArenaBase + offsetof(Runtime, heap);
constexpr uint64_t kObjects = kArenaBase + offsetof(Runtime, objects);
constexpr size_t kMostLarge = 300;
constexpr int kTouchedToo = 2;   // so many times the pools of a class, where the last step changed something in them

using Waiting = std::unordered_set<uint64_t>;   // addresses of blocks in free lists

// ---- free lists

struct FreeLists {
  std::vector<FreeListRow> rows;
  Waiting blocks;

  void add(const char* name, int64_t most, int64_t count) {
    if (count > 0) rows.push_back({name, count, most});
  }
  template <class T>
  void array(const char* name, const T* objects, int64_t most, int64_t count, uint64_t before) {
    add(name, most, count);
    for (int64_t i = 0; i < count && i < most; ++i) blocks.insert(objects[i].bits() - before);
  }
};

constexpr int64_t kMostFreeFloats = 100, kMostFreeTuples = 2000;

void read_tuples(const Memory& memory, const TupleState& state, FreeLists& out) {
  int64_t count = 0;
  for (const Ptr<TupleObject>& first : state.free_list) {
    uint64_t at = first.bits();
    for (int64_t n = 0; at && n < kMostFreeTuples; ++n, ++count) {
      out.blocks.insert(at - sizeof(GCHead));
      at = memory.read<uint64_t>(at + offsetof(TupleObject, ob_item));
    }
  }
  out.add("tuple", kMostFreeTuples * 20, count);
}

void read_floats(const Memory& memory, FreeLists& out) {
  const NumberState state = memory.read<NumberState>(kObjects + offsetof(ObjectState, number));
  uint64_t at = state.float_free_list.bits();
  for (int64_t n = 0; at && n < kMostFreeFloats; ++n) {
    out.blocks.insert(at);
    at = memory.read<uint64_t>(at + offsetof(Object, ob_type));
  }
  out.add("float", kMostFreeFloats, state.float_free_count);
}

FreeLists read_free_lists(const Memory& memory) {
  FreeLists out;
  const ContainerState c = memory.read<ContainerState>(kObjects + offsetof(ObjectState, containers));
  const WaitingState w = memory.read<WaitingState>(kObjects + offsetof(ObjectState, waiting));
  read_floats(memory, out);
  read_tuples(memory, c.tuple, out);
  out.array("list", c.list.free_list, 80, c.list.numfree, sizeof(GCHead));
  out.array("dict", c.dict.free_list, 80, c.dict.numfree, sizeof(GCHead));
  out.array("dict keys", c.dict.keys_free_list, 80, c.dict.keys_numfree, 0);
  out.array("slice", &c.slice.cache, 1, c.slice.cache.bits() ? 1 : 0, sizeof(GCHead));
  out.array("async_generator_wrapped_value", w.async_gen_values.objects, 80, w.async_gen_values.count, sizeof(GCHead));
  out.array("async_generator_asend", w.async_gen_asends.objects, 80, w.async_gen_asends.count, sizeof(GCHead));
  out.array("Context", w.contexts.objects, 255, w.contexts.count, sizeof(GCHead));
  return out;
}

// ---- what lies in a block

BlockLook look_of(const TypeInfo& t) {
  if (t.flags & kTpTypeSubclass) return BlockLook::Class;   // of the object's type: it is a metaclass
  if (t.exception) return BlockLook::Instance;
  switch (t.kind) {
    case Kind::kInt: case Kind::kBool: case Kind::kFloat: case Kind::kComplex: case Kind::kRange: return BlockLook::Number;
    case Kind::kStr: case Kind::kBytes: case Kind::kBytearray: return BlockLook::Text;
    case Kind::kModule: return BlockLook::Class;
    case Kind::kFunction: case Kind::kMethod: case Kind::kBuiltinFunction: case Kind::kMethodDescriptor: case Kind::kWrapperDescriptor:
    case Kind::kCode: case Kind::kGenerator: case Kind::kCoroutine: case Kind::kAsyncGenerator: case Kind::kFrame: return BlockLook::Function;
    case Kind::kList: case Kind::kTuple: case Kind::kDict: case Kind::kSet: case Kind::kFrozenSet: case Kind::kCell: return BlockLook::Container;
    default: return BlockLook::Instance;
  }
}

// Of most pools only the head is read, and of large blocks only the largest are kept: what lies in the blocks is looked at
// last, and only where it is told. So a whole heap is read in one go: of a gigabyte there are 65,536 heads of pools at most,
// or two million of large blocks, each a read of one word or two.
class Mapper {
 public:
  Mapper(const Memory& memory, const HeapAsk& ask, const BlockSet& before, const BlockChanges& changes)
      : memory_(memory), reader_(memory), ask_(ask), before_(before), changes_(changes) {}

  HeapRows run();

 private:
  // What is known of a pool without a look at its blocks.
  struct Pool {
    PoolRow row;
    uint32_t size_class = 0, next_offset = 0;
    bool touched = false;         // something happened in it
    bool selected = false;        // the selected object lies in it
    uint64_t first_free = 0;      // of the blocks that were given back
    std::vector<bool> free_list;  // which these are, once they were looked through
  };

  void read_heads();
  void read_arena(uint64_t unit, const UnitInfo& info);
  void read_segment(uint64_t unit, const UnitInfo& info);
  bool read_pool(uint64_t address);
  void read_free_blocks(Pool& pool);
  uint32_t own_blocks(Pool& pool);
  void add_large(HeapBlockRow row);
  void sort_large();
  void choose_pools();
  void tell_pool(Pool& pool);
  void append(PoolRow& pool, const HeapBlockRow& row, bool fold);
  HeapBlockRow block(uint64_t address, uint64_t size, bool in_use, bool before);
  void look_into(HeapBlockRow& row);
  void find_owners();
  void count_changes();
  void add_gone(uint64_t address, uint64_t size);
  SizeClassRow& size_class(uint32_t size);

  const Memory& memory_;
  Reader reader_;
  const HeapAsk& ask_;
  const BlockSet& before_;
  const BlockChanges& changes_;
  FreeLists free_lists_;
  HeapRows rows_;
  std::vector<Pool> pools_;
  std::unordered_set<uint64_t> touched_;   // pools in which the last step changed anything
  std::unordered_map<uint64_t, uint32_t> waiting_;   // how many blocks of a pool wait in free lists
};

SizeClassRow& Mapper::size_class(uint32_t size) {
  auto it = std::lower_bound(rows_.classes.begin(), rows_.classes.end(), size, [](const SizeClassRow& c, uint32_t s) { return c.size < s; });
  if (it == rows_.classes.end() || it->size != size) it = rows_.classes.insert(it, SizeClassRow()), it->size = size;
  return *it;
}

Change change_in(const BlockChanges& changes, uint64_t block) {
  auto it = changes.blocks.find(block);
  return it == changes.blocks.end() ? Change::Same : it->second.change;
}

bool Mapper::read_pool(uint64_t address) {
  const PoolHeader header = memory_.read<PoolHeader>(address);
  // A pool whose last block went with this step is still told.
  if (header.szidx >= kSizeClasses || (header.ref_count == 0 && !touched_.count(address))) return false;
  const uint32_t size = (header.szidx + 1) * static_cast<uint32_t>(kBlockAlignment);
  Pool pool;
  pool.row.address = address;
  pool.row.used = header.ref_count;
  pool.row.room = static_cast<uint32_t>((kPoolSize - sizeof(PoolHeader)) / size);
  pool.size_class = size;
  pool.next_offset = header.nextoffset;
  pool.first_free = header.freeblock;
  pool.row.own = own_blocks(pool);
  rows_.own += pool.row.own;
  pool.touched = touched_.count(address) > 0;
  pool.selected = ask_.selected > address && ask_.selected < address + kPoolSize;
  pools_.push_back(std::move(pool));
  return header.ref_count > 0;
}

void Mapper::read_free_blocks(Pool& pool) {
  if (!pool.free_list.empty()) return;
  pool.free_list.assign(pool.row.room, false);
  const uint64_t address = pool.row.address;
  uint64_t at = pool.first_free;
  for (uint32_t n = 0; at > address && at < address + kPoolSize && n < pool.row.room; ++n) {
    const uint64_t block = (at - address - sizeof(PoolHeader)) / pool.size_class;
    if (block < pool.row.room) pool.free_list[block] = true;
    at = memory_.read<uint64_t>(at);
  }
}

// Only where there were blocks before the program began do they have to be looked at one by one.
uint32_t Mapper::own_blocks(Pool& pool) {
  if (!before_.pools.count(pool.row.address)) {
    auto it = waiting_.find(pool.row.address);
    return pool.row.used - std::min(pool.row.used, it == waiting_.end() ? 0 : it->second);
  }
  read_free_blocks(pool);
  uint32_t own = 0;
  for (uint32_t i = 0; i < pool.row.room && sizeof(PoolHeader) + i * uint64_t{pool.size_class} < pool.next_offset; ++i) {
    const uint64_t address = pool.row.address + sizeof(PoolHeader) + i * uint64_t{pool.size_class};
    own += !pool.free_list[i] && !free_lists_.blocks.count(address) && !before_.has(pool.row.address, address);
  }
  return own;
}

void Mapper::read_arena(uint64_t unit, const UnitInfo& info) {
  ArenaRow row{kHeapBase + unit * kUnitSize, kUnitSize, true, 0, info.nfreepools};
  for (uint64_t pool = row.address; pool < row.address + kUnitSize && pool < info.pool_address; pool += kPoolSize) row.pools_used += read_pool(pool);
  rows_.arenas.push_back(row);
}

void Mapper::read_segment(uint64_t unit, const UnitInfo& info) {
  const ArenaRow row{kHeapBase + unit * kUnitSize, uint64_t{info.ntotalpools} * kUnitSize, false, 0, 0};
  rows_.arenas.push_back(row);
  const uint64_t end = row.address + row.size;
  for (uint64_t at = row.address; at < end;) {
    const LargeHeader header = memory_.read<LargeHeader>(at);
    const uint64_t size = large_size(&header), address = at + sizeof(LargeHeader);
    if (size < sizeof(LargeHeader) || size > end - at) return;
    at += size;
    if (!large_in_use(&header)) continue;
    rows_.large_bytes += size;
    HeapBlockRow block;
    block.address = address;
    block.size = size - sizeof(LargeHeader);
    block.before = before_.has(address & ~(kUnitSize - 1), address);
    block.change = change_in(changes_, address);
    rows_.own += !block.before;
    add_large(block);
  }
}

// What the last step changed is told before anything else, then what is larger.
bool tells_more(const HeapBlockRow& a, const HeapBlockRow& b) {
  const bool a_changed = a.change != Change::Same, b_changed = b.change != Change::Same;
  if (a_changed != b_changed) return a_changed;
  return a.size != b.size ? a.size > b.size : a.address < b.address;
}

// Keeps those that are told; the one that tells least is the first of the heap.
void Mapper::add_large(HeapBlockRow row) {
  if (!ask_.everything && row.before && row.change == Change::Same) {
    ++rows_.large_left_out;
    return;
  }
  rows_.large.push_back(std::move(row));
  std::push_heap(rows_.large.begin(), rows_.large.end(), tells_more);
  if (rows_.large.size() <= kMostLarge) return;
  std::pop_heap(rows_.large.begin(), rows_.large.end(), tells_more);
  rows_.large_left_out += rows_.large.back().change != Change::Gone;
  rows_.large.pop_back();
}

void Mapper::sort_large() {
  std::sort(rows_.large.begin(), rows_.large.end(), [](const HeapBlockRow& a, const HeapBlockRow& b) { return a.size != b.size ? a.size > b.size : a.address < b.address; });
  for (HeapBlockRow& row : rows_.large)
    if (row.change != Change::Gone) row.look = BlockLook::Data, look_into(row);
}

HeapBlockRow Mapper::block(uint64_t address, uint64_t size, bool in_use, bool before) {
  HeapBlockRow row;
  row.address = address;
  row.size = size;
  row.change = change_in(changes_, address);
  if (!in_use) return row;
  row.before = before;
  row.look = free_lists_.blocks.count(address) ? BlockLook::Waiting : BlockLook::Data;
  return row;
}

void Mapper::look_into(HeapBlockRow& row) {
  if (row.look != BlockLook::Data) return;
  const HeapBlock found = heap_block_at(memory_, row.address, row.size);
  if (!found.object) return;
  const TypeInfo& type = reader_.info(found.object);
  row.object = found.object;
  row.type = type.name;
  row.look = look_of(type);
}

// Neighbours of which there is nothing to tell become one row.
void Mapper::append(PoolRow& pool, const HeapBlockRow& row, bool fold) {
  if (fold && !pool.blocks.empty()) {
    HeapBlockRow& last = pool.blocks.back();
    const bool waits = row.look == BlockLook::Waiting, last_waits = last.look == BlockLook::Waiting;
    const bool free = row.look == BlockLook::Free, last_free = last.look == BlockLook::Free;
    if (!last.object && last.change == Change::Same && (last.before || last_waits || last_free) && last.before == row.before && waits == last_waits && free == last_free) {
      ++last.run;
      return;
    }
  }
  pool.blocks.push_back(row);
}

void Mapper::tell_pool(Pool& pool) {
  const uint64_t size = pool.size_class;
  read_free_blocks(pool);
  for (uint32_t i = 0; i < pool.row.room; ++i) {
    const uint64_t offset = sizeof(PoolHeader) + i * size, address = pool.row.address + offset;
    const bool in_use = offset < pool.next_offset && !pool.free_list[i];
    HeapBlockRow row = block(address, size, in_use, in_use && before_.has(pool.row.address, address));
    const bool selected = ask_.selected >= address && ask_.selected < address + size;
    const bool fold = !ask_.everything && !selected && row.change == Change::Same && (row.before || row.look == BlockLook::Waiting || row.look == BlockLook::Free);
    if (!fold) look_into(row);
    append(pool.row, row, fold);
  }
}

// Which pools are told block by block: those in which something happened, and the first ones of each size class that hold
// anything of the program.
void Mapper::choose_pools() {
  for (Pool& pool : pools_) {
    SizeClassRow& c = size_class(pool.size_class);
    ++c.pools;
    c.used += pool.row.used;
    c.room += pool.row.room;
    c.own += pool.row.own;
    const bool wanted = ask_.everything || pool.row.own > 0;
    const int shown = static_cast<int>(c.shown.size());
    if (pool.selected || (pool.touched && shown < kTouchedToo * ask_.pools_of_class) || (wanted && shown < ask_.pools_of_class)) {
      tell_pool(pool);
      c.shown.push_back(std::move(pool.row));
    } else {
      ++c.pools_left_out;
      c.blocks_left_out += pool.row.used;
    }
  }
}

// A list's items, a dict's table and the like lie in blocks of their own, which say nothing of whose they are: the words of
// every object told are looked through for such an address.
void Mapper::find_owners() {
  std::vector<HeapBlockRow*> data, objects;
  auto sort_out = [&](HeapBlockRow& b) {
    if (b.run == 1 && b.look == BlockLook::Data) data.push_back(&b);
    else if (b.object) objects.push_back(&b);
  };
  for (SizeClassRow& c : rows_.classes)
    for (PoolRow& pool : c.shown)
      for (HeapBlockRow& b : pool.blocks) sort_out(b);
  for (HeapBlockRow& b : rows_.large) sort_out(b);
  auto by_address = [](const HeapBlockRow* a, const HeapBlockRow* b) { return a->address < b->address; };
  std::sort(data.begin(), data.end(), by_address);
  for (const HeapBlockRow* o : objects) {
    for (uint64_t at = o->address; at + 8 <= o->address + std::min<uint64_t>(o->size, 1024); at += 8) {
      const uint64_t word = memory_.read<uint64_t>(at);
      if (word < kHeapBase || word >= kArenaBase + kArenaSize) continue;
      auto it = std::upper_bound(data.begin(), data.end(), word, [](uint64_t w, const HeapBlockRow* b) { return w < b->address; });
      if (it == data.begin() || word >= (*--it)->address + (*it)->size || (*it)->object) continue;
      (*it)->object = o->object;
      (*it)->type = o->type;
    }
  }
}

// A large block that went has left nothing to be read.
void Mapper::add_gone(uint64_t address, uint64_t size) {
  HeapBlockRow row;
  row.address = address;
  row.size = size;
  row.change = Change::Gone;
  add_large(row);
}

void Mapper::count_changes() {
  std::unordered_map<uint64_t, Pool*> by_address;
  for (Pool& pool : pools_) by_address[pool.row.address] = &pool;
  for (const auto& [block, what] : changes_.blocks) {
    const bool out = what.change != Change::Gone, back = what.change != Change::Added;
    rows_.handed_out += out;
    rows_.given_back += back;
    auto it = by_address.find(block & ~(kPoolSize - 1));
    if (it == by_address.end()) {
      if (!out) add_gone(block, what.size);
      continue;
    }
    SizeClassRow& c = size_class(it->second->size_class);
    c.handed_out += out;
    c.given_back += back;
  }
  rows_.came_and_went = changes_.came_and_went;
}

void Mapper::read_heads() {
  const uint64_t top = std::min(kHeapUnits, memory_.read<uint64_t>(kHeap + offsetof(HeapState, units_top)));
  for (uint64_t unit = 0; unit < top; ++unit) {
    const UnitInfo info = memory_.read<UnitInfo>(kHeap + offsetof(HeapState, units) + unit * sizeof(UnitInfo));
    if (info.kind == UnitKind::kArena) read_arena(unit, info);
    if (info.kind == UnitKind::kSegment) read_segment(unit, info);
  }
}

HeapRows Mapper::run() {
  free_lists_ = read_free_lists(memory_);
  for (uint64_t block : free_lists_.blocks) ++waiting_[block & ~(kPoolSize - 1)];
  for (const auto& [block, what] : changes_.blocks) touched_.insert(block & ~(kPoolSize - 1));
  rows_.limit = memory_.read<uint64_t>(kHeap + offsetof(HeapState, limit));
  rows_.blocks = memory_.read<uint64_t>(kHeap + offsetof(HeapState, blocks_in_use));
  read_heads();
  count_changes();
  choose_pools();
  sort_large();
  find_owners();
  rows_.free_lists = std::move(free_lists_.rows);
  return std::move(rows_);
}

struct Gather {
  const Waiting& waiting;
  BlockSet set;
};

void gather(const HeapBlock& block, void* arg) {
  Gather& g = *static_cast<Gather*>(arg);
  if (g.waiting.count(block.address)) return;
  g.set.blocks.insert(block.address);
  const uint64_t unit = block.large ? kUnitSize : kPoolSize;
  g.set.pools.insert(block.address & ~(unit - 1));
}

}  // namespace

BlockSet blocks_in_use(const Memory& memory) {
  const FreeLists free_lists = read_free_lists(memory);
  Gather g{free_lists.blocks, {}};
  heap_walk(memory, gather, &g);
  return std::move(g.set);
}

HeapRows heap_map(const Memory& memory, const HeapAsk& ask, const BlockSet& before, const BlockChanges& changes) {
  return Mapper(memory, ask, before, changes).run();
}

}  // namespace inspect
}  // namespace innards
