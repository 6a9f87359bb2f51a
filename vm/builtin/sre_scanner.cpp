// The scanner: a pattern and a subject, with the place where the last match ended. finditer() walks one.
// CPython: Modules/_sre/sre.c.
#include "builtin/sre_objects.h"
#include "heap/heap.h"
#include "object/builtin_function.h"
#include "object/protocol.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

ScannerObject* as_scanner(Object* o) { return static_cast<ScannerObject*>(o); }

void scanner_dealloc(Object* o) {
  gc_untrack(o);
  sre_state_drop(&as_scanner(o)->state);
  xdecref(static_cast<Object*>(as_scanner(o)->pattern.get()));
  o->ob_type->tp_free(o);
}

int scanner_traverse(Object* o, visitproc* visit, void* arg) {
  if (const int r = visit(static_cast<Object*>(o->ob_type.get()), arg)) return r;
  Object* pattern = static_cast<Object*>(as_scanner(o)->pattern.get());
  return pattern ? visit(pattern, arg) : 0;
}

int scanner_clear(Object* o) {
  clear_ref(as_scanner(o)->pattern);
  return 0;
}

// The next match. After the last one `start` is -1.
Object* next_match(Object* self, int (*engine)(SreState*)) {
  SreState* state = &as_scanner(self)->state;
  if (state->start < 0 || !as_scanner(self)->pattern) return new_none();
  sre_state_reset(state);
  state->ptr = state->start;
  const int status = engine(state);
  Object* match = sre_match_new(as_scanner(self)->pattern, state, status);
  if (status == kSreNoMatch) state->start = -1;
  else sre_state_advance(state);
  return match;
}

// Of the arguments only positional ones are refused, as in CPython.
Object* scanner_match(Object* self, Object**, int64_t nargs, Object*) {
  return nargs ? err_format(ExcTypeError, "match() takes no arguments") : next_match(self, sre_match);
}
Object* scanner_search(Object* self, Object**, int64_t nargs, Object*) {
  return nargs ? err_format(ExcTypeError, "search() takes no arguments") : next_match(self, sre_search);
}

constexpr int kClassCall = kMethMethod | kMethFastcall | kMethKeywords;

const MethodDef kMethods[] = {
    {"match", scanner_match, kClassCall, "match($self, /)\n--\n\n"},
    {"search", scanner_search, kClassCall, "search($self, /)\n--\n\n"},
    {},
};

const MemberDef kMembers[] = {
    {"pattern", kTObject, offsetof(ScannerObject, pattern), 1, nullptr},
    {},
};

}  // namespace

Object* sre_scanner_new(PatternObject* pattern, const SubjectArgs& subject) {
  auto* scanner = gc_new_as<ScannerObject>(TypeSreScanner);
  if (!scanner) return nullptr;
  scanner->pattern = nullptr;
  if (!sre_state_init(&scanner->state, pattern, subject.string, subject.pos, subject.endpos)) {
    decref(static_cast<Object*>(scanner));
    return nullptr;
  }
  scanner->pattern = new_ref(pattern);
  gc_track(scanner);
  return scanner;
}

void init_SreScanner_type(TypeObject* t) {
  t->tp_basicsize = sizeof(ScannerObject);
  t->tp_dealloc = scanner_dealloc;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpImmutableType | kTpDisallowInstantiation;
  t->tp_traverse = scanner_traverse;
  t->tp_clear = scanner_clear;
  t->tp_free = gc_del;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
}

}  // namespace innards
