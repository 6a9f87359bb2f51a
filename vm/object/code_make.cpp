#include "object/code_make.h"

#include "native/args.h"
#include "object/bytes.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

bool all_strings(Object* tuple) {
  for (int64_t i = 0; i < tuple_size_of(tuple); ++i)
    if (!str_check_exact(tuple_item_at(tuple, i))) return false;
  return true;
}

// Locals, then plain cells, then free variables: who reads them counts on it.
bool kinds_in_order(Object* kinds) {
  int last = kFastLocal;
  for (int64_t i = 0; i < bytes_size(kinds); ++i) {
    const int kind = static_cast<uint8_t>(bytes_as_string(kinds)[i]);
    const int group = kind == (kFastLocal | kFastCell) ? kFastLocal : kind;
    if ((group != kFastLocal && group != kFastCell && group != kFastFree) || group < last) return false;
    last = group;
  }
  return true;
}

int64_t count_kind(Object* kinds, uint8_t kind) {
  int64_t n = 0;
  for (int64_t i = 0; i < bytes_size(kinds); ++i) n += (bytes_as_string(kinds)[i] & kind) != 0;
  return n;
}

int64_t parameters(int argcount, int kwonlyargcount, int flags) {
  return int64_t{argcount} + kwonlyargcount + ((flags & kCoVarargs) != 0) + ((flags & kCoVarKeywords) != 0);
}
bool too_few_names() { return err_set_string(ExcValueError, "code: co_varnames is too small"), false; }

bool check_spec(const CodeSpec& s) {
  const bool numbers = s.argcount >= s.posonlyargcount && s.posonlyargcount >= 0 && s.kwonlyargcount >= 0 && s.stacksize >= 0 && s.flags >= 0;
  const bool variables = tuple_size_of(s.localsplusnames) == bytes_size(s.localspluskinds) && kinds_in_order(s.localspluskinds);
  // The place in CPython's source is part of the text there.
  if (!numbers || !variables) return err_set_string(ExcSystemError, "../Objects/codeobject.c:250: bad argument to internal function"), false;
  if (!all_strings(s.names) || !all_strings(s.localsplusnames)) return err_set_string(ExcSystemError, "non-string found in code slot"), false;
  if (s.code_size % 2) return err_set_string(ExcValueError, "code: co_code is malformed"), false;
  if (count_kind(s.localspluskinds, kFastLocal) < parameters(s.argcount, s.kwonlyargcount, s.flags)) return too_few_names();
  return true;
}

// localsplus from its three lists: cells that are also locals share a slot.
class LocalsPlus {
 public:
  LocalsPlus(Object* varnames, Object* cellvars, Object* freevars)
      : most_(tuple_size_of(varnames) + tuple_size_of(cellvars) + tuple_size_of(freevars)), list_(tuple_new(most_)),
        kind_(bytes_from_data(nullptr, most_)) {
    if (!list_ || !kind_) return;
    add_all(varnames, kFastLocal);
    const int64_t locals = n_;
    for (int64_t i = 0; i < tuple_size_of(cellvars); ++i) add_cell(tuple_item_at(cellvars, i), locals);
    add_all(freevars, kFastFree);
    names.reset(tuple_get_slice(list_, 0, n_));
    kinds.reset(bytes_from_data(bytes_as_string(kind_), n_));
  }
  Ref<> names, kinds;

 private:
  void add(Object* name, uint8_t kind) {
    tuple_put(list_, n_, new_ref(name));
    bytes_as_string(kind_)[n_++] = static_cast<char>(kind);
  }
  void add_all(Object* list, uint8_t kind) {
    for (int64_t i = 0; i < tuple_size_of(list); ++i) add(tuple_item_at(list, i), kind);
  }
  void add_cell(Object* name, int64_t locals) {
    bool local = false;
    for (int64_t j = 0; j < locals; ++j)
      if (str_equal(tuple_item_at(list_, j), name)) {
        bytes_as_string(kind_)[j] = static_cast<char>(kFastLocal | kFastCell);
        local = true;
      }
    if (!local) add(name, kFastCell);
  }
  int64_t most_, n_ = 0;
  Ref<> list_, kind_;
};

// The three lists must hold strings before they are compared.
bool make_localsplus(Object* varnames, Object* cellvars, Object* freevars, const int* numbers, Ref<>& names, Ref<>& kinds) {
  const int nlocals = numbers[3];
  if (numbers[5] >= 0 && tuple_size_of(varnames) < parameters(numbers[0], numbers[2], numbers[5])) return too_few_names();
  if (nlocals != tuple_size_of(varnames)) return err_set_string(ExcValueError, "code: co_nlocals != len(co_varnames)"), false;
  if (!all_strings(varnames) || !all_strings(cellvars) || !all_strings(freevars))
    return err_set_string(ExcSystemError, "non-string found in code slot"), false;
  LocalsPlus made(varnames, cellvars, freevars);
  names.reset(made.names.release());
  kinds.reset(made.kinds.release());
  return names && kinds;
}

enum class Part { Number, Bytes, Tuple, Text };

constexpr int kParts = 18;
const char* const kNames[] = {"co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags",
                              "co_firstlineno", "co_code", "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars",
                              "co_filename", "co_name", "co_qualname", "co_linetable", "co_exceptiontable", nullptr};
Part part_of(int i) {
  if (i < 7) return Part::Number;
  if (i == 7 || i >= 16) return Part::Bytes;
  return i < 13 ? Part::Tuple : Part::Text;
}
// Where the parts of kNames stand among the arguments of code().
constexpr int kPlaces[kParts] = {0, 1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 16, 17, 10, 11, 12, 14, 15};

