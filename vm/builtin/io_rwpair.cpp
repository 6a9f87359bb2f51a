// io.BufferedRWPair (Modules/_io/bufferedio.c): a BufferedReader and a BufferedWriter behind one name.
#include "builtin/io_base.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// rwpair
struct RWPairObject : Object {
  Ptr<Object> reader, writer;
  Ptr<Object> dict;
  Ptr<Object> weakreflist;
};
static_assert(sizeof(RWPairObject) == 48);

RWPairObject* as_pair(Object* o) { return static_cast<RWPairObject*>(o); }

// type(raw, size). CPython's way of calling holds the arguments.
Object* make(TypeObject* type, Object* raw, Object* size) {
  Ref<> held(Ref<>::borrow(raw));
  return object_call_function_obj_args(type, raw, size, nullptr);
}

int pair_init(Object* o, Object* args, Object* kwargs) {
  const bool plain = o->ob_type == TypeBufferedRWPair || o->ob_type->tp_new == TypeBufferedRWPair->tp_new;
  if (plain && !args_no_keywords("BufferedRWPair", kwargs)) return -1;
  if (!args_check_positional("BufferedRWPair", tuple_size_of(args), 2, 3)) return -1;
  Object *reader = tuple_item_at(args, 0), *writer = tuple_item_at(args, 1);
  Ref<> size(tuple_size_of(args) > 2 ? number_index(tuple_item_at(args, 2)) : int_from_i64(kDefaultBufferSize));
  if (!size || (int_as_ssize_t(size) == -1 && err_occurred())) return -1;
  if (!Ref<>(io_check_readable(reader)) || !Ref<>(io_check_writable(writer))) return -1;
  set_ref(as_pair(o)->reader, make(TypeBufferedReader, reader, size));
  if (!as_pair(o)->reader) return -1;
  set_ref(as_pair(o)->writer, make(TypeBufferedWriter, writer, size));
  if (as_pair(o)->writer) return 0;
  clear_ref(as_pair(o)->reader);
  return -1;
}

Object* forward(Object* stream, Object* name, Object* args) {
  if (!stream) return err_format(ExcValueError, "I/O operation on uninitialized object");
  Ref<> method(object_get_attr(stream, name));
  if (!method) return err_set_object(ExcAttributeError, name), nullptr;
  return object_call_object(method, args);
}

#define TO(stream, name) \
  Object* pair_##name(Object* o, Object* args) { return forward(as_pair(o)->stream, ID(name), args); }
TO(reader, read)
TO(reader, peek)
TO(reader, read1)
TO(reader, readinto)
TO(reader, readinto1)
TO(writer, write)
TO(writer, flush)
TO(reader, readable)
TO(writer, writable)

// Both, also when the first raises.
Object* pair_close(Object* o, Object*) {
  Ref<> first(forward(as_pair(o)->writer, ID(close), nullptr));
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Ref<> second(forward(as_pair(o)->reader, ID(close), nullptr));
  if (!first) err_chain_exceptions(type, value, tb);
  return first ? second.release() : nullptr;
}
Object* pair_isatty(Object* o, Object*) {
  Ref<> is(forward(as_pair(o)->writer, ID(isatty), nullptr));
  return is.get() == bool_false() ? forward(as_pair(o)->reader, ID(isatty), nullptr) : is.release();
}

Object* get_closed(Object* o, void*) {
  if (as_pair(o)->writer) return object_get_attr(as_pair(o)->writer, ID(closed));
  return err_format(ExcRuntimeError, "the BufferedRWPair object is being garbage-collected");
}

void pair_dealloc(Object* o) {
  gc_untrack(o);
  if (as_pair(o)->weakreflist) object_clear_weakrefs(o);
  clear_ref(as_pair(o)->reader);
  clear_ref(as_pair(o)->writer);
  clear_ref(as_pair(o)->dict);
  o->ob_type->tp_free(o);
}
// Reader and writer are not visited, as in CPython.
int pair_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_pair(o)->dict}); }
int pair_clear(Object* o) {
  clear_ref(as_pair(o)->reader);
  clear_ref(as_pair(o)->writer);
  clear_ref(as_pair(o)->dict);
  return 0;
}

const MethodDef kMethods[] = {
    {"read", pair_read, kMethVarargs, nullptr},         {"peek", pair_peek, kMethVarargs, nullptr},
    {"read1", pair_read1, kMethVarargs, nullptr},       {"readinto", pair_readinto, kMethVarargs, nullptr},
    {"readinto1", pair_readinto1, kMethVarargs, nullptr}, {"write", pair_write, kMethVarargs, nullptr},
    {"flush", pair_flush, kMethNoArgs, nullptr},        {"readable", pair_readable, kMethNoArgs, nullptr},
    {"writable", pair_writable, kMethNoArgs, nullptr},  {"close", pair_close, kMethNoArgs, nullptr},
    {"isatty", pair_isatty, kMethNoArgs, nullptr},      {},
};
const GetSetDef kGetSets[] = {
    {"closed", get_closed, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_BufferedRWPair_type(TypeObject* t) {
  native_gc_type(t, sizeof(RWPairObject), pair_dealloc, pair_traverse, pair_clear, type_generic_new);
  t->tp_getattro = nullptr;   // inherited
  t->tp_init = pair_init;
  t->tp_dictoffset = offsetof(RWPairObject, dict);
  t->tp_weaklistoffset = offsetof(RWPairObject, weakreflist);
  type_set_doc(t, "BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)\n--\n\nA stream that is read and one that is written, as one.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
