// Objects/abstract.c: items, sequences, mappings, iteration, isinstance and issubclass.
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/native_turns.h"
#include "run/runtime.h"

namespace innards {

namespace {
Object* null_error() {
  if (!err_occurred()) err_set_string(ExcSystemError, "null argument to internal routine");
  return nullptr;
}
int type_error_int(const char* message, Object* o) {
  type_error_text(message, o);
  return -1;
}
}  // namespace

// ---- length

int64_t object_size(Object* o) {
  if (!o) return null_error(), -1;
  SequenceMethods* m = type_of(o)->tp_as_sequence;
  if (m && m->sq_length) return m->sq_length(o);
  return mapping_size(o);
}

int64_t object_length_hint(Object* o, int64_t default_value) {
  TypeObject* t = type_of(o);
  bool has_len = (t->tp_as_sequence && t->tp_as_sequence->sq_length) || (t->tp_as_mapping && t->tp_as_mapping->mp_length);
  if (has_len) {
    int64_t res = object_size(o);
    if (res >= 0) return res;
    if (!err_exception_matches(ExcTypeError)) return -1;
    err_clear();
  }
  Object* hint = object_lookup_special(o, ID(__length_hint__));
  if (!hint) return err_occurred() ? -1 : default_value;
  Ref<> result(object_call_no_args(hint));
  decref(hint);
  if (!result) {
    if (err_exception_matches(ExcTypeError)) {
      err_clear();
      return default_value;
    }
    return -1;
  }
  if (result.get() == not_implemented()) return default_value;
  if (!int_check(result)) {
    err_format(ExcTypeError, "__length_hint__ must be an integer, not %.100s", type_name_of(result));
    return -1;
  }
  int64_t m = int_as_ssize_t(result);
  if (m < 0) {
    if (!err_occurred()) err_format(ExcValueError, "__length_hint__() should return >= 0");
    return -1;
  }
  return m;
}

// ---- items

Object* object_get_item(Object* o, Object* key) {
  if (!o || !key) return null_error();
  TypeObject* t = type_of(o);
  if (t->tp_as_mapping && t->tp_as_mapping->mp_subscript) return t->tp_as_mapping->mp_subscript(o, key);
  SequenceMethods* ms = t->tp_as_sequence;
  if (ms && ms->sq_item) {
    if (index_check(key)) {
      int64_t i = number_as_ssize(key, ExcIndexError);
      if (i == -1 && err_occurred()) return nullptr;
      return sequence_get_item(o, i);
    }
    return type_error_text("sequence index must be integer, not '%.200s'", key);
  }
  if (type_check(o)) {
    // type itself is special: type[int] works, but not type's subclasses' instances by the metaclass.
    if (as_type(o) == TypeType) return generic_alias_new(o, key);
    Object* meth;
    if (object_lookup_attr(o, ID(__class_getitem__), &meth) < 0) return nullptr;
    if (meth && !is_none(meth)) {
      Object* result = object_call_one_arg(meth, key);
      decref(meth);
      return result;
    }
    xdecref(meth);
    return err_format(ExcTypeError, "type '%.200s' is not subscriptable", as_type(o)->tp_name.get());
  }
  return type_error_text("'%.200s' object is not subscriptable", o);
}

int object_set_item(Object* o, Object* key, Object* value) {
  if (!o || !key || !value) return null_error(), -1;
  TypeObject* t = type_of(o);
  if (t->tp_as_mapping && t->tp_as_mapping->mp_ass_subscript) return t->tp_as_mapping->mp_ass_subscript(o, key, value);
  if (t->tp_as_sequence) {
    if (index_check(key)) {
      int64_t i = number_as_ssize(key, ExcIndexError);
      if (i == -1 && err_occurred()) return -1;
      return sequence_set_item(o, i, value);
    }
    if (t->tp_as_sequence->sq_ass_item) return type_error_int("sequence index must be integer, not '%.200s'", key);
  }
  return type_error_int("'%.200s' object does not support item assignment", o);
}

int object_del_item(Object* o, Object* key) {
  if (!o || !key) return null_error(), -1;
  TypeObject* t = type_of(o);
  if (t->tp_as_mapping && t->tp_as_mapping->mp_ass_subscript) return t->tp_as_mapping->mp_ass_subscript(o, key, nullptr);
  if (t->tp_as_sequence) {
    if (index_check(key)) {
      int64_t i = number_as_ssize(key, ExcIndexError);
      if (i == -1 && err_occurred()) return -1;
      return sequence_del_item(o, i);
    }
    if (t->tp_as_sequence->sq_ass_item) return type_error_int("sequence index must be integer, not '%.200s'", key);
  }
  return type_error_int("'%.200s' object does not support item deletion", o);
}

// ---- format

Object* object_format(Object* obj, Object* spec) {
  if (spec && !str_check(spec))
    return err_format(ExcSystemError, "Format specifier must be a string, not %.200s", type_name_of(spec));
  if (!spec || str_length(spec) == 0) {
    if (str_check_exact(obj)) return new_ref(obj);
    if (int_check_exact(obj)) return object_str(obj);
  }
  Ref<> empty;
  if (!spec) {
    empty.reset(str_empty());
    spec = empty;
  }
  Object* meth = object_lookup_special(obj, ID(__format__));
  if (!meth) {
    if (!err_occurred()) err_format(ExcTypeError, "Type %.100s doesn't define __format__", type_name_of(obj));
    return nullptr;
  }
  Object* result = object_call_one_arg(meth, spec);
  decref(meth);
  if (result && !str_check(result)) {
    err_format(ExcTypeError, "__format__ must return a str, not %.200s", type_name_of(result));
    decref(result);
    return nullptr;
  }
  return result;
}

// ---- sequences

int sequence_check(Object* s) {
  if (dict_check(s)) return 0;
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  return m && m->sq_item;
}

int64_t sequence_size(Object* s) {
  if (!s) return null_error(), -1;
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  if (m && m->sq_length) return m->sq_length(s);
  if (type_of(s)->tp_as_mapping && type_of(s)->tp_as_mapping->mp_length) return type_error_int("%.200s is not a sequence", s);
  return type_error_int("object of type '%.200s' has no len()", s);
}

namespace {
// What the number slots made of two operands, or TypeError where neither side knew. Takes the result.
Object* or_type_error(Object* result, const char* format, Object* s) {
  if (result != not_implemented()) return result;
  decref(result);
  return type_error_text(format, s);
}

constexpr const char* kNoConcat = "'%.200s' object can't be concatenated";
constexpr const char* kNoRepeat = "'%.200s' object can't be repeated";

Object* repeat_by_number(Object* o, int64_t count, bool in_place) {
  if (!sequence_check(o)) return type_error_text(kNoRepeat, o);
  Ref<> n(int_from_i64(count));
  return n ? or_type_error(number_slots_multiply(o, n, in_place), kNoRepeat, o) : nullptr;
}
Object* concat_by_number(Object* s, Object* o, bool in_place) {
  if (!sequence_check(s) || !sequence_check(o)) return type_error_text(kNoConcat, s);
  return or_type_error(number_slots_add(s, o, in_place), kNoConcat, s);
}
}  // namespace

Object* sequence_concat(Object* s, Object* o) {
  if (!s || !o) return null_error();
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  return m && m->sq_concat ? m->sq_concat(s, o) : concat_by_number(s, o, false);
}

Object* sequence_repeat(Object* o, int64_t count) {
  if (!o) return null_error();
  SequenceMethods* m = type_of(o)->tp_as_sequence;
  return m && m->sq_repeat ? m->sq_repeat(o, count) : repeat_by_number(o, count, false);
}

Object* sequence_in_place_concat(Object* s, Object* o) {
  if (!s || !o) return null_error();
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  if (m && m->sq_inplace_concat) return m->sq_inplace_concat(s, o);
  return m && m->sq_concat ? m->sq_concat(s, o) : concat_by_number(s, o, true);
}

Object* sequence_in_place_repeat(Object* o, int64_t count) {
  if (!o) return null_error();
  SequenceMethods* m = type_of(o)->tp_as_sequence;
  if (m && m->sq_inplace_repeat) return m->sq_inplace_repeat(o, count);
  return m && m->sq_repeat ? m->sq_repeat(o, count) : repeat_by_number(o, count, true);
}

namespace {
// A negative index counts from the end where the type can tell its length. False: error set.
bool adjust_index(Object* s, SequenceMethods* m, int64_t* i) {
  if (*i < 0 && m->sq_length) {
    int64_t l = m->sq_length(s);
    if (l < 0) return false;
    *i += l;
  }
  return true;
}
bool has_mapping(Object* s, bool assign) {
  MappingMethods* m = type_of(s)->tp_as_mapping;
  return m && (assign ? static_cast<bool>(m->mp_ass_subscript) : static_cast<bool>(m->mp_subscript));
}
}  // namespace

Object* sequence_get_item(Object* s, int64_t i) {
  if (!s) return null_error();
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  if (m && m->sq_item) return adjust_index(s, m, &i) ? m->sq_item(s, i) : nullptr;
  if (has_mapping(s, false)) return type_error_text("%.200s is not a sequence", s);
  return type_error_text("'%.200s' object does not support indexing", s);
}

int sequence_set_item(Object* s, int64_t i, Object* o) {
  if (!s) return null_error(), -1;
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  if (m && m->sq_ass_item) return adjust_index(s, m, &i) ? m->sq_ass_item(s, i, o) : -1;
  if (has_mapping(s, true)) return type_error_int("%.200s is not a sequence", s);
  return type_error_int("'%.200s' object does not support item assignment", s);
}

int sequence_del_item(Object* s, int64_t i) {
  if (!s) return null_error(), -1;
  SequenceMethods* m = type_of(s)->tp_as_sequence;
  if (m && m->sq_ass_item) return adjust_index(s, m, &i) ? m->sq_ass_item(s, i, nullptr) : -1;
  if (has_mapping(s, true)) return type_error_int("%.200s is not a sequence", s);
  return type_error_int("'%.200s' object doesn't support item deletion", s);
}

Object* sequence_get_slice(Object* s, int64_t lo, int64_t hi) {
  if (!s) return null_error();
  if (has_mapping(s, false)) {
    Ref<> slice(slice_from_indices(lo, hi));
    return slice ? type_of(s)->tp_as_mapping->mp_subscript(s, slice) : nullptr;
  }
  return type_error_text("'%.200s' object is unsliceable", s);
}

int sequence_set_slice(Object* s, int64_t lo, int64_t hi, Object* o) {
  if (!s) return null_error(), -1;
  if (has_mapping(s, true)) {
    Ref<> slice(slice_from_indices(lo, hi));
    return slice ? type_of(s)->tp_as_mapping->mp_ass_subscript(s, slice, o) : -1;
  }
  return type_error_int("'%.200s' object doesn't support slice assignment", s);
}

int sequence_del_slice(Object* s, int64_t lo, int64_t hi) {
  if (!s) return null_error(), -1;
  if (has_mapping(s, true)) {
    Ref<> slice(slice_from_indices(lo, hi));
    return slice ? type_of(s)->tp_as_mapping->mp_ass_subscript(s, slice, nullptr) : -1;
  }
  return type_error_int("'%.200s' object doesn't support slice deletion", s);
}

Object* sequence_tuple(Object* v) {
  if (!v) return null_error();
  if (tuple_check_exact(v)) return new_ref(v);
  if (list_check_exact(v)) return list_as_tuple(v);
  Ref<> it(object_get_iter(v));
  if (!it) return nullptr;
  // The hint decides the tuple's size at first; it grows by a quarter and ten.
  int64_t n = object_length_hint(v, 10);
  if (n == -1) return nullptr;
  Object* result = tuple_new(n);
  if (!result) return nullptr;
  int64_t j = 0;
  for (;; ++j) {
    Object* item = iter_next(it);
    if (!item) {
      if (err_occurred()) {
        xdecref(result);
        return nullptr;
      }
      break;
    }
    if (j >= n) {
      n += 10;
      n += n >> 2;
      if (tuple_resize(&result, n) != 0) {
        decref(item);
        return nullptr;
      }
    }
    tuple_put(result, j, item);
  }
  if (j < n && tuple_resize(&result, j) != 0) return nullptr;
  return result;
}

Object* sequence_list(Object* v) {
  if (!v) return null_error();
  Object* result = list_new(0);
  if (!result) return nullptr;
  Object* rv = list_extend(static_cast<ListObject*>(result), v);
  if (!rv) {
    decref(result);
    return nullptr;
  }
  decref(rv);
  return result;
}

Object* sequence_fast(Object* v, const char* message) {
  if (!v) return null_error();
  if (list_check_exact(v) || tuple_check_exact(v)) return new_ref(v);
  Object* it = object_get_iter(v);
  if (!it) {
    if (err_exception_matches(ExcTypeError)) err_set_string(ExcTypeError, message);
    return nullptr;
  }
  Object* list = sequence_list(it);
  decref(it);
  return list;
}

namespace {
enum class Search { kCount, kIndex, kContains };
int64_t iter_search(Object* seq, Object* obj, Search what) {
  if (!seq || !obj) return null_error(), -1;
  Ref<> it(object_get_iter(seq));
  if (!it) {
    if (err_exception_matches(ExcTypeError)) type_error_text("argument of type '%.200s' is not iterable", seq);
    return -1;
  }
  int64_t n = 0;
  bool wrapped = false;
  for (;;) {
    Object* item = iter_next(it);
    if (!item) {
      if (err_occurred()) return -1;
      break;
    }
    int cmp = object_rich_compare_bool(item, obj, kEQ);
    decref(item);
    if (cmp < 0) return -1;
    if (cmp > 0) {
      if (what == Search::kContains) return 1;
      if (what == Search::kIndex) {
        if (wrapped) {
          err_set_string(ExcOverflowError, "index exceeds C integer size");
          return -1;
        }
        return n;
      }
      if (n == INT64_MAX) {
        err_set_string(ExcOverflowError, "count exceeds C integer size");
        return -1;
      }
      ++n;
    }
    if (what == Search::kIndex) {
      if (n == INT64_MAX) wrapped = true;
      else ++n;
    }
  }
  if (what != Search::kIndex) return what == Search::kCount ? n : 0;
  err_set_string(ExcValueError, "sequence.index(x): x not in sequence");
  return -1;
}
}  // namespace

int64_t sequence_count(Object* seq, Object* value) { return iter_search(seq, value, Search::kCount); }
int64_t sequence_index(Object* seq, Object* value) { return iter_search(seq, value, Search::kIndex); }
int sequence_contains(Object* seq, Object* ob) {
  SequenceMethods* m = type_of(seq)->tp_as_sequence;
  if (m && m->sq_contains) return m->sq_contains(seq, ob);
  return static_cast<int>(iter_search(seq, ob, Search::kContains));
}

// ---- mappings

int mapping_check(Object* o) { return o && type_of(o)->tp_as_mapping && type_of(o)->tp_as_mapping->mp_subscript; }

int64_t mapping_size(Object* o) {
  if (!o) return null_error(), -1;
  MappingMethods* m = type_of(o)->tp_as_mapping;
  if (m && m->mp_length) return m->mp_length(o);
  if (type_of(o)->tp_as_sequence && type_of(o)->tp_as_sequence->sq_length) return type_error_int("%.200s is not a mapping", o);
  return type_error_int("object of type '%.200s' has no len()", o);
}

Object* mapping_get_item_string(Object* o, const char* key) {
  Ref<> okey(str_from_cstr(key));
  return okey ? object_get_item(o, okey) : nullptr;
}

int mapping_has_key(Object* o, Object* key) {
  Object* v = object_get_item(o, key);
  if (v) {
    decref(v);
    return 1;
  }
  err_clear();
  return 0;
}

namespace {
Object* method_output_as_list(Object* o, Object* meth) {
  Ref<> output(object_call_method_no_args(o, meth));
  if (!output || list_check_exact(output)) return output.release();   // a list is taken as it is
  Ref<> it(object_get_iter(output));
  if (!it) {
    if (err_exception_matches(ExcTypeError))
      err_format(ExcTypeError, "%.200s.%U() returned a non-iterable (type %.200s)", type_name_of(o), meth, type_name_of(output));
    return nullptr;
  }
  return sequence_list(it);
}
}  // namespace

Object* mapping_keys(Object* o) {
  if (!o) return null_error();
  return dict_check_exact(o) ? dict_keys(o) : method_output_as_list(o, ID(keys));
}
Object* mapping_items(Object* o) {
  if (!o) return null_error();
  return dict_check_exact(o) ? dict_items(o) : method_output_as_list(o, ID(items));
}
Object* mapping_values(Object* o) {
  if (!o) return null_error();
  return dict_check_exact(o) ? dict_values(o) : method_output_as_list(o, ID(values));
}

// ---- isinstance and issubclass

namespace {

// cls.__bases__ if that is a tuple, else null (perhaps with an error).
Object* abstract_get_bases(Object* cls) {
  Object* bases;
  object_lookup_attr(cls, ID(__bases__), &bases);
  if (bases && !tuple_check(bases)) {
    decref(bases);
    return nullptr;
  }
  return bases;
}

int abstract_issubclass(Object* derived, Object* cls) {
  Ref<> bases;
  for (;;) {
    if (derived == cls) return 1;
    bases.reset(abstract_get_bases(derived));
    if (!bases) return err_occurred() ? -1 : 0;
    int64_t n = tuple_size_of(bases);
    if (n == 0) return 0;
    if (n == 1) {
      derived = tuple_item_at(bases, 0);  // bases keeps it alive
      continue;
    }
    break;
  }
  int r = 0;
  if (enter_recursive_call(" in __issubclass__")) return -1;
  for (int64_t i = 0; i < tuple_size_of(bases); ++i) {
    r = abstract_issubclass(tuple_item_at(bases, i), cls);
    if (r != 0) break;
  }
  leave_recursive_call();
  return r;
}

// 1 when cls looks like a class, else 0 with TypeError.
int check_class(Object* cls, const char* error) {
  Object* bases = abstract_get_bases(cls);
  if (!bases) {
    if (!err_occurred()) err_set_string(ExcTypeError, error);
    return 0;
  }
  decref(bases);
  return -1;
}

int recursive_is_instance(Object* inst, Object* cls) {
  if (type_check(cls)) {
    int retval = object_type_check(inst, as_type(cls));
    if (retval == 0) {
      Object* icls;
      retval = object_lookup_attr(inst, ID(__class__), &icls);
      if (icls) {
        if (icls != type_of(inst) && type_check(icls)) retval = type_is_subtype(as_type(icls), as_type(cls));
        else retval = 0;
        decref(icls);
      }
    }
    return retval;
  }
  if (!check_class(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
  Object* icls;
  int retval = object_lookup_attr(inst, ID(__class__), &icls);
  if (icls) {
    retval = abstract_issubclass(icls, cls);
    decref(icls);
  }
  return retval;
}

int recursive_is_subclass(Object* derived, Object* cls) {
  if (type_check(cls) && type_check(derived)) return type_is_subtype(as_type(derived), as_type(cls));
  if (!check_class(derived, "issubclass() arg 1 must be a class")) return -1;
  if (type_of(cls) != TypeUnion && !check_class(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
    return -1;
  return abstract_issubclass(derived, cls);
}

int check_special(Object* checker, Object* arg, const char* where) {
  if (enter_recursive_call(where)) {
    decref(checker);
    return -1;
  }
  Object* res = object_call_one_arg(checker, arg);
  leave_recursive_call();
  decref(checker);
  if (!res) return -1;
  int ok = object_is_true(res);
  decref(res);
  return ok;
}

}  // namespace

int object_is_instance(Object* inst, Object* cls) {
  if (type_of(inst) == as_type(cls)) return 1;
  if (type_of(cls) == TypeType) return recursive_is_instance(inst, cls);
  if (type_of(cls) == TypeUnion) cls = union_args(cls);
  if (tuple_check(cls)) {
    if (enter_recursive_call(" in __instancecheck__")) return -1;
    int r = 0;
    for (int64_t i = 0; i < tuple_size_of(cls); ++i) {
      r = object_is_instance(inst, tuple_item_at(cls, i));
      if (r != 0) break;
    }
    leave_recursive_call();
    return r;
  }
  if (Object* checker = object_lookup_special(cls, ID(__instancecheck__)))
    return check_special(checker, inst, " in __instancecheck__");
  if (err_occurred()) return -1;
  return recursive_is_instance(inst, cls);
}

int object_is_subclass(Object* derived, Object* cls) {
  if (type_of(cls) == TypeType) {
    if (derived == cls) return 1;
    return recursive_is_subclass(derived, cls);
  }
  if (type_of(cls) == TypeUnion) cls = union_args(cls);
  if (tuple_check(cls)) {
    if (enter_recursive_call(" in __subclasscheck__")) return -1;
    int r = 0;
    for (int64_t i = 0; i < tuple_size_of(cls); ++i) {
      r = object_is_subclass(derived, tuple_item_at(cls, i));
      if (r != 0) break;
    }
    leave_recursive_call();
    return r;
  }
  if (Object* checker = object_lookup_special(cls, ID(__subclasscheck__)))
    return check_special(checker, derived, " in __subclasscheck__");
  if (err_occurred()) return -1;
  return recursive_is_subclass(derived, cls);
}

int object_real_is_instance(Object* inst, Object* cls) { return recursive_is_instance(inst, cls); }
int object_real_is_subclass(Object* derived, Object* cls) { return recursive_is_subclass(derived, cls); }

// ---- iteration

int iter_check(const Object* o) {
  const TypeObject* t = type_of(o);
  return t->tp_iternext && !(t->tp_iternext == object_next_not_implemented);
}

int aiter_check(const Object* o) {
  const TypeObject* t = type_of(o);
  return t->tp_as_async && t->tp_as_async->am_anext && !(t->tp_as_async->am_anext == object_next_not_implemented);
}

Object* object_get_iter(Object* o) {
  TypeObject* t = type_of(o);
  if (!t->tp_iter) {
    if (sequence_check(o)) return seq_iter_new(o);
    return type_error_text("'%.200s' object is not iterable", o);
  }
  Object* res = t->tp_iter(o);
  if (res && !iter_check(res)) {
    err_format(ExcTypeError, "iter() returned non-iterator of type '%.100s'", type_name_of(res));
    decref(res);
    return nullptr;
  }
  return res;
}

Object* object_get_aiter(Object* o) {
  TypeObject* t = type_of(o);
  if (!t->tp_as_async || !t->tp_as_async->am_aiter) return type_error_text("'%.200s' object is not an async iterable", o);
  Object* it = t->tp_as_async->am_aiter(o);
  if (it && !aiter_check(it)) {
    err_format(ExcTypeError, "aiter() returned not an async iterator of type '%.100s'", type_name_of(it));
    decref(it);
    return nullptr;
  }
  return it;
}

Object* iter_next(Object* iter) {
  native_turn();
  Object* result = type_of(iter)->tp_iternext(iter);
  if (!result && err_occurred() && err_exception_matches(ExcStopIteration)) err_clear();
  return result;
}

SendResult iter_send(Object* iter, Object* arg, Object** result) {
  TypeObject* t = type_of(iter);
  if (t->tp_as_async && t->tp_as_async->am_send) return t->tp_as_async->am_send(iter, arg, result);
  if (is_none(arg) && iter_check(iter)) *result = t->tp_iternext(iter);
  else *result = object_call_method_one_arg(iter, ID(send), arg);
  if (*result) return SendResult::Next;
  if (gen_fetch_stop_iteration_value(result) == 0) return SendResult::Return;
  return SendResult::Error;
}

}  // namespace innards
