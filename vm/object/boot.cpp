// Builds the world: see boot.h. The order matters: first every type has a name and a type, so that objects can be made at
// all; then the slots; then strings; then the dicts.
#include "object/boot.h"

#include <cstdio>
#include <cstring>

#include "heap/heap.h"
#include "object/bytes.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/exceptions_internal.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/str.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

#define KIND(Name, py_name, Base, sentence) void init_##Name##_type(TypeObject* t);
#include "object/kinds.def"
#undef KIND

namespace {

void name_type(TypeObject* t, const char* name, TypeObject* base) {
  t->ob_refcnt = kStaticRefcount;
  t->ob_type = TypeType;
  t->tp_name = static_text(name);
  t->tp_base = t == base ? nullptr : base;
}

void name_types() {
#define KIND(Name, py_name, Base, sentence) name_type(Type##Name, py_name, Type##Base);
#include "object/kinds.def"
#undef KIND
}

void name_exceptions() {
  struct Row { TypeObject* type; const char* name; TypeObject* base; };
  TypeObject* const ExcBaseObject = TypeBaseObject;
  const Row rows[] = {
#define EXCEPTION(Name, Base, sentence) {Exc##Name, #Name, Exc##Base},
#include "object/exceptions.def"
#undef EXCEPTION
  };
  for (const Row& r : rows) name_type(r.type, r.name, r.base);
}

void init_types() {
#define KIND(Name, py_name, Base, sentence) init_##Name##_type(Type##Name);
#include "object/kinds.def"
#undef KIND
  init_exception_types();
}

void make_singletons() {
  Runtime& r = rt();
  struct { Object* object; TypeObject* type; } const rows[] = {
      {&r.none, TypeNone}, {&r.ellipsis, TypeEllipsis}, {&r.not_implemented, TypeNotImplemented}};
  for (auto& row : rows) {
    row.object->ob_refcnt = kStaticRefcount;
    row.object->ob_type = row.type;
  }
}

// Table rows that objects made at run time refer to get their numbers now.
void register_tables() {
  for (const GetSetDef* table : {subtype_getsets_full(), subtype_getsets_dict_only(), subtype_getsets_weakref_only()})
    for (const GetSetDef* g = table; g->name; ++g) GetSetRef ref(g);
  MethodRef ref(kTpNewMethodDef);
  register_slot_functions();
}

int ready(TypeObject* t) {
  if (type_ready(t) == 0) return 0;
  std::fprintf(stderr, "innards: the type %s cannot be made ready\n", t->tp_name.get());
  return -1;
}

int ready_types() {
#define KIND(Name, py_name, Base, sentence) \
  if (ready(Type##Name) < 0) return -1;
#include "object/kinds.def"
#undef KIND
#define EXCEPTION(Name, Base, sentence) \
  if (Exc##Name != ExcExceptionGroup && ready(Exc##Name) < 0) return -1;
#include "object/exceptions.def"
#undef EXCEPTION
  return ready_exception_group();  // CPython makes it last
}

// What CPython makes at run time from a description has __module__ in its dict, as classes have: its instances know it.
int name_modules() {
  for (TypeObject* t : {TypeSrePattern, TypeSreMatch, TypeSreScanner, TypePartial, TypeLruCache, TypeCmpKey, TypeItemGetter, TypeAttrGetter,
                        TypeMethodCaller, TypeRandom, TypeLock, TypeRLock, TypeThreadLocal, TypeStruct, TypeStructIter, TypeArray,
                        TypeArrayIter, TypeSha512, TypeDirEntry, TypeScandirIterator}) {
    const char* name = t->tp_name;
    Ref<> module(str_from_ascii(name, std::strrchr(name, '.') - name));
    Object* held = module.release();
    if (!held) return -1;
    str_intern_in_place(&held);
    module.reset(held);
    if (dict_set_item(t->tp_dict, ID(__module__), module) < 0) return -1;
  }
  return 0;
}

}  // namespace

void init_identifiers() {
  int i = 0;
#define IDENTIFIER(name) rt().objects.identifiers[i++] = str_make_static(#name);
#include "object/identifiers.def"
#undef IDENTIFIER
}

int boot_objects() {
  rt().objects.type.next_version_tag = 1;
  name_types();
  name_exceptions();
  make_singletons();
  init_types();
  register_tables();
  int_boot();
  str_boot();
  bytes_boot();
  init_identifiers();
  if (ready_types() < 0 || name_modules() < 0) return -1;
  return init_exception_state();
}

}  // namespace innards
