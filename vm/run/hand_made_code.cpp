#include "run/hand_made_code.h"

#include "compile/opcodes.h"
#include "compile/verify_code.h"
#include "object/bytes.h"
#include "object/exceptions.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"

namespace innards {

namespace {

int keyword_names(const void* owner, int constant) {
  const Object* names = tuple_item_at(static_cast<const CodeObject*>(owner)->co_consts, constant);
  if (!tuple_check_exact(names)) return -1;
  for (int64_t i = 0; i < tuple_size_of(names); ++i)
    if (!str_check_exact(tuple_item_at(names, i))) return -1;
  return static_cast<int>(tuple_size_of(names));
}

CodeView view_of(const CodeObject* co) {
  return {co->co_code_adaptive, code_count(co), reinterpret_cast<const uint8_t*>(bytes_as_string(co->co_exceptiontable)),
          bytes_size(co->co_exceptiontable), reinterpret_cast<const uint8_t*>(bytes_as_string(co->co_localspluskinds)),
          co->co_nlocalsplus, static_cast<int>(tuple_size_of(co->co_consts)), static_cast<int>(tuple_size_of(co->co_names)),
          co->co_stacksize, co->co_flags, keyword_names, co};
}

}  // namespace

int code_verify(CodeObject* co) {
  CodeFault fault;
  if (verify_code(view_of(co), &fault)) {
    co->co_extra = kCodeVerified;
    return 0;
  }
  met_difference(Difference::HandMadeCode, str_as_utf8(co->co_qualname));
  if (fault.at < 0) {
    err_format(ExcSystemError, "bytecode of '%U' was made by hand and cannot run: %s", co->co_qualname.get(), fault.why);
    return -1;
  }
  const char* name = opcode_info(fault.opcode).name;
  err_format(ExcSystemError, "bytecode of '%U' was made by hand and cannot run: %s (%d) at offset %d %s", co->co_qualname.get(),
             name ? name : "opcode", fault.opcode, fault.at, fault.why);
  return -1;
}

}  // namespace innards
