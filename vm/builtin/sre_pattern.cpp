// re.Pattern: a compiled regular expression and its methods but sub() and subn(). CPython: Modules/_sre/sre.c.
#include <cstring>

#include "builtin/sre_codes.h"
#include "builtin/sre_objects.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/errors.h"

namespace innards {

bool sre_size_argument(Object* o, int64_t* out) {
  if (!o) return true;
  Ref<> index(number_index_raw(o));
  if (!index) return false;
  *out = int_as_ssize_t(index);
  return *out != -1 || !err_occurred();
}

bool sre_subject_args(const char* name, Object** args, int64_t nargs, Object* kwnames, SubjectArgs* out) {
  static const char* const kNames[] = {"string", "pos", "endpos", nullptr};
  const ArgsParser parser = {name, kNames};
  Object* buf[3] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 3, 0, buf)) return false;
  *out = {buf[0], 0, INT64_MAX};
  return sre_size_argument(buf[1], &out->pos) && sre_size_argument(buf[2], &out->endpos);
}

namespace {

// ---- life

void pattern_dealloc(Object* o) {
  PatternObject* p = as_pattern(o);
  gc_untrack(o);
  if (p->weakreflist) object_clear_weakrefs(o);
  xdecref(p->pattern.get());
  xdecref(p->groupindex.get());
  xdecref(p->indexgroup.get());
  o->ob_type->tp_free(o);
}

int pattern_traverse(Object* o, visitproc* visit, void* arg) {
  PatternObject* p = as_pattern(o);
  Object* const held[] = {static_cast<Object*>(o->ob_type.get()), p->groupindex, p->indexgroup, p->pattern};
  for (Object* child : held) {
    if (!child) continue;
    if (const int r = visit(child, arg)) return r;
  }
  return 0;
}

int pattern_clear(Object* o) {
  clear_ref(as_pattern(o)->groupindex);
  clear_ref(as_pattern(o)->indexgroup);
  clear_ref(as_pattern(o)->pattern);
  return 0;
}

// ---- one match

Object* one_match(const char* name, Object* self, Object** args, int64_t nargs, Object* kwnames, int (*engine)(SreState*), bool all) {
  SubjectArgs subject;
  if (!sre_subject_args(name, args, nargs, kwnames, &subject)) return nullptr;
  SreState state;
  if (!sre_state_init(&state, as_pattern(self), subject.string, subject.pos, subject.endpos)) return nullptr;
  state.match_all = all;
  state.ptr = state.start;
  Object* match = sre_match_new(as_pattern(self), &state, engine(&state));
  sre_state_drop(&state);
  return match;
}

Object* pattern_match(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return one_match("match", self, args, nargs, kwnames, sre_match, false);
}
Object* pattern_fullmatch(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return one_match("fullmatch", self, args, nargs, kwnames, sre_match, true);
}
Object* pattern_search(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return one_match("search", self, args, nargs, kwnames, sre_search, false);
}

// ---- all matches

// Appends an item it takes over. False with an error, also when the item is null.
bool append(Object* list, Object* item_stolen) {
  Ref<> item(item_stolen);
  return item && list_append(list, item) == 0;
}

// What findall() gives for the match in the state: the only group, a tuple of the groups, or the whole match.
Object* found_item(SreState* state, int64_t groups) {
  if (groups == 0) return sre_state_slice(state, state->start, state->ptr);
  if (groups == 1) return sre_state_group(state, 1, true);
  Ref<> item(tuple_new(groups));
  for (int64_t i = 0; item && i < groups; ++i) {
    Object* group = sre_state_group(state, i + 1, true);
    if (!group) return nullptr;
    tuple_put(item, i, group);
  }
  return item.release();
}

bool find_all(SreState* state, int64_t groups, Object* list) {
  while (state->start <= state->endpos) {
    const int status = sre_state_search(state);
    if (status <= 0) return status == 0;
    if (!append(list, found_item(state, groups))) return false;
    sre_state_advance(state);
  }
  return true;
}

Object* pattern_findall(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  SubjectArgs subject;
  if (!sre_subject_args("findall", args, nargs, kwnames, &subject)) return nullptr;
  SreState state;
  if (!sre_state_init(&state, as_pattern(self), subject.string, subject.pos, subject.endpos)) return nullptr;
  Ref<> list(list_new(0));
  const bool ok = list && find_all(&state, as_pattern(self)->groups, list);
  sre_state_drop(&state);
  return ok ? list.release() : nullptr;
}

Object* pattern_finditer(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  SubjectArgs subject;
  if (!sre_subject_args("finditer", args, nargs, kwnames, &subject)) return nullptr;
  Ref<> scanner(sre_scanner_new(as_pattern(self), subject));
  if (!scanner) return nullptr;
  Ref<> search(object_get_attr_string(scanner, "search"));
  scanner.reset();
  return search ? call_iter_new(search, none()) : nullptr;
}

Object* pattern_scanner(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  SubjectArgs subject;
  if (!sre_subject_args("scanner", args, nargs, kwnames, &subject)) return nullptr;
  return sre_scanner_new(as_pattern(self), subject);
}

bool split_into(SreState* state, int64_t groups, int64_t most, Object* list) {
  int64_t last = state->start;
  for (int64_t n = 0; most == 0 || n < most; ++n) {
    const int status = sre_state_search(state);
    if (status < 0) return false;
    if (status == 0) break;
    if (!append(list, sre_state_slice(state, last, state->start))) return false;
    for (int64_t i = 1; i <= groups; ++i)
      if (!append(list, sre_state_group(state, i, false))) return false;
    sre_state_advance(state);
    last = state->start;
  }
  return append(list, sre_state_slice(state, last, state->endpos));
}

Object* pattern_split(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"string", "maxsplit", nullptr};
  static const ArgsParser kParser = {"split", kNames};
  Object* buf[2] = {};
  int64_t most = 0;
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf) || !sre_size_argument(buf[1], &most)) return nullptr;
  SreState state;
  if (!sre_state_init(&state, as_pattern(self), buf[0], 0, INT64_MAX)) return nullptr;
  Ref<> list(list_new(0));
  const bool ok = list && split_into(&state, as_pattern(self)->groups, most, list);
  sre_state_drop(&state);
  return ok ? list.release() : nullptr;
}

