// The builtins module: its table, and the functions that are one call to a protocol. Follows Python/bltinmodule.c.
#include "builtin/builtins.h"
#include "builtin/io_open.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytearray.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/generator.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

Object* anext_awaitable_new(Object* awaitable, Object* default_value);  // object/async_generator.cpp

namespace {

Object* builtin_abs(Object*, Object* x) { return number_absolute(x); }

Object* any_or_all(Object* iterable, bool stop_at) {
  Ref<> it(object_get_iter(iterable));
  if (!it) return nullptr;
  Slot<iternextfunc> next = it->ob_type->tp_iternext;
  while (Object* item = next(it)) {
    int truth = object_is_true(item);
    decref(item);
    if (truth < 0) return nullptr;
    if ((truth != 0) == stop_at) return bool_from(stop_at);
  }
  if (err_occurred()) {
    if (!err_exception_matches(ExcStopIteration)) return nullptr;
    err_clear();
  }
  return bool_from(!stop_at);
}
Object* builtin_all(Object*, Object* iterable) { return any_or_all(iterable, false); }
Object* builtin_any(Object*, Object* iterable) { return any_or_all(iterable, true); }
Object* builtin_ascii(Object*, Object* o) { return object_ascii(o); }
Object* builtin_bin(Object*, Object* o) { return number_to_base(o, 2); }
Object* builtin_oct(Object*, Object* o) { return number_to_base(o, 8); }
Object* builtin_hex(Object*, Object* o) { return number_to_base(o, 16); }
Object* builtin_callable(Object*, Object* o) { return bool_from(callable_check(o)); }
Object* builtin_hash(Object*, Object* o) {
  int64_t h = object_hash(o);
  return h == -1 && err_occurred() ? nullptr : int_from_i64(h);
}
Object* builtin_id(Object*, Object* o) { return int_from_void_ptr(o); }
Object* builtin_len(Object*, Object* o) {
  int64_t n = object_size(o);
  return n < 0 ? nullptr : int_from_i64(n);
}
Object* builtin_repr(Object*, Object* o) { return object_repr(o); }

Object* builtin_chr(Object*, Object* o) {
  int64_t i = int_as_int(o);
  if (i == -1 && err_occurred()) return nullptr;
  return str_from_ordinal(i);
}

Object* builtin_ord(Object*, Object* c) {
  int64_t size;
  if (str_check(c)) {
    size = str_length(c);
    if (size == 1) return int_from_i64(str_read_char(c, 0));
  } else if (bytes_check(c)) {
    size = bytes_size(c);
    if (size == 1) return int_from_i64(static_cast<uint8_t>(*bytes_as_string(c)));
  } else if (bytearray_check(c)) {
    size = bytearray_size(c);
    if (size == 1) return int_from_i64(static_cast<uint8_t>(*bytearray_as_string(c)));
  } else {
    return err_format(ExcTypeError, "ord() expected string of length 1, but %.200s found", c->ob_type->tp_name.get());
  }
  return err_format(ExcTypeError, "ord() expected a character, but string of length %zd found", size);
}

Object* builtin_format(Object*, Object** args, int64_t nargs) {
  Object *value = nullptr, *spec = nullptr;
  if (!args_unpack_stack(args, nargs, "format", 1, 2, &value, &spec)) return nullptr;
  if (spec && !str_check(spec)) {
    args_bad_argument("format", "argument 2", "str", spec);
    return nullptr;
  }
  return object_format(value, spec);
}

Object* builtin_divmod(Object*, Object** args, int64_t nargs) {
  Object *a = nullptr, *b = nullptr;
  if (!args_unpack_stack(args, nargs, "divmod", 2, 2, &a, &b)) return nullptr;
  return number_divmod(a, b);
}

Object* builtin_isinstance(Object*, Object** args, int64_t nargs) {
  Object *o = nullptr, *cls = nullptr;
  if (!args_unpack_stack(args, nargs, "isinstance", 2, 2, &o, &cls)) return nullptr;
  int r = object_is_instance(o, cls);
  return r < 0 ? nullptr : bool_from(r);
}
Object* builtin_issubclass(Object*, Object** args, int64_t nargs) {
  Object *o = nullptr, *cls = nullptr;
  if (!args_unpack_stack(args, nargs, "issubclass", 2, 2, &o, &cls)) return nullptr;
  int r = object_is_subclass(o, cls);
  return r < 0 ? nullptr : bool_from(r);
}

Object* builtin_getattr(Object*, Object** args, int64_t nargs) {
  Object *o = nullptr, *name = nullptr, *fallback = nullptr;
  if (!args_unpack_stack(args, nargs, "getattr", 2, 3, &o, &name, &fallback)) return nullptr;
  if (!fallback) return object_get_attr(o, name);
  Object* result;
  if (object_lookup_attr(o, name, &result) == 0) return new_ref(fallback);
  return result;
}
Object* builtin_hasattr(Object*, Object** args, int64_t nargs) {
  Object *o = nullptr, *name = nullptr, *v = nullptr;
  if (!args_unpack_stack(args, nargs, "hasattr", 2, 2, &o, &name)) return nullptr;
  if (object_lookup_attr(o, name, &v) < 0) return nullptr;
  Ref<> held(v);
  return bool_from(v != nullptr);
}
Object* builtin_setattr(Object*, Object** args, int64_t nargs) {
  Object *o = nullptr, *name = nullptr, *value = nullptr;
  if (!args_unpack_stack(args, nargs, "setattr", 3, 3, &o, &name, &value)) return nullptr;
  return object_set_attr(o, name, value) != 0 ? nullptr : new_none();
}
Object* builtin_delattr(Object*, Object** args, int64_t nargs) {
  Object *o = nullptr, *name = nullptr;
  if (!args_unpack_stack(args, nargs, "delattr", 2, 2, &o, &name)) return nullptr;
  return object_set_attr(o, name, nullptr) != 0 ? nullptr : new_none();
}

Object* builtin_iter(Object*, Object** args, int64_t nargs) {
  Object *v = nullptr, *sentinel = nullptr;
  if (!args_unpack_stack(args, nargs, "iter", 1, 2, &v, &sentinel)) return nullptr;
  if (!sentinel) return object_get_iter(v);
  if (!callable_check(v)) return err_format(ExcTypeError, "iter(v, w): v must be callable");
  return call_iter_new(v, sentinel);
}
Object* builtin_next(Object*, Object** args, int64_t nargs) {
  Object *it = nullptr, *fallback = nullptr;
  if (!args_unpack_stack(args, nargs, "next", 1, 2, &it, &fallback)) return nullptr;
  if (!iter_check(it)) return err_format(ExcTypeError, "'%.200s' object is not an iterator", it->ob_type->tp_name.get());
  Object* item = it->ob_type->tp_iternext(it);
  if (item) return item;
  if (fallback) {
    if (err_occurred()) {
      if (!err_exception_matches(ExcStopIteration)) return nullptr;
      err_clear();
    }
    return new_ref(fallback);
  }
  if (!err_occurred()) err_set_none(ExcStopIteration);
  return nullptr;
}
Object* builtin_aiter(Object*, Object* o) { return object_get_aiter(o); }
Object* builtin_anext(Object*, Object** args, int64_t nargs) {
  Object *it = nullptr, *fallback = nullptr;
  if (!args_unpack_stack(args, nargs, "anext", 1, 2, &it, &fallback)) return nullptr;
  AsyncMethods* am = it->ob_type->tp_as_async;
  if (!am || !am->am_anext)
    return err_format(ExcTypeError, "'%.200s' object is not an async iterator", it->ob_type->tp_name.get());
  Object* awaitable = am->am_anext(it);
  if (!fallback || !awaitable) return awaitable;
  Object* res = anext_awaitable_new(awaitable, fallback);
  decref(awaitable);
  return res;
}

Object* builtin_globals(Object*, Object*) { return xnew_ref(eval_get_globals()); }
Object* builtin_locals(Object*, Object*) { return xnew_ref(eval_get_locals()); }
Object* builtin_dir(Object*, Object* args) {
  Object* o = nullptr;
  if (!args_unpack_tuple(args, "dir", 0, 1, &o)) return nullptr;
  return object_dir(o);
}
Object* builtin_vars(Object*, Object* args) {
  Object* o = nullptr;
  if (!args_unpack_tuple(args, "vars", 0, 1, &o)) return nullptr;
  if (!o) return xnew_ref(eval_get_locals());
  Object* d;
  if (object_lookup_attr(o, ID(__dict__), &d) == 0) err_set_string(ExcTypeError, "vars() argument must have __dict__ attribute");
  return d;
}

const MethodDef kFunctions[] = {
    {"__build_class__", builtin_build_class, kMethFastcall | kMethKeywords, "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nWhat the class statement calls."},
    {"__import__", builtin_import, kMethFastcall | kMethKeywords, "__import__($module, /, name, globals=None, locals=None, fromlist=(),\n           level=0)\n--\n\nWhat the import statement calls."},
    {"abs", builtin_abs, kMethO, "abs($module, x, /)\n--\n\nThe absolute value of a number."},
    {"all", builtin_all, kMethO, "all($module, iterable, /)\n--\n\nTrue if no item is false."},
    {"any", builtin_any, kMethO, "any($module, iterable, /)\n--\n\nTrue if some item is true."},
    {"ascii", builtin_ascii, kMethO, "ascii($module, obj, /)\n--\n\nrepr() with everything beyond ASCII escaped."},
    {"bin", builtin_bin, kMethO, "bin($module, number, /)\n--\n\nThe binary text of an integer, like '0b1010'."},
    {"breakpoint", builtin_breakpoint, kMethFastcall | kMethKeywords, "breakpoint(*args, **kws)\n\nEnters the debugger: calls sys.breakpointhook()."},
    {"callable", builtin_callable, kMethO, "callable($module, obj, /)\n--\n\nWhether the object can be called."},
    {"chr", builtin_chr, kMethO, "chr($module, i, /)\n--\n\nThe character with that code point."},
    {"compile", builtin_compile, kMethFastcall | kMethKeywords, "compile($module, /, source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1, *, _feature_version=-1)\n--\n\nMakes a code object of source text."},
    {"delattr", builtin_delattr, kMethFastcall, "delattr($module, obj, name, /)\n--\n\ndel obj.name"},
    {"dir", builtin_dir, kMethVarargs, "dir([object]) -> list of strings\n\nThe names an object has, sorted."},
    {"divmod", builtin_divmod, kMethFastcall, "divmod($module, x, y, /)\n--\n\nThe tuple (x//y, x%y)."},
    {"eval", builtin_eval, kMethFastcall, "eval($module, source, globals=None, locals=None, /)\n--\n\nThe value of an expression given as text or code."},
    {"exec", builtin_exec, kMethFastcall | kMethKeywords, "exec($module, source, globals=None, locals=None, /, *, closure=None)\n--\n\nRuns statements given as text or code."},
    {"exit", builtin_exit, kMethFastcall, "exit(code=None)\n\nEnds the program; what python3.11's site module adds."},
    {"quit", builtin_exit, kMethFastcall, "quit(code=None)\n\nEnds the program; what python3.11's site module adds."},
    {"format", builtin_format, kMethFastcall, "format($module, value, format_spec='', /)\n--\n\nThe text of value in the given format."},
    {"getattr", builtin_getattr, kMethFastcall, "getattr(object, name[, default]) -> value\n\nobject.name, or default when there is none."},
    {"globals", builtin_globals, kMethNoArgs, "globals($module, /)\n--\n\nThe dict of the module's variables."},
    {"hasattr", builtin_hasattr, kMethFastcall, "hasattr($module, obj, name, /)\n--\n\nWhether obj.name can be had."},
    {"hash", builtin_hash, kMethO, "hash($module, obj, /)\n--\n\nThe hash value of an object."},
    {"hex", builtin_hex, kMethO, "hex($module, number, /)\n--\n\nThe hexadecimal text of an integer, like '0xff'."},
    {"id", builtin_id, kMethO, "id($module, obj, /)\n--\n\nThe object's address."},
    {"input", builtin_input, kMethFastcall, "input($module, prompt='', /)\n--\n\nReads a line of input."},
    {"isinstance", builtin_isinstance, kMethFastcall, "isinstance($module, obj, class_or_tuple, /)\n--\n\nWhether obj is an instance of a class."},
    {"issubclass", builtin_issubclass, kMethFastcall, "issubclass($module, cls, class_or_tuple, /)\n--\n\nWhether cls derives from a class."},
    {"iter", builtin_iter, kMethFastcall, "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nAn iterator over something."},
    {"aiter", builtin_aiter, kMethO, "aiter($module, async_iterable, /)\n--\n\nAn asynchronous iterator over something."},
    {"len", builtin_len, kMethO, "len($module, obj, /)\n--\n\nHow many items a container has."},
    {"locals", builtin_locals, kMethNoArgs, "locals($module, /)\n--\n\nA dict of the variables of the running function."},
    {"max", builtin_max, kMethVarargs | kMethKeywords, "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe largest item."},
    {"min", builtin_min, kMethVarargs | kMethKeywords, "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest item."},
    {"next", builtin_next, kMethFastcall, "next(iterator[, default])\n\nThe next item, or default at the end."},
    {"anext", builtin_anext, kMethFastcall, "anext($module, aiterator, default=<unrepresentable>, /)\n--\n\nAn awaitable of the next item."},
    {"oct", builtin_oct, kMethO, "oct($module, number, /)\n--\n\nThe octal text of an integer, like '0o17'."},
    {"open", io_open, kMethFastcall | kMethKeywords, "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)\n--\n\nReads a file beside the program."},
    {"ord", builtin_ord, kMethO, "ord($module, c, /)\n--\n\nThe code point of a character."},
    {"pow", builtin_pow, kMethFastcall | kMethKeywords, "pow($module, /, base, exp, mod=None)\n--\n\nbase**exp, or base**exp % mod."},
    {"print", builtin_print, kMethFastcall | kMethKeywords, "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)\n--\n\nWrites values to a stream, sys.stdout by default."},
    {"repr", builtin_repr, kMethO, "repr($module, obj, /)\n--\n\nThe text that shows an object."},
    {"round", builtin_round, kMethFastcall | kMethKeywords, "round($module, /, number, ndigits=None)\n--\n\nRounds a number to some decimal digits."},
    {"setattr", builtin_setattr, kMethFastcall, "setattr($module, obj, name, value, /)\n--\n\nobj.name = value"},
    {"sorted", builtin_sorted, kMethFastcall | kMethKeywords, "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nA new sorted list of the items."},
    {"sum", builtin_sum, kMethFastcall | kMethKeywords, "sum($module, iterable, /, start=0)\n--\n\nThe sum of start and all items."},
    {"vars", builtin_vars, kMethVarargs, "vars([object]) -> dictionary\n\nobject.__dict__, or locals() without an argument."},
    {},
};

int add(Object* dict, const char* name, Object* value) { return dict_set_item_str(dict, name, value); }

int builtins_exec(Object* module) {
  Object* d = module_get_dict(module);
  const struct { const char* name; Object* value; } kValues[] = {
      {"None", none()}, {"Ellipsis", ellipsis()}, {"NotImplemented", not_implemented()}, {"False", bool_false()},
      {"True", bool_true()}, {"bool", TypeBool}, {"memoryview", TypeMemoryView}, {"bytearray", TypeBytearray},
      {"bytes", TypeBytes}, {"classmethod", TypeClassMethod}, {"complex", TypeComplex}, {"dict", TypeDict},
      {"enumerate", TypeEnumerate}, {"filter", TypeFilter}, {"float", TypeFloat}, {"frozenset", TypeFrozenSet},
      {"property", TypeProperty}, {"int", TypeInt}, {"list", TypeList}, {"map", TypeMap}, {"object", TypeBaseObject},
      {"range", TypeRange}, {"reversed", TypeReversed}, {"set", TypeSet}, {"slice", TypeSlice},
      {"staticmethod", TypeStaticMethod}, {"str", TypeStr}, {"super", TypeSuper}, {"tuple", TypeTuple}, {"type", TypeType},
      {"zip", TypeZip}, {"__debug__", bool_true()},
#define EXCEPTION(Name, Base, sentence) {#Name, Exc##Name},
#include "object/exceptions.def"
#undef EXCEPTION
      {"EnvironmentError", ExcOSError}, {"IOError", ExcOSError},
  };
  for (const auto& v : kValues)
    if (add(d, v.name, v.value) < 0) return -1;
  return 0;
}

}  // namespace

extern const NativeModule k_module_builtins;
const NativeModule k_module_builtins = {"builtins", "The names that every program can use without importing anything.", kFunctions, builtins_exec};

}  // namespace innards
