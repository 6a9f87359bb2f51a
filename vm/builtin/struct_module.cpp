// The _struct module: values in bytes as C lays them out. CPython: Modules/_struct.c.
#include <cstring>

#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "builtin/struct_codes.h"
#include "heap/heap.h"
#include "native/args.h"
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
#include "object/weakref.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

Object* struct_error() { return rt().modules.struct_error; }

namespace {

// A run of equal values of a format: `repeat` values of `size` bytes; for "s" and "p" one text.
struct StructRun {
  int64_t offset, size, repeat;
  uint8_t code, order;
};
static_assert(sizeof(StructRun) == 32);

struct StructObject : Object {
  int64_t size, length;        // bytes; how many values
  Ptr<StructRun> runs;         // ended by one whose code is 0
  Ptr<Object> format;          // bytes
  Ptr<Object> weakreflist;
};
static_assert(sizeof(StructObject) == 56);

struct StructIterObject : Object {
  Ptr<StructObject> structure;
  Buffer buffer;
  int64_t index;
};

StructObject* as_struct(Object* o) { return static_cast<StructObject*>(o); }
StructIterObject* as_iter(Object* o) { return static_cast<StructIterObject*>(o); }

Object* fail(const char* text) {
  err_set_string(struct_error(), text);
  return nullptr;
}

// ---- reading a format

// Walks the items of a format. Used twice: to count the runs, and to fill them in.
struct FormatReader {
  const char* at;
  StructOrder order = StructOrder::Native;
  int64_t size = 0, length = 0, runs = 0;

  explicit FormatReader(const char* format) : at(format) {
    if (*at == '<' || *at == '=') order = StructOrder::Little;
    if (*at == '>' || *at == '!') order = StructOrder::Big;
    if (*at && std::strchr("@=<>!", *at)) ++at;
  }
  int next(StructRun* run);    // 1, 0 at the end, -1 with an error; run->repeat is 0 where there is nothing to keep

 private:
  bool read_count(int64_t* count);
};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number before a character; 1 without one.
bool FormatReader::read_count(int64_t* count) {
  *count = 1;
  if (!is_digit(*at)) return true;
  for (*count = 0; is_digit(*at); ++at)
    if (__builtin_mul_overflow(*count, 10, count) || __builtin_add_overflow(*count, *at - '0', count)) return fail("total struct size too long");
  return *at || fail("repeat count given without format specifier");
}

int FormatReader::next(StructRun* run) {
  while (is_space(*at)) ++at;
  int64_t count, bytes;
  if (!*at) return 0;
  if (!read_count(&count)) return -1;
  const char c = *at++;
  const StructCode* code = struct_code_find(c, order);
  if (!code) return -1;
  if (code->alignment && size % code->alignment) size += code->alignment - size % code->alignment;
  *run = {size, code->size, count, static_cast<uint8_t>(c), static_cast<uint8_t>(order)};
  if (size < 0 || __builtin_mul_overflow(count, code->size, &bytes) || __builtin_add_overflow(size, bytes, &size))
    return fail("total struct size too long"), -1;
  if (c == 's' || c == 'p') run->size = count, run->repeat = 1;
  if (c == 'x') run->repeat = 0;
  length += run->repeat;
  runs += run->repeat != 0;
  return 1;
}

bool prepare(StructObject* self) {
  const char* text = bytes_as_string(self->format);
  if (static_cast<int64_t>(std::strlen(text)) != bytes_size(self->format)) return fail("embedded null character");
  FormatReader counter(text), reader(text);
  StructRun run;
  int more;
  while ((more = counter.next(&run)) > 0) {
  }
  if (more < 0) return false;
  auto* runs = static_cast<StructRun*>(mem_calloc(static_cast<size_t>(counter.runs + 1) * sizeof(StructRun)));
  if (!runs) return err_no_memory();
  for (StructRun* to = runs; reader.next(&run) > 0;)
    if (run.repeat) *to++ = run;
  if (self->runs) mem_free(self->runs);
  self->runs = runs;
  self->size = counter.size;
  self->length = counter.length;
  return true;
}

// The format as bytes: new reference.
Object* format_bytes(Object* format) {
  if (str_check(format)) return str_as_encoded_string(format, "ascii", nullptr);
  if (bytes_check(format)) return new_ref(format);
  return err_format(ExcTypeError, "Struct() argument 1 must be a str or bytes object, not %.200s", type_of(format)->tp_name.get());
}

bool set_format(StructObject* self, Object* format) {
  Object* bytes = format_bytes(format);
  if (!bytes) return false;
  set_ref(self->format, bytes);
  return prepare(self);
}

// ---- the type

Object* struct_tp_new(TypeObject* type, Object*, Object*) {
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_struct(o)->size = as_struct(o)->length = -1;
  as_struct(o)->format = new_none();
  return o;
}

int struct_tp_init(Object* self, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"format", nullptr};
  static const ArgsParser kParser = {"Struct", kNames};
  Object* buf[1] = {};
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 1, 0, buf)) return -1;
  return set_format(as_struct(self), buf[0]) ? 0 : -1;
}

