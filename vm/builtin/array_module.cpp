// The array module. CPython: Modules/arraymodule.c. Without reading and writing files.
#include <algorithm>
#include <cstring>

#include "builtin/array_items.h"
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/buffer.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/list.h"
#include "object/module.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct ArrayObject : VarObject {
  Ptr<char> items;
  int64_t allocated;
  char code, format[7];        // the type code; what buffers call it, as text
  Ptr<Object> weakreflist;
  int64_t exports;             // buffers that hold the items in their place
};
static_assert(sizeof(ArrayObject) == 64);

struct ArrayIterObject : Object {
  int64_t index;
  Ptr<ArrayObject> array;      // null at the end
  uint64_t getitem;            // the item's code; in CPython a function
};

ArrayObject* as_array(Object* o) { return static_cast<ArrayObject*>(o); }
bool is_array(Object* o) { return object_type_check(o, TypeArray); }
int64_t item_size(ArrayObject* a) { return array_item_size(a->code); }
char* item_at(ArrayObject* a, int64_t i) { return a->items + i * item_size(a); }
Object* get(ArrayObject* a, int64_t i) { return array_item_get(a->code, item_at(a, i)); }

bool resize(ArrayObject* a, int64_t n) {
  if (a->exports > 0 && n != a->ob_size) return err_format(ExcBufferError, "cannot resize an array that is exporting buffers");
  if (n > a->allocated || n < a->ob_size / 2) {
    const int64_t room = n ? (n >> 4) + (a->ob_size < 8 ? 3 : 7) + n : 0;
    void* block = room ? mem_realloc(a->items.get(), static_cast<size_t>(room * item_size(a))) : nullptr;
    if (room && !block) return err_no_memory();
    if (!room && a->items) mem_free(a->items);
    a->items = static_cast<char*>(block);
    a->allocated = room;
  }
  a->ob_size = n;
  return true;
}

Object* array_new(TypeObject* type, char code, int64_t n) {
  Ref<> o(type->tp_alloc(type, 0));
  if (!o) return nullptr;
  ArrayObject* a = as_array(o);
  a->code = code;
  a->format[0] = code == 'u' ? 'w' : code;
  if (n && !(a->items = static_cast<char*>(mem_alloc(static_cast<size_t>(n) * array_item_size(code))))) return err_no_memory();
  a->ob_size = a->allocated = n;
  return o.release();
}

void array_dealloc(Object* o) {
  gc_untrack(o);
  if (as_array(o)->weakreflist) object_clear_weakrefs(o);
  if (as_array(o)->items) mem_free(as_array(o)->items);
  o->ob_type->tp_free(o);
}

int array_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {static_cast<Object*>(o->ob_type.get())}); }

// ---- adding and taking

int64_t insertion_index(int64_t i, int64_t n) { return i < 0 ? std::max<int64_t>(i + n, 0) : std::min(i, n); }

bool insert(ArrayObject* a, int64_t where, Object* value) {
  char item[8];
  if (array_item_set(a->code, value, item) < 0) return false;
  const int64_t n = a->ob_size;
  if (!resize(a, n + 1)) return false;
  where = insertion_index(where, n);
  std::memmove(item_at(a, where + 1), item_at(a, where), static_cast<size_t>((n - where) * item_size(a)));
  std::memcpy(item_at(a, where), item, static_cast<size_t>(item_size(a)));
  return true;
}

bool append(ArrayObject* a, Object* value) { return insert(a, a->ob_size, value); }

// Puts `n` items (null: none) in the place of a[from:to].
bool replace(ArrayObject* a, int64_t from, int64_t to, const char* items, int64_t n) {
  const int64_t size = item_size(a), old = a->ob_size, tail = old - to;
  if (from + n + tail > old && !resize(a, from + n + tail)) return false;
  std::memmove(a->items + (from + n) * size, a->items + to * size, static_cast<size_t>(tail * size));
  if (n) std::memcpy(a->items + from * size, items, static_cast<size_t>(n * size));
  return from + n + tail >= old || resize(a, from + n + tail);
}

