// The _functools module: reduce and cmp_to_key; partial and lru_cache have files of their own. Follows
// Modules/_functoolsmodule.c where a program can see it.
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/call.h"
#include "object/int.h"
#include "object/module.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// ---- cmp_to_key

struct CmpKeyObject : Object {
  Ptr<Object> cmp;
  Ptr<Object> object;   // null in what cmp_to_key returns
};

CmpKeyObject* as_key(Object* o) { return static_cast<CmpKeyObject*>(o); }

int key_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_key(o)->cmp, as_key(o)->object}); }
int key_clear(Object* o) {
  clear_ref(as_key(o)->cmp);
  clear_ref(as_key(o)->object);
  return 0;
}
void key_dealloc(Object* o) {
  gc_untrack(o);
  key_clear(o);
  gc_del(o);
}

Object* key_new(Object* cmp, Object* object) {
  auto* key = gc_new_as<CmpKeyObject>(TypeCmpKey);
  if (!key) return nullptr;
  key->cmp = new_ref(cmp);
  key->object = xnew_ref(object);
  gc_track(key);
  return key;
}

Object* key_call(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"obj", nullptr};
  Object* object;
  if (!args_parse_tuple_and_keywords(args, kwargs, "O:K", kKeywords, &object)) return nullptr;
  return key_new(as_key(o)->cmp, object);
}

Object* key_compare(Object* o, Object* other, int op) {
  if (other->ob_type != TypeCmpKey) return err_format(ExcTypeError, "other argument must be K instance");
  Object *x = as_key(o)->object, *y = as_key(other)->object;
  if (!x || !y) return err_format(ExcAttributeError, "object");
  Object* args[] = {x, y};
  Ref<> answer(object_vectorcall(as_key(o)->cmp, args, 2, nullptr));
  return answer ? object_rich_compare(answer, int_small(0), op) : nullptr;
}

const MemberDef kKeyMembers[] = {
    {"obj", kTObject, offsetof(CmpKeyObject, object), 0, "Value wrapped by a key function."},
    {nullptr, 0, 0, 0, nullptr},
};

Object* cmp_to_key(Object*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"mycmp", nullptr};
  Object* compare;
  return args_parse_tuple_and_keywords(args, kwargs, "O:cmp_to_key", kKeywords, &compare) ? key_new(compare, nullptr) : nullptr;
}

// ---- reduce

// One call of func(result, item); takes over both. The pair is used again while nobody else holds it.
Object* reduce_step(Object* func, Ref<>& pair, Object* result, Object* item) {
  if (pair->ob_refcnt > 1) {
    pair.reset(tuple_new(2));
    if (!pair) {
      decref(result);
      decref(item);
      return nullptr;
    }
  }
  tuple_set_item(pair, 0, result);
  tuple_set_item(pair, 1, item);
  Object* next = object_call(func, pair, nullptr);
  if (next && !gc_is_tracked(pair)) gc_track(pair);
  return next;
}

Object* reduce(Object*, Object* args) {
  Object *func, *seq, *result = nullptr;
  if (!args_unpack_tuple(args, "reduce", 2, 3, &func, &seq, &result)) return nullptr;
  xincref(result);
  Ref<> it(object_get_iter(seq));
  if (!it) {
    if (err_exception_matches(ExcTypeError)) err_set_string(ExcTypeError, "reduce() arg 2 must support iteration");
    xdecref(result);
    return nullptr;
  }
  Ref<> pair(tuple_new(2));
  while (pair) {
    Object* item = iter_next(it);
    if (!item) break;
    result = result ? reduce_step(func, pair, result, item) : item;
    if (!result) return nullptr;
  }
  if (err_occurred()) {
    xdecref(result);
    return nullptr;
  }
  if (!result) err_set_string(ExcTypeError, "reduce() of empty iterable with no initial value");
  return result;
}

const MethodDef kFunctions[] = {
    {"reduce", reduce, kMethVarargs, "reduce(function, iterable[, initial]) -> value\n\nApplies function to the first two items, then to that result and the next item, and so on."},
    {"cmp_to_key", cmp_to_key, kMethVarargs | kMethKeywords, "Makes a key function of a comparing function."},
    {},
};

int exec(Object* m) {
  rt().modules.functools_kwd_mark = object_call_no_args(TypeBaseObject);
  if (!rt().modules.functools_kwd_mark) return -1;
  if (module_add_object_ref(m, "partial", TypePartial) < 0) return -1;
  return module_add_object_ref(m, "_lru_cache_wrapper", TypeLruCache);
}

}  // namespace

void init_CmpKey_type(TypeObject* t) {
  native_inner_type(t, sizeof(CmpKeyObject), key_dealloc, key_traverse, key_clear);
  t->tp_call = key_call;
  t->tp_richcompare = key_compare;
  type_add_members(t, kKeyMembers);
}

extern const NativeModule k_module__functools;
const NativeModule k_module__functools = {"_functools", "Functions that work with functions.", kFunctions, exec};

}  // namespace innards
