// The binascii module: bytes as text and back, and checksums (Modules/binascii.c). uuencode and quoted-printable are left out.
#include <cstring>
#include <string>

#include "builtin/module_def.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* error_class() { return rt().modules.binascii_error; }

bool read_bytes(Object* data, std::string* out) {
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return false;
  out->assign(view.buf.get(), static_cast<size_t>(view.len));
  buffer_release(&view);
  return true;
}

// What the decoders take: bytes-like, or a str of ASCII.
bool read_text(Object* data, std::string* out) {
  if (!str_check(data)) {
    if (object_check_buffer(data)) return read_bytes(data, out);
    err_format(ExcTypeError, "argument should be bytes, buffer or ASCII string, not '%.100s'", type_name_of(data));
    return false;
  }
  for (int64_t i = 0; i < str_length(data); ++i)
    if (str_read_char(data, i) > 127) {
      err_set_string(ExcValueError, "string argument should contain only ASCII characters");
      return false;
    }
  *out = str_as_utf8(data);
  return true;
}

Object* to_bytes(const std::string& text) { return bytes_from_data(text.data(), static_cast<int64_t>(text.size())); }

// ---- hexadecimal

Object* as_hex(const char* function, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"data", "sep", "bytes_per_sep", nullptr};
  const ArgsParser parser = {function, kKeywords};
  Object* buf[3] = {};
  std::string data;
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 3, 0, buf) || !read_bytes(buf[0], &data)) return nullptr;
  Ref<> bytes(to_bytes(data)), name(str_from_cstr("hex")), one(int_from_i64(1));
  Ref<> method(bytes && name ? object_get_attr(bytes, name) : nullptr);
  if (!method || !one) return nullptr;
  Ref<> text(buf[1] ? object_call_function_obj_args(method, buf[1], buf[2] ? buf[2] : one.get(), nullptr) : object_call_no_args(method));
  return text ? bytes_from_data(str_as_utf8(text), str_length(text)) : nullptr;
}
Object* b2a_hex(Object*, Object** args, int64_t nargs, Object* kwnames) { return as_hex("b2a_hex", args, nargs, kwnames); }
Object* hexlify(Object*, Object** args, int64_t nargs, Object* kwnames) { return as_hex("hexlify", args, nargs, kwnames); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

Object* a2b_hex(Object*, Object* arg) {
  std::string text, data;
  if (!read_text(arg, &text)) return nullptr;
  if (text.size() % 2) return err_format(error_class(), "Odd-length string");
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return err_format(error_class(), "Non-hexadecimal digit found");
    data.push_back(static_cast<char>(high * 16 + low));
  }
  return to_bytes(data);
}

// ---- base64

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Object* b2a_base64(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"", "newline", nullptr};
  static const ArgsParser kParser = {"b2a_base64", kKeywords};
  Object* buf[2] = {};
  std::string data, text;
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf) || !read_bytes(buf[0], &data)) return nullptr;
  const int newline = buf[1] ? object_is_true(buf[1]) : 1;
  if (newline < 0) return nullptr;
  uint32_t bits = 0;
  int count = 0;
  for (char c : data) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6;) text.push_back(kBase64[bits >> (count -= 6) & 63]);
  }
  if (count) text.push_back(kBase64[bits << (6 - count) & 63]);
  text.append((4 - text.size() % 4) % 4, '=');
  if (newline) text.push_back('\n');
  return to_bytes(text);
}

// Reads a2b_base64's text one character after the other.
struct Base64Reader {
  bool strict;
  std::string data;
  uint32_t bits = 0;
  int quad = 0, pads = 0;
  bool padded = false;
  const char* problem = nullptr;

  // False at the end of the data or where it is wrong.
  bool take(char c, bool first, bool last) {
    if (c == '=') return take_pad(first, last);
    const char* at = c ? std::strchr(kBase64, c) : nullptr;
    if (!at) return !strict || fail("Only base64 data is allowed");
    if (strict && pads) return fail("Discontinuous padding not allowed");
    pads = 0;
    bits = (bits << 6 | static_cast<uint32_t>(at - kBase64)) & 0xffffff;
    if (quad) data.push_back(static_cast<char>(bits >> (6 - 2 * quad)));
    quad = (quad + 1) % 4;
    return true;
  }
  bool take_pad(bool first, bool last) {
    padded = true;
    if (strict && first) return fail("Leading padding not allowed");
    if (quad >= 2 && quad + ++pads >= 4) {
      if (strict && !last) return fail("Excess data after padding");
      quad = 0;
      return false;
    }
    if (strict && quad == 0) return fail("Excess data after padding");
    return true;
  }
  bool fail(const char* text) {
    problem = text;
    return false;
  }
};

