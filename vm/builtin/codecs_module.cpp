// The _codecs module: the registry of codecs and error handlers, and the codecs that are built in (Modules/_codecsmodule.c,
// Python/codecs.c). The others are Python code of the library's package encodings.
#include <cctype>
#include <cstring>
#include <string>

#include "builtin/codecs.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/runtime.h"

namespace innards {

namespace {

// ---- the registry

Object* search_path() {
  if (!rt().modules.codecs_search_path) rt().modules.codecs_search_path = list_new(0);
  return rt().modules.codecs_search_path;
}
Object* cache() {
  if (!rt().modules.codecs_search_cache) rt().modules.codecs_search_cache = dict_new();
  return rt().modules.codecs_search_cache;
}
Object* handlers() {
  if (!rt().modules.codecs_error_handlers) rt().modules.codecs_error_handlers = dict_new();
  return rt().modules.codecs_error_handlers;
}

Object* codecs_register(Object*, Object* function) {
  if (!callable_check(function)) return err_format(ExcTypeError, "argument must be callable");
  return search_path() && list_append(search_path(), function) == 0 ? new_none() : nullptr;
}
Object* codecs_unregister(Object*, Object* function) {
  Object* list = search_path();
  for (int64_t i = 0; i < list_size_of(list); ++i) {
    if (list_item_at(list, i) != function) continue;
    dict_clear(cache());
    return list_set_slice(list, i, i + 1, nullptr) < 0 ? nullptr : new_none();
  }
  return new_none();
}

// Lower case, blanks as underscores.
Object* normalized(Object* name) {
  const char* text = str_as_utf8(name);
  if (!text) return nullptr;
  std::string key;
  for (const char* c = text; *c; ++c) key.push_back(*c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(*c))));
  return str_from_utf8(key.data(), static_cast<int64_t>(key.size()));
}

// The codec's 4-tuple, borrowed; LookupError.
Object* lookup(Object* name) {
  Ref<> key(normalized(name));
  if (!key || !search_path() || !cache()) return nullptr;
  if (list_size_of(search_path()) == 0) {
    Ref<> package(import_import_module("encodings"));
    if (!package) return nullptr;
  }
  if (Object* known = dict_get_item_with_error(cache(), key)) return known;
  for (int64_t i = 0; !err_occurred() && i < list_size_of(search_path()); ++i) {
    Ref<> codec(object_call_one_arg(list_item_at(search_path(), i), key));
    if (!codec) return nullptr;
    if (is_none(codec)) continue;
    if (!tuple_check(codec) || tuple_size_of(codec) != 4) return err_format(ExcTypeError, "codec search functions must return 4-tuples");
    return dict_set_item(cache(), key, codec) < 0 ? nullptr : codec.get();
  }
  return err_occurred() ? nullptr : err_format(ExcLookupError, "unknown encoding: %U", name);
}

Object* codecs_lookup(Object*, Object* name) {
  if (!str_check(name)) {
    args_bad_argument("lookup", "argument", "str", name);
    return nullptr;
  }
  return xnew_ref(lookup(name));
}
Object* codecs_forget(Object*, Object* name) {
  Ref<> key(normalized(name));
  if (key && dict_contains(cache(), key) == 1) dict_del_item(cache(), key);
  return err_occurred() ? nullptr : new_none();
}

Object* by_codec(const char* name, int which, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"obj", "encoding", "errors", nullptr};
  const ArgsParser parser = {name, kKeywords};
  Object* buf[3] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 3, 0, buf)) return nullptr;
  Ref<> utf8(str_from_cstr("utf-8"));
  Object* codec = utf8 ? lookup(buf[1] ? buf[1] : utf8.get()) : nullptr;
  if (!codec) return nullptr;
  Ref<> held(new_ref(codec)), pair(object_call_function_obj_args(tuple_item_at(codec, which), buf[0], buf[2], nullptr));
  if (!pair) return nullptr;
  if (tuple_check(pair) && tuple_size_of(pair) == 2) return new_ref(tuple_item_at(pair, 0));
  return err_format(ExcTypeError, which ? "decoder must return a tuple (object,integer)" : "encoder must return a tuple (object, integer)");
}
Object* codecs_encode(Object*, Object** args, int64_t nargs, Object* kwnames) { return by_codec("encode", 0, args, nargs, kwnames); }
Object* codecs_decode(Object*, Object** args, int64_t nargs, Object* kwnames) { return by_codec("decode", 1, args, nargs, kwnames); }

