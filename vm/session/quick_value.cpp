#include "session/quick_value.h"

#include <cmath>
#include <cstdlib>

#include "base/float_text.h"
#include "compile/opcodes.h"
#include "inspect/hash_table.h"
#include "inspect/reader.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/compare_values.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "syntax/constant.h"

namespace innards {

namespace {

using Is = QuickValue::Kind;

constexpr int64_t kExact = int64_t{1} << 53;   // ints up to here are doubles, too
constexpr int64_t kMostItems = 10000;          // of a list that are compared

const Object* object_at(ObjectId id) { return reinterpret_cast<const Object*>(id); }
ObjectId id_of(const Object* o) { return reinterpret_cast<uintptr_t>(o); }
QuickValue of_kind(Is kind, ObjectId id = 0) {
  QuickValue v;
  v.kind = kind;
  v.id = id;
  return v;
}

// An int of at most two digits; larger ones are not decided here.
QuickValue int_value(const Object* o) {
  const BigView big = int_view(o);
  if (big.size > 2) return of_kind(Is::Unknown, id_of(o));
  int64_t n = 0;
  for (size_t k = big.size; k-- > 0;) n = n << 30 | big.digits[k];
  QuickValue v = of_kind(Is::Int, id_of(o));
  v.i = big.negative ? -n : n;
  return v;
}

// The characters of a str, as UTF-8. `room` holds those of an object.
std::string_view text_of(const QuickValue& v, std::string& room) {
  if (!v.id) return v.text;
  const Object* o = object_at(v.id);
  if (str_is_ascii(o)) return {static_cast<const char*>(str_data(o)), static_cast<size_t>(str_length(o))};
  Memory live;
  room = inspect::Reader(live).str(v.id, INT64_MAX);
  return room;
}

double as_double(const QuickValue& v) { return v.kind == Is::Float ? v.d : static_cast<double>(v.i); }
bool as_exact_double(const QuickValue& v) { return v.kind == Is::Float || (v.i >= -kExact && v.i <= kExact); }

// Values of types that know nothing of one another: equal never, in order never.
QuickValue compare_unlike(int op) {
  if (op == kEQ || op == kNE) return quick_bool(op == kNE);
  return quick_raises();
}

}  // namespace

QuickValue quick_unknown() { return {}; }
QuickValue quick_raises() { return of_kind(Is::Raises); }
QuickValue quick_bool(bool b) {
  QuickValue v = of_kind(Is::Bool);
  v.i = b;
  return v;
}
QuickValue quick_int(int64_t i) {
  QuickValue v = of_kind(Is::Int);
  v.i = i;
  return v;
}
QuickValue quick_float(double d) {
  QuickValue v = of_kind(Is::Float);
  v.d = d;
  return v;
}

QuickValue quick_object(const Object* o) {
  if (!o) return of_kind(Is::Missing);
  const TypeObject* type = o->ob_type;
  if (type == TypeInt) return int_value(o);
  QuickValue v = of_kind(Is::Object, id_of(o));
  if (type == TypeStr) v.kind = Is::Str;
  else if (type == TypeFloat) v.kind = Is::Float, v.d = static_cast<const FloatObject*>(o)->ob_fval;
  else if (type == TypeBool) v.kind = Is::Bool, v.i = o == bool_true();
  else if (is_none(o)) v.kind = Is::None;
  return v;
}

QuickValue quick_constant(const ConstantValue& c) {
  int64_t n = 0;
  switch (c.type) {
    case ConstantType::kNone: return of_kind(Is::None, id_of(none()));
    case ConstantType::kBool: return quick_bool(c.truth);
    case ConstantType::kInt: return constant_as_i64(c, &n) ? quick_int(n) : quick_unknown();
    case ConstantType::kFloat: return quick_float(c.real);
    case ConstantType::kStr: break;
    default: return quick_unknown();
  }
  QuickValue v = of_kind(Is::Str);
  v.text = c.text;
  return v;
}

// ---- operations

QuickValue quick_len(const QuickValue& v) {
  if (v.kind == Is::Str && v.id) return quick_int(str_length(object_at(v.id)));
  if (v.kind != Is::Object) return v.kind == Is::Str ? quick_unknown() : quick_raises();
  const Object* o = object_at(v.id);
  const TypeObject* type = o->ob_type;
  if (type == TypeList || type == TypeTuple || type == TypeBytes) return quick_int(static_cast<const VarObject*>(o)->ob_size);
  if (type == TypeDict) return quick_int(dict_size_of(o));
  if (type == TypeSet || type == TypeFrozenSet) return quick_int(static_cast<const SetObject*>(o)->used);
  return quick_unknown();
}

Truth quick_truth(const QuickValue& v) {
  switch (v.kind) {
    case Is::None: return Truth::False;
    case Is::Bool: case Is::Int: return v.i ? Truth::True : Truth::False;
    case Is::Float: return v.d != 0 ? Truth::True : Truth::False;
    case Is::Str: return (v.id ? str_length(object_at(v.id)) > 0 : !v.text.empty()) ? Truth::True : Truth::False;
    case Is::Object: break;
    default: return Truth::Unknown;
  }
  const QuickValue length = quick_len(v);
  return length.kind == Is::Int ? (length.i ? Truth::True : Truth::False) : Truth::Unknown;
}

QuickValue quick_not(const QuickValue& v) {
  const Truth truth = quick_truth(v);
  return truth == Truth::Unknown ? quick_unknown() : quick_bool(truth == Truth::False);
}

QuickValue quick_negative(const QuickValue& v) {
  if (v.kind == Is::Float) return quick_float(-v.d);
  if (v.kind == Is::Int || v.kind == Is::Bool) return v.i == INT64_MIN ? quick_unknown() : quick_int(-v.i);
  return v.kind == Is::Object || !v.decided() ? quick_unknown() : quick_raises();
}

// Whether two ints are one object depends on how they were made: that is left to Python.
QuickValue quick_is(const QuickValue& a, const QuickValue& b) {
  if (!a.decided() || !b.decided()) return quick_unknown();
  if (a.kind == Is::None || b.kind == Is::None) return quick_bool(a.kind == b.kind);
  if (a.kind == Is::Bool && b.kind == Is::Bool) return quick_bool(a.i == b.i);
  return a.id && b.id ? quick_bool(a.id == b.id) : quick_unknown();
}

QuickValue quick_compare(const QuickValue& a, const QuickValue& b, int op) {
  if (!a.decided() || !b.decided() || a.kind == Is::Object || b.kind == Is::Object) return quick_unknown();
  if (a.number() && b.number()) {
    if (a.kind != Is::Float && b.kind != Is::Float) return quick_bool(compare_values(a.i, b.i, op));
    if (!as_exact_double(a) || !as_exact_double(b)) return quick_unknown();
    return quick_bool(compare_values(as_double(a), as_double(b), op));
  }
  if (a.kind == Is::Str && b.kind == Is::Str) {
    std::string one, other;
    return quick_bool(compare_values(text_of(a, one), text_of(b, other), op));
  }
  if (a.kind == Is::None && b.kind == Is::None && (op == kEQ || op == kNE)) return quick_bool(op == kEQ);
  return compare_unlike(op);
}

namespace {

QuickValue binary_float(double a, double b, int op) {
  switch (op) {
    case kNbAdd: return quick_float(a + b);
    case kNbSubtract: return quick_float(a - b);
    case kNbMultiply: return quick_float(a * b);
    case kNbTrueDivide: return b != 0 ? quick_float(a / b) : quick_raises();
    default: return quick_unknown();
  }
}

int64_t floor_quotient(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

QuickValue binary_int(int64_t a, int64_t b, int op) {
  int64_t out = 0;
  const bool divides = op == kNbFloorDivide || op == kNbRemainder || op == kNbTrueDivide;
  if (divides && b == 0) return quick_raises();
  if (divides && a == INT64_MIN) return quick_unknown();
  switch (op) {
    case kNbAdd: return __builtin_add_overflow(a, b, &out) ? quick_unknown() : quick_int(out);
    case kNbSubtract: return __builtin_sub_overflow(a, b, &out) ? quick_unknown() : quick_int(out);
    case kNbMultiply: return __builtin_mul_overflow(a, b, &out) ? quick_unknown() : quick_int(out);
    case kNbFloorDivide: return quick_int(floor_quotient(a, b));
    case kNbRemainder: return quick_int(a - floor_quotient(a, b) * b);
    case kNbTrueDivide: return std::llabs(a) <= kExact && std::llabs(b) <= kExact ? quick_float(static_cast<double>(a) / static_cast<double>(b)) : quick_unknown();
    case kNbAnd: return quick_int(a & b);
    case kNbOr: return quick_int(a | b);
    case kNbXor: return quick_int(a ^ b);
    default: return quick_unknown();
  }
}

}  // namespace

QuickValue quick_binary(const QuickValue& a, const QuickValue& b, int op) {
  if (!a.number() || !b.number()) return quick_unknown();
  const bool bits = op == kNbAnd || op == kNbOr || op == kNbXor;
  if (bits && (a.kind == Is::Bool || b.kind == Is::Bool)) return quick_unknown();   // True & True is a bool
  if (a.kind != Is::Float && b.kind != Is::Float) return binary_int(a.i, b.i, op);
  if (!as_exact_double(a) || !as_exact_double(b)) return quick_unknown();
  return binary_float(as_double(a), as_double(b), op);
}

namespace {

const Ptr<Object>* items_of(const Object* o, int64_t* size) {
  *size = static_cast<const VarObject*>(o)->ob_size;
  if (o->ob_type == TypeList) return static_cast<const ListObject*>(o)->ob_item.get();
  return static_cast<const TupleObject*>(o)->ob_item;
}
bool is_sequence(const Object* o) { return o->ob_type == TypeList || o->ob_type == TypeTuple; }

QuickValue find_by_key(const Object* dict, const QuickValue& key) {
  std::string room;
  if (key.kind == Is::Str) return quick_find(dict, QuickName(std::string(text_of(key, room))));
  if (key.kind != Is::Int) return quick_unknown();
  Memory live;
  inspect::Reader reader(live);
  const inspect::HashTable table = inspect::HashTable::of(reader, id_of(dict));
  const std::vector<ProbeRow> way = table.probe(inspect::key_of_typed(std::to_string(key.i)));
  if (way.empty()) return of_kind(Is::Missing);
  for (const ProbeRow& row : way)
    if (row.end == ProbeEnd::Unknown) return quick_unknown();
  const ObjectId found = table.find(inspect::key_of_typed(std::to_string(key.i)));
  return quick_object(object_at(found));
}

QuickValue contains_item(const Object* sequence, const QuickValue& item) {
  int64_t size = 0;
  const Ptr<Object>* items = items_of(sequence, &size);
  if (size > kMostItems) return quick_unknown();
  for (int64_t k = 0; k < size; ++k) {
    const QuickValue one = quick_object(items[k]);
    if (one.id && one.id == item.id) return quick_bool(true);
    const Truth same = quick_truth(quick_compare(one, item, kEQ));
    if (same == Truth::Unknown) return quick_unknown();
    if (same == Truth::True) return quick_bool(true);
  }
  return quick_bool(false);
}

}  // namespace

QuickValue quick_contains(const QuickValue& container, const QuickValue& item) {
  if (!container.decided() || !item.decided()) return quick_unknown();
  if (container.kind == Is::Str) {
    if (item.kind != Is::Str) return item.kind == Is::Object ? quick_unknown() : quick_raises();
    std::string one, other;
    return quick_bool(text_of(container, one).find(text_of(item, other)) != std::string_view::npos);
  }
  if (container.kind != Is::Object) return quick_raises();
  const Object* o = object_at(container.id);
  if (is_sequence(o)) return contains_item(o, item);
  if (o->ob_type != TypeDict) return quick_unknown();
  const QuickValue found = find_by_key(o, item);
  if (found.kind == Is::Missing) return quick_bool(false);
  return found.kind == Is::Unknown && !found.id ? quick_unknown() : quick_bool(true);
}

QuickValue quick_item(const QuickValue& container, const QuickValue& index) {
  if (container.kind != Is::Object || !index.decided()) return quick_unknown();
  const Object* o = object_at(container.id);
  if (o->ob_type == TypeDict) {
    const QuickValue found = find_by_key(o, index);
    return found.kind == Is::Missing ? quick_raises() : found;
  }
  if (!is_sequence(o) || (index.kind != Is::Int && index.kind != Is::Bool)) return quick_unknown();
  int64_t size = 0;
  const Ptr<Object>* items = items_of(o, &size);
  const int64_t at = index.i < 0 ? index.i + size : index.i;
  return at < 0 || at >= size ? quick_raises() : quick_object(items[at]);
}

// ---- names

namespace {

Object* value_at(const DictObject* dict, const DictKeysObject* keys, int64_t at) {
  if (dict_has_split_table(dict)) return dict->ma_values->values[at];
  return dk_is_unicode(keys) ? dk_unicode_entries(keys)[at].me_value.get() : dk_entries(keys)[at].me_value.get();
}

// The class's own or inherited attribute, as type_lookup finds it, without its cache. *known: false where a base is no
// ordinary class.
const Object* class_attribute(const TypeObject* type, const QuickName& name, bool* known) {
  *known = type->tp_mro && type->tp_mro->ob_type == TypeTuple;
  if (!*known) return nullptr;
  int64_t size = 0;
  const Ptr<Object>* bases = items_of(type->tp_mro, &size);
  for (int64_t k = 0; k < size; ++k) {
    const Object* dict = static_cast<const TypeObject*>(bases[k].get())->tp_dict;
    const QuickValue found = dict ? quick_find(dict, name) : of_kind(Is::Missing);
    if (found.id) return object_at(found.id);
  }
  return nullptr;
}

constexpr int64_t kNoEntry = -1, kUndecided = -2;

// The entry of a name among the keys of a hash table.
int64_t entry_of(const DictKeysObject* keys, const QuickName& key) {
  const uint64_t mask = static_cast<uint64_t>(dk_size(keys)) - 1;
  uint64_t perturb = static_cast<uint64_t>(key.hash), slot = perturb & mask;
  for (;;) {
    const int64_t at = dict_keys_get_index(keys, static_cast<int64_t>(slot));
    if (at == kDkixEmpty) return kNoEntry;
    if (at >= 0) {
      const Object* here = dk_key_at(keys, at);
      if (here && quick_spells(here, key.text)) return at;
      // A key of another type may say that it is equal.
      if (here && here->ob_type != TypeStr && dk_entries(keys)[at].me_hash == key.hash) return kUndecided;
    }
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

QuickValue own_attribute(Object* o, const QuickName& name) {
  TypeObject* type = o->ob_type;
  if (type->tp_flags & kTpManagedDict) {
    const DictValues* values = *object_values_pointer(o);
    const Object* dict = *object_managed_dict_pointer(o);
    if (!values) return dict ? quick_find(dict, name) : of_kind(Is::Missing);
    const int64_t at = entry_of(type_cached_keys(type), name);
    return at == kUndecided ? quick_unknown() : quick_object(at == kNoEntry ? nullptr : values->values[at].get());
  }
  Memory live;
  inspect::Reader reader(live);
  for (const auto& [key, value] : reader.instance_attributes(id_of(o)))
    if (quick_spells(object_at(key), name.text)) return quick_object(object_at(value));
  return of_kind(Is::Missing);
}

}  // namespace

bool quick_spells(const Object* o, std::string_view utf8) {
  if (o->ob_type != TypeStr) return false;
  if (!str_is_ascii(o)) {
    std::string room;
    QuickValue v = of_kind(Is::Str, id_of(o));
    return text_of(v, room) == utf8;
  }
  return static_cast<size_t>(str_length(o)) == utf8.size() && !utf8.compare(0, utf8.size(), static_cast<const char*>(str_data(o)), utf8.size());
}

QuickName::QuickName(const std::string& name) : text(name), hash(inspect::key_of_name(name).hash) {}

QuickValue quick_find(const Object* o, const QuickName& key) {
  if (!o || o->ob_type != TypeDict) return quick_unknown();
  const auto* dict = static_cast<const DictObject*>(o);
  const int64_t at = entry_of(dict->ma_keys, key);
  if (at == kUndecided) return quick_unknown();
  return at == kNoEntry ? of_kind(Is::Missing) : quick_object(value_at(dict, dict->ma_keys, at));
}

QuickValue quick_attribute(const QuickValue& v, const QuickName& name) {
  if (v.kind != Is::Object || name.text.rfind("__", 0) == 0) return quick_unknown();
  Object* o = reinterpret_cast<Object*>(v.id);
  const TypeObject* type = o->ob_type;
  if (type == TypeModule) {
    const QuickValue found = own_attribute(o, name);
    return found.kind == Is::Missing ? quick_unknown() : found;
  }
  if (!(type->tp_getattro == TypeBaseObject->tp_getattro)) return quick_unknown();
  bool known = false;
  const Object* shared = class_attribute(type, name, &known);
  if (!known || (shared && shared->ob_type->tp_descr_set)) return quick_unknown();
  const QuickValue own = own_attribute(o, name);
  if (own.kind != Is::Missing) return own;
  if (!shared) return quick_raises();
  return shared->ob_type->tp_descr_get ? quick_unknown() : quick_object(shared);
}

ValueRow quick_row(const QuickValue& v) {
  if (v.id) {
    Memory live;
    return inspect::Reader(live).value(v.id);
  }
  ValueRow row;
  switch (v.kind) {
    case Is::Bool: row.text = v.i ? "True" : "False", row.type = "bool"; break;
    case Is::Int: row.text = std::to_string(v.i), row.type = "int"; break;
    case Is::Float: row.text = float_repr(v.d), row.type = "float"; break;
    case Is::Str: row.text = "'" + std::string(v.text) + "'", row.type = "str"; break;
    case Is::None: row.text = "None", row.type = "NoneType"; break;
    default: break;
  }
  return row;
}

}  // namespace innards
