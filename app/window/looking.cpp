#include "window/looking.h"

#include <cstdlib>
#include <sstream>

#include "commands.h"
#include "kit/asked.h"
#include "window/desk.h"

namespace innards::app {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool add_breakpoint(Session& session, const std::string& text, std::string& error) {
  const size_t colon = text.find(':');
  Breakpoint b;
  b.filename = session.program().filename;
  b.line = std::atoi(text.c_str());
  if (colon != std::string::npos) b.condition = text.substr(colon + 1);
  error = b.line < 1 ? "--break is LINE or LINE:CONDITION, not '" + text + "'" : breakpoint_error(b);
  session.breakpoints().push_back(b);
  return error.empty();
}

}  // namespace

bool look_at(Desk& desk, const LookArgs& look, std::string& error) {
  desk.ui.watches.expressions = look.watch;
  if (look.state > 0) ui::show_states(desk.ui, look.state);
  if (look.ask.empty() && look.breaks.empty()) return true;
  if (!desk.ui.session) return error = "only a program that is run can be asked", false;
  for (const std::string& text : look.breaks)
    if (!add_breakpoint(*desk.ui.session, text, error)) return false;
  if (look.ask.empty()) return true;
  Question question;
  if (!parse_question(words_of(look.ask), question, error)) return false;
  desk.ui.question = ui::AskedQuestion();
  desk.ui.question.of = question;
  desk.ui.question.asked = true;
  return true;
}

}  // namespace innards::app
