// Recordings as JSON. Apart because json.hpp is slow to compile.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "breakpoints_json.h"
#include "saved_run.h"

namespace innards::app {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "innards-recording";

// ---- writing

std::string hex(uint64_t n) {
  char text[24];
  std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(n));
  return text;
}

// Text as it is; bytes that are no UTF-8 as {"hex": ...}.
Json text_json(const std::string& text) {
  if (utf8_is_valid(text)) return text;
  static const char kDigits[] = "0123456789abcdef";
  std::string digits;
  for (unsigned char c : text) digits += {kDigits[c >> 4], kDigits[c & 15]};
  return {{"hex", digits}};
}

Json texts_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& t : texts) list.push_back(text_json(t));
  return list;
}

template <class Map, class Write>
Json map_json(const Map& map, Write write) {
  Json object = Json::object();
  for (const auto& [name, value] : map) object[name] = write(value);
  return object;
}

Json interrupts_json(const std::vector<Interrupt>& all) {
  Json list = Json::array();
  for (const Interrupt& i : all) list.push_back({{"step", i.step}, {"lines", i.input_lines}});
  return list;
}

Json marks_json(const SavedRun& run) {
  Json list = Json::array();
  for (const auto& [step, note] : run.marks) list.push_back({{"step", step}, {"note", text_json(note)}});
  return list;
}

Json program_json(const Program& p) {
  Json j = {{"path", text_json(p.filename)}, {"text", text_json(p.source)}, {"arguments", texts_json(p.argv)}, {"folder", text_json(p.directory)}, {"library", text_json(p.library)}, {"gc", p.automatic_gc}};
  if (!p.argv0.empty()) j["argv0"] = text_json(p.argv0);
  return j;
}

const char* const kBy[] = {"first", "answer", "arguments", "input", "text", "again"};

Json row_json(const BranchRow& row) {
  return {{"number", static_cast<unsigned>(row.number)}, {"by", kBy[static_cast<int>(row.by)]}, {"answer", row.answer}, {"what", text_json(row.what)}, {"of", static_cast<unsigned>(row.of)}, {"shared", row.shared}, {"steps", row.steps}};
}

Json input_json(const Program& p) { return {{"lines", texts_json(p.input)}, {"ends", p.input_ends}}; }

Json edited_json(const Program& p) {
  Json list = Json::array();
  for (const EditedFile& file : p.edited) list.push_back({{"path", text_json(file.path)}, {"text", text_json(file.text)}});
  return list;
}

Json branch_json(const KeptBranch& b) {
  Json j = row_json(b.row);
  j["text"] = text_json(b.program.source);
  if (!b.program.edited.empty()) j["edited"] = edited_json(b.program);
  j["arguments"] = texts_json(b.program.argv);
  j["input"] = input_json(b.program);
  j["interrupts"] = interrupts_json(b.program.interrupts);
  if (b.program.stopped_at) j["stopped_at"] = b.program.stopped_at;
  j["cursor"] = b.cursor;
  return j;
}

// ---- reading: what is wrong is thrown with its place in the file

[[noreturn]] void wrong(const std::string& where, const char* wanted) { throw std::runtime_error(where + " is not " + wanted); }

const Json& member(const Json& object, const char* name, const std::string& where) {
  if (!object.is_object()) wrong(where, "an object");
  const auto it = object.find(name);
  if (it == object.end()) throw std::runtime_error(where + "." + name + " is missing");
  return *it;
}

int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

std::string read_text(const Json& j, const std::string& where) {
  if (j.is_string()) return j.get<std::string>();
  if (!j.is_object() || !j.contains("hex") || !j["hex"].is_string()) wrong(where, "a text");
  const std::string digits = j["hex"].get<std::string>();
  std::string out;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    if (digit(digits[i]) < 0 || digit(digits[i + 1]) < 0) wrong(where + ".hex", "hexadecimal");
    out += static_cast<char>(digit(digits[i]) * 16 + digit(digits[i + 1]));
  }
  if (digits.size() % 2) wrong(where + ".hex", "of whole bytes");
  return out;
}

std::string read_text(const Json& object, const char* name, const std::string& where) { return read_text(member(object, name, where), where + "." + name); }

uint64_t read_number(const Json& object, const char* name, const std::string& where) {
  const Json& j = member(object, name, where);
  if (!j.is_number_unsigned()) wrong(where + "." + name, "a number of steps or lines");
  return j.get<uint64_t>();
}

uint64_t read_hex(const Json& j, const std::string& where) {
  const std::string text = read_text(j, where);
  char* end = nullptr;
  const uint64_t n = std::strtoull(text.c_str(), &end, 16);
  if (text.empty() || *end) wrong(where, "a hexadecimal number");
  return n;
}

