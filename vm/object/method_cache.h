// The method cache: where type_lookup() keeps what it has found. It stands apart from type.h because nobody else needs it but
// the interpreter loop, whose shortcuts may leave a lookup out only where it would change nothing: an entry owns its name, so
// what stands in the cache decides when a str is freed. Only type_lookup.cpp may write to it.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// The one entry in which `name` of the type with this version can stand.
inline MethodCacheEntry& method_cache_entry(uint32_t version, const Object* name) {
  constexpr uint64_t kEntries = sizeof(TypeState::method_cache) / sizeof(MethodCacheEntry);
  return rt().objects.type.method_cache[(uint64_t{version} ^ (reinterpret_cast<uintptr_t>(name) >> 3)) & (kEntries - 1)];
}

// Whether `entry`, theirs, answers type_lookup(type, name): nothing is then searched and nothing changes.
inline bool method_cache_answers(const MethodCacheEntry& entry, const TypeObject* type, const Object* name) {
  return entry.version == type->tp_version_tag && entry.name.get() == name && entry.version != 0;
}
inline bool type_lookup_is_cached(const TypeObject* type, const Object* name) {
  return method_cache_answers(method_cache_entry(type->tp_version_tag, name), type, name);
}

}  // namespace innards
