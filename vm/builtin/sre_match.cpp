// re.Match: where the groups of a pattern matched in a subject. CPython: Modules/_sre/sre.c.
#include "builtin/sre_objects.h"
#include "heap/heap.h"
#include "native/args.h"
#include "native/varargs.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

MatchObject* as_match(Object* o) { return static_cast<MatchObject*>(o); }

void match_dealloc(Object* o) {
  gc_untrack(o);
  MatchObject* m = as_match(o);
  xdecref(m->regs.get());
  xdecref(m->string.get());
  decref(static_cast<Object*>(m->pattern.get()));
  o->ob_type->tp_free(o);
}

int match_traverse(Object* o, visitproc* visit, void* arg) {
  MatchObject* m = as_match(o);
  Object* const held[] = {static_cast<Object*>(o->ob_type.get()), m->string, m->regs, static_cast<Object*>(m->pattern.get())};
  for (Object* child : held) {
    if (!child) continue;
    if (const int r = visit(child, arg)) return r;
  }
  return 0;
}

int match_clear(Object* o) {
  clear_ref(as_match(o)->string);
  clear_ref(as_match(o)->regs);
  return 0;  // the pattern is needed to the end; it holds no match
}

// ---- groups

Object* slice_of_group(MatchObject* m, int64_t group, Object* missing) {
  if (group < 0 || group >= m->groups) return err_format(ExcIndexError, "no such group");
  if (!m->string || is_none(m->string) || m->mark[2 * group] < 0) return new_ref(missing);
  Buffer view;
  SreText text;
  if (!sre_text_of(m->string, &text, &view)) return nullptr;
  // A bytearray may have become shorter since.
  const int64_t from = m->mark[2 * group] < text.length ? m->mark[2 * group] : text.length;
  const int64_t to = m->mark[2 * group + 1] < text.length ? m->mark[2 * group + 1] : text.length;
  Object* slice = sre_slice(text, m->string, from, to);
  buffer_release(&view);
  return slice;
}

// The number of a group given by number or name; -1 with IndexError when there is none.
int64_t group_number(MatchObject* m, Object* index) {
  int64_t i = -1;
  if (!index) return 0;
  if (index_check(index)) {
    i = number_as_ssize(index, nullptr);
  } else {
    Object* names = m->pattern->groupindex;
    Object* number = names ? dict_get_item_with_error(names, index) : nullptr;
    if (number && int_check(number)) i = int_as_ssize_t(number);
  }
  if (i >= 0 && i < m->groups) return i;
  if (!err_occurred()) err_set_string(ExcIndexError, "no such group");
  return -1;
}

Object* slice_of(MatchObject* m, Object* index, Object* missing) {
  const int64_t i = group_number(m, index);
  return i < 0 ? nullptr : slice_of_group(m, i, missing);
}

Object* match_group(Object* self, Object** args, int64_t nargs) {
  MatchObject* m = as_match(self);
  if (nargs == 0) return slice_of_group(m, 0, none());
  if (nargs == 1) return slice_of(m, args[0], none());
  Ref<> result(tuple_new(nargs));
  for (int64_t i = 0; result && i < nargs; ++i) {
    Object* item = slice_of(m, args[i], none());
    if (!item) return nullptr;
    tuple_put(result, i, item);
  }
  return result.release();
}

Object* match_getitem(Object* self, Object* name) { return slice_of(as_match(self), name, none()); }

const char* const kDefaultNames[] = {"default", nullptr};

// The one optional argument `default`. False with an error.
bool default_argument(const char* name, Object** args, int64_t nargs, Object* kwnames, Object** out) {
  const ArgsParser parser = {name, kDefaultNames};
  Object* buf[1] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 1, 0, buf)) return false;
  *out = buf[0] ? buf[0] : none();
  return true;
}

Object* match_groups(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  Object* missing;
  if (!default_argument("groups", args, nargs, kwnames, &missing)) return nullptr;
  MatchObject* m = as_match(self);
  Ref<> result(tuple_new(m->groups - 1));
  for (int64_t i = 1; result && i < m->groups; ++i) {
    Object* item = slice_of_group(m, i, missing);
    if (!item) return nullptr;
    tuple_put(result, i - 1, item);
  }
  return result.release();
}

Object* match_groupdict(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  Object* missing;
  if (!default_argument("groupdict", args, nargs, kwnames, &missing)) return nullptr;
  MatchObject* m = as_match(self);
  Ref<> result(dict_new());
  Object *key, *number;
  for (int64_t pos = 0; result && m->pattern->groupindex && dict_next(m->pattern->groupindex, &pos, &key, &number);) {
    Ref<> name(new_ref(key));
    Ref<> item(slice_of(m, name, missing));
    if (!item || dict_set_item(result, name, item) < 0) return nullptr;
  }
  return result.release();
}

Object* match_expand(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"template", nullptr};
  static const ArgsParser kParser = {"expand", kNames};
  Object* buf[1] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf)) return nullptr;
  return sre_call_library("_expand", tuple_pack(3, static_cast<Object*>(as_match(self)->pattern.get()), self, buf[0]));
}

