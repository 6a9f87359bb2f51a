// One run of a program: __main__, the report of an uncaught error, and the end of the world in CPython's order
// (Modules/main.c, Python/pythonrun.c, Python/pylifecycle.c).
#include "run/program.h"

#include <cstring>

#include "builtin/atexit_module.h"
#include "builtin/text_stream.h"
#include "heap/gc.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/import.h"
#include "run/load_code.h"
#include "run/machine.h"
#include "run/print_exception.h"
#include "run/runtime.h"
#include "run/sys_object.h"
#include "run/threads.h"
#include "run/trace.h"

namespace innards {

namespace {

// sys.argv and sys.path from the outside world.
int set_sys_lists() {
  const std::vector<std::string>* lists[] = {&g_outside->argv, &g_outside->path};
  const char* names[] = {"argv", "path"};
  for (int k = 0; k < 2; ++k) {
    Ref<> list(list_new(0));
    if (!list) return -1;
    for (const std::string& s : *lists[k]) {
      Object* item = str_decode(s.data(), static_cast<int64_t>(s.size()), "utf-8", "surrogateescape");
      if (!item || list_append_take_ref(static_cast<ListObject*>(list.get()), item) < 0) return -1;
    }
    if (sys_set_object(names[k], list) < 0) return -1;
  }
  return 0;
}

// The module __main__ with its names; borrowed dict.
Object* make_main() {
  Ref<> module(module_new("__main__"));
  if (!module) return nullptr;
  Object* dict = module_get_dict(module);
  Object* builtins = dict_get_item_str(rt().thread.modules, "builtins");
  if (dict_set_item(rt().thread.modules, ID(__main__), module) < 0) return nullptr;
  if (dict_set_item_str(dict, "__annotations__", Ref<>(dict_new())) < 0) return nullptr;
  if (dict_set_item(dict, ID(__builtins__), builtins) < 0) return nullptr;
  Ref<> file(str_from_utf8_wtf(g_outside->program_filename.data(), static_cast<int64_t>(g_outside->program_filename.size())));
  if (!file || dict_set_item(dict, ID(__file__), file) < 0) return nullptr;
  Ref<> cached(str_from_cstr("__cached__"));
  if (!cached || dict_set_item(dict, cached, none()) < 0) return nullptr;
  return dict;
}

// sys.exit() and the like: the status, after printing a message that is no number.
int exit_status_of(Object* value) {
  Ref<> code(value && exception_instance_check(value) ? xnew_ref(static_cast<SystemExitObject*>(value)->code.get()) : xnew_ref(value));
  if (!code || is_none(code)) return 0;
  if (int_check(code)) {
    int overflow;
    int64_t n = int_as_i64_and_overflow(code, &overflow);
    if (overflow) return 255;
    return static_cast<int>(n & 0xff);
  }
  Ref<> text(object_str(code));
  if (!text) {
    err_clear();
    return 1;
  }
  Object* err = sys_get_object("stderr");
  if (err && !is_none(err)) {
    Ref<> line(str_from_format("%U\n", text.get()));
    Ref<> res(line ? object_call_method_one_arg(err, ID(write), line) : nullptr);
  }
  err_clear();
  return 1;
}

// Leaves the error where debuggers look for it.
void set_last_error(Object* type, Object* value, Object* tb) {
  sys_set_object("last_type", type);
  sys_set_object("last_value", value);
  sys_set_object("last_traceback", tb ? tb : none());
}

}  // namespace

int program_report_error() {
  if (err_exception_matches(ExcSystemExit)) {
    Object *type, *value, *tb;
    err_fetch(&type, &value, &tb);
    int status = exit_status_of(value);
    xdecref(type);
    xdecref(value);
    xdecref(tb);
    return status;
  }
  bool interrupted = err_exception_matches(ExcKeyboardInterrupt) != 0;
  err_print();
  return interrupted ? 130 : 1;
}

void err_print() {
  if (!err_occurred()) return;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  err_normalize_exception(&type, &value, &tb);
  if (!tb) tb = new_none();
  exception_set_traceback(value, tb);
  set_last_error(type, value, tb);
  Object* hook = sys_get_object("excepthook");
  if (hook) {
    Object* args[3] = {type, value, tb};
    Object* res = object_vectorcall(hook, args, 3, nullptr);
    if (!res) {
      Object *type2, *value2, *tb2;
      err_fetch(&type2, &value2, &tb2);
      err_normalize_exception(&type2, &value2, &tb2);
      if (tb2) exception_set_traceback(value2, tb2);
      Object* err = sys_get_object("stderr");
      if (err && !is_none(err)) {
        Ref<> head(str_from_cstr("Error in sys.excepthook:\n")), mid(str_from_cstr("\nOriginal exception was:\n"));
        Ref<> r1(object_call_method_one_arg(err, ID(write), head));
        print_exception(value2, err);
        Ref<> r2(object_call_method_one_arg(err, ID(write), mid));
        print_exception(value, err);
      }
      err_clear();
      xdecref(type2);
      xdecref(value2);
      xdecref(tb2);
    }
    xdecref(res);
  } else {
    Object* err = sys_get_object("stderr");
    if (err && !is_none(err)) print_exception(value, err);
  }
  xdecref(type);
  xdecref(value);
  xdecref(tb);
}

namespace {
// Flushes sys.stderr and sys.stdout, whatever stands there, and keeps the error that is set (flush_io).
void flush_io() {
  Object *type, *value, *traceback;
  err_fetch(&type, &value, &traceback);
  for (const char* name : {"stderr", "stdout"}) {
    Object* stream = sys_get_object(name);
    Ref<> held(xnew_ref(stream));
    if (stream && file_flush(stream) < 0) err_clear();
  }
  err_restore(type, value, traceback);
}

// What stdout and stderr still hold when the interpreter ends; false when that could not be written (flush_std_files).
bool flush_std_files() {
  bool flushed = true;
  for (const char* name : {"stdout", "stderr"}) {
    Ref<> stream(xnew_ref(sys_get_object(name)));
    if (!stream || is_none(stream)) continue;
    Ref<> closed(object_get_attr(stream, ID(closed)));
    const int is = closed ? object_is_true(closed) : 0;
    if (is != 0) continue;
    err_clear();
    if (file_flush(stream) == 0) continue;
    if (!std::strcmp(name, "stdout")) err_write_unraisable(stream);
    err_clear();
    flushed = false;
  }
  return flushed;
}

CodeObject* compile_program() {
  CompileRequest request;
  request.source = g_outside->program_source;
  request.filename = g_outside->program_filename;
  request.from_file = true;
  return compile_to_code(request);
}
}  // namespace

int program_run() {
  int status = 0;
  Object* dict = set_sys_lists() < 0 ? nullptr : make_main();
  Ref<> result;
  if (dict) {
    incref(dict);
    CodeObject* code = compile_program();
    if (code) {
      result.reset(eval_code(code, dict, dict));
      decref(code);
    }
    decref(dict);
  }
  flush_io();
  if (!result) status = program_report_error();
  result.reset();
  err_clear();
  constexpr int kNotFlushed = 120;
  return program_finalize() ? status : kNotFlushed;
}

// ---- the end

namespace {

// sys attributes that may keep the program's objects alive go first (finalize_modules_delete_special).
void delete_special() {
  if (rt().thread.builtins) dict_set_item(rt().thread.builtins, ID(_), none());
  for (const char* name : {"path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback", "path_hooks",
                           "path_importer_cache", "meta_path"})
    if (sys_set_object(name, none()) < 0) err_clear();
  const char* streams[][2] = {{"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
  for (auto& s : streams) {
    Object* original = sys_get_object(s[1]);
    sys_set_object(s[0], original ? original : none());
  }
}

// Takes every module out of sys.modules, remembering weakly which there were.
Object* remove_modules(Object* modules) {
  Object* list = list_new(0);
  Ref<> items(dict_items(modules));
  if (!list || !items) return list;
  for (int64_t i = 0; i < list_size_of(items); ++i) {
    Object* name = tuple_item_at(list_item_at(items, i), 0);
    Object* module = tuple_item_at(list_item_at(items, i), 1);
    if (module_check(module)) {
      Ref<> ref(weakref_new_ref(module, nullptr));
      Ref<> pair(ref ? tuple_pack(2, name, ref.get()) : nullptr);
      if (pair) list_append(list, pair);
    }
    dict_set_item(modules, name, none());
  }
  err_clear();
  return list;
}

// threading joins the threads that are no daemons.
void wait_for_thread_shutdown() {
  Object* threading = dict_get_item_str(rt().thread.modules, "threading");
  if (!threading) return;
  Ref<> kept(new_ref(threading)), shutdown(object_get_attr_string(threading, "_shutdown"));
  Ref<> result(shutdown ? object_call_no_args(shutdown) : nullptr);
  if (!result) err_write_unraisable(threading);
}

// Modules that something still holds are emptied, the youngest first.
void clear_surviving(Object* weak_modules) {
  for (int64_t i = list_size_of(weak_modules) - 1; i >= 0; --i) {
    Object* module = weakref_get_object(tuple_item_at(list_item_at(weak_modules, i), 1));
    if (is_none(module)) continue;
    Object* dict = module_get_dict(module);
    if (dict == rt().thread.builtins.get() || dict == rt().thread.sysdict.get()) continue;
    incref(module);
    module_clear(module);
    decref(module);
  }
}

}  // namespace

bool program_finalize() {
  Object* modules = rt().thread.modules;
  if (!modules) return true;
  wait_for_thread_shutdown();
  atexit_run_callbacks();
  const bool flushed = flush_std_files();
  threads_finalize();
  if (gc_is_enabled()) gc_collect(2);  // finalizers run while the modules are still there
  delete_special();
  Ref<> weak_modules(remove_modules(modules));
  dict_clear(modules);
  gc_collect_no_fail();
  if (weak_modules) clear_surviving(weak_modules);
  weak_modules.reset();
  gc_collect_no_fail();
  trace_set_profile(nullptr);
  trace_set(nullptr);
  err_clear();
  return flushed;
}

}  // namespace innards
