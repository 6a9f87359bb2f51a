// Objects/object.c: attribute access, the default way and through the slots.
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Gives an AttributeError that says nothing yet its name and obj, for the suggestions of tracebacks.
int set_attribute_error_context(Object* v, Object* name) {
  if (!err_exception_matches(ExcAttributeError)) return 0;
  Object *type, *value, *traceback;
  err_fetch(&type, &value, &traceback);
  err_normalize_exception(&type, &value, &traceback);
  if (err_given_exception_matches(value, ExcAttributeError)) {
    auto* exc = static_cast<AttributeErrorObject*>(value);
    if (!exc->name && !exc->obj) {
      exc->name = new_ref(name);
      exc->obj = new_ref(v);
    }
  }
  err_restore(type, value, traceback);
  return 0;
}

Object* attribute_name_error(Object* name) {
  return err_format(ExcTypeError, "attribute name must be string, not '%.200s'", type_name_of(name));
}

// In the middle of a lookup that hides AttributeErrors.
void suppress_attribute_error(int suppress) {
  if (suppress && err_occurred() && err_exception_matches(ExcAttributeError)) err_clear();
}

}  // namespace

Object* object_get_attr(Object* v, Object* name) {
  TypeObject* tp = type_of(v);
  if (!str_check(name)) return attribute_name_error(name);
  Object* result = nullptr;
  if (tp->tp_getattro) result = tp->tp_getattro(v, name);
  else err_format(ExcAttributeError, "'%.50s' object has no attribute '%U'", tp->tp_name.get(), name);
  if (!result) set_attribute_error_context(v, name);
  return result;
}

Object* object_get_attr_string(Object* v, const char* name) {
  Ref<> w(str_from_cstr(name));
  return w ? object_get_attr(v, w) : nullptr;
}

int object_lookup_attr(Object* v, Object* name, Object** result) {
  TypeObject* tp = type_of(v);
  *result = nullptr;
  if (!str_check(name)) {
    attribute_name_error(name);
    return -1;
  }
  if (tp->tp_getattro == object_generic_get_attr) {
    *result = object_generic_get_attr_with_dict(v, name, nullptr, 1);
    if (*result) return 1;
    return err_occurred() ? -1 : 0;
  }
  if (!tp->tp_getattro) return 0;
  *result = tp->tp_getattro(v, name);
  if (*result) return 1;
  if (!err_exception_matches(ExcAttributeError)) return -1;
  err_clear();
  return 0;
}

int object_has_attr(Object* v, Object* name) {
  Object* res;
  if (object_lookup_attr(v, name, &res) < 0) {
    err_clear();
    return 0;
  }
  if (!res) return 0;
  decref(res);
  return 1;
}

int object_set_attr(Object* v, Object* name, Object* value) {
  TypeObject* tp = type_of(v);
  if (!str_check(name)) {
    attribute_name_error(name);
    return -1;
  }
  incref(name);
  str_intern_in_place(&name);
  Ref<> held(name);
  if (tp->tp_setattro) return tp->tp_setattro(v, name, value);
  const char* verb = value ? "assign to" : "del";
  if (!tp->tp_getattro)
    err_format(ExcTypeError, "'%.100s' object has no attributes (%s .%U)", tp->tp_name.get(), verb, name);
  else
    err_format(ExcTypeError, "'%.100s' object has only read-only attributes (%s .%U)", tp->tp_name.get(), verb, name);
  return -1;
}

int object_set_attr_string(Object* v, const char* name, Object* value) {
  Ref<> s(str_intern(name));
  return s ? object_set_attr(v, s, value) : -1;
}

int object_is_abstract(Object* obj) {
  if (!obj) return 0;
  Object* value;
  int res = object_lookup_attr(obj, ID(__isabstractmethod__), &value);
  if (res > 0) {
    res = object_is_true(value);
    decref(value);
  }
  return res;
}

// ---- where the dict stands

