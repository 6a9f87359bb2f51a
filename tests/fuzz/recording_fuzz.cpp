// Any text is read as a recording, which then runs for a while, or is refused with a sentence.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "saved_run.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace innards;
  app::SavedRun run;
  std::string sentence;
  if (!app::read_recording(std::string(reinterpret_cast<const char*>(data), size), run, sentence)) {
    if (sentence.empty()) std::abort();
    return 0;
  }
  app::SavedRun again;
  if (!app::read_recording(app::write_recording(run), again, sentence)) std::abort();   // what it writes it reads
  Program program;
  app::replay_program(run, program);
  ProgramError refused;
  const std::unique_ptr<Session> session = Session::open(program, refused);
  if (!session) {
    if (refused.message.empty()) std::abort();
    return 0;
  }
  for (int slice = 0; slice < 20 && session->last_step() < 3000 && session->record(5);) ++slice;   // one native may take for ever
  session->seek(session->last_step() / 2);
  session->moment();
  app::replay_difference(run, *session);
  return 0;
}
