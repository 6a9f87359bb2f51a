// Warnings as python3.11 shows them with its default filters: DeprecationWarning only from __main__, ImportWarning,
// PendingDeprecationWarning and ResourceWarning never; each place once.
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/outside.h"
#include "run/sys_object.h"
#include "run/warnings.h"
#include "builtin/text_stream.h"

namespace innards {

namespace {

bool is_a(Object* category, TypeObject* base) { return type_is_subtype(static_cast<TypeObject*>(category), base); }

bool is_shown(Object* category, bool in_main) {
  if (is_a(category, ExcDeprecationWarning)) return in_main;
  return !is_a(category, ExcPendingDeprecationWarning) && !is_a(category, ExcImportWarning) && !is_a(category, ExcResourceWarning);
}

// Whether this text was shown at this place before; remembers it in `registry` (a dict).
bool shown_before(Object* registry, Object* text, Object* category, int line) {
  Ref<> number(int_from_i64(line));
  Ref<> key(number ? tuple_pack(3, text, category, number.get()) : nullptr);
  if (!key) return false;
  int has = dict_contains(registry, key);
  if (has == 0) dict_set_item(registry, key, none());
  return has == 1;
}

}  // namespace

int warn_explicit(Object* category, const char* text, Object* filename, int line, Object* registry, bool in_main) {
  if (!is_shown(category, in_main)) return 0;
  Ref<> message(str_from_cstr(text));
  if (!message) return -1;
  if (registry && shown_before(registry, message, category, line)) return 0;
  Object* file = sys_get_object("stderr");
  if (!file || is_none(file)) return 0;
  // While the compiler runs no Python code may: a stream of the program's own is passed over then.
  if (!registry && file->ob_type != TypeTextStream) file = sys_get_object("__stderr__");
  if (!file || is_none(file)) return 0;
  Ref<> head(str_from_format("%U:%d: %s: %U\n", filename, line, static_cast<TypeObject*>(category)->tp_name.get(), message.get()));
  if (!head || file_write_object(head, file) < 0) return -1;
  Ref<> source(outside_source_line(filename, line));
  if (!source) return err_occurred() ? -1 : 0;
  return file_write_object(source, file);
}

int err_warn_ex(Object* category, const char* text, int64_t stack_level) {
  InterpreterFrame* frame = eval_current_frame();
  for (int64_t i = 1; frame && i < stack_level; ++i) frame = thread_complete_frame(frame->previous);
  if (!frame) {
    Ref<> sys(str_from_cstr("sys"));
    return warn_explicit(category, text, sys, 1, nullptr, false);
  }
  Object* globals = frame->f_globals;
  Object* registry = dict_get_item_str(globals, "__warningregistry__");
  Ref<> made;
  if (!registry) {
    made.reset(dict_new());
    registry = made;
    if (!made || dict_set_item_str(globals, "__warningregistry__", made) < 0) return -1;
  }
  Object* name = dict_get_item_str(globals, "__name__");
  bool in_main = name && str_check(name) && str_equal_ascii(name, "__main__");
  return warn_explicit(category, text, frame->f_code->co_filename, frame_line(frame), dict_check(registry) ? registry : nullptr, in_main);
}

int err_warn_format(Object* category, int64_t stack_level, const char* format, ...) {
  va_list args;
  va_start(args, format);
  Ref<> text(str_from_format_v(format, args));
  va_end(args);
  const char* utf8 = text ? str_as_utf8(text) : nullptr;
  return utf8 ? err_warn_ex(category, utf8, stack_level) : -1;
}

}  // namespace innards
