// compile, eval and exec. Follows Python/bltinmodule.c.
#include <string>

#include "builtin/ast_objects.h"
#include "builtin/ast_read.h"
#include "builtin/builtins.h"
#include "native/args.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/cell.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/load_code.h"

namespace innards {

namespace {

constexpr int kOnlyAst = 0x400;         // PyCF_ONLY_AST
constexpr int kTopLevelAwait = 0x2000;  // PyCF_ALLOW_TOP_LEVEL_AWAIT

// The code of a tree that a program made, or with kOnlyAst the tree itself.
Object* compile_nodes(Object* root, CompileRequest& request, int flags) {
  if (flags & kOnlyAst) return new_ref(root);
  Ref<> tape(tape_of_nodes(root, request.mode));
  request.tape = tape;
  return tape ? compile_to_code(request) : nullptr;
}

// The text of a source argument: utf-8 of a str, the bytes of bytes, a copy of another buffer's. false with TypeError or ValueError.
bool source_text(Object* cmd, const char* function, const char* what, CompileRequest* request, Ref<>* copy) {
  int64_t size;
  if (str_check(cmd)) {
    const char* text = str_as_utf8_and_size(cmd, &size);
    if (!text) return false;
    request->is_text = true;
    request->source = {text, static_cast<size_t>(size)};
  } else if (bytes_check(cmd)) {
    request->source = {bytes_as_string(cmd), static_cast<size_t>(bytes_size(cmd))};
  } else if (object_check_buffer(cmd)) {
    copy->reset(bytes_from_object(cmd));
    if (!*copy) return false;
    request->source = {bytes_as_string(*copy), static_cast<size_t>(bytes_size(*copy))};
  } else {
    err_format(ExcTypeError, "%s() arg 1 must be a %s object", function, what);
    return false;
  }
  if (request->source.find('\0') != std::string_view::npos) {
    err_set_string(ExcValueError, "source code string cannot contain null bytes");
    return false;
  }
  return true;
}

uint32_t inherited_future() {
  InterpreterFrame* f = eval_current_frame();
  return f ? static_cast<uint32_t>(f->f_code->co_flags) & 0x1fe0000u : 0;
}

// The code of what eval() or exec() was given.
CodeObject* compile_string(Object* source, const char* function, const char* filename, CodeMode mode, bool strip) {
  CompileRequest request;
  Ref<> copy;
  if (!source_text(source, function, "string, bytes or code", &request, &copy)) return nullptr;
  if (strip)
    while (!request.source.empty() && (request.source[0] == ' ' || request.source[0] == '\t')) request.source.remove_prefix(1);
  request.filename = filename;
  request.mode = mode;
  request.future = inherited_future();
  return compile_to_code(request);
}

// Fills in what eval() and exec() were not given. false with an error set.
bool complete_namespaces(Object** globals, Object** locals) {
  if (*locals && is_none(*locals)) *locals = nullptr;
  if (*globals && is_none(*globals)) *globals = nullptr;
  if (!*globals) {
    *globals = eval_get_globals();
    if (!*locals) *locals = eval_get_locals();
    if (!*globals || !*locals) {
      if (!err_occurred()) err_format(ExcSystemError, "globals and locals cannot be NULL");
      return false;
    }
  } else if (!*locals) {
    *locals = *globals;
  }
  return true;
}

// Code that runs needs the built-in names among its globals. false with an error set.
bool add_builtins(Object* globals) {
  int has = dict_contains(globals, ID(__builtins__));
  if (has == 0) has = dict_set_item(globals, ID(__builtins__), eval_get_builtins());
  return has >= 0;
}

bool mode_argument(Object* mode, bool only_ast, CodeMode* out) {
  if (str_equal_ascii(mode, "exec")) *out = CodeMode::Exec;
  else if (str_equal_ascii(mode, "eval")) *out = CodeMode::Eval;
  else if (str_equal_ascii(mode, "single")) *out = CodeMode::Single;
  else if (only_ast) return err_format(ExcValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
  else if (str_equal_ascii(mode, "func_type")) return err_format(ExcValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  else return err_format(ExcValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  return true;
}

// Whether exec() may run the code with this closure; false with TypeError set.
bool closure_fits(CodeObject* code, Object* closure) {
  const int64_t wanted = code->co_nfreevars;
  if (!wanted) return !closure || err_format(ExcTypeError, "cannot use a closure with this code object");
  bool fits = closure && tuple_check_exact(closure) && tuple_size_of(closure) == wanted;
  for (int64_t i = 0; fits && i < wanted; ++i) fits = cell_check(tuple_item_at(closure, i));
  return fits || err_format(ExcTypeError, "code object requires a closure of exactly length %zd", wanted);
}

}  // namespace

Object* builtin_eval(Object*, Object** args, int64_t nargs) {
  Object *source = nullptr, *globals = nullptr, *locals = nullptr;
  if (!args_unpack_stack(args, nargs, "eval", 1, 3, &source, &globals, &locals)) return nullptr;
  if (locals && !is_none(locals) && !mapping_check(locals)) return err_format(ExcTypeError, "locals must be a mapping");
  if (globals && !is_none(globals) && !dict_check(globals))
    return err_format(ExcTypeError, mapping_check(globals) ? "globals must be a real dict; try eval(code, {}, mapping)" : "globals must be a dict");
  if (!complete_namespaces(&globals, &locals) || !add_builtins(globals)) return nullptr;
  Ref<> held_globals(new_ref(globals)), held_locals(new_ref(locals));
  if (code_check(source)) {
    if (static_cast<CodeObject*>(source)->co_nfreevars > 0)
      return err_format(ExcTypeError, "code object passed to eval() may not contain free variables");
    return eval_code(static_cast<CodeObject*>(source), globals, locals);
  }
  Ref<CodeObject> code(compile_string(source, "eval", "<string>", CodeMode::Eval, true));
  return code ? eval_code(code, globals, locals) : nullptr;
}

Object* builtin_exec(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"", "", "", "closure", nullptr};
  static const ArgsParser kParser = {"exec", kKeywords};
  Object* buf[4] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 3, 0, buf)) return nullptr;
  Object *source = buf[0], *globals = buf[1], *locals = buf[2], *closure = buf[3];
  if (closure && is_none(closure)) closure = nullptr;
  if (!complete_namespaces(&globals, &locals)) return nullptr;
  if (!dict_check(globals))
    return err_format(ExcTypeError, "exec() globals must be a dict, not %.100s", globals->ob_type->tp_name.get());
  if (!mapping_check(locals))
    return err_format(ExcTypeError, "locals must be a mapping or None, not %.100s", locals->ob_type->tp_name.get());
  if (!add_builtins(globals)) return nullptr;
  Ref<> held_globals(new_ref(globals)), held_locals(new_ref(locals));
  Ref<CodeObject> code;
  if (code_check(source)) {
    code.reset(new_ref(static_cast<CodeObject*>(source)));
    if (!closure_fits(code, closure)) return nullptr;
  } else {
    if (closure) return err_format(ExcTypeError, "closure argument can only be used if source is a code object");
    code.reset(compile_string(source, "exec", "<string>", CodeMode::Exec, false));
    if (!code) return nullptr;
  }
  Ref<> result(eval_code(code, globals, locals, closure));
  return result ? new_none() : nullptr;
}

Object* builtin_compile(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version", nullptr};
  static const ArgsParser kParser = {"compile", kKeywords};
  Object* buf[7] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 3, 6, 0, buf)) return nullptr;
  Object *source = buf[0], *filename = buf[1], *mode = buf[2];
  int too_large = 0;
  if (buf[6] && int_check(buf[6]) && int_as_i64_and_overflow(buf[6], &too_large) != -1) met_difference(Difference::AstModule, "_feature_version");
  if (!str_check(filename) && !bytes_check(filename))
    return err_format(ExcTypeError, "expected str, bytes or os.PathLike object, not %.200s", filename->ob_type->tp_name.get());
  if (!str_check(mode)) {
    args_bad_argument("compile", "argument 'mode'", "str", mode);
    return nullptr;
  }
  int flags = buf[3] ? int_as_int(buf[3]) : 0;
  if (flags == -1 && err_occurred()) return nullptr;
  int dont_inherit = buf[4] ? object_is_true(buf[4]) : 0;
  if (dont_inherit < 0) return nullptr;
  int optimize = buf[5] ? int_as_int(buf[5]) : -1;
  if (optimize == -1 && err_occurred()) return nullptr;
  if (flags & ~(0x1fe0000 | 0x2000 | 0x1000 | 0x400 | 0x200 | 0x100 | 0x10)) return err_format(ExcValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) return err_format(ExcValueError, "compile(): invalid optimize value");
  CodeMode m = CodeMode::Exec;
  if (!mode_argument(mode, flags & kOnlyAst, &m)) return nullptr;
  // A str's bytes do not stay with it: that would be seen in its size.
  Ref<> name(str_check(filename) ? str_as_encoded_string(filename, "utf-8", "strict") : new_ref(filename));
  if (!name) return nullptr;
  CompileRequest request;
  request.filename = bytes_as_string(name);
  request.mode = m;
  request.optimize = optimize < 0 ? 0 : optimize;
  request.future = (static_cast<uint32_t>(flags) & 0x1fe0000u) | (dont_inherit ? 0 : inherited_future());
  request.top_level_await = flags & kTopLevelAwait;
  const int is_tree = ast_check(source);
  if (is_tree < 0) return nullptr;
  if (is_tree) return compile_nodes(source, request, flags);
  Ref<> copy;
  if (!source_text(source, "compile", "string, bytes or AST", &request, &copy)) return nullptr;
  return flags & kOnlyAst ? ast_of_source(request) : compile_to_code(request);
}

}  // namespace innards
