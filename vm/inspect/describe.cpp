#include "inspect/describe.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "base/bigint.h"
#include "base/float_text.h"
#include "base/utf8.h"
#include "object/builtin_function.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/complex.h"
#include "object/descriptor.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/function.h"
#include "object/generator.h"
#include "object/int.h"
#include "object/method.h"
#include "object/module.h"
#include "object/range.h"
#include "object/slice.h"
#include "object/str.h"

namespace innards::inspect {

namespace {

std::string hex(uint64_t n) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(n));
  return text;
}

// How a character stands inside a str's quotes; control and invisible characters escaped as repr() does, roughly.
void append_quoted(std::string& out, uint32_t ch, char quote) {
  char text[16];
  switch (ch) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\\': out += "\\\\"; return;
    default: break;
  }
  if (ch == static_cast<uint32_t>(quote)) {
    out += '\\';
    out += quote;
  } else if (ch < 32 || (ch >= 127 && ch < 160)) {
    std::snprintf(text, sizeof text, "\\x%02x", ch);
    out += text;
  } else if (ch >= 0xd800 && ch < 0xe000) {
    std::snprintf(text, sizeof text, "\\u%04x", ch);
    out += text;
  } else {
    utf8_append(out, ch);
  }
}

constexpr int kDeepest = 3;  // containers in containers that are still opened

// Writes one object's text; the functions of the table below write one kind each.
class Description {
 public:
  Description(Reader& reader, int limit, std::string& out) : reader_(reader), memory_(reader.seen()), limit_(limit), out_(out) {}
  void object(ObjectId id);

 private:
  using Writer = void (Description::*)(ObjectId);
  static Writer writer_of(Kind kind);

  bool room() const { return static_cast<int>(out_.size()) < limit_; }
  // Something inside the object.
  void inner(ObjectId id) {
    ++depth_;
    object(id);
    --depth_;
  }
  void items(const std::vector<ObjectId>& list, const char* open, const char* close, bool comma = false);
  void plain(ObjectId id) { out_ += "<" + reader_.type_name(id) + " object at " + hex(id) + ">"; }
  void named(const std::string& what, uint64_t name) { out_ += "<" + what + " " + reader_.str(name, limit_) + ">"; }

  void none(ObjectId) { out_ += "None"; }
  void ellipsis(ObjectId) { out_ += "Ellipsis"; }
  void not_implemented(ObjectId) { out_ += "NotImplemented"; }
  void boolean(ObjectId id) { out_ += memory_.read<VarObject>(id).ob_size ? "True" : "False"; }
  void integer(ObjectId id);
  void floating(ObjectId id) { out_ += float_repr(memory_.read<FloatObject>(id).ob_fval); }
  void complex(ObjectId id);
  void str(ObjectId id);
  void bytes(ObjectId id);
  void bytearray(ObjectId id);
  void quoted_bytes(uint64_t data, int64_t size, const char* open, const char* close);
  void tuple(ObjectId id) { items(reader_.tuple_items(id, limit_), "(", ")", true); }
  void list(ObjectId id) { items(reader_.list_items(id, limit_), "[", "]"); }
  void set(ObjectId id) { members(id, "set()", "{", "}"); }
  void frozen_set(ObjectId id) { members(id, "frozenset()", "frozenset({", "})"); }
  void members(ObjectId id, const char* empty, const char* open, const char* close);
  void dict(ObjectId id);
  void range(ObjectId id);
  void slice(ObjectId id);
  void function(ObjectId id) { named("function", memory_.read<FunctionObject>(id).func_qualname.bits()); }
  void code(ObjectId id) { named("code", memory_.read<CodeObject>(id).co_qualname.bits()); }
  void module(ObjectId id) { named("module", memory_.read<ModuleObject>(id).md_name.bits()); }
  void generator(ObjectId id) { named(reader_.type_name(id), memory_.read<GenObject>(id).gi_qualname.bits()); }
  void method(ObjectId id);
  void builtin(ObjectId id);
  void descriptor(ObjectId id);
  void cell(ObjectId id);
  void type(ObjectId id) { out_ += "<class '" + reader_.type_info(id).name + "'>"; }
  void exception(ObjectId id);

  Reader& reader_;
  const SeenMemory& memory_;
  const int limit_;
  std::string& out_;
  int depth_ = 0;
};

