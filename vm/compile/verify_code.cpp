#include "compile/verify_code.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <deque>

#include "base/code_flags.h"
#include "compile/opcodes.h"
#include "compile/verify_decode.h"

namespace innards {

namespace {

// What an entry of the stack is. Null: surely none; Maybe: an object or none (LOAD_METHOD leaves such).
enum class Sort : uint8_t { Object, Null, Maybe, List, Set, Dict };

Sort joined(Sort a, Sort b) {
  if (a == b) return a;
  const bool none = a == Sort::Null || a == Sort::Maybe || b == Sort::Null || b == Sort::Maybe;
  return none ? Sort::Maybe : Sort::Object;
}

struct State {
  std::vector<Sort> stack;
  std::vector<bool> cells;   // the variables that surely hold a cell
  bool generator = false;    // RETURN_GENERATOR is behind us
};

// No real code comes near these; they bound what a look at it may cost.
constexpr int kMostStack = 1 << 24;
constexpr size_t kMostEntries = size_t{1} << 26;

class Verifier {
 public:
  Verifier(const CodeView& code, CodeFault* fault)
      : c_(code), fault_(fault), d_(decode_code(code)), before_(d_.instrs.size()), seen_(d_.instrs.size()) {}

  bool run() {
    if (!check_whole()) return false;
    State start;
    start.cells.assign(static_cast<size_t>(c_.variables), false);
    if (!flow_to(0, start)) return false;
    while (ok_ && !todo_.empty()) {
      const int i = todo_.front();
      todo_.pop_front();
      visit(i);
    }
    return ok_;
  }

 private:
  // ---- telling

  template <class... A>
  bool fail(const char* format, A... args) {
    if (!ok_) return false;
    ok_ = false;
    fault_->at = now_ ? now_->at * 2 : -1;
    fault_->opcode = now_ ? now_->opcode : -1;
    std::snprintf(fault_->why, sizeof fault_->why, format, args...);
    return false;
  }
  bool fail(const char* why) { return fail("%s", why); }

  // ---- the code as a whole

  bool check_whole() {
    if (c_.units == 0) return fail("there is no instruction");
    if (c_.stacksize < 0 || c_.stacksize > kMostStack) return fail("co_stacksize is %d", c_.stacksize);
    if (d_.table_fault) return fail("the exception table %s", d_.table_fault);
    for (int i = 0; i < c_.variables; ++i) free_ += c_.kinds[i] == kFastFree;
    // The cells of the closure are there before anything can look at the frame.
    const DecodedInstr& first = d_.instrs[0];
    if (free_ && (first.opcode != Opcode::COPY_FREE_VARS || first.oparg != free_))
      return fail("it has free variables and does not begin with COPY_FREE_VARS %d", free_);
    return true;
  }

  // ---- the stack of the state at work

  int depth() const { return static_cast<int>(s_.stack.size()); }
  void push(Sort sort = Sort::Object) {
    if (depth() >= c_.stacksize) fail("makes the stack deeper than co_stacksize, which is %d", c_.stacksize);
    else if (ok_) s_.stack.push_back(sort);
  }
  bool has(int64_t n) { return n <= depth() || fail("needs %lld on a stack of %d", static_cast<long long>(n), depth()); }
  Sort& peek(int64_t n) { return s_.stack[s_.stack.size() - static_cast<size_t>(n)]; }
  bool object_at(int64_t n) {
    if (n < 1) return fail("counts entries from 1");
    if (!has(n)) return false;
    const Sort sort = peek(n);
    return (sort != Sort::Null && sort != Sort::Maybe) || fail("needs an object where NULL is, %lld from the top", static_cast<long long>(n));
  }
  void drop(int64_t n) {
    if (!ok_ || !has(n)) return;
    s_.stack.resize(s_.stack.size() - static_cast<size_t>(n));
    low_ = std::min(low_, depth());
  }
  void take(int64_t n) {   // n objects
    if (!has(n)) return;
    for (int64_t i = n; i > 0 && ok_; --i) object_at(i);
    drop(n);
  }
  void take_and_push(int64_t n, int made = 1) {
    take(n);
    for (int i = 0; i < made && ok_; ++i) push();
  }
  void peek_and_push(int64_t n) {
    for (int64_t i = 1; i <= n && ok_; ++i) object_at(i);
    if (ok_) push();
  }
  bool is_at(int64_t n, Sort sort, const char* what) {
    return object_at(n) && (peek(n) == sort || fail("needs a %s of its own, %lld from the top", what, static_cast<long long>(n)));
  }

