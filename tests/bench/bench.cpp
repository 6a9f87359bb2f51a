// bench: how fast the machine is, what recording costs, how quick any moment is. Not a test: it prints numbers.
//   bench [--python PATH] [--quick] [PROGRAM.py ...]
// Speed: steps per second plain and recorded, and the time python3.11 takes for the same program in the same run.
// Seeking: over the last program given (tests/bench/programs/long.py when none is): latency of seeks to random moments
// and of single steps back, and the memory of the checkpoints.
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "heap/snapshot.h"
#include "run/machine.h"
#include "trace/export.h"
#include "session/session.h"
#include "run/runtime.h"
#include "timeline/output_log.h"
#include "timeline/timeline.h"

namespace {

using namespace innards;

// Processor time, so that the numbers do not depend on what else the computer does.
double seconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}
double thread_ms() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}
double children_seconds() {
  rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "bench: %s cannot be read\n", path.c_str());
    std::exit(2);
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A machine that has booted and loaded one program.
struct Loaded {
  Machine machine;
  Outside outside;
  OutputLog log;
  explicit Loaded(const std::string& path) {
    Timeline::release_arena();
    std::string error;
    if (!machine.boot(&error)) {
      std::fprintf(stderr, "bench: %s\n", error.c_str());
      std::exit(1);
    }
    outside.argv = {path};
    outside.output = &log;
    machine.load(read_file(path), path, &outside);
  }
};

struct Speed {
  uint64_t steps = 0;
  double plain = 0, recorded = 0, python = 0;
};

double python_seconds(const std::string& python, const std::string& path) {
  const std::string command = "PYTHONHASHSEED=0 '" + python + "' -I '" + path + "' >/dev/null 2>&1";
  const double start = children_seconds();
  if (std::system(command.c_str()) != 0) return 0;
  return children_seconds() - start;
}

double best_of(int times, double (*measure)(const std::string&, uint64_t*), const std::string& path, uint64_t* steps) {
  double best = 1e9;
  for (int i = 0; i < times; ++i) best = std::min(best, measure(path, steps));
  return best;
}

double measure_plain(const std::string& path, uint64_t* steps) {
  Loaded loaded(path);
  const double start = seconds();
  loaded.machine.run();
  const double time = seconds() - start;
  *steps = loaded.machine.step();
  return time;
}

double measure_recorded(const std::string& path, uint64_t* steps) {
  Loaded loaded(path);
  LoadedMachine control(loaded.machine, loaded.outside);
  Timeline timeline(control);
  const double start = seconds();
  while (timeline.record(16)) {
  }
  const double time = seconds() - start;
  *steps = timeline.head();
  return time;
}

Speed measure_speed(const std::string& path, const std::string& python, const std::string& empty, int times) {
  Speed speed;
  speed.plain = best_of(times, measure_plain, path, &speed.steps);
  uint64_t recorded_steps = 0;
  speed.recorded = best_of(times, measure_recorded, path, &recorded_steps);
  if (recorded_steps != speed.steps) std::printf("  ! %llu steps when recorded\n", static_cast<unsigned long long>(recorded_steps));
  double best = 1e9, start_up = 1e9;
  for (int i = 0; i < times; ++i) {
    best = std::min(best, python_seconds(python, path));
    start_up = std::min(start_up, python_seconds(python, empty));
  }
  speed.python = best > 0 ? std::max(best - start_up, 1e-3) : 0;
  return speed;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

void print_speed(const std::string& path, const Speed& s) {
  std::printf("%-16s %10llu steps  plain %7.1f M/s  recorded %7.1f M/s (x%.2f)  python3.11 %.3f s, here %.3f s (x%.1f)\n",
              base_name(path).c_str(), static_cast<unsigned long long>(s.steps), static_cast<double>(s.steps) / s.plain / 1e6,
              static_cast<double>(s.steps) / s.recorded / 1e6, s.recorded / s.plain, s.python, s.plain,
              s.python > 0 ? s.plain / s.python : 0.0);
  std::fflush(stdout);
}

struct Latency {
  std::vector<double> ms;
  void add(double value) { ms.push_back(value); }
  double at(double part) {
    std::sort(ms.begin(), ms.end());
    return ms.empty() ? 0 : ms[std::min(ms.size() - 1, static_cast<size_t>(part * static_cast<double>(ms.size())))];
  }
  void print(const char* what) {
    std::printf("  %-28s p50 %7.3f ms   p99 %7.3f ms   worst %7.3f ms   (%zu)\n", what, at(0.5), at(0.99), at(1.0), ms.size());
  }
};

void measure_seeks(const std::string& path, int seeks) {
  Loaded loaded(path);
  LoadedMachine control(loaded.machine, loaded.outside);
  Timeline timeline(control);
  while (timeline.record(16)) {
  }
  const uint64_t end = timeline.head();
  timeline.make_live();
  std::printf("heap: %.1f MB in arenas and segments, %.1f MB static, %.1f MB variables\n", static_cast<double>(rt().heap.units_in_use << 20) / 1e6,
              static_cast<double>(rt().heap.static_used) / 1e6, sizeof(Runtime) / 1e6);
  std::printf("seeking in %s: %llu steps, %zu checkpoints, %.1f MB, one scan %.2f ms\n", base_name(path).c_str(),
              static_cast<unsigned long long>(end), timeline.checkpoint_count(), static_cast<double>(timeline.checkpoint_bytes()) / 1e6,
              timeline.scan_milliseconds());
  std::mt19937_64 random(1);
  Latency anywhere, back, forward;
  auto timed_seek = [&timeline](uint64_t step, Latency& into) {
    const double start = thread_ms();
    timeline.seek(step);
    into.add(thread_ms() - start);
  };
  for (int i = 0; i < seeks; ++i) timed_seek(random() % (end + 1), anywhere);
  for (int i = 0; i < seeks / 10; ++i) {
    timeline.seek(random() % (end + 1));
    for (int k = 0; k < 20 && timeline.cursor() > 0; ++k) timed_seek(timeline.cursor() - 1, back);
    timeline.seek(random() % (end + 1));
    for (int k = 0; k < 20 && timeline.cursor() < end; ++k) timed_seek(timeline.cursor() + 1, forward);
  }
  anywhere.print("any moment");
  back.print("one step back");
  forward.print("one step forward");
  std::printf("  memory after that: %.1f MB in %zu checkpoints\n", static_cast<double>(timeline.checkpoint_bytes()) / 1e6,
              timeline.checkpoint_count());
}

}  // namespace

