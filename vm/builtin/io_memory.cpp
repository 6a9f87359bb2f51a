// What StringIO and BytesIO have in common (Modules/_io/stringio.c, bytesio.c).
#include "builtin/io_memory.h"

#include "builtin/io_base.h"
#include "native/args.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

int64_t io_grown_room(int64_t size, int64_t room) {
  if (size < room / 2) return size + 1;
  if (size < room) return room;
  const bool little = static_cast<double>(size) <= static_cast<double>(room) * 1.125;
  return little ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
}

bool io_seek_arguments(Object** args, int64_t nargs, int64_t* pos, int* whence) {
  if (!args_check_positional("seek", nargs, 1, 2) || !io_ssize(args[0], pos)) return false;
  *whence = nargs > 1 ? int_as_int(args[1]) : 0;
  return *whence != -1 || !err_occurred();
}

Object* io_copy_dict(Object* dict) { return dict ? dict_copy(dict) : new_none(); }

bool io_restore_position(Object* item, const char* which, const char* verb, int64_t* pos) {
  if (!int_check(item))
    return err_format(ExcTypeError, "%s item of state must be an integer, %s %.200s", which, verb, type_name_of(item)) != nullptr;
  const int64_t n = int_as_ssize_t(item);
  if (n == -1 && err_occurred()) return false;
  if (n < 0) return err_format(ExcValueError, "position value cannot be negative") != nullptr;
  *pos = n;
  return true;
}

bool io_restore_dict(Object* item, const char* which, Ptr<Object>* dict) {
  if (is_none(item)) return true;
  if (!dict_check(item)) return err_format(ExcTypeError, "%s item of state should be a dict, got a %.200s", which, type_name_of(item)) != nullptr;
  if (*dict) return dict_update(*dict, item) == 0;
  *dict = new_ref(item);
  return true;
}

}  // namespace innards
