// Python/structmember.c: reading and writing a field of an object's struct as an attribute.
#include "object/bool.h"
#include "object/float.h"
#include "object/descriptor.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

Object* member_get_one(const char* base, const MemberField* m) {
  const char* addr = base + m->offset;
  switch (m->type) {
    case kTBool: return bool_from(*addr);
    case kTUByte: return int_from_i64(*reinterpret_cast<const uint8_t*>(addr));
    case kTInt: return int_from_i64(*reinterpret_cast<const int32_t*>(addr));
    case kTUInt: return int_from_i64(*reinterpret_cast<const uint32_t*>(addr));
    case kTPySsize: return int_from_i64(*reinterpret_cast<const int64_t*>(addr));
    case kTDouble: return float_from_double(*reinterpret_cast<const double*>(addr));
    case kTNone: return new_none();
    case kTObject: {
      Object* v = *reinterpret_cast<const Ptr<Object>*>(addr);
      return new_ref(v ? v : none());
    }
    case kTObjectEx: {
      Object* v = *reinterpret_cast<const Ptr<Object>*>(addr);
      if (v) return new_ref(v);
      err_format(ExcAttributeError, "'%.200s' object has no attribute '%s'",
                 type_name_of(reinterpret_cast<const Object*>(base)), m->name.get());
      return nullptr;
    }
    default:
      err_set_string(ExcSystemError, "bad memberdescr type");
      return nullptr;
  }
}

int member_set_one(char* base, const MemberField* m, Object* v) {
  char* addr = base + m->offset;
  if (m->flags & 1) {
    err_set_string(ExcAttributeError, "readonly attribute");
    return -1;
  }
  if (!v) {
    if (m->type == kTObjectEx) {
      if (!*reinterpret_cast<Ptr<Object>*>(addr)) {
        err_set_string(ExcAttributeError, m->name);
        return -1;
      }
    } else if (m->type != kTObject) {
      err_set_string(ExcTypeError, "can't delete numeric/char attribute");
      return -1;
    }
  }
  switch (m->type) {
    case kTBool:
      if (!bool_check(v)) {
        err_set_string(ExcTypeError, "attribute value type must be bool");
        return -1;
      }
      *addr = v == bool_true();
      return 0;
    case kTUByte: {
      int64_t x = int_as_i64(v);
      if (x == -1 && err_occurred()) return -1;
      *reinterpret_cast<uint8_t*>(addr) = static_cast<uint8_t>(x);
      return 0;
    }
    case kTInt: {
      int64_t x = int_as_i64(v);
      if (x == -1 && err_occurred()) return -1;
      *reinterpret_cast<int32_t*>(addr) = static_cast<int32_t>(x);
      return 0;
    }
    case kTUInt: {
      int64_t x = int_as_i64(v);
      if (x == -1 && err_occurred()) return -1;
      *reinterpret_cast<uint32_t*>(addr) = static_cast<uint32_t>(x);
      return 0;
    }
    case kTPySsize: {
      int64_t x = int_as_ssize_t(v);
      if (x == -1 && err_occurred()) return -1;
      *reinterpret_cast<int64_t*>(addr) = x;
      return 0;
    }
    case kTObject:
    case kTObjectEx: {
      auto& field = *reinterpret_cast<Ptr<Object>*>(addr);
      Object* old = field;
      xincref(v);
      field = v;
      xdecref(old);
      return 0;
    }
    default:
      err_format(ExcSystemError, "bad memberdescr type for %s", m->name.get());
      return -1;
  }
}

}  // namespace innards
