#include "syntax/dump.h"

namespace innards {

namespace {

using namespace ast;

// Writes while it goes, so that no subtree's text is copied. Whether a node is short enough for one line must then be
// known before: see fits_one_line.
class Dumper {
 public:
  Dumper(bool attributes, int indent, std::string* out) : attributes_(attributes), indent_(indent), out_(*out) {}

  bool node(const Node* n, int level) {
    const Deeper deeper(*this, kNodeCalls);
    if (!deeper) return false;
    out_ += kind_name(n->node_kind);
    out_ += '(';
    const bool one_line = indent_ < 0 || fits_one_line(n);
    const std::string separator = one_line ? ", " : ",\n" + spaces(level + 1);
    bool first = true;
    for (const Field& field : fields_of(n->node_kind)) {
      if (absent(n, field)) continue;
      begin_item(first, one_line, separator, level + 1);
      out_ += field.name;
      out_ += '=';
      if (!value(n, field, level + 1)) return false;
    }
    const Position* at = attributes_ ? position_of(n) : nullptr;
    if (at) {
      if (!leaf(kReprCalls)) return false;
      attribute("lineno", at->lineno, first, one_line, separator, level + 1);
      attribute("col_offset", at->col_offset, first, one_line, separator, level + 1);
      attribute("end_lineno", at->end_lineno, first, one_line, separator, level + 1);
      attribute("end_col_offset", at->end_col_offset, first, one_line, separator, level + 1);
    }
    out_ += ')';
    return true;
  }

  DumpStatus status() const { return status_; }

 private:
  std::string spaces(int level) const { return std::string(static_cast<size_t>(level * indent_), ' '); }

  void begin_item(bool& first, bool one_line, const std::string& separator, int level) {
    if (!first) {
      out_ += separator;
    } else if (!one_line) {
      out_ += '\n';
      out_.append(static_cast<size_t>(level * indent_), ' ');
    }
    first = false;
  }

  void attribute(const char* name, int32_t number, bool& first, bool one_line, const std::string& separator, int level) {
    begin_item(first, one_line, separator, level);
    out_ += name;
    out_ += '=';
    out_ += std::to_string(number);
  }

  static bool absent(const Node* n, const Field& field) {
    switch (field.type) {
      case FieldType::kIdentifierOptional:
      case FieldType::kTextOptional:
      case FieldType::kChildOptional: return field_value<const void*>(n, field) == nullptr;
      default: return false;
    }
  }

  // ast.dump's rule: at most three fields, none of which has fields itself.
  bool fits_one_line(const Node* n) const {
    if (attributes_ && has_position(n->node_kind)) return false;
    int shown = 0;
    for (const Field& field : fields_of(n->node_kind)) {
      if (absent(n, field)) continue;
      if (++shown > 3) return false;
      if (field.type == FieldType::kChild || field.type == FieldType::kChildOptional) {
        if (!is_bare(field_value<Node*>(n, field))) return false;
      } else if (field.type == FieldType::kChildSeq) {
        if (field_value<Seq<Node*>>(n, field).count) return false;
      } else if (field.type == FieldType::kIdentifierSeq) {
        if (field_value<Seq<Identifier>>(n, field).count) return false;
      } else if (field.type == FieldType::kCompareOperators) {
        if (field_value<Seq<CompareOperator>>(n, field).count) return false;
      }
    }
    return true;
  }

  // Printed as "Pass()", with nothing inside.
  bool is_bare(const Node* n) const {
    if (!n) return true;
    if (attributes_ && has_position(n->node_kind)) return false;
    for (const Field& field : fields_of(n->node_kind))
      if (!absent(n, field)) return false;
    return true;
  }

  template <class T, class F>
  bool list(const Seq<T>& items, int level, F write) {
    if (items.empty()) {
      out_ += "[]";
      return leaf(kEmptyCalls);
    }
    const Deeper deeper(*this, kListCalls);
    if (!deeper) return false;
    out_ += '[';
    bool first = true;
    const bool one_line = indent_ < 0;
    const std::string separator = one_line ? ", " : ",\n" + spaces(level + 1);
    for (const T& item : items) {
      begin_item(first, one_line, separator, level + 1);
      if (!write(item)) return false;
    }
    out_ += ']';
    return true;
  }

