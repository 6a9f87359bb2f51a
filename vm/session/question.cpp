#include "session/question.h"

namespace innards {

namespace {

const QuestionRow kRows[] = {
#define QUESTION(Name, id, form, sentence, chinese, help, chinese_help) {id, form, sentence, chinese, help, chinese_help},
#include "session/questions.def"
#undef QUESTION
};

std::string joined(const std::vector<std::string>& words, size_t from, size_t to) {
  std::string out;
  for (size_t i = from; i < to; ++i) out += (i > from ? " " : "") + words[i];
  return out;
}

bool number(const std::string& word, int& out) {
  if (word.empty() || word.size() > 9 || word.find_first_not_of("0123456789") != std::string::npos) return false;
  out = std::stoi(word);
  return true;
}

std::string known_questions() {
  std::string out = "the questions are:";
  for (const QuestionRow& row : kRows) out += std::string("\n  ") + row.id + " " + row.form + "  (" + row.help + ")";
  return out;
}

// The words after `word`, if it is there: they leave the list.
std::string take_after(std::vector<std::string>& words, const std::string& word) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != word) continue;
    std::string rest = joined(words, i + 1, words.size());
    words.resize(i);
    return rest;
  }
  return {};
}

bool in_a_function(Ask what) { return what == Ask::Writes || what == Ask::Values || what == Ask::Becomes; }

// Everything after the id, for one kind of question.
bool read_rest(std::vector<std::string>& words, Question& q) {
  const bool place = q.what == Ask::Line || q.what == Ask::Instruction;
  if (place) q.expression = take_after(words, "--with");
  if (in_a_function(q.what)) q.function = take_after(words, "--in");
  const std::string rest = joined(words, 1, words.size());
  switch (q.what) {
    case Ask::Line: return words.size() == 2 && number(words[1], q.line);
    case Ask::Instruction: return words.size() == 3 && number(words[2], q.offset) && !(q.function = words[1]).empty();
    case Ask::Values: case Ask::Becomes: q.expression = rest; return !rest.empty();
    case Ask::Output: case Ask::Raises: q.name = rest; return true;
    default: q.name = rest; return !rest.empty();
  }
}

}  // namespace

const QuestionRow& question_row(Ask what) { return kRows[static_cast<int>(what)]; }

bool parse_question(const std::vector<std::string>& asked, Question& question, std::string& error) {
  std::vector<std::string> words = asked;
  for (size_t i = 0; !words.empty() && i < static_cast<size_t>(Ask::kCount); ++i) {
    if (words[0] != kRows[i].id) continue;
    question = Question();
    question.what = static_cast<Ask>(i);
    if (read_rest(words, question)) {
      if (in_a_function(question.what) && question.function.empty()) question.function = "<module>";
      return true;
    }
    error = std::string("it is asked as: ") + kRows[i].id + " " + kRows[i].form;
    return false;
  }
  error = (words.empty() ? "" : "'" + words[0] + "' is no question; ") + known_questions();
  return false;
}

namespace {

struct TextRow {
  const char *english, *chinese;
};
const TextRow kTexts[] = {
#define ASK_TEXT(Name, english, chinese) {english, chinese},
#include "session/ask_texts.def"
#undef ASK_TEXT
};

std::string filled_in(std::string text, const std::string& what) {
  const size_t place = text.find("%s");
  return place == std::string::npos ? text : text.replace(place, 2, what);
}

std::string value_words(const ValueRow& v) { return v.text + (v.cut ? "..." : ""); }

}  // namespace

std::string ask_text(AskText text, bool chinese, const std::string& filled) {
  const TextRow& row = kTexts[static_cast<int>(text)];
  return filled_in(chinese ? row.chinese : row.english, filled);
}

std::string question_subject(const Question& q, bool chinese) {
  switch (q.what) {
    case Ask::Line: return std::to_string(q.line);
    case Ask::Instruction: return q.function + " " + std::to_string(q.offset);
    case Ask::Values: case Ask::Becomes: return q.expression;
    case Ask::Output: return q.name.empty() ? ask_text(AskText::TheOutput, chinese) : "\"" + q.name + "\"";
    case Ask::Raises: return q.name.empty() ? ask_text(AskText::AnException, chinese) : q.name;
    case Ask::Made: case Ask::Life: return q.name.empty() ? ask_text(AskText::It, chinese) : q.name;
    default: return q.name;
  }
}

std::string question_text(const Question& q, bool chinese) {
  const QuestionRow& row = question_row(q.what);
  const bool elsewhere = in_a_function(q.what) && q.function != "<module>";
  return filled_in(chinese ? row.chinese : row.sentence, question_subject(q, chinese)) + (elsewhere ? ask_text(AskText::InFunction, chinese, q.function) : "");
}

std::string answer_name(const WriteRow& row, bool chinese) {
  if (row.how < 0) return row.name;
  return row.name + (row.name.empty() ? "" : " ") + ask_text(static_cast<AskText>(row.how), chinese);
}

std::string answer_text(const Question& q, const WriteRow& row, bool chinese) {
  if (q.what == Ask::Writes || q.what == Ask::Values) {
    const std::string after = row.after.text.empty() ? ask_text(AskText::Deleted, chinese) : value_words(row.after);
    return (row.before.text.empty() ? "" : value_words(row.before) + " -> ") + after;
  }
  const std::string name = answer_name(row, chinese);
  if (q.what == Ask::Life) return name + "  " + std::to_string(row.before.refcount) + " -> " + std::to_string(row.after.refcount);
  if (row.after.text.empty()) return name;
  return name + (name.empty() ? "" : q.what == Ask::Calls ? " -> " : "  ") + value_words(row.after);
}

}  // namespace innards
