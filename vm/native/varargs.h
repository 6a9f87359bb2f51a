// Functions that CPython calls with a tuple (METH_VARARGS) although their bodies here want an array. They stand apart because the
// calling convention shows: in the error text for keywords, and in what an instruction is specialised to.
#pragma once

#include "object/object.h"
#include "object/tuple.h"

namespace innards {

// The METH_VARARGS form of a METH_FASTCALL body.
template <FastFunction* body>
Object* by_tuple(Object* self, Object* args) {
  return body(self, tuple_items(args), tuple_size_of(args));
}

}  // namespace innards
