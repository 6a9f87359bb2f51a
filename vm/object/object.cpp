// Objects/object.c: text, hash, truth, comparison, dir, the recursion guard of reprs, the trashcan.
#include "heap/heap.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/deep_trashcan.h"
#include "object/dict.h"
#include "object/hash.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/runtime.h"

namespace innards {

void object_dealloc(Object* o) { type_of(o)->tp_dealloc(o); }

// ---- text

Object* object_repr(Object* obj) {
  if (!obj) return str_from_cstr("<NULL>");
  TypeObject* t = type_of(obj);
  if (!t->tp_repr) return str_from_format("<%s object at %p>", t->tp_name.get(), obj);
  if (enter_recursive_call(" while getting the repr of an object")) return nullptr;
  Object* res = t->tp_repr(obj);
  leave_recursive_call();
  if (!res) return nullptr;
  if (!str_check(res)) {
    err_format(ExcTypeError, "__repr__ returned non-string (type %.200s)", type_name_of(res));
    decref(res);
    return nullptr;
  }
  return res;
}

Object* object_str(Object* obj) {
  if (!obj) return str_from_cstr("<NULL>");
  if (str_check_exact(obj)) return new_ref(obj);
  TypeObject* t = type_of(obj);
  if (!t->tp_str) return object_repr(obj);
  if (enter_recursive_call(" while getting the str of an object")) return nullptr;
  Object* res = t->tp_str(obj);
  leave_recursive_call();
  if (!res) return nullptr;
  if (!str_check(res)) {
    err_format(ExcTypeError, "__str__ returned non-string (type %.200s)", type_name_of(res));
    decref(res);
    return nullptr;
  }
  return res;
}

Object* object_ascii(Object* obj) {
  Ref<> repr(object_repr(obj));
  if (!repr || str_is_ascii(repr)) return repr.release();
  StrWriter w;
  int64_t n = str_length(repr);
  char esc[12];
  for (int64_t i = 0; i < n; ++i) {
    uint32_t c = str_read_char(repr, i);
    int rc;
    if (c < 128) {
      rc = w.write_char(c);
    } else {
      static const char kHex[] = "0123456789abcdef";
      int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
      int k = 0;
      esc[k++] = '\\';
      esc[k++] = width == 2 ? 'x' : width == 4 ? 'u' : 'U';
      for (int d = width - 1; d >= 0; --d) esc[k++] = kHex[(c >> (4 * d)) & 15];
      rc = w.write_ascii(esc, k);
    }
    if (rc < 0) {
      w.drop();
      return nullptr;
    }
  }
  return w.finish();
}

Object* object_bytes(Object* obj) {
  if (!obj) return bytes_from_cstr("<NULL>");
  if (bytes_check_exact(obj)) return new_ref(obj);
  Object* func = object_lookup_special(obj, ID(__bytes__));
  if (func) {
    Object* result = object_call_no_args(func);
    decref(func);
    if (!result) return nullptr;
    if (!bytes_check(result)) {
      err_format(ExcTypeError, "__bytes__ returned non-bytes (type %.200s)", type_name_of(result));
      decref(result);
      return nullptr;
    }
    return result;
  }
  if (err_occurred()) return nullptr;
  return bytes_from_object(obj);
}

Object* object_function_str(Object* x) {
  Object* qualname = nullptr;
  if (object_lookup_attr(x, ID(__qualname__), &qualname) < 0) return nullptr;
  if (!qualname) return object_str(x);
  Ref<> q(qualname);
  Object* module = nullptr;
  if (object_lookup_attr(x, ID(__module__), &module) < 0) return nullptr;
  if (module && !is_none(module)) {
    Ref<> m(module);
    int same = object_rich_compare_bool(module, ID(builtins), kEQ);
    if (same < 0) return nullptr;
    if (!same) return str_from_format("%S.%S()", module, qualname);
  } else {
    xdecref(module);
  }
  return str_from_format("%S()", qualname);
}

// ---- hash and truth

int64_t pointer_hash(const void* p) {
  if (p == none()) met_difference(Difference::HashOfNone);
  uint64_t y = reinterpret_cast<uintptr_t>(p);
  int64_t h = static_cast<int64_t>((y >> 4) | (y << 60));
  return h == -1 ? -2 : h;
}

int64_t object_hash_not_implemented(Object* v) {
  err_format(ExcTypeError, "unhashable type: '%.200s'", type_name_of(v));
  return -1;
}

int64_t object_hash(Object* v) {
  TypeObject* t = type_of(v);
  if (t->tp_hash) return t->tp_hash(v);
  if (!t->tp_dict) {
    if (type_ready(t) < 0) return -1;
    if (t->tp_hash) return t->tp_hash(v);
  }
  return object_hash_not_implemented(v);
}

int object_is_true(Object* v) {
  if (v == bool_true()) return 1;
  if (v == bool_false()) return 0;
  if (is_none(v)) return 0;
  TypeObject* t = type_of(v);
  int64_t res;
  if (t->tp_as_number && t->tp_as_number->nb_bool) res = t->tp_as_number->nb_bool(v);
  else if (t->tp_as_mapping && t->tp_as_mapping->mp_length) res = t->tp_as_mapping->mp_length(v);
  else if (t->tp_as_sequence && t->tp_as_sequence->sq_length) res = t->tp_as_sequence->sq_length(v);
  else return 1;
  return res > 0 ? 1 : static_cast<int>(res);
}

int object_not(Object* v) {
  int res = object_is_true(v);
  return res < 0 ? res : res == 0;
}

// ---- comparison

namespace {
constexpr int kSwapped[] = {kGT, kGE, kEQ, kNE, kLT, kLE};
const char* const kOpText[] = {"<", "<=", "==", "!=", ">", ">="};

Object* do_rich_compare(Object* v, Object* w, int op) {
  bool checked_reverse = false;
  TypeObject* tv = type_of(v);
  TypeObject* tw = type_of(w);
  if (tv != tw && type_is_subtype(tw, tv) && tw->tp_richcompare) {
    checked_reverse = true;
    Object* res = tw->tp_richcompare(w, v, kSwapped[op]);
    if (res != not_implemented()) return res;
    decref(res);
  }
  if (type_of(v)->tp_richcompare) {
    Object* res = type_of(v)->tp_richcompare(v, w, op);
    if (res != not_implemented()) return res;
    decref(res);
  }
  if (!checked_reverse && type_of(w)->tp_richcompare) {
    Object* res = type_of(w)->tp_richcompare(w, v, kSwapped[op]);
    if (res != not_implemented()) return res;
    decref(res);
  }
  switch (op) {
    case kEQ: return bool_from(v == w);
    case kNE: return bool_from(v != w);
    default:
      return err_format(ExcTypeError, "'%s' not supported between instances of '%.100s' and '%.100s'", kOpText[op],
                        type_name_of(v), type_name_of(w));
  }
}
}  // namespace

Object* object_rich_compare(Object* v, Object* w, int op) {
  if (!v || !w) {
    if (!err_occurred()) err_bad_internal_call();
    return nullptr;
  }
  if (enter_recursive_call(" in comparison")) return nullptr;
  Object* res = do_rich_compare(v, w, op);
  leave_recursive_call();
  return res;
}

int object_rich_compare_bool(Object* v, Object* w, int op) {
  if (v == w) {
    if (op == kEQ) return 1;
    if (op == kNE) return 0;
  }
  Object* res = object_rich_compare(v, w, op);
  if (!res) return -1;
  int ok = bool_check(res) ? res == bool_true() : object_is_true(res);
  decref(res);
  return ok;
}

int callable_check(const Object* o) { return o && type_of(o)->tp_call; }

Object* object_self_iter(Object* o) { return new_ref(o); }

Object* object_next_not_implemented(Object* self) {
  return err_format(ExcTypeError, "'%.200s' object is not iterable", type_name_of(self));
}

// ---- the recursion guard of reprs: a list of the objects whose repr is being made

int repr_enter(Object* obj) {
  Ptr<Object>& stack = rt().objects.repr_stack;
  if (!stack) {
    Object* list = list_new(0);
    if (!list) return -1;
    stack = list;
  }
  int64_t n = list_size_of(stack);
  while (--n >= 0)
    if (list_item_at(stack, n) == obj) return 1;
  return list_append(stack, obj) < 0 ? -1 : 0;
}

void repr_leave(Object* obj) {
  Object* list = rt().objects.repr_stack;
  if (!list) return;
  Object *et, *ev, *tb;
  err_fetch(&et, &ev, &tb);
  for (int64_t i = list_size_of(list); --i >= 0;) {
    if (list_item_at(list, i) == obj) {
      list_set_slice(list, i, i + 1, nullptr);
      break;
    }
  }
  err_restore(et, ev, tb);
}

// ---- dir

namespace {
Object* dir_locals() {
  Object* locals = eval_get_locals();
  if (!locals) {
    if (!err_occurred()) err_set_string(ExcSystemError, "frame does not exist");
    return nullptr;
  }
  Object* names = mapping_keys(locals);
  if (!names) return nullptr;
  if (!list_check(names)) {
    err_format(ExcTypeError, "dir(): expected keys() of locals to be a list, not '%.200s'", type_name_of(names));
    decref(names);
    return nullptr;
  }
  if (list_sort(names)) {
    decref(names);
    return nullptr;
  }
  return names;
}

Object* dir_object(Object* obj) {
  Object* func = object_lookup_special(obj, ID(__dir__));
  if (!func) {
    if (!err_occurred()) err_set_string(ExcTypeError, "object does not provide __dir__");
    return nullptr;
  }
  Object* result = object_call_no_args(func);
  decref(func);
  if (!result) return nullptr;
  Object* sorted = sequence_list(result);
  decref(result);
  if (!sorted) return nullptr;
  if (list_sort(sorted)) {
    decref(sorted);
    return nullptr;
  }
  return sorted;
}
}  // namespace

Object* object_dir(Object* obj) { return obj ? dir_object(obj) : dir_locals(); }

// ---- finalizers and the trashcan

void object_call_finalizer(Object* self) {
  TypeObject* tp = type_of(self);
  if (!tp->tp_finalize) return;
  if (type_has(tp, kTpHaveGC) && gc_is_finalized(self)) return;
  tp->tp_finalize(self);
  if (type_has(tp, kTpHaveGC)) gc_head(self)->gc_prev |= 1;
}

int object_call_finalizer_from_dealloc(Object* self) {
  // Revived for the time the finalizer runs. Not incref: the probe tells of program references only.
  self->ob_refcnt = 1;
  object_call_finalizer(self);
  return --self->ob_refcnt == 0 ? 0 : -1;
}

namespace {
constexpr int kTrashDepth = 50;

void trash_postpone(Object* obj) {
  TrashState& t = rt().objects.trash;
  const uint64_t bits = gc_head(obj)->gc_prev & 3;
  gc_head(obj)->gc_prev = reinterpret_cast<uint64_t>(t.later.get()) | bits;
  t.later = obj;
}

void trash_destroy_chain() {
  TrashState& t = rt().objects.trash;
  ++t.nesting;
  while (t.later) {
    Object* op = t.later;
    // The link of the chain stands in the GC head, which is unused while the object is untracked.
    t.later = reinterpret_cast<Object*>(gc_head(op)->gc_prev & ~uint64_t{3});
    gc_head(op)->gc_prev &= 3;
    type_of(op)->tp_dealloc(op);
  }
  --t.nesting;
}
}  // namespace

Trashcan::Trashcan(Object* obj, destructor* dealloc) : state_(0) {
  if (!(type_of(obj)->tp_dealloc == dealloc)) return;
  TrashState& t = rt().objects.trash;
  if (t.nesting >= kTrashDepth) {
    trash_postpone(obj);
    state_ = 2;
    return;
  }
  ++t.nesting;
  state_ = 1;
}

Trashcan::~Trashcan() {
  if (state_ != 1) return;
  TrashState& t = rt().objects.trash;
  --t.nesting;
  if (t.later && t.nesting <= 0) trash_destroy_chain();
}

namespace {
// What is postponed has room on the stack for finalizers when its turn comes.
bool too_deep() { return stack_bytes_below(reinterpret_cast<uintptr_t>(__builtin_frame_address(0))) < 2 * kStackReserve; }
}  // namespace

DeepTrashcan::DeepTrashcan(Object* obj) : postponed_(too_deep()) {
  if (postponed_) trash_postpone(obj);
}

DeepTrashcan::~DeepTrashcan() {
  const TrashState& t = rt().objects.trash;
  if (!postponed_ && t.later && t.nesting <= 0) trash_destroy_chain();
}

Object* type_error_text(const char* message, Object* o) { return err_format(ExcTypeError, message, type_name_of(o)); }

}  // namespace innards
