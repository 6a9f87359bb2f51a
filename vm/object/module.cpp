// Objects/moduleobject.c: the module type.
#include "object/module.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

ModuleObject* mod(Object* o) { return static_cast<ModuleObject*>(o); }

int init_dict(ModuleObject* m, Object* dict, Object* name, Object* doc) {
  if (!doc) doc = none();
  if (dict_set_item(dict, ID(__name__), name) != 0 || dict_set_item(dict, ID(__doc__), doc) != 0 ||
      dict_set_item(dict, ID(__package__), none()) != 0 || dict_set_item(dict, ID(__loader__), none()) != 0 ||
      dict_set_item(dict, ID(__spec__), none()) != 0)
    return -1;
  if (str_check_exact(name)) set_ref(m->md_name, new_ref(name));
  return 0;
}

Object* module_tp_new(TypeObject* type, Object*, Object*) {
  auto* m = mod(type->tp_alloc(type, 0));
  if (!m) return nullptr;
  m->md_dict = dict_new();
  if (!m->md_dict) {
    decref(m);
    return nullptr;
  }
  return m;
}

int module_init(Object* self, Object* args, Object* kwds) {
  static const char* const kNames[] = {"name", "doc", nullptr};
  static const ArgsParser kParser = {"module", kNames};
  Object* buf[2];
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwds, nullptr, &kParser, 1, 2, 0, buf)) return -1;
  Object *name = buf[0], *doc = buf[1] ? buf[1] : none();
  if (!str_check(name)) {
    args_bad_argument("module", "argument 'name'", "str", name);
    return -1;
  }
  Object* dict = mod(self)->md_dict;
  if (!dict) {
    dict = dict_new();
    if (!dict) return -1;
    mod(self)->md_dict = dict;
  }
  return init_dict(mod(self), dict, name, doc);
}

void module_dealloc(Object* self) {
  gc_untrack(self);
  if (mod(self)->md_weaklist) object_clear_weakrefs(self);
  xdecref(mod(self)->md_dict.get());
  xdecref(mod(self)->md_name.get());
  type_of(self)->tp_free(self);
}

// What importlib's _module_repr says.
Object* module_repr(Object* self) {
  Object* dict = mod(self)->md_dict;
  Object* spec = dict ? dict_get_item_with_error(dict, ID(__spec__)) : nullptr;
  if (!spec && err_occurred()) return nullptr;
  if (spec && object_is_true(spec) > 0) {
    Ref<> held = Ref<>::borrow(spec);
    Object *name, *origin, *has_location;
    if (object_lookup_attr(spec, ID(name), &name) < 0) return nullptr;
    Ref<> name_ref(name);
    if (!name || is_none(name)) name_ref.reset(str_from_cstr("?"));
    if (!name_ref || object_lookup_attr(spec, ID(origin), &origin) < 0) return nullptr;
    Ref<> origin_ref(origin);
    if (!origin || is_none(origin)) {
      Object* loader;
      if (object_lookup_attr(spec, ID(loader), &loader) < 0) return nullptr;
      Ref<> loader_ref(loader);
      if (!loader || is_none(loader)) return str_from_format("<module %R>", name_ref.get());
      return str_from_format("<module %R (%R)>", name_ref.get(), loader);
    }
    if (object_lookup_attr(spec, ID(has_location), &has_location) < 0) return nullptr;
    Ref<> location_ref(has_location);
    bool located = has_location && object_is_true(has_location) > 0;
    return located ? str_from_format("<module %R from %R>", name_ref.get(), origin)
                   : str_from_format("<module %R (%S)>", name_ref.get(), origin);
  }
  Object* name = dict ? dict_get_item_with_error(dict, ID(__name__)) : nullptr;
  Ref<> name_ref(name ? new_ref(name) : str_from_cstr("?"));
  Object* file = dict ? dict_get_item_with_error(dict, ID(__file__)) : nullptr;
  if (file) return str_from_format("<module %R from %R>", name_ref.get(), file);
  Object* loader = dict ? dict_get_item_with_error(dict, ID(__loader__)) : nullptr;
  if (err_occurred()) return nullptr;
  if (!loader || is_none(loader)) return str_from_format("<module %R>", name_ref.get());
  return str_from_format("<module %R (%R)>", name_ref.get(), loader);
}

