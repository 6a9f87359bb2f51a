#include "session/compare.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <unordered_map>

#include "inspect/instruction_text.h"
#include "inspect/told.h"

namespace innards {
namespace {

enum class Say {
#define COMPARE(Name, english, chinese) Name,
#include "session/compare_texts.def"
#undef COMPARE
};

const Told& pattern_of(Say what) {
  static const Told kPatterns[] = {
#define COMPARE(Name, english, chinese) {english, chinese},
#include "session/compare_texts.def"
#undef COMPARE
  };
  return kPatterns[static_cast<size_t>(what)];
}

Told told(Say what, std::initializer_list<std::string> parts = {}) { return inspect::filled(pattern_of(what), parts); }
const std::string& in(const Told& t, bool chinese) { return chinese ? t.chinese : t.english; }

using Rows = std::vector<CompareRow>;

// Changes told of one object.
constexpr size_t kMostInside = 8;

ValueRow text_row(const std::string& text) {
  ValueRow row;
  row.text = text;
  return row;
}

// ---- two moments: frames

bool same_value(const ValueRow& a, const ValueRow& b) { return a.id == b.id && a.text == b.text; }

void compare_values(Rows& out, ComparePart part, const std::string& where, const ValueRow& a, const ValueRow& b, bool reborn) {
  if (same_value(a, b) && !(reborn && a.id)) return;
  const Change change = !a.id ? Change::Added : !b.id ? Change::Gone : Change::Changed;
  out.push_back({part, change, where, a, b, b.id ? b.id : a.id});
}

class Moments {
 public:
  Moments(const Moment& before, const Moment& after, const std::vector<uint64_t>& born) : before_(before), after_(after), born_(born) {}
  Rows take() {
    place();
    frames();
    objects();
    std::stable_sort(rows_.begin(), rows_.end(), [](const CompareRow& a, const CompareRow& b) { return a.part < b.part; });
    return std::move(rows_);
  }

 private:
  bool reborn(uint64_t address) const { return std::binary_search(born_.begin(), born_.end(), address); }
  void place();
  void frames();
  void names(const FrameRow* a, const FrameRow* b);
  void stacks(const FrameRow* a, const FrameRow* b);
  void objects();
  void both(const ObjectRow& a, const ObjectRow& b);
  bool references(const ObjectRow& a, const ObjectRow& b);