bool extend_array(ArrayObject* a, ArrayObject* b) {
  if (a->code != b->code) return err_format(ExcTypeError, "can only extend with array of same kind");
  const int64_t n = a->ob_size, more = b->ob_size;
  if (!resize(a, n + more)) return false;
  if (more) std::memcpy(item_at(a, n), b->items, static_cast<size_t>(more * item_size(a)));  // also where b is a
  return true;
}

bool extend(ArrayObject* a, Object* iterable) {
  if (is_array(iterable)) return extend_array(a, as_array(iterable));
  Ref<> it(object_get_iter(iterable));
  if (!it) return false;
  while (Object* item = iter_next(it)) {
    Ref<> held(item);
    if (!append(a, item)) return false;
  }
  return !err_occurred();
}

bool from_bytes(ArrayObject* a, Object* data) {
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return false;
  const int64_t n = view.len / item_size(a), old = a->ob_size;
  bool ok = view.len % item_size(a) == 0 || err_format(ExcValueError, "bytes length not a multiple of item size");
  if (ok && n) ok = resize(a, old + n);
  if (ok && n) std::memcpy(item_at(a, old), view.buf, static_cast<size_t>(view.len));
  buffer_release(&view);
  return ok;
}

void put_text(ArrayObject* a, int64_t at, Object* text) {
  for (int64_t i = 0, n = str_length(text); i < n; ++i) {
    const uint32_t ch = str_read_char(text, i);
    std::memcpy(item_at(a, at + i), &ch, 4);
  }
}

bool from_text(ArrayObject* a, Object* text) {
  const int64_t old = a->ob_size;
  if (!resize(a, old + str_length(text))) return false;
  put_text(a, old, text);
  return true;
}

// ---- making

bool fill(ArrayObject* a, Object* initial) {
  if (bytes_check(initial) || object_type_check(initial, TypeBytearray)) return from_bytes(a, initial);
  return extend(a, initial);
}

// An array of just the items of a list or tuple.
Object* array_of_items(TypeObject* type, char code, Object* items) {
  const int64_t n = object_size(items);
  Ref<> o(array_new(type, code, n));
  if (o && n) std::memset(as_array(o)->items, 0, static_cast<size_t>(n * array_item_size(code)));
  for (int64_t i = 0; o && i < n; ++i) {
    Ref<> item(sequence_get_item(items, i));
    if (!item || array_item_set(code, item, item_at(as_array(o), i)) < 0) return nullptr;
  }
  return o.release();
}

Object* array_of_text(TypeObject* type, Object* text) {
  Ref<> o(array_new(type, 'u', str_length(text)));
  if (o) put_text(as_array(o), 0, text);
  return o.release();
}

Object* array_of_same(TypeObject* type, ArrayObject* other) {
  Ref<> o(array_new(type, other->code, other->ob_size));
  if (o && other->ob_size) std::memcpy(as_array(o)->items, other->items, static_cast<size_t>(other->ob_size * item_size(other)));
  return o.release();
}

// What is no source of items is said first.
Object* bad_typecode(Object* initial) {
  Ref<> items(initial ? object_get_iter(initial) : new_none());
  return items ? err_format(ExcValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)") : nullptr;
}

