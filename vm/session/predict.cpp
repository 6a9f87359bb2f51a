#include "session/predict.h"

#include <algorithm>

#include "base/text_sum.h"
#include "session/lesson.h"
#include "session/predict_look.h"

namespace innards {
namespace predict {

Told told(Say what, std::initializer_list<std::string> parts) {
  static const Told kPatterns[] = {
#define PREDICT(Name, english, chinese) {english, chinese},
#include "session/predict_texts.def"
#undef PREDICT
  };
  return inspect::filled(kPatterns[static_cast<size_t>(what)], parts);
}

bool Look::happened(const char* event) const {
  return std::any_of(next.events.begin(), next.events.end(), [&](const MicroRow& r) { return r.kind == event; });
}

bool Look::same_frame() const {
  return !raised() && now.frames.size() == next.frames.size() && frame().id == frame_after().id && frame().code_id == frame_after().code_id;
}

const ValueRow& Look::from_top(size_t n) const {
  static const ValueRow kNone;
  const std::vector<StackRow>& stack = frame().stack;
  return n < stack.size() ? stack[stack.size() - 1 - n].value : kNone;
}

// ---- a question

namespace {

constexpr size_t kMostAnswers = 4;

uint64_t mixed(std::string_view text, uint64_t seed) {
  const uint64_t h = text_sum(text, kTextSumBegin ^ seed);
  return h ^ h >> 29;
}

// To the letter: '3' in quotes is another answer than 3.
bool says_the_same(const Told& a, const Told& b) { return a.english == b.english || a.chinese == b.chinese; }

}  // namespace

Maker::Maker(const Look& look, PredictionKind kind, Told question, Told right) {
  made_.kind = kind;
  made_.step = look.now.step;
  made_.instruction = look.instruction();
  made_.question = std::move(question);
  made_.answers.push_back({std::move(right), {}});
}

void Maker::wrong(const Told& text, Say reply, std::initializer_list<std::string> parts) {
  if (text.english.empty() || made_.answers.size() >= kMostAnswers) return;
  for (const PredictionAnswer& a : made_.answers)
    if (says_the_same(a.text, text)) return;
  made_.answers.push_back({text, told(reply, parts)});
}

void Maker::finish(std::vector<Prediction>& out, Order order) {
  if (made_.answers.size() < 2) return;
  std::vector<PredictionAnswer>& answers = made_.answers;
  const Told right = answers[0].text;
  auto number = [](const PredictionAnswer& a) { return std::atoll(a.text.english.c_str()); };
  auto mix = [&](const PredictionAnswer& a) { return mixed(a.text.english, made_.step); };
  if (order == Order::Number) std::stable_sort(answers.begin(), answers.end(), [&](const auto& a, const auto& b) { return number(a) < number(b); });
  if (order == Order::Mixed) std::stable_sort(answers.begin(), answers.end(), [&](const auto& a, const auto& b) { return mix(a) < mix(b); });
  for (size_t i = 0; i < answers.size(); ++i)
    if (answers[i].text == right) made_.right = i;
  out.push_back(std::move(made_));
}

// ---- the kinds, but for the top of the stack

namespace {

bool one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::any_of(names.begin(), names.end(), [&](const char* n) { return name == n; });
}

// Instructions that teach nothing more than their name does.
bool dull(const InstrRow& i) {
  return one_of(i.name, {"RESUME", "NOP", "PRECALL", "PUSH_NULL", "COPY_FREE_VARS", "MAKE_CELL", "EXTENDED_ARG", "KW_NAMES", "CACHE", "LOAD_CONST"});
}

int line_of_offset(const Look& look, int offset) {
  for (const InstrRow& i : look.instructions)
    if (i.offset == offset) return i.line;
  return 0;
}

// The offset of the instruction that follows in the code; -1: none does.
int next_offset(const Look& look) {
  for (size_t i = 0; i + 1 < look.instructions.size(); ++i)
    if (look.instructions[i].offset == look.instruction().offset) return look.instructions[i + 1].offset;
  return -1;
}

bool is_loop(const InstrRow& i) { return i.name == "FOR_ITER"; }
bool decides(const InstrRow& i) { return is_loop(i) || (i.name.find("JUMP_") != std::string::npos && i.name.find("_IF_") != std::string::npos); }

Told why_branch(const Look& look, bool jumped) {
  if (is_loop(look.instruction())) return jumped ? told(Say::WasExhausted) : told(Say::WasItem, {look.frame_after().stack.empty() ? "" : look.frame_after().stack.back().value.text});
  const std::string& name = look.instruction().name;
  if (name.find("NONE") != std::string::npos) return {};
  const bool was_true = (name.find("IF_TRUE") != std::string::npos) == jumped;
  return told(was_true ? Say::WasTrue : Say::WasFalse, {look.from_top(0).text});
}

void ask_branch(const Look& look, std::vector<Prediction>& out) {
  const InstrRow& i = look.instruction();
  const int target = i.jump_target, on = next_offset(look), went = look.frame_after().offset;
  if (!decides(i) || !look.same_frame() || target == on || (went != target && went != on)) return;
  const bool jumped = went == target;
  Told goes_on = told(Say::HasItem), jumps = told(Say::NoItem);
  if (!is_loop(i)) {
    const int line_on = line_of_offset(look, on), line_target = line_of_offset(look, target);
    const bool by_line = line_on > 0 && line_target > 0 && line_on != line_target;
    goes_on = told(by_line ? Say::GoesOn : Say::GoesOnAt, {std::to_string(by_line ? line_on : on)});
    jumps = told(by_line ? Say::Jumps : Say::JumpsTo, {std::to_string(by_line ? line_target : target)});
  }
  Maker maker(look, PredictionKind::Branch, told(is_loop(i) ? Say::AskLoop : Say::AskBranch), jumped ? jumps : goes_on);
  maker.wrong(jumped ? goes_on : jumps, Say::OtherBranch);
  maker.because(why_branch(look, jumped));
  maker.finish(out, Maker::Order::Mixed);
}

// What a person reads of an output: without the last end of line, others as a sign.
std::string readable(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3) text.replace(at, 1, "⏎");
  return text;
}

std::string printed(const Look& look) {
  std::string all;
  for (const OutputRow& o : look.output)
    if (o.stream == 1) all += o.text;
  const uint64_t from = look.now.stdout_bytes, to = std::min<uint64_t>(look.next.stdout_bytes, all.size());
  return from < to ? all.substr(from, to - from) : "";
}

void ask_output(const Look& look, std::vector<Prediction>& out) {
  const std::string text = readable(printed(look));
  if (text.empty()) return;
  Maker maker(look, PredictionKind::Output, told(Say::AskOutput), plain(text));
  const size_t n = look.instruction().name == "CALL" ? static_cast<size_t>(look.instruction().arg) : 0;
  std::string side_by_side, together, tuple;
  for (size_t i = n; i-- > 0;) {
    const std::string& arg = look.from_top(i).text;
    side_by_side += (side_by_side.empty() ? "" : " ") + arg;
    tuple += (tuple.empty() ? "" : ", ") + arg;
  }
  for (char c : text)
    if (c != ' ') together += c;
  maker.wrong(plain(side_by_side), Say::WithQuotes);
  if (n > 1) maker.wrong(plain(together), Say::NoSpaces), maker.wrong(plain("(" + tuple + ")"), Say::AsTuple);
  maker.wrong(told(Say::NothingPrinted), Say::NotYet);
  maker.finish(out, Maker::Order::Mixed);
}

std::string shown_line(const Look& look, int line) {
  if (line < 1 || line > static_cast<int>(look.lines.size())) return "";
  const std::string& text = look.lines[static_cast<size_t>(line) - 1];
  const size_t from = text.find_first_not_of(" \t");
  return from == std::string::npos ? "" : std::to_string(line) + ": " + text.substr(from);
}

Told why_line(const Look& look) {
  if (look.raised()) return told(Say::WasRaised, {look.next.exception.empty() && !look.frame_after().stack.empty() ? look.frame_after().stack.back().value.text : look.next.exception});
  if (look.next.frames.size() > look.now.frames.size()) return told(Say::WasEntered, {look.frame_after().qualname});
  if (look.next.frames.size() < look.now.frames.size()) return told(Say::WasLeft, {look.frame().qualname});
  return {};
}

// The first line after `line` that has text.
int line_below(const Look& look, int line) {
  for (int at = line + 1; at <= static_cast<int>(look.lines.size()); ++at)
    if (const std::string text = shown_line(look, at); !text.empty() && text.find(": #") == std::string::npos) return at;
  return 0;
}

void ask_line(const Look& look, std::vector<Prediction>& out) {
  const int here = look.frame().line, there = look.frame_after().line;
  const bool moves = there != here || look.now.frames.size() != look.next.frames.size() || look.raised();
  if (!moves || here < 1 || there < 1 || look.frame().filename != look.frame_after().filename) return;
  if (shown_line(look, there).empty()) return;
  Maker maker(look, PredictionKind::Line, told(Say::AskLine), plain(shown_line(look, there)));
  if (line_below(look, here) != there) maker.wrong(plain(shown_line(look, line_below(look, here))), Say::NextLine);
  maker.wrong(plain(shown_line(look, here)), Say::SameLine);
  const size_t depth = look.now.frames.size();
  if (depth > 1 && look.now.frames[depth - 2].filename == look.frame().filename) maker.wrong(plain(shown_line(look, look.now.frames[depth - 2].line)), Say::CallerLine);
  maker.wrong(plain(shown_line(look, here - 1)), Say::LineBefore);
  maker.because(why_line(look));
  maker.finish(out, Maker::Order::Number);
}

// ---- reference counts

constexpr int64_t kMeaningful = 100000;   // beyond it objects of the interpreter itself

// The count of an object after the step; -1: not to be seen.
int64_t count_in(const Moment& m, ObjectId id) {
  for (const FrameRow& f : m.frames) {
    for (const StackRow& s : f.stack)
      if (s.value.id == id) return s.value.refcount;
    for (const LocalRow& l : f.locals) {
      if (l.value.id == id) return l.value.refcount;
      if (l.content.id == id) return l.content.refcount;
    }
  }
  const ObjectRow* row = m.objects.find(id);
  return row ? row->value.refcount : -1;
}

bool died(const Look& look, ObjectId id) {
  return std::any_of(look.next.events.begin(), look.next.events.end(), [&](const MicroRow& r) { return r.kind == "died" && r.object == id; });
}

// Objects that the step may touch: what lies on top, what a name is about to lose, what comes up.
std::vector<ValueRow> touched(const Look& look) {
  std::vector<ValueRow> objects;
  auto add = [&](const ValueRow& v) {
    const bool counted = v.id && !v.is_static && v.refcount > 0 && v.refcount < kMeaningful;
    if (counted && std::none_of(objects.begin(), objects.end(), [&](const ValueRow& o) { return o.id == v.id; })) objects.push_back(v);
  };
  const std::string& name = look.instruction().name;
  if (name.rfind("STORE_", 0) == 0 || name.rfind("DELETE_", 0) == 0) {
    for (const LocalRow& l : look.frame().locals)
      if (l.name == look.instruction().arg_text) add(l.value);
  }
  if (look.same_frame() && !look.frame_after().stack.empty()) {
    const ObjectId top = look.frame_after().stack.back().value.id;   // its row before the step
    for (const LocalRow& l : look.frame().locals)
      if (l.value.id == top) add(l.value);
      else if (l.content.id == top) add(l.content);
    for (const ObjectRow& o : look.now.objects)
      if (o.value.id == top) add(o.value);
  }
  add(look.from_top(0));
  add(look.from_top(1));
  return objects;
}

Told why_count(const Look& look, ObjectId id) {
  Told why;
  int told_rows = 0;
  for (const MicroRow& r : look.step.micro) {
    if (r.object != id || !one_of(r.kind, {"push", "pop", "incref", "decref", "died"}) || ++told_rows > 4) continue;
    why.english += (why.english.empty() ? "" : "; ") + r.text;
    why.chinese += (why.chinese.empty() ? "" : "；") + (r.text_zh.empty() ? r.text : r.text_zh);
  }
  return why;
}

void ask_refcount(const Look& look, std::vector<Prediction>& out) {
  const ValueRow* chosen = nullptr;
  int64_t after = -1;
  std::vector<ValueRow> objects = touched(look);
  for (const ValueRow& v : objects) {
    const int64_t count = died(look, v.id) ? 0 : count_in(look.next, v.id);
    if (count < 0 || count >= kMeaningful || (chosen && count == v.refcount)) continue;
    const bool changes = count != v.refcount;
    if (!chosen || changes) chosen = &v, after = count;
    if (changes) break;
  }
  if (!chosen) return;
  const int64_t before = chosen->refcount;
  auto text = [](int64_t n) { return n == 0 ? told(Say::IsFreed) : plain(std::to_string(n)); };
  Maker maker(look, PredictionKind::Refcount, told(Say::AskRefcount, {chosen->text, std::to_string(before)}), text(after));
  auto wrong = [&](int64_t n) {
    if (n >= 0 && n != after) maker.wrong(text(n), n == before ? Say::CountSame : n > after ? Say::CountUp : Say::CountDown);
  };
  for (int64_t n : {before, before + 1, before - 1, after + 1, after - 1}) wrong(n);
  maker.because(why_count(look, chosen->id));
  maker.about(chosen->id);
  maker.finish(out, Maker::Order::Number);
}

void ask_depth(const Look& look, std::vector<Prediction>& out) {
  if (!look.same_frame() || one_of(look.instruction().name, {"LOAD_FAST", "POP_TOP", "STORE_FAST", "STORE_NAME", "JUMP_BACKWARD", "JUMP_FORWARD", "LOAD_NAME"})) return;
  const int64_t before = static_cast<int64_t>(look.frame().stack.size()), after = static_cast<int64_t>(look.frame_after().stack.size());
  Maker maker(look, PredictionKind::Depth, told(Say::AskDepth, {std::to_string(before)}), plain(std::to_string(after)));
  auto wrong = [&](int64_t n) {
    if (n != after) maker.wrong(n, n == before + 1 && after <= before ? Say::NothingPopped : n == before ? Say::DepthSame : n > after ? Say::DepthMore : Say::DepthLess);
  };
  for (int64_t n : {before, before + 1, before - 1, after + 1, after - 1}) wrong(n);
  if (!look.instruction().stack_picture.empty()) maker.because(told(Say::StackBecame, {look.instruction().stack_picture}));
  maker.finish(out, Maker::Order::Number);
}

// ---- looking

std::vector<std::string> lines_of(View& view, const std::string& filename) {
  std::vector<std::string> lines;
  for (const SourceRow& row : view.source(filename)) lines.push_back(row.text);
  return lines;
}

// Both moments of the step at the cursor. False when there is nothing to be asked.
bool look_at(View& view, Look& look) {
  const uint64_t here = view.cursor();
  if (here >= view.last_step()) return false;
  look.now = view.moment();
  if (look.now.frames.empty()) return false;
  look.step = view.this_step();
  if (look.instruction().name.empty() || dull(look.instruction())) return false;
  if (const CodeRows* code = view.code(look.frame().code_id)) look.instructions = code->instructions;
  look.lines = lines_of(view, look.frame().filename);
  view.seek(here + 1);
  look.next = view.moment();
  view.seek(here);
  look.output = view.output();
  return !look.next.frames.empty();
}

}  // namespace
}  // namespace predict

