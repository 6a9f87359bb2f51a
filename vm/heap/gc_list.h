// The collector's doubly linked lists of GC heads (gcmodule.c: gc_list_*). Only heap/ uses this header.
#pragma once

#include "heap/gc.h"

namespace innards {

inline uint64_t gc_bits(const GCHead* head) { return reinterpret_cast<uintptr_t>(head); }
inline void gc_set_next(GCHead* head, GCHead* next) { head->gc_next = gc_bits(next); }
inline void gc_set_prev(GCHead* head, GCHead* prev) { head->gc_prev = (head->gc_prev & ~kGcPrevMask) | gc_bits(prev); }

inline void gc_list_init(GCHead* list) { list->gc_next = list->gc_prev = gc_bits(list); }
inline bool gc_list_is_empty(const GCHead* list) { return list->gc_next == gc_bits(list); }

inline void gc_list_append(GCHead* node, GCHead* list) {
  GCHead* last = reinterpret_cast<GCHead*>(list->gc_prev);
  gc_set_prev(node, last);
  gc_set_next(last, node);
  gc_set_next(node, list);
  list->gc_prev = gc_bits(node);
}

inline void gc_list_remove(GCHead* node) {
  GCHead *prev = gc_prev(node), *next = gc_next(node);
  gc_set_next(prev, next);
  gc_set_prev(next, prev);
  node->gc_next = 0;  // untracked
}

// Moves a node from the list it is in to the end of another; keeps its flags.
inline void gc_list_move(GCHead* node, GCHead* list) {
  GCHead *from_prev = gc_prev(node), *from_next = gc_next(node);
  gc_set_next(from_prev, from_next);
  gc_set_prev(from_next, from_prev);
  GCHead* to_prev = reinterpret_cast<GCHead*>(list->gc_prev);
  gc_set_prev(node, to_prev);
  gc_set_next(to_prev, node);
  list->gc_prev = gc_bits(node);
  gc_set_next(node, list);
}

// Appends all of `from` to `to`; `from` is empty afterwards.
inline void gc_list_merge(GCHead* from, GCHead* to) {
  if (!gc_list_is_empty(from)) {
    GCHead *to_tail = gc_prev(to), *from_head = gc_next(from), *from_tail = gc_prev(from);
    gc_set_next(to_tail, from_head);
    gc_set_prev(from_head, to_tail);
    gc_set_next(from_tail, to);
    gc_set_prev(to, from_tail);
  }
  gc_list_init(from);
}

inline int64_t gc_list_size(const GCHead* list) {
  int64_t n = 0;
  for (const GCHead* g = gc_next(list); g != list; g = gc_next(g)) ++n;
  return n;
}

}  // namespace innards
