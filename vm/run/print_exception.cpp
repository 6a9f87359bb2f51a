// Reports of uncaught exceptions. Follows print_exception and its helpers in Python/pythonrun.c.
#include "run/print_exception.h"

#include <cstdio>
#include <cstring>
#include <string>

#include "base/syntax_error.h"
#include "builtin/sys_hooks.h"
#include "builtin/text_stream.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/print_traceback.h"
#include "run/sys_object.h"

namespace innards {

namespace {

constexpr const char* kCause = "The above exception was the direct cause of the following exception:\n";
constexpr const char* kContext = "During handling of the above exception, another exception occurred:\n";
constexpr int kMaxGroupWidth = 15;
constexpr int kMaxGroupDepth = 10;

// What one report carries along.
struct Report {
  Object* file;
  Object* seen;       // set of ids of exceptions already printed
  int depth = 0;      // of exception groups
  bool need_close = false;
};

int indent_of(const Report& r) { return 2 * r.depth; }
// Lines inside a group begin with "  | ".
const char* margin_of(const Report& r) { return r.depth > 0 ? "| " : ""; }

int write_text(const char* text, Object* file) { return file_write_string(text, file); }

int write_margin(const Report& r) { return write_indented_margin(indent_of(r), margin_of(r), r.file); }

int print_one(Report& r, Object* value);
int print_recursive(Report& r, Object* value);

// ---- the last line

// Where a SyntaxError points: its fields, or false.
bool syntax_error_place(Object* value, Ref<>& filename, int64_t* line, int64_t* offset, int64_t* end_line, int64_t* end_offset,
                        Ref<>& text) {
  Ref<> l(object_get_attr_string(value, "lineno"));
  Ref<> f(object_get_attr_string(value, "filename"));
  Ref<> o(object_get_attr_string(value, "offset"));
  Ref<> el(object_get_attr_string(value, "end_lineno"));
  Ref<> eo(object_get_attr_string(value, "end_offset"));
  Ref<> t(object_get_attr_string(value, "text"));
  if (!l || !f || !o || !el || !eo || !t) return false;
  *line = int_as_i64(l);
  if (*line == -1 && err_occurred()) return false;
  *offset = is_none(o) ? -1 : int_as_i64(o);
  *end_line = is_none(el) ? *line : int_as_i64(el);
  *end_offset = is_none(eo) ? -1 : int_as_i64(eo);
  if (err_occurred()) return false;
  filename.reset(is_none(f) ? str_from_cstr("<string>") : f.release());
  text.reset(is_none(t) ? nullptr : t.release());
  return static_cast<bool>(filename);
}

// In bytes, as CPython counts here; -1 for a text that is no UTF-8.
int64_t utf8_length(Object* text) {
  const char* bytes = str_as_utf8(text);
  if (!bytes) err_clear();
  return bytes ? static_cast<int64_t>(std::strlen(bytes)) : -1;
}

// Two lines, the carets in the second, or one. As objects: writing may run Python code, across which no host string is kept.
bool marked_lines(Object* text_object, int64_t offset, int64_t end_offset, Ref<>& line, Ref<>& carets) {
  const char* text = str_check(text_object) ? str_as_utf8(text_object) : nullptr;
  if (!text) return false;
  const std::string lines = marked_source_line(text, offset, end_offset);
  const size_t second = lines.find('\n') + 1;
  line.reset(str_from_utf8(lines.data(), static_cast<int64_t>(second)));
  carets.reset(str_from_utf8(lines.data() + second, static_cast<int64_t>(lines.size() - second)));
  return line && carets;
}

int print_error_text(Report& r, int64_t offset, int64_t end_offset, Object* text_object) {
  Ref<> line, carets;
  if (!marked_lines(text_object, offset, end_offset, line, carets)) return -1;
  if (write_margin(r) < 0 || file_write_object(line, r.file) < 0) return -1;
  if (str_length(carets) == 0) return 0;
  return write_margin(r) < 0 ? -1 : file_write_object(carets, r.file);
}

// File, line, text and carets of a SyntaxError; *value becomes its message.
int print_file_and_line(Report& r, Object* value, Ref<>* message) {
  Object* flag;
  if (object_lookup_attr(value, ID(print_file_and_line), &flag) < 0) err_clear();
  if (!flag) return 0;
  decref(flag);
  Ref<> filename, text;
  int64_t line = 0, offset = 0, end_line = 0, end_offset = 0;
  if (!syntax_error_place(value, filename, &line, &offset, &end_line, &end_offset, text)) {
    err_clear();
    return 0;
  }
  Ref<> head(str_from_format("  File \"%S\", line %zd\n", filename.get(), line));
  if (!head || write_margin(r) < 0 || file_write_object(head, r.file) < 0) return -1;
  if (text) {
    // A place that ends on a later line is underlined to the end of the first.
    // Only a plain SyntaxError has its whole range marked.
    int64_t end = value->ob_type == ExcSyntaxError ? end_offset : -1;
    if (end >= 0 && line < end_line && str_check(text)) end = utf8_length(text);
    if (print_error_text(r, offset, end, text) < 0) return -1;
  }
  message->reset(object_get_attr_string(value, "msg"));
  if (!*message) err_clear();
  return err_occurred() ? -1 : 0;
}

int print_type(Report& r, Object* type) {
  if (write_margin(r) < 0) return -1;
  Ref<> module(object_get_attr(type, ID(__module__)));
  if (!module || !str_check(module)) {
    err_clear();
    if (write_text("<unknown>.", r.file) < 0) return -1;
  } else if (!str_equal_ascii(module, "builtins") && !str_equal_ascii(module, "__main__")) {
    if (file_write_object(module, r.file) < 0 || write_text(".", r.file) < 0) return -1;
  }
  Ref<> name(type_get_qualname(static_cast<TypeObject*>(type)));
  if (!name || !str_check(name)) {
    err_clear();
    return write_text("<unknown>", r.file);
  }
  return file_write_object(name, r.file);
}

int print_message(Report& r, Object* value) {
  if (is_none(value)) return 0;
  Ref<> text(object_str(value));
  if (!text) {
    err_clear();
    return write_text(": <exception str() failed>", r.file);
  }
  if (!str_check(text) || str_length(text) == 0) return 0;
  return write_text(": ", r.file) < 0 ? -1 : file_write_object(text, r.file);
}

int print_suggestion(Report& r, Object* value) {
  Ref<> suggestion(suggestion_for(value));
  if (!suggestion) {
    err_clear();
    return 0;
  }
  Ref<> text(str_from_format(". Did you mean: '%U'?", suggestion.get()));
  return text ? file_write_object(text, r.file) : -1;
}

int print_notes(Report& r, Object* value) {
  Object* notes;
  if (object_lookup_attr(value, ID(__notes__), &notes) < 0) return -1;
  if (!notes) return 0;
  Ref<> held(notes);
  if (!sequence_check(notes) || str_check(notes)) {
    Ref<> text(object_repr(notes));
    if (write_margin(r) < 0) return -1;
    if (!text) {
      err_clear();
      return write_text("<__notes__ repr() failed>\n", r.file);
    }
    return file_write_object(text, r.file) < 0 ? -1 : write_text("\n", r.file);
  }
  int64_t n = sequence_size(notes);
  for (int64_t i = 0; i < n; ++i) {
    Ref<> note(sequence_get_item(notes, i));
    if (!note) return -1;
    Ref<> text(object_str(note));
    if (!text) {
      err_clear();
      if (write_margin(r) < 0 || write_text("<note str() failed>\n", r.file) < 0) return -1;
      continue;
    }
    Ref<> newline(str_from_cstr("\n"));
    Ref<> lines(str_split(text, newline, -1));
    if (!lines) return -1;
    for (int64_t j = 0; j < list_size_of(lines); ++j)
      if (write_margin(r) < 0 || file_write_object(list_item_at(lines, j), r.file) < 0 || write_text("\n", r.file) < 0) return -1;
  }
  return 0;
}

int print_one(Report& r, Object* value) {
  Ref<> held(new_ref(value));
  if (!exception_instance_check(value)) {
    Ref<> text(str_from_format("TypeError: print_exception(): Exception expected for value, %s found\n", value->ob_type->tp_name.get()));
    return write_margin(r) < 0 || !text ? -1 : file_write_object(text, r.file);
  }
  Ref<> tb(exception_get_traceback(value));
  if (tb && traceback_check(tb)) {
    const char* header = exception_group_check(value) ? "Exception Group Traceback (most recent call last):\n"
                                                      : "Traceback (most recent call last):\n";
    const char* header_margin = exception_group_check(value) && r.depth == 1 ? "+ " : margin_of(r);
    if (print_traceback_indented(tb, indent_of(r), margin_of(r), header_margin, header, r.file) < 0) return -1;
  }
  Ref<> message;
  if (print_file_and_line(r, value, &message) < 0) return -1;
  if (print_type(r, value->ob_type.get()) < 0) return -1;
  if (print_message(r, message ? message.get() : value) < 0) return -1;
  if (print_suggestion(r, value) < 0) return -1;
  if (write_text("\n", r.file) < 0) return -1;
  return print_notes(r, value);
}

// ---- causes and groups

// 1 when the exception was printed already (in this chain), else 0.
int was_seen(Report& r, Object* value) {
  if (!r.seen) return 0;
  Ref<> id(int_from_void_ptr(value));
  int found = id ? set_contains(r.seen, id) : -1;
  if (found < 0) err_clear();
  return found > 0;
}

int print_chained(Report& r, Object* value, const char* message) {
  if (enter_recursive_call(" in print_chained")) return -1;
  bool close = r.need_close;
  int res = print_recursive(r, value);
  r.need_close = close;
  leave_recursive_call();
  if (res < 0) return -1;
  if (write_margin(r) < 0 || write_text("\n", r.file) < 0) return -1;
  if (write_margin(r) < 0 || write_text(message, r.file) < 0) return -1;
  if (write_margin(r) < 0 || write_text("\n", r.file) < 0) return -1;
  return 0;
}

int print_cause_and_context(Report& r, Object* value) {
  if (!exception_instance_check(value)) return 0;
  Ref<> cause(exception_get_cause(value));
  if (cause) return was_seen(r, cause) ? 0 : print_chained(r, cause, kCause);
  Ref<> context(exception_get_context(value));
  if (context && !static_cast<BaseExceptionObject*>(value)->suppress_context && !was_seen(r, context))
    return print_chained(r, context, kContext);
  return 0;
}

int print_group_member(Report& r, Object* exc, int64_t i, int64_t n, int64_t excs) {
  bool last = i == n - 1;
  if (last) r.need_close = true;
  char label[64];
  bool truncated = i >= kMaxGroupWidth;
  if (truncated) std::snprintf(label, sizeof label, "...");
  else std::snprintf(label, sizeof label, "%lld", static_cast<long long>(i + 1));
  Ref<> line(str_from_format("%s+---------------- %s ----------------\n", i == 0 ? "+-" : "  ", label));
  if (!line || write_indented_margin(indent_of(r), "", r.file) < 0 || file_write_object(line, r.file) < 0) return -1;
  ++r.depth;
  int res;
  if (truncated) {
    int64_t left = excs - kMaxGroupWidth;
    Ref<> more(str_from_format("and %zd more exception%s\n", left, left > 1 ? "s" : ""));
    res = write_margin(r) < 0 || !more ? -1 : file_write_object(more, r.file);
  } else if (enter_recursive_call(" in print_exception_group")) {
    res = -1;
  } else {
    res = print_recursive(r, exc);
    leave_recursive_call();
  }
  if (res == 0 && last && r.need_close) {
    res = write_indented_margin(indent_of(r), "", r.file) < 0 ? -1 : write_text("+------------------------------------\n", r.file);
    r.need_close = false;
  }
  --r.depth;
  return res;
}

int print_group(Report& r, Object* value) {
  if (r.depth > kMaxGroupDepth) {
    Ref<> line(str_from_format("... (max_group_depth is %d)\n", kMaxGroupDepth));
    return write_margin(r) < 0 || !line ? -1 : file_write_object(line, r.file);
  }
  bool first = r.depth == 0;
  if (first) ++r.depth;
  if (print_one(r, value) < 0) return -1;
  Object* excs = static_cast<BaseExceptionGroupObject*>(value)->excs;
  int64_t count = tuple_size_of(excs);
  int64_t n = count <= kMaxGroupWidth ? count : kMaxGroupWidth + 1;
  r.need_close = false;
  for (int64_t i = 0; i < n; ++i)
    if (print_group_member(r, i < count ? tuple_item_at(excs, i) : nullptr, i, n, count) < 0) return -1;
  if (first) --r.depth;
  return 0;
}

int print_recursive(Report& r, Object* value) {
  if (enter_recursive_call(" in print_exception_recursive")) return -1;
  int res = 0;
  if (r.seen) {
    Ref<> id(int_from_void_ptr(value));
    if (!id || set_add(r.seen, id) < 0) err_clear();
    else res = print_cause_and_context(r, value);
  }
  if (res == 0) res = exception_group_check(value) ? print_group(r, value) : print_one(r, value);
  leave_recursive_call();
  return res;
}

}  // namespace

void print_exception(Object* value, Object* file) {
  Ref<> seen(set_new(nullptr));
  if (!seen) err_clear();
  Report r{file, seen};
  if (print_recursive(r, value) < 0) err_clear();
  if (file_flush(file) < 0) err_clear();
}

int print_traceback(Object* tb, Object* file) {
  return print_traceback_indented(tb, 0, "", "", "Traceback (most recent call last):\n", file);
}

// ---- errors that nobody can handle

namespace {

// str() or repr() of what is wrong may be wrong too.
void write_object_text(Object* text, const char* otherwise, Object* file) {
  if (!text) {
    err_clear();
    write_text(otherwise, file);
    return;
  }
  file_write_object(text, file);
}

void write_ignored(Object* message, Object* obj, Object* file) {
  if (!message && !obj) return;
  if (message) file_write_object(message, file);
  else write_text("Exception ignored in", file);
  if (obj) {
    write_text(": ", file);
    Ref<> text(object_repr(obj));
    write_object_text(text, "<object repr() failed>", file);
    write_text("\n", file);
  } else {
    write_text(":\n", file);
  }
}

// Where it came from, when nothing says so yet.
void add_place(Object** type, Object** value, Object** tb) {
  if (*tb || !rt().thread.current_frame) return;
  err_restore(*type, *value, *tb);
  if (InterpreterFrame* frame = eval_current_frame()) traceback_here(frame);
  err_fetch(type, value, tb);
}

// sys.unraisablehook's answer to the arguments; -1 with an error, and then what was called.
int call_unraisable_hook(Object* args, Ref<>* hook) {
  hook->reset(xnew_ref(sys_get_object("unraisablehook")));
  if (!*hook || is_none(*hook)) return 1;
  Ref<> result(object_call_one_arg(*hook, args));
  return result ? 0 : -1;
}

// The hook's own error is told in place of the first one.
void report_unraisable(Object* type, Object* value, Object* tb, const char* message, Object* obj) {
  Ref<> args(unraisable_args_new(type, value, tb, message, obj)), hook;
  const int done = args ? call_unraisable_hook(args, &hook) : -1;
  if (done == 0) return;
  if (done > 0) {
    Ref<> text(message ? str_from_format("Exception ignored %s", message) : nullptr);
    return print_unraisable(type, value, tb, text, obj);
  }
  Object *own_type, *own_value, *own_tb;
  err_fetch(&own_type, &own_value, &own_tb);
  if (own_type) err_normalize_exception(&own_type, &own_value, &own_tb);
  Ref<> held_type(own_type), held_value(own_value), held_tb(own_tb);
  Ref<> text(str_from_cstr(args ? "Exception ignored in sys.unraisablehook" : "Exception ignored on building sys.unraisablehook arguments"));
  if (own_type) print_unraisable(own_type, own_value, own_tb, text, args ? hook.get() : nullptr);
}

}  // namespace

void print_unraisable(Object* type, Object* value, Object* tb, Object* message, Object* obj) {
  Object* file = sys_get_object("stderr");
  if (!file || is_none(file)) return;
  Ref<> held(new_ref(file));
  Report r{file, nullptr};
  write_ignored(message, obj, file);
  if (tb) print_traceback(tb, file);
  if (!type) return;
  print_type(r, type);
  if (value) {
    write_text(": ", file);
    Ref<> text(object_str(value));
    write_object_text(text, "<exception str() failed>", file);
  }
  write_text("\n", file);
  if (file_flush(file) < 0) err_clear();
}

void err_write_unraisable_msg(const char* message, Object* obj) {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (type) {
    err_normalize_exception(&type, &value, &tb);
    add_place(&type, &value, &tb);
    exception_set_traceback(value, tb ? tb : none());
  }
  report_unraisable(type, value, tb, message, obj);
  err_clear();
  xdecref(type);
  xdecref(value);
  xdecref(tb);
  err_clear();
}

void err_write_unraisable(Object* obj) { err_write_unraisable_msg(nullptr, obj); }

}  // namespace innards
