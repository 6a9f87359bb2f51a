// Binding the arguments of a call to a function's parameters, with CPython's TypeErrors (initialize_locals and its
// helpers in Python/ceval.c).
#include "object/dict.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

Object* empty_text_new() { return str_empty(); }

// 'a', 'b', and 'c'
void format_missing(const char* kind, CodeObject* co, Object* names, Object* qualname) {
  int64_t n = list_size_of(names);
  Ref<> text;
  if (n == 1) {
    text.reset(new_ref(list_item_at(names, 0)));
  } else if (n == 2) {
    text.reset(str_from_format("%U and %U", list_item_at(names, 0), list_item_at(names, 1)));
  } else {
    Ref<> tail(str_from_format(", %U, and %U", list_item_at(names, n - 2), list_item_at(names, n - 1)));
    if (!tail || list_set_slice(names, n - 2, n, nullptr) < 0) return;
    Ref<> comma(str_from_cstr(", "));
    if (!comma) return;
    Ref<> head(str_join(comma, names));
    if (!head) return;
    text.reset(str_concat(head, tail));
  }
  if (!text) return;
  (void)co;
  err_format(ExcTypeError, "%U() missing %i required %s argument%s: %U", qualname, static_cast<int>(n), kind, n == 1 ? "" : "s",
             text.get());
}

void missing_arguments(CodeObject* co, int64_t missing, int64_t defcount, Ptr<Object>* localsplus, Object* qualname) {
  Ref<> names(list_new(missing));
  if (!names) return;
  bool positional = defcount != -1;
  int64_t start = positional ? 0 : co->co_argcount;
  int64_t end = positional ? co->co_argcount - defcount : co->co_argcount + co->co_kwonlyargcount;
  int64_t j = 0;
  for (int64_t i = start; i < end; ++i) {
    if (localsplus[i]) continue;
    Object* name = object_repr(code_local_name(co, static_cast<int>(i)));
    if (!name) return;
    list_put(names, j++, name);
  }
  format_missing(positional ? "positional" : "keyword-only", co, names, qualname);
}

void too_many_positional(CodeObject* co, int64_t given, Object* defaults, Ptr<Object>* localsplus, Object* qualname) {
  int64_t kwonly_given = 0;
  for (int i = co->co_argcount; i < co->co_argcount + co->co_kwonlyargcount; ++i)
    if (localsplus[i]) ++kwonly_given;
  int64_t defcount = defaults ? tuple_size_of(defaults) : 0;
  int64_t takes = co->co_argcount;
  bool plural;
  Ref<> sig;
  if (defcount) {
    plural = true;
    sig.reset(str_from_format("from %zd to %zd", takes - defcount, takes));
  } else {
    plural = takes != 1;
    sig.reset(str_from_format("%zd", takes));
  }
  if (!sig) return;
  Ref<> kwonly;
  if (kwonly_given) {
    kwonly.reset(str_from_format(" positional argument%s (and %zd keyword-only argument%s)", given != 1 ? "s" : "",
                                 kwonly_given, kwonly_given != 1 ? "s" : ""));
  } else {
    kwonly.reset(empty_text_new());
  }
  if (!kwonly) return;
  err_format(ExcTypeError, "%U() takes %U positional argument%s but %zd%U %s given", qualname, sig.get(), plural ? "s" : "",
             given, kwonly.get(), given == 1 && !kwonly_given ? "was" : "were");
}

