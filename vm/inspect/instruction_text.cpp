#include "inspect/instruction_text.h"

namespace innards {

namespace {

std::string number(const InstrRow& i) { return i.has_arg ? " " + std::to_string(i.arg) : ""; }
std::string meaning(const InstrRow& i) { return i.arg_text.empty() ? "" : " (" + i.arg_text + ")"; }

}  // namespace

std::string instruction_text(const InstrRow& i) { return i.name + (i.arg_text.empty() ? number(i) : meaning(i)); }
std::string instruction_in_full(const InstrRow& i) { return i.name + number(i) + meaning(i); }

}  // namespace innards
