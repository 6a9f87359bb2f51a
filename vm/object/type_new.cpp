// Objects/typeobject.c: type.__new__: what the class statement ends in.
#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/cell.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/property.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

// Everything known about the class in the making.
struct Making {
  TypeObject* metatype;
  Object *args, *kwds, *orig_dict, *name;
  Object* bases;       // owned
  TypeObject* base;    // the one that decides the layout
  Object* slots;       // owned tuple, or null
  int64_t nslot;
  int add_dict, add_weak;
  bool may_add_dict, may_add_weak;
};

// 0: go on; 1: *done is the class, made by another metaclass; -1.
int get_bases(Making& m, Object** done) {
  int64_t n = tuple_size_of(m.bases);
  if (n == 0) {
    m.base = TypeBaseObject;
    m.bases = tuple_pack(1, static_cast<Object*>(m.base));
    return m.bases ? 0 : -1;
  }
  for (int64_t i = 0; i < n; ++i) {
    Object* base = tuple_item_at(m.bases, i);
    if (type_check(base)) continue;
    Object* entries;
    if (object_lookup_attr(base, ID(__mro_entries__), &entries) < 0) return -1;
    if (entries) {
      decref(entries);
      err_set_string(ExcTypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
      return -1;
    }
  }
  TypeObject* winner = type_calculate_metaclass(m.metatype, m.bases);
  if (!winner) return -1;
  if (winner != m.metatype) {
    if (!(winner->tp_new == type_new)) {
      *done = winner->tp_new(winner, m.args, m.kwds);
      return *done ? 1 : -1;
    }
    m.metatype = winner;
  }
  m.base = type_best_base(m.bases);
  if (!m.base) return -1;
  incref(m.bases);
  return 0;
}

bool is_dict_name(Object* s) { return str_equal(s, ID(__dict__)); }
bool is_weakref_name(Object* s) { return str_equal(s, ID(__weakref__)); }

int visit_slots(Making& m) {
  for (int64_t i = 0; i < m.nslot; ++i) {
    Object* name = tuple_item_at(m.slots, i);
    if (!str_check(name)) {
      err_format(ExcTypeError, "__slots__ items must be strings, not '%.200s'", type_name_of(name));
      return -1;
    }
    if (!str_is_identifier(name)) {
      err_set_string(ExcTypeError, "__slots__ must be identifiers");
      return -1;
    }
    if (is_dict_name(name)) {
      if (!m.may_add_dict || m.add_dict) {
        err_set_string(ExcTypeError, "__dict__ slot disallowed: we already got one");
        return -1;
      }
      ++m.add_dict;
    }
    if (is_weakref_name(name)) {
      if (!m.may_add_weak || m.add_weak) {
        err_set_string(ExcTypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        return -1;
      }
      ++m.add_weak;
    }
  }
  return 0;
}

// The real slots: without __dict__ and __weakref__, mangled, sorted (so that __class__ assignment can compare them).
Object* copy_slots(Making& m, Object* dict) {
  Ref<> list(list_new(0));
  if (!list) return nullptr;
  for (int64_t i = 0; i < tuple_size_of(m.slots); ++i) {
    Object* slot = tuple_item_at(m.slots, i);
    if ((m.add_dict && is_dict_name(slot)) || (m.add_weak && is_weakref_name(slot))) continue;
    Ref<> mangled(mangle_name(m.name, slot));
    if (!mangled || list_append(list, mangled) < 0) return nullptr;
    int r = dict_contains(dict, mangled);
    if (r < 0) return nullptr;
    if (r > 0 && !str_equal(mangled, ID(__qualname__)) && !str_equal(mangled, ID(__classcell__))) {
      err_format(ExcValueError, "%R in __slots__ conflicts with class variable", mangled.get());
      return nullptr;
    }
  }
  if (list_sort(list) < 0) return nullptr;
  return list_as_tuple(list);
}

void slots_of_secondary_bases(Making& m) {
  int64_t n = tuple_size_of(m.bases);
  if (n < 2) return;
  for (int64_t i = 0; i < n; ++i) {
    bool open = (m.may_add_dict && !m.add_dict) || (m.may_add_weak && !m.add_weak);
    if (!open) return;
    TypeObject* base = as_type(tuple_item_at(m.bases, i));
    if (base == m.base) continue;
    if (m.may_add_dict && !m.add_dict && base->tp_dictoffset) ++m.add_dict;
    if (m.may_add_weak && !m.add_weak && base->tp_weaklistoffset) ++m.add_weak;
  }
}

int get_slots(Making& m, Object* dict) {
  Object* slots = dict_get_item_with_error(dict, ID(__slots__));
  if (!slots && err_occurred()) return -1;
  m.may_add_dict = m.base->tp_dictoffset == 0;
  m.may_add_weak = m.base->tp_weaklistoffset == 0 && m.base->tp_itemsize == 0;
  if (!slots) {
    if (m.may_add_dict) ++m.add_dict;
    if (m.may_add_weak) ++m.add_weak;
    return 0;
  }
  m.slots = str_check(slots) ? tuple_pack(1, slots) : sequence_tuple(slots);
  if (!m.slots) return -1;
  m.nslot = tuple_size_of(m.slots);
  if (m.nslot > 0 && m.base->tp_itemsize != 0) {
    err_format(ExcTypeError, "nonempty __slots__ not supported for subtype of '%s'", m.base->tp_name.get());
    return -1;
  }
  if (visit_slots(m) < 0) return -1;
  Object* real = copy_slots(m, dict);
  if (!real) return -1;
  decref(m.slots);
  m.slots = real;
  m.nslot = tuple_size_of(real);
  slots_of_secondary_bases(m);
  return 0;
}

HeapTypeObject* allocate(Making& m) {
  auto* type = static_cast<HeapTypeObject*>(m.metatype->tp_alloc(m.metatype, m.nslot));
  if (!type) return nullptr;
  type->tp_flags = kTpDefault | kTpHeapType | kTpBaseType | kTpHaveGC;
  type->tp_as_async = &type->as_async;
  type->tp_as_number = &type->as_number;
  type->tp_as_sequence = &type->as_sequence;
  type->tp_as_mapping = &type->as_mapping;
  type->tp_as_buffer = &type->as_buffer;
  type->tp_bases = new_ref(m.bases);
  type->tp_base = new_ref(m.base);
  type->ht_name = new_ref(m.name);
  return type;
}

int set_name(Making& m, HeapTypeObject* type) {
  int64_t size;
  const char* text = str_as_utf8_and_size(m.name, &size);
  if (!text) return -1;
  if (std::strlen(text) != static_cast<size_t>(size)) {
    err_set_string(ExcValueError, "type name must not contain null characters");
    return -1;
  }
  type->tp_name = text;
  return 0;
}

int set_module(HeapTypeObject* type) {
  int r = dict_contains(type->tp_dict, ID(__module__));
  if (r != 0) return r < 0 ? -1 : 0;
  Object* globals = eval_get_globals();
  if (!globals) return 0;
  Object* module = dict_get_item_with_error(globals, ID(__name__));
  if (!module) return err_occurred() ? -1 : 0;
  return dict_set_item(type->tp_dict, ID(__module__), module);
}

int set_qualname(HeapTypeObject* type) {
  Object* qualname = dict_get_item_with_error(type->tp_dict, ID(__qualname__));
  if (!qualname) {
    if (err_occurred()) return -1;
    type->ht_qualname = new_ref(type->ht_name.get());
    return 0;
  }
  if (!str_check(qualname)) {
    err_format(ExcTypeError, "type __qualname__ must be a str, not %s", type_name_of(qualname));
    return -1;
  }
  type->ht_qualname = new_ref(qualname);
  return dict_del_item(type->tp_dict, ID(__qualname__));
}

int set_doc(HeapTypeObject* type) {
  Object* doc = dict_get_item_with_error(type->tp_dict, ID(__doc__));
  if (!doc) return err_occurred() ? -1 : 0;
  if (!str_check(doc)) return 0;
  const char* text = str_as_utf8(doc);
  if (!text) return -1;
  size_t n = std::strlen(text) + 1;
  auto* copy = static_cast<char*>(mem_alloc(n));
  if (!copy) {
    err_no_memory();
    return -1;
  }
  std::memcpy(copy, text, n);
  type->tp_doc = copy;
  return 0;
}

// __new__ becomes a static method, __init_subclass__ and __class_getitem__ class methods, if they are plain functions.
int wrap_function(HeapTypeObject* type, Object* attr, Object* (*make)(Object*)) {
  Object* func = dict_get_item_with_error(type->tp_dict, attr);
  if (!func) return err_occurred() ? -1 : 0;
  if (type_of(func) != TypeFunction) return 0;
  Ref<> wrapped(make(func));
  return wrapped ? dict_set_item(type->tp_dict, attr, wrapped) : -1;
}

void set_layout(Making& m, HeapTypeObject* type) {
  int64_t offset = m.base->tp_basicsize;
  if (type->ht_slots) {
    auto* mp = reinterpret_cast<MemberField*>(reinterpret_cast<char*>(type) + type_of(type)->tp_basicsize);
    for (int64_t i = 0; i < tuple_size_of(type->ht_slots); ++i, ++mp) {
      mp->name = str_as_utf8(tuple_item_at(type->ht_slots, i));
      mp->type = kTObjectEx;
      mp->offset = offset;
      offset += 8;
    }
  }
  if (m.add_weak) {
    type->tp_weaklistoffset = offset;
    offset += 8;
  }
  if (m.add_dict) {
    if (m.base->tp_itemsize) {
      type->tp_dictoffset = -8;
      offset += 8;
    } else {
      type->tp_flags |= kTpManagedDict;
      type->tp_dictoffset = -offset - 24;
    }
  }
  type->tp_basicsize = offset;
  type->tp_itemsize = m.base->tp_itemsize;
}

void set_plain_slots(Making& m, HeapTypeObject* type) {
  if (type->tp_dictoffset != 0 || m.nslot > 0) {
    if (!m.base->tp_getattro) type->tp_getattro = object_generic_get_attr;
    if (!m.base->tp_setattro) type->tp_setattro = object_generic_set_attr;
  }
  type->tp_dealloc = subtype_dealloc;
  type->tp_alloc = type_generic_alloc;
  type->tp_free = gc_del;
  type->tp_traverse = subtype_traverse;
  type->tp_clear = subtype_clear;
}

int set_classcell(HeapTypeObject* type) {
  Object* cell = dict_get_item_with_error(type->tp_dict, ID(__classcell__));
  if (!cell) return err_occurred() ? -1 : 0;
  if (!cell_check(cell)) {
    err_format(ExcTypeError, "__classcell__ must be a nonlocal cell, not %.200R", type_of(cell));
    return -1;
  }
  cell_set(cell, type);
  return dict_del_item(type->tp_dict, ID(__classcell__));
}

int set_attributes(Making& m, HeapTypeObject* type) {
  if (set_name(m, type) < 0 || set_module(type) < 0 || set_qualname(type) < 0 || set_doc(type) < 0) return -1;
  if (wrap_function(type, ID(__new__), static_method_new) < 0) return -1;
  if (wrap_function(type, ID(__init_subclass__), class_method_new) < 0) return -1;
  if (wrap_function(type, ID(__class_getitem__), class_method_new) < 0) return -1;
  set_layout(m, type);
  set_plain_slots(m, type);
  return set_classcell(type);
}

// The descriptors of the slots and of __dict__ and __weakref__, where type_ready makes others from tables: mro() has run by then.
int add_descriptors(TypeObject* made) {
  auto* type = static_cast<HeapTypeObject*>(made);
  Object* dict = type->tp_dict;
  if (type->ht_slots) {
    auto* mp = reinterpret_cast<MemberField*>(reinterpret_cast<char*>(type) + type_of(type)->tp_basicsize);
    for (int64_t i = 0; i < tuple_size_of(type->ht_slots); ++i, ++mp) {
      Ref<> descr(descr_new_member(type, mp));
      if (!descr || !dict_set_default(dict, static_cast<DescrObject*>(descr.get())->d_name, descr)) return -1;
    }
  }
  const GetSetDef* g = type->tp_weaklistoffset && type->tp_dictoffset ? subtype_getsets_full()
                       : type->tp_weaklistoffset                      ? subtype_getsets_weakref_only()
                       : type->tp_dictoffset                          ? subtype_getsets_dict_only()
                                                                      : nullptr;
  for (; g && g->name; ++g) {
    Ref<> descr(descr_new_getset(type, g));
    if (!descr || !dict_set_default(dict, static_cast<DescrObject*>(descr.get())->d_name, descr)) return -1;
  }
  return 0;
}

int call_set_names(HeapTypeObject* type) {
  Ref<> names(dict_copy(type->tp_dict));
  if (!names) return -1;
  int64_t pos = 0;
  Object *key, *value;
  while (dict_next(names, &pos, &key, &value)) {
    Object* set_name = object_lookup_special(value, ID(__set_name__));
    if (!set_name) {
      if (err_occurred()) return -1;
      continue;
    }
    Object* res = object_call_function_obj_args(set_name, static_cast<Object*>(type), key, static_cast<Object*>(nullptr));
    decref(set_name);
    if (!res) {
      err_format_from_cause(ExcRuntimeError, "Error calling __set_name__ on '%.100s' instance %R in '%.100s'",
                            type_name_of(value), key, type->tp_name.get());
      return -1;
    }
    decref(res);
  }
  return 0;
}

int call_init_subclass(HeapTypeObject* type, Object* kwds) {
  Object* args[2] = {type, type};
  Ref<> super(object_vectorcall(TypeSuper, args, 2, nullptr));
  if (!super) return -1;
  Ref<> func(object_get_attr(super, ID(__init_subclass__)));
  super.reset();  // CPython lets it go before the call
  if (!func) return -1;
  Object* no_args[1] = {nullptr};
  Ref<> result(object_vectorcall_dict(func, no_args, 0, kwds));
  return result ? 0 : -1;
}

Object* make(Making& m) {
  Ref<> dict(dict_copy(m.orig_dict));
  if (!dict || get_slots(m, dict) < 0) return nullptr;
  HeapTypeObject* type = allocate(m);
  if (!type) return nullptr;
  Ref<HeapTypeObject> held(type);
  type->tp_dict = dict.release();
  type->ht_slots = m.slots;
  m.slots = nullptr;
  if (set_attributes(m, type) < 0) return nullptr;
  if (type_ready_with(type, add_descriptors) < 0) return nullptr;
  type_fixup_slot_dispatchers(type);
  if (call_set_names(type) < 0 || call_init_subclass(type, m.kwds) < 0) return nullptr;
  return held.release();
}

}  // namespace

TypeObject* type_calculate_metaclass(TypeObject* metatype, Object* bases) {
  TypeObject* winner = metatype;
  for (int64_t i = 0; i < tuple_size_of(bases); ++i) {
    TypeObject* t = type_of(tuple_item_at(bases, i));
    if (type_is_subtype(winner, t)) continue;
    if (type_is_subtype(t, winner)) {
      winner = t;
      continue;
    }
    err_set_string(ExcTypeError,
                   "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                   "metaclasses of all its bases");
    return nullptr;
  }
  return winner;
}

Object* type_new(TypeObject* metatype, Object* args, Object* kwds) {
  Making m{};
  m.metatype = metatype;
  m.args = args;
  m.kwds = kwds;
  if (!args_parse_tuple(args, "UO!O!:type.__new__", &m.name, TypeTuple, &m.bases, TypeDict, &m.orig_dict)) return nullptr;
  Object* done = nullptr;
  int res = get_bases(m, &done);
  if (res < 0) return nullptr;
  if (res == 1) return done;
  Object* type = make(m);
  xdecref(m.slots);
  decref(m.bases);
  return type;
}

// Python/compile.c: inside class C, __x means _C__x, unless it ends with __ or has a dot.
Object* mangle_name(Object* klass, Object* ident) {
  if (!klass || !str_check(klass)) return new_ref(ident);
  int64_t n = str_length(ident);
  if (n < 2 || str_read_char(ident, 0) != '_' || str_read_char(ident, 1) != '_') return new_ref(ident);
  if ((str_read_char(ident, n - 1) == '_' && str_read_char(ident, n - 2) == '_') || str_find_char(ident, '.', 0, n, 1) != -1)
    return new_ref(ident);
  int64_t skip = 0, length = str_length(klass);
  while (skip < length && str_read_char(klass, skip) == '_') ++skip;
  if (skip == length) return new_ref(ident);  // a class of underscores only
  Ref<> stripped(str_substring(klass, skip, length));
  return stripped ? str_from_format("_%U%U", stripped.get(), ident) : nullptr;
}

}  // namespace innards
