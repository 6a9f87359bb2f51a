// The functions behind wrapper_descriptor (int.__add__ and kin): each takes the slot's function by its number and the
// call's arguments. Named in slots.def; nobody else calls them.
#pragma once

#include "object/object.h"

namespace innards {

#define W(name) Object* name(Object* self, Object* args, uint64_t wrapped)
W(wrap_unaryfunc);
W(wrap_binaryfunc);
W(wrap_binaryfunc_l);
W(wrap_binaryfunc_r);
W(wrap_ternaryfunc);
W(wrap_ternaryfunc_r);
W(wrap_inquirypred);
W(wrap_lenfunc);
W(wrap_indexargfunc);
W(wrap_sq_item);
W(wrap_sq_setitem);
W(wrap_sq_delitem);
W(wrap_objobjproc);
W(wrap_objobjargproc);
W(wrap_delitem);
W(wrap_setattr);
W(wrap_delattr);
W(wrap_hashfunc);
W(wrap_del);
W(wrap_richcmp_lt);
W(wrap_richcmp_le);
W(wrap_richcmp_eq);
W(wrap_richcmp_ne);
W(wrap_richcmp_gt);
W(wrap_richcmp_ge);
W(wrap_next);
W(wrap_descr_get);
W(wrap_descr_set);
W(wrap_descr_delete);
#undef W
Object* wrap_call(Object* self, Object* args, uint64_t wrapped, Object* kwds);
Object* wrap_init(Object* self, Object* args, uint64_t wrapped, Object* kwds);

}  // namespace innards
