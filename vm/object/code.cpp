// Code objects: making them, their location and exception tables, their attributes. Follows Objects/codeobject.c.
#include "object/code.h"
#include "object/code_make.h"
#include "object/exception_table.h"
#include "object/line_array.h"
#include "object/location_walk.h"

#include <cmath>
#include <cstring>
#include <string>

#include "compile/quick_opcodes.h"
#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "run/specialise.h"

namespace innards {

uint8_t code_local_kind(const CodeObject* co, int i) { return static_cast<uint8_t>(bytes_as_string(co->co_localspluskinds)[i]); }
Object* code_local_name(const CodeObject* co, int i) { return tuple_item_at(co->co_localsplusnames, i); }

// ---- making

namespace {

bool all_name_chars(Object* s) {
  if (!str_is_ascii(s)) return false;
  const auto* text = static_cast<const uint8_t*>(str_data(s));
  for (int64_t i = 0; i < str_length(s); ++i) {
    uint8_t c = text[i];
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  }
  return true;
}

void intern_strings(Object* tuple) {
  for (int64_t i = 0; i < tuple_size_of(tuple); ++i)
    str_intern_in_place(reinterpret_cast<Object**>(&tuple_items(tuple)[i]));
}

bool intern_string_constants(Object* tuple, bool* changed);

// A frozenset constant is rebuilt when one of its strings became another object.
bool intern_in_frozenset(Object** slot) {
  Object* v = *slot;
  Ref<> items(sequence_tuple(v));
  if (!items) return false;
  bool changed = false;
  if (!intern_string_constants(items, &changed)) return false;
  if (!changed) return true;
  Object* made = frozenset_new(items);
  if (!made) return false;
  *slot = made;
  decref(v);
  return true;
}

bool intern_string_constants(Object* tuple, bool* changed) {
  if (machine_stack_nearly_full()) {   // constants made by hand can be nested as deep as one likes
    err_set_string(ExcRecursionError, "maximum recursion depth exceeded");
    return false;
  }
  Object** items = tuple_items(tuple);
  for (int64_t i = 0; i < tuple_size_of(tuple); ++i) {
    Object* v = items[i];
    if (str_check_exact(v)) {
      if (all_name_chars(v)) {
        str_intern_in_place(&items[i]);
        if (items[i] != v) *changed = true;
      }
    } else if (tuple_check_exact(v)) {
      if (!intern_string_constants(v, changed)) return false;
    } else if (v->ob_type == TypeFrozenSet) {
      Object* before = v;
      if (!intern_in_frozenset(&items[i])) return false;
      if (items[i] != before) *changed = true;
    }
  }
  return true;
}

void count_locals(CodeObject* co) {
  int total = static_cast<int>(tuple_size_of(co->co_localsplusnames));
  co->co_nlocalsplus = total;
  co->co_nlocals = co->co_nplaincellvars = co->co_ncellvars = co->co_nfreevars = 0;
  for (int i = 0; i < total; ++i) {
    uint8_t kind = code_local_kind(co, i);
    if (kind & kFastLocal) {
      ++co->co_nlocals;
      if (kind & kFastCell) ++co->co_ncellvars;
    } else if (kind & kFastCell) {
      ++co->co_ncellvars;
      ++co->co_nplaincellvars;
    } else if (kind & kFastFree) {
      ++co->co_nfreevars;
    }
  }
}

int find_first_traceable(const CodeObject* co) {
  const CodeUnit16* units = code_units(co);
  int i = 0;
  while (i < code_count(co) && (units[i] & 255) != Opcode::RESUME) ++i;
  return i;
}

}  // namespace

CodeObject* code_new(const CodeSpec& s) {
  int64_t units = s.code_size / 2;
  intern_strings(s.names);
  bool changed = false;
  if (!intern_string_constants(s.consts, &changed)) return nullptr;
  intern_strings(s.localsplusnames);
  auto* co = static_cast<CodeObject*>(object_new_var(TypeCode, units));
  if (!co) {
    err_no_memory();
    return nullptr;
  }
  co->co_consts = new_ref(s.consts);
  co->co_names = new_ref(s.names);
  co->co_exceptiontable = new_ref(s.exceptiontable);
  co->co_flags = s.flags;
  co->co_warmup = -kWarmUp;
  co->_co_linearray_entry_size = 0;
  co->co_argcount = s.argcount;
  co->co_posonlyargcount = s.posonlyargcount;
  co->co_kwonlyargcount = s.kwonlyargcount;
  co->co_stacksize = s.stacksize;
  co->co_firstlineno = s.firstlineno;
  co->co_localsplusnames = new_ref(s.localsplusnames);
  co->co_localspluskinds = new_ref(s.localspluskinds);
  count_locals(co);
  co->co_filename = new_ref(s.filename);
  co->co_name = new_ref(s.name);
  co->co_qualname = new_ref(s.qualname);
  co->co_linetable = new_ref(s.linetable);
  co->co_weakreflist = nullptr;
  co->_co_code = nullptr;
  co->_co_linearray = nullptr;
  co->co_extra = s.hand_made ? kCodeUnverified : kCodeTrusted;
  std::memcpy(co->co_code_adaptive, s.code, static_cast<size_t>(s.code_size));
  co->_co_firsttraceable = find_first_traceable(co);
  return co;
}

// ---- location table

CodeLocation code_addr_to_location(const CodeObject* co, int addr) {
  if (addr < 0) return {co->co_firstlineno, -1, -1, -1};
  LocationWalk walk(co);
  while (walk.next())
    if (addr < walk.stop) return walk.place;
  return {-1, -1, -1, -1};
}

int code_addr_to_line(const CodeObject* co, int addr) { return code_addr_to_location(co, addr).line; }

// ---- exception table

bool code_exception_handler(const CodeObject* co, int instr, ExceptionHandler* out) {
  for (ExceptionTableWalk walk(co); walk.next();) {
    if (walk.start > instr) return false;
    if (walk.start + walk.size > instr) {
      *out = walk.handler;
      return true;
    }
  }
  return false;
}

// ---- constants

// Floats and complex numbers are told apart by their bits, so that 0.0 and -0.0 differ.
static Object* float_key(Object* o) {
  Object* type = o->ob_type.get();
  if (o->ob_type == TypeFloat && float_value(o) == 0.0 && std::signbit(float_value(o))) return tuple_pack(3, type, o, none());
  if (o->ob_type == TypeComplex) {
    Ref<> text(object_repr(o));
    return text ? tuple_pack(3, type, o, text.get()) : nullptr;
  }
  return tuple_pack(2, type, o);
}

static Object* items_key(Object* o) {
  Ref<> source(sequence_tuple(o));
  Ref<> keys(source ? tuple_new(tuple_size_of(source)) : nullptr);
  if (!keys) return nullptr;
  for (int64_t i = 0; i < tuple_size_of(source); ++i) {
    Object* key = code_constant_key(tuple_item_at(source, i));
    if (!key) return nullptr;
    tuple_put(keys, i, key);
  }
  return o->ob_type == TypeFrozenSet ? frozenset_new(keys) : keys.release();
}

Object* code_constant_key(Object* o) {
  if (machine_stack_nearly_full()) return err_format(ExcRecursionError, "maximum recursion depth exceeded");
  if (is_none(o) || o == ellipsis() || o->ob_type == TypeInt || str_check_exact(o) || code_check(o)) return new_ref(o);
  if (o->ob_type == TypeBool || bytes_check_exact(o)) return tuple_pack(2, static_cast<Object*>(o->ob_type.get()), o);
  if (o->ob_type == TypeFloat || o->ob_type == TypeComplex) return float_key(o);
  if (tuple_check_exact(o) || o->ob_type == TypeFrozenSet) {
    Ref<> key(items_key(o));
    return key ? tuple_pack(2, key.get(), o) : nullptr;
  }
  Ref<> id(int_from_void_ptr(o));
  return id ? tuple_pack(2, id.get(), o) : nullptr;
}

// ---- attributes

namespace {

Object* names_of_kind(CodeObject* co, uint8_t kind, int count) {
  Object* names = tuple_new(count);
  if (!names) return nullptr;
  int64_t j = 0;
  for (int i = 0; i < co->co_nlocalsplus; ++i)
    if (code_local_kind(co, i) & kind) tuple_put(names, j++, new_ref(code_local_name(co, i)));
  return names;
}

CodeObject* code_of(Object* o) { return static_cast<CodeObject*>(o); }

}  // namespace

Object* code_get_code(CodeObject* co) {
  if (co->_co_code) return new_ref(co->_co_code.get());
  Object* code = bytes_from_data(reinterpret_cast<const char*>(co->co_code_adaptive), code_count(co) * 2);
  if (!code) return nullptr;
  deopt_units(reinterpret_cast<uint8_t*>(bytes_as_string(code)), code_count(co));
  co->_co_code = new_ref(code);
  return code;
}
Object* code_get_varnames(CodeObject* co) { return names_of_kind(co, kFastLocal, co->co_nlocals); }
Object* code_get_cellvars(CodeObject* co) { return names_of_kind(co, kFastCell, co->co_ncellvars); }
Object* code_get_freevars(CodeObject* co) { return names_of_kind(co, kFastFree, co->co_nfreevars); }

namespace {

void code_dealloc(Object* o) {
  CodeObject* co = code_of(o);
  xdecref(co->co_consts);
  xdecref(co->co_names);
  xdecref(co->co_localsplusnames);
  xdecref(co->co_localspluskinds);
  xdecref(co->co_filename);
  xdecref(co->co_name);
  xdecref(co->co_qualname);
  xdecref(co->co_linetable);
  xdecref(co->co_exceptiontable);
  xdecref(co->_co_code);
  line_array_free(co);
  if (co->co_weakreflist) object_clear_weakrefs(o);
  object_free(o);
}

Object* code_repr(Object* o) {
  CodeObject* co = code_of(o);
  int line = co->co_firstlineno ? co->co_firstlineno : -1;
  return str_from_format("<code object %U at %p, file \"%U\", line %d>", co->co_name.get(), o, co->co_filename.get(), line);
}

// Whatever either has been specialised to.
bool same_instructions(const CodeObject* x, const CodeObject* y) {
  for (int i = 0; i < code_count(x); ++i) {
    const CodeUnit16 a = code_units(x)[i], b = code_units(y)[i];
    const int opcode = opcode_deopt(a);
    if (opcode != opcode_deopt(b) || a >> 8 != b >> 8) return false;
    i += opcode_info(opcode).caches;
  }
  return true;
}

Object* code_richcompare(Object* a, Object* b, int op) {
  if ((op != kEQ && op != kNE) || !code_check(a) || !code_check(b)) return new_not_implemented();
  CodeObject *x = code_of(a), *y = code_of(b);
  int eq = object_rich_compare_bool(x->co_name, y->co_name, kEQ);
  if (eq < 0) return nullptr;
  eq = eq && x->co_argcount == y->co_argcount && x->co_posonlyargcount == y->co_posonlyargcount &&
       x->co_kwonlyargcount == y->co_kwonlyargcount && x->co_flags == y->co_flags && x->co_firstlineno == y->co_firstlineno &&
       x->ob_size == y->ob_size &&
       same_instructions(x, y);
  if (eq) {
    Ref<> k1(code_constant_key(x->co_consts)), k2(code_constant_key(y->co_consts));
    if (!k1 || !k2) return nullptr;
    eq = object_rich_compare_bool(k1, k2, kEQ);
    if (eq < 0) return nullptr;
  }
  Object* pairs[][2] = {{x->co_names, y->co_names}, {x->co_localsplusnames, y->co_localsplusnames},
                        {x->co_linetable, y->co_linetable}, {x->co_exceptiontable, y->co_exceptiontable}};
  for (auto& p : pairs) {
    if (!eq) break;
    eq = object_rich_compare_bool(p[0], p[1], kEQ);
    if (eq < 0) return nullptr;
  }
  return bool_from((op == kEQ) == (eq != 0));
}

int64_t code_hash(Object* o) {
  CodeObject* co = code_of(o);
  int64_t h[5];
  Object* parts[] = {co->co_name, co->co_consts, co->co_names, co->co_localsplusnames, co->co_linetable};
  for (int i = 0; i < 5; ++i) {
    h[i] = object_hash(parts[i]);
    if (h[i] == -1) return -1;
  }
  int64_t x = h[0] ^ h[1] ^ h[2] ^ h[3] ^ h[4] ^ co->co_argcount ^ co->co_posonlyargcount ^ co->co_kwonlyargcount ^ co->co_flags ^
              co->co_firstlineno ^ co->ob_size;
  return x == -1 ? -2 : x;
}

Object* get_code(Object* o, void*) { return code_get_code(code_of(o)); }
Object* get_adaptive(Object* o, void*) {
  return bytes_from_data(reinterpret_cast<const char*>(code_of(o)->co_code_adaptive), code_count(code_of(o)) * 2);
}
Object* get_varnames(Object* o, void*) { return code_get_varnames(code_of(o)); }
Object* get_cellvars(Object* o, void*) { return code_get_cellvars(code_of(o)); }
Object* get_freevars(Object* o, void*) { return code_get_freevars(code_of(o)); }

// The older form of the location table: pairs of how many bytes and how many lines further, 255 and -128 to 127 at most.
struct Lnotab {
  std::string pairs;

