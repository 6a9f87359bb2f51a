#include "session/memory_path.h"

#include <optional>

#include "compile/quick_opcodes.h"
#include "run/specialise.h"

namespace innards {

namespace {

// What stands in the parentheses of ".WORD(...)".
std::optional<std::string> argument_of(std::string_view rest, std::string_view word) {
  if (!rest.starts_with(word) || rest.size() < word.size() + 2 || rest[word.size()] != '(' || rest.back() != ')') return std::nullopt;
  return std::string(rest.substr(word.size() + 1, rest.size() - word.size() - 2));
}

PathValue pointing(PathValue v, ObjectId id, std::string place = "") {
  v.object = id;
  v.place = std::move(place);
  return v;
}

// A length of an int is told with its meaning behind a colon: "-3: negative, 3 digits".
std::string value_of(const FieldRow& f) { return f.name == "ob_size" ? f.text.substr(0, f.text.find(':')) : f.text; }

PathValue field(View& view, ObjectId id, const std::string& name) {
  for (const FieldRow& f : view.bytes(id))
    if (f.name == name) return pointing(PathValue::plain(value_of(f)), id, "field " + name);
  return PathValue::failure("the object has no field '" + name + "'");
}

bool lies_in(const HeapBlockRow& b, ObjectId id) { return b.object == id && b.address <= id && id < b.address + b.size; }

PathValue block(View& view, ObjectId id) {
  HeapAsk ask;
  ask.selected = id;
  const std::shared_ptr<const HeapRows> heap = view.heap(ask);
  if (!heap) return PathValue::failure("the blocks are not known here");
  for (const SizeClassRow& c : heap->classes)
    for (const PoolRow& p : c.shown)
      for (const HeapBlockRow& b : p.blocks)
        if (lies_in(b, id)) return pointing(PathValue::plain(static_cast<int64_t>(b.size)), id);
  for (const HeapBlockRow& b : heap->large)
    if (lies_in(b, id)) return pointing(PathValue::plain("large"), id);
  return PathValue::failure("no block is known to hold the object");
}

std::string text_of_slot(int64_t entry) { return entry == kSlotEmpty ? "empty" : entry == kSlotDummy ? "dummy" : std::to_string(entry); }

PathValue slot(const DictRows& d, const std::string& wanted) {
  for (const DictSlotRow& s : d.slots)
    if (std::to_string(s.slot) == wanted) return pointing(PathValue::plain(text_of_slot(s.entry)), d.asked, "slot " + wanted);
  return PathValue::failure("the table has no slot " + wanted);
}

PathValue slot_of(const DictRows& d, const std::string& key) {
  for (const DictEntryRow& e : d.entries) {
    if (!e.key.id || e.key.text != key) continue;
    for (const DictSlotRow& s : d.slots)
      if (s.entry == e.index) return pointing(PathValue::plain(s.slot), d.asked, "slot " + std::to_string(s.slot));
  }
  return PathValue::failure("no slot leads to the key " + key);
}

// The code object of a function, or the object itself where that is one.
const CodeRows* code_of(View& view, ObjectId id) {
  for (const FieldRow& f : view.bytes(id))
    if (f.name == "func_code") return view.code(f.target);
  return view.code(id);
}

const InstrRow* instruction_at(const CodeRows& code, const std::string& offset) {
  for (const InstrRow& r : code.instructions)
    if (std::to_string(r.offset) == offset) return &r;
  return nullptr;
}

// What specialisation has made of an instruction.
PathValue form(const CodeRows& code, const std::string& offset, bool counter) {
  const InstrRow* r = instruction_at(code, offset);
  if (!r) return PathValue::failure("no instruction begins at offset " + offset);
  if (counter && r->cache_values.empty()) return PathValue::failure("the instruction at offset " + offset + " has no counter");
  const bool adaptive = quick_info(r->form).role == QuickRole::Adaptive;
  PathValue v = counter ? PathValue::plain(int64_t{adaptive ? r->cache_values[0] >> 4 : r->cache_values[0]})
                        : PathValue::plain(r->form_name.empty() ? r->name : r->form_name);
  return pointing(v, code.id);
}

PathValue evaluate_code_path(View& view, ObjectId id, std::string_view rest) {
  const CodeRows* code = code_of(view, id);
  if (!code) return PathValue::failure("the object is no function and no code object");
  if (code->warmup > 0) return PathValue::failure("what specialisation has made of the code is not in the trace");
  if (rest == ".runs") return pointing(PathValue::plain(int64_t{kWarmUp + code->warmup}), code->id);
  const std::optional<std::string> offset = argument_of(rest, ".form");
  return offset ? form(*code, *offset, false) : form(*code, *argument_of(rest, ".counter"), true);
}

}  // namespace

bool is_memory_path(std::string_view rest) {
  return rest == ".block" || rest == ".runs" || argument_of(rest, ".field") || argument_of(rest, ".form") || argument_of(rest, ".counter");
}

PathValue evaluate_memory_path(View& view, ObjectId id, std::string_view rest) {
  if (rest == ".runs" || argument_of(rest, ".form") || argument_of(rest, ".counter")) return evaluate_code_path(view, id, rest);
  const std::optional<std::string> name = argument_of(rest, ".field");
  return name ? field(view, id, *name) : block(view, id);
}

PathValue evaluate_dict_path(View& view, ObjectId id, std::string_view rest) {
  const DictRows d = view.dict(id, 0, "");
  if (d.kind.empty()) return PathValue::failure("the object has no hash table");
  if (rest.empty()) return pointing(PathValue::plain(d.object.text), id);
  if (rest == ".size") return pointing(PathValue::plain(int64_t{1} << d.log2_size), id);
  if (rest == ".kind") return pointing(PathValue::plain(d.kind), id);
  if (rest == ".used") return pointing(PathValue::plain(d.used), id);
  if (rest == ".usable") return pointing(PathValue::plain(d.usable), id);
  if (rest == ".entries") return pointing(PathValue::plain(d.nentries), id);
  if (const auto number = argument_of(rest, ".slot")) return slot(d, *number);
  if (const auto key = argument_of(rest, ".slot_of")) return slot_of(d, *key);
  return PathValue::failure("a hash table has no '" + std::string(rest) + "'");
}

PathValue evaluate_type_path(View& view, ObjectId id, std::string_view rest) {
  const TypeRows t = view.type(id);
  if (!t.type.id) return PathValue::failure("the type is not known here");
  if (rest.empty()) return pointing(PathValue::plain(t.type.text), t.type.id);
  const std::optional<std::string> name = argument_of(rest, ".slot");
  if (!name) return PathValue::failure("a type has no '" + std::string(rest) + "'");
  for (const TypeSlotRow& s : t.slots)
    if (s.slot == *name) return pointing(PathValue::plain(s.from_name), t.type.id, "slot " + *name);
  return pointing(PathValue::plain("empty"), t.type.id);
}

PathValue evaluate_lookup_path(View& view) {
  const WalkRows w = view.lookup(0, "");
  if (!w.any || w.rows.empty()) return PathValue::failure("this instruction looks for no name");
  const WalkRow& last = w.rows.back();
  if (last.end == WalkEnd::Fails) return PathValue::plain("error");
  // What a class has as a plain value is told in a row of its own, as the descriptors are.
  const bool plain = last.place == "type" || (last.place == "descriptor" && !last.where && w.answer_kind == "value");
  return pointing(PathValue::plain(plain ? "class" : last.place), w.object.id);
}

}  // namespace innards
