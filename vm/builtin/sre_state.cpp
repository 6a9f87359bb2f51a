// The subject of a match and the engine's state for it.
#include <cstring>

#include "builtin/sre_codes.h"
#include "builtin/sre_objects.h"
#include "heap/heap.h"
#include "object/bytes.h"
#include "object/str.h"
#include "run/errors.h"

namespace innards {

bool sre_text_of(Object* string, SreText* text, Buffer* view) {
  view->obj = nullptr;
  if (str_check(string)) {
    *text = {str_data(string), str_length(string), 0, str_kind(string)};
    return true;
  }
  if (!object_check_buffer(string) || object_get_buffer(string, view, kBufSimple) < 0) {
    err_clear();
    err_format(ExcTypeError, "expected string or bytes-like object, got '%.200s'", type_of(string)->tp_name.get());
    return false;
  }
  *text = {view->buf.get(), view->len, 1, 1};
  return true;
}

Object* sre_slice(const SreText& text, Object* string, int64_t from, int64_t to) {
  if (!text.is_bytes) return str_substring(string, from, to);
  if (bytes_check_exact(string) && from == 0 && to == bytes_size(string)) return new_ref(string);
  return bytes_from_data(static_cast<const char*>(text.data) + from, to - from);
}

namespace {

int64_t clip(int64_t position, int64_t length) { return position < 0 ? 0 : position > length ? length : position; }

bool kinds_agree(PatternObject* pattern, const SreText& text) {
  if (text.is_bytes && pattern->isbytes == 0)
    return err_format(ExcTypeError, "cannot use a string pattern on a bytes-like object");
  if (!text.is_bytes && pattern->isbytes > 0)
    return err_format(ExcTypeError, "cannot use a bytes pattern on a string-like object");
  return true;
}

int64_t* new_marks(int64_t groups) {
  void* block = mem_alloc(static_cast<size_t>(groups ? groups : 1) * 16);
  if (!block) err_no_memory();
  return static_cast<int64_t*>(block);
}

}  // namespace

bool sre_state_init(SreState* state, PatternObject* pattern, Object* string, int64_t start, int64_t end) {
  std::memset(static_cast<void*>(state), 0, sizeof *state);
  SreText text;
  if (!sre_text_of(string, &text, &state->buffer)) return false;
  if (!kinds_agree(pattern, text) || !(state->marks = new_marks(pattern->groups))) {
    buffer_release(&state->buffer);
    return false;
  }
  state->code = pattern->code;
  state->string = new_ref(string);
  state->text = text.data;
  state->length = text.length;
  state->char_size = text.char_size;
  state->is_bytes = text.is_bytes;
  state->start = state->pos = clip(start, text.length);
  state->endpos = clip(end, text.length);
  sre_state_reset(state);
  return true;
}

void sre_state_drop(SreState* state) {
  buffer_release(&state->buffer);
  clear_ref(state->string);
  if (state->marks) mem_free(state->marks);
  if (state->stack) mem_free(state->stack);
  state->marks = state->stack = nullptr;
}

Object* sre_state_slice(SreState* state, int64_t from, int64_t to) {
  return sre_slice({state->text.get(), state->length, state->is_bytes, state->char_size}, state->string, from, to);
}

Object* sre_state_group(SreState* state, int64_t group, bool empty) {
  const int64_t first = 2 * (group - 1);
  if (first >= state->last_mark || state->marks[first] < 0 || state->marks[first + 1] < 0)
    return empty ? sre_state_slice(state, 0, 0) : new_none();
  const int64_t from = state->marks[first], to = state->marks[first + 1];
  if (from > to) return err_format(ExcSystemError, "The span of capturing group is wrong, please report a bug for the re module.");
  return sre_state_slice(state, from, to);
}

void sre_state_advance(SreState* state) {
  state->must_advance = state->ptr == state->start;
  state->start = state->ptr;
}

namespace {

int report(int status) {
  if (status >= 0) return status;
  if (status == kSreNoMemory) err_no_memory();
  else err_set_string(ExcRuntimeError, "internal error in regular expression engine");
  return -1;
}

// Copies the engine's marks; a group that ends before it starts is 3.11's own mistake, told as it tells it.
bool fill_marks(MatchObject* match, const SreState* state) {
  int64_t* marks = match_marks(match);
  marks[0] = state->start;
  marks[1] = state->ptr;
  for (int64_t i = 2; i < 2 * match->groups; i += 2) {
    const bool set = i - 1 <= state->last_mark && state->marks[i - 2] >= 0 && state->marks[i - 1] >= 0;
    marks[i] = set ? state->marks[i - 2] : -1;
    marks[i + 1] = set ? state->marks[i - 1] : -1;
    if (marks[i] > marks[i + 1])
      return err_format(ExcSystemError, "The span of capturing group is wrong, please report a bug for the re module.");
  }
  return true;
}

}  // namespace

int sre_state_search(SreState* state) {
  sre_state_reset(state);
  state->ptr = state->start;
  return report(sre_search(state));
}

Object* sre_match_new(PatternObject* pattern, SreState* state, int status) {
  if (report(status) < 0) return nullptr;
  if (status == kSreNoMatch) return new_none();
  auto* match = static_cast<MatchObject*>(gc_new_var(TypeSreMatch, 2 * (pattern->groups + 1)));
  if (!match) return nullptr;
  match->pattern = new_ref(pattern);
  match->string = new_ref(state->string.get());
  match->regs = nullptr;
  match->groups = pattern->groups + 1;
  match->pos = state->pos;
  match->endpos = state->endpos;
  match->lastindex = state->last_index;
  gc_track(match);
  if (fill_marks(match, state)) return match;
  decref(static_cast<Object*>(match));
  return nullptr;
}

}  // namespace innards
