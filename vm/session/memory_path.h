// Inspect paths into one object's memory: its fields, its hash table, the slots of its type, its block. They stand apart
// from path.h's because they are answered by what only panels about one object ask of a View. Nothing here looks at the
// machine.
//
//   object(X).field(NAME)          a field of the object under the name that the panel Bytes shows: ob_size, allocated ...
//   object(X).block                how many bytes its block of memory has
//   dict(X) | dict(X).size .kind .used .usable .entries   the hash table of a dict, set, instance or class; how many slots,
//                                  which keys it is made for, items, entries still free, rows of the table of entries
//     .slot(I)                     what stands in a slot: the number of an entry, empty or dummy
//     .slot_of(KEY)                the slot that leads to a key; the key as the panel shows it
//   object(X).form(OFFSET)         of a function or code object: the form of the instruction there, as it stands now
//   object(X).counter(OFFSET)      its counter: misses left of a specialised form, runs until an adaptive one looks
//   object(X).runs                 how many of the eight runs before quickening it has made; 8: it is quickened
//   lookup                         which place answers the name that the instruction about to run looks for: instance,
//                                  class, descriptor, hook, local, global, builtin, or error
//   type(X) | type(X).slot(NAME)   the type of X, or X where that is a type; the class that filled a slot, or empty
#pragma once

#include <string_view>

#include "session/path.h"

namespace innards {

// Whether `rest` (what follows object(X)) is .field(NAME), .block, .form(OFFSET), .counter(OFFSET) or .runs.
bool is_memory_path(std::string_view rest);
PathValue evaluate_memory_path(View& view, ObjectId id, std::string_view rest);

// What `rest` (.size, .slot(3) ...) says of the hash table of an object, or of its type.
PathValue evaluate_dict_path(View& view, ObjectId id, std::string_view rest);
PathValue evaluate_type_path(View& view, ObjectId id, std::string_view rest);

PathValue evaluate_lookup_path(View& view);

}  // namespace innards