  // ---- ways from one instruction to others

  bool flow_to(int unit, const State& s) {
    if (!ok_) return false;
    if (unit == c_.units) return fail("runs off the end of the code");
    if (unit < 0 || unit > c_.units || d_.index[static_cast<size_t>(unit)] < 0) return fail("jumps to where no instruction begins");
    if (unit == 0 && free_ && now_) return fail("jumps to COPY_FREE_VARS, which may only run once");
    const auto i = static_cast<size_t>(d_.index[static_cast<size_t>(unit)]);
    if (!seen_[i]) {
      entries_ += s.stack.size() + s.cells.size() / 8;
      if (entries_ > kMostEntries) return fail("the code is too large to be looked through");
      seen_[i] = true;
      before_[i] = s;
    } else if (!join(before_[i], s, unit)) {
      return ok_;
    }
    todo_.push_back(static_cast<int>(i));
    return true;
  }
  // Whether `into` has changed.
  bool join(State& into, const State& s, int unit) {
    if (into.stack.size() != s.stack.size())
      return fail("comes to offset %d with %d on the stack; on another way there are %d", unit * 2, static_cast<int>(s.stack.size()),
                  static_cast<int>(into.stack.size()));
    if (into.generator != s.generator) return fail("jumps over RETURN_GENERATOR");
    bool changed = false;
    for (size_t k = 0; k < s.stack.size(); ++k) {
      const Sort sort = joined(into.stack[k], s.stack[k]);
      changed |= sort != into.stack[k];
      into.stack[k] = sort;
    }
    for (size_t k = 0; k < s.cells.size(); ++k)
      if (into.cells[k] && !s.cells[k]) into.cells[k] = false, changed = true;
    return changed;
  }
  void jump(int64_t distance) {
    const int64_t to = now_->at + 1 + distance;
    if (to < 0 || to >= c_.units) fail("jumps out of the code");
    else flow_to(static_cast<int>(to), s_);
    // Ctrl+C after a jump back is an error of what stands before its target.
    if (distance < 0 && to > 0) flow_to_handler(static_cast<int>(to) - 1, s_, depth());
  }

  // The way to the handler of a unit, when an error comes there with the stack taken down to `low`.
  void flow_to_handler(int unit, const State& s, int low) {
    const auto after = std::upper_bound(d_.handlers.begin(), d_.handlers.end(), unit, [](int u, const DecodedHandler& h) { return u < h.end; });
    if (!ok_ || after == d_.handlers.end() || after->start > unit) return;
    const DecodedHandler& h = *after;
    if (h.level > low) {
      fail("leaves %d on the stack when it fails, and its handler wants %d", low, h.level);
      return;
    }
    State there = s;
    there.stack.resize(static_cast<size_t>(h.level));
    for (int i = 0; i < 1 + h.lasti; ++i) there.stack.push_back(Sort::Object);
    if (static_cast<int>(there.stack.size()) > c_.stacksize) fail("its handler needs a stack deeper than co_stacksize, which is %d", c_.stacksize);
    else flow_to(h.target, there);
  }

  // ---- one instruction

  void visit(int i) {
    now_ = &d_.instrs[static_cast<size_t>(i)];
    if (now_->fault) {
      fail(now_->fault);
      return;
    }
    const State before = before_[static_cast<size_t>(i)];
    s_ = before;
    low_ = depth();
    const bool goes_on = execute(now_->opcode, now_->oparg);
    if (!ok_) return;
    for (int unit = now_->start; unit < now_->end; ++unit) flow_to_handler(unit, before, low_);
    if (goes_on) flow_to(now_->end, s_);
  }

