// How an object reads in one line: like its repr(), but without running anything. It stands apart from reader.cpp because
// every kind of object has its own text. Only Reader::text includes it.
#pragma once

#include <string>

#include "inspect/reader.h"

namespace innards::inspect {

// Adds the text of an object to *out, until it is about `limit` characters long.
void describe_object(Reader& reader, ObjectId id, int limit, std::string* out);

}  // namespace innards::inspect
