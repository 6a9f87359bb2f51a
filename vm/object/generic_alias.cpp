// list[int] and kin: types.GenericAlias (CPython: Objects/genericaliasobject.c).
#include "object/generic_alias.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_params.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

// ---- type parameters

namespace {

// Whether the object has the attribute: 1 and *value new, 0, or -1.
int look_up(Object* o, Object* name, Ref<>* value) {
  Object* found = nullptr;
  const int status = object_lookup_attr(o, name, &found);
  value->reset(found);
  return status < 0 ? -1 : found != nullptr;
}

int write_repr(StrWriter* writer, Object* o) {
  Ref<> text(object_repr(o));
  return text ? writer->write_str(text) : -1;
}

// Appends to the tuple under construction what is not in it yet.
int add_once(Object* list, Object* o) {
  for (int64_t i = 0; i < list_size(list); ++i)
    if (list_get_item(list, i) == o) return 0;
  return list_append(list, o);
}

int64_t index_in(Object* tuple, Object* o) {
  for (int64_t i = 0; i < tuple_size_of(tuple); ++i)
    if (tuple_item_at(tuple, i) == o) return i;
  return -1;
}

// An argument that is generic itself, like list[T] in dict[str, list[T]].
Object* substitute_inside(Object* arg, Object* params, Object** items) {
  Ref<> inner;
  if (look_up(arg, ID(__parameters__), &inner) < 0) return nullptr;
  if (!inner || !tuple_check(inner) || tuple_size_of(inner) == 0) return new_ref(arg);
  const int64_t n = tuple_size_of(inner);
  Ref<> chosen(tuple_new(n));
  if (!chosen) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    Object* param = tuple_item_at(inner, i);
    const int64_t at = index_in(params, param);
    tuple_put(chosen, i, new_ref(at >= 0 ? items[at] : param));
  }
  return object_get_item(arg, chosen);
}

Object* substitute_one(Object* arg, Object* params, Object** items) {
  if (type_check(arg)) return new_ref(arg);
  Ref<> subst;
  if (look_up(arg, ID(__typing_subst__), &subst) < 0) return nullptr;
  if (!subst) return substitute_inside(arg, params, items);
  const int64_t at = index_in(params, arg);
  return at < 0 ? new_ref(arg) : object_call_one_arg(subst, items[at]);
}

}  // namespace

int type_param_repr(StrWriter* writer, Object* p) {
  if (p == ellipsis()) return writer->write_ascii("...", 3);
  Ref<> found, qualname, module;
  int status = look_up(p, ID(__origin__), &found);
  if (status > 0) status = look_up(p, ID(__args__), &found);
  if (status < 0) return -1;
  if (status > 0) return write_repr(writer, p);
  if (look_up(p, ID(__qualname__), &qualname) < 0) return -1;
  if (!qualname) return write_repr(writer, p);
  if (look_up(p, ID(__module__), &module) < 0) return -1;
  if (!module || is_none(module)) return write_repr(writer, p);
  Ref<> text(str_check(module) && str_equal(module, ID(builtins)) ? object_str(qualname)
                                                                 : str_from_format("%S.%S", module.get(), qualname.get()));
  return text ? writer->write_str(text) : -1;
}

Object* type_params_of(Object* args) {
  Ref<> found(list_new(0));
  if (!found) return nullptr;
  for (int64_t i = 0; i < tuple_size_of(args); ++i) {
    Object* arg = tuple_item_at(args, i);
    if (type_check(arg)) continue;
    Ref<> subst, inner;
    if (look_up(arg, ID(__typing_subst__), &subst) < 0) return nullptr;
    if (subst) {
      if (add_once(found, arg) < 0) return nullptr;
      continue;
    }
    if (look_up(arg, ID(__parameters__), &inner) < 0) return nullptr;
    if (!inner || !tuple_check(inner)) continue;
    for (int64_t k = 0; k < tuple_size_of(inner); ++k)
      if (add_once(found, tuple_item_at(inner, k)) < 0) return nullptr;
  }
  return sequence_tuple(found);
}

Object* type_params_substitute(Object* self, Object* args, Object* parameters, Object* item) {
  const int64_t wanted = tuple_size_of(parameters);
  if (wanted == 0) return err_format(ExcTypeError, "%R is not a generic class", self);
  Ref<> items(tuple_check(item) ? new_ref(item) : tuple_pack(1, item));
  if (!items) return nullptr;
  const int64_t given = tuple_size_of(items);
  if (given != wanted)
    return err_format(ExcTypeError, "Too %s arguments for %R; actual %zd, expected %zd", given > wanted ? "many" : "few", self, given, wanted);
  const int64_t n = tuple_size_of(args);
  Ref<> result(tuple_new(n));
  if (!result) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    Object* made = substitute_one(tuple_item_at(args, i), parameters, reinterpret_cast<Object**>(tuple_items(items)));
    if (!made) return nullptr;
    tuple_put(result, i, made);
  }
  return result.release();
}

