// Objects/exceptions.c: UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError.
#include "heap/heap.h"
#include "native/args.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/exceptions_internal.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

UnicodeErrorObject* ue(Object* o) { return static_cast<UnicodeErrorObject*>(o); }

int clear(Object* self) {
  clear_ref(ue(self)->encoding);
  clear_ref(ue(self)->object);
  clear_ref(ue(self)->reason);
  return base_exception_clear(self);
}
void dealloc(Object* self) {
  gc_untrack(self);
  clear(self);
  type_of(self)->tp_free(self);
}
int traverse(Object* self, visitproc* visit, void* arg) {
  Object* const refs[] = {ue(self)->encoding, ue(self)->object, ue(self)->reason};
  for (Object* o : refs)
    if (o)
      if (int r = visit(o, arg)) return r;
  return base_exception_traverse(self, visit, arg);
}

void set_fields(Object* self, Object* encoding, Object* object, Object* reason) {
  set_ref(ue(self)->encoding, xnew_ref(encoding));
  set_ref(ue(self)->object, new_ref(object));
  set_ref(ue(self)->reason, new_ref(reason));
}

int encode_init(Object* self, Object* args, Object* kwds) {
  if (base_exception_init(self, args, kwds) < 0) return -1;
  Object *encoding, *object, *reason;
  if (!args_parse_tuple(args, "UUnnU", &encoding, &object, &ue(self)->start, &ue(self)->end, &reason)) return -1;
  set_fields(self, encoding, object, reason);
  return 0;
}
int decode_init(Object* self, Object* args, Object* kwds) {
  if (base_exception_init(self, args, kwds) < 0) return -1;
  Object *encoding, *object, *reason;
  if (!args_parse_tuple(args, "UOnnU", &encoding, &object, &ue(self)->start, &ue(self)->end, &reason)) return -1;
  Ref<> bytes;
  if (!bytes_check(object)) {
    Buffer view;
    if (object_get_buffer(object, &view, kBufSimple) < 0) return -1;
    bytes.reset(bytes_from_data(view.buf, view.len));
    buffer_release(&view);
    if (!bytes) return -1;
    object = bytes;
  }
  set_fields(self, encoding, object, reason);
  return 0;
}
int translate_init(Object* self, Object* args, Object* kwds) {
  if (base_exception_init(self, args, kwds) < 0) return -1;
  Object *object, *reason;
  if (!args_parse_tuple(args, "UnnU", &object, &ue(self)->start, &ue(self)->end, &reason)) return -1;
  set_fields(self, nullptr, object, reason);
  return 0;
}

// The start and end of str(), kept within the object (a program may have changed them).
const char* char_escape(uint32_t c) { return c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x"; }

Object* encode_str(Object* self) {
  if (!ue(self)->object) return str_empty();
  Ref<> reason(object_str(ue(self)->reason));
  Ref<> encoding(object_str(ue(self)->encoding));
  if (!reason || !encoding) return nullptr;
  int64_t start = ue(self)->start, end = ue(self)->end;
  if (start >= 0 && start < str_length(ue(self)->object) && end == start + 1) {
    uint32_t c = str_read_char(ue(self)->object, start);
    Ref<> shown(str_from_format(char_escape(c), c));
    return shown ? str_from_format("'%U' codec can't encode character '%U' in position %zd: %U", encoding.get(), shown.get(),
                                   start, reason.get())
                 : nullptr;
  }
  return str_from_format("'%U' codec can't encode characters in position %zd-%zd: %U", encoding.get(), start, end - 1,
                         reason.get());
}
Object* decode_str(Object* self) {
  if (!ue(self)->object) return str_empty();
  Ref<> reason(object_str(ue(self)->reason));
  Ref<> encoding(object_str(ue(self)->encoding));
  if (!reason || !encoding) return nullptr;
  int64_t start = ue(self)->start, end = ue(self)->end;
  if (start >= 0 && start < bytes_size(ue(self)->object) && end == start + 1) {
    int byte = static_cast<unsigned char>(bytes_as_string(ue(self)->object)[start]);
    return str_from_format("'%U' codec can't decode byte 0x%02x in position %zd: %U", encoding.get(), byte, start, reason.get());
  }
  return str_from_format("'%U' codec can't decode bytes in position %zd-%zd: %U", encoding.get(), start, end - 1, reason.get());
}
Object* translate_str(Object* self) {
  if (!ue(self)->object) return str_empty();
  Ref<> reason(object_str(ue(self)->reason));
  if (!reason) return nullptr;
  int64_t start = ue(self)->start, end = ue(self)->end;
  if (start >= 0 && start < str_length(ue(self)->object) && end == start + 1) {
    uint32_t c = str_read_char(ue(self)->object, start);
    Ref<> shown(str_from_format(char_escape(c), c));
    return shown ? str_from_format("can't translate character '%U' in position %zd: %U", shown.get(), start, reason.get())
                 : nullptr;
  }
  return str_from_format("can't translate characters in position %zd-%zd: %U", start, end - 1, reason.get());
}

const MemberDef kMembers[] = {
    {"encoding", kTObject, offsetof(UnicodeErrorObject, encoding), 0, "exception encoding"},
    {"object", kTObject, offsetof(UnicodeErrorObject, object), 0, "exception object"},
    {"start", kTPySsize, offsetof(UnicodeErrorObject, start), 0, "exception start"},
    {"end", kTPySsize, offsetof(UnicodeErrorObject, end), 0, "exception end"},
    {"reason", kTObject, offsetof(UnicodeErrorObject, reason), 0, "exception reason"},
    {nullptr, 0, 0, 0, nullptr},
};

void fill(TypeObject* t, initproc* init, reprfunc* str) {
  t->tp_basicsize = sizeof(UnicodeErrorObject);
  t->tp_dealloc = dealloc;
  t->tp_traverse = traverse;
  t->tp_clear = clear;
  t->tp_init = init;
  t->tp_str = str;
  type_add_members(t, kMembers);
}

Object* create(TypeObject* type, Object* encoding, Object* object, int64_t start, int64_t end, Object* reason) {
  Ref<> s(int_from_i64(start)), e(int_from_i64(end));
  if (!s || !e) return nullptr;
  return object_call_function_obj_args(type, encoding, object, s.get(), e.get(), reason, static_cast<Object*>(nullptr));
}

}  // namespace

Object* unicode_decode_error_create(const char* encoding, const char* bytes, int64_t length, int64_t start, int64_t end,
                                    const char* reason) {
  Ref<> enc(str_from_cstr(encoding)), data(bytes_from_data(bytes, length)), why(str_from_cstr(reason));
  return enc && data && why ? create(ExcUnicodeDecodeError, enc, data, start, end, why) : nullptr;
}

Object* unicode_encode_error_create(const char* encoding, Object* text, int64_t start, int64_t end, const char* reason) {
  Ref<> enc(str_from_cstr(encoding)), why(str_from_cstr(reason));
  return enc && why ? create(ExcUnicodeEncodeError, enc, text, start, end, why) : nullptr;
}

void init_unicode_error_types() {
  fill(ExcUnicodeEncodeError, encode_init, encode_str);
  fill(ExcUnicodeDecodeError, decode_init, decode_str);
  fill(ExcUnicodeTranslateError, translate_init, translate_str);
}

}  // namespace innards