Object* array_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if (type == TypeArray && !args_no_keywords("array.array", kwargs)) return nullptr;
  const int64_t n = tuple_size_of(args);
  if (n < 1) return err_format(ExcTypeError, "array() takes at least 1 argument (0 given)");
  if (n > 2) return err_format(ExcTypeError, "array() takes at most 2 arguments (%zd given)", n);
  Object *letter = tuple_item_at(args, 0), *initial = n > 1 ? tuple_item_at(args, 1) : nullptr;
  if (!str_check(letter) || str_length(letter) != 1)
    return err_format(ExcTypeError, "array() argument 1 must be a unicode character, not %.50s", is_none(letter) ? "None" : type_name_of(letter));
  const uint32_t c = str_read_char(letter, 0);
  const char code = c < 128 ? static_cast<char>(c) : 0;
  if (initial && code != 'u' && str_check(initial)) return err_format(ExcTypeError, "cannot use a str to initialize an array with typecode '%c'", c);
  if (initial && code != 'u' && is_array(initial) && as_array(initial)->code == 'u')
    return err_format(ExcTypeError, "cannot use a unicode array to initialize an array with typecode '%c'", c);
  if (!array_item_size(code)) return bad_typecode(initial);
  if (initial && (list_check(initial) || tuple_check(initial))) return array_of_items(type, code, initial);
  if (initial && str_check(initial)) return array_of_text(type, initial);
  if (initial && is_array(initial) && as_array(initial)->code == code) return array_of_same(type, as_array(initial));
  Ref<> o(array_new(type, code, 0));
  if (!o || !initial) return o.release();
  // Another kind of array is taken item by item.
  if (is_array(initial)) {
    Ref<> list(sequence_list(initial));
    return list && extend(as_array(o), list) ? o.release() : nullptr;
  }
  return fill(as_array(o), initial) ? o.release() : nullptr;
}

// ---- as a sequence

int64_t array_length(Object* o) { return as_array(o)->ob_size; }

Object* array_item(Object* o, int64_t i) {
  if (i < 0 || i >= as_array(o)->ob_size) return err_format(ExcIndexError, "array index out of range");
  return get(as_array(o), i);
}

Object* array_slice(ArrayObject* a, int64_t start, int64_t step, int64_t n) {
  Object* result = array_new(TypeArray, a->code, n);
  const size_t size = static_cast<size_t>(item_size(a));
  for (int64_t i = 0; result && i < n; ++i) std::memcpy(item_at(as_array(result), i), item_at(a, start + i * step), size);
  return result;
}

// An index of a[...], negative ones counted from the end. False with TypeError or IndexError.
bool read_index(ArrayObject* a, Object* key, int64_t* i) {
  *i = number_as_ssize(key, ExcIndexError);
  if (*i == -1 && err_occurred()) return false;
  if (*i < 0) *i += a->ob_size;
  return true;
}

Object* array_subscript(Object* o, Object* key) {
  int64_t start, stop, step;
  if (index_check(key)) return read_index(as_array(o), key, &start) ? array_item(o, start) : nullptr;
  if (key->ob_type != TypeSlice) return err_format(ExcTypeError, "array indices must be integers");
  if (slice_unpack(key, &start, &stop, &step) < 0) return nullptr;
  const int64_t n = slice_adjust_indices(as_array(o)->ob_size, &start, &stop, step);
  return array_slice(as_array(o), start, step, n);
}

// Takes the items start, start + step, ... away.
bool remove_steps(ArrayObject* a, int64_t start, int64_t step, int64_t n) {
  if (n == 0) return true;
  if (step < 0) start += step * (n - 1), step = -step;
  int64_t to = start;
  for (int64_t from = start, gone = 0; from < a->ob_size; ++from) {
    if (gone < n && from == start + gone * step) ++gone;
    else std::memcpy(item_at(a, to++), item_at(a, from), static_cast<size_t>(item_size(a)));
  }
  return resize(a, to);
}

int assign_slice(ArrayObject* a, Object* key, Object* value) {
  int64_t start, stop, step;
  if (value && !is_array(value)) return err_format(ExcTypeError, "can only assign array (not \"%.200s\") to array slice", type_of(value)->tp_name.get()), -1;
  if (value && as_array(value)->code != a->code) return err_bad_argument(), -1;
  if (slice_unpack(key, &start, &stop, &step) < 0) return -1;
  const int64_t n = slice_adjust_indices(a->ob_size, &start, &stop, step);
  if (a->exports > 0 && (value ? as_array(value)->ob_size : 0) != n) return err_set_string(ExcBufferError, "cannot resize an array that is exporting buffers"), -1;
  if (!value && step != 1) return remove_steps(a, start, step, n) ? 0 : -1;
  Ref<> copy(value == a ? array_slice(a, 0, 1, a->ob_size) : xnew_ref(value));
  const int64_t given = copy ? as_array(copy)->ob_size : 0;
  if (step == 1) return replace(a, start, std::max(start, start + n), given ? as_array(copy)->items.get() : nullptr, given) ? 0 : -1;
  if (given != n) return err_format(ExcValueError, "attempt to assign array of size %zd to extended slice of size %zd", given, n), -1;
  for (int64_t i = 0; i < n; ++i) std::memcpy(item_at(a, start + i * step), item_at(as_array(copy), i), static_cast<size_t>(item_size(a)));
  return 0;
}

