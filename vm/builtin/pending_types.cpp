// Types whose files have not come yet.
#include "builtin/native_type.h"
namespace innards {
#define PENDING(N) void init_##N##_type(TypeObject* t) { t->tp_basicsize = 16; t->tp_flags = kTpDefault | kTpDisallowInstantiation; }



PENDING(Array) PENDING(ArrayIter)
}
