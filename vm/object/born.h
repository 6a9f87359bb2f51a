// Telling the probe of an object that comes to be without object_new, gc_new and their kin: those types that allocate
// themselves, objects taken from a free list, and objects that a realloc has moved. With the probe off one test of one flag.
// It stands apart because only these few types need it. It may not change the object.
#pragma once

#include "object/object.h"
#include "probe/probe.h"

namespace innards {

// `size`: its bytes, without what precedes it. Its type must be set.
inline void object_is_born(Object* o, int64_t size) { probe(ProbeKind::kBorn, o, o->ob_type.get(), size); }

// An object that was at `before` lies at `now`: to everyone who looks at addresses one has gone and another has come.
inline void object_has_moved(const void* before, Object* now, int64_t size) {
  if (before == now) return;
  probe(ProbeKind::kDied, before, now->ob_type.get());
  object_is_born(now, size);
}

}  // namespace innards
