// The kinds of things on the value stack, instruction by instruction.
#include "object/stack_kinds.h"

#include "base/code_flags.h"
#include "compile/opcodes.h"
#include "object/exception_table.h"

namespace innards {

namespace {

constexpr int kBits = 3;
constexpr int kMostEntries = 63 / kBits;
constexpr int64_t kLastThatGrows = int64_t{1} << ((kMostEntries - 1) * kBits);

StackKind peek(int64_t stack, int n) { return static_cast<StackKind>(stack >> (kBits * (n - 1)) & 7); }

int64_t with_entry(int64_t stack, int n, StackKind kind) {
  const int shift = kBits * (n - 1);
  return (stack & ~(int64_t{7} << shift)) | static_cast<int64_t>(kind) << shift;
}

int64_t swap_top(int64_t stack, int n) {
  if (stack < 0 || n > kMostEntries) return stack;
  const StackKind top = stack_kinds_top(stack);
  return with_entry(with_entry(stack, 1, peek(stack, n)), n, top);
}

int64_t pop_many(int64_t stack, int n) {
  while (n-- > 0) stack = stack_kinds_pop(stack);
  return stack;
}

class Marker {
 public:
  explicit Marker(CodeObject* co) : co_(co), count_(code_count(co)), stacks_(static_cast<size_t>(count_) + 1, kStackUnknown) {
    // A generator is sent None when it starts.
    const bool sent = co->co_flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator);
    stacks_[0] = sent ? stack_kinds_push(0, StackKind::Object) : 0;
  }
  std::vector<int64_t> run() {
    do {
      again_ = false;
      for (int i = 0; i < count_; ++i)
        if (stacks_[static_cast<size_t>(i)] != kStackUnknown) step(i);
      handlers();
    } while (again_);
    return std::move(stacks_);
  }

 private:
  int opcode_at(int i) const { return code_units(co_)[i] & 255; }
  int64_t& at(int i) { return stacks_[static_cast<size_t>(i)]; }
  int argument(int i) const {
    int first = i;
    while (first > 0 && i - first < 3 && opcode_at(first - 1) == Opcode::EXTENDED_ARG) --first;
    int arg = 0;
    for (; first <= i; ++first) arg = arg << 8 | code_units(co_)[first] >> 8;
    return arg;
  }
  void set(int i, int64_t stack) {
    if (i >= 0 && i <= count_) at(i) = stack;
  }
  void set_target(int from, int target, int64_t stack) {
    if (target < 0 || target > count_) return;
    if (target < from && at(target) == kStackUnknown) again_ = true;   // it has been passed in this round
    at(target) = stack;
  }

  // Instructions that jump or end the flow; false for all others.
  bool flow(int i, int op, int arg, int64_t stack) {
    switch (op) {
      case Opcode::JUMP_IF_FALSE_OR_POP:
      case Opcode::JUMP_IF_TRUE_OR_POP:
        set_target(i, i + 1 + arg, stack);
        set(i + 1, stack_kinds_pop(stack));
        return true;
      case Opcode::SEND:
        set_target(i, i + 1 + arg, stack_kinds_pop(stack));
        set(i + 1, stack);
        return true;
      case Opcode::FOR_ITER:
        set_target(i, i + 1 + arg, stack_kinds_pop(stack));
        set(i + 1, stack_kinds_push(stack, StackKind::Object));
        return true;
      case Opcode::JUMP_FORWARD:
        set_target(i, i + 1 + arg, stack);
        return true;
      case Opcode::JUMP_BACKWARD:
      case Opcode::JUMP_BACKWARD_NO_INTERRUPT:
        set_target(i, i + 1 - arg, stack);
        return true;
      case Opcode::RETURN_VALUE:
      case Opcode::RAISE_VARARGS:
      case Opcode::RERAISE:
        return true;
      case Opcode::POP_JUMP_FORWARD_IF_FALSE:
      case Opcode::POP_JUMP_FORWARD_IF_TRUE:
        set_target(i, i + 1 + arg, stack_kinds_pop(stack));
        set(i + 1, stack_kinds_pop(stack));
        return true;
      case Opcode::POP_JUMP_BACKWARD_IF_FALSE:
      case Opcode::POP_JUMP_BACKWARD_IF_TRUE:
        set_target(i, i + 1 - arg, stack_kinds_pop(stack));
        set(i + 1, stack_kinds_pop(stack));
        return true;
      default:
        return false;   // CPython overlooks the jumps of `is None` too: what only they reach cannot be jumped to
    }
  }

  // The stack after an instruction that goes on to the next one.
  int64_t after(int op, int arg, int64_t s) {
    auto push = [](int64_t stack, StackKind kind) { return stack_kinds_push(stack, kind); };
    switch (op) {
      case Opcode::GET_ITER:
      case Opcode::GET_AITER: return push(stack_kinds_pop(s), StackKind::Iterator);
      case Opcode::END_ASYNC_FOR: return pop_many(s, 2);
      case Opcode::PUSH_EXC_INFO: return push(s, StackKind::Except);
      case Opcode::POP_EXCEPT: return stack_kinds_pop(s);
      case Opcode::PUSH_NULL: return push(s, StackKind::Null);
      case Opcode::LOAD_GLOBAL: return push(arg & 1 ? push(s, StackKind::Null) : s, StackKind::Object);
      case Opcode::LOAD_METHOD: return push(push(stack_kinds_pop(s), StackKind::Null), StackKind::Object);
      case Opcode::CALL: return push(pop_many(s, 2), StackKind::Object);   // PRECALL has taken the arguments off
      case Opcode::SWAP: return swap_top(s, arg);
      case Opcode::COPY: return s < 0 || arg > kMostEntries ? s : push(s, peek(s, arg));
      default: break;
    }
    int delta = opcode_stack_effect(op, arg, 0);
    if (delta == kInvalidStackEffect) return s;
    s = pop_many(s, -delta);
    for (; delta > 0; --delta) s = push(s, StackKind::Object);
    return s;
  }

  void step(int i) {
    const int op = opcode_at(i), arg = argument(i);
    if (!flow(i, op, arg, at(i))) set(i + 1, after(op, arg, at(i)));
  }

  void handlers() {
    for (ExceptionTableWalk walk(co_); walk.next();) {
      if (walk.start >= count_ || walk.handler.target >= count_) continue;
      int64_t stack = at(walk.start);
      if (stack == kStackUnknown || at(walk.handler.target) != kStackUnknown) continue;
      again_ = true;
      if (stack > 0) stack = pop_many(stack, stack_kinds_depth(stack) - walk.handler.level);
      if (walk.handler.lasti) stack = stack_kinds_push(stack, StackKind::Lasti);
      at(walk.handler.target) = stack_kinds_push(stack, StackKind::Except);
    }
  }

  CodeObject* co_;
  int count_;
  std::vector<int64_t> stacks_;
  bool again_ = false;
};

}  // namespace

int64_t stack_kinds_pop(int64_t stack) { return stack < 0 ? stack : stack >> kBits; }

int64_t stack_kinds_push(int64_t stack, StackKind kind) {
  if (stack < 0) return stack;
  return stack >= kLastThatGrows ? kStackTooDeep : stack << kBits | static_cast<int64_t>(kind);
}

int stack_kinds_depth(int64_t stack) {
  int n = 0;
  for (; stack > 0; stack >>= kBits) ++n;
  return n;
}

std::vector<int64_t> stack_kinds(CodeObject* co) { return Marker(co).run(); }

}  // namespace innards