int array_ass_subscript(Object* o, Object* key, Object* value) {
  ArrayObject* a = as_array(o);
  if (key->ob_type == TypeSlice) return assign_slice(a, key, value);
  int64_t i;
  if (!index_check(key)) return err_set_string(ExcTypeError, "array indices must be integers"), -1;
  if (!read_index(a, key, &i)) return -1;
  if (i < 0 || i >= a->ob_size) return err_set_string(ExcIndexError, "array assignment index out of range"), -1;
  if (!value) return replace(a, i, i + 1, nullptr, 0) ? 0 : -1;
  char item[8];
  if (array_item_set(a->code, value, item) < 0) return -1;
  if (i < a->ob_size) std::memcpy(item_at(a, i), item, static_cast<size_t>(item_size(a)));
  return 0;
}

Object* array_concat(Object* o, Object* other) {
  if (!is_array(other)) return err_format(ExcTypeError, "can only append array (not \"%.200s\") to array", type_of(other)->tp_name.get());
  if (as_array(o)->code != as_array(other)->code) return err_bad_argument(), nullptr;
  Ref<> result(array_slice(as_array(o), 0, 1, as_array(o)->ob_size));
  return result && extend_array(as_array(result), as_array(other)) ? result.release() : nullptr;
}

Object* array_inplace_concat(Object* o, Object* other) {
  if (!is_array(other)) return err_format(ExcTypeError, "can only extend array with array (not \"%.200s\")", type_of(other)->tp_name.get());
  return extend_array(as_array(o), as_array(other)) ? new_ref(o) : nullptr;
}

bool repeat_in_place(ArrayObject* a, int64_t count) {
  const int64_t n = a->ob_size;
  if (count <= 0) return resize(a, 0);
  if (n && count > INT64_MAX / 8 / n) return err_no_memory();
  if (!resize(a, n * count)) return false;
  for (int64_t i = 1; n && i < count; ++i) std::memcpy(item_at(a, i * n), a->items, static_cast<size_t>(n * item_size(a)));
  return true;
}

Object* array_repeat(Object* o, int64_t count) {
  Ref<> result(array_slice(as_array(o), 0, 1, as_array(o)->ob_size));
  return result && repeat_in_place(as_array(result), count) ? result.release() : nullptr;
}

Object* array_inplace_repeat(Object* o, int64_t count) { return repeat_in_place(as_array(o), count) ? new_ref(o) : nullptr; }

// The place of a value from `from` on; -1 none, -2 error.
int64_t find(ArrayObject* a, Object* value, int64_t from, int64_t to) {
  for (int64_t i = from; i < std::min(to, static_cast<int64_t>(a->ob_size)); ++i) {
    Ref<> item(get(a, i));
    const int same = item ? object_rich_compare_bool(item, value, kEQ) : -1;
    if (same) return same < 0 ? -2 : i;
  }
  return -1;
}

int array_contains(Object* o, Object* value) {
  const int64_t at = find(as_array(o), value, 0, INT64_MAX);
  return at == -2 ? -1 : at >= 0;
}

Object* array_richcompare(Object* x, Object* y, int op) {
  if (!is_array(x) || !is_array(y)) return new_not_implemented();
  ArrayObject *a = as_array(x), *b = as_array(y);
  if (a->ob_size != b->ob_size && (op == kEQ || op == kNE)) return bool_from(op == kNE);
  for (int64_t i = 0; i < std::min(a->ob_size, b->ob_size); ++i) {
    Ref<> v(get(a, i)), w(get(b, i));
    const int same = v && w ? object_rich_compare_bool(v, w, kEQ) : -1;
    if (same < 0) return nullptr;
    if (!same) return op == kEQ || op == kNE ? bool_from(op == kNE) : object_rich_compare(v, w, op);
  }
  Ref<> v(int_from_i64(a->ob_size)), w(int_from_i64(b->ob_size));
  return v && w ? object_rich_compare(v, w, op) : nullptr;
}

