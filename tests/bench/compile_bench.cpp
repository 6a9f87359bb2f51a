// compile_bench: how fast the front end is, beside python3.11's compile() over the same files in the same run.
//   compile_bench [--python PATH] [--rounds N] [FOLDER]
// Each round compiles every .py file below FOLDER (the standard library) once here and once there, sources read beforehand;
// the best round of each side counts, in processor time. Refused files are part of the work on both sides.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "compile/compile.h"

namespace {

using namespace innards;

struct Source {
  std::string path, bytes;
};

struct Round {
  double seconds = 1e9;
  size_t compiled = 0;
};

std::vector<Source> sources_below(const std::string& folder) {
  std::vector<Source> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    found.push_back({entry.path().string(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  return found;
}

double processor_seconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

Round round_here(const std::vector<Source>& sources) {
  CompileFlags flags;
  flags.source_is_text = false;
  Round round;
  const double start = processor_seconds();
  for (const Source& source : sources) round.compiled += compile_source(source.bytes, source.path, CompileMode::Exec, flags).ok();
  round.seconds = processor_seconds() - start;
  return round;
}

constexpr const char* kPythonRound =
    "import pathlib, sys, time, warnings\n"
    "warnings.simplefilter(\"ignore\")\n"
    "sources = [(str(p), p.read_bytes()) for p in pathlib.Path(sys.argv[1]).rglob(\"*.py\")]\n"
    "compiled = 0\n"
    "start = time.process_time()\n"
    "for path, source in sources:\n"
    "    try:\n"
    "        compile(source, path, \"exec\", dont_inherit=True)\n"
    "        compiled += 1\n"
    "    except (SyntaxError, ValueError):\n"
    "        pass\n"
    "print(time.process_time() - start, compiled)\n";

Round round_there(const std::string& python, const std::string& folder) {
  const std::string command = "'" + python + "' -I -c '" + kPythonRound + "' '" + folder + "'";
  Round round;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe || std::fscanf(pipe, "%lf %zu", &round.seconds, &round.compiled) != 2) {
    std::fprintf(stderr, "compile_bench: %s did not answer\n", python.c_str());
    std::exit(2);
  }
  pclose(pipe);
  return round;
}

void keep_best(Round& best, const Round& round) {
  if (round.seconds < best.seconds) best = round;
}

}  // namespace

int main(int argc, char** argv) {
  std::string python = "/usr/bin/python3.11", folder = "/usr/lib/python3.11";
  int rounds = 3;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--python" && i + 1 < argc) python = argv[++i];
    else if (word == "--rounds" && i + 1 < argc) rounds = std::max(1, std::atoi(argv[++i]));
    else folder = word;
  }
  const std::vector<Source> sources = sources_below(folder);
  size_t bytes = 0;
  for (const Source& source : sources) bytes += source.bytes.size();
  Round here, there;
  for (int i = 0; i < rounds; ++i) {
    keep_best(here, round_here(sources));
    keep_best(there, round_there(python, folder));
  }
  std::printf("compile %zu files, %.1f MB, best of %d rounds\n", sources.size(), static_cast<double>(bytes) / 1e6, rounds);
  std::printf("  innards    %6.2f s  %zu accepted\n", here.seconds, here.compiled);
  std::printf("  python3.11 %6.2f s  %zu accepted\n", there.seconds, there.compiled);
  std::printf("  ratio      %6.2f (python3.11 / innards; above 1 innards is faster)\n", there.seconds / here.seconds);
}