Object* module_getattro(Object* self, Object* name) {
  Object* attr = object_generic_get_attr(self, name);
  if (attr || !err_exception_matches(ExcAttributeError)) return attr;
  err_clear();
  Object* dict = mod(self)->md_dict;
  Object* getattr = dict_get_item_with_error(dict, ID(__getattr__));
  if (getattr) return object_call_one_arg(getattr, name);
  if (err_occurred()) return nullptr;
  Object* mod_name = dict_get_item_with_error(dict, ID(__name__));
  if (mod_name && str_check(mod_name)) {
    Ref<> held = Ref<>::borrow(mod_name);
    Ref<> spec = Ref<>::borrow(dict_get_item_with_error(dict, ID(__spec__)));
    if (!spec && err_occurred()) return nullptr;
    if (module_spec_is_initializing(spec))
      return err_format(ExcAttributeError,
                        "partially initialized module '%U' has no attribute '%U' (most likely due to a circular import)",
                        mod_name, name);
    return err_format(ExcAttributeError, "module '%U' has no attribute '%U'", mod_name, name);
  }
  if (err_occurred()) return nullptr;
  return err_format(ExcAttributeError, "module has no attribute '%U'", name);
}

int module_traverse(Object* self, visitproc* visit, void* arg) {
  Object* dict = mod(self)->md_dict;
  return dict ? visit(dict, arg) : 0;
}
int module_tp_clear(Object* self) {
  clear_ref(mod(self)->md_dict);
  return 0;
}

Object* method_dir(Object* self, Object*) {
  Ref<> dict(object_get_attr(self, ID(__dict__)));
  if (!dict) return nullptr;
  if (!dict_check(dict)) return err_format(ExcTypeError, "%U.__dict__ is not a dictionary", ID(__dict__));
  Object* dirfunc = dict_get_item_with_error(dict, ID(__dir__));
  if (dirfunc) return object_call_no_args(dirfunc);
  return err_occurred() ? nullptr : dict_keys(dict);
}

Object* get_annotations(Object* self, void*) {
  Ref<> dict(object_get_attr(self, ID(__dict__)));
  if (!dict) return nullptr;
  if (!dict_check(dict)) return err_format(ExcTypeError, "<module>.__dict__ is not a dictionary");
  Object* annotations = dict_get_item_with_error(dict, ID(__annotations__));
  if (annotations) return new_ref(annotations);
  if (err_occurred()) return nullptr;
  Ref<> fresh(dict_new());
  if (!fresh || dict_set_item(dict, ID(__annotations__), fresh) < 0) return nullptr;
  return fresh.release();
}
int set_annotations(Object* self, Object* value, void*) {
  Ref<> dict(object_get_attr(self, ID(__dict__)));
  if (!dict) return -1;
  if (!dict_check(dict)) {
    err_format(ExcTypeError, "<module>.__dict__ is not a dictionary");
    return -1;
  }
  if (value) return dict_set_item(dict, ID(__annotations__), value);
  int r = dict_contains(dict, ID(__annotations__));
  if (r < 0) return -1;
  if (r == 0) {
    err_format(ExcAttributeError, "__annotations__");
    return -1;
  }
  return dict_del_item(dict, ID(__annotations__));
}

const MethodDef kMethods[] = {
    {"__dir__", method_dir, kMethNoArgs, "__dir__() -> list\nspecialized dir() implementation"},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};
