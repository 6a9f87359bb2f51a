// Objects/exceptions.c: OSError, whose errno picks a more precise subclass.
#include <cerrno>

#include "heap/heap.h"
#include "native/args.h"
#include "object/dict.h"
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

struct Parts {
  Object *myerrno = nullptr, *strerror = nullptr, *filename = nullptr, *filename2 = nullptr;
};

int os_error_init(Object* self, Object* args, Object* kwds);
Object* os_error_new(TypeObject* type, Object* args, Object* kwds);

int parse_args(Object* args, Parts& p) {
  int64_t n = tuple_size_of(args);
  if (n < 2 || n > 5) return 0;
  Object* winerror = nullptr;
  return args_unpack_tuple(args, "OSError", 2, 5, &p.myerrno, &p.strerror, &p.filename, &winerror, &p.filename2) ? 0 : -1;
}

// Fills the fields; args is borrowed. The file names are left out of the args attribute.
int fill(OSErrorObject* self, Object* args, const Parts& p) {
  int64_t n = tuple_size_of(args);
  Ref<> shown = Ref<>::borrow(args);
  if (p.filename && !is_none(p.filename)) {
    if (type_of(self) == ExcBlockingIOError && number_check(p.filename)) {
      self->written = number_as_ssize(p.filename, ExcValueError);
      if (self->written == -1 && err_occurred()) return -1;
    } else {
      self->filename = new_ref(p.filename);
      if (p.filename2 && !is_none(p.filename2)) self->filename2 = new_ref(p.filename2);
      if (n >= 2 && n <= 5) {
        shown.reset(tuple_get_slice(args, 0, 2));
        if (!shown) return -1;
      }
    }
  }
  self->myerrno = xnew_ref(p.myerrno);
  self->strerror = xnew_ref(p.strerror);
  set_ref(self->args, shown.release());
  return 0;
}

// A subclass with its own __init__ but not __new__ gets its fields from __init__.
bool uses_init(TypeObject* type) { return !(type->tp_init == os_error_init) && type->tp_new == os_error_new; }

