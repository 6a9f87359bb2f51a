// The methods of str, one file a subject (str_search, str_split, str_case, str_tests, str_codecs, str_layout); str_type.cpp
// collects them into the table. Only those files include this.
#pragma once

#include "native/args.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"

namespace innards {

// A Py_ssize_t argument of a method: uses __index__. False with an error set.
bool ssize_argument(Object* o, int64_t* out);
// The arguments (sub[, start[, end]]) of find and kin.
bool find_limits(const char* name, Object** args, int64_t nargs, int64_t* start, int64_t* end);
int64_t str_count(Object* s, Object* sub, int64_t start, int64_t end, int64_t maxcount);

#define STR_FAST_METHODS(X) X(find) X(rfind) X(index) X(rindex) X(count) X(startswith) X(endswith) X(replace) \
  X(strip) X(lstrip) X(rstrip) X(center) X(ljust) X(rjust) X(maketrans)
#define DECLARE(name) Object* str_method_##name(Object* self, Object** args, int64_t nargs);
STR_FAST_METHODS(DECLARE)
#undef DECLARE
#undef STR_FAST_METHODS

#define STR_KEYWORD_METHODS(X) X(split) X(rsplit) X(splitlines) X(expandtabs) X(encode)
#define DECLARE(name) Object* str_method_##name(Object* self, Object** args, int64_t nargs, Object* kwnames);
STR_KEYWORD_METHODS(DECLARE)
#undef DECLARE
#undef STR_KEYWORD_METHODS

#define STR_SIMPLE_METHODS(X) X(removeprefix) X(removesuffix) X(join) X(partition) X(rpartition) X(zfill) X(translate) \
  X(capitalize) X(casefold) X(title) X(lower) X(upper) X(swapcase) X(isascii) X(islower) X(isupper) X(istitle) X(isspace) \
  X(isdecimal) X(isdigit) X(isnumeric) X(isalpha) X(isalnum) X(isidentifier) X(isprintable) X(format_spec) X(format_map) \
  X(sizeof) X(getnewargs)
#define DECLARE(name) Object* str_method_##name(Object* self, Object* arg);
STR_SIMPLE_METHODS(DECLARE)
#undef DECLARE
#undef STR_SIMPLE_METHODS

// (encoding, errors) of encode and decode.
bool codec_arguments(const char* name, Object** args, int64_t nargs, Object* kwnames, const char** encoding, const char** errors);
Object* str_iter(Object* self);                               // tp_iter
Object* str_method_format(Object* self, Object* args, Object* kwargs);

}  // namespace innards
