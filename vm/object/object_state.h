// ObjectState: variables of the object model: small ints, one-character strings, interned strings, free lists of types,
// version tags. Plain data; lives in Runtime. Each type's file owns the members it names.
#pragma once

#include <cstdint>

#include "base/ptr.h"
#include "object/cont_state.h"

namespace innards {

struct Object;
struct BaseExceptionObject;

inline constexpr int kMaxIdentifiers = 512;

// One entry of the method cache (object/type_lookup.cpp).
struct MethodCacheEntry {
  uint32_t version;
  Ptr<Object> name;    // borrowed: kept alive by the type whose version this is
  Ptr<Object> value;   // borrowed
};

struct TypeState {
  uint32_t next_version_tag;           // the next number to give to a type
  MethodCacheEntry method_cache[4096];
};

struct TrashState {
  int32_t nesting;                     // deallocators of containers running inside one another
  Ptr<Object> later;                   // objects to deallocate when the outermost is done
};

struct ExceptionState {
  Ptr<BaseExceptionObject> memerrors_freelist;  // MemoryError instances kept ready
  int32_t memerrors_numfree;
  Ptr<Object> errnomap;                // dict: errno -> subclass of OSError
};

struct ObjectState {
  TypeState type;                              // object/type_lookup.cpp
  TrashState trash;                            // object/object.cpp
  ExceptionState exceptions;                   // object/exceptions.cpp
  ContainerState containers;                   // object/tuple.cpp, list.cpp, dict.cpp, set.cpp, slice.cpp
  Ptr<Object> identifiers[kMaxIdentifiers];    // object/identifiers.h
};

}  // namespace innards