Object* text_of(ArrayObject* a) { return str_from_ucs4(reinterpret_cast<const uint32_t*>(a->items.get()), a->ob_size); }

Object* array_tolist(Object* o, Object*) { return sequence_list(o); }

Object* array_repr(Object* o) {
  ArrayObject* a = as_array(o);
  if (a->ob_size == 0) return str_from_format("%s('%c')", type_name(type_of(o)), a->code);
  Ref<> items(a->code == 'u' ? text_of(a) : array_tolist(o, nullptr));
  return items ? str_from_format("%s('%c', %R)", type_name(type_of(o)), a->code, items.get()) : nullptr;
}

// ---- the buffer

int array_getbuffer(Object* o, Buffer* view, int flags) {
  ArrayObject* a = as_array(o);
  view->buf = a->items ? a->items.get() : a->format;  // any place will do for nothing
  view->obj = new_ref(o);
  view->len = a->ob_size * item_size(a);
  view->readonly = 0;
  view->ndim = 1;
  view->itemsize = item_size(a);
  view->suboffsets = nullptr;
  view->shape = (flags & kBufND) == kBufND ? &a->ob_size : nullptr;
  view->strides = (flags & kBufStrides) == kBufStrides ? reinterpret_cast<int64_t*>(reinterpret_cast<char*>(view) + offsetof(Buffer, itemsize)) : nullptr;
  view->format = nullptr;
  view->internal = nullptr;
  if (flags & kBufFormat) view->format = a->format;
  ++a->exports;
  return 0;
}

void array_releasebuffer(Object* o, Buffer*) { --as_array(o)->exports; }

// ---- methods

Object* array_append(Object* o, Object* value) { return append(as_array(o), value) ? new_none() : nullptr; }
// The one argument, without a name, of a method that knows its class; null with an error.
Object* only_argument(const char* name, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"", nullptr};
  const ArgsParser parser = {name, kNames};
  Object* buffer[1] = {};
  Object** found = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 1, 0, buffer);
  return found ? found[0] : nullptr;
}

Object* array_extend(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  Object* iterable = only_argument("extend", args, nargs, kwnames);
  return iterable && extend(as_array(o), iterable) ? new_none() : nullptr;
}
Object* array_frombytes(Object* o, Object* data) { return from_bytes(as_array(o), data) ? new_none() : nullptr; }

Object* array_insert(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("insert", nargs, 2, 2)) return nullptr;
  int64_t where;
  if (!args_parse_stack(args, 1, "n", &where)) return nullptr;
  return insert(as_array(o), where, args[1]) ? new_none() : nullptr;
}

Object* array_pop(Object* o, Object** args, int64_t nargs) {
  ArrayObject* a = as_array(o);
  if (!args_check_positional("pop", nargs, 0, 1)) return nullptr;
  int64_t i = -1;
  if (nargs && !args_parse_stack(args, 1, "n", &i)) return nullptr;
  if (a->ob_size == 0) return err_format(ExcIndexError, "pop from empty array");
  if (i < 0) i += a->ob_size;
  if (i < 0 || i >= a->ob_size) return err_format(ExcIndexError, "pop index out of range");
  Ref<> item(get(a, i));
  return item && replace(a, i, i + 1, nullptr, 0) ? item.release() : nullptr;
}

Object* array_remove(Object* o, Object* value) {
  const int64_t at = find(as_array(o), value, 0, INT64_MAX);
  if (at == -1) return err_format(ExcValueError, "array.remove(x): x not in array");
  return at >= 0 && replace(as_array(o), at, at + 1, nullptr, 0) ? new_none() : nullptr;
}