// ---- as a value

struct FlagName {
  const char* name;
  int value;
};
constexpr FlagName kFlagNames[] = {
    {"re.TEMPLATE", kSreFlagTemplate}, {"re.IGNORECASE", kSreFlagIgnoreCase}, {"re.LOCALE", kSreFlagLocale},
    {"re.MULTILINE", kSreFlagMultiline}, {"re.DOTALL", kSreFlagDotAll}, {"re.UNICODE", kSreFlagUnicode},
    {"re.VERBOSE", kSreFlagVerbose}, {"re.DEBUG", kSreFlagDebug}, {"re.ASCII", kSreFlagAscii},
};

// The flags' names with "|" between them, those without a name as a number; empty for none.
int write_flags(StrWriter* out, int flags) {
  const char* separator = ", ";
  for (const FlagName& f : kFlagNames) {
    if (!(flags & f.value)) continue;
    if (out->write_ascii(separator) < 0 || out->write_ascii(f.name) < 0) return -1;
    separator = "|";
    flags &= ~f.value;
  }
  if (flags == 0) return 0;
  Ref<> number(int_from_i64(flags));
  Ref<> text(number ? number_to_base(number, 16) : nullptr);
  return text && out->write_ascii(separator) == 0 ? out->write_str(text) : -1;
}

Object* pattern_repr(Object* self) {
  PatternObject* p = as_pattern(self);
  int flags = p->flags;
  // A str pattern is Unicode unless it says otherwise.
  if (p->isbytes == 0 && (flags & (kSreFlagLocale | kSreFlagUnicode | kSreFlagAscii)) == kSreFlagUnicode) flags &= ~kSreFlagUnicode;
  Ref<> source(str_from_format("%.200R", p->pattern.get()));
  if (!source) return nullptr;
  StrWriter out;
  out.overallocate = true;
  if (out.write_ascii("re.compile(") == 0 && out.write_str(source) == 0 && write_flags(&out, flags) == 0 && out.write_char(')') == 0)
    return out.finish();
  out.drop();
  return nullptr;
}

