// The slot functions of classes written in Python: each looks the method up on the type and calls it. Named in slots.def.
#pragma once

#include "object/object.h"

namespace innards {

Object* slot_tp_repr(Object* self);
int64_t slot_tp_hash(Object* self);
Object* slot_tp_call(Object* self, Object* args, Object* kwds);
Object* slot_tp_str(Object* self);
Object* slot_tp_getattro(Object* self, Object* name);
Object* slot_tp_getattr_hook(Object* self, Object* name);
int slot_tp_setattro(Object* self, Object* name, Object* value);
Object* slot_tp_richcompare(Object* self, Object* other, int op);
Object* slot_tp_iter(Object* self);
Object* slot_tp_iternext(Object* self);
Object* slot_tp_descr_get(Object* self, Object* obj, Object* type);
int slot_tp_descr_set(Object* self, Object* target, Object* value);
int slot_tp_init(Object* self, Object* args, Object* kwds);
Object* slot_tp_new(TypeObject* type, Object* args, Object* kwds);
void slot_tp_finalize(Object* self);
Object* slot_am_await(Object* self);
Object* slot_am_aiter(Object* self);
Object* slot_am_anext(Object* self);
#define BINARY(name) Object* name(Object* self, Object* other);
#define UNARY(name) Object* name(Object* self);
BINARY(slot_nb_add)
BINARY(slot_nb_subtract)
BINARY(slot_nb_multiply)
BINARY(slot_nb_remainder)
BINARY(slot_nb_divmod)
Object* slot_nb_power(Object* self, Object* other, Object* modulus);
UNARY(slot_nb_negative)
UNARY(slot_nb_positive)
UNARY(slot_nb_absolute)
int slot_nb_bool(Object* self);
UNARY(slot_nb_invert)
BINARY(slot_nb_lshift)
BINARY(slot_nb_rshift)
BINARY(slot_nb_and)
BINARY(slot_nb_xor)
BINARY(slot_nb_or)
UNARY(slot_nb_int)
UNARY(slot_nb_float)
BINARY(slot_nb_inplace_add)
BINARY(slot_nb_inplace_subtract)
BINARY(slot_nb_inplace_multiply)
BINARY(slot_nb_inplace_remainder)
Object* slot_nb_inplace_power(Object* self, Object* other, Object* modulus);
BINARY(slot_nb_inplace_lshift)
BINARY(slot_nb_inplace_rshift)
BINARY(slot_nb_inplace_and)
BINARY(slot_nb_inplace_xor)
BINARY(slot_nb_inplace_or)
BINARY(slot_nb_floor_divide)
BINARY(slot_nb_true_divide)
BINARY(slot_nb_inplace_floor_divide)
BINARY(slot_nb_inplace_true_divide)
UNARY(slot_nb_index)
BINARY(slot_nb_matrix_multiply)
BINARY(slot_nb_inplace_matrix_multiply)
int64_t slot_mp_length(Object* self);
BINARY(slot_mp_subscript)
int slot_mp_ass_subscript(Object* self, Object* key, Object* value);
int64_t slot_sq_length(Object* self);
Object* slot_sq_item(Object* self, int64_t i);
int slot_sq_ass_item(Object* self, int64_t i, Object* value);
int slot_sq_contains(Object* self, Object* value);
#undef BINARY
#undef UNARY

}  // namespace innards
