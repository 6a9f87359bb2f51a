// torture: runs programs in ways that must make no difference, and checks the machine between their steps.
//   torture [--quick] [--moments N] [--stride N] [--only NAME] PROGRAM.py ...
// For each program: the law of the timeline (any moment equals a fresh run to it), checkpoints every 3 steps, forward and
// back after every step, the heap's books and refcounts after every step, a collection at every allocation, tiny memory
// limits, natives that give way in the middle, and the law that no host container lives on the machine's stack where a
// checkpoint can be taken. Strides are chosen so that a program takes seconds. Exit status 1 when anything was wrong.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "host_blocks.h"

#include "heap/gc.h"
#include "heap/snapshot.h"
#include "host_outside.h"
#include "run/machine.h"
#include "run/runtime.h"
#include "timeline/output_log.h"
#include "timeline/timeline.h"
#include "timeline/torture.h"

namespace {

using namespace innards;

std::string g_path;  // the program under torture

// What the program writes is the host's, not the machine's.
struct UnwatchedLog : OutputLog {
  void write(int stream, uint64_t offset, const char* data, uint64_t size) override {
    host_blocks::Pause pause;
    OutputLog::write(stream, offset, data, size);
  }
};

// A machine that has booted and loaded it.
struct Loaded : MachineControl {
  Machine machine;
  Outside outside;
  UnwatchedLog log;
  app::DiskFiles files;
  Loaded() {
    Timeline::release_arena();
    std::string error, source;
    if (!machine.boot(&error) || !files.read(g_path, &source)) {
      std::fprintf(stderr, "torture: %s: %s\n", g_path.c_str(), error.empty() ? "cannot be read" : error.c_str());
      std::exit(2);
    }
    app::prepare_outside(g_path, {}, &outside);
    outside.file_source = &files;
    outside.output = &log;
    machine.load(source, g_path, &outside);
  }
  RunState run_until(uint64_t step, int64_t turns) override { return machine.run_until(step, turns); }
  void activate() override { g_outside = &outside; }
  std::string output() const { return log.text(1) + "\x1f" + log.text(2); }
};

struct Reference {
  uint64_t steps = 0;
  std::string output;
  int status = 0;
};

Reference plain_run() {
  Loaded loaded;
  loaded.machine.run();
  return {loaded.machine.step(), loaded.output(), loaded.machine.exit_status()};
}

struct CountSteps : ProbeListener {
  uint64_t steps = 0;
  void on_event(const ProbeEvent&) override { ++steps; }
};

// Any moment equals a fresh run to it, whichever way it was reached.
std::string check_law(const Reference& reference, int moments) {
  std::mt19937_64 random(reference.steps);
  std::vector<uint64_t> at, hashes;
  for (int i = 0; i < moments; ++i) at.push_back(random() % reference.steps);
  std::sort(at.begin(), at.end());
  for (size_t i = 0; i < at.size(); ++i) {
    Loaded loaded;  // really fresh: not run on from the moment before
    loaded.machine.run_until(at[i]);
    hashes.push_back(state_hash());
  }
  Loaded loaded;
  TimelineOptions options;
  options.least_spacing = 0.3;
  options.spacing_per_scan = 0;
  options.near_spacing = 0.1;
  Timeline timeline(loaded, options);
  while (timeline.record(2)) timeline.seek(random() % (timeline.head() + 1));
  if (timeline.head() != reference.steps) return "recorded it has " + std::to_string(timeline.head()) + " steps";
  if (loaded.output() != reference.output) return "recorded it has another output";
  CountSteps count;
  for (int i = 0; i < 3; ++i) timeline.replay_now(reference.steps / 2, reference.steps, count, probe_bit(ProbeKind::kStep));
  if (count.steps != 3 * (reference.steps - reference.steps / 2)) return "replays to the end have another number of steps";
  for (int round = 0; round < 2; ++round)
    for (size_t n = 0; n < at.size(); ++n) {
      const size_t i = round == 0 ? at.size() - 1 - n : random() % at.size();
      timeline.seek(at[i]);
      timeline.make_live();
      if (state_hash() != hashes[i]) return "the state at step " + std::to_string(at[i]) + " is not that of a fresh run";
    }
  return {};
}

std::string check(const char* name, const Torture& torture, const Reference* same_output) {
  Loaded loaded;
  std::string wrong = torture_run(loaded, torture);
  if (wrong.empty() && same_output && loaded.machine.finished() && loaded.output() != same_output->output) wrong = "another output";
  return wrong.empty() ? wrong : std::string(name) + ": " + wrong;
}

// No host container may be alive on the machine's stack at any moment that can be a checkpoint, those in the middle of a
// native included.
std::string check_host_blocks(uint64_t stride) {
  Loaded loaded;
  host_blocks::Watch watch;
  for (uint64_t step = 0;;) {
    const RunState state = loaded.machine.run_until(step, static_cast<int64_t>(stride) - 1);
    if (state == RunState::Finished) return {};
    const std::string found = host_blocks::find_on_stack();
    if (!found.empty()) return "step " + std::to_string(loaded.machine.step()) + ": " + found;
    if (state != RunState::InNative) step += stride;
  }
}

// Natives give way in the middle, ever more seldom; from there each runs on twice, from the same copy.
std::string check_natives(const Reference& reference) {
  Loaded loaded;
  int64_t turns = 0;
  for (int left = 1; loaded.machine.run_until(UINT64_MAX, turns) == RunState::InNative; ++left) {
    const CheckpointRef here = checkpoint_take(nullptr);
    loaded.machine.run_until(loaded.machine.step() + 1000, turns);
    checkpoint_restore(*here);
    if (left % 200 == 0) turns = 2 * turns + 1;
  }
  if (loaded.output() != reference.output) return "another output";
  return loaded.machine.step() == reference.steps ? "" : "another number of steps";
}

bool shows_collections() {
  std::string source;
  app::DiskFiles().read(g_path, &source);
  for (const char* word : {"import gc", "__del__", "weakref"})
    if (source.find(word) != std::string::npos) return true;
  return false;
}

int torture_program(int moments, uint64_t stride, const std::string& only, bool quick) {
  const Reference reference = plain_run();
  if (!stride) stride = std::max<uint64_t>(1, reference.steps / (quick ? 200 : 1500));
  int bad = 0;
  auto report = [&](const char* name, const std::string& wrong) {
    if (wrong.empty()) return;
    std::printf("%s: %s\n", g_path.c_str(), wrong.find(name) == 0 ? wrong.c_str() : (std::string(name) + ": " + wrong).c_str());
    ++bad;
  };
  auto wanted = [&](const char* name) { return only.empty() || only == name; };
  Torture t;
  t.stride = stride;
  // Every moment of a short program, an even choice of a long one's.
  if (wanted("host")) report("host", check_host_blocks(std::max<uint64_t>(1, reference.steps / (quick ? 5000 : 100000))));
  if (wanted("natives")) report("natives", check_natives(reference));
  if (wanted("law") && reference.steps) report("law", check_law(reference, moments));
  t.checkpoint_every = 3 * std::max<uint64_t>(1, stride / 3);
  if (wanted("checkpoints")) report("checkpoints", check("checkpoints", t, &reference));
  t.checkpoint_every = 0;
  t.forward_back = true;
  if (wanted("back")) report("back", check("back", t, &reference));
  t.forward_back = false;
  t.heap_check = t.refcounts = true;
  if (wanted("heap")) report("heap", check("heap", t, &reference));
  t.heap_check = t.refcounts = false;
  t.collect_always = true;
  t.most_steps = quick ? 3000 : 30000;
  // What a program prints may say when its garbage went.
  if (wanted("collect")) report("collect", check("collect", t, shows_collections() ? nullptr : &reference));
  t.collect_always = false;
  t.most_steps = 1000000;
  for (uint64_t limit = 1; limit <= (quick ? 4 : 8) && wanted("limit"); limit *= 2) {
    t.memory_limit = limit << 20;
    t.heap_check = true;
    report("limit", check("limit", t, nullptr));
  }
  std::printf("%s: %llu steps, %s\n", g_path.c_str(), static_cast<unsigned long long>(reference.steps), bad ? "WRONG" : "ok");
  std::fflush(stdout);
  return bad;
}

}  // namespace

int main(int argc, char** argv) {
  int moments = 12, bad = 0;
  uint64_t stride = 0;
  std::string only;
  bool quick = false;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--moments") && i + 1 < argc) {
      moments = std::atoi(argv[++i]);
    } else if (!std::strcmp(argv[i], "--stride") && i + 1 < argc) {
      stride = std::strtoull(argv[++i], nullptr, 10);
    } else if (!std::strcmp(argv[i], "--quick")) {
      quick = true;
      moments = 4;
    } else if (!std::strcmp(argv[i], "--only") && i + 1 < argc) {
      only = argv[++i];
    } else {
      g_path = argv[i];
      bad += torture_program(moments, stride, only, quick);
    }
  }
  return bad != 0;
}
