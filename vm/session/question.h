// Question: what can be asked about a whole run, as a value: a menu makes one from the thing pointed at, the command line
// from words, a window keeps it. Asking is Session::ask. It stands apart so that who asks needs nothing of who answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/rows.h"

namespace innards {

enum class Ask : uint8_t {
#define QUESTION(Name, id, form, sentence, chinese, help, chinese_help) Name,
#include "session/questions.def"
#undef QUESTION
  kCount,
};

struct Question {
  Ask what = Ask::Writes;
  std::string name;          // a variable; Calls: a function; Raises: a type (empty: any); Output: a text (empty: all)
  std::string function;      // qualname: where the name or expression is looked at, where the instruction stands
  std::string filename;      // of a line or instruction; empty: the program's
  int line = 0, offset = -1;
  std::string expression;    // Values, Becomes; of Line and Instruction: shown at each answer, may be empty
  ObjectId object = 0;       // Made, Life
  uint64_t at = UINT64_MAX;  // the moment at which the object was pointed at: others may have had its address
  int stream = 0;            // Output: only these bytes of this stream; 0: any
  uint64_t from = 0, to = 0;
  bool operator==(const Question&) const = default;
};

struct QuestionRow {
  const char *id, *form, *sentence, *chinese, *help, *chinese_help;
};
const QuestionRow& question_row(Ask what);

// What it is about: a name, a line number, an expression.
std::string question_subject(const Question& question, bool chinese);
// The whole sentence.
std::string question_text(const Question& question, bool chinese);
// One answer in words, without its step and place. The part before its value alone: answer_name().
std::string answer_text(const Question& question, const WriteRow& row, bool chinese);
std::string answer_name(const WriteRow& row, bool chinese);

// The words of answers and breakpoints.
enum class AskText : int {
#define ASK_TEXT(Name, english, chinese) Name,
#include "session/ask_texts.def"
#undef ASK_TEXT
};
// With `filled` in the place of its %s.
std::string ask_text(AskText text, bool chinese, const std::string& filled = "");

// Reads a question as the command line writes it: the id, then its words. false with a sentence in `error`. A path of an
// object (Made, Life) is left in `name`: the session looks it up.
bool parse_question(const std::vector<std::string>& words, Question& question, std::string& error);

}  // namespace innards