Description::Writer Description::writer_of(Kind kind) {
  using D = Description;
  static const struct { Kind kind; Writer writer; } kWriters[] = {
      {Kind::kNone, &D::none}, {Kind::kEllipsis, &D::ellipsis}, {Kind::kNotImplemented, &D::not_implemented},
      {Kind::kBool, &D::boolean}, {Kind::kInt, &D::integer}, {Kind::kFloat, &D::floating}, {Kind::kComplex, &D::complex},
      {Kind::kStr, &D::str}, {Kind::kBytes, &D::bytes}, {Kind::kBytearray, &D::bytearray}, {Kind::kTuple, &D::tuple},
      {Kind::kList, &D::list}, {Kind::kSet, &D::set}, {Kind::kFrozenSet, &D::frozen_set}, {Kind::kDict, &D::dict},
      {Kind::kDefaultDict, &D::dict}, {Kind::kOrderedDict, &D::dict},
      {Kind::kRange, &D::range}, {Kind::kSlice, &D::slice}, {Kind::kFunction, &D::function}, {Kind::kCode, &D::code},
      {Kind::kMethod, &D::method}, {Kind::kBuiltinFunction, &D::builtin}, {Kind::kBuiltinMethod, &D::builtin},
      {Kind::kMethodDescriptor, &D::descriptor}, {Kind::kWrapperDescriptor, &D::descriptor},
      {Kind::kGetSetDescriptor, &D::descriptor}, {Kind::kMemberDescriptor, &D::descriptor},
      {Kind::kClassMethodDescriptor, &D::descriptor}, {Kind::kModule, &D::module}, {Kind::kCell, &D::cell},
      {Kind::kGenerator, &D::generator}, {Kind::kCoroutine, &D::generator}, {Kind::kAsyncGenerator, &D::generator},
      {Kind::kType, &D::type},
  };
  for (const auto& row : kWriters)
    if (row.kind == kind) return row.writer;
  return &D::plain;
}

void Description::object(ObjectId id) {
  if (!id) {
    out_ += "NULL";
  } else if (!reader_.is_object(id)) {
    out_ += "<no object at " + hex(id) + ">";
  } else {
    const TypeInfo& t = reader_.info(id);
    const bool instance = t.heap_type && (t.kind == Kind::kBaseObject || t.kind == Kind::kModule);
    const Writer writer = t.exception ? &Description::exception : instance ? &Description::plain : writer_of(t.kind);
    (this->*writer)(id);
  }
}

void Description::items(const std::vector<ObjectId>& list, const char* open, const char* close, bool comma) {
  out_ += open;
  bool first = true;
  for (ObjectId item : list) {
    if (!room()) {
      out_ += first ? "..." : ", ...";
      break;
    }
    if (!first) out_ += ", ";
    first = false;
    if (depth_ >= kDeepest) {
      out_ += "...";
      break;
    }
    inner(item);
  }
  if (comma && list.size() == 1) out_ += ",";
  out_ += close;
}

void Description::integer(ObjectId id) {
  VarObject head = memory_.read<VarObject>(id);
  int64_t n = head.ob_size < 0 ? -head.ob_size : head.ob_size;
  if (n > 40) {
    out_ += "<int of " + std::to_string(n) + " digits of 30 bits>";
    return;
  }
  std::vector<uint32_t> digits(static_cast<size_t>(n));
  memory_.copy(id + offsetof(IntObject, ob_digit), digits.data(), digits.size() * 4);
  out_ += big_to_text(BigView{digits.data(), digits.size(), head.ob_size < 0});
}

void Description::complex(ObjectId id) {
  ComplexValue c = memory_.read<ComplexObject>(id).cval;
  out_ += "(" + float_repr(c.real) + (c.imag < 0 ? "" : "+") + float_repr(c.imag) + "j)";
}

void Description::str(ObjectId id) {
  StrObject s = memory_.read<StrObject>(id);
  std::string body = reader_.str(id, limit_ + 8);
  char quote = body.find('\'') != std::string::npos && body.find('"') == std::string::npos ? '"' : '\'';
  out_ += quote;
  size_t i = 0;
  int shown = 0;
  while (i < body.size() && room()) {
    Utf8Step step = utf8_decode(body.data() + i, body.data() + body.size(), true);
    append_quoted(out_, step.length > 0 ? step.cp : 0xfffd, quote);
    i += static_cast<size_t>(step.length > 0 ? step.length : -step.length);
    ++shown;
  }
  if (shown < s.length) out_ += "...";
  out_ += quote;
}

