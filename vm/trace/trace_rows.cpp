#include "trace/trace_rows.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

namespace innards::trace {

using nlohmann::json;

namespace {

// ---- taking apart and putting together ------------------------------------------------------------------------------

// Visits every ValueRow of a frame.
template <class Frame, class F>
void each_value(Frame& frame, F f) {
  for (auto& local : frame.locals) {
    f(local.value);
    f(local.content);
  }
  for (auto& slot : frame.stack) f(slot.value);
}

void flatten_frame(FrameRow& frame, FlatMoment& flat) {
  frame.change = Change::Same;
  each_value(frame, [&](ValueRow& v) {
    if (v.id || !v.text.empty()) flat.values[v.id] = v;
    v = ValueRow{v.id, {}, {}, false, 0, false};
  });
  for (LocalRow& local : frame.locals) local.change = Change::Same;
  for (StackRow& slot : frame.stack) slot.change = Change::Same;
}

void fill(ValueRow& v, const FlatMoment& flat) {
  if (!v.id) return;
  auto it = flat.values.find(v.id);
  if (it != flat.values.end()) v = it->second;
}

// ---- reading with checks --------------------------------------------------------------------------------------------

const json& member(const json& j, const char* name) {
  if (!j.is_object()) throw TraceError(std::string("an object with \"") + name + "\" was expected");
  auto it = j.find(name);
  if (it == j.end()) throw TraceError(std::string("\"") + name + "\" is missing");
  return *it;
}

int64_t integer(const json& j, const char* what) {
  if (!j.is_number_integer()) throw TraceError(std::string(what) + " is not a whole number");
  return j.get<int64_t>();
}
uint64_t number(const json& j, const char* what) {
  if (!j.is_number_unsigned() && !(j.is_number_integer() && j.get<int64_t>() >= 0)) throw TraceError(std::string(what) + " is not a whole number from 0");
  return j.get<uint64_t>();
}
int small(const json& j, const char* what) {
  int64_t n = integer(j, what);
  if (n < -(int64_t{1} << 31) || n >= int64_t{1} << 31) throw TraceError(std::string(what) + " is out of range");
  return static_cast<int>(n);
}
std::string text(const json& j, const char* what) {
  if (!j.is_string()) throw TraceError(std::string(what) + " is not a text");
  return j.get<std::string>();
}
const json& list(const json& j, const char* what, size_t at_least = 0) {
  if (!j.is_array() || j.size() < at_least) throw TraceError(std::string(what) + " is not a list" + (at_least ? " of " + std::to_string(at_least) : ""));
  return j;
}
const json& table(const json& j, const char* what) {
  if (!j.is_object()) throw TraceError(std::string(what) + " is not an object");
  return j;
}
bool flag(const json& j, const char* what) {
  if (!j.is_boolean()) throw TraceError(std::string(what) + " is not true or false");
  return j.get<bool>();
}

// Invalid UTF-8 (a lone surrogate in a program's text) is written with replacement characters.
std::string clean(const std::string& s) {
  json j = s;
  try {
    j.dump();
    return s;
  } catch (const json::exception&) {
    return json::parse(j.dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
  }
}

ObjectId key_id(const std::string& key) {
  ObjectId id = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), id);
  if (error != std::errc() || end != key.data() + key.size()) throw TraceError("\"" + clean(key.substr(0, 30)) + "\" is not an object's number");
  return id;
}

// ---- rows -----------------------------------------------------------------------------------------------------------

json span_to_json(const Span& s) { return json::array({s.line, s.col, s.end_line, s.end_col}); }
Span span_from_json(const json& j) {
  list(j, "a span", 4);
  return {small(j[0], "a line"), small(j[1], "a column"), small(j[2], "a line"), small(j[3], "a column")};
}

json value_to_json(const ValueRow& v) { return json::array({v.type, clean(v.text), v.cut, v.refcount, v.is_static}); }
ValueRow value_from_json(ObjectId id, const json& j) {
  list(j, "a value", 5);
  return {id, text(j[0], "a type"), text(j[1], "a value's text"), flag(j[2], "a value's cut"), integer(j[3], "a refcount"), flag(j[4], "a value's static")};
}

json frame_to_json(const FrameRow& f) {
  json locals = json::array(), stack = json::array();
  for (const LocalRow& l : f.locals) locals.push_back(json::array({l.name, l.kind, l.value.id, l.content.id}));
  for (const StackRow& s : f.stack) stack.push_back(s.value.id);
  json j = {{"id", f.id}, {"name", f.name}, {"qualname", f.qualname}, {"file", f.filename}, {"code", f.code_id}, {"function", f.function_id},
          {"globals", f.globals_id}, {"object", f.frame_object_id}, {"line", f.line}, {"offset", f.offset}, {"span", span_to_json(f.span)},
          {"owner", f.owner}, {"suspended", f.suspended}, {"stacksize", f.stack_size}, {"locals", locals}, {"stack", stack}};
  if (f.library) j["library"] = true;
  return j;
}

FrameRow frame_from_json(const json& j, int depth) {
  FrameRow f;
  f.depth = depth;
  f.id = number(member(j, "id"), "a frame's id");
  f.name = text(member(j, "name"), "a frame's name");
  f.qualname = text(member(j, "qualname"), "a frame's qualname");
  f.filename = text(member(j, "file"), "a frame's file");
  f.code_id = number(member(j, "code"), "a frame's code");
  f.function_id = number(member(j, "function"), "a frame's function");
  f.globals_id = number(member(j, "globals"), "a frame's globals");
  f.frame_object_id = number(member(j, "object"), "a frame's object");
  f.line = small(member(j, "line"), "a frame's line");
  f.offset = small(member(j, "offset"), "a frame's offset");
  f.span = span_from_json(member(j, "span"));
  f.owner = text(member(j, "owner"), "a frame's owner");
  f.suspended = flag(member(j, "suspended"), "a frame's suspended");
  f.stack_size = small(member(j, "stacksize"), "a frame's stacksize");
  auto library = j.find("library");   // traces that were written before do not tell
  f.library = library != j.end() && flag(*library, "a frame's library");
  for (const json& l : list(member(j, "locals"), "a frame's locals")) {
    list(l, "a local", 4);
    LocalRow row;
    row.name = text(l[0], "a local's name");
    row.kind = text(l[1], "a local's kind");
    row.value.id = number(l[2], "a local's value");
    row.content.id = number(l[3], "a cell's content");
    f.locals.push_back(std::move(row));
  }
  for (const json& s : list(member(j, "stack"), "a frame's stack")) {
    StackRow row;
    row.index = static_cast<int>(f.stack.size());
    row.value.id = number(s, "a stack slot");
    f.stack.push_back(std::move(row));
  }
  return f;
}

json object_to_json(const ObjectRow& o) {
  json refs = json::array();
  for (const RefRow& r : o.refs) refs.push_back(json::array({clean(r.label), r.value.id}));
  json out = json::array({o.type_id, o.size, o.gc, o.tracked, refs, o.refs_left_out});
  if (o.garbage) out.push_back(true);
  return out;
}

ObjectRow object_from_json(ObjectId id, const json& j) {
  list(j, "an object", 6);
  ObjectRow o;
  o.value.id = id;
  o.type_id = number(j[0], "an object's type");
  o.size = integer(j[1], "an object's size");
  o.gc = flag(j[2], "an object's gc");
  o.tracked = flag(j[3], "an object's tracked");
  o.garbage = j.size() > 6 && flag(j[6], "an object's garbage");
  for (const json& r : list(j[4], "an object's references")) {
    list(r, "a reference", 2);
    RefRow row;
    row.label = text(r[0], "a reference's label");
    row.value.id = number(r[1], "a reference's object");
    o.refs.push_back(std::move(row));
  }
  o.refs_left_out = integer(j[5], "an object's left out references");
  return o;
}

json event_to_json(const MicroRow& e) { return json::array({e.kind, clean(e.text), e.object, e.before, e.after, e.depth}); }
MicroRow event_from_json(const json& j, int index) {
  list(j, "an event", 6);
  return {index, text(j[0], "an event's kind"), text(j[1], "an event's text"), {}, number(j[2], "an event's object"), integer(j[3], "an event's number"),
          integer(j[4], "an event's number"), small(j[5], "an event's depth")};
}

bool same_frame(const FrameRow& a, const FrameRow& b) {
  auto same_local = [](const LocalRow& x, const LocalRow& y) { return x.name == y.name && x.kind == y.kind && x.value.id == y.value.id && x.content.id == y.content.id; };
  auto same_slot = [](const StackRow& x, const StackRow& y) { return x.value.id == y.value.id; };
  return a.id == b.id && a.code_id == b.code_id && a.offset == b.offset && a.frame_object_id == b.frame_object_id && a.suspended == b.suspended &&
         a.function_id == b.function_id && a.owner == b.owner && std::equal(a.locals.begin(), a.locals.end(), b.locals.begin(), b.locals.end(), same_local) &&
         std::equal(a.stack.begin(), a.stack.end(), b.stack.begin(), b.stack.end(), same_slot);
}

bool same_object(const ObjectRow& a, const ObjectRow& b) {
  auto same_ref = [](const RefRow& x, const RefRow& y) { return x.label == y.label && x.value.id == y.value.id; };
  return a.type_id == b.type_id && a.size == b.size && a.tracked == b.tracked && a.garbage == b.garbage && a.refs_left_out == b.refs_left_out &&
         std::equal(a.refs.begin(), a.refs.end(), b.refs.begin(), b.refs.end(), same_ref);
}

json frames_to_json(const std::vector<FrameRow>& frames, size_t keep) {
  json out = json::array();
  for (size_t i = keep; i < frames.size(); ++i) out.push_back(frame_to_json(frames[i]));
  return out;
}

// Entries that differ between two sorted or hashed tables, and keys that are gone.
template <class Map, class Same, class ToJson>
void table_delta(const Map& now, const Map* before, Same same, ToJson to_json, json& changed, json& gone) {
  for (const auto& [id, row] : now) {
    auto it = before ? before->find(id) : now.end();
    if (before && it != before->end() && same(row, it->second)) continue;
    changed[std::to_string(id)] = to_json(row);
  }
  if (!before) return;
  std::set<ObjectId> missing;
  for (const auto& [id, row] : *before)
    if (!now.contains(id)) missing.insert(id);
  for (ObjectId id : missing) gone.push_back(id);
}

}  // namespace