Object* register_error(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("register_error", nargs, 2, 2)) return nullptr;
  if (!str_check(args[0])) {
    args_bad_argument("register_error", "argument 1", "str", args[0]);
    return nullptr;
  }
  if (!callable_check(args[1])) return err_format(ExcTypeError, "handler must be callable");
  return handlers() && dict_set_item(handlers(), args[0], args[1]) == 0 ? new_none() : nullptr;
}

// The handlers that the codecs have built in, as functions: they can be called with an exception by nobody yet.
Object* builtin_handler(Object*, Object* error) {
  if (exception_instance_check(error)) err_set_object(error->ob_type, error);
  else err_set_string(ExcTypeError, "codec must pass exception instance");
  return nullptr;
}

Object* lookup_error(Object*, Object* name) {
  if (!str_check(name)) {
    args_bad_argument("lookup_error", "argument", "str", name);
    return nullptr;
  }
  Object* handler = dict_get_item_with_error(handlers(), name);
  if (handler) return new_ref(handler);
  return err_occurred() ? nullptr : err_format(ExcLookupError, "unknown error handler name '%U'", name);
}

// ---- the codecs

const char* errors_of(Object** args, int64_t nargs, int64_t i) { return nargs > i && !is_none(args[i]) && str_check(args[i]) ? str_as_utf8(args[i]) : nullptr; }

Object* pair_of(Object* stolen, int64_t length) {
  Ref<> result(stolen), n(result ? int_from_i64(length) : nullptr);
  return n ? tuple_pack(2, result.get(), n.get()) : nullptr;
}

Object* encode_with(const char* name, const char* encoding, Object** args, int64_t nargs) {
  if (!args_check_positional(name, nargs, 1, 2)) return nullptr;
  if (!str_check(args[0])) {
    args_bad_argument(name, "argument 1", "str", args[0]);
    return nullptr;
  }
  return pair_of(str_as_encoded_string(args[0], encoding, errors_of(args, nargs, 1)), str_length(args[0]));
}

// How many bytes at the end are the beginning of a character that is still to come.
int64_t unfinished(const char* encoding, const unsigned char* data, int64_t n) {
  const std::string name = encoding;
  if (name.rfind("utf-32", 0) == 0) return n % 4;
  if (name.rfind("utf-16", 0) == 0) {
    const int64_t odd = n % 2, last = n - odd;
    const bool big = name == "utf-16-be";
    const bool high = last >= 2 && (data[big ? last - 2 : last - 1] & 0xfc) == 0xd8;
    return odd + (high ? 2 : 0);
  }
  if (name != "utf-8") return 0;
  for (int64_t back = 1; back <= 3 && back <= n; ++back) {
    const unsigned char c = data[n - back];
    if ((c & 0xc0) == 0x80) continue;
    const int64_t needs = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
    return needs > back ? back : 0;
  }
  return 0;
}

Object* decode_with(const char* name, const char* encoding, Object** args, int64_t nargs) {
  if (!args_check_positional(name, nargs, 1, 3)) return nullptr;
  const int final = nargs > 2 ? object_is_true(args[2]) : 0;
  if (final < 0) return nullptr;
  if (str_check(args[0])) return err_format(ExcTypeError, "a bytes-like object is required, not 'str'");
  Buffer view;
  if (object_get_buffer(args[0], &view, kBufSimple) < 0) return nullptr;
  const int64_t cut = final ? 0 : unfinished(encoding, reinterpret_cast<const unsigned char*>(view.buf.get()), view.len);
  const int64_t used = view.len - cut;
  Object* text = str_decode(view.buf, used, encoding, errors_of(args, nargs, 1));
  buffer_release(&view);
  return pair_of(text, used);
}

