// Objects/typeobject.c: super.
#include "heap/heap.h"
#include "native/args.h"
#include "object/call.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/property.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/frame.h"
#include "run/runtime.h"

namespace innards {

namespace {

SuperObject* su(Object* o) { return static_cast<SuperObject*>(o); }

void dealloc(Object* self) {
  gc_untrack(self);
  xdecref(su(self)->obj.get());
  xdecref(static_cast<Object*>(su(self)->type.get()));
  xdecref(static_cast<Object*>(su(self)->obj_type.get()));
  type_of(self)->tp_free(self);
}
int traverse(Object* self, visitproc* visit, void* arg) {
  Object* const refs[] = {su(self)->obj, su(self)->type.get(), su(self)->obj_type.get()};
  for (Object* o : refs)
    if (o)
      if (int r = visit(o, arg)) return r;
  return 0;
}

Object* repr(Object* self) {
  const char* name = su(self)->type ? su(self)->type->tp_name.get() : "NULL";
  if (su(self)->obj_type)
    return str_from_format("<super: <class '%s'>, <%s object>>", name, su(self)->obj_type->tp_name.get());
  return str_from_format("<super: <class '%s'>, NULL>", name);
}

Object* getattro(Object* self, Object* name) {
  TypeObject* starttype = su(self)->obj_type;
  bool is_class = str_check(name) && str_length(name) == 9 && str_equal(name, ID(__class__));
  Object* mro = starttype && !is_class ? starttype->tp_mro.get() : nullptr;
  if (!mro) return object_generic_get_attr(self, name);
  int64_t n = tuple_size_of(mro), i = 0;
  for (; i + 1 < n; ++i)
    if (su(self)->type.get() == tuple_item_at(mro, i)) break;
  if (++i >= n) return object_generic_get_attr(self, name);
  Ref<> held = Ref<>::borrow(mro);
  for (; i < n; ++i) {
    Object* res = dict_get_item_with_error(as_type(tuple_item_at(mro, i))->tp_dict, name);
    if (!res) {
      if (err_occurred()) return nullptr;
      continue;
    }
    incref(res);
    auto get = type_of(res)->tp_descr_get;
    if (!get) return res;
    Object* obj = su(self)->obj;
    Object* bound = get(res, obj == starttype ? nullptr : obj, starttype);
    decref(res);
    return bound;
  }
  return object_generic_get_attr(self, name);
}

// The type whose MRO counts: new reference, or null with TypeError.
TypeObject* check(TypeObject* type, Object* obj) {
  if (type_check(obj) && type_is_subtype(as_type(obj), type)) return as_type(new_ref(obj));
  if (type_is_subtype(type_of(obj), type)) return new_ref(type_of(obj));
  // A proxy may pretend to be of another class.
  Object* cls;
  if (object_lookup_attr(obj, ID(__class__), &cls) < 0) return nullptr;
  if (cls && type_check(cls) && as_type(cls) != type_of(obj) && type_is_subtype(as_type(cls), type)) return as_type(cls);
  xdecref(cls);
  err_set_string(ExcTypeError, "super(type, obj): obj must be an instance or subtype of type");
  return nullptr;
}

Object* descr_get(Object* self, Object* obj, Object*) {
  if (!obj || is_none(obj) || su(self)->obj) return new_ref(self);
  if (type_of(self) != TypeSuper)
    return object_call_function_obj_args(type_of(self), static_cast<Object*>(su(self)->type.get()), obj,
                                         static_cast<Object*>(nullptr));
  TypeObject* obj_type = check(su(self)->type, obj);
  if (!obj_type) return nullptr;
  auto* made = su(type_generic_alloc(TypeSuper, 0));
  if (!made) {
    decref(static_cast<Object*>(obj_type));
    return nullptr;
  }
  made->type = new_ref(su(self)->type.get());
  made->obj = new_ref(obj);
  made->obj_type = obj_type;
  return made;
}

int fail(const char* text) {
  err_set_string(ExcRuntimeError, text);
  return -1;
}

// super() without arguments: the first argument and the __class__ cell of the running function (borrowed results).
int from_frame(TypeObject** p_type, Object** p_obj) {
  InterpreterFrame* frame = rt().thread.current_frame;
  if (!frame) return fail("super(): no current frame");
  CodeObject* co = frame->f_code;
  if (co->co_argcount == 0) return fail("super(): no arguments");
  Object* first = frame->localsplus[0];
  if (first && (code_local_kind(co, 0) & kFastCell) && frame_lasti(frame) >= 0) first = static_cast<CellObject*>(first)->ob_ref;
  if (!first) return fail("super(): arg[0] deleted");
  for (int i = co->co_nlocalsplus - co->co_nfreevars; i < co->co_nlocalsplus; ++i) {
    if (!str_equal(tuple_item_at(co->co_localsplusnames, i), ID(__class__))) continue;
    Object* cell = frame->localsplus[i];
    if (!cell || !cell_check(cell)) return fail("super(): bad __class__ cell");
    Object* type = static_cast<CellObject*>(cell)->ob_ref;
    if (!type) return fail("super(): empty __class__ cell");
    if (!type_check(type)) {
      err_format(ExcRuntimeError, "super(): __class__ is not a type (%s)", type_name_of(type));
      return -1;
    }
    *p_type = as_type(type);
    *p_obj = first;
    return 0;
  }
  return fail("super(): __class__ cell not found");
}

int init_fields(Object* self, TypeObject* type, Object* obj) {
  if (!type && from_frame(&type, &obj) < 0) return -1;
  if (obj && is_none(obj)) obj = nullptr;
  TypeObject* obj_type = nullptr;
  if (obj) {
    obj_type = check(type, obj);
    if (!obj_type) return -1;
    incref(obj);
  }
  set_ref(su(self)->type, new_ref(type));
  set_ref(su(self)->obj, obj);
  set_ref(su(self)->obj_type, obj_type);
  return 0;
}

int init(Object* self, Object* args, Object* kwds) {
  if (!args_no_keywords("super", kwds)) return -1;
  Object *type = nullptr, *obj = nullptr;
  if (!args_parse_tuple(args, "|O!O:super", TypeType, &type, &obj)) return -1;
  return init_fields(self, static_cast<TypeObject*>(type), obj);
}

// super(...) goes past __new__ and __init__.
Object* vectorcall(Object* callable, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("super", kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!args_check_positional("super()", nargs, 0, 2)) return nullptr;
  TypeObject* type = nullptr;
  if (nargs > 0) {
    if (!type_check(args[0]))
      return err_format(ExcTypeError, "super() argument 1 must be a type, not %.200s", type_name_of(args[0]));
    type = as_type(args[0]);
  }
  Object* self = as_type(callable)->tp_alloc(as_type(callable), 0);
  if (!self) return nullptr;
  if (init_fields(self, type, nargs > 1 ? args[1] : nullptr) < 0) {
    decref(self);
    return nullptr;
  }
  return self;
}

const MemberDef kMembers[] = {
    {"__thisclass__", kTObject, offsetof(SuperObject, type), 1, "the class invoking super()"},
    {"__self__", kTObject, offsetof(SuperObject, obj), 1, "the instance invoking super(); may be None"},
    {"__self_class__", kTObject, offsetof(SuperObject, obj_type), 1, "the type of the instance invoking super(); may be None"},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

void init_Super_type(TypeObject* t) {
  t->tp_basicsize = sizeof(SuperObject);
  t->tp_dealloc = dealloc;
  t->tp_repr = repr;
  t->tp_getattro = getattro;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  t->tp_traverse = traverse;
  t->tp_descr_get = descr_get;
  t->tp_init = init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = type_generic_new;
  t->tp_free = gc_del;
  t->tp_vectorcall = vectorcall;
  type_set_doc(t, "super() -> same as super(__class__, <first argument>)\nsuper(type, obj) -> attributes looked up after type");
  type_add_members(t, kMembers);
}

}  // namespace innards
