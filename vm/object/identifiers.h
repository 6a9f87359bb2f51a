// ID(name): the interned string of an identifier of identifiers.def, a borrowed reference (CPython's &_Py_ID(name)).
// Stands apart from runtime.h so that only sources that name identifiers compile the list.
#pragma once

#include "run/runtime.h"

namespace innards {

enum class Identifier : int {
#define IDENTIFIER(name) k_##name,
#include "object/identifiers.def"
#undef IDENTIFIER
  kCount,
};
static_assert(static_cast<int>(Identifier::kCount) <= kMaxIdentifiers);

inline Object* identifier(Identifier i) { return rt().objects.identifiers[static_cast<int>(i)]; }
#define ID(name) (::innards::identifier(::innards::Identifier::k_##name))

// Fills the table; boot only, after the str type is usable.
void init_identifiers();

}  // namespace innards
