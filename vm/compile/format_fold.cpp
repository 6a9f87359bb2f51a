#include "compile/format_fold.h"

#include <string>
#include <vector>

namespace innards {

using namespace ast;

namespace {

constexpr int kMaxDigits = 3;  // so many are too many

// Literals that come out of a format have no place in the source.
constexpr Position kNowhere{-1, -1, -1, -1};

struct Spec {
  bool left = false;
  int width = -1, precision = -1;
  char conversion = 0;
};

class FormatReader {
 public:
  explicit FormatReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }
  void skip_percent() { ++at_; }

  // The text up to the next conversion, with %% as one %.
  std::string literal() {
    std::string out;
    while (!at_end()) {
      if (text_[at_] != '%') {
        out += text_[at_++];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '%') {
        out += '%';
        at_ += 2;
      } else {
        break;
      }
    }
    return out;
  }

  // Behind a %: flags, width, precision, conversion. False if it is not of that form (simple_format_arg_parse).
  bool spec(Spec* out) {
    char c = 0;
    do {
      if (!next(&c)) return false;
      if (c == '-') out->left = true;
    } while (c == '-' || c == '+' || c == ' ' || c == '#' || c == '0');
    if (is_digit(c) && !number(&c, &out->width)) return false;
    if (c == '.') {
      if (!next(&c)) return false;
      out->precision = 0;
      if (is_digit(c) && !number(&c, &out->precision)) return false;
    }
    out->conversion = c;
    return true;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  bool next(char* c) {
    if (at_end()) return false;
    *c = text_[at_++];
    return true;
  }

  bool number(char* c, int* value) {
    *value = 0;
    for (int digits = 1; is_digit(*c); ++digits) {
      *value = *value * 10 + (*c - '0');
      if (!next(c) || digits >= kMaxDigits) return false;
    }
    return true;
  }
};

Constant* text_node(TreeMemory& memory, const std::string& text) {
  Constant* c = make<Constant>(memory, kNowhere);
  c->value = constant_str(memory, text);
  return c;
}

ExprNode* formatted(TreeMemory& memory, const Spec& spec, ExprNode* item) {
  if (spec.conversion != 's' && spec.conversion != 'r' && spec.conversion != 'a') return nullptr;
  std::string text;
  if (!spec.left && spec.width > 0) text += '>';
  if (spec.width >= 0) text += std::to_string(spec.width);
  if (spec.precision >= 0) text += "." + std::to_string(spec.precision);
  FormattedValue* value = make<FormattedValue>(memory, *item);
  value->value = item;
  value->conversion = spec.conversion;
  if (!text.empty()) value->format_spec = text_node(memory, text);
  return value;
}

}  // namespace

ExprNode* fold_format(TreeMemory& memory, const Position& at, std::string_view format, const Seq<ExprNode*>& items) {
  FormatReader reader(format);
  std::vector<ExprNode*> parts;
  int32_t used = 0;
  while (true) {
    std::string literal = reader.literal();
    if (!literal.empty()) parts.push_back(text_node(memory, literal));
    if (reader.at_end()) break;
    if (used >= items.size()) return nullptr;
    reader.skip_percent();
    Spec spec;
    if (!reader.spec(&spec)) return nullptr;
    ExprNode* part = formatted(memory, spec, items[used++]);
    if (!part) return nullptr;
    parts.push_back(part);
  }
  if (used < items.size()) return nullptr;
  JoinedStr* joined = make<JoinedStr>(memory, at);
  joined->values = make_seq(memory, parts);
  return joined;
}

}  // namespace innards
