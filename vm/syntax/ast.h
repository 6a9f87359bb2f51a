// The tree: one struct a node kind, made from nodes.def, in memory that is freed as a whole.
// It stands apart from the parser so that the compiler, unparse, dump and the panels need nothing else to read a tree.
// Host side only: a tree never lies in the machine's arena and no node refers to an object of the machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "syntax/constant.h"

namespace innards {

// An interned name (UTF-8, normalised to NFKC): two names of one tree are equal exactly where the pointers are.
// nullptr where a name is absent.
using Identifier = const std::string*;

// The memory of one tree: nodes, lists, names, literal text. Nothing in it is destroyed singly.
class TreeMemory {
 public:
  TreeMemory() = default;
  TreeMemory(const TreeMemory&) = delete;
  TreeMemory& operator=(const TreeMemory&) = delete;

  // `size` bytes, 8-byte aligned, not cleared.
  void* allocate(size_t size);
  // The one copy of this name.
  Identifier intern(std::string_view name);
  // Whether the tree has that name.
  bool has_name(std::string_view name) const { return names_.count(std::string(name)) != 0; }
  // A copy of `text` that lives as long as the memory.
  std::string_view copy_text(std::string_view text);
  // Bytes taken so far, for the numbers that the window shows.
  size_t bytes_used() const { return used_; }

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t used_ = 0;
  std::unordered_set<std::string> names_;
};

namespace ast {

enum class Kind : uint8_t {
#define NODE(Base, Name, printed, fields, sentence) Name,
#include "syntax/nodes.def"
};

enum class ExprContext : uint8_t { Load, Store, Del };
enum class BoolOperator : uint8_t { And, Or };
enum class Operator : uint8_t { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CompareOperator : uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

// A list of fixed length inside the tree's memory.
template <class T>
struct Seq {
  T* data = nullptr;
  int32_t count = 0;
  int32_t size() const { return count; }
  bool empty() const { return count == 0; }
  T& operator[](int32_t i) const { return data[i]; }
  T& back() const { return data[count - 1]; }
  T* begin() const { return data; }
  T* end() const { return data + count; }
};

// Lines count from 1, columns from 0 in bytes of the UTF-8 source.
struct Position {
  int32_t lineno = 0;
  int32_t col_offset = 0;
  int32_t end_lineno = 0;
  int32_t end_col_offset = 0;
};

struct Node {
  Kind node_kind;
};
struct LocatedNode : Node, Position {};
struct ModNode : Node {};
struct Plain : Node {};
struct StmtNode : LocatedNode {};
struct ExprNode : LocatedNode {};
struct PatternNode : LocatedNode {};
struct HandlerNode : LocatedNode {};
struct Located : LocatedNode {};

#define NODE(Base, Name, printed, fields, sentence) struct Name;
#include "syntax/nodes.def"

#define ID(f) Identifier f = nullptr;
#define ID_OPT(f) Identifier f = nullptr;
#define ID_SEQ(f) Seq<Identifier> f;
#define TEXT(f) const std::string* f = nullptr;
#define TEXT_OPT(f) const std::string* f = nullptr;
#define INT(f) int32_t f = 0;
#define INT_OPT(f) int32_t f = 0;
#define CONST(f) ConstantValue f;
#define CHILD(T, f) T* f = nullptr;
#define CHILD_OPT(T, f) T* f = nullptr;
#define SEQ(T, f) Seq<T*> f;
#define CTX(f) ExprContext f = ExprContext::Load;
#define BOOLOP(f) BoolOperator f = BoolOperator::And;
#define OPERATOR(f) Operator f = Operator::Add;
#define UNARYOP(f) UnaryOperator f = UnaryOperator::Not;
#define CMPOPS(f) Seq<CompareOperator> f;
#define NODE(Base, Name, printed, fields, sentence) \
  struct Name : Base {                              \
    static constexpr Kind kKind = Kind::Name;       \
    fields                                          \
  };
#include "syntax/nodes.def"

// `node` as a T, or nullptr where it is another kind (or null).
template <class T>
T* as(Node* node) {
  return node && node->node_kind == T::kKind ? static_cast<T*>(node) : nullptr;
}
template <class T>
const T* as(const Node* node) {
  return node && node->node_kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}
template <class T>
bool is(const Node* node) {
  return node && node->node_kind == T::kKind;
}

// A new node with all fields empty; positions, where the kind has them, are copied from `at`.
template <class T>
T* make(TreeMemory& memory, const Position& at = {}) {
  T* node = new (memory.allocate(sizeof(T))) T;
  node->node_kind = T::kKind;
  if constexpr (std::is_base_of_v<Position, T>) static_cast<Position&>(*node) = at;
  return node;
}

// A list with the items of `items`.
template <class T>
Seq<T> make_seq(TreeMemory& memory, const T* items, size_t count) {
  Seq<T> seq;
  seq.count = static_cast<int32_t>(count);
  if (count == 0) return seq;
  seq.data = static_cast<T*>(memory.allocate(sizeof(T) * count));
  std::memcpy(static_cast<void*>(seq.data), items, sizeof(T) * count);
  return seq;
}
template <class T>
Seq<T> make_seq(TreeMemory& memory, const std::vector<T>& items) {
  return make_seq(memory, items.data(), items.size());
}

// "Module", "arguments", "Load", "Add" ...: the names that ast.dump prints.
const char* kind_name(Kind kind);
const char* kind_sentence(Kind kind);
const char* name_of(ExprContext value);
const char* name_of(BoolOperator value);
const char* name_of(Operator value);
const char* name_of(UnaryOperator value);
const char* name_of(CompareOperator value);

// The kinds that may stand for one another (what CPython's grammar calls a sum). A kind that stands alone, as Arguments
// does, is no member of one.
enum class Family : uint8_t { Mod, Stmt, Expr, Handler, Pattern, TypeIgnore, Alone };
inline constexpr int kFamilies = static_cast<int>(Family::Alone);
inline constexpr Kind kLastKind = Kind::MatchOr;
inline constexpr int kKinds = static_cast<int>(kLastKind) + 1;
Family family_of(Kind kind);
// "stmt", "excepthandler" ...; nullptr for Alone.
const char* family_name(Family family);

// True for kinds that carry positions.
bool has_position(Kind kind);
// The position of a node whose kind has one, else nullptr.
const Position* position_of(const Node* node);

// What a field holds; a description a kind, for whatever walks trees without knowing the kinds (dump, panels).
enum class FieldType : uint8_t {
  kIdentifier, kIdentifierOptional, kIdentifierSeq, kTextOptional, kInt, kConstant, kChild, kChildOptional, kChildSeq,
  kContext, kBoolOperator, kOperator, kUnaryOperator, kCompareOperators,
};
struct Field {
  const char* name;
  FieldType type;
  uint16_t offset;        // from the start of the node
  Family family;          // of a child or of a list's items
  Kind kind;              // of those whose family is Alone
  bool optional;          // a program that makes a node may leave it out
};
struct FieldList {
  const Field* data;
  int32_t count;
  const Field* begin() const { return data; }
  const Field* end() const { return data + count; }
};
FieldList fields_of(Kind kind);

// Reads a field of the type that FieldType tells.
template <class T>
const T& field_value(const Node* node, const Field& field) {
  return *reinterpret_cast<const T*>(reinterpret_cast<const char*>(node) + field.offset);
}

// The same for writing.
template <class T>
T& field_place(Node* node, const Field& field) {
  return *reinterpret_cast<T*>(reinterpret_cast<char*>(node) + field.offset);
}

// A new node of that kind with all fields empty.
Node* make_of_kind(TreeMemory& memory, Kind kind);

// An enumeration as the _ast module has it: a base class, and a class for each member, in the order of its values.
struct Enumeration {
  const char* name;
  const char* const* members;
  int32_t count;
};
inline constexpr int kEnumerations = 5;
// Those of kContext to kCompareOperators.
const Enumeration& enumeration_of(FieldType type);

// The children of a node in field order, absent ones left out.
std::vector<Node*> children_of(const Node* node);

}  // namespace ast
}  // namespace innards
