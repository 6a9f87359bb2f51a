// Python threads in the timeline: the same at every step, whichever way it is reached; and what only our threads do.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "recorded.h"
#include "session/session.h"

namespace innards {
namespace {

std::string written(const Session& session) {
  std::string text;
  for (const OutputRow& row : session.output())
    if (row.stream) text += row.text;
  return text;
}

std::string frames_text(const Moment& m) {
  std::ostringstream out;
  for (const auto* frames : {&m.frames, &m.suspended})
    for (const FrameRow& f : *frames) {
      out << f.id << " " << f.qualname << " " << f.offset << " " << f.suspended;
      for (const LocalRow& l : f.locals) out << " " << l.name << "=" << l.value.id << "/" << l.value.refcount;
      for (const StackRow& s : f.stack) out << " " << s.value.id << "/" << s.value.refcount;
      out << "\n";
    }
  return out.str();
}

const char* const kTwoThreads = R"(import _thread, sys, time
sys.setswitchinterval(1e-6)
lock, done, log = _thread.allocate_lock(), [], []
def one():
    return 1
def work(name, n):
    for i in range(n):
        with lock:
            log.append((name, one()))
        time.sleep(0.00001)
    done.append(name)
for name in "ab":
    _thread.start_new_thread(work, (name, 2))
while len(done) < 2:
    sorted([3, 1, 2], key=lambda x: [one() for _ in range(2)])
print(len(log), sorted(done))
)";

TEST(Threads, EveryStepIsTheSameForwardsAndBackwards) {
  std::unique_ptr<Session> session = recorded(kTwoThreads);
  ASSERT_EQ(written(*session), "4 ['a', 'b']\n");
  std::vector<std::string> forwards;
  for (uint64_t step = 0; step <= session->last_step(); ++step) {
    session->seek(step);
    forwards.push_back(frames_text(session->moment()));
  }
  for (uint64_t back = 0; back <= session->last_step(); back += 3) {
    const uint64_t step = session->last_step() - back;
    session->seek(step);
    ASSERT_EQ(frames_text(session->moment()), forwards[step]) << "step " << step;
  }
  for (uint64_t step = 0; step <= session->last_step(); step += 97) {   // far apart, and back
    session->seek(session->last_step() - step);
    session->seek(step);
    ASSERT_EQ(frames_text(session->moment()), forwards[step]) << "step " << step;
  }
}

TEST(Threads, UpdatesAreLostAndAlwaysTheSameOnes) {
  const char* source = R"(import _thread, sys
sys.setswitchinterval(1e-6)
counter = 0
def one():
    return 1
def add():
    global counter
    for _ in range(100):
        counter += one()
    finished.append(1)
finished = []
for _ in range(2):
    _thread.start_new_thread(add, ())
while len(finished) < 2:
    pass
print(counter < 200, counter)
)";
  const std::string first = written(*recorded(source));
  EXPECT_EQ(first.substr(0, 5), "True ");
  EXPECT_EQ(written(*recorded(source)), first);
}

