// The question about the top of the stack: what a learner may take for the result of each kind of instruction.
#include <algorithm>
#include <cstdlib>

#include "session/predict_look.h"

namespace innards::predict {
namespace {

// ---- results of other models, from the texts of the operands

bool whole_number(const ValueRow& v, int64_t& n) {
  if (v.type != "int" || v.cut || v.text.empty() || v.text.size() > 9) return false;
  char* end = nullptr;
  n = std::strtoll(v.text.c_str(), &end, 10);
  return *end == 0;
}

int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
int64_t floor_mod(int64_t a, int64_t b) { return a - floor_div(a, b) * b; }

std::string operator_of(const InstrRow& i) {
  std::string op = i.arg_text;
  if (!op.empty() && op.back() == '=') op.pop_back();
  return op;
}

void wrong_number(Maker& maker, int64_t n, Say reply, std::initializer_list<std::string> parts = {}) { maker.wrong(plain(std::to_string(n)), reply, parts); }

void wrong_arithmetic(Maker& maker, const std::string& op, int64_t a, int64_t b) {
  if (op == "-") return wrong_number(maker, b - a, Say::Swapped);
  if (op == "*") return wrong_number(maker, a + b, Say::OtherOperator, {"+"});
  if (op == "**") return wrong_number(maker, a * b, Say::OtherOperator, {"*"});
  if (op == "^") return wrong_number(maker, a * b, Say::OtherOperator, {"*"});
  if (b == 0 || (op != "/" && op != "//" && op != "%")) return;
  if (op == "/") return wrong_number(maker, floor_div(a, b), Say::OtherOperator, {"//"});
  wrong_number(maker, op == "//" ? a / b : a % b, Say::TowardsZero);
  if (op == "//") wrong_number(maker, floor_mod(a, b), Say::OtherOperator, {"%"});
  if (op == "%") wrong_number(maker, floor_div(a, b), Say::OtherOperator, {"//"});
  if (a != 0) wrong_number(maker, op == "//" ? floor_div(b, a) : floor_mod(b, a), Say::Swapped);
}

std::string inner(const std::string& text) { return text.size() < 2 ? "" : text.substr(1, text.size() - 2); }

// Strings, lists and tuples in the other order; a list put in as one item.
void wrong_joined(Maker& maker, const ValueRow& a, const ValueRow& b) {
  if (a.type != b.type || a.cut || b.cut || a.text.size() < 2 || a.text.front() != b.text.front()) return;
  const bool text = a.type == "str", list = a.type == "list";
  if (!text && !list) return;
  const std::string between = list && !inner(a.text).empty() && !inner(b.text).empty() ? ", " : "";
  maker.wrong(plain(a.text.front() + inner(b.text) + between + inner(a.text) + a.text.back()), Say::Swapped);
  if (list) maker.wrong(plain("[" + inner(a.text) + (inner(a.text).empty() ? "" : ", ") + b.text + "]"), Say::Nested);
}

void wrong_binary(const Look& look, Maker& maker) {
  const ValueRow &b = look.from_top(0), &a = look.from_top(1);
  const std::string op = operator_of(look.instruction());
  int64_t x = 0, y = 0;
  if (whole_number(a, x) && whole_number(b, y)) wrong_arithmetic(maker, op, x, y);
  else if (op == "+") wrong_joined(maker, a, b);
  maker.wrong(b, Say::UpperOperand);
  maker.wrong(a, Say::LowerOperand);
}

// ---- items, attributes, calls

const RefRow* ref_named(const Look& look, ObjectId container, const std::string& label) {
  const ObjectRow* row = look.now.objects.find(container);
  if (!row) return nullptr;
  for (const RefRow& r : row->refs)
    if (r.label == label) return &r;
  return nullptr;
}

void wrong_item(const Look& look, Maker& maker) {
  const ValueRow &key = look.from_top(0), &container = look.from_top(1);
  int64_t index = 0;
  if (whole_number(key, index)) {
    for (int64_t near : {index - 1, index + 1})
      if (const RefRow* r = ref_named(look, container.id, "[" + std::to_string(near) + "]")) maker.wrong(r->value, Say::Neighbour);
  }
  maker.wrong(key, Say::TheKey);
  maker.wrong(container, Say::TheContainer);
}

void wrong_attribute(const Look& look, Maker& maker) {
  maker.wrong(look.from_top(0), Say::TheObject);
  maker.wrong(plain("'" + look.instruction().arg_text + "'"), Say::TheName);
  maker.wrong(plain("None"), Say::GivesNone);
}

void wrong_method(const Look& look, Maker& maker) {
  const std::vector<StackRow>& after = look.frame_after().stack;
  if (after.size() > 1) maker.wrong(after[after.size() - 2].value, Say::TheMethod);
  maker.wrong(look.from_top(0), Say::TheObject);
  maker.wrong(plain("'" + look.instruction().arg_text + "'"), Say::TheName);
}

void wrong_call(const Look& look, Maker& maker) {
  const size_t n = static_cast<size_t>(std::max(0, look.instruction().arg));
  maker.wrong(plain("None"), Say::GivesNone);
  const ValueRow &self = look.from_top(n), &callee = look.from_top(n + 1);
  if (callee.id) maker.wrong(self, Say::GivesSelf);   // a method with its object above it
  if (n) maker.wrong(look.from_top(0), Say::GivesArgument);
  maker.wrong(callee.id ? callee : self, Say::TheCallee);
}

void wrong_iterator(const Look& look, Maker& maker) {
  maker.wrong(look.from_top(0), Say::TheIterable);
  if (const RefRow* first = ref_named(look, look.from_top(0).id, "[0]")) maker.wrong(first->value, Say::FirstItem);
  maker.wrong(plain("None"), Say::OldTop);
}

void wrong_unpacked(const Look& look, Maker& maker) {
  const std::vector<StackRow>& after = look.frame_after().stack;
  const size_t n = static_cast<size_t>(std::max(1, look.instruction().arg));
  if (n <= after.size()) maker.wrong(after[after.size() - n].value, Say::LastItem);
  maker.wrong(look.from_top(0), Say::NotTaken);
}

void wrong_built(const Look& look, Maker& maker) {
  const std::string& name = look.instruction().name;
  const bool tuple = name == "BUILD_TUPLE";
  std::string forward, backward;
  for (int i = look.instruction().arg; i-- > 0;) {
    const std::string& text = look.from_top(static_cast<size_t>(i)).text;
    forward += (forward.empty() ? "" : ", ") + text;
    backward = text + (backward.empty() ? "" : ", ") + backward;
  }
  if (look.instruction().arg > 1 && name != "BUILD_SET") maker.wrong(plain((tuple ? "(" : "[") + backward + (tuple ? ")" : "]")), Say::Reversed);
  if (name != "BUILD_MAP") maker.wrong(plain(tuple ? "[" + forward + "]" : "(" + forward + (look.instruction().arg == 1 ? ",)" : ")")), Say::OtherBrackets);
  maker.wrong(look.from_top(0), Say::OnePart);
  if (look.instruction().arg == 0) maker.wrong(plain("None"), Say::OldTop);
}

void wrong_text(const Look& look, Maker& maker) {
  const ValueRow& top = look.from_top(0);
  maker.wrong(top, look.instruction().name == "FORMAT_VALUE" ? Say::NotFormatted : Say::OnePart);
  if (look.instruction().name == "BUILD_STRING") maker.wrong(look.from_top(static_cast<size_t>(std::max(0, look.instruction().arg - 1))), Say::OnePart);
}

void wrong_function(const Look& look, Maker& maker) {
  maker.wrong(look.from_top(0), Say::TheCode);
  maker.wrong(plain("None"), Say::OldTop);
}

void wrong_cell(const Look& look, Maker& maker) {
  for (const LocalRow& l : look.frame().locals) {
    if (l.name != look.instruction().arg_text) continue;
    maker.wrong(l.value, Say::TheCell);
    maker.wrong(l.content, Say::TheContent);
  }
  maker.wrong(look.from_top(0), Say::OldTop);
}

void wrong_moved(const Look& look, Maker& maker) {
  const size_t n = static_cast<size_t>(std::max(1, look.instruction().arg));
  maker.wrong(look.from_top(0), Say::OldTop);
  for (size_t i = 1; i <= n; ++i) maker.wrong(look.from_top(i), Say::OldTop);
}

void wrong_next(const Look& look, Maker& maker) {
  maker.wrong(look.from_top(0), Say::TheIterator);
  maker.wrong(plain("None"), Say::OldTop);
}

void wrong_operand(const Look& look, Maker& maker) { maker.wrong(look.from_top(0), Say::OldTop); }

// What an instruction leaves on top, where that is worth a question.
struct Guesser {
  const char* name;
  void (*guess)(const Look&, Maker&);
};
const Guesser kGuessers[] = {
    {"BINARY_OP", wrong_binary},         {"COMPARE_OP", wrong_binary},     {"IS_OP", wrong_binary},           {"CONTAINS_OP", wrong_binary},
    {"UNARY_NOT", wrong_operand},        {"UNARY_NEGATIVE", wrong_operand}, {"UNARY_INVERT", wrong_operand},  {"BINARY_SUBSCR", wrong_item},
    {"LOAD_ATTR", wrong_attribute},      {"LOAD_METHOD", wrong_method},    {"CALL", wrong_call},              {"GET_ITER", wrong_iterator},
    {"FOR_ITER", wrong_next},            {"UNPACK_SEQUENCE", wrong_unpacked}, {"BUILD_TUPLE", wrong_built},   {"BUILD_LIST", wrong_built},
    {"BUILD_SET", wrong_built},          {"BUILD_MAP", wrong_built},       {"BUILD_STRING", wrong_text},      {"FORMAT_VALUE", wrong_text},
    {"MAKE_FUNCTION", wrong_function},   {"LOAD_DEREF", wrong_cell},       {"LOAD_CLOSURE", wrong_cell},      {"LOAD_CLASSDEREF", wrong_cell},
    {"SWAP", wrong_moved},               {"COPY", wrong_moved},            {"CHECK_EXC_MATCH", wrong_operand}, {"IMPORT_FROM", wrong_attribute},
    {"LIST_TO_TUPLE", wrong_operand},    {"GET_LEN", wrong_operand},       {"MATCH_MAPPING", wrong_operand},  {"MATCH_SEQUENCE", wrong_operand},
};

const ValueRow& top_after(const Look& look) { return look.frame_after().stack.back().value; }

// A frame ends: its value appears in its caller.
void ask_caller(const Look& look, std::vector<Prediction>& out) {
  const bool left = look.instruction().name == "RETURN_VALUE" && look.next.frames.size() + 1 == look.now.frames.size() && !look.raised();
  if (!left || look.frame_after().stack.empty()) return;
  Maker maker(look, PredictionKind::Top, told(Say::AskTopCaller), plain(top_after(look).text));
  maker.wrong(plain("None"), Say::ReturnsNone);
  for (const LocalRow& l : look.frame().locals) maker.wrong(l.value, Say::ALocal);
  maker.because(told(Say::WasLeft, {look.frame().qualname}));
  maker.finish(out, Maker::Order::Mixed);
}

}  // namespace

void ask_top(const Look& look, std::vector<Prediction>& out) {
  ask_caller(look, out);
  if (!look.same_frame() || look.frame_after().stack.empty()) return;
  for (const Guesser& g : kGuessers) {
    if (look.instruction().name != g.name) continue;
    const std::string& right = top_after(look).text;
    Maker maker(look, PredictionKind::Top, told(Say::AskTop), plain(right));
    if (right == "True" || right == "False") maker.wrong(plain(right == "True" ? "False" : "True"), Say::Opposite);
    g.guess(look, maker);
    maker.about(top_after(look).id);
    maker.finish(out, Maker::Order::Mixed);
    return;
  }
}

}  // namespace innards::predict
