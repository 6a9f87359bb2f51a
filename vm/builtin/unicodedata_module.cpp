// The unicodedata module: what the Unicode database says about a character, names, normal forms.
// CPython: Modules/unicodedata.c. Without its ucd_3_2_0 and without named sequences.
#include <string>

#include "base/unicode_data.h"
#include "base/unicode_names.h"
#include "base/unicode_properties.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// The one character of an argument; -1 with TypeError.
int64_t character(const char* name, const char* display, Object* arg) {
  if (str_check(arg) && str_length(arg) == 1) return str_read_char(arg, 0);
  args_bad_argument(name, display, "a unicode character", arg);
  return -1;
}

Object* text_of(const std::string& text) { return str_from_ascii(text.data(), static_cast<int64_t>(text.size())); }

// ---- one character, with a default

// Reads (chr, default) of a function; *missing becomes null without a default.
int64_t character_and_default(const char* name, Object** args, int64_t nargs, Object** missing) {
  if (!args_check_positional(name, nargs, 1, 2)) return -1;
  *missing = nargs > 1 ? args[1] : nullptr;
  return character(name, "argument 1", args[0]);
}

Object* default_or_error(Object* missing, const char* text) { return missing ? new_ref(missing) : err_format(ExcValueError, text); }

Object* small_number(const char* name, Object** args, int64_t nargs, int (*value_of)(uint32_t), const char* none) {
  Object* missing;
  const int64_t cp = character_and_default(name, args, nargs, &missing);
  if (cp < 0) return nullptr;
  const int value = value_of(static_cast<uint32_t>(cp));
  return value < 0 ? default_or_error(missing, none) : int_from_i64(value);
}

Object* decimal(Object*, Object** args, int64_t nargs) { return small_number("decimal", args, nargs, unicode_to_decimal, "not a decimal"); }
Object* digit(Object*, Object** args, int64_t nargs) { return small_number("digit", args, nargs, unicode_to_digit, "not a digit"); }

Object* numeric(Object*, Object** args, int64_t nargs) {
  Object* missing;
  const int64_t cp = character_and_default("numeric", args, nargs, &missing);
  if (cp < 0) return nullptr;
  const double value = unicode_to_numeric(static_cast<uint32_t>(cp));
  return value == -1.0 ? default_or_error(missing, "not a numeric character") : float_from_double(value);
}

Object* name(Object*, Object** args, int64_t nargs) {
  Object* missing;
  const int64_t cp = character_and_default("name", args, nargs, &missing);
  if (cp < 0) return nullptr;
  const std::string text = unicode_name(static_cast<uint32_t>(cp));
  return text.empty() ? default_or_error(missing, "no such name") : text_of(text);
}

// ---- one character

Object* told(const char* text) { return str_from_cstr(text); }
Object* told(int number) { return int_from_i64(number); }
Object* told(const std::string& text) { return text_of(text); }

// What the database tells about the character of a call.
template <class T>
Object* property(const char* name, Object* arg, T (*look_up)(uint32_t)) {
  const int64_t cp = character(name, "argument", arg);
  return cp < 0 ? nullptr : told(look_up(static_cast<uint32_t>(cp)));
}

Object* category(Object*, Object* arg) { return property("category", arg, unicode_category); }
Object* bidirectional(Object*, Object* arg) { return property("bidirectional", arg, unicode_bidirectional); }
Object* east_asian_width(Object*, Object* arg) { return property("east_asian_width", arg, unicode_east_asian_width); }
Object* combining(Object*, Object* arg) { return property("combining", arg, unicode_combining); }
Object* mirrored(Object*, Object* arg) { return property("mirrored", arg, unicode_mirrored); }
Object* decomposition(Object*, Object* arg) { return property("decomposition", arg, unicode_decomposition); }

// ---- texts

constexpr int64_t kLongestName = 256;

Object* lookup(Object*, Object* arg) {
  Buffer view;
  view.obj = nullptr;
  const char* text;
  int64_t size;
  if (str_check(arg)) {
    text = str_as_utf8_and_size(arg, &size);
    if (!text) return nullptr;
  } else {
    if (!bytes_check(arg) && object_check_buffer(arg)) return args_bad_argument("lookup", "argument", "read-only bytes-like object", arg), nullptr;
    if (object_get_buffer(arg, &view, kBufSimple) < 0) return nullptr;
    text = view.buf;
    size = view.len;
  }
  const std::string wanted(text, static_cast<size_t>(size));
  buffer_release(&view);
  if (size > kLongestName) return err_format(ExcKeyError, "name too long");
  const int64_t cp = unicode_from_name(wanted);
  return cp < 0 ? err_format(ExcKeyError, "undefined character name '%s'", wanted.c_str()) : str_from_char(static_cast<uint32_t>(cp));
}

