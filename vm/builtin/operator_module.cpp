// The _operator module: every operator as a function. itemgetter, attrgetter and methodcaller have a file of their own.
// Follows Modules/_operator.c where a program can see it.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/call.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

template <Object* (*F)(Object*)>
Object* one(Object*, Object* a) { return F(a); }

// The functions' names only stand in the text about a wrong number of arguments, so each gets its own instance.
template <size_t N>
struct Name {
  char text[N];
  constexpr Name(const char (&s)[N]) { for (size_t i = 0; i < N; ++i) text[i] = s[i]; }
};

template <Name kName, auto F>
Object* two(Object*, Object** args, int64_t nargs) {
  return args_check_positional(kName.text, nargs, 2, 2) ? F(args[0], args[1]) : nullptr;
}

template <Name kName, int kOp>
Object* compare(Object*, Object** args, int64_t nargs) {
  return args_check_positional(kName.text, nargs, 2, 2) ? object_rich_compare(args[0], args[1], kOp) : nullptr;
}

Object* power(Object* a, Object* b) { return number_power(a, b, none()); }
Object* in_place_power(Object* a, Object* b) { return number_in_place_power(a, b, none()); }
Object* is_same(Object* a, Object* b) { return bool_from(a == b); }
Object* is_other(Object* a, Object* b) { return bool_from(a != b); }
Object* truth_of(Object* a) {
  int r = object_is_true(a);
  return r < 0 ? nullptr : bool_from(r);
}
Object* not_of(Object* a) {
  int r = object_is_true(a);
  return r < 0 ? nullptr : bool_from(!r);
}
Object* contains(Object* a, Object* b) {
  int r = sequence_contains(a, b);
  return r < 0 ? nullptr : bool_from(r);
}
Object* index_of(Object* a, Object* b) {
  int64_t r = sequence_index(a, b);
  return r == -1 ? nullptr : int_from_i64(r);
}
Object* count_of(Object* a, Object* b) {
  int64_t r = sequence_count(a, b);
  return r == -1 ? nullptr : int_from_i64(r);
}
Object* delete_item(Object* a, Object* b) { return object_del_item(a, b) < 0 ? nullptr : new_none(); }

Object* set_item(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("setitem", nargs, 3, 3)) return nullptr;
  return object_set_item(args[0], args[1], args[2]) < 0 ? nullptr : new_none();
}

Object* length_hint(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("length_hint", nargs, 1, 2)) return nullptr;
  int64_t otherwise = 0;
  if (nargs > 1) {
    Ref<> index(number_index(args[1]));
    otherwise = index ? int_as_ssize_t(index) : -1;
    if (otherwise == -1 && err_occurred()) return nullptr;
  }
  int64_t hint = object_length_hint(args[0], otherwise);
  return hint == -1 && err_occurred() ? nullptr : int_from_i64(hint);
}

Object* call(Object*, Object** args, int64_t nargs, Object* kwnames) {
  if (!args_check_positional("call", nargs, 1, INT64_MAX)) return nullptr;
  return object_vectorcall(args[0], args + 1, static_cast<uint64_t>(nargs - 1) | kVectorcallArgumentsOffset, kwnames);
}

// The same time whatever the contents are: every byte is looked at.
bool same_bytes(const char* a, int64_t na, const char* b, int64_t nb) {
  unsigned difference = na != nb;
  const char* left = na == nb ? a : b;
  for (int64_t i = 0; i < nb; ++i) difference |= static_cast<unsigned char>(left[i] ^ b[i]);
  return difference == 0;
}

Object* compare_digest(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("_compare_digest", nargs, 2, 2)) return nullptr;
  Object *a = args[0], *b = args[1];
  if (str_check(a) && str_check(b)) {
    if (!str_is_ascii(a) || !str_is_ascii(b)) return err_format(ExcTypeError, "comparing strings with non-ASCII characters is not supported");
    return bool_from(same_bytes(static_cast<char*>(str_data(a)), str_length(a), static_cast<char*>(str_data(b)), str_length(b)));
  }
  if (!object_check_buffer(a) && !object_check_buffer(b))
    return err_format(ExcTypeError, "unsupported operand types(s) or combination of types: '%.100s' and '%.100s'", type_name_of(a), type_name_of(b));
  Buffer x, y;
  if (object_get_buffer(a, &x, kBufSimple) < 0) return nullptr;
  if (object_get_buffer(b, &y, kBufSimple) < 0) {
    buffer_release(&x);
    return nullptr;
  }
  bool same = same_bytes(x.buf, x.len, y.buf, y.len);
  buffer_release(&x);
  buffer_release(&y);
  return bool_from(same);
}