bool read_flag(const Json& object, const char* name, const std::string& where) {
  const Json& j = member(object, name, where);
  if (!j.is_boolean()) wrong(where + "." + name, "true or false");
  return j.get<bool>();
}

const Json& list_of(const Json& object, const char* name, const std::string& where) {
  const Json& j = member(object, name, where);
  if (!j.is_array()) wrong(where + "." + name, "a list");
  return j;
}

std::vector<std::string> read_texts(const Json& list, const std::string& where) {
  if (!list.is_array()) wrong(where, "a list");
  std::vector<std::string> out;
  for (size_t i = 0; i < list.size(); ++i) out.push_back(read_text(list[i], where + "[" + std::to_string(i) + "]"));
  return out;
}

template <class Take>
void read_map(const Json& top, const char* name, Take take) {
  const Json& object = member(top, name, "recording");
  if (!object.is_object()) wrong(name, "an object");
  for (const auto& [key, value] : object.items()) take(key, value, std::string(name) + "[" + key + "]");
}

void read_given(const Json& of, const std::string& where, Program& p) {
  const Json& input = member(of, "input", where);
  p.input = read_texts(list_of(input, "lines", where + ".input"), where + ".input.lines");
  p.input_ends = read_flag(input, "ends", where + ".input");
  const Json& interrupts = list_of(of, "interrupts", where);
  p.interrupts.clear();
  for (size_t i = 0; i < interrupts.size(); ++i) {
    const std::string one = where + ".interrupts[" + std::to_string(i) + "]";
    p.interrupts.push_back({read_number(interrupts[i], "step", one), read_number(interrupts[i], "lines", one)});
  }
  p.stopped_at = of.contains("stopped_at") ? read_number(of, "stopped_at", where) : 0;
}

constexpr uint64_t kMostRuns = 1000000;

int read_run_number(const Json& object, const char* name, const std::string& where) {
  const uint64_t n = read_number(object, name, where);
  if (n > kMostRuns) wrong(where + "." + name, "the number of a run");
  return static_cast<int>(n);
}

void read_program(const Json& top, Program& p) {
  const Json& j = member(top, "program", "recording");
  p.filename = read_text(j, "path", "program");
  if (j.contains("argv0")) p.argv0 = read_text(j, "argv0", "program");
  p.source = read_text(j, "text", "program");
  p.argv = read_texts(list_of(j, "arguments", "program"), "program.arguments");
  p.directory = read_text(j, "folder", "program");
  p.library = read_text(j, "library", "program");
  p.automatic_gc = read_flag(j, "gc", "program");
  read_given(top, "recording", p);
}

BranchRow read_row(const Json& j, const std::string& where) {
  BranchRow row;
  const std::string by = read_text(j, "by", where);
  for (int i = 0; i < static_cast<int>(std::size(kBy)); ++i)
    if (by == kBy[i]) row.by = static_cast<BranchBy>(i);
  row.number = read_run_number(j, "number", where);
  row.of = read_run_number(j, "of", where);
  row.answer = read_number(j, "answer", where);
  row.what = read_text(j, "what", where);
  row.shared = read_number(j, "shared", where);
  row.steps = read_number(j, "steps", where);
  if (row.number < 1 || row.of >= row.number) wrong(where + ".of", "a run made before");
  return row;
}

std::vector<EditedFile> read_edited(const Json& run, const std::string& where) {
  std::vector<EditedFile> edited;
  if (!run.contains("edited")) return edited;
  const Json& files = list_of(run, "edited", where);
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string file = where + ".edited[" + std::to_string(i) + "]";
    edited.push_back({read_text(files[i], "path", file), read_text(files[i], "text", file)});
  }
  return edited;
}

// The other runs of the program, if there are any.
void read_runs(const Json& top, SavedRun& run) {
  if (!top.contains("runs")) return;
  run.row = read_row(member(top, "run", "recording"), "run");
  const Json& runs = list_of(top, "runs", "recording");
  if (runs.size() >= Branches::kMostListed) throw std::runtime_error("it has " + std::to_string(runs.size() + 1) + " runs; this Innards keeps at most " + std::to_string(Branches::kMostListed));
  for (size_t i = 0; i < runs.size(); ++i) {
    const std::string where = "runs[" + std::to_string(i) + "]";
    KeptBranch b{read_row(runs[i], where), run.program, read_number(runs[i], "cursor", where)};
    b.program.source = read_text(runs[i], "text", where);
    b.program.edited = read_edited(runs[i], where);
    b.program.argv = read_texts(list_of(runs[i], "arguments", where), where + ".arguments");
    read_given(runs[i], where, b.program);
    run.others.push_back(std::move(b));
  }
}

