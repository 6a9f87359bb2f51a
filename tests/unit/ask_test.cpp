// Questions over a whole run, expressions on a copy of the machine, breakpoints with conditions: what they answer, and that
// the run stays as it was.
#include <gtest/gtest.h>

#include <algorithm>

#include "heap/snapshot.h"
#include "inspect/reader.h"
#include "recorded.h"
#include "run/frame.h"
#include "session/live_session.h"
#include "session/quick_eval.h"
#include "session/session.h"

using namespace innards;

namespace {

struct Asked {
  explicit Asked(const std::string& source) : session(recorded(source)) {}
  void go(const std::string& place) { innards::go(*session, place); }
  std::vector<WriteRow> answers(const std::vector<std::string>& words) {
    std::string error;
    EXPECT_TRUE(parse_question(words, question, error)) << error;
    std::unique_ptr<Query> query = session->ask(question, error);
    EXPECT_TRUE(query) << error;
    while (query && !query->work(3)) {
    }
    return query ? query->answers() : std::vector<WriteRow>();
  }
  // The answers as words with their lines: "what@line".
  std::string told(const std::vector<std::string>& words) {
    std::string out;
    for (const WriteRow& row : answers(words)) out += (out.empty() ? "" : " | ") + answer_text(question, row, false) + "@" + std::to_string(row.line);
    return out;
  }
  std::string value(const std::string& expression) {
    const EvalRow row = session->evaluate(0, expression);
    return row.end == EvalRow::End::Value ? row.text : row.end == EvalRow::End::Error ? "! " + row.text : "?";
  }
  int line() { return session->moment().frames.empty() ? 0 : session->moment().frames.back().line; }
  std::unique_ptr<Session> session;
  Question question;
};

const char* const kFib =
    "def fib(n):\n"
    "    if n < 2:\n"
    "        return n\n"
    "    return fib(n - 1) + fib(n - 2)\n"
    "total = fib(4)\n"
    "print(total)\n";

}  // namespace

// ---- on a copy

TEST(Evaluate, SeesTheFrameAndChangesNothing) {
  Asked run(
      "import sys\n"
      "def f(a, b):\n"
      "    c = [a, b]\n"
      "    g = lambda: c\n"
      "    return len(c)\n"
      "f(1, 'x')\n");
  run.go("line 5");
  const auto list_row = [&] {
    for (const LocalRow& local : run.session->moment().frames.back().locals)
      if (local.name == "c") return local.content;
    return ValueRow();
  };
  const ObjectId list = list_row().id;
  auto count = [&] { return list_row().refcount; };
  const int64_t before = count();
  EXPECT_EQ(run.value("a + 1"), "2");
  EXPECT_EQ(run.value("c"), "[1, 'x']");
  EXPECT_EQ(run.value("[x for x in c if x != a]"), "['x']");
  EXPECT_EQ(run.value("c.append(3) or c"), "[1, 'x', 3]");
  EXPECT_EQ(run.value("c"), "[1, 'x']");
  EXPECT_EQ(run.value("nope"), "! NameError: name 'nope' is not defined");
  EXPECT_EQ(run.value("1 +"), "! SyntaxError: invalid syntax (<expression>, line 1)");
  EXPECT_EQ(run.value("  f(3, 4)"), "2");
  EXPECT_EQ(run.value("(lambda: [].pop())()"), "! IndexError: pop from empty list");
  const EvalRow printed = run.session->evaluate(0, "print('hello', a)");
  EXPECT_EQ(printed.output, "hello 1\n");
  EXPECT_TRUE(run.session->output().empty());
  EXPECT_EQ(count(), before);
  EXPECT_EQ(run.session->evaluate(0, "c").value.id, list);
}

