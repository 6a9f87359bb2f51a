// ObjectState: variables of the object model: small ints, one-character strings, interned strings, free lists of types,
// version tags. Plain data; lives in Runtime. Each type's file owns the members it names.
#pragma once

#include <cstdint>

#include "base/ptr.h"

namespace innards {

struct Object;

struct ObjectState {
  uint32_t next_version_tag;   // object/type.cpp
};

}  // namespace innards