Object* a2b_base64(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"", "strict_mode", nullptr};
  static const ArgsParser kParser = {"a2b_base64", kKeywords};
  Object* buf[2] = {};
  std::string text;
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf) || !read_text(buf[0], &text)) return nullptr;
  const int strict = buf[1] ? object_is_true(buf[1]) : 0;
  if (strict < 0) return nullptr;
  Base64Reader reader{strict != 0, {}};
  for (size_t i = 0; i < text.size() && reader.take(text[i], i == 0, i + 1 == text.size()); ++i) {
  }
  if (reader.problem) return err_format(error_class(), "%s", reader.problem);
  if (reader.quad == 1)
    return err_format(error_class(), "Invalid base64-encoded string: number of data characters (%zd) cannot be 1 more than a multiple of 4",
                      static_cast<int64_t>(reader.data.size() / 3 * 4 + 1));
  if (reader.quad) return err_format(error_class(), "Incorrect padding");
  return to_bytes(reader.data);
}

// ---- checksums

Object* crc32(Object*, Object** args, int64_t nargs) {
  Object *arg, *start = nullptr;
  std::string data;
  if (!args_unpack_stack(args, nargs, "crc32", 1, 2, &arg, &start) || !read_bytes(arg, &data)) return nullptr;
  const int64_t given = start ? static_cast<int64_t>(int_as_u64_mask(start)) : 0;
  if (err_occurred()) return nullptr;
  uint32_t crc = ~static_cast<uint32_t>(given);
  for (char c : data) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
  }
  return int_from_u64(~crc);
}

Object* crc_hqx(Object*, Object** args, int64_t nargs) {
  Object *arg, *start;
  std::string data;
  if (!args_unpack_stack(args, nargs, "crc_hqx", 2, 2, &arg, &start) || !read_bytes(arg, &data)) return nullptr;
  uint32_t crc = static_cast<uint32_t>(int_as_u64_mask(start)) & 0xffff;
  if (err_occurred()) return nullptr;
  for (char c : data) {
    crc ^= static_cast<uint32_t>(static_cast<unsigned char>(c)) << 8;
    for (int i = 0; i < 8; ++i) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021u : 0)) & 0xffff;
  }
  return int_from_u64(crc);
}

const MethodDef kFunctions[] = {
    {"a2b_hex", a2b_hex, kMethO, "a2b_hex($module, hexstr, /)\n--\n\nThe bytes that hexadecimal digits write."},
    {"unhexlify", a2b_hex, kMethO, "unhexlify($module, hexstr, /)\n--\n\nThe bytes that hexadecimal digits write."},
    {"b2a_hex", b2a_hex, kMethFastcall | kMethKeywords, "b2a_hex($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nBytes as hexadecimal digits."},
    {"hexlify", hexlify, kMethFastcall | kMethKeywords, "hexlify($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nBytes as hexadecimal digits."},
    {"a2b_base64", a2b_base64, kMethFastcall | kMethKeywords, "a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nThe bytes that base64 writes."},
    {"b2a_base64", b2a_base64, kMethFastcall | kMethKeywords, "b2a_base64($module, data, /, *, newline=True)\n--\n\nBytes as base64."},
    {"crc32", crc32, kMethFastcall, "crc32($module, data, crc=0, /)\n--\n\nThe checksum of zip and png."},
    {"crc_hqx", crc_hqx, kMethFastcall, "crc_hqx($module, data, crc, /)\n--\n\nThe checksum of binhex4."},
    {},
};

// class NAME(base), of this module.
Object* make_error(const char* text, TypeObject* base) {
  Ref<> name(str_from_cstr(text)), bases(tuple_pack(1, static_cast<Object*>(base))), dict(dict_new()), module(str_from_cstr("binascii"));
  if (!name || !bases || !dict || !module || dict_set_item_str(dict, "__module__", module) < 0) return nullptr;
  return object_call_function_obj_args(TypeType, name.get(), bases.get(), dict.get(), nullptr);
}

int exec(Object* m) {
  ModuleState& state = rt().modules;
  state.binascii_error = make_error("Error", ExcValueError);
  state.binascii_incomplete = make_error("Incomplete", ExcException);
  if (!state.binascii_error || !state.binascii_incomplete) return -1;
  return module_add_object_ref(m, "Error", state.binascii_error) < 0 ? -1 : module_add_object_ref(m, "Incomplete", state.binascii_incomplete);
}

}  // namespace

extern const NativeModule k_module_binascii;
const NativeModule k_module_binascii = {"binascii", "Bytes as text, and checksums.", kFunctions, exec};

}  // namespace innards
