// Objects/typeobject.c: the method resolution order (C3), and which base decides an instance's layout.
#include <cstdio>

#include "heap/heap.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* class_name(Object* cls) {
  Object* name;
  if (object_lookup_attr(cls, ID(__name__), &name) == 0) name = object_repr(cls);
  return name;
}

int check_duplicates(Object* bases) {
  int64_t n = tuple_size_of(bases);
  for (int64_t i = 0; i < n; ++i) {
    Object* o = tuple_item_at(bases, i);
    for (int64_t j = i + 1; j < n; ++j) {
      if (tuple_item_at(bases, j) != o) continue;
      Object* name = class_name(o);
      if (name) {
        if (str_check(name)) err_format(ExcTypeError, "duplicate base class %U", name);
        else err_set_string(ExcTypeError, "duplicate base class");
        decref(name);
      }
      return -1;
    }
  }
  return 0;
}

bool tail_contains(Object* tuple, int64_t whence, Object* o) {
  int64_t n = tuple_size_of(tuple);
  for (int64_t j = whence + 1; j < n; ++j)
    if (tuple_item_at(tuple, j) == o) return true;
  return false;
}

void set_mro_error(Object** to_merge, int64_t n_merge, const int64_t* remain) {
  Ref<> set(dict_new());
  if (!set) return;
  for (int64_t i = 0; i < n_merge; ++i) {
    Object* list = to_merge[i];
    if (remain[i] < tuple_size_of(list) && dict_set_item(set, tuple_item_at(list, remain[i]), none()) < 0) return;
  }
  char buf[1000];
  int64_t n = dict_size_of(set);
  size_t off = static_cast<size_t>(
      std::snprintf(buf, sizeof buf, "Cannot create a consistent method resolution\norder (MRO) for bases"));
  int64_t pos = 0;
  Object *k, *v;
  while (dict_next(set, &pos, &k, &v) && off < sizeof buf) {
    Object* name = class_name(k);
    const char* text;
    if (name) {
      text = str_check(name) ? str_as_utf8(name) : "?";
      if (!text) {
        decref(name);
        return;
      }
    } else {
      return;
    }
    off += static_cast<size_t>(std::snprintf(buf + off, sizeof buf - off, " %s", text));
    decref(name);
    if (--n && off + 1 < sizeof buf) {
      buf[off++] = ',';
      buf[off] = '\0';
    }
  }
  err_set_string(ExcTypeError, buf);
}

// C3: appends to acc the merge of the tuples.
int merge(Object* acc, Object** to_merge, int64_t n_merge) {
  auto* remain = static_cast<int64_t*>(mem_calloc(static_cast<size_t>(n_merge) * sizeof(int64_t)));
  if (!remain) {
    err_no_memory();
    return -1;
  }
  int res = 0;
  bool again = true;
  while (again) {
    again = false;
    int64_t empty = 0;
    for (int64_t i = 0; i < n_merge && !again; ++i) {
      Object* cur = to_merge[i];
      if (remain[i] >= tuple_size_of(cur)) {
        ++empty;
        continue;
      }
      Object* candidate = tuple_item_at(cur, remain[i]);
      bool blocked = false;
      for (int64_t j = 0; j < n_merge && !blocked; ++j) blocked = tail_contains(to_merge[j], remain[j], candidate);
      if (blocked) continue;
      if (list_append(acc, candidate) < 0) {
        mem_free(remain);
        return -1;
      }
      for (int64_t j = 0; j < n_merge; ++j)
        if (remain[j] < tuple_size_of(to_merge[j]) && tuple_item_at(to_merge[j], remain[j]) == candidate) ++remain[j];
      again = true;
    }
    if (!again && empty != n_merge) {
      set_mro_error(to_merge, n_merge, remain);
      res = -1;
    }
  }
  mem_free(remain);
  return res;
}

int extra_ivars(TypeObject* type, TypeObject* base) {
  int64_t t_size = type->tp_basicsize;
  int64_t b_size = base->tp_basicsize;
  if (type->tp_itemsize || base->tp_itemsize) return t_size != b_size || type->tp_itemsize != base->tp_itemsize;
  if (type->tp_weaklistoffset && !base->tp_weaklistoffset && type->tp_weaklistoffset + 8 == t_size && type_has(type, kTpHeapType))
    t_size -= 8;
  return t_size != b_size;
}

int check_mro(TypeObject* type, Object* mro) {
  TypeObject* solid = type_solid_base(type);
  int64_t n = tuple_size_of(mro);
  for (int64_t i = 0; i < n; ++i) {
    Object* o = tuple_item_at(mro, i);
    if (!type_check(o)) {
      err_format(ExcTypeError, "mro() returned a non-class ('%.500s')", type_name_of(o));
      return -1;
    }
    if (!type_is_subtype(solid, type_solid_base(as_type(o)))) {
      err_format(ExcTypeError, "mro() returned base with unsuitable layout ('%.500s')", as_type(o)->tp_name.get());
      return -1;
    }
  }
  return 0;
}

