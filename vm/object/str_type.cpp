// The type str: str(...), repr, items and slices, iteration, the table of methods.
#include "native/varargs.h"
#include "object/call.h"
#include "object/format.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/str_methods.h"
#include "object/type.h"

namespace innards {

// ---- repr

namespace {

// How many characters of a repr `ch` needs, and the widest of them.
int repr_width(uint32_t ch, uint32_t quote, uint32_t* max_char) {
  if (ch == quote || ch == '\\' || ch == '\t' || ch == '\n' || ch == '\r') return 2;
  if (ch < ' ' || ch == 0x7f) return 4;
  if (ch < 0x7f) return 1;
  if (unicode_is_printable(ch)) {
    if (ch > *max_char) *max_char = ch;
    return 1;
  }
  return ch < 0x100 ? 4 : ch < 0x10000 ? 6 : 10;
}

void write_hex(StrWriter* w, char letter, uint32_t ch, int digits) {
  w->write_char('\\');
  w->write_char(static_cast<uint32_t>(letter));
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) w->write_char("0123456789abcdef"[ch >> shift & 15]);
}

void write_repr_char(StrWriter* w, uint32_t ch, uint32_t quote) {
  uint32_t ignored = 0;
  switch (repr_width(ch, quote, &ignored)) {
    case 1: w->write_char(ch); break;
    case 2:
      w->write_char('\\');
      w->write_char(ch == '\t' ? 't' : ch == '\n' ? 'n' : ch == '\r' ? 'r' : ch);
      break;
    case 4: write_hex(w, 'x', ch, 2); break;
    case 6: write_hex(w, 'u', ch, 4); break;
    default: write_hex(w, 'U', ch, 8);
  }
}

}  // namespace

Object* str_repr(Object* s) {
  int64_t n = str_length(s), total = 2;
  bool single = str_find_char(s, '\'', 0, n, 1) >= 0, twice = str_find_char(s, '"', 0, n, 1) >= 0;
  uint32_t quote = single && !twice ? '"' : '\'', max_char = 0x7f;
  for (int64_t i = 0; i < n; ++i) total += repr_width(str_read_char(s, i), quote, &max_char);
  StrWriter w;
  if (w.prepare(total, max_char) < 0) return nullptr;  // exactly what follows, so no write below can fail
  w.write_char(quote);
  if (total == n + 2) {
    w.write_substring(s, 0, n);
  } else {
    for (int64_t i = 0; i < n; ++i) write_repr_char(&w, str_read_char(s, i), quote);
  }
  w.write_char(quote);
  return w.finish();
}

// ---- items

static Object* slice_of(Object* s, Object* slice) {
  int64_t start, stop, step;
  if (slice_unpack(slice, &start, &stop, &step) < 0) return nullptr;
  int64_t n = slice_adjust_indices(str_length(s), &start, &stop, step);
  if (n <= 0) return str_empty();
  if (start == 0 && step == 1 && n == str_length(s)) return str_check_exact(s) ? new_ref(s) : str_copy(s);
  if (step == 1) return str_substring(s, start, start + n);
  uint32_t max_char = 0;
  for (int64_t i = 0, at = start; i < n; ++i, at += step) max_char |= str_read_char(s, at);
  Object* result = str_new(n, max_char > 0x10ffff ? 0x10ffff : max_char);
  if (!result) return nullptr;
  for (int64_t i = 0, at = start; i < n; ++i, at += step) str_write(str_kind(result), str_data(result), i, str_read_char(s, at));
  return result;
}

Object* str_getitem(Object* s, Object* index) {
  if (index_check(index)) {
    int64_t i = number_as_ssize(index, ExcIndexError);
    if (i == -1 && err_occurred()) return nullptr;
    return str_get_char(s, i < 0 ? i + str_length(s) : i);
  }
  if (slice_check(index)) return slice_of(s, index);
  return err_format(ExcTypeError, "string indices must be integers, not '%.200s'", type_of(index)->tp_name.get());
}

