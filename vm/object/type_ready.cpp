// Objects/typeobject.c: PyType_Ready: filling a type's dict, computing its MRO, inheriting slots.
#include <cstring>
#include <unordered_map>
#include <vector>

#include "heap/heap.h"
#include "object/builtin_function.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/property.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"

namespace innards {

namespace {

// What init_X_type registered, until type_ready takes it: host side, empty once the machine has booted.
struct Tables {
  const MethodDef* methods = nullptr;
  const MemberDef* members = nullptr;
  const GetSetDef* getsets = nullptr;
};
std::unordered_map<TypeObject*, std::vector<Tables>>& pending() {
  static std::unordered_map<TypeObject*, std::vector<Tables>> p;
  return p;
}

template <class Suite>
Suite* suite(Ptr<Suite>& field) {
  if (!field) field = static_cast<Suite*>(static_alloc(sizeof(Suite)));
  return field;
}

int set_default(Object* dict, Object* name, Object* descr_stolen) {
  if (!descr_stolen) return -1;
  Ref<> descr(descr_stolen);
  return dict_set_default(dict, name, descr) ? 0 : -1;
}

int add_method(TypeObject* type, const MethodDef* m) {
  Object* descr;
  Ref<> name;
  if (m->flags & kMethClass) {
    descr = descr_new_class_method(type, m);
  } else if (m->flags & kMethStatic) {
    Object* function = builtin_function_new(m, type, nullptr);
    if (!function) return -1;
    descr = static_method_new(function);
    decref(function);
  } else {
    descr = descr_new_method(type, m);
  }
  if (!descr) return -1;
  Ref<> held(descr);
  name.reset(str_intern(m->name));
  if (!name) return -1;
  if (m->flags & kMethCoexist) return dict_set_item(type->tp_dict, name, descr);
  return dict_set_default(type->tp_dict, name, descr) ? 0 : -1;
}

int add_member(TypeObject* type, const MemberDef* m) {
  auto* field = static_cast<MemberField*>(static_alloc(sizeof(MemberField)));
  field->name = static_text(m->name);
  field->type = m->type;
  field->offset = m->offset;
  field->flags = m->flags;
  field->doc = m->doc ? static_text(m->doc) : nullptr;
  Ref<> name(str_intern(m->name));
  return name ? set_default(type->tp_dict, name, descr_new_member(type, field)) : -1;
}

int add_getset(TypeObject* type, const GetSetDef* g) {
  Ref<> name(str_intern(g->name));
  return name ? set_default(type->tp_dict, name, descr_new_getset(type, g)) : -1;
}

// __new__ as a native function bound to the type, so that a subclass's __new__ can call it.
int add_tp_new_wrapper(TypeObject* type) {
  int r = dict_contains(type->tp_dict, ID(__new__));
  if (r != 0) return r < 0 ? -1 : 0;
  Ref<> func(builtin_function_new(kTpNewMethodDef, type));
  return func ? dict_set_item(type->tp_dict, ID(__new__), func) : -1;
}

int ready_set_new(TypeObject* type) {
  TypeObject* base = type->tp_base;
  if (!type->tp_new && base == TypeBaseObject && !type_has(type, kTpHeapType)) type->tp_flags |= kTpDisallowInstantiation;
  if (type_has(type, kTpDisallowInstantiation)) {
    type->tp_new = nullptr;
    return 0;
  }
  if (type->tp_new) return add_tp_new_wrapper(type);
  if (base) type->tp_new = base->tp_new;
  return 0;
}

int ready_fill_dict(TypeObject* type, int (*add_own)(TypeObject*)) {
  if (type_add_operators(type) < 0 || (add_own && add_own(type) < 0)) return -1;
  auto found = pending().find(type);
  if (found != pending().end()) {
    for (const Tables& t : found->second) {
      for (const MethodDef* m = t.methods; m && m->name; ++m)
        if (add_method(type, m) < 0) return -1;
      for (const MemberDef* m = t.members; m && m->name; ++m)
        if (add_member(type, m) < 0) return -1;
      for (const GetSetDef* g = t.getsets; g && g->name; ++g)
        if (add_getset(type, g) < 0) return -1;
    }
    pending().erase(found);
  }
  int r = dict_contains(type->tp_dict, ID(__doc__));
  if (r != 0) return r < 0 ? -1 : 0;
  if (!type->tp_doc) return dict_set_item(type->tp_dict, ID(__doc__), none());
  Ref<> doc(str_from_cstr(type_doc_without_signature(type_name(type), type->tp_doc)));
  return doc ? dict_set_item(type->tp_dict, ID(__doc__), doc) : -1;
}

void inherit_special(TypeObject* type, TypeObject* base) {
  if (!type_has(type, kTpHaveGC) && type_has(base, kTpHaveGC) && !type->tp_traverse && !type->tp_clear) {
    type->tp_flags |= kTpHaveGC;
    type->tp_traverse = base->tp_traverse;
    type->tp_clear = base->tp_clear;
  }
  type->tp_flags |= base->tp_flags & kTpManagedDict;
  if (type->tp_basicsize == 0) type->tp_basicsize = base->tp_basicsize;
  if (type->tp_itemsize == 0) type->tp_itemsize = base->tp_itemsize;
  if (type->tp_weaklistoffset == 0) type->tp_weaklistoffset = base->tp_weaklistoffset;
  if (type->tp_dictoffset == 0) type->tp_dictoffset = base->tp_dictoffset;
  struct { TypeObject* root; uint64_t flag; } const roots[] = {
      {ExcBaseException, kTpBaseExcSubclass}, {TypeType, kTpTypeSubclass},   {TypeInt, kTpLongSubclass},
      {TypeBytes, kTpBytesSubclass},          {TypeStr, kTpUnicodeSubclass}, {TypeTuple, kTpTupleSubclass},
      {TypeList, kTpListSubclass},            {TypeDict, kTpDictSubclass},
  };
  for (auto& r : roots) {
    if (type_is_subtype(base, r.root)) {
      type->tp_flags |= r.flag;
      break;
    }
  }
  type->tp_flags |= base->tp_flags & kTpMatchSelf;
}

int overrides_hash(TypeObject* type) {
  int r = dict_contains(type->tp_dict, ID(__eq__));
  if (r == 0) r = dict_contains(type->tp_dict, ID(__hash__));
  return r;
}

// Copies the slots of a suite that `type` leaves empty and `base` itself defines (not its own base). Slots are numbers, so
// a suite is an array of words.
void inherit_suite(void* type_suite, void* base_suite, void* basebase_suite, size_t size) {
  if (!type_suite || !base_suite) return;
  auto* t = static_cast<uint64_t*>(type_suite);
  auto* b = static_cast<uint64_t*>(base_suite);
  auto* bb = static_cast<uint64_t*>(basebase_suite);
  for (size_t i = 0; i < size / 8; ++i)
    if (!t[i] && b[i] && (!bb || b[i] != bb[i])) t[i] = b[i];
}

template <class F>
void copy_slot(Slot<F>& t, const Slot<F>& b, const Slot<F>* bb) {
  if (!t && b && (!bb || !(b == *bb))) t = b;
}

int inherit_slots(TypeObject* type, TypeObject* base) {
  TypeObject* basebase = base->tp_base;
  TypeObject* root = basebase ? basebase : nullptr;
#define SUITE(field, Type) \
  inherit_suite(type->field.get(), base->field.get(), root ? static_cast<void*>(root->field.get()) : nullptr, sizeof(Type))
  SUITE(tp_as_number, NumberMethods);
  SUITE(tp_as_async, AsyncMethods);
  SUITE(tp_as_sequence, SequenceMethods);
  SUITE(tp_as_mapping, MappingMethods);
  SUITE(tp_as_buffer, BufferProcs);
#undef SUITE
#define COPY(field) copy_slot(type->field, base->field, root ? &root->field : nullptr)
  COPY(tp_dealloc);
  if (!type->tp_getattro) type->tp_getattro = base->tp_getattro;
  if (!type->tp_setattro) type->tp_setattro = base->tp_setattro;
  COPY(tp_repr);
  if (!type->tp_vectorcall_offset) type->tp_vectorcall_offset = base->tp_vectorcall_offset;
  if (!type->tp_call && type_has(base, kTpHaveVectorcall) && type_has(type, kTpImmutableType))
    type->tp_flags |= kTpHaveVectorcall;
  COPY(tp_call);
  COPY(tp_str);
  if (!type->tp_richcompare && !type->tp_hash) {
    int r = overrides_hash(type);
    if (r < 0) return -1;
    if (!r) {
      type->tp_richcompare = base->tp_richcompare;
      type->tp_hash = base->tp_hash;
    }
  }
  COPY(tp_iter);
  COPY(tp_iternext);
  COPY(tp_descr_get);
  if (base->tp_descr_get && type->tp_descr_get == base->tp_descr_get && type_has(type, kTpImmutableType) &&
      type_has(base, kTpMethodDescriptor))
    type->tp_flags |= kTpMethodDescriptor;
  COPY(tp_descr_set);
  if (!type->tp_dictoffset) type->tp_dictoffset = base->tp_dictoffset;
  COPY(tp_init);
  COPY(tp_alloc);
  COPY(tp_is_gc);
  COPY(tp_finalize);
  if (type_has(type, kTpHaveGC) == type_has(base, kTpHaveGC)) {
    COPY(tp_free);
  } else if (type_has(type, kTpHaveGC) && !type->tp_free && base->tp_free == object_free) {
    type->tp_free = gc_del;
  }
#undef COPY
  return 0;
}

int ready_inherit(TypeObject* type) {
  TypeObject* base = type->tp_base;
  if (base) inherit_special(type, base);
  Object* mro = type->tp_mro;
  constexpr uint64_t kPattern = kTpSequence | kTpMapping;
  for (int64_t i = 1; i < tuple_size_of(mro); ++i) {
    Object* b = tuple_item_at(mro, i);
    if (!type_check(b)) continue;
    if (inherit_slots(type, as_type(b)) < 0) return -1;
    if (!(type->tp_flags & kPattern)) type->tp_flags |= as_type(b)->tp_flags & kPattern;
  }
  if (base) {
    if (!type->tp_as_async) type->tp_as_async = base->tp_as_async;
    if (!type->tp_as_number) type->tp_as_number = base->tp_as_number;
    if (!type->tp_as_sequence) type->tp_as_sequence = base->tp_as_sequence;
    if (!type->tp_as_mapping) type->tp_as_mapping = base->tp_as_mapping;
    if (!type->tp_as_buffer) type->tp_as_buffer = base->tp_as_buffer;
  }
  return 0;
}

int ready_set_hash(TypeObject* type) {
  if (type->tp_hash) return 0;
  int r = dict_contains(type->tp_dict, ID(__hash__));
  if (r != 0) return r < 0 ? -1 : 0;
  if (dict_set_item(type->tp_dict, ID(__hash__), none()) < 0) return -1;
  type->tp_hash = object_hash_not_implemented;
  return 0;
}

int ready_steps(TypeObject* type, int (*add_own)(TypeObject*)) {
  if (!type->tp_dict) {
    type->tp_dict = dict_new();
    if (!type->tp_dict) return -1;
  }
  if (!type->tp_base && type != TypeBaseObject) type->tp_base = TypeBaseObject;
  if (type->tp_base && !type->tp_base->tp_dict && type_ready(type->tp_base) < 0) return -1;
  if (!type->ob_type && type->tp_base) type->ob_type = type->tp_base->ob_type;
  if (!type->tp_bases) {
    Object* bases = type->tp_base ? tuple_pack(1, type->tp_base.get()) : tuple_new(0);
    if (!bases) return -1;
    type->tp_bases = bases;
  }
  if (type_mro_internal(type, nullptr) < 0) return -1;
  if (ready_set_new(type) < 0 || ready_fill_dict(type, add_own) < 0 || ready_inherit(type) < 0 || ready_set_hash(type) < 0) return -1;
  if (type_add_all_subclasses(type, type->tp_bases) < 0) return -1;
  if (type_has(type, kTpManagedDict)) {
    auto* heap_type = static_cast<HeapTypeObject*>(type);
    if (!heap_type->ht_cached_keys) {
      DictKeysObject* keys = dict_new_keys_for_class();
      if (!keys) {
        err_no_memory();
        return -1;
      }
      heap_type->ht_cached_keys = reinterpret_cast<Object*>(keys);
    }
  }
  return 0;
}

}  // namespace

void type_add_methods(TypeObject* t, const MethodDef* table) {
  auto& v = pending()[t];
  if (v.empty() || v.back().methods || v.back().members || v.back().getsets) v.push_back({});
  v.back().methods = table;
}
void type_add_members(TypeObject* t, const MemberDef* table) {
  auto& v = pending()[t];
  if (v.empty() || v.back().members || v.back().getsets) v.push_back({});
  v.back().members = table;
}
void type_add_getsets(TypeObject* t, const GetSetDef* table) {
  auto& v = pending()[t];
  if (v.empty() || v.back().getsets) v.push_back({});
  v.back().getsets = table;
}
void type_set_doc(TypeObject* t, const char* doc) { t->tp_doc = static_text(doc); }

NumberMethods* number_methods(TypeObject* t) { return suite(t->tp_as_number); }
SequenceMethods* sequence_methods(TypeObject* t) { return suite(t->tp_as_sequence); }
MappingMethods* mapping_methods(TypeObject* t) { return suite(t->tp_as_mapping); }
AsyncMethods* async_methods(TypeObject* t) { return suite(t->tp_as_async); }
BufferProcs* buffer_procs(TypeObject* t) { return suite(t->tp_as_buffer); }

int type_ready(TypeObject* type) { return type_ready_with(type, nullptr); }

int type_ready_with(TypeObject* type, int (*add_own)(TypeObject*)) {
  if (type_has(type, kTpReady)) return 0;
  type->tp_flags |= kTpReadying;
  if (!type_has(type, kTpHeapType)) type->tp_flags |= kTpImmutableType;
  if (ready_steps(type, add_own) < 0) {
    type->tp_flags &= ~uint64_t{kTpReadying};
    return -1;
  }
  type->tp_flags = (type->tp_flags & ~uint64_t{kTpReadying}) | kTpReady;
  return 0;
}

// ---- docstrings of natives: "name(signature)\n--\n\ntext"

namespace {
const char* signature_start(const char* name, const char* doc) {
  const char* dot = std::strrchr(name, '.');
  if (dot) name = dot + 1;
  size_t n = std::strlen(name);
  if (std::strncmp(doc, name, n)) return nullptr;
  return doc[n] == '(' ? doc + n : nullptr;
}
constexpr char kSignatureEnd[] = ")\n--\n\n";
const char* skip_signature(const char* doc) {
  for (; *doc; ++doc) {
    if (*doc == ')' && !std::strncmp(doc, kSignatureEnd, sizeof kSignatureEnd - 1)) return doc + sizeof kSignatureEnd - 1;
    if (*doc == '\n' && doc[1] == '\n') return nullptr;
  }
  return nullptr;
}
}  // namespace

const char* type_doc_without_signature(const char* name, const char* doc) {
  const char* start = signature_start(name, doc);
  const char* text = start ? skip_signature(start) : nullptr;
  return text ? text : doc;
}

Object* type_get_doc_from_internal_doc(const char* name, const char* doc) {
  if (!doc) return new_none();
  doc = type_doc_without_signature(name, doc);
  return *doc ? str_from_cstr(doc) : new_none();
}

Object* type_get_text_signature_from_internal_doc(const char* name, const char* doc) {
  const char* start = doc ? signature_start(name, doc) : nullptr;
  const char* end = start ? skip_signature(start) : nullptr;
  if (!end) return new_none();
  end -= sizeof kSignatureEnd - 2;  // keep the closing parenthesis
  return str_from_utf8(start, end - start);
}

}  // namespace innards