// ---- spans

Object* pair(int64_t a, int64_t b) {
  Ref<> first(int_from_i64(a)), second(int_from_i64(b));
  return first && second ? tuple_pack(2, first.get(), second.get()) : nullptr;
}

// The group a method's only argument means, -1 with an error.
int64_t group_argument(const char* name, Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional(name, nargs, 0, 1)) return -1;
  return group_number(as_match(self), nargs ? args[0] : nullptr);
}

Object* match_start(Object* self, Object** args, int64_t nargs) {
  const int64_t i = group_argument("start", self, args, nargs);
  return i < 0 ? nullptr : int_from_i64(as_match(self)->mark[2 * i]);
}

Object* match_end(Object* self, Object** args, int64_t nargs) {
  const int64_t i = group_argument("end", self, args, nargs);
  return i < 0 ? nullptr : int_from_i64(as_match(self)->mark[2 * i + 1]);
}

Object* match_span(Object* self, Object** args, int64_t nargs) {
  const int64_t i = group_argument("span", self, args, nargs);
  return i < 0 ? nullptr : pair(as_match(self)->mark[2 * i], as_match(self)->mark[2 * i + 1]);
}

Object* match_regs(Object* self, void*) {
  MatchObject* m = as_match(self);
  if (m->regs) return new_ref(m->regs.get());
  Ref<> regs(tuple_new(m->groups));
  for (int64_t i = 0; regs && i < m->groups; ++i) {
    Object* item = pair(m->mark[2 * i], m->mark[2 * i + 1]);
    if (!item) return nullptr;
    tuple_put(regs, i, item);
  }
  if (!regs) return nullptr;
  m->regs = new_ref(regs.get());
  return regs.release();
}

Object* match_lastindex(Object* self, void*) {
  return as_match(self)->lastindex >= 0 ? int_from_i64(as_match(self)->lastindex) : new_none();
}

Object* match_lastgroup(Object* self, void*) {
  MatchObject* m = as_match(self);
  Object* names = m->pattern->indexgroup;
  if (names && m->lastindex >= 0 && m->lastindex < tuple_size_of(names)) return new_ref(tuple_item_at(names, m->lastindex));
  return new_none();
}

Object* match_repr(Object* self) {
  MatchObject* m = as_match(self);
  Ref<> text(slice_of_group(m, 0, none()));
  if (!text) return nullptr;
  return str_from_format("<%s object; span=(%zd, %zd), match=%.50R>", type_of(self)->tp_name.get(), match_marks(m)[0], match_marks(m)[1], text.get());
}

Object* itself(Object* self, Object*) { return new_ref(self); }

const MethodDef kMethods[] = {
    {"group", by_tuple<match_group>, kMethVarargs, "group([group1, ...]) -> str or tuple.\nWhat one or more groups matched, by number or name; 0 is the whole match."},
    {"start", match_start, kMethFastcall, "start($self, group=0, /)\n--\n\nWhere the group begins, or -1."},
    {"end", match_end, kMethFastcall, "end($self, group=0, /)\n--\n\nWhere the group ends, or -1."},
    {"span", match_span, kMethFastcall, "span($self, group=0, /)\n--\n\nThe pair (start, end) of the group."},
    {"groups", match_groups, kMethFastcall | kMethKeywords, "groups($self, /, default=None)\n--\n\nA tuple of what all groups from 1 on matched."},
    {"groupdict", match_groupdict, kMethFastcall | kMethKeywords, "groupdict($self, /, default=None)\n--\n\nA dict from the groups' names to what they matched."},
    {"expand", match_expand, kMethFastcall | kMethKeywords, "expand($self, /, template)\n--\n\nThe template with its references to groups filled in, as sub() does it."},
    {"__copy__", itself, kMethNoArgs, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", itself, kMethO, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};

const MemberDef kMembers[] = {
    {"string", kTObject, offsetof(MatchObject, string), 1, "The subject."},
    {"re", kTObject, offsetof(MatchObject, pattern), 1, "The pattern."},
    {"pos", kTPySsize, offsetof(MatchObject, pos), 1, "Where the search began."},
    {"endpos", kTPySsize, offsetof(MatchObject, endpos), 1, "Where the search had to end."},
    {},
};

const GetSetDef kGetSets[] = {
    {"lastindex", match_lastindex, nullptr, "The number of the group that matched last."},
    {"lastgroup", match_lastgroup, nullptr, "The name of the group that matched last."},
    {"regs", match_regs, nullptr, "The spans of all groups."},
    {},
};

}  // namespace

void init_SreMatch_type(TypeObject* t) {
  t->tp_basicsize = sizeof(MatchObject);
  t->tp_itemsize = sizeof(int64_t);
  t->tp_dealloc = match_dealloc;
  t->tp_repr = match_repr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpImmutableType | kTpDisallowInstantiation;
  t->tp_traverse = match_traverse;
  t->tp_clear = match_clear;
  t->tp_free = gc_del;
  mapping_methods(t)->mp_subscript = match_getitem;
  type_set_doc(t, "What a pattern has found in a text. It is always true.");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
