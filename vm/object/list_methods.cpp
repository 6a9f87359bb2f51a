// The methods of list, and its two iterators (CPython: Objects/listobject.c).
#include <cstring>

#include "native/args.h"
#include "object/generic_alias.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/list_internal.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* list_m_append(Object* self, Object* item) {
  return list_append_take_ref(as_list(self), new_ref(item)) < 0 ? nullptr : new_none();
}

Object* list_m_insert(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("insert", nargs, 2, 2)) return nullptr;
  Ref<> index_object(number_index(args[0]));
  if (!index_object) return nullptr;
  int64_t index = int_as_ssize_t(index_object);
  if (index == -1 && err_occurred()) return nullptr;
  return list_insert(self, index, args[1]) < 0 ? nullptr : new_none();
}

Object* list_m_clear(Object* self, Object*) {
  list_clear_items(as_list(self));
  return new_none();
}

Object* list_m_copy(Object* self, Object*) { return list_slice(as_list(self), 0, list_size_of(self)); }

Object* list_m_extend(Object* self, Object* iterable) { return list_extend(as_list(self), iterable); }

Object* list_m_pop(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("pop", nargs, 0, 1)) return nullptr;
  int64_t index = -1;
  if (nargs > 0) {
    Ref<> index_object(number_index(args[0]));
    if (!index_object) return nullptr;
    index = int_as_ssize_t(index_object);
    if (index == -1 && err_occurred()) return nullptr;
  }
  ListObject* self = as_list(o);
  if (self->ob_size == 0) {
    err_set_string(ExcIndexError, "pop from empty list");
    return nullptr;
  }
  if (index < 0) index += self->ob_size;
  if (static_cast<uint64_t>(index) >= static_cast<uint64_t>(self->ob_size)) {
    err_set_string(ExcIndexError, "pop index out of range");
    return nullptr;
  }
  Ptr<Object>* items = self->ob_item;
  Object* v = items[index];
  int64_t left = self->ob_size - 1;
  std::memmove(static_cast<void*>(items + index), items + index + 1, static_cast<size_t>(left - index) * 8);
  if (list_resize(self, left) < 0) {
    std::memmove(static_cast<void*>(items + index + 1), items + index, static_cast<size_t>(left - index) * 8);
    items[index] = v;
    return nullptr;
  }
  return v;
}

Object* list_m_remove(Object* self, Object* value) {
  for (int64_t i = 0; i < list_size_of(self); ++i) {
    native_turn();
    Object* item = new_ref(list_item_at(self, i));
    int cmp = object_rich_compare_bool(item, value, kEQ);
    decref(item);
    if (cmp > 0) return list_ass_slice(as_list(self), i, i + 1, nullptr) == 0 ? new_none() : nullptr;
    if (cmp < 0) return nullptr;
  }
  err_set_string(ExcValueError, "list.remove(x): x not in list");
  return nullptr;
}

Object* list_m_index(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("index", nargs, 1, 3)) return nullptr;
  int64_t start = 0, stop = INT64_MAX;
  if (nargs > 1 && !eval_slice_index_not_none(args[1], &start)) return nullptr;
  if (nargs > 2 && !eval_slice_index_not_none(args[2], &stop)) return nullptr;
  if (start < 0 && (start += list_size_of(self)) < 0) start = 0;
  if (stop < 0 && (stop += list_size_of(self)) < 0) stop = 0;
  for (int64_t i = start; i < stop && i < list_size_of(self); ++i) {
    native_turn();
    Object* item = new_ref(list_item_at(self, i));
    int cmp = object_rich_compare_bool(item, args[0], kEQ);
    decref(item);
    if (cmp > 0) return int_from_i64(i);
    if (cmp < 0) return nullptr;
  }
  return err_format(ExcValueError, "%R is not in list", args[0]);
}