double wall_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double at_rank(std::vector<double>& values, double rank) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<size_t>(rank * static_cast<double>(values.size())))];
}

// Everything a window needs of a moment (frames, objects, changes, micro-steps), one step after the other.
void measure_moments(Session& session, int steps) {
  for (bool forward : {true, false}) {
    std::vector<double> times;
    for (int i = 0; i < steps; ++i) {
      double start = wall_ms();
      if (!session.step(forward ? Direction::Forward : Direction::Back)) break;
      session.moment();
      session.this_step();
      times.push_back(wall_ms() - start);
    }
    if (!times.empty()) std::printf("a step %s with all its rows: p50 %.1f ms, p99 %.1f ms\n", forward ? "forwards" : "back", at_rank(times, 0.5), at_rank(times, 0.99));
  }
}

void measure_looking(const std::string& path) {
  Program program;
  program.filename = path;
  program.source = read_file(path);
  ProgramError error;
  double start = wall_ms();
  std::unique_ptr<Session> session = Session::open(program, error);
  if (!session) return;
  session->moment();
  std::printf("%s: opened, first moment read after %.0f ms\n", path.c_str(), wall_ms() - start);
  while (session->record(1000)) {}
  session->seek(session->last_step() / 2);
  measure_moments(*session, 400);
  start = wall_ms();
  std::unique_ptr<TraceExport> trace = session->export_trace({0, UINT64_MAX, "instruction", true, [](const char*, size_t) { return true; }});
  while (!trace->work(1000)) {}
  double seconds = (wall_ms() - start) / 1000;
  std::printf("trace export: %.0f moments a second, %.0f bytes a moment (%llu moments)\n", static_cast<double>(trace->moments()) / seconds,
              static_cast<double>(trace->bytes()) / static_cast<double>(std::max<uint64_t>(trace->moments(), 1)), static_cast<unsigned long long>(trace->moments()));
}

// From the start of the program to a picture of its first moment in a file, off screen.
void measure_first_picture(const std::string& innards, const std::string& path) {
  std::string command = innards + " shot " + path + " -o /tmp/innards_bench.png >/dev/null 2>&1";
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) {
    double start = wall_ms();
    if (std::system(command.c_str()) != 0) return;
    times.push_back(wall_ms() - start);
  }
  std::printf("start to the first picture (off screen, PNG written): %.0f ms\n", at_rank(times, 0.5));
}

int main(int argc, char** argv) {
  std::string python = "/usr/bin/python3.11";
  const std::string here = INNARDS_BENCH_DIR;
  std::vector<std::string> programs;
  bool quick = false;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--python") && i + 1 < argc) python = argv[++i];
    else if (!std::strcmp(argv[i], "--quick")) quick = true;
    else programs.push_back(argv[i]);
  }
  if (programs.empty())
    for (const char* name : {"fib", "loop", "sieve", "nbody", "queens", "fannkuch", "spectral_norm", "mandelbrot", "dicts", "words", "strings", "sorting", "objects", "scheduler",
                             "generators", "exceptions", "bigints", "long"})
      programs.push_back(here + "/programs/" + name + ".py");
  double worst_recorded = 0, slowest = 0, logarithms = 0;
  for (const std::string& path : programs) {
    const Speed speed = measure_speed(path, python, here + "/programs/empty.py", quick ? 1 : 3);
    print_speed(path, speed);
    worst_recorded = std::max(worst_recorded, speed.recorded / speed.plain);
    if (speed.python <= 0) continue;
    slowest = std::max(slowest, speed.plain / speed.python);
    logarithms += std::log(speed.plain / speed.python) / static_cast<double>(programs.size());
  }
  std::printf("recording costs at most x%.2f; python3.11's time x%.2f (geometric mean), at most x%.2f\n", worst_recorded, std::exp(logarithms), slowest);
  measure_seeks(programs.back(), quick ? 100 : 1000);
  const std::string example = here + "/../../assets/programs/life.py";
  measure_looking(example);
  const std::string self = argv[0];
  measure_first_picture(self.substr(0, self.rfind('/') + 1) + "innards", example);
  return 0;
}