void Description::bytes(ObjectId id) {
  quoted_bytes(id + offsetof(BytesObject, ob_sval), memory_.read<VarObject>(id).ob_size, "b'", "'");
}
void Description::bytearray(ObjectId id) {
  BytearrayObject b = memory_.read<BytearrayObject>(id);
  quoted_bytes(b.ob_start.bits(), b.ob_size, "bytearray(b'", "')");
}
void Description::quoted_bytes(uint64_t data, int64_t size, const char* open, const char* close) {
  std::string body = memory_.bytes(data, static_cast<uint64_t>(std::clamp<int64_t>(size, 0, limit_)));
  out_ += open;
  for (unsigned char c : body) {
    if (!room()) break;
    if (c < 127) {
      append_quoted(out_, c, '\'');
    } else {
      char text[8];
      std::snprintf(text, sizeof text, "\\x%02x", c);
      out_ += text;
    }
  }
  if (static_cast<int64_t>(body.size()) < size || !room()) out_ += "...";
  out_ += close;
}

void Description::members(ObjectId id, const char* empty, const char* open, const char* close) {
  std::vector<ObjectId> list = reader_.set_items(id, limit_);
  if (list.empty()) out_ += empty;
  else items(list, open, close);
}

void Description::dict(ObjectId id) {
  out_ += "{";
  bool first = true;
  for (auto [key, value] : reader_.dict_items(id, limit_)) {
    if (!room() || depth_ >= kDeepest) {
      out_ += first ? "..." : ", ...";
      break;
    }
    if (!first) out_ += ", ";
    first = false;
    inner(key);
    out_ += ": ";
    inner(value);
  }
  out_ += "}";
}

void Description::range(ObjectId id) {
  RangeObject r = memory_.read<RangeObject>(id);
  out_ += "range(";
  inner(r.start.bits());
  out_ += ", ";
  inner(r.stop.bits());
  std::string step = reader_.text(r.step.bits(), limit_);
  if (step != "1") out_ += ", " + step;
  out_ += ")";
}

void Description::slice(ObjectId id) {
  SliceObject s = memory_.read<SliceObject>(id);
  items({s.start.bits(), s.stop.bits(), s.step.bits()}, "slice(", ")");
}

void Description::method(ObjectId id) {
  MethodObject m = memory_.read<MethodObject>(id);
  out_ += "<bound method ";
  const ObjectId func = m.im_func.bits();
  if (reader_.is_object(func) && reader_.kind(func) == Kind::kFunction)
    out_ += reader_.str(memory_.read<FunctionObject>(func).func_qualname.bits(), limit_);
  out_ += " of ";
  inner(m.im_self.bits());
  out_ += ">";
}

void Description::builtin(ObjectId id) {
  BuiltinFunctionObject f = memory_.read<BuiltinFunctionObject>(id);
  out_ += "<built-in ";
  out_ += f.m_ml ? f.m_ml->name : "?";
  out_ += ">";
}

void Description::descriptor(ObjectId id) {
  DescrObject d = memory_.read<DescrObject>(id);
  const std::string type = reader_.type_name(id);
  out_ += "<" + type + " " + reader_.type_info(d.d_type.bits()).name + "." + reader_.str(d.d_name.bits(), limit_) + ">";
}

void Description::cell(ObjectId id) {
  ObjectId content = memory_.read<CellObject>(id).ob_ref.bits();
  out_ += "<cell: ";
  if (content) inner(content);
  else out_ += "empty";
  out_ += ">";
}

void Description::exception(ObjectId id) {
  BaseExceptionObject e = memory_.read<BaseExceptionObject>(id);
  out_ += reader_.type_name(id);
  if (reader_.is_object(e.args.bits())) items(reader_.tuple_items(e.args.bits(), 20), "(", ")");
  else out_ += "()";
}

}  // namespace

void describe_object(Reader& reader, ObjectId id, int limit, std::string* out) {
  Description(reader, limit, *out).object(id);
}

}  // namespace innards::inspect