// Names positional-only parameters that were given by keyword. 1 with TypeError set, 0 if there are none.
int positional_only_passed_as_keyword(CodeObject* co, int64_t kwcount, Object* kwnames, Object* qualname) {
  Ref<> found(list_new(0));
  if (!found) return 1;
  for (int k = 0; k < co->co_posonlyargcount; ++k) {
    Object* name = code_local_name(co, k);
    for (int64_t i = 0; i < kwcount; ++i) {
      Object* keyword = tuple_item_at(kwnames, i);
      if (keyword == name) {
        if (list_append(found, keyword) != 0) return 1;
        continue;
      }
      int same = object_rich_compare_bool(name, keyword, kEQ);
      if (same < 0) return 1;
      if (same && list_append(found, keyword) != 0) return 1;
    }
  }
  if (!list_size_of(found)) return 0;
  Ref<> comma(str_from_cstr(", "));
  if (!comma) return 1;
  Ref<> names(str_join(comma, found));
  if (!names) return 1;
  err_format(ExcTypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'", qualname, names.get());
  return 1;
}

// The parameter that `keyword` names: its index, -1 if none, -2 on error.
int64_t find_parameter(CodeObject* co, Object* keyword, int64_t total) {
  for (int64_t j = co->co_posonlyargcount; j < total; ++j)
    if (code_local_name(co, static_cast<int>(j)) == keyword) return j;
  for (int64_t j = co->co_posonlyargcount; j < total; ++j) {
    int same = object_rich_compare_bool(keyword, code_local_name(co, static_cast<int>(j)), kEQ);
    if (same > 0) return j;
    if (same < 0) return -2;
  }
  return -1;
}

// Gives each keyword argument its place. On failure returns the index of the first one not consumed, else kwcount.
int64_t bind_keywords(FunctionObject* func, CodeObject* co, Ptr<Object>* localsplus, Object** values, Object* kwnames,
                      Object* kwdict, bool* failed) {
  int64_t kwcount = tuple_size_of(kwnames);
  int64_t total = co->co_argcount + co->co_kwonlyargcount;
  Object* qualname = func->func_qualname;
  for (int64_t i = 0; i < kwcount; ++i) {
    Object* keyword = tuple_item_at(kwnames, i);
    Object* value = values[i];
    *failed = true;
    if (!str_check(keyword)) {
      err_format(ExcTypeError, "%U() keywords must be strings", qualname);
      return i;
    }
    int64_t j = find_parameter(co, keyword, total);
    if (j == -2) return i;
    if (j < 0) {
      if (!kwdict) {
        if (co->co_posonlyargcount && positional_only_passed_as_keyword(co, kwcount, kwnames, qualname)) return i;
        err_format(ExcTypeError, "%U() got an unexpected keyword argument '%S'", qualname, keyword);
        return i;
      }
      if (dict_set_item(kwdict, keyword, value) == -1) return i;
      decref(value);
    } else {
      if (localsplus[j]) {
        err_format(ExcTypeError, "%U() got multiple values for argument '%S'", qualname, keyword);
        return i;
      }
      localsplus[j] = value;
    }
    *failed = false;
  }
  return kwcount;
}

int fill_defaults(FunctionObject* func, CodeObject* co, Ptr<Object>* localsplus, int64_t argcount) {
  if (argcount < co->co_argcount) {
    Object* defaults = func->func_defaults;
    int64_t defcount = defaults ? tuple_size_of(defaults) : 0;
    int64_t required = co->co_argcount - defcount;
    int64_t missing = 0;
    for (int64_t i = argcount; i < required; ++i)
      if (!localsplus[i]) ++missing;
    if (missing) {
      missing_arguments(co, missing, defcount, localsplus, func->func_qualname);
      return -1;
    }
    int64_t first = argcount > required ? argcount - required : 0;
    for (int64_t i = first; i < defcount; ++i)
      if (!localsplus[required + i]) localsplus[required + i] = new_ref(tuple_item_at(defaults, i));
  }
  if (co->co_kwonlyargcount > 0) {
    int64_t missing = 0;
    for (int i = co->co_argcount; i < co->co_argcount + co->co_kwonlyargcount; ++i) {
      if (localsplus[i]) continue;
      if (func->func_kwdefaults) {
        Object* value = dict_get_item_with_error(func->func_kwdefaults, code_local_name(co, i));
        if (value) {
          localsplus[i] = new_ref(value);
          continue;
        }
        if (err_occurred()) return -1;
      }
      ++missing;
    }
    if (missing) {
      missing_arguments(co, missing, -1, localsplus, func->func_qualname);
      return -1;
    }
  }
  return 0;
}

void drop(Object** values, int64_t from, int64_t to) {
  for (int64_t i = from; i < to; ++i) decref(values[i]);
}

}  // namespace

int bind_arguments(FunctionObject* func, Ptr<Object>* localsplus, Object** args, int64_t argcount, Object* kwnames) {
  CodeObject* co = func->code();
  int64_t total = co->co_argcount + co->co_kwonlyargcount;
  int64_t kwcount = kwnames ? tuple_size_of(kwnames) : 0;
  Object* kwdict = nullptr;
  if (co->co_flags & kCoVarKeywords) {
    kwdict = dict_new();
    if (!kwdict) {
      drop(args, 0, argcount + kwcount);
      return -1;
    }
    localsplus[total + (co->co_flags & kCoVarargs ? 1 : 0)] = kwdict;
  }
  int64_t n = argcount > co->co_argcount ? co->co_argcount : argcount;
  for (int64_t i = 0; i < n; ++i) localsplus[i] = args[i];
  if (co->co_flags & kCoVarargs) {
    Object* rest = argcount == n ? new_ref(empty_tuple()) : tuple_from_array_steal(args + n, argcount - n);
    if (!rest) {
      drop(args, argcount, argcount + kwcount);
      return -1;
    }
    localsplus[total] = rest;
  } else if (argcount > n) {
    drop(args, n, argcount);
  }
  if (kwcount) {
    bool failed = false;
    int64_t done = bind_keywords(func, co, localsplus, args + argcount, kwnames, kwdict, &failed);
    if (failed) {
      drop(args, argcount + done, argcount + kwcount);
      return -1;
    }
  }
  if (argcount > co->co_argcount && !(co->co_flags & kCoVarargs)) {
    too_many_positional(co, argcount, func->func_defaults, localsplus, func->func_qualname);
    return -1;
  }
  return fill_defaults(func, co, localsplus, argcount);
}

}  // namespace innards
