// The module _io: its functions and types (Modules/_io/_iomodule.c).
#include "builtin/io_open.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* text_encoding(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("text_encoding", nargs, 1, 2)) return nullptr;
  if (nargs > 1 && int_as_int(args[1]) == -1 && err_occurred()) return nullptr;  // the stack level of a warning
  return is_none(args[0]) ? str_from_cstr("locale") : new_ref(args[0]);
}

const MethodDef kFunctions[] = {
    {"open_code", io_open_code, kMethFastcall | kMethKeywords, "open_code($module, /, path)\n--\n\nOpens a file of Python code for reading."},
    {"text_encoding", text_encoding, kMethFastcall, "text_encoding($module, encoding, stacklevel=2, /)\n--\n\nThe encoding, or 'locale' for None."},
    {},
};

// ---- the module

int add_unsupported_operation(Object* m) {
  Ref<> bases(tuple_pack(2, ExcOSError, ExcValueError)), names(dict_new()), module(str_from_cstr("io")), name(str_from_cstr("UnsupportedOperation"));
  if (!bases || !names || !module || !name || dict_set_item_str(names, "__module__", module) < 0) return -1;
  Ref<> args(tuple_pack(3, name.get(), bases.get(), names.get()));
  Object* type = args ? object_call(TypeType, args, nullptr) : nullptr;
  rt().modules.io_unsupported_operation = type;
  return type ? module_add_object_ref(m, "UnsupportedOperation", type) : -1;
}

// The function open is the built-in one, and all of them say that they are io's.
int add_open(Object* m) {
  Ref<> open(eval_get_builtin("open")), io(open ? str_intern("io") : nullptr);
  if (!io || module_add_object_ref(m, "open", open) < 0) return -1;
  for (const char* name : {"open", "open_code", "text_encoding"}) {
    Object* function = dict_get_item_str(module_get_dict(m), name);
    if (function && builtin_function_check(function)) set_ref(static_cast<BuiltinFunctionObject*>(function)->m_module, new_ref(io.get()));
  }
  return 0;
}

int exec(Object* m) {
  if (add_open(m) < 0 || add_unsupported_operation(m) < 0 || module_add_int_constant(m, "DEFAULT_BUFFER_SIZE", 8192) < 0 ||
      module_add_object_ref(m, "BlockingIOError", ExcBlockingIOError) < 0)
    return -1;
  for (TypeObject* t : {TypeIOBase, TypeRawIOBase, TypeBufferedIOBase, TypeTextIOBase, TypeFileIO, TypeBytesIO, TypeStringIO, TypeNewlineDecoder,
                        TypeBufferedReader, TypeBufferedWriter, TypeBufferedRWPair, TypeBufferedRandom, TypeTextStream})
    if (module_add_type(m, t) < 0) return -1;
  return 0;
}

}  // namespace

extern const NativeModule k_module__io;
const NativeModule k_module__io = {"_io", "Streams.", kFunctions, exec};

}  // namespace innards
