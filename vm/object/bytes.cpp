// bytes objects and the type bytes. (CPython: Objects/bytesobject.c)
#include "object/bytes.h"

#include "object/bool.h"
#include "object/born.h"
#include "object/byte_methods.h"
#include "object/call.h"
#include "object/hash.h"
#include "object/identifiers.h"
#include "object/slice.h"
#include "object/type.h"

namespace innards {

namespace {

TextState& state() { return rt().objects.text; }
BytesObject* as_bytes(Object* o) { return static_cast<BytesObject*>(o); }

Object* static_bytes(const char* data, int64_t size) {
  BytesObject* b = static_cast<BytesObject*>(static_alloc(static_cast<size_t>(kBytesHeader + size)));
  b->ob_refcnt = kStaticRefcount;
  b->ob_type = TypeBytes;
  b->ob_size = size;
  b->ob_shash = -1;
  if (size) std::memcpy(b->ob_sval, data, static_cast<size_t>(size));
  return b;
}

}  // namespace

void bytes_boot() {
  state().empty_bytes = static_bytes(nullptr, 0);
  for (int i = 0; i < 256; ++i) {
    char c = static_cast<char>(i);
    state().bytes_chars[i] = static_bytes(&c, 1);
  }
}

// A bytes object of its own, even of no or one byte; its text is copied when `data` is not null.
static Object* allocate(const char* data, int64_t size) {
  if (size > INT64_MAX - kBytesHeader) return err_format(ExcOverflowError, "byte string is too large");
  void* block = mem_alloc(static_cast<size_t>(kBytesHeader + size));
  if (!block) return err_no_memory();
  BytesObject* b = static_cast<BytesObject*>(object_init(static_cast<Object*>(block), TypeBytes));
  b->ob_size = size;
  b->ob_shash = -1;
  if (data) std::memcpy(b->ob_sval, data, static_cast<size_t>(size));
  b->ob_sval[size] = 0;
  object_is_born(b, kBytesHeader + size);
  return b;
}

Object* bytes_from_data(const char* data, int64_t size) {
  if (size < 0) {
    err_set_string(ExcSystemError, "Negative size passed to PyBytes_FromStringAndSize");
    return nullptr;
  }
  if (size == 0) return new_ref(state().empty_bytes.get());
  if (size == 1 && data) return new_ref(state().bytes_chars[static_cast<uint8_t>(*data)].get());
  return allocate(data, size);
}

Object* bytes_from_cstr(const char* text) { return bytes_from_data(text, static_cast<int64_t>(std::strlen(text))); }

int bytes_resize(Object** p, int64_t size) {
  Object* o = *p;
  if (bytes_size(o) == size) return 0;
  if (size == 0 || bytes_size(o) == 0 || o->ob_refcnt != 1) {
    Object* b = bytes_from_data(nullptr, size);
    if (b && size) std::memcpy(bytes_as_string(b), bytes_as_string(o), static_cast<size_t>(size < bytes_size(o) ? size : bytes_size(o)));
    decref(o);
    *p = b;
    return b ? 0 : -1;
  }
  void* block = mem_realloc(o, static_cast<size_t>(kBytesHeader + size));
  if (!block) {
    decref(o);
    *p = nullptr;
    err_no_memory();
    return -1;
  }
  BytesObject* b = static_cast<BytesObject*>(block);
  b->ob_size = size;
  b->ob_sval[size] = 0;
  b->ob_shash = -1;
  object_has_moved(o, b, kBytesHeader + size);
  *p = b;
  return 0;
}

Object* bytes_unshared(const char* data, int64_t size) {
  Object* b = bytes_from_data(nullptr, size);
  if (b && size) std::memcpy(bytes_as_string(b), data, static_cast<size_t>(size));
  return b;
}

// ---- from other objects

static bool add_byte(Object* list_of_bytes, Object* item) {
  int64_t v = number_as_ssize(item, nullptr);
  if (v == -1 && err_occurred()) return false;
  if (v < 0 || v > 255) {
    err_set_string(ExcValueError, "bytes must be in range(0, 256)");
    return false;
  }
  int64_t n = bytearray_size(list_of_bytes);
  if (bytearray_resize(list_of_bytes, n + 1) < 0) return false;
  bytearray_as_string(list_of_bytes)[n] = static_cast<char>(v);
  return true;
}

// Collects into a bytearray, because the items come from Python code.
static Object* from_iterable(Object* o) {
  Ref<> iter(object_get_iter(o));
  if (!iter) return nullptr;
  Ref<> collected(bytearray_from_data(nullptr, 0));
  if (!collected) return nullptr;
  while (Object* next = iter_next(iter)) {
    Ref<> item(next);
    if (!add_byte(collected, item)) return nullptr;
  }
  if (err_occurred()) return nullptr;
  const char* data = bytearray_as_string(collected);
  int64_t size = bytearray_size(collected);
  return tuple_check_exact(o) ? bytes_unshared(data, size) : bytes_from_data(data, size);
}

Object* bytes_from_object(Object* o) {
  if (bytes_check_exact(o)) return new_ref(o);
  if (object_check_buffer(o)) {
    BytesArg arg;
    return arg.get(o) ? bytes_unshared(arg.span().data, arg.span().size) : nullptr;
  }
  if (!str_check(o)) {
    Object* b = from_iterable(o);
    if (b || !err_exception_matches(ExcTypeError) || type_of(o)->tp_iter || sequence_check(o)) return b;
  }
  err_clear();
  return err_format(ExcTypeError, "cannot convert '%.200s' object to bytes", type_of(o)->tp_name.get());
}

static Object* zeros(int64_t size) {
  if (size < 0) return err_format(ExcValueError, "negative count");
  Object* b = bytes_from_data(nullptr, size);
  if (b && size) std::memset(bytes_as_string(b), 0, static_cast<size_t>(size));
  return b;
}

static Object* from_special_method(Object* x, bool* done) {
  *done = false;
  Ref<> method(object_lookup_special(x, ID(__bytes__)));
  if (!method) {
    *done = err_occurred() != nullptr;
    return nullptr;
  }
  *done = true;
  Ref<> b(object_call_no_args(method));
  if (b && !bytes_check(b))
    return err_format(ExcTypeError, "__bytes__ returned non-bytes (type %.200s)", type_of(b)->tp_name.get());
  return b.release();
}

static Object* make(Object* x, const char* encoding, const char* errors) {
  if (!x || encoding || errors) {
    if (x && str_check(x)) {
      if (encoding) return str_as_encoded_string(x, encoding, errors);
      return err_format(ExcTypeError, "string argument without an encoding");
    }
    if (encoding) return err_format(ExcTypeError, "encoding without a string argument");
    if (errors) return err_format(ExcTypeError, "errors without a string argument");
    return bytes_from_data(nullptr, 0);
  }
  bool done;
  Object* b = from_special_method(x, &done);
  if (done) return b;
  if (str_check(x)) return err_format(ExcTypeError, "string argument without an encoding");
  if (index_check(x)) {
    int64_t size = number_as_ssize(x, ExcOverflowError);
    if (size != -1 || !err_occurred()) return zeros(size);
    if (!err_exception_matches(ExcTypeError)) return nullptr;
    err_clear();
  }
  return bytes_from_object(x);
}

static Object* bytes_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"source", "encoding", "errors", nullptr};
  static const ArgsParser kParser = {"bytes", kNames};
  Object* buffer[3];
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 3, 0, buffer);
  if (!a) return nullptr;
  const char* texts[3] = {};
  for (int i = 1; i < 3; ++i)
    if (a[i] && !(texts[i] = str_text_argument("bytes", i == 1 ? "argument 'encoding'" : "argument 'errors'", a[i]))) return nullptr;
  Ref<> value(make(a[0], texts[1], texts[2]));
  if (!value || type == TypeBytes) return value.release();
  int64_t n = bytes_size(value);
  Object* o = type->tp_alloc(type, n);
  if (!o) return nullptr;
  std::memcpy(bytes_as_string(o), bytes_as_string(value), static_cast<size_t>(n + 1));
  as_bytes(o)->ob_shash = as_bytes(value)->ob_shash;
  return o;
}

