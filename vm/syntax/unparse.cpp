#include "syntax/unparse.h"

namespace innards {

namespace {

using namespace ast;

// How tightly things bind; an expression that binds less tightly than its place asks for gets brackets.
enum Level {
  kTuple, kTest, kOr, kAnd, kNot, kCompare, kBitOr, kExpr = kBitOr, kBitXor, kBitAnd, kShift, kArith, kTerm, kFactor, kPower, kAwait, kAtom,
};

struct OperatorRow {
  const char* text;
  int level;
};
const OperatorRow kOperators[] = {
    {" + ", kArith},  {" - ", kArith},  {" * ", kTerm},  {" @ ", kTerm},   {" / ", kTerm},   {" % ", kTerm},   {" ** ", kPower},
    {" << ", kShift}, {" >> ", kShift}, {" | ", kBitOr}, {" ^ ", kBitXor}, {" & ", kBitAnd}, {" // ", kTerm},
};
const OperatorRow kUnaryOperators[] = {{"~", kFactor}, {"not ", kNot}, {"+", kFactor}, {"-", kFactor}};
const char* const kCompareOperators[] = {" == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "};

void replace_all(std::string* text, const std::string& from, const std::string& to) {
  for (size_t p = 0; (p = text->find(from, p)) != std::string::npos; p += to.size()) text->replace(p, from.size(), to);
}

class Unparser {
 public:
  std::string take() { return std::move(out_); }

  void expr(const ExprNode* e, int level) {
    // The compiler refuses such depths before it asks for text; this only keeps the stack whole.
    if (depth_ > 3000) return;
    ++depth_;
    any(e, level);
    --depth_;
  }

 private:
  void any(const ExprNode* e, int level) {
    switch (e->node_kind) {
      case Kind::BoolOp: return bool_op(static_cast<const BoolOp*>(e), level);
      case Kind::BinOp: return bin_op(static_cast<const BinOp*>(e), level);
      case Kind::UnaryOp: return unary_op(static_cast<const UnaryOp*>(e), level);
      case Kind::Lambda: return lambda(static_cast<const Lambda*>(e), level);
      case Kind::IfExp: return if_exp(static_cast<const IfExp*>(e), level);
      case Kind::Dict: return dict(static_cast<const Dict*>(e));
      case Kind::Set: return enclosed("{", static_cast<const Set*>(e)->elts, "}");
      case Kind::GeneratorExp: return comprehension("(", static_cast<const GeneratorExp*>(e), ")");
      case Kind::ListComp: return comprehension("[", static_cast<const ListComp*>(e), "]");
      case Kind::SetComp: return comprehension("{", static_cast<const SetComp*>(e), "}");
      case Kind::DictComp: return dict_comp(static_cast<const DictComp*>(e));
      case Kind::Yield: return yield(static_cast<const Yield*>(e)->value);
      case Kind::YieldFrom:
        out_ += "(yield from ";
        expr(static_cast<const YieldFrom*>(e)->value, kTest);
        out_ += ")";
        return;
      case Kind::Await: {
        const Brackets brackets(*this, level > kAwait);
        out_ += "await ";
        return expr(static_cast<const Await*>(e)->value, kAtom);
      }
      case Kind::Compare: return compare(static_cast<const Compare*>(e), level);
      case Kind::Call: return call(static_cast<const Call*>(e));
      case Kind::Constant: return constant(static_cast<const Constant*>(e));
      case Kind::JoinedStr: return joined_str(static_cast<const JoinedStr*>(e), false);
      case Kind::FormattedValue: return formatted_value(static_cast<const FormattedValue*>(e));
      case Kind::Attribute: return attribute(static_cast<const Attribute*>(e));
      case Kind::Starred:
        out_ += "*";
        return expr(static_cast<const Starred*>(e)->value, kExpr);
      case Kind::Name: out_ += *static_cast<const Name*>(e)->id; return;
      case Kind::List: return enclosed("[", static_cast<const List*>(e)->elts, "]");
      case Kind::Tuple: return tuple(static_cast<const Tuple*>(e)->elts, level);
      case Kind::Subscript: {
        const Subscript* s = static_cast<const Subscript*>(e);
        expr(s->value, kAtom);
        out_ += "[";
        expr(s->slice, kTuple);
        out_ += "]";
        return;
      }
      case Kind::Slice: return slice(static_cast<const Slice*>(e));
      case Kind::NamedExpr: {
        const NamedExpr* n = static_cast<const NamedExpr*>(e);
        const Brackets brackets(*this, level > kTuple);
        expr(n->target, kAtom);
        out_ += " := ";
        return expr(n->value, kAtom);
      }
      default: return;
    }
  }

