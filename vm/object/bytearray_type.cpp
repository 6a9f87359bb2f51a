// The type bytearray: bytearray(...), items, methods that change it. The methods it shares with bytes are in byte_*.cpp.
#include <algorithm>
#include <string>

#include "object/bool.h"
#include "object/byte_methods.h"
#include "object/bytearray_impl.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/slice.h"
#include "object/type.h"

namespace innards {

namespace {

BytearrayObject* as_array(Object* o) { return static_cast<BytearrayObject*>(o); }
constexpr const char* kByteRange = "byte must be in range(0, 256)";

// ---- making

// refusal: what is said, with the type's name, of what has no iterator.
bool extend_from_iterable(Object* self, Object* iterable, const char* refusal) {
  Ref<> iter(object_get_iter(iterable));
  if (!iter) {
    if (err_exception_matches(ExcTypeError)) err_format(ExcTypeError, refusal, type_of(iterable)->tp_name.get());
    return false;
  }
  while (Object* next = iter_next(iter)) {
    Ref<> item(next);
    int v = byte_value(item, kByteRange);
    if (v < 0) return false;
    int64_t n = bytearray_size(self);
    if (bytearray_resize(self, n + 1) < 0) return false;
    bytearray_as_string(self)[n] = static_cast<char>(v);
  }
  return !err_occurred();
}

bool append_buffer(Object* self, Object* other) {
  Ref<> copy(bytes_from_object(other));  // may be self
  return copy && bytearray_splice(self, bytearray_size(self), bytearray_size(self), bytes_as_string(copy), bytes_size(copy)) == 0;
}

bool fill_zeros(Object* self, int64_t count) {
  if (count < 0) return err_format(ExcValueError, "negative count"), false;
  if (bytearray_resize(self, count) < 0) return false;
  if (count) std::memset(bytearray_as_string(self), 0, static_cast<size_t>(count));
  return true;
}

bool fill(Object* self, Object* x, const char* encoding, const char* errors) {
  if (!x) {
    if (!encoding && !errors) return true;
    return err_format(ExcTypeError, encoding ? "encoding without a string argument" : "errors without a string argument"), false;
  }
  if (str_check(x)) {
    if (!encoding) return err_format(ExcTypeError, "string argument without an encoding"), false;
    Ref<> bytes(str_as_encoded_string(x, encoding, errors));
    return bytes && append_buffer(self, bytes);
  }
  if (encoding || errors)
    return err_format(ExcTypeError, encoding ? "encoding without a string argument" : "errors without a string argument"), false;
  if (index_check(x)) {
    int64_t count = number_as_ssize(x, ExcOverflowError);
    if (count != -1 || !err_occurred()) return fill_zeros(self, count);
    if (!err_exception_matches(ExcTypeError)) return false;
    err_clear();
  }
  if (object_check_buffer(x)) return append_buffer(self, x);
  return extend_from_iterable(self, x, "cannot convert '%.200s' object to bytearray");
}

int init(Object* self, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"source", "encoding", "errors", nullptr};
  static const ArgsParser kParser = {"bytearray", kNames};
  Object* buffer[3];
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 3, 0, buffer);
  if (!a) return -1;
  const char* texts[3] = {};
  for (int i = 1; i < 3; ++i)
    if (a[i] && !(texts[i] = str_text_argument("bytearray", i == 1 ? "argument 'encoding'" : "argument 'errors'", a[i]))) return -1;
  if (bytearray_size(self) && bytearray_resize(self, 0) < 0) return -1;
  return fill(self, a[0], texts[1], texts[2]) ? 0 : -1;
}

void dealloc(Object* o) {
  if (as_array(o)->ob_bytes) mem_free(as_array(o)->ob_bytes);
  type_of(o)->tp_free(o);
}

// ---- slots

Object* repr(Object* o) {
  Ref<> name(type_get_name(type_of(o)));
  if (!name) return nullptr;
  const char* text = str_as_utf8(name);
  if (!text) return nullptr;
  std::string prefix = std::string(text) + "(b";
  return bytes_repr_of(span_of_self(o), prefix.c_str(), ")");
}

int64_t length(Object* o) { return bytearray_size(o); }