Object* list_m_count(Object* self, Object* value) {
  int64_t count = 0;
  for (int64_t i = 0; i < list_size_of(self); ++i) {
    native_turn();
    Object* item = list_item_at(self, i);
    if (item == value) {
      ++count;
      continue;
    }
    incref(item);
    int cmp = object_rich_compare_bool(item, value, kEQ);
    decref(item);
    if (cmp < 0) return nullptr;
    count += cmp;
  }
  return int_from_i64(count);
}

Object* list_m_reverse(Object* self, Object*) {
  list_reverse(self);
  return new_none();
}

Object* list_m_sort(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const keywords[] = {"key", "reverse", nullptr};
  static const ArgsParser parser = {"sort", keywords};
  Object* buf[2] = {nullptr, nullptr};
  Object** found = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 0, 0, buf);
  if (!found) return nullptr;
  Object* key = found[0];
  bool reverse = false;
  if (found[1]) {
    int value = int_as_int(found[1]);
    if (value == -1 && err_occurred()) return nullptr;
    reverse = value != 0;
  }
  return list_sort_impl(as_list(self), key, reverse);
}

Object* list_m_sizeof(Object* self, Object*) {
  return int_from_i64(self->ob_type->tp_basicsize + as_list(self)->allocated * 8);
}

Object* list_m_getitem(Object* self, Object* item) { return TypeList->tp_as_mapping->mp_subscript(self, item); }

Object* list_m_reversed(Object* self, Object*) {
  ListReverseIterObject* it = gc_new_as<ListReverseIterObject>(TypeListReverseIter);
  if (!it) return err_no_memory();
  it->it_index = list_size_of(self) - 1;
  it->it_seq = as_list(new_ref(self));
  gc_track(it);
  return it;
}

const MethodDef kListMethods[] = {
    {"__getitem__", list_m_getitem, kMethO | kMethCoexist, "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", list_m_reversed, kMethNoArgs, "__reversed__($self, /)\n--\n\nAn iterator from the end to the start."},
    {"__sizeof__", list_m_sizeof, kMethNoArgs, "__sizeof__($self, /)\n--\n\nBytes of the list and its block of items."},
    {"clear", list_m_clear, kMethNoArgs, "clear($self, /)\n--\n\nRemoves all items."},
    {"copy", list_m_copy, kMethNoArgs, "copy($self, /)\n--\n\nA new list with the same items."},
    {"append", list_m_append, kMethO, "append($self, object, /)\n--\n\nAdds an item at the end."},
    {"insert", list_m_insert, kMethFastcall, "insert($self, index, object, /)\n--\n\nPuts an item before the one at index."},
    {"extend", list_m_extend, kMethO, "extend($self, iterable, /)\n--\n\nAdds the items of iterable at the end."},
    {"pop", list_m_pop, kMethFastcall,
     "pop($self, index=-1, /)\n--\n\nTakes out the item at index and returns it; IndexError if there is none."},
    {"remove", list_m_remove, kMethO,
     "remove($self, value, /)\n--\n\nTakes out the first item that equals value; ValueError if there is none."},
    {"index", list_m_index, kMethFastcall,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nThe first index where value stands; ValueError if it does not."},
    {"count", list_m_count, kMethO, "count($self, value, /)\n--\n\nHow many items equal value."},
    {"reverse", list_m_reverse, kMethNoArgs, "reverse($self, /)\n--\n\nTurns the order around in place."},
    {"sort", list_m_sort, kMethFastcall | kMethKeywords,
     "sort($self, /, *, key=None, reverse=False)\n--\n\nSorts in place, ascending, equal items keeping their order."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "The generic alias list[...] (PEP 585)."},
    {},
};

// ---- list_iterator

ListIterObject* as_iter(Object* o) { return static_cast<ListIterObject*>(o); }
ListReverseIterObject* as_reverse(Object* o) { return static_cast<ListReverseIterObject*>(o); }

// Both iterators have the same layout.
void list_iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->it_seq.get());
  gc_del(o);
}

int list_iter_traverse(Object* o, visitproc* visit, void* arg) {
  Object* seq = as_iter(o)->it_seq;
  return seq ? visit(seq, arg) : 0;
}

