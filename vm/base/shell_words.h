// Words as a shell splits them: blanks divide, '...' keeps everything, "..." keeps all but a backslash before \ " $ ` and a
// new line, and outside quotes a backslash keeps the character after it. Apart because it is only text: it expands nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace innards {

// False when a quote is not closed; `at` is then where it stands, in bytes.
bool split_words(std::string_view text, std::vector<std::string>& words, size_t& at);

// One line that splits into these words.
std::string join_words(const std::vector<std::string>& words);

}  // namespace innards