// ---- str(...)

namespace {

Object* make(Object* x, const char* encoding, const char* errors) {
  if (!x) return str_empty();
  return encoding || errors ? str_from_encoded_object(x, encoding, errors) : object_str(x);
}

// An instance of a subclass: its characters lie in a block of their own.
Object* make_of_subtype(TypeObject* type, Object* text) {
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  LegacyStrObject* s = static_cast<LegacyStrObject*>(static_cast<CompactStrObject*>(static_cast<StrObject*>(o)));
  int64_t n = str_length(text), kind = str_kind(text);
  s->length = n;
  s->hash = str_hash(text);
  s->state = static_cast<StrObject*>(text)->state;
  s->state.interned = kNotInterned;
  s->state.compact = 0;
  char* data = static_cast<char*>(mem_alloc(static_cast<size_t>((n + 1) * kind)));
  if (!data) {
    s->length = 0;
    decref(o);
    return err_no_memory();
  }
  std::memcpy(data, str_data(text), static_cast<size_t>((n + 1) * kind));
  s->data = data;
  if (s->state.ascii) {
    s->utf8 = data;
    s->utf8_length = n;
  } else if (kind == kKind4) {
    s->wstr = reinterpret_cast<uintptr_t>(data);
    s->wstr_length = n;
  }
  return o;
}

Object* str_new_slot(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"object", "encoding", "errors", nullptr};
  static const ArgsParser kParser = {"str", kNames};
  Object* buffer[3];
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 3, 0, buffer);
  if (!a) return nullptr;
  const char* texts[3] = {};
  for (int i = 1; i < 3; ++i)
    if (a[i] && !(texts[i] = str_text_argument("str", i == 1 ? "argument 'encoding'" : "argument 'errors'", a[i]))) return nullptr;
  if (type == TypeStr) return make(a[0], texts[1], texts[2]);
  Ref<> text(make(a[0], texts[1], texts[2]));
  return text ? make_of_subtype(type, text) : nullptr;
}

void str_dealloc(Object* o) {
  StrObject* s = static_cast<StrObject*>(o);
  if (s->state.interned != kNotInterned) str_forget_interned(o);
  if (!s->state.ascii || !s->state.compact) {
    CompactStrObject* c = static_cast<CompactStrObject*>(s);
    void* data = s->state.compact ? nullptr : static_cast<LegacyStrObject*>(c)->data.get();
    if (c->utf8 && c->utf8 != data) mem_free(c->utf8);
    if (data) mem_free(data);
  }
  type_of(o)->tp_free(o);
}

int64_t length_slot(Object* s) { return str_length(s); }
Object* str_slot(Object* s) { return str_check_exact(s) ? new_ref(s) : str_copy(s); }

Object* remainder_slot(Object* a, Object* b) {
  if (!str_check(a)) return new_not_implemented();
  return str_format_percent(a, b);
}

}  // namespace

// ---- a few methods

Object* str_method_sizeof(Object* self, Object*) {
  StrObject* s = static_cast<StrObject*>(self);
  int64_t size = (s->length + 1) * s->state.kind;
  if (!s->state.compact) size += sizeof(LegacyStrObject);
  else size += s->state.ascii ? sizeof(StrObject) : sizeof(CompactStrObject);
  if (!s->state.ascii) {
    CompactStrObject* c = static_cast<CompactStrObject*>(s);
    if (c->utf8) size += c->utf8_length + 1;
  }
  return int_from_i64(size);
}

Object* str_method_getnewargs(Object* self, Object*) {
  Ref<> copy(str_copy(self));
  return copy ? tuple_pack(1, copy.get()) : nullptr;
}

Object* str_method_format_spec(Object* self, Object* spec) {
  if (!str_check(spec)) return args_bad_argument("__format__", "argument", "str", spec), nullptr;
  if (str_length(spec) == 0) return str_check_exact(self) ? new_ref(self) : object_str(self);
  return str_format_advanced(self, spec);
}

