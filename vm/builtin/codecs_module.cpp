// The _codecs module: the registry of codecs and error handlers, and the codecs that are built in (Modules/_codecsmodule.c,
// Python/codecs.c). The others are Python code of the library's package encodings.
#include <cctype>
#include <cstring>
#include <string>
#include <string_view>

#include "builtin/codecs.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/native_codecs.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/codecs.h"
#include "run/differences.h"
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
// The library's own codecs come first. (CPython imports encodings while it starts.)
int begin_search() {
  if (list_size_of(search_path())) return 0;
  Ref<> package(import_import_module("encodings"));
  return package ? 0 : -1;
}

Object* codecs_register(Object*, Object* function) {
  if (!callable_check(function)) return err_format(ExcTypeError, "argument must be callable");
  if (search_path() && begin_search() < 0) err_clear();
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

// Lower case; whatever is no letter, digit or dot is one underscore between them.
std::string normal_form(const char* name) {
  std::string key;
  bool gap = false;
  for (; *name; ++name) {
    const auto c = static_cast<unsigned char>(*name);
    const bool kept = c < 0x80 && (std::isalnum(c) || c == '.');
    if (kept && gap && !key.empty()) key.push_back('_');
    if (kept) key.push_back(static_cast<char>(std::tolower(c)));
    gap = !kept;
  }
  return key;
}
Object* normalized(Object* name) {
  const char* text = str_as_utf8(name);
  if (!text) return nullptr;
  const std::string key = normal_form(text);
  return str_from_utf8(key.data(), static_cast<int64_t>(key.size()));
}

// The codec's 4-tuple, borrowed; LookupError.
Object* lookup(Object* name) {
  Ref<> key(normalized(name));
  if (!key || !search_path() || !cache() || begin_search() < 0) return nullptr;
  if (Object* known = dict_get_item_with_error(cache(), key)) return known;
  for (int64_t i = 0; !err_occurred() && i < list_size_of(search_path()); ++i) {
    Ref<> codec(object_call_one_arg(list_item_at(search_path(), i), key));
    if (!codec) return nullptr;
    if (is_none(codec)) continue;
    if (!tuple_check(codec) || tuple_size_of(codec) != 4) return err_format(ExcTypeError, "codec search functions must return 4-tuples");
    return dict_set_item(cache(), key, codec) < 0 ? nullptr : codec.get();
  }
  if (err_occurred()) return nullptr;
  met_difference(Difference::Encodings, str_as_utf8(name));
  return err_format(ExcLookupError, "unknown encoding: %U", name);
}

Object* codecs_lookup(Object*, Object* name) {
  if (!str_check(name)) {
    args_bad_argument("lookup", "argument", "str", name);
    return nullptr;
  }
  return xnew_ref(lookup(name));
}
// The text of an argument that may be None (then null); false with an error.
bool text_argument(const char* function, const char* display, Object* arg, const char** text) {
  *text = nullptr;
  if (!arg || is_none(arg)) return true;
  if (!str_check(arg)) return args_bad_argument(function, display, "str or None", arg), false;
  *text = str_text_argument(function, display, arg);
  return *text;
}

Object* by_codec(const char* name, Object* (*use)(Object*, const char*, const char*), Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"obj", "encoding", "errors", nullptr};
  const ArgsParser parser = {name, kKeywords};
  Object* buf[3] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 3, 0, buf);
  if (!a) return nullptr;
  const char* encoding = a[1] ? str_text_argument(name, "argument 'encoding'", a[1]) : "utf-8";
  const char* errors = a[2] && encoding ? str_text_argument(name, "argument 'errors'", a[2]) : nullptr;
  return encoding && (errors || !a[2]) ? use(a[0], encoding, errors) : nullptr;
}
Object* codecs_encode(Object*, Object** args, int64_t nargs, Object* kwnames) { return by_codec("encode", codec_encode, args, nargs, kwnames); }
Object* codecs_decode(Object*, Object** args, int64_t nargs, Object* kwnames) { return by_codec("decode", codec_decode, args, nargs, kwnames); }

Object* register_error(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("register_error", nargs, 2, 2)) return nullptr;
  if (!str_check(args[0])) {
    args_bad_argument("register_error", "argument 1", "str", args[0]);
    return nullptr;
  }
  if (!callable_check(args[1])) return err_format(ExcTypeError, "handler must be callable");
  Object* handlers = codec_error_handlers();
  return handlers && dict_set_item(handlers, args[0], args[1]) == 0 ? new_none() : nullptr;
}

Object* lookup_error(Object*, Object* name) {
  if (!str_check(name)) {
    args_bad_argument("lookup_error", "argument", "str", name);
    return nullptr;
  }
  const char* text = str_text_argument("lookup_error", "argument", name);
  return text ? codec_error_handler(text) : nullptr;
}

// ---- the codecs