  void add(int bytes, int lines) {
    for (; bytes > 255; bytes -= 255) put(255, 0);
    for (int most = lines < 0 ? -128 : 127; lines > 127 || lines < -128; lines -= most, bytes = 0) put(bytes, most);
    put(bytes, lines);
  }
  void put(int bytes, int lines) {
    pairs.push_back(static_cast<char>(bytes));
    pairs.push_back(static_cast<char>(lines));
  }
};
Object* get_lnotab(Object* o, void*) {
  Lnotab table;
  int offset = 0, line = code_of(o)->co_firstlineno;
  for (LocationWalk walk(code_of(o)); walk.next();) {
    if (walk.line() == line) continue;
    table.add(walk.start - offset, walk.line() - line);
    offset = walk.start;
    line = walk.line();
  }
  return bytes_from_data(table.pairs.data(), static_cast<int64_t>(table.pairs.size()));
}

const GetSetDef kGetSets[] = {
    {"co_lnotab", get_lnotab, nullptr, "The lines of the instructions, as older versions wrote them."},
    {"_co_code_adaptive", get_adaptive, nullptr, "The code as it is now, with specialised instructions."},
    {"co_varnames", get_varnames, nullptr, "Names of parameters and local variables."},
    {"co_cellvars", get_cellvars, nullptr, "Local variables that inner functions use."},
    {"co_freevars", get_freevars, nullptr, "Variables of outer functions used here."},
    {"co_code", get_code, nullptr, "The instructions, unspecialised."},
    {nullptr, nullptr, nullptr, nullptr},
};

const MemberDef kMembers[] = {
    {"co_argcount", kTInt, offsetof(CodeObject, co_argcount), 1, nullptr},
    {"co_posonlyargcount", kTInt, offsetof(CodeObject, co_posonlyargcount), 1, nullptr},
    {"co_kwonlyargcount", kTInt, offsetof(CodeObject, co_kwonlyargcount), 1, nullptr},
    {"co_stacksize", kTInt, offsetof(CodeObject, co_stacksize), 1, nullptr},
    {"co_flags", kTInt, offsetof(CodeObject, co_flags), 1, nullptr},
    {"co_nlocals", kTInt, offsetof(CodeObject, co_nlocals), 1, nullptr},
    {"co_consts", kTObject, offsetof(CodeObject, co_consts), 1, nullptr},
    {"co_names", kTObject, offsetof(CodeObject, co_names), 1, nullptr},
    {"co_filename", kTObject, offsetof(CodeObject, co_filename), 1, nullptr},
    {"co_name", kTObject, offsetof(CodeObject, co_name), 1, nullptr},
    {"co_qualname", kTObject, offsetof(CodeObject, co_qualname), 1, nullptr},
    {"co_firstlineno", kTInt, offsetof(CodeObject, co_firstlineno), 1, nullptr},
    {"co_linetable", kTObject, offsetof(CodeObject, co_linetable), 1, nullptr},
    {"co_exceptiontable", kTObject, offsetof(CodeObject, co_exceptiontable), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

Object* code_sizeof(Object* o, Object*) {
  const int64_t size = static_cast<int64_t>(offsetof(CodeObject, co_code_adaptive)) + code_of(o)->ob_size * 2;
  return int_from_i64((size + 7) & ~int64_t{7});
}

Object* code_varname_from_oparg(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"oparg", nullptr};
  static const ArgsParser kParser = {"_varname_from_oparg", kNames};
  Object* buffer[1];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buffer);
  const int i = a ? int_as_int(a[0]) : -1;
  if (i == -1 && err_occurred()) return nullptr;
  if (i < 0 || i >= code_of(o)->co_nlocalsplus) {
    err_set_string(ExcIndexError, "tuple index out of range");
    return nullptr;
  }
  return new_ref(code_local_name(code_of(o), i));
}

const MethodDef kMethods[] = {
    {"__sizeof__", code_sizeof, kMethNoArgs, "Size of the code object in bytes."},
    {"co_lines", code_line_iterator, kMethNoArgs, "Iterates over (start, end, line) of the instructions."},
    {"co_positions", code_positions_iterator, kMethNoArgs, "Iterates over (line, end line, column, end column), one for each code unit."},
    {"replace", code_replace, kMethFastcall | kMethKeywords,
     "replace($self, /, *, co_argcount=-1, co_posonlyargcount=-1,\n        co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1,\n"
     "        co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,\n        co_names=None, co_varnames=None, co_freevars=None,\n"
     "        co_cellvars=None, co_filename=None, co_name=None,\n        co_qualname=None, co_linetable=None, co_exceptiontable=None)\n--\n\n"
     "Returns a copy of the code object with new values for the given fields."},
    {"_varname_from_oparg", code_varname_from_oparg, kMethFastcall | kMethKeywords, "_varname_from_oparg($self, /, oparg)\n--\n\nThe name of a local by number."},
    {},
};

}  // namespace

void init_Code_type(TypeObject* t) {
  t->tp_basicsize = offsetof(CodeObject, co_code_adaptive);
  t->tp_itemsize = 2;
  t->tp_dealloc = code_dealloc;
  t->tp_repr = code_repr;
  t->tp_hash = code_hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault;
  t->tp_new = code_tp_new;
  type_set_doc(t, "code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, "
                  "filename, name,\n     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n     cellvars=(), /)\n--\n\n"
                  "Compiled instructions, made by hand.");
  t->tp_richcompare = code_richcompare;
  t->tp_weaklistoffset = offsetof(CodeObject, co_weakreflist);
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
