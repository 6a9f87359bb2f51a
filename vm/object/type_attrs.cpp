// Objects/typeobject.c: the type `type`: what a class shows of itself, calling a class, its attributes, its end.
#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/slot_functions.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"
#include "run/differences.h"
#include "run/errors.h"

namespace innards {

const char* type_name(TypeObject* t) {
  const char* s = t->tp_name;
  const char* dot = std::strrchr(s, '.');
  return dot ? dot + 1 : s;
}

Object* type_get_name(TypeObject* t) {
  if (type_has(t, kTpHeapType)) return new_ref(static_cast<HeapTypeObject*>(t)->ht_name.get());
  return str_intern(type_name(t));
}

Object* type_get_qualname(TypeObject* t) {
  if (type_has(t, kTpHeapType)) return new_ref(static_cast<HeapTypeObject*>(t)->ht_qualname.get());
  return type_get_name(t);
}

Object* type_module(TypeObject* t) {
  if (type_has(t, kTpHeapType)) {
    Object* mod = dict_get_item_with_error(t->tp_dict, ID(__module__));
    if (mod) return new_ref(mod);
    if (!err_occurred()) err_format(ExcAttributeError, "__module__");
    return nullptr;
  }
  const char* s = t->tp_name;
  const char* dot = std::strrchr(s, '.');
  if (!dot) return new_ref(ID(builtins));
  Object* mod = str_from_utf8(s, dot - s);
  if (mod) str_intern_in_place(&mod);
  return mod;
}

Object* type_repr(Object* self) {
  TypeObject* t = as_type(self);
  if (!t->tp_name) return str_from_format("<class at %p>", t);
  Ref<> mod(type_module(t));
  if (!mod) err_clear();
  if (mod && !str_check(mod)) mod.reset();
  Ref<> name(type_get_qualname(t));
  if (!name) return nullptr;
  if (mod && !str_equal(mod, ID(builtins))) return str_from_format("<class '%U.%U'>", mod.get(), name.get());
  return str_from_format("<class '%s'>", t->tp_name.get());
}

// ---- getters and setters

namespace {

bool check_set_special(TypeObject* type, Object* value, const char* name) {
  if (type_has(type, kTpImmutableType)) {
    err_format(ExcTypeError, "cannot set '%s' attribute of immutable type '%s'", name, type->tp_name.get());
    return false;
  }
  if (!value) {
    err_format(ExcTypeError, "cannot delete '%s' attribute of immutable type '%s'", name, type->tp_name.get());
    return false;
  }
  return true;
}

Object* get_name(Object* t, void*) { return type_get_name(as_type(t)); }
int set_name(Object* self, Object* value, void*) {
  auto* type = static_cast<HeapTypeObject*>(self);
  if (!check_set_special(type, value, "__name__")) return -1;
  if (!str_check(value)) {
    err_format(ExcTypeError, "can only assign string to %s.__name__, not '%s'", type->tp_name.get(), type_name_of(value));
    return -1;
  }
  int64_t size;
  const char* text = str_as_utf8_and_size(value, &size);
  if (!text) return -1;
  if (std::strlen(text) != static_cast<size_t>(size)) {
    err_format(ExcValueError, "type name must not contain null characters");
    return -1;
  }
  type->tp_name = text;
  set_ref(type->ht_name, new_ref(value));
  return 0;
}

Object* get_qualname(Object* t, void*) { return type_get_qualname(as_type(t)); }
int set_qualname(Object* self, Object* value, void*) {
  auto* type = static_cast<HeapTypeObject*>(self);
  if (!check_set_special(type, value, "__qualname__")) return -1;
  if (!str_check(value)) {
    err_format(ExcTypeError, "can only assign string to %s.__qualname__, not '%s'", type->tp_name.get(), type_name_of(value));
    return -1;
  }
  set_ref(type->ht_qualname, new_ref(value));
  return 0;
}

Object* get_module(Object* t, void*) { return type_module(as_type(t)); }
int set_module(Object* self, Object* value, void*) {
  TypeObject* type = as_type(self);
  if (!check_set_special(type, value, "__module__")) return -1;
  type_modified(type);
  return dict_set_item(type->tp_dict, ID(__module__), value);
}

Object* get_abstractmethods(Object* self, void*) {
  TypeObject* type = as_type(self);
  Object* mod = nullptr;
  if (type != TypeType) mod = dict_get_item_with_error(type->tp_dict, ID(__abstractmethods__));
  if (!mod) {
    if (!err_occurred()) err_set_object(ExcAttributeError, ID(__abstractmethods__));
    return nullptr;
  }
  return new_ref(mod);
}
int set_abstractmethods(Object* self, Object* value, void*) {
  TypeObject* type = as_type(self);
  int abstract = 0, res;
  if (value) {
    abstract = object_is_true(value);
    if (abstract < 0) return -1;
    res = dict_set_item(type->tp_dict, ID(__abstractmethods__), value);
  } else {
    res = dict_del_item(type->tp_dict, ID(__abstractmethods__));
    if (res && err_exception_matches(ExcKeyError)) {
      err_set_object(ExcAttributeError, ID(__abstractmethods__));
      return -1;
    }
  }
  if (res == 0) {
    type_modified(type);
    if (abstract) type->tp_flags |= kTpIsAbstract;
    else type->tp_flags &= ~uint64_t{kTpIsAbstract};
  }
  return res;
}

Object* get_bases(Object* t, void*) { return new_ref(as_type(t)->tp_bases.get()); }

// New MROs for a type and everything below it; undo holds (type, new mro, old mro) in threes.
int mro_hierarchy(TypeObject* type, Object* undo) {
  Object* old_mro = nullptr;
  int res = type_mro_internal(type, &old_mro);
  if (res <= 0) return res;
  Object* new_mro = type->tp_mro;
  Ref<> tuple(old_mro ? tuple_pack(3, static_cast<Object*>(type), new_mro, old_mro)
                      : tuple_pack(2, static_cast<Object*>(type), new_mro));
  res = tuple ? list_append(undo, tuple) : -1;
  xdecref(old_mro);
  if (res) return -1;
  Ref<> subclasses(type_get_subclasses(type));
  if (!subclasses) return -1;
  for (int64_t i = 0; i < list_size_of(subclasses); ++i) {
    res = mro_hierarchy(as_type(list_item_at(subclasses, i)), undo);
    if (res < 0) return res;
  }
  return 0;
}

bool base_chain_contains(TypeObject* a, TypeObject* b) {
  do {
    if (a == b) return true;
    a = a->tp_base;
  } while (a);
  return b == TypeBaseObject;
}

int set_bases(Object* self, Object* bases, void*) {
  TypeObject* type = as_type(self);
  if (!check_set_special(type, bases, "__bases__")) return -1;
  if (!tuple_check(bases)) {
    err_format(ExcTypeError, "can only assign tuple to %s.__bases__, not %s", type->tp_name.get(), type_name_of(bases));
    return -1;
  }
  if (tuple_size_of(bases) == 0) {
    err_format(ExcTypeError, "can only assign non-empty tuple to %s.__bases__, not ()", type->tp_name.get());
    return -1;
  }
  for (int64_t i = 0; i < tuple_size_of(bases); ++i) {
    Object* ob = tuple_item_at(bases, i);
    if (!type_check(ob)) {
      err_format(ExcTypeError, "%s.__bases__ must be tuple of classes, not '%s'", type->tp_name.get(), type_name_of(ob));
      return -1;
    }
    TypeObject* base = as_type(ob);
    if (type_is_subtype(base, type) || (base->tp_mro && base_chain_contains(base, type))) {
      err_set_string(ExcTypeError, "a __bases__ item causes an inheritance cycle");
      return -1;
    }
  }
  TypeObject* base = type_best_base(bases);
  if (!base || !type_compatible_for_assignment(type->tp_base, base, "__bases__")) return -1;
  Object* old_bases = type->tp_bases;
  TypeObject* old_base = type->tp_base;
  type->tp_bases = new_ref(bases);
  type->tp_base = new_ref(base);
  Ref<> undo(list_new(0));
  if (!undo || mro_hierarchy(type, undo) < 0) {
    for (int64_t i = undo ? list_size_of(undo) - 1 : -1; i >= 0; --i) {
      Object* entry = list_item_at(undo, i);
      TypeObject* cls = as_type(tuple_item_at(entry, 0));
      if (cls->tp_mro.get() == tuple_item_at(entry, 1))
        set_ref(cls->tp_mro, tuple_size_of(entry) > 2 ? new_ref(tuple_item_at(entry, 2)) : static_cast<Object*>(nullptr));
    }
    if (type->tp_bases.get() == bases) {
      type->tp_bases = old_bases;
      type->tp_base = old_base;
      decref(bases);
      decref(static_cast<Object*>(base));
    } else {
      decref(old_bases);
      decref(static_cast<Object*>(old_base));
    }
    return -1;
  }
  int res = 0;
  if (type->tp_bases.get() == bases) {
    type_remove_all_subclasses(type, old_bases);
    res = type_add_all_subclasses(type, bases);
    type_update_all_slots(type);
  }
  decref(old_bases);
  decref(static_cast<Object*>(old_base));
  return res;
}

Object* get_dict(Object* t, void*) {
  Object* dict = as_type(t)->tp_dict;
  return dict ? dict_proxy_new(dict) : new_none();
}

Object* get_doc(Object* self, void*) {
  TypeObject* type = as_type(self);
  if (!type_has(type, kTpHeapType) && type->tp_doc) met_difference(Difference::Docstrings, type->tp_name);
  if (!type_has(type, kTpHeapType) && type->tp_doc) return type_get_doc_from_internal_doc(type->tp_name, type->tp_doc);
  Object* result = dict_get_item_with_error(type->tp_dict, ID(__doc__));
  if (!result) return err_occurred() ? nullptr : new_none();
  if (auto f = type_of(result)->tp_descr_get) return f(result, nullptr, type);
  return new_ref(result);
}
int set_doc(Object* self, Object* value, void*) {
  TypeObject* type = as_type(self);
  if (!check_set_special(type, value, "__doc__")) return -1;
  type_modified(type);
  return dict_set_item(type->tp_dict, ID(__doc__), value);
}

Object* get_text_signature(Object* self, void*) {
  TypeObject* type = as_type(self);
  if (type_has(type, kTpHeapType)) return new_none();
  return type_get_text_signature_from_internal_doc(type->tp_name, type->tp_doc);
}

Object* get_annotations(Object* self, void*) {
  TypeObject* type = as_type(self);
  if (!type_has(type, kTpHeapType))
    return err_format(ExcAttributeError, "type object '%s' has no attribute '__annotations__'", type->tp_name.get());
  Object* annotations = dict_get_item_with_error(type->tp_dict, ID(__annotations__));
  if (annotations) {
    if (auto f = type_of(annotations)->tp_descr_get) return f(annotations, nullptr, type);
    return new_ref(annotations);
  }
  if (err_occurred()) return nullptr;
  Ref<> fresh(dict_new());
  if (!fresh || dict_set_item(type->tp_dict, ID(__annotations__), fresh) < 0) return nullptr;
  type_modified(type);
  return fresh.release();
}
int set_annotations(Object* self, Object* value, void*) {
  TypeObject* type = as_type(self);
  if (type_has(type, kTpImmutableType)) {
    err_format(ExcTypeError, "cannot set '__annotations__' attribute of immutable type '%s'", type->tp_name.get());
    return -1;
  }
  int result;
  if (value) {
    result = dict_set_item(type->tp_dict, ID(__annotations__), value);
  } else {
    int r = dict_contains(type->tp_dict, ID(__annotations__));
    if (r < 0) return -1;
    if (r == 0) {
      err_format(ExcAttributeError, "__annotations__");
      return -1;
    }
    result = dict_del_item(type->tp_dict, ID(__annotations__));
  }
  if (result == 0) type_modified(type);
  return result;
}

const GetSetDef kGetSets[] = {
    {"__name__", get_name, set_name, nullptr},
    {"__qualname__", get_qualname, set_qualname, nullptr},
    {"__bases__", get_bases, set_bases, nullptr},
    {"__module__", get_module, set_module, nullptr},
    {"__abstractmethods__", get_abstractmethods, set_abstractmethods, nullptr},
    {"__dict__", get_dict, nullptr, nullptr},
    {"__doc__", get_doc, set_doc, nullptr},
    {"__text_signature__", get_text_signature, nullptr, nullptr},
    {"__annotations__", get_annotations, set_annotations, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

const MemberDef kMembers[] = {
    {"__basicsize__", kTPySsize, offsetof(TypeObject, tp_basicsize), 1, nullptr},
    {"__itemsize__", kTPySsize, offsetof(TypeObject, tp_itemsize), 1, nullptr},
    {"__flags__", kTPySsize, offsetof(TypeObject, tp_flags), 1, nullptr},
    {"__weakrefoffset__", kTPySsize, offsetof(TypeObject, tp_weaklistoffset), 1, nullptr},
    {"__base__", kTObject, offsetof(TypeObject, tp_base), 1, nullptr},
    {"__dictoffset__", kTPySsize, offsetof(TypeObject, tp_dictoffset), 1, nullptr},
    {"__mro__", kTObject, offsetof(TypeObject, tp_mro), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

// ---- methods

Object* method_mro(Object* self, Object*) {
  Object* seq = type_mro_implementation(as_type(self));
  if (!seq) return nullptr;
  if (list_check(seq)) return seq;
  Object* list = sequence_list(seq);
  decref(seq);
  return list;
}
Object* method_subclasses(Object* self, Object*) { return type_get_subclasses(as_type(self)); }
Object* method_prepare(Object*, Object**, int64_t, Object*) { return dict_new(); }
Object* method_instancecheck(Object* self, Object* inst) {
  int r = object_real_is_instance(inst, self);
  return r < 0 ? nullptr : bool_from(r);
}
Object* method_subclasscheck(Object* self, Object* cls) {
  int r = object_real_is_subclass(cls, self);
  return r < 0 ? nullptr : bool_from(r);
}

int merge_class_dict(Object* dict, Object* cls) {
  Object* classdict;
  if (object_lookup_attr(cls, ID(__dict__), &classdict) < 0) return -1;
  if (classdict) {
    int status = dict_update(dict, classdict);
    decref(classdict);
    if (status < 0) return -1;
  }
  Object* bases;
  if (object_lookup_attr(cls, ID(__bases__), &bases) < 0) return -1;
  if (!bases) return 0;
  Ref<> held(bases);
  int64_t n = sequence_size(bases);
  if (n < 0) return -1;
  for (int64_t i = 0; i < n; ++i) {
    Ref<> base(sequence_get_item(bases, i));
    if (!base || merge_class_dict(dict, base) < 0) return -1;
  }
  return 0;
}
Object* method_dir(Object* self, Object*) {
  Ref<> dict(dict_new());
  if (!dict || merge_class_dict(dict, self) < 0) return nullptr;
  return dict_keys(dict);
}
Object* method_sizeof(Object* self, Object*) {
  TypeObject* t = as_type(self);
  int64_t size = sizeof(TypeObject);
  if (type_has(t, kTpHeapType)) {
    size = sizeof(HeapTypeObject);
    if (DictKeysObject* keys = type_cached_keys(t)) size += dict_keys_size(keys);
  }
  return int_from_i64(size);
}

const MethodDef kMethods[] = {
    {"mro", method_mro, kMethNoArgs, "mro($self, /)\n--\n\nReturn the classes in the order attributes are looked up."},
    {"__subclasses__", method_subclasses, kMethNoArgs, "__subclasses__($self, /)\n--\n\nReturn a list of the direct subclasses."},
    {"__prepare__", method_prepare, kMethFastcall | kMethKeywords | kMethClass,
     "__prepare__() -> dict\nMakes the namespace that a class statement fills."},
    {"__instancecheck__", method_instancecheck, kMethO, "__instancecheck__($self, instance, /)\n--\n\nTell whether instance is one of this class."},
    {"__subclasscheck__", method_subclasscheck, kMethO, "__subclasscheck__($self, subclass, /)\n--\n\nTell whether subclass derives from this class."},
    {"__dir__", method_dir, kMethNoArgs, "__dir__($self, /)\n--\n\nList the attributes of the class and its bases."},
    {"__sizeof__", method_sizeof, kMethNoArgs, "__sizeof__($self, /)\n--\n\nReturn the bytes the type object takes."},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

Object* type_or(Object* a, Object* b) { return union_type_or(a, b); }

// ---- calling a class

int type_init(Object*, Object* args, Object* kwds) {
  if (kwds && tuple_size_of(args) == 1 && dict_size_of(kwds) != 0) {
    err_set_string(ExcTypeError, "type.__init__() takes no keyword arguments");
    return -1;
  }
  if (tuple_size_of(args) != 1 && tuple_size_of(args) != 3) {
    err_set_string(ExcTypeError, "type.__init__() takes 1 or 3 arguments");
    return -1;
  }
  return 0;
}

Object* type_vectorcall(Object* metatype, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t nargs = vectorcall_nargs(nargsf);
  if (nargs == 1 && metatype == TypeType) return args_no_kwnames("type", kwnames) ? new_ref<Object>(type_of(args[0])) : nullptr;
  return make_tp_call(metatype, args, nargs, kwnames);
}

}  // namespace

Object* type_call(TypeObject* type, Object* args, Object* kwds) {
  if (type == TypeType) {
    int64_t nargs = tuple_size_of(args);
    if (nargs == 1 && (!kwds || !dict_size_of(kwds))) return new_ref<Object>(type_of(tuple_item_at(args, 0)));
    if (nargs != 3) {
      err_set_string(ExcTypeError, "type() takes 1 or 3 arguments");
      return nullptr;
    }
  }
  if (!type->tp_new) return err_format(ExcTypeError, "cannot create '%s' instances", type->tp_name.get());
  Object* obj = check_function_result(type, type->tp_new(type, args, kwds), nullptr);
  if (!obj) return nullptr;
  if (!object_type_check(obj, type)) return obj;
  type = type_of(obj);
  if (type->tp_init && type->tp_init(obj, args, kwds) < 0) {
    decref(obj);
    return nullptr;
  }
  return obj;
}

namespace {
Object* type_call_slot(Object* type, Object* args, Object* kwds) { return type_call(as_type(type), args, kwds); }
}  // namespace

// ---- attributes of classes

Object* type_getattro(Object* self, Object* name) {
  TypeObject* type = as_type(self);
  TypeObject* metatype = type_of(type);
  if (!str_check(name))
    return err_format(ExcTypeError, "attribute name must be string, not '%.200s'", type_name_of(name));
  if (!type->tp_dict && type_ready(type) < 0) return nullptr;
  Ref<> meta_attribute = Ref<>::borrow(type_lookup(metatype, name));
  descrgetfunc* meta_get = nullptr;
  if (meta_attribute) {
    meta_get = type_of(meta_attribute)->tp_descr_get.get();
    if (meta_get && descr_is_data(meta_attribute)) return meta_get(meta_attribute, type, metatype);
  }
  if (Object* attribute = type_lookup(type, name)) {
    incref(attribute);
    auto local_get = type_of(attribute)->tp_descr_get;
    if (local_get) {
      Object* res = local_get(attribute, nullptr, type);
      decref(attribute);
      return res;
    }
    return attribute;
  }
  if (meta_get) return meta_get(meta_attribute, type, metatype);
  if (meta_attribute) return meta_attribute.release();
  return err_format(ExcAttributeError, "type object '%.50s' has no attribute '%U'", type->tp_name.get(), name);
}

namespace {
bool is_dunder_name(Object* name) {
  int64_t n = str_length(name);
  return n > 4 && str_kind(name) == kKind1 && str_read_char(name, 0) == '_' && str_read_char(name, 1) == '_' &&
         str_read_char(name, n - 1) == '_' && str_read_char(name, n - 2) == '_';
}
}  // namespace

int type_setattro(Object* self, Object* name, Object* value) {
  TypeObject* type = as_type(self);
  if (type_has(type, kTpImmutableType)) {
    err_format(ExcTypeError, "cannot set %R attribute of immutable type '%s'", name, type->tp_name.get());
    return -1;
  }
  if (str_check(name)) {
    if (str_check_exact(name)) {
      incref(name);
    } else {
      name = str_copy(name);
      if (!name) return -1;
    }
    if (!str_is_interned(name)) str_intern_in_place(&name);
  } else {
    incref(name);
  }
  Ref<> held(name);
  int res = object_generic_set_attr_with_dict(type, name, value, nullptr);
  if (res == 0) {
    type_modified(type);
    if (is_dunder_name(name)) res = type_update_slot(type, name);
  }
  return res;
}

// ---- the collector's view, and the end of a class

namespace {

int type_traverse(Object* self, visitproc* visit, void* arg) {
  auto* t = static_cast<HeapTypeObject*>(self);
  Object* const refs[] = {t->tp_dict, t->tp_cache, t->tp_mro, t->tp_bases, t->tp_base.get(), t->ht_module};
  for (Object* o : refs) {
    if (!o) continue;
    if (int r = visit(o, arg)) return r;
  }
  return 0;
}

int type_clear(Object* self) {
  auto* t = static_cast<HeapTypeObject*>(self);
  type_modified(t);
  if (t->tp_dict) dict_clear(t->tp_dict);
  clear_ref(t->ht_module);
  clear_ref(t->tp_mro);
  return 0;
}

int type_is_gc(Object* self) { return type_has(as_type(self), kTpHeapType); }

void type_dealloc(Object* self) {
  auto* t = static_cast<HeapTypeObject*>(self);
  gc_untrack(t);
  Object *et, *ev, *tb;
  err_fetch(&et, &ev, &tb);
  type_remove_all_subclasses(t, t->tp_bases);
  err_restore(et, ev, tb);
  object_clear_weakrefs(t);
  xdecref(t->tp_base.get());
  xdecref(t->tp_dict.get());
  xdecref(t->tp_bases.get());
  xdecref(t->tp_mro.get());
  xdecref(t->tp_cache.get());
  xdecref(t->tp_subclasses.get());
  mem_free(const_cast<char*>(t->tp_doc.get()));
  xdecref(t->ht_name.get());
  xdecref(t->ht_qualname.get());
  xdecref(t->ht_slots.get());
  if (DictKeysObject* keys = type_cached_keys(t)) dict_keys_decref(keys);
  xdecref(t->ht_module.get());
  type_of(t)->tp_free(t);
}

}  // namespace

void init_Type_type(TypeObject* t) {
  t->tp_basicsize = sizeof(HeapTypeObject);
  t->tp_itemsize = sizeof(MemberField);
  t->tp_dealloc = type_dealloc;
  t->tp_vectorcall_offset = offsetof(TypeObject, tp_vectorcall);
  t->tp_repr = type_repr;
  t->tp_call = type_call_slot;
  t->tp_getattro = type_getattro;
  t->tp_setattro = type_setattro;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType | kTpTypeSubclass | kTpHaveVectorcall;
  t->tp_traverse = type_traverse;
  t->tp_clear = type_clear;
  t->tp_weaklistoffset = offsetof(TypeObject, tp_weaklist);
  t->tp_dictoffset = offsetof(TypeObject, tp_dict);
  t->tp_init = type_init;
  t->tp_new = type_new;
  t->tp_free = gc_del;
  t->tp_is_gc = type_is_gc;
  t->tp_vectorcall = type_vectorcall;
  number_methods(t)->nb_or = type_or;
  type_set_doc(t, "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
