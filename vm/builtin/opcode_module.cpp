// The _opcode module: what dis and opcode ask about instructions. CPython: Modules/_opcode.c.
#include "builtin/module_def.h"
#include "compile/opcodes.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/int.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Reads jump=None, True or False as -1, 1, 0; -2 with ValueError.
int jump_argument(Object* jump) {
  if (!jump || is_none(jump)) return -1;
  if (jump == bool_true()) return 1;
  if (jump == bool_false()) return 0;
  err_set_string(ExcValueError, "stack_effect: jump must be False, True or None");
  return -2;
}

Object* stack_effect(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"", "", "jump", nullptr};
  static const ArgsParser kParser = {"stack_effect", kNames};
  Object* buf[3] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf)) return nullptr;
  const int opcode = int_as_int(buf[0]);
  if (opcode == -1 && err_occurred()) return nullptr;
  const bool has_arg = buf[1] && !is_none(buf[1]);
  if (opcode >= kHaveArgument && !has_arg)
    return err_format(ExcValueError, "stack_effect: opcode requires oparg but oparg was not specified");
  if (opcode < kHaveArgument && has_arg)
    return err_format(ExcValueError, "stack_effect: opcode does not permit oparg but oparg was specified");
  const int oparg = has_arg ? int_as_int(buf[1]) : 0;
  if (oparg == -1 && err_occurred()) return nullptr;
  const int jump = jump_argument(buf[2]);
  if (jump == -2) return nullptr;
  const bool inner = opcode >= 0 && opcode < 256 && opcode_info(opcode).pseudo;  // only the compiler's
  const int effect = inner ? kInvalidStackEffect : opcode_stack_effect(opcode, oparg, jump);
  return effect == kInvalidStackEffect ? err_format(ExcValueError, "invalid opcode or oparg") : int_from_i64(effect);
}

Object* get_specialization_stats(Object*, Object*) { return new_none(); }  // CPython too, unless built to count

const MethodDef kFunctions[] = {
    {"stack_effect", stack_effect, kMethFastcall | kMethKeywords, "stack_effect($module, opcode, oparg=None, /, *, jump=None)\n--\n\nBy how much an instruction changes the depth of the value stack."},
    {"get_specialization_stats", get_specialization_stats, kMethNoArgs, "get_specialization_stats($module, /)\n--\n\nNone: specialisations are not counted."},
    {},
};

}  // namespace

extern const NativeModule k_module__opcode;
const NativeModule k_module__opcode = {"_opcode", "Instructions.", kFunctions, nullptr};

}  // namespace innards
