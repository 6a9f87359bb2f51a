#include "inspect/code_cache.h"

#include <algorithm>
#include <cstddef>

#include "compile/quick_opcodes.h"
#include "inspect/code_forms.h"
#include "object/code.h"

namespace innards::inspect {

namespace {

constexpr size_t kSkip = offsetof(CodeObject, ob_type), kUnits = offsetof(CodeObject, co_code_adaptive) - kSkip;

// What is filled in later (weak references, the co_code cache) or counted does not make it another code object.
void mask(std::string& bytes) {
  for (size_t field : {offsetof(CodeObject, co_weakreflist), offsetof(CodeObject, _co_code), offsetof(CodeObject, _co_linearray)})
    if (field - kSkip + 8 <= bytes.size()) std::fill_n(bytes.begin() + static_cast<long>(field - kSkip), 8, '\0');
}

// Nor does what specialisation does to it.
std::string unspecialised(std::string bytes) {
  if (bytes.size() < kUnits) return bytes;
  std::fill_n(bytes.begin() + static_cast<long>(offsetof(CodeObject, co_warmup) - kSkip), 2, '\0');
  deopt_units(reinterpret_cast<uint8_t*>(bytes.data() + kUnits), static_cast<int64_t>(bytes.size() - kUnits) / 2);
  return bytes;
}

}  // namespace

const CodeRows& CodeCache::get(const Memory& memory, ObjectId id) {
  CodeObject co = memory.read<CodeObject>(id);
  uint64_t units = static_cast<uint64_t>(std::clamp<int64_t>(co.ob_size, 0, 1 << 24));
  std::string now = memory.bytes(id + kSkip, kUnits + units * 2);
  mask(now);
  Entry& entry = entries_[id];
  if (entry.now == now) return entry.rows;
  std::string bytes = unspecialised(now);
  if (entry.bytes != bytes) {
    entry.bytes = std::move(bytes);
    entry.rows = code(memory, id);
    if (fixer_) fixer_->fix(entry.rows);
    entry.rows.edition = ++edition_;
  } else {
    set_forms(entry.rows, now.substr(std::min(kUnits, now.size())), co.co_warmup);
  }
  entry.now = std::move(now);
  return entry.rows;
}

}  // namespace innards::inspect