Object* mro_invoke(TypeObject* type) {
  bool custom = type_of(type) != TypeType;
  Object* result;
  if (custom) {
    int unbound;
    Object* meth = type_lookup_method(type, ID(mro), &unbound);
    if (!meth) return nullptr;
    result = unbound ? object_call_one_arg(meth, type) : object_call_no_args(meth);
    decref(meth);
  } else {
    result = type_mro_implementation(type);
  }
  if (!result) return nullptr;
  Object* mro = sequence_tuple(result);
  decref(result);
  if (!mro) return nullptr;
  if (tuple_size_of(mro) == 0) {
    decref(mro);
    err_format(ExcTypeError, "type MRO must not be empty");
    return nullptr;
  }
  if (custom && check_mro(type, mro) < 0) {
    decref(mro);
    return nullptr;
  }
  return mro;
}

// A class whose metaclass computes the MRO in its own way, or whose MRO leaves a base out, cannot trust its version tag.
void mro_modified(TypeObject* type, Object* bases) {
  bool clear = false;
  if (type_of(type) != TypeType) {
    int unbound;
    Ref<> mine(type_lookup_maybe_method(type, ID(mro), &unbound));
    Ref<> usual(type_lookup_maybe_method(TypeType, ID(mro), &unbound));
    clear = !mine || !usual || mine.get() != usual.get();
  }
  int64_t n = tuple_size_of(bases);
  for (int64_t i = 0; i < n && !clear; ++i) clear = !type_is_subtype(type, as_type(tuple_item_at(bases, i)));
  if (clear) {
    type->tp_flags &= ~uint64_t{kTpValidVersionTag};
    type->tp_version_tag = 0;
  }
}

}  // namespace

Object* type_mro_implementation(TypeObject* type) {
  Object* bases = type->tp_bases;
  int64_t n = tuple_size_of(bases);
  for (int64_t i = 0; i < n; ++i) {
    TypeObject* base = as_type(tuple_item_at(bases, i));
    if (!base->tp_mro) return err_format(ExcTypeError, "Cannot extend an incomplete type '%.100s'", base->tp_name.get());
  }
  if (n == 1) {
    Object* base_mro = as_type(tuple_item_at(bases, 0))->tp_mro;
    int64_t k = tuple_size_of(base_mro);
    Object* result = tuple_new(k + 1);
    if (!result) return nullptr;
    tuple_put(result, 0, new_ref<Object>(type));
    for (int64_t i = 0; i < k; ++i) tuple_put(result, i + 1, new_ref(tuple_item_at(base_mro, i)));
    return result;
  }
  if (check_duplicates(bases)) return nullptr;
  auto** to_merge = static_cast<Object**>(mem_alloc(static_cast<size_t>(n + 1) * sizeof(Ptr<Object>)));
  if (!to_merge) return err_no_memory();
  for (int64_t i = 0; i < n; ++i) to_merge[i] = as_type(tuple_item_at(bases, i))->tp_mro;
  to_merge[n] = bases;
  Object* result = list_new(1);
  if (result) {
    list_put(result, 0, new_ref<Object>(type));
    if (merge(result, to_merge, n + 1) < 0) {
      decref(result);
      result = nullptr;
    }
  }
  mem_free(to_merge);
  return result;
}

int type_mro_internal(TypeObject* type, Object** p_old_mro) {
  Object* old_mro = type->tp_mro;
  xincref(old_mro);
  Object* new_mro = mro_invoke(type);
  bool reentered = type->tp_mro.get() != old_mro;
  xdecref(old_mro);
  if (!new_mro) return -1;
  if (reentered) {
    decref(new_mro);
    return 0;
  }
  type->tp_mro = new_mro;
  mro_modified(type, type->tp_mro);
  mro_modified(type, type->tp_bases);
  type_modified(type);
  if (p_old_mro) *p_old_mro = old_mro;
  else xdecref(old_mro);
  return 1;
}

TypeObject* type_solid_base(TypeObject* type) {
  TypeObject* base = type->tp_base ? type_solid_base(type->tp_base) : TypeBaseObject;
  return extra_ivars(type, base) ? type : base;
}

TypeObject* type_best_base(Object* bases) {
  int64_t n = tuple_size_of(bases);
  TypeObject* base = nullptr;
  TypeObject* winner = nullptr;
  for (int64_t i = 0; i < n; ++i) {
    Object* proto = tuple_item_at(bases, i);
    if (!type_check(proto)) {
      err_set_string(ExcTypeError, "bases must be types");
      return nullptr;
    }
    TypeObject* base_i = as_type(proto);
    if (!base_i->tp_dict && type_ready(base_i) < 0) return nullptr;
    if (!type_has(base_i, kTpBaseType)) {
      err_format(ExcTypeError, "type '%.100s' is not an acceptable base type", base_i->tp_name.get());
      return nullptr;
    }
    TypeObject* candidate = type_solid_base(base_i);
    if (!winner) {
      winner = candidate;
      base = base_i;
    } else if (type_is_subtype(winner, candidate)) {
    } else if (type_is_subtype(candidate, winner)) {
      winner = candidate;
      base = base_i;
    } else {
      err_set_string(ExcTypeError, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return base;
}

}  // namespace innards
