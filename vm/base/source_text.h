// Source bytes -> UTF-8 text: byte order mark, coding line, line ends.
// It stands apart from the tokenizer because the tokenize module and tracebacks read sources by the same rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace innards {

struct SourceText {
  std::string text;      // UTF-8 (bytes that are not valid stay, where no coding line asked for a check); lines end in \n
  std::string encoding;  // "" where neither a mark nor a coding line named one; the one that was refused
  std::string error;     // not empty: refused, and why
  int32_t error_line = 0;  // where it was met, if CPython names a line: the text then holds what was read up to there
};

// How compile() reads bytes: mark, coding line in the first two lines, decoding, universal newlines; `add_newline` adds
// one at the end if there is none (CPython: decode_str, translate_newlines).
SourceText decode_source(std::string_view bytes, bool add_newline);
// How the interpreter reads a program's file: stricter about bytes that are not UTF-8, with other words for encodings that it does
// not know, and with a decoder that gets the file block by block, which shows in the places that its errors name (CPython:
// fp_setreadl). `filename` is named in the error.
SourceText decode_file(std::string_view bytes, std::string_view filename);
// How compile() reads a str.
SourceText decode_text(std::string_view utf8, bool add_newline);

// A line of a text, with its newline; empty behind the last one.
std::string_view line_of_text(std::string_view text, int32_t lineno);

// How tracebacks read a file's lines: as a text file of the encoding it declares (CPython: _Py_DisplaySourceLine). The tokenizer
// looks for line ends before it decodes, this reader afterwards.
SourceText decode_text_file(std::string_view bytes);

// The encoding named by a coding comment in `line`, normalised as CPython does ("utf-8", "iso-8859-1"), or "".
std::string find_coding(std::string_view line);
// True where only blanks and a comment stand in `line`: the coding line may then be the next one.
bool line_is_blank_or_comment(std::string_view line);
// Decodes bytes in one of the encodings of base/charsets.h to UTF-8. False with a sentence in *error where the encoding is unknown or
// the bytes do not fit.
bool decode_bytes(std::string_view bytes, std::string_view encoding, std::string* utf8, std::string* error);

// Number of characters in `bytes`, where bytes that are not UTF-8 count as the replacement characters that decoding
// with "replace" would make of them.
int32_t count_characters(std::string_view bytes);
// `bytes` with such replacement characters.
std::string replace_invalid_utf8(std::string_view bytes);
// The reason why bytes are not UTF-8, as UnicodeDecodeError words it; "" where they are.
std::string utf8_error(std::string_view bytes);

}  // namespace innards
