#include "inspect/process_rows.h"

namespace innards {

const ProcessKindRow& process_kind_row(ProcessKind kind) {
  static const ProcessKindRow kRows[] = {
#define PROCESS(Name, id, english, chinese, sentence, chinese_sentence) {id, {english, chinese}, {sentence, chinese_sentence}},
#include "inspect/processes.def"
#undef PROCESS
  };
  return kRows[static_cast<int>(kind)];
}

}  // namespace innards