FlatMoment flatten(const Moment& m) {
  FlatMoment flat;
  flat.step = m.step;
  flat.finished = m.finished;
  flat.frames = m.frames;
  flat.suspended = m.suspended;
  for (auto* frames : {&flat.frames, &flat.suspended})
    for (FrameRow& frame : *frames) flatten_frame(frame, flat);
  for (ObjectRow row : m.objects) {
    flat.values[row.value.id] = row.value;
    ObjectId id = row.value.id;
    row.value = ValueRow{id, {}, {}, false, 0, false};
    row.change = Change::Same;
    row.refcount_before = 0;
    for (RefRow& ref : row.refs) {
      if (ref.value.is_static) flat.values.try_emplace(ref.value.id, ref.value);   // here its count is not told
      else flat.values[ref.value.id] = ref.value;
      ref.value = ValueRow{ref.value.id, {}, {}, false, 0, false};
      ref.change = Change::Same;
    }
    flat.objects.emplace(id, std::move(row));
  }
  flat.objects_left_out = m.objects_left_out;
  flat.stdout_bytes = m.stdout_bytes;
  flat.stderr_bytes = m.stderr_bytes;
  flat.exception = clean(m.exception);
  flat.events = m.events;
  flat.events_left_out = m.events_left_out;
  for (MicroRow& e : flat.events) e.text = clean(e.text);
  for (auto& [id, v] : flat.values) v.text = clean(v.text);
  return flat;
}

