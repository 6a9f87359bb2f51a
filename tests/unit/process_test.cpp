// Walks through what a step does, against the machine itself and against what CPython 3.11 is known to do: the exception
// table that dis prints, the sizes that lists grow to, what gc.collect() says.
#include <gtest/gtest.h>

#include <algorithm>

#include "example_programs.h"
#include "recorded.h"

using namespace innards;

namespace {

constexpr uint64_t kMostSteps = 1500;   // of each example

bool does(Session& session, ProcessKind kind) {
  const std::vector<ProcessKind> kinds = session.processes();
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// Goes to the n-th step that does it.
ProcessRows find(Session& session, ProcessKind kind, int nth = 1) {
  for (uint64_t step = 0; step < session.last_step(); ++step) {
    session.seek(step);
    if (does(session, kind) && --nth == 0) return session.process(kind, 0);
  }
  ADD_FAILURE() << "no step does it";
  return {};
}

std::string words(const ProcessRows& w) {
  std::string out = w.title.english + "\n";
  for (const ProcessState& s : w.states) out += s.text.english + "\n";
  return out;
}

// The texts come in this order.
void expect_in_order(const ProcessRows& w, std::initializer_list<const char*> texts) {
  const std::string all = words(w);
  size_t at = 0;
  for (const char* text : texts) {
    at = all.find(text, at);
    ASSERT_NE(at, std::string::npos) << "missing, or not in its place: " << text << "\n" << all;
  }
}

const ProcessLane* lane(const ProcessState& s, const std::string& begins) {
  for (const ProcessLane& l : s.lanes)
    if (l.name.english.rfind(begins, 0) == 0) return &l;
  return nullptr;
}

std::string cells(const ProcessLane& l) {
  std::string out;
  for (const ProcessCell& c : l.cells) {
    if (c.change == Change::Gone) continue;
    out += (out.empty() ? "" : " ") + c.label + "=" + (c.value.id ? c.value.text : c.text) + (c.note.empty() ? "" : "(" + c.note + ")");
  }
  return out;
}

constexpr const char* kCaught =
    "def inner(x):\n    return 10 // x\ndef outer(items):\n    total = 0\n    for i in items:\n        try:\n            total += inner(i)\n"
    "        except ZeroDivisionError as e:\n            total -= 1\n    return total\nprint(outer([1, 0]))\n";

}  // namespace

// python3.11 -m dis: ExceptionTable: 16 to 50 -> 54 [1], and CALL at 36.
TEST(Processes, AnExceptionGoesFromFrameToFrameUntilATableHasAnEntry) {
  auto session = recorded(kCaught);
  const ProcessRows w = find(*session, ProcessKind::Unwinding);
  expect_in_order(w, {"is raised in inner, line 2, by offset 6: BINARY_OP 2 (//)", "the exception table of inner is empty", "the frame of inner is left; what its variables hold (1)",
                      "outer, line 7: what offset 36 (CALL 1) called has failed", "has an entry for offset 36: 16 to 50 -> 54, depth 1", "cut from depth 2 to 1", "pop 10",
                      "push the exception: ZeroDivisionError(", "jump to offset 54 (PUSH_EXC_INFO): handled in outer, line 8"});
  EXPECT_TRUE(w.from_step);
  session->seek(session->cursor() + 1);
  EXPECT_TRUE(session->process(ProcessKind::kCount, 0).just_ran);
}

// In the handler of the first: 54 to 72 -> 104 [2] lasti.
TEST(Processes, AnEntryWithLastiPushesThePlaceOfTheException) {
  auto session = recorded("def f():\n    try:\n        1 // 0\n    except KeyError:\n        pass\ntry:\n    f()\nexcept ZeroDivisionError:\n    pass\n");
  const ProcessRows w = find(*session, ProcessKind::Unwinding, 2);
  expect_in_order(w, {"goes on its way from f, line 4", "RERAISE 0", ", lasti", "push lasti: ", "push the exception", "jump to offset"});
  for (const ProcessState& s : w.states) {
    if (s.text.english.rfind("push lasti", 0) != 0) continue;
    const ProcessLane* l = lane(s, "f, ");
    ASSERT_TRUE(l);
    const std::string unit = l->cells.back().text;
    session->seek(session->cursor() + 1);
    const std::vector<StackRow>& stack = session->moment().frames.back().stack;
    ASSERT_GE(stack.size(), 2u);
    EXPECT_EQ(stack[stack.size() - 2].value.text, unit);
  }
}

TEST(Processes, WhatNobodyHandlesLeavesTheLastFrame) {
  auto session = recorded("def f():\n    a = [1]\n    return [a, 2, zork]\nf()\n");
  expect_in_order(find(*session, ProcessKind::Unwinding), {"is raised in f, line 3", "the exception table of f is empty", "pop 2", "pop [1]", "the frame of f is left", "<module>, line 4",
                                                           "the frame of <module> is left", "no frame is left: NameError"});
}

TEST(Processes, ANativeFunctionMayAnswerTheException) {
  auto session = recorded("class A:\n    def __getattr__(self, name):\n        raise AttributeError(name)\nprint(hasattr(A(), 'x'))\n");
  const ProcessRows w = find(*session, ProcessKind::Unwinding);
  expect_in_order(w, {"AttributeError('x') is raised in A.__getattr__", "the frame of A.__getattr__ is left", "<module> had called native code"});
  EXPECT_EQ(w.states.back().end, WalkEnd::Answers);
}

// ---- lists

// The sizes that CPython's lists grow to when items are appended one by one.
TEST(Processes, AListGrowsAsCPythonsListsDo) {
  auto session = recorded("a = []\nfor i in range(40):\n    a.append(i)\n");
  std::vector<std::string> sizes;
  ObjectId a = 0;
  for (uint64_t step = 0; step < session->last_step(); ++step) {
    session->seek(step);
    if (!does(*session, ProcessKind::List)) continue;
    const ProcessRows w = session->process(ProcessKind::List, 0);
    if (!a) a = w.states[0].object;
    if (w.states[0].object != a) continue;   // of the program's end
    const std::string last = w.states.back().lanes[0].cells[1].text;
    if (sizes.empty() || sizes.back() != last) sizes.push_back(last);
    const bool grows = words(w).find("nothing is allocated") == std::string::npos;
    EXPECT_EQ(grows, words(w).find("= " + last + " places") != std::string::npos) << words(w);
  }
  EXPECT_EQ(sizes, (std::vector<std::string>{"4", "8", "16", "24", "32", "40"}));
}

TEST(Processes, ExtendInsertAndPopAreToldAsTheyAre) {
  auto session = recorded("a = [1, 2, 3]\na.insert(1, 9)\na.extend((5, 6))\na.pop(0)\nb = []\nb.extend([1, 2, 3])\na.extend(range(30))\n");
  // The display itself: the first items of a list, all at once.
  expect_in_order(find(*session, ProcessKind::List, 1), {"the list is empty and has no block", "no spare room, (3 + 1) & ~1 = 4 places", "32 bytes are allocated", "items 0 to 2 are set"});
  expect_in_order(find(*session, ProcessKind::List, 2), {"the list holds 3 items in 4 places", "4 places are needed and 4 are there: nothing is allocated", "items from 1 on go 1 up", "item 1 is set to 9; the size is now 4"});
  expect_in_order(find(*session, ProcessKind::List, 3), {"6 places are needed, only 4 are there", "(6 + (6 >> 3) + 6) & ~3 = (6 + 0 + 6) & ~3 = 12 places", "realloc to 96 bytes", "items 4 to 5 are set; the size is now 6"});
  expect_in_order(find(*session, ProcessKind::List, 4), {"a list gets shorter", "5 places are needed; 12 are more than twice as many", "= 8 places", "the size is now 5"});
  expect_in_order(find(*session, ProcessKind::List, 6), {"the list is empty and has no block", "= 4 places"});
  expect_in_order(find(*session, ProcessKind::List, 7), {"would leave less room than the 30 items that come: (35 + 3) & ~3 = 36 places", "only room for the items that are expected; the size stays 5"});
}

TEST(Processes, ASelectedListSaysWhatAnAppendWouldFind) {
  auto session = recorded("a = [1, 2]\nb = 1\n");
  go(*session, "line 2");
  const ObjectId a = session->moment().frames.back().locals[0].value.id;
  expect_in_order(session->process(ProcessKind::kCount, a), {"the list holds 2 items in 2 places", "an append would need 3 places and make (3 + (3 >> 3) + 6) & ~3 = 8"});
}

// ---- generators

TEST(Processes, AGeneratorIsMadeResumedSuspendedAndEnds) {
  auto session = recorded("def count(n):\n    i = 0\n    while i < n:\n        got = yield i\n        i += 1\n    return 'end'\ng = count(2)\nnext(g)\ng.send('hi')\nfor x in g:\n    pass\n");
  expect_in_order(find(*session, ProcessKind::Generator, 1), {"generator count", "put a frame for count", "a generator of", "gi_frame_state is CREATED", "none of its own code has run yet"});
  expect_in_order(find(*session, ProcessKind::Generator, 2), {"has not begun", "what is sent is pushed on its stack: None", "linked above the frame of <module>", "it goes on at offset"});
  const ProcessRows yields = find(*session, ProcessKind::Generator, 3);
  expect_in_order(yields, {"the generator runs; the value to hand out is on top of its stack: 0", "pop 0", "gi_frame_state is SUSPENDED; the frame stays as it is, with its variables (2), its stack (0) and offset",
                           "that of <module> runs again and gets 0"});
  EXPECT_EQ(lane(yields.states.back(), "the generator")->note.english, "suspended");
  EXPECT_EQ(cells(*lane(yields.states.back(), "its frame: variables")), "n=2 i=0 got=NULL");
  const ProcessRows sent = find(*session, ProcessKind::Generator, 4);
  expect_in_order(sent, {"is suspended at offset", "(YIELD_VALUE), line 4; its frame inside it keeps what is in its variables (2) and on its stack (0)", "pushed on its stack: 'hi'", "EXECUTING", "it goes on at offset"});
  const ProcessRows end = find(*session, ProcessKind::Generator, 7);
  expect_in_order(end, {"the generator returns 'end'", "pop 'end'", "gi_frame_state is CLEARED", "<module> is told that it has ended, with the value 'end'"});
  EXPECT_EQ(cells(*lane(end.states.back(), "its frame: variables")), "");
}

TEST(Processes, ASleepingGeneratorKeepsItsStack) {
  auto session = recorded("def g():\n    for x in (7, 8):\n        yield x\nit = g()\nnext(it)\nz = 1\n");
  go(*session, "line 6");
  ObjectId id = 0;
  for (const LocalRow& l : session->moment().frames.back().locals)
    if (l.name == "it") id = l.value.id;
  const ProcessRows w = session->process(ProcessKind::kCount, id);
  expect_in_order(w, {"generator g", "suspended at offset", "keeps what is in its variables (1) and on its stack (1)", "the next resume pushes"});
  EXPECT_NE(cells(*lane(w.states.back(), "its frame: value stack")).find("0=<tuple_iterator"), std::string::npos);
}

TEST(Processes, CoroutinesAndThrownExceptionsAreTold) {
  auto session = recorded("async def c():\n    return 5\nco = c()\ntry:\n    co.send(None)\nexcept StopIteration as e:\n    print(e.value)\ndef g():\n    try:\n        yield 1\n    finally:\n        print('f')\n"
                          "it = g()\nnext(it)\nit.close()\n");
  expect_in_order(find(*session, ProcessKind::Generator, 1), {"coroutine c", "a coroutine of", "none of its own code"});
  expect_in_order(find(*session, ProcessKind::Generator, 3), {"the coroutine returns 5", "with the value 5"});
  const ProcessRows closing = find(*session, ProcessKind::Generator, 7);
  expect_in_order(closing, {"is suspended at offset", "an exception is thrown in", "EXECUTING"});
  expect_in_order(find(*session, ProcessKind::Generator, 8), {"an exception leaves the generator: GeneratorExit", "CLEARED"});
}

// ---- a collection

constexpr const char* kCycle =
    "import gc\ngc.disable()\nclass Node:\n    def __init__(self, name): self.name = name\n    def __repr__(self): return 'Node'\n"
    "kept = Node('kept')\na = Node('a')\nb = Node('b')\na.other = b\nb.other = a\na.kept = kept\ndel a, b\nn = gc.collect()\nprint(n)\n";

TEST(Processes, ACollectionTakesOffReferencesUntilOnlyGarbageHasNone) {
  auto session = recorded(kCycle);
  const ProcessRows w = find(*session, ProcessKind::Collection);
  expect_in_order(w, {"collection of generation 2", "younger generations join generation 2", "copied beside it, as gc_refs", "1 is taken off their gc_refs", "held from outside", "only these objects hold it",
                      "objects are unreachable", "tp_clear of", "no holder any more: freed", "done: "});
  std::string printed;
  for (const OutputRow& o : session->output()) printed += o.text;
  EXPECT_NE(w.states.back().text.english.find("done: " + printed.substr(0, printed.find('\n')) + " objects"), std::string::npos) << printed << words(w);
}

TEST(Processes, AFinalizerInACollectionMayBringObjectsBack) {
  auto session = recorded("import gc\ngc.disable()\nback = []\nclass N:\n    def __del__(self): back.append(self)\na = N()\na.me = a\ndel a\ngc.collect()\n");
  // The collection calls Python code: it is told up to where it has come.
  go(*session, "call N.__del__");
  const ProcessRows waits = session->process(ProcessKind::kCount, 0);
  EXPECT_EQ(waits.kind, ProcessKind::Collection);
  expect_in_order(waits, {"the finalizer of", "the collection goes on behind it"});
  go(*session, "return N.__del__");
  expect_in_order(session->process(ProcessKind::Collection, 0), {"the finalizer of", "the same is asked again of them", "came back to life", "done: 0 objects"});
}

// ---- every example: what a walk ends with is what the machine then shows

class ProcessesOfExample : public testing::TestWithParam<std::string> {};

namespace {

void expect_handled(Session& session, const ProcessRows& w) {
  const ProcessState& end = w.states.back();
  if (end.offset < 0) return;   // uncaught, or native
  const FrameRow& frame = session.moment().frames.back();
  EXPECT_EQ(frame.offset, end.offset) << words(w);
  for (const ProcessLane& l : end.lanes) {
    if (l.frame != frame.id) continue;
    ASSERT_EQ(l.cells.size() + static_cast<size_t>(l.left_out), frame.stack.size()) << words(w);
    for (size_t i = 0; i < l.cells.size(); ++i) {
      const ValueRow& real = frame.stack[i + static_cast<size_t>(l.left_out)].value;
      const ProcessCell& told = l.cells[i];
      EXPECT_EQ(told.value.id ? told.value.text : told.text, real.id ? real.text : "NULL") << words(w);
      if (told.value.id) {
        EXPECT_EQ(told.value.id, real.id) << words(w);
      }
    }
  }
}

std::string field(Session& session, ObjectId id, const std::string& name) {
  for (const FieldRow& f : session.bytes(id))
    if (f.name == name) return f.text;
  return "";
}

void expect_list(Session& session, const ProcessRows& w) {
  const ProcessState& end = w.states.back();
  if (!end.object || end.end != WalkEnd::Answers || session.moment().finished) return;
  EXPECT_EQ(field(session, end.object, "allocated"), end.lanes[0].cells[1].text) << words(w);
}

}  // namespace

TEST_P(ProcessesOfExample, EndsAsTheMachineGoesOn) {
  const std::string name = GetParam();
  auto session = recorded(read_example(name), name);
  for (uint64_t step = 0; step < std::min(session->last_step(), kMostSteps); ++step) {
    session->seek(step);
    for (ProcessKind kind : session->processes()) {
      const ProcessRows w = session->process(kind, 0);
      ASSERT_EQ(w.kind, kind);
      ASSERT_FALSE(w.states.empty()) << name << " step " << step << " " << process_kind_row(kind).id;
      EXPECT_EQ(session->cursor(), step);
      for (const ProcessState& s : w.states) EXPECT_FALSE(s.text.english.empty() || s.text.chinese.empty());
      session->seek(step + 1);
      if (kind == ProcessKind::Unwinding) expect_handled(*session, w);
      if (kind == ProcessKind::List) expect_list(*session, w);
      session->seek(step);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, ProcessesOfExample, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });
