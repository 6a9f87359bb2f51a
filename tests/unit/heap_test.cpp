// The allocator, the cycle collector and the heap walk, without a Python program: objects here are nodes with two references.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <vector>

#include "heap/arena.h"
#include "heap/gc.h"
#include "heap/heap.h"
#include "heap/heap_walk.h"
#include "heap/snapshot.h"
#include "probe/probe.h"
#include "run/runtime.h"

namespace {
using namespace innards;

struct Node : Object {
  Ptr<Node> left, right;
};

int node_traverse(Object* o, visitproc* visit, void* arg) {
  for (Object* child : {static_cast<Object*>(static_cast<Node*>(o)->left), static_cast<Object*>(static_cast<Node*>(o)->right)})
    if (child)
      if (int stop = visit(child, arg)) return stop;
  return 0;
}
int node_clear(Object* o) {
  clear_ref(static_cast<Node*>(o)->left);
  clear_ref(static_cast<Node*>(o)->right);
  return 0;
}
void node_dealloc(Object* o) {
  gc_untrack(o);
  node_clear(o);
  gc_del(o);
}
Ptr<Node>& shelf() { return *reinterpret_cast<Ptr<Node>*>(kStaticBase); }  // where a finalizer may save garbage
void node_save(Object* o) { shelf() = static_cast<Node*>(new_ref(o)); }

class Heap : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(arena_reserve(), nullptr);
    arena_reset();
    heap_boot(64 << 20);
    static_alloc(16);
    type_ = TypeSlice;  // any static type serves
    type_->ob_refcnt = kStaticRefcount;
    type_->ob_type = TypeType;
    type_->tp_name = static_text("node");
    type_->tp_basicsize = sizeof(Node);
    type_->tp_flags = kTpHaveGC;
    type_->tp_traverse = node_traverse;
    type_->tp_clear = node_clear;
    type_->tp_dealloc = node_dealloc;
  }
  void TearDown() override { arena_reset(); }
  Node* node(Node* left = nullptr, Node* right = nullptr) {
    Node* n = gc_new_as<Node>(type_);
    n->left = left;
    n->right = right;
    gc_track(n);
    return n;
  }
  TypeObject* type_ = nullptr;
};

TEST_F(Heap, AddressesFollowPymalloc) {
  char* a = static_cast<char*>(mem_alloc(24));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(a), kHeapBase + 48);
  EXPECT_EQ(static_cast<char*>(mem_alloc(32)), a + 32);
  EXPECT_EQ(static_cast<char*>(mem_alloc(17)), a + 64);
  mem_free(a + 32);
  EXPECT_EQ(static_cast<char*>(mem_alloc(30)), a + 32);  // the last freed comes first
  EXPECT_EQ(reinterpret_cast<uintptr_t>(mem_alloc(33)), kHeapBase + kPoolSize + 48);
  EXPECT_EQ(mem_size(a), 32u);
  EXPECT_EQ(rt().heap.blocks_in_use, 4u);
}

TEST_F(Heap, ReallocMovesOnlyWhenItMust) {
  char* a = static_cast<char*>(mem_alloc(60));
  std::memset(a, 'x', 60);
  EXPECT_EQ(mem_realloc(a, 50), a);
  char* b = static_cast<char*>(mem_realloc(a, 16));
  EXPECT_NE(a, b);
  char* c = static_cast<char*>(mem_realloc(b, 5000));
  EXPECT_EQ(c[15], 'x');
  EXPECT_EQ(mem_realloc(c, 900000), c);   // nothing is behind it
  EXPECT_EQ(mem_realloc(c, 9000000), c);  // nor behind its segment
  EXPECT_EQ(c[15], 'x');
  mem_free(c);
  EXPECT_EQ(rt().heap.blocks_in_use, 0u);
  EXPECT_EQ(heap_check(false), "");
}

TEST_F(Heap, TheLimitIsKeptAndFreedMemoryComesBack) {
  std::vector<void*> blocks;
  while (void* b = mem_alloc(100000)) blocks.push_back(b);
  EXPECT_GT(blocks.size(), 500u);
  EXPECT_LE(rt().heap.units_in_use * kUnitSize, uint64_t{64} << 20);
  EXPECT_EQ(mem_alloc(100), nullptr);
  for (void* b : blocks) mem_free(b);
  EXPECT_EQ(heap_check(false), "");
  EXPECT_LE(rt().heap.units_in_use, 1u);
  EXPECT_NE(mem_alloc(100), nullptr);
  EXPECT_EQ(mem_alloc(~size_t{0}), nullptr);
  EXPECT_EQ(mem_alloc(size_t{1} << 40), nullptr);
}

