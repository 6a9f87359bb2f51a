// The _heapq module: a list kept as a binary heap. The order of its comparisons is that of Modules/_heapqmodule.c.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// ---- the two moves. kMax: the largest item is on top.

template <bool kMax>
int comes_before(Object* a, Object* b) {
  Ref<> x(new_ref(a)), y(new_ref(b));
  return kMax ? object_rich_compare_bool(y, x, kLT) : object_rich_compare_bool(x, y, kLT);
}

int changed_size() {
  err_set_string(ExcRuntimeError, "list changed size during iteration");
  return -1;
}

void swap_items(Object* heap, int64_t a, int64_t b) {
  Object* kept = list_item_at(heap, a);
  list_put(heap, a, list_item_at(heap, b));
  list_put(heap, b, kept);
}

// The item at pos moves towards start until its parent comes before it.
template <bool kMax>
int move_up(Object* heap, int64_t start, int64_t pos) {
  const int64_t size = list_size_of(heap);
  if (pos >= size) {
    err_set_string(ExcIndexError, "index out of range");
    return -1;
  }
  while (pos > start) {
    const int64_t parent = (pos - 1) >> 1;
    int before = comes_before<kMax>(list_item_at(heap, pos), list_item_at(heap, parent));
    if (before < 0) return -1;
    if (size != list_size_of(heap)) return changed_size();
    if (!before) break;
    swap_items(heap, pos, parent);
    pos = parent;
  }
  return 0;
}

// The item at pos goes down to a leaf, the better children going up, and from there to its place.
template <bool kMax>
int move_down(Object* heap, int64_t pos) {
  const int64_t size = list_size_of(heap), start = pos, first_leaf = size >> 1;
  if (pos >= size) {
    err_set_string(ExcIndexError, "index out of range");
    return -1;
  }
  while (pos < first_leaf) {
    int64_t child = 2 * pos + 1;
    if (child + 1 < size) {
      int before = kMax ? comes_before<false>(list_item_at(heap, child + 1), list_item_at(heap, child))
                        : comes_before<false>(list_item_at(heap, child), list_item_at(heap, child + 1));
      if (before < 0) return -1;
      if (size != list_size_of(heap)) return changed_size();
      child += !before;
    }
    swap_items(heap, child, pos);
    pos = child;
  }
  return move_up<kMax>(heap, start, pos);
}

// ---- functions

bool check_heap(const char* name, const char* display, Object* heap) {
  if (list_check(heap)) return true;
  args_bad_argument(name, display, "list", heap);
  return false;
}

Object* heappush(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("heappush", nargs, 2, 2) || !check_heap("heappush", "argument 1", args[0])) return nullptr;
  if (list_append(args[0], args[1]) < 0) return nullptr;
  return move_up<false>(args[0], 0, list_size_of(args[0]) - 1) < 0 ? nullptr : new_none();
}

template <bool kMax>
Object* pop_top(Object* heap) {
  const int64_t n = list_size_of(heap);
  if (n == 0) return err_format(ExcIndexError, "index out of range");
  Ref<> last(new_ref(list_item_at(heap, n - 1)));
  if (list_set_slice(heap, n - 1, n, nullptr) < 0) return nullptr;
  if (n == 1) return last.release();
  Ref<> top(list_item_at(heap, 0));
  list_put(heap, 0, last.release());
  return move_down<kMax>(heap, 0) < 0 ? nullptr : top.release();
}
Object* heappop(Object*, Object* heap) { return check_heap("heappop", "argument", heap) ? pop_top<false>(heap) : nullptr; }
Object* heappop_max(Object*, Object* heap) { return check_heap("_heappop_max", "argument", heap) ? pop_top<true>(heap) : nullptr; }