Moment unflatten(const FlatMoment& flat) {
  Moment m;
  m.step = flat.step;
  m.finished = flat.finished;
  m.frames = flat.frames;
  m.suspended = flat.suspended;
  for (auto* frames : {&m.frames, &m.suspended})
    for (FrameRow& frame : *frames) {
      each_value(frame, [&](ValueRow& v) { fill(v, flat); });
      for (LocalRow& local : frame.locals)
        if (!local.value.id) local.value.text = "NULL";
      for (StackRow& slot : frame.stack)
        if (!slot.value.id) slot.value.text = "NULL";
    }
  for (auto [id, row] : flat.objects) {
    fill(row.value, flat);
    row.refcount_before = row.value.refcount;
    for (RefRow& ref : row.refs) {
      fill(ref.value, flat);
      if (ref.value.is_static) ref.value.refcount = kStaticCount;
    }
    m.objects.push_back(std::move(row));
  }
  m.objects_left_out = flat.objects_left_out;
  m.stdout_bytes = flat.stdout_bytes;
  m.stderr_bytes = flat.stderr_bytes;
  m.exception = flat.exception;
  m.events = flat.events;
  m.events_left_out = flat.events_left_out;
  return m;
}

json entry_to_json(const FlatMoment& now, const FlatMoment* before, const std::vector<OutputRow>& output) {
  json j;
  j["t"] = now.step;
  if (!before) j["key"] = true;
  if (now.finished) j["finished"] = true;
  size_t keep = 0;
  if (before)
    while (keep < now.frames.size() && keep < before->frames.size() && same_frame(now.frames[keep], before->frames[keep])) ++keep;
  if (!before || keep < now.frames.size() || keep < before->frames.size()) j["frames"] = {{"keep", keep}, {"new", frames_to_json(now.frames, keep)}};
  bool same_suspended = before && std::equal(now.suspended.begin(), now.suspended.end(), before->suspended.begin(), before->suspended.end(), same_frame);
  if (!same_suspended && (before || !now.suspended.empty())) j["suspended"] = frames_to_json(now.suspended, 0);
  json changed = json::object(), gone = json::array();
  table_delta(now.objects, before ? &before->objects : nullptr, same_object, object_to_json, changed, gone);
  if (!changed.empty()) j["objects"] = std::move(changed);
  if (!gone.empty()) j["gone"] = std::move(gone);
  changed = json::object();
  gone = json::array();
  table_delta(now.values, before ? &before->values : nullptr, [](const ValueRow& a, const ValueRow& b) { return a == b; }, value_to_json, changed, gone);
  if (!changed.empty()) j["values"] = std::move(changed);
  if (now.objects_left_out) j["left_out"] = now.objects_left_out;
  if (!before || now.stdout_bytes != before->stdout_bytes || now.stderr_bytes != before->stderr_bytes) j["written"] = json::array({now.stdout_bytes, now.stderr_bytes});
  if (!now.exception.empty()) j["exception"] = now.exception;
  if (!now.events.empty()) {
    json events = json::array();
    for (const MicroRow& e : now.events) events.push_back(event_to_json(e));
    j["events"] = std::move(events);
  }
  if (now.events_left_out) j["events_left_out"] = now.events_left_out;
  if (!output.empty()) {
    json rows = json::array();
    for (const OutputRow& o : output) rows.push_back(json::array({o.step, o.stream, clean(o.text)}));
    j["output"] = std::move(rows);
  }
  return j;
}