TEST_F(Heap, ARandomLifeKeepsTheBooksRight) {
  std::mt19937 random(7);
  std::vector<std::pair<unsigned char*, size_t>> live;
  for (int i = 0; i < 30000; ++i) {
    const unsigned what = random() % 100;
    if (what < 55 || live.empty()) {
      const size_t size = random() % 10 == 0 ? random() % 200000 : random() % 700;
      unsigned char* b = static_cast<unsigned char*>(mem_alloc(size));
      if (!b) continue;
      std::memset(b, static_cast<int>(size & 255), size);
      live.push_back({b, size});
    } else {
      const size_t pick = random() % live.size();
      auto& [b, size] = live[pick];
      for (size_t k = 0; k < size; k += 97) ASSERT_EQ(b[k], size & 255);
      if (what < 65) {
        const size_t now = random() % 100000;
        unsigned char* moved = static_cast<unsigned char*>(mem_realloc(b, now));
        if (!moved) continue;
        for (size_t k = 0; k < std::min(now, size); k += 97) ASSERT_EQ(moved[k], size & 255);
        std::memset(moved, static_cast<int>(now & 255), now);
        b = moved;
        size = now;
      } else {
        mem_free(b);
        live[pick] = live.back();
        live.pop_back();
      }
    }
    if (i % 3000 == 0) {
      ASSERT_EQ(heap_check(false), "") << i;
    }
  }
  EXPECT_EQ(heap_blocks(Memory()).size(), live.size());
  for (auto& [b, size] : live) mem_free(b);
  EXPECT_EQ(heap_check(false), "");
  EXPECT_EQ(rt().heap.blocks_in_use, 0u);
}

TEST_F(Heap, ReplayAfterRestoreSeesTheSameAddressesAndBytes) {
  auto life = [](unsigned seed) {
    std::mt19937 random(seed);
    std::vector<void*> live;
    for (int i = 0; i < 3000; ++i) {
      if (random() % 3) {
        live.push_back(mem_alloc(random() % 4000));
        *static_cast<int*>(live.back()) = i;
      } else if (!live.empty()) {
        const size_t k = random() % live.size();
        mem_free(live[k]);
        live[k] = live.back();
        live.pop_back();
      }
    }
  };
  life(1);
  CheckpointRef middle = checkpoint_take(nullptr);
  life(2);
  const uint64_t end = state_hash();
  CheckpointRef last = checkpoint_take(middle.get());
  life(3);
  checkpoint_restore(*middle);
  life(2);
  EXPECT_EQ(state_hash(), end);
  life(4);
  checkpoint_restore(*last);
  EXPECT_EQ(state_hash(), end);
}

TEST_F(Heap, ACycleIsFoundAndWhatIsHeldStays) {
  Node* held = node(node(), nullptr);
  Node* a = node();
  Node* b = node(a, nullptr);
  a->left = b;
  incref(a);
  incref(held);
  a->right = held;  // the cycle holds it too
  EXPECT_EQ(heap_check(true), "");
  EXPECT_EQ(gc_collect(2), 0);  // a is still held by the test
  decref(a);
  EXPECT_EQ(gc_collect(0), 0);  // but it has moved to the oldest generation
  EXPECT_EQ(gc_collect(2), 2);
  EXPECT_EQ(held->ob_refcnt, 1);
  decref(held);
  EXPECT_EQ(rt().heap.blocks_in_use, 0u);
  EXPECT_EQ(rt().heap.gc.generation_stats[2].collected, 2);
}

TEST_F(Heap, AFinalizerRunsOnceAndMaySaveTheObject) {
  type_->tp_finalize = node_save;
  Node* a = node();
  a->left = a;
  EXPECT_EQ(gc_collect(2), 0);  // saved
  EXPECT_EQ(shelf().get(), a);
  EXPECT_TRUE(gc_is_finalized(a));
  clear_ref(shelf());
  EXPECT_EQ(gc_collect(2), 1);
  EXPECT_EQ(rt().heap.blocks_in_use, 0u);
}

struct Phases : ProbeListener {
  std::vector<uint64_t> seen;
  void on_event(const ProbeEvent& e) override { seen.push_back(e.a); }
};

TEST_F(Heap, ACollectionTellsItsPhasesInOrder) {
  node()->left = nullptr;
  Phases phases;
  probe_set(&phases, probe_bit(ProbeKind::kGcPhase));
  gc_collect(2);
  probe_set(nullptr);
  ASSERT_FALSE(phases.seen.empty());
  EXPECT_EQ(phases.seen.front(), static_cast<uint64_t>(GcPhase::kStart));
  EXPECT_EQ(phases.seen.back(), static_cast<uint64_t>(GcPhase::kDone));
}

TEST_F(Heap, CollectionsStartByThemselvesAfter700) {
  gc_enable();
  Node* held[900];
  for (Node*& n : held) n = node();
  EXPECT_EQ(rt().heap.gc.generation_stats[0].collections, 1);
  EXPECT_EQ(rt().heap.gc.generations[1].count, 1);
  EXPECT_EQ(rt().heap.gc.generations[0].count, 900 - 701);
  for (Node* n : held) decref(n);
}

TEST_F(Heap, TheWalkFindsObjects) {
  Node* n = node();
  mem_alloc(64);
  int objects = 0;
  for (const HeapBlock& b : heap_blocks(Memory()))
    if (b.object) {
      ++objects;
      EXPECT_EQ(b.object, reinterpret_cast<uintptr_t>(n));
      EXPECT_EQ(b.kind, BlockKind::kGCObject);
      EXPECT_TRUE(b.tracked);
    }
  EXPECT_EQ(objects, 1);
  decref(n);
}

}  // namespace
