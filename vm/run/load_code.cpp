// CodeUnit -> CodeObject, and the machine's door to the compiler.
#include "run/load_code.h"

#include <map>
#include <memory>
#include <string>

#include "compile/compile.h"
#include "compile/scopes.h"
#include "heap/gc.h"
#include "heap/machine_stack.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/runtime.h"
#include "run/tree_tape.h"
#include "run/warnings.h"

namespace innards {

namespace {

constexpr uint64_t kCompilerStack = uint64_t{8} << 20;  // what the deepest source that is not refused may need
constexpr uint64_t kStackPerLevel = uint64_t{8} << 10;    // more than any pass takes for a level of a tree that no parser limited

Object* text_object(std::string_view s) { return str_from_utf8_wtf(s.data(), static_cast<int64_t>(s.size())); }

Object* interned(std::string_view s) {
  Object* o = text_object(s);
  if (o) str_intern_in_place(&o);
  return o;
}

// Equal constants of one compilation are one object, also across functions (merge_const_one in Python/compile.c). Takes
// over `o`, gives a new reference to the object that stands for it.
Object* merged(Object* cache, Object* o) {
  if (!o) return nullptr;
  Ref<> held(o), key(code_constant_key(o));
  Object* there = key ? dict_set_default(cache, key, key) : nullptr;
  if (!there) return nullptr;
  if (there == key.get()) return held.release();
  return new_ref(tuple_check_exact(there) ? tuple_item_at(there, 1) : there);
}

Object* constant_object(const ConstantValue& v, Object* cache);

Object* tuple_of_constants(const ConstantValue* items, int32_t count, Object* cache) {
  Object* tuple = tuple_new(count);
  for (int32_t i = 0; tuple && i < count; ++i) {
    Object* item = constant_object(items[i], cache);
    if (!item) {
      decref(tuple);
      return nullptr;
    }
    tuple_put(tuple, i, item);
  }
  return tuple;
}

bool same_objects(Object* a, Object* b) {
  for (int64_t i = 0; i < tuple_size_of(a); ++i)
    if (tuple_item_at(a, i) != tuple_item_at(b, i)) return false;
  return true;
}

// A frozenset that is walked in the order of `items`, as the compiler found it in CPython's table: filling a table anew can
// make items whose hashes collide change places, and after some turns they are back.
Object* frozenset_walked_as(Object* items) {
  Ref<> set(frozenset_new(items));
  for (int turn = 0; set && turn < 8; ++turn) {
    Ref<> walked(sequence_tuple(set));
    if (!walked) return nullptr;
    if (tuple_size_of(walked) != tuple_size_of(items) || same_objects(walked, items)) break;
    set.reset(frozenset_new(walked));
  }
  return set.release();
}

Object* plain_constant(const ConstantValue& v, Object* cache) {
  switch (v.type) {
    case ConstantType::kNone: return new_none();
    case ConstantType::kBool: return bool_from(v.truth);
    case ConstantType::kEllipsis: return new_ref(ellipsis());
    case ConstantType::kInt: return int_from_big({v.digits, static_cast<size_t>(v.count), v.negative});
    case ConstantType::kFloat: return float_from_double(v.real);
    case ConstantType::kComplex: return complex_from_doubles(v.real, v.imag);
    case ConstantType::kStr: return text_object(v.text);
    case ConstantType::kBytes: return bytes_from_data(v.text.data(), static_cast<int64_t>(v.text.size()));
    case ConstantType::kTuple: return tuple_of_constants(v.items, v.count, cache);
    case ConstantType::kFrozenset: {
      Ref<> items(tuple_of_constants(v.items, v.count, cache));
      return items ? frozenset_walked_as(items) : nullptr;
    }
  }
  return new_none();
}

Object* constant_object(const ConstantValue& v, Object* cache) { return merged(cache, plain_constant(v, cache)); }

Object* tuple_of_names(const std::vector<std::string>& names) {
  Object* tuple = tuple_new(static_cast<int64_t>(names.size()));
  for (size_t i = 0; tuple && i < names.size(); ++i) {
    Object* name = interned(names[i]);
    if (!name) {
      decref(tuple);
      return nullptr;
    }
    tuple_put(tuple, static_cast<int64_t>(i), name);
  }
  return tuple;
}

Object* bytes_of(const std::string& s) { return bytes_from_data(s.data(), static_cast<int64_t>(s.size())); }

// `filename` is one object shared by all code of a compilation, `cache` its table of constants.
CodeObject* load(const CodeUnit& u, Object* filename, Object* cache) {
  Ref<> consts(tuple_new(static_cast<int64_t>(u.consts.size())));
  if (!consts) return nullptr;
  for (size_t i = 0; i < u.consts.size(); ++i) {
    const CodeConst& c = u.consts[i];
    Object* item = c.code ? merged(cache, load(*c.code, filename, cache)) : constant_object(c.value, cache);
    if (!item) return nullptr;
    tuple_put(consts, static_cast<int64_t>(i), item);
  }
  Ref<> exceptions(merged(cache, bytes_of(u.exceptiontable))), linetable(merged(cache, bytes_of(u.linetable)));
  Ref<> names(merged(cache, tuple_of_names(u.names)));
  consts.reset(merged(cache, consts.release()));
  Ref<> localsplus(merged(cache, tuple_of_names(u.localsplusnames)));
  Ref<> kinds(bytes_from_data(reinterpret_cast<const char*>(u.localspluskinds.data()), static_cast<int64_t>(u.localspluskinds.size())));
  Ref<> name(interned(u.name)), qualname(interned(u.qualname));
  if (!names || !consts || !localsplus || !kinds || !linetable || !exceptions || !name || !qualname) return nullptr;
  CodeSpec spec = {filename, name, qualname, static_cast<int>(u.flags), u.firstlineno, u.argcount, u.posonlyargcount,
                   u.kwonlyargcount, u.stacksize, reinterpret_cast<const uint8_t*>(u.code.data()),
                   static_cast<int64_t>(u.code.size()), linetable, consts, names, localsplus, kinds, exceptions};
  return code_new(spec);
}

Object* number_or_none(int32_t n) { return n == SyntaxErrorInfo::kAbsent ? new_none() : int_from_i64(n); }

}  // namespace

namespace {
bool is_collection(Object* o) { return tuple_check_exact(o) || frozenset_check_exact(o); }

// Comparing collections of collections with the code's own could go too deep.
bool can_be_shared(Object* o) {
  for (int64_t i = 0; tuple_check_exact(o) && i < tuple_size_of(o); ++i)
    if (is_collection(tuple_item_at(o, i))) return false;
  Object* key;
  int64_t hash;
  for (int64_t pos = 0; frozenset_check_exact(o) && set_next_entry(o, &pos, &key, &hash);)
    if (is_collection(key)) return false;
  return true;
}

// `constants`: objects that stand for their value where the code needs it.
CodeObject* code_with_constants(const CodeUnit& unit, const std::vector<Object*>& constants) {
  Ref<> filename(text_object(unit.filename));
  Ref<> cache(dict_new());
  if (!filename || !cache) return nullptr;
  for (Object* o : constants)
    if (can_be_shared(o) && !Ref<>(merged(cache, new_ref(o)))) return nullptr;
  return load(unit, filename, cache);
}
}  // namespace

CodeObject* code_from_unit(const CodeUnit& unit) { return code_with_constants(unit, {}); }

namespace {
// (message, (file, line, offset, text, end line, end offset)); null with an error.
Object* syntax_error_args(const SyntaxErrorInfo& e, Object* msg) {
  Ref<> filename(text_object(e.filename));
  Ref<> line(number_or_none(e.lineno)), offset(number_or_none(e.offset)), end_line(number_or_none(e.end_lineno)),
      end_offset(number_or_none(e.end_offset));
  Ref<> text(e.has_text ? text_object(e.text) : new_none());
  if (!filename || !line || !offset || !end_line || !end_offset || !text) return nullptr;
  Ref<> place(e.end_lineno == SyntaxErrorInfo::kAbsent && e.end_offset == SyntaxErrorInfo::kAbsent
                  ? tuple_pack(4, filename.get(), line.get(), offset.get(), text.get())
                  : tuple_pack(6, filename.get(), line.get(), offset.get(), text.get(), end_line.get(), end_offset.get()));
  return place ? tuple_pack(2, msg, place.get()) : nullptr;
}
}  // namespace

void set_syntax_error(const SyntaxErrorInfo& e) {
  Object* type;
  switch (e.type) {
    case SyntaxErrorType::kIndentationError: type = ExcIndentationError; break;
    case SyntaxErrorType::kTabError: type = ExcTabError; break;
    case SyntaxErrorType::kValueError: type = ExcValueError; break;
    case SyntaxErrorType::kMemoryError: type = ExcMemoryError; break;
    case SyntaxErrorType::kRecursionError: type = ExcRecursionError; break;
    case SyntaxErrorType::kOverflowError: type = ExcOverflowError; break;
    case SyntaxErrorType::kSystemError: type = ExcSystemError; break;
    case SyntaxErrorType::kTypeError: type = ExcTypeError; break;
    default: type = ExcSyntaxError; break;
  }
  Ref<> msg(text_object(e.msg));
  if (!msg) return;
  if (!type_is_subtype(static_cast<TypeObject*>(type), ExcSyntaxError)) {
    if (type == ExcMemoryError) err_set_none(type);
    else err_set_object(type, msg);
    return;
  }
  if (e.lineno == SyntaxErrorInfo::kAbsent) return err_set_object(type, msg);   // an error about the bytes, not about a place in them
  Ref<> args(syntax_error_args(e, msg));
  if (args) err_set_object(type, args);
}

namespace {
// The compiler's warnings as objects, [(category, text, line, arguments of the error it may be), ...]: they are shown when the compiler has gone.
Object* warning_list(const std::vector<SyntaxWarningInfo>& warnings) {
  Ref<> list(list_new(0));
  for (const SyntaxWarningInfo& w : warnings) {
    Ref<> text(text_object(w.msg)), line(int_from_i64(w.lineno));
    Ref<> args(text ? syntax_error_args(w.raised, text) : nullptr);
    Object* category = w.deprecation ? ExcDeprecationWarning : ExcSyntaxWarning;
    Object* row = args && line && list ? tuple_pack(4, category, text.get(), line.get(), args.get()) : nullptr;
    if (!row || list_append_take_ref(static_cast<ListObject*>(list.get()), row) < 0) return nullptr;
  }
  return list.release();
}

CompileFlags compile_flags(const CompileRequest& request) {
  CompileFlags flags;
  flags.future = request.future;
  flags.optimize = request.optimize;
  flags.top_level_await = request.top_level_await;
  const ThreadState& t = rt().thread;
  flags.recursion_depth = t.recursion_limit - t.recursion_remaining;
  flags.recursion_limit = t.recursion_limit;
  flags.source_is_text = request.is_text;
  flags.from_file = request.from_file;
  return flags;
}

CompileMode compile_mode(CodeMode mode) {
  return mode == CodeMode::Exec ? CompileMode::Exec : mode == CodeMode::Eval ? CompileMode::Eval : CompileMode::Single;
}

// `tree` is filled where the request has a tape, and lives as long as its constants are needed.
CompileResult compile_request(const CompileRequest& request, TapeTree& tree) {
  const CompileFlags flags = compile_flags(request);
  const std::string filename(request.filename);
  if (!request.tape) return compile_source(request.source, filename, compile_mode(request.mode), flags);
  read_tape(request.tape, tree);
  const RecursionBudget budget = recursion_budget(flags);
  CompileResult refused;
  refused.error = validate_tree(tree.tree, tree.bad, budget.depth, budget.limit);
  return refused.error ? std::move(refused) : compile_tree(tree.tree, tree.memory, {}, filename, compile_mode(request.mode), flags);
}

// The code, or null with an error set; in *warnings what was to be said of it. All of the host that it needs ends with it.
CodeObject* compile_quietly(const CompileRequest& request, std::shared_ptr<CodeUnit>* keep, Ref<>* warnings) {
  NoYield guard;
  TapeTree tree;
  CompileResult result = compile_request(request, tree);
  if (keep && result.warnings.empty()) *keep = result.unit;
  if (!result.warnings.empty()) {
    warnings->reset(warning_list(result.warnings));
    if (!*warnings) return nullptr;
  }
  if (result.unit) return code_with_constants(*result.unit, tree.constants);
  set_syntax_error(result.error);
  return nullptr;
}

// False with an error set.
bool show_warnings(Object* list, std::string_view file) {
  Ref<> filename(text_object(file));
  for (int64_t i = 0; filename && i < list_size_of(list); ++i) {
    Object* row = list_item_at(list, i);
    Object *category = tuple_item_at(row, 0), *message = tuple_item_at(row, 1), *line = tuple_item_at(row, 2);
    if (warn_explicit(category, message, {filename, static_cast<int>(int_as_i64(line))}, nullptr) == 0) continue;
    if (err_exception_matches(category)) {
      err_clear();
      err_set_object(ExcSyntaxError, tuple_item_at(row, 3));
    }
    return false;
  }
  return static_cast<bool>(filename);
}

CodeObject* compile_with_cache(const CompileRequest& request, std::shared_ptr<CodeUnit>* keep) {
  const uint64_t for_tree = request.tape ? static_cast<uint64_t>(tape_depth(request.tape)) * kStackPerLevel : 0;
  if (native_stack_bytes_left() < kCompilerStack + for_tree) {
    err_set_string(ExcRecursionError, "maximum recursion depth exceeded during compilation");
    return nullptr;
  }
  // No finalizer may run while the compiler's data, which are the host's, are alive.
  bool collecting = gc_is_enabled();
  gc_disable();
  Ref<> warnings;
  CodeObject* code = compile_quietly(request, keep, &warnings);
  if (collecting) gc_enable();
  if (!warnings) return code;
  // They were given before the error, if there is one.
  Object *type, *value, *traceback;
  err_fetch(&type, &value, &traceback);
  if (show_warnings(warnings, request.filename)) {
    err_restore(type, value, traceback);
    return code;
  }
  xdecref(type);
  xdecref(value);
  xdecref(traceback);
  xdecref(static_cast<Object*>(code));
  return nullptr;
}

struct CompiledModule {
  size_t text_hash;
  std::shared_ptr<CodeUnit> unit;
};
std::map<std::string, CompiledModule>& compiled_modules() {
  static std::map<std::string, CompiledModule> modules;
  return modules;
}

CodeObject* load_compiled(const CodeUnit& unit) {
  bool collecting = gc_is_enabled();
  gc_disable();
  CodeObject* code = code_from_unit(unit);
  if (collecting) gc_enable();
  return code;
}
}  // namespace

Object* object_from_constant(const ConstantValue& constant) {
  Ref<> cache(dict_new());
  return cache ? constant_object(constant, cache) : nullptr;
}

CodeObject* compile_to_code(const CompileRequest& request) { return compile_with_cache(request, nullptr); }

CodeObject* compile_module(std::string_view text, std::string_view filename) {
  const size_t hash = std::hash<std::string_view>()(text);
  CompiledModule& slot = compiled_modules()[std::string(filename)];
  if (slot.unit && slot.text_hash == hash) return load_compiled(*slot.unit);
  CompileRequest request;
  request.source = text;
  request.filename = filename;
  slot.text_hash = hash;
  slot.unit = nullptr;
  return compile_with_cache(request, &slot.unit);
}

}  // namespace innards