TEST(Evaluate, LeavesTheRunAsItWas) {
  Asked run("s = 0\nfor i in range(30):\n    s += i * i\nprint(s)\n");
  auto& live = static_cast<LiveSession&>(*run.session);
  Asked plain("s = 0\nfor i in range(30):\n    s += i * i\nprint(s)\n");
  auto& other = static_cast<LiveSession&>(*plain.session);
  for (uint64_t step = 0; step <= run.session->last_step(); step += 7) {
    run.session->seek(step);
    run.session->evaluate(0, "[dict(a=i) for i in range(100)] and globals().update(z=1)");
    live.timeline().make_live();
    const uint64_t hash = state_hash();
    plain.session->seek(step);
    other.timeline().make_live();
    EXPECT_EQ(hash, state_hash()) << step;
  }
  EXPECT_EQ(run.session->output().back().text, plain.session->output().back().text);
}

TEST(Evaluate, ACallersFrameAndTooLong) {
  Asked run("def f(n):\n    return n\ndef g(k):\n    return f(k + 1)\ng(5)\n");
  run.go("line 2");
  const auto& frames = run.session->moment().frames;
  EXPECT_EQ(run.session->evaluate(frames[1].id, "k").text, "5");
  EXPECT_EQ(run.session->evaluate(frames[2].id, "n").text, "6");
  EXPECT_EQ(run.session->evaluate(0, "[0 for x in iter(int, 1)]").end, EvalRow::End::TooLong);
  run.go("end");
  EXPECT_EQ(run.session->evaluate(0, "1").end, EvalRow::End::NotHere);
}

// Whatever reading answers, running it answers, too.
TEST(QuickEval, AgreesWithPython) {
  Asked run(
      "class C:\n"
      "    shared = 7\n"
      "    def __init__(self):\n"
      "        self.x = 3\n"
      "    @property\n"
      "    def p(self):\n"
      "        return 5\n"
      "def f(n, s, items, d, o, e):\n"
      "    k = 2.5\n"
      "    def inner():\n"
      "        return n\n"
      "    return inner\n"
      "big = 10 ** 30\n"
      "f(4, 'abc', [1, 'two', None], {'a': 1, 2: 'b'}, C(), ())\n");
  run.go("line 12");
  auto& live = static_cast<LiveSession&>(*run.session);
  const uint64_t frame = run.session->moment().frames.back().id;
  int answered = 0;
  for (const char* expression :
       {"n", "n == 4", "n != 4", "n < 5 and s == 'abc'", "n > 5 or k", "1 < n < 4", "1 < n <= 4", "len(items) == 3", "len(s)", "len(d) - 2", "items[0] + n",
        "items[-1] is None", "items[1] == 'two'", "d['a']", "d[2]", "'a' in d", "'z' in d", "'b' in s", "2 in items", "None in items", "not items", "not e", "-n", "n // 3", "-n // 3",
        "-n % 3", "n / 8", "k * 2", "k > n", "o.x", "o.shared", "o.x == 3 and o.shared > 6", "s < 'abd'", "n is not None", "True", "n and s", "e or s", "n if k > 1 else s", "big > 3",
        "n & 6", "n ^ 1", "C is not None", "d is d", "n == 'abc'", "items[0] == True"}) {
    SCOPED_TRACE(expression);
    QuickEval quick(expression);
    EXPECT_TRUE(quick.error().empty()) << quick.error();
    live.timeline().seek(run.session->cursor());
    live.timeline().make_live();
    const QuickValue v = quick.value(reinterpret_cast<const InterpreterFrame*>(frame));
    const std::string text = quick_row(v).text;
    const Truth truth = quick_truth(v);
    const EvalRow exact = run.session->evaluate(0, expression);
    if (!v.decided()) continue;
    ++answered;
    EXPECT_EQ(text, exact.text);
    if (truth != Truth::Unknown) { EXPECT_EQ(truth == Truth::True, exact.truth); }
  }
  EXPECT_GE(answered, 43);
  for (const char* raises : {"nope", "items[9]", "d['z']", "n < s", "o.y", "n // 0"}) {
    live.timeline().seek(run.session->cursor());
    live.timeline().make_live();
    EXPECT_EQ(QuickEval(raises).value(reinterpret_cast<const InterpreterFrame*>(frame)).kind, QuickValue::Kind::Raises) << raises;
    EXPECT_EQ(run.session->evaluate(0, raises).end, EvalRow::End::Error) << raises;
  }
  for (const char* unknown : {"o.p", "o == 3", "f(1)", "s.upper()", "[x for x in s]", "items == items", "o.__class__"}) {
    live.timeline().seek(run.session->cursor());
    live.timeline().make_live();
    EXPECT_EQ(QuickEval(unknown).value(reinterpret_cast<const InterpreterFrame*>(frame)).kind, QuickValue::Kind::Unknown) << unknown;
  }
}