  const Moment& before_;
  const Moment& after_;
  const std::vector<uint64_t>& born_;
  Rows rows_;
};

std::string place_text(const Moment& m) {
  if (m.frames.empty()) return "-";
  const FrameRow& f = m.frames.back();
  return f.qualname + ":" + std::to_string(f.line) + " @" + std::to_string(f.offset);
}

void Moments::place() {
  const std::string a = place_text(before_), b = place_text(after_);
  if (a != b) rows_.push_back({ComparePart::Place, Change::Changed, "", text_row(a), text_row(b), 0});
}

const FrameRow* twin_of(const FrameRow& f, const std::vector<FrameRow>& in) {
  for (const FrameRow& other : in)
    if (other.id == f.id && other.code_id == f.code_id) return &other;
  return nullptr;
}

// A frame is the same when it lies at the same place, has the same code, and no frame was entered there in between.
void Moments::frames() {
  for (const FrameRow& a : before_.frames) {
    const FrameRow* b = reborn(a.id) ? nullptr : twin_of(a, after_.frames);
    if (!b) rows_.push_back({ComparePart::Frame, Change::Gone, a.qualname, text_row(":" + std::to_string(a.line)), {}, a.function_id});
    names(&a, b);
    stacks(&a, b);
  }
  for (const FrameRow& b : after_.frames) {
    if (!reborn(b.id) && twin_of(b, before_.frames)) continue;
    rows_.push_back({ComparePart::Frame, Change::Added, b.qualname, {}, text_row(":" + std::to_string(b.line)), b.function_id});
    names(nullptr, &b);
    stacks(nullptr, &b);
  }
}

void Moments::names(const FrameRow* a, const FrameRow* b) {
  const FrameRow& any = a ? *a : *b;
  const ComparePart part = any.depth == 0 && any.qualname == "<module>" ? ComparePart::Global : ComparePart::Local;
  static const LocalRow kNone;
  auto find = [](const FrameRow* f, const std::string& name) -> const LocalRow& {
    if (!f) return kNone;
    auto it = std::find_if(f->locals.begin(), f->locals.end(), [&](const LocalRow& l) { return l.name == name; });
    return it == f->locals.end() ? kNone : *it;
  };
  auto value = [](const LocalRow& l) -> const ValueRow& { return l.kind == "cell" || l.kind == "free" ? l.content : l.value; };
  std::vector<std::string> seen;
  for (const FrameRow* f : {a, b}) {
    if (!f) continue;
    for (const LocalRow& l : f->locals) {
      if (std::find(seen.begin(), seen.end(), l.name) != seen.end()) continue;
      seen.push_back(l.name);
      const ValueRow &x = value(find(a, l.name)), &y = value(find(b, l.name));
      compare_values(rows_, part, part == ComparePart::Global ? l.name : any.qualname + ": " + l.name, x, y, reborn(y.id));
    }
  }
}

void Moments::stacks(const FrameRow* a, const FrameRow* b) {
  static const ValueRow kNone;
  const size_t n = std::max(a ? a->stack.size() : 0, b ? b->stack.size() : 0);
  for (size_t i = 0; i < n; ++i) {
    const bool in_a = a && i < a->stack.size(), in_b = b && i < b->stack.size();
    const ValueRow &x = in_a ? a->stack[i].value : kNone, &y = in_b ? b->stack[i].value : kNone;
    if (in_a == in_b && same_value(x, y) && !(y.id && reborn(y.id))) continue;
    const Change change = !in_a ? Change::Added : !in_b ? Change::Gone : Change::Changed;
    rows_.push_back({ComparePart::Stack, change, (a ? a : b)->qualname + "[" + std::to_string(i) + "]", x, y, y.id ? y.id : x.id});
  }
}

// ---- two moments: objects

// What is never made and never freed neither appears nor vanishes.
void Moments::objects() {
  std::unordered_map<ObjectId, const ObjectRow*> later;
  for (const ObjectRow& b : after_.objects) later.emplace(b.value.id, &b);
  std::vector<ObjectId> matched;
  for (const ObjectRow& a : before_.objects) {
    auto it = later.find(a.value.id);
    if (it != later.end() && it->second->type_id == a.type_id && !reborn(a.value.id)) {
      both(a, *it->second);
      matched.push_back(a.value.id);
    } else if (!a.value.is_static) {
      rows_.push_back({ComparePart::Object, Change::Gone, a.value.type, a.value, {}, a.value.id});
    }
  }
  std::sort(matched.begin(), matched.end());
  for (const ObjectRow& b : after_.objects)
    if (!b.value.is_static && !std::binary_search(matched.begin(), matched.end(), b.value.id)) rows_.push_back({ComparePart::Object, Change::Added, b.value.type, {}, b.value, b.value.id});
}

// What changed inside an object whose text stays: an instance's attributes, a list's items beyond those that are spelt out.
// False: nothing.
bool Moments::references(const ObjectRow& a, const ObjectRow& b) {
  auto find = [](const ObjectRow& o, const std::string& label) {
    const auto it = std::find_if(o.refs.begin(), o.refs.end(), [&](const RefRow& r) { return r.label == label; });
    return it == o.refs.end() ? nullptr : &*it;
  };
  size_t changed = 0;
  const std::string whose = a.value.type == "type" ? a.value.text : a.value.type;
  const auto add = [&](const RefRow* x, const RefRow* y) {
    if (x && y && x->value.id == y->value.id && !reborn(y->value.id)) return;
    if (++changed > kMostInside) return;
    const Change change = !x ? Change::Added : !y ? Change::Gone : Change::Changed;
    rows_.push_back({ComparePart::Object, change, whose + (x ? x : y)->label, x ? x->value : ValueRow(), y ? y->value : ValueRow(), b.value.id});
  };
  for (const RefRow& x : a.refs) add(&x, find(b, x.label));
  for (const RefRow& y : b.refs)
    if (!find(a, y.label)) add(nullptr, &y);
  if (changed > kMostInside) rows_.push_back({ComparePart::Object, Change::Changed, whose, text_row("..."), text_row("+" + std::to_string(changed - kMostInside)), b.value.id});
  return changed > 0;
}

// The same object at both moments.
void Moments::both(const ObjectRow& a, const ObjectRow& b) {
  if (a.value.text != b.value.text) rows_.push_back({ComparePart::Object, Change::Changed, a.value.type, a.value, b.value, b.value.id});
  else if (!references(a, b) && a.size != b.size) rows_.push_back({ComparePart::Object, Change::Changed, a.value.type + " sizeof", text_row(std::to_string(a.size)), text_row(std::to_string(b.size)), b.value.id});
  const bool counted = !a.value.is_static && !b.value.is_static && a.value.refcount != b.value.refcount;
  if (!counted) return;
  CompareRow row{ComparePart::Refcount, Change::Changed, b.value.text, a.value, b.value, b.value.id};
  row.before.text = std::to_string(a.value.refcount);
  row.after.text = std::to_string(b.value.refcount);
  rows_.push_back(std::move(row));
}

// What stdout got between two moments, a row for each line.
void add_output(Rows& out, const std::vector<OutputRow>& output, uint64_t from, uint64_t to) {
  std::string all;
  for (const OutputRow& o : output)
    if (o.stream == 1) all += o.text;
  to = std::min<uint64_t>(to, all.size());
  while (from < to) {
    const uint64_t end = std::min<uint64_t>(all.find('\n', from), to);
    out.push_back({ComparePart::Output, Change::Added, "", {}, text_row(all.substr(from, end - from)), 0});
    from = end + 1;
  }
}

}  // namespace

int64_t CompareRows::count(ComparePart part) const {
  return std::count_if(rows.begin(), rows.end(), [&](const CompareRow& r) { return r.part == part; });
}

std::vector<CompareRow> compare_moments(const Moment& before, const Moment& after, const std::vector<uint64_t>& born) { return Moments(before, after, born).take(); }

CompareRows compare_steps(View& view, uint64_t one, uint64_t other) {
  const uint64_t here = view.cursor();
  CompareRows out;
  out.from = std::min(one, other);
  out.to = std::max(one, other);
  view.seek(out.from);
  const Moment before = view.moment();
  view.seek(out.to);
  const Moment after = view.moment();
  std::optional<std::vector<uint64_t>> born = view.born_between(out.from, out.to);
  out.identities_known = born.has_value();
  out.rows = compare_moments(before, after, born.value_or(std::vector<uint64_t>()));
  add_output(out.rows, view.output(), before.stdout_bytes, after.stdout_bytes);
  view.seek(here);
  return out;
}

const Told& compare_part_title(ComparePart part) { return pattern_of(static_cast<Say>(part)); }

namespace {

const char* sign_of(Change c) { return c == Change::Added ? "+" : c == Change::Gone ? "-" : "~"; }

std::string row_text(const CompareRow& r) {
  std::string out = std::string("  ") + sign_of(r.change) + " " + r.where + (r.where.empty() ? "" : "  ");
  if (r.change != Change::Added) out += r.before.text;
  if (r.change == Change::Changed) out += " -> ";
  if (r.change != Change::Gone) out += r.after.text;
  // The same text in another object: only its identity differs.
  if (r.change == Change::Changed && r.before.text == r.after.text && r.before.id != r.after.id) {
    char ids[64];
    std::snprintf(ids, sizeof ids, "  (0x%llx -> 0x%llx)", static_cast<unsigned long long>(r.before.id), static_cast<unsigned long long>(r.after.id));
    out += ids;
  }
  return out + "\n";
}

}  // namespace

std::string compare_text(const CompareRows& rows, bool chinese) {
  std::string out = in(told(Say::Between, {std::to_string(rows.from), std::to_string(rows.to)}), chinese) + "\n";
  if (!rows.identities_known) out += in(told(Say::ByAddress), chinese) + "\n";
  ComparePart part = ComparePart::kCount;
  for (const CompareRow& r : rows.rows) {
    if (r.part != part) out += in(compare_part_title(r.part), chinese) + ":\n";
    part = r.part;
    out += row_text(r);
  }
  if (rows.rows.empty()) out += in(told(Say::NoneDiffers), chinese) + "\n";
  return out;
}

// ---- two programs

namespace {

// Addresses differ from program to program and mean nothing.
std::string without_addresses(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "0x") != 0) {
      out += text[i];
      continue;
    }
    out += "0x";
    for (++i; i + 1 < text.size() && std::isxdigit(static_cast<unsigned char>(text[i + 1]));) ++i;
  }
  return out;
}

