#include "object/memoryview.h"

#include <cstring>

#include "native/varargs.h"
#include "object/bool.h"
#include "object/byte_methods.h"
#include "object/float.h"
#include "object/hash.h"
#include "object/slice.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/differences.h"

namespace innards {

namespace {

MemoryViewObject* as_view(Object* o) { return static_cast<MemoryViewObject*>(o); }
constexpr int32_t kReleased = 1, kContiguousC = 2, kContiguousF = 4;

// ---- formats: one character each

int64_t size_of_format(char format) {
  switch (format) {
    case 'B': case 'b': case 'c': case '?': return 1;
    case 'h': case 'H': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'P': case 'd': return 8;
    default: return 0;
  }
}

const char* format_of(const MemoryViewObject* v) { return v->view.format ? v->view.format.get() : "B"; }
char code_of(const MemoryViewObject* v) {
  const char* f = format_of(v);
  return *f == '@' ? f[1] : *f;
}

template <class T>
T read_as(const char* p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

Object* unpack(const MemoryViewObject* v, const char* p) {
  switch (code_of(v)) {
    case 'B': return int_from_i64(static_cast<uint8_t>(*p));
    case 'b': return int_from_i64(static_cast<int8_t>(*p));
    case 'c': return bytes_from_data(p, 1);
    case '?': return bool_from(*p != 0);
    case 'h': return int_from_i64(read_as<int16_t>(p));
    case 'H': return int_from_i64(read_as<uint16_t>(p));
    case 'i': return int_from_i64(read_as<int32_t>(p));
    case 'I': return int_from_i64(read_as<uint32_t>(p));
    case 'l': case 'q': case 'n': return int_from_i64(read_as<int64_t>(p));
    case 'f': return float_from_double(read_as<float>(p));
    case 'd': return float_from_double(read_as<double>(p));
    default: return int_from_u64(read_as<uint64_t>(p));
  }
}

// Asked again after a conversion, which may run Python code.
bool released(const MemoryViewObject* v) {
  if (!(v->flags & kReleased)) return false;
  err_set_string(ExcValueError, "operation forbidden on released memoryview object");
  return true;
}

int value_error(const MemoryViewObject* v) {
  err_format(ExcValueError, "memoryview: invalid value for format '%s'", format_of(v));
  return -1;
}
int type_error(const MemoryViewObject* v) {
  err_format(ExcTypeError, "memoryview: invalid type for format '%s'", format_of(v));
  return -1;
}

// What a conversion raised, in the words of the format; other errors stay.
int conversion_error(const MemoryViewObject* v) {
  if (err_exception_matches(ExcTypeError)) return err_clear(), type_error(v);
  if (err_exception_matches(ExcOverflowError) || err_exception_matches(ExcValueError)) return err_clear(), value_error(v);
  return -1;
}

int pack_int(const MemoryViewObject* v, char* p, Object* value) {
  Ref<> number(number_index_raw(value));
  if (!number) return conversion_error(v);
  if (released(v)) return -1;
  int64_t size = size_of_format(code_of(v));
  bool is_signed = std::strchr("bhilqn", code_of(v)) != nullptr;
  int64_t n = 0;
  uint64_t u = 0;
  bool fits = is_signed ? big_to_i64(int_view(number), &n) : big_to_u64(int_view(number), &u);
  if (is_signed) {
    int64_t limit = size == 8 ? INT64_MAX : (int64_t{1} << (8 * size - 1)) - 1;
    fits = fits && n <= limit && n >= -limit - 1;
    u = static_cast<uint64_t>(n);
  } else if (size < 8) {
    fits = fits && u >> (8 * size) == 0;
  }
  if (!fits) return value_error(v);
  std::memcpy(p, &u, static_cast<size_t>(size));
  return 0;
}

int pack(const MemoryViewObject* v, char* p, Object* value) {
  char code = code_of(v);
  if (code == 'c') {
    if (!bytes_check(value)) return type_error(v);
    if (bytes_size(value) != 1) return value_error(v);
    *p = bytes_as_string(value)[0];
    return 0;
  }
  if (code == '?') {
    int truth = object_is_true(value);
    if (truth < 0 || released(v)) return -1;
    *p = static_cast<char>(truth);
    return 0;
  }
  if (code != 'f' && code != 'd') return pack_int(v, p, value);
  double d = float_as_double(value);
  if (d == -1.0 && err_occurred()) return conversion_error(v);
  if (released(v)) return -1;
  float f = static_cast<float>(d);
  if (code == 'f') std::memcpy(p, &f, 4);
  else std::memcpy(p, &d, 8);
  return 0;
}

// ---- making

MemoryViewObject* new_view() {
  Object* o = gc_new_var(TypeMemoryView, 3);
  if (!o) return nullptr;
  MemoryViewObject* v = as_view(o);
  char* rest = reinterpret_cast<char*>(v) + sizeof(VarObject);
  std::memset(rest, 0, sizeof(MemoryViewObject) - sizeof(VarObject));
  v->hash = -1;
  return v;
}

void set_shape(MemoryViewObject* v, int64_t items, int64_t stride) {
  v->ob_array[0] = items;
  v->ob_array[1] = stride;
  v->view.ndim = 1;
  v->view.shape = v->ob_array;
  v->view.strides = v->ob_array + 1;
  v->view.suboffsets = nullptr;
  if (!v->view.format) v->view.format = static_cast<const char*>(str_data(rt().objects.text.latin1_chars[uint8_t{'B'}]));
  v->flags &= ~(kContiguousC | kContiguousF);
  if (items == 1 || stride == v->view.itemsize) v->flags |= kContiguousC | kContiguousF;
}

// A view of what `mbuf` holds, like `like`.
MemoryViewObject* view_of(ManagedBufferObject* mbuf, const Buffer& like) {
  MemoryViewObject* v = new_view();
  if (!v) return nullptr;
  v->mbuf = mbuf;
  incref(mbuf);
  ++mbuf->exports;
  v->view = like;
  return v;
}

// A view that shares `parent`'s buffer.
MemoryViewObject* derived_view(MemoryViewObject* parent) {
  MemoryViewObject* v = view_of(parent->mbuf, parent->view);
  if (!v) return nullptr;
  set_shape(v, parent->ob_array[0], parent->ob_array[1]);
  gc_track(v);
  return v;
}

Object* memory_new(TypeObject*, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"object", nullptr};
  static const ArgsParser kParser = {"memoryview", kNames};
  Object* buffer[1];
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 1, 0, buffer);
  return a ? memory_view_from_object(a[0]) : nullptr;
}

ManagedBufferObject* as_mbuf(Object* o) { return static_cast<ManagedBufferObject*>(o); }

// Gives the exporter's buffer back.
void mbuf_release(ManagedBufferObject* m) {
  if (m->flags & kReleased) return;
  m->flags |= kReleased;
  gc_untrack(m);
  buffer_release(&m->master);
}

void mbuf_dealloc(Object* o) {
  mbuf_release(as_mbuf(o));
  gc_del(o);
}
int mbuf_traverse(Object* o, visitproc* visit, void* arg) {
  Object* exporter = as_mbuf(o)->master.obj;
  return exporter ? visit(exporter, arg) : 0;
}
int mbuf_clear(Object* o) {
  mbuf_release(as_mbuf(o));
  return 0;
}

// Holds o's buffer; null with the error set.
ManagedBufferObject* mbuf_from_object(Object* o) {
  auto* m = gc_new_as<ManagedBufferObject>(TypeManagedBuffer);
  if (!m) return nullptr;
  m->flags = 0;
  m->exports = 0;
  m->master.obj = nullptr;
  gc_track(m);
  if (object_get_buffer(o, &m->master, kBufFullRO) == 0) return m;
  m->master.obj = nullptr;
  decref(m);
  return nullptr;
}

// 0, or -1 while others still use the view's buffer.
int release(MemoryViewObject* v) {
  if (v->flags & kReleased) return 0;
  if (v->exports > 0) {
    err_format(ExcBufferError, "memoryview has %zd exported buffer%s", v->exports, v->exports == 1 ? "" : "s");
    return -1;
  }
  v->flags |= kReleased;
  if (--v->mbuf->exports == 0) mbuf_release(v->mbuf);
  return 0;
}

void dealloc(Object* o) {
  gc_untrack(o);
  release(as_view(o));
  decref(as_view(o)->mbuf.get());
  if (as_view(o)->weakreflist) object_clear_weakrefs(o);
  gc_del(o);
}
int traverse(Object* o, visitproc* visit, void* arg) { return visit(as_view(o)->mbuf, arg); }

// ---- items

int64_t items_of(const MemoryViewObject* v) { return v->ob_array[0]; }
char* item_pointer(MemoryViewObject* v, int64_t i) { return v->view.buf.get() + i * v->ob_array[1]; }
bool contiguous(const MemoryViewObject* v) { return v->ob_array[0] <= 1 || v->ob_array[1] == v->view.itemsize; }

int64_t length(Object* o) { return released(as_view(o)) ? -1 : items_of(as_view(o)); }

// The checked index of an item, or -1 with an error.
int64_t item_index(MemoryViewObject* v, Object* index) {
  int64_t i = number_as_ssize(index, ExcIndexError);
  if ((i == -1 && err_occurred()) || released(v)) return -1;
  if (i < 0) i += items_of(v);
  if (i >= 0 && i < items_of(v)) return i;
  err_set_string(ExcIndexError, "index out of bounds on dimension 1");
  return -1;
}

Object* item(Object* o, int64_t i) {
  MemoryViewObject* v = as_view(o);
  if (released(v)) return nullptr;
  if (i < 0 || i >= items_of(v)) return err_format(ExcIndexError, "index out of bounds on dimension 1");
  return unpack(v, item_pointer(v, i));
}

MemoryViewObject* slice_of(MemoryViewObject* v, Object* slice) {
  int64_t start, stop, step;
  if (slice_unpack(slice, &start, &stop, &step) < 0 || released(v)) return nullptr;
  int64_t n = slice_adjust_indices(items_of(v), &start, &stop, step);
  MemoryViewObject* part = derived_view(v);
  if (!part) return nullptr;
  part->view.buf = item_pointer(v, start);
  part->view.len = n * v->view.itemsize;
  set_shape(part, n, v->ob_array[1] * step);
  return part;
}

bool tuple_of(Object* key, bool (*fits)(Object*)) {
  if (!tuple_check(key)) return false;
  for (int64_t i = 0; i < tuple_size_of(key); ++i)
    if (!fits(tuple_item_at(key, i))) return false;
  return true;
}
bool is_index(Object* o) { return index_check(o); }
bool is_slice(Object* o) { return slice_check(o); }

// A key that is neither an index nor a slice: where the item stands that a tuple of one index names, or null with an error.
char* item_of_tuple(MemoryViewObject* v, Object* key, const char* no_slices) {
  if (tuple_of(key, is_index)) {
    const int64_t n = tuple_size_of(key);
    if (n == 0) return err_set_string(ExcNotImplementedError, "sub-views are not implemented"), nullptr;
    if (n > 1) return err_format(ExcTypeError, "cannot index 1-dimension view with %zd-element tuple", n), nullptr;
    const int64_t i = item_index(v, tuple_item_at(key, 0));
    return i < 0 ? nullptr : item_pointer(v, i);
  }
  if (tuple_of(key, is_slice)) err_set_string(ExcNotImplementedError, no_slices);
  else err_set_string(ExcTypeError, "memoryview: invalid slice key");
  return nullptr;
}

Object* subscript(Object* o, Object* index) {
  MemoryViewObject* v = as_view(o);
  if (released(v)) return nullptr;
  if (index == ellipsis()) return new_ref(o);
  if (index_check(index)) {
    int64_t i = item_index(v, index);
    return i < 0 ? nullptr : unpack(v, item_pointer(v, i));
  }
  if (slice_check(index)) return slice_of(v, index);
  const char* place = item_of_tuple(v, index, "multi-dimensional slicing is not implemented");
  return place ? unpack(v, place) : nullptr;
}

int assign_slice(MemoryViewObject* v, Object* slice, Object* value) {
  Buffer none;
  if (!object_check_buffer(value)) return object_get_buffer(value, &none, kBufFullRO);  // which says so in its own words
  Ref<> source(memory_view_from_object(value));
  if (!source) return -1;
  Ref<> target(slice_of(v, slice));
  if (!target) return -1;
  MemoryViewObject *from = as_view(source), *to = as_view(target);
  if (items_of(from) != items_of(to) || code_of(from) != code_of(to)) {
    err_set_string(ExcValueError, "memoryview assignment: lvalue and rvalue have different structures");
    return -1;
  }
  Ref<> copy(bytes_from_data(nullptr, from->view.len ? from->view.len : 0));
  if (!copy) return -1;
  int64_t size = from->view.itemsize;
  for (int64_t i = 0; i < items_of(from); ++i) std::memcpy(bytes_as_string(copy) + i * size, item_pointer(from, i), static_cast<size_t>(size));
  for (int64_t i = 0; i < items_of(to); ++i) std::memcpy(item_pointer(to, i), bytes_as_string(copy) + i * size, static_cast<size_t>(size));
  return 0;
}

int assign_subscript(Object* o, Object* index, Object* value) {
  MemoryViewObject* v = as_view(o);
  if (released(v)) return -1;
  if (v->view.readonly) return err_set_string(ExcTypeError, "cannot modify read-only memory"), -1;
  if (!value) return err_set_string(ExcTypeError, "cannot delete memory"), -1;
  if (index_check(index)) {
    int64_t i = item_index(v, index);
    return i < 0 ? -1 : pack(v, item_pointer(v, i), value);
  }
  if (slice_check(index)) return assign_slice(v, index, value);
  char* place = item_of_tuple(v, index, "memoryview slice assignments are currently restricted to ndim = 1");
  return place ? pack(v, place, value) : -1;
}

// ---- text, comparison, hash

Object* repr(Object* o) { return str_from_format(as_view(o)->flags & kReleased ? "<released memory at %p>" : "<memory at %p>", o); }

Object* tolist(Object* o, Object*) {
  MemoryViewObject* v = as_view(o);
  if (released(v)) return nullptr;
  Ref<> list(list_new(0));
  for (int64_t i = 0; list && i < items_of(v); ++i) {
    Ref<> x(unpack(v, item_pointer(v, i)));
    if (!x || list_append(list, x) < 0) return nullptr;
  }
  return list.release();
}

// The bytes of the items; the order of dimensions makes no difference to one.
Object* bytes_of(Object* o) {
  MemoryViewObject* v = as_view(o);
  if (released(v)) return nullptr;
  if (contiguous(v)) return bytes_from_data(v->view.buf, v->view.len);
  Object* b = bytes_from_data(nullptr, v->view.len);
  int64_t size = v->view.itemsize;
  for (int64_t i = 0; b && i < items_of(v); ++i) std::memcpy(bytes_as_string(b) + i * size, item_pointer(v, i), static_cast<size_t>(size));
  return b;
}

// Whether this is an order of dimensions: "C", "F", "A" or None.
bool check_order(Object* order) {
  if (is_none(order)) return true;
  if (!str_check(order)) return args_bad_argument("tobytes", "argument 'order'", "str or None", order), false;
  const char* text = str_text_argument("tobytes", "argument 'order'", order);
  if (!text) return false;
  if (std::strlen(text) == 1 && std::strchr("CFA", *text)) return true;
  err_set_string(ExcValueError, "order must be 'C', 'F' or 'A'");
  return false;
}

Object* tobytes(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"order", nullptr};
  static const ArgsParser kParser = {"tobytes", kNames};
  Object* buffer[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buffer);
  return a && (!a[0] || check_order(a[0])) ? bytes_of(o) : nullptr;
}

