// The _io module: streams in memory, and open() for files that lie beside the program or in the library. A file is read whole,
// through the recorded outside; what open() gives is a stream in memory with its content. What is written becomes a file of the
// run, in the machine's memory. Types that would need the machine's own files are there and refuse.
#include <cerrno>
#include <cstring>
#include <string>

#include "builtin/io_base.h"
#include "builtin/io_open.h"
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "builtin/posix_files.h"
#include "builtin/scratch_files.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/outside.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr const char* kRefusal = "Innards does not let a program open files";

// ---- open

struct OpenRequest {
  Object *file, *mode, *encoding, *errors, *newline;
};

// What a mode asks for.
struct OpenMode {
  char action = 0;   // r, w, x or a
  bool binary = false, both = false;
  bool writes() const { return action != 'r' || both; }
};

// False with an error.
bool parse_mode(const char* mode, OpenMode* parsed) {
  int actions = 0, text = 0;
  for (const char* c = mode; *c; ++c) {
    if (std::strchr(c + 1, *c) || !std::strchr("rwxatb+U", *c)) {
      Ref<> shown(str_from_cstr(mode));
      return err_format(ExcValueError, "invalid mode: %R", shown.get()) != nullptr;
    }
    if (std::strchr("rwxa", *c)) {
      parsed->action = *c;
      ++actions;
    }
    parsed->binary |= *c == 'b';
    parsed->both |= *c == '+';
    text |= *c == 't';
  }
  if (text && parsed->binary) err_set_string(ExcValueError, "can't have text and binary mode at once");
  else if (actions != 1) err_set_string(ExcValueError, "must have exactly one of create/read/write/append mode");
  return !err_occurred();
}

// The file's place, a str: new reference; an empty str where the program may not go. A leaf, for the host strings' sake.
Object* whole_path(const char* path, bool writes) {
  const std::string full = writes ? writable_path(path) : allowed_path(path);
  return str_decode(full.data(), static_cast<int64_t>(full.size()), "utf-8", "surrogateescape");
}

// What lies at the whole path and, of a file, its content. A leaf.
int read_whole(const char* path, Object** content) {
  const int kind = outside_stat(path);
  const std::string* text = kind == 1 ? outside_file(path) : nullptr;
  *content = text ? bytes_from_data(text->data(), static_cast<int64_t>(text->size())) : nullptr;
  return kind;
}
int directory_kind(const char* path) {
  const std::string full(path);
  const size_t slash = full.rfind('/');
  return slash == 0 || slash == std::string::npos ? 2 : outside_stat(full.substr(0, slash));
}

Object* text_or(Object* o, const char* otherwise) { return o && !is_none(o) ? new_ref(o) : str_from_cstr(otherwise); }

Object* stream_of(const OpenRequest& r, const OpenMode& mode, Object* path, Object* content) {
  FileUse use = {path, nullptr, nullptr, r.newline, mode.action == 'r' || mode.both, mode.writes(), mode.action == 'a'};
  if (mode.binary) return bytes_io_file(content, use);
  if (!io_check_newline(r.newline)) return nullptr;
  Ref<> encoding(text_or(r.encoding, "utf-8")), errors(text_or(r.errors, "strict"));
  const char* name = encoding && errors ? str_as_utf8(encoding) : nullptr;
  if (!name) return nullptr;
  if (!std::strcmp(name, "locale")) encoding.reset(str_from_cstr("utf-8"));
  use.encoding = encoding;
  use.errors = errors;
  Ref<> text(str_decode(bytes_as_string(content), bytes_size(content), str_as_utf8(encoding), str_as_utf8(errors)));
  return text ? string_io_file(text, use) : nullptr;
}

// The attributes that a file's stream has beside those of one in memory.
Object* with_name(Object* stream, const OpenRequest& r) {
  if (stream && (object_set_attr_string(stream, "name", r.file) < 0 || object_set_attr_string(stream, "mode", r.mode) < 0)) {
    decref(stream);
    return nullptr;
  }
  return stream;
}

// The file's content at the beginning of its use: bytes, or null with an error.
Object* content_for(const OpenMode& mode, const char* path, Object* shown) {
  Object* content = nullptr;
  const int kind = read_whole(path, &content);
  Ref<> held(content);
  if (kind == 2) return os_error(EISDIR, shown);
  if (kind == 0 && (mode.action == 'r' || directory_kind(path) != 2)) return os_error(ENOENT, shown);
  if (kind && mode.action == 'x') return os_error(EEXIST, shown);
  if (kind == 0 || mode.action == 'w') held.reset(bytes_from_data("", 0));
  if (held && mode.writes()) {
    met_difference(Difference::OpenRefused, path);
    if (scratch_put(path, held) < 0) return nullptr;
  }
  return held.release();
}