// ---- slots

Object* bytes_repr(Object* o) { return bytes_repr_of({bytes_as_string(o), bytes_size(o)}, "b", ""); }

static int64_t length(Object* o) { return bytes_size(o); }

static int64_t hash(Object* o) {
  BytesObject* b = as_bytes(o);
  if (b->ob_shash == -1) b->ob_shash = hash_bytes(b->ob_sval, b->ob_size);
  return b->ob_shash;
}

static Object* richcompare(Object* a, Object* b, int op) {
  if (!bytes_check(a) || !bytes_check(b)) return new_not_implemented();
  int64_t n = bytes_size(a), m = bytes_size(b);
  int c = a == b ? 0 : std::memcmp(bytes_as_string(a), bytes_as_string(b), static_cast<size_t>(n < m ? n : m));
  if (c == 0) c = n < m ? -1 : n > m;
  switch (op) {
    case kLT: return bool_from(c < 0);
    case kLE: return bool_from(c <= 0);
    case kEQ: return bool_from(c == 0);
    case kNE: return bool_from(c != 0);
    case kGT: return bool_from(c > 0);
    default: return bool_from(c >= 0);
  }
}

Object* bytes_concat2(Object* a, Object* b) {
  if (!object_check_buffer(a) || !object_check_buffer(b))
    return err_format(ExcTypeError, "can't concat %.100s to %.100s", type_of(b)->tp_name.get(), type_of(a)->tp_name.get());
  BytesArg x, y;
  if (!x.get(a) || !y.get(b)) return nullptr;
  if (x.span().size == 0 && bytes_check_exact(b)) return new_ref(b);
  if (y.span().size == 0 && bytes_check_exact(a)) return new_ref(a);
  if (x.span().size > INT64_MAX - y.span().size) return err_no_memory();
  Object* result = bytes_from_data(nullptr, x.span().size + y.span().size);
  if (!result) return nullptr;
  if (x.span().size) std::memcpy(bytes_as_string(result), x.span().data, static_cast<size_t>(x.span().size));
  if (y.span().size) std::memcpy(bytes_as_string(result) + x.span().size, y.span().data, static_cast<size_t>(y.span().size));
  return result;
}

