// The kinds of things on the value stack, instruction by instruction.
#include "object/stack_kinds.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/code_flags.h"
#include "compile/quick_opcodes.h"
#include "object/exception_table.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int kBits = 3;
constexpr int kMostEntries = 63 / kBits;
constexpr int64_t kLastThatGrows = int64_t{1} << ((kMostEntries - 1) * kBits);

int64_t entry_at(int64_t stack, int n) { return stack >> (kBits * (n - 1)) & 7; }

int64_t with_entry(int64_t stack, int n, int64_t entry) {
  const int shift = kBits * (n - 1);
  return (stack & ~(int64_t{7} << shift)) | entry << shift;
}

int64_t swapped(int64_t stack, int n) { return with_entry(with_entry(stack, 1, entry_at(stack, n)), n, entry_at(stack, 1)); }

StackPicture push(StackPicture s, StackKind kind, StackType type = StackType::Any) {
  return {stack_kinds_push(s.kinds, kind), s.types << kBits | static_cast<int64_t>(type)};
}

StackPicture pop(StackPicture s, int n = 1) {
  while (n-- > 0) s = {stack_kinds_pop(s.kinds), s.types >> kBits};
  return s;
}

StackPicture swap_top(StackPicture s, int n) {
  return s.kinds < 0 || n > kMostEntries ? s : StackPicture{swapped(s.kinds, n), swapped(s.types, n)};
}

StackPicture copy(StackPicture s, int n) {
  if (s.kinds < 0 || n > kMostEntries) return s;
  return push(s, static_cast<StackKind>(entry_at(s.kinds, n)), static_cast<StackType>(entry_at(s.types, n)));
}

StackType type_of_const(CodeObject* co, int i) {
  if (i >= tuple_size_of(co->co_consts)) return StackType::Any;
  const Object* value = tuple_item_at(co->co_consts, i);
  return value->ob_type == TypeCode ? StackType::Code : value->ob_type == TypeTuple ? StackType::Tuple : StackType::Any;
}

// A comprehension's argument is the iterator of its first loop.
StackType type_of_local(CodeObject* co, int i) {
  if (i != 0 || co->co_nlocalsplus == 0) return StackType::Any;
  return !std::strcmp(str_as_utf8(code_local_name(co, 0)), ".0") ? StackType::Iterator : StackType::Any;
}

// What an instruction pushes that others rely on.
StackType type_pushed(CodeObject* co, int op, int arg) {
  switch (op) {
    case Opcode::BUILD_LIST: return StackType::List;
    case Opcode::BUILD_SET: return StackType::Set;
    case Opcode::BUILD_MAP:
    case Opcode::BUILD_CONST_KEY_MAP: return StackType::Dict;
    case Opcode::BUILD_TUPLE:
    case Opcode::LIST_TO_TUPLE: return StackType::Tuple;
    case Opcode::LOAD_CLOSURE: return StackType::Cell;
    case Opcode::LOAD_CONST: return type_of_const(co, arg);
    case Opcode::LOAD_FAST: return type_of_local(co, arg);
    default: return StackType::Any;
  }
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) found.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

// How many entries on the top are new after an instruction, by its picture in opcodes.def: what stands on both sides of the
// arrow is not. An `n*items` or `[spec]` on the left is as many as the change of depth says.
int entries_made(int op, int delta) {
  const char* picture = opcode_info(op).stack;
  if (!picture) return 0;
  const std::vector<std::string_view> all = words(picture);
  const auto arrow = std::find(all.begin(), all.end(), "->"), end = std::find(all.begin(), all.end(), "|");
  auto left = all.begin(), right = arrow == all.end() ? arrow : arrow + 1;
  while (left != arrow && right != end && *left == *right) ++left, ++right;
  if (right == end) return 0;
  const auto single = [](std::string_view w) { return w[0] != '[' && w.substr(0, 2) != "n*"; };
  const int taken = static_cast<int>(std::count_if(left, arrow, single));
  return std::max(static_cast<int>(end - right), delta + taken);
}

