// The _bisect module: places in a sorted sequence. Follows Modules/_bisectmodule.c where a program can see it.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/call.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct Request {
  Object *a, *x;
  int64_t lo = 0, hi = -1;   // -1: the end
  Object* key = nullptr;     // null: the items themselves
};

bool parse(const char* name, Object** args, int64_t nargs, Object* kwnames, Request* r) {
  static const char* const kKeywords[] = {"a", "x", "lo", "hi", "key", nullptr};
  const ArgsParser parser = {name, kKeywords};
  Object* buf[5] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 2, 4, 0, buf)) return false;
  r->a = buf[0];
  r->x = buf[1];
  if (buf[2] && !args_parse_stack(buf + 2, 1, "n", &r->lo)) return false;
  if (buf[3] && !is_none(buf[3])) {
    if (!index_check(buf[3]))
      return err_format(ExcTypeError, "argument should be integer or None, not '%.200s'", type_of(buf[3])->tp_name.get()), false;
    r->hi = number_as_ssize(buf[3], ExcOverflowError);
    if (r->hi == -1 && err_occurred()) return false;
  }
  if (buf[4] && !is_none(buf[4])) r->key = buf[4];
  return true;
}

// The place for r.x: behind equal items (kRight) or before them; -1 on error.
template <bool kRight>
int64_t search(const Request& r, Object* x) {
  int64_t lo = r.lo, hi = r.hi;
  if (lo < 0) {
    err_set_string(ExcValueError, "lo must be non-negative");
    return -1;
  }
  if (hi == -1 && (hi = sequence_size(r.a)) < 0) return -1;
  while (lo < hi) {
    const int64_t mid = static_cast<int64_t>((static_cast<uint64_t>(lo) + static_cast<uint64_t>(hi)) / 2);
    Ref<> item(sequence_get_item(r.a, mid));
    if (item && r.key) item.reset(object_call_one_arg(r.key, item));
    if (!item) return -1;
    int less = kRight ? object_rich_compare_bool(x, item, kLT) : object_rich_compare_bool(item, x, kLT);
    if (less < 0) return -1;
    if (less == kRight) hi = mid;
    else lo = mid + 1;
  }
  return lo;
}

template <bool kRight>
Object* find(const char* name, Object** args, int64_t nargs, Object* kwnames) {
  Request r;
  if (!parse(name, args, nargs, kwnames, &r)) return nullptr;
  int64_t at = search<kRight>(r, r.x);
  return at == -1 ? nullptr : int_from_i64(at);
}

template <bool kRight>
Object* put(const char* name, Object** args, int64_t nargs, Object* kwnames) {
  Request r;
  if (!parse(name, args, nargs, kwnames, &r)) return nullptr;
  Ref<> x(r.key ? object_call_one_arg(r.key, r.x) : new_ref(r.x));
  int64_t at = x ? search<kRight>(r, x) : -1;
  if (at == -1) return nullptr;
  if (list_check_exact(r.a)) return list_insert(r.a, at, r.x) < 0 ? nullptr : new_none();
  Ref<> method(object_get_attr_string(r.a, "insert")), index(int_from_i64(at));
  Ref<> done(method && index ? object_call_function_obj_args(method, index.get(), r.x, nullptr) : nullptr);
  return done ? new_none() : nullptr;
}

Object* bisect_right(Object*, Object** a, int64_t n, Object* k) { return find<true>("bisect_right", a, n, k); }
Object* bisect_left(Object*, Object** a, int64_t n, Object* k) { return find<false>("bisect_left", a, n, k); }
Object* insort_right(Object*, Object** a, int64_t n, Object* k) { return put<true>("insort_right", a, n, k); }
Object* insort_left(Object*, Object** a, int64_t n, Object* k) { return put<false>("insort_left", a, n, k); }

const MethodDef kFunctions[] = {
    {"bisect_right", bisect_right, kMethFastcall | kMethKeywords, "bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nWhere to put x into the sorted a, behind equal items."},
    {"insort_right", insort_right, kMethFastcall | kMethKeywords, "insort_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nPuts x into the sorted a, behind equal items."},
    {"bisect_left", bisect_left, kMethFastcall | kMethKeywords, "bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nWhere to put x into the sorted a, before equal items."},
    {"insort_left", insort_left, kMethFastcall | kMethKeywords, "insort_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nPuts x into the sorted a, before equal items."},
    {},
};

}  // namespace

extern const NativeModule k_module__bisect;
const NativeModule k_module__bisect = {"_bisect", "Places in sorted sequences.", kFunctions, nullptr};

}  // namespace innards
