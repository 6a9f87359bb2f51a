// OrderedDict: its slots and methods (CPython: Objects/odictobject.c).
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/list.h"
#include "object/ordered_dict.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

// ---- update, as collections.abc.MutableMapping has it

int value_error(const char* text) {
  if (!err_occurred()) err_set_string(ExcValueError, text);
  return -1;
}

// self[key] = value for a pair (stolen), which may be any iterable.
int set_pair(Object* self, Object* stolen) {
  Ref<> value, key, it, pair(stolen);   // dropped from the last to the first
  it.reset(object_get_iter(pair));
  if (!it) return -1;
  key.reset(iter_next(it));
  if (!key) return value_error("need more than 0 values to unpack");
  value.reset(iter_next(it));
  if (!value) return value_error("need more than 1 value to unpack");
  Ref<> third(iter_next(it));
  if (third) return value_error("too many values to unpack (expected 2)");
  return err_occurred() ? -1 : object_set_item(self, key, value);
}

int set_pairs(Object* self, Object* pairs) {
  Ref<> it(object_get_iter(pairs));
  if (!it) return -1;
  while (Object* pair = iter_next(it)) {
    if (set_pair(self, pair) < 0) return -1;
  }
  return err_occurred() ? -1 : 0;
}

// The pairs that a call gave; null: it failed.
int set_stolen_pairs(Object* self, Object* pairs) {
  Ref<> held(pairs);
  return held ? set_pairs(self, held) : -1;
}

int set_by_keys(Object* self, Object* mapping, Object* keys_method) {
  Ref<> keys(object_call_no_args(keys_method));
  Ref<> it(keys ? object_get_iter(keys) : nullptr);
  keys.reset();
  if (!it) return -1;
  while (Object* key = iter_next(it)) {
    Ref<> held(key);
    Ref<> value(object_get_item(mapping, key));
    if (!value || object_set_item(self, key, value) < 0) return -1;
  }
  return err_occurred() ? -1 : 0;
}

int update_from(Object* self, Object* arg) {
  if (dict_check_exact(arg)) return set_stolen_pairs(self, dict_items(arg));
  Object* method;
  if (object_lookup_attr(arg, ID(keys), &method) < 0) return -1;
  if (method) {
    Ref<> held(method);
    return set_by_keys(self, arg, method);
  }
  if (object_lookup_attr(arg, ID(items), &method) < 0) return -1;
  if (!method) return set_pairs(self, arg);
  Object* items = object_call_no_args(method);
  decref(method);
  return set_stolen_pairs(self, items);
}

int update_with(Object* self, Object* args, Object* kwargs) {
  int64_t n = tuple_size_of(args);
  if (n > 1) {
    err_format(ExcTypeError, "update() takes at most 1 positional argument (%zd given)", n);
    return -1;
  }
  if (n == 1) {
    Ref<> other(new_ref(tuple_item_at(args, 0)));
    if (update_from(self, other) < 0) return -1;
  }
  return kwargs && dict_size_of(kwargs) ? set_stolen_pairs(self, dict_items(kwargs)) : 0;
}

// ---- slots

int ordered_init(Object* self, Object* args, Object* kwargs) {
  int64_t n = tuple_size_of(args);
  if (n > 1) {
    err_format(ExcTypeError, "expected at most 1 arguments, got %zd", n);
    return -1;
  }
  return update_with(self, args, kwargs);
}

void ordered_dealloc(Object* o) {
  gc_untrack(o);
  Trashcan can(o, ordered_dealloc);
  if (can.postponed()) return;
  OrderedDictObject* od = as_ordered(o);
  xdecref(od->od_inst_dict.get());
  if (od->od_weakreflist) object_clear_weakrefs(o);
  odict_clear_nodes(od);
  TypeDict->tp_dealloc(o);
}

int ordered_traverse(Object* o, visitproc* visit, void* arg) {
  OrderedDictObject* od = as_ordered(o);
  if (Object* dict = od->od_inst_dict) {
    if (int r = visit(dict, arg)) return r;
  }
  for (OrderedDictNode* node = od->od_first; node; node = node->next) {
    if (int r = visit(node->key, arg)) return r;
  }
  return TypeDict->tp_traverse(o, visit, arg);
}