// ---- questions

TEST(Questions, CallsWithArgumentsAndResult) {
  Asked run(kFib);
  EXPECT_EQ(run.answers({"calls", "fib"}).size(), 9u);
  EXPECT_EQ(run.told({"calls", "fib"}),
            "fib(n=4) -> 3@5 | fib(n=3) -> 2@4 | fib(n=2) -> 1@4 | fib(n=1) -> 1@4 | fib(n=0) -> 0@4 | fib(n=1) -> 1@4 | fib(n=2) -> 1@4 | fib(n=1) -> 1@4 | fib(n=0) -> 0@4");
  const WriteRow second = run.answers({"calls", "fib"})[1];
  run.session->seek(second.step);
  EXPECT_EQ(run.session->moment().frames.back().qualname, "fib");
  EXPECT_EQ(run.session->moment().frames.size(), 3u);
  run.session->seek(second.until);
  EXPECT_EQ(run.session->moment().frames.size(), 3u);
}

TEST(Questions, CallsOfGeneratorsAndThoseThatRaise) {
  Asked run("def g(a, *rest, k=1, **more):\n    yield a\n    raise ValueError('no')\ntry:\n    list(g(1, 2, z=3))\nexcept ValueError:\n    pass\n");
  EXPECT_EQ(run.told({"calls", "g"}), "g(a=1, k=1, *rest=(2,), **more={'z': 3}) -> <generator g>@5 | g(...) yields -> 1@5 | g(...) raises -> ValueError('no')@5");
}

TEST(Questions, ExecutionsOfALineAndAnInstruction) {
  Asked run("t = 0\nfor i in range(4):\n    t += i\nprint(t)\n");
  EXPECT_EQ(run.told({"line", "3"}), "@3 | @3 | @3 | @3");
  EXPECT_EQ(run.told({"line", "3", "--with", "i"}), "0@3 | 1@3 | 2@3 | 3@3");
  EXPECT_EQ(run.told({"line", "3", "--with", "str(i) * 2"}), "'00'@3 | '11'@3 | '22'@3 | '33'@3");
  run.go("line 3");
  const int offset = run.session->moment().frames.back().offset;
  EXPECT_EQ(run.answers({"instruction", "<module>", std::to_string(offset)}).size(), 4u);
  for (const WriteRow& row : run.answers({"line", "3"})) {
    run.session->seek(row.step);
    EXPECT_EQ(run.line(), 3);
  }
}

TEST(Questions, WhoMadeItAndWhoFreedIt) {
  Asked run(
      "def make():\n"
      "    return [len(__name__) * 1.5, 'a']\n"
      "x = make()\n"
      "y = x\n"
      "del x\n"
      "y = None\n"
      "z = make()\n");
  run.go("line 5");
  EXPECT_EQ(run.told({"made", "x"}), "made@2 | freed@6");
  EXPECT_EQ(run.answers({"made", "x"})[0].where, "make");
  EXPECT_EQ(run.answers({"made", "x"})[0].instruction.substr(0, 10), "BUILD_LIST");
  EXPECT_EQ(run.told({"made", "x[0]"}), "made@2 | freed@6");
  run.go("end");
}