Object* array_index(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("index", nargs, 1, 3)) return nullptr;
  int64_t limits[2] = {0, INT64_MAX};
  for (int64_t i = 1; i < nargs; ++i) {
    if (!eval_slice_index_not_none(args[i], &limits[i - 1])) return nullptr;
    if (limits[i - 1] < 0) limits[i - 1] = std::max<int64_t>(0, limits[i - 1] + as_array(o)->ob_size);
  }
  const int64_t at = find(as_array(o), args[0], limits[0], limits[1]);
  if (at == -1) return err_format(ExcValueError, "array.index(x): x not in array");
  return at >= 0 ? int_from_i64(at) : nullptr;
}

Object* array_count(Object* o, Object* value) {
  int64_t n = 0, at = -1;
  while ((at = find(as_array(o), value, at + 1, INT64_MAX)) >= 0) ++n;
  return at == -1 ? int_from_i64(n) : nullptr;
}

Object* array_reverse(Object* o, Object*) {
  ArrayObject* a = as_array(o);
  const int64_t size = item_size(a);
  for (int64_t i = 0, j = a->ob_size - 1; i < j; ++i, --j) std::swap_ranges(item_at(a, i), item_at(a, i) + size, item_at(a, j));
  return new_none();
}

Object* array_byteswap(Object* o, Object*) {
  ArrayObject* a = as_array(o);
  for (int64_t i = 0; i < a->ob_size; ++i) std::reverse(item_at(a, i), item_at(a, i) + item_size(a));
  return new_none();
}

Object* array_tobytes(Object* o, Object*) { return bytes_from_data(as_array(o)->items ? as_array(o)->items.get() : "", as_array(o)->ob_size * item_size(as_array(o))); }

Object* array_fromlist(Object* o, Object* list) {
  ArrayObject* a = as_array(o);
  if (!list_check(list)) return err_format(ExcTypeError, "arg must be list");
  const int64_t old = a->ob_size;
  for (int64_t i = 0; i < list_size_of(list); ++i) {
    Ref<> item(new_ref(list_item_at(list, i)));
    if (append(a, item)) continue;
    a->ob_size = std::min(old, static_cast<int64_t>(a->ob_size));
    return nullptr;
  }
  return new_none();
}

Object* array_fromunicode(Object* o, Object* text) {
  if (!str_check(text)) return args_bad_argument("fromunicode", "argument", "str", text), nullptr;
  if (as_array(o)->code != 'u') return err_format(ExcValueError, "fromunicode() may only be called on unicode type arrays");
  return from_text(as_array(o), text) ? new_none() : nullptr;
}

Object* array_tounicode(Object* o, Object*) {
  return as_array(o)->code == 'u' ? text_of(as_array(o)) : err_format(ExcValueError, "tounicode() may only be called on unicode type arrays");
}

Object* array_buffer_info(Object* o, Object*) {
  Ref<> address(int_from_void_ptr(as_array(o)->items.get())), n(int_from_i64(as_array(o)->ob_size));
  return address && n ? tuple_pack(2, address.get(), n.get()) : nullptr;
}

Object* array_copy(Object* o, Object*) { return array_slice(as_array(o), 0, 1, as_array(o)->ob_size); }

// As protocol 2 and lower do it: (type, (code, list), dict).
Object* array_reduce(Object* o, Object** argv, int64_t nargs, Object* kwnames) {
  Object* protocol = only_argument("__reduce_ex__", argv, nargs, kwnames);
  if (!protocol) return nullptr;
  if (!int_check(protocol)) return err_format(ExcTypeError, "__reduce_ex__ argument should be an integer");
  Ref<> code(str_from_char(static_cast<uint8_t>(as_array(o)->code))), list(array_tolist(o, nullptr));
  Ref<> args(code && list ? tuple_pack(2, code.get(), list.get()) : nullptr), name(str_from_cstr("__dict__"));
  Object* dict = nullptr;
  if (!args || !name || object_lookup_attr(o, name, &dict) < 0) return nullptr;
  Ref<> held(dict ? dict : new_none());
  return tuple_pack(3, static_cast<Object*>(type_of(o)), args.get(), held.get());
}

