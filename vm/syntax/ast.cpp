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

// The family of a kind, or of a field's type.
template <class T>
constexpr Family family_of_type() {
  if (std::is_base_of_v<ModNode, T>) return Family::Mod;
  if (std::is_base_of_v<StmtNode, T>) return Family::Stmt;
  if (std::is_base_of_v<ExprNode, T>) return Family::Expr;
  if (std::is_base_of_v<HandlerNode, T>) return Family::Handler;
  if (std::is_base_of_v<PatternNode, T>) return Family::Pattern;
  return std::is_same_v<TypeIgnore, T> ? Family::TypeIgnore : Family::Alone;
}
template <class T>
constexpr Kind kind_of_type() {
  if constexpr (family_of_type<T>() == Family::Alone) return T::kKind;
  else return Kind::Module;
}

template <class T>
Node* make_empty(TreeMemory& memory) { return make<T>(memory); }

struct KindRow {
  const char* name;
  const char* sentence;
  bool located;
  Family family;
  Node* (*make)(TreeMemory&);
};
const KindRow kKindRows[] = {
#define NODE(Base, Name, printed, fields, sentence) {printed, sentence, std::is_base_of_v<Position, Name>, family_of_type<Name>(), make_empty<Name>},
#include "syntax/nodes.def"
};
static_assert(sizeof kKindRows / sizeof kKindRows[0] == kKinds);

// One array of fields a kind. The first row only keeps arrays of kinds without fields from being empty.
#define FIELD(f, type) {#f, FieldType::type, static_cast<uint16_t>(offsetof(Self, f)), Family::Alone, Kind::Module, false},
#define OPTIONAL(f, type) {#f, FieldType::type, static_cast<uint16_t>(offsetof(Self, f)), Family::Alone, Kind::Module, true},
#define CHILD_FIELD(T, f, type, optional) {#f, FieldType::type, static_cast<uint16_t>(offsetof(Self, f)), family_of_type<T>(), kind_of_type<T>(), optional},
#define ID(f) FIELD(f, kIdentifier)
#define ID_OPT(f) OPTIONAL(f, kIdentifierOptional)
#define ID_SEQ(f) FIELD(f, kIdentifierSeq)
#define TEXT(f) FIELD(f, kTextOptional)
#define TEXT_OPT(f) OPTIONAL(f, kTextOptional)
#define INT(f) FIELD(f, kInt)
#define INT_OPT(f) OPTIONAL(f, kInt)
#define CONST(f) FIELD(f, kConstant)
#define CHILD(T, f) CHILD_FIELD(T, f, kChild, false)
#define CHILD_OPT(T, f) CHILD_FIELD(T, f, kChildOptional, true)
#define SEQ(T, f) CHILD_FIELD(T, f, kChildSeq, false)
#define CTX(f) FIELD(f, kContext)
#define BOOLOP(f) FIELD(f, kBoolOperator)
#define OPERATOR(f) FIELD(f, kOperator)
#define UNARYOP(f) FIELD(f, kUnaryOperator)
#define CMPOPS(f) FIELD(f, kCompareOperators)
#define NODE(Base, Name, printed, fields, sentence) \
  FieldList fields_of_##Name() {                    \
    using Self = Name;                              \
    (void)sizeof(Self);                             \
    static const Field rows[] = {{}, fields}; \
    return {rows + 1, static_cast<int32_t>(sizeof rows / sizeof rows[0]) - 1}; \
  }
#include "syntax/nodes.def"

using FieldsFunction = FieldList (*)();
const FieldsFunction kFields[] = {
#define NODE(Base, Name, printed, fields, sentence) fields_of_##Name,
#include "syntax/nodes.def"
};

}  // namespace

const char* kind_name(Kind kind) { return kKindRows[static_cast<int>(kind)].name; }
const char* kind_sentence(Kind kind) { return kKindRows[static_cast<int>(kind)].sentence; }
bool has_position(Kind kind) { return kKindRows[static_cast<int>(kind)].located; }
FieldList fields_of(Kind kind) { return kFields[static_cast<int>(kind)](); }

const Position* position_of(const Node* node) {
  return has_position(node->node_kind) ? static_cast<const LocatedNode*>(node) : nullptr;
}

Family family_of(Kind kind) { return kKindRows[static_cast<int>(kind)].family; }
Node* make_of_kind(TreeMemory& memory, Kind kind) { return kKindRows[static_cast<int>(kind)].make(memory); }

const char* family_name(Family family) {
  static const char* const names[] = {"mod", "stmt", "expr", "excepthandler", "pattern", "type_ignore", nullptr};
  return names[static_cast<int>(family)];
}

const Enumeration& enumeration_of(FieldType type) {
  static const char* const contexts[] = {"Load", "Store", "Del"};
  static const char* const bools[] = {"And", "Or"};
  static const char* const operators[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow",
                                          "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
  static const char* const unary[] = {"Invert", "Not", "UAdd", "USub"};
  static const char* const compare[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
  static const Enumeration rows[kEnumerations] = {
      {"expr_context", contexts, 3}, {"boolop", bools, 2}, {"operator", operators, 13}, {"unaryop", unary, 4}, {"cmpop", compare, 10}};
  return rows[static_cast<int>(type) - static_cast<int>(FieldType::kContext)];
}

namespace {
template <class E>
const char* member_name(FieldType type, E value) { return enumeration_of(type).members[static_cast<int>(value)]; }
}  // namespace

const char* name_of(ExprContext value) { return member_name(FieldType::kContext, value); }
const char* name_of(BoolOperator value) { return member_name(FieldType::kBoolOperator, value); }
const char* name_of(Operator value) { return member_name(FieldType::kOperator, value); }
const char* name_of(UnaryOperator value) { return member_name(FieldType::kUnaryOperator, value); }
const char* name_of(CompareOperator value) { return member_name(FieldType::kCompareOperators, value); }

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
