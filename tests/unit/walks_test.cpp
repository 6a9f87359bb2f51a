// What is asked of one object, against the machine itself: the way to a key ends at the key, and the place that a lookup's
// walk says answers is what the instruction then really pushes, calls or stores.
#include <gtest/gtest.h>

#include "example_programs.h"
#include "recorded.h"
#include "session/path.h"
#include "session/session.h"

using namespace innards;

namespace {

constexpr uint64_t kMostSteps = 2500;   // of each program

uint64_t place(Session& session, const std::string& where) {
  go(session, where);
  return session.cursor();
}

std::string opcode_at(Session& session) {
  const Moment& m = session.moment();
  if (m.frames.empty()) return "";
  const CodeRows* code = session.code(m.frames.back().code_id);
  for (const InstrRow& i : code->instructions)
    if (i.offset == m.frames.back().offset) return i.name;
  return "";
}

ObjectId named(Session& session, const std::string& name) {
  for (const LocalRow& l : session.moment().frames.back().locals)
    if (l.name == name) return l.value.id;
  return 0;
}

const DictEntryRow* entry_of(const DictRows& d, const std::string& key) {
  for (const DictEntryRow& e : d.entries)
    if (e.key.text == key) return &e;
  return nullptr;
}

// ---- walks against what the machine does

ObjectId field(Session& session, ObjectId id, const std::string& name) {
  for (const FieldRow& f : session.bytes(id))
    if (f.name == name) return f.target;
  return 0;
}

bool raised(const Moment& m) {
  for (const MicroRow& e : m.events)
    if (e.kind == "raise") return true;
  return !m.exception.empty() || m.finished;
}

void expect_bound(Session& session, const WalkRows& w, const FrameRow& after, const std::string& where) {
  ASSERT_FALSE(after.stack.empty()) << where;
  const ValueRow& top = after.stack.back().value;
  if (top.type == "method") {
    EXPECT_EQ(field(session, top.id, "im_func"), w.answer) << where;
  } else if (top.type != "builtin_function_or_method" && top.type != "method-wrapper") {
    ASSERT_GE(after.stack.size(), 2u) << where;
    EXPECT_EQ(after.stack[after.stack.size() - 2].value.id, w.answer) << where;
  }
}

// Runs the step that `w` is about and compares.
void expect_true(Session& session, const WalkRows& w, const std::string& where) {
  const FrameRow before = session.moment().frames.back();
  session.seek(session.cursor() + 1);
  const Moment& m = session.moment();
  if (w.answer_kind == "error") {
    EXPECT_TRUE(raised(m)) << where;
    return;
  }
  ASSERT_FALSE(m.frames.empty()) << where;
  const FrameRow after = m.frames.back();
  if (w.answer_kind == "call") {
    EXPECT_TRUE(after.depth <= before.depth || after.function_id == w.answer) << where;
  }
  if (after.id != before.id) return;
  if (w.answer_kind == "bound") return expect_bound(session, w, after, where);
  if (w.answer_kind == "value") {
    ASSERT_FALSE(after.stack.empty()) << where;
    EXPECT_EQ(after.stack.back().value.id, w.answer) << where << " " << after.stack.back().value.text;
  }
  if (w.answer_kind == "stored" && w.object.id) {
    const WalkRows again = session.lookup(w.object.id, w.name);
    if (again.answer_kind == "value") {
      EXPECT_EQ(again.answer, before.stack[before.stack.size() - 2].value.id) << where;
    }
  }
}

}  // namespace

class WalksOfExample : public testing::TestWithParam<std::string> {};

TEST_P(WalksOfExample, TheRowThatAnswersIsWhatTheInstructionPushes) {
  std::unique_ptr<Session> session = recorded(read_example(GetParam()), GetParam());
  int walks = 0;
  for (uint64_t step = 0; step < std::min(session->last_step(), kMostSteps); ++step) {
    session->seek(step);
    if (session->moment().frames.empty()) continue;
    const WalkRows w = session->lookup(0, "");
    if (!w.any) continue;
    ++walks;
    const std::string where = GetParam() + " step " + std::to_string(step) + " " + opcode_at(*session) + " " + w.name + " " + w.answer_kind;
    ASSERT_FALSE(w.rows.empty()) << where;
    EXPECT_FALSE(w.answer_kind.empty()) << where;
    for (const WalkRow& r : w.rows) EXPECT_FALSE(r.text.english.empty() || r.text.chinese.empty()) << where;
    expect_true(*session, w, where);
  }
  EXPECT_GT(walks, 0);
}

