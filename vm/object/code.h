// CodeObject: compiled instructions with their constants, names and tables, laid out as CPython 3.11's PyCodeObject.
// It stands apart because frames, functions and inspect read it. It does not execute anything, and does not compile.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/code_flags.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

using CodeUnit16 = uint16_t;  // one code unit: opcode in the low byte, argument in the high one

// Include/cpython/code.h: struct PyCodeObject. ob_size is the number of code units.
struct CodeObject : VarObject {
  Ptr<Object> co_consts;            // tuple
  Ptr<Object> co_names;             // tuple of str
  Ptr<Object> co_exceptiontable;    // bytes
  int32_t co_flags;
  int16_t co_warmup;                // calls and jumps back left before it is quickened
  int16_t _co_linearray_entry_size;
  int32_t co_argcount, co_posonlyargcount, co_kwonlyargcount, co_stacksize, co_firstlineno;
  int32_t co_nlocalsplus, co_nlocals, co_nplaincellvars, co_ncellvars, co_nfreevars;
  Ptr<Object> co_localsplusnames;   // tuple of str
  Ptr<Object> co_localspluskinds;   // bytes: LocalKind of each
  Ptr<Object> co_filename, co_name, co_qualname;  // str
  Ptr<Object> co_linetable;         // bytes
  Ptr<Object> co_weakreflist;
  Ptr<Object> _co_code;             // the bytes object that co_code gave, kept
  Ptr<char> _co_linearray;
  int32_t _co_firsttraceable;       // index of the first RESUME: before it nothing is shown as running
  uint64_t co_extra;                // CodeTrust; in CPython a pointer that tools may use
  uint8_t co_code_adaptive[1];      // the instructions
};
static_assert(offsetof(CodeObject, co_flags) == 48 && offsetof(CodeObject, co_localsplusnames) == 96);
static_assert(offsetof(CodeObject, _co_firsttraceable) == 168 && offsetof(CodeObject, co_code_adaptive) == 184);

// Whether the code may run: our compiler's may, other code is looked through when it is first called (run/hand_made_code.h).
enum CodeTrust : uint64_t { kCodeTrusted = 0, kCodeUnverified, kCodeVerified };

inline bool code_check(const Object* o) { return o->ob_type == TypeCode; }
inline CodeUnit16* code_units(CodeObject* co) { return reinterpret_cast<CodeUnit16*>(co->co_code_adaptive); }
inline const CodeUnit16* code_units(const CodeObject* co) { return reinterpret_cast<const CodeUnit16*>(co->co_code_adaptive); }
inline int code_count(const CodeObject* co) { return static_cast<int>(co->ob_size); }
// The kind of variable i of localsplus.
uint8_t code_local_kind(const CodeObject* co, int i);
Object* code_local_name(const CodeObject* co, int i);  // borrowed

// What code_new needs; all borrowed.
struct CodeSpec {
  Object *filename, *name, *qualname;
  int flags, firstlineno, argcount, posonlyargcount, kwonlyargcount, stacksize;
  const uint8_t* code; int64_t code_size;   // bytes
  Object *linetable, *consts, *names, *localsplusnames, *localspluskinds, *exceptiontable;
  bool hand_made = false;                   // not from our compiler
};
// A new code object; names and identifier-like string constants are interned, as intern_strings and
// intern_string_constants do. nullptr with an error set.
CodeObject* code_new(const CodeSpec& spec);

// What tells two constants apart in the compiler's tables: equal keys mean one object serves for both (_PyCode_ConstantKey).
// New reference.
Object* code_constant_key(Object* o);

// An instruction's place in the source; -1 where unknown.
struct CodeLocation { int line, end_line, column, end_column; };
// The place of the instruction at byte offset `addr` (-2 or less: the first line).
CodeLocation code_addr_to_location(const CodeObject* co, int addr);
int code_addr_to_line(const CodeObject* co, int addr);
// New references: bytes or tuples as the attributes co_code, co_varnames, co_cellvars, co_freevars give.
Object* code_get_code(CodeObject* co);
// New references: what code.co_lines() and code.co_positions() return (code_iterators.cpp).
Object* code_line_iterator(Object* code, Object* unused);
Object* code_positions_iterator(Object* code, Object* unused);
Object* code_get_varnames(CodeObject* co);
Object* code_get_cellvars(CodeObject* co);
Object* code_get_freevars(CodeObject* co);

// The entry of the exception table that covers the instruction with index `instr` (not byte offset).
struct ExceptionHandler { int target, level; bool lasti; };
bool code_exception_handler(const CodeObject* co, int instr, ExceptionHandler* out);

}  // namespace innards
