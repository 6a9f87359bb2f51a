// Programs recorded for a test, and the way to a place in them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "session/session.h"

namespace innards {

// What is open, or a failure of the test and null.
inline std::unique_ptr<Session> opened(const Program& program) {
  ProgramError error;
  std::unique_ptr<Session> session = Session::open(program, error);
  EXPECT_TRUE(session) << error.text << error.message;
  return session;
}

inline void record_all(Session& session) {
  while (session.record(100)) {
  }
}

// Recorded as far as it goes by itself.
inline std::unique_ptr<Session> recorded(const Program& program) {
  std::unique_ptr<Session> session = opened(program);
  if (session) record_all(*session);
  return session;
}

inline std::unique_ptr<Session> recorded(const std::string& source, const std::string& filename = "test.py") {
  Program program;
  program.filename = filename;
  program.source = source;
  return recorded(program);
}

// The step of a place; a failure of the test, and 0, where the run never comes there.
inline uint64_t step_of(Session& session, const std::string& place) {
  std::string error;
  const std::optional<uint64_t> step = session.find_place(place, error);
  EXPECT_TRUE(step) << place << ": " << error;
  return step.value_or(0);
}

inline void go(Session& session, const std::string& place) { session.seek(step_of(session, place)); }

}  // namespace innards
