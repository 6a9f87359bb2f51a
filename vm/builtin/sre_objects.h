// The objects of the regular expression module: Pattern, Match and Scanner, laid out as CPython 3.11's Modules/_sre/sre.h
// has them (Pattern and Match; a Scanner's engine state is our own), and what their files share.
#pragma once

#include "builtin/sre_engine.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct PatternObject : VarObject {
  int64_t groups;
  Ptr<Object> groupindex;      // dict: name -> number; null when no group has a name
  Ptr<Object> indexgroup;      // tuple: number -> name or None
  Ptr<Object> pattern;         // str, bytes or None
  int32_t flags;
  Ptr<Object> weakreflist;
  int32_t isbytes;             // -1: made from None, for any subject
  int64_t codesize;
  uint32_t code[1];            // codesize of them
};
static_assert(offsetof(PatternObject, weakreflist) == 64 && offsetof(PatternObject, code) == 88 && sizeof(PatternObject) == 96);

struct MatchObject : VarObject {
  Ptr<Object> string;
  Ptr<Object> regs;            // the tuple of all spans, once asked for
  Ptr<PatternObject> pattern;
  int64_t pos, endpos;
  int64_t lastindex;           // -1: no group
  int64_t groups;              // with group 0
  int64_t mark[1];             // start and end of each group, -1 where it has not matched
};
static_assert(sizeof(MatchObject) == 88);
inline int64_t* match_marks(MatchObject* m) { return m->mark; }

struct ScannerObject : Object {
  Ptr<PatternObject> pattern;
  SreState state;
};

inline PatternObject* as_pattern(Object* o) { return static_cast<PatternObject*>(o); }

// The characters of a str or of a bytes-like object.
struct SreText {
  const void* data;
  int64_t length;
  int32_t is_bytes;
  int32_t char_size;
};
// False with TypeError when it is neither. A buffer is held in *view (its obj is null for a str).
bool sre_text_of(Object* string, SreText* text, Buffer* view);
// string[from:to], as str or bytes.
Object* sre_slice(const SreText& text, Object* string, int64_t from, int64_t to);

// Makes a state for matching `pattern` in string[start:end] (clipped). False with an error; then nothing is held.
bool sre_state_init(SreState* state, PatternObject* pattern, Object* string, int64_t start, int64_t end);
void sre_state_drop(SreState* state);
Object* sre_state_slice(SreState* state, int64_t from, int64_t to);
// What a group has matched; else None, or with `empty` the empty text.
Object* sre_state_group(SreState* state, int64_t group, bool empty);
// After a match: the next one starts at its end, and may not be empty there if this one was.
void sre_state_advance(SreState* state);
// Searches from state->start on: 1, 0, or -1 with an error set.
int sre_state_search(SreState* state);
// A Match for `status` of the engine: None when there was no match, null with an error for a negative one.
Object* sre_match_new(PatternObject* pattern, SreState* state, int status);

// Arguments (string, pos=0, endpos=sys.maxsize) of a method of Pattern. False with an error.
struct SubjectArgs {
  Object* string;
  int64_t pos, endpos;
};
bool sre_subject_args(const char* name, Object** args, int64_t nargs, Object* kwnames, SubjectArgs* out);
bool sre_size_argument(Object* o, int64_t* out);  // an __index__; out stays when o is null

// sre_scanner.cpp, sre_substitute.cpp
Object* sre_scanner_new(PatternObject* pattern, const SubjectArgs& subject);
Object* sre_pattern_sub(Object* self, Object** args, int64_t nargs, Object* kwnames);
Object* sre_pattern_subn(Object* self, Object** args, int64_t nargs, Object* kwnames);
// Calls re.name(*args); the tuple is stolen, null passes on an error.
Object* sre_call_library(const char* name, Object* args_stolen);

}  // namespace innards
