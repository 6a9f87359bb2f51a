// Told texts: sentences of vm/inspect in both languages, from the one list in walk_texts.def and process_texts.def. They stand apart from ui's
// texts because rows carry them: the text twin of a panel is made of them, too.
#pragma once

#include <initializer_list>
#include <string>

#include "inspect/walk_rows.h"

namespace innards::inspect {

enum class Say {
#define SAY(Name, english, chinese) Name,
#include "inspect/walk_texts.def"
#include "inspect/process_texts.def"
#undef SAY
};

// A text with %1, %2 ... filled in.
std::string filled(const std::string& pattern, std::initializer_list<std::string> parts);
Told filled(const Told& pattern, std::initializer_list<std::string> parts);

// The sentence with %1, %2 ... filled in.
Told told(Say what, std::initializer_list<std::string> parts = {});

}  // namespace innards::inspect
