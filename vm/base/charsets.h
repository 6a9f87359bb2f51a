// The encodings that a coding line may name, as python3.11's codecs know them: names, aliases, decoding.
// It stands apart from reading sources because it is the one place with tables, which python3.11 makes when Innards is built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace innards {

struct Charset;

// The encoding of that name or alias (CPython: encodings.search_function), or null where python3.11 has none of it.
const Charset* find_charset(std::string_view name);

// False for codecs that do not make text of bytes (hex, rot13).
bool charset_makes_text(const Charset* charset);
// False for the few whose decoding is not built in (tests/differences/source_encodings.md).
bool charset_is_built_in(const Charset* charset);

struct Decoded {
  std::string utf8;    // up to the error
  size_t used = 0;     // bytes; without `final` an incomplete character at the end is left
  std::string error;   // not empty: what UnicodeDecodeError says; positions count from the beginning of `bytes`
};

// Decodes text in a built-in encoding. `final`: nothing follows.
Decoded charset_decode(const Charset* charset, std::string_view bytes, bool final = true);

}  // namespace innards