Object* array_sizeof(Object* o, Object*) { return int_from_i64(type_of(o)->tp_basicsize + as_array(o)->allocated * item_size(as_array(o))); }
Object* array_typecode(Object* o, void*) { return str_from_char(static_cast<uint8_t>(as_array(o)->code)); }
Object* array_itemsize(Object* o, void*) { return int_from_i64(item_size(as_array(o))); }

// ---- the iterator

Object* array_iter(Object* o) {
  auto* it = gc_new_as<ArrayIterObject>(TypeArrayIter);
  if (!it) return nullptr;
  it->index = 0;
  it->array = new_ref(as_array(o));
  it->getitem = static_cast<uint8_t>(as_array(o)->code);
  gc_track(it);
  return it;
}

ArrayIterObject* as_iter(Object* o) { return static_cast<ArrayIterObject*>(o); }

void iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(static_cast<Object*>(as_iter(o)->array.get()));
  o->ob_type->tp_free(o);
}

int iter_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {static_cast<Object*>(as_iter(o)->array.get())}); }

Object* array_iter_step(Object* o) {
  ArrayIterObject* it = as_iter(o);
  if (!it->array) return nullptr;
  if (it->index < it->array->ob_size) return get(it->array, it->index++);
  clear_ref(it->array);
  return nullptr;
}

// Of the arguments only positional ones are refused, as in CPython.
Object* array_iter_reduce(Object* o, Object**, int64_t nargs, Object*) {
  if (nargs) return err_format(ExcTypeError, "__reduce__() takes no arguments");
  ArrayIterObject* it = as_iter(o);
  return it->array ? iter_reduce_at("iter", it->array, it->index) : iter_reduce_items(tuple_new(0));
}

// On one that is used up CPython 3.11.2 ends.
Object* array_iter_setstate(Object* o, Object* state) {
  ArrayIterObject* it = as_iter(o);
  int64_t index;
  if (!read_state(state, &index)) return nullptr;
  if (it->array) it->index = std::clamp<int64_t>(index, 0, it->array->ob_size);
  return new_none();
}

const MethodDef kIterMethods[] = {
    {"__reduce__", array_iter_reduce, kMethMethod | kMethFastcall | kMethKeywords, "__reduce__($self, /)\n--\n\nWhat pickling needs."},
    {"__setstate__", array_iter_setstate, kMethO, "__setstate__($self, state, /)\n--\n\nSets the position, for unpickling."},
    {},
};

const MethodDef kMethods[] = {
    {"append", array_append, kMethO, "append($self, v, /)\n--\n\nAdd an item at the end."},
    {"buffer_info", array_buffer_info, kMethNoArgs, "buffer_info($self, /)\n--\n\n(address, number of items)."},
    {"byteswap", array_byteswap, kMethNoArgs, "byteswap($self, /)\n--\n\nTurn the bytes of each item round."},
    {"__copy__", array_copy, kMethNoArgs, "__copy__($self, /)\n--\n\n"},
    {"count", array_count, kMethO, "count($self, v, /)\n--\n\nHow often a value is there."},
    {"__deepcopy__", array_copy, kMethO, "__deepcopy__($self, unused, /)\n--\n\n"},
    {"extend", array_extend, kMethMethod | kMethFastcall | kMethKeywords, "extend($self, bb, /)\n--\n\nAdd items at the end."},
    {"fromlist", array_fromlist, kMethO, "fromlist($self, list, /)\n--\n\nAdd the items of a list."},
    {"frombytes", array_frombytes, kMethO, "frombytes($self, buffer, /)\n--\n\nAdd items from their bytes."},
    {"fromunicode", array_fromunicode, kMethO, "fromunicode($self, ustr, /)\n--\n\nAdd the characters of a str."},
    {"index", array_index, kMethFastcall, "index($self, v, start=0, stop=sys.maxsize, /)\n--\n\nWhere a value first is."},
    {"insert", array_insert, kMethFastcall, "insert($self, i, v, /)\n--\n\nPut an item in before a place."},
    {"pop", array_pop, kMethFastcall, "pop($self, i=-1, /)\n--\n\nTake an item away and give it."},
    {"__reduce_ex__", array_reduce, kMethMethod | kMethFastcall | kMethKeywords, "__reduce_ex__($self, value, /)\n--\n\n"},
    {"remove", array_remove, kMethO, "remove($self, v, /)\n--\n\nTake the first such value away."},
    {"reverse", array_reverse, kMethNoArgs, "reverse($self, /)\n--\n\nTurn the order of the items round."},
    {"tolist", array_tolist, kMethNoArgs, "tolist($self, /)\n--\n\nThe items as a list."},
    {"tobytes", array_tobytes, kMethNoArgs, "tobytes($self, /)\n--\n\nThe items' bytes."},
    {"tounicode", array_tounicode, kMethNoArgs, "tounicode($self, /)\n--\n\nThe items as a str."},
    {"__sizeof__", array_sizeof, kMethNoArgs, "__sizeof__($self, /)\n--\n\nSize of the array in memory, in bytes."},
    {},
};