  bool name(int64_t i) { return i < c_.names || fail("asks for name %lld of %d", static_cast<long long>(i), c_.names); }
  bool constant(int64_t i) { return i < c_.consts || fail("asks for constant %lld of %d", static_cast<long long>(i), c_.consts); }
  bool variable(int64_t i) { return i < c_.variables || fail("asks for variable %lld of %d", static_cast<long long>(i), c_.variables); }
  bool below(int64_t arg, int64_t limit) { return arg < limit || fail("has argument %lld; the largest is %lld", static_cast<long long>(arg), static_cast<long long>(limit - 1)); }
  bool plain_local(int64_t i) {
    return variable(i) && (c_.kinds[i] == kFastLocal || fail("would overwrite the cell of variable %lld", static_cast<long long>(i)));
  }
  bool cell(int64_t i) {
    return variable(i) && (c_.kinds[i] == kFastFree || s_.cells[static_cast<size_t>(i)] || fail("needs a cell in variable %lld", static_cast<long long>(i)));
  }

  // Whether what an argument counts is there.
  bool check_argument(int op, int64_t arg) {
    switch (opcode_info(op).kind) {
      case ArgKind::Const: return constant(arg);
      case ArgKind::Name: return name(op == Opcode::LOAD_GLOBAL ? arg >> 1 : arg);
      case ArgKind::Local: return op == Opcode::LOAD_FAST ? variable(arg) : plain_local(arg);
      case ArgKind::Free:
        if (op == Opcode::MAKE_CELL || op == Opcode::LOAD_CLOSURE) return variable(arg);
        return cell(arg);
      case ArgKind::Compare: return below(arg, 6);
      default: return true;
    }
  }

  // The effect on the state. false: the next instruction is not reached from here.
  bool execute(int op, int64_t arg) {
    using namespace Opcode;
    if (!check_argument(op, arg)) return false;
    switch (op) {
      case NOP: case RESUME: case DELETE_NAME: case DELETE_GLOBAL: case DELETE_FAST: case DELETE_DEREF: case SETUP_ANNOTATIONS:
        return true;
      case LOAD_CONST: case LOAD_NAME: case LOAD_FAST: case LOAD_CLOSURE: case LOAD_DEREF: case LOAD_CLASSDEREF:
      case LOAD_BUILD_CLASS: case LOAD_ASSERTION_ERROR:
        push();
        return true;
      case LOAD_GLOBAL:
        if (arg & 1) push(Sort::Null);
        push();
        return true;
      case PUSH_NULL: push(Sort::Null); return true;
      case POP_TOP: case STORE_NAME: case STORE_GLOBAL: case STORE_FAST: case STORE_DEREF: case PRINT_EXPR: case IMPORT_STAR:
      case DELETE_ATTR: case POP_EXCEPT:
        take(1);
        return true;
      case DELETE_SUBSCR: case STORE_ATTR: case END_ASYNC_FOR: take(2); return true;
      case STORE_SUBSCR: take(3); return true;
      case UNARY_POSITIVE: case UNARY_NEGATIVE: case UNARY_NOT: case UNARY_INVERT: case GET_ITER: case GET_YIELD_FROM_ITER:
      case GET_AWAITABLE: case GET_AITER: case LOAD_ATTR: case ASYNC_GEN_WRAP:
        take_and_push(1);
        return true;
      case BINARY_OP: below(arg, 26); take_and_push(2); return true;
      case BINARY_SUBSCR: case COMPARE_OP: case IS_OP: case CONTAINS_OP: case IMPORT_NAME: take_and_push(2); return true;
      case MATCH_CLASS: take_and_push(3); return true;
      case BEFORE_WITH: case BEFORE_ASYNC_WITH: take_and_push(1, 2); return true;
      case CHECK_EG_MATCH: take_and_push(2, 2); return true;
      case GET_LEN: case MATCH_MAPPING: case MATCH_SEQUENCE: case IMPORT_FROM: case GET_ANEXT:
      case PUSH_EXC_INFO:   // leaves the exception where it is when that is none
        peek_and_push(1);
        return true;
      case MATCH_KEYS: peek_and_push(2); return true;
      case CHECK_EXC_MATCH:
        take(1);
        peek_and_push(1);
        return true;
      case WITH_EXCEPT_START:
        object_at(4);
        peek_and_push(1);
        return true;
      case BUILD_TUPLE: case BUILD_STRING: take_and_push(arg); return true;
      case BUILD_LIST: make(arg, Sort::List); return true;
      case BUILD_SET: make(arg, Sort::Set); return true;
      case BUILD_MAP: make(2 * arg, Sort::Dict); return true;
      case BUILD_CONST_KEY_MAP: make(arg + 1, Sort::Dict); return true;
      case BUILD_SLICE:
        if (arg != 2 && arg != 3) fail("has argument %lld; it takes 2 or 3", static_cast<long long>(arg));
        take_and_push(arg);
        return true;
      case FORMAT_VALUE: below(arg, 8); take_and_push(arg & 4 ? 2 : 1); return true;
      case MAKE_FUNCTION: below(arg, 16); take_and_push(1 + __builtin_popcountll(static_cast<unsigned long long>(arg))); return true;
      case UNPACK_SEQUENCE: unpack(arg); return true;
      case UNPACK_EX: unpack(1 + (arg & 255) + (arg >> 8)); return true;
      case LIST_TO_TUPLE:
        if (is_at(1, Sort::List, "list")) take_and_push(1);
        return true;
      case LIST_APPEND: case LIST_EXTEND: add(1, arg, Sort::List, "list"); return true;
      case SET_ADD: case SET_UPDATE: add(1, arg, Sort::Set, "set"); return true;
      case MAP_ADD: add(2, arg, Sort::Dict, "dict"); return true;
      case DICT_UPDATE: add(1, arg, Sort::Dict, "dict"); return true;
      case DICT_MERGE:
        add(1, arg, Sort::Dict, "dict");
        object_at(arg + 2);   // the function, for the error's text
        return true;
      case PREP_RERAISE_STAR:
        if (is_at(1, Sort::List, "list")) take_and_push(2);
        return true;
      default: return move_or_call(op, arg);
    }
  }

