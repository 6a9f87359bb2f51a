// Functions that `def` and `lambda` make. Follows Objects/funcobject.c.
#include "object/function.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/cell.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/method.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

FunctionObject* self_of(Object* o) { return static_cast<FunctionObject*>(o); }

// What code with these globals finds built-in names in: new reference.
Object* builtins_for(Object* globals) {
  Object* builtins = dict_get_item_with_error(globals, ID(__builtins__));
  if (builtins) return builtins->ob_type == TypeModule ? object_get_attr(builtins, ID(__dict__)) : new_ref(builtins);
  if (err_occurred()) return nullptr;
  return new_ref(eval_get_builtins());
}

}  // namespace

Object* function_new_with_qualname(Object* code, Object* globals, Object* qualname) {
  auto* co = static_cast<CodeObject*>(code);
  Ref<> builtins(builtins_for(globals));
  if (!builtins) return nullptr;
  Object* module = dict_get_item_with_error(globals, ID(__name__));
  if (!module && err_occurred()) return nullptr;
  auto* f = gc_new_as<FunctionObject>(TypeFunction);
  if (!f) return err_no_memory();
  Object* consts = co->co_consts;
  Object* doc = tuple_size_of(consts) >= 1 ? tuple_item_at(consts, 0) : none();
  f->func_globals = new_ref(globals);
  f->func_builtins = builtins.release();
  f->func_name = new_ref(co->co_name.get());
  f->func_qualname = new_ref(qualname ? qualname : co->co_qualname.get());
  f->func_code = new_ref(code);
  f->func_defaults = nullptr;
  f->func_kwdefaults = nullptr;
  f->func_closure = nullptr;
  f->func_doc = new_ref(str_check(doc) ? doc : none());
  f->func_dict = nullptr;
  f->func_weakreflist = nullptr;
  f->func_module = xnew_ref(module);
  f->func_annotations = nullptr;
  static const Slot<vectorcallfunc> kCall = function_vectorcall;
  f->vectorcall = kCall;
  f->func_version = 0;
  gc_track(f);
  return f;
}

Object* function_new(Object* code, Object* globals) { return function_new_with_qualname(code, globals, nullptr); }

Object* function_vectorcall(Object* o, Object** args, uint64_t nargsf, Object* kwnames) {
  FunctionObject* f = self_of(o);
  Object* locals = f->code()->co_flags & kCoOptimized ? nullptr : f->func_globals.get();
  return eval_vector(f, locals, args, vectorcall_nargs(nargsf), kwnames);
}

Object* function_get_annotations(Object* o) {
  FunctionObject* f = self_of(o);
  Object* a = f->func_annotations;
  if (!a) return nullptr;
  if (tuple_check_exact(a)) {
    // The compiler leaves name, value, name, value ...; the dict is made when someone asks.
    Ref<> d(dict_new());
    if (!d) return nullptr;
    for (int64_t i = 0; i + 1 < tuple_size_of(a); i += 2)
      if (dict_set_item(d, tuple_item_at(a, i), tuple_item_at(a, i + 1)) < 0) return nullptr;
    f->func_annotations = d.release();
    decref(a);
  }
  return f->func_annotations;
}