void read_files(const Json& top, SavedRun& run) {
  read_map(top, "files", [&](const std::string& path, const Json& j, const std::string& where) { run.files[path] = read_text(j, where); });
  read_map(top, "library_files", [&](const std::string& path, const Json& j, const std::string& where) { run.library[path] = read_hex(j, where); });
  read_map(top, "folders", [&](const std::string& path, const Json& j, const std::string& where) { run.lists[path] = read_texts(j, where); });
  read_map(top, "paths", [&](const std::string& path, const Json& j, const std::string& where) {
    if (!j.is_number_unsigned() || j.get<uint64_t>() > 3) wrong(where, "0, 1, 2 or 3");
    run.stats[path] = j.get<int>();
  });
}

void read_result(const Json& top, SavedRun& run) {
  const Json& result = member(top, "result", "recording");
  run.steps = read_number(result, "steps", "result");
  run.output = read_hex(member(result, "output", "result"), "result.output");
  run.status = result.contains("status") ? static_cast<int>(read_number(result, "status", "result")) : -1;
}

void read_looking(const Json& top, SavedRun& run) {
  run.cursor = read_number(top, "cursor", "recording");
  const Json& marks = list_of(top, "marks", "recording");
  for (size_t i = 0; i < marks.size(); ++i) {
    const std::string where = "marks[" + std::to_string(i) + "]";
    run.marks.emplace_back(read_number(marks[i], "step", where), read_text(marks[i], "note", where));
  }
  run.breakpoints = read_breakpoints(list_of(top, "breakpoints", "recording").dump());
  run.watches = read_texts(list_of(top, "watches", "recording"), "watches");
}

// A recording is a few lists deep. What is far deeper was made to exhaust the stack of whoever walks through it.
constexpr int kMostDepth = 64;

bool not_too_deep(int depth, Json::parse_event_t, Json&) {
  if (depth > kMostDepth) throw std::runtime_error("its lists and objects lie more than " + std::to_string(kMostDepth) + " deep in each other");
  return true;
}

void read_all(const std::string& text, SavedRun& run) {
  const Json top = Json::parse(text, not_too_deep);
  if (!top.is_object() || !top.contains("format") || top["format"] != kFormat) throw std::runtime_error("it does not say \"format\": \"innards-recording\"");
  if (const uint64_t version = read_number(top, "version", "recording"); version != kRecordingFormat) throw std::runtime_error("its format has the version " + std::to_string(version) + "; this Innards reads version " + std::to_string(kRecordingFormat));
  run.version = read_text(top, "innards", "recording");
  run.model = read_text(top, "model", "recording");
  read_program(top, run.program);
  read_files(top, run);
  read_result(top, run);
  read_looking(top, run);
  read_runs(top, run);
}

}  // namespace

std::string write_recording(const SavedRun& run) {
  Json j = {{"format", kFormat}, {"version", kRecordingFormat}, {"innards", run.version}, {"model", run.model}, {"program", program_json(run.program)}};
  j["input"] = input_json(run.program);
  j["interrupts"] = interrupts_json(run.program.interrupts);
  if (run.program.stopped_at) j["stopped_at"] = run.program.stopped_at;
  j["files"] = map_json(run.files, text_json);
  j["paths"] = map_json(run.stats, [](int kind) { return Json(static_cast<unsigned>(kind)); });
  j["folders"] = map_json(run.lists, texts_json);
  j["library_files"] = map_json(run.library, [](uint64_t sum) { return Json(hex(sum)); });
  j["result"] = {{"steps", run.steps}, {"output", hex(run.output)}};
  if (run.status >= 0) j["result"]["status"] = static_cast<unsigned>(run.status);
  j["cursor"] = run.cursor;
  j["marks"] = marks_json(run);
  j["breakpoints"] = Json::parse(write_breakpoints(run.breakpoints));
  j["watches"] = texts_json(run.watches);
  if (!run.others.empty()) {
    j["run"] = row_json(run.row);
    j["runs"] = Json::array();
    for (const KeptBranch& b : run.others) j["runs"].push_back(branch_json(b));
  }
  return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool read_recording(const std::string& text, SavedRun& run, std::string& error) {
  try {
    read_all(text, run);
    return true;
  } catch (const Json::parse_error& e) {
    const std::string said = e.what();   // [json.exception...] parse error at line 3, column 7: ...
    error = said.substr(said.find("] ") == std::string::npos ? 0 : said.find("] ") + 2);
  } catch (const std::exception& e) {
    error = e.what();
  }
  return false;
}

}  // namespace innards::app
