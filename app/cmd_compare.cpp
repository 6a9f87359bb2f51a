// innards compare: two moments of a run, or two programs at the same place, as text.
#include "session/compare.h"

#include <cstdio>

#include "commands.h"
#include "open_program.h"

namespace innards::app {
namespace {

// The step of a place; nothing after a sentence on stderr.
std::optional<uint64_t> step_of(Session& session, const std::string& place) {
  std::string error;
  std::optional<uint64_t> step = session.find_place(place, error);
  if (!step) std::fprintf(stderr, "innards: %s\n", error.c_str());
  return step;
}

int compare_two_moments(Session& session, const CompareArgs& args) {
  const std::optional<uint64_t> one = step_of(session, args.at), other = step_of(session, args.and_at);
  if (!one || !other) return 2;
  std::fputs(compare_text(compare_steps(session, *one, *other), args.language == "zh").c_str(), stdout);
  return 0;
}

int compare_two_programs(Session& left, Session& right, const CompareArgs& args) {
  const std::optional<uint64_t> one = step_of(left, args.at);
  if (!one) return 2;
  left.seek(*one);
  const std::optional<uint64_t> other = step_of(right, args.at);
  if (!other) return 2;
  right.seek(*other);
  std::fputs(beside_text(compare_programs(left, right), args.file, args.other, args.language == "zh").c_str(), stdout);
  return 0;
}

}  // namespace

int cmd_compare(const CompareArgs& args) {
  if (args.other.empty() == args.and_at.empty()) {
    std::fprintf(stderr, "innards compare: name two programs, or one program and a second moment (--and)\n");
    return 2;
  }
  std::unique_ptr<Session> session = open_session(args.file, {});
  if (!session) return 2;
  if (args.other.empty()) return compare_two_moments(*session, args);
  std::unique_ptr<Session> other = open_session(args.other, {});
  return other ? compare_two_programs(*session, *other, args) : 2;
}

}  // namespace innards::app
