// Objects/typeobject.c: wrap_*: what x.__add__(y) of a built-in type does before it calls the slot.
#include "object/slot_wrappers.h"

#include "native/args.h"
#include "object/bool.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/slot_functions.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"

namespace innards {

namespace {

template <class F>
F* slot(uint64_t wrapped) { return reinterpret_cast<F*>(g_natives[wrapped]); }

bool check_num_args(Object* args, int n) {
  if (n == tuple_size_of(args)) return true;
  err_format(ExcTypeError, "expected %d argument%s, got %zd", n, n == 1 ? "" : "s", tuple_size_of(args));
  return false;
}

Object* none_or_null(int res) {
  if (res < 0) return nullptr;
  return new_none();
}

int64_t get_index(Object* self, Object* arg) {
  int64_t i = number_as_ssize(arg, ExcOverflowError);
  if (i == -1 && err_occurred()) return -1;
  if (i < 0) {
    SequenceMethods* sq = type_of(self)->tp_as_sequence;
    if (sq && sq->sq_length) {
      int64_t n = sq->sq_length(self);
      if (n < 0) return -1;
      i += n;
    }
  }
  return i;
}

// object.__setattr__(C, ...) may not be used to change built-in types behind their metaclass's back.
bool hackcheck(Object* self, setattrofunc* func, const char* what) {
  TypeObject* type = type_of(self);
  Object* mro = type->tp_mro;
  if (!mro) return true;
  TypeObject* defining = type;
  for (int64_t i = tuple_size_of(mro) - 1; i >= 0; --i) {
    TypeObject* base = as_type(tuple_item_at(mro, i));
    if (base->tp_setattro == slot_tp_setattro) continue;  // a Python method; what matters is the native one below it
    if (base->tp_setattro == type_setattro) {
      defining = base;
      break;
    }
  }
  for (TypeObject* base = defining; base; base = base->tp_base) {
    if (base->tp_setattro == func) return true;  // the call comes from the class that defines it
    if (!(base->tp_setattro == slot_tp_setattro)) {
      err_format(ExcTypeError, "can't apply this %s to %s object", what, type->tp_name.get());
      return false;
    }
  }
  return true;
}

Object* rich_compare(Object* self, Object* args, uint64_t wrapped, int op) {
  if (!check_num_args(args, 1)) return nullptr;
  return slot<richcmpfunc>(wrapped)(self, tuple_item_at(args, 0), op);
}

}  // namespace

Object* wrap_unaryfunc(Object* self, Object* args, uint64_t wrapped) {
  return check_num_args(args, 0) ? slot<unaryfunc>(wrapped)(self) : nullptr;
}
Object* wrap_binaryfunc(Object* self, Object* args, uint64_t wrapped) {
  return check_num_args(args, 1) ? slot<binaryfunc>(wrapped)(self, tuple_item_at(args, 0)) : nullptr;
}
Object* wrap_binaryfunc_l(Object* self, Object* args, uint64_t wrapped) { return wrap_binaryfunc(self, args, wrapped); }
Object* wrap_binaryfunc_r(Object* self, Object* args, uint64_t wrapped) {
  return check_num_args(args, 1) ? slot<binaryfunc>(wrapped)(tuple_item_at(args, 0), self) : nullptr;
}
Object* wrap_ternaryfunc(Object* self, Object* args, uint64_t wrapped) {
  Object *other, *third = none();
  if (!args_unpack_tuple(args, "", 1, 2, &other, &third)) return nullptr;
  return slot<ternaryfunc>(wrapped)(self, other, third);
}
Object* wrap_ternaryfunc_r(Object* self, Object* args, uint64_t wrapped) {
  Object *other, *third = none();
  if (!args_unpack_tuple(args, "", 1, 2, &other, &third)) return nullptr;
  return slot<ternaryfunc>(wrapped)(other, self, third);
}
Object* wrap_inquirypred(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 0)) return nullptr;
  int res = slot<inquiry>(wrapped)(self);
  if (res == -1 && err_occurred()) return nullptr;
  return bool_from(res);
}
Object* wrap_lenfunc(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 0)) return nullptr;
  int64_t res = slot<lenfunc>(wrapped)(self);
  if (res == -1 && err_occurred()) return nullptr;
  return int_from_i64(res);
}
Object* wrap_indexargfunc(Object* self, Object* args, uint64_t wrapped) {
  Object* arg;
  if (!args_unpack_tuple(args, "", 1, 1, &arg)) return nullptr;  // so the message begins with a space, as CPython's does
  int64_t i = number_as_ssize(arg, ExcOverflowError);
  if (i == -1 && err_occurred()) return nullptr;
  return slot<ssizeargfunc>(wrapped)(self, i);
}
Object* wrap_sq_item(Object* self, Object* args, uint64_t wrapped) {
  if (tuple_size_of(args) != 1) {
    check_num_args(args, 1);
    return nullptr;
  }
  int64_t i = get_index(self, tuple_item_at(args, 0));
  if (i == -1 && err_occurred()) return nullptr;
  return slot<ssizeargfunc>(wrapped)(self, i);
}
Object* wrap_sq_setitem(Object* self, Object* args, uint64_t wrapped) {
  Object *arg, *value;
  if (!args_unpack_tuple(args, "", 2, 2, &arg, &value)) return nullptr;
  int64_t i = get_index(self, arg);
  if (i == -1 && err_occurred()) return nullptr;
  int res = slot<ssizeobjargproc>(wrapped)(self, i, value);
  if (res == -1 && err_occurred()) return nullptr;
  return new_none();
}
Object* wrap_sq_delitem(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 1)) return nullptr;
  int64_t i = get_index(self, tuple_item_at(args, 0));
  if (i == -1 && err_occurred()) return nullptr;
  int res = slot<ssizeobjargproc>(wrapped)(self, i, nullptr);
  if (res == -1 && err_occurred()) return nullptr;
  return new_none();
}
Object* wrap_objobjproc(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 1)) return nullptr;
  int res = slot<objobjproc>(wrapped)(self, tuple_item_at(args, 0));
  if (res == -1 && err_occurred()) return nullptr;
  return bool_from(res);
}
Object* wrap_objobjargproc(Object* self, Object* args, uint64_t wrapped) {
  Object *key, *value;
  if (!args_unpack_tuple(args, "", 2, 2, &key, &value)) return nullptr;
  int res = slot<objobjargproc>(wrapped)(self, key, value);
  if (res == -1 && err_occurred()) return nullptr;
  return new_none();
}
Object* wrap_delitem(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 1)) return nullptr;
  int res = slot<objobjargproc>(wrapped)(self, tuple_item_at(args, 0), nullptr);
  if (res == -1 && err_occurred()) return nullptr;
  return new_none();
}
Object* wrap_setattr(Object* self, Object* args, uint64_t wrapped) {
  Object *name, *value;
  if (!args_unpack_tuple(args, "", 2, 2, &name, &value)) return nullptr;
  auto* func = slot<setattrofunc>(wrapped);
  if (!hackcheck(self, func, "__setattr__")) return nullptr;
  return none_or_null(func(self, name, value));
}
Object* wrap_delattr(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 1)) return nullptr;
  auto* func = slot<setattrofunc>(wrapped);
  if (!hackcheck(self, func, "__delattr__")) return nullptr;
  return none_or_null(func(self, tuple_item_at(args, 0), nullptr));
}
Object* wrap_hashfunc(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 0)) return nullptr;
  int64_t res = slot<hashfunc>(wrapped)(self);
  if (res == -1 && err_occurred()) return nullptr;
  return int_from_i64(res);
}
Object* wrap_call(Object* self, Object* args, uint64_t wrapped, Object* kwds) {
  return slot<ternaryfunc>(wrapped)(self, args, kwds);
}
Object* wrap_del(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 0)) return nullptr;
  slot<destructor>(wrapped)(self);
  return new_none();
}
Object* wrap_richcmp_lt(Object* s, Object* a, uint64_t w) { return rich_compare(s, a, w, kLT); }
Object* wrap_richcmp_le(Object* s, Object* a, uint64_t w) { return rich_compare(s, a, w, kLE); }
Object* wrap_richcmp_eq(Object* s, Object* a, uint64_t w) { return rich_compare(s, a, w, kEQ); }
Object* wrap_richcmp_ne(Object* s, Object* a, uint64_t w) { return rich_compare(s, a, w, kNE); }
Object* wrap_richcmp_gt(Object* s, Object* a, uint64_t w) { return rich_compare(s, a, w, kGT); }
Object* wrap_richcmp_ge(Object* s, Object* a, uint64_t w) { return rich_compare(s, a, w, kGE); }
Object* wrap_next(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 0)) return nullptr;
  Object* res = slot<unaryfunc>(wrapped)(self);
  if (!res && !err_occurred()) err_set_none(ExcStopIteration);
  return res;
}
Object* wrap_descr_get(Object* self, Object* args, uint64_t wrapped) {
  Object *obj, *type = nullptr;
  if (!args_unpack_tuple(args, "", 1, 2, &obj, &type)) return nullptr;
  if (is_none(obj)) obj = nullptr;
  if (type && is_none(type)) type = nullptr;
  if (!type && !obj) {
    err_set_string(ExcTypeError, "__get__(None, None) is invalid");
    return nullptr;
  }
  return slot<descrgetfunc>(wrapped)(self, obj, type);
}
Object* wrap_descr_set(Object* self, Object* args, uint64_t wrapped) {
  Object *obj, *value;
  if (!args_unpack_tuple(args, "", 2, 2, &obj, &value)) return nullptr;
  return none_or_null(slot<descrsetfunc>(wrapped)(self, obj, value));
}
Object* wrap_descr_delete(Object* self, Object* args, uint64_t wrapped) {
  if (!check_num_args(args, 1)) return nullptr;
  return none_or_null(slot<descrsetfunc>(wrapped)(self, tuple_item_at(args, 0), nullptr));
}
Object* wrap_init(Object* self, Object* args, uint64_t wrapped, Object* kwds) {
  return none_or_null(slot<initproc>(wrapped)(self, args, kwds));
}

}  // namespace innards