void clear_items(Object* o) {
  dict_clear(o);
  odict_clear_nodes(as_ordered(o));
}

int ordered_clear(Object* o) {
  clear_ref(as_ordered(o)->od_inst_dict);
  clear_items(o);
  return 0;
}

int ordered_ass_subscript(Object* self, Object* key, Object* value) {
  return value ? odict_set_item(self, key, value) : odict_del_item(self, key);
}

Object* ordered_rich_compare(Object* v, Object* w, int op) {
  if (!odict_check(v) || !dict_check(w) || (op != kEQ && op != kNE)) return new_not_implemented();
  Object* same_items = TypeDict->tp_richcompare(v, w, op);
  if (!same_items || !odict_check(w) || (same_items == bool_true()) == (op == kNE)) return same_items;
  decref(same_items);
  int same_order = odict_keys_equal(as_ordered(v), as_ordered(w));
  return same_order < 0 ? nullptr : new_bool((same_order != 0) == (op == kEQ));
}

Object* ordered_or(Object* left, Object* right) {
  TypeObject* type = left->ob_type;
  if (!type_is_subtype(type, TypeOrderedDict)) type = right->ob_type;
  if (!dict_check(left) || !dict_check(right)) return new_not_implemented();
  Ref<> sum(object_call_one_arg(type, left));
  return sum && update_from(sum, right) == 0 ? sum.release() : nullptr;
}

Object* ordered_in_place_or(Object* self, Object* other) { return update_from(self, other) < 0 ? nullptr : new_ref(self); }

// ---- repr and copy: an exact OrderedDict is read directly, a subclass through its methods

// The value of a key of the list, borrowed; KeyError when the dict has it no longer.
Object* value_at(Object* o, Object* key) {
  Object* value = dict_get_item_with_error(o, key);
  if (!value && !err_occurred()) err_set_object(ExcKeyError, key);
  return value;
}

Object* pairs_of_exact(Object* o) {
  const int64_t expected = dict_size_of(o);
  Ref<> pairs(list_new(expected));
  if (!pairs) return nullptr;
  OrderedDictWalk walk(as_ordered(o));
  int64_t n = 0;
  for (OrderedDictNode* node = as_ordered(o)->od_first; node; node = node->next, ++n) {
    Object* value = value_at(o, node->key);
    Ref<> pair(value ? tuple_pack(2, node->key.get(), value) : nullptr);
    if (!pair || (n >= expected && list_append(pairs, pair) < 0)) return nullptr;
    if (n < expected) list_put(pairs, n, pair.release());
  }
  if (n < expected) static_cast<ListObject*>(pairs.get())->ob_size = n;
  return pairs.release();
}

Object* pairs_of(Object* o) {
  if (odict_check_exact(o)) return pairs_of_exact(o);
  Ref<> items(object_call_method_no_args(o, ID(items)));
  return items ? sequence_list(items) : nullptr;
}

Object* ordered_repr(Object* o) {
  if (dict_size_of(o) == 0) return str_from_format("%s()", type_name(o->ob_type));
  int entered = repr_enter(o);
  if (entered != 0) return entered > 0 ? str_from_cstr("...") : nullptr;
  Ref<> pairs(pairs_of(o));
  Object* text = pairs ? str_from_format("%s(%R)", type_name(o->ob_type), pairs.get()) : nullptr;
  pairs.reset();
  repr_leave(o);
  return text;
}

int copy_node(Object* to, Object* from, OrderedDictNode* node) {
  if (odict_check_exact(from)) {
    Object* value = value_at(from, node->key);
    return value ? odict_set_item_known_hash(to, node->key, value, node->hash) : -1;
  }
  Ref<> value(object_get_item(from, node->key));
  return value ? object_set_item(to, node->key, value) : -1;
}

Object* ordered_copy(Object* o, Object*) {
  Ref<> copy(odict_check_exact(o) ? TypeOrderedDict->tp_new(TypeOrderedDict, nullptr, nullptr)
                                  : object_call_no_args(static_cast<Object*>(o->ob_type.get())));
  if (!copy) return nullptr;
  OrderedDictWalk walk(as_ordered(o));
  for (OrderedDictNode* node = as_ordered(o)->od_first; node; node = node->next) {
    if (copy_node(copy, o, node) < 0) return nullptr;
  }
  return copy.release();
}