Object* richcompare(Object* a, Object* b, int op) {
  if (!object_check_buffer(a) || !object_check_buffer(b)) return new_not_implemented();
  BytesArg x, y;
  if (!x.get(a) || !y.get(b)) return nullptr;
  int64_t n = x.span().size, m = y.span().size, k = std::min(n, m);
  int c = k ? std::memcmp(x.span().data, y.span().data, static_cast<size_t>(k)) : 0;
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

Object* concat(Object* a, Object* b) {
  if (!object_check_buffer(a) || !object_check_buffer(b))
    return err_format(ExcTypeError, "can't concat %.100s to %.100s", type_of(b)->tp_name.get(), type_of(a)->tp_name.get());
  BytesArg x, y;
  if (!x.get(a) || !y.get(b)) return nullptr;
  const int64_t n = x.span().size, m = y.span().size;
  Object* result = bytearray_from_data(nullptr, n + m);
  if (!result) return nullptr;
  char* data = bytearray_as_string(result);
  if (n) std::memcpy(data, x.span().data, static_cast<size_t>(n));
  if (m) std::memcpy(data + n, y.span().data, static_cast<size_t>(m));
  return result;
}

Object* in_place_concat(Object* self, Object* other) {
  if (!object_check_buffer(other))
    return err_format(ExcTypeError, "can't concat %.100s to %.100s", type_of(other)->tp_name.get(), type_of(self)->tp_name.get());
  if (self == other) {   // whoever appends a buffer holds it, so the array cannot grow
    err_set_string(ExcBufferError, "Existing exports of data: object cannot be re-sized");
    return nullptr;
  }
  return append_buffer(self, other) ? new_ref(self) : nullptr;
}

bool repeat_into(Object* to, ByteSpan s, int64_t n) {
  if (s.size && n > INT64_MAX / s.size) return err_no_memory(), false;
  int64_t size = s.size;
  if (bytearray_resize(to, size * n) < 0) return false;
  char* data = bytearray_as_string(to);
  for (int64_t i = 0; i < n && size; ++i) std::memmove(data + i * size, s.data, static_cast<size_t>(size));
  return true;
}

Object* repeat(Object* self, int64_t n) {
  Ref<> result(bytearray_from_data(nullptr, 0));
  return result && repeat_into(result, span_of_self(self), std::max<int64_t>(n, 0)) ? result.release() : nullptr;
}

Object* in_place_repeat(Object* self, int64_t n) {
  Ref<> copy(bytes_from_data(bytearray_as_string(self), bytearray_size(self)));
  return copy && repeat_into(self, span_of_self(copy), std::max<int64_t>(n, 0)) ? new_ref(self) : nullptr;
}

Object* item(Object* o, int64_t i) {
  if (i < 0 || i >= bytearray_size(o)) return err_format(ExcIndexError, "bytearray index out of range");
  return int_from_i64(static_cast<uint8_t>(bytearray_as_string(o)[i]));
}

Object* slice_of(Object* o, Object* slice) {
  int64_t start, stop, step;
  if (slice_unpack(slice, &start, &stop, &step) < 0) return nullptr;
  int64_t n = slice_adjust_indices(bytearray_size(o), &start, &stop, step);
  Object* result = bytearray_from_data(nullptr, n > 0 ? n : 0);
  for (int64_t i = 0; result && i < n; ++i) bytearray_as_string(result)[i] = bytearray_as_string(o)[start + i * step];
  return result;
}

Object* subscript(Object* o, Object* index) {
  if (index_check(index)) {
    int64_t i = number_as_ssize(index, ExcIndexError);
    if (i == -1 && err_occurred()) return nullptr;
    return item(o, i < 0 ? i + bytearray_size(o) : i);
  }
  if (slice_check(index)) return slice_of(o, index);
  return err_format(ExcTypeError, "bytearray indices must be integers or slices, not %.200s", type_of(index)->tp_name.get());
}

// `i` counts from the end when `relative` and negative. The value is read first: reading it may change the bytearray.
int assign_item_at(Object* o, int64_t i, Object* value, bool relative) {
  int v = value ? byte_value(value, kByteRange) : 0;
  if (v < 0) return -1;
  if (relative && i < 0) i += bytearray_size(o);
  if (i < 0 || i >= bytearray_size(o)) {
    err_set_string(ExcIndexError, "bytearray index out of range");
    return -1;
  }
  if (!value) return bytearray_splice(o, i, i + 1, nullptr, 0);
  bytearray_as_string(o)[i] = static_cast<char>(v);
  return 0;
}
int assign_item(Object* o, int64_t i, Object* value) { return assign_item_at(o, i, value, false); }

int delete_steps(Object* o, int64_t start, int64_t step, int64_t n) {
  if (!bytearray_can_resize(o)) return -1;
  if (step < 0) start += (n - 1) * step, step = -step;
  char* data = bytearray_as_string(o);
  int64_t size = bytearray_size(o), to = start;
  for (int64_t i = start; i < size; ++i) {
    bool dropped = (i - start) % step == 0 && (i - start) / step < n;
    if (!dropped) data[to++] = data[i];
  }
  return bytearray_resize(o, to);
}

int assign_slice(Object* o, Object* slice, Object* value) {
  int64_t start, stop, step;
  if (slice_unpack(slice, &start, &stop, &step) < 0) return -1;
  if (value && (value == o || !bytearray_check(value))) {
    if (str_check(value) || index_check(value)) {
      err_set_string(ExcTypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
      return -1;
    }
    // From the start, with what is a bytearray now; so the slice's numbers are asked for twice.
    Ref<> array(object_call_one_arg(TypeBytearray, value));
    return array ? assign_slice(o, slice, array) : -1;
  }
  Ref<> bytes(value ? bytes_from_object(value) : nullptr);
  if (value && !bytes) return -1;
  int64_t n = slice_adjust_indices(bytearray_size(o), &start, &stop, step);
  int64_t size = bytes ? bytes_size(bytes) : 0;
  if (step == 1) {
    if (stop < start) stop = start;
    return bytearray_splice(o, start, stop, bytes ? bytes_as_string(bytes) : nullptr, size);
  }
  if (size == 0) return n ? delete_steps(o, start, step, n) : 0;
  if (size != n) {
    err_format(ExcValueError, "attempt to assign bytes of size %zd to extended slice of size %zd", size, n);
    return -1;
  }
  for (int64_t i = 0; i < n; ++i) bytearray_as_string(o)[start + i * step] = bytes_as_string(bytes)[i];
  return 0;
}

int assign_subscript(Object* o, Object* index, Object* value) {
  if (index_check(index)) {
    int64_t i = number_as_ssize(index, ExcIndexError);
    if (i == -1 && err_occurred()) return -1;
    return assign_item_at(o, i, value, true);
  }
  if (slice_check(index)) return assign_slice(o, index, value);
  err_format(ExcTypeError, "bytearray indices must be integers or slices, not %.200s", type_of(index)->tp_name.get());
  return -1;
}

int contains(Object* o, Object* arg) { return bytes_contains_in(span_of_self(o), arg); }

int get_buffer(Object* o, Buffer* view, int flags) {
  if (buffer_fill_info(view, o, bytearray_as_string(o), bytearray_size(o), 0, flags) < 0) return -1;
  ++as_array(o)->ob_exports;
  return 0;
}
void release_buffer(Object* o, Buffer*) { --as_array(o)->ob_exports; }

Object* remainder_slot(Object* a, Object* b) { return bytearray_check(a) ? bytes_percent(a, b) : new_not_implemented(); }

// ---- methods

Object* append(Object* self, Object* value) {
  int v = byte_value(value, kByteRange);
  if (v < 0) return nullptr;
  int64_t n = bytearray_size(self);
  if (bytearray_resize(self, n + 1) < 0) return nullptr;
  bytearray_as_string(self)[n] = static_cast<char>(v);
  return new_none();
}
Object* extend(Object* self, Object* iterable) {
  if (object_check_buffer(iterable)) return append_buffer(self, iterable) ? new_none() : nullptr;
  Ref<> items(bytearray_from_data(nullptr, 0));
  if (!items || !extend_from_iterable(items, iterable, "can't extend bytearray with %.100s")) return nullptr;
  return append_buffer(self, items) ? new_none() : nullptr;
}
Object* clear(Object* self, Object*) { return bytearray_resize(self, 0) < 0 ? nullptr : new_none(); }
Object* copy(Object* self, Object*) { return bytearray_from_data(bytearray_as_string(self), bytearray_size(self)); }
Object* reverse(Object* self, Object*) {
  std::reverse(bytearray_as_string(self), bytearray_as_string(self) + bytearray_size(self));
  return new_none();
}
Object* insert(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("insert", nargs, 2, 2)) return nullptr;
  int64_t where;
  if (!byte_ssize_argument(args[0], &where)) return nullptr;
  int v = byte_value(args[1], kByteRange);
  if (v < 0) return nullptr;
  int64_t n = bytearray_size(self);
  if (where < 0) where = std::max<int64_t>(where + n, 0);
  where = std::min(where, n);
  char c = static_cast<char>(v);
  return bytearray_splice(self, where, where, &c, 1) < 0 ? nullptr : new_none();
}
// Takes one byte out; also at the front what follows is moved.
bool take_out(Object* self, int64_t i) {
  const int64_t n = bytearray_size(self);
  if (!bytearray_can_resize(self)) return false;
  char* data = bytearray_as_string(self);
  std::memmove(data + i, data + i + 1, static_cast<size_t>(n - i - 1));
  return bytearray_resize(self, n - 1) == 0;
}
Object* pop(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("pop", nargs, 0, 1)) return nullptr;
  int64_t i = -1, n = bytearray_size(self);
  if (nargs && !byte_ssize_argument(args[0], &i)) return nullptr;
  if (n == 0) return err_format(ExcIndexError, "pop from empty bytearray");
  if (i < 0) i += n;
  if (i < 0 || i >= n) return err_format(ExcIndexError, "pop index out of range");
  uint8_t v = static_cast<uint8_t>(bytearray_as_string(self)[i]);
  return take_out(self, i) ? int_from_i64(v) : nullptr;
}
Object* remove(Object* self, Object* value) {
  int v = byte_value(value, kByteRange);
  if (v < 0) return nullptr;
  char c = static_cast<char>(v);
  int64_t at = bytes_find(span_of_self(self), {&c, 1}, 1);
  if (at < 0) return err_format(ExcValueError, "value not found in bytearray");
  return take_out(self, at) ? new_none() : nullptr;
}
Object* alloc(Object* self, Object*) { return int_from_i64(as_array(self)->ob_alloc); }
Object* sizeof_method(Object* self, Object*) { return int_from_i64(type_of(self)->tp_basicsize + as_array(self)->ob_alloc); }