Ptr<Object>* object_dict_pointer(Object* obj) {
  TypeObject* tp = type_of(obj);
  if (type_has(tp, kTpManagedDict)) return object_managed_dict_pointer(obj);
  int64_t offset = tp->tp_dictoffset;
  if (offset == 0) return nullptr;
  if (offset < 0) {
    int64_t n = static_cast<VarObject*>(obj)->ob_size;
    if (n < 0) n = -n;
    int64_t size = (tp->tp_basicsize + n * tp->tp_itemsize + 7) & ~int64_t{7};
    offset += size;
  }
  return reinterpret_cast<Ptr<Object>*>(reinterpret_cast<char*>(obj) + offset);
}

Ptr<Object>* object_get_dict_ptr(Object* obj) {
  if (!type_has(type_of(obj), kTpManagedDict)) return object_dict_pointer(obj);
  Ptr<Object>* dict_ptr = object_managed_dict_pointer(obj);
  Ptr<DictValues>* values_ptr = object_values_pointer(obj);
  if (!*values_ptr) return dict_ptr;
  Object* dict = object_make_dict_from_instance_attributes(obj, *values_ptr);
  if (!dict) {
    err_clear();
    return nullptr;
  }
  *values_ptr = nullptr;
  *dict_ptr = dict;
  return dict_ptr;
}

// ---- the default lookup

namespace {
// The instance's own attribute: 1 found (new reference), 0 not there, -1 error.
int instance_attribute(Object* obj, Object* name, Object** result) {
  TypeObject* tp = type_of(obj);
  Object* dict = nullptr;
  if (type_has(tp, kTpManagedDict) && *object_values_pointer(obj)) {
    Ptr<DictValues>* values = object_values_pointer(obj);
    if (str_check_exact(name)) {
      *result = object_get_instance_attribute(obj, *values, name);
      return *result ? 1 : 0;
    }
    dict = object_make_dict_from_instance_attributes(obj, *values);
    if (!dict) return -1;
    *object_managed_dict_pointer(obj) = dict;
    *values = nullptr;
  } else {
    Ptr<Object>* dictptr = object_dict_pointer(obj);
    if (dictptr) dict = *dictptr;
  }
  if (!dict) return 0;
  Ref<> held = Ref<>::borrow(dict);
  Object* res = dict_get_item_with_error(dict, name);
  if (res) {
    *result = new_ref(res);
    return 1;
  }
  return err_occurred() ? -1 : 0;
}
}  // namespace

int object_get_method(Object* obj, Object* name, Object** method) {
  TypeObject* tp = type_of(obj);
  *method = nullptr;
  if (!(tp->tp_getattro == object_generic_get_attr) || !str_check_exact(name)) {
    *method = object_get_attr(obj, name);
    return 0;
  }
  if (!tp->tp_dict && type_ready(tp) < 0) return 0;
  bool is_method = false;
  Object* descr = type_lookup(tp, name);
  descrgetfunc* f = nullptr;
  if (descr) {
    incref(descr);
    if (type_has(type_of(descr), kTpMethodDescriptor)) {
      is_method = true;
    } else {
      f = type_of(descr)->tp_descr_get.get();
      if (f && descr_is_data(descr)) {
        *method = f(descr, obj, type_of(obj));
        decref(descr);
        return 0;
      }
    }
  }
  int found = instance_attribute(obj, name, method);
  if (found != 0) {
    xdecref(descr);
    return 0;
  }
  if (is_method) {
    *method = descr;
    return 1;
  }
  if (f) {
    *method = f(descr, obj, type_of(obj));
    decref(descr);
    return 0;
  }
  if (descr) {
    *method = descr;
    return 0;
  }
  err_format(ExcAttributeError, "'%.100s' object has no attribute '%U'", tp->tp_name.get(), name);
  set_attribute_error_context(obj, name);
  return 0;
}

