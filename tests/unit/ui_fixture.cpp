#include "ui_fixture.h"

#include <cmath>

namespace innards {
namespace {

ValueRow value(ObjectId id, const char* type, const char* text, int64_t refs, bool is_static = false) {
  ValueRow v;
  v.id = id;
  v.type = type;
  v.text = text;
  v.refcount = refs;
  v.is_static = is_static;
  return v;
}

const char* const kSource[] = {
    "# A bank account: attributes, methods, exceptions.", "", "class Account:", "    \"\"\"Money under a name.\"\"\"", "", "    def __init__(self, owner, balance=0):",
    "        self.owner = owner", "        self.balance = balance", "        self.history = [('open', balance)]", "", "    def withdraw(self, amount):",
    "        if amount > self.balance:", "            raise ValueError(f'{self.owner} has only {self.balance}')", "        self.balance -= amount",
    "        self.history.append(('withdraw', amount))", "        return self.balance", "", "", "alice = Account('alice', 120)", "bob = Account('bob')",
    "accounts = {'a': alice, 'b': bob}", "for account in accounts.values():", "    try:", "        print(account.withdraw(50))", "    except ValueError as error:", "        print('refused:', error)"};

struct I {
  int offset;
  const char* name;
  int arg;
  const char* text;
  int line, col, end_col, caches, jump;
};
const I kCode[] = {{0, "RESUME", 0, "", 11, 0, 0, 0, -1}, {2, "LOAD_FAST", 1, "amount", 12, 11, 17, 0, -1}, {4, "LOAD_FAST", 0, "self", 12, 20, 24, 0, -1},
                   {6, "LOAD_ATTR", 0, "balance", 12, 20, 32, 4, -1}, {16, "COMPARE_OP", 4, ">", 12, 11, 32, 2, -1}, {22, "POP_JUMP_FORWARD_IF_FALSE", 41, "to 106", 12, 11, 32, 0, 106},
                   {24, "LOAD_GLOBAL", 3, "NULL + ValueError", 13, 18, 28, 5, -1}, {36, "LOAD_FAST", 0, "self", 13, 32, 36, 0, -1}, {38, "LOAD_ATTR", 2, "owner", 13, 32, 42, 4, -1},
                   {48, "FORMAT_VALUE", 0, "", 13, 31, 43, 0, -1}, {50, "LOAD_CONST", 1, "' has only '", 13, 43, 54, 0, -1}, {52, "LOAD_FAST", 0, "self", 13, 55, 59, 0, -1},
                   {54, "LOAD_ATTR", 0, "balance", 13, 55, 67, 4, -1}, {64, "FORMAT_VALUE", 0, "", 13, 54, 68, 0, -1}, {66, "BUILD_STRING", 3, "", 13, 29, 69, 0, -1},
                   {68, "PRECALL", 1, "", 13, 18, 70, 1, -1}, {72, "CALL", 1, "", 13, 18, 70, 4, -1}, {82, "RAISE_VARARGS", 1, "", 13, 12, 70, 0, -1},
                   {106, "LOAD_FAST", 0, "self", 14, 8, 12, 0, -1}, {108, "COPY", 1, "", 14, 8, 20, 0, -1}, {110, "LOAD_ATTR", 0, "balance", 14, 8, 20, 4, -1},
                   {120, "LOAD_FAST", 1, "amount", 14, 24, 30, 0, -1}, {122, "BINARY_OP", 23, "-=", 14, 8, 30, 1, -1}, {126, "SWAP", 2, "", 14, 8, 20, 0, -1},
                   {128, "STORE_ATTR", 0, "balance", 14, 8, 20, 4, -1}, {138, "LOAD_FAST", 0, "self", 15, 8, 12, 0, -1}, {140, "LOAD_ATTR", 3, "history", 15, 8, 20, 4, -1}};

}  // namespace

FixtureView::FixtureView() {
  int n = 0;
  for (const char* s : kSource) {
    SourceRow r;
    r.line = ++n;
    r.text = s;
    r.executable = s[0] && s[0] != '#';
    source_.push_back(r);
  }
  code_.id = 0x7000;
  code_.name = "withdraw";
  code_.qualname = "Account.withdraw";
  code_.filename = "bank.py";
  code_.first_line = 11;
  code_.arg_count = 2;
  code_.stack_size = 6;
  code_.flags_text = "OPTIMIZED | NEWLOCALS";
  code_.varnames = {"self", "amount"};
  code_.names = {"balance", "ValueError", "owner", "history", "append"};
  code_.consts = {value(0x1, "NoneType", "None", 0, true), value(0x2200, "str", "' has only '", 3)};
  int last = 0;
  for (const I& i : kCode) {
    InstrRow r;
    r.offset = i.offset;
    r.name = i.name;
    r.arg = i.arg;
    r.has_arg = i.name[0] != 'F' || i.arg;
    r.arg_text = i.text;
    r.line = i.line;
    r.starts_line = i.line != last;
    last = i.line;
    r.span = {i.line, i.col, i.line, i.end_col};
    r.caches = i.caches;
    r.jump_target = i.jump;
    r.is_target = i.offset == 106;
    r.sentence = "What " + r.name + " does, in one sentence that is a little longer than the panel is wide.";
    r.stack_picture = "a b -> c";
    if (i.offset >= 24 && i.offset < 70) r.handler = 106;
    code_.instructions.push_back(r);
  }
  code_.exceptions.push_back({24, 70, 106, 1, true});

  ValueRow alice = value(0x1e0a3f0, "Account", "<Account object at 0x1e0a3f0>", 5), bob = value(0x1e0a450, "Account", "<Account object at 0x1e0a450>", 3);
  ValueRow cls = value(0x1d00000, "type", "<class '__main__.Account'>", 7), accounts = value(0x1e10000, "dict", "{'a': <Account>, 'b': <Account>}", 2);
  ValueRow history = value(0x1e20000, "list", "[('open', 120)]", 1), history2 = value(0x1e20040, "list", "[('open', 0)]", 1);
  ValueRow open = value(0x1e30000, "tuple", "('open', 120)", 1), open2 = value(0x1e30040, "tuple", "('open', 0)", 1);
  ValueRow fifty = value(0x900, "int", "50", 1000000012, true), n120 = value(0x960, "int", "120", 4, true), n70 = value(0x970, "int", "70", 2, true);
  ValueRow fn = value(0x1e40000, "function", "<function Account.withdraw>", 2), method = value(0x1e40100, "method", "<bound method Account.withdraw>", 1);

  moment_.step = 1204;
  FrameRow module;
  module.id = 0x5000;
  module.name = module.qualname = "<module>";
  module.filename = "bank.py";
  module.code_id = 0x7100;
  module.line = 24;
  module.offset = 96;
  module.span = {24, 14, 24, 34};
  module.stack_size = 8;
  module.locals = {{"__name__", "name", value(0x2100, "str", "'__main__'", 9), {}, Change::Same}, {"Account", "name", cls, {}, Change::Same}, {"alice", "name", alice, {}, Change::Same},
                   {"bob", "name", bob, {}, Change::Same}, {"accounts", "name", accounts, {}, Change::Same}, {"account", "name", alice, {}, Change::Changed}};
  module.stack = {{0, value(0x1e50000, "dict_valueiterator", "<dict_valueiterator object at 0x1e50000>", 1), Change::Same}};
  FrameRow f;
  f.id = 0x5100;
  f.depth = 1;
  f.name = "withdraw";
  f.qualname = "Account.withdraw";
  f.filename = "bank.py";
  f.code_id = 0x7000;
  f.line = 14;
  f.offset = 122;
  f.span = {14, 8, 14, 30};
  f.stack_size = 6;
  f.change = Change::Added;
  f.locals = {{"self", "arg", alice, {}, Change::Same}, {"amount", "arg", fifty, {}, Change::Added}, {"counter", "cell", value(0x1e60000, "cell", "<cell at 0x1e60000>", 2), n120, Change::Same}, {"result", "local", {}, {}, Change::Same}};
  f.stack = {{0, alice, Change::Same}, {1, n120, Change::Same}, {2, fifty, Change::Added}};
  moment_.frames = {module, f};
  auto object = [&](const ValueRow& v, int64_t size, std::vector<RefRow> refs, Change c = Change::Same, int64_t before = 0) {
    ObjectRow o;
    o.value = v;
    o.size = size;
    o.refs = refs;
    o.change = c;
    o.refcount_before = before ? before : v.refcount;
    moment_.objects.push_back(o);
  };
  ValueRow a = value(0x2300, "str", "'alice'", 4), b = value(0x2340, "str", "'bob'", 4), zero = value(0x800, "int", "0", 0, true);
  ValueRow to = value(0x2400, "str", "'open'", 4), big = value(0x1e70000, "list", "[0, 1, 2, 3, 4, 5, ...]", 1);
  object(alice, 48, {{".owner", a, Change::Same}, {".balance", n120, Change::Changed}, {".history", history, Change::Same}, {"__class__", cls, Change::Same}}, Change::Same, 4);
  object(bob, 48, {{".owner", b, Change::Same}, {".balance", zero, Change::Same}, {".history", history2, Change::Same}});
  object(accounts, 232, {{"['a']", alice, Change::Same}, {"['b']", bob, Change::Same}});
  object(cls, 1064, {{"__init__", value(0x1e40040, "function", "<function Account.__init__>", 1), Change::Same}, {"withdraw", fn, Change::Same}, {"__mro__", value(0x5, "tuple", "()", 1), Change::Same}});
  object(history, 88, {{"[0]", open, Change::Same}});
  object(history2, 88, {{"[0]", open2, Change::Same}, {"[1]", big, Change::Added}});
  object(open, 56, {{"[0]", to, Change::Same}, {"[1]", n120, Change::Same}});
  object(open2, 56, {{"[0]", to, Change::Same}, {"[1]", zero, Change::Same}}, Change::Same);
  std::vector<RefRow> many;
  for (int i = 0; i < 20; ++i) many.push_back({"[" + std::to_string(i) + "]", value(0x800 + i * 32, "int", std::to_string(i * 1000).c_str(), 2), Change::Same});
  object(big, 216, many, Change::Added);
  object(method, 64, {{"__self__", alice, Change::Same}, {"__func__", fn, Change::Same}}, Change::Gone);
  object(n70, 28, {});
  object(a, 54, {});
  moment_.objects_left_out = 3;

  step_.step = 1204;
  step_.instruction = code_.instructions[22];
  step_.qualname = "Account.withdraw";
  step_.sentence = "Pops two values, subtracts the upper from the lower, in place where the type can, and pushes the result.";
  auto micro = [&](const char* kind, const char* text, ObjectId id, int64_t before, int64_t after, int depth) {
    MicroRow m;
    m.index = static_cast<int>(step_.micro.size());
    m.kind = kind;
    m.text = text;
    m.object = id;
    m.before = before;
    m.after = after;
    m.depth = depth;
    step_.micro.push_back(m);
  };
  micro("pop", "50", fifty.id, 0, 0, 0);
  micro("pop", "120", n120.id, 0, 0, 0);
  micro("slot", "int.nb_inplace_subtract is empty, int.nb_subtract(120, 50)", 0, 0, 0, 0);
  micro("alloc", "28 bytes for an int", n70.id, 0, 0, 1);
  micro("decref", "120", n120.id, 5, 4, 0);
  micro("decref", "50", fifty.id, 13, 12, 0);
  micro("push", "70", n70.id, 0, 0, 0);
  output_ = {{900, 1, "70\n"}, {1000, 1, "a line that is rather long, so that it has to be cut at the edge of the panel\n"}, {1100, 2, "a warning\n"}, {2000, 1, "refused: bob has only 0\n"}};
}

std::vector<FieldRow> FixtureView::bytes(ObjectId id) {
  if (!id) return {};
  return {{-16, 8, "_gc_next", "uintptr_t", "40 00 e2 01 00 00 00 00", "0x1e20040", "", 0x1e20040, Change::Same},
          {-8, 8, "_gc_prev", "uintptr_t", "00 00 e3 01 00 00 00 00", "0x1e30000", "", 0x1e30000, Change::Same},
          {0, 8, "ob_refcnt", "Py_ssize_t", "01 00 00 00 00 00 00 00", "1", "", 0, Change::Changed},
          {8, 8, "ob_type", "PyTypeObject*", "80 40 00 01 00 00 00 00", "list", "", 0x1004080, Change::Same},
          {16, 8, "ob_size", "Py_ssize_t", "01 00 00 00 00 00 00 00", "1 item", "", 0, Change::Same},
          {24, 8, "ob_item", "PyObject**", "00 10 e2 01 00 00 00 00", "0x1e21000", "", 0, Change::Same},
          {32, 8, "allocated", "Py_ssize_t", "04 00 00 00 00 00 00 00", "4 slots", "", 0, Change::Same}};
}

std::vector<HolderRow> FixtureView::holders(ObjectId id) {
  if (!id) return {};
  return {{"local", 0, "alice in <module>", 0, 2}, {"local", 0, "self in Account.withdraw", 1, 0}, {"stack", 0, "stack[0] of Account.withdraw", 1, 0}, {"item", 0x1e10000, "dict at 0x1e10000['a']", -1, 0}};
}

std::vector<StripBucket> FixtureView::strip(uint64_t from, uint64_t to, int buckets) {
  std::vector<StripBucket> out;
  for (int i = 0; i < buckets; ++i) {
    StripBucket b;
    b.from = from + (to - from) * static_cast<uint64_t>(i) / static_cast<uint64_t>(buckets);
    b.to = from + (to - from) * static_cast<uint64_t>(i + 1) / static_cast<uint64_t>(buckets);
    b.max_depth = 3 + static_cast<int>(4 * std::sin(i * 0.11) + 2 * std::sin(i * 0.53));
    if (b.max_depth < 0) b.max_depth = 0;
    b.min_depth = b.max_depth > 2 ? b.max_depth - 2 : 0;
    b.first_line = 11;
    b.last_line = 16;
    b.exceptions = i % 61 == 40;
    b.outputs = i % 23 == 5;
    b.gc_runs = i % 97 == 50;
    out.push_back(b);
  }
  return out;
}

}  // namespace innards
