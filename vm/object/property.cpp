// Objects/descrobject.c: property.
#include "object/property.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

PropertyObject* prop(Object* o) { return static_cast<PropertyObject*>(o); }
Object* or_none(Object* o) { return o ? o : none(); }

void missing(PropertyObject* self, Object* obj, const char* what) {
  Ref<> qualname(type_get_qualname(type_of(obj)));
  if (self->prop_name && qualname)
    err_format(ExcAttributeError, "property %R of %R object has no %s", self->prop_name.get(), qualname.get(), what);
  else if (qualname)
    err_format(ExcAttributeError, "property of %R object has no %s", qualname.get(), what);
  else
    err_format(ExcAttributeError, "property has no %s", what);
}

Object* descr_get(Object* self, Object* obj, Object*) {
  if (!obj || is_none(obj)) return new_ref(self);
  Object* get = prop(self)->prop_get;
  if (!get) {
    missing(prop(self), obj, "getter");
    return nullptr;
  }
  return object_call_one_arg(get, obj);
}

int descr_set(Object* self, Object* obj, Object* value) {
  Object* func = value ? prop(self)->prop_set : prop(self)->prop_del;
  if (!func) {
    missing(prop(self), obj, value ? "setter" : "deleter");
    return -1;
  }
  Object* res = value ? object_call_function_obj_args(func, obj, value, static_cast<Object*>(nullptr))
                      : object_call_one_arg(func, obj);
  if (!res) return -1;
  decref(res);
  return 0;
}

// A property like `old` with some functions replaced (null keeps the old one).
Object* copy(Object* old, Object* get, Object* set, Object* del) {
  PropertyObject* p = prop(old);
  Ref<> type = Ref<>::borrow(type_of(old));
  if (!get || is_none(get)) get = or_none(p->prop_get);
  if (!set || is_none(set)) set = or_none(p->prop_set);
  if (!del || is_none(del)) del = or_none(p->prop_del);
  // A docstring that came from the getter comes from the new getter again.
  Object* doc = p->getter_doc && !is_none(get) ? none() : or_none(p->prop_doc);
  Object* made = object_call_function_obj_args(type, get, set, del, doc, static_cast<Object*>(nullptr));
  if (!made) return nullptr;
  if (object_type_check(made, TypeProperty)) set_ref(prop(made)->prop_name, xnew_ref(p->prop_name.get()));
  return made;
}
Object* method_getter(Object* self, Object* f) { return copy(self, f, nullptr, nullptr); }
Object* method_setter(Object* self, Object* f) { return copy(self, nullptr, f, nullptr); }
Object* method_deleter(Object* self, Object* f) { return copy(self, nullptr, nullptr, f); }

Object* method_set_name(Object* self, Object* args) {
  if (tuple_size_of(args) != 2)
    return err_format(ExcTypeError, "__set_name__() takes 2 positional arguments but %zd were given", tuple_size_of(args));
  set_ref(prop(self)->prop_name, new_ref(tuple_item_at(args, 1)));
  return new_none();
}

int init(Object* self, Object* args, Object* kwds) {
  static const char* const kNames[] = {"fget", "fset", "fdel", "doc", nullptr};
  static const ArgsParser kParser = {"property", kNames};
  Object* buf[4];
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwds, nullptr, &kParser, 0, 4, 0, buf)) return -1;
  // Arguments left out are not in buf after the given ones when there are no keywords: all are set by the parser.
  auto given = [](Object* o) { return o && !is_none(o) ? o : nullptr; };
  Object *fget = given(buf[0]), *fset = given(buf[1]), *fdel = given(buf[2]), *doc = given(buf[3]);
  PropertyObject* p = prop(self);
  set_ref(p->prop_get, xnew_ref(fget));
  set_ref(p->prop_set, xnew_ref(fset));
  set_ref(p->prop_del, xnew_ref(fdel));
  set_ref(p->prop_doc, xnew_ref(doc));
  set_ref(p->prop_name, static_cast<Object*>(nullptr));
  p->getter_doc = 0;
  if (doc || !fget) return 0;
  Object* get_doc;
  int rc = object_lookup_attr(fget, ID(__doc__), &get_doc);
  if (rc <= 0) return rc;
  if (type_of(self) == TypeProperty) {
    set_ref(p->prop_doc, get_doc);
  } else {
    // In a subclass __doc__ of the class hides the member, so the docstring goes into the instance.
    int err = object_set_attr(self, ID(__doc__), get_doc);
    decref(get_doc);
    if (err < 0) return -1;
  }
  p->getter_doc = 1;
  return 0;
}

Object* get_isabstract(Object* self, void*) {
  for (Object* f : {prop(self)->prop_get.get(), prop(self)->prop_set.get(), prop(self)->prop_del.get()}) {
    int r = object_is_abstract(f);
    if (r < 0) return nullptr;
    if (r) return bool_from(true);
  }
  return bool_from(false);
}

void dealloc(Object* self) {
  gc_untrack(self);
  PropertyObject* p = prop(self);
  xdecref(p->prop_get.get());
  xdecref(p->prop_set.get());
  xdecref(p->prop_del.get());
  xdecref(p->prop_doc.get());
  xdecref(p->prop_name.get());
  type_of(self)->tp_free(self);
}
int traverse(Object* self, visitproc* visit, void* arg) {
  PropertyObject* p = prop(self);
  Object* const refs[] = {p->prop_get, p->prop_set, p->prop_del, p->prop_doc, p->prop_name};
  for (Object* o : refs)
    if (o)
      if (int r = visit(o, arg)) return r;
  return 0;
}
int clear(Object* self) {
  clear_ref(prop(self)->prop_doc);
  return 0;
}

const MethodDef kMethods[] = {
    {"getter", method_getter, kMethO, "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", method_setter, kMethO, "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", method_deleter, kMethO, "Descriptor to obtain a copy of the property with a different deleter."},
    {"__set_name__", method_set_name, kMethVarargs, "Tells the property its name."},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};
const MemberDef kMembers[] = {
    {"fget", kTObject, offsetof(PropertyObject, prop_get), 1, nullptr},
    {"fset", kTObject, offsetof(PropertyObject, prop_set), 1, nullptr},
    {"fdel", kTObject, offsetof(PropertyObject, prop_del), 1, nullptr},
    {"__doc__", kTObject, offsetof(PropertyObject, prop_doc), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__isabstractmethod__", get_isabstract, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_Property_type(TypeObject* t) {
  t->tp_basicsize = sizeof(PropertyObject);
  t->tp_dealloc = dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  t->tp_traverse = traverse;
  t->tp_clear = clear;
  t->tp_descr_get = descr_get;
  t->tp_descr_set = descr_set;
  t->tp_init = init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = type_generic_new;
  t->tp_free = gc_del;
  type_set_doc(t, "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute that calls functions.");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
