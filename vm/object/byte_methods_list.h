// The bodies of the methods that bytes and bytearray share, by how they take their arguments. For byte_*.cpp only.
#pragma once

#include "object/object.h"

namespace innards {

#define BYTE_FAST(X) X(find) X(rfind) X(index) X(rindex) X(count) X(startswith) X(endswith) X(replace) X(maketrans) X(center) \
  X(ljust) X(rjust) X(strip) X(lstrip) X(rstrip)
#define DECLARE(name) Object* byte_##name(Object* self, Object** args, int64_t nargs);
BYTE_FAST(DECLARE)
#undef DECLARE
#undef BYTE_FAST

#define BYTE_KEYWORD(X) X(translate) X(expandtabs) X(hex) X(decode) X(split) X(rsplit) X(splitlines)
#define DECLARE(name) Object* byte_##name(Object* self, Object** args, int64_t nargs, Object* kwnames);
BYTE_KEYWORD(DECLARE)
#undef DECLARE
#undef BYTE_KEYWORD

#define BYTE_SIMPLE(X) X(removeprefix) X(removesuffix) X(isalpha) X(isalnum) X(isascii) X(isdigit) X(isspace) X(islower) \
  X(isupper) X(istitle) X(lower) X(upper) X(swapcase) X(capitalize) X(title) X(zfill) X(fromhex) X(join) X(partition) X(rpartition)
#define DECLARE(name) Object* byte_##name(Object* self, Object* arg);
BYTE_SIMPLE(DECLARE)
#undef DECLARE
#undef BYTE_SIMPLE

}  // namespace innards