TEST_P(WalksOfExample, TheWayToEveryKeyEndsAtItsEntry) {
  std::unique_ptr<Session> session = recorded(read_example(GetParam()), GetParam());
  for (uint64_t part : {1u, 2u, 3u}) {
    session->seek(session->last_step() * part / 4);
    const Moment m = session->moment();
    for (const ObjectRow& o : m.objects) {
      const DictRows d = session->dict(o.value.id, 0, "");
      for (const DictEntryRow& e : d.entries) {
        if (!e.key.id || (d.kind != "set" && !e.value.id)) continue;
        const DictRows way = session->dict(o.value.id, e.key.id, "");
        if (!way.key_hash_known) continue;
        ASSERT_FALSE(way.probes.empty());
        EXPECT_EQ(way.probes.back().end, ProbeEnd::Hit) << o.value.text << " " << e.key.text;
        EXPECT_EQ(way.probes.back().entry, e.index);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, WalksOfExample, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

TEST(Dict, AResizeIsToldAndMarked) {
  auto session = recorded("d = {}\nfor i in range(6):\n    d[i] = i * i\nx = 1\n");
  place(*session, "op STORE_SUBSCR hit 6");
  const DictRows before = session->dict(0, 0, "");
  EXPECT_TRUE(before.from_step);
  EXPECT_EQ(before.log2_size, 3);
  EXPECT_EQ(before.kind, "general");
  EXPECT_EQ(before.probes.back().end, ProbeEnd::Miss);
  EXPECT_EQ(before.key_text, "5");
  session->seek(session->cursor() + 1);
  const DictRows after = session->dict(0, 0, "");
  EXPECT_TRUE(after.just_ran);
  EXPECT_EQ(after.log2_size, 4);
  ASSERT_EQ(after.changes.size(), 2u);
  EXPECT_EQ(after.changes[0].english, "resized from 8 to 16 slots: every entry was put in again");
  EXPECT_EQ(after.entries.back().change, Change::Added);
  EXPECT_EQ(after.probes.back().end, ProbeEnd::Hit);
}

// In one call the list lets go of its dict, which waits in the free list, and gets another, made of it.
TEST(Dict, AnotherAtTheSameAddressIsNotComparedWithTheDeadOne) {
  auto session = recorded("keep = [{}]\nkeep.__init__(map(dict.copy, ({1: 1, 2: 2},)))\nz = 1\n");
  auto item = [&] {
    for (const ObjectRow& o : session->moment().objects)
      if (o.value.type == "list") return o.refs.at(0);
    return RefRow();
  };
  go(*session, "op POP_TOP");
  const RefRow now = item();
  session->seek(session->cursor() - 1);
  ASSERT_EQ(item().value.id, now.value.id) << "the case needs the free list to hand out the same dict";
  session->seek(session->cursor() + 1);
  const DictRows rows = session->dict(now.value.id, 0, "");
  EXPECT_EQ(rows.used, 2);
  EXPECT_TRUE(rows.changes.empty());
  EXPECT_TRUE(std::all_of(rows.entries.begin(), rows.entries.end(), [](const DictEntryRow& e) { return e.change == Change::Same; }));
  EXPECT_EQ(now.change, Change::Changed) << "the list's item is another object";
  for (const ObjectRow& o : session->moment().objects)
    EXPECT_TRUE(o.value.id != now.value.id || o.change == Change::Added);
}

TEST(Dict, TypedKeysAndDeletedEntries) {
  auto session = recorded("d = {'a': 1, 'b': 2, 3: 4, (1, 'x'): 5}\ndel d['b']\ns = {1, 2}\nx = 1\n");
  place(*session, "line 4");
  const ObjectId d = named(*session, "d");
  EXPECT_EQ(session->dict(d, 0, "a").probes.back().end, ProbeEnd::Hit);
  EXPECT_EQ(session->dict(d, 0, "3").probes.back().end, ProbeEnd::Hit);
  EXPECT_EQ(session->dict(d, 0, "b").probes.back().end, ProbeEnd::Miss);
  const DictRows rows = session->dict(d, 0, "");
  EXPECT_EQ(rows.entries[1].key.id, 0u);
  EXPECT_EQ(std::count_if(rows.slots.begin(), rows.slots.end(), [](const DictSlotRow& s) { return s.entry == kSlotDummy; }), 1);
  const DictEntryRow* tuple = entry_of(rows, "(1, 'x')");
  ASSERT_TRUE(tuple);
  EXPECT_EQ(session->dict(d, tuple->key.id, "").probes.back().entry, tuple->index);
  const DictRows set = session->dict(named(*session, "s"), 0, "2");
  EXPECT_EQ(set.kind, "set");
  EXPECT_EQ(set.probes.back().end, ProbeEnd::Hit);
}

TEST(Dict, InlineValuesAndSharedKeysAreShownAsSuch) {
  auto session = recorded("class A:\n    def __init__(self, x):\n        self.x = x\na = A(1)\nb = A(2)\nb.y = 3\nc = a.__dict__\nz = 1\n");
  place(*session, "line 7");
  const DictRows inside = session->dict(named(*session, "a"), 0, "y");
  EXPECT_EQ(inside.kind, "split");
  EXPECT_EQ(inside.table, 0u);
  EXPECT_EQ(inside.probes.back().end, ProbeEnd::Miss);   // the key is shared, a has no value for it
  place(*session, "line 8");
  const DictRows made = session->dict(named(*session, "a"), 0, "x");
  EXPECT_EQ(made.table, named(*session, "c"));
  EXPECT_EQ(made.probes.back().end, ProbeEnd::Hit);
}

// What a data descriptor answers is not looked for in the instance's table.
TEST(Dict, AStepThatADataDescriptorAnswersHasNoTable) {
  auto session = recorded("class F:\n    @property\n    def b(self): return 1\n    @b.setter\n    def b(self, v): pass\nf = F()\nf.a = 2\nf.b = 3\nf.b\n");
  place(*session, "op STORE_ATTR line 7");
  EXPECT_TRUE(session->dict(0, 0, "").from_step);
  place(*session, "op STORE_ATTR line 8");
  EXPECT_FALSE(session->dict(0, 0, "").from_step);
  place(*session, "op LOAD_ATTR line 9");
  EXPECT_FALSE(session->dict(0, 0, "").from_step);
}

TEST(Type, SlotsSayWhoFilledThem) {
  auto session = recorded("class A:\n    def __add__(self, o):\n        return 1\nclass B(A):\n    __hash__ = None\nb = B()\nx = 1\n");
  place(*session, "line 7");
  const TypeRows t = session->type(named(*session, "b"));
  EXPECT_EQ(t.name, "B");
  ASSERT_EQ(t.mro.size(), 3u);
  auto slot = [&](const std::string& name) {
    for (const TypeSlotRow& s : t.slots)
      if (s.slot == name) return s.filled + " " + s.from_name;
    return std::string();
  };
  EXPECT_EQ(slot("nb_add"), "python A");
  EXPECT_EQ(slot("tp_hash"), "none B");
  EXPECT_EQ(slot("tp_repr"), "inherited object");
  EXPECT_EQ(session->type(named(*session, "A")).subclasses.size(), 1u);
}

TEST(Lookup, AskedByName) {
  auto session = recorded("class A:\n    n = 1\n    @property\n    def p(self):\n        return 2\n    def m(self):\n        pass\na = A()\na.n = 5\nx = 1\n");
  place(*session, "line 10");
  const ObjectId a = named(*session, "a");
  EXPECT_EQ(session->lookup(a, "m").answer_kind, "bound");
  EXPECT_EQ(session->lookup(a, "p").answer_kind, "call");
  EXPECT_EQ(session->lookup(a, "q").answer_kind, "error");
  const WalkRows n = session->lookup(a, "n");
  EXPECT_EQ(n.answer_kind, "value");
  EXPECT_EQ(n.rows.back().place, "instance");
  EXPECT_EQ(n.rows.back().found.text, "5");
}

// ---- the same as lessons ask for it

TEST(MemoryPath, SaysWhatThePanelsSay) {
  auto session = recorded("class A:\n    pass\nn = -(2 ** 30)\nl = [1]\nl.append(2)\nd = {0: 1, 8: 2}\ndel d[0]\na = A()\nx = 1\n");
  place(*session, "line 9");
  const char* const said[][2] = {
      {"object(n).field(ob_size)", "-2"}, {"object(l).field(allocated)", "8"}, {"object(l).block", "64"}, {"dict(d).size", "8"},    {"dict(d).kind", "general"},
      {"dict(d).used", "1"},              {"dict(d).entries", "2"},            {"dict(d).slot(0)", "dummy"}, {"dict(d).slot(1)", "1"}, {"dict(d).slot(2)", "empty"},
      {"dict(d).slot_of(8)", "1"},        {"type(n).slot(nb_add)", "int"},     {"type(a).slot(nb_add)", "empty"}};
  for (const auto& [path, text] : said) {
    const PathValue v = evaluate_path(*session, path);
    EXPECT_EQ(v.text, text) << path << " " << v.error;
  }
  place(*session, "op PUSH_NULL line 8");
  EXPECT_FALSE(evaluate_path(*session, "lookup").found);
  place(*session, "op LOAD_NAME line 8");
  EXPECT_EQ(evaluate_path(*session, "lookup").text, "local");
  for (const char* path : {"object(n).field(none)", "dict(n).size", "dict(d).slot(9)", "dict(d).slot_of(5)", "type(q)"}) EXPECT_FALSE(evaluate_path(*session, path).found) << path;
}

TEST(Asks, BytesSayHowManyItemsTheyLeaveOut) {
  std::unique_ptr<Session> session = recorded("few = tuple(range(64))\nmany = tuple(range(100))\nlarge = 2 ** 3000\nx = 1\n");
  place(*session, "line 4");
  const FieldRow last = session->bytes(named(*session, "many")).back();
  EXPECT_EQ(last.name, "ob_item[64:]");
  EXPECT_EQ(last.text, "36 more, not shown");
  EXPECT_EQ(session->bytes(named(*session, "large")).back().name, "ob_digit[64:]");
  EXPECT_EQ(last.offset, 24 + 8 * 64);
  EXPECT_EQ(session->bytes(named(*session, "few")).back().name, "ob_item[63]");
}

// What is selected stays selected while one steps: at a moment at which it is gone, or not yet there, nothing is told of it.
TEST(Asks, AnObjectThatIsGoneHasNoBytes) {
  std::unique_ptr<Session> session = recorded(
      "class Node:\n    pass\nnode = Node()\nnode.me = node\nitems = [node, 2.5, 'text', {1: node}, (7, node)]\nprint(items)\ndel node, items\nimport gc\ngc.collect()\nNode = None\ngc.collect()\n");
  place(*session, "line 6");
  std::vector<ObjectId> ids = {named(*session, "node"), named(*session, "items"), named(*session, "Node")};
  for (const ObjectRow& o : session->moment().objects) ids.push_back(o.value.id);
  for (ObjectId id : ids) {
    EXPECT_FALSE(session->bytes(id).empty());
    EXPECT_FALSE(session->holders(id).empty());
  }
  for (const char* where : {"end", "line 11", "start"}) {
    place(*session, where);
    for (ObjectId id : ids) {
      EXPECT_LT(session->bytes(id).size(), 200u) << where;
      session->holders(id), session->dict(id, 0, ""), session->type(id), session->lookup(id, "me");
    }
    if (where[0] == 's') continue;   // another object may have lived there before
    EXPECT_TRUE(session->bytes(ids[0]).empty()) << where;
    EXPECT_TRUE(session->holders(ids[0]).empty()) << where;
  }
}

