// The _queue module: SimpleQueue (Modules/_queuemodule.c). Who waits for an item lets other threads run (run/threads.h). The
// class is made when the module is, as in CPython, and finds its exception through the module.
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "builtin/seconds.h"
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
#include "object/module.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "run/threads.h"

namespace innards {

namespace {

struct SimpleQueueObject : Object {
  uint64_t lock;             // CPython's handle of the system's lock
  int32_t locked, padding;
  Ptr<Object> lst;           // a list: the items, behind places that are empty (None)
  int64_t lst_pos;           // where the first item stands
  Ptr<Object> weakreflist;
};
static_assert(sizeof(SimpleQueueObject) == 56);

SimpleQueueObject* self_of(Object* o) { return static_cast<SimpleQueueObject*>(o); }
int64_t count_of(Object* o) { return list_size_of(self_of(o)->lst) - self_of(o)->lst_pos; }

void queue_dealloc(Object* o);

// SimpleQueue itself, of which `type` may be a subclass.
HeapTypeObject* simple_queue(TypeObject* type) {
  while (!(type->tp_dealloc == queue_dealloc)) type = type->tp_base;
  return static_cast<HeapTypeObject*>(type);
}

Object* queue_new(TypeObject* type, Object* args, Object* kwargs) {
  const bool plain = type->tp_init == simple_queue(type)->tp_init;
  if (plain && (!args_no_positional("SimpleQueue", args) || !args_no_keywords("SimpleQueue", kwargs))) return nullptr;
  Ref<> self(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  self_of(self)->lst = list_new(0);
  return self_of(self)->lst ? self.release() : nullptr;
}
int queue_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {self_of(o)->lst, o->ob_type}); }
int queue_clear(Object* o) {
  clear_ref(self_of(o)->lst);
  return 0;
}
void queue_dealloc(Object* o) {
  TypeObject* type = o->ob_type;
  gc_untrack(o);
  clear_ref(self_of(o)->lst);
  if (self_of(o)->weakreflist) object_clear_weakrefs(o);
  type->tp_free(o);
  decref(static_cast<Object*>(type));
}

// ---- put

Object* put(Object* self, Object* item) {
  if (list_append(self_of(self)->lst, item) < 0) return nullptr;
  thread_wake(self);
  return new_none();
}

// block and timeout are for those who take it for a queue.Queue: putting never waits.
Object* queue_put(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"item", "block", "timeout", nullptr};
  const ArgsParser parser = {"put", kKeywords};
  Object* buf[3] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 3, 0, buf);
  if (!a || (a[1] && object_is_true(a[1]) < 0)) return nullptr;
  return put(self, a[0]);
}
Object* queue_put_nowait(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"item", nullptr};
  const ArgsParser parser = {"put_nowait", kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 1, 0, buf);
  return a ? put(self, a[0]) : nullptr;
}

// ---- get

// Takes the first item out. Where more than half of the list is empty places, they go.
Object* pop(Object* o) {
  SimpleQueueObject* self = self_of(o);
  Object* list = self->lst;
  Object* item = list_item_at(list, self->lst_pos);
  list_put(list, self->lst_pos++, new_none());
  if (self->lst_pos <= list_size_of(list) - self->lst_pos) return item;
  if (list_set_slice(list, 0, self->lst_pos, nullptr) == 0) return self->lst_pos = 0, item;
  decref(list_item_at(list, --self->lst_pos));
  list_put(list, self->lst_pos, item);
  return nullptr;
}

Object* empty_error(Object* self) {
  Ref<> error(object_get_attr_string(simple_queue(self->ob_type)->ht_module, "Empty"));
  if (error) err_set_none(error);
  return nullptr;
}

// The end of waiting; false with an error.
bool end_of_waiting(Object* timeout, uint64_t* until) {
  double seconds;
  if (!seconds_argument(timeout, &seconds)) return false;
  if (seconds < 0) return err_set_string(ExcValueError, "'timeout' must be a non-negative number"), false;
  *until = clock_after(seconds);
  return true;
}

// Waits until an item is there and takes it. until 0: does not wait.
Object* get(Object* self, uint64_t until) {
  while (count_of(self) == 0) {
    const Wake why = until ? thread_wait(self, until) : Wake::kTimeout;
    if (err_occurred()) return nullptr;
    if (why == Wake::kTimeout && count_of(self) == 0) return empty_error(self);
  }
  return pop(self);
}

Object* queue_get(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"block", "timeout", nullptr};
  const ArgsParser parser = {"get", kKeywords};
  Object* buf[2] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 2, 0, buf);
  const int blocks = !a ? -1 : a[0] ? object_is_true(a[0]) : 1;
  uint64_t until = blocks ? kNever : 0;
  if (blocks < 0) return nullptr;
  if (blocks && a[1] && !is_none(a[1])) {
    if (!end_of_waiting(a[1], &until)) return nullptr;
    if (until <= clock_ns()) until = 0;
  }
  return get(self, until);
}
Object* queue_get_nowait(Object* self, Object**, int64_t nargs, Object*) {
  if (nargs) return err_format(ExcTypeError, "get_nowait() takes no arguments");
  return get(self, 0);
}

Object* queue_empty(Object* self, Object*) { return bool_from(count_of(self) == 0); }
Object* queue_qsize(Object* self, Object*) { return int_from_i64(count_of(self)); }