int64_t pattern_hash(Object* self) {
  PatternObject* p = as_pattern(self);
  const int64_t source = object_hash(p->pattern);
  if (source == -1) return -1;
  int64_t hash = hash_bytes(p->code, p->codesize * 4) ^ source ^ p->flags ^ p->isbytes ^ p->codesize;
  return hash == -1 ? -2 : hash;
}

// 1, 0, or -1 with an error.
int patterns_equal(PatternObject* a, PatternObject* b) {
  if (a == b) return 1;
  // The code too: the same text means something else under another locale.
  if (a->flags != b->flags || a->isbytes != b->isbytes || a->codesize != b->codesize ||
      std::memcmp(a->code, b->code, static_cast<size_t>(a->codesize) * 4))
    return 0;
  return object_rich_compare_bool(a->pattern, b->pattern, kEQ);
}

Object* pattern_richcompare(Object* a, Object* b, int op) {
  if ((op != kEQ && op != kNE) || a->ob_type != b->ob_type) return new_not_implemented();
  const int equal = patterns_equal(as_pattern(a), as_pattern(b));
  return equal < 0 ? nullptr : bool_from((equal == 1) == (op == kEQ));
}

Object* pattern_groupindex(Object* self, void*) {
  Object* names = as_pattern(self)->groupindex;
  return names ? dict_proxy_new(names) : dict_new();
}

Object* itself(Object* self, Object*) { return new_ref(self); }

constexpr int kKeywordsCall = kMethFastcall | kMethKeywords, kClassCall = kMethMethod | kKeywordsCall;
const MethodDef kMethods[] = {
    {"match", pattern_match, kClassCall, "match($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nThe match that begins at pos, or None."},
    {"fullmatch", pattern_fullmatch, kClassCall, "fullmatch($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nThe match of everything from pos to endpos, or None."},
    {"search", pattern_search, kClassCall, "search($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nThe first match from pos on, or None."},
    {"sub", sre_pattern_sub, kClassCall, "sub($self, /, repl, string, count=0)\n--\n\nThe text with its matches replaced by a template or by what a function makes of them."},
    {"subn", sre_pattern_subn, kClassCall, "subn($self, /, repl, string, count=0)\n--\n\nThe pair of what sub() gives and the number of matches replaced."},
    {"findall", pattern_findall, kKeywordsCall, "findall($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nA list of all matches, or of their groups."},
    {"split", pattern_split, kKeywordsCall, "split($self, /, string, maxsplit=0)\n--\n\nThe parts of the text between the matches, with the matches' groups."},
    {"finditer", pattern_finditer, kClassCall, "finditer($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nAn iterator over all matches."},
    {"scanner", pattern_scanner, kClassCall, "scanner($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"},
    {"__copy__", itself, kMethNoArgs, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", itself, kMethO, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};

const MemberDef kMembers[] = {
    {"pattern", kTObject, offsetof(PatternObject, pattern), 1, "The text the pattern was made from."},
    {"flags", kTInt, offsetof(PatternObject, flags), 1, "The flags it was made with."},
    {"groups", kTPySsize, offsetof(PatternObject, groups), 1, "How many groups it has."},
    {},
};

const GetSetDef kGetSets[] = {
    {"groupindex", pattern_groupindex, nullptr, "The numbers of the named groups."},
    {},
};

}  // namespace

void init_SrePattern_type(TypeObject* t) {
  t->tp_basicsize = sizeof(PatternObject);
  t->tp_itemsize = sizeof(uint32_t);
  t->tp_dealloc = pattern_dealloc;
  t->tp_repr = pattern_repr;
  t->tp_hash = pattern_hash;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpImmutableType | kTpDisallowInstantiation;
  t->tp_traverse = pattern_traverse;
  t->tp_clear = pattern_clear;
  t->tp_richcompare = pattern_richcompare;
  t->tp_weaklistoffset = offsetof(PatternObject, weakreflist);
  t->tp_free = gc_del;
  type_set_doc(t, "A compiled regular expression.");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
