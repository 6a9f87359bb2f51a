// innards fields FILE --of NAME: the bytes of the objects in a global dict of the program, field by field, as JSON, when the
// program is about to end: what the Bytes panel shows, for tests that compare with CPython's own memory.
#include <cstdio>
#include <string>

#include "commands.h"
#include "compile/opcodes.h"
#include "host_outside.h"
#include "inspect/inspect.h"
#include "inspect/reader.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/str.h"
#include "run/frame.h"
#include "run/machine.h"
#include "run/runtime.h"
#include "stage_output.h"

namespace innards::app {

namespace {

// Whether the next instruction ends the program's module.
bool at_the_end() {
  InterpreterFrame* frame = rt().thread.current_frame;
  if (!frame || frame->previous) return false;
  return (code_units(frame->f_code)[frame_lasti(frame)] & 255) == Opcode::RETURN_VALUE;
}

std::string member(const char* name, const std::string& value) { return std::string("\"") + name + "\": " + value; }

std::string field_json(inspect::Reader& reader, const FieldRow& f) {
  std::string text = "{" + member("name", json_string(f.name)) + ", " + member("ctype", json_string(f.ctype)) + ", " +
                     member("offset", std::to_string(f.offset)) + ", " + member("size", std::to_string(f.size)) + ", " + member("hex", json_string(f.hex));
  if (f.ctype == "PyObject *" || f.ctype == "PyTypeObject *")
    text += ", " + member("target", json_string(reader.is_object(f.target) ? reader.type_name(f.target) : ""));
  return text + "}";
}

std::string object_json(inspect::Reader& reader, const std::string& name, ObjectId id) {
  std::string fields;
  for (const FieldRow& f : inspect::bytes(reader.memory(), id)) fields += (fields.empty() ? "" : ",\n  ") + field_json(reader, f);
  return "{" + member("name", json_string(name)) + ", " + member("type", json_string(reader.type_name(id))) + ", " +
         member("size", std::to_string(reader.size(id))) + ", " + member("fields", "[" + fields + "]") + "}";
}

int print_fields(const std::string& name) {
  Object* subjects = dict_get_item_str(rt().thread.current_frame->f_globals, name.c_str());
  if (!subjects || !dict_check(subjects)) {
    std::fprintf(stderr, "innards fields: the program has no global dict '%s'\n", name.c_str());
    return 2;
  }
  const Memory memory;
  inspect::Reader reader(memory);
  std::string all;
  for (const auto& [key, value] : reader.dict_items(Ptr<Object>(subjects).bits())) all += (all.empty() ? "" : ",\n") + object_json(reader, reader.str(key), value);
  std::printf("[%s]\n", all.c_str());
  return 0;
}

}  // namespace

int cmd_fields(const FieldsArgs& args) {
  if (!is_program_text("fields", args.file)) return 2;
  ProgramRun program(false);
  const int refused = program.boot(args.file, {});
  if (refused >= 0) return refused;
  program.load();
  for (uint64_t step = 0; program.machine.run_until(step) != RunState::Finished; ++step)
    if (at_the_end()) return print_fields(args.of);
  std::fprintf(stderr, "innards fields: the program ended with an exception\n");
  return 1;
}

}  // namespace innards::app