  class Brackets {
   public:
    Brackets(Unparser& unparser, bool needed) : unparser_(unparser), needed_(needed) {
      if (needed_) unparser_.out_ += "(";
    }
    ~Brackets() {
      if (needed_) unparser_.out_ += ")";
    }

   private:
    Unparser& unparser_;
    bool needed_;
  };

  void list(const Seq<ExprNode*>& items) {
    for (int32_t i = 0; i < items.count; ++i) {
      if (i) out_ += ", ";
      expr(items[i], kTest);
    }
  }

  void enclosed(const char* open, const Seq<ExprNode*>& items, const char* close) {
    out_ += open;
    list(items);
    out_ += close;
  }

  void bool_op(const BoolOp* e, int level) {
    const bool is_and = e->op == BoolOperator::And;
    const int own = is_and ? kAnd : kOr;
    const Brackets brackets(*this, level > own);
    for (int32_t i = 0; i < e->values.count; ++i) {
      if (i) out_ += is_and ? " and " : " or ";
      expr(e->values[i], own + 1);
    }
  }

  void bin_op(const BinOp* e, int level) {
    const OperatorRow& row = kOperators[static_cast<int>(e->op)];
    const bool right_first = e->op == Operator::Pow;
    const Brackets brackets(*this, level > row.level);
    expr(e->left, row.level + right_first);
    out_ += row.text;
    expr(e->right, row.level + !right_first);
  }

  void unary_op(const UnaryOp* e, int level) {
    const OperatorRow& row = kUnaryOperators[static_cast<int>(e->op)];
    const Brackets brackets(*this, level > row.level);
    out_ += row.text;
    expr(e->operand, row.level);
  }

  // ---- lambda ----

  void arg(const Arg* a) {
    out_ += *a->arg;
    if (!a->annotation) return;
    out_ += ": ";
    expr(a->annotation, kTest);
  }

  void default_value(const ExprNode* value) {
    if (!value) return;
    out_ += "=";
    expr(value, kTest);
  }

  void arguments(const Arguments* args) {
    bool first = true;
    auto comma = [&] {
      if (!first) out_ += ", ";
      first = false;
    };
    const int32_t posonly = args->posonlyargs.count, positional = posonly + args->args.count;
    for (int32_t i = 0; i < positional; ++i) {
      comma();
      arg(i < posonly ? args->posonlyargs[i] : args->args[i - posonly]);
      const int32_t d = i - positional + args->defaults.count;
      if (d >= 0) default_value(args->defaults[d]);
      if (posonly && i + 1 == posonly) out_ += ", /";
    }
    if (args->vararg || args->kwonlyargs.count) {
      comma();
      out_ += "*";
      if (args->vararg) arg(args->vararg);
    }
    for (int32_t i = 0; i < args->kwonlyargs.count; ++i) {
      comma();
      arg(args->kwonlyargs[i]);
      default_value(args->kw_defaults[i]);
    }
    if (args->kwarg) {
      comma();
      out_ += "**";
      arg(args->kwarg);
    }
  }

  void lambda(const Lambda* e, int level) {
    const Brackets brackets(*this, level > kTest);
    // CPython forgets the blank where there are only starred parameters.
    out_ += e->args->args.count + e->args->posonlyargs.count ? "lambda " : "lambda";
    arguments(e->args);
    out_ += ": ";
    expr(e->body, kTest);
  }

  void if_exp(const IfExp* e, int level) {
    const Brackets brackets(*this, level > kTest);
    expr(e->body, kTest + 1);
    out_ += " if ";
    expr(e->test, kTest + 1);
    out_ += " else ";
    expr(e->orelse, kTest);
  }

  // ---- displays ----

  void dict(const Dict* e) {
    out_ += "{";
    for (int32_t i = 0; i < e->values.count; ++i) {
      if (i) out_ += ", ";
      if (e->keys[i]) {
        expr(e->keys[i], kTest);
        out_ += ": ";
        expr(e->values[i], kTest);
      } else {
        out_ += "**";
        expr(e->values[i], kExpr);
      }
    }
    out_ += "}";
  }

  void generators(const Seq<Comprehension*>& parts) {
    for (const Comprehension* part : parts) {
      out_ += part->is_async ? " async for " : " for ";
      expr(part->target, kTuple);
      out_ += " in ";
      expr(part->iter, kTest + 1);
      for (const ExprNode* test : part->ifs) {
        out_ += " if ";
        expr(test, kTest + 1);
      }
    }
  }

  template <class T>
  void comprehension(const char* open, const T* e, const char* close) {
    out_ += open;
    expr(e->elt, kTest);
    generators(e->generators);
    out_ += close;
  }