Object* pair_of(Object* stolen, int64_t length) {
  Ref<> result(stolen), n(result ? int_from_i64(length) : nullptr);
  return n ? tuple_pack(2, result.get(), n.get()) : nullptr;
}

bool int_argument(Object* arg, int* value) {
  *value = int_as_int(arg);
  return *value != -1 || !err_occurred();
}

// (str, errors=None[, byteorder=0]) of an encoder; false with an error. `order`: null where there is no such argument.
bool encoder_arguments(const char* name, Object** args, int64_t nargs, const char** errors, int* order = nullptr) {
  if (!args_check_positional(name, nargs, 1, order ? 3 : 2)) return false;
  if (!str_check(args[0])) return args_bad_argument(name, "argument 1", "str", args[0]), false;
  if (!text_argument(name, "argument 2", nargs > 1 ? args[1] : nullptr, errors)) return false;
  return nargs < 3 || int_argument(args[2], order);
}

Object* encode_with(const char* name, const char* encoding, Object** args, int64_t nargs) {
  const char* errors;
  if (!encoder_arguments(name, args, nargs, &errors)) return nullptr;
  return pair_of(str_encode_native(args[0], encoding, errors), str_length(args[0]));
}

// Encodings whose order of bytes is the third argument of the encoder: -1, 0 (with a mark) or 1.
Object* encode_wide(const char* name, const char* const (&encodings)[3], Object** args, int64_t nargs) {
  const char* errors;
  int order = 0;
  if (!encoder_arguments(name, args, nargs, &errors, &order)) return nullptr;
  return pair_of(str_encode_native(args[0], encodings[order < 0 ? 0 : order > 0 ? 2 : 1], errors), str_length(args[0]));
}

// The bytes of an argument, a str's in utf-8 where `text_too`; false with an error. Given back with buffer_release().
bool bytes_argument(Object* arg, bool text_too, Buffer* view) {
  if (!str_check(arg)) return object_get_buffer(arg, view, kBufSimple) == 0;
  if (!text_too) return err_format(ExcTypeError, "a bytes-like object is required, not 'str'"), false;
  int64_t size;
  const char* text = str_as_utf8_and_size(arg, &size);
  return text && buffer_fill_info(view, arg, const_cast<char*>(text), size, 1, kBufSimple) == 0;
}

// What a decoder's arguments are: (data, errors=None, final).
struct DecoderCall {
  const char* name;
  bool has_final, final, text_too;
};

Object* decoded(const char* encoding, const Buffer& view, const char* errors, int64_t* used) {
  if (!std::strcmp(encoding, "utf-7")) return codec_utf7_decode(view.buf, view.len, errors, used);
  return str_decode_native(view.buf, view.len, encoding, errors, used);
}

Object* decode_with(DecoderCall call, const char* encoding, Object** args, int64_t nargs) {
  const char* errors;
  if (!args_check_positional(call.name, nargs, 1, call.has_final ? 3 : 2)) return nullptr;
  Buffer view;
  if (!bytes_argument(args[0], call.text_too, &view)) return nullptr;
  int final = call.final;
  int64_t used = view.len;
  Object* text = nullptr;
  if (text_argument(call.name, "argument 2", nargs > 1 ? args[1] : nullptr, &errors) && (nargs < 3 || int_argument(args[2], &final)))
    text = decoded(encoding, view, errors, final ? nullptr : &used);
  buffer_release(&view);
  return pair_of(text, used);
}

// "utf-7" is not among the machine's own codecs: str.encode() asks the library for it.
Object* utf_7_encode(Object*, Object** args, int64_t nargs) {
  const char* errors;
  return encoder_arguments("utf_7_encode", args, nargs, &errors) ? pair_of(codec_utf7_encode(args[0]), str_length(args[0])) : nullptr;
}