// (class, arguments, state): up to protocol 2 the bytes are told as latin-1 text.
Object* reduce_for(Object* self, int protocol) {
  Ref<> state(object_call_method_no_args(self, ID(__getstate__)));
  if (!state) return nullptr;
  const char* data = bytearray_as_string(self);
  const int64_t size = bytearray_size(self);
  if (!size) return tuple_pack(3, static_cast<Object*>(type_of(self)), empty_tuple(), state.get());
  Ref<> content(protocol < 3 ? str_decode(data, size, "latin-1", nullptr) : bytes_from_data(data, size)), codec(str_from_cstr("latin-1"));
  if (!content || !codec) return nullptr;
  Ref<> args(protocol < 3 ? tuple_pack(2, content.get(), codec.get()) : tuple_pack(1, content.get()));
  return args ? tuple_pack(3, static_cast<Object*>(type_of(self)), args.get(), state.get()) : nullptr;
}
Object* reduce(Object* self, Object*) { return reduce_for(self, 2); }
Object* reduce_ex(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("__reduce_ex__", nargs, 0, 1)) return nullptr;
  const int protocol = nargs ? int_as_int(args[0]) : 0;
  return protocol == -1 && err_occurred() ? nullptr : reduce_for(self, protocol);
}

const MethodDef kMethods[] = {
    {"__alloc__", alloc, kMethNoArgs, "B.__alloc__() -> int\n\nHow many bytes the block has."},
    {"__reduce__", reduce, kMethNoArgs, "__reduce__($self, /)\n--\n\nWhat pickling needs."},
    {"__reduce_ex__", reduce_ex, kMethFastcall, "__reduce_ex__($self, proto=0, /)\n--\n\nWhat pickling by a protocol needs."},
    {"__sizeof__", sizeof_method, kMethNoArgs, "__sizeof__($self, /)\n--\n\nBytes the object takes in memory."},
    {"append", append, kMethO, "append($self, item, /)\n--\n\nAdds one byte at the end."},
    {"clear", clear, kMethNoArgs, "clear($self, /)\n--\n\nTakes all bytes out."},
    {"copy", copy, kMethNoArgs, "copy($self, /)\n--\n\nAnother bytearray with the same bytes."},
    {"extend", extend, kMethO, "extend($self, iterable_of_ints, /)\n--\n\nAdds all bytes at the end."},
    {"insert", insert, kMethFastcall, "insert($self, index, item, /)\n--\n\nPuts one byte before index."},
    {"pop", pop, kMethFastcall, "pop($self, index=-1, /)\n--\n\nTakes one byte out and returns it."},
    {"remove", remove, kMethO, "remove($self, value, /)\n--\n\nTakes the first such byte out."},
    {"reverse", reverse, kMethNoArgs, "reverse($self, /)\n--\n\nTurns the order round."},
    {},
};

}  // namespace