// ---- methods

// The arguments of a method whose parameters are (first, second); missing ones null.
bool unpack(const ArgsParser* parser, Object** args, int64_t nargs, Object* kwnames, int required, Object** buf) {
  return args_unpack_keywords(args, nargs, nullptr, kwnames, parser, required, 2, 0, buf) != nullptr;
}

Object* ordered_fromkeys(Object* cls, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"iterable", "value", nullptr};
  static const ArgsParser kParser = {"fromkeys", kKeywords};
  Object* buf[2] = {};
  if (!unpack(&kParser, args, nargs, kwnames, 1, buf)) return nullptr;
  return dict_from_keys(cls, buf[0], buf[1] ? buf[1] : none());
}

Object* ordered_sizeof(Object* o, Object*) {
  OrderedDictObject* od = as_ordered(o);
  int64_t size = dict_sizeof(od) + od->od_fast_nodes_size * static_cast<int64_t>(sizeof(od->od_fast_nodes[0]));
  if (od->od_first) size += od->ma_used * static_cast<int64_t>(sizeof(OrderedDictNode));
  return int_from_i64(size);
}

Object* ordered_reduce(Object* o, Object*) {
  Ref<> state(object_call_method_no_args(o, ID(__getstate__)));
  Ref<> args(state ? tuple_new(0) : nullptr);
  Ref<> items(args ? object_call_method_no_args(o, ID(items)) : nullptr);
  Ref<> iter(items ? object_get_iter(items) : nullptr);
  return iter ? tuple_pack(5, static_cast<Object*>(o->ob_type.get()), args.get(), state.get(), none(), iter.get()) : nullptr;
}

Object* set_default_exact(Object* o, Object* key, Object* deflt) {
  if (Object* found = dict_get_item_with_error(o, key)) return new_ref(found);
  return err_occurred() || odict_set_item(o, key, deflt) < 0 ? nullptr : new_ref(deflt);
}

Object* ordered_setdefault(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"key", "default", nullptr};
  static const ArgsParser kParser = {"setdefault", kKeywords};
  Object* buf[2] = {};
  if (!unpack(&kParser, args, nargs, kwnames, 1, buf)) return nullptr;
  Object* deflt = buf[1] ? buf[1] : none();
  if (odict_check_exact(o)) return set_default_exact(o, buf[0], deflt);
  int found = sequence_contains(o, buf[0]);
  if (found < 0) return nullptr;
  if (found) return object_get_item(o, buf[0]);
  return object_set_item(o, buf[0], deflt) < 0 ? nullptr : new_ref(deflt);
}

Object* ordered_pop(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"key", "default", nullptr};
  static const ArgsParser kParser = {"pop", kKeywords};
  Object* buf[2] = {};
  if (!unpack(&kParser, args, nargs, kwnames, 1, buf)) return nullptr;
  int64_t hash = object_hash(buf[0]);
  return hash == -1 ? nullptr : odict_pop_known_hash(o, buf[0], hash, buf[1]);
}

// The parameter `last`, which is true unless given: 1, 0 or -1.
int read_last(Object* last) { return last ? object_is_true(last) : 1; }

Object* ordered_popitem(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"last", nullptr};
  static const ArgsParser kParser = {"popitem", kKeywords};
  Object* buf[1] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buf)) return nullptr;
  int last = read_last(buf[0]);
  if (last < 0) return nullptr;
  OrderedDictObject* od = as_ordered(o);
  if (!od->od_first) return err_format(ExcKeyError, "dictionary is empty");
  OrderedDictNode* node = last ? od->od_last : od->od_first;
  Ref<> key(new_ref(node->key.get()));
  Ref<> value(odict_pop_known_hash(o, key, node->hash, nullptr));
  return value ? tuple_pack(2, key.get(), value.get()) : nullptr;
}

