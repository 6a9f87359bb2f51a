// The root of the data model: Object, VarObject, TypeObject and its suites, laid out field by field as CPython 3.11's
// Include/object.h and Include/cpython/object.h lay them out on a 64-bit machine; reference counting; Ref<T>.
// This header stands apart because everything in object/, heap/, run/ and builtin/ includes it; it may not include any of
// them. Function names follow CPython's C API by one rule: PyList_Append is list_append, PyObject_GetAttr is
// object_get_attr, PyErr_SetString is err_set_string, with PyLong_ as int_ and PyUnicode_ as str_. The ownership rules
// (new, borrowed, stolen) and the error convention (nullptr or -1 with the thread's error set) are the C API's too.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/ptr.h"

namespace innards {

struct TypeObject;

// Include/object.h: struct _object.
struct Object {
  int64_t ob_refcnt;        // how many references there are; static objects start at kStaticRefcount
  Ptr<TypeObject> ob_type;
};

// Include/object.h: PyVarObject.
struct VarObject : Object {
  int64_t ob_size;          // number of items (for int: digits, with the sign)
};

// What CPython 3.11 gives to objects of its static storage (_PyObject_IMMORTAL_REFCNT).
inline constexpr int64_t kStaticRefcount = 999999999;

// Signatures of slots, as in CPython.
using unaryfunc = Object*(Object*);
using binaryfunc = Object*(Object*, Object*);
using ternaryfunc = Object*(Object*, Object*, Object*);
using inquiry = int(Object*);
using lenfunc = int64_t(Object*);
using ssizeargfunc = Object*(Object*, int64_t);
using ssizeobjargproc = int(Object*, int64_t, Object*);
using objobjargproc = int(Object*, Object*, Object*);
using objobjproc = int(Object*, Object*);
using visitproc = int(Object*, void*);
using traverseproc = int(Object*, visitproc*, void*);
using freefunc = void(void*);
using destructor = void(Object*);
using getattrfunc = Object*(Object*, char*);
using getattrofunc = Object*(Object*, Object*);
using setattrofunc = int(Object*, Object*, Object*);
using reprfunc = Object*(Object*);
using hashfunc = int64_t(Object*);
using richcmpfunc = Object*(Object*, Object*, int);
using getiterfunc = Object*(Object*);
using iternextfunc = Object*(Object*);
using descrgetfunc = Object*(Object*, Object*, Object*);
using descrsetfunc = int(Object*, Object*, Object*);
using initproc = int(Object*, Object*, Object*);
using newfunc = Object*(TypeObject*, Object*, Object*);
using allocfunc = Object*(TypeObject*, int64_t);
// args points at the first argument; nargsf carries kVectorcallArgumentsOffset in its top bit; kwnames is a tuple or null.
using vectorcallfunc = Object*(Object* callable, Object** args, uint64_t nargsf, Object* kwnames);
enum class SendResult : int { Return = 0, Error = -1, Next = 1 };
using sendfunc = SendResult(Object* iter, Object* value, Object** result);
struct Buffer;
using getbufferproc = int(Object*, Buffer*, int);
using releasebufferproc = void(Object*, Buffer*);

inline constexpr uint64_t kVectorcallArgumentsOffset = uint64_t{1} << 63;
inline int64_t vectorcall_nargs(uint64_t nargsf) { return static_cast<int64_t>(nargsf & ~kVectorcallArgumentsOffset); }

enum CompareOp : int { kLT = 0, kLE = 1, kEQ = 2, kNE = 3, kGT = 4, kGE = 5 };

struct NumberMethods {
  Slot<binaryfunc> nb_add, nb_subtract, nb_multiply, nb_remainder, nb_divmod;
  Slot<ternaryfunc> nb_power;
  Slot<unaryfunc> nb_negative, nb_positive, nb_absolute;
  Slot<inquiry> nb_bool;
  Slot<unaryfunc> nb_invert;
  Slot<binaryfunc> nb_lshift, nb_rshift, nb_and, nb_xor, nb_or;
  Slot<unaryfunc> nb_int;
  uint64_t nb_reserved;
  Slot<unaryfunc> nb_float;
  Slot<binaryfunc> nb_inplace_add, nb_inplace_subtract, nb_inplace_multiply, nb_inplace_remainder;
  Slot<ternaryfunc> nb_inplace_power;
  Slot<binaryfunc> nb_inplace_lshift, nb_inplace_rshift, nb_inplace_and, nb_inplace_xor, nb_inplace_or;
  Slot<binaryfunc> nb_floor_divide, nb_true_divide, nb_inplace_floor_divide, nb_inplace_true_divide;
  Slot<unaryfunc> nb_index;
  Slot<binaryfunc> nb_matrix_multiply, nb_inplace_matrix_multiply;
};

struct SequenceMethods {
  Slot<lenfunc> sq_length;
  Slot<binaryfunc> sq_concat;
  Slot<ssizeargfunc> sq_repeat;
  Slot<ssizeargfunc> sq_item;
  uint64_t was_sq_slice;
  Slot<ssizeobjargproc> sq_ass_item;
  uint64_t was_sq_ass_slice;
  Slot<objobjproc> sq_contains;
  Slot<binaryfunc> sq_inplace_concat;
  Slot<ssizeargfunc> sq_inplace_repeat;
};

struct MappingMethods {
  Slot<lenfunc> mp_length;
  Slot<binaryfunc> mp_subscript;
  Slot<objobjargproc> mp_ass_subscript;
};

struct AsyncMethods {
  Slot<unaryfunc> am_await, am_aiter, am_anext;
  Slot<sendfunc> am_send;
};

struct BufferProcs {
  Slot<getbufferproc> bf_getbuffer;
  Slot<releasebufferproc> bf_releasebuffer;
};

// Bits of tp_flags, with CPython's values.
enum TypeFlags : uint64_t {
  kTpDisallowInstantiation = 1u << 7,
  kTpImmutableType = 1u << 8,
  kTpHeapType = 1u << 9,
  kTpBaseType = 1u << 10,
  kTpHaveVectorcall = 1u << 11,
  kTpReady = 1u << 12,
  kTpReadying = 1u << 13,
  kTpHaveGC = 1u << 14,
  kTpMethodDescriptor = 1u << 17,
  kTpHaveVersionTag = 1u << 18,
  kTpValidVersionTag = 1u << 19,
  kTpIsAbstract = 1u << 20,
  kTpManagedDict = 1u << 4,
  kTpSequence = 1u << 5,
  kTpMapping = 1u << 6,
  kTpMatchSelf = 1u << 22,
  kTpLongSubclass = 1u << 24,
  kTpListSubclass = 1u << 25,
  kTpTupleSubclass = 1u << 26,
  kTpBytesSubclass = 1u << 27,
  kTpUnicodeSubclass = 1u << 28,
  kTpDictSubclass = 1u << 29,
  kTpBaseExcSubclass = 1u << 30,
  kTpTypeSubclass = 1u << 31,
  kTpDefault = 0,
};

// How a native method takes its arguments: CPython's METH_ flags, with its values.
enum MethodFlags : int {
  kMethVarargs = 0x1,   // Object* f(Object* self, Object* args)
  kMethKeywords = 0x2,  // with Varargs: f(self, args, kwargs); with Fastcall: f(self, args, nargs, kwnames)
  kMethNoArgs = 0x4,    // f(self, nullptr)
  kMethO = 0x8,         // f(self, arg)
  kMethClass = 0x10,
  kMethStatic = 0x20,
  kMethCoexist = 0x40,
  kMethFastcall = 0x80,  // f(self, Object** args, int64_t nargs)
};

using FastFunction = Object*(Object* self, Object** args, int64_t nargs);
using FastKeywordsFunction = Object*(Object* self, Object** args, int64_t nargs, Object* kwnames);

// One native function or method: name, flags, body, and a docstring that may begin with CPython's "name(sig)\n--\n\n".
// Tables of MethodDef are static const data outside the arena; objects in the arena refer to one by its number (MethodRef).
struct MethodDef {
  const char* name;
  AnyFunction function;
  int flags;
  const char* doc;
  // Templates so that a table can be written with the plain function names.
  MethodDef() : name(nullptr), function(nullptr), flags(0), doc(nullptr) {}
  template <class R, class... A>
  MethodDef(const char* n, R (*f)(A...), int fl, const char* d)
      : name(n), function(reinterpret_cast<AnyFunction>(f)), flags(fl), doc(d) {}
  template <class F>
  F* as() const { return reinterpret_cast<F*>(function); }
};

using getter = Object*(Object* self, void* closure);
using setter = int(Object* self, Object* value, void* closure);
struct GetSetDef {
  const char* name;
  getter* get;
  setter* set;
  const char* doc;
  void* closure = nullptr;
};

// Kinds of member fields, with CPython's numbers (Include/structmember.h).
enum MemberKind : int { kTInt = 1, kTDouble = 4, kTObject = 6, kTUByte = 9, kTUInt = 11, kTBool = 14, kTObjectEx = 16, kTPySsize = 19, kTNone = 20 };
struct MemberDef {
  const char* name;
  int type;
  int64_t offset;
  int flags;  // 1 = read only
  const char* doc;
};

// Numbers of host-side definition tables; they stand in arena objects where CPython has a pointer to a static struct.
template <class Def>
class DefRef {
 public:
  DefRef() = default;
  DefRef(const Def* def);        // registers on first use (while the machine boots)
  const Def* get() const;
  const Def* operator->() const { return get(); }
  explicit operator bool() const { return id_ != 0; }
  uint64_t id() const { return id_; }

