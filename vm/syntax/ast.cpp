#include "syntax/ast.h"

#include <algorithm>

namespace innards {

void* TreeMemory::allocate(size_t size) {
  size = (size + 7) & ~size_t{7};
  if (size > left_) {
    const size_t chunk = std::max<size_t>(size, 64 * 1024);
    chunks_.push_back(std::unique_ptr<char[]>(new char[chunk]));
    next_ = chunks_.back().get();
    left_ = chunk;
  }
  char* p = next_;
  next_ += size;
  left_ -= size;
  used_ += size;
  return p;
}

Identifier TreeMemory::intern(std::string_view name) { return &*names_.emplace(name).first; }

std::string_view TreeMemory::copy_text(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(allocate(text.size()));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

namespace ast {

namespace {

struct KindRow {
  const char* name;
  const char* sentence;
  bool located;
};
const KindRow kKinds[] = {
#define NODE(Base, Name, printed, fields, sentence) {printed, sentence, std::is_base_of_v<Position, Name>},
#include "syntax/nodes.def"
};

// One array of fields a kind. The first row only keeps arrays of kinds without fields from being empty.
#define FIELD(f, type) {#f, FieldType::type, static_cast<uint16_t>(offsetof(Self, f))},
#define ID(f) FIELD(f, kIdentifier)
#define ID_OPT(f) FIELD(f, kIdentifierOptional)
#define ID_SEQ(f) FIELD(f, kIdentifierSeq)
#define TEXT_OPT(f) FIELD(f, kTextOptional)
#define INT(f) FIELD(f, kInt)
#define INT_OPT(f) FIELD(f, kInt)
#define CONST(f) FIELD(f, kConstant)
#define CHILD(T, f) FIELD(f, kChild)
#define CHILD_OPT(T, f) FIELD(f, kChildOptional)
#define SEQ(T, f) FIELD(f, kChildSeq)
#define CTX(f) FIELD(f, kContext)
#define BOOLOP(f) FIELD(f, kBoolOperator)
#define OPERATOR(f) FIELD(f, kOperator)
#define UNARYOP(f) FIELD(f, kUnaryOperator)
#define CMPOPS(f) FIELD(f, kCompareOperators)
#define NODE(Base, Name, printed, fields, sentence) \
  FieldList fields_of_##Name() {                    \
    using Self = Name;                              \
    (void)sizeof(Self);                             \
    static const Field rows[] = {{nullptr, FieldType::kInt, 0}, fields}; \
    return {rows + 1, static_cast<int32_t>(sizeof rows / sizeof rows[0]) - 1}; \
  }
#include "syntax/nodes.def"

using FieldsFunction = FieldList (*)();
const FieldsFunction kFields[] = {
#define NODE(Base, Name, printed, fields, sentence) fields_of_##Name,
#include "syntax/nodes.def"
};

}  // namespace

const char* kind_name(Kind kind) { return kKinds[static_cast<int>(kind)].name; }
const char* kind_sentence(Kind kind) { return kKinds[static_cast<int>(kind)].sentence; }
bool has_position(Kind kind) { return kKinds[static_cast<int>(kind)].located; }
FieldList fields_of(Kind kind) { return kFields[static_cast<int>(kind)](); }

const Position* position_of(const Node* node) {
  return has_position(node->node_kind) ? static_cast<const LocatedNode*>(node) : nullptr;
}

const char* name_of(ExprContext value) {
  static const char* const names[] = {"Load", "Store", "Del"};
  return names[static_cast<int>(value)];
}
const char* name_of(BoolOperator value) { return value == BoolOperator::And ? "And" : "Or"; }
const char* name_of(Operator value) {
  static const char* const names[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow",
                                      "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
  return names[static_cast<int>(value)];
}
const char* name_of(UnaryOperator value) {
  static const char* const names[] = {"Invert", "Not", "UAdd", "USub"};
  return names[static_cast<int>(value)];
}
const char* name_of(CompareOperator value) {
  static const char* const names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
  return names[static_cast<int>(value)];
}

std::vector<Node*> children_of(const Node* node) {
  std::vector<Node*> children;
  for (const Field& field : fields_of(node->node_kind)) {
    if (field.type == FieldType::kChild || field.type == FieldType::kChildOptional) {
      if (Node* child = field_value<Node*>(node, field)) children.push_back(child);
    } else if (field.type == FieldType::kChildSeq) {
      for (Node* child : field_value<Seq<Node*>>(node, field))
        if (child) children.push_back(child);
    }
  }
  return children;
}

}  // namespace ast
}  // namespace innards