  void make(int64_t n, Sort sort) {
    take(n);
    if (ok_) push(sort);
  }
  void add(int n, int64_t to, Sort sort, const char* what) {
    take(n);
    if (ok_) is_at(to, sort, what);
  }
  void unpack(int64_t n) {
    take(1);
    if (n > c_.stacksize) fail("makes the stack deeper than co_stacksize, which is %d", c_.stacksize);
    for (int64_t i = 0; i < n && ok_; ++i) push();
  }

  bool move_or_call(int op, int64_t arg) {
    using namespace Opcode;
    switch (op) {
      case COPY:
        if (object_at(arg)) push(Sort(peek(arg)));
        return true;
      case SWAP:
        if (arg < 1) fail("counts entries from 1");
        else if (has(arg)) std::swap(peek(1), peek(arg));
        return true;
      case LOAD_METHOD:
        take(1);
        push(Sort::Maybe);
        push();
        return true;
      case KW_NAMES: keyword_names(arg); return true;
      case PRECALL:
        callable(arg);
        if (ok_ && peek(arg + 2) == Sort::Null) peek(arg + 2) = Sort::Maybe;   // a bound method is taken apart
        return true;
      case CALL:
        callable(arg);
        drop(arg + 2);
        push();
        return true;
      case CALL_FUNCTION_EX:
        take(2 + (arg & 1));
        if (ok_ && has(1) && peek(1) != Sort::Null) fail("needs the NULL of PUSH_NULL below the function");
        drop(1);
        push();
        return true;
      case RERAISE:
        take(1);
        if (arg) object_at(arg);
        return false;
      case RAISE_VARARGS: below(arg, 3); take(arg); return false;
      case RETURN_VALUE: take(1); return false;
      case COPY_FREE_VARS: copy_free_vars(arg); return true;
      case MAKE_CELL: make_cell(arg); return true;
      case RETURN_GENERATOR: make_generator(); return true;
      case YIELD_VALUE: yield_value(); return true;
      default: return jump_op(op, arg);
    }
  }

  void callable(int64_t args) {
    if (!has(args + 2)) return;
    for (int64_t i = 1; i <= args + 1 && ok_; ++i) object_at(i);
  }
  // The names wait in the loop itself, so the call has to follow.
  void keyword_names(int64_t constant) {
    const int n = c_.keyword_names(c_.owner, static_cast<int>(constant));
    if (n < 0) {
      fail("needs a constant that is a tuple of str");
      return;
    }
    const DecodedInstr* precall = now_ + 1;
    const DecodedInstr* end = d_.instrs.data() + d_.instrs.size();
    if (precall + 1 >= end || precall->opcode != Opcode::PRECALL || precall[1].opcode != Opcode::CALL) fail("has no PRECALL and CALL behind it");
    else if (n > precall[1].oparg) fail("names %d arguments of a call that has %lld", n, static_cast<long long>(precall[1].oparg));
  }