Object* richcompare(Object* a, Object* b, int op) {
  if ((op != kEQ && op != kNE) || !memory_view_check(a) || !object_check_buffer(b)) return new_not_implemented();
  if (a == b) return bool_from(op == kEQ);
  if (as_view(a)->flags & kReleased) return bool_from(op == kNE);
  Ref<> other(memory_view_from_object(b));
  if (!other) {
    err_clear();
    return bool_from(op == kNE);
  }
  Ref<> x(tolist(a, nullptr)), y(tolist(other, nullptr));
  return x && y ? object_rich_compare(x, y, op) : nullptr;
}

int64_t hash(Object* o) {
  MemoryViewObject* v = as_view(o);
  if (v->hash != -1) return v->hash;
  if (released(v)) return -1;
  if (!v->view.readonly) return err_set_string(ExcValueError, "cannot hash writable memoryview object"), -1;
  if (!std::strchr("Bbc", code_of(v))) {
    err_set_string(ExcValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    return -1;
  }
  Ref<> bytes(bytes_of(o));
  return bytes ? v->hash = hash_bytes(bytes_as_string(bytes), bytes_size(bytes)) : -1;
}

int get_buffer(Object* o, Buffer* view, int flags) {
  MemoryViewObject* v = as_view(o);
  if (released(v)) return -1;
  if ((flags & kBufWritable) && v->view.readonly) return err_set_string(ExcBufferError, "memoryview: underlying buffer is not writable"), -1;
  if (!contiguous(v) && (flags & kBufStrides) != kBufStrides) return err_set_string(ExcBufferError, "memoryview: underlying buffer is not C-contiguous"), -1;
  *view = v->view;
  view->obj = new_ref(o);
  ++v->exports;
  return 0;
}
void release_buffer(Object* o, Buffer*) { --as_view(o)->exports; }

// ---- methods

Object* release_method(Object* o, Object*) { return release(as_view(o)) < 0 ? nullptr : new_none(); }
Object* enter(Object* o, Object*) { return released(as_view(o)) ? nullptr : new_ref(o); }
Object* exit_method(Object* o, Object**, int64_t) { return release_method(o, nullptr); }

Object* hex(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  Ref<> bytes(bytes_of(o));
  if (!bytes) return nullptr;
  const MethodDef* m = kSharedByteMethods;
  while (std::strcmp(m->name, "hex") != 0) ++m;
  return m->as<FastKeywordsFunction>()(bytes, args, nargs, kwnames);
}

Object* toreadonly(Object* o, Object*) {
  if (released(as_view(o))) return nullptr;
  MemoryViewObject* v = derived_view(as_view(o));
  if (v) v->view.readonly = 1;
  return v;
}

// ---- cast

// The length that a shape gives to one dimension, or -1 with an error.
int64_t length_of_shape(Object* shape) {
  if (!list_check(shape) && !tuple_check(shape)) return err_set_string(ExcTypeError, "shape must be a list or a tuple"), -1;
  const int64_t n = object_size(shape);
  if (n > 64) return err_set_string(ExcValueError, "memoryview: number of dimensions must not exceed 64"), -1;
  met_difference(Difference::Memoryview);
  if (n != 1) return err_set_string(ExcNotImplementedError, "Innards has memoryviews of one dimension only"), -1;
  Ref<> item(sequence_get_item(shape, 0));
  if (!item || !int_check(item)) return err_set_string(ExcTypeError, "memoryview.cast(): elements of shape must be integers"), -1;
  const int64_t length = int_as_ssize_t(item);
  if (length == -1 && err_occurred()) return -1;
  if (length <= 0) return err_set_string(ExcValueError, "memoryview.cast(): elements of shape must be integers > 0"), -1;
  return length;
}

// The letter of a format to cast to, and the size of its items; 0 with an error.
char letter_to_cast_to(Object* format, int64_t* size) {
  Ref<> ascii(str_as_encoded_string(format, "ascii", "strict"));
  if (!ascii) return 0;
  const char* text = bytes_as_string(ascii);
  const char code = *text == '@' ? text[1] : *text;
  *size = std::strlen(text) == (*text == '@' ? 2 : 1) ? size_of_format(code) : 0;
  if (*size) return code;
  err_set_string(ExcValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  return 0;
}

// A view of the same bytes as items of `code`. length: of its shape, or -1 for all.
Object* cast_to(MemoryViewObject* v, char code, int64_t size, int64_t length) {
  if (!std::strchr("Bbc", code) && !std::strchr("Bbc", code_of(v)))
    return err_format(ExcTypeError, "memoryview: cannot cast between two non-byte formats");
  if (v->view.len % size) return err_format(ExcTypeError, "memoryview: length is not a multiple of itemsize");
  if (length >= 0 && (length > INT64_MAX / size || length * size != v->view.len))
    return err_format(ExcTypeError, "memoryview: product(shape) * itemsize != buffer size");
  MemoryViewObject* result = derived_view(v);
  if (!result) return nullptr;
  // A one-character text that lives as long as the machine.
  result->view.format = static_cast<const char*>(str_data(rt().objects.text.latin1_chars[static_cast<uint8_t>(code)]));
  result->view.itemsize = size;
  set_shape(result, v->view.len / size, size);
  return result;
}

Object* cast(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"format", "shape", nullptr};
  static const ArgsParser kParser = {"cast", kNames};
  MemoryViewObject* v = as_view(o);
  Object* buffer[2] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buffer);
  if (!a) return nullptr;
  if (!str_check(a[0])) return args_bad_argument("cast", "argument 'format'", "str", a[0]), nullptr;
  if (released(v)) return nullptr;
  if (!contiguous(v)) return err_format(ExcTypeError, "memoryview: casts are restricted to C-contiguous views");
  if (a[1] && items_of(v) == 0) return err_format(ExcTypeError, "memoryview: cannot cast view with zeros in shape or strides");
  int64_t size;
  const int64_t length = a[1] ? length_of_shape(a[1]) : -1;
  if (length < 0 && a[1]) return nullptr;
  const char code = letter_to_cast_to(a[0], &size);
  return code ? cast_to(v, code, size, length) : nullptr;
}

