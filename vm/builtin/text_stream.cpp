// The standard streams. What is written goes to the Outside at once; what is read comes from it line by line.
#include "builtin/text_stream.h"

#include "builtin/io_open.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/machine.h"

namespace innards {

namespace {

TextStreamObject* self_of(Object* o) { return static_cast<TextStreamObject*>(o); }

bool check_open(Object* o) {
  if (!self_of(o)->closed) return true;
  err_set_string(ExcValueError, "I/O operation on closed file.");
  return false;
}

int write_text(TextStreamObject* s, Object* text) {
  if (str_is_ascii(text)) {
    outside_write(s->fd, static_cast<const char*>(str_data(text)), static_cast<uint64_t>(str_length(text)));
    return 0;
  }
  // The bytes do not stay with the text: that would be seen in its size. What UTF-8 cannot hold is an error on stdout.
  Ref<> bytes(str_as_encoded_string(text, "utf-8", s->fd == 2 ? "backslashreplace" : "strict"));
  if (!bytes) return -1;
  outside_write(s->fd, bytes_as_string(bytes), static_cast<uint64_t>(bytes_size(bytes)));
  return 0;
}

Object* stream_write(Object* o, Object* arg) {
  if (!check_open(o)) return nullptr;
  if (self_of(o)->fd == 0) {
    err_set_string(ExcOSError, "not writable");
    return nullptr;
  }
  if (!str_check(arg)) {
    return err_format(ExcTypeError, "write() argument must be str, not %.200s", arg->ob_type->tp_name.get());
  }
  if (write_text(self_of(o), arg) < 0) return nullptr;
  return int_from_i64(str_length(arg));
}

Object* stream_writelines(Object* o, Object* lines) {
  Ref<> iter(object_get_iter(lines));
  if (!iter) return nullptr;
  while (Object* line = iter_next(iter)) {
    Object* res = stream_write(o, line);
    decref(line);
    if (!res) return nullptr;
    decref(res);
  }
  return err_occurred() ? nullptr : new_none();
}

// The next line with its newline; an empty str at the end.
Object* next_line() {
  const char* data;
  uint64_t size;
  int got = outside_read_line(&data, &size);
  if (got <= 0) return got < 0 ? nullptr : str_empty();
  return str_decode(data, static_cast<int64_t>(size), "utf-8", "surrogateescape");
}

bool check_readable(Object* o) {
  if (!check_open(o)) return false;
  if (self_of(o)->fd == 0) return true;
  err_set_string(ExcOSError, "not readable");
  return false;
}

Object* stream_readline(Object* o, Object**, int64_t) { return check_readable(o) ? next_line() : nullptr; }

Object* stream_iternext(Object* o) {
  if (!check_readable(o)) return nullptr;
  Object* line = next_line();
  if (line && str_length(line) == 0) {
    decref(line);
    return nullptr;
  }
  return line;
}

Object* stream_readlines(Object* o, Object**, int64_t) {
  Ref<> list(list_new(0));
  if (!list) return nullptr;
  while (Object* line = stream_iternext(o))
    if (list_append_take_ref(static_cast<ListObject*>(list.get()), line) < 0) return nullptr;
  return err_occurred() ? nullptr : list.release();
}

Object* stream_read(Object* o, Object**, int64_t) {
  Ref<> lines(stream_readlines(o, nullptr, 0));
  Ref<> empty(str_empty());
  return lines ? str_join(empty, lines) : nullptr;
}

Object* stream_flush(Object* o, Object*) { return check_open(o) ? new_none() : nullptr; }
Object* stream_close(Object* o, Object*) {
  self_of(o)->closed = 1;
  return new_none();
}
Object* stream_isatty(Object*, Object*) { return bool_from(false); }
Object* stream_readable(Object* o, Object*) { return bool_from(self_of(o)->fd == 0); }
Object* stream_writable(Object* o, Object*) { return bool_from(self_of(o)->fd != 0); }
Object* stream_fileno(Object* o, Object*) { return int_from_i64(self_of(o)->fd); }
Object* stream_reconfigure(Object*, Object**, int64_t, Object*) { return new_none(); }
Object* stream_enter(Object* o, Object*) { return check_open(o) ? new_ref(o) : nullptr; }
Object* stream_exit(Object* o, Object**, int64_t) { return stream_close(o, nullptr); }

Object* get_name(Object* o, void*) { return new_ref(self_of(o)->name.get()); }
Object* get_mode(Object* o, void*) { return str_from_cstr(self_of(o)->fd == 0 ? "r" : "w"); }
Object* get_encoding(Object*, void*) { return str_from_cstr("utf-8"); }
Object* get_errors(Object* o, void*) { return str_from_cstr(self_of(o)->fd == 2 ? "backslashreplace" : "strict"); }
Object* get_closed(Object* o, void*) { return bool_from(self_of(o)->closed); }
Object* get_newlines(Object*, void*) { return new_none(); }
Object* get_line_buffering(Object*, void*) { return bool_from(false); }

const MethodDef kMethods[] = {
    {"write", stream_write, kMethO, "write($self, text, /)\n--\n\nWrites text and returns how many characters that were."},
    {"writelines", stream_writelines, kMethO, "writelines($self, lines, /)\n--\n\nWrites each item of lines."},
    {"read", stream_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nReads all that is left."},
    {"readline", stream_readline, kMethFastcall, "readline($self, size=-1, /)\n--\n\nReads one line with its newline."},
    {"readlines", stream_readlines, kMethFastcall, "readlines($self, hint=-1, /)\n--\n\nReads all lines that are left."},
    {"flush", stream_flush, kMethNoArgs, "flush($self, /)\n--\n\nDoes nothing: what is written is out at once."},
    {"close", stream_close, kMethNoArgs, "close($self, /)\n--\n\nRefuses further use."},
    {"isatty", stream_isatty, kMethNoArgs, "isatty($self, /)\n--\n\nFalse."},
    {"readable", stream_readable, kMethNoArgs, "readable($self, /)\n--\n\nWhether it can be read."},
    {"writable", stream_writable, kMethNoArgs, "writable($self, /)\n--\n\nWhether it can be written."},
    {"fileno", stream_fileno, kMethNoArgs, "fileno($self, /)\n--\n\nIts number."},
    {"reconfigure", stream_reconfigure, kMethFastcall | kMethKeywords, "Accepted and ignored."},
    {"__enter__", stream_enter, kMethNoArgs, nullptr},
    {"__exit__", stream_exit, kMethFastcall, nullptr},
    {},
};
const GetSetDef kGetSets[] = {
    {"name", get_name, nullptr, nullptr},
    {"mode", get_mode, nullptr, nullptr},
    {"encoding", get_encoding, nullptr, nullptr},
    {"errors", get_errors, nullptr, nullptr},
    {"closed", get_closed, nullptr, nullptr},
    {"newlines", get_newlines, nullptr, nullptr},
    {"line_buffering", get_line_buffering, nullptr, nullptr},
    {"__dict__", object_generic_get_dict, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

void stream_dealloc(Object* o) {
  gc_untrack(o);
  if (self_of(o)->weakreflist) object_clear_weakrefs(o);
  xdecref(self_of(o)->dict);
  xdecref(self_of(o)->name);
  gc_del(o);
}
int stream_traverse(Object* o, visitproc* visit, void* arg) {
  Object* d = self_of(o)->dict;
  return d ? visit(d, arg) : 0;
}
Object* stream_repr(Object* o) {
  return str_from_format("<_io.TextIOWrapper name=%R mode='%s' encoding='utf-8'>", self_of(o)->name.get(), self_of(o)->fd ? "w" : "r");
}

}  // namespace

Object* text_stream_new(int fd, const char* name) {
  auto* s = gc_new_as<TextStreamObject>(TypeTextStream);
  if (!s) return err_no_memory();
  s->dict = nullptr;
  s->weakreflist = nullptr;
  s->name = str_from_cstr(name);
  s->fd = fd;
  s->closed = 0;
  gc_track(s);
  return s;
}

int file_write_object(Object* text, Object* file) {
  if (file->ob_type == TypeTextStream && !self_of(file)->closed && !self_of(file)->dict && self_of(file)->fd != 0 &&
      str_check(text))
    return write_text(self_of(file), text);
  Ref<> writer(object_get_attr(file, ID(write)));
  Ref<> res(writer ? object_call_one_arg(writer, text) : nullptr);
  return res ? 0 : -1;
}

int file_write_string(const char* text, Object* file) {
  Ref<> s(str_from_cstr(text));
  return s ? file_write_object(s, file) : -1;
}

namespace {
// TextIOWrapper(buffer, encoding=None, errors=None, ...)
Object* wrapper_new(TypeObject*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through", nullptr};
  Object *buffer, *encoding = nullptr, *errors = nullptr, *ignored = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "O|OOOOO:TextIOWrapper", kKeywords, &buffer, &encoding, &errors, &ignored, &ignored, &ignored))
    return nullptr;
  auto text = [](Object* o, const char* otherwise) { return o && str_check(o) ? str_as_utf8(o) : otherwise; };
  return text_of_bytes_io(buffer, text(encoding, "utf-8"), text(errors, "strict"));
}
}  // namespace

void init_TextStream_type(TypeObject* t) {
  t->tp_basicsize = sizeof(TextStreamObject);
  t->tp_dealloc = stream_dealloc;
  t->tp_repr = stream_repr;
  t->tp_new = wrapper_new;
  t->tp_getattro = object_generic_get_attr;
  t->tp_setattro = object_generic_set_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = stream_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = stream_iternext;
  t->tp_dictoffset = offsetof(TextStreamObject, dict);
  t->tp_weaklistoffset = offsetof(TextStreamObject, weakreflist);
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