// A Struct of a format given to a function of the module; "missing format argument" for null.
Object* struct_of(Object* format) {
  if (!format) return err_format(ExcTypeError, "missing format argument");
  if (object_hash(format) == -1) return nullptr;  // CPython looks for it among those it has met
  Ref<> self(struct_tp_new(TypeStruct, nullptr, nullptr));
  return self && set_format(as_struct(self), format) ? self.release() : nullptr;
}

void struct_dealloc(Object* o) {
  gc_untrack(o);
  if (as_struct(o)->weakreflist) object_clear_weakrefs(o);
  if (as_struct(o)->runs) mem_free(as_struct(o)->runs);
  xdecref(as_struct(o)->format.get());
  o->ob_type->tp_free(o);
}

int struct_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {static_cast<Object*>(o->ob_type.get())}); }

bool is_ready(Object* self) {
  if (!as_struct(self)->runs) err_set_string(ExcRuntimeError, "Struct object is not initialized");
  return static_cast<bool>(as_struct(self)->runs);
}

// ---- packing and unpacking

// Packs `self->length` values to zeroed bytes.
bool pack_values(StructObject* self, Object** values, uint8_t* to) {
  std::memset(to, 0, static_cast<size_t>(self->size));
  for (const StructRun* run = self->runs; run->code; ++run) {
    uint8_t* at = to + run->offset;
    const char code = static_cast<char>(run->code);
    for (int64_t i = 0; i < run->repeat; ++i, at += run->size, ++values) {
      const bool text = code == 's' || code == 'p';
      if ((text ? struct_pack_text(code, run->size, *values, at)
                : struct_pack_value(code, static_cast<StructOrder>(run->order), static_cast<int>(run->size), *values, at)) < 0)
        return false;
    }
  }
  return true;
}

Object* unpack_values(StructObject* self, const uint8_t* from) {
  Ref<> result(tuple_new(self->length));
  int64_t n = 0;
  for (const StructRun* run = self->runs; result && run->code; ++run) {
    const uint8_t* at = from + run->offset;
    const char code = static_cast<char>(run->code);
    for (int64_t i = 0; i < run->repeat; ++i, at += run->size) {
      const bool text = code == 's' || code == 'p';
      Object* item = text ? struct_unpack_text(code, run->size, at)
                          : struct_unpack_value(code, static_cast<StructOrder>(run->order), static_cast<int>(run->size), at);
      if (!item) return nullptr;
      tuple_put(result, n++, item);
    }
  }
  return result.release();
}

Object* struct_pack(Object* self, Object** args, int64_t nargs) {
  StructObject* s = as_struct(self);
  if (!is_ready(self)) return nullptr;
  if (nargs != s->length) return err_format(struct_error(), "pack expected %zd items for packing (got %zd)", s->length, nargs);
  Ref<> result(bytes_from_data(nullptr, s->size));
  return result && pack_values(s, args, reinterpret_cast<uint8_t*>(bytes_as_string(result))) ? result.release() : nullptr;
}