namespace {

int function_clear(Object* o) {
  FunctionObject* f = self_of(o);
  f->func_version = 0;
  clear_ref(f->func_globals);
  clear_ref(f->func_builtins);
  clear_ref(f->func_module);
  clear_ref(f->func_defaults);
  clear_ref(f->func_kwdefaults);
  clear_ref(f->func_doc);
  clear_ref(f->func_dict);
  clear_ref(f->func_closure);
  clear_ref(f->func_annotations);
  return 0;
}

void function_dealloc(Object* o) {
  gc_untrack(o);
  if (self_of(o)->func_weakreflist) object_clear_weakrefs(o);
  function_clear(o);
  decref(self_of(o)->func_code);
  decref(self_of(o)->func_name);
  decref(self_of(o)->func_qualname);
  gc_del(o);
}

int function_traverse(Object* o, visitproc* visit, void* arg) {
  FunctionObject* f = self_of(o);
  Object* held[] = {f->func_code, f->func_globals, f->func_builtins, f->func_module, f->func_defaults, f->func_kwdefaults,
                    f->func_doc, f->func_name, f->func_dict, f->func_closure, f->func_annotations, f->func_qualname};
  for (Object* h : held)
    if (h) if (int r = visit(h, arg)) return r;
  return 0;
}

Object* function_repr(Object* o) { return str_from_format("<function %U at %p>", self_of(o)->func_qualname.get(), o); }

Object* function_descr_get(Object* func, Object* obj, Object*) {
  if (!obj || is_none(obj)) return new_ref(func);
  return method_new(func, obj);
}

Object* get_code(Object* o, void*) { return new_ref(self_of(o)->func_code.get()); }
int set_code(Object* o, Object* value, void*) {
  FunctionObject* f = self_of(o);
  if (!value || !code_check(value)) {
    err_set_string(ExcTypeError, "__code__ must be set to a code object");
    return -1;
  }
  int64_t nclosure = f->func_closure ? tuple_size_of(f->func_closure) : 0;
  int nfree = static_cast<CodeObject*>(value)->co_nfreevars;
  if (nclosure != nfree) {
    err_format(ExcValueError, "%U() requires a code object with %zd free vars, not %zd", f->func_name.get(), nclosure,
               static_cast<int64_t>(nfree));
    return -1;
  }
  f->func_version = 0;
  set_ref(f->func_code, new_ref(value));
  return 0;
}
Object* get_name(Object* o, void*) { return new_ref(self_of(o)->func_name.get()); }
int set_name(Object* o, Object* value, void*) {
  if (!value || !str_check(value)) {
    err_set_string(ExcTypeError, "__name__ must be set to a string object");
    return -1;
  }
  set_ref(self_of(o)->func_name, new_ref(value));
  return 0;
}
Object* get_qualname(Object* o, void*) { return new_ref(self_of(o)->func_qualname.get()); }
int set_qualname(Object* o, Object* value, void*) {
  if (!value || !str_check(value)) {
    err_set_string(ExcTypeError, "__qualname__ must be set to a string object");
    return -1;
  }
  set_ref(self_of(o)->func_qualname, new_ref(value));
  return 0;
}
Object* or_none(Object* v) { return new_ref(v ? v : none()); }
Object* get_defaults(Object* o, void*) { return or_none(self_of(o)->func_defaults); }
int set_defaults(Object* o, Object* value, void*) {
  if (value && is_none(value)) value = nullptr;
  if (value && !tuple_check(value)) {
    err_set_string(ExcTypeError, "__defaults__ must be set to a tuple object");
    return -1;
  }
  self_of(o)->func_version = 0;
  set_ref(self_of(o)->func_defaults, xnew_ref(value));
  return 0;
}
Object* get_kwdefaults(Object* o, void*) { return or_none(self_of(o)->func_kwdefaults); }
int set_kwdefaults(Object* o, Object* value, void*) {
  if (value && is_none(value)) value = nullptr;
  if (value && !dict_check(value)) {
    err_set_string(ExcTypeError, "__kwdefaults__ must be set to a dict object");
    return -1;
  }
  self_of(o)->func_version = 0;
  set_ref(self_of(o)->func_kwdefaults, xnew_ref(value));
  return 0;
}
Object* get_annotations(Object* o, void*) {
  if (!self_of(o)->func_annotations) {
    Object* d = dict_new();
    if (!d) return nullptr;
    self_of(o)->func_annotations = d;
  }
  return xnew_ref(function_get_annotations(o));
}
int set_annotations(Object* o, Object* value, void*) {
  if (value && is_none(value)) value = nullptr;
  if (value && !dict_check(value)) {
    err_set_string(ExcTypeError, "__annotations__ must be set to a dict object");
    return -1;
  }
  self_of(o)->func_version = 0;
  set_ref(self_of(o)->func_annotations, xnew_ref(value));
  return 0;
}

const GetSetDef kGetSets[] = {
    {"__code__", get_code, set_code, nullptr},
    {"__defaults__", get_defaults, set_defaults, nullptr},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, nullptr},
    {"__annotations__", get_annotations, set_annotations, nullptr},
    {"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr},
    {"__name__", get_name, set_name, nullptr},
    {"__qualname__", get_qualname, set_qualname, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const MemberDef kMembers[] = {
    {"__closure__", kTObject, offsetof(FunctionObject, func_closure), 1, nullptr},
    {"__doc__", kTObject, offsetof(FunctionObject, func_doc), 0, nullptr},
    {"__globals__", kTObject, offsetof(FunctionObject, func_globals), 1, nullptr},
    {"__module__", kTObject, offsetof(FunctionObject, func_module), 0, nullptr},
    {"__builtins__", kTObject, offsetof(FunctionObject, func_builtins), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

// 0, or -1 when the closure does not fit the code.
int check_closure(CodeObject* code, Object* closure) {
  int64_t nfree = code->co_nfreevars;
  if (!tuple_check(closure)) {
    if (nfree && is_none(closure)) err_set_string(ExcTypeError, "arg 5 (closure) must be tuple");
    else if (!is_none(closure)) err_set_string(ExcTypeError, "arg 5 (closure) must be None or tuple");
    else return 0;
    return -1;
  }
  int64_t n = tuple_size_of(closure);
  if (n != nfree) {
    err_format(ExcValueError, "%U requires closure of length %zd, not %zd", code->co_name.get(), nfree, n);
    return -1;
  }
  for (int64_t i = 0; i < n; ++i) {
    Object* c = tuple_item_at(closure, i);
    if (!cell_check(c)) {
      err_format(ExcTypeError, "arg 5 (closure) expected cell, found %s", c->ob_type->tp_name.get());
      return -1;
    }
  }
  return 0;
}

Object* function_tp_new(TypeObject*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"code", "globals", "name", "argdefs", "closure", nullptr};
  static const ArgsParser kParser = {"function", kKeywords};
  Object* room[5] = {};
  Object** given = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 2, 5, 0, room);
  if (!given) return nullptr;
  auto optional = [&](int i) { return given[i] ? given[i] : none(); };
  Object *code = given[0], *globals = given[1], *name = optional(2), *defaults = optional(3), *closure = optional(4);
  if (!code_check(code)) return args_bad_argument("function", "argument 'code'", "code", code), nullptr;
  if (!dict_check(globals)) return args_bad_argument("function", "argument 'globals'", "dict", globals), nullptr;
  if (!is_none(name) && !str_check(name)) return err_format(ExcTypeError, "arg 3 (name) must be None or string");
  if (!is_none(defaults) && !tuple_check(defaults)) return err_format(ExcTypeError, "arg 4 (defaults) must be None or tuple");
  if (check_closure(static_cast<CodeObject*>(code), closure) < 0) return nullptr;
  FunctionObject* f = self_of(function_new(code, globals));
  if (!f) return nullptr;
  if (!is_none(name)) set_ref(f->func_name, new_ref(name));
  if (!is_none(defaults)) f->func_defaults = new_ref(defaults);
  if (!is_none(closure)) f->func_closure = new_ref(closure);
  return f;
}

}  // namespace

void init_Function_type(TypeObject* t) {
  t->tp_basicsize = sizeof(FunctionObject);
  t->tp_dealloc = function_dealloc;
  t->tp_vectorcall_offset = offsetof(FunctionObject, vectorcall);
  t->tp_repr = function_repr;
  t->tp_call = vectorcall_call;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpHaveVectorcall | kTpMethodDescriptor;
  type_set_doc(t, "function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nA function of Python code.");
  t->tp_traverse = function_traverse;
  t->tp_clear = function_clear;
  t->tp_weaklistoffset = offsetof(FunctionObject, func_weakreflist);
  t->tp_descr_get = function_descr_get;
  t->tp_dictoffset = offsetof(FunctionObject, func_dict);
  t->tp_new = function_tp_new;
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
  native_id(reinterpret_cast<AnyFunction>(function_vectorcall));
}

}  // namespace innards