const GetSetDef kGetSets[] = {
    {"typecode", array_typecode, nullptr, "the typecode character used to create the array"},
    {"itemsize", array_itemsize, nullptr, "the size, in bytes, of one array item"},
    {},
};

// Patterns and isinstance() take an array as a sequence. Where there is no library nobody can ask.
int register_as_sequence() {
  Ref<> abc(import_import_module("collections.abc")), name(str_from_cstr("register"));
  Ref<> sequence(abc ? object_get_attr_string(abc, "MutableSequence") : nullptr);
  if (!sequence && err_exception_matches(ExcImportError)) return err_clear(), 0;
  Ref<> result(sequence && name ? object_call_method_one_arg(sequence, name, TypeArray) : nullptr);
  return result ? 0 : -1;
}

int exec(Object* m) {
  if (module_add_object_ref(m, "array", TypeArray) < 0 || module_add_object_ref(m, "ArrayType", TypeArray) < 0) return -1;
  if (register_as_sequence() < 0) return -1;
  return module_add_string_constant(m, "typecodes", "bBuhHiIlLqQfd");
}

void init_sequence(TypeObject* t) {
  SequenceMethods* s = sequence_methods(t);
  s->sq_length = array_length;
  s->sq_concat = array_concat;
  s->sq_repeat = array_repeat;
  s->sq_item = array_item;
  s->sq_contains = array_contains;
  s->sq_inplace_concat = array_inplace_concat;
  s->sq_inplace_repeat = array_inplace_repeat;
  MappingMethods* m = mapping_methods(t);
  m->mp_length = array_length;
  m->mp_subscript = array_subscript;
  m->mp_ass_subscript = array_ass_subscript;
}

}  // namespace

void init_Array_type(TypeObject* t) {
  native_gc_type(t, sizeof(ArrayObject), array_dealloc, array_traverse, nullptr, array_tp_new);
  t->tp_flags = t->tp_flags | kTpSequence;
  t->tp_repr = array_repr;
  t->tp_hash = object_hash_not_implemented;
  t->tp_richcompare = array_richcompare;
  t->tp_iter = array_iter;
  t->tp_weaklistoffset = offsetof(ArrayObject, weakreflist);
  init_sequence(t);
  buffer_procs(t)->bf_getbuffer = array_getbuffer;
  buffer_procs(t)->bf_releasebuffer = array_releasebuffer;
  type_set_doc(t, "array(typecode [, initializer]) -> array\n\nNumbers or characters of one C type, side by side.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

void init_ArrayIter_type(TypeObject* t) {
  native_inner_type(t, sizeof(ArrayIterObject), iter_dealloc, iter_traverse, nullptr);
  t->tp_iter = object_self_iter;
  t->tp_iternext = array_iter_step;
  type_add_methods(t, kIterMethods);
}

extern const NativeModule k_module_array;
const NativeModule k_module_array = {"array", "Numbers of one C type, side by side.", nullptr, exec};

}  // namespace innards
