// open(): a FileIO, a buffer over it and, for text, a TextIOWrapper over that (Modules/_io/_iomodule.c). What a program may
// open is decided below, by the table of open files.
#include "builtin/io_open.h"

#include <cstring>

#include "builtin/posix_files.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct OpenRequest {
  Object *file, *mode;                    // mode: a str
  Object *encoding, *errors, *newline;    // each a str, None or null
  int64_t buffering;
  bool closefd;
  Object* opener;                         // or null
};

constexpr const char* kLetters = "xrwa+tb";   // of a mode; the first five are FileIO's matter too
constexpr int kRawLetters = 5;

// The letters of a mode, as a set.
struct OpenMode {
  unsigned set = 0;
  static unsigned bit(char letter) {
    const char* at = std::strchr(kLetters, letter);
    return at ? 1u << (at - kLetters) : 0;
  }
  bool has(char letter) const { return set & bit(letter); }
};

bool fail(const char* text) {
  err_set_string(ExcValueError, text);
  return false;
}

bool parse_mode(const char* mode, OpenMode* m) {
  for (const char* c = mode; *c; ++c) {
    if (!OpenMode::bit(*c) || m->has(*c)) return err_format(ExcValueError, "invalid mode: '%s'", mode) != nullptr;
    m->set |= OpenMode::bit(*c);
  }
  if (m->has('t') && m->has('b')) return fail("can't have text and binary mode at once");
  if (m->has('x') + m->has('r') + m->has('w') + m->has('a') > 1) return fail("must have exactly one of create/read/write/append mode");
  return true;
}

bool given(Object* o) { return o && !is_none(o); }

// Refuses what only text has, for a mode of bytes.
bool check_binary(const OpenRequest& r) {
  if (given(r.encoding)) return fail("binary mode doesn't take an encoding argument");
  if (given(r.errors)) return fail("binary mode doesn't take an errors argument");
  if (given(r.newline)) return fail("binary mode doesn't take a newline argument");
  constexpr const char* kLines = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
  return r.buffering != 1 || err_warn_ex(ExcRuntimeWarning, kLines, 1) == 0;
}

// A file's number as it is, a path as str or bytes: new reference.
Object* file_or_path(Object* file) { return number_check(file) ? new_ref(file) : path_fspath(file); }

Object* open_raw(const OpenRequest& r, const OpenMode& m) {
  char letters[kRawLetters + 1] = {}, *end = letters;
  for (int i = 0; i < kRawLetters; ++i)
    if (m.has(kLetters[i])) *end++ = kLetters[i];
  Ref<> file(file_or_path(r.file)), mode(str_from_cstr(letters));
  if (!file || !mode) return nullptr;
  return object_call_function_obj_args(TypeFileIO, file.get(), mode.get(), bool_from(r.closefd), r.opener ? r.opener : none(), nullptr);
}

// How large the buffer is and whether it is written at line ends. False with an error.
bool choose_buffering(Object* raw, int64_t* buffering, bool* lines) {
  Ref<> isatty(object_call_method_no_args(raw, ID(isatty)));
  const int terminal = isatty ? object_is_true(isatty) : -1;
  if (terminal < 0) return false;
  *lines = *buffering == 1 || (*buffering < 0 && terminal);
  if (*buffering >= 0 && *buffering != 1) return true;
  Ref<> size(object_get_attr(raw, ID(_blksize)));
  *buffering = size ? int_as_i64(size) : -1;
  return *buffering != -1 || !err_occurred();
}

TypeObject* buffer_type(const OpenMode& m) {
  if (m.has('+')) return TypeBufferedRandom;
  return m.has('r') ? TypeBufferedReader : TypeBufferedWriter;
}

Object* open_text(const OpenRequest& r, Object* buffer, bool lines) {
  auto or_none = [](Object* o) { return o ? o : none(); };
  Ref<> text(object_call_function_obj_args(TypeTextStream, buffer, or_none(r.encoding), or_none(r.errors), or_none(r.newline), bool_from(lines), nullptr));
  return text && object_set_attr(text, ID(mode), r.mode) == 0 ? text.release() : nullptr;
}

// What goes on top of the raw file. `*stream` is the outermost part that there is, also when it fails: a new reference.
bool open_over(const OpenRequest& r, const OpenMode& m, Ref<>* stream) {
  int64_t buffering = r.buffering;
  bool lines = false;
  if (!choose_buffering(*stream, &buffering, &lines)) return false;
  if (buffering < 0) return fail("invalid buffering size");
  if (buffering == 0) return m.has('b') || fail("can't have unbuffered text I/O");
  Ref<> size(int_from_i64(buffering));
  Object* buffer = size ? object_call_function_obj_args(buffer_type(m), stream->get(), size.get(), nullptr) : nullptr;
  if (!buffer) return false;
  stream->reset(buffer);
  if (m.has('b')) return true;
  Object* text = open_text(r, *stream, lines);
  if (text) stream->reset(text);
  return text;
}

// Closes what was opened before the error that is set; an error of closing gets that one as its context.
void give_up(Object* stream) {
  Object *type, *value, *traceback;
  err_fetch(&type, &value, &traceback);
  Ref<> closed(object_call_method_no_args(stream, ID(close)));
  err_chain_exceptions(type, value, traceback);
}

Object* open_stream(const OpenRequest& r) {
  const char* mode = str_as_utf8(r.mode);
  OpenMode m;
  if (!mode || !parse_mode(mode, &m) || (m.has('b') && !check_binary(r))) return nullptr;
  Ref<> stream(open_raw(r, m));
  if (!stream) return nullptr;
  if (open_over(r, m, &stream)) return stream.release();
  give_up(stream);
  return nullptr;
}

// Whether an argument is a str (or None, where that is allowed) without null characters.
bool check_text(Object* o, const char* display, const char* expected, bool none_too) {
  if (!o || (none_too && is_none(o))) return true;
  if (!str_check(o)) return args_bad_argument("open", display, expected, o), false;
  int64_t size;
  const char* text = str_as_utf8_and_size(o, &size);
  return text && (std::strlen(text) == static_cast<size_t>(size) || fail("embedded null character"));
}

}  // namespace

Object* io_open(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener", nullptr};
  static const ArgsParser kParser = {"open", kKeywords};
  Object* buf[8] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 8, 0, buf);
  if (!a || !check_text(a[1], "argument 'mode'", "str", false)) return nullptr;
  const int buffering = a[2] ? int_as_int(a[2]) : -1;
  if (buffering == -1 && err_occurred()) return nullptr;
  static const char* const kTexts[] = {"argument 'encoding'", "argument 'errors'", "argument 'newline'"};
  for (int i = 0; i < 3; ++i)
    if (!check_text(a[3 + i], kTexts[i], "str or None", true)) return nullptr;
  const int closefd = a[6] ? int_as_int(a[6]) : 1;
  if (closefd == -1 && err_occurred()) return nullptr;
  Ref<> mode(a[1] ? new_ref(a[1]) : str_from_cstr("r"));
  return mode ? open_stream({a[0], mode, a[3], a[4], a[5], buffering, closefd != 0, a[7]}) : nullptr;
}

Object* io_open_code(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", nullptr};
  static const ArgsParser kParser = {"open_code", kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf);
  if (!a) return nullptr;
  if (!str_check(a[0])) return args_bad_argument("open_code", "argument 'path'", "str", a[0]), nullptr;
  Ref<> mode(str_from_cstr("rb"));
  return mode ? open_stream({a[0], mode, nullptr, nullptr, nullptr, -1, true, nullptr}) : nullptr;
}

}  // namespace innards
