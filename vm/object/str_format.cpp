// str.format: finds the {fields}, looks their objects up and has them formatted. Calls Python all the time, so it keeps
// only object references, positions and the writer. (CPython: Objects/stringlib/unicode_format.h)
#include "object/format.h"
#include "object/format_fields.h"

#include "object/complex.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str_impl.h"
#include "object/tuple.h"

namespace innards {

namespace {

using Range = FormatRange;
using Field = FormatField;

// Where the call's arguments are, and how fields without a number are counted.
struct Arguments {
  Object* text;
  Object* args;    // tuple, or null for format_map
  Object* kwargs;  // mapping, or null
  enum { kUndecided, kAutomatic, kManual } numbering = kUndecided;
  int64_t next = 0;
};

bool fail(const char* text) {
  err_set_string(ExcValueError, text);
  return false;
}

// ---- finding the fields

// `*at` is behind the '{'.
bool read_field(Object* s, int64_t* at, int64_t end, Field* f) {
  auto next = [&] { return str_read_char(s, (*at)++); };
  uint32_t c = 0;
  f->name.start = *at;
  for (bool done = false; !done && *at < end;) {
    c = next();
    if (c == '{') return fail("unexpected '{' in field name");
    if (c == '[') {
      while (*at < end && str_read_char(s, *at) != ']') ++*at;
    } else {
      done = c == '}' || c == ':' || c == '!';
    }
  }
  f->name.end = *at - 1;
  if (c != '!' && c != ':') {
    if (c != '}') return fail("expected '}' before end of string");
    return true;
  }
  if (c == '!') {
    if (*at >= end) return fail("end of string while looking for conversion specifier");
    f->conversion = next();
    if (*at < end) {
      c = next();
      if (c == '}') return true;
      if (c != ':') return fail("expected ':' after conversion specifier");
    }
  }
  f->spec.start = *at;
  for (int depth = 1; *at < end; ++*at) {
    c = str_read_char(s, *at);
    if (c == '{') f->spec_has_fields = true, ++depth;
    if (c == '}' && --depth == 0) {
      f->spec.end = (*at)++;
      return true;
    }
  }
  return fail("unmatched '{' in format spec");
}

}  // namespace

int format_next_piece(Object* s, int64_t* at, int64_t end, Field* f) {
  *f = Field();
  if (*at >= end) return 0;
  f->literal.start = *at;
  uint32_t c = 0;
  bool brace = false;
  while (*at < end && !brace) {
    c = str_read_char(s, (*at)++);
    brace = c == '{' || c == '}';
  }
  bool at_end = *at >= end;
  f->literal.end = *at;
  if (!brace) return 1;
  bool doubled = !at_end && str_read_char(s, *at) == c;
  if (c == '}' && !doubled) return fail("Single '}' encountered in format string"), -1;
  if (at_end) return fail("Single '{' encountered in format string"), -1;
  if (doubled) {
    ++*at;
    return 1;
  }
  --f->literal.end;
  f->present = true;
  return read_field(s, at, end, f) ? 1 : -1;
}

// ---- finding the object

int format_read_index(Object* s, Range r, int64_t* out) {
  *out = -1;
  if (r.empty()) return 0;
  int64_t n = 0;
  for (int64_t i = r.start; i < r.end; ++i) {
    int d = unicode_to_decimal(str_read_char(s, i));
    if (d < 0) return 0;
    if (n > (INT64_MAX - d) / 10) return fail("Too many decimal digits in format string"), -1;
    n = n * 10 + d;
  }
  *out = n;
  return 1;
}

int64_t format_first_part_end(Object* s, Range name) {
  for (int64_t i = name.start; i < name.end; ++i) {
    uint32_t c = str_read_char(s, i);
    if (c == '.' || c == '[') return i;
  }
  return name.end;
}

bool format_read_step(Object* s, int64_t* at, int64_t end, bool* is_attribute, Range* out, int64_t* index) {
  uint32_t c = str_read_char(s, (*at)++);
  Range part{*at, *at};
  if (c == '.') {
    while (part.end < end && str_read_char(s, part.end) != '.' && str_read_char(s, part.end) != '[') ++part.end;
    *at = part.end;
  } else if (c == '[') {
    while (part.end < end && str_read_char(s, part.end) != ']') ++part.end;
    if (part.end >= end) return fail("Missing ']' in format string");
    *at = part.end + 1;
  } else {
    return fail("Only '.' or '[' may follow ']' in format field specifier");
  }
  if (part.empty()) return fail("Empty attribute in format string");
  *is_attribute = c == '.';
  *out = part;
  *index = -1;
  return c == '.' || format_read_index(s, part, index) >= 0;
}

namespace {

bool count_field(Arguments* a, bool empty) {
  if (a->numbering == Arguments::kUndecided) a->numbering = empty ? Arguments::kAutomatic : Arguments::kManual;
  if (a->numbering == Arguments::kManual && empty)
    return fail("cannot switch from manual field specification to automatic field numbering");
  if (a->numbering == Arguments::kAutomatic && !empty)
    return fail("cannot switch from automatic field numbering to manual field specification");
  return true;
}

Object* first_object(Arguments* a, Range first) {
  int64_t index;
  if (format_read_index(a->text, first, &index) < 0) return nullptr;
  if (first.empty() || index != -1) {
    if (!count_field(a, first.empty())) return nullptr;
    if (first.empty()) index = a->next++;
    if (!a->args) return fail("Format string contains positional fields"), nullptr;
    if (index >= tuple_size_of(a->args))
      return err_format(ExcIndexError, "Replacement index %zd out of range for positional args tuple", index);
    return new_ref(tuple_item_at(a->args, index));
  }
  Ref<> key(str_substring(a->text, first.start, first.end));
  if (!key) return nullptr;
  if (!a->kwargs) return err_set_key_error(key), nullptr;
  return object_get_item(a->kwargs, key);
}

Object* item_of(Object* o, int64_t index) {
  if (sequence_check(o)) return sequence_get_item(o, index);
  Ref<> key(int_from_i64(index));
  return key ? object_get_item(o, key) : nullptr;
}

// One ".name" or "[key]" at *at of the name.
Object* step_into(Object* s, Object* o, int64_t* at, int64_t end) {
  bool is_attribute;
  Range part;
  int64_t index;
  if (!format_read_step(s, at, end, &is_attribute, &part, &index)) return nullptr;
  if (index >= 0) return item_of(o, index);
  Ref<> name(str_substring(s, part.start, part.end));
  if (!name) return nullptr;
  return is_attribute ? object_get_attr(o, name) : object_get_item(o, name);
}

Object* field_object(Arguments* a, Range name) {
  Range first = name;
  first.end = format_first_part_end(a->text, name);
  Ref<> o(first_object(a, first));
  for (int64_t at = first.end; o && at < name.end;) o.reset(step_into(a->text, o, &at, name.end));
  return o.release();
}

Object* convert(Object* o, uint32_t conversion) {
  switch (conversion) {
    case 'r': return object_repr(o);
    case 's': return object_str(o);
    case 'a': return object_ascii(o);
    default: break;
  }
  if (conversion > 32 && conversion < 127) return err_format(ExcValueError, "Unknown conversion specifier %c", static_cast<int>(conversion));
  return err_format(ExcValueError, "Unknown conversion specifier \\x%x", conversion);
}

// ---- writing

Object* format_one(Object* o, Object* spec) {
  if (str_check_exact(o)) return str_length(spec) ? str_format_advanced(o, spec) : new_ref(o);
  if (int_check_exact(o)) return int_format_advanced(o, spec);
  if (float_check_exact(o)) return float_format_advanced(o, spec);
  if (complex_check_exact(o)) return complex_format_advanced(o, spec);
  return object_format(o, spec);
}

Object* build(Arguments* a, Range range, int depth);

// The text of one field.
Object* field_text(Arguments* a, const Field& f, int depth) {
  Ref<> o(field_object(a, f.name));
  if (!o) return nullptr;
  if (f.conversion) {
    o.reset(convert(o, f.conversion));
    if (!o) return nullptr;
  }
  Ref<> spec(f.spec_has_fields ? build(a, f.spec, depth - 1) : str_substring(a->text, f.spec.start, f.spec.empty() ? f.spec.start : f.spec.end));
  return spec ? format_one(o, spec) : nullptr;
}

Object* build(Arguments* a, Range range, int depth) {
  if (depth <= 0) return fail("Max string recursion exceeded"), nullptr;
  StrWriter w;
  w.overallocate = true;
  w.min_length = range.end - range.start + 100;
  Field f;
  int64_t at = range.start;
  int rc;
  while ((rc = format_next_piece(a->text, &at, range.end, &f)) > 0) {
    if (!f.present && at >= range.end) w.overallocate = false;
    if (w.write_substring(a->text, f.literal.start, f.literal.end) < 0) break;
    if (!f.present) continue;
    if (at >= range.end) w.overallocate = false;
    Ref<> text(field_text(a, f, depth));
    if (!text || w.write_str(text) < 0) break;
  }
  if (rc == 0) return w.finish();
  w.drop();
  return nullptr;
}

}  // namespace

Object* str_do_format(Object* self, Object* args, Object* kwargs) {
  Arguments a{self, args, kwargs};
  return build(&a, Range{0, str_length(self)}, 2);
}

Object* str_do_format_map(Object* self, Object* mapping) {
  Arguments a{self, nullptr, mapping};
  return build(&a, Range{0, str_length(self)}, 2);
}

}  // namespace innards
