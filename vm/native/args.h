// Argument parsing for natives: what Python/getargs.c offers, with its error texts. Stands apart because every room with
// native functions includes it and nothing else of native/.
#pragma once

#include "object/object.h"

namespace innards {

// ---- positional arguments only

// "f expected at least 1 argument, got 0" and kin (_PyArg_CheckPositional).
bool args_check_positional(const char* name, int64_t nargs, int64_t min, int64_t max);
// Spreads a tuple over Object** targets (borrowed references); missing ones keep their values (PyArg_UnpackTuple).
bool args_unpack_tuple(Object* args, const char* name, int64_t min, int64_t max, ...);
bool args_unpack_stack(Object** args, int64_t nargs, const char* name, int64_t min, int64_t max, ...);
// "f() takes no keyword arguments": kwargs is a dict or null / kwnames a tuple or null.
bool args_no_keywords(const char* name, Object* kwargs);
bool args_no_kwnames(const char* name, Object* kwnames);
bool args_no_positional(const char* name, Object* args);
// "f() argument 1 must be str, not int" (_PyArg_BadArgument; display is "argument 1" or "argument 'x'").
void args_bad_argument(const char* name, const char* display, const char* expected, Object* arg);

// ---- positional and keyword arguments, as Argument Clinic's functions take them

struct ArgsParser {
  const char* fname;             // without "()"
  const char* const* keywords;   // names of all parameters, "" for positional-only ones, ended by nullptr
};
// Lays the arguments of a call into buf, in the order of parser.keywords, missing ones null; borrowed. Give either kwargs
// (a dict) or kwnames (a tuple; its values follow the positional ones in args). minpos: required positional, maxpos: how many
// may be given by position, minkw: required keyword-only. buf has room for all parameters. Null with TypeError when wrong.
// (_PyArg_UnpackKeywords)
Object** args_unpack_keywords(Object** args, int64_t nargs, Object* kwargs, Object* kwnames, const ArgsParser* parser,
                              int minpos, int maxpos, int minkw, Object** buf);

// ---- formats (PyArg_ParseTuple): O (Object**), O! (TypeObject*, Object**), U and S (Object**: str, bytes), n and L (int64_t*),
// i and p (int*), d (double*), s and z (const char**), C (int*), | $ : ;
bool args_parse_tuple(Object* args, const char* format, ...);
bool args_parse_stack(Object** args, int64_t nargs, const char* format, ...);
bool args_parse_tuple_and_keywords(Object* args, Object* kwargs, const char* format, const char* const* kwlist, ...);

}  // namespace innards
