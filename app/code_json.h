// Scopes and code objects as JSON, in the format that the oracle scripts compare. Stands apart from cmd_compile.cpp so
// that other commands can write code objects too.
#pragma once

#include <string>

#include "compile/compile.h"

namespace innards::app {

// All co_ fields, nested code in co_consts.
std::string code_json(const CodeUnit& unit);
// One scope and its children, as the symtable module tells them.
std::string scope_json(const ScopeRow& scope);

}  // namespace innards::app
