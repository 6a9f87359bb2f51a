// State of the containers: free lists, version numbers, the empty tuple and dict. A member of ObjectState, so it lives in
// the arena. Each container's file owns its struct. Sizes are those of CPython 3.11's per-interpreter states.
#pragma once

#include <cstdint>

#include "base/ptr.h"

namespace innards {

struct Object;
struct TupleObject;
struct ListObject;
struct DictObject;
struct DictKeysObject;
class OrderedDictWalk;
struct SliceObject;

struct TupleState {
  Ptr<TupleObject> free_list[20];  // chains through ob_item[0]; [n-1] for tuples of n items
  int32_t numfree[20];
  int64_t empty[5];                // GC head and TupleObject of the empty tuple: 16 + 24 bytes
};
struct ListState {
  Ptr<ListObject> free_list[80];
  int32_t numfree;
};
struct DictState {
  Ptr<DictObject> free_list[80];
  int32_t numfree;
  int32_t keys_numfree;
  Ptr<DictKeysObject> keys_free_list[80];
  uint64_t global_version;         // the last ma_version_tag given
  uint32_t next_keys_version;      // the next dk_version; 0 once they are used up
  uint64_t empty_keys[5];          // the keys block of every empty dict: 32 bytes and 8 indices
};
struct OrderedDictState {
  Ptr<OrderedDictWalk> walks;      // natives that walk a list of nodes just now, the innermost first
};
struct SetState {
  uint64_t dummy[2];               // the object that marks deleted entries
};
struct SliceState {
  Ptr<SliceObject> cache;          // one freed slice
};
struct ContainerState {
  TupleState tuple;
  ListState list;
  DictState dict;
  OrderedDictState ordered_dict;
  SetState set;
  SliceState slice;
};

}  // namespace innards