Object* os_error_new(TypeObject* type, Object* args, Object* kwds) {
  Parts p;
  if (!uses_init(type)) {
    if (!args_no_keywords(type->tp_name, kwds) || parse_args(args, p) < 0) return nullptr;
    Object* map = rt().objects.exceptions.errnomap;
    if (p.myerrno && int_check(p.myerrno) && map && type == ExcOSError) {
      Object* newtype = dict_get_item_with_error(map, p.myerrno);
      if (newtype) type = as_type(newtype);
      else if (err_occurred()) return nullptr;
    }
  }
  auto* self = static_cast<OSErrorObject*>(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  self->written = -1;
  if (!uses_init(type)) {
    if (fill(self, args, p) == 0) return self;
  } else {
    self->args = tuple_new(0);
    if (self->args) return self;
  }
  decref(self);
  return nullptr;
}

int os_error_init(Object* self, Object* args, Object* kwds) {
  TypeObject* type = type_of(self);
  if (!uses_init(type)) return 0;  // os_error_new has done everything
  Parts p;
  if (!args_no_keywords(type->tp_name, kwds) || parse_args(args, p) < 0) return -1;
  return fill(static_cast<OSErrorObject*>(self), args, p);
}

Object* os_error_str(Object* o) {
  auto* self = static_cast<OSErrorObject*>(o);
  auto or_none = [](Object* x) { return x ? x : none(); };
  if (self->filename) {
    if (self->filename2)
      return str_from_format("[Errno %S] %S: %R -> %R", or_none(self->myerrno), or_none(self->strerror),
                             self->filename.get(), self->filename2.get());
    return str_from_format("[Errno %S] %S: %R", or_none(self->myerrno), or_none(self->strerror), self->filename.get());
  }
  if (self->myerrno && self->strerror)
    return str_from_format("[Errno %S] %S", self->myerrno.get(), self->strerror.get());
  return base_exception_str(o);
}

Object* os_error_reduce(Object* o, Object*) {
  auto* self = static_cast<OSErrorObject*>(o);
  Ref<> args = Ref<>::borrow(self->args.get());
  if (tuple_size_of(args) == 2 && self->filename) {
    Object* a = tuple_item_at(args, 0);
    Object* b = tuple_item_at(args, 1);
    args.reset(self->filename2 ? tuple_pack(5, a, b, self->filename.get(), none(), self->filename2.get())
                               : tuple_pack(3, a, b, self->filename.get()));
    if (!args) return nullptr;
  }
  if (self->dict) return tuple_pack(3, static_cast<Object*>(type_of(o)), args.get(), self->dict.get());
  return tuple_pack(2, static_cast<Object*>(type_of(o)), args.get());
}

Object* get_written(Object* o, void*) {
  int64_t written = static_cast<OSErrorObject*>(o)->written;
  if (written == -1) {
    err_set_string(ExcAttributeError, "characters_written");
    return nullptr;
  }
  return int_from_i64(written);
}
int set_written(Object* o, Object* value, void*) {
  auto* self = static_cast<OSErrorObject*>(o);
  if (!value) {
    if (self->written == -1) {
      err_set_string(ExcAttributeError, "characters_written");
      return -1;
    }
    self->written = -1;
    return 0;
  }
  int64_t n = number_as_ssize(value, ExcValueError);
  if (n == -1 && err_occurred()) return -1;
  self->written = n;
  return 0;
}

const MemberDef kMembers[] = {
    {"errno", kTObject, offsetof(OSErrorObject, myerrno), 0, "POSIX exception code"},
    {"strerror", kTObject, offsetof(OSErrorObject, strerror), 0, "exception strerror"},
    {"filename", kTObject, offsetof(OSErrorObject, filename), 0, "exception filename"},
    {"filename2", kTObject, offsetof(OSErrorObject, filename2), 0, "second exception filename"},
    {nullptr, 0, 0, 0, nullptr},
};
const MethodDef kMethods[] = {
    {"__reduce__", os_error_reduce, kMethNoArgs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"characters_written", get_written, set_written, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_os_error_types() {
  TypeObject* const all[] = {
      ExcOSError, ExcBlockingIOError, ExcChildProcessError, ExcConnectionError, ExcBrokenPipeError, ExcConnectionAbortedError,
      ExcConnectionRefusedError, ExcConnectionResetError, ExcFileExistsError, ExcFileNotFoundError, ExcInterruptedError,
      ExcIsADirectoryError, ExcNotADirectoryError, ExcPermissionError, ExcProcessLookupError, ExcTimeoutError};
  for (TypeObject* t : all) {
    ExceptionFields<4>::fill(t, sizeof(OSErrorObject), os_error_init);
    t->tp_new = t == ExcOSError ? os_error_new : nullptr;
  }
  ExcOSError->tp_str = os_error_str;
  type_add_methods(ExcOSError, kMethods);
  type_add_members(ExcOSError, kMembers);
  type_add_getsets(ExcOSError, kGetSets);
}

int init_errno_map() {
  struct { TypeObject* type; int code; } const rows[] = {
      {ExcBlockingIOError, EAGAIN},         {ExcBlockingIOError, EALREADY},         {ExcBlockingIOError, EINPROGRESS},
      {ExcBrokenPipeError, EPIPE},          {ExcBrokenPipeError, ESHUTDOWN},        {ExcChildProcessError, ECHILD},
      {ExcConnectionAbortedError, ECONNABORTED}, {ExcConnectionRefusedError, ECONNREFUSED}, {ExcConnectionResetError, ECONNRESET},
      {ExcFileExistsError, EEXIST},         {ExcFileNotFoundError, ENOENT},         {ExcIsADirectoryError, EISDIR},
      {ExcNotADirectoryError, ENOTDIR},     {ExcInterruptedError, EINTR},           {ExcPermissionError, EACCES},
      {ExcPermissionError, EPERM},          {ExcProcessLookupError, ESRCH},         {ExcTimeoutError, ETIMEDOUT}};
  Object* map = dict_new();
  if (!map) return -1;
  rt().objects.exceptions.errnomap = map;
  for (auto& r : rows) {
    Ref<> code(int_from_i64(r.code));
    if (!code || dict_set_item(map, code, r.type) < 0) return -1;
  }
  return 0;
}

}  // namespace innards
