// The standard streams as the machine starts with them (Python/pylifecycle.c: create_stdio).
#include "builtin/text_stream.h"

#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

Object* text_stream_new(int fd, const char* name) {
  Ref<> number(int_from_i64(fd)), mode(str_from_cstr(fd ? "wb" : "rb")), shown(str_from_cstr(name));
  if (!number || !mode || !shown) return nullptr;
  Ref<> raw(object_call_function_obj_args(TypeFileIO, number.get(), mode.get(), bool_false(), nullptr));
  if (!raw || object_set_attr(raw, ID(name), shown) < 0) return nullptr;
  Ref<> buffer(object_call_one_arg(fd ? TypeBufferedWriter : TypeBufferedReader, raw));
  return buffer ? text_stream_over(buffer, fd, fd == 2 ? "backslashreplace" : "strict") : nullptr;
}

int file_flush(Object* file) {
  if (text_stream_is_direct(file)) return 0;
  Ref<> done(object_call_method_no_args(file, ID(flush)));
  return done ? 0 : -1;
}

}  // namespace innards
