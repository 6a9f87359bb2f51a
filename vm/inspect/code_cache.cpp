#include "inspect/code_cache.h"

#include <algorithm>
#include <cstddef>

#include "object/code.h"

namespace innards::inspect {

const CodeRows& CodeCache::get(const Memory& memory, ObjectId id) {
  CodeObject co = memory.read<CodeObject>(id);
  uint64_t units = static_cast<uint64_t>(std::clamp<int64_t>(co.ob_size, 0, 1 << 24));
  constexpr uint64_t kSkip = offsetof(CodeObject, ob_type);
  std::string bytes = memory.bytes(id + kSkip, offsetof(CodeObject, co_code_adaptive) - kSkip + units * 2);
  // What is filled in later (weak references, the co_code cache) does not make it another code object.
  for (size_t field : {offsetof(CodeObject, co_weakreflist), offsetof(CodeObject, _co_code), offsetof(CodeObject, _co_linearray)})
    if (field - kSkip + 8 <= bytes.size()) std::fill_n(bytes.begin() + static_cast<long>(field - kSkip), 8, '\0');
  Entry& entry = entries_[id];
  if (entry.bytes != bytes) {
    entry.bytes = std::move(bytes);
    entry.rows = code(memory, id);
    if (fixer_) fixer_->fix(entry.rows);
    entry.rows.edition = ++edition_;
  }
  return entry.rows;
}

}  // namespace innards::inspect