  bool jump_op(int op, int64_t arg) {
    using namespace Opcode;
    const int64_t distance = opcode_info(op).kind == ArgKind::Backward ? -arg : arg;
    switch (op) {
      case JUMP_FORWARD: case JUMP_BACKWARD: case JUMP_BACKWARD_NO_INTERRUPT: jump(distance); return false;
      case JUMP_IF_FALSE_OR_POP: case JUMP_IF_TRUE_OR_POP:
        if (object_at(1)) jump(distance);
        if (ok_) s_.stack.pop_back();
        return true;
      case FOR_ITER:
        if (!object_at(1)) return false;
        return fork_loop(distance);
      case SEND:
        take(1);
        if (object_at(1)) jump_with_result(distance);
        push();
        return true;
      default:   // POP_JUMP_...
        if (!opcode_info(op).jump) return fail("is not known to the verifier");
        take(1);
        if (ok_) jump(distance);
        return true;
    }
  }
  bool fork_loop(int64_t distance) {
    const Sort iterator = peek(1);
    s_.stack.pop_back();
    jump(distance);
    s_.stack.push_back(iterator);
    push();
    return true;
  }
  void jump_with_result(int64_t distance) {
    const Sort receiver = peek(1);
    peek(1) = Sort::Object;
    jump(distance);
    peek(1) = receiver;
  }

  // ---- what may only stand at the beginning

  bool only_prologue_before() const {
    for (const DecodedInstr* i = d_.instrs.data(); i < now_; ++i)
      if (i->opcode != Opcode::COPY_FREE_VARS && i->opcode != Opcode::MAKE_CELL && i->opcode != Opcode::NOP) return false;
    return true;
  }
  void copy_free_vars(int64_t n) {
    if (now_->start != 0 || n != free_) fail("may only be the first instruction, with argument %d", free_);
  }
  void make_cell(int64_t i) {
    if (!(c_.kinds[i] & kFastCell)) fail("makes a cell of variable %lld, which is none of co_cellvars", static_cast<long long>(i));
    else s_.cells[static_cast<size_t>(i)] = true;
  }
  void make_generator() {
    if (!only_prologue_before()) fail("may only stand at the beginning");
    else if (s_.generator) fail("is reached a second time");
    s_.generator = true;
    push();   // what is sent first
  }

  // ---- delegation: who closes or throws into a suspended generator looks for SEND's loop around the YIELD_VALUE

  void yield_value() {
    if (!s_.generator) fail("is not in a generator: RETURN_GENERATOR is missing");
    take(1);
    if (ok_ && next_unit_is_delegating()) delegate();
    push();
  }
  int unit_at(int unit) const { return unit >= 0 && unit < c_.units ? c_.code[2 * unit] | c_.code[2 * unit + 1] << 8 : -1; }
  bool next_unit_is_delegating() const {
    const int next = unit_at(now_->end);
    return next >= 0 && (next & 255) == Opcode::RESUME && next >> 8 >= 2;
  }
  void delegate() {
    const int at = now_->at;
    if (unit_at(at - 1) != (Opcode::SEND | 3 << 8) || unit_at(at + 2) != (Opcode::JUMP_BACKWARD_NO_INTERRUPT | 4 << 8)) {
      fail("is followed by RESUME 2 or 3, but is not in the loop of SEND that `yield from` and `await` make");
      return;
    }
    if (!object_at(1)) return;
    const State here = s_;
    s_.stack.pop_back();   // what was delegated to is gone
    flow_to_handler(at + 2, s_, depth());
    s_.stack.push_back(Sort::Object);
    flow_to(at + 3, s_);
    s_ = here;
  }

  const CodeView& c_;
  CodeFault* fault_;
  const DecodedCode d_;
  std::vector<State> before_;        // of each instruction that was reached
  std::vector<bool> seen_;
  std::deque<int> todo_;
  size_t entries_ = 0;
  bool ok_ = true;
  int free_ = 0;
  const DecodedInstr* now_ = nullptr;
  State s_;
  int low_ = 0;                      // how far the instruction has taken the stack down
};

}  // namespace

bool verify_code(const CodeView& code, CodeFault* fault) { return Verifier(code, fault).run(); }

}  // namespace innards