#define ENCODER(id, encoding) Object* id##_encode(Object*, Object** args, int64_t n) { return encode_with(#id "_encode", encoding, args, n); }
#define DECODER(id, encoding, has_final, final, text_too)                              \
  Object* id##_decode(Object*, Object** args, int64_t n) {                             \
    return decode_with({#id "_decode", has_final, final, text_too}, encoding, args, n); \
  }
#define CODEC(id, encoding) ENCODER(id, encoding) DECODER(id, encoding, true, false, false)
CODEC(utf_8, "utf-8")
DECODER(utf_7, "utf-7", true, false, false)
CODEC(utf_16_le, "utf-16-le")
CODEC(utf_16_be, "utf-16-be")
CODEC(utf_32_le, "utf-32-le")
CODEC(utf_32_be, "utf-32-be")
DECODER(utf_16, "utf-16", true, false, false)
DECODER(utf_32, "utf-32", true, false, false)
ENCODER(latin_1, "latin-1")
DECODER(latin_1, "latin-1", false, true, false)
ENCODER(ascii, "ascii")
DECODER(ascii, "ascii", false, true, false)
ENCODER(unicode_escape, "unicode-escape")
DECODER(unicode_escape, "unicode-escape", true, true, true)
ENCODER(raw_unicode_escape, "raw-unicode-escape")
DECODER(raw_unicode_escape, "raw-unicode-escape", true, true, true)
#undef CODEC
#undef DECODER
#undef ENCODER

constexpr const char* kUtf16[] = {"utf-16-le", "utf-16", "utf-16-be"};
constexpr const char* kUtf32[] = {"utf-32-le", "utf-32", "utf-32-be"};
Object* utf_16_encode(Object*, Object** args, int64_t n) { return encode_wide("utf_16_encode", kUtf16, args, n); }
Object* utf_32_encode(Object*, Object** args, int64_t n) { return encode_wide("utf_32_encode", kUtf32, args, n); }

// The order of bytes that a mark tells: -1 or 1; 0 without one.
int order_of_mark(std::string_view data, int width) {
  if (width == 2) return data.substr(0, 2) == "\xff\xfe" ? -1 : data.substr(0, 2) == "\xfe\xff" ? 1 : 0;
  using namespace std::string_view_literals;
  return data.substr(0, 4) == "\xff\xfe\0\0"sv ? -1 : data.substr(0, 4) == "\0\0\xfe\xff"sv ? 1 : 0;
}

// (data, errors=None, byteorder=0, final=False) -> (text, bytes used, byteorder): for incremental decoders, which must know
// what the mark said.
Object* decode_ex(const char* name, const char* const (&encodings)[3], int width, Object** args, int64_t nargs) {
  const char* errors;
  int order = 0;
  if (!args_check_positional(name, nargs, 1, 4)) return nullptr;
  Buffer view;
  if (!bytes_argument(args[0], false, &view)) return nullptr;
  Ref<> text;
  int64_t used = view.len;
  int final = 0;
  if (text_argument(name, "argument 2", nargs > 1 ? args[1] : nullptr, &errors) && (nargs < 3 || int_argument(args[2], &order)) &&
      (nargs < 4 || int_argument(args[3], &final)))
    text.reset(str_decode_native(view.buf, view.len, encodings[order < 0 ? 0 : order > 0 ? 2 : 1], errors, final ? nullptr : &used));
  if (text && order == 0) order = order_of_mark({view.buf.get(), static_cast<size_t>(view.len)}, width);
  buffer_release(&view);
  Ref<> n(int_from_i64(used)), o(int_from_i64(order));
  return text && n && o ? tuple_pack(3, text.get(), n.get(), o.get()) : nullptr;
}
Object* utf_16_ex_decode(Object*, Object** args, int64_t n) { return decode_ex("utf_16_ex_decode", kUtf16, 2, args, n); }
Object* utf_32_ex_decode(Object*, Object** args, int64_t n) { return decode_ex("utf_32_ex_decode", kUtf32, 4, args, n); }

// ---- codecs by a mapping, and bytes as in source

Object* mapping_argument(Object** args, int64_t nargs) { return nargs > 2 && !is_none(args[2]) ? args[2] : nullptr; }

Object* charmap_build(Object*, Object* table) {
  if (!str_check(table)) return args_bad_argument("charmap_build", "argument", "str", table), nullptr;
  if (!str_length(table)) return err_format(ExcTypeError, "bad argument type for built-in operation");
  return codec_charmap_build(table);
}

Object* charmap_encode(Object*, Object** args, int64_t nargs) {
  const char* errors;
  if (!args_check_positional("charmap_encode", nargs, 1, 3) || !encoder_arguments("charmap_encode", args, nargs < 2 ? nargs : 2, &errors)) return nullptr;
  return pair_of(codec_charmap_encode(args[0], errors, mapping_argument(args, nargs)), str_length(args[0]));
}

// A function (data, errors=None, ...) whose result stands for all of the data.
template <class F>
Object* whole(const char* name, int most, bool text_too, Object** args, int64_t nargs, F make) {
  const char* errors;
  if (!args_check_positional(name, nargs, 1, most)) return nullptr;
  Buffer view;
  if (!bytes_argument(args[0], text_too, &view)) return nullptr;
  Object* result = text_argument(name, "argument 2", nargs > 1 ? args[1] : nullptr, &errors) ? make(view.buf, view.len, errors) : nullptr;
  const int64_t size = view.len;
  buffer_release(&view);
  return pair_of(result, size);
}

Object* charmap_decode(Object*, Object** args, int64_t nargs) {
  return whole("charmap_decode", 3, false, args, nargs, [=](const char* data, int64_t size, const char* errors) {
    return codec_charmap_decode(data, size, errors, mapping_argument(args, nargs));
  });
}
Object* escape_decode(Object*, Object** args, int64_t nargs) { return whole("escape_decode", 2, true, args, nargs, codec_escape_decode); }
Object* readbuffer_encode(Object*, Object** args, int64_t nargs) {
  return whole("readbuffer_encode", 2, true, args, nargs, [](const char* data, int64_t size, const char*) { return bytes_from_data(data, size); });
}

Object* escape_encode(Object*, Object** args, int64_t nargs) {
  const char* errors;
  if (!args_check_positional("escape_encode", nargs, 1, 2)) return nullptr;
  if (!bytes_check(args[0])) return args_bad_argument("escape_encode", "argument 1", "bytes", args[0]), nullptr;
  if (!text_argument("escape_encode", "argument 2", nargs > 1 ? args[1] : nullptr, &errors)) return nullptr;
  return pair_of(codec_escape_encode(args[0]), bytes_size(args[0]));
}

#define ENCODE(id) {#id "_encode", id##_encode, kMethFastcall, #id "_encode($module, str, errors=None, /)\n--\n\nText as bytes, and how much was read."}
#define DECODE(id, more) {#id "_decode", id##_decode, kMethFastcall, #id "_decode($module, data, errors=None" more ", /)\n--\n\nBytes as text, and how many were read."}
#define FUNCTIONS(id) ENCODE(id), DECODE(id, ", final=False")
#define WIDE_FUNCTIONS(id)                                                                                                                                    \
  {#id "_encode", id##_encode, kMethFastcall, #id "_encode($module, str, errors=None, byteorder=0, /)\n--\n\nText as bytes, and how much was read."},          \
      DECODE(id, ", final=False"),                                                                                                                            \
      {#id "_ex_decode", id##_ex_decode, kMethFastcall, #id "_ex_decode($module, data, errors=None, byteorder=0, final=False,\n                 /)\n--\n\nThe same with the order of bytes."}

const MethodDef kFunctions[] = {
    {"register", codecs_register, kMethO, "register($module, search_function, /)\n--\n\nHas a function asked for codecs."},
    {"unregister", codecs_unregister, kMethO, "unregister($module, search_function, /)\n--\n\nHas it asked no more."},
    {"lookup", codecs_lookup, kMethO, "lookup($module, encoding, /)\n--\n\nThe codec for an encoding."},
    {"encode", codecs_encode, kMethFastcall | kMethKeywords, "encode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nEncodes obj with a codec."},
    {"decode", codecs_decode, kMethFastcall | kMethKeywords, "decode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nDecodes obj with a codec."},
    {"register_error", register_error, kMethFastcall, "register_error($module, errors, handler, /)\n--\n\nGives an error handler a name."},
    {"lookup_error", lookup_error, kMethO, "lookup_error($module, name, /)\n--\n\nThe error handler of that name."},
    FUNCTIONS(utf_8), FUNCTIONS(utf_7), FUNCTIONS(utf_16_le), FUNCTIONS(utf_16_be), FUNCTIONS(utf_32_le), FUNCTIONS(utf_32_be),
    WIDE_FUNCTIONS(utf_16), WIDE_FUNCTIONS(utf_32),
    ENCODE(latin_1), DECODE(latin_1, ""), ENCODE(ascii), DECODE(ascii, ""),
    ENCODE(unicode_escape), DECODE(unicode_escape, ", final=True"), ENCODE(raw_unicode_escape), DECODE(raw_unicode_escape, ", final=True"),
    {"charmap_build", charmap_build, kMethO, "charmap_build($module, map, /)\n--\n\nFrom a table of characters to one for encoding."},
    {"charmap_encode", charmap_encode, kMethFastcall, "charmap_encode($module, str, errors=None, mapping=None, /)\n--\n\nEncodes by a mapping."},
    {"charmap_decode", charmap_decode, kMethFastcall, "charmap_decode($module, data, errors=None, mapping=None, /)\n--\n\nDecodes by a mapping."},
    {"escape_encode", escape_encode, kMethFastcall, "escape_encode($module, data, errors=None, /)\n--\n\nBytes as in source."},
    {"escape_decode", escape_decode, kMethFastcall, "escape_decode($module, data, errors=None, /)\n--\n\nBytes from what stands in source."},
    {"readbuffer_encode", readbuffer_encode, kMethFastcall, "readbuffer_encode($module, data, errors=None, /)\n--\n\nThe bytes of a buffer."},
    {},
};
#undef FUNCTIONS
#undef WIDE_FUNCTIONS
#undef ENCODE
#undef DECODE

int exec(Object*) { return codec_error_handlers() ? 0 : -1; }

}  // namespace

Object* codec_lookup(Object* name) { return lookup(name); }

extern const NativeModule k_module__codecs;
const NativeModule k_module__codecs = {"_codecs", "Codecs and their registry.", kFunctions, exec, codec_handlers_register};

}  // namespace innards