Object* tuple_of_one(int64_t n) {
  Ref<> number(int_from_i64(n));
  return number ? tuple_pack(1, number.get()) : nullptr;
}

Object* get_nbytes(Object* o, void*) { return released(as_view(o)) ? nullptr : int_from_i64(as_view(o)->view.len); }
Object* get_itemsize(Object* o, void*) { return released(as_view(o)) ? nullptr : int_from_i64(as_view(o)->view.itemsize); }
Object* get_format(Object* o, void*) { return released(as_view(o)) ? nullptr : str_from_cstr(format_of(as_view(o))); }
Object* get_readonly(Object* o, void*) { return released(as_view(o)) ? nullptr : bool_from(as_view(o)->view.readonly); }
Object* get_ndim(Object* o, void*) { return released(as_view(o)) ? nullptr : int_from_i64(1); }
Object* get_shape(Object* o, void*) { return released(as_view(o)) ? nullptr : tuple_of_one(as_view(o)->ob_array[0]); }
Object* get_strides(Object* o, void*) { return released(as_view(o)) ? nullptr : tuple_of_one(as_view(o)->ob_array[1]); }
Object* get_suboffsets(Object* o, void*) { return released(as_view(o)) ? nullptr : new_ref(empty_tuple()); }
Object* get_contiguous(Object* o, void*) { return released(as_view(o)) ? nullptr : bool_from(contiguous(as_view(o))); }
Object* get_obj(Object* o, void*) {
  if (released(as_view(o))) return nullptr;
  Object* obj = as_view(o)->view.obj;
  return new_ref(obj ? obj : none());
}

