// Objects/typeobject.c: the type `object`, base of every class.
#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"
#include "run/import.h"

namespace innards {

bool excess_args(Object* args, Object* kwds) {
  return tuple_size_of(args) || (kwds && dict_check(kwds) && dict_size_of(kwds));
}

Object* type_generic_new(TypeObject* t, Object*, Object*) { return t->tp_alloc(t, 0); }

int base_object_init(Object* self, Object* args, Object* kwds) {
  if (!excess_args(args, kwds)) return 0;
  TypeObject* type = type_of(self);
  if (!(type->tp_init == base_object_init)) {
    err_set_string(ExcTypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    return -1;
  }
  if (type->tp_new == base_object_new) {
    err_format(ExcTypeError, "%.200s.__init__() takes exactly one argument (the instance to initialize)", type->tp_name.get());
    return -1;
  }
  return 0;
}

namespace {
Object* abstract_error(TypeObject* type) {
  Ref<> methods(object_get_attr(type, ID(__abstractmethods__)));
  if (!methods) return nullptr;
  Ref<> sorted(sequence_list(methods));
  if (!sorted || list_sort(sorted)) return nullptr;
  Ref<> comma(str_from_cstr(", "));
  if (!comma) return nullptr;
  Ref<> joined(str_join(comma, sorted));
  if (!joined) return nullptr;
  return err_format(ExcTypeError, "Can't instantiate abstract class %s with abstract method%s %U", type->tp_name.get(),
                    list_size_of(sorted) > 1 ? "s" : "", joined.get());
}
}  // namespace

Object* base_object_new(TypeObject* type, Object* args, Object* kwds) {
  if (excess_args(args, kwds)) {
    if (!(type->tp_new == base_object_new)) {
      err_set_string(ExcTypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
      return nullptr;
    }
    if (type->tp_init == base_object_init) return err_format(ExcTypeError, "%.200s() takes no arguments", type->tp_name.get());
  }
  if (type_has(type, kTpIsAbstract)) return abstract_error(type);
  Object* obj = type->tp_alloc(type, 0);
  if (!obj) return nullptr;
  if (object_initialize_dict(obj)) {
    decref(obj);
    return nullptr;
  }
  return obj;
}

void object_default_dealloc(Object* self) { type_of(self)->tp_free(self); }

Object* base_object_repr(Object* self) {
  TypeObject* type = type_of(self);
  Ref<> mod(type_module(type));
  if (!mod) err_clear();
  if (mod && !str_check(mod)) mod.reset();
  Ref<> name(type_get_qualname(type));
  if (!name) return nullptr;
  if (mod && !str_equal(mod, ID(builtins))) return str_from_format("<%U.%U object at %p>", mod.get(), name.get(), self);
  return str_from_format("<%s object at %p>", type->tp_name.get(), self);
}

Object* base_object_str(Object* self) {
  auto f = type_of(self)->tp_repr;
  return f ? f(self) : base_object_repr(self);
}

Object* base_object_rich_compare(Object* self, Object* other, int op) {
  if (op == kEQ) return self == other ? bool_from(true) : new_not_implemented();
  if (op != kNE || !type_of(self)->tp_richcompare) return new_not_implemented();
  // != is what == says, turned round.
  Object* res = type_of(self)->tp_richcompare(self, other, kEQ);
  if (!res || res == not_implemented()) return res;
  int ok = object_is_true(res);
  decref(res);
  return ok < 0 ? nullptr : bool_from(!ok);
}

// ---- __new__ of native types

Object* tp_new_wrapper(Object* self, Object* args, Object* kwds) {
  if (!self || !type_check(self)) return err_format(ExcSystemError, "__new__() called with non-type 'self'");
  TypeObject* type = as_type(self);
  if (!tuple_check(args) || tuple_size_of(args) < 1)
    return err_format(ExcTypeError, "%s.__new__(): not enough arguments", type->tp_name.get());
  Object* arg0 = tuple_item_at(args, 0);
  if (!type_check(arg0))
    return err_format(ExcTypeError, "%s.__new__(X): X is not a type object (%s)", type->tp_name.get(), type_name_of(arg0));
  TypeObject* subtype = as_type(arg0);
  if (!type_is_subtype(subtype, type))
    return err_format(ExcTypeError, "%s.__new__(%s): %s is not a subtype of %s", type->tp_name.get(), subtype->tp_name.get(),
                      subtype->tp_name.get(), type->tp_name.get());
  // object.__new__(dict) would make an object that dict's methods cannot handle.
  TypeObject* staticbase = subtype;
  while (staticbase && staticbase->tp_new == slot_tp_new) staticbase = staticbase->tp_base;
  if (staticbase && !(staticbase->tp_new == type->tp_new))
    return err_format(ExcTypeError, "%s.__new__(%s) is not safe, use %s.__new__()", type->tp_name.get(),
                      subtype->tp_name.get(), staticbase->tp_name.get());
  Ref<> rest(tuple_get_slice(args, 1, tuple_size_of(args)));
  return rest ? type->tp_new(subtype, rest, kwds) : nullptr;
}

const MethodDef kTpNewMethodDef[] = {
    {"__new__", tp_new_wrapper, kMethVarargs | kMethKeywords, "__new__($type, *args, **kwargs)\n--\n\nMake a new object."},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

// ---- attributes and methods

namespace {

int64_t hash_by_address(Object* o) { return pointer_hash(o); }

Object* get_class(Object* self, void*) { return new_ref<Object>(type_of(self)); }

int set_class(Object* self, Object* value, void*) {
  TypeObject* oldto = type_of(self);
  if (!value) {
    err_set_string(ExcTypeError, "can't delete __class__ attribute");
    return -1;
  }
  if (!type_check(value)) {
    err_format(ExcTypeError, "__class__ must be set to a class, not '%s' object", type_name_of(value));
    return -1;
  }
  TypeObject* newto = as_type(value);
  bool modules = type_is_subtype(newto, TypeModule) && type_is_subtype(oldto, TypeModule);
  if (!modules && (type_has(newto, kTpImmutableType) || type_has(oldto, kTpImmutableType))) {
    err_format(ExcTypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return -1;
  }
  if (!type_compatible_for_assignment(oldto, newto, "__class__")) return -1;
  // The values of an instance are laid out by its class's keys: they become a dict of their own.
  if (type_has(oldto, kTpManagedDict)) object_get_dict_ptr(self);
  if (type_has(newto, kTpHeapType)) incref(static_cast<Object*>(newto));
  self->ob_type = newto;
  if (type_has(oldto, kTpHeapType)) decref(static_cast<Object*>(oldto));
  return 0;
}

const GetSetDef kGetSets[] = {
    {"__class__", get_class, set_class, "the object's class"},
    {nullptr, nullptr, nullptr, nullptr},
};

// ---- copying and pickling: __reduce__ and kin

Object* slot_names(TypeObject* cls) {
  Object* names = dict_get_item_with_error(cls->tp_dict, ID(__slotnames__));
  if (names) return new_ref(names);
  if (err_occurred()) return nullptr;
  Ref<> copyreg(import_import_module("copyreg"));
  if (!copyreg) return nullptr;
  Object* made = object_call_method_one_arg(copyreg, ID(_slotnames), cls);
  if (made && !is_none(made) && !list_check(made)) {
    decref(made);
    err_set_string(ExcTypeError, "copyreg._slotnames didn't return a list or None");
    return nullptr;
  }
  return made;
}

Object* state_with_slots(Object* obj, Object* state_stolen) {
  Ref<> state(state_stolen);
  Ref<> names(slot_names(type_of(obj)));
  if (!names) return nullptr;
  if (is_none(names) || list_size_of(names) == 0) return state.release();
  Ref<> slots(dict_new());
  if (!slots) return nullptr;
  int64_t found = 0;
  const int64_t n = list_size_of(names);
  for (int64_t i = 0; i < n; ++i) {
    Ref<> name(new_ref(list_item_at(names, i)));
    Object* value;
    if (object_lookup_attr(obj, name, &value) < 0) return nullptr;
    if (!value) continue;
    Ref<> held(value);
    if (dict_set_item(slots, name, value) < 0) return nullptr;
    ++found;
    if (list_size_of(names) != n)   // the class's list, which a program can change
      return err_format(ExcRuntimeError, "__slotsname__ changed size during iteration");
  }
  return found ? tuple_pack(2, state.get(), slots.get()) : state.release();
}

Object* getstate_default(Object* obj, bool required) {
  if (required && type_of(obj)->tp_itemsize)
    return err_format(ExcTypeError, "cannot pickle '%.200s' object", type_name_of(obj));
  Object* state;
  if (object_is_instance_dict_empty(obj)) {
    state = new_none();
  } else {
    if (object_lookup_attr(obj, ID(__dict__), &state) < 0) return nullptr;
    if (!state) state = new_none();
  }
  if (required) {
    TypeObject* t = type_of(obj);
    int64_t basicsize = TypeBaseObject->tp_basicsize;
    if (t->tp_dictoffset && !type_has(t, kTpManagedDict)) basicsize += 8;
    if (t->tp_weaklistoffset) basicsize += 8;
    if (type_has(t, kTpHeapType)) {
      for (TypeObject* b = t; b; b = b->tp_base)
        if (type_has(b, kTpHeapType)) basicsize += 8 * b->ob_size;
    }
    if (t->tp_basicsize > basicsize) {
      decref(state);
      return err_format(ExcTypeError, "cannot pickle '%.200s' object", t->tp_name.get());
    }
  }
  return state_with_slots(obj, state);
}

Object* method_getstate(Object* self, Object*) { return getstate_default(self, false); }

Object* get_state(Object* obj, bool required) {
  Ref<> getstate(object_get_attr(obj, ID(__getstate__)));
  if (!getstate) return nullptr;
  if (type_of(getstate) == TypeBuiltinFunction) {
    auto* f = static_cast<BuiltinFunctionObject*>(getstate.get());
    if (f->m_self.get() == obj && f->m_ml->as<binaryfunc>() == method_getstate) return getstate_default(obj, required);
  }
  return object_call_no_args(getstate);
}

// __getnewargs_ex__ and __getnewargs__: 0 or -1; both results may be null.
int get_new_arguments(Object* obj, Object** args, Object** kwargs) {
  *args = *kwargs = nullptr;
  if (Object* ex = object_lookup_special(obj, ID(__getnewargs_ex__))) {
    Ref<> newargs(object_call_no_args(ex));
    decref(ex);
    if (!newargs) return -1;
    if (!tuple_check(newargs)) {
      err_format(ExcTypeError, "__getnewargs_ex__ should return a tuple, not '%.200s'", type_name_of(newargs));
      return -1;
    }
    if (tuple_size_of(newargs) != 2) {
      err_format(ExcValueError, "__getnewargs_ex__ should return a tuple of length 2, not %zd", tuple_size_of(newargs));
      return -1;
    }
    Object* a = tuple_item_at(newargs, 0);
    Object* k = tuple_item_at(newargs, 1);
    if (!tuple_check(a)) {
      err_format(ExcTypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%.200s'", type_name_of(a));
      return -1;
    }
    if (!dict_check(k)) {
      err_format(ExcTypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%.200s'", type_name_of(k));
      return -1;
    }
    *args = new_ref(a);
    *kwargs = new_ref(k);
    return 0;
  }
  if (err_occurred()) return -1;
  if (Object* plain = object_lookup_special(obj, ID(__getnewargs__))) {
    *args = object_call_no_args(plain);
    decref(plain);
    if (!*args) return -1;
    if (!tuple_check(*args)) {
      err_format(ExcTypeError, "__getnewargs__ should return a tuple, not '%.200s'", type_name_of(*args));
      decref(*args);
      *args = nullptr;
      return -1;
    }
    return 0;
  }
  return err_occurred() ? -1 : 0;
}

Object* reduce_newobj(Object* obj) {
  TypeObject* cls = type_of(obj);
  if (!cls->tp_new) return err_format(ExcTypeError, "cannot pickle '%.200s' object", cls->tp_name.get());
  Object *a, *k;
  if (get_new_arguments(obj, &a, &k) < 0) return nullptr;
  Ref<> args(a), kwargs(k);
  Ref<> copyreg(import_import_module("copyreg"));
  if (!copyreg) return nullptr;
  Ref<> newobj, newargs;
  bool has_args = args;
  if (!kwargs || dict_size_of(kwargs) == 0) {
    newobj.reset(object_get_attr(copyreg, ID(__newobj__)));
    if (!newobj) return nullptr;
    int64_t n = args ? tuple_size_of(args) : 0;
    newargs.reset(tuple_new(n + 1));
    if (!newargs) return nullptr;
    tuple_put(newargs, 0, new_ref<Object>(cls));
    for (int64_t i = 0; i < n; ++i) tuple_put(newargs, i + 1, new_ref(tuple_item_at(args, i)));
  } else {
    newobj.reset(object_get_attr(copyreg, ID(__newobj_ex__)));
    if (!newobj) return nullptr;
    newargs.reset(tuple_pack(3, static_cast<Object*>(cls), args.get(), kwargs.get()));
    if (!newargs) return nullptr;
  }
  Ref<> state(get_state(obj, !(has_args || list_check(obj) || dict_check(obj))));
  if (!state) return nullptr;
  Ref<> listitems, dictitems;
  if (list_check(obj)) listitems.reset(object_get_iter(obj));
  else listitems.reset(new_none());
  if (!listitems) return nullptr;
  if (dict_check(obj)) {
    Ref<> items(object_call_method_no_args(obj, ID(items)));
    if (!items) return nullptr;
    dictitems.reset(object_get_iter(items));
  } else {
    dictitems.reset(new_none());
  }
  if (!dictitems) return nullptr;
  return tuple_pack(5, newobj.get(), newargs.get(), state.get(), listitems.get(), dictitems.get());
}

Object* common_reduce(Object* self, int proto) {
  if (proto >= 2) return reduce_newobj(self);
  Ref<> copyreg(import_import_module("copyreg"));
  if (!copyreg) return nullptr;
  Ref<> f(object_get_attr_string(copyreg, "_reduce_ex"));
  Ref<> n(int_from_i64(proto));
  return f && n ? object_call_function_obj_args(f, self, n.get(), static_cast<Object*>(nullptr)) : nullptr;
}

Object* method_reduce(Object* self, Object*) { return common_reduce(self, 0); }

Object* method_reduce_ex(Object* self, Object* arg) {
  int protocol = int_as_int(arg);
  if (protocol == -1 && err_occurred()) return nullptr;
  Object* reduce;
  if (object_lookup_attr(self, ID(__reduce__), &reduce) < 0) return nullptr;
  if (reduce) {
    Ref<> held(reduce);
    Ref<> clsreduce(object_get_attr(type_of(self), ID(__reduce__)));
    if (!clsreduce) return nullptr;
    Object* plain = dict_get_item_with_error(TypeBaseObject->tp_dict, ID(__reduce__));
    if (clsreduce.get() != plain) return object_call_no_args(reduce);
  }
  return common_reduce(self, protocol);
}

Object* method_subclasshook(Object*, Object*) { return new_not_implemented(); }
Object* method_init_subclass(Object*, Object*) { return new_none(); }

Object* method_format(Object* self, Object* spec) {
  if (!str_check(spec)) {
    args_bad_argument("__format__", "argument", "str", spec);
    return nullptr;
  }
  if (str_length(spec) > 0)
    return err_format(ExcTypeError, "unsupported format string passed to %.200s.__format__", type_name_of(self));
  return object_str(self);
}

Object* method_sizeof(Object* self, Object*) {
  TypeObject* t = type_of(self);
  int64_t res = 0;
  if (t->tp_itemsize > 0) res = static_cast<VarObject*>(self)->ob_size * t->tp_itemsize;  // of a negative int too
  return int_from_i64(res + t->tp_basicsize);
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
  Object* found;
  if (object_lookup_attr(self, ID(__dict__), &found) < 0) return nullptr;
  Ref<> dict;
  if (!found) {
    dict.reset(dict_new());
  } else if (!dict_check(found)) {
    decref(found);
    dict.reset(dict_new());
  } else {
    dict.reset(dict_copy(found));
    decref(found);
  }
  if (!dict) return nullptr;
  Object* cls;
  if (object_lookup_attr(self, ID(__class__), &cls) < 0) return nullptr;
  if (cls) {
    Ref<> held(cls);
    if (merge_class_dict(dict, cls) < 0) return nullptr;
  }
  return dict_keys(dict);
}

const MethodDef kMethods[] = {
    {"__reduce_ex__", method_reduce_ex, kMethO, "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle."},
    {"__reduce__", method_reduce, kMethNoArgs, "__reduce__($self, /)\n--\n\nHelper for pickle."},
    {"__getstate__", method_getstate, kMethNoArgs, "__getstate__($self, /)\n--\n\nHelper for pickle."},
    {"__subclasshook__", method_subclasshook, kMethClass | kMethVarargs, "Abstract classes can override this to decide what issubclass() says."},
    {"__init_subclass__", method_init_subclass, kMethClass | kMethNoArgs, "This method is called when a class is subclassed."},
    {"__format__", method_format, kMethO, "__format__($self, format_spec, /)\n--\n\nDefault object formatter."},
    {"__sizeof__", method_sizeof, kMethNoArgs, "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes."},
    {"__dir__", method_dir, kMethNoArgs, "__dir__($self, /)\n--\n\nDefault dir() implementation."},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

}  // namespace

void init_BaseObject_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Object);
  t->tp_dealloc = object_default_dealloc;
  t->tp_repr = base_object_repr;
  t->tp_hash = hash_by_address;
  t->tp_str = base_object_str;
  t->tp_getattro = object_generic_get_attr;
  t->tp_setattro = object_generic_set_attr;
  t->tp_flags = kTpDefault | kTpBaseType;
  t->tp_richcompare = base_object_rich_compare;
  t->tp_init = base_object_init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = base_object_new;
  t->tp_free = object_free;
  type_set_doc(t,
               "object()\n--\n\nThe base of every class. Called, it makes an object without attributes.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