template <bool kMax>
Object* replace_top(const char* name, Object** args, int64_t nargs) {
  if (!args_check_positional(name, nargs, 2, 2) || !check_heap(name, "argument 1", args[0])) return nullptr;
  Object* heap = args[0];
  if (list_size_of(heap) == 0) return err_format(ExcIndexError, "index out of range");
  Ref<> top(list_item_at(heap, 0));
  list_put(heap, 0, new_ref(args[1]));
  return move_down<kMax>(heap, 0) < 0 ? nullptr : top.release();
}
Object* heapreplace(Object*, Object** args, int64_t nargs) { return replace_top<false>("heapreplace", args, nargs); }
Object* heapreplace_max(Object*, Object** args, int64_t nargs) { return replace_top<true>("_heapreplace_max", args, nargs); }

Object* heappushpop(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("heappushpop", nargs, 2, 2) || !check_heap("heappushpop", "argument 1", args[0])) return nullptr;
  Object *heap = args[0], *item = args[1];
  if (list_size_of(heap) == 0) return new_ref(item);
  int before = comes_before<false>(list_item_at(heap, 0), item);
  if (before < 0) return nullptr;
  if (!before) return new_ref(item);
  return replace_top<false>("heappushpop", args, nargs);
}

// Of a long list the children are put in order just before their parents, while they are still near in memory.
template <bool kMax>
int order_row(Object* heap, int64_t from, int64_t to) {
  for (int64_t i = from; i >= to; --i) {
    for (int64_t j = i;; j >>= 1) {
      if (move_down<kMax>(heap, j) < 0) return -1;
      if (!(j & 1)) break;
    }
  }
  return 0;
}

template <bool kMax>
Object* order_all(Object* heap) {
  const int64_t n = list_size_of(heap);
  if (n <= 2500) {
    for (int64_t i = (n >> 1) - 1; i >= 0; --i)
      if (move_down<kMax>(heap, i) < 0) return nullptr;
    return new_none();
  }
  const int64_t first_leaf = n >> 1;
  int64_t row = 1;
  while (row * 2 <= first_leaf + 1) row *= 2;
  const int64_t leftmost = row - 1;   // first item of the row where the leaves begin
  if (order_row<kMax>(heap, leftmost - 1, first_leaf >> 1) < 0 || order_row<kMax>(heap, first_leaf - 1, leftmost) < 0) return nullptr;
  return new_none();
}
Object* heapify(Object*, Object* heap) { return check_heap("heapify", "argument", heap) ? order_all<false>(heap) : nullptr; }
Object* heapify_max(Object*, Object* heap) { return check_heap("_heapify_max", "argument", heap) ? order_all<true>(heap) : nullptr; }

const MethodDef kFunctions[] = {
    {"heappush", heappush, kMethFastcall, "heappush($module, heap, item, /)\n--\n\nPuts item into the heap."},
    {"heappushpop", heappushpop, kMethFastcall, "heappushpop($module, heap, item, /)\n--\n\nPuts item into the heap, then takes the smallest one out."},
    {"heappop", heappop, kMethO, "heappop($module, heap, /)\n--\n\nTakes the smallest item out of the heap."},
    {"heapreplace", heapreplace, kMethFastcall, "heapreplace($module, heap, item, /)\n--\n\nTakes the smallest item out, then puts item in."},
    {"heapify", heapify, kMethO, "heapify($module, heap, /)\n--\n\nMakes a heap of a list, in place."},
    {"_heappop_max", heappop_max, kMethO, "_heappop_max($module, heap, /)\n--\n\nheappop for a heap with the largest item on top."},
    {"_heapreplace_max", heapreplace_max, kMethFastcall, "_heapreplace_max($module, heap, item, /)\n--\n\nheapreplace for a heap with the largest item on top."},
    {"_heapify_max", heapify_max, kMethO, "_heapify_max($module, heap, /)\n--\n\nheapify with the largest item on top."},
    {},
};

int exec(Object* m) { return module_add_string_constant(m, "__about__", "A heap is a list in which no item comes before its parent."); }

}  // namespace

extern const NativeModule k_module__heapq;
const NativeModule k_module__heapq = {"_heapq", "Lists kept as binary heaps.", kFunctions, exec};

}  // namespace innards
