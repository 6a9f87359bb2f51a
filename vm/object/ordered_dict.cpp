// OrderedDict: the list of nodes beside the dict's table (CPython: Objects/odictobject.c).
#include "object/ordered_dict.h"

#include "heap/heap.h"
#include "object/protocol.h"
#include "run/errors.h"

namespace innards {

// ---- walks

namespace {

Ptr<OrderedDictWalk>& walks() { return rt().objects.containers.ordered_dict.walks; }

void drop(OrderedDictNode* node) {
  decref(node->key.get());
  mem_free(node);
}

}  // namespace

OrderedDictWalk::OrderedDictWalk(OrderedDictObject* od) : od_(od), outer_(walks()) { walks() = this; }

OrderedDictWalk::~OrderedDictWalk() {
  // Threads have stacks of their own, so this need not be the innermost one.
  if (walks() == this) {
    walks() = outer_;
  } else {
    OrderedDictWalk* inner = walks();
    while (inner->outer_ != this) inner = inner->outer_;
    inner->outer_ = outer_;
  }
  while (OrderedDictNode* node = parked_) {
    parked_ = node->prev;
    free_node(od_, node);
  }
}

OrderedDictWalk* OrderedDictWalk::walk_of(OrderedDictObject* od) {
  OrderedDictWalk* walk = walks();
  while (walk && walk->od_ != od) walk = walk->outer_;
  return walk;
}

void OrderedDictWalk::free_node(OrderedDictObject* od, OrderedDictNode* node) {
  OrderedDictWalk* walk = walk_of(od);
  if (!walk) return drop(node);
  node->next = nullptr;
  node->prev = walk->parked_;
  walk->parked_ = node;
}

// ---- from a key to its node

namespace {

// The number of the key's entry in the dict's table, or of the entry that comes next when the key is not there; -1: error.
int64_t entry_number(OrderedDictObject* od, Object* key, int64_t hash) {
  Object* value;
  int64_t ix = dict_lookup(od, key, hash, &value);
  if (ix == kDkixEmpty) return od->ma_keys->dk_nentries;
  return ix < 0 ? -1 : ix;
}

// Puts each node where its entry is. An __eq__ called by this may change dict and list; then there is nothing to fill in.
int fill_fast_nodes(OrderedDictObject* od, Ptr<OrderedDictNode>* nodes, int64_t size) {
  const uint64_t state = od->od_state;
  OrderedDictWalk walk(od);
  for (OrderedDictNode* node = od->od_first; node; node = node->next) {
    int64_t i = entry_number(od, node->key, node->hash);
    if (i < 0) return -1;
    if (i >= size || od->od_state != state || !od->od_first) {
      err_set_string(ExcRuntimeError, "OrderedDict mutated during iteration");
      return -1;
    }
    nodes[i] = node;
  }
  return 0;
}

int make_fast_nodes(OrderedDictObject* od) {
  const int64_t size = dk_size(od->ma_keys);
  auto* nodes = static_cast<Ptr<OrderedDictNode>*>(mem_calloc(static_cast<size_t>(size) * sizeof(Ptr<OrderedDictNode>)));
  if (!nodes) {
    err_no_memory();
    return -1;
  }
  if (fill_fast_nodes(od, nodes, size) < 0) {
    mem_free(nodes);
    return -1;
  }
  mem_free(od->od_fast_nodes);
  od->od_fast_nodes = nodes;
  od->od_fast_nodes_size = size;
  od->od_resize_sentinel = static_cast<void*>(od->ma_keys.get());
  return 0;
}

// The place of the key's node in od_fast_nodes, which is made anew when the dict has another table. -1: error.
int64_t node_place(OrderedDictObject* od, Object* key, int64_t hash) {
  for (;;) {
    DictKeysObject* keys = od->ma_keys;
    const bool up_to_date = od->od_resize_sentinel == static_cast<void*>(keys) && od->od_fast_nodes_size == dk_size(keys);
    if (!up_to_date && make_fast_nodes(od) < 0) return -1;
    int64_t i = entry_number(od, key, hash);
    // Another try when the __eq__ of a key has changed the dict.
    if (i < od->od_fast_nodes_size) return i;
  }
}

OrderedDictNode* find_node_known_hash(OrderedDictObject* od, Object* key, int64_t hash) {
  if (!od->od_first) return nullptr;
  int64_t i = node_place(od, key, hash);
  return i < 0 ? nullptr : od->od_fast_nodes[i].get();
}

// ---- the list

void append_node(OrderedDictObject* od, OrderedDictNode* node) {
  node->prev = od->od_last;
  node->next = nullptr;
  (od->od_first ? od->od_last->next : od->od_first) = node;
  od->od_last = node;
  ++od->od_state;
}

void prepend_node(OrderedDictObject* od, OrderedDictNode* node) {
  node->prev = nullptr;
  node->next = od->od_first;
  (od->od_first ? od->od_first->prev : od->od_last) = node;
  od->od_first = node;
  ++od->od_state;
}

void unlink_node(OrderedDictObject* od, OrderedDictNode* node) {
  (od->od_first == node ? od->od_first : node->prev->next) = node->next;
  (od->od_last == node ? od->od_last : node->next->prev) = node->prev;
  node->prev = nullptr;
  node->next = nullptr;
  ++od->od_state;
}

int add_node(OrderedDictObject* od, Object* key, int64_t hash) {
  Ref<> held(new_ref(key));
  int64_t i = node_place(od, key, hash);
  if (i < 0) return -1;
  if (od->od_fast_nodes[i]) return 0;
  auto* node = static_cast<OrderedDictNode*>(mem_alloc(sizeof(OrderedDictNode)));
  if (!node) {
    err_no_memory();
    return -1;
  }
  node->key = held.release();
  node->hash = hash;
  append_node(od, node);
  od->od_fast_nodes[i] = node;
  return 0;
}

// Takes the key's node out of the list, if there is one. 0 or -1.
int remove_node(OrderedDictObject* od, Object* key, int64_t hash) {
  if (!od->od_first) return 0;
  int64_t i = node_place(od, key, hash);
  if (i < 0) return -1;
  OrderedDictNode* node = od->od_fast_nodes[i];
  if (!node) return 0;
  od->od_fast_nodes[i] = nullptr;
  unlink_node(od, node);
  OrderedDictWalk::free_node(od, node);
  return 0;
}

}  // namespace

OrderedDictNode* odict_find_node(OrderedDictObject* od, Object* key) {
  if (!od->od_first) return nullptr;
  int64_t hash = object_hash(key);
  return hash == -1 ? nullptr : find_node_known_hash(od, key, hash);
}

void odict_move_node(OrderedDictObject* od, OrderedDictNode* node, bool to_end) {
  if (node == (to_end ? od->od_last : od->od_first)) return;
  unlink_node(od, node);
  if (to_end) append_node(od, node);
  else prepend_node(od, node);
}

int odict_keys_equal(OrderedDictObject* a, OrderedDictObject* b) {
  OrderedDictWalk walk_a(a), walk_b(b);
  OrderedDictNode *x = a->od_first, *y = b->od_first;
  for (; x && y; x = x->next, y = y->next) {
    int same = object_rich_compare_bool(x->key, y->key, kEQ);
    if (same <= 0) return same;
  }
  return !x && !y;
}

void odict_clear_nodes(OrderedDictObject* od) {
  mem_free(od->od_fast_nodes);
  od->od_fast_nodes = nullptr;
  od->od_fast_nodes_size = 0;
  od->od_resize_sentinel = nullptr;
  OrderedDictNode* node = od->od_first;
  od->od_first = nullptr;
  od->od_last = nullptr;
  while (node) {
    OrderedDictNode* next = node->next;
    OrderedDictWalk::free_node(od, node);
    node = next;
  }
}

// ---- the dict with its list

int odict_set_item_known_hash(Object* o, Object* key, Object* value, int64_t hash) {
  if (dict_set_item_known_hash(o, key, value, hash) < 0) return -1;
  if (add_node(as_ordered(o), key, hash) == 0) return 0;
  // A key without a node may not stay.
  Object *type, *error, *traceback;
  err_fetch(&type, &error, &traceback);
  dict_del_item_known_hash(o, key, hash);
  err_chain_exceptions(type, error, traceback);
  return -1;
}

int odict_set_item(Object* o, Object* key, Object* value) {
  int64_t hash = object_hash(key);
  return hash == -1 ? -1 : odict_set_item_known_hash(o, key, value, hash);
}

int odict_del_item(Object* o, Object* key) {
  int64_t hash = object_hash(key);
  if (hash == -1 || remove_node(as_ordered(o), key, hash) < 0) return -1;
  return dict_del_item_known_hash(o, key, hash);
}

Object* odict_pop_known_hash(Object* o, Object* key, int64_t hash, Object* deflt) {
  // The node goes first: taking the value out may run code that changes the dict.
  if (find_node_known_hash(as_ordered(o), key, hash))
    return remove_node(as_ordered(o), key, hash) < 0 ? nullptr : dict_pop_known_hash(o, key, hash, deflt);
  if (err_occurred()) return nullptr;
  if (!deflt) err_set_object(ExcKeyError, key);
  return xnew_ref(deflt);
}

}  // namespace innards
