// collections.defaultdict: its struct alone, which stands apart so that inspect can name its field. The type is in
// builtin/collections_module.cpp.
#pragma once

#include "object/dict.h"

namespace innards {

struct DefaultDictObject : DictObject {
  Ptr<Object> default_factory;   // null: None
};
static_assert(sizeof(DefaultDictObject) == 56);

}  // namespace innards