void init_Bytearray_type(TypeObject* t) {
  t->tp_basicsize = sizeof(BytearrayObject);
  t->tp_flags |= kTpDefault | kTpBaseType | kTpMatchSelf;
  t->tp_dealloc = dealloc;
  t->tp_repr = repr;
  t->tp_str = repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = richcompare;
  t->tp_iter = byte_iter_new;
  t->tp_init = init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = type_generic_new;
  t->tp_free = object_free;
  number_methods(t)->nb_remainder = remainder_slot;
  SequenceMethods* q = sequence_methods(t);
  q->sq_length = length;
  q->sq_concat = concat;
  q->sq_repeat = repeat;
  q->sq_item = item;
  q->sq_ass_item = assign_item;
  q->sq_contains = contains;
  q->sq_inplace_concat = in_place_concat;
  q->sq_inplace_repeat = in_place_repeat;
  MappingMethods* m = mapping_methods(t);
  m->mp_length = length;
  m->mp_subscript = subscript;
  m->mp_ass_subscript = assign_subscript;
  buffer_procs(t)->bf_getbuffer = get_buffer;
  buffer_procs(t)->bf_releasebuffer = release_buffer;
  type_add_methods(t, kMethods);
  type_add_methods(t, kSharedByteMethods);
  type_set_doc(t, "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n\nA mutable run of bytes.");
}

}  // namespace innards