  bool enumerator(const char* name) {
    out_ += name;
    out_ += "()";
    return leaf(kEmptyCalls);
  }

  bool value(const Node* n, const Field& field, int level) {
    switch (field.type) {
      case FieldType::kIdentifier:
      case FieldType::kIdentifierOptional:
      case FieldType::kTextOptional: out_ += text_repr(*field_value<const std::string*>(n, field)); return leaf(kReprCalls);
      case FieldType::kIdentifierSeq:
        return list(field_value<Seq<Identifier>>(n, field), level, [this](Identifier name) {
          out_ += text_repr(*name);
          return leaf(kReprCalls);
        });
      case FieldType::kInt: out_ += std::to_string(field_value<int32_t>(n, field)); return leaf(kReprCalls);
      case FieldType::kConstant:
        if (constant_repr(field_value<ConstantValue>(n, field), &out_)) return leaf(kReprCalls);
        status_ = DumpStatus::kTooManyDigits;
        return false;
      case FieldType::kChild:
      case FieldType::kChildOptional: return node(field_value<Node*>(n, field), level);
      case FieldType::kChildSeq:
        return list(field_value<Seq<Node*>>(n, field), level, [this, level](Node* item) {
          if (item) return node(item, level + 1);
          out_ += "None";
          return leaf(kReprCalls);
        });
      case FieldType::kContext: return enumerator(name_of(field_value<ExprContext>(n, field)));
      case FieldType::kBoolOperator: return enumerator(name_of(field_value<BoolOperator>(n, field)));
      case FieldType::kOperator: return enumerator(name_of(field_value<Operator>(n, field)));
      case FieldType::kUnaryOperator: return enumerator(name_of(field_value<UnaryOperator>(n, field)));
      case FieldType::kCompareOperators:
        return list(field_value<Seq<CompareOperator>>(n, field), level, [this](CompareOperator op) { return enumerator(name_of(op)); });
    }
    return true;
  }

  // The calls that ast.dump has open inside each other, of functions in Python and in C, in all and for one thing of a kind.
  static constexpr int kCallLimit = 998;
  static constexpr int kNodeCalls = 1;
  static constexpr int kListCalls = 3;   // _format, join and the generator
  static constexpr int kEmptyCalls = 2;  // _format and isinstance
  static constexpr int kReprCalls = 3;   // _format, repr and what it calls

  bool leaf(int calls) { return static_cast<bool>(Deeper(*this, calls)); }

  class Deeper {
   public:
    Deeper(Dumper& dumper, int calls) : dumper_(dumper), calls_(calls) { dumper_.depth_ += calls_; }
    ~Deeper() { dumper_.depth_ -= calls_; }
    explicit operator bool() const {
      if (dumper_.depth_ <= kCallLimit) return true;
      dumper_.status_ = DumpStatus::kTooDeep;
      return false;
    }

   private:
    Dumper& dumper_;
    int calls_;
  };

  DumpStatus status_ = DumpStatus::kDone;
  int depth_ = 0;
  bool attributes_;
  int indent_;
  std::string& out_;
};

// Three of the 1000 calls are open: a program's top level, ast.parse and compile. Each counts three times.
constexpr int kGreatestTreeDepth = 3 * (1000 - 3);

bool is_deeper(const Node* n, int limit) {
  if (limit == 0) return true;
  for (const Node* child : children_of(n))
    if (is_deeper(child, limit - 1)) return true;
  return false;
}

}  // namespace

DumpStatus dump_tree(const ast::Node* tree, bool include_attributes, int indent, std::string* out) {
  Dumper dumper(include_attributes, indent, out);
  dumper.node(tree, 0);
  if (dumper.status() != DumpStatus::kDone && is_deeper(tree, kGreatestTreeDepth)) return DumpStatus::kTooDeepToMake;
  return dumper.status();
}

}  // namespace innards
