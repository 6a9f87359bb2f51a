#include "inspect/rows.h"

#include <algorithm>

namespace innards {

void ObjectList::sort_by_id() {
  std::sort(rows_.begin(), rows_.end(), [](const Shared& a, const Shared& b) { return a->value.id < b->value.id; });
}

const ObjectRow* ObjectList::find(ObjectId id) const {
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), id, [](const Shared& row, ObjectId wanted) { return row->value.id < wanted; });
  return at != rows_.end() && (*at)->value.id == id ? at->get() : nullptr;
}

}  // namespace innards
