// Which form an operator, a comparison, a subscript or an unpacking takes. Follows Python/specialize.c.
#include "object/dict.h"
#include "object/float.h"
#include "object/function.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/specialise_site.h"

namespace innards {

namespace {

using Site = SpecialiseSite;

bool give_up(Site& s) {
  s.become(opcode_deopt(s.form()));
  return false;
}

// `s = s + text` whose result goes back into the local it came from: the str may grow in its place.
bool stored_back(const Site& s) {
  const int next = s.form_at(2);
  return (next == Opcode::STORE_FAST || next == Opcode::STORE_FAST__LOAD_FAST) && s.stored_local() == s.peek(2);
}

// The forms of one operator, by the type of both operands (0: none).
bool choose_arithmetic(Site& s, int for_int, int for_float, int for_str) {
  const TypeObject* type = s.peek(2)->ob_type;
  if (type != s.peek(1)->ob_type) return false;
  const int form = type == TypeInt ? for_int : type == TypeFloat ? for_float : type == TypeStr ? for_str : 0;
  return form && s.become(form);
}

bool followed_by_jump(const Site& s) {
  const int next = s.form_at(3);
  return next == Opcode::POP_JUMP_FORWARD_IF_FALSE || next == Opcode::POP_JUMP_BACKWARD_IF_FALSE ||
         next == Opcode::POP_JUMP_FORWARD_IF_TRUE || next == Opcode::POP_JUMP_BACKWARD_IF_TRUE;
}

// When the jump behind a comparison jumps: 1 less, 2 equal, 4 greater; three bits higher for a jump back.
int jump_mask(const Site& s) {
  static const int kTrueWhen[] = {1, 1 | 2, 2, 1 | 4, 4, 2 | 4};   // < <= == != > >=
  const int next = s.form_at(3);
  const bool if_false = next == Opcode::POP_JUMP_FORWARD_IF_FALSE || next == Opcode::POP_JUMP_BACKWARD_IF_FALSE;
  const bool back = next == Opcode::POP_JUMP_BACKWARD_IF_FALSE || next == Opcode::POP_JUMP_BACKWARD_IF_TRUE;
  const int mask = if_false ? 7 & ~kTrueWhen[s.oparg] : kTrueWhen[s.oparg];
  return back ? mask << 3 : mask;
}

int comparison_form(const Site& s) {
  const Object *left = s.peek(2), *right = s.peek(1);
  if (left->ob_type != right->ob_type) return 0;
  if (left->ob_type == TypeFloat) return Opcode::COMPARE_OP_FLOAT_JUMP;
  if (left->ob_type == TypeInt) return int_is_compact(left) && int_is_compact(right) ? Opcode::COMPARE_OP_INT_JUMP : 0;
  const bool equality = s.oparg == kEQ || s.oparg == kNE;
  return left->ob_type == TypeStr && equality ? Opcode::COMPARE_OP_STR_JUMP : 0;
}

// A class whose __getitem__ is a Python function of two plain parameters.
bool choose_getitem(Site& s) {
  TypeObject* type = s.peek(2)->ob_type;
  if (!lookup_is_quiet(type)) return false;
  Object* found = type_lookup(type, ID(__getitem__));
  if (!found || !type->tp_version_tag || !function_check(found) || !type_has(type, kTpHeapType)) return false;
  auto* func = static_cast<FunctionObject*>(found);
  if (!simple_function(func->code()) || func->code()->co_argcount != 2) return false;
  s.set_cache32(CacheAt::kSubscrTypeVersion, type->tp_version_tag);
  const uint32_t version = function_version(func);
  if (version == 0 || version > UINT16_MAX) return false;
  s.set_cache(CacheAt::kSubscrFuncVersion, version);
  static_cast<HeapTypeObject*>(type)->spec_cache_getitem = found;
  return s.become(Opcode::BINARY_SUBSCR_GETITEM);
}

}  // namespace

bool choose_binary_op(Site& s) {
  switch (s.oparg) {
    case kNbAdd:
    case kNbInplaceAdd:
      return choose_arithmetic(s, Opcode::BINARY_OP_ADD_INT, Opcode::BINARY_OP_ADD_FLOAT,
                               stored_back(s) ? Opcode::BINARY_OP_INPLACE_ADD_UNICODE : Opcode::BINARY_OP_ADD_UNICODE);
    case kNbSubtract:
    case kNbInplaceSubtract: return choose_arithmetic(s, Opcode::BINARY_OP_SUBTRACT_INT, Opcode::BINARY_OP_SUBTRACT_FLOAT, 0);
    case kNbMultiply:
    case kNbInplaceMultiply: return choose_arithmetic(s, Opcode::BINARY_OP_MULTIPLY_INT, Opcode::BINARY_OP_MULTIPLY_FLOAT, 0);
    default: return give_up(s);
  }
}

bool choose_compare_op(Site& s) {
  if (!followed_by_jump(s)) return give_up(s);
  const int form = comparison_form(s);
  if (!form) return false;
  s.set_cache(CacheAt::kCompareMask, static_cast<uint64_t>(jump_mask(s)));
  return s.become(form);
}

bool choose_binary_subscr(Site& s) {
  const TypeObject* type = s.peek(2)->ob_type;
  if (type == TypeList) return int_check_exact(s.peek(1)) && s.become(Opcode::BINARY_SUBSCR_LIST_INT);
  if (type == TypeTuple) return int_check_exact(s.peek(1)) && s.become(Opcode::BINARY_SUBSCR_TUPLE_INT);
  if (type == TypeDict) return s.become(Opcode::BINARY_SUBSCR_DICT);
  return choose_getitem(s);
}

bool choose_store_subscr(Site& s) {
  Object *container = s.peek(2), *key = s.peek(1);
  if (container->ob_type == TypeList)
    return is_index_within(key, static_cast<ListObject*>(container)->ob_size) && s.become(Opcode::STORE_SUBSCR_LIST_INT);
  return container->ob_type == TypeDict && s.become(Opcode::STORE_SUBSCR_DICT);
}

bool choose_unpack_sequence(Site& s) {
  const Object* seq = s.peek(1);
  const bool tuple = seq->ob_type == TypeTuple;
  if (!tuple && seq->ob_type != TypeList) return false;
  const int64_t size = static_cast<const VarObject*>(seq)->ob_size;
  if (size != s.oparg) return false;
  return s.become(!tuple ? Opcode::UNPACK_SEQUENCE_LIST : size == 2 ? Opcode::UNPACK_SEQUENCE_TWO_TUPLE : Opcode::UNPACK_SEQUENCE_TUPLE);
}

}  // namespace innards
