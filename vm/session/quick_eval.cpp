#include "session/quick_eval.h"

#include <cstring>

#include "compile/compile.h"
#include "compile/opcodes.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/frame.h"

namespace innards {

namespace {

bool is_known(int opcode) {
  switch (opcode) {
    case Opcode::RESUME: case Opcode::LOAD_NAME: case Opcode::LOAD_CONST: case Opcode::RETURN_VALUE: case Opcode::COMPARE_OP:
    case Opcode::IS_OP: case Opcode::CONTAINS_OP: case Opcode::BINARY_OP: case Opcode::BINARY_SUBSCR: case Opcode::LOAD_ATTR:
    case Opcode::UNARY_NOT: case Opcode::UNARY_NEGATIVE: case Opcode::JUMP_IF_FALSE_OR_POP: case Opcode::JUMP_IF_TRUE_OR_POP:
    case Opcode::POP_JUMP_FORWARD_IF_FALSE: case Opcode::POP_JUMP_FORWARD_IF_TRUE: case Opcode::POP_JUMP_FORWARD_IF_NONE:
    case Opcode::POP_JUMP_FORWARD_IF_NOT_NONE: case Opcode::JUMP_FORWARD: case Opcode::SWAP: case Opcode::COPY: case Opcode::POP_TOP:
    case Opcode::PUSH_NULL: case Opcode::PRECALL: case Opcode::CALL: case Opcode::CACHE: case Opcode::NOP: return true;
    default: return false;
  }
}

std::string trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

uint8_t byte_at(const std::string& code, size_t at) { return static_cast<uint8_t>(code[at]); }

}  // namespace

QuickEval::QuickEval(const std::string& expression) : expression_(trimmed(expression)) {
  CompileFlags flags;
  flags.source_is_text = true;
  CompileResult compiled = compile_source(expression_, "<expression>", CompileMode::Eval, flags);
  if (!compiled.ok()) {
    error_ = std::string(syntax_error_type_name(compiled.error.type)) + ": " + compiled.error.msg;
    return;
  }
  unit_ = compiled.unit;
  prepare();
}

void QuickEval::prepare() {
  for (const std::string& name : unit_->names) names_.emplace_back(name);
  for (const CodeConst& c : unit_->consts) consts_.push_back(c.code ? quick_unknown() : quick_constant(c.value));
  possible_ = true;
  for (size_t at = 0; at + 1 < unit_->code.size(); at += 2 + 2 * static_cast<size_t>(opcode_info(byte_at(unit_->code, at)).caches))
    possible_ = possible_ && is_known(byte_at(unit_->code, at));
}

QuickValue QuickEval::value(const InterpreterFrame* frame) {
  if (!possible_ || !frame) return quick_unknown();
  stack_.clear();
  const std::string& code = unit_->code;
  for (size_t at = 0; at + 1 < code.size();) {
    const int opcode = byte_at(code, at), arg = byte_at(code, at + 1);
    if (opcode == Opcode::RETURN_VALUE) return pop();
    size_t next = at + 2 + 2 * static_cast<size_t>(opcode_info(opcode).caches);
    if (!execute(frame, opcode, arg, &next)) return quick_unknown();
    if (!stack_.empty() && stack_.back().kind == QuickValue::Kind::Raises) return stack_.back();
    at = next;
  }
  return quick_unknown();
}

Truth QuickEval::truth(const InterpreterFrame* frame) {
  const QuickValue v = value(frame);
  return v.kind == QuickValue::Kind::Raises ? Truth::False : quick_truth(v);
}

// ---- names

void QuickEval::find_places(const InterpreterFrame* frame) {
  const CodeObject* code = frame->f_code;
  const Object* names = code->co_localsplusnames;
  places_ = {frame->f_code.bits(), code->co_localsplusnames.bits(), std::vector<int>(names_.size(), -1)};
  for (int i = 0; i < code->co_nlocalsplus; ++i)
    for (size_t k = 0; k < names_.size(); ++k)
      if (quick_spells(static_cast<const TupleObject*>(names)->ob_item[i].get(), names_[k].text)) places_.at[k] = i;
}

QuickValue QuickEval::local(const InterpreterFrame* frame, size_t index) {
  if (places_.code != frame->f_code.bits() || places_.names != frame->f_code->co_localsplusnames.bits()) find_places(frame);
  const int at = places_.at[index];
  if (at < 0) return quick_object(nullptr);
  const Object* value = frame->localsplus[at];
  const uint8_t kind = code_local_kind(frame->f_code, at);
  if (value && (kind & (kFastCell | kFastFree)) && cell_check(value)) value = static_cast<const CellObject*>(value)->ob_ref;
  return quick_object(value);
}

QuickValue QuickEval::name(const InterpreterFrame* frame, size_t index) {
  QuickValue found = local(frame, index);
  if (found.kind != QuickValue::Kind::Missing) return found;
  const bool own_namespace = frame->f_locals && !(frame->f_code->co_flags & kCoOptimized);
  const Object* builtins = frame->f_builtins;
  for (const Object* names : {own_namespace ? frame->f_locals.get() : nullptr, frame->f_globals.get()}) {
    if (!names) continue;
    found = quick_find(names, names_[index]);
    if (found.kind != QuickValue::Kind::Missing) return found;
  }
  found = quick_find(builtins, names_[index]);
  if (found.kind == QuickValue::Kind::Missing) return quick_raises();
  if (names_[index].text == "len") found.kind = QuickValue::Kind::Len;
  return found;
}

// ---- instructions

QuickValue QuickEval::pop() {
  if (stack_.empty()) return quick_unknown();
  const QuickValue v = stack_.back();
  stack_.pop_back();
  return v;
}

void QuickEval::binary(QuickValue (*operation)(const QuickValue&, const QuickValue&, int), int arg) {
  const QuickValue b = pop(), a = pop();
  push(operation(a, b, arg));
}

// Only len() of one argument; whatever else is called may do anything.
void QuickEval::call(int arguments) {
  if (arguments != 1 || stack_.size() < 3) return push(quick_unknown());
  const QuickValue argument = pop(), function = pop();
  pop();
  push(function.kind == QuickValue::Kind::Len ? quick_len(argument) : quick_unknown());
}

namespace {
QuickValue contains(const QuickValue& item, const QuickValue& container, int inverted) {
  const QuickValue in = quick_contains(container, item);
  return inverted ? quick_not(in) : in;
}
QuickValue is_same(const QuickValue& a, const QuickValue& b, int inverted) { return inverted ? quick_not(quick_is(a, b)) : quick_is(a, b); }
QuickValue item_of(const QuickValue& container, const QuickValue& index, int) { return quick_item(container, index); }
}  // namespace

// false: it cannot be told where it goes on.
bool QuickEval::execute(const InterpreterFrame* frame, int opcode, int arg, size_t* next) {
  const auto jump_if = [&](Truth truth, Truth wanted) {
    if (truth == wanted) *next += 2 * static_cast<size_t>(arg);
    return truth != Truth::Unknown;
  };
  switch (opcode) {
    case Opcode::RESUME: case Opcode::NOP: case Opcode::PRECALL: return true;
    case Opcode::LOAD_NAME: push(name(frame, static_cast<size_t>(arg))); return true;
    case Opcode::LOAD_CONST: push(consts_[static_cast<size_t>(arg)]); return true;
    case Opcode::PUSH_NULL: push({QuickValue::Kind::Null, 0, 0, {}, 0}); return true;
    case Opcode::POP_TOP: pop(); return true;
    case Opcode::SWAP: std::swap(stack_.back(), stack_[stack_.size() - static_cast<size_t>(arg)]); return true;
    case Opcode::COPY: push(QuickValue(stack_[stack_.size() - static_cast<size_t>(arg)])); return true;
    case Opcode::COMPARE_OP: binary(quick_compare, arg); return true;
    case Opcode::IS_OP: binary(is_same, arg); return true;
    case Opcode::CONTAINS_OP: binary(contains, arg); return true;
    case Opcode::BINARY_OP: binary(quick_binary, arg); return true;
    case Opcode::BINARY_SUBSCR: binary(item_of, 0); return true;
    case Opcode::LOAD_ATTR: push(quick_attribute(pop(), names_[static_cast<size_t>(arg)])); return true;
    case Opcode::UNARY_NOT: push(quick_not(pop())); return true;
    case Opcode::UNARY_NEGATIVE: push(quick_negative(pop())); return true;
    case Opcode::CALL: call(arg); return true;
    case Opcode::JUMP_FORWARD: *next += 2 * static_cast<size_t>(arg); return true;
    case Opcode::POP_JUMP_FORWARD_IF_FALSE: return jump_if(quick_truth(pop()), Truth::False);
    case Opcode::POP_JUMP_FORWARD_IF_TRUE: return jump_if(quick_truth(pop()), Truth::True);
    case Opcode::POP_JUMP_FORWARD_IF_NONE: case Opcode::POP_JUMP_FORWARD_IF_NOT_NONE: {
      const QuickValue v = pop();
      if (!v.decided()) return false;
      return jump_if(v.kind == QuickValue::Kind::None ? Truth::True : Truth::False, opcode == Opcode::POP_JUMP_FORWARD_IF_NONE ? Truth::True : Truth::False);
    }
    case Opcode::JUMP_IF_FALSE_OR_POP: case Opcode::JUMP_IF_TRUE_OR_POP: {
      const Truth wanted = opcode == Opcode::JUMP_IF_TRUE_OR_POP ? Truth::True : Truth::False, truth = quick_truth(stack_.back());
      if (truth != wanted) pop();
      return jump_if(truth, wanted);
    }
    default: return false;
  }
}

}  // namespace innards
