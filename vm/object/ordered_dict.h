// collections.OrderedDict: a dict whose keys also stand in a doubly linked list, in an order that a program can change.
// It stands apart because the list, the methods and the iterators are in different sources. CPython:
// Objects/odictobject.c. It may not touch a dict's table: that goes through object/dict.h.
#pragma once

#include "object/dict.h"

namespace innards {

// A key in the list, in a block of its own.
struct OrderedDictNode {
  Ptr<Object> key;             // a reference of the list's own
  int64_t hash;
  Ptr<OrderedDictNode> next, prev;
};
static_assert(sizeof(OrderedDictNode) == 32);

struct OrderedDictObject : DictObject {
  Ptr<OrderedDictNode> od_first, od_last;
  Ptr<Ptr<OrderedDictNode>> od_fast_nodes;  // the node of each entry of the dict's table, by the number of the entry
  int64_t od_fast_nodes_size;
  Ptr<void> od_resize_sentinel;             // the keys block that od_fast_nodes was made for
  uint64_t od_state;                        // counts the changes of the list: iterators see that they are out of date
  Ptr<Object> od_inst_dict;
  Ptr<Object> od_weakreflist;
};
static_assert(sizeof(OrderedDictObject) == 112);

struct OrderedDictIterObject : Object {
  int32_t kind;                             // OrderedDictIterKind
  Ptr<OrderedDictObject> di_odict;          // null when exhausted
  int64_t di_size;                          // ma_used at the start; -1 after a change was seen
  uint64_t di_state;                        // od_state at the start
  Ptr<Object> di_current;                   // the key that comes next; null after the last one
  Ptr<Object> di_result;                    // the reused pair of an item iterator
};
static_assert(sizeof(OrderedDictIterObject) == 64);

enum OrderedDictIterKind : int32_t { kOrderedReversed = 1, kOrderedKeys = 2, kOrderedValues = 4, kOrderedItems = 6 };

inline OrderedDictObject* as_ordered(Object* o) { return static_cast<OrderedDictObject*>(o); }
inline bool odict_check(Object* o) { return object_type_check(o, TypeOrderedDict); }
inline bool odict_check_exact(const Object* o) { return o->ob_type == TypeOrderedDict; }

// ---- the dict and its list (ordered_dict.cpp)
int odict_set_item(Object* o, Object* key, Object* value);                 // PyODict_SetItem
int odict_set_item_known_hash(Object* o, Object* key, Object* value, int64_t hash);
int odict_del_item(Object* o, Object* key);                                // PyODict_DelItem
// Takes a key out; absent: deflt, or KeyError when that is null. New reference. (_odict_popkey_hash)
Object* odict_pop_known_hash(Object* o, Object* key, int64_t hash, Object* deflt);
// The node of a key; null when absent, or with the error set.
OrderedDictNode* odict_find_node(OrderedDictObject* od, Object* key);
void odict_move_node(OrderedDictObject* od, OrderedDictNode* node, bool to_end);
// Whether both lists have equal keys in the same order: 1, 0, or -1 with the error set.
int odict_keys_equal(OrderedDictObject* a, OrderedDictObject* b);
void odict_clear_nodes(OrderedDictObject* od);

// While such a walk is on the machine's stack, nodes that are taken out of the list keep their memory and their keys: a
// walk can call Python code, which can change the list. A walk that stands on such a node ends there. (CPython goes on
// with freed memory; a reference held instead would be seen by that code.)
class OrderedDictWalk {
 public:
  explicit OrderedDictWalk(OrderedDictObject* od);
  ~OrderedDictWalk();
  OrderedDictWalk(const OrderedDictWalk&) = delete;

  // Frees a node that is out of its list, or leaves that to a walk of the list.
  static void free_node(OrderedDictObject* od, OrderedDictNode* node);

 private:
  static OrderedDictWalk* walk_of(OrderedDictObject* od);

  OrderedDictObject* od_;
  OrderedDictWalk* outer_;
  OrderedDictNode* parked_ = nullptr;  // what is to be freed at the end, linked by prev
};

// ---- iterators (ordered_dict_views.cpp)
Object* odict_iter_new(OrderedDictObject* od, int32_t kind);
Object* odict_iter(Object* o);
Object* odict_reversed(Object* o, Object*);

}  // namespace innards
