// Exception objects: layouts of Include/cpython/pyerrors.h and the constructors natives need. The thread's error state
// (err_*) is run/errors.h. Stands apart because errors, tracebacks and inspect read the fields.
#pragma once

#include "object/object.h"

namespace innards {

struct BaseExceptionObject : Object {
  Ptr<Object> dict, args, notes, traceback, context, cause;
  char suppress_context;
};
static_assert(sizeof(BaseExceptionObject) == 72);
struct BaseExceptionGroupObject : BaseExceptionObject {
  Ptr<Object> msg, excs;
};
struct SyntaxErrorObject : BaseExceptionObject {
  Ptr<Object> msg, filename, lineno, offset, end_lineno, end_offset, text, print_file_and_line;
};
struct ImportErrorObject : BaseExceptionObject {
  Ptr<Object> msg, name, path;
};
struct UnicodeErrorObject : BaseExceptionObject {
  Ptr<Object> encoding, object;
  int64_t start, end;
  Ptr<Object> reason;
};
struct SystemExitObject : BaseExceptionObject {
  Ptr<Object> code;
};
struct OSErrorObject : BaseExceptionObject {
  Ptr<Object> myerrno, strerror, filename, filename2;
  int64_t written;  // BlockingIOError only; -1 when not given
};
struct StopIterationObject : BaseExceptionObject {
  Ptr<Object> value;
};
struct NameErrorObject : BaseExceptionObject {
  Ptr<Object> name;
};
struct AttributeErrorObject : BaseExceptionObject {
  Ptr<Object> obj, name;
};

inline bool exception_class_check(const Object* o) {
  return type_has(type_of(o), kTpTypeSubclass) && type_has(reinterpret_cast<const TypeObject*>(o), kTpBaseExcSubclass);
}
inline bool exception_instance_check(const Object* o) { return type_has(type_of(o), kTpBaseExcSubclass); }

Object* exception_get_traceback(Object* e);            // new reference or null
int exception_set_traceback(Object* e, Object* tb);    // None or a traceback
Object* exception_get_cause(Object* e);                // new reference or null
void exception_set_cause(Object* e, Object* cause);    // steals; sets __suppress_context__
Object* exception_get_context(Object* e);              // new reference or null
void exception_set_context(Object* e, Object* context);  // steals
const char* exception_class_name(Object* cls);
// UnicodeDecodeError(encoding, object, start, end, reason)
Object* unicode_decode_error_create(const char* encoding, const char* bytes, int64_t length, int64_t start, int64_t end,
                                    const char* reason);
Object* unicode_encode_error_create(const char* encoding, Object* text, int64_t start, int64_t end, const char* reason);
// Splits an exception group for except*: sets *match and *rest (either may be None) (_PyEval_ExceptionGroupMatch's helper).
Object* exception_group_subgroup(Object* group, Object* predicate);
Object* exception_group_split(Object* group, Object* matcher);
// Combines what an except* statement raised and did not handle (_PyExc_PrepReraiseStar): new reference, maybe None.
Object* exception_prep_reraise_star(Object* original, Object* excs);
// BaseExceptionGroup(message, excs) (_PyExc_CreateExceptionGroup).
Object* exception_create_group(const char* message, Object* excs);
inline bool exception_group_check(Object* o);
bool exception_group_check_slow(Object* o);
inline bool exception_group_check(Object* o) { return exception_group_check_slow(o); }
// Boot: fills the exception types; then, when types are ready, the errno table and the waiting MemoryErrors. 0 or -1.
void init_exception_types();
int init_exception_state();
// MemoryError needs memory: a few instances wait on a free list from boot on.
Object* exception_get_memory_error();

}  // namespace innards