const MemberDef kMembers[] = {
    {"__dict__", kTObject, offsetof(ModuleObject, md_dict), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__annotations__", get_annotations, set_annotations, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

int module_check_slow(Object* o) { return object_type_check(o, TypeModule); }

Object* module_new_object(Object* name) {
  auto* m = mod(gc_new(TypeModule));
  if (!m) return nullptr;
  m->md_def = 0;
  m->md_state = 0;
  m->md_weaklist = nullptr;
  m->md_name = nullptr;
  m->md_dict = dict_new();
  if (!m->md_dict || init_dict(m, m->md_dict, name, nullptr) != 0) {
    decref(m);
    return nullptr;
  }
  gc_track(m);
  return m;
}

Object* module_new(const char* name) {
  Ref<> n(str_from_cstr(name));
  return n ? module_new_object(n) : nullptr;
}

Object* module_get_dict(Object* m) {
  if (!module_check(m)) {
    err_bad_internal_call();
    return nullptr;
  }
  return mod(m)->md_dict;
}

Object* module_get_name_object(Object* m) {
  Object* d = module_check(m) ? mod(m)->md_dict.get() : nullptr;
  Object* name = d && dict_check(d) ? dict_get_item_with_error(d, ID(__name__)) : nullptr;
  if (!name || !str_check(name)) {
    if (!err_occurred()) err_set_string(ExcSystemError, "nameless module");
    return nullptr;
  }
  return new_ref(name);
}

Object* module_get_filename_object(Object* m) {
  Object* d = module_check(m) ? mod(m)->md_dict.get() : nullptr;
  Object* file = d ? dict_get_item_with_error(d, ID(__file__)) : nullptr;
  if (!file || !str_check(file)) {
    if (!err_occurred()) err_set_string(ExcSystemError, "module filename missing");
    return nullptr;
  }
  return new_ref(file);
}

int module_add_functions(Object* m, const MethodDef* table) {
  Ref<> name(module_get_name_object(m));
  if (!name) return -1;
  for (; table->name; ++table) {
    Ref<> func(builtin_function_new(table, m, name));
    if (!func || object_set_attr_string(m, table->name, func) != 0) return -1;
  }
  return 0;
}

int module_set_doc_string(Object* m, const char* doc) {
  Ref<> v(str_from_cstr(doc));
  return v ? object_set_attr(m, ID(__doc__), v) : -1;
}

int module_add_object_ref(Object* m, const char* name, Object* value) {
  if (!value) {
    if (!err_occurred()) err_set_string(ExcSystemError, "a module attribute needs a value");
    return -1;
  }
  Object* dict = module_get_dict(m);
  return dict ? dict_set_item_str(dict, name, value) : -1;
}

int module_add_int_constant(Object* m, const char* name, int64_t value) {
  Ref<> o(int_from_i64(value));
  return o ? module_add_object_ref(m, name, o) : -1;
}

int module_add_string_constant(Object* m, const char* name, const char* value) {
  Ref<> o(str_from_cstr(value));
  return o ? module_add_object_ref(m, name, o) : -1;
}

int module_add_type(Object* m, TypeObject* type) {
  if (type_ready(type) < 0) return -1;
  return module_add_object_ref(m, type_name(type), type);
}

void module_clear_dict(Object* d) {
  // First names with one underscore, then all but __builtins__, so that what is left can still use the others.
  for (int pass = 1; pass <= 2; ++pass) {
    int64_t pos = 0;
    Object *key, *value;
    while (dict_next(d, &pos, &key, &value)) {
      if (is_none(value) || !str_check(key)) continue;
      bool underscore = str_length(key) > 0 && str_read_char(key, 0) == '_';
      bool take = pass == 1 ? underscore && !(str_length(key) > 1 && str_read_char(key, 1) == '_')
                            : !underscore || !str_equal_ascii(key, "__builtins__");
      if (take && dict_set_item(d, key, none()) != 0) err_write_unraisable(nullptr);
    }
  }
}

void module_clear(Object* m) {
  if (Object* d = mod(m)->md_dict) module_clear_dict(d);
}

int module_spec_is_initializing(Object* spec) {
  if (!spec) return 0;
  Object* value;
  if (object_lookup_attr(spec, ID(_initializing), &value) < 0) {
    err_clear();
    return 0;
  }
  if (!value) return 0;
  int r = object_is_true(value);
  decref(value);
  if (r < 0) {
    err_clear();
    return 0;
  }
  return r;
}

void init_Module_type(TypeObject* t) {
  t->tp_basicsize = sizeof(ModuleObject);
  t->tp_dealloc = module_dealloc;
  t->tp_repr = module_repr;
  t->tp_getattro = module_getattro;
  t->tp_setattro = object_generic_set_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  t->tp_traverse = module_traverse;
  t->tp_clear = module_tp_clear;
  t->tp_weaklistoffset = offsetof(ModuleObject, md_weaklist);
  t->tp_dictoffset = offsetof(ModuleObject, md_dict);
  t->tp_init = module_init;
  t->tp_new = module_tp_new;
  t->tp_free = gc_del;
  type_set_doc(t, "module(name, doc=None)\n--\n\nA module: a namespace with a name and a doc string.");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