Object* object_generic_get_attr_with_dict(Object* obj, Object* name, Object* dict, int suppress) {
  TypeObject* tp = type_of(obj);
  if (!str_check(name)) return attribute_name_error(name);
  Ref<> held_name = Ref<>::borrow(name);
  Ref<> held_type = Ref<>::borrow(tp);
  if (!tp->tp_dict && type_ready(tp) < 0) return nullptr;
  Ref<> descr = Ref<>::borrow(type_lookup(tp, name));
  descrgetfunc* f = nullptr;
  if (descr) {
    f = type_of(descr)->tp_descr_get.get();
    if (f && descr_is_data(descr)) {
      Object* res = f(descr, obj, type_of(obj));
      if (!res) suppress_attribute_error(suppress);
      return res;
    }
  }
  Object* res = nullptr;
  int found;
  if (dict) {
    Ref<> held = Ref<>::borrow(dict);
    res = xnew_ref(dict_get_item_with_error(dict, name));
    found = res ? 1 : err_occurred() ? -1 : 0;
  } else {
    found = instance_attribute(obj, name, &res);
  }
  if (found > 0) return res;
  if (found < 0) {
    suppress_attribute_error(suppress);
    if (err_occurred()) return nullptr;
  }
  if (f) {
    res = f(descr, obj, type_of(obj));
    if (!res) suppress_attribute_error(suppress);
    return res;
  }
  if (descr) return descr.release();
  if (!suppress) {
    err_format(ExcAttributeError, "'%.100s' object has no attribute '%U'", tp->tp_name.get(), name);
    set_attribute_error_context(obj, name);
  }
  return nullptr;
}

Object* object_generic_get_attr(Object* obj, Object* name) {
  return object_generic_get_attr_with_dict(obj, name, nullptr, 0);
}

int object_generic_set_attr_with_dict(Object* obj, Object* name, Object* value, Object* dict) {
  TypeObject* tp = type_of(obj);
  if (!str_check(name)) {
    attribute_name_error(name);
    return -1;
  }
  if (!tp->tp_dict && type_ready(tp) < 0) return -1;
  Ref<> held_name = Ref<>::borrow(name);
  Ref<> held_type = Ref<>::borrow(tp);
  Ref<> descr = Ref<>::borrow(type_lookup(tp, name));
  if (descr && type_of(descr)->tp_descr_set) return type_of(descr)->tp_descr_set(descr, obj, value);
  int res;
  if (dict) {
    Ref<> held = Ref<>::borrow(dict);
    res = value ? dict_set_item(dict, name, value) : dict_del_item(dict, name);
  } else if (type_has(tp, kTpManagedDict) && *object_values_pointer(obj)) {
    res = object_store_instance_attribute(obj, *object_values_pointer(obj), name, value);
  } else {
    Ptr<Object>* dictptr = object_dict_pointer(obj);
    if (!dictptr) {
      if (!descr) err_format(ExcAttributeError, "'%.100s' object has no attribute '%U'", tp->tp_name.get(), name);
      else err_format(ExcAttributeError, "'%.50s' object attribute '%U' is read-only", tp->tp_name.get(), name);
      return -1;
    }
    res = object_dict_set_item(tp, dictptr, name, value);
  }
  if (res < 0 && err_exception_matches(ExcKeyError)) {
    if (type_is_subtype(tp, TypeType))
      err_format(ExcAttributeError, "type object '%.50s' has no attribute '%U'", static_cast<TypeObject*>(obj)->tp_name.get(), name);
    else
      err_format(ExcAttributeError, "'%.100s' object has no attribute '%U'", tp->tp_name.get(), name);
  }
  return res;
}

int object_generic_set_attr(Object* obj, Object* name, Object* value) {
  return object_generic_set_attr_with_dict(obj, name, value, nullptr);
}

int object_generic_set_dict(Object* obj, Object* value, void*) {
  Ptr<Object>* dictptr = object_get_dict_ptr(obj);
  if (!dictptr) {
    err_set_string(ExcAttributeError, "This object has no __dict__");
    return -1;
  }
  if (!value) {
    err_set_string(ExcTypeError, "cannot delete __dict__");
    return -1;
  }
  if (!dict_check(value)) {
    err_format(ExcTypeError, "__dict__ must be set to a dictionary, not a '%.200s'", type_name_of(value));
    return -1;
  }
  incref(value);
  set_ref(*dictptr, value);
  return 0;
}

}  // namespace innards