const MethodDef kMethods[] = {
    {"release", release_method, kMethNoArgs, "release($self, /)\n--\n\nGives the other object's bytes free."},
    {"tobytes", tobytes, kMethFastcall | kMethKeywords, "tobytes($self, /, order='C')\n--\n\nA copy as bytes."},
    {"hex", hex, kMethFastcall | kMethKeywords, "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nTwo hexadecimal digits a byte."},
    {"tolist", tolist, kMethNoArgs, "tolist($self, /)\n--\n\nThe items as a list."},
    {"cast", cast, kMethFastcall | kMethKeywords, "cast($self, /, format, shape=<unrepresentable>)\n--\n\nThe same bytes seen as other items."},
    {"toreadonly", toreadonly, kMethNoArgs, "toreadonly($self, /)\n--\n\nA view that cannot write."},
    {"__enter__", enter, kMethNoArgs, nullptr},
    {"__exit__", by_tuple<exit_method>, kMethVarargs, nullptr},
    {},
};

const GetSetDef kGetSets[] = {
    {"obj", get_obj, nullptr, "The object whose bytes these are."},
    {"nbytes", get_nbytes, nullptr, "How many bytes the items take."},
    {"readonly", get_readonly, nullptr, "Whether the bytes may only be read."},
    {"itemsize", get_itemsize, nullptr, "Bytes of one item."},
    {"format", get_format, nullptr, "The kind of the items, as the struct module writes it."},
    {"ndim", get_ndim, nullptr, "How many dimensions there are."},
    {"shape", get_shape, nullptr, "Items in each dimension."},
    {"strides", get_strides, nullptr, "Bytes from one item to the next in each dimension."},
    {"suboffsets", get_suboffsets, nullptr, "For arrays of pointers only."},
    {"c_contiguous", get_contiguous, nullptr, "Whether the items lie side by side."},
    {"f_contiguous", get_contiguous, nullptr, "Whether the items lie side by side."},
    {"contiguous", get_contiguous, nullptr, "Whether the items lie side by side."},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

Object* memory_view_from_object(Object* o) {
  if (memory_view_check(o)) return released(as_view(o)) ? nullptr : derived_view(as_view(o));
  if (!object_check_buffer(o))
    return err_format(ExcTypeError, "memoryview: a bytes-like object is required, not '%.200s'", type_of(o)->tp_name.get());
  Ref<ManagedBufferObject> mbuf(mbuf_from_object(o));
  MemoryViewObject* v = mbuf ? view_of(mbuf, mbuf->master) : nullptr;
  if (!v) return nullptr;
  int64_t size = v->view.itemsize;
  set_shape(v, v->view.shape ? v->view.shape.get()[0] : v->view.len / size, v->view.strides ? v->view.strides.get()[0] : size);
  gc_track(v);
  return v;
}

Object* memory_view_of_block(Object* owner, char* start, int64_t size, bool readonly) {
  Ref<ManagedBufferObject> mbuf(mbuf_from_object(owner));
  MemoryViewObject* v = mbuf ? view_of(mbuf, mbuf->master) : nullptr;
  if (!v) return nullptr;
  v->view.buf = start;
  v->view.obj = nullptr;
  v->view.len = size;
  v->view.readonly = readonly;
  v->view.itemsize = 1;
  v->view.format = nullptr;
  set_shape(v, size, 1);
  gc_track(v);
  return v;
}

void init_ManagedBuffer_type(TypeObject* t) {
  t->tp_basicsize = sizeof(ManagedBufferObject);
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_dealloc = mbuf_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_traverse = mbuf_traverse;
  t->tp_clear = mbuf_clear;
}

namespace {

MemoryIterObject* as_iter(Object* o) { return static_cast<MemoryIterObject*>(o); }

// Of a released view: an iterator with the error set, as in CPython.
Object* memory_iter(Object* view) {
  auto* it = gc_new_as<MemoryIterObject>(TypeMemoryIter);
  if (!it) return err_no_memory();
  it->it_fmt = as_view(view)->view.format;
  it->it_index = 0;
  it->it_seq = new_ref(view);
  it->it_length = length(view);
  gc_track(it);
  return it;
}
Object* memory_iter_next(Object* o) {
  MemoryIterObject* it = as_iter(o);
  if (!it->it_seq) return nullptr;
  if (it->it_index < it->it_length) return item(it->it_seq, it->it_index++);
  clear_ref(it->it_seq);
  return nullptr;
}
int memory_iter_traverse(Object* o, visitproc* visit, void* arg) { return as_iter(o)->it_seq ? visit(as_iter(o)->it_seq, arg) : 0; }
void memory_iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->it_seq.get());
  gc_del(o);
}

}  // namespace

