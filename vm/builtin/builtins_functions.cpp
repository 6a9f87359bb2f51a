// The built-in functions that do more than call a protocol: print, input, open, min, max, sum, round, sorted, pow.
// Follows Python/bltinmodule.c.
#include "builtin/builtins.h"
#include "builtin/text_stream.h"
#include "native/args.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/float.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/sys_object.h"

namespace innards {

// ---- print and input

namespace {

int write_value(Object* value, Object* file) {
  Ref<> text(object_str(value));
  return text ? file_write_object(text, file) : -1;
}

// None means the default; anything else must be a str.
bool text_option(const char* name, Object** option) {
  if (*option && is_none(*option)) *option = nullptr;
  if (!*option || str_check(*option)) return true;
  err_format(ExcTypeError, "%s must be None or a string, not %.200s", name, (*option)->ob_type->tp_name.get());
  return false;
}

}  // namespace

Object* builtin_print(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"sep", "end", "file", "flush", nullptr};
  static const ArgsParser kParser = {"print", kKeywords};
  Object* buf[4] = {};
  if (kwnames && !args_unpack_keywords(args + nargs, 0, nullptr, kwnames, &kParser, 0, 0, 0, buf)) return nullptr;
  Object *sep = buf[0], *end = buf[1], *file = buf[2];
  int do_flush = buf[3] ? object_is_true(buf[3]) : 0;
  if (do_flush < 0) return nullptr;
  if (!file || is_none(file)) {
    file = sys_get_object("stdout");
    if (!file) return err_format(ExcRuntimeError, "lost sys.stdout");
    if (is_none(file)) return new_none();
  }
  if (!text_option("sep", &sep) || !text_option("end", &end)) return nullptr;
  Ref<> values(tuple_from_array(args, nargs));  // CPython gathers them too: each has a reference more while it is printed
  if (!values) return nullptr;
  for (int64_t i = 0; i < nargs; ++i) {
    if (i > 0 && (sep ? file_write_object(sep, file) : file_write_string(" ", file)) < 0) return nullptr;
    if (write_value(args[i], file) < 0) return nullptr;
  }
  if ((end ? file_write_object(end, file) : file_write_string("\n", file)) < 0) return nullptr;
  if (do_flush && file_flush(file) < 0) return nullptr;
  return new_none();
}

namespace {

// A standard stream, held while Python code runs; null with RuntimeError.
Object* stream_of_input(const char* name) {
  Object* file = sys_get_object(name);
  if (file && !is_none(file)) return new_ref(file);
  return err_format(ExcRuntimeError, "input(): lost sys.%s", name);
}

// Errors of a call that only prepares.
void forgive(Object* result) {
  if (!result) err_clear();
  xdecref(result);
}
void flush_if_possible(Object* file) {
  if (file_flush(file) < 0) err_clear();
}

// A line without its end (PyFile_GetLine with -1).
Object* line_of(Object* file) {
  Ref<> line(object_call_method_no_args(file, ID(readline)));
  if (!line) return nullptr;
  if (!str_check(line) && !bytes_check(line)) return err_format(ExcTypeError, "object.readline() returned non-string");
  const int64_t n = object_size(line);
  if (n == 0) return err_format(ExcEOFError, "EOF when reading a line");
  if (bytes_check(line)) return bytes_as_string(line)[n - 1] == '\n' ? bytes_from_data(bytes_as_string(line), n - 1) : line.release();
  return str_read_char(line, n - 1) == '\n' ? str_substring(line, 0, n - 1) : line.release();
}

}  // namespace

// No stream is a terminal here: this is what CPython does when that is so.
Object* builtin_input(Object*, Object** args, int64_t nargs) {
  Object* prompt = nullptr;
  if (!args_unpack_stack(args, nargs, "input", 0, 1, &prompt)) return nullptr;
  Ref<> in(stream_of_input("stdin")), out(in ? stream_of_input("stdout") : nullptr), err(out ? stream_of_input("stderr") : nullptr);
  if (!err) return nullptr;
  flush_if_possible(err);
  forgive(object_call_method_no_args(in, ID(fileno)));
  if (prompt && write_value(prompt, out) < 0) return nullptr;
  flush_if_possible(out);
  return line_of(in);
}

Object* builtin_breakpoint(Object*, Object** args, int64_t nargs, Object* kwnames) {
  Object* hook = sys_get_object("breakpointhook");
  if (!hook) return err_format(ExcRuntimeError, "lost sys.breakpointhook");
  Ref<> held(new_ref(hook));
  return object_vectorcall(held, args, static_cast<uint64_t>(nargs), kwnames);
}

Object* builtin_exit(Object*, Object** args, int64_t nargs) {
  Object* code = nullptr;
  if (!args_unpack_stack(args, nargs, "exit", 0, 1, &code)) return nullptr;
  err_set_object(ExcSystemExit, code ? code : none());
  return nullptr;
}

