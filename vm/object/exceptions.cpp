// Objects/exceptions.c: BaseException, the simple exceptions, and those with a few fields: StopIteration, SystemExit,
// ImportError, NameError, AttributeError, KeyError, SyntaxError, MemoryError.
#include "object/exceptions.h"

#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/born.h"
#include "object/dict.h"
#include "object/exceptions_internal.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

// ---- BaseException

Object* base_exception_new(TypeObject* type, Object* args, Object*) {
  auto* self = base_exception(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  if (args) {
    self->args = new_ref(args);
    return self;
  }
  self->args = tuple_new(0);
  if (!self->args) {
    decref(self);
    return nullptr;
  }
  return self;
}

int base_exception_init(Object* self, Object* args, Object* kwds) {
  if (!args_no_keywords(type_name_of(self), kwds)) return -1;
  set_ref(base_exception(self)->args, new_ref(args));
  return 0;
}

int base_exception_clear(Object* self) {
  auto* e = base_exception(self);
  clear_ref(e->dict);
  clear_ref(e->args);
  clear_ref(e->notes);
  clear_ref(e->traceback);
  clear_ref(e->cause);
  clear_ref(e->context);
  return 0;
}

int base_exception_traverse(Object* self, visitproc* visit, void* arg) {
  auto* e = base_exception(self);
  Object* const refs[] = {e->dict, e->args, e->notes, e->traceback, e->cause, e->context};
  for (Object* o : refs)
    if (o)
      if (int r = visit(o, arg)) return r;
  return 0;
}

Object* base_exception_str(Object* self) {
  Object* args = base_exception(self)->args;
  switch (tuple_size_of(args)) {
    case 0: return str_empty();
    case 1: return object_str(tuple_item_at(args, 0));
    default: return object_str(args);
  }
}

namespace {

void base_exception_dealloc(Object* self) {
  gc_untrack(self);
  Trashcan can(self, base_exception_dealloc);  // long chains of __context__
  if (can.postponed()) return;
  base_exception_clear(self);
  type_of(self)->tp_free(self);
}

Object* base_exception_repr(Object* self) {
  const char* name = type_name(type_of(self));
  Object* args = base_exception(self)->args;
  if (tuple_size_of(args) == 1) return str_from_format("%s(%R)", name, tuple_item_at(args, 0));
  return str_from_format("%s%R", name, args);
}

Object* setstate(Object* self, Object* state) {
  if (!is_none(state)) {
    if (!dict_check(state)) {
      err_set_string(ExcTypeError, "state is not a dictionary");
      return nullptr;
    }
    int64_t pos = 0;
    Object *key, *value;
    while (dict_next(state, &pos, &key, &value)) {
      Ref<> k = Ref<>::borrow(key), v = Ref<>::borrow(value);
      if (object_set_attr(self, key, value) < 0) return nullptr;
    }
  }
  return new_none();
}

Object* with_traceback(Object* self, Object* tb) {
  if (exception_set_traceback(self, tb) < 0) return nullptr;
  return new_ref(self);
}

Object* add_note(Object* self, Object* note) {
  if (!str_check(note)) return err_format(ExcTypeError, "note must be a str, not '%s'", type_name_of(note));
  Object* notes;
  if (object_lookup_attr(self, ID(__notes__), &notes) < 0) return nullptr;
  if (!notes) {
    notes = list_new(0);
    if (!notes) return nullptr;
    if (object_set_attr(self, ID(__notes__), notes) < 0) {
      decref(notes);
      return nullptr;
    }
  } else if (!list_check(notes)) {
    decref(notes);
    err_set_string(ExcTypeError, "Cannot add note: __notes__ is not a list");
    return nullptr;
  }
  int res = list_append(notes, note);
  decref(notes);
  return res < 0 ? nullptr : new_none();
}

Object* get_args(Object* self, void*) {
  Object* args = base_exception(self)->args;
  return new_ref(args ? args : none());
}
int set_args(Object* self, Object* value, void*) {
  if (!value) {
    err_set_string(ExcTypeError, "args may not be deleted");
    return -1;
  }
  Object* seq = sequence_tuple(value);
  if (!seq) return -1;
  set_ref(base_exception(self)->args, seq);
  return 0;
}
Object* get_tb(Object* self, void*) {
  Object* tb = base_exception(self)->traceback;
  return new_ref(tb ? tb : none());
}
int set_tb(Object* self, Object* tb, void*) {
  if (!tb) {
    err_set_string(ExcTypeError, "__traceback__ may not be deleted");
    return -1;
  }
  if (!traceback_check(tb) && !is_none(tb)) {
    err_set_string(ExcTypeError, "__traceback__ must be a traceback or None");
    return -1;
  }
  incref(tb);
  set_ref(base_exception(self)->traceback, tb);
  return 0;
}
Object* get_context(Object* self, void*) {
  Object* res = exception_get_context(self);
  return res ? res : new_none();
}
// __context__ and __cause__ accept an exception or None: 0 with *value ready to be stolen, or -1.
int check_link(Object** value, const char* name, const char* what) {
  if (!*value) {
    err_format(ExcTypeError, "%s may not be deleted", name);
    return -1;
  }
  if (is_none(*value)) {
    *value = nullptr;
  } else if (!exception_instance_check(*value)) {
    err_format(ExcTypeError, "exception %s must be None or derive from BaseException", what);
    return -1;
  } else {
    incref(*value);
  }
  return 0;
}
int set_context(Object* self, Object* value, void*) {
  if (check_link(&value, "__context__", "context") < 0) return -1;
  exception_set_context(self, value);
  return 0;
}
Object* get_cause(Object* self, void*) {
  Object* res = exception_get_cause(self);
  return res ? res : new_none();
}
int set_cause(Object* self, Object* value, void*) {
  if (check_link(&value, "__cause__", "cause") < 0) return -1;
  exception_set_cause(self, value);
  return 0;
}

const MethodDef kBaseMethods[] = {
    {"__reduce__", base_exception_reduce, kMethNoArgs, nullptr},
    {"__setstate__", setstate, kMethO, nullptr},
    {"with_traceback", with_traceback, kMethO, "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."},
    {"add_note", add_note, kMethO, "Exception.add_note(note) --\n    add a note to the exception"},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};
const MemberDef kBaseMembers[] = {
    {"__suppress_context__", kTBool, offsetof(BaseExceptionObject, suppress_context), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kBaseGetSets[] = {
    {"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr},
    {"args", get_args, set_args, nullptr},
    {"__traceback__", get_tb, set_tb, nullptr},
    {"__context__", get_context, set_context, "exception context"},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

Object* base_exception_reduce(Object* self, Object*) {
  auto* e = base_exception(self);
  if (e->args && e->dict) return tuple_pack(3, static_cast<Object*>(type_of(self)), e->args.get(), e->dict.get());
  return tuple_pack(2, static_cast<Object*>(type_of(self)), e->args.get());
}

// ---- the C API's accessors

Object* exception_get_traceback(Object* e) { return xnew_ref(base_exception(e)->traceback.get()); }
int exception_set_traceback(Object* e, Object* tb) { return set_tb(e, tb, nullptr); }
Object* exception_get_cause(Object* e) { return xnew_ref(base_exception(e)->cause.get()); }
void exception_set_cause(Object* e, Object* cause) {
  base_exception(e)->suppress_context = 1;
  set_ref(base_exception(e)->cause, cause);
}
Object* exception_get_context(Object* e) { return xnew_ref(base_exception(e)->context.get()); }
void exception_set_context(Object* e, Object* context) { set_ref(base_exception(e)->context, context); }
const char* exception_class_name(Object* cls) { return as_type(cls)->tp_name; }

// ---- StopIteration, SystemExit

namespace {

int stop_iteration_init(Object* self, Object* args, Object* kwds) {
  if (base_exception_init(self, args, kwds) < 0) return -1;
  auto* e = static_cast<StopIterationObject*>(self);
  clear_ref(e->value);
  e->value = new_ref(tuple_size_of(args) > 0 ? tuple_item_at(args, 0) : none());
  return 0;
}
const MemberDef kStopIterationMembers[] = {
    {"value", kTObject, offsetof(StopIterationObject, value), 0, "generator return value"},
    {nullptr, 0, 0, 0, nullptr},
};

int system_exit_init(Object* self, Object* args, Object* kwds) {
  if (base_exception_init(self, args, kwds) < 0) return -1;
  int64_t n = tuple_size_of(args);
  if (n == 0) return 0;
  set_ref(static_cast<SystemExitObject*>(self)->code, new_ref(n == 1 ? tuple_item_at(args, 0) : args));
  return 0;
}
const MemberDef kSystemExitMembers[] = {
    {"code", kTObject, offsetof(SystemExitObject, code), 0, "exception code"},
    {nullptr, 0, 0, 0, nullptr},
};

// ---- exceptions with keyword-only fields

// Takes keyword-only arguments `names` from kwds into fields (new references). 0 or -1.
int take_keywords(Object* kwds, const char* format, const char* const* names, Ptr<Object>* fields, int n) {
  Object* values[2] = {nullptr, nullptr};
  Ref<> empty(tuple_new(0));
  if (!empty) return -1;
  bool ok = n == 1 ? args_parse_tuple_and_keywords(empty, kwds, format, names, &values[0])
                   : args_parse_tuple_and_keywords(empty, kwds, format, names, &values[0], &values[1]);
  if (!ok) return -1;
  for (int i = 0; i < n; ++i) set_ref(fields[i], xnew_ref(values[i]));
  return 0;
}

int import_error_init(Object* self, Object* args, Object* kwds) {
  static const char* const kNames[] = {"name", "path", nullptr};
  if (base_exception_init(self, args, nullptr) < 0) return -1;
  auto* e = static_cast<ImportErrorObject*>(self);
  if (take_keywords(kwds, "|$OO:ImportError", kNames, &e->name, 2) < 0) return -1;
  set_ref(e->msg, tuple_size_of(args) == 1 ? new_ref(tuple_item_at(args, 0)) : static_cast<Object*>(nullptr));
  return 0;
}
Object* import_error_str(Object* self) {
  Object* msg = static_cast<ImportErrorObject*>(self)->msg;
  if (msg && str_check_exact(msg)) return new_ref(msg);
  return base_exception_str(self);
}
Object* import_error_reduce(Object* self, Object*) {
  auto* e = static_cast<ImportErrorObject*>(self);
  Ref<> state;
  if (e->name || e->path) {
    state.reset(e->dict ? dict_copy(e->dict) : dict_new());
    if (!state) return nullptr;
    if (e->name && dict_set_item(state, ID(name), e->name) < 0) return nullptr;
    if (e->path && dict_set_item(state, ID(path), e->path) < 0) return nullptr;
  } else {
    state.reset(xnew_ref(e->dict.get()));
  }
  if (!state) return tuple_pack(2, static_cast<Object*>(type_of(self)), e->args.get());
  return tuple_pack(3, static_cast<Object*>(type_of(self)), e->args.get(), state.get());
}
const MemberDef kImportErrorMembers[] = {
    {"msg", kTObject, offsetof(ImportErrorObject, msg), 0, "exception message"},
    {"name", kTObject, offsetof(ImportErrorObject, name), 0, "module name"},
    {"path", kTObject, offsetof(ImportErrorObject, path), 0, "module path"},
    {nullptr, 0, 0, 0, nullptr},
};
const MethodDef kImportErrorMethods[] = {
    {"__reduce__", import_error_reduce, kMethNoArgs, nullptr},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

int name_error_init(Object* self, Object* args, Object* kwds) {
  static const char* const kNames[] = {"name", nullptr};
  if (base_exception_init(self, args, nullptr) < 0) return -1;
  return take_keywords(kwds, "|$O:NameError", kNames, &static_cast<NameErrorObject*>(self)->name, 1);
}
const MemberDef kNameErrorMembers[] = {
    {"name", kTObject, offsetof(NameErrorObject, name), 0, "name"},
    {nullptr, 0, 0, 0, nullptr},
};

int attribute_error_init(Object* self, Object* args, Object* kwds) {
  static const char* const kNames[] = {"name", "obj", nullptr};
  if (base_exception_init(self, args, nullptr) < 0) return -1;
  Ptr<Object> fields[2] = {nullptr, nullptr};
  if (take_keywords(kwds, "|$OO:AttributeError", kNames, fields, 2) < 0) return -1;
  auto* e = static_cast<AttributeErrorObject*>(self);
  set_ref(e->name, fields[0].get());
  set_ref(e->obj, fields[1].get());
  return 0;
}
const MemberDef kAttributeErrorMembers[] = {
    {"name", kTObject, offsetof(AttributeErrorObject, name), 0, "attribute name"},
    {"obj", kTObject, offsetof(AttributeErrorObject, obj), 0, "object"},
    {nullptr, 0, 0, 0, nullptr},
};

// A key is shown by its repr, so that '' can be seen.
Object* key_error_str(Object* self) {
  Object* args = base_exception(self)->args;
  if (tuple_size_of(args) == 1) return object_repr(tuple_item_at(args, 0));
  return base_exception_str(self);
}

// ---- SyntaxError

int syntax_error_init(Object* self, Object* args, Object* kwds) {
  if (base_exception_init(self, args, kwds) < 0) return -1;
  auto* e = static_cast<SyntaxErrorObject*>(self);
  int64_t n = tuple_size_of(args);
  if (n >= 1) set_ref(e->msg, new_ref(tuple_item_at(args, 0)));
  if (n != 2) return 0;
  Ref<> info(sequence_tuple(tuple_item_at(args, 1)));
  if (!info) return -1;
  Object *filename, *lineno, *offset, *text, *end_lineno = nullptr, *end_offset = nullptr;
  if (!args_parse_tuple(info, "OOOO|OO", &filename, &lineno, &offset, &text, &end_lineno, &end_offset)) return -1;
  set_ref(e->filename, new_ref(filename));
  set_ref(e->lineno, new_ref(lineno));
  set_ref(e->offset, new_ref(offset));
  set_ref(e->text, new_ref(text));
  set_ref(e->end_lineno, xnew_ref(end_lineno));
  set_ref(e->end_offset, xnew_ref(end_offset));
  if (end_lineno && !end_offset) {
    err_set_string(ExcTypeError, "end_offset must be provided when end_lineno is provided");
    return -1;
  }
  return 0;
}

Object* syntax_error_str(Object* self) {
  auto* e = static_cast<SyntaxErrorObject*>(self);
  Object* msg = e->msg ? e->msg.get() : none();
  Ref<> base;
  if (e->filename && str_check(e->filename)) {
    int64_t n = str_length(e->filename);
    int64_t slash = str_find_char(e->filename, '/', 0, n, -1);
    base.reset(str_substring(e->filename, slash + 1, n));
    if (!base) return nullptr;
  }
  bool have_line = e->lineno && int_check_exact(e->lineno);
  if (!base && !have_line) return object_str(msg);
  int overflow = 0;
  int64_t line = have_line ? int_as_i64_and_overflow(e->lineno, &overflow) : 0;
  if (base && have_line) return str_from_format("%S (%U, line %ld)", msg, base.get(), line);
  if (base) return str_from_format("%S (%U)", msg, base.get());
  return str_from_format("%S (line %ld)", msg, line);
}

#define FIELD(name, doc) {#name, kTObject, offsetof(SyntaxErrorObject, name), 0, doc}
const MemberDef kSyntaxErrorMembers[] = {
    FIELD(msg, "exception msg"),
    FIELD(filename, "exception filename"),
    FIELD(lineno, "exception lineno"),
    FIELD(offset, "exception offset"),
    FIELD(text, "exception text"),
    FIELD(end_lineno, "exception end lineno"),
    FIELD(end_offset, "exception end offset"),
    FIELD(print_file_and_line, "exception print_file_and_line"),
    {nullptr, 0, 0, 0, nullptr},
};
#undef FIELD

// ---- MemoryError: a few instances are kept, because there is no memory to make one when it is needed

constexpr int kMemoryErrorsKept = 16;

Object* memory_error_from_list() {
  ExceptionState& s = rt().objects.exceptions;
  BaseExceptionObject* self = s.memerrors_freelist;
  if (!self) return nullptr;
  s.memerrors_freelist = static_cast<BaseExceptionObject*>(self->dict.get());
  --s.memerrors_numfree;
  self->dict = nullptr;
  self->ob_refcnt = 1;
  object_is_born(self, ExcMemoryError->tp_basicsize);
  return self;
}

Object* memory_error_new(TypeObject* type, Object* args, Object* kwds) {
  if (type != ExcMemoryError) return base_exception_new(type, args, kwds);
  Object* self = memory_error_from_list();
  if (!self) return base_exception_new(type, args, kwds);
  base_exception(self)->args = args ? new_ref(args) : tuple_new(0);
  gc_track(self);
  return self;
}

void memory_error_dealloc(Object* self) {
  gc_untrack(self);
  base_exception_clear(self);
  ExceptionState& s = rt().objects.exceptions;
  if (type_of(self) != ExcMemoryError || s.memerrors_numfree >= kMemoryErrorsKept) {
    type_of(self)->tp_free(self);
    return;
  }
  base_exception(self)->suppress_context = 0;
  base_exception(self)->dict = s.memerrors_freelist.get();
  s.memerrors_freelist = base_exception(self);
  ++s.memerrors_numfree;
}

void fill_plain(TypeObject* t) {
  t->tp_basicsize = sizeof(BaseExceptionObject);
  t->tp_dealloc = base_exception_dealloc;
  t->tp_flags = kTpDefault | kTpBaseType | kTpHaveGC;
  t->tp_traverse = base_exception_traverse;
  t->tp_clear = base_exception_clear;
  t->tp_dictoffset = offsetof(BaseExceptionObject, dict);
  t->tp_init = base_exception_init;
  t->tp_new = base_exception_new;
}

}  // namespace

Object* exception_get_memory_error() { return memory_error_new(ExcMemoryError, nullptr, nullptr); }

void init_exception_types() {
#define EXCEPTION(Name, Base, sentence) \
  fill_plain(Exc##Name);                \
  type_set_doc(Exc##Name, sentence);
#include "object/exceptions.def"
#undef EXCEPTION
  TypeObject* t = ExcBaseException;
  t->tp_flags |= kTpBaseExcSubclass;
  t->tp_repr = base_exception_repr;
  t->tp_str = base_exception_str;
  t->tp_getattro = object_generic_get_attr;
  t->tp_setattro = object_generic_set_attr;
  type_add_methods(t, kBaseMethods);
  type_add_members(t, kBaseMembers);
  type_add_getsets(t, kBaseGetSets);

  ExceptionFields<1>::fill(ExcStopIteration, sizeof(StopIterationObject), stop_iteration_init);
  type_add_members(ExcStopIteration, kStopIterationMembers);
  ExceptionFields<1>::fill(ExcSystemExit, sizeof(SystemExitObject), system_exit_init);
  type_add_members(ExcSystemExit, kSystemExitMembers);
  ExceptionFields<3>::fill(ExcImportError, sizeof(ImportErrorObject), import_error_init);
  ExceptionFields<3>::fill(ExcModuleNotFoundError, sizeof(ImportErrorObject), import_error_init);
  ExcImportError->tp_str = import_error_str;
  type_add_methods(ExcImportError, kImportErrorMethods);
  type_add_members(ExcImportError, kImportErrorMembers);
  ExceptionFields<1>::fill(ExcNameError, sizeof(NameErrorObject), name_error_init);
  ExceptionFields<1>::fill(ExcUnboundLocalError, sizeof(NameErrorObject), name_error_init);
  ExcNameError->tp_str = base_exception_str;
  type_add_members(ExcNameError, kNameErrorMembers);
  ExceptionFields<2>::fill(ExcAttributeError, sizeof(AttributeErrorObject), attribute_error_init);
  ExcAttributeError->tp_str = base_exception_str;
  type_add_members(ExcAttributeError, kAttributeErrorMembers);
  for (TypeObject* s : {ExcSyntaxError, ExcIndentationError, ExcTabError})
    ExceptionFields<8>::fill(s, sizeof(SyntaxErrorObject), syntax_error_init);
  ExcSyntaxError->tp_str = syntax_error_str;
  type_add_members(ExcSyntaxError, kSyntaxErrorMembers);
  ExcKeyError->tp_str = key_error_str;
  // These have their base's __new__, and none of their own in their dicts.
  for (TypeObject* s : {ExcStopIteration, ExcSystemExit, ExcImportError, ExcModuleNotFoundError, ExcNameError, ExcUnboundLocalError,
                        ExcAttributeError, ExcSyntaxError, ExcIndentationError, ExcTabError, ExcKeyError})
    s->tp_new = nullptr;
  ExcMemoryError->tp_new = memory_error_new;
  ExcMemoryError->tp_dealloc = memory_error_dealloc;

  init_os_error_types();
  init_unicode_error_types();
  init_exception_group_types();
}

int init_exception_state() {
  if (init_errno_map() < 0) return -1;
  Object* kept[kMemoryErrorsKept];
  for (Object*& e : kept) {
    e = exception_get_memory_error();
    if (!e) return -1;
  }
  for (Object* e : kept) decref(e);
  return 0;
}

}  // namespace innards
