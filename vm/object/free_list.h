// Freed objects of one type that wait to be used again, the last one first, as CPython keeps them for what async generators
// and contexts make in great numbers. Tuples, lists, dicts and floats have their own, which differ in what they keep. It may
// not include a type's header.
#pragma once

#include "heap/heap.h"
#include "object/born.h"
#include "object/object_state.h"

namespace innards {

// The object freed last, as new; nullptr when none waits.
template <int N>
Object* free_list_take(FreeList<N>& list) {
  if (list.count == 0) return nullptr;
  Object* o = list.objects[--list.count];
  o->ob_refcnt = 1;
  object_is_born(o, o->ob_type->tp_basicsize);
  return o;
}
// Keeps an untracked object whose references are gone; where there is no more room it is freed.
template <int N>
void free_list_give(FreeList<N>& list, Object* o) {
  if (list.count < N) list.objects[list.count++] = o;
  else gc_del(o);
}
template <int N>
void free_list_clear(FreeList<N>& list) {
  while (list.count > 0) gc_del(list.objects[--list.count].get());
}

}  // namespace innards