// Objects that come from a free list, or allocate themselves, are born like any other.
TEST(Questions, EveryObjectIsBorn) {
  Asked run(
      "def f(i):\n"
      "    a = i * 1.5\n"
      "    b = [i]\n"
      "    c = (i, a)\n"
      "    d = {'k': i}\n"
      "    e = i * 1000003\n"
      "    g = 's' + str(e)\n"
      "    h = bytes(5) + b'x'\n"
      "    j = complex(i, 2)\n"
      "    return 0\n"
      "for i in range(1, 6):\n"
      "    f(i)\n");
  for (int hit = 1; hit <= 5; ++hit) {
    run.go("line 10 hit " + std::to_string(hit));
    const uint64_t cursor = run.session->cursor();
    const std::vector<LocalRow> locals = run.session->moment().frames.back().locals;
    int line = 1;
    for (const LocalRow& local : locals) {
      if (local.name == "i") continue;
      ++line;
      run.session->seek(cursor);
      SCOPED_TRACE(local.name + " of call " + std::to_string(hit));
      const std::vector<WriteRow> ends = run.answers({"made", local.name});
      ASSERT_FALSE(ends.empty());
      EXPECT_EQ(ends[0].how, static_cast<int>(AskText::Made));
      EXPECT_EQ(ends[0].line, line);
      EXPECT_LT(ends[0].step, cursor);
      ASSERT_EQ(ends.size(), 2u);
      EXPECT_GE(ends[1].step, cursor);
    }
  }
}

TEST(Questions, WhereWasThisPrinted) {
  Asked run("def greet(who):\n    print('hello', who)\ngreet('you')\nprint('bye')\ngreet('all')\n");
  EXPECT_EQ(run.told({"output"}).find("hello") != std::string::npos, true);
  for (const WriteRow& row : run.answers({"output", "hello all"})) {
    EXPECT_EQ(row.where, "greet");
    EXPECT_EQ(row.line, 2);
  }
  EXPECT_FALSE(run.answers({"output", "hello all"}).empty());
  EXPECT_TRUE(run.answers({"output", "nothing of the kind"}).empty());
  EXPECT_EQ(run.answers({"output", "bye"})[0].line, 4);
}

TEST(Questions, WhereRaisedAndWhereHandled) {
  Asked run(
      "def inner():\n"
      "    raise ValueError('bad')\n"
      "def outer():\n"
      "    try:\n"
      "        inner()\n"
      "    finally:\n"
      "        x = 1\n"
      "try:\n"
      "    outer()\n"
      "except ValueError as e:\n"
      "    pass\n"
      "hasattr(5, 'nope')\n"
      "[].nothing\n");
  EXPECT_EQ(run.told({"exceptions", "ValueError"}),
            "raised  ValueError('bad')@2 | leaves  ValueError('bad')@2 | caught  ValueError('bad')@5 | raised again  ValueError('bad')@7 | leaves  ValueError('bad')@7 | caught  "
            "ValueError('bad')@9");
  EXPECT_EQ(run.answers({"exceptions", "KeyError"}).size(), 0u);
  const std::vector<WriteRow> last = run.answers({"exceptions", "AttributeError"});
  ASSERT_EQ(last.size(), 2u);
  EXPECT_EQ(last[0].line, 13);
  EXPECT_EQ(last[1].how, static_cast<int>(AskText::EndsProgram));
  EXPECT_EQ(run.answers({"exceptions", "Exception"}).size(), 8u);
}

TEST(Questions, WhenAnExpressionBecomesTrue) {
  Asked run("x = 0\nitems = []\nfor i in range(10):\n    x = x + i\n    items.append(i)\n    if x > 20: x = 0\n");
  const std::vector<WriteRow> quick = run.answers({"true", "x > 5"});
  ASSERT_EQ(quick.size(), 2u);
  EXPECT_EQ(quick[0].line, 4);
  run.session->seek(quick[0].step);
  EXPECT_EQ(run.value("x > 5"), "True");
  EXPECT_EQ(run.value("x"), "6");
  run.session->seek(quick[0].step - 1);
  EXPECT_EQ(run.value("x > 5"), "False");
  const std::vector<WriteRow> list = run.answers({"true", "len(items) == 4"});
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].line, 5);
  const std::vector<WriteRow> exact = run.answers({"true", "sum(items) >= 6"});
  ASSERT_EQ(exact.size(), 1u);
  run.session->seek(exact[0].step);
  EXPECT_EQ(run.value("sum(items)"), "6");
  EXPECT_TRUE(run.answers({"true", "x == 1000"}).empty());
}

