// sub() and subn() of patterns. A replacement is a function, a plain text, or a template, which the library's re._subx
// turns into one of the others. CPython: Modules/_sre/sre.c, pattern_subx.
#include <cstring>

#include "builtin/sre_objects.h"
#include "native/args.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/import.h"

namespace innards {

Object* sre_call_library(const char* name, Object* args_stolen) {
  Ref<> args(args_stolen);
  if (!args) return nullptr;
  Ref<> module(import_import_module("re"));
  Ref<> function(module ? object_get_attr_string(module, name) : nullptr);
  return function ? object_call(function, args, nullptr) : nullptr;
}

namespace {

// Whether the replacement is a text without backslashes.
bool is_plain_text(Object* replacement) {
  Buffer view;
  SreText text;
  if (!sre_text_of(replacement, &text, &view)) {
    err_clear();
    return false;
  }
  const bool plain = text.char_size == 1 ? !std::memchr(text.data, '\\', static_cast<size_t>(text.length))
                                         : str_find_char(replacement, '\\', 0, text.length, 1) < 0;
  buffer_release(&view);
  return plain;
}

struct Substitution {
  PatternObject* pattern;
  Object* filter;              // called with each match, or put in for it
  bool callable;
  int64_t most;                // 0: all
  int64_t done;
};

// What stands for the match in the state; may run Python code.
Object* replacement_of(Substitution* sub, SreState* state) {
  if (!sub->callable) return new_ref(sub->filter);
  Ref<> match(sre_match_new(sub->pattern, state, kSreMatched));
  return match ? object_call_one_arg(sub->filter, match) : nullptr;
}

bool append_slice(SreState* state, Object* list, int64_t from, int64_t to) {
  if (from >= to) return true;
  Ref<> item(sre_state_slice(state, from, to));
  return item && list_append(list, item) == 0;
}

// Fills the list with the parts of the result.
bool substitute(Substitution* sub, SreState* state, Object* list) {
  int64_t last = 0;
  while (sub->most == 0 || sub->done < sub->most) {
    const int status = sre_state_search(state);
    if (status < 0) return false;
    if (status == 0) break;
    const int64_t end = state->ptr;
    if (!append_slice(state, list, last, state->start)) return false;
    Ref<> item(replacement_of(sub, state));
    if (!item || (!is_none(item) && list_append(list, item) < 0)) return false;
    last = end;
    ++sub->done;
    sre_state_advance(state);
  }
  return append_slice(state, list, last, state->endpos);
}

Object* joined(Object* joiner, Object* list) {
  if (list_size_of(list) == 0) return new_ref(joiner);
  return bytes_check(joiner) ? bytes_join(joiner, list) : str_join(joiner, list);
}

Object* run(Substitution* sub, Object* string) {
  SreState state;
  if (!sre_state_init(&state, sub->pattern, string, 0, INT64_MAX)) return nullptr;
  Ref<> list(list_new(0));
  const bool ok = list && substitute(sub, &state, list);
  Ref<> joiner(ok ? sre_state_slice(&state, 0, 0) : nullptr);
  sre_state_drop(&state);
  return joiner ? joined(joiner, list) : nullptr;
}

// The function or text to put in for matches. New reference.
Object* filter_of(Object* pattern, Object* replacement) {
  if (callable_check(replacement) || is_plain_text(replacement)) return new_ref(replacement);
  return sre_call_library("_subx", tuple_pack(2, pattern, replacement));
}

Object* sub_or_subn(const char* name, Object* self, Object** args, int64_t nargs, Object* kwnames, bool with_count) {
  static const char* const kNames[] = {"repl", "string", "count", nullptr};
  const ArgsParser parser = {name, kNames};
  Object* buf[3] = {};
  Substitution sub = {as_pattern(self), nullptr, false, 0, 0};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 2, 3, 0, buf) || !sre_size_argument(buf[2], &sub.most)) return nullptr;
  Ref<> filter(filter_of(self, buf[0]));
  if (!filter) return nullptr;
  sub.filter = filter;
  sub.callable = callable_check(filter);
  Ref<> result(run(&sub, buf[1]));
  if (!with_count || !result) return result.release();
  Ref<> count(int_from_i64(sub.done));
  return count ? tuple_pack(2, result.get(), count.get()) : nullptr;
}

}  // namespace

Object* sre_pattern_sub(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return sub_or_subn("sub", self, args, nargs, kwnames, false);
}

Object* sre_pattern_subn(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return sub_or_subn("subn", self, args, nargs, kwnames, true);
}

}  // namespace innards
