// What single instructions need beyond the protocols: unpacking, matching, raising, name errors. Split from the loop so
// that the loop stays a list of short cases. Follows the static functions of Python/ceval.c.
#pragma once

#include <cstdint>

#include "object/object.h"
#include "run/frame.h"

namespace innards {

// What the loop would trust, where bytecode made by hand can bring anything: false with SystemError set.
bool check_is_exception(Object* o);
// The parts that MAKE_FUNCTION with argument `flags` finds below the stack pointer.
bool check_function_parts(Object** sp, int flags);


// Where the instructions' helpers write: the stack pointer after the pushes. 1 = done, 0 = error set.
int unpack_iterable(Object* v, int argcnt, int argcntafter, Object** sp);
// raise [exc [from cause]]: steals both. 1 when an exception was re-raised, 0 when it is new.
int do_raise(Object* exc, Object* cause);
// Values of `keys` in `map` as a tuple, None when one is missing (new reference); nullptr: error.
Object* match_keys(Object* map, Object* keys);
// Attributes of subject for a class pattern as a tuple; nullptr without error when it does not match.
Object* match_class(Object* subject, Object* type, int64_t nargs, Object* kwargs);
// The int that a handler wants on the stack, where the heap is full: from spare memory, or the frame would unwind for ever.
Object* int_beyond_the_limit(int64_t value);
int check_except_type_valid(Object* right);
int check_except_star_type_valid(Object* right);
// Splits an exception for `except* match_type`: *match and *rest are new references. 0 or -1.
int exception_group_match(Object* exc_value, Object* match_type, Object** match, Object** rest);
int check_args_iterable(Object* func, Object* args);
void format_kwargs_error(Object* func, Object* kwargs);
void format_awaitable_error(TypeObject* type, bool aenter, bool aexit);
Object* import_name(InterpreterFrame* frame, Object* name, Object* fromlist, Object* level);
Object* get_anext_awaitable(Object* aiter);
Object* get_aiter(Object* obj);
// LOAD_NAME's search in locals, globals, builtins: new reference or nullptr with an error set.
Object* load_name(InterpreterFrame* frame, Object* name);
Object* load_global_slow(InterpreterFrame* frame, Object* name);
Object* load_class_deref(InterpreterFrame* frame, int oparg);
Object* load_build_class(InterpreterFrame* frame);
int delete_name(InterpreterFrame* frame, Object* name);
int setup_annotations(InterpreterFrame* frame);
Object* convert_and_format(Object* value, Object* spec, int which);

}  // namespace innards