void apply_entry(const json& j, FlatMoment& state) {
  table(j, "an entry");
  bool key = j.contains("key");
  if (key) state = FlatMoment{};
  state.step = number(member(j, "t"), "\"t\"");
  state.finished = j.contains("finished");
  if (auto it = j.find("frames"); it != j.end()) {
    uint64_t keep = number(member(*it, "keep"), "\"keep\"");
    if (keep > state.frames.size()) throw TraceError("\"keep\" is more than the frames there are");
    state.frames.resize(keep);
    for (const json& f : list(member(*it, "new"), "\"new\"")) state.frames.push_back(frame_from_json(f, static_cast<int>(state.frames.size())));
  }
  if (auto it = j.find("suspended"); it != j.end()) {
    state.suspended.clear();
    for (const json& f : list(*it, "\"suspended\"")) state.suspended.push_back(frame_from_json(f, 0));
  }
  if (auto it = j.find("gone"); it != j.end())
    for (const json& id : list(*it, "\"gone\"")) state.objects.erase(number(id, "an id in \"gone\""));
  if (auto it = j.find("objects"); it != j.end())
    for (const auto& [id, row] : table(*it, "\"objects\"").items()) state.objects[key_id(id)] = object_from_json(key_id(id), row);
  if (auto it = j.find("values"); it != j.end())
    for (const auto& [id, row] : table(*it, "\"values\"").items()) state.values[key_id(id)] = value_from_json(key_id(id), row);
  auto left = j.find("left_out");
  state.objects_left_out = left == j.end() ? 0 : integer(*left, "\"left_out\"");
  if (auto it = j.find("written"); it != j.end()) {
    list(*it, "\"written\"", 2);
    state.stdout_bytes = number((*it)[0], "\"written\"");
    state.stderr_bytes = number((*it)[1], "\"written\"");
  }
  auto exception = j.find("exception");
  state.exception = exception == j.end() ? "" : text(*exception, "\"exception\"");
  state.events.clear();
  if (auto it = j.find("events"); it != j.end())
    for (const json& e : list(*it, "\"events\"")) state.events.push_back(event_from_json(e, static_cast<int>(state.events.size())));
  auto events_left = j.find("events_left_out");
  state.events_left_out = events_left == j.end() ? 0 : integer(*events_left, "\"events_left_out\"");
}