Object* list_iter_next(Object* o) {
  ListIterObject* it = as_iter(o);
  ListObject* seq = it->it_seq;
  if (!seq) return nullptr;
  if (it->it_index < seq->ob_size) return new_ref(seq->ob_item[it->it_index++].get());
  it->it_seq = nullptr;
  decref(seq);
  return nullptr;
}

Object* list_iter_len(Object* o, Object*) {
  ListIterObject* it = as_iter(o);
  int64_t n = it->it_seq ? it->it_seq->ob_size - it->it_index : 0;
  return int_from_i64(n < 0 ? 0 : n);
}

Object* list_iter_reduce(Object* o, Object*) {
  ListIterObject* it = as_iter(o);
  return it->it_seq ? iter_reduce_at("iter", it->it_seq, it->it_index) : iter_reduce_items(list_new(0));
}

Object* list_iter_setstate(Object* o, Object* state) {
  ListIterObject* it = as_iter(o);
  int64_t index;
  if (!read_state(state, &index)) return nullptr;
  if (it->it_seq) it->it_index = index < 0 ? 0 : index > it->it_seq->ob_size ? it->it_seq->ob_size : index;
  return new_none();
}

const MethodDef kListIterMethods[] = {
    {"__length_hint__", list_iter_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", list_iter_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", list_iter_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};

// ---- list_reverseiterator

Object* list_reverse_iter_next(Object* o) {
  ListReverseIterObject* it = as_reverse(o);
  ListObject* seq = it->it_seq;
  if (!seq) return nullptr;
  int64_t index = it->it_index;
  if (index >= 0 && index < seq->ob_size) {
    --it->it_index;
    return new_ref(seq->ob_item[index].get());
  }
  it->it_index = -1;
  it->it_seq = nullptr;
  decref(seq);
  return nullptr;
}

Object* list_reverse_iter_len(Object* o, Object*) {
  ListReverseIterObject* it = as_reverse(o);
  int64_t n = it->it_index + 1;
  if (!it->it_seq || it->it_seq->ob_size < n) n = 0;
  return int_from_i64(n);
}

Object* list_reverse_iter_reduce(Object* o, Object*) {
  ListReverseIterObject* it = as_reverse(o);
  return it->it_seq ? iter_reduce_at("reversed", it->it_seq, it->it_index) : iter_reduce_items(list_new(0));
}

Object* list_reverse_iter_setstate(Object* o, Object* state) {
  ListReverseIterObject* it = as_reverse(o);
  int64_t index;
  if (!read_state(state, &index)) return nullptr;
  if (it->it_seq) it->it_index = index < -1 ? -1 : index > it->it_seq->ob_size - 1 ? it->it_seq->ob_size - 1 : index;
  return new_none();
}

const MethodDef kListReverseIterMethods[] = {
    {"__length_hint__", list_reverse_iter_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", list_reverse_iter_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", list_reverse_iter_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};

void init_iterator(TypeObject* t, iternextfunc* next, const MethodDef* methods) {
  t->tp_basicsize = sizeof(ListIterObject);
  t->tp_dealloc = list_iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = list_iter_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
  type_add_methods(t, methods);
}

}  // namespace

Object* list_iter(Object* seq) {
  if (!list_check(seq)) {
    err_bad_internal_call();
    return nullptr;
  }
  ListIterObject* it = gc_new_as<ListIterObject>(TypeListIter);
  if (!it) return err_no_memory();
  it->it_index = 0;
  it->it_seq = as_list(new_ref(seq));
  gc_track(it);
  return it;
}

void list_add_methods(TypeObject* t) { type_add_methods(t, kListMethods); }

void init_ListIter_type(TypeObject* t) { init_iterator(t, list_iter_next, kListIterMethods); }
void init_ListReverseIter_type(TypeObject* t) { init_iterator(t, list_reverse_iter_next, kListReverseIterMethods); }

}  // namespace innards