bool same_instruction(const InstrRow& a, const InstrRow& b) { return a.name == b.name && (a.jump_target >= 0 || (a.arg_text.empty() ? a.arg == b.arg : without_addresses(a.arg_text) == without_addresses(b.arg_text))); }

struct Side {
  explicit Side(View& view) : view(view), moment(view.moment()) {
    if (moment.frames.empty()) return;
    frame = &moment.frames.back();
    if (const CodeRows* rows = view.code(frame->code_id)) code = *rows;
    for (size_t i = 0; i < code.instructions.size(); ++i)
      if (code.instructions[i].offset == frame->offset) at = static_cast<int>(i);
  }
  std::string line() const {
    if (!frame) return "";
    for (const SourceRow& row : view.source(frame->filename))
      if (row.line == frame->line) return std::to_string(row.line) + ": " + row.text.substr(std::min(row.text.find_first_not_of(' '), row.text.size()));
    return std::to_string(frame->line);
  }
  std::string printed() const {
    std::string all;
    for (const OutputRow& o : view.output())
      if (o.stream == 1) all += o.text;
    all.resize(std::min<size_t>(all.size(), moment.stdout_bytes));
    if (!all.empty() && all.back() == '\n') all.pop_back();
    return all.substr(all.rfind('\n') + 1);
  }
  const ValueRow* slot(size_t i) const { return frame && i < frame->stack.size() ? &frame->stack[i].value : nullptr; }
  const ValueRow* name(const std::string& wanted) const {
    for (const LocalRow& l : frame ? frame->locals : none)
      if (l.name == wanted) return l.content.id ? &l.content : l.value.id ? &l.value : nullptr;
    return nullptr;
  }
  View& view;
  Moment moment;
  const FrameRow* frame = nullptr;
  CodeRows code;
  int at = -1;
  std::vector<LocalRow> none;
};

