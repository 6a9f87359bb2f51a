// Runtime: every variable of the machine that CPython keeps in globals, in PyInterpreterState or in PyThreadState. It is
// the first struct of the arena, so a copy of the arena's pages holds all of it. Anything of the machine that can change
// while a program runs is here or reachable from here; nothing of the machine is anywhere else.
// Rooms that need state of their own define a plain struct in their own header and add it here as one member.
#pragma once

#include <cstdint>

#include "builtin/module_state.h"
#include "heap/heap_state.h"
#include "heap/layout.h"
#include "object/object.h"
#include "object/object_state.h"
#include "run/thread_state.h"

namespace innards {

enum class Kind : int {
#define KIND(Name, py_name, Base, sentence) k##Name,
#include "object/kinds.def"
#undef KIND
  kCount,
};

// The exception hierarchy has a list of its own (object/exceptions.def).
enum class ExcKind : int {
#define EXCEPTION(Name, Base, sentence) k##Name,
#include "object/exceptions.def"
#undef EXCEPTION
  kCount,
};

struct Runtime {
  uint64_t step;                 // instructions executed so far: the time axis of everything
  TypeObject types[static_cast<int>(Kind::kCount)];
  HeapTypeObject exception_types[static_cast<int>(ExcKind::kCount)];  // static types; the Heap struct only for room
  Object none, ellipsis, not_implemented;
  HeapState heap;                // allocator, free lists of raw memory, GC generations
  ObjectState objects;           // free lists of types, interned strings, small ints, version tags
  ModuleState modules;           // what native modules remember
  ThreadState thread;            // the one thread: error, frames, recursion, data stack
};
static_assert(sizeof(Runtime) <= kRuntimeSize);

inline Runtime& rt() { return *reinterpret_cast<Runtime*>(kArenaBase); }

inline TypeObject* type_address(Kind k) { return &rt().types[static_cast<int>(k)]; }
inline TypeObject* type_address(ExcKind k) { return &rt().exception_types[static_cast<int>(k)]; }

// TypeStr, TypeList, ...: the addresses of the built-in types (functions, because the arena is mapped at run time).
// ExcValueError, ...: the addresses of the exception types.
#define KIND(Name, py_name, Base, sentence) \
  inline TypeObject* const Type##Name = reinterpret_cast<Runtime*>(kArenaBase)->types + static_cast<int>(Kind::k##Name);
#include "object/kinds.def"
#undef KIND
#define EXCEPTION(Name, Base, sentence) \
  inline TypeObject* const Exc##Name = reinterpret_cast<Runtime*>(kArenaBase)->exception_types + static_cast<int>(ExcKind::k##Name);
#include "object/exceptions.def"
#undef EXCEPTION

inline Object* none() { return &rt().none; }
inline Object* not_implemented() { return &rt().not_implemented; }
inline Object* ellipsis() { return &rt().ellipsis; }
inline bool is_none(const Object* o) { return o == &rt().none; }
inline Object* new_none() { return new_ref(none()); }
inline Object* new_not_implemented() { return new_ref(not_implemented()); }

}  // namespace innards