#define TWO(name, function, doc) {name, two<name, function>, kMethFastcall, name "($module, a, b, /)\n--\n\nSame as " doc "."}
#define COMPARE(name, op, doc) {name, compare<name, op>, kMethFastcall, name "($module, a, b, /)\n--\n\nSame as " doc "."}
#define ONE(name, function, doc) {name, one<function>, kMethO, name "($module, a, /)\n--\n\nSame as " doc "."}

const MethodDef kFunctions[] = {
    ONE("truth", truth_of, "bool(a)"),
    TWO("contains", contains, "b in a"),
    TWO("indexOf", index_of, "the first index of b in a"),
    TWO("countOf", count_of, "how often b is in a"),
    TWO("is_", is_same, "a is b"),
    TWO("is_not", is_other, "a is not b"),
    TWO("add", number_add, "a + b"),
    TWO("sub", number_subtract, "a - b"),
    TWO("mul", number_multiply, "a * b"),
    TWO("matmul", number_matrix_multiply, "a @ b"),
    TWO("floordiv", number_floor_divide, "a // b"),
    TWO("truediv", number_true_divide, "a / b"),
    TWO("mod", number_remainder, "a % b"),
    ONE("neg", number_negative, "-a"),
    ONE("pos", number_positive, "+a"),
    ONE("abs", number_absolute, "abs(a)"),
    ONE("inv", number_invert, "~a"),
    ONE("invert", number_invert, "~a"),
    TWO("lshift", number_lshift, "a << b"),
    TWO("rshift", number_rshift, "a >> b"),
    ONE("not_", not_of, "not a"),
    TWO("and_", number_and, "a & b"),
    TWO("xor", number_xor, "a ^ b"),
    TWO("or_", number_or, "a | b"),
    TWO("iadd", number_in_place_add, "a += b"),
    TWO("isub", number_in_place_subtract, "a -= b"),
    TWO("imul", number_in_place_multiply, "a *= b"),
    TWO("imatmul", number_in_place_matrix_multiply, "a @= b"),
    TWO("ifloordiv", number_in_place_floor_divide, "a //= b"),
    TWO("itruediv", number_in_place_true_divide, "a /= b"),
    TWO("imod", number_in_place_remainder, "a %= b"),
    TWO("ilshift", number_in_place_lshift, "a <<= b"),
    TWO("irshift", number_in_place_rshift, "a >>= b"),
    TWO("iand", number_in_place_and, "a &= b"),
    TWO("ixor", number_in_place_xor, "a ^= b"),
    TWO("ior", number_in_place_or, "a |= b"),
    TWO("concat", sequence_concat, "a + b, for a and b sequences"),
    TWO("iconcat", sequence_in_place_concat, "a += b, for a and b sequences"),
    TWO("getitem", object_get_item, "a[b]"),
    {"setitem", set_item, kMethFastcall, "setitem($module, a, b, c, /)\n--\n\nSame as a[b] = c."},
    TWO("delitem", delete_item, "del a[b]"),
    TWO("pow", power, "a ** b"),
    TWO("ipow", in_place_power, "a **= b"),
    COMPARE("eq", kEQ, "a == b"),
    COMPARE("ne", kNE, "a != b"),
    COMPARE("lt", kLT, "a < b"),
    COMPARE("le", kLE, "a <= b"),
    COMPARE("gt", kGT, "a > b"),
    COMPARE("ge", kGE, "a >= b"),
    ONE("index", number_index, "a.__index__()"),
    {"length_hint", length_hint, kMethFastcall, "length_hint($module, obj, default=0, /)\n--\n\nHow many items obj probably has."},
    {"_compare_digest", compare_digest, kMethFastcall, "_compare_digest($module, a, b, /)\n--\n\nCompares in a time that says nothing about the contents."},
    {"call", call, kMethFastcall | kMethKeywords, "call($module, obj, /, *args, **kwargs)\n--\n\nSame as obj(*args, **kwargs)."},
    {},
};

int exec(Object* m) {
  if (module_add_object_ref(m, "itemgetter", TypeItemGetter) < 0 || module_add_object_ref(m, "attrgetter", TypeAttrGetter) < 0) return -1;
  return module_add_object_ref(m, "methodcaller", TypeMethodCaller);
}

}  // namespace

extern const NativeModule k_module__operator;
const NativeModule k_module__operator = {"_operator", "Every operator as a function.", kFunctions, exec};

}  // namespace innards
