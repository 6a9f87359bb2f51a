// The panels about memory: the heap map, the collector, the life of an object. Their rows are held against the heap walk,
// the collector's own numbers and one another.
#include <algorithm>

#include "heap/heap_walk.h"
#include "recorded.h"
#include "ui_headless.h"

namespace innards::ui {
namespace {

struct Recorded : HeadlessScreen {
  explicit Recorded(const std::string& source) : session(recorded(source)) { ui.view = ui.session = session.get(); }
  ~Recorded() { ui.life.query.reset(); }
  void at(const char* place) { go(*session, place); }
  ObjectId global(const std::string& name) {
    for (const LocalRow& local : session->moment().frames.at(0).locals)
      if (local.name == name) return local.value.id;
    return 0;
  }
  std::unique_ptr<Session> session;
};

uint64_t told_blocks(const HeapRows& rows) {
  uint64_t n = rows.large_left_out;
  for (const HeapBlockRow& b : rows.large) n += b.change != Change::Gone;
  for (const SizeClassRow& c : rows.classes) n += c.used;
  return n;
}

const HeapBlockRow* find_block(const HeapRows& rows, ObjectId id) {
  for (const SizeClassRow& c : rows.classes)
    for (const PoolRow& pool : c.shown)
      for (const HeapBlockRow& b : pool.blocks)
        if (b.run == 1 && b.object == id && b.look != BlockLook::Data) return &b;
  for (const HeapBlockRow& b : rows.large)
    if (b.object == id && b.look != BlockLook::Data) return &b;
  return nullptr;
}

}  // namespace

TEST(UiHeap, EveryBlockIsCountedOnce) {
  Recorded run("import gc\nkeep = [str(i) * 200 for i in range(300)]\nprint(len(keep))\n");
  for (const char* place : {"start", "line 2", "line 3", "end"}) {
    run.at(place);
    for (bool everything : {false, true}) {
      HeapAsk ask;
      ask.everything = everything;
      ask.pools_of_class = everything ? 1000 : 6;
      const auto rows = run.session->heap(ask);
      EXPECT_EQ(told_blocks(*rows), rows->blocks) << place;
      for (const SizeClassRow& c : rows->classes) {
        EXPECT_EQ(c.pools, c.shown.size() + c.pools_left_out);
        uint64_t used = c.blocks_left_out;
        for (const PoolRow& pool : c.shown) {
          uint32_t in_pool = 0, all = 0;
          for (const HeapBlockRow& b : pool.blocks) all += b.run, in_pool += b.look == BlockLook::Free ? 0 : b.run;
          EXPECT_EQ(in_pool, pool.used) << c.size;
          EXPECT_EQ(all, pool.room) << c.size;
          used += pool.used;
        }
        EXPECT_EQ(used, c.used) << c.size;
      }
    }
  }
}

TEST(UiHeap, ObjectsOfTheProgramAreToldWithWhatTheyHold) {
  Recorded run("class Node:\n    pass\na = [1.5, 'x' * 100, {'k': Node()}]\nb = 1\n");
  run.at("line 4");
  const auto rows = run.session->heap({});
  int found = 0;
  for (const ObjectRow& o : run.session->moment().objects) {
    const HeapBlockRow* block = find_block(*rows, o.value.id);
    if (!block) continue;
    ++found;
    EXPECT_EQ(block->type, o.value.type);
  }
  EXPECT_GE(found, 4);
  const ObjectId list = run.global("a");
  ASSERT_TRUE(find_block(*rows, list));
  EXPECT_EQ(find_block(*rows, list)->look, BlockLook::Container);
  bool items = false;
  for (const SizeClassRow& c : rows->classes)
    for (const PoolRow& pool : c.shown)
      for (const HeapBlockRow& b : pool.blocks) items |= b.look == BlockLook::Data && b.object == list;
  EXPECT_TRUE(items) << "the list's array says whose it is";
}

TEST(UiHeap, TheLastStepIsMarkedAsTheHeapDiffers) {
  Recorded run("a = [1, 2, 3]\nb = 'x' * 1000\ndel a\nc = (b, b)\n");
  auto in_use = [&](uint64_t step) {
    run.session->seek(step);
    HeapAsk ask;
    ask.everything = true;
    ask.pools_of_class = 1000;
    std::vector<uint64_t> out;
    const auto rows = run.session->heap(ask);
    for (const SizeClassRow& c : rows->classes)
      for (const PoolRow& pool : c.shown)
        for (const HeapBlockRow& b : pool.blocks)
          if (b.look != BlockLook::Free) out.push_back(b.address);
    for (const HeapBlockRow& b : rows->large)
      if (b.change != Change::Gone) out.push_back(b.address);
    std::sort(out.begin(), out.end());
    return out;
  };
  std::vector<uint64_t> before = in_use(0);
  for (uint64_t step = 1; step <= run.session->last_step(); ++step) {
    std::vector<uint64_t> now = in_use(step), came, went;
    std::set_difference(now.begin(), now.end(), before.begin(), before.end(), std::back_inserter(came));
    std::set_difference(before.begin(), before.end(), now.begin(), now.end(), std::back_inserter(went));
    HeapAsk ask;
    ask.everything = true;
    ask.pools_of_class = 1000;
    const auto rows = run.session->heap(ask);
    EXPECT_EQ(static_cast<int64_t>(rows->handed_out) - rows->given_back, static_cast<int64_t>(came.size()) - static_cast<int64_t>(went.size())) << step;
    EXPECT_GE(rows->handed_out, came.size()) << step;
    before = std::move(now);
  }
}

TEST(UiHeap, ItIsDrawnInBothWays) {
  Recorded run("keep = [object() for i in range(5000)]\nbig = [[0] * 1000 for i in range(50)]\nx = 1\n");
  run.at("line 3");
  bring_up(run.ui.layout, Panel::Heap);
  for (bool everything : {false, true}) {
    run.ui.heap_everything = everything;
    run.ui.selected.object = run.global("keep");
    run.frames(2);
    EXPECT_NE(panel_text(run.ui, Panel::Heap).find("iiiiii"), std::string::npos);
  }
}

TEST(UiGc, ACollectionIsToldWithWhatItFound) {
  Recorded run("import gc\ngc.disable()\nclass Node:\n    def __del__(self): pass\na = Node(); b = Node()\na.other = b; b.other = a\ndel a, b\nn = gc.collect()\nx = 2\n");
  run.at("line 8");
  auto rows = run.session->gc();
  EXPECT_FALSE(rows->enabled);
  EXPECT_EQ(rows->generation, -1);
  EXPECT_EQ(rows->generations[2].collections, 0);
  EXPECT_NE(panel_text(run.ui, Panel::Gc).find("Node"), std::string::npos) << "garbage, and not freed yet";
  run.at("call __del__");
  EXPECT_TRUE(run.session->gc()->collecting);
  EXPECT_EQ(run.session->gc()->found.size(), 2u) << "it can be told from inside a finalizer";
  std::string error;
  const uint64_t after = *run.session->find_place("line 9", error);
  int nodes = 0;
  for (uint64_t step = after; step > 0 && nodes == 0; --step) {   // the step in which the collection ended
    run.session->seek(step);
    rows = run.session->gc();
    for (const ValueRow& v : rows->found) nodes += v.type == "Node";
  }
  EXPECT_EQ(nodes, 2);
  EXPECT_EQ(rows->generation, 2);
  EXPECT_EQ(rows->generations[2].collections, 1);
  EXPECT_EQ(rows->generations[2].collected, 2);
  bring_up(run.ui.layout, Panel::Gc);
  run.frames(2);
}

TEST(UiLife, TheStairAgreesWithEveryMoment) {
  Recorded run("def f(x):\n    return [x, x]\na = {1.5}\nb = f(a)\nc = a\ndel b, c\na = None\ny = 3\n");
  run.at("line 4");
  const ObjectId id = run.global("a");
  run.ui.selected.object = id;
  const std::string twin = panel_text(run.ui, Panel::Life);
  EXPECT_NE(twin.find("made at"), std::string::npos) << twin;
  EXPECT_NE(twin.find("freed at"), std::string::npos) << twin;
  EXPECT_NE(twin.find("BUILD_SET"), std::string::npos) << twin;
  const std::vector<WriteRow> rows = run.ui.life.query->answers();
  std::string error;
  const uint64_t from = *run.session->find_place("line 4", error), to = *run.session->find_place("line 7", error);
  for (uint64_t step = from; step <= to; ++step) {
    run.session->seek(step);
    int64_t said = 0, count = 0;
    for (const WriteRow& r : rows)
      if (r.step < step) said = r.after.refcount;
    for (const ObjectRow& o : run.session->moment().objects)
      if (o.value.id == id) count = o.value.refcount;
    EXPECT_EQ(said, count) << step;
  }
  bring_up(run.ui.layout, Panel::Life);
  run.frames(2);
}

}  // namespace innards::ui