std::vector<OutputRow> output_from_json(const json& j) {
  std::vector<OutputRow> rows;
  auto it = j.find("output");
  if (it == j.end()) return rows;
  for (const json& o : list(*it, "\"output\"")) {
    list(o, "an output", 3);
    rows.push_back({number(o[0], "an output's step"), small(o[1], "an output's stream"), text(o[2], "an output's text")});
  }
  return rows;
}

// ---- code objects ---------------------------------------------------------------------------------------------------

// A code object is told once, so what its CACHE units hold at one moment is left out: only how many there are.
json empty_caches(const InstrRow& i) { return std::vector<int>(i.cache_values.size(), 0); }

json code_to_json(const CodeRows& c) {
  json instructions = json::array(), exceptions = json::array(), consts = json::array();
  for (const InstrRow& i : c.instructions)
    instructions.push_back({{"offset", i.offset}, {"op", i.opcode}, {"name", i.name}, {"arg", i.arg}, {"has_arg", i.has_arg}, {"text", clean(i.arg_text)},
                            {"starts_line", i.starts_line}, {"span", span_to_json(i.span)}, {"caches", empty_caches(i)}, {"jump", i.jump_target},
                            {"target", i.is_target}, {"extended", i.extended}, {"handler", i.handler}});
  for (const ExceptionTableRow& e : c.exceptions) exceptions.push_back(json::array({e.start, e.end, e.target, e.depth, e.lasti}));
  for (const ValueRow& v : c.consts) consts.push_back(json::array({v.id, value_to_json(v)}));
  return {{"id", c.id}, {"name", c.name}, {"qualname", c.qualname}, {"file", c.filename}, {"first_line", c.first_line}, {"args", c.arg_count},
          {"posonly_args", c.posonly_arg_count}, {"kwonly_args", c.kwonly_arg_count}, {"stacksize", c.stack_size}, {"flags", c.flags},
          {"flags_text", c.flags_text}, {"instructions", instructions}, {"exceptions", exceptions}, {"consts", consts}, {"names", c.names},
          {"varnames", c.varnames}, {"cellvars", c.cellvars}, {"freevars", c.freevars}, {"children", c.children}};
}