TEST(Questions, InAFunctionOfManyFrames) {
  Asked run(kFib);
  EXPECT_EQ(run.answers({"true", "n == 2", "--in", "fib"}).size(), 2u);
  EXPECT_EQ(run.told({"value", "total"}), "3@5");
}

TEST(Questions, WhenAValueChanges) {
  Asked run(
      "class P:\n"
      "    pass\n"
      "p = P()\n"
      "p.x = 1\n"
      "d = {}\n"
      "def change():\n"
      "    p.x += 1\n"
      "    d['k'] = p.x\n"
      "change()\n"
      "change()\n"
      "d.clear()\n");
  EXPECT_EQ(run.told({"value", "p.x"}), "1@4 | 1 -> 2@7 | 2 -> 3@7");
  EXPECT_EQ(run.told({"value", "d"}), "{}@5 | {} -> {'k': 2}@8 | {'k': 2} -> {'k': 3}@8 | {'k': 3} -> {}@11");
  EXPECT_EQ(run.told({"value", "d['k'] * 10"}), "20@8 | 20 -> 30@8 | 30 -> (deleted)@11");
  EXPECT_EQ(run.told({"name", "d"}), "{}@5");
}

TEST(Questions, AreReadOrRefusedInWords) {
  Question q;
  std::string error;
  EXPECT_FALSE(parse_question({"what"}, q, error));
  EXPECT_NE(error.find("the questions are"), std::string::npos);
  EXPECT_FALSE(parse_question({"line", "x"}, q, error));
  EXPECT_NE(error.find("line NUMBER"), std::string::npos);
  EXPECT_TRUE(parse_question({"true", "x", "in", "y", "--in", "f"}, q, error));
  EXPECT_EQ(q.expression, "x in y");
  EXPECT_EQ(question_text(q, false), "When does x in y become true, in f");
  Asked run("x = 1\n");
  q.expression = "1 +";
  EXPECT_FALSE(run.session->ask(q, error = ""));
  EXPECT_EQ(error, "SyntaxError: invalid syntax");
}

// ---- breakpoints

namespace {

struct Stops : Asked {
  using Asked::Asked;
  Breakpoint& at(int line) {
    Breakpoint b;
    b.filename = "test.py";
    b.line = line;
    session->breakpoints().push_back(b);
    return session->breakpoints().back();
  }
  // The steps at which it stops from start to end; the same ones must come back from the end.
  std::vector<uint64_t> stops() {
    std::vector<uint64_t> on, back;
    session->seek(0);
    while (session->move({Way::Breakpoint, Direction::Forward}) && session->cursor() < session->last_step()) on.push_back(session->cursor());
    session->seek(session->last_step());
    while (session->move({Way::Breakpoint, Direction::Back}) && session->cursor() > 0) back.push_back(session->cursor());
    std::reverse(back.begin(), back.end());
    EXPECT_EQ(on, back);
    return on;
  }
  std::vector<std::string> values_at(const std::vector<uint64_t>& steps, const std::string& expression) {
    std::vector<std::string> out;
    for (uint64_t step : steps) session->seek(step), out.push_back(value(expression));
    return out;
  }
};

using Texts = std::vector<std::string>;
const char* const kLoop = "def f(i):\n    return i * i\ntotal = 0\nfor i in range(12):\n    total += f(i)\n    print(i)\n";

}  // namespace

