// What the int_*.cpp, float and complex sources share and nobody else needs.
#pragma once

#include <string>

#include "object/int.h"

namespace innards {

// The slots of int, for bool (which inherits them) and for the compiler of fast paths.
void int_fill_number_slots(TypeObject* t);
// int(o) for ints and their subclasses: an exact int.
Object* int_exact(Object* o);
// A str with every Unicode decimal digit as ASCII digit, every space as ' ', and '?' for what else is not ASCII
// (_PyUnicode_TransformDecimalAndSpaceToASCII).
std::string str_decimals_to_ascii(Object* s);
// float's nb_power, which int uses for negative exponents.
Object* float_power(Object* a, Object* b, Object* mod);

}  // namespace innards