namespace {

std::vector<std::string> texts(const json& j, const char* what) {
  std::vector<std::string> out;
  for (const json& s : list(j, what)) out.push_back(text(s, what));
  return out;
}

InstrRow instruction_from_json(const json& j) {
  InstrRow i;
  i.offset = small(member(j, "offset"), "an instruction's offset");
  i.opcode = small(member(j, "op"), "an instruction's op");
  i.name = text(member(j, "name"), "an instruction's name");
  i.arg = small(member(j, "arg"), "an instruction's arg");
  i.has_arg = flag(member(j, "has_arg"), "an instruction's has_arg");
  i.arg_text = text(member(j, "text"), "an instruction's text");
  i.starts_line = flag(member(j, "starts_line"), "an instruction's starts_line");
  i.span = span_from_json(member(j, "span"));
  i.line = i.span.line;
  for (const json& c : list(member(j, "caches"), "an instruction's caches")) i.cache_values.push_back(static_cast<uint16_t>(small(c, "a cache")));
  i.caches = static_cast<int>(i.cache_values.size());
  i.jump_target = small(member(j, "jump"), "an instruction's jump");
  i.is_target = flag(member(j, "target"), "an instruction's target");
  i.extended = flag(member(j, "extended"), "an instruction's extended");
  i.handler = small(member(j, "handler"), "an instruction's handler");
  return i;
}

}  // namespace

CodeRows code_from_json(const json& j) {
  CodeRows c;
  c.warmup = 1;   // a trace does not tell
  c.id = number(member(j, "id"), "a code object's id");
  c.name = text(member(j, "name"), "a code object's name");
  c.qualname = text(member(j, "qualname"), "a code object's qualname");
  c.filename = text(member(j, "file"), "a code object's file");
  c.first_line = small(member(j, "first_line"), "a code object's first_line");
  c.arg_count = small(member(j, "args"), "a code object's args");
  c.posonly_arg_count = small(member(j, "posonly_args"), "a code object's posonly_args");
  c.kwonly_arg_count = small(member(j, "kwonly_args"), "a code object's kwonly_args");
  c.stack_size = small(member(j, "stacksize"), "a code object's stacksize");
  c.flags = small(member(j, "flags"), "a code object's flags");
  c.flags_text = text(member(j, "flags_text"), "a code object's flags_text");
  for (const json& i : list(member(j, "instructions"), "a code object's instructions")) c.instructions.push_back(instruction_from_json(i));
  for (const json& e : list(member(j, "exceptions"), "a code object's exceptions")) {
    list(e, "an exception table entry", 5);
    c.exceptions.push_back({small(e[0], "a start"), small(e[1], "an end"), small(e[2], "a target"), small(e[3], "a depth"), flag(e[4], "a lasti")});
  }
  for (const json& v : list(member(j, "consts"), "a code object's consts")) {
    list(v, "a constant", 2);
    c.consts.push_back(value_from_json(number(v[0], "a constant's id"), v[1]));
  }
  c.names = texts(member(j, "names"), "a code object's names");
  c.varnames = texts(member(j, "varnames"), "a code object's varnames");
  c.cellvars = texts(member(j, "cellvars"), "a code object's cellvars");
  c.freevars = texts(member(j, "freevars"), "a code object's freevars");
  for (const json& id : list(member(j, "children"), "a code object's children")) c.children.push_back(number(id, "a child's id"));
  return c;
}

}  // namespace innards::trace
