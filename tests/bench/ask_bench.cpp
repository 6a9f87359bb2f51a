// ask_bench: how long questions over a long run take, and how long one slice of the work holds up the window at most. Not a
// test: it prints numbers.
//   ask_bench [--seconds N] [PROGRAM.py 'QUESTION' ...]
// Without a program: tests/bench/programs/long.py, ten million steps, and a question of every kind. A question that takes
// longer than N seconds (30) is cancelled, and how far it came is told.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "session/question.h"
#include "session/session.h"

namespace {

using namespace innards;

constexpr double kSlice = 8;   // milliseconds, as the window gives a question in each frame

// Processor time, so that the numbers do not depend on what else the computer does.
double cpu_ms() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::unique_ptr<Session> open_recorded(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  Program program;
  program.filename = path;
  program.source = text.str();
  ProgramError error;
  std::unique_ptr<Session> session = Session::open(program, error);
  if (!session) std::fprintf(stderr, "ask_bench: %s: %s\n", path.c_str(), error.message.c_str()), std::exit(2);
  const double start = cpu_ms();
  while (session->record(100)) {
  }
  const double seconds = (cpu_ms() - start) / 1e3, steps = static_cast<double>(session->last_step());
  std::printf("%s: %.1f million steps recorded in %.2f s (%.1f M/s), checkpoints %.1f MB\n", path.substr(path.rfind('/') + 1).c_str(), steps / 1e6, seconds, steps / 1e6 / seconds,
              static_cast<double>(session->checkpoint_bytes()) / 1e6);
  return session;
}

void ask(Session& session, const std::string& text, double most_seconds) {
  Question question;
  std::string error;
  std::unique_ptr<Query> query;
  if (parse_question(words_of(text), question, error)) query = session.ask(question, error);
  if (!query) return void(std::printf("  %-44s ! %s\n", text.c_str(), error.c_str()));
  const double start = cpu_ms();
  double longest = 0;
  bool done = false;
  while (!done && cpu_ms() - start < most_seconds * 1e3) {
    const double slice = cpu_ms();
    done = query->work(kSlice);
    longest = std::max(longest, cpu_ms() - slice);
  }
  const double seconds = (cpu_ms() - start) / 1e3;
  const size_t answers = query->answers().size();
  const bool full = query->full();
  // A list that is full is where it ends.
  const double progress = full ? static_cast<double>(query->answers().back().step) / static_cast<double>(session.last_step()) : query->progress();
  const double before = cpu_ms();
  query.reset();   // which is how one is cancelled
  std::printf("  %-44s %7zu answers%s %7.2f s %6.2f M/s  longest slice %6.1f ms%s", text.c_str(), answers, full ? "+" : " ", seconds, static_cast<double>(session.last_step()) * progress / 1e6 / seconds, longest,
              done ? "\n" : "");
  if (!done) std::printf("  cancelled at %.1f %% in %.1f ms\n", progress * 100, cpu_ms() - before);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 30;
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() > 1 && words[0] == "--seconds") seconds = std::atof(words[1].c_str()), words.erase(words.begin(), words.begin() + 2);
  if (words.empty())
    words = {INNARDS_BENCH_DIR "/programs/long.py", "name total --in run", "value total --in run", "value account.number --in run", "value len(accounts) --in run", "true total > 1000000 --in run",
             "true total % 1000 == 999 --in run", "true max(account.history) > 990 --in run", "made by_number", "life by_number", "line 21", "line 21 --with total", "line 21 --with max(account.history)",
             "instruction run 46", "calls Account.put", "output", "exceptions"};
  std::unique_ptr<Session> session = open_recorded(words[0]);
  session->seek(session->last_step() / 2);
  std::printf("questions, in slices of %.0f ms:\n", kSlice);
  for (size_t i = 1; i < words.size(); ++i) ask(*session, words[i], seconds);
  return 0;
}