void init_MemoryIter_type(TypeObject* t) {
  t->tp_basicsize = sizeof(MemoryIterObject);
  t->tp_flags |= kTpDefault | kTpHaveGC;
  t->tp_dealloc = memory_iter_dealloc;
  t->tp_traverse = memory_iter_traverse;
  t->tp_getattro = object_generic_get_attr;
  t->tp_iter = object_self_iter;
  t->tp_iternext = memory_iter_next;
}

void init_MemoryView_type(TypeObject* t) {
  t->tp_basicsize = offsetof(MemoryViewObject, ob_array);
  t->tp_itemsize = 8;
  t->tp_flags |= kTpDefault | kTpHaveGC | kTpSequence;
  t->tp_dealloc = dealloc;
  t->tp_traverse = traverse;
  t->tp_repr = repr;
  t->tp_hash = hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = richcompare;
  t->tp_iter = memory_iter;
  t->tp_new = memory_new;
  t->tp_weaklistoffset = offsetof(MemoryViewObject, weakreflist);
  sequence_methods(t)->sq_length = length;
  sequence_methods(t)->sq_item = item;
  mapping_methods(t)->mp_length = length;
  mapping_methods(t)->mp_subscript = subscript;
  mapping_methods(t)->mp_ass_subscript = assign_subscript;
  buffer_procs(t)->bf_getbuffer = get_buffer;
  buffer_procs(t)->bf_releasebuffer = release_buffer;
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
  type_set_doc(t, "memoryview(object)\n--\n\nA window on the bytes of another object.");
}

}  // namespace innards