// ---- min and max

namespace {

Object* min_max(Object* args, Object* kwargs, const char* name, int op) {
  static const char* const kKeywords[] = {"key", "default", nullptr};
  Object *v = nullptr, *key = nullptr, *fallback = nullptr;
  bool positional = tuple_size_of(args) > 1;
  if (positional) {
    v = args;
  } else if (tuple_size_of(args) == 0) {
    return err_format(ExcTypeError, "%s expected at least 1 argument, got 0", name);
  } else {
    v = tuple_item_at(args, 0);
  }
  if (!args_parse_tuple_and_keywords(empty_tuple(), kwargs, op == kLT ? "|$OO:min" : "|$OO:max", kKeywords, &key, &fallback))
    return nullptr;
  if (positional && fallback)
    return err_format(ExcTypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
  Ref<> it(object_get_iter(v));
  if (!it) return nullptr;
  if (key && is_none(key)) key = nullptr;
  Ref<> best, best_value;
  while (Object* next = iter_next(it)) {
    Ref<> item(next);
    Ref<> value(key ? object_call_one_arg(key, item) : new_ref(next));
    if (!value) return nullptr;
    if (!best_value) {
      best = static_cast<Ref<>&&>(item);
      best_value = static_cast<Ref<>&&>(value);
      continue;
    }
    int better = object_rich_compare_bool(value, best_value, op);
    if (better < 0) return nullptr;
    if (better) {
      best_value = static_cast<Ref<>&&>(value);
      best = static_cast<Ref<>&&>(item);
    }
  }
  if (err_occurred()) return nullptr;
  if (!best) {
    if (fallback) return new_ref(fallback);
    return err_format(ExcValueError, "%s() arg is an empty sequence", name);
  }
  return best.release();
}

}  // namespace

Object* builtin_min(Object*, Object* args, Object* kwargs) { return min_max(args, kwargs, "min", kLT); }
Object* builtin_max(Object*, Object* args, Object* kwargs) { return min_max(args, kwargs, "max", kGT); }

// ---- numbers

// What sum() begins with: CPython counts in a C number, so that the sum of nothing is a new object, too.
static Object* sum_start(Object* start) {
  if (float_check_exact(start)) return float_from_double(static_cast<FloatObject*>(start)->ob_fval);
  if (!int_check_exact(start)) return new_ref(start);
  int overflow = 0;
  int64_t value = int_as_i64_and_overflow(start, &overflow);
  return overflow ? new_ref(start) : int_from_i64(value);
}

Object* builtin_sum(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"", "start", nullptr};
  static const ArgsParser kParser = {"sum", kKeywords};
  Object* buf[2] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf)) return nullptr;
  Object* start = buf[1];
  Ref<> it(object_get_iter(buf[0]));
  if (!it) return nullptr;
  if (start) {
    if (str_check(start)) return err_format(ExcTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (bytes_check(start)) return err_format(ExcTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (start->ob_type == TypeBytearray) return err_format(ExcTypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  Ref<> total(start ? sum_start(start) : int_from_i64(0));
  if (!total) return nullptr;
  while (Object* item = iter_next(it)) {
    Object* sum = number_add(total, item);
    decref(item);
    total.reset(sum);
    if (!sum) return nullptr;
  }
  return err_occurred() ? nullptr : total.release();
}

Object* builtin_round(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"number", "ndigits", nullptr};
  static const ArgsParser kParser = {"round", kKeywords};
  Object* buf[2] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf)) return nullptr;
  Object* number = buf[0];
  Ref<> round(object_lookup_special(number, ID(__round__)));
  if (!round) {
    if (!err_occurred())
      err_format(ExcTypeError, "type %.100s doesn't define __round__ method", number->ob_type->tp_name.get());
    return nullptr;
  }
  if (!buf[1] || is_none(buf[1])) return object_call_no_args(round);
  return object_call_one_arg(round, buf[1]);
}

Object* builtin_pow(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"base", "exp", "mod", nullptr};
  static const ArgsParser kParser = {"pow", kKeywords};
  Object* buf[3] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 3, 0, buf)) return nullptr;
  return number_power(buf[0], buf[1], buf[2] ? buf[2] : none());
}

Object* builtin_sorted(Object*, Object** args, int64_t nargs, Object* kwnames) {
  Object* seq = nullptr;
  if (!args_unpack_stack(args, nargs, "sorted", 1, 1, &seq)) return nullptr;
  Ref<> list(sequence_list(seq));
  if (!list) return nullptr;
  Ref<> sort(object_get_attr(list, ID(sort)));
  if (!sort) return nullptr;
  Ref<> res(object_vectorcall(sort, args + 1, static_cast<uint64_t>(nargs - 1), kwnames));
  return res ? list.release() : nullptr;
}

}  // namespace innards
