// What float.cpp, float_type.cpp and complex.cpp share and nobody else needs.
#pragma once

#include <string>

#include "object/float.h"
#include "object/hash.h"

namespace innards {

void float_fill_number_slots(TypeObject* t);
void float_dealloc(Object* o);
int64_t float_hash(Object* o);
Object* float_richcompare(Object* a, Object* b, int op);
Object* float_exact(Object* o);               // an exact float of a float or subclass instance
// Strips white space and takes the underscores out of a number's text; false where one may not stand.
bool strip_number_text(std::string* text);

}  // namespace innards
