// The protocols every object answers to, whatever its type: attributes, text, hash, truth, comparison, numbers,
// sequences, mappings and iterators. They stand apart because every room calls them; each looks into the slots of the
// object's type in CPython's order and raises CPython's error texts. This header knows no concrete type.
// Ownership and errors are the C API's: Object* results are new references unless said otherwise; nullptr or -1 means
// that the thread's error is set.
#pragma once

#include "object/object.h"

namespace innards {

struct DictValues;

// ---- attributes (Objects/object.c)

// obj.name
Object* object_get_attr(Object* obj, Object* name);
Object* object_get_attr_string(Object* obj, const char* name);
// As object_get_attr, but a missing attribute is no error: 1 and *result new, 0 and *result null, -1 on other errors.
int object_lookup_attr(Object* obj, Object* name, Object** result);
// For `obj.name(...)`: 1 when *method is an unbound function (obj is to be passed first), 0 when it is ready or null (error).
int object_get_method(Object* obj, Object* name, Object** method);
// hasattr(): 1 or 0; swallows every error (PyObject_HasAttr).
int object_has_attr(Object* obj, Object* name);
// obj.name = value; value null deletes.
int object_set_attr(Object* obj, Object* name, Object* value);
int object_set_attr_string(Object* obj, const char* name, Object* value);
inline int object_del_attr(Object* obj, Object* name) { return object_set_attr(obj, name, nullptr); }
// The default tp_getattro and tp_setattro: data descriptors, then the instance, then other class attributes.
Object* object_generic_get_attr(Object* obj, Object* name);
int object_generic_set_attr(Object* obj, Object* name, Object* value);
Object* object_generic_get_attr_with_dict(Object* obj, Object* name, Object* dict, int suppress);
int object_generic_set_attr_with_dict(Object* obj, Object* name, Object* value, Object* dict);
// The getset functions of __dict__ for types whose dict stands at tp_dictoffset or is managed. (GenericGetDict is in dict.cpp.)
int object_generic_set_dict(Object* obj, Object* value, void* closure);
// Where the instance's dict pointer stands, or null. With a managed dict it materialises inline values first
// (_PyObject_GetDictPtr).
Ptr<Object>* object_get_dict_ptr(Object* obj);
// Where the dict pointer stands by tp_dictoffset alone, for types without a managed dict (_PyObject_DictPointer).
Ptr<Object>* object_dict_pointer(Object* obj);
// The two words before the GC head of an object with a managed dict: inline values, then the dict.
inline Ptr<DictValues>* object_values_pointer(Object* o) { return reinterpret_cast<Ptr<DictValues>*>(o) - 4; }
inline Ptr<Object>* object_managed_dict_pointer(Object* o) { return reinterpret_cast<Ptr<Object>*>(o) - 3; }
// True when the attribute is the one that makes a class abstract: 1, 0, -1 (_PyObject_IsAbstract).
int object_is_abstract(Object* obj);
// dir(obj); obj null means the names of the current frame.
Object* object_dir(Object* obj);

// ---- text, hash, truth, comparison

Object* object_repr(Object* obj);          // repr(); "<NULL>" for null
Object* object_str(Object* obj);           // str()
Object* object_ascii(Object* obj);         // ascii()
Object* object_bytes(Object* obj);         // bytes()
Object* object_format(Object* obj, Object* format_spec);  // format(); spec may be null
Object* object_function_str(Object* obj); // "module.qualname" for error texts (_PyObject_FunctionStr)
int64_t object_hash(Object* obj);
int64_t object_hash_not_implemented(Object* obj);  // the tp_hash of unhashable types: TypeError
int object_is_true(Object* obj);
int object_not(Object* obj);
Object* object_rich_compare(Object* a, Object* b, int op);
int object_rich_compare_bool(Object* a, Object* b, int op);  // identity first, as containers compare
int callable_check(const Object* obj);

// Recursion guard of reprs: 0 = entered, 1 = already inside, -1 = error.
int repr_enter(Object* obj);
void repr_leave(Object* obj);

Object* object_self_iter(Object* obj);                    // the tp_iter of iterators
Object* object_next_not_implemented(Object* obj);         // a tp_iternext that says "no iterator"
int64_t object_length_hint(Object* obj, int64_t default_value);
int object_is_instance(Object* obj, Object* cls);
int object_is_subclass(Object* derived, Object* cls);
int object_real_is_instance(Object* obj, Object* cls);    // what type.__instancecheck__ does
int object_real_is_subclass(Object* derived, Object* cls);

// ---- items

Object* object_get_item(Object* obj, Object* key);        // obj[key], also cls[key] through __class_getitem__
int object_set_item(Object* obj, Object* key, Object* value);
int object_del_item(Object* obj, Object* key);
int64_t object_size(Object* obj);                         // len()
inline int64_t object_length(Object* obj) { return object_size(obj); }

// ---- iteration

Object* object_get_iter(Object* obj);                     // iter(obj)
Object* object_get_aiter(Object* obj);
int iter_check(const Object* obj);
int aiter_check(const Object* obj);
// The next item, or null: without error set at the end, with it otherwise (StopIteration is swallowed).
Object* iter_next(Object* iter);
SendResult iter_send(Object* iter, Object* value, Object** result);

// ---- numbers (Objects/abstract.c)

int number_check(const Object* o);
int index_check(const Object* o);
Object* number_add(Object* a, Object* b);
Object* number_subtract(Object* a, Object* b);
Object* number_multiply(Object* a, Object* b);
Object* number_matrix_multiply(Object* a, Object* b);
Object* number_floor_divide(Object* a, Object* b);
Object* number_true_divide(Object* a, Object* b);
Object* number_remainder(Object* a, Object* b);
Object* number_divmod(Object* a, Object* b);
Object* number_power(Object* a, Object* b, Object* mod);
Object* number_lshift(Object* a, Object* b);
Object* number_rshift(Object* a, Object* b);
Object* number_and(Object* a, Object* b);
Object* number_xor(Object* a, Object* b);
Object* number_or(Object* a, Object* b);
Object* number_in_place_add(Object* a, Object* b);
// + and * (or += and *=) by the number slots alone: NotImplemented where neither side knows (binary_op1, binary_iop1).
Object* number_slots_add(Object* a, Object* b, bool in_place);
Object* number_slots_multiply(Object* a, Object* b, bool in_place);
Object* number_in_place_subtract(Object* a, Object* b);
Object* number_in_place_multiply(Object* a, Object* b);
Object* number_in_place_matrix_multiply(Object* a, Object* b);
Object* number_in_place_floor_divide(Object* a, Object* b);
Object* number_in_place_true_divide(Object* a, Object* b);
Object* number_in_place_remainder(Object* a, Object* b);
Object* number_in_place_power(Object* a, Object* b, Object* mod);
Object* number_in_place_lshift(Object* a, Object* b);
Object* number_in_place_rshift(Object* a, Object* b);
Object* number_in_place_and(Object* a, Object* b);
Object* number_in_place_xor(Object* a, Object* b);
Object* number_in_place_or(Object* a, Object* b);
Object* number_negative(Object* o);
Object* number_positive(Object* o);
Object* number_invert(Object* o);
Object* number_absolute(Object* o);
Object* number_index(Object* o);            // operator.index(): an exact int
Object* number_index_raw(Object* o);        // may be an int subclass (_PyNumber_Index)
Object* number_long(Object* o);             // int(o)
Object* number_float(Object* o);            // float(o)
Object* number_to_base(Object* o, int base);
// o as a size. Too large: raises `err`, or clips when err is null.
int64_t number_as_ssize(Object* o, TypeObject* err);

// ---- sequences

int sequence_check(Object* o);
int64_t sequence_size(Object* o);
Object* sequence_concat(Object* a, Object* b);
Object* sequence_repeat(Object* o, int64_t count);
Object* sequence_in_place_concat(Object* a, Object* b);
Object* sequence_in_place_repeat(Object* o, int64_t count);
Object* sequence_get_item(Object* o, int64_t i);
int sequence_set_item(Object* o, int64_t i, Object* value);
int sequence_del_item(Object* o, int64_t i);
Object* sequence_get_slice(Object* o, int64_t lo, int64_t hi);
int sequence_set_slice(Object* o, int64_t lo, int64_t hi, Object* value);
int sequence_del_slice(Object* o, int64_t lo, int64_t hi);
Object* sequence_tuple(Object* o);          // tuple(o)
Object* sequence_list(Object* o);           // list(o)
Object* sequence_fast(Object* o, const char* message);  // a list or tuple with o's items; TypeError(message) if not iterable
int64_t sequence_count(Object* seq, Object* value);
int64_t sequence_index(Object* seq, Object* value);
int sequence_contains(Object* seq, Object* value);      // value in seq

// ---- mappings

int mapping_check(Object* o);
int64_t mapping_size(Object* o);
Object* mapping_get_item_string(Object* o, const char* key);
int mapping_has_key(Object* o, Object* key);
Object* mapping_keys(Object* o);            // lists, as CPython's C API
Object* mapping_items(Object* o);
Object* mapping_values(Object* o);

// TypeError with CPython's text for a wrong internal argument; returns null.
Object* type_error_text(const char* message_with_type, Object* o);

// ---- deallocation

// Calls tp_finalize once (PyObject_CallFinalizer).
void object_call_finalizer(Object* obj);
// The same from a tp_dealloc; -1 when the object came back to life and must not be freed.
int object_call_finalizer_from_dealloc(Object* obj);
// Frees a finished object's weak references and tells their callbacks (PyObject_ClearWeakRefs).
void object_clear_weakrefs(Object* obj);

// Py_TRASHCAN_BEGIN/END: deallocators of containers nest 50 deep at most; deeper objects wait until the outermost is done.
//   void list_dealloc(Object* o) { gc_untrack(o); Trashcan can(o, list_dealloc); if (can.postponed()) return; ... }
class Trashcan {
 public:
  Trashcan(Object* obj, destructor* dealloc);
  ~Trashcan();
  bool postponed() const { return state_ == 2; }

 private:
  int state_;  // 0 = not this type's own dealloc, 1 = counted, 2 = postponed
};

}  // namespace innards