class Marker {
 public:
  explicit Marker(CodeObject* co) : co_(co), count_(code_count(co)), stacks_(static_cast<size_t>(count_) + 1) {
    // A generator is sent None when it starts.
    const bool sent = co->co_flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator);
    stacks_[0] = sent ? push({0, 0}, StackKind::Object) : StackPicture{0, 0};
  }
  std::vector<StackPicture> run() {
    do {
      again_ = false;
      for (int i = 0; i < count_; ++i)
        if (at(i).kinds != kStackUnknown) step(i);
      handlers();
    } while (again_);
    return std::move(stacks_);
  }

 private:
  int opcode_at(int i) const { return opcode_deopt(code_units(co_)[i]); }
  StackPicture& at(int i) { return stacks_[static_cast<size_t>(i)]; }
  int argument(int i) const {
    int first = i;
    while (first > 0 && i - first < 3 && opcode_at(first - 1) == Opcode::EXTENDED_ARG) --first;
    int arg = 0;
    for (; first <= i; ++first) arg = arg << 8 | code_units(co_)[first] >> 8;
    return arg;
  }
  void set(int i, StackPicture stack) {
    if (i >= 0 && i <= count_) at(i) = stack;
  }
  void set_target(int from, int target, StackPicture stack) {
    if (target < 0 || target > count_) return;
    if (target < from && at(target).kinds == kStackUnknown) again_ = true;   // it has been passed in this round
    at(target) = stack;
  }

  // Instructions that jump or end the flow; false for all others.
  bool flow(int i, int op, int arg, StackPicture stack) {
    switch (op) {
      case Opcode::JUMP_IF_FALSE_OR_POP:
      case Opcode::JUMP_IF_TRUE_OR_POP:
        set_target(i, i + 1 + arg, stack);
        set(i + 1, pop(stack));
        return true;
      case Opcode::SEND:
        set_target(i, i + 1 + arg, pop(stack));
        set(i + 1, stack);
        return true;
      case Opcode::FOR_ITER:
        set_target(i, i + 1 + arg, pop(stack));
        set(i + 1, push(stack, StackKind::Object));
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
        set_target(i, i + 1 + arg, pop(stack));
        set(i + 1, pop(stack));
        return true;
      case Opcode::POP_JUMP_BACKWARD_IF_FALSE:
      case Opcode::POP_JUMP_BACKWARD_IF_TRUE:
        set_target(i, i + 1 - arg, pop(stack));
        set(i + 1, pop(stack));
        return true;
      default:
        return false;   // CPython overlooks the jumps of `is None` too: what only they reach cannot be jumped to
    }
  }

  // The stack after an instruction that goes on to the next one.
  StackPicture after(int op, int arg, StackPicture s) {
    switch (op) {
      case Opcode::GET_ITER:
      case Opcode::GET_AITER: return push(pop(s), StackKind::Iterator);
      case Opcode::END_ASYNC_FOR: return pop(s, 2);
      case Opcode::PUSH_EXC_INFO: return push(s, StackKind::Except);
      case Opcode::POP_EXCEPT: return pop(s);
      case Opcode::PUSH_NULL: return push(s, StackKind::Null);
      case Opcode::LOAD_GLOBAL: return push(arg & 1 ? push(s, StackKind::Null) : s, StackKind::Object);
      case Opcode::LOAD_METHOD: return push(push(pop(s), StackKind::Null), StackKind::Object);
      case Opcode::CALL: return push(pop(s, 2), StackKind::Object);   // PRECALL has taken the arguments off
      case Opcode::SWAP: return swap_top(s, arg);
      case Opcode::COPY: return copy(s, arg);
      default: return by_effect(op, arg, s);
    }
  }

  StackPicture by_effect(int op, int arg, StackPicture s) {
    const int delta = opcode_stack_effect(op, arg, 0);
    if (delta == kInvalidStackEffect) return s;
    s = pop(s, -delta);
    for (int i = 0; i < delta; ++i) s = push(s, StackKind::Object);
    if (s.kinds <= 0) return s;
    const int made = std::min(entries_made(op, delta), stack_kinds_depth(s.kinds));
    for (int n = 1; n <= made; ++n) s.types = with_entry(s.types, n, static_cast<int64_t>(type_pushed(co_, op, arg)));
    return s;
  }

  void step(int i) {
    const int op = opcode_at(i), arg = argument(i);
    if (!flow(i, op, arg, at(i))) set(i + 1, after(op, arg, at(i)));
  }

  void handlers() {
    for (ExceptionTableWalk walk(co_); walk.next();) {
      if (walk.start >= count_ || walk.handler.target >= count_) continue;
      StackPicture stack = at(walk.start);
      if (stack.kinds == kStackUnknown || at(walk.handler.target).kinds != kStackUnknown) continue;
      again_ = true;
      stack = pop(stack, stack_kinds_depth(stack.kinds) - walk.handler.level);
      if (walk.handler.lasti) stack = push(stack, StackKind::Lasti);
      at(walk.handler.target) = push(stack, StackKind::Except);
    }
  }

  CodeObject* co_;
  int count_;
  std::vector<StackPicture> stacks_;
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

std::vector<StackPicture> stack_kinds(CodeObject* co) { return Marker(co).run(); }

bool stack_type_fits(const Object* o, StackType type) {
  if (type == StackType::Any) return true;
  if (!o) return false;
  switch (type) {
    case StackType::List: return o->ob_type == TypeList;
    case StackType::Set: return o->ob_type == TypeSet;
    case StackType::Dict: return o->ob_type == TypeDict;
    case StackType::Tuple: return o->ob_type == TypeTuple;
    case StackType::Code: return o->ob_type == TypeCode;
    case StackType::Cell: return o->ob_type == TypeCell;
    default: return o->ob_type->tp_iternext != nullptr;
  }
}

}  // namespace innards
