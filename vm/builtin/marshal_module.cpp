// The marshal module. CPython: Python/marshal.c.
#include "builtin/marshal.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/call.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"

namespace innards {

namespace {

// The optional version argument; -1 with an error.
int version_argument(Object* o) { return o ? int_as_int(o) : kMarshalVersion; }

Object* dumps(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("dumps", nargs, 1, 2)) return nullptr;
  const int version = version_argument(nargs > 1 ? args[1] : nullptr);
  return version == -1 && err_occurred() ? nullptr : marshal_dumps(args[0], version);
}

Object* dump(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("dump", nargs, 2, 3)) return nullptr;
  const int version = version_argument(nargs > 2 ? args[2] : nullptr);
  if (version == -1 && err_occurred()) return nullptr;
  Ref<> bytes(marshal_dumps(args[0], version)), name(str_from_cstr("write"));
  return bytes && name ? object_call_method_one_arg(args[1], name, bytes) : nullptr;
}

Object* loads(Object*, Object* data) { return marshal_loads(data, nullptr); }
Object* load(Object*, Object* file) { return marshal_loads(nullptr, file); }

const MethodDef kFunctions[] = {
    {"dump", dump, kMethFastcall, "dump($module, value, file, version=version, /)\n--\n\nWrite an object to a binary file."},
    {"load", load, kMethO, "load($module, file, /)\n--\n\nRead an object from a binary file."},
    {"dumps", dumps, kMethFastcall, "dumps($module, value, version=version, /)\n--\n\nAn object as bytes."},
    {"loads", loads, kMethO, "loads($module, bytes, /)\n--\n\nThe object that bytes hold."},
    {},
};

int exec(Object* m) { return module_add_int_constant(m, "version", kMarshalVersion); }

}  // namespace

extern const NativeModule k_module_marshal;
const NativeModule k_module_marshal = {"marshal", "Objects as bytes, as .pyc files have them.", kFunctions, exec};

}  // namespace innards
