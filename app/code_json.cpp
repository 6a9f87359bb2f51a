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

std::string list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const std::string& item : items) {
    if (out.size() > 1) out += ", ";
    out += item;
  }
  return out + "]";
}

std::string string_list(const std::vector<std::string>& items) {
  std::vector<std::string> quoted;
  for (const std::string& item : items) quoted.push_back(json_string(item));
  return list(quoted);
}

std::string typed(const char* type, const std::string& value) { return std::string("{\"t\": \"") + type + "\", \"v\": " + value + "}"; }

std::string number(const char* type, const std::string& bits, const ConstantValue& value) {
  std::string repr;
  constant_repr(value, &repr);
  return std::string("{\"t\": \"") + type + "\", \"v\": \"" + bits + "\", \"r\": " + json_string(repr) + "}";
}

std::string constant_json(const ConstantValue& value);

std::string items_json(const ConstantValue& value) {
  std::vector<std::string> items;
  for (int32_t i = 0; i < value.count; ++i) items.push_back(constant_json(value.items[i]));
  if (value.type == ConstantType::kFrozenset) std::sort(items.begin(), items.end());
  return list(items);
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

std::string consts_json(const CodeUnit& unit) {
  std::vector<std::string> items;
  for (const CodeConst& c : unit.consts) items.push_back(c.code ? typed("code", code_json(*c.code)) : constant_json(c.value));
  return list(items);
}

std::string field(const char* name, const std::string& value) { return std::string(", \"") + name + "\": " + value; }
std::string field(const char* name, int64_t value) { return field(name, std::to_string(value)); }
const char* boolean(bool value) { return value ? "true" : "false"; }

std::string symbol_json(const ScopeSymbol& symbol) {
  std::vector<std::string> flags;
  for (const char* name : scope_flag_names(symbol.flags)) flags.push_back(std::string("\"") + name + "\"");
  return "{\"name\": " + json_string(symbol.name) + ", \"scope\": \"" + symbol.scope + "\", \"flags\": " + list(flags) + "}";
}

}  // namespace

std::string code_json(const CodeUnit& unit) {
  return "{\"co_name\": " + json_string(unit.name) + field("co_qualname", json_string(unit.qualname)) +
         field("co_argcount", unit.argcount) + field("co_posonlyargcount", unit.posonlyargcount) +
         field("co_kwonlyargcount", unit.kwonlyargcount) + field("co_nlocals", unit.nlocals()) +
         field("co_stacksize", unit.stacksize) + field("co_flags", unit.flags) + field("co_firstlineno", unit.firstlineno) +
         field("co_names", string_list(unit.names)) + field("co_varnames", string_list(unit.varnames())) +
         field("co_freevars", string_list(unit.freevars())) + field("co_cellvars", string_list(unit.cellvars())) +
         field("co_code", quoted_hex(unit.code)) + field("co_linetable", quoted_hex(unit.linetable)) +
         field("co_exceptiontable", quoted_hex(unit.exceptiontable)) + field("co_consts", consts_json(unit)) + "}";
}

std::string scope_json(const ScopeRow& scope) {
  std::vector<std::string> symbols, children;
  for (const ScopeSymbol& s : scope.symbols) symbols.push_back(symbol_json(s));
  for (const ScopeRow& child : scope.children) children.push_back(scope_json(child));
  return "{\"type\": \"" + scope.type + "\", \"name\": " + json_string(scope.name) + field("lineno", scope.lineno) +
         field("nested", boolean(scope.nested)) + field("optimized", boolean(scope.optimized)) +
         field("varnames", string_list(scope.varnames)) + field("symbols", list(symbols)) + field("children", list(children)) + "}";
}

}  // namespace innards::app
