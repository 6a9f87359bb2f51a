#include "syntax/constant.h"

#include <cstdio>
#include <cstring>

#include "base/float_text.h"
#include "base/unicode_data.h"
#include "base/utf8.h"
#include "syntax/ast.h"

namespace innards {

namespace {

ConstantValue of_type(ConstantType type) {
  ConstantValue c;
  c.type = type;
  return c;
}

ConstantValue constant_items(TreeMemory& memory, ConstantType type, const ConstantValue* items, int32_t count) {
  ConstantValue c = of_type(type);
  c.count = count;
  if (count == 0) return c;
  auto* copy = static_cast<ConstantValue*>(memory.allocate(sizeof(ConstantValue) * static_cast<size_t>(count)));
  for (int32_t i = 0; i < count; ++i) new (copy + i) ConstantValue(items[i]);
  c.items = copy;
  return c;
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

// The quote that repr uses: the double one only where it saves escapes.
char repr_quote(std::string_view text) {
  return text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
}

// The escapes that str and bytes share; false where the character stands for itself.
bool append_short_escape(std::string* out, uint32_t c, char quote) {
  if (c == static_cast<uint32_t>(quote) || c == '\\') {
    *out += '\\';
    *out += static_cast<char>(c);
  } else if (c == '\n') {
    *out += "\\n";
  } else if (c == '\r') {
    *out += "\\r";
  } else if (c == '\t') {
    *out += "\\t";
  } else {
    return false;
  }
  return true;
}

void append_hex_escape(std::string* out, uint32_t c) {
  char buffer[12];
  const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
  std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(c));
  *out += buffer;
}

// The parts of a complex are written without the ".0" that a float alone has.
std::string complex_part(double value, bool sign) { return float_to_text(value, 'r', 0, sign ? kFloatSign : 0); }

std::string complex_repr(double real, double imag) {
  const double zero = 0.0;
  if (same_bits(real, zero)) return complex_part(imag, false) + "j";
  return "(" + complex_part(real, false) + complex_part(imag, true) + "j)";
}

bool append_items(const ConstantValue& c, std::string* out) {
  for (int32_t i = 0; i < c.count; ++i) {
    if (i) *out += ", ";
    if (!constant_repr(c.items[i], out)) return false;
  }
  return true;
}

}  // namespace

ConstantValue constant_none() { return ConstantValue(); }
ConstantValue constant_ellipsis() { return of_type(ConstantType::kEllipsis); }

ConstantValue constant_bool(bool truth) {
  ConstantValue c = of_type(ConstantType::kBool);
  c.truth = truth;
  return c;
}

ConstantValue constant_int(TreeMemory& memory, int64_t value) { return constant_int_big(memory, BigInt(value)); }

ConstantValue constant_int_big(TreeMemory& memory, BigView value) {
  ConstantValue c = of_type(ConstantType::kInt);
  while (value.size && value.digits[value.size - 1] == 0) --value.size;
  if (value.size == 0) return c;
  auto* digits = static_cast<uint32_t*>(memory.allocate(sizeof(uint32_t) * value.size));
  std::memcpy(digits, value.digits, sizeof(uint32_t) * value.size);
  c.digits = digits;
  c.count = static_cast<int32_t>(value.size);
  c.negative = value.negative;
  return c;
}

ConstantValue constant_int_from_text(TreeMemory& memory, std::string_view text, int base) {
  if (base == 10 && text.size() <= 18) {
    int64_t value = 0;
    for (char digit : text) value = value * 10 + (digit - '0');
    return constant_int(memory, value);
  }
  return constant_int_big(memory, big_from_text(text, base));
}

ConstantValue constant_float(double value) {
  ConstantValue c = of_type(ConstantType::kFloat);
  c.real = value;
  return c;
}

ConstantValue constant_complex(double real, double imag) {
  ConstantValue c = of_type(ConstantType::kComplex);
  c.real = real;
  c.imag = imag;
  return c;
}

ConstantValue constant_str(TreeMemory& memory, std::string_view text) {
  ConstantValue c = of_type(ConstantType::kStr);
  c.text = memory.copy_text(text);
  return c;
}

ConstantValue constant_bytes(TreeMemory& memory, std::string_view bytes) {
  ConstantValue c = of_type(ConstantType::kBytes);
  c.text = memory.copy_text(bytes);
  return c;
}

ConstantValue constant_tuple(TreeMemory& memory, const ConstantValue* items, int32_t count) {
  return constant_items(memory, ConstantType::kTuple, items, count);
}

ConstantValue constant_frozenset(TreeMemory& memory, const ConstantValue* items, int32_t count) {
  return constant_items(memory, ConstantType::kFrozenset, items, count);
}

ConstantValue constant_copy(TreeMemory& memory, const ConstantValue& c) {
  switch (c.type) {
    case ConstantType::kInt: return constant_int_big(memory, constant_big(c));
    case ConstantType::kStr: return constant_str(memory, c.text);
    case ConstantType::kBytes: return constant_bytes(memory, c.text);
    case ConstantType::kTuple:
    case ConstantType::kFrozenset: {
      std::string unused;
      ConstantValue copy = constant_items(memory, c.type, c.items, c.count);
      for (int32_t i = 0; i < c.count; ++i) const_cast<ConstantValue*>(copy.items)[i] = constant_copy(memory, c.items[i]);
      return copy;
    }
    default: return c;
  }
}

bool constant_as_i64(const ConstantValue& constant, int64_t* value) {
  return constant.type == ConstantType::kInt && big_to_i64(constant_big(constant), value);
}

std::string constant_int_decimal(const ConstantValue& constant) { return big_to_text(constant_big(constant)); }

int64_t constant_int_bits(const ConstantValue& constant) { return static_cast<int64_t>(big_bit_length(constant_big(constant))); }

bool constant_repr(const ConstantValue& c, std::string* out) {
  switch (c.type) {
    case ConstantType::kNone: *out += "None"; return true;
    case ConstantType::kBool: *out += c.truth ? "True" : "False"; return true;
    case ConstantType::kEllipsis: *out += "Ellipsis"; return true;
    case ConstantType::kInt: {
      // 4300 decimal digits are 14285 bits; what is far beyond is not worth converting.
      if (constant_int_bits(c) > 14300) return false;
      const std::string digits = constant_int_decimal(c);
      if (digits.size() > 4300 + (c.negative ? 1 : 0)) return false;
      *out += digits;
      return true;
    }
    case ConstantType::kFloat: *out += float_repr(c.real); return true;
    case ConstantType::kComplex: *out += complex_repr(c.real, c.imag); return true;
    case ConstantType::kStr: *out += text_repr(c.text); return true;
    case ConstantType::kBytes: *out += bytes_repr(c.text); return true;
    case ConstantType::kTuple:
      *out += "(";
      if (!append_items(c, out)) return false;
      *out += c.count == 1 ? ",)" : ")";
      return true;
    case ConstantType::kFrozenset:
      *out += c.count ? "frozenset({" : "frozenset(";
      if (!append_items(c, out)) return false;
      *out += c.count ? "})" : ")";
      return true;
  }
  return true;
}

bool constant_same(const ConstantValue& a, const ConstantValue& b) {
  if (a.type != b.type) return false;
  switch (a.type) {
    case ConstantType::kNone:
    case ConstantType::kEllipsis: return true;
    case ConstantType::kBool: return a.truth == b.truth;
    case ConstantType::kInt: return big_compare(constant_big(a), constant_big(b)) == 0;
    case ConstantType::kFloat: return same_bits(a.real, b.real);
    case ConstantType::kComplex: return same_bits(a.real, b.real) && same_bits(a.imag, b.imag);
    case ConstantType::kStr:
    case ConstantType::kBytes: return a.text == b.text;
    case ConstantType::kTuple:
    case ConstantType::kFrozenset:
      if (a.count != b.count) return false;
      for (int32_t i = 0; i < a.count; ++i)
        if (!constant_same(a.items[i], b.items[i])) return false;
      return true;
  }
  return false;
}

std::string text_repr(std::string_view text) {
  const char quote = repr_quote(text);
  std::string out(1, quote);
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    const unsigned char byte = static_cast<unsigned char>(*p);
    if (byte < 128) {
      if (!append_short_escape(&out, byte, quote)) {
        if (byte < 32 || byte == 127) append_hex_escape(&out, byte);
        else out += *p;
      }
      ++p;
      continue;
    }
    const Utf8Step step = utf8_decode(p, end, true);
    const int length = step.length > 0 ? step.length : 1;
    if (step.length > 0 && unicode_is_printable(step.cp)) out.append(p, static_cast<size_t>(length));
    else append_hex_escape(&out, step.length > 0 ? step.cp : byte);
    p += length;
  }
  out += quote;
  return out;
}

std::string bytes_repr(std::string_view bytes) {
  const char quote = repr_quote(bytes);
  std::string out = std::string("b") + quote;
  for (char c : bytes) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (append_short_escape(&out, byte, quote)) continue;
    if (byte < 32 || byte >= 127) append_hex_escape(&out, byte);
    else out += c;
  }
  out += quote;
  return out;
}

}  // namespace innards
