// "Did you mean": the name in scope that is nearest to the one that was not found. Follows Python/suggestions.c.
#include <cstring>

#include "object/code.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/print_exception.h"

namespace innards {

namespace {

constexpr int64_t kMaxCandidates = 750;
constexpr int64_t kMaxLength = 40;
constexpr int kMoveCost = 2;
constexpr int kCaseCost = 1;

int fold(char c) { return c >= 'A' && c <= 'Z' ? c + 32 : static_cast<unsigned char>(c); }

int substitution_cost(char a, char b) {
  if ((a & 31) != (b & 31)) return kMoveCost;
  if (a == b) return 0;
  return fold(a) == fold(b) ? kCaseCost : kMoveCost;
}

// The edit distance of two texts, or something above max_cost.
int64_t distance(const char* a, int64_t a_size, const char* b, int64_t b_size, int64_t max_cost, int64_t* row) {
  if (a == b) return 0;
  while (a_size && b_size && a[0] == b[0]) ++a, --a_size, ++b, --b_size;
  while (a_size && b_size && a[a_size - 1] == b[b_size - 1]) --a_size, --b_size;
  if (!a_size || !b_size) return (a_size + b_size) * kMoveCost;
  if (a_size > kMaxLength || b_size > kMaxLength) return max_cost + 1;
  if (b_size < a_size) {
    const char* t = a;
    a = b;
    b = t;
    int64_t ts = a_size;
    a_size = b_size;
    b_size = ts;
  }
  if ((b_size - a_size) * kMoveCost > max_cost) return max_cost + 1;
  for (int64_t i = 0; i < a_size; ++i) row[i] = (i + 1) * kMoveCost;
  int64_t result = 0;
  for (int64_t bi = 0; bi < b_size; ++bi) {
    int64_t diagonal = result = bi * kMoveCost;
    int64_t least = INT64_MAX;
    for (int64_t i = 0; i < a_size; ++i) {
      int64_t substitute = diagonal + substitution_cost(b[bi], a[i]);
      diagonal = row[i];
      int64_t insert_delete = (result < diagonal ? result : diagonal) + kMoveCost;
      result = insert_delete < substitute ? insert_delete : substitute;
      row[i] = result;
      if (result < least) least = result;
    }
    if (least > max_cost) return max_cost + 1;
  }
  return result;
}

// The nearest of the names in `dir` (a list): new reference, or null.
Object* nearest(Object* dir, Object* name) {
  int64_t n = list_size_of(dir);
  if (n >= kMaxCandidates) return nullptr;
  int64_t name_size;
  const char* wanted = str_as_utf8_and_size(name, &name_size);
  if (!wanted) return nullptr;
  int64_t row[kMaxLength + 1];
  Object* best = nullptr;
  int64_t best_distance = INT64_MAX;
  for (int64_t i = 0; i < n; ++i) {
    Object* item = list_item_at(dir, i);
    if (!str_check(item)) continue;
    int64_t size;
    const char* text = str_as_utf8_and_size(item, &size);
    if (!text) return nullptr;
    if (str_equal(item, name)) continue;
    int64_t max_distance = (name_size + size + 3) * kMoveCost / 6;
    if (max_distance > best_distance - 1) max_distance = best_distance - 1;
    int64_t d = distance(wanted, name_size, text, size, max_distance, row);
    if (d > max_distance) continue;
    if (!best || d < best_distance) {
      best = item;
      best_distance = d;
    }
  }
  return xnew_ref(best);
}

Object* for_attribute_error(AttributeErrorObject* error) {
  Object* name = error->name;
  Object* obj = error->obj;
  if (!name || !obj || !str_check(name)) return nullptr;
  Ref<> dir(object_dir(obj));
  return dir ? nearest(dir, name) : nullptr;
}

Object* from_dict(Object* dict, Object* name) {
  Ref<> keys(sequence_list(dict));
  return keys ? nearest(keys, name) : nullptr;
}

Object* for_name_error(NameErrorObject* error) {
  Object* name = error->name;
  Object* traceback = error->traceback;
  if (!name || !str_check(name) || !traceback || !traceback_check(traceback)) return nullptr;
  auto* tb = static_cast<TracebackObject*>(traceback);
  while (tb->tb_next) tb = tb->tb_next;
  FrameObject* frame = tb->tb_frame;
  CodeObject* code = frame->f_frame->f_code;
  Ref<> varnames(code_get_varnames(code));
  Ref<> locals(varnames ? sequence_list(varnames) : nullptr);
  if (!locals) return nullptr;
  Object* found = nearest(locals, name);
  if (!found && !err_occurred()) found = from_dict(frame->f_frame->f_globals, name);
  if (!found && !err_occurred()) found = from_dict(frame->f_frame->f_builtins, name);
  return found;
}

}  // namespace

Object* suggestion_for(Object* exception) {
  Object* result = nullptr;
  if (exception->ob_type == ExcAttributeError) result = for_attribute_error(static_cast<AttributeErrorObject*>(exception));
  else if (exception->ob_type == ExcNameError) result = for_name_error(static_cast<NameErrorObject*>(exception));
  if (!result) err_clear();
  return result;
}

}  // namespace innards
