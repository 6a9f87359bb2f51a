// The error state of the machine's thread: setting, reading, matching and chaining exceptions (CPython's Python/errors.c).
// It stands apart because every room of the machine reports errors through it. The state itself is in ThreadState
// (curexc_type, curexc_value, curexc_traceback; exc_info for exceptions being handled). May not include object types.
#pragma once

#include <cstdarg>
#include <cstdint>

#include "object/object.h"

namespace innards {

struct ExcInfo;
struct InterpreterFrame;

// ---- setting
// Sets `type` with `text` (utf-8) as its only argument.
void err_set_string(Object* type, const char* text);
// Sets `type` with `value` (an instance of it, an argument, a tuple of arguments or None); chains __context__ to the
// exception being handled, breaking cycles.
void err_set_object(Object* type, Object* value);
// Sets `type` without arguments.
void err_set_none(Object* type);
// Sets KeyError(key), also when key is a tuple.
void err_set_key_error(Object* key);
// Sets `type` with a text formatted as str_from_format does (%s %d %zd %lld %R %S %U %V %A %c %x %p %%). Always nullptr.
Object* err_format(Object* type, const char* format, ...);
Object* err_format_v(Object* type, const char* format, va_list args);
// Sets a new error whose __cause__ and __context__ are the error set now. Always nullptr.
Object* err_format_from_cause(Object* type, const char* format, ...);
// Sets MemoryError. Always nullptr.
Object* err_no_memory();
// Sets SystemError: a native was called with wrong arguments.
void err_bad_internal_call();
// Sets TypeError "bad argument type for built-in operation". Always 0.
int err_bad_argument();
// StopIteration(value) as `return value` in a generator sets it; value may be an exception or tuple. 0 or -1.
int gen_set_stop_iteration_value(Object* value);
// Takes the value out of the StopIteration that is set (or None if nothing is set): 0 and a new reference, else -1.
int gen_fetch_stop_iteration_value(Object** value);

// ---- reading
// The type of the error that is set (borrowed), or nullptr.
Object* err_occurred();
void err_clear();
// Moves the error out of the thread (new references, maybe null), or back in (steals them).
void err_fetch(Object** type, Object** value, Object** traceback);
void err_restore(Object* type, Object* value, Object* traceback);
// Makes *value an instance of *type. May replace the error by another one.
void err_normalize_exception(Object** type, Object** value, Object** traceback);
// Whether the error that is set (must be) is an instance of `type`, a class or a tuple of classes.
int err_exception_matches(Object* type);
int err_given_exception_matches(Object* error, Object* type);
// The topmost entry of the handled-exceptions stack that holds an exception (or the bottom).
ExcInfo* err_get_topmost_exc_info();
// What sys.exc_info() and sys.exception() give: the exception being handled, borrowed, or nullptr.
Object* err_get_handled_exception();
// Makes `context`, an instance (stolen), the __context__ of the error that is set; or the error itself if none is.
void err_chain_exceptions(Object* type, Object* value, Object* traceback);
// Sets the __context__ of the error that is set to the exception handled at `info` (null: the thread's exc_info).
void err_chain_stack_item(ExcInfo* info);
void err_clear_exc_state(ExcInfo* info);

// ---- reporting
// Prints the error that is set as the end of a program would: sys.excepthook, SystemExit excluded (see machine.h).
void err_print();
// Prints "Exception ignored in: <obj>" with the error that is set, and clears it.
void err_write_unraisable(Object* obj);
// The same with "Exception ignored <message>" in front; message without the leading space, e.g. "in", obj may be null.
void err_write_unraisable_msg(const char* message, Object* obj);
// A warning of class `category`: printed to stderr as CPython does for its default filters. 0, or -1 with an error set.
int err_warn_format(Object* category, int64_t stack_level, const char* format, ...);
int err_warn_ex(Object* category, const char* text, int64_t stack_level);

// ---- tracebacks
// Adds an entry for `frame` at its current instruction to the error that is set. 0, or -1.
int traceback_here(InterpreterFrame* frame);

}  // namespace innards
