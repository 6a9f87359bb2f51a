// What generator.cpp shares with async_generator.cpp and nobody else.
#pragma once

#include "object/generator.h"
#include "object/int.h"

namespace innards {

inline Object* int_from_size(int64_t n) { return int_from_i64(n); }
// Sends `arg`, or (exc) raises the error that is set, inside the generator; its end becomes StopIteration.
Object* gen_send_ex(GenObject* gen, Object* arg, int exc, int closing);
Object* gen_throw_internal(GenObject* gen, int close_on_exit, Object* type, Object* value, Object* tb);
Object* gen_close(Object* gen, Object* unused);
Object* gen_throw(Object* gen, Object** args, int64_t nargs);
Object* gen_iternext(Object* gen);
Object* gen_sizeof(Object* gen, Object*);
Object* gen_get_name(Object*, void*);
Object* gen_get_qualname(Object*, void*);
int gen_set_name(Object*, Object*, void*);
int gen_set_qualname(Object*, Object*, void*);
Object* gen_get_yieldfrom(Object*, void*);
Object* gen_get_frame(Object*, void*);
Object* gen_get_suspended(Object*, void*);
int gen_traverse(Object* o, visitproc* visit, void* arg);
// Size, dealloc, traverse and finalize, alike in all three types.
void init_generator_slots(TypeObject* t);

}  // namespace innards