// Where in a buffer of `size` bytes `offset` leads to; -1 with an error when the struct does not fit there.
int64_t place(StructObject* s, int64_t offset, int64_t size, bool packing) {
  if (offset < 0) {
    if (offset + s->size > 0)
      return err_format(struct_error(), packing ? "no space to pack %zd bytes at offset %zd" : "not enough data to unpack %zd bytes at offset %zd", s->size, offset), -1;
    if (offset + size < 0) return err_format(struct_error(), "offset %zd out of range for %zd-byte buffer", offset, size), -1;
    offset += size;
  }
  if (size - offset >= s->size) return offset;
  const char* text = packing ? "pack_into requires a buffer of at least %zu bytes for packing %zd bytes at offset %zd (actual buffer size is %zd)"
                             : "unpack_from requires a buffer of at least %zu bytes for unpacking %zd bytes at offset %zd (actual buffer size is %zd)";
  return err_format(struct_error(), text, static_cast<size_t>(s->size) + static_cast<size_t>(offset), s->size, offset, size), -1;
}

bool pack_into_counts(StructObject* s, int64_t nargs) {
  if (nargs == s->length + 2) return true;
  if (nargs == 0) return fail("pack_into expected buffer argument");
  if (nargs == 1) return fail("pack_into expected offset argument");
  return err_format(struct_error(), "pack_into expected %zd items for packing (got %zd)", s->length, nargs - 2);
}

Object* struct_pack_into(Object* self, Object** args, int64_t nargs) {
  StructObject* s = as_struct(self);
  if (!is_ready(self) || !pack_into_counts(s, nargs)) return nullptr;
  Buffer view;
  if (!object_check_buffer(args[0]) || object_get_buffer(args[0], &view, kBufWritable) < 0)
    return err_clear(), err_format(ExcTypeError, "argument must be read-write bytes-like object, not %.50s", is_none(args[0]) ? "None" : type_name_of(args[0]));
  int64_t offset = number_as_ssize(args[1], ExcIndexError);
  bool ok = offset != -1 || !err_occurred();
  if (ok) ok = (offset = place(s, offset, view.len, true)) >= 0;
  if (ok) ok = pack_values(s, args + 2, reinterpret_cast<uint8_t*>(view.buf.get()) + offset);
  buffer_release(&view);
  return ok ? new_none() : nullptr;
}

Object* struct_unpack(Object* self, Object* data) {
  StructObject* s = as_struct(self);
  Buffer view;
  if (!is_ready(self) || object_get_buffer(data, &view, kBufSimple) < 0) return nullptr;
  Object* result = view.len == s->size ? unpack_values(s, reinterpret_cast<uint8_t*>(view.buf.get()))
                                       : err_format(struct_error(), "unpack requires a buffer of %zd bytes", s->size);
  buffer_release(&view);
  return result;
}

Object* unpack_at(Object* self, Object* data, Object* offset_object) {
  StructObject* s = as_struct(self);
  Buffer view;
  if (!is_ready(self) || object_get_buffer(data, &view, kBufSimple) < 0) return nullptr;
  int64_t offset = 0;
  const bool failed = offset_object && !args_parse_stack(&offset_object, 1, "n", &offset);
  if (!failed) offset = place(s, offset, view.len, false);
  Object* result = !failed && offset >= 0 ? unpack_values(s, reinterpret_cast<uint8_t*>(view.buf.get()) + offset) : nullptr;
  buffer_release(&view);
  return result;
}

Object* struct_unpack_from(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"buffer", "offset", nullptr};
  static const ArgsParser kParser = {"unpack_from", kNames};
  Object* buf[2] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf)) return nullptr;
  return unpack_at(self, buf[0], buf[1]);
}

