#include "run/tree_tape.h"

#include "base/utf8.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/runtime.h"

namespace innards {

using ast::Family;
using ast::Field;
using ast::field_place;
using ast::FieldType;
using NodeKind = ast::Kind;
using ast::Node;
using ast::Seq;

namespace {

// Generalised UTF-8, as constant.h says.
std::string text_of(Object* o) {
  if (bytes_check_exact(o)) return std::string(bytes_as_string(o), static_cast<size_t>(bytes_size(o)));
  const int64_t n = str_length(o);
  if (str_is_ascii(o)) return std::string(static_cast<const char*>(str_data(o)), static_cast<size_t>(n));
  std::string text;
  for (int64_t i = 0; i < n; ++i) utf8_append(text, str_read_char(o, i));
  return text;
}

// What an object is as a constant. Subclasses are none: they may behave in any way.
class ConstantReader {
 public:
  explicit ConstantReader(TreeMemory& memory) : memory_(memory), limit_(int64_t{rt().thread.recursion_limit} * 3) {}

  // The type of what cannot be a constant: the object itself or something in it.
  const char* bad_type() const { return bad_type_; }

  bool read(Object* o, ConstantValue* out) {
    TypeObject* type = type_of(o);
    if (is_none(o)) *out = constant_none();
    else if (o == ellipsis()) *out = constant_ellipsis();
    else if (type == TypeBool) *out = constant_bool(o == bool_true());
    else if (type == TypeInt) *out = constant_int_big(memory_, int_view(o));
    else if (type == TypeFloat) *out = constant_float(float_value(o));
    else if (type == TypeComplex) *out = constant_complex(complex_real_as_double(o), complex_imag_as_double(o));
    else if (type == TypeStr) *out = constant_str(memory_, text_of(o));
    else if (type == TypeBytes) *out = constant_bytes(memory_, text_of(o));
    else if (type == TypeTuple) return tuple(o, out);
    else if (type == TypeFrozenSet) return frozenset(o, out);
    else bad_type_ = type_name(type);
    return !bad_type_;
  }

 private:
  // Items below the depth at which the validator refuses the whole are not looked at.
  bool item(Object* o, std::vector<ConstantValue>& items) {
    items.emplace_back();
    if (depth_ > limit_) return true;
    ++depth_;
    const bool ok = read(o, &items.back());
    --depth_;
    return ok;
  }

  bool tuple(Object* o, ConstantValue* out) {
    std::vector<ConstantValue> items;
    for (int64_t i = 0; i < tuple_size_of(o); ++i)
      if (!item(tuple_item_at(o, i), items)) return false;
    *out = constant_tuple(memory_, items.data(), static_cast<int32_t>(items.size()));
    return true;
  }

  bool frozenset(Object* o, ConstantValue* out) {
    std::vector<ConstantValue> items;
    Object* key;
    int64_t hash;
    for (int64_t pos = 0; set_next_entry(o, &pos, &key, &hash);)
      if (!item(key, items)) return false;
    *out = constant_frozenset(memory_, items.data(), static_cast<int32_t>(items.size()));
    return true;
  }

  TreeMemory& memory_;
  const int64_t limit_;
  int depth_ = 0;
  const char* bad_type_ = nullptr;
};

class TapeReader {
 public:
  TapeReader(Object* tape, TapeTree& out) : tape_(tape), out_(out) {}

  Node* node() {
    Object* word = next();
    if (is_none(word)) return nullptr;
    const NodeKind kind = static_cast<NodeKind>(int_as_i64(word));
    Node* n = make_of_kind(out_.memory, kind);
    const bool alone = family_of(kind) == Family::Alone;
    if (!alone && has_position(kind)) place(n);
    for (const Field& f : fields_of(kind)) field(n, f);
    if (alone && has_position(kind)) place(n);
    return n;
  }

 private:
  Object* next() { return list_item_at(tape_, at_++); }
  int32_t number() { return static_cast<int32_t>(int_as_i64(next())); }

  void place(Node* n) {
    ast::Position& at = *static_cast<ast::LocatedNode*>(n);
    at.lineno = number();
    at.col_offset = number();
    at.end_lineno = number();
    at.end_col_offset = number();
  }

  const std::string* name() {
    Object* word = next();
    return is_none(word) ? nullptr : out_.memory.intern(text_of(word));
  }

  template <class T, class Read>
  Seq<T> seq(Read read) {
    std::vector<T> items(static_cast<size_t>(number()));
    for (T& item : items) item = read();
    return ast::make_seq(out_.memory, items);
  }

  void constant(Node* n, const Field& f) {
    Object* o = next();
    ConstantReader reader(out_.memory);
    if (reader.read(o, &field_place<ConstantValue>(n, f))) out_.constants.push_back(o);
    else out_.bad[n] = reader.bad_type();
  }

  void field(Node* n, const Field& f) {
    switch (f.type) {
      case FieldType::kIdentifier: case FieldType::kIdentifierOptional: case FieldType::kTextOptional:
        field_place<Identifier>(n, f) = name();
        break;
      case FieldType::kIdentifierSeq: field_place<Seq<Identifier>>(n, f) = seq<Identifier>([this] { return name(); }); break;
      case FieldType::kInt: field_place<int32_t>(n, f) = number(); break;
      case FieldType::kConstant: constant(n, f); break;
      case FieldType::kChild: case FieldType::kChildOptional: field_place<Node*>(n, f) = node(); break;
      case FieldType::kChildSeq: field_place<Seq<Node*>>(n, f) = seq<Node*>([this] { return node(); }); break;
      case FieldType::kContext: case FieldType::kBoolOperator: case FieldType::kOperator: case FieldType::kUnaryOperator:
        field_place<uint8_t>(n, f) = static_cast<uint8_t>(number());
        break;
      case FieldType::kCompareOperators:
        field_place<Seq<uint8_t>>(n, f) = seq<uint8_t>([this] { return static_cast<uint8_t>(number()); });
        break;
    }
  }

  Object* tape_;
  TapeTree& out_;
  int64_t at_ = 1;
};

}  // namespace

int tape_depth(Object* tape) { return static_cast<int>(int_as_i64(list_item_at(tape, 0))); }

void read_tape(Object* tape, TapeTree& out) { out.tree = static_cast<ast::ModNode*>(TapeReader(tape, out).node()); }

}  // namespace innards
