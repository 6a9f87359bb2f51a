// Counts the opcodes a program executes and lists every refcount change of one of its objects. Uses only innards.h.
#include <cstdio>
#include <map>
#include <string>

#include "innards.h"

using namespace innards;

struct Counter : ProbeListener {
  std::map<uint64_t, int> opcodes;
  void on_event(const ProbeEvent& e) override { ++opcodes[e.c]; }
};

struct Watcher : ProbeListener {
  uint64_t object = 0;
  void on_event(const ProbeEvent& e) override {
    if (e.a == object)
      std::printf("step %llu: %s, now %llu\n", (unsigned long long)e.step, probe_event_info(e.kind).name, (unsigned long long)e.b);
  }
};

int main() {
  Outside outside;
  Machine machine;
  std::string error;
  if (!machine.boot(&error)) return std::puts(error.c_str()), 1;
  machine.load("a = [1, 2]\nb = a\nc = (a, a)\ndel b, c\n", "example.py", &outside);
  LoadedMachine loaded(machine, outside);
  Timeline timeline(loaded);
  while (timeline.record(100)) {}

  Counter counter;
  timeline.replay_now(0, timeline.head(), counter, probe_bit(ProbeKind::kStep));
  for (auto [opcode, n] : counter.opcodes) std::printf("%3d x opcode %llu\n", n, (unsigned long long)opcode);

  Watcher watcher;
  Moment moment = inspect::moment(timeline.seek(timeline.head() - 2).memory());
  for (const LocalRow& local : moment.frames.at(0).locals)
    if (local.name == "a") watcher.object = local.value.id;
  timeline.replay_now(0, timeline.head(), watcher, probe_bit(ProbeKind::kIncref) | probe_bit(ProbeKind::kDecref));
}