Object* str_method_format(Object* self, Object* args, Object* kwargs) { return str_do_format(self, args, kwargs); }
Object* str_method_format_map(Object* self, Object* mapping) { return str_do_format_map(self, mapping); }

// ---- iteration

namespace {

struct StrIterObject : Object {
  int64_t it_index;
  Ptr<Object> it_seq;  // null when exhausted
};

StrIterObject* as_iter(Object* o) { return static_cast<StrIterObject*>(o); }

void iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->it_seq);
  gc_del(o);
}
int iter_traverse(Object* o, visitproc* visit, void* arg) { return as_iter(o)->it_seq ? visit(as_iter(o)->it_seq, arg) : 0; }

Object* iter_next_char(Object* o) {
  StrIterObject* it = as_iter(o);
  Object* s = it->it_seq;
  if (!s) return nullptr;
  if (it->it_index < str_length(s)) return str_from_char(str_read_char(s, it->it_index++));
  it->it_seq = nullptr;
  decref(s);
  return nullptr;
}

Object* length_hint(Object* o, Object*) {
  StrIterObject* it = as_iter(o);
  return int_from_i64(it->it_seq ? str_length(it->it_seq) - it->it_index : 0);
}

Object* iter_reduce(Object* o, Object*) {
  StrIterObject* it = as_iter(o);
  Ref<> iter(object_get_attr(rt().thread.builtins, ID(iter)));
  if (!iter) err_clear(), iter.reset(mapping_get_item_string(rt().thread.builtins, "iter"));
  if (!iter) return nullptr;
  Ref<> text(it->it_seq ? new_ref(it->it_seq.get()) : str_empty());
  Ref<> args(tuple_pack(1, text.get()));
  if (!args) return nullptr;
  if (!it->it_seq) return tuple_pack(2, iter.get(), args.get());
  Ref<> index(int_from_i64(it->it_index));
  return index ? tuple_pack(3, iter.get(), args.get(), index.get()) : nullptr;
}

Object* iter_setstate(Object* o, Object* state) {
  StrIterObject* it = as_iter(o);
  int64_t index = int_as_ssize_t(state);
  if (index == -1 && err_occurred()) return nullptr;
  if (it->it_seq) {
    int64_t n = str_length(it->it_seq);
    it->it_index = index < 0 ? 0 : index > n ? n : index;
  }
  return new_none();
}

const MethodDef kIterMethods[] = {
    {"__length_hint__", length_hint, kMethNoArgs, "How many characters are left."},
    {"__reduce__", iter_reduce, kMethNoArgs, "What pickle needs."},
    {"__setstate__", iter_setstate, kMethO, "Sets the position."},
    {},
};

void init_iter(TypeObject* t) {
  t->tp_basicsize = sizeof(StrIterObject);
  t->tp_flags |= kTpDefault | kTpHaveGC;
  t->tp_dealloc = iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_traverse = iter_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = iter_next_char;
  type_add_methods(t, kIterMethods);
}

}  // namespace

Object* str_iter(Object* s) {
  if (!str_check(s)) return err_bad_internal_call(), nullptr;
  StrIterObject* it = gc_new_as<StrIterObject>(str_is_ascii(s) ? TypeStrAsciiIter : TypeStrIter);
  if (!it) return nullptr;
  it->it_index = 0;
  it->it_seq = new_ref(s);
  gc_track(it);
  return it;
}

void init_StrIter_type(TypeObject* t) { init_iter(t); }
void init_StrAsciiIter_type(TypeObject* t) { init_iter(t); }

// ---- the table