void add(BesideRows& out, Told what, const std::string& left, const std::string& right) { out.rows.push_back({std::move(what), left, right, 0, 0, without_addresses(left) != without_addresses(right)}); }

void add_values(BesideRows& out, Told what, const ValueRow* left, const ValueRow* right) {
  auto text = [](const ValueRow* v) { return !v ? "" : v->id ? v->text + " (" + v->type + ", " + (v->is_static ? "static" : std::to_string(v->refcount)) + ")" : v->text; };
  add(out, std::move(what), text(left), text(right));
  out.rows.back().left_object = left ? left->id : 0;
  out.rows.back().right_object = right ? right->id : 0;
}

}  // namespace

BesideRows compare_programs(View& left_view, View& right_view) {
  const Side left(left_view), right(right_view);
  BesideRows out;
  out.left_step = left.moment.step;
  out.right_step = right.moment.step;
  out.left_at = left.at;
  out.right_at = right.at;
  auto instruction = [](const Side& s) { return s.at < 0 ? std::string() : instruction_text(s.code.instructions[static_cast<size_t>(s.at)]); };
  add(out, told(Say::Step), std::to_string(out.left_step), std::to_string(out.right_step));
  add(out, told(Say::Function), left.frame ? left.frame->qualname : "", right.frame ? right.frame->qualname : "");
  add(out, told(Say::Line), left.line(), right.line());
  add(out, told(Say::Instruction), instruction(left), instruction(right));
  const size_t a = left.frame ? left.frame->stack.size() : 0, b = right.frame ? right.frame->stack.size() : 0;
  add(out, told(Say::Depth), std::to_string(a), std::to_string(b));
  for (size_t i = std::max(a, b); i-- > 0;) add_values(out, told(Say::StackSlot, {std::to_string(i)}), left.slot(i), right.slot(i));
  std::vector<std::string> names;
  for (const Side* side : {&left, &right})
    for (const LocalRow& l : side->frame ? side->frame->locals : side->none)
      if (std::find(names.begin(), names.end(), l.name) == names.end()) names.push_back(l.name);
  for (const std::string& name : names)
    if (left.name(name) || right.name(name)) add_values(out, {name, name}, left.name(name), right.name(name));
  add(out, told(Say::Printed), left.printed(), right.printed());
  out.left_code.instructions = left.code.instructions;
  out.right_code.instructions = right.code.instructions;
  out.instructions = align_instructions(left.code.instructions, right.code.instructions);
  return out;
}

