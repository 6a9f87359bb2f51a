// list.sort: timsort with galloping merges and the "powersort" order of merging, making exactly the comparisons CPython
// 3.11's Objects/listobject.c makes, in the same order (Objects/listsort.txt explains the method). The whole state is
// plain data on the machine's stack, so a checkpoint may be taken inside any comparison.
#include <cstring>

#include "object/float.h"
#include "object/int.h"
#include "object/list_internal.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/native_turns.h"
#include "object/call.h"

namespace innards {

namespace {

using Item = Ptr<Object>;

constexpr int kMaxPending = 64;
constexpr int64_t kMinGallop = 7;
constexpr int64_t kTempSize = 256;

// A piece of the array of keys and, with a key function, the piece of the array of values that moves along with it.
struct Span {
  Item* keys;
  Item* values;  // null: the keys are the values
};

Span operator+(Span s, int64_t n) { return {s.keys + n, s.values ? s.values + n : nullptr}; }

void copy_items(Item* to, const Item* from, int64_t n) { std::memcpy(static_cast<void*>(to), from, static_cast<size_t>(n) * 8); }
void move_items(Item* to, const Item* from, int64_t n) { std::memmove(static_cast<void*>(to), from, static_cast<size_t>(n) * 8); }

void put(Span to, int64_t i, Span from, int64_t j) {
  to.keys[i] = from.keys[j];
  if (to.values) to.values[i] = from.values[j];
}
void copy_span(Span to, int64_t i, Span from, int64_t j, int64_t n) {
  copy_items(to.keys + i, from.keys + j, n);
  if (to.values) copy_items(to.values + i, from.values + j, n);
}
void move_span(Span to, int64_t i, Span from, int64_t j, int64_t n) {
  move_items(to.keys + i, from.keys + j, n);
  if (to.values) move_items(to.values + i, from.values + j, n);
}
void reverse_span(Span s, int64_t n) {
  list_reverse_items(s.keys, s.keys + n);
  if (s.values) list_reverse_items(s.values, s.values + n);
}

struct Run {
  Span base;
  int64_t len;
  int power;  // of the boundary between this run and the next
};

struct MergeState;
using Less = int(Object* v, Object* w, MergeState* ms);

struct MergeState {
  int64_t min_gallop;   // what it takes to begin galloping; adapts
  int64_t list_len;
  Item* base_keys;      // where the keys begin, to compute powers
  Span a;               // temporary room
  int64_t alloced;      // for how many items
  int n;                // pending runs
  Run pending[kMaxPending];
  Item temp[kTempSize]; // room for small merges
  Less* less;           // how to compare two keys
  Less* tuple_less;     // ... two first items of tuples
  Slot<richcmpfunc> key_compare;  // the tp_richcompare all keys share
};

// ---- comparing. MergeState holds host function pointers, as the stack it lies on holds return addresses.

int less_any(Object* v, Object* w, MergeState*) { return object_rich_compare_bool(v, w, kLT); }

// All keys have one type whose comparison is known.
int less_same_type(Object* v, Object* w, MergeState* ms) {
  if (!(v->ob_type->tp_richcompare == ms->key_compare)) return object_rich_compare_bool(v, w, kLT);
  Object* answer = ms->key_compare(v, w, kLT);
  if (answer == not_implemented()) {
    decref(answer);
    return object_rich_compare_bool(v, w, kLT);
  }
  if (!answer) return -1;
  int result = object_is_true(answer);
  decref(answer);
  return result;
}

int less_latin(Object* v, Object* w, MergeState*) {
  int64_t nv = str_length(v), nw = str_length(w);
  int c = std::memcmp(str_data(v), str_data(w), static_cast<size_t>(nv < nw ? nv : nw));
  return c != 0 ? c < 0 : nv < nw;
}

int less_small_int(Object* v, Object* w, MergeState*) { return int_compact_value(v) < int_compact_value(w); }

int less_float(Object* v, Object* w, MergeState*) {
  return static_cast<FloatObject*>(v)->ob_fval < static_cast<FloatObject*>(w)->ob_fval;
}

int less_tuple(Object* v, Object* w, MergeState* ms) {
  int64_t nv = tuple_size_of(v), nw = tuple_size_of(w), i = 0;
  for (; i < nv && i < nw; ++i) {
    int k = object_rich_compare_bool(tuple_item_at(v, i), tuple_item_at(w, i), kEQ);
    if (k < 0) return -1;
    if (!k) break;
  }
  if (i >= nv || i >= nw) return nv < nw;
  Object* a = tuple_item_at(v, i);
  Object* b = tuple_item_at(w, i);
  return i == 0 ? ms->tuple_less(a, b, ms) : object_rich_compare_bool(a, b, kLT);
}

// Looks at all keys once and picks the cheapest comparison that cannot be told from the general one.
void choose_comparison(MergeState* ms, Span keys, int64_t n) {
  Object* first = keys.keys[0];
  bool in_tuples = tuple_check_exact(first) && tuple_size_of(first) > 0;
  TypeObject* key_type = (in_tuples ? tuple_item_at(first, 0) : first)->ob_type;
  bool same_type = true, latin = true, small = true;
  for (int64_t i = 0; i < n; ++i) {
    Object* key = keys.keys[i];
    if (in_tuples && !(tuple_check_exact(key) && tuple_size_of(key) > 0)) {
      in_tuples = false;
      same_type = false;
      break;
    }
    // For tuples, the type of their first items.
    if (in_tuples) key = tuple_item_at(key, 0);
    if (key->ob_type != key_type) {
      same_type = false;
      if (!in_tuples) break;
    }
    if (same_type) {
      if (small && key_type == TypeInt && !int_is_compact(key)) small = false;
      if (latin && key_type == TypeStr && str_kind(key) != 1) latin = false;
    }
  }
  Less* less = less_any;
  if (same_type) {
    if (key_type == TypeStr && latin) less = less_latin;
    else if (key_type == TypeInt && small) less = less_small_int;
    else if (key_type == TypeFloat) less = less_float;
    else if (key_type->tp_richcompare) {
      ms->key_compare = key_type->tp_richcompare;
      less = less_same_type;
    }
  }
  ms->less = less;
  if (in_tuples) {
    // Tuples inside tuples are left to the general way.
    ms->tuple_less = key_type == TypeTuple ? less_any : less;
    ms->less = less_tuple;
  }
}

int is_less(MergeState* ms, Object* x, Object* y) {
  native_turn();
  return ms->less(x, y, ms);
}

// ---- runs

// Inserts the items from `start` on into the sorted ones before it, finding each place by halving.
int binary_sort(MergeState* ms, Span lo, Item* hi, Item* start) {
  if (lo.keys == start) ++start;
  for (; start < hi; ++start) {
    Item* l = lo.keys;
    Item* r = start;
    Object* pivot = *r;
    do {
      Item* p = l + ((r - l) >> 1);
      int k = is_less(ms, pivot, *p);
      if (k < 0) return -1;
      if (k) r = p;
      else l = p + 1;
    } while (l < r);
    for (Item* p = start; p > l; --p) *p = *(p - 1);
    *l = pivot;
    if (lo.values) {
      int64_t at = start - lo.keys;
      Item value = lo.values[at];
      move_items(lo.values + (l - lo.keys) + 1, lo.values + (l - lo.keys), start - l);
      lo.values[l - lo.keys] = value;
    }
  }
  return 0;
}

// Length of the run beginning at lo: ascending, or strictly descending. -1: error.
int64_t count_run(MergeState* ms, Item* lo, Item* hi, bool* descending) {
  *descending = false;
  ++lo;
  if (lo == hi) return 1;
  int64_t n = 2;
  int k = is_less(ms, *lo, *(lo - 1));
  if (k < 0) return -1;
  *descending = k != 0;
  for (++lo; lo < hi; ++lo, ++n) {
    k = is_less(ms, *lo, *(lo - 1));
    if (k < 0) return -1;
    if ((k != 0) != *descending) break;
  }
  return n;
}

// Where key belongs in the sorted a[0..n), left of equal ones: a[k-1] < key <= a[k]. Starts looking at `hint`. -1: error.
int64_t gallop_left(MergeState* ms, Object* key, Item* a, int64_t n, int64_t hint) {
  a += hint;
  int64_t last = 0, ofs = 1;
  int k = is_less(ms, *a, key);
  if (k < 0) return -1;
  if (k) {
    const int64_t max = n - hint;
    while (ofs < max) {
      k = is_less(ms, a[ofs], key);
      if (k < 0) return -1;
      if (!k) break;
      last = ofs;
      ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    last += hint;
    ofs += hint;
  } else {
    const int64_t max = hint + 1;
    while (ofs < max) {
      k = is_less(ms, *(a - ofs), key);
      if (k < 0) return -1;
      if (k) break;
      last = ofs;
      ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    int64_t t = last;
    last = hint - ofs;
    ofs = hint - t;
  }
  a -= hint;
  ++last;
  while (last < ofs) {
    int64_t m = last + ((ofs - last) >> 1);
    k = is_less(ms, a[m], key);
    if (k < 0) return -1;
    if (k) last = m + 1;
    else ofs = m;
  }
  return ofs;
}

// The same, right of equal ones: a[k-1] <= key < a[k].
int64_t gallop_right(MergeState* ms, Object* key, Item* a, int64_t n, int64_t hint) {
  a += hint;
  int64_t last = 0, ofs = 1;
  int k = is_less(ms, key, *a);
  if (k < 0) return -1;
  if (k) {
    const int64_t max = hint + 1;
    while (ofs < max) {
      k = is_less(ms, key, *(a - ofs));
      if (k < 0) return -1;
      if (!k) break;
      last = ofs;
      ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    int64_t t = last;
    last = hint - ofs;
    ofs = hint - t;
  } else {
    const int64_t max = n - hint;
    while (ofs < max) {
      k = is_less(ms, key, a[ofs]);
      if (k < 0) return -1;
      if (k) break;
      last = ofs;
      ofs = (ofs << 1) + 1;
    }
    if (ofs > max) ofs = max;
    last += hint;
    ofs += hint;
  }
  a -= hint;
  ++last;
  while (last < ofs) {
    int64_t m = last + ((ofs - last) >> 1);
    k = is_less(ms, key, a[m]);
    if (k < 0) return -1;
    if (k) ofs = m;
    else last = m + 1;
  }
  return ofs;
}

// ---- merging

void merge_init(MergeState* ms, int64_t list_len, bool with_values, Span lo) {
  ms->alloced = with_values ? (list_len + 1) / 2 : kTempSize;
  if (with_values) {
    if (kTempSize / 2 < ms->alloced) ms->alloced = kTempSize / 2;
    ms->a.values = ms->temp + ms->alloced;
  } else {
    ms->a.values = nullptr;
  }
  ms->a.keys = ms->temp;
  ms->n = 0;
  ms->min_gallop = kMinGallop;
  ms->list_len = list_len;
  ms->base_keys = lo.keys;
}

void merge_free_temp(MergeState* ms) {
  if (ms->a.keys != ms->temp) {
    mem_free(ms->a.keys);
    ms->a.keys = nullptr;
  }
}

int merge_get_temp(MergeState* ms, int64_t need) {
  if (need <= ms->alloced) return 0;
  int64_t factor = ms->a.values ? 2 : 1;
  merge_free_temp(ms);
  ms->a.keys = need <= INT64_MAX / 16 ? static_cast<Item*>(mem_alloc(static_cast<size_t>(need * factor) * 8)) : nullptr;
  if (ms->a.keys) {
    ms->alloced = need;
    if (ms->a.values) ms->a.values = ms->a.keys + need;
    return 0;
  }
  err_no_memory();
  return -1;
}

// What a merge works on; `dest` walks with the cursors.
struct Merge {
  MergeState* ms;
  Span a, b;       // cursors into the two runs
  int64_t na, nb;  // items left
  Span dest;
};

// Ends of a merge. Lo: what is left of a (in temp) goes to dest. Hi: what is left of b (in temp) goes below dest.
enum class MergeEnd { Done, LastItem, Error };

int finish_lo(Merge& m, MergeEnd end) {
  if (end == MergeEnd::LastItem) {
    // The last item of a belongs at the very end.
    move_span(m.dest, 0, m.b, 0, m.nb);
    put(m.dest, m.nb, m.a, 0);
    return 0;
  }
  if (m.na) copy_span(m.dest, 0, m.a, 0, m.na);
  return end == MergeEnd::Error ? -1 : 0;
}

// Merges neighbouring runs a and b of which a is the shorter: a moves to temp, the result grows upwards.
MergeEnd merge_lo_steps(Merge& m) {
  MergeState* ms = m.ms;
  int64_t min_gallop = ms->min_gallop;
  for (;;) {
    int64_t acount = 0, bcount = 0;
    // One pair at a time, until one run wins often in a row.
    for (;;) {
      int k = is_less(ms, m.b.keys[0], m.a.keys[0]);
      if (k < 0) return MergeEnd::Error;
      if (k) {
        put(m.dest, 0, m.b, 0);
        m.dest = m.dest + 1;
        m.b = m.b + 1;
        ++bcount;
        acount = 0;
        if (--m.nb == 0) return MergeEnd::Done;
        if (bcount >= min_gallop) break;
      } else {
        put(m.dest, 0, m.a, 0);
        m.dest = m.dest + 1;
        m.a = m.a + 1;
        ++acount;
        bcount = 0;
        if (--m.na == 1) return MergeEnd::LastItem;
        if (acount >= min_gallop) break;
      }
    }
    // Galloping: find how far the next item of the other run reaches, and move that piece at once.
    ++min_gallop;
    do {
      min_gallop -= min_gallop > 1;
      ms->min_gallop = min_gallop;
      int64_t k = gallop_right(ms, m.b.keys[0], m.a.keys, m.na, 0);
      acount = k;
      if (k) {
        if (k < 0) return MergeEnd::Error;
        copy_span(m.dest, 0, m.a, 0, k);
        m.dest = m.dest + k;
        m.a = m.a + k;
        m.na -= k;
        if (m.na == 1) return MergeEnd::LastItem;
        // Only an inconsistent comparison can use a up here.
        if (m.na == 0) return MergeEnd::Done;
      }
      put(m.dest, 0, m.b, 0);
      m.dest = m.dest + 1;
      m.b = m.b + 1;
      if (--m.nb == 0) return MergeEnd::Done;
      k = gallop_left(ms, m.a.keys[0], m.b.keys, m.nb, 0);
      bcount = k;
      if (k) {
        if (k < 0) return MergeEnd::Error;
        move_span(m.dest, 0, m.b, 0, k);
        m.dest = m.dest + k;
        m.b = m.b + k;
        m.nb -= k;
        if (m.nb == 0) return MergeEnd::Done;
      }
      put(m.dest, 0, m.a, 0);
      m.dest = m.dest + 1;
      m.a = m.a + 1;
      if (--m.na == 1) return MergeEnd::LastItem;
    } while (acount >= kMinGallop || bcount >= kMinGallop);
    ++min_gallop;  // leaving the gallop is penalised
    ms->min_gallop = min_gallop;
  }
}

int merge_lo(MergeState* ms, Span a, int64_t na, Span b, int64_t nb) {
  if (merge_get_temp(ms, na) < 0) return -1;
  copy_span(ms->a, 0, a, 0, na);
  Merge m = {ms, ms->a, b, na, nb, a};
  put(m.dest, 0, m.b, 0);
  m.dest = m.dest + 1;
  m.b = m.b + 1;
  if (--m.nb == 0) return finish_lo(m, MergeEnd::Done);
  if (m.na == 1) return finish_lo(m, MergeEnd::LastItem);
  return finish_lo(m, merge_lo_steps(m));
}

// dest, a and b point at the last item still to be handled; base_b is the first item of temp.
int finish_hi(Merge& m, Span base_b, MergeEnd end) {
  if (end == MergeEnd::LastItem) {
    // The first item of b belongs at the very front.
    m.dest = m.dest + -m.na;
    m.a = m.a + -m.na;
    move_span(m.dest, 1, m.a, 1, m.na);
    put(m.dest, 0, m.b, 0);
    return 0;
  }
  if (m.nb) copy_span(m.dest, -(m.nb - 1), base_b, 0, m.nb);
  return end == MergeEnd::Error ? -1 : 0;
}

MergeEnd merge_hi_steps(Merge& m, Span base_a, Span base_b) {
  MergeState* ms = m.ms;
  int64_t min_gallop = ms->min_gallop;
  for (;;) {
    int64_t acount = 0, bcount = 0;
    for (;;) {
      int k = is_less(ms, m.b.keys[0], m.a.keys[0]);
      if (k < 0) return MergeEnd::Error;
      if (k) {
        put(m.dest, 0, m.a, 0);
        m.dest = m.dest + -1;
        m.a = m.a + -1;
        ++acount;
        bcount = 0;
        if (--m.na == 0) return MergeEnd::Done;
        if (acount >= min_gallop) break;
      } else {
        put(m.dest, 0, m.b, 0);
        m.dest = m.dest + -1;
        m.b = m.b + -1;
        ++bcount;
        acount = 0;
        if (--m.nb == 1) return MergeEnd::LastItem;
        if (bcount >= min_gallop) break;
      }
    }
    ++min_gallop;
    do {
      min_gallop -= min_gallop > 1;
      ms->min_gallop = min_gallop;
      int64_t k = gallop_right(ms, m.b.keys[0], base_a.keys, m.na, m.na - 1);
      if (k < 0) return MergeEnd::Error;
      k = m.na - k;
      acount = k;
      if (k) {
        m.dest = m.dest + -k;
        m.a = m.a + -k;
        move_span(m.dest, 1, m.a, 1, k);
        m.na -= k;
        if (m.na == 0) return MergeEnd::Done;
      }
      put(m.dest, 0, m.b, 0);
      m.dest = m.dest + -1;
      m.b = m.b + -1;
      if (--m.nb == 1) return MergeEnd::LastItem;
      k = gallop_left(ms, m.a.keys[0], base_b.keys, m.nb, m.nb - 1);
      if (k < 0) return MergeEnd::Error;
      k = m.nb - k;
      bcount = k;
      if (k) {
        m.dest = m.dest + -k;
        m.b = m.b + -k;
        copy_span(m.dest, 1, m.b, 1, k);
        m.nb -= k;
        if (m.nb == 1) return MergeEnd::LastItem;
        // Only an inconsistent comparison can use b up here.
        if (m.nb == 0) return MergeEnd::Done;
      }
      put(m.dest, 0, m.a, 0);
      m.dest = m.dest + -1;
      m.a = m.a + -1;
      if (--m.na == 0) return MergeEnd::Done;
    } while (acount >= kMinGallop || bcount >= kMinGallop);
    ++min_gallop;
    ms->min_gallop = min_gallop;
  }
}

// The mirror image for a shorter b: b moves to temp, the result grows downwards.
int merge_hi(MergeState* ms, Span a, int64_t na, Span b, int64_t nb) {
  if (merge_get_temp(ms, nb) < 0) return -1;
  Span dest = b + (nb - 1);
  copy_span(ms->a, 0, b, 0, nb);
  Span base_a = a, base_b = ms->a;
  Merge m = {ms, a + (na - 1), ms->a + (nb - 1), na, nb, dest};
  put(m.dest, 0, m.a, 0);
  m.dest = m.dest + -1;
  m.a = m.a + -1;
  if (--m.na == 0) return finish_hi(m, base_b, MergeEnd::Done);
  if (m.nb == 1) return finish_hi(m, base_b, MergeEnd::LastItem);
  return finish_hi(m, base_b, merge_hi_steps(m, base_a, base_b));
}

// Merges pending runs i and i+1.
int merge_at(MergeState* ms, int i) {
  Span a = ms->pending[i].base, b = ms->pending[i + 1].base;
  int64_t na = ms->pending[i].len, nb = ms->pending[i + 1].len;
  ms->pending[i].len = na + nb;
  if (i == ms->n - 3) ms->pending[i + 1] = ms->pending[i + 2];
  --ms->n;
  // Items of a below b's first, and of b above a's last, are in place already.
  int64_t k = gallop_right(ms, b.keys[0], a.keys, na, 0);
  if (k < 0) return -1;
  a = a + k;
  na -= k;
  if (na == 0) return 0;
  nb = gallop_left(ms, a.keys[na - 1], b.keys, nb, nb - 1);
  if (nb <= 0) return static_cast<int>(nb);
  return na <= nb ? merge_lo(ms, a, na, b, nb) : merge_hi(ms, a, na, b, nb);
}

// The depth, in the perfectly balanced merge tree over n items, of the boundary between the runs s1..s1+n1 and the next n2.
int power_of(int64_t s1, int64_t n1, int64_t n2, int64_t n) {
  int result = 0;
  int64_t a = 2 * s1 + n1;  // twice the midpoints
  int64_t b = a + n1 + n2;
  for (;;) {
    ++result;
    if (a >= n) {
      a -= n;
      b -= n;
    } else if (b >= n) {
      return result;
    }
    a <<= 1;
    b <<= 1;
  }
}

// A run of n2 items comes: merges what belongs together before it is pushed.
int found_new_run(MergeState* ms, int64_t n2) {
  if (!ms->n) return 0;
  Run* p = ms->pending;
  int64_t s1 = p[ms->n - 1].base.keys - ms->base_keys;
  int power = power_of(s1, p[ms->n - 1].len, n2, ms->list_len);
  while (ms->n > 1 && p[ms->n - 2].power > power) {
    if (merge_at(ms, ms->n - 2) < 0) return -1;
  }
  p[ms->n - 1].power = power;
  return 0;
}

int merge_rest(MergeState* ms) {
  Run* p = ms->pending;
  while (ms->n > 1) {
    int n = ms->n - 2;
    if (n > 0 && p[n - 1].len < p[n + 1].len) --n;
    if (merge_at(ms, n) < 0) return -1;
  }
  return 0;
}

// Runs shorter than this are lengthened by binary insertion: n / 2**k, rounded up, between 32 and 64.
int64_t min_run(int64_t n) {
  int64_t r = 0;
  while (n >= 64) {
    r |= n & 1;
    n >>= 1;
  }
  return n + r;
}

int sort_runs(MergeState* ms, Span lo, int64_t left) {
  int64_t minrun = min_run(left);
  do {
    bool descending;
    int64_t n = count_run(ms, lo.keys, lo.keys + left, &descending);
    if (n < 0) return -1;
    if (descending) reverse_span(lo, n);
    if (n < minrun) {
      int64_t force = left <= minrun ? left : minrun;
      if (binary_sort(ms, lo, lo.keys + force, lo.keys + n) < 0) return -1;
      n = force;
    }
    if (found_new_run(ms, n) < 0) return -1;
    ms->pending[ms->n].base = lo;
    ms->pending[ms->n].len = n;
    ++ms->n;
    lo = lo + n;
    left -= n;
  } while (left);
  return merge_rest(ms);
}

// Sorts the n items, which the list does not show meanwhile. 0 or -1; the items are all there in any case.
int sort_items(MergeState* ms, Item* items, int64_t n, Object* keyfunc, bool reverse) {
  Span lo = {items, nullptr};
  Item* keys = nullptr;
  if (keyfunc) {
    keys = n < kTempSize / 2 ? ms->temp + n + 1 : static_cast<Item*>(mem_alloc(static_cast<size_t>(n) * 8));
    if (!keys) {
      err_no_memory();
      return -1;
    }
    for (int64_t i = 0; i < n; ++i) {
      Object* key = object_call_one_arg(keyfunc, items[i]);
      if (!key) {
        for (--i; i >= 0; --i) decref(keys[i].get());
        if (n >= kTempSize / 2) mem_free(keys);
        return -1;
      }
      keys[i] = key;
    }
    lo = {keys, items};
  }
  if (n > 1) choose_comparison(ms, lo, n);
  merge_init(ms, n, keys != nullptr, lo);
  int result = 0;
  if (n > 1) {
    // Reversed, sorted, reversed again: stable.
    if (reverse) reverse_span(lo, n);
    result = sort_runs(ms, lo, n);
  }
  if (keys) {
    for (int64_t i = 0; i < n; ++i) decref(keys[i].get());
    if (n >= kTempSize / 2) mem_free(keys);
  }
  if (reverse && n > 1) list_reverse_items(items, items + n);
  merge_free_temp(ms);
  return result;
}

}  // namespace

Object* list_sort_impl(ListObject* self, Object* keyfunc, bool reverse) {
  if (keyfunc && is_none(keyfunc)) keyfunc = nullptr;
  MergeState ms;
  ms.less = less_any;
  // The list is empty while it is being sorted, so that what comparisons do to it cannot hurt.
  int64_t saved_size = self->ob_size, saved_allocated = self->allocated;
  Item* saved_items = self->ob_item;
  self->ob_size = 0;
  self->ob_item = nullptr;
  self->allocated = -1;
  ms.a = {ms.temp, nullptr};
  int result = sort_items(&ms, saved_items, saved_size, keyfunc, reverse);
  if (self->allocated != -1 && result == 0) {
    err_set_string(ExcValueError, "list modified during sort");
    result = -1;
  }
  Item* final_items = self->ob_item;
  int64_t final_size = self->ob_size;
  self->ob_size = saved_size;
  self->ob_item = saved_items;
  self->allocated = saved_allocated;
  if (final_items) {
    while (--final_size >= 0) xdecref(final_items[final_size].get());
    mem_free(final_items);
  }
  return result == 0 ? new_none() : nullptr;
}

int list_sort(Object* o) {
  if (!o || !list_check(o)) {
    err_bad_internal_call();
    return -1;
  }
  Object* result = list_sort_impl(as_list(o), nullptr, false);
  if (!result) return -1;
  decref(result);
  return 0;
}

}  // namespace innards