  void dict_comp(const DictComp* e) {
    out_ += "{";
    expr(e->key, kTest);
    out_ += ": ";
    expr(e->value, kTest);
    generators(e->generators);
    out_ += "}";
  }

  void tuple(const Seq<ExprNode*>& items, int level) {
    if (items.empty()) {
      out_ += "()";
      return;
    }
    const Brackets brackets(*this, level > kTuple);
    list(items);
    if (items.count == 1) out_ += ",";
  }

  void yield(const ExprNode* value) {
    if (!value) {
      out_ += "(yield)";
      return;
    }
    out_ += "(yield ";
    expr(value, kTest);
    out_ += ")";
  }

  void compare(const Compare* e, int level) {
    const Brackets brackets(*this, level > kCompare);
    expr(e->left, kCompare + 1);
    for (int32_t i = 0; i < e->ops.count; ++i) {
      out_ += kCompareOperators[static_cast<int>(e->ops[i])];
      expr(e->comparators[i], kCompare + 1);
    }
  }

  void call(const Call* e) {
    expr(e->func, kAtom);
    if (e->args.count == 1 && e->keywords.empty() && is<GeneratorExp>(e->args[0])) return expr(e->args[0], kTest);
    out_ += "(";
    list(e->args);
    for (int32_t i = 0; i < e->keywords.count; ++i) {
      if (i || e->args.count) out_ += ", ";
      const Keyword* keyword = e->keywords[i];
      out_ += keyword->arg ? *keyword->arg + "=" : "**";
      expr(keyword->value, kTest);
    }
    out_ += ")";
  }

  void attribute(const Attribute* e) {
    expr(e->value, kAtom);
    const Constant* constant = as<Constant>(e->value);
    out_ += constant && constant->value.type == ConstantType::kInt ? " ." : ".";
    out_ += *e->attr;
  }

  void slice(const Slice* e) {
    if (e->lower) expr(e->lower, kTest);
    out_ += ":";
    if (e->upper) expr(e->upper, kTest);
    if (!e->step) return;
    out_ += ":";
    expr(e->step, kTest);
  }

  // ---- literals ----

  void constant_value(const ConstantValue& value) {
    if (value.type == ConstantType::kEllipsis) {
      out_ += "...";
      return;
    }
    if (value.type == ConstantType::kTuple) {
      out_ += "(";
      for (int32_t i = 0; i < value.count; ++i) {
        if (i) out_ += ", ";
        constant_value(value.items[i]);
      }
      out_ += value.count == 1 ? ",)" : ")";
      return;
    }
    std::string text;
    constant_repr(value, &text);
    if (value.type == ConstantType::kFloat || value.type == ConstantType::kComplex) replace_all(&text, "inf", "1e309");
    out_ += text;
  }

  void constant(const Constant* e) {
    if (e->kind) out_ += *e->kind;
    constant_value(e->value);
  }

  // ---- f-strings ----

  // An element of an f-string's body, before the body is quoted as a whole.
  void element(const ExprNode* e, bool in_spec) {
    if (is<Constant>(e)) {
      std::string text(static_cast<const Constant*>(e)->value.text);
      replace_all(&text, "{", "{{");
      replace_all(&text, "}", "}}");
      out_ += text;
    } else if (is<JoinedStr>(e)) {
      joined_str(static_cast<const JoinedStr*>(e), in_spec);
    } else if (is<FormattedValue>(e)) {
      formatted_value(static_cast<const FormattedValue*>(e));
    }
  }

  void joined_str(const JoinedStr* e, bool in_spec) {
    Unparser body;
    body.depth_ = depth_;
    for (const ExprNode* part : e->values) body.element(part, in_spec);
    out_ += in_spec ? body.out_ : "f" + text_repr(body.out_);
  }

  void formatted_value(const FormattedValue* e) {
    Unparser value;
    value.depth_ = depth_;
    value.expr(e->value, kTest + 1);
    // Two braces in a row would be a literal one.
    out_ += value.out_.compare(0, 1, "{") == 0 ? "{ " : "{";
    out_ += value.out_;
    if (e->conversion > 0) {
      out_ += "!";
      out_ += static_cast<char>(e->conversion);
    }
    if (e->format_spec) {
      out_ += ":";
      element(e->format_spec, true);
    }
    out_ += "}";
  }

  std::string out_;
  int depth_ = 0;
};

}  // namespace

std::string unparse_expr(const ast::ExprNode* expr) {
  Unparser unparser;
  unparser.expr(expr, kTest);
  return unparser.take();
}

}  // namespace innards
