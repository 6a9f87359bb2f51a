// QuickEval: an expression looked at over and over on the live machine, by reading alone: names, attributes that are plain
// data, items, numbers, strs, comparisons, len(). It takes well under a microsecond, so it can be asked at every instruction
// of a replay, and in the middle of one. What only running Python code would tell is Unknown: who needs that too evaluates
// on a copy of the machine (evaluate.h), which is a thousand times slower. Where it does answer the answers are the same.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session/quick_value.h"

namespace innards {

struct CodeUnit;
struct InterpreterFrame;

class QuickEval {
 public:
  explicit QuickEval(const std::string& expression);
  // Why it is no expression ("SyntaxError: ..."); empty when it is one.
  const std::string& error() const { return error_; }
  const std::string& expression() const { return expression_; }
  // Whether there is hope at all: false when some part of it always needs Python code.
  bool possible() const { return possible_; }

  // In the frame, which stands before an instruction. The machine is only read.
  QuickValue value(const InterpreterFrame* frame);
  Truth truth(const InterpreterFrame* frame);

 private:
  struct Places {              // of the names, in the variables of the code object seen last; -1: none
    uint64_t code = 0, names = 0;
    std::vector<int> at;
  };
  void prepare();
  QuickValue name(const InterpreterFrame* frame, size_t index);
  QuickValue local(const InterpreterFrame* frame, size_t index);
  void find_places(const InterpreterFrame* frame);
  bool execute(const InterpreterFrame* frame, int opcode, int arg, size_t* next);
  void call(int arguments);
  QuickValue pop();
  void push(const QuickValue& v) { stack_.push_back(v); }
  void binary(QuickValue (*operation)(const QuickValue&, const QuickValue&, int), int arg);

  std::string expression_, error_;
  bool possible_ = false;
  std::shared_ptr<CodeUnit> unit_;
  std::vector<QuickName> names_;
  std::vector<QuickValue> consts_, stack_;
  Places places_;
};

}  // namespace innards