int BesideRows::differing() const {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const BesideRow& r) { return r.differs; }));
}

std::vector<BesideInstruction> align_instructions(const std::vector<InstrRow>& left, const std::vector<InstrRow>& right) {
  constexpr size_t kMost = 1000;   // beyond it the table of lengths would be large
  const size_t n = std::min(left.size(), kMost), m = std::min(right.size(), kMost);
  std::vector<uint16_t> common((n + 1) * (m + 1), 0);   // length of the longest common sequence from here on
  auto at = [&](size_t i, size_t j) -> uint16_t& { return common[i * (m + 1) + j]; };
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;)
      at(i, j) = same_instruction(left[i], right[j]) ? static_cast<uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
  std::vector<BesideInstruction> out;
  for (size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && same_instruction(left[i], right[j])) out.push_back({static_cast<int>(i++), static_cast<int>(j++), false});
    else if (i < n && j < m && at(i + 1, j + 1) == at(i, j)) out.push_back({static_cast<int>(i++), static_cast<int>(j++), true});   // one in the other's place
    else if (i < n && (j >= m || at(i + 1, j) >= at(i, j + 1))) out.push_back({static_cast<int>(i++), -1, true});
    else out.push_back({-1, static_cast<int>(j++), true});
  }
  return out;
}

namespace {

size_t points(const std::string& s) {
  return static_cast<size_t>(std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}
std::string padded(std::string s, size_t width) {
  const size_t have = points(s);
  return have < width ? s + std::string(width - have, ' ') : s;
}

std::string instruction_cell(const std::vector<InstrRow>& code, int index, int at) {
  if (index < 0) return "";
  const InstrRow& i = code[static_cast<size_t>(index)];
  return (index == at ? "> " : "  ") + std::to_string(i.offset) + " " + instruction_text(i);
}

}  // namespace

std::string beside_text(const BesideRows& rows, const std::string& left_title, const std::string& right_title, bool chinese) {
  constexpr size_t kWhat = 22, kSide = 44;
  std::string out = padded("", kWhat + 2) + padded(left_title, kSide) + right_title + "\n";
  for (const BesideRow& r : rows.rows) out += std::string(r.differs ? "~ " : "  ") + padded(in(r.what, chinese), kWhat) + padded(r.left, kSide) + r.right + "\n";
  out += in(told(Say::Instructions), chinese) + ":\n";
  for (const BesideInstruction& i : rows.instructions)
    out += std::string(i.differs ? "~ " : "  ") + padded("", kWhat) + padded(instruction_cell(rows.left_code.instructions, i.left, rows.left_at), kSide) + instruction_cell(rows.right_code.instructions, i.right, rows.right_at) + "\n";
  return out;
}

}  // namespace innards
