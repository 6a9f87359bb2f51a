// int | str: types.UnionType (CPython: Objects/unionobject.c).
#include "heap/heap.h"
#include "object/bool.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_params.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

UnionObject* as_union(Object* o) { return static_cast<UnionObject*>(o); }
bool union_check(Object* o) { return o->ob_type == TypeUnion; }
bool alias_check(Object* o) { return object_type_check(o, TypeGenericAlias); }
bool is_unionable(Object* o) { return is_none(o) || type_check(o) || alias_check(o) || union_check(o); }

// Appends a member unless it is there: classes by identity, aliases by equality. None stands for its type.
int add_member(Object* list, Object* o) {
  if (is_none(o)) o = TypeNone;
  for (int64_t i = 0; i < list_size(list); ++i) {
    Object* have = list_get_item(list, i);
    if (have == o) return 0;
    if (!alias_check(have) || !alias_check(o)) continue;
    const int same = object_rich_compare_bool(have, o, kEQ);
    if (same) return same < 0 ? -1 : 0;
  }
  return list_append(list, o);
}

int add_members(Object* list, Object* o) {
  if (!union_check(o)) return add_member(list, o);
  for (int64_t i = 0; i < tuple_size_of(as_union(o)->args); ++i)
    if (add_member(list, tuple_item_at(as_union(o)->args, i)) < 0) return -1;
  return 0;
}

Object* make_union(Object* args_stolen) {
  UnionObject* made = gc_new_as<UnionObject>(TypeUnion);
  if (!made) {
    decref(args_stolen);
    return nullptr;
  }
  made->args = args_stolen;
  made->parameters = nullptr;
  gc_track(made);
  return made;
}

void union_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_union(o)->args.get());
  xdecref(as_union(o)->parameters.get());
  gc_del(o);
}
int union_traverse(Object* o, visitproc* visit, void* arg) {
  for (Object* field : {as_union(o)->args.get(), as_union(o)->parameters.get()})
    if (field)
      if (int stop = visit(field, arg)) return stop;
  return 0;
}

int64_t union_hash(Object* o) {
  Ref<> members(frozenset_new(as_union(o)->args));
  return members ? object_hash(members) : -1;
}

Object* union_richcompare(Object* a, Object* b, int op) {
  if (!union_check(b) || (op != kEQ && op != kNE)) return new_not_implemented();
  Ref<> mine(set_new(as_union(a)->args));
  if (!mine) return nullptr;
  Ref<> other(set_new(as_union(b)->args));
  return other ? object_rich_compare(mine, other, op) : nullptr;
}

Object* union_repr(Object* self) {
  Object* args = as_union(self)->args;
  StrWriter writer;
  bool good = true;
  for (int64_t i = 0; good && i < tuple_size_of(args); ++i) {
    Object* arg = tuple_item_at(args, i);
    good = i == 0 || writer.write_ascii(" | ", 3) == 0;
    if (good) good = (arg == TypeNone ? writer.write_ascii("None", 4) : type_param_repr(&writer, arg)) == 0;
  }
  if (good) return writer.finish();
  writer.drop();
  return nullptr;
}

Object* union_getattro(Object* self, Object* name) {
  if (str_check(name) && str_equal_ascii(name, "__module__")) return object_get_attr(type_of(self), name);
  return object_generic_get_attr(self, name);
}

Object* parameters_of(UnionObject* u) {
  if (!u->parameters) u->parameters = type_params_of(u->args);
  return u->parameters;
}
Object* get_parameters(Object* self, void*) { return xnew_ref(parameters_of(as_union(self))); }

Object* union_getitem(Object* self, Object* item) {
  Object* parameters = parameters_of(as_union(self));
  if (!parameters) return nullptr;
  Ref<> args(type_params_substitute(self, as_union(self)->args, parameters, item));
  if (!args) return nullptr;
  if (tuple_size_of(args) == 0) return make_union(args.release());
  Ref<> result(new_ref(tuple_item_at(args, 0)));
  for (int64_t i = 1; result && i < tuple_size_of(args); ++i) result.reset(number_or(result, tuple_item_at(args, i)));
  return result.release();
}

const MemberDef kMembers[] = {
    {"__args__", kTObject, offsetof(UnionObject, args), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"__parameters__", get_parameters, nullptr, "The type variables among the members."},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

Object* union_args(Object* u) { return as_union(u)->args; }

Object* union_type_or(Object* a, Object* b) {
  if (!is_unionable(a) || !is_unionable(b)) return new_not_implemented();
  Ref<> members(list_new(0));
  if (!members || add_members(members, a) < 0 || add_members(members, b) < 0) return nullptr;
  if (list_size(members) == 1) return new_ref(list_get_item(members, 0));
  Object* args = sequence_tuple(members);
  return args ? make_union(args) : nullptr;
}

void init_Union_type(TypeObject* t) {
  type_set_doc(t, "Either of several classes, as int | str.");
  t->tp_basicsize = sizeof(UnionObject);
  t->tp_dealloc = union_dealloc;
  t->tp_alloc = type_generic_alloc;
  t->tp_free = gc_del;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = union_traverse;
  t->tp_hash = union_hash;
  t->tp_getattro = union_getattro;
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
  mapping_methods(t)->mp_subscript = union_getitem;
  number_methods(t)->nb_or = union_type_or;
  t->tp_repr = union_repr;
  t->tp_richcompare = union_richcompare;
}

}  // namespace innards
