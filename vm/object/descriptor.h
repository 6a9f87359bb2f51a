// Descriptors of native types: what stands in a built-in type's __dict__. Layouts as Include/cpython/descrobject.h and
// Objects/descrobject.c. Stands apart because type.cpp makes them and inspect/ reads them.
#pragma once

#include "object/object.h"

namespace innards {

struct DescrObject : Object {
  Ptr<TypeObject> d_type;
  Ptr<Object> d_name;
  Ptr<Object> d_qualname;
};
// A native method. vectorcall takes the place of CPython's function pointer of the same name.
struct MethodDescrObject : DescrObject {
  MethodRef d_method;
  Slot<vectorcallfunc> vectorcall;
};
// A field. Its MemberDef lies in the arena (MemberField), because classes with __slots__ make their own at run time.
struct MemberField {
  Ptr<const char> name;
  int32_t type;
  int64_t offset;
  int32_t flags;
  Ptr<const char> doc;
};
static_assert(sizeof(MemberField) == 40);
struct MemberDescrObject : DescrObject {
  Ptr<MemberField> d_member;
};
struct GetSetDescrObject : DescrObject {
  GetSetRef d_getset;
};
// d_base is the row of slots.def plus one.
struct WrapperDescrObject : DescrObject {
  uint64_t d_base;
  uint64_t d_wrapped;  // the number of the slot's function
};
struct MethodWrapperObject : Object {
  Ptr<WrapperDescrObject> descr;
  Ptr<Object> self;
};
struct MappingProxyObject : Object {
  Ptr<Object> mapping;
};

Object* descr_new_method(TypeObject* type, const MethodDef* method);
Object* descr_new_class_method(TypeObject* type, const MethodDef* method);
Object* descr_new_member(TypeObject* type, MemberField* member);
Object* descr_new_getset(TypeObject* type, const GetSetDef* getset);
Object* descr_new_wrapper(TypeObject* type, uint64_t slot_row, uint64_t wrapped);
Object* wrapper_new(Object* descr, Object* self);
Object* dict_proxy_new(Object* mapping);               // mappingproxy(mapping)
// Has the descriptor a __set__?
inline bool descr_is_data(const Object* d) { return static_cast<bool>(type_of(d)->tp_descr_set); }
// Reads and writes a field (Python/structmember.c).
Object* member_get_one(const char* address, const MemberField* m);
int member_set_one(char* address, const MemberField* m, Object* value);

}  // namespace innards