static Object* repeat(Object* o, int64_t n) {
  int64_t size = bytes_size(o);
  if (n < 0) n = 0;
  if (n && size > INT64_MAX / n) return err_format(ExcOverflowError, "repeated bytes are too long");
  if (size * n == size && bytes_check_exact(o)) return new_ref(o);
  Object* result = allocate(nullptr, size * n);   // even where nothing is left of it, as in CPython
  for (int64_t i = 0; result && i < n && size; ++i) std::memcpy(bytes_as_string(result) + i * size, bytes_as_string(o), static_cast<size_t>(size));
  return result;
}

static Object* item(Object* o, int64_t i) {
  if (i < 0 || i >= bytes_size(o)) return err_format(ExcIndexError, "index out of range");
  return int_from_i64(static_cast<uint8_t>(bytes_as_string(o)[i]));
}

static Object* slice_of(Object* o, Object* slice) {
  int64_t start, stop, step;
  if (slice_unpack(slice, &start, &stop, &step) < 0) return nullptr;
  int64_t n = slice_adjust_indices(bytes_size(o), &start, &stop, step);
  if (n <= 0) return bytes_from_data(nullptr, 0);
  if (start == 0 && step == 1 && n == bytes_size(o) && bytes_check_exact(o)) return new_ref(o);
  if (step == 1) return bytes_from_data(bytes_as_string(o) + start, n);
  Object* result = bytes_from_data(nullptr, n);
  for (int64_t i = 0; result && i < n; ++i) bytes_as_string(result)[i] = bytes_as_string(o)[start + i * step];
  return result;
}

static Object* subscript(Object* o, Object* index) {
  if (index_check(index)) {
    int64_t i = number_as_ssize(index, ExcIndexError);
    if (i == -1 && err_occurred()) return nullptr;
    return item(o, i < 0 ? i + bytes_size(o) : i);
  }
  if (slice_check(index)) return slice_of(o, index);
  return err_format(ExcTypeError, "byte indices must be integers or slices, not %.200s", type_of(index)->tp_name.get());
}

static int contains(Object* o, Object* arg) { return bytes_contains_in(span_of_self(o), arg); }

static int get_buffer(Object* o, Buffer* view, int flags) {
  return buffer_fill_info(view, o, bytes_as_string(o), bytes_size(o), 1, flags);
}

static Object* remainder_slot(Object* a, Object* b) {
  return bytes_check(a) ? bytes_percent(a, b) : new_not_implemented();
}

// ---- methods of bytes alone

namespace {

Object* get_new_args(Object* self, Object*) {
  Ref<> copy(bytes_from_data(bytes_as_string(self), bytes_size(self)));
  return copy ? tuple_pack(1, copy.get()) : nullptr;
}
Object* bytes_method(Object* self, Object*) {
  return bytes_check_exact(self) ? new_ref(self) : bytes_from_data(bytes_as_string(self), bytes_size(self));
}
const MethodDef kMethods[] = {
    {"__getnewargs__", get_new_args, kMethNoArgs, "What pickle needs."},
    {"__bytes__", bytes_method, kMethNoArgs, "__bytes__($self, /)\n--\n\nThe object as exact bytes."},
    {},
};

}  // namespace

void init_Bytes_type(TypeObject* t) {
  t->tp_basicsize = kBytesHeader;
  t->tp_itemsize = 1;
  t->tp_flags |= kTpDefault | kTpBaseType | kTpBytesSubclass | kTpMatchSelf;
  t->tp_repr = bytes_repr;
  t->tp_str = bytes_repr;
  t->tp_hash = hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = richcompare;
  t->tp_iter = byte_iter_new;
  t->tp_new = bytes_new;
  t->tp_free = object_free;
  number_methods(t)->nb_remainder = remainder_slot;
  SequenceMethods* q = sequence_methods(t);
  q->sq_length = length;
  q->sq_concat = bytes_concat2;
  q->sq_repeat = repeat;
  q->sq_item = item;
  q->sq_contains = contains;
  MappingMethods* m = mapping_methods(t);
  m->mp_length = length;
  m->mp_subscript = subscript;
  buffer_procs(t)->bf_getbuffer = get_buffer;
  type_add_methods(t, kMethods);
  type_add_methods(t, kSharedByteMethods);
  type_set_doc(t, "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n\nAn immutable run of bytes.");
}

}  // namespace innards