#define CODEC(id, encoding)                                                                                        \
  Object* id##_encode(Object*, Object** args, int64_t n) { return encode_with(#id "_encode", encoding, args, n); } \
  Object* id##_decode(Object*, Object** args, int64_t n) { return decode_with(#id "_decode", encoding, args, n); }
CODEC(utf_8, "utf-8")
CODEC(latin_1, "latin-1")
CODEC(ascii, "ascii")
CODEC(utf_16, "utf-16")
CODEC(utf_16_le, "utf-16-le")
CODEC(utf_16_be, "utf-16-be")
CODEC(utf_32, "utf-32")
CODEC(utf_32_le, "utf-32-le")
CODEC(utf_32_be, "utf-32-be")
CODEC(unicode_escape, "unicode-escape")
CODEC(raw_unicode_escape, "raw-unicode-escape")
#undef CODEC

// ---- codecs by a table of 256 characters

constexpr uint32_t kUndefined = 0xfffe;

Object* charmap_build(Object*, Object* table) {
  if (!str_check(table)) {
    args_bad_argument("charmap_build", "argument", "str", table);
    return nullptr;
  }
  Ref<> map(dict_new());
  for (int64_t i = 0; map && i < str_length(table); ++i) {
    const uint32_t ch = str_read_char(table, i);
    if (ch == kUndefined) continue;
    Ref<> key(int_from_i64(ch)), value(int_from_i64(i));
    if (!key || !value || dict_set_item(map, key, value) < 0) return nullptr;
  }
  return map.release();
}

Object* charmap_decode(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("charmap_decode", nargs, 1, 3)) return nullptr;
  if (nargs < 3 || !str_check(args[2])) return decode_with("charmap_decode", "latin-1", args, nargs > 2 ? 2 : nargs);
  Buffer view;
  if (object_get_buffer(args[0], &view, kBufSimple) < 0) return nullptr;
  Ref<> held(bytes_from_data(view.buf, view.len));
  buffer_release(&view);
  StrWriter w;
  for (int64_t i = 0; held && i < bytes_size(held); ++i) {
    const auto byte = static_cast<unsigned char>(bytes_as_string(held)[i]);
    const uint32_t ch = byte < str_length(args[2]) ? str_read_char(args[2], byte) : kUndefined;
    const char* errors = errors_of(args, nargs, 1);
    if (ch != kUndefined) {
      if (w.write_char(ch) < 0) return nullptr;
    } else if (errors && std::string(errors) == "replace") {
      if (w.write_char(0xfffd) < 0) return nullptr;
    } else if (!errors || std::string(errors) != "ignore") {
      w.drop();
      Ref<> e(unicode_decode_error_create("charmap", bytes_as_string(held), bytes_size(held), i, i + 1, "character maps to <undefined>"));
      if (e) err_set_object(ExcUnicodeDecodeError, e);
      return nullptr;
    }
  }
  return held ? pair_of(w.finish(), bytes_size(held)) : nullptr;
}

// The byte that a table has for a character; -1: none, or an error.
int mapped_byte(Object* table, uint32_t ch) {
  Ref<> key(int_from_i64(ch));
  Object* byte = key ? dict_get_item_with_error(table, key) : nullptr;
  return byte && int_check(byte) ? static_cast<int>(int_as_i64(byte)) : -1;
}

// The error of all characters in a row, from i on, that the table has not.
Object* not_in_table(Object* text, Object* table, int64_t i) {
  int64_t end = i + 1;
  while (end < str_length(text) && mapped_byte(table, str_read_char(text, end)) < 0) ++end;
  Ref<> e(err_occurred() ? nullptr : unicode_encode_error_create("charmap", text, i, end, "character maps to <undefined>"));
  if (e) err_set_object(ExcUnicodeEncodeError, e);
  return nullptr;
}

