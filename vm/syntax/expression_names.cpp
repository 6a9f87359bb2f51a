#include "syntax/expression_names.h"

namespace innards {

using namespace ast;

namespace {

const char* constant_name(const ConstantValue& value) {
  switch (value.type) {
    case ConstantType::kNone: return "None";
    case ConstantType::kBool: return value.truth ? "True" : "False";
    case ConstantType::kEllipsis: return "ellipsis";
    default: return "literal";
  }
}

}  // namespace

const char* expression_name(const ExprNode* expr) {
  switch (expr->node_kind) {
    case Kind::Attribute: return "attribute";
    case Kind::Subscript: return "subscript";
    case Kind::Starred: return "starred";
    case Kind::Name: return "name";
    case Kind::List: return "list";
    case Kind::Tuple: return "tuple";
    case Kind::Lambda: return "lambda";
    case Kind::Call: return "function call";
    case Kind::BoolOp:
    case Kind::BinOp:
    case Kind::UnaryOp: return "expression";
    case Kind::GeneratorExp: return "generator expression";
    case Kind::Yield:
    case Kind::YieldFrom: return "yield expression";
    case Kind::Await: return "await expression";
    case Kind::ListComp: return "list comprehension";
    case Kind::SetComp: return "set comprehension";
    case Kind::DictComp: return "dict comprehension";
    case Kind::Dict: return "dict literal";
    case Kind::Set: return "set display";
    case Kind::JoinedStr:
    case Kind::FormattedValue: return "f-string expression";
    case Kind::Constant: return constant_name(static_cast<const Constant*>(expr)->value);
    case Kind::Compare: return "comparison";
    case Kind::IfExp: return "conditional expression";
    case Kind::NamedExpr: return "named expression";
    default: return "expression";
  }
}

}  // namespace innards