Object* refused(const char* name, Object* file) {
  met_difference(Difference::OpenRefused, name);
  return os_error_text(EACCES, kRefusal, file);
}

// The whole path of what was asked for, by name or by number: new reference, or null with an error.
Object* requested_path(const OpenRequest& r, bool writes) {
  if (int_check(r.file)) {
    const int64_t number = int_as_i64(r.file);
    Object* path = number == -1 && err_occurred() ? nullptr : scratch_path_of_number(number);
    if (!path && !err_occurred()) refused(nullptr, r.file);
    return xnew_ref(path);
  }
  Ref<> path(path_as_str(r.file, "open"));
  const char* text = path ? str_as_utf8(path) : nullptr;
  Ref<> whole(text ? whole_path(text, writes) : nullptr);
  if (whole && str_length(whole) == 0) return refused(text, r.file);
  return whole.release();
}

Object* open_file(const OpenRequest& r) {
  const char* text = str_as_utf8(r.mode);
  OpenMode mode;
  if (!text || !parse_mode(text, &mode)) return nullptr;
  Ref<> path(requested_path(r, mode.writes()));
  const char* name = path ? str_as_utf8(path) : nullptr;
  Ref<> content(name ? content_for(mode, name, r.file) : nullptr);
  return content ? with_name(stream_of(r, mode, path, content), r) : nullptr;
}

Object* io_open_code(Object*, Object* path) {
  Ref<> mode(str_from_cstr("rb"));
  return mode ? open_file({path, mode, nullptr, nullptr, nullptr}) : nullptr;
}

Object* text_encoding(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("text_encoding", nargs, 1, 2)) return nullptr;
  if (nargs > 1 && int_as_int(args[1]) == -1 && err_occurred()) return nullptr;  // the stack level of a warning
  return is_none(args[0]) ? str_from_cstr("locale") : new_ref(args[0]);
}

const MethodDef kFunctions[] = {
    {"open_code", io_open_code, kMethO, "open_code($module, /, path)\n--\n\nOpens a file of Python code for reading."},
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

// ---- types that refuse

Object* refuse_new(TypeObject* type, Object*, Object*) {
  met_difference(Difference::OpenRefused, type->tp_name);
  return os_error_text(EACCES, "Innards has only streams in memory and files that are read with open()", Ref<>(type_get_name(type)));
}
void init_refusing(TypeObject* t) {
  io_stream_type(t, sizeof(IOBaseObject));
  t->tp_new = refuse_new;
}

}  // namespace

Object* io_open(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener", nullptr};
  static const ArgsParser kParser = {"open", kKeywords};
  Object* buf[8] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 8, 0, buf)) return nullptr;
  if (buf[1] && !str_check(buf[1])) {
    args_bad_argument("open", "argument 'mode'", "str", buf[1]);
    return nullptr;
  }
  static const char* const kTexts[] = {"argument 'encoding'", "argument 'errors'", "argument 'newline'"};
  for (int i = 0; i < 3; ++i) {
    Object* text = buf[3 + i];
    if (!text || is_none(text) || str_check(text)) continue;
    args_bad_argument("open", kTexts[i], "str or None", text);
    return nullptr;
  }
  Ref<> mode(buf[1] ? new_ref(buf[1]) : str_from_cstr("r"));
  return mode ? open_file({buf[0], mode, buf[3], buf[4], buf[5]}) : nullptr;
}

Object* text_of_bytes_io(Object* stream, const char* encoding, const char* errors) {
  int64_t size;
  const char* data = bytes_io_rest(stream, &size);
  if (!data) return os_error_text(EACCES, "Innards has TextIOWrapper only for reading a BytesIO", nullptr);
  Ref<> text(str_decode(data, size, encoding, errors));
  return text ? string_io_of(text) : nullptr;
}

void init_FileIO_type(TypeObject* t) { init_refusing(t); }
void init_BufferedReader_type(TypeObject* t) { init_refusing(t); }
void init_BufferedWriter_type(TypeObject* t) { init_refusing(t); }
void init_BufferedRWPair_type(TypeObject* t) { init_refusing(t); }
void init_BufferedRandom_type(TypeObject* t) { init_refusing(t); }
void init_NewlineDecoder_type(TypeObject* t) { init_refusing(t); }

extern const NativeModule k_module__io;
const NativeModule k_module__io = {"_io", "Streams.", kFunctions, exec};

}  // namespace innards