Object* ordered_move_to_end(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"key", "last", nullptr};
  static const ArgsParser kParser = {"move_to_end", kKeywords};
  Object* buf[2] = {};
  if (!unpack(&kParser, args, nargs, kwnames, 1, buf)) return nullptr;
  int last = read_last(buf[1]);
  if (last < 0) return nullptr;
  OrderedDictObject* od = as_ordered(o);
  OrderedDictNode* edge = last ? od->od_last : od->od_first;
  if (edge && edge->key.get() == buf[0]) return new_none();
  OrderedDictNode* node = odict_find_node(od, buf[0]);
  if (!node) {
    if (!err_occurred()) err_set_object(ExcKeyError, buf[0]);
    return nullptr;
  }
  odict_move_node(od, node, last != 0);
  return new_none();
}

Object* ordered_keys(Object* o, Object*) { return dict_view_new(o, TypeOrderedDictKeys); }
Object* ordered_values(Object* o, Object*) { return dict_view_new(o, TypeOrderedDictValues); }
Object* ordered_items(Object* o, Object*) { return dict_view_new(o, TypeOrderedDictItems); }

Object* ordered_update(Object* o, Object* args, Object* kwargs) { return update_with(o, args, kwargs) < 0 ? nullptr : new_none(); }

Object* ordered_m_clear(Object* o, Object*) {
  clear_items(o);
  return new_none();
}

constexpr int kKeywordMethod = kMethFastcall | kMethKeywords;
const MethodDef kMethods[] = {
    {"fromkeys", ordered_fromkeys, kKeywordMethod | kMethClass,
     "fromkeys($type, /, iterable, value=None)\n--\n\nA new ordered dict with these keys, all with the same value."},
    {"__sizeof__", ordered_sizeof, kMethNoArgs, nullptr},
    {"__reduce__", ordered_reduce, kMethNoArgs, "What pickling needs."},
    {"setdefault", ordered_setdefault, kKeywordMethod,
     "setdefault($self, /, key, default=None)\n--\n\nThe value of key; if there is none, default is put there first."},
    {"pop", ordered_pop, kKeywordMethod,
     "pop($self, /, key, default=<unrepresentable>)\n--\n\nTakes a key out and returns its value, or the default if one is given, else KeyError."},
    {"popitem", ordered_popitem, kKeywordMethod,
     "popitem($self, /, last=True)\n--\n\nTakes out the last pair, or the first one if last is false, and returns it."},
    {"keys", ordered_keys, kMethNoArgs, nullptr},
    {"values", ordered_values, kMethNoArgs, nullptr},
    {"items", ordered_items, kMethNoArgs, nullptr},
    {"update", ordered_update, kMethVarargs | kMethKeywords, nullptr},
    {"clear", ordered_m_clear, kMethNoArgs, "Takes out everything."},
    {"copy", ordered_copy, kMethNoArgs, "A new ordered dict with the same keys and values."},
    {"__reversed__", odict_reversed, kMethNoArgs, "An iterator over the keys, last first."},
    {"move_to_end", ordered_move_to_end, kKeywordMethod,
     "move_to_end($self, /, key, last=True)\n--\n\nMakes a key the last one, or the first one if last is false; KeyError if it is not there."},
    {},
};
const GetSetDef kGetSets[] = {
    {"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_OrderedDict_type(TypeObject* t) {
  t->tp_basicsize = sizeof(OrderedDictObject);
  t->tp_dealloc = ordered_dealloc;
  t->tp_repr = ordered_repr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  type_set_doc(t, "A dict whose order of keys can be changed.");
  t->tp_traverse = ordered_traverse;
  t->tp_clear = ordered_clear;
  t->tp_richcompare = ordered_rich_compare;
  t->tp_weaklistoffset = offsetof(OrderedDictObject, od_weakreflist);
  t->tp_dictoffset = offsetof(OrderedDictObject, od_inst_dict);
  t->tp_iter = odict_iter;
  t->tp_init = ordered_init;
  t->tp_alloc = type_generic_alloc;
  mapping_methods(t)->mp_ass_subscript = ordered_ass_subscript;
  NumberMethods* nb = number_methods(t);
  nb->nb_or = ordered_or;
  nb->nb_inplace_or = ordered_in_place_or;
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