Object* charmap_encode(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("charmap_encode", nargs, 1, 3)) return nullptr;
  if (nargs < 3 || !dict_check(args[2])) return encode_with("charmap_encode", "latin-1", args, nargs > 2 ? 2 : nargs);
  if (!str_check(args[0])) return err_format(ExcTypeError, "charmap_encode() argument 1 must be str");
  const int64_t n = str_length(args[0]);
  const char* errors = errors_of(args, nargs, 1);
  if (err_occurred()) return nullptr;
  const bool replaces = errors && !std::strcmp(errors, "replace"), ignores = errors && !std::strcmp(errors, "ignore");
  Object* out = bytes_from_data(nullptr, n);
  int64_t written = 0;
  for (int64_t i = 0; out && i < n; ++i) {
    const int byte = mapped_byte(args[2], str_read_char(args[0], i));
    if (byte >= 0 || replaces) bytes_as_string(out)[written++] = byte >= 0 ? static_cast<char>(byte) : '?';
    else if (!ignores || err_occurred()) return decref(out), not_in_table(args[0], args[2], i);
  }
  if (!out || (written != n && bytes_resize(&out, written) < 0)) return nullptr;
  return pair_of(out, n);
}

#define FUNCTIONS(id)                                                                                                              \
  {#id "_encode", id##_encode, kMethFastcall, #id "_encode($module, str, errors=None, /)\n--\n\nText as bytes, and how much was read."}, \
      {#id "_decode", id##_decode, kMethFastcall, #id "_decode($module, data, errors=None, final=False, /)\n--\n\nBytes as text, and how many were read."}

const MethodDef kFunctions[] = {
    {"register", codecs_register, kMethO, "register($module, search_function, /)\n--\n\nHas a function asked for codecs."},
    {"unregister", codecs_unregister, kMethO, "unregister($module, search_function, /)\n--\n\nHas it asked no more."},
    {"lookup", codecs_lookup, kMethO, "lookup($module, encoding, /)\n--\n\nThe codec for an encoding."},
    {"encode", codecs_encode, kMethFastcall | kMethKeywords, "encode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nEncodes obj with a codec."},
    {"decode", codecs_decode, kMethFastcall | kMethKeywords, "decode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nDecodes obj with a codec."},
    {"register_error", register_error, kMethFastcall, "register_error($module, errors, handler, /)\n--\n\nGives an error handler a name."},
    {"lookup_error", lookup_error, kMethO, "lookup_error($module, name, /)\n--\n\nThe error handler of that name."},
    {"_forget_codec", codecs_forget, kMethO, "_forget_codec($module, encoding, /)\n--\n\nTakes a codec out of the cache."},
    FUNCTIONS(utf_8), FUNCTIONS(latin_1), FUNCTIONS(ascii), FUNCTIONS(utf_16), FUNCTIONS(utf_16_le), FUNCTIONS(utf_16_be),
    FUNCTIONS(utf_32), FUNCTIONS(utf_32_le), FUNCTIONS(utf_32_be), FUNCTIONS(unicode_escape), FUNCTIONS(raw_unicode_escape),
    {"charmap_build", charmap_build, kMethO, "charmap_build($module, map, /)\n--\n\nFrom a table of characters to one for encoding."},
    {"charmap_encode", charmap_encode, kMethFastcall, "charmap_encode($module, str, errors=None, mapping=None, /)\n--\n\nEncodes by a table."},
    {"charmap_decode", charmap_decode, kMethFastcall, "charmap_decode($module, data, errors=None, mapping=None, /)\n--\n\nDecodes by a table."},
    {},
};

const MethodDef kHandlers[] = {{"strict_errors", builtin_handler, kMethO, "Raises the exception."}, {}};

// strict as a function; the others work by name in the codecs themselves.
int exec(Object*) {
  for (const char* name : {"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"}) {
    Ref<> function(builtin_function_new(kHandlers, nullptr));
    if (!function || !handlers() || dict_set_item_str(handlers(), name, function) < 0) return -1;
  }
  return 0;
}
void boot() { MethodRef registered(kHandlers); }

}  // namespace

Object* codec_lookup(Object* name) { return lookup(name); }

extern const NativeModule k_module__codecs;
const NativeModule k_module__codecs = {"_codecs", "Codecs and their registry.", kFunctions, exec, boot};

}  // namespace innards