namespace {

const MethodDef kMethods[] = {
    {"encode", str_method_encode, kMethFastcall | kMethKeywords,
     "encode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe text as bytes."},
    {"replace", str_method_replace, kMethFastcall,
     "replace($self, old, new, count=-1, /)\n--\n\nA copy with old replaced by new, at most count times."},
    {"split", str_method_split, kMethFastcall | kMethKeywords,
     "split($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between separators, from the left."},
    {"rsplit", str_method_rsplit, kMethFastcall | kMethKeywords,
     "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between separators, splitting from the right."},
    {"join", str_method_join, kMethO, "join($self, iterable, /)\n--\n\nThe texts of iterable with self between them."},
    {"capitalize", str_method_capitalize, kMethNoArgs, "capitalize($self, /)\n--\n\nFirst character in title case, the rest in lower case."},
    {"casefold", str_method_casefold, kMethNoArgs, "casefold($self, /)\n--\n\nA form for comparing without case."},
    {"title", str_method_title, kMethNoArgs, "title($self, /)\n--\n\nEvery word with a capital first letter."},
    {"center", str_method_center, kMethFastcall, "center($self, width, fillchar=' ', /)\n--\n\nIn the middle of width characters."},
    {"count", by_tuple<str_method_count>, kMethVarargs, "S.count(sub[, start[, end]]) -> int\n\nHow often sub occurs without overlap."},
    {"expandtabs", str_method_expandtabs, kMethFastcall | kMethKeywords,
     "expandtabs($self, /, tabsize=8)\n--\n\nTabs replaced by spaces up to the next column."},
    {"find", by_tuple<str_method_find>, kMethVarargs, "S.find(sub[, start[, end]]) -> int\n\nThe lowest index of sub, or -1."},
    {"partition", str_method_partition, kMethO, "partition($self, sep, /)\n--\n\nWhat is before, sep, and what is behind its first place."},
    {"index", by_tuple<str_method_index>, kMethVarargs, "S.index(sub[, start[, end]]) -> int\n\nThe lowest index of sub; ValueError if there is none."},
    {"ljust", str_method_ljust, kMethFastcall, "ljust($self, width, fillchar=' ', /)\n--\n\nAt the left of width characters."},
    {"lower", str_method_lower, kMethNoArgs, "lower($self, /)\n--\n\nThe text in lower case."},
    {"lstrip", str_method_lstrip, kMethFastcall, "lstrip($self, chars=None, /)\n--\n\nWithout leading white space or chars."},
    {"rfind", by_tuple<str_method_rfind>, kMethVarargs, "S.rfind(sub[, start[, end]]) -> int\n\nThe highest index of sub, or -1."},
    {"rindex", by_tuple<str_method_rindex>, kMethVarargs, "S.rindex(sub[, start[, end]]) -> int\n\nThe highest index of sub; ValueError if there is none."},
    {"rjust", str_method_rjust, kMethFastcall, "rjust($self, width, fillchar=' ', /)\n--\n\nAt the right of width characters."},
    {"rstrip", str_method_rstrip, kMethFastcall, "rstrip($self, chars=None, /)\n--\n\nWithout trailing white space or chars."},
    {"rpartition", str_method_rpartition, kMethO, "rpartition($self, sep, /)\n--\n\nWhat is before, sep, and what is behind its last place."},
    {"splitlines", str_method_splitlines, kMethFastcall | kMethKeywords, "splitlines($self, /, keepends=False)\n--\n\nA list of the lines."},
    {"strip", str_method_strip, kMethFastcall, "strip($self, chars=None, /)\n--\n\nWithout white space or chars at both ends."},
    {"swapcase", str_method_swapcase, kMethNoArgs, "swapcase($self, /)\n--\n\nUpper case to lower case and the other way round."},
    {"translate", str_method_translate, kMethO, "translate($self, table, /)\n--\n\nEvery character looked up in table."},
    {"upper", str_method_upper, kMethNoArgs, "upper($self, /)\n--\n\nThe text in upper case."},
    {"startswith", by_tuple<str_method_startswith>, kMethVarargs, "S.startswith(prefix[, start[, end]]) -> bool\n\nWhether it begins with prefix."},
    {"endswith", by_tuple<str_method_endswith>, kMethVarargs, "S.endswith(suffix[, start[, end]]) -> bool\n\nWhether it ends with suffix."},
    {"removeprefix", str_method_removeprefix, kMethO, "removeprefix($self, prefix, /)\n--\n\nWithout prefix if it begins with it."},
    {"removesuffix", str_method_removesuffix, kMethO, "removesuffix($self, suffix, /)\n--\n\nWithout suffix if it ends with it."},
    {"isascii", str_method_isascii, kMethNoArgs, "isascii($self, /)\n--\n\nWhether all characters are ASCII."},
    {"islower", str_method_islower, kMethNoArgs, "islower($self, /)\n--\n\nWhether all cased characters are lower case."},
    {"isupper", str_method_isupper, kMethNoArgs, "isupper($self, /)\n--\n\nWhether all cased characters are upper case."},
    {"istitle", str_method_istitle, kMethNoArgs, "istitle($self, /)\n--\n\nWhether every word begins with a capital."},
    {"isspace", str_method_isspace, kMethNoArgs, "isspace($self, /)\n--\n\nWhether all is white space."},
    {"isdecimal", str_method_isdecimal, kMethNoArgs, "isdecimal($self, /)\n--\n\nWhether all are decimal digits."},
    {"isdigit", str_method_isdigit, kMethNoArgs, "isdigit($self, /)\n--\n\nWhether all are digits."},
    {"isnumeric", str_method_isnumeric, kMethNoArgs, "isnumeric($self, /)\n--\n\nWhether all are numeric characters."},
    {"isalpha", str_method_isalpha, kMethNoArgs, "isalpha($self, /)\n--\n\nWhether all are letters."},
    {"isalnum", str_method_isalnum, kMethNoArgs, "isalnum($self, /)\n--\n\nWhether all are letters or digits."},
    {"isidentifier", str_method_isidentifier, kMethNoArgs, "isidentifier($self, /)\n--\n\nWhether it could be a name."},
    {"isprintable", str_method_isprintable, kMethNoArgs, "isprintable($self, /)\n--\n\nWhether repr would show it as it is."},
    {"zfill", str_method_zfill, kMethO, "zfill($self, width, /)\n--\n\nZeros at the left, behind a sign."},
    {"format", str_method_format, kMethVarargs | kMethKeywords, "S.format(*args, **kwargs) -> str\n\nWith the {fields} filled in."},
    {"format_map", str_method_format_map, kMethO, "S.format_map(mapping) -> str\n\nWith the {fields} filled in from mapping."},
    {"__format__", str_method_format_spec, kMethO, "__format__($self, format_spec, /)\n--\n\n"},
    {"maketrans", str_method_maketrans, kMethFastcall | kMethStatic, "A table for translate()."},
    {"__sizeof__", str_method_sizeof, kMethNoArgs, "__sizeof__($self, /)\n--\n\nBytes the object takes in memory."},
    {"__getnewargs__", str_method_getnewargs, kMethNoArgs, "What pickle needs."},
    {},
};

}  // namespace

void init_Str_type(TypeObject* t) {
  t->tp_basicsize = sizeof(LegacyStrObject);
  t->tp_flags |= kTpDefault | kTpBaseType | kTpUnicodeSubclass | kTpMatchSelf;
  t->tp_dealloc = str_dealloc;
  t->tp_repr = str_repr;
  t->tp_str = str_slot;
  t->tp_hash = str_hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = str_richcompare;
  t->tp_iter = str_iter;
  t->tp_new = str_new_slot;
  t->tp_free = object_free;
  number_methods(t)->nb_remainder = remainder_slot;
  SequenceMethods* q = sequence_methods(t);
  q->sq_length = length_slot;
  q->sq_concat = str_concat;
  q->sq_repeat = str_repeat;
  q->sq_item = str_get_char;
  q->sq_contains = str_contains;
  MappingMethods* m = mapping_methods(t);
  m->mp_length = length_slot;
  m->mp_subscript = str_getitem;
  type_add_methods(t, kMethods);
  type_set_doc(t, "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nThe text of an object, or decoded bytes.");
}

}  // namespace innards
