// innards ask: a question about a whole run, its answers one a line.
#include <cstdio>
#include <cstdlib>

#include "commands.h"
#include "open_program.h"

namespace innards::app {

namespace {

void print_answer(const Question& q, const WriteRow& row, bool chinese) {
  const std::string what = answer_text(q, row, chinese);
  std::string place = "line " + std::to_string(row.line) + "  " + row.where;
  if (!row.instruction.empty()) place += "  " + row.instruction;
  std::printf("%8llu  %-40s  %s\n", static_cast<unsigned long long>(row.step), what.c_str(), place.c_str());
}

int print_answers(Query& query, const Question& q, bool chinese) {
  while (!query.work(1000)) {
  }
  for (const WriteRow& row : query.answers()) print_answer(q, row, chinese);
  if (query.answers().empty()) std::printf("  never in this run\n");
  if (query.full()) std::printf("  ... and more\n");
  return 0;
}

int print_value(Session& session, const std::string& expression) {
  const EvalRow found = session.evaluate(0, expression);
  switch (found.end) {
    case EvalRow::End::Value: std::printf("%s%s (%s)\n", found.output.c_str(), found.text.c_str(), found.value.type.c_str()); return 0;
    case EvalRow::End::Error: std::printf("%s\n", found.text.c_str()); return 1;
    case EvalRow::End::TooLong: std::printf("given up: it takes too long\n"); return 1;
    case EvalRow::End::NotHere: std::printf("nothing runs at this moment\n"); return 1;
  }
  return 1;
}

int refuse(const std::string& error) {
  std::fprintf(stderr, "innards: %s\n", error.c_str());
  return 2;
}

std::string joined(const std::vector<std::string>& words, size_t from) {
  std::string out;
  for (size_t i = from; i < words.size(); ++i) out += (i > from ? " " : "") + words[i];
  return out;
}

int print_log(Session& session, const AskArgs& args) {
  Breakpoint point;
  point.filename = session.program().filename;
  point.line = args.words.size() > 2 ? std::atoi(args.words[1].c_str()) : 0;
  if (point.line < 1) return refuse("it is asked as: log LINE MESSAGE, where {x} stands for the value of x");
  point.log = joined(args.words, 2);
  point.condition = args.when;
  if (const std::string error = breakpoint_error(point); !error.empty()) return refuse(error);
  session.breakpoints().push_back(point);
  std::unique_ptr<Query> log = session.log();
  return print_answers(*log, Question(), args.language == "zh");
}

}  // namespace

int cmd_ask(const AskArgs& args) {
  std::unique_ptr<Session> session = open_session(args.file, {});
  if (!session) return 1;
  std::string error;
  const auto place = session->find_place(args.at, error);
  if (!place) return refuse(error);
  while (session->record(1000)) {
  }
  session->seek(*place);
  const std::string first = args.words.empty() ? "" : args.words[0];
  if (first == "eval" && args.words.size() > 1) return print_value(*session, joined(args.words, 1));
  if (first == "log") return print_log(*session, args);
  std::vector<std::string> words = args.words;
  if (!args.in.empty()) words.insert(words.end(), {"--in", args.in});
  if (!args.with.empty()) words.insert(words.end(), {"--with", args.with});
  Question question;
  if (!parse_question(words, question, error)) return refuse(error);
  const bool of_object = question.what == Ask::Made || question.what == Ask::Life;
  if (of_object && args.at == "end" && *place) session->seek(*place - 1);   // at the very end no name is left
  std::unique_ptr<Query> query = session->ask(question, error);
  if (!query) return refuse(error + (of_object ? " at step " + std::to_string(session->cursor()) + "; --at PLACE chooses another moment" : ""));
  std::printf("%s\n", question_text(question, args.language == "zh").c_str());
  return print_answers(*query, question, args.language == "zh");
}

}  // namespace innards::app
