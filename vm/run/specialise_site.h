// SpecialiseSite: one instruction that can be specialised, at the moment it is about to run: where it is, its operands, its
// CACHE units. Shared by the files of run/specialise*.cpp and by nothing else; it looks at the machine and changes only the
// code object's units.
#pragma once

#include <cstring>

#include "compile/quick_opcodes.h"
#include "object/tuple.h"
#include "run/specialise.h"

namespace innards {

struct SpecialiseSite {
  InterpreterFrame* frame;
  CodeUnit16* instr;
  int oparg;
  Object** sp;
  Object* kwnames;

  int form() const { return *instr & 255; }
  // Puts `form` there. True, so that a chooser can end with it.
  bool become(int form) {
    *instr = static_cast<CodeUnit16>((*instr & 0xff00) | form);
    return true;
  }
  Object* peek(int n) const { return sp[-n]; }                  // 1: the top of the value stack
  Object* name() const { return tuple_item_at(frame->f_code->co_names, oparg); }
  // The local that the STORE_FAST behind a BINARY_OP stores to.
  Object* stored_local() const { return frame->localsplus[instr[2] >> 8]; }
  CodeUnit16& counter() { return instr[1]; }
  // CACHE units: their numbers count from the first, which is the counter.
  uint16_t cache(int unit) const { return instr[1 + unit]; }
  void set_cache(int unit, uint64_t value) { instr[1 + unit] = static_cast<CodeUnit16>(value); }
  uint32_t cache32(int unit) const {
    uint32_t value;
    std::memcpy(&value, instr + 1 + unit, sizeof value);
    return value;
  }
  void set_cache32(int unit, uint32_t value) { std::memcpy(instr + 1 + unit, &value, sizeof value); }
  void set_cache_object(int unit, Object* o) {
    const uint64_t bits = reinterpret_cast<uint64_t>(o);
    std::memcpy(instr + 1 + unit, &bits, sizeof bits);
  }
  // PRECALL and CALL: a method's self lies below the arguments.
  bool is_method() const { return peek(oparg + 2) != nullptr; }
  int total_args() const { return oparg + is_method(); }
  // The instruction `units` code units further on, as it stands there now.
  int form_at(int units) const { return instr[units] & 255; }
};

// Where the fields of the CACHE units lie (_PyAttrCache and the others of Include/internal/pycore_code.h).
namespace CacheAt {
inline constexpr int kAttrVersion = 1, kAttrIndex = 3;
inline constexpr int kMethodTypeVersion = 1, kMethodDictOffset = 3, kMethodKeysVersion = 4, kMethodDescr = 6;
inline constexpr int kGlobalIndex = 1, kGlobalModuleVersion = 2, kGlobalBuiltinVersion = 4;
inline constexpr int kSubscrTypeVersion = 1, kSubscrFuncVersion = 3;
inline constexpr int kCompareMask = 1;
inline constexpr int kCallFuncVersion = 1, kCallMinArgs = 3;
}  // namespace CacheAt

// Choosers: put the form that fits the operands there and fill the CACHE units (_Py_Specialize_...). False: none fits.
bool choose_binary_op(SpecialiseSite& s);         // may give up: the plain instruction stands there again
bool choose_compare_op(SpecialiseSite& s);        // the same
bool choose_binary_subscr(SpecialiseSite& s);
bool choose_store_subscr(SpecialiseSite& s);
bool choose_unpack_sequence(SpecialiseSite& s);
bool choose_load_global(SpecialiseSite& s);
bool choose_load_attr(SpecialiseSite& s);
bool choose_store_attr(SpecialiseSite& s);
bool choose_load_method(SpecialiseSite& s);
bool choose_precall(SpecialiseSite& s);
bool choose_call(SpecialiseSite& s);

// Whether the specialised form that stands there may run with these operands.
bool guard_holds(const SpecialiseSite& s);
// A specialised PRECALL that does the call itself.
bool skips_call(int form);

// Shared by the choosers: whether looking a name up along the type's MRO runs nobody's code, which a key of a class made in Python
// could have run; a function of plain parameters, whose code runs in a frame of fast locals; its
// version (0: none left), of the same series as those of dict keys (CPython has two series).
bool lookup_is_quiet(const TypeObject* type);
bool simple_function(const CodeObject* code);
uint32_t function_version(FunctionObject* func);
// The three natives with forms of their own (CPython's callable_cache).
bool is_len(const Object* o);
bool is_isinstance(const Object* o);
bool is_list_append(const Object* o);

}  // namespace innards
