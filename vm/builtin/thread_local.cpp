// _thread._local: an object with a dict for each thread (Modules/_threadmodule.c). The object owns the dicts; a thread that
// ends takes its own out of all such objects, which is why they are in a list.
#include <cstddef>

#include "builtin/native_type.h"
#include "builtin/thread_locks.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "run/threads.h"

namespace innards {

struct ThreadLocalObject : Object {
  Ptr<Object> dicts;          // ident -> dict
  Ptr<Object> args, kwargs;   // of the constructor: each thread's __init__ gets them
  Ptr<Object> weakreflist;
  Ptr<ThreadLocalObject> next, before;   // in the list of all
};
static_assert(sizeof(ThreadLocalObject) == 64);

namespace {

ThreadLocalObject* as_local(Object* o) { return static_cast<ThreadLocalObject*>(o); }

void enlist(ThreadLocalObject* o) {
  Ptr<ThreadLocalObject>& first = thread_table().first_local;
  o->next = first;
  o->before = nullptr;
  if (first) first->before = o;
  first = o;
}
void take_off_list(ThreadLocalObject* o) {
  ThreadLocalObject *next = o->next, *before = o->before;
  if (next) next->before = before;
  if (before) before->next = next;
  else if (thread_table().first_local.get() == o) thread_table().first_local = next;
}

// This thread's dict, borrowed; made and initialised on first use.
Object* local_dict(Object* o) {
  Ref<> ident(int_from_i64(rt().modules.thread_ident));
  if (!ident) return nullptr;
  Object* dict = dict_get_item_with_error(as_local(o)->dicts, ident);
  if (dict || err_occurred()) return dict;
  Ref<> fresh(dict_new());
  if (!fresh || dict_set_item(as_local(o)->dicts, ident, fresh) < 0) return nullptr;
  if (o->ob_type->tp_init.get() == base_object_init) return fresh;
  if (o->ob_type->tp_init(o, as_local(o)->args, as_local(o)->kwargs) >= 0) return fresh;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  dict_del_item(as_local(o)->dicts, ident);
  err_restore(type, value, tb);
  return nullptr;
}

Object* local_new(TypeObject* type, Object* args, Object* kwargs) {
  if (type->tp_init.get() == base_object_init && (tuple_size_of(args) || (kwargs && dict_size_of(kwargs))))
    return err_format(ExcTypeError, "Initialization arguments are not supported");
  Ref<> o(type->tp_alloc(type, 0));
  if (!o) return nullptr;
  enlist(as_local(o));
  as_local(o)->args = new_ref(args);
  as_local(o)->kwargs = xnew_ref(kwargs);
  as_local(o)->dicts = dict_new();
  Ref<> ident(int_from_i64(rt().modules.thread_ident)), first(dict_new());
  if (!as_local(o)->dicts || !ident || !first || dict_set_item(as_local(o)->dicts, ident, first) < 0) return nullptr;
  return o.release();   // type's call runs __init__ for this thread
}

Object* local_getattro(Object* o, Object* name) {
  Object* dict = local_dict(o);
  if (!dict) return nullptr;
  if (str_check(name) && str_equal_ascii(name, "__dict__")) return new_ref(dict);
  return object_generic_get_attr_with_dict(o, name, dict, 0);
}
int local_setattro(Object* o, Object* name, Object* value) {
  Object* dict = local_dict(o);
  if (!dict) return -1;
  if (str_check(name) && str_equal_ascii(name, "__dict__")) {
    err_format(ExcAttributeError, "'%.50s' object attribute '%U' is read-only", o->ob_type->tp_name.get(), name);
    return -1;
  }
  return object_generic_set_attr_with_dict(o, name, value, dict);
}

int local_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {as_local(o)->args, as_local(o)->kwargs, as_local(o)->dicts});
}
int local_clear(Object* o) {
  clear_ref(as_local(o)->args);
  clear_ref(as_local(o)->kwargs);
  clear_ref(as_local(o)->dicts);
  return 0;
}
void local_dealloc(Object* o) {
  gc_untrack(o);
  take_off_list(as_local(o));
  if (as_local(o)->weakreflist) object_clear_weakrefs(o);
  local_clear(o);
  o->ob_type->tp_free(o);
}

}  // namespace

void thread_locals_forget(int64_t thread) {
  if (!thread_table().first_local) return;
  Ref<> ident(int_from_i64(thread)), dead(list_new(0));   // dropped once the list has been walked: that may run Python code
  if (!ident || !dead) return err_clear();
  for (ThreadLocalObject* o = thread_table().first_local; o; o = o->next) {
    Object* dict = o->dicts ? dict_get_item_with_error(o->dicts, ident) : nullptr;
    if (!dict || list_append(dead, dict) < 0 || dict_del_item(o->dicts, ident) < 0) err_clear();
  }
}

void init_ThreadLocal_type(TypeObject* t) {
  native_gc_type(t, sizeof(ThreadLocalObject), local_dealloc, local_traverse, local_clear, local_new);
  t->tp_weaklistoffset = offsetof(ThreadLocalObject, weakreflist);
  t->tp_getattro = local_getattro;
  t->tp_setattro = local_setattro;
  t->tp_init = base_object_init;
  type_set_doc(t, "Thread-local data");
}

}  // namespace innards