// ---- the alias

namespace {

GenericAliasObject* as_alias(Object* o) { return static_cast<GenericAliasObject*>(o); }

// Attributes of the alias itself; all others are the origin's.
const char* const kOwnAttributes[] = {"__class__", "__bases__", "__origin__", "__args__", "__unpacked__", "__parameters__",
                                      "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
                                      "__copy__", "__deepcopy__"};

Object* alias_vectorcall(Object* self, Object** args, uint64_t nargsf, Object* kwnames) {
  Ref<> made(object_vectorcall(as_alias(self)->origin, args, nargsf, kwnames));
  if (!made) return nullptr;
  if (object_set_attr(made, ID(__orig_class__), self) < 0) {
    if (!err_exception_matches(ExcAttributeError) && !err_exception_matches(ExcTypeError)) return nullptr;
    err_clear();
  }
  return made.release();
}

// Fills a new alias; takes new references.
int set_up(GenericAliasObject* alias, Object* origin, Object* args) {
  Object* tuple = tuple_check(args) ? new_ref(args) : tuple_pack(1, args);
  if (!tuple) return -1;
  alias->origin = new_ref(origin);
  alias->args = tuple;
  alias->parameters = nullptr;
  alias->weakreflist = nullptr;
  alias->starred = 0;
  alias->vectorcall = vectorcall_function(origin) ? alias_vectorcall : nullptr;
  return 0;
}

Object* starred_copy(Object* o) {
  Object* made = generic_alias_new(as_alias(o)->origin, as_alias(o)->args);
  if (made) as_alias(made)->starred = 1;
  return made;
}

void alias_dealloc(Object* o) {
  gc_untrack(o);
  if (as_alias(o)->weakreflist) object_clear_weakrefs(o);
  xdecref(as_alias(o)->origin.get());
  xdecref(as_alias(o)->args.get());
  xdecref(as_alias(o)->parameters.get());
  type_of(o)->tp_free(o);
}

int alias_traverse(Object* o, visitproc* visit, void* arg) {
  for (Object* field : {as_alias(o)->origin.get(), as_alias(o)->args.get(), as_alias(o)->parameters.get()})
    if (field)
      if (int stop = visit(field, arg)) return stop;
  return 0;
}

Object* alias_repr(Object* self) {
  GenericAliasObject* alias = as_alias(self);
  StrWriter writer;
  bool good = (!alias->starred || writer.write_ascii("*", 1) == 0) && type_param_repr(&writer, alias->origin) == 0 && writer.write_ascii("[", 1) == 0;
  const int64_t n = tuple_size_of(alias->args);
  for (int64_t i = 0; good && i < n; ++i)
    good = (i == 0 || writer.write_ascii(", ", 2) == 0) && type_param_repr(&writer, tuple_item_at(alias->args, i)) == 0;
  if (good && n == 0) good = writer.write_ascii("()", 2) == 0;
  if (good) good = writer.write_ascii("]", 1) == 0;
  if (good) return writer.finish();
  writer.drop();
  return nullptr;
}

int64_t alias_hash(Object* self) {
  const int64_t origin = object_hash(as_alias(self)->origin);
  if (origin == -1) return -1;
  const int64_t args = object_hash(as_alias(self)->args);
  return args == -1 ? -1 : origin ^ args;
}

Object* alias_richcompare(Object* a, Object* b, int op) {
  if (!object_type_check(a, TypeGenericAlias) || !object_type_check(b, TypeGenericAlias) || (op != kEQ && op != kNE)) return new_not_implemented();
  if (op == kNE) {
    Ref<> equal(alias_richcompare(a, b, kEQ));
    if (!equal) return nullptr;
    return bool_from(equal.get() == bool_false());
  }
  if (as_alias(a)->starred != as_alias(b)->starred) return bool_from(false);
  const int same_origin = object_rich_compare_bool(as_alias(a)->origin, as_alias(b)->origin, kEQ);
  if (same_origin < 0) return nullptr;
  return same_origin ? object_rich_compare(as_alias(a)->args, as_alias(b)->args, kEQ) : bool_from(false);
}

bool own_attribute(Object* name) {
  for (const char* own : kOwnAttributes)
    if (str_equal_ascii(name, own)) return true;
  return false;
}

Object* alias_getattro(Object* self, Object* name) {
  if (str_check(name) && !own_attribute(name)) return object_get_attr(as_alias(self)->origin, name);
  return object_generic_get_attr(self, name);
}

// Borrowed; made when first asked for.
Object* parameters_of(GenericAliasObject* alias) {
  if (!alias->parameters) alias->parameters = type_params_of(alias->args);
  return alias->parameters;
}

Object* alias_getitem(Object* self, Object* item) {
  Object* parameters = parameters_of(as_alias(self));
  if (!parameters) return nullptr;
  Ref<> args(type_params_substitute(self, as_alias(self)->args, parameters, item));
  if (!args) return nullptr;
  Object* made = generic_alias_new(as_alias(self)->origin, args);
  if (made) as_alias(made)->starred = as_alias(self)->starred;
  return made;
}

Object* alias_iter(Object* self) {
  Ref<> starred(starred_copy(self));
  if (!starred) return nullptr;
  Ref<> one(tuple_pack(1, starred.get()));
  return one ? object_get_iter(one) : nullptr;
}

Object* alias_new(TypeObject* type, Object* args, Object* kwargs) {
  Object *origin = nullptr, *arguments = nullptr;
  if (!args_no_keywords("GenericAlias", kwargs) || !args_unpack_tuple(args, "GenericAlias", 2, 2, &origin, &arguments)) return nullptr;
  Object* made = type->tp_alloc(type, 0);
  if (made && set_up(as_alias(made), origin, arguments) < 0) {
    decref(made);
    return nullptr;
  }
  return made;
}

Object* mro_entries(Object* self, Object*) { return tuple_pack(1, as_alias(self)->origin.get()); }
Object* no_instances(Object*, Object*) { return err_format(ExcTypeError, "isinstance() argument 2 cannot be a parameterized generic"); }
Object* no_subclasses(Object*, Object*) { return err_format(ExcTypeError, "issubclass() argument 2 cannot be a parameterized generic"); }
Object* alias_reduce(Object* self, Object*) {
  Ref<> pair(tuple_pack(2, as_alias(self)->origin.get(), as_alias(self)->args.get()));
  return pair ? tuple_pack(2, static_cast<Object*>(TypeGenericAlias), pair.get()) : nullptr;
}
Object* alias_dir(Object* self, Object*) {
  Ref<> names(object_dir(as_alias(self)->origin));
  if (!names) return nullptr;
  for (const char* own : kOwnAttributes) {
    Ref<> name(str_from_cstr(own));
    if (!name) return nullptr;
    const int there = sequence_contains(names, name);
    if (there < 0 || (!there && list_append(names, name) < 0)) return nullptr;
  }
  return names.release();
}
Object* get_parameters(Object* self, void*) { return xnew_ref(parameters_of(as_alias(self))); }
Object* get_unpacked_args(Object* self, void*) {
  GenericAliasObject* alias = as_alias(self);
  return alias->starred && alias->origin == static_cast<Object*>(TypeTuple) ? new_ref(alias->args.get()) : new_none();
}

const MethodDef kMethods[] = {
    {"__mro_entries__", mro_entries, kMethO, nullptr},
    {"__instancecheck__", no_instances, kMethO, nullptr},
    {"__subclasscheck__", no_subclasses, kMethO, nullptr},
    {"__reduce__", alias_reduce, kMethNoArgs, nullptr},
    {"__dir__", alias_dir, kMethNoArgs, nullptr},
    {},
};
const MemberDef kMembers[] = {
    {"__origin__", kTObject, offsetof(GenericAliasObject, origin), 1, nullptr},
    {"__args__", kTObject, offsetof(GenericAliasObject, args), 1, nullptr},
    {"__unpacked__", kTBool, offsetof(GenericAliasObject, starred), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__parameters__", get_parameters, nullptr, "The type variables among the arguments."},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

Object* generic_alias_new(Object* origin, Object* args) {
  GenericAliasObject* made = gc_new_as<GenericAliasObject>(TypeGenericAlias);
  if (!made) return nullptr;
  if (set_up(made, origin, args) < 0) {
    gc_del(made);
    return nullptr;
  }
  gc_track(made);
  return made;
}

void init_GenericAlias_type(TypeObject* t) {
  type_set_doc(t, "A class with type arguments, as list[int].\n\nThe class is __origin__, the arguments are __args__.");
  t->tp_basicsize = sizeof(GenericAliasObject);
  t->tp_dealloc = alias_dealloc;
  t->tp_vectorcall_offset = offsetof(GenericAliasObject, vectorcall);
  t->tp_repr = alias_repr;
  number_methods(t)->nb_or = union_type_or;
  mapping_methods(t)->mp_subscript = alias_getitem;
  t->tp_hash = alias_hash;
  t->tp_call = vectorcall_call;
  t->tp_getattro = alias_getattro;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType | kTpHaveVectorcall;
  t->tp_traverse = alias_traverse;
  t->tp_richcompare = alias_richcompare;
  t->tp_weaklistoffset = offsetof(GenericAliasObject, weakreflist);
  t->tp_iter = alias_iter;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = alias_new;
  t->tp_free = gc_del;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
