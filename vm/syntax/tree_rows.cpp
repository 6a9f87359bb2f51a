#include "syntax/tree_rows.h"

namespace innards {

using namespace ast;

namespace {

std::string quoted(const std::string* text) { return text_repr(*text); }

// A field that is no node, or "" where it is one or is absent.
std::string plain_field(const Node* n, const Field& field) {
  switch (field.type) {
    case FieldType::kIdentifier:
    case FieldType::kIdentifierOptional:
    case FieldType::kTextOptional: {
      const std::string* text = field_value<const std::string*>(n, field);
      return text ? quoted(text) : "";
    }
    case FieldType::kIdentifierSeq: {
      std::string all;
      for (Identifier name : field_value<Seq<Identifier>>(n, field)) all += (all.empty() ? "" : ", ") + quoted(name);
      return "[" + all + "]";
    }
    case FieldType::kInt: return std::to_string(field_value<int32_t>(n, field));
    case FieldType::kConstant: {
      std::string text;
      return constant_repr(field_value<ConstantValue>(n, field), &text) ? text : "an int of many digits";
    }
    case FieldType::kContext: return name_of(field_value<ExprContext>(n, field));
    case FieldType::kBoolOperator: return name_of(field_value<BoolOperator>(n, field));
    case FieldType::kOperator: return name_of(field_value<Operator>(n, field));
    case FieldType::kUnaryOperator: return name_of(field_value<UnaryOperator>(n, field));
    case FieldType::kCompareOperators: {
      std::string all;
      for (CompareOperator op : field_value<Seq<CompareOperator>>(n, field)) all += (all.empty() ? "" : ", ") + std::string(name_of(op));
      return all;
    }
    case FieldType::kChild:
    case FieldType::kChildOptional:
    case FieldType::kChildSeq: break;
  }
  return "";
}

void add_plain_fields(const Node* n, TreeRow& row) {
  for (const Field& field : fields_of(n->node_kind)) {
    std::string value = plain_field(n, field);
    if (value.empty()) continue;
    row.text += (row.text.empty() ? "" : ", ") + std::string(field.name) + "=" + value;
    bool name = field.type == FieldType::kIdentifier || field.type == FieldType::kIdentifierOptional;
    if (name && row.name.empty()) row.name = *field_value<Identifier>(n, field);
  }
}

struct Child {
  const Node* node;
  std::string field;
};

std::vector<Child> named_children(const Node* n) {
  std::vector<Child> children;
  for (const Field& field : fields_of(n->node_kind)) {
    if (field.type == FieldType::kChild || field.type == FieldType::kChildOptional) {
      if (const Node* child = field_value<Node*>(n, field)) children.push_back({child, field.name});
    } else if (field.type == FieldType::kChildSeq) {
      const auto& items = field_value<Seq<Node*>>(n, field);
      for (int32_t i = 0; i < items.size(); ++i)
        if (items[i]) children.push_back({items[i], field.name + ("[" + std::to_string(i) + "]")});
    }
  }
  return children;
}

struct Open {
  int row;
  std::vector<Child> children;
  size_t next = 0;
};

}  // namespace

// With a stack of its own: trees may be nested deeper than the machine's stack likes.
std::vector<TreeRow> tree_rows(const Node* root) {
  std::vector<TreeRow> rows;
  std::vector<Open> open;
  auto enter = [&](const Node* n, const std::string& field) {
    TreeRow row;
    row.key = n;
    row.place_key = position_of(n);
    row.parent = open.empty() ? -1 : open.back().row;
    row.depth = static_cast<int>(open.size());
    row.kind = n->node_kind;
    row.field = field;
    if (row.place_key) row.at = *row.place_key;
    add_plain_fields(n, row);
    rows.push_back(std::move(row));
    open.push_back({static_cast<int>(rows.size()) - 1, named_children(n)});
  };
  enter(root, "");
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next < top.children.size()) {
      Child child = top.children[top.next++];
      enter(child.node, child.field);
    } else {
      rows[static_cast<size_t>(top.row)].end = static_cast<int>(rows.size());
      open.pop_back();
    }
  }
  return rows;
}

}  // namespace innards
