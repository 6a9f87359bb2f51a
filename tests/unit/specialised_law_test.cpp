// The law of the timeline where instructions are specialised: a run that somebody listens to goes another way through the
// interpreter loop (no shortcuts) and must come to the same states.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "heap/snapshot.h"
#include "law_machine.h"
#include "probe/probe.h"
#include "run/runtime.h"

namespace innards {
namespace {

struct Calls : ProbeListener {
  uint64_t told = 0;
  void on_event(const ProbeEvent& e) override { told += e.kind == ProbeKind::kCall; }
};

struct Run {
  std::vector<uint64_t> hashes;
  std::string output;
  uint64_t calls, calls_told;
};

// At which steps hashes are taken: from one on, so far apart, and at the end.
struct Steps {
  uint64_t from, every;
};

// Runs the program from its beginning.
Run run_of(const std::string& source, bool listened, const Steps& at) {
  LawMachine loaded(source);
  Calls calls;
  if (listened) probe_set(&calls);
  Run run;
  for (uint64_t step = at.from; loaded.machine.run_until(step) == RunState::Stopped; step += at.every) run.hashes.push_back(state_hash());
  run.hashes.push_back(state_hash());
  probe_set(nullptr);
  run.output = loaded.log.text(1) + loaded.log.text(2);
  run.calls = rt().thread.counters.calls;
  run.calls_told = calls.told;
  return run;
}

void expect_same(const std::string& source, const std::string& output, const Steps& at) {
  const Run plain = run_of(source, false, at), listened = run_of(source, true, at);
  ASSERT_EQ(plain.hashes.size(), listened.hashes.size());
  for (size_t i = 0; i < plain.hashes.size(); ++i) ASSERT_EQ(plain.hashes[i], listened.hashes[i]) << "step " << at.from + i * at.every;
  EXPECT_EQ(plain.output, output);
  EXPECT_EQ(listened.output, output);
  EXPECT_EQ(listened.calls_told, listened.calls);
}

// A specialised form, then a flood that takes its name out of the method cache, whose entries own their names, then the form
// again: it must put the name back, as a lookup does.
std::string evicted(const std::string& use) {
  return R"(import sys
class A:
    def __init__(self): self.name_zz = 1
    def method_zz(self): pass
class S:
    __slots__ = 'slot_zz',
    def __init__(self): self.slot_zz = 1
    def plain_zz(self): pass
a, s = A(), S()
def use():
    )" + use + R"(
for i in range(20): use()
class C: pass
c = C()
def flood():
    for i in range(4200):
        C.z = i
        c.z
def counts(): return [sys.getrefcount(n) for n in ('name_zz', 'slot_zz', 'method_zz', 'plain_zz')]
counts()
flood()
out = counts()
use()
print([after - before for after, before in zip(counts(), out)])
)";
}
constexpr Steps kAfterFlood = {40000, 601};

TEST(SpecialisedLaw, AttributeOfAnInstance) { expect_same(evicted("a.name_zz"), "[1, 0, 0, 0]\n", kAfterFlood); }
TEST(SpecialisedLaw, AttributeStored) { expect_same(evicted("a.name_zz = 2"), "[1, 0, 0, 0]\n", kAfterFlood); }
TEST(SpecialisedLaw, Slot) { expect_same(evicted("s.slot_zz"), "[0, 1, 0, 0]\n", kAfterFlood); }
TEST(SpecialisedLaw, MethodBesideValues) { expect_same(evicted("a.method_zz()"), "[0, 0, 1, 0]\n", kAfterFlood); }
TEST(SpecialisedLaw, MethodWithoutDict) { expect_same(evicted("s.plain_zz()"), "[0, 0, 0, 1]\n", kAfterFlood); }

// What is replaced runs code as it goes, which sees the new value, the class and the name.
TEST(SpecialisedLaw, CodeThatRunsInAStore) {
  expect_same(R"(import sys
seen = set()
class Gone:
    def __del__(self):
        seen.add((sys.getrefcount(new), sys.getrefcount(A), sys.getrefcount('x_zz')))
class A: pass
def put(a, list, value):
    a.x_zz = value
    list[0] = value
a, items, new = A(), [0], None
for i in range(20): put(a, items, 1)
new = [1]
for i in range(5):
    a.x_zz = items[0] = Gone()
    put(a, items, new)
    a.x_zz = Gone()
    put(a, items, new)
print(len(seen) > 1)
)",
              "True\n", {200, 11});
}

// The limit of recursion comes at the same place.
TEST(SpecialisedLaw, ComparisonAtTheLimit) {
  for (const char* test : {"n < 0", "n * 1.0 < 0.0", "'b' == 'a'"})
    expect_same(std::string(R"(n = 0
def down(more):
    global n
    n = more
    if )") + test + R"(: return
    down(more + 1)
for i in range(2):
    try: down(0)
    except RecursionError as e: print(e)
)",
                "maximum recursion depth exceeded\nmaximum recursion depth exceeded\n", {13000, 1001});
}

// An unpacking makes an iterator, which may be what brings a collection on, or the first of its size.
TEST(SpecialisedLaw, UnpackingCountsForTheCollector) {
  expect_same(R"(import gc
gc.set_threshold(40)
runs = []
gc.callbacks.append(lambda phase, info: runs.append(phase))
def take(pair):
    a, b = pair
    c, d = pair
kept = []
for i in range(300):
    kept.append([])
    take((i, i))
print(len(runs) > 8)
)",
              "True\n", {1000, 301});
}

// Looking for a form runs nobody's code: a listener would not be told of it.
TEST(SpecialisedLaw, KeysThatRunCode) {
  expect_same(R"(class Key(str):
    asked = 0
    __hash__ = str.__hash__
    def __eq__(self, other):
        Key.asked += 1
        return str.__eq__(self, other)
A = type('A', (), {Key('foo'): 5})
def load(o): return o.foo
a = A()
for i in range(12):
    A.z = i
    load(a)
print(Key.asked)
)",
              "12\n", {50, 7});
}

}  // namespace
}  // namespace innards