const char* wanted(Part part, const Object* o) {
  switch (part) {
    case Part::Bytes: return bytes_check(o) ? nullptr : "bytes";
    case Part::Tuple: return tuple_check(o) ? nullptr : "tuple";
    case Part::Text: return str_check(o) ? nullptr : "str";
    default: return nullptr;
  }
}

// One code object from kParts parts in the order of kNames, all there; numbers apart.
CodeObject* from_parts(Object* const* part, const int* numbers, Object* names, Object* kinds) {
  CodeSpec s = {part[13], part[14], part[15], numbers[5], numbers[6], numbers[0], numbers[1], numbers[2], numbers[4],
                reinterpret_cast<const uint8_t*>(bytes_as_string(part[7])), bytes_size(part[7]), part[16], part[8], part[9], names,
                kinds, part[17]};
  return code_new_by_hand(s);
}

// The tuple itself when all its items are strings; those of a subclass of str become strings.
Object* copied_names(Object* tuple) {
  Ref<> copy(tuple_new(tuple_size_of(tuple)));
  for (int64_t i = 0; copy && i < tuple_size_of(tuple); ++i) {
    Object* item = tuple_item_at(tuple, i);
    if (!str_check(item))
      return err_format(ExcTypeError, "name tuples must contain only strings, not '%.500s'", type_of(item)->tp_name.get());
    Object* plain = str_check_exact(item) ? new_ref(item) : str_substring(item, 0, str_length(item));
    if (!plain) return nullptr;
    tuple_put(copy, i, plain);
  }
  return copy.release();
}

}  // namespace

CodeObject* code_new_by_hand(const CodeSpec& spec) {
  if (!check_spec(spec)) return nullptr;
  CodeSpec s = spec;
  s.hand_made = true;
  return code_new(s);
}

Object* code_replace(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const ArgsParser kParser = {"replace", kNames};
  auto* co = static_cast<CodeObject*>(o);
  if (nargs) return err_format(ExcTypeError, "replace() takes no positional arguments");
  Object* part[kParts] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 0, 0, part)) return nullptr;
  int numbers[7] = {co->co_argcount, co->co_posonlyargcount, co->co_kwonlyargcount, co->co_nlocals, co->co_stacksize, co->co_flags,
                    co->co_firstlineno};
  for (int i = 0; i < kParts; ++i) {
    if (!part[i]) continue;
    if (i < 7) numbers[i] = int_as_int(part[i]);
    if (i < 7 && numbers[i] == -1 && err_occurred()) return nullptr;
    if (const char* type = wanted(part_of(i), part[i]))
      return err_format(ExcTypeError, "replace() argument '%s' must be %s, not %.50s", kNames[i], type, type_of(part[i])->tp_name.get());
  }
  for (int i = 0; i < 7; ++i)
    if (numbers[i] < 0) return err_format(ExcValueError, "%s must be a positive integer", kNames[i]);
  Ref<> code(part[7] ? nullptr : code_get_code(co)), varnames(part[10] ? nullptr : code_get_varnames(co));
  Ref<> freevars(part[11] ? nullptr : code_get_freevars(co)), cellvars(part[12] ? nullptr : code_get_cellvars(co));
  Object* old[kParts] = {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, code, co->co_consts, co->co_names, varnames,
                         freevars, cellvars, co->co_filename, co->co_name, co->co_qualname, co->co_linetable, co->co_exceptiontable};
  for (int i = 7; i < kParts; ++i) {
    if (!part[i]) part[i] = old[i];
    if (!part[i]) return nullptr;
  }
  Ref<> names, kinds;
  if (!make_localsplus(part[10], part[12], part[11], numbers, names, kinds)) return nullptr;
  return from_parts(part, numbers, names, kinds);
}

Object* code_tp_new(TypeObject*, Object* args, Object* kwargs) {
  if (kwargs && object_length(kwargs) > 0) return err_format(ExcTypeError, "code() takes no keyword arguments");
  const int64_t n = tuple_size_of(args);
  if (n < 16 || n > 18)
    return err_format(ExcTypeError, "code expected at %s %d arguments, got %zd", n < 16 ? "least" : "most", n < 16 ? 16 : 18, n);
  Object* part[kParts];
  int numbers[7] = {};
  for (int place = 0; place < kParts; ++place) {
    int i = 0;
    while (kPlaces[i] != place) ++i;
    part[i] = place < n ? tuple_item_at(args, place) : empty_tuple();
    if (i < 7) numbers[i] = int_as_int(part[i]);
    if (i < 7 && numbers[i] == -1 && err_occurred()) return nullptr;
    if (const char* type = wanted(part_of(i), part[i]))
      return err_format(ExcTypeError, "code() argument %d must be %s, not %.50s", place + 1, type, type_of(part[i])->tp_name.get());
  }
  for (int i = 0; i < 4; ++i)
    if (numbers[i] < 0) return err_format(ExcValueError, "code: %s must not be negative", kNames[i] + 3);
  Ref<> lists[4];
  for (int i = 9; i < 13; ++i) {
    lists[i - 9].reset(copied_names(part[i]));
    if (!lists[i - 9]) return nullptr;
    part[i] = lists[i - 9];
  }
  Ref<> names, kinds;
  if (!make_localsplus(part[10], part[12], part[11], numbers, names, kinds)) return nullptr;
  return from_parts(part, numbers, names, kinds);
}

}  // namespace innards