TEST(Threads, WhoSleepsLessGoesOnFirst) {
  EXPECT_EQ(written(*recorded(R"(import _thread, time
woken = []
def sleep(n):
    time.sleep(n)
    woken.append(n)
for n in (3, 1, 2, 1.5):
    _thread.start_new_thread(sleep, (n,))
before = time.monotonic()
time.sleep(10)
print(woken, 10 <= time.monotonic() - before < 10.001)
)")), "[1, 1.5, 2, 3] True\n");
}

TEST(Threads, ADeadlockEndsInTheMainThread) {
  std::unique_ptr<Session> session = recorded(R"(import _thread
a, b = _thread.allocate_lock(), _thread.allocate_lock()
def other():
    with b:
        started.append(1)
        with a:
            print("not reached")
started = []
with a:
    _thread.start_new_thread(other, ())
    while not started:
        pass
    try:
        b.acquire()
    except RuntimeError as e:
        print(e)
_thread.allocate_lock().acquire() and _thread.RLock().acquire()
lock = _thread.allocate_lock()
with lock, lock:
    pass
)");
  const std::string text = written(*session);
  EXPECT_EQ(text.find("deadlock: every thread waits"), 0u) << text;
  EXPECT_NE(text.find("RuntimeError: deadlock"), std::string::npos) << text;
  EXPECT_EQ(session->exit_status(), 1);
}

TEST(Threads, ThereIsALimit) {
  EXPECT_EQ(written(*recorded(R"(import _thread
gate, n = _thread.allocate_lock(), 0
gate.acquire()
def wait():
    gate.acquire()
    gate.release()
try:
    while True:
        _thread.start_new_thread(wait, ())
        n += 1
except RuntimeError as e:
    print(n, _thread._count(), e)
gate.release()
while _thread._count():
    pass
_thread.start_new_thread(print, ("again",))
while _thread._count():
    pass
)")), "255 255 can't start new thread\nagain\n");
}

TEST(Threads, FramesOfWaitingThreadsAreShown) {
  std::unique_ptr<Session> session = recorded(R"(import _thread
def inner(x):
    here = x + 1
    go.release()
def work():
    inner(1)
go = _thread.allocate_lock()
go.acquire()
_thread.start_new_thread(work, ())
go.acquire()
)");
  std::string error;
  const std::optional<uint64_t> at = session->find_place("line 3", error);
  ASSERT_TRUE(at) << error;
  session->seek(*at);
  const Moment& m = session->moment();
  ASSERT_EQ(m.frames.size(), 2u);
  EXPECT_EQ(m.frames[0].qualname + " " + m.frames[1].qualname, "work inner");
  ASSERT_EQ(m.suspended.size(), 1u);
  EXPECT_EQ(m.suspended[0].qualname, "<module>");
  EXPECT_EQ(m.suspended[0].owner, "thread");
  EXPECT_EQ(m.suspended[0].line, 10);
  // Who waits holds references as well.
  const std::vector<LocalRow>& names = m.suspended[0].locals;
  auto go = std::find_if(names.begin(), names.end(), [](const LocalRow& l) { return l.name == "go"; });
  ASSERT_NE(go, names.end());
  EXPECT_FALSE(session->holders(go->value.id).empty());
}

TEST(Threads, TheSwitchIsTold) {
  std::unique_ptr<Session> session = recorded(kTwoThreads);
  bool told = false;
  for (uint64_t step = 0; step < session->last_step() && !told; ++step) {
    session->seek(step);
    for (const MicroRow& row : session->this_step().micro) told = told || row.kind == "thread switch";
  }
  EXPECT_TRUE(told);
}

TEST(Threads, SteppingOverStaysInTheThread) {
  std::unique_ptr<Session> session = recorded(R"(import _thread, time
def work():
    a = 1
    b = 2
    done.append(3)
done = []
_thread.start_new_thread(work, ())
time.sleep(1)
print(done)
)");
  go(*session, "line 8");
  session->move({Way::Over, Direction::Forward});
  EXPECT_EQ(session->moment().frames.back().line, 9);
  session->move({Way::Over, Direction::Back});
  EXPECT_EQ(session->moment().frames.back().line, 8);
  go(*session, "line 5");   // the thread ends: wherever that leads to
  session->move({Way::Out, Direction::Forward});
  EXPECT_EQ(session->moment().frames.back().qualname, "<module>");
}

TEST(Threads, InputLetsOthersRunAndInterruptsGoToTheMainThread) {
  Program program;
  program.filename = "test.py";
  program.input = {"line"};
  program.source = R"(import _thread
def work():
    said.append("worked")
said = []
_thread.start_new_thread(work, ())
print(input(), said)
def interrupt():
    _thread.interrupt_main()
lock = _thread.allocate_lock()
lock.acquire()
_thread.start_new_thread(interrupt, ())
try:
    lock.acquire()
except KeyboardInterrupt:
    print("interrupted")
)";
  EXPECT_EQ(written(*recorded(program)), "line ['worked']\ninterrupted\n");
}

TEST(Threads, TypedInputIsReplayed) {
  Program program;
  program.filename = "program.py";
  program.source = R"(import _thread
def read():
    said.append(input("? "))
def count():
    for i in range(3):
        said.append(i)
said = []
_thread.start_new_thread(read, ())
_thread.start_new_thread(count, ())
while len(said) < 4:
    pass
print(said)
)";
  program.input_ends = false;
  std::unique_ptr<Session> session = recorded(program);
  ASSERT_TRUE(session->wants_input());
  session->give_input("typed");
  record_all(*session);
  EXPECT_EQ(written(*session), "? [0, 1, 2, 'typed']\n");
  const uint64_t last = session->last_step();
  session->seek(last);
  const std::string end = frames_text(session->moment());
  session->seek(last / 2);
  session->seek(last);
  EXPECT_EQ(frames_text(session->moment()), end);
  std::unique_ptr<Session> again = recorded(session->program());
  EXPECT_EQ(again->last_step(), last);
  EXPECT_EQ(written(*again), written(*session));
}

}  // namespace
}  // namespace innards