std::vector<Prediction> predictions_at(View& view) {
  predict::Look look;
  std::vector<Prediction> out;
  if (!predict::look_at(view, look)) return out;
  predict::ask_branch(look, out);
  predict::ask_output(look, out);
  predict::ask_line(look, out);
  predict::ask_top(look, out);
  predict::ask_refcount(look, out);
  predict::ask_depth(look, out);
  return out;
}

std::optional<Prediction> prediction_at(View& view) {
  std::vector<Prediction> all = predictions_at(view);
  if (all.empty()) return std::nullopt;
  size_t chosen = 0;
  const bool telling = all[0].kind == PredictionKind::Branch || all[0].kind == PredictionKind::Output;
  if (!telling) chosen = predict::mixed(all[0].instruction.name, all[0].step) % all.size();
  return std::move(all[chosen]);
}

size_t answer_meant(const Prediction& prediction, std::string_view typed) {
  auto number_of = [](std::string_view text) { return text.substr(0, text.find_first_not_of("0123456789")); };
  auto find = [&](auto&& same) {
    size_t i = 0;
    while (i < prediction.answers.size() && !same(prediction.answers[i].text.english) && !same(prediction.answers[i].text.chinese)) ++i;
    return i;
  };
  if (const size_t i = find([&](const std::string& text) { return text == typed; }); i < prediction.answers.size()) return i;
  if (const size_t i = find([&](const std::string& text) { return same_answer(text, typed); }); i < prediction.answers.size()) return i;
  const bool by_number = prediction.kind == PredictionKind::Refcount || prediction.kind == PredictionKind::Depth || prediction.kind == PredictionKind::Line;
  for (size_t i = 0; by_number && i < prediction.answers.size(); ++i)
    if (!typed.empty() && number_of(prediction.answers[i].text.english) == typed) return i;
  return prediction.answers.size();
}

void PredictionScore::add(PredictionKind kind, bool right) {
  Count& count = of[static_cast<size_t>(kind)];
  ++count.asked;
  count.right += right;
}

PredictionScore::Count PredictionScore::all() const {
  Count sum;
  for (const Count& c : of) sum.asked += c.asked, sum.right += c.right;
  return sum;
}

}  // namespace innards