// As in pdb: the def line runs once. What stands in one line with its body is stopped at when it is called, too.
TEST(Breakpoints, OnADefLine) {
  Stops run(kLoop);
  run.at(1);
  EXPECT_EQ(run.stops().size(), 1u);
  Stops one_line("f = lambda i: i * i\nfor i in range(3): f(i)\ndef g(): return 1\ng()\n");
  one_line.at(1);
  EXPECT_EQ(one_line.stops().size(), 4u);
  one_line.session->breakpoints()[0].line = 3;
  EXPECT_EQ(one_line.stops().size(), 2u);
}

TEST(Breakpoints, WithACondition) {
  Stops run(kLoop);
  run.at(5).condition = "i % 4 == 3";
  EXPECT_EQ(run.values_at(run.stops(), "i"), (Texts{"3", "7", "11"}));
  run.session->breakpoints()[0].condition = "f(i) in (4, 49)";   // only running it tells
  EXPECT_EQ(run.values_at(run.stops(), "i"), (Texts{"2", "7"}));
  run.session->breakpoints()[0].condition = "nope > 3";
  EXPECT_TRUE(run.stops().empty());
  run.session->breakpoints()[0].condition = "1 +";
  EXPECT_EQ(breakpoint_error(run.session->breakpoints()[0]), "SyntaxError: invalid syntax");
}

TEST(Breakpoints, TheHowManiethHit) {
  Stops run(kLoop);
  run.at(5).hit_count = 4;
  run.at(2).hit_count = 9;
  EXPECT_EQ(run.values_at(run.stops(), "i"), (Texts{"3", "8"}));
  run.session->breakpoints()[0].condition = "str(i) > '1'";
  EXPECT_EQ(run.values_at(run.stops(), "i"), (Texts{"5", "8"}));
}

TEST(Breakpoints, OnExceptionsAndOutput) {
  Stops run("def g(x):\n    return 10 // x\ndef h(x):\n    return g(x)\nfor i in (1, 0, 2):\n    try:\n        print(h(i))\n    except ZeroDivisionError:\n        print('none')\n    {}.get(i)\n");
  run.session->breakpoints().push_back({});
  Breakpoint& b = run.session->breakpoints()[0];
  b.on = BreakOn::Raise;
  std::vector<uint64_t> raised = run.stops();
  ASSERT_EQ(raised.size(), 1u);
  EXPECT_EQ(run.values_at(raised, "x"), (Texts{"0"}));
  b.text = "ArithmeticError";
  EXPECT_EQ(run.stops().size(), 1u);
  b.text = "KeyError";
  EXPECT_TRUE(run.stops().empty());
  b = Breakpoint();
  b.on = BreakOn::Output;
  b.text = "none";
  EXPECT_EQ(run.values_at(run.stops(), "i"), (Texts{"0"}));
}

TEST(Breakpoints, LogPointsSayThingsAndStopNowhere) {
  Stops run(kLoop);
  Breakpoint& point = run.at(5);
  point.condition = "i > 8";
  point.log = "i={i} next {i + 1}, {f(i)} {{}} {nope}";
  EXPECT_TRUE(run.stops().empty());
  std::unique_ptr<Query> log = run.session->log();
  while (!log->work(3)) {
  }
  ASSERT_EQ(log->answers().size(), 3u);
  EXPECT_EQ(log->answers()[0].name, "i=9 next 10, 81 {} <NameError: name 'nope' is not defined>");
  EXPECT_EQ(log->answers()[2].line, 5);
  EXPECT_EQ(message_parts("a{b}c"), (Texts{"a", "b", "c"}));
}

TEST(Breakpoints, InWords) {
  Breakpoint b;
  b.line = 4;
  b.condition = "n == 3";
  b.hit_count = 2;
  EXPECT_EQ(breakpoint_text(b, false), "line 4, when n == 3, at hit 2");
  b.on = BreakOn::Raise;
  b.text = "KeyError";
  EXPECT_EQ(breakpoint_text(b, false), "KeyError is raised, when n == 3, at hit 2");
}