 private:
  uint64_t id_;
};
using MethodRef = DefRef<MethodDef>;
using GetSetRef = DefRef<GetSetDef>;
using MemberRef = DefRef<MemberDef>;

// Include/cpython/object.h: struct _typeobject, 408 bytes.
struct TypeObject : VarObject {
  Ptr<const char> tp_name;  // text in the arena
  int64_t tp_basicsize, tp_itemsize;
  Slot<destructor> tp_dealloc;
  int64_t tp_vectorcall_offset;
  uint64_t tp_getattr, tp_setattr;
  Ptr<AsyncMethods> tp_as_async;
  Slot<reprfunc> tp_repr;
  Ptr<NumberMethods> tp_as_number;
  Ptr<SequenceMethods> tp_as_sequence;
  Ptr<MappingMethods> tp_as_mapping;
  Slot<hashfunc> tp_hash;
  Slot<ternaryfunc> tp_call;
  Slot<reprfunc> tp_str;
  Slot<getattrofunc> tp_getattro;
  Slot<setattrofunc> tp_setattro;
  Ptr<BufferProcs> tp_as_buffer;
  uint64_t tp_flags;
  Ptr<const char> tp_doc;  // text in the arena
  Slot<traverseproc> tp_traverse;
  Slot<inquiry> tp_clear;
  Slot<richcmpfunc> tp_richcompare;
  int64_t tp_weaklistoffset;
  Slot<getiterfunc> tp_iter;
  Slot<iternextfunc> tp_iternext;
  uint64_t tp_methods;  // always 0 here: a type's tables are put into tp_dict at once (type_add_methods and kin)
  uint64_t tp_members;
  uint64_t tp_getset;
  Ptr<TypeObject> tp_base;
  Ptr<Object> tp_dict;
  Slot<descrgetfunc> tp_descr_get;
  Slot<descrsetfunc> tp_descr_set;
  int64_t tp_dictoffset;
  Slot<initproc> tp_init;
  Slot<allocfunc> tp_alloc;
  Slot<newfunc> tp_new;
  Slot<freefunc> tp_free;
  Slot<inquiry> tp_is_gc;
  Ptr<Object> tp_bases, tp_mro, tp_cache, tp_subclasses, tp_weaklist;
  Slot<destructor> tp_del;
  uint32_t tp_version_tag;
  Slot<destructor> tp_finalize;
  Slot<vectorcallfunc> tp_vectorcall;
};
static_assert(sizeof(TypeObject) == 408);

// Include/cpython/object.h: PyHeapTypeObject, what a class statement makes.
struct HeapTypeObject : TypeObject {
  AsyncMethods as_async;
  NumberMethods as_number;
  MappingMethods as_mapping;
  SequenceMethods as_sequence;
  BufferProcs as_buffer;
  Ptr<Object> ht_name, ht_slots, ht_qualname;
  Ptr<Object> ht_cached_keys;  // the shared DictKeys of instances (object/dict.h)
  Ptr<Object> ht_module;
  Ptr<char> _ht_tpname;
  Ptr<Object> spec_cache_getitem;
};

// ---- reference counting -------------------------------------------------------------------------------------------

// What is listening to the machine from outside. Host side, so it never changes the machine. See probe/probe.h.
extern bool g_probe_on;
void probe_incref(Object* o);
void probe_decref(Object* o);

void object_dealloc(Object* o);  // the count has reached zero: calls tp_dealloc

inline void incref(Object* o) {
  ++o->ob_refcnt;
  if (g_probe_on) [[unlikely]] probe_incref(o);
}
inline void decref(Object* o) {
  if (g_probe_on) [[unlikely]] probe_decref(o);
  if (--o->ob_refcnt == 0) object_dealloc(o);
}
inline void xincref(Object* o) { if (o) incref(o); }
inline void xdecref(Object* o) { if (o) decref(o); }
template <class T>
T* new_ref(T* o) { incref(o); return o; }
template <class T>
T* xnew_ref(T* o) { if (o) incref(o); return o; }
// Sets a field to null before dropping what it held (Py_CLEAR).
template <class T>
void clear_ref(Ptr<T>& field) { T* old = field; field = nullptr; if (old) decref(old); }
template <class T>
void set_ref(Ptr<T>& field, T* stolen) { T* old = field; field = stolen; if (old) decref(old); }

// A reference that the holder owns: dropped at the end of the scope. Plain data, so it may live across a call into Python.
template <class T = Object>
class Ref {
 public:
  Ref() : p_(nullptr) {}
  explicit Ref(T* stolen) : p_(stolen) {}
  static Ref borrow(T* p) { xincref(p); return Ref(p); }
  Ref(Ref&& o) noexcept : p_(o.release()) {}
  Ref& operator=(Ref&& o) noexcept { T* old = p_; p_ = o.release(); xdecref(old); return *this; }
  Ref(const Ref&) = delete;
  ~Ref() { xdecref(p_); }
  void reset(T* stolen = nullptr) { T* old = p_; p_ = stolen; xdecref(old); }
  T* release() { T* p = p_; p_ = nullptr; return p; }
  T* get() const { return p_; }
  operator T*() const { return p_; }
  T* operator->() const { return p_; }
  explicit operator bool() const { return p_ != nullptr; }

 private:
  T* p_;
};

inline TypeObject* type_of(const Object* o) { return o->ob_type; }
inline bool type_has(const TypeObject* t, uint64_t flag) { return (t->tp_flags & flag) != 0; }
bool type_is_subtype(TypeObject* a, TypeObject* b);
inline bool object_type_check(Object* o, TypeObject* t) { return o->ob_type == t || type_is_subtype(o->ob_type, t); }

}  // namespace innards
