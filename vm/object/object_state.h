// ObjectState: variables of the object model: small ints, one-character strings, interned strings, free lists of types,
// version tags. Plain data; lives in Runtime. Each type's file owns the members it names.
#pragma once

#include <cstdint>

#include "base/ptr.h"
#include "object/cont_state.h"

namespace innards {

struct Object;
struct BaseExceptionObject;
struct FloatObject;

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

struct TextState {
  // object/str_intern.cpp
  Ptr<Object> latin1_chars[256];   // static one-character strings
  Ptr<Object> empty_str;
  Ptr<uint64_t> interned;          // open-addressed table of interned strings: addresses, 0 free, 1 deleted
  uint64_t interned_mask;          // its size - 1
  uint64_t interned_used;          // live entries
  uint64_t interned_filled;        // live and deleted entries
  // object/bytes.cpp
  Ptr<Object> bytes_chars[256];    // static one-byte bytes
  Ptr<Object> empty_bytes;
};

struct NumberState {
  // object/int.cpp, bool.cpp
  Ptr<char> small_ints;              // 262 ints of 32 bytes each
  Ptr<Object> true_object, false_object;
  // object/float.cpp
  int32_t float_free_count;
  Ptr<FloatObject> float_free_list;  // linked through ob_type
};

// Freed objects of one type that wait to be used again (object/free_list.h).
template <int N>
struct FreeList {
  Ptr<Object> objects[N];
  int32_t count;
};
struct WaitingState {
  FreeList<80> async_gen_values, async_gen_asends;   // object/async_generator.cpp
  FreeList<255> contexts;                            // builtin/contextvars_module.cpp
};

struct ObjectState {
  TypeState type;                              // object/type_lookup.cpp
  TrashState trash;                            // object/object.cpp
  Ptr<Object> repr_stack;                      // object/object.cpp: list of objects whose repr is being made
  ExceptionState exceptions;                   // object/exceptions.cpp
  ContainerState containers;                   // object/tuple.cpp, list.cpp, dict.cpp, set.cpp, slice.cpp
  TextState text;                              // object/str_*.cpp, bytes.cpp
  NumberState number;                          // object/int.cpp, bool.cpp, float.cpp
  WaitingState waiting;
  Ptr<Object> identifiers[kMaxIdentifiers];    // object/identifiers.h
};

}  // namespace innards
