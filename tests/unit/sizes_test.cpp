// The size that the object table shows is what sys.getsizeof() says, which tests/oracle compares with python3.11.
#include <gtest/gtest.h>

#include "recorded.h"
#include "session/path.h"
#include "session/session.h"

using namespace innards;

namespace {

const char kProgram[] =
    "import sys\n"
    "def gen(a, b): yield a, b\n"
    "async def co(): pass\n"
    "class A: pass\n"
    "class B(int): pass\n"
    "a = A(); a.x = a.y = 1\n"
    "c = co()\n"
    "def inner(p, q): return sys._getframe()\n"
    "things = [sys._getframe(), inner(1, 2), gen(1, 2), c, gen, gen.__code__, a, A, B(3), {1: 2}, {1, 2}, set(range(50)), [1], (1,),\n"
    "          b'x', bytearray(b'xyz'), 'caf\\xe9', 10 ** 30, 1.5, 2j, slice(1), range(3), iter([]), object(), Exception('x'),\n"
    "          dict.fromkeys(range(99)), frozenset('abc'), memoryview(b'a'), sys, int, len, property(), A.__dict__, [].append]\n"
    "sizes = [sys.getsizeof(x) for x in things]\n"
    "c.close()\n";

}  // namespace

TEST(Sizes, TheTableSaysWhatGetsizeofSays) {
  const std::unique_ptr<Session> session = recorded(kProgram);
  ASSERT_TRUE(session);
  go(*session, "line 13");
  // Built-in functions and static types are not among the objects of the program.
  int compared = 0;
  for (int i = 0; i < 34; ++i) {
    const std::string at = "[" + std::to_string(i) + "]";
    const PathValue size = evaluate_path(*session, "object(things" + at + ").size");
    if (!size.found) continue;
    ++compared;
    EXPECT_EQ(size.text, evaluate_path(*session, "object(sizes" + at + ").text").text) << evaluate_path(*session, "object(things" + at + ").text").text;
  }
  EXPECT_GE(compared, 30);
}
