#include "inspect/form_words.h"

#include <algorithm>

#include "compile/quick_opcodes.h"
#include "inspect/told.h"
#include "run/specialise.h"

namespace innards {

using inspect::Say;
using inspect::told;

namespace {

// The part of a form's name that says which operator it is for; nullptr: of that operator there is no form.
const char* operator_word(int oparg) {
  switch (oparg) {
    case kNbAdd:
    case kNbInplaceAdd: return "_ADD_";
    case kNbSubtract:
    case kNbInplaceSubtract: return "_SUBTRACT_";
    case kNbMultiply:
    case kNbInplaceMultiply: return "_MULTIPLY_";
    default: return nullptr;
  }
}

bool jumps_on_truth(int opcode) {
  return opcode == Opcode::POP_JUMP_FORWARD_IF_FALSE || opcode == Opcode::POP_JUMP_FORWARD_IF_TRUE ||
         opcode == Opcode::POP_JUMP_BACKWARD_IF_FALSE || opcode == Opcode::POP_JUMP_BACKWARD_IF_TRUE;
}

const InstrRow* after(const CodeRows& code, const InstrRow& row) {
  auto it = std::upper_bound(code.instructions.begin(), code.instructions.end(), row.offset, [](int offset, const InstrRow& r) { return offset < r.offset; });
  return it == code.instructions.end() ? nullptr : &*it;
}

}  // namespace

Told warm_up_words(const CodeRows& code) {
  if (code.warmup > 0) return told(Say::FormUnknown);
  return code.warmup < 0 ? told(Say::FormWarmUp, {std::to_string(kWarmUp + code.warmup)}) : told(Say::FormQuickened);
}

Told counter_words(const CodeRows& code, const InstrRow& row) {
  const int counter = row.cache_values.empty() ? 0 : row.cache_values[0];
  switch (quick_info(row.form).role) {
    case QuickRole::Adaptive: {
      const int runs = adaptive_runs_left(static_cast<uint16_t>(counter));
      return runs ? told(Say::FormCounts, {std::to_string(runs)}) : told(Say::FormLooks);
    }
    case QuickRole::Specialised: return told(Say::FormMisses, {std::to_string(counter)});
    default: return told(code.warmup > 0 ? Say::FormNotTold : code.warmup < 0 ? Say::FormAsCompiled : Say::FormNever);
  }
}

std::vector<SpecialisedForm> fitting_forms(const CodeRows& code, const InstrRow& row) {
  std::vector<SpecialisedForm> forms = specialised_forms(row.opcode);
  if (row.opcode == Opcode::BINARY_OP) {
    const char* word = operator_word(row.arg);
    std::erase_if(forms, [word](const SpecialisedForm& f) { return !word || std::string(f.name).find(word) == std::string::npos; });
  }
  const InstrRow* next = after(code, row);
  if (row.opcode == Opcode::COMPARE_OP && !(next && jumps_on_truth(next->opcode))) forms.clear();
  return forms;
}

}  // namespace innards
