// The _string module: format strings taken apart, for string.Formatter (Objects/stringlib/unicode_format.h).
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "object/bool.h"
#include "object/format_fields.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Both iterators: a str and a place in it.
struct FormatIterObject : Object {
  Ptr<Object> text;
  int64_t at;
};

FormatIterObject* as_iter(Object* o) { return static_cast<FormatIterObject*>(o); }

void iter_dealloc(Object* o) {
  xdecref(as_iter(o)->text.get());
  object_free(o);
}

Object* make_iter(TypeObject* type, Object* text, int64_t at) {
  auto* it = object_new_as<FormatIterObject>(type);
  if (!it) return nullptr;
  it->text = new_ref(text);
  it->at = at;
  return it;
}

Object* part_of(Object* text, FormatRange r) { return r.empty() ? str_empty() : str_substring(text, r.start, r.end); }

// (literal, field name, spec, conversion); None for the last three when no field follows, None without a conversion.
Object* piece_next(Object* o) {
  FormatIterObject* it = as_iter(o);
  FormatField f;
  if (format_next_piece(it->text, &it->at, str_length(it->text), &f) <= 0) return nullptr;
  Object* items[4];
  items[0] = part_of(it->text, f.literal);
  items[1] = f.present ? part_of(it->text, f.name) : new_none();
  items[2] = f.present ? part_of(it->text, f.spec) : new_none();
  items[3] = f.conversion ? str_from_char(f.conversion) : new_none();
  return tuple_from_array_steal(items, 4);
}

// (is it an attribute, its name or index)
Object* step_next(Object* o) {
  FormatIterObject* it = as_iter(o);
  const int64_t end = str_length(it->text);
  if (it->at >= end) return nullptr;
  bool is_attribute;
  FormatRange part;
  int64_t index;
  if (!format_read_step(it->text, &it->at, end, &is_attribute, &part, &index)) return nullptr;
  Object* items[] = {bool_from(is_attribute), index >= 0 ? int_from_i64(index) : part_of(it->text, part)};
  return tuple_from_array_steal(items, 2);
}

Object* formatter_parser(Object*, Object* text) {
  if (!str_check(text)) return err_format(ExcTypeError, "expected str, got %s", type_name_of(text));
  return make_iter(TypeFormatterIter, text, 0);
}

Object* formatter_field_name_split(Object*, Object* text) {
  if (!str_check(text)) return err_format(ExcTypeError, "expected str, got %s", type_name_of(text));
  FormatRange first = {0, str_length(text)};
  first.end = format_first_part_end(text, first);
  int64_t index;
  if (format_read_index(text, first, &index) < 0) return nullptr;
  Object* items[] = {index >= 0 ? int_from_i64(index) : part_of(text, first), make_iter(TypeFieldNameIter, text, first.end)};
  return tuple_from_array_steal(items, 2);
}

const MethodDef kFunctions[] = {
    {"formatter_field_name_split", formatter_field_name_split, kMethO, "The first part of a field's name and an iterator over the rest."},
    {"formatter_parser", formatter_parser, kMethO, "An iterator over the pieces of a format string."},
    {},
};

void init_iter(TypeObject* t, iternextfunc* next) {
  t->tp_basicsize = sizeof(FormatIterObject);
  t->tp_dealloc = iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
}

}  // namespace

void init_FormatterIter_type(TypeObject* t) { init_iter(t, piece_next); }
void init_FieldNameIter_type(TypeObject* t) { init_iter(t, step_next); }

extern const NativeModule k_module__string;
const NativeModule k_module__string = {"_string", "string helper module", kFunctions, nullptr};

}  // namespace innards