const MethodDef kMethods[] = {
    {"empty", queue_empty, kMethNoArgs, "empty($self, /)\n--\n\nWhether nothing is in the queue (by the time you look, something may be)."},
    {"get", queue_get, kMethMethod | kMethFastcall | kMethKeywords, "get($self, /, block=True, timeout=None)\n--\n\nTakes the first item out, and waits for one where there is none."},
    {"get_nowait", queue_get_nowait, kMethMethod | kMethFastcall | kMethKeywords, "get_nowait($self, /)\n--\n\nTakes the first item out, or raises Empty."},
    {"put", queue_put, kMethFastcall | kMethKeywords, "put($self, /, item, block=True, timeout=None)\n--\n\nAdds an item at the end; block and timeout mean nothing."},
    {"put_nowait", queue_put_nowait, kMethFastcall | kMethKeywords, "put_nowait($self, /, item)\n--\n\nAdds an item at the end."},
    {"qsize", queue_qsize, kMethNoArgs, "qsize($self, /)\n--\n\nHow many items there are."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};

// class Empty(Exception), as PyErr_NewExceptionWithDoc makes it.
Object* make_empty() {
  Ref<> name(str_from_cstr("Empty")), bases(tuple_pack(1, static_cast<Object*>(ExcException))), dict(dict_new()), module(str_from_cstr("_queue"));
  Ref<> doc(str_from_cstr("What get() raises when it does not wait and nothing is there."));
  if (!name || !bases || !dict || !module || !doc) return nullptr;
  if (dict_set_item_str(dict, "__doc__", doc) < 0 || dict_set_item_str(dict, "__module__", module) < 0) return nullptr;
  return object_call_function_obj_args(TypeType, name.get(), bases.get(), dict.get(), nullptr);
}

// A class derived from object, without a dict: its slots are filled in afterwards.
HeapTypeObject* make_plain_class(const char* name, const char* module) {
  Ref<> class_name(str_from_cstr(name)), bases(tuple_pack(1, static_cast<Object*>(TypeBaseObject))), dict(dict_new());
  Ref<> module_name(str_from_cstr(module)), slots(tuple_new(0)), doc(str_from_cstr("A queue without an end, first in, first out."));
  if (!class_name || !bases || !dict || !module_name || !slots || !doc) return nullptr;
  if (dict_set_item_str(dict, "__module__", module_name) < 0 || dict_set_item_str(dict, "__slots__", slots) < 0 ||
      dict_set_item_str(dict, "__doc__", doc) < 0)
    return nullptr;
  return static_cast<HeapTypeObject*>(object_call_function_obj_args(TypeType, class_name.get(), bases.get(), dict.get(), nullptr));
}

int add_methods(TypeObject* type) {
  for (const MethodDef* m = kMethods; m->name; ++m) {
    Ref<> method(m->flags & kMethClass ? descr_new_class_method(type, m) : descr_new_method(type, m));
    if (!method || dict_set_item_str(type->tp_dict, m->name, method) < 0) return -1;
  }
  return 0;
}

bool move_to_end(Object* dict, const char* key) {
  Ref<> value(xnew_ref(dict_get_item_str(dict, key)));
  return value && dict_del_item_str(dict, key) == 0 && dict_set_item_str(dict, key, value) == 0;
}

Object* make_simple_queue(Object* module) {
  Ref<HeapTypeObject> made(make_plain_class("SimpleQueue", "_queue"));
  HeapTypeObject* t = made;
  if (!t || dict_del_item_str(t->tp_dict, "__slots__") < 0) return nullptr;
  t->tp_name = static_text("_queue.SimpleQueue");
  t->tp_basicsize = sizeof(SimpleQueueObject);
  t->tp_weaklistoffset = offsetof(SimpleQueueObject, weakreflist);
  t->tp_new = queue_new;
  t->tp_dealloc = queue_dealloc;
  t->tp_traverse = queue_traverse;
  t->tp_clear = queue_clear;
  t->tp_alloc = type_generic_alloc;
  t->tp_free = gc_del;
  t->tp_flags |= kTpHaveGC | kTpImmutableType;
  t->ht_module = new_ref(module);
  Ref<> make(builtin_function_new(kTpNewMethodDef, t));
  if (!make || dict_set_item(t->tp_dict, ID(__new__), make) < 0 || add_methods(t) < 0) return nullptr;
  if (!move_to_end(t->tp_dict, "__doc__") || !move_to_end(t->tp_dict, "__module__")) return nullptr;
  type_modified(t);
  return made.release();
}

int exec(Object* m) {
  Ref<> empty(make_empty()), queue(empty ? make_simple_queue(m) : nullptr);
  return queue && module_add_object_ref(m, "SimpleQueue", queue) == 0 ? module_add_object_ref(m, "Empty", empty) : -1;
}

void boot() {
  for (const MethodDef* m = kMethods; m->name; ++m) MethodRef registered(m);
  const Slot<newfunc> make(queue_new);
  const Slot<destructor> dealloc(queue_dealloc);
  const Slot<traverseproc> traverse(queue_traverse);
  const Slot<inquiry> clear(queue_clear);
}

}  // namespace

extern const NativeModule k_module__queue;
const NativeModule k_module__queue = {"_queue", "Queues that threads hand items through.", nullptr, exec, boot};

}  // namespace innards