Object* struct_iter_unpack(Object* self, Object* data) {
  StructObject* s = as_struct(self);
  if (!is_ready(self)) return nullptr;
  if (s->size == 0) return fail("cannot iteratively unpack with a struct of length 0");
  Ref<> it(type_generic_alloc(TypeStructIter, 0));
  if (!it || object_get_buffer(data, &as_iter(it)->buffer, kBufSimple) < 0) return nullptr;
  as_iter(it)->structure = new_ref(s);
  if (as_iter(it)->buffer.len % s->size == 0) return it.release();
  return err_format(struct_error(), "iterative unpacking requires a buffer of a multiple of %zd bytes", s->size);
}

Object* struct_sizeof(Object* self, Object*) {
  int64_t n = 1;
  for (const StructRun* run = as_struct(self)->runs; run && run->code; ++run) ++n;
  return int_from_i64(type_of(self)->tp_basicsize + n * static_cast<int64_t>(sizeof(StructRun)));
}

Object* struct_format(Object* self, void*) {
  Object* format = as_struct(self)->format;
  if (is_none(format)) return new_none();
  return str_from_latin1(reinterpret_cast<const uint8_t*>(bytes_as_string(format)), bytes_size(format));
}

Object* struct_size(Object* self, void*) { return int_from_i64(as_struct(self)->size); }

// ---- the iterator

void iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(static_cast<Object*>(as_iter(o)->structure.get()));
  buffer_release(&as_iter(o)->buffer);
  o->ob_type->tp_free(o);
}

int iter_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {static_cast<Object*>(o->ob_type.get()), static_cast<Object*>(as_iter(o)->structure.get()), as_iter(o)->buffer.obj});
}

Object* iter_step(Object* o) {
  StructIterObject* it = as_iter(o);
  if (!it->structure) return nullptr;
  if (it->index >= it->buffer.len) {  // the end: the buffer is not needed any more
    clear_ref(it->structure);
    buffer_release(&it->buffer);
    return nullptr;
  }
  const auto* from = reinterpret_cast<const uint8_t*>(it->buffer.buf.get()) + it->index;
  it->index += it->structure->size;
  return unpack_values(it->structure, from);
}

Object* iter_length_hint(Object* o, Object*) {
  StructIterObject* it = as_iter(o);
  return int_from_i64(it->structure ? (it->buffer.len - it->index) / it->structure->size : 0);
}

// ---- functions of the module

Object* pack(Object*, Object** args, int64_t nargs) {
  Ref<> s(struct_of(nargs ? args[0] : nullptr));
  return s ? struct_pack(s, args + 1, nargs - 1) : nullptr;
}

Object* pack_into(Object*, Object** args, int64_t nargs) {
  Ref<> s(struct_of(nargs ? args[0] : nullptr));
  return s ? struct_pack_into(s, args + 1, nargs - 1) : nullptr;
}

Object* unpack(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("unpack", nargs, 2, 2)) return nullptr;
  Ref<> s(struct_of(args[0]));
  return s ? struct_unpack(s, args[1]) : nullptr;
}

Object* unpack_from(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"", "buffer", "offset", nullptr};
  static const ArgsParser kParser = {"unpack_from", kNames};
  Object* buf[3] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 3, 0, buf)) return nullptr;
  Ref<> s(struct_of(buf[0]));
  return s ? unpack_at(s, buf[1], buf[2]) : nullptr;
}

Object* iter_unpack(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("iter_unpack", nargs, 2, 2)) return nullptr;
  Ref<> s(struct_of(args[0]));
  return s ? struct_iter_unpack(s, args[1]) : nullptr;
}

Object* calcsize(Object*, Object* format) {
  Ref<> s(struct_of(format));
  return s ? int_from_i64(as_struct(s)->size) : nullptr;
}

Object* clearcache(Object*, Object*) { return new_none(); }  // nothing is cached here