bool parse_form(Object* form, UnicodeForm* out) {
  static const struct {
    const char* name;
    UnicodeForm form;
  } kForms[] = {{"NFC", UnicodeForm::C}, {"NFD", UnicodeForm::D}, {"NFKC", UnicodeForm::KC}, {"NFKD", UnicodeForm::KD}};
  for (const auto& f : kForms) {
    if (!str_equal_ascii(form, f.name)) continue;
    *out = f.form;
    return true;
  }
  err_set_string(ExcValueError, "invalid normalization form");
  return false;
}

// The text of (form, text) in its normal form: the same object when it is in it already.
Object* normalized(const char* fname, Object** args, int64_t nargs) {
  if (!args_check_positional(fname, nargs, 2, 2)) return nullptr;
  for (int i = 0; i < 2; ++i) {
    if (str_check(args[i])) continue;
    args_bad_argument(fname, i ? "argument 2" : "argument 1", "str", args[i]);
    return nullptr;
  }
  Object* text = args[1];
  UnicodeForm form;
  if (str_length(text) == 0) return new_ref(text);  // CPython does not look at the form then
  if (!parse_form(args[0], &form)) return nullptr;
  if (str_is_ascii(text)) return new_ref(text);
  std::u32string points(static_cast<size_t>(str_length(text)), U' ');
  for (size_t i = 0; i < points.size(); ++i) points[i] = str_read_char(text, static_cast<int64_t>(i));
  const std::u32string result = unicode_normalize(points, form);
  if (result == points) return new_ref(text);
  return str_from_ucs4(reinterpret_cast<const uint32_t*>(result.data()), static_cast<int64_t>(result.size()));
}

Object* normalize(Object*, Object** args, int64_t nargs) { return normalized("normalize", args, nargs); }

Object* is_normalized(Object*, Object** args, int64_t nargs) {
  Ref<> result(normalized("is_normalized", args, nargs));
  return result ? bool_from(result.get() == args[1]) : nullptr;
}

const MethodDef kFunctions[] = {
    {"decimal", decimal, kMethFastcall, "decimal($self, chr, default=<unrepresentable>, /)\n--\n\nThe value of a decimal digit, as an int."},
    {"digit", digit, kMethFastcall, "digit($self, chr, default=<unrepresentable>, /)\n--\n\nThe value of a digit, as an int."},
    {"numeric", numeric, kMethFastcall, "numeric($self, chr, default=<unrepresentable>, /)\n--\n\nThe value of a numeric character, as a float."},
    {"category", category, kMethO, "category($self, chr, /)\n--\n\nThe general category, two letters."},
    {"bidirectional", bidirectional, kMethO, "bidirectional($self, chr, /)\n--\n\nThe bidirectional class."},
    {"combining", combining, kMethO, "combining($self, chr, /)\n--\n\nThe canonical combining class."},
    {"mirrored", mirrored, kMethO, "mirrored($self, chr, /)\n--\n\n1 for a character that is mirrored in text from right to left, else 0."},
    {"east_asian_width", east_asian_width, kMethO, "east_asian_width($self, chr, /)\n--\n\nThe East Asian width."},
    {"decomposition", decomposition, kMethO, "decomposition($self, chr, /)\n--\n\nThe decomposition mapping as the database writes it."},
    {"name", name, kMethFastcall, "name($self, chr, default=<unrepresentable>, /)\n--\n\nThe name of a character."},
    {"lookup", lookup, kMethO, "lookup($self, name, /)\n--\n\nThe character with a name."},
    {"is_normalized", is_normalized, kMethFastcall, "is_normalized($self, form, unistr, /)\n--\n\nWhether a text is in a normal form."},
    {"normalize", normalize, kMethFastcall, "normalize($self, form, unistr, /)\n--\n\nThe text in the normal form NFC, NFD, NFKC or NFKD."},
    {},
};

int exec(Object* m) { return module_add_string_constant(m, "unidata_version", "14.0.0"); }

}  // namespace

extern const NativeModule k_module_unicodedata;
const NativeModule k_module_unicodedata = {"unicodedata", "The Unicode database.", kFunctions, exec};

}  // namespace innards
