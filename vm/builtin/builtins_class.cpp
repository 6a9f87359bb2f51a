// __build_class__ and __import__. Follows Python/bltinmodule.c.
#include "builtin/builtins.h"
#include "native/args.h"
#include "object/call.h"
#include "object/cell.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/import.h"

namespace innards {

namespace {

// Replaces bases that are no classes by what their __mro_entries__ gives: new reference (maybe `bases` itself).
Object* update_bases(Object* bases) {
  int64_t n = tuple_size_of(bases);
  Ref<> changed;
  for (int64_t i = 0; i < n; ++i) {
    Object* base = tuple_item_at(bases, i);
    Object* meth = nullptr;
    if (!type_check(base) && object_lookup_attr(base, ID(__mro_entries__), &meth) < 0) return nullptr;
    if (!meth) {
      if (changed && list_append(changed, base) < 0) return nullptr;
      continue;
    }
    Object* entries = object_call_one_arg(meth, bases);
    decref(meth);
    if (!entries) return nullptr;
    Ref<> held(entries);
    if (!tuple_check(entries)) return err_format(ExcTypeError, "__mro_entries__ must return a tuple");
    if (!changed) {
      Ref<> before(tuple_get_slice(bases, 0, i));
      changed.reset(before ? sequence_list(before) : nullptr);
      if (!changed) return nullptr;
    }
    int64_t end = list_size_of(changed);
    if (list_set_slice(changed, end, end, entries) < 0) return nullptr;
  }
  return changed ? list_as_tuple(changed) : new_ref(bases);
}

// The class cell was filled by type.__new__, or somebody's metaclass forgot to pass it on.
bool check_class_cell(Object* cell, Object* cls, Object* name) {
  if (!cls || !type_check(cls) || !cell_check(cell)) return true;
  Object* in_cell = static_cast<CellObject*>(cell)->ob_ref;
  if (in_cell == cls) return true;
  if (!in_cell)
    err_format(ExcRuntimeError, "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name, cls);
  else
    err_format(ExcTypeError, "__class__ set to %.200R defining %.200R as %.200R", in_cell, name, cls);
  return false;
}

}  // namespace

Object* builtin_build_class(Object*, Object** args, int64_t nargs, Object* kwnames) {
  if (nargs < 2) return err_format(ExcTypeError, "__build_class__: not enough arguments");
  Object* func = args[0];
  if (!function_check(func)) return err_format(ExcTypeError, "__build_class__: func must be a function");
  Object* name = args[1];
  if (!str_check(name)) return err_format(ExcTypeError, "__build_class__: name is not a string");
  Ref<> orig_bases(tuple_from_array(args + 2, nargs - 2));
  if (!orig_bases) return nullptr;
  Ref<> bases(update_bases(orig_bases));
  if (!bases) return nullptr;
  if (bases.get() == orig_bases.get()) orig_bases.reset();  // one reference, as CPython has

  Ref<> meta, mkw;
  bool is_class = false;
  if (kwnames) {
    mkw.reset(stack_as_dict(args + nargs, kwnames));
    if (!mkw) return nullptr;
    meta.reset(xnew_ref(dict_get_item_with_error(mkw, ID(metaclass))));
    if (meta) {
      if (dict_del_item(mkw, ID(metaclass)) < 0) return nullptr;
      is_class = type_check(meta);
    } else if (err_occurred()) {
      return nullptr;
    }
  }
  if (!meta) {
    Object* first = tuple_size_of(bases) ? tuple_item_at(bases, 0)->ob_type.get() : TypeType;
    meta.reset(new_ref(first));
    is_class = true;
  }
  if (is_class) {
    TypeObject* winner = type_calculate_metaclass(static_cast<TypeObject*>(meta.get()), bases);
    if (!winner) return nullptr;
    if (winner != meta.get()) meta.reset(new_ref(static_cast<Object*>(winner)));
  }

  Ref<> ns;
  Object* prep;
  if (object_lookup_attr(meta, ID(__prepare__), &prep) < 0) return nullptr;
  if (!prep) {
    ns.reset(dict_new());
  } else {
    Object* pargs[2] = {name, bases};
    ns.reset(object_vectorcall_dict(prep, pargs, 2, mkw));
    decref(prep);
  }
  if (!ns) return nullptr;
  if (!mapping_check(ns)) {
    const char* meta_name = is_class ? static_cast<TypeObject*>(meta.get())->tp_name.get() : "<metaclass>";
    return err_format(ExcTypeError, "%.200s.__prepare__() must return a mapping, not %.200s", meta_name, ns->ob_type->tp_name.get());
  }
  Ref<> cell(eval_vector(static_cast<FunctionObject*>(func), ns, nullptr, 0, nullptr));
  if (!cell) return nullptr;
  if (orig_bases) {
    Ref<> key(str_intern("__orig_bases__"));
    if (!key || object_set_item(ns, key, orig_bases) < 0) return nullptr;
  }
  Object* margs[3] = {name, bases, ns};
  Ref<> cls(object_vectorcall_dict(meta, margs, 3, mkw));
  if (!cls || !check_class_cell(cell, cls, name)) return nullptr;
  return cls.release();
}

Object* builtin_import(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"name", "globals", "locals", "fromlist", "level", nullptr};
  static const ArgsParser kParser = {"__import__", kKeywords};
  Object* buf[5] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 5, 0, buf)) return nullptr;
  int level = 0;
  if (buf[4]) {
    level = int_as_int(buf[4]);
    if (level == -1 && err_occurred()) return nullptr;
  }
  Object* fromlist = buf[3] ? buf[3] : empty_tuple();
  return import_module_level_object(buf[0], buf[1], buf[2], fromlist, level);
}

}  // namespace innards