const MethodDef kMethods[] = {
    {"iter_unpack", struct_iter_unpack, kMethO, "iter_unpack($self, buffer, /)\n--\n\nAn iterator over the tuples of a buffer that holds the struct several times."},
    {"pack", struct_pack, kMethFastcall, "S.pack(v1, v2, ...) -> bytes\n\nThe values as bytes."},
    {"pack_into", struct_pack_into, kMethFastcall, "S.pack_into(buffer, offset, v1, v2, ...)\n\nWrites the values into a buffer."},
    {"unpack", struct_unpack, kMethO, "unpack($self, buffer, /)\n--\n\nThe values in a buffer of exactly the struct's size."},
    {"unpack_from", struct_unpack_from, kMethFastcall | kMethKeywords, "unpack_from($self, /, buffer, offset=0)\n--\n\nThe values at a place of a buffer."},
    {"__sizeof__", struct_sizeof, kMethNoArgs, "S.__sizeof__() -> size of S in memory, in bytes"},
    {},
};

const GetSetDef kGetSets[] = {
    {"format", struct_format, nullptr, "The format."},
    {"size", struct_size, nullptr, "The size in bytes."},
    {},
};

const MethodDef kIterMethods[] = {
    {"__length_hint__", iter_length_hint, kMethNoArgs, nullptr},
    {},
};

const MethodDef kFunctions[] = {
    {"_clearcache", clearcache, kMethNoArgs, "_clearcache($module, /)\n--\n\nForget cached formats."},
    {"calcsize", calcsize, kMethO, "calcsize($module, format, /)\n--\n\nThe size of what a format describes, in bytes."},
    {"iter_unpack", iter_unpack, kMethFastcall, "iter_unpack($module, format, buffer, /)\n--\n\nAn iterator over the tuples of a buffer that holds the struct several times."},
    {"pack", pack, kMethFastcall, "pack(format, v1, v2, ...) -> bytes\n\nThe values as bytes."},
    {"pack_into", pack_into, kMethFastcall, "pack_into(format, buffer, offset, v1, v2, ...)\n\nWrites the values into a buffer."},
    {"unpack", unpack, kMethFastcall, "unpack($module, format, buffer, /)\n--\n\nThe values in a buffer of exactly the struct's size."},
    {"unpack_from", unpack_from, kMethFastcall | kMethKeywords, "unpack_from($module, format, /, buffer, offset=0)\n--\n\nThe values at a place of a buffer."},
    {},
};

// class error(Exception), of the module struct.
Object* make_error() {
  Ref<> name(str_from_cstr("error")), bases(tuple_pack(1, static_cast<Object*>(ExcException))), dict(dict_new()), module(str_from_cstr("struct"));
  if (!name || !bases || !dict || !module || dict_set_item_str(dict, "__module__", module) < 0) return nullptr;
  return object_call_function_obj_args(TypeType, name.get(), bases.get(), dict.get(), nullptr);
}

int exec(Object* m) {
  rt().modules.struct_error = make_error();
  if (!struct_error() || module_add_object_ref(m, "error", struct_error()) < 0) return -1;
  return module_add_object_ref(m, "Struct", TypeStruct);
}

}  // namespace

void init_Struct_type(TypeObject* t) {
  native_gc_type(t, sizeof(StructObject), struct_dealloc, struct_traverse, nullptr, struct_tp_new);
  t->tp_init = struct_tp_init;
  t->tp_weaklistoffset = offsetof(StructObject, weakreflist);
  type_set_doc(t, "Struct(fmt) --> compiled struct object\n\nA format, read once.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

void init_StructIter_type(TypeObject* t) {
  native_inner_type(t, sizeof(StructIterObject), iter_dealloc, iter_traverse, nullptr);
  t->tp_iter = object_self_iter;
  t->tp_iternext = iter_step;
  type_add_methods(t, kIterMethods);
}

extern const NativeModule k_module__struct;
const NativeModule k_module__struct = {"_struct", "Values in bytes as C lays them out.", kFunctions, exec};

}  // namespace innards
