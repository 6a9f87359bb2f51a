#include "code_json.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/bigint.h"
#include "base/float_text.h"
#include "stage_output.h"

namespace innards::app {

namespace {

std::string hex(std::string_view bytes) {
  static const char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[c & 15];
  }
  return out;
}

std::string quoted_hex(std::string_view bytes) { return '"' + hex(bytes) + '"'; }

// The eight bytes of a double, highest first.
std::string double_hex(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, 8);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift);
  return hex(bytes);
}

// Decimal up to 64 bits, else hex.
std::string int_text(const ConstantValue& value) {
  BigView big = constant_big(value);
  if (big_bit_length(big) <= 64) return big_to_text(big);
  BigInt magnitude(big);
  magnitude.negative = false;
  return (big.negative ? "-0x" : "0x") + big_to_text(magnitude, 16);
}

// Everything is appended to one text: nested code copied level by level would take cubic time.
template <class Items, class Append>
void append_list(std::string* out, const Items& items, Append append) {
  *out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) *out += ", ";
    first = false;
    append(out, item);
  }
  *out += ']';
}

void append_strings(std::string* out, const std::vector<std::string>& items) {
  append_list(out, items, [](std::string* to, const std::string& item) { *to += json_string(item); });
}

std::string typed(const char* type, const std::string& value) { return std::string("{\"t\": \"") + type + "\", \"v\": " + value + "}"; }

std::string number(const char* type, const std::string& bits, const ConstantValue& value) {
  std::string repr;
  constant_repr(value, &repr);
  return std::string("{\"t\": \"") + type + "\", \"v\": \"" + bits + "\", \"r\": " + json_string(repr) + "}";
}

std::string constant_json(const ConstantValue& value);

// A frozenset's items are sorted by their JSON text.
std::string items_json(const ConstantValue& value) {
  std::vector<std::string> items;
  for (int32_t i = 0; i < value.count; ++i) items.push_back(constant_json(value.items[i]));
  if (value.type == ConstantType::kFrozenset) std::sort(items.begin(), items.end());
  std::string out;
  append_list(&out, items, [](std::string* to, const std::string& item) { *to += item; });
  return out;
}

std::string constant_json(const ConstantValue& value) {
  switch (value.type) {
    case ConstantType::kNone: return typed("NoneType", "null");
    case ConstantType::kBool: return typed("bool", value.truth ? "true" : "false");
    case ConstantType::kEllipsis: return typed("ellipsis", "null");
    case ConstantType::kInt: return typed("int", '"' + int_text(value) + '"');
    case ConstantType::kFloat: return number("float", double_hex(value.real), value);
    case ConstantType::kComplex: return number("complex", double_hex(value.real) + double_hex(value.imag), value);
    case ConstantType::kStr: return typed("str", json_string(value.text));
    case ConstantType::kBytes: return typed("bytes", quoted_hex(value.text));
    case ConstantType::kTuple: return typed("tuple", items_json(value));
    case ConstantType::kFrozenset: return typed("frozenset", items_json(value));
  }
  return "null";
}

void append_const(std::string* out, const CodeConst& c) {
  if (!c.code) {
    *out += constant_json(c.value);
    return;
  }
  *out += "{\"t\": \"code\", \"v\": ";
  append_code_json(out, *c.code);
  *out += '}';
}

std::string* append_name(std::string* out, const char* name) {
  if (out->back() != '{') *out += ", ";
  return &(*out += std::string("\"") + name + "\": ");
}
void append_field(std::string* out, const char* name, const std::string& json) { *append_name(out, name) += json; }
void append_field(std::string* out, const char* name, int64_t value) { append_field(out, name, std::to_string(value)); }
void append_field(std::string* out, const char* name, bool value) { append_field(out, name, std::string(value ? "true" : "false")); }
void append_field(std::string* out, const char* name, const std::vector<std::string>& value) { append_strings(append_name(out, name), value); }

void append_symbol(std::string* out, const ScopeSymbol& symbol) {
  std::vector<std::string> flags;
  for (const char* name : scope_flag_names(symbol.flags)) flags.push_back(name);
  *out += '{';
  append_field(out, "name", json_string(symbol.name));
  append_field(out, "scope", json_string(symbol.scope));
  append_field(out, "flags", flags);
  *out += '}';
}

}  // namespace

void append_code_json(std::string* out, const CodeUnit& unit) {
  *out += '{';
  append_field(out, "co_name", json_string(unit.name));
  append_field(out, "co_qualname", json_string(unit.qualname));
  append_field(out, "co_argcount", int64_t{unit.argcount});
  append_field(out, "co_posonlyargcount", int64_t{unit.posonlyargcount});
  append_field(out, "co_kwonlyargcount", int64_t{unit.kwonlyargcount});
  append_field(out, "co_nlocals", int64_t{unit.nlocals()});
  append_field(out, "co_stacksize", int64_t{unit.stacksize});
  append_field(out, "co_flags", int64_t{unit.flags});
  append_field(out, "co_firstlineno", int64_t{unit.firstlineno});
  append_field(out, "co_names", unit.names);
  append_field(out, "co_varnames", unit.varnames());
  append_field(out, "co_freevars", unit.freevars());
  append_field(out, "co_cellvars", unit.cellvars());
  append_field(out, "co_code", quoted_hex(unit.code));
  append_field(out, "co_linetable", quoted_hex(unit.linetable));
  append_field(out, "co_exceptiontable", quoted_hex(unit.exceptiontable));
  append_list(append_name(out, "co_consts"), unit.consts, append_const);
  *out += '}';
}

void append_scope_json(std::string* out, const ScopeRow& scope) {
  *out += '{';
  append_field(out, "type", json_string(scope.type));
  append_field(out, "name", json_string(scope.name));
  append_field(out, "lineno", int64_t{scope.lineno});
  append_field(out, "nested", scope.nested);
  append_field(out, "optimized", scope.optimized);
  append_field(out, "varnames", scope.varnames);
  append_list(append_name(out, "symbols"), scope.symbols, append_symbol);
  append_list(append_name(out, "children"), scope.children, append_scope_json);
  *out += '}';
}

}  // namespace innards::app
