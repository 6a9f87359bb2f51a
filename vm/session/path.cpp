#include "session/path.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "session/compiled_path.h"
#include "session/memory_path.h"

namespace innards {

namespace {

std::string trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return std::string(s);
}

class Evaluator {
 public:
  Evaluator(View& view, std::string_view path) : view_(view), moment_(view.moment()), path_(path), rest_(path) {}

  PathValue evaluate() {
    if (is_compiled_path(rest_)) return evaluate_compiled_path(view_, rest_);
    if (take("frames.count")) return PathValue::plain(static_cast<int64_t>(moment_.frames.size()));
    if (take("frame")) return frame_path();
    if (rest_.starts_with("stack")) return on_frame(running());
    if (take("object(")) return object_path();
    if (take("cell(")) return cell_path();
    if (take("dict(")) return asked_path(evaluate_dict_path);
    if (take("type(")) return asked_path(evaluate_type_path);
    if (take("code.")) return code_path();
    if (rest_ == "lookup") return evaluate_lookup_path(view_);
    if (take("same(")) return same_path();
    if (take("count(")) return count_path();
    if (take("output.")) return output_path();
    if (rest_ == "exception") return PathValue::plain(moment_.exception.empty() ? "none" : moment_.exception);
    return unknown();
  }

 private:
  PathValue unknown() { return PathValue::failure("'" + std::string(path_) + "' is not an inspect path"); }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // What stands before the matching ')', which is taken too.
  std::string take_argument() {
    int depth = 0;
    for (size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '(') ++depth;
      if (rest_[i] == ')' && depth-- == 0) {
        std::string out(rest_.substr(0, i));
        rest_.remove_prefix(i + 1);
        return trimmed(out);
      }
    }
    return "";
  }

  const FrameRow* running() { return moment_.frames.empty() ? nullptr : &moment_.frames.back(); }
  const FrameRow* frame_named(const std::string& name) {
    if (!name.empty() && name.size() < 9 && name.find_first_not_of("0123456789") == std::string::npos) {
      size_t depth = std::stoul(name);
      return depth < moment_.frames.size() ? &moment_.frames[depth] : nullptr;
    }
    for (auto it = moment_.frames.rbegin(); it != moment_.frames.rend(); ++it)
      if (it->name == name || it->qualname == name) return &*it;
    for (const FrameRow& frame : moment_.suspended)
      if (frame.name == name || frame.qualname == name) return &frame;
    return nullptr;
  }

  PathValue frame_path() {
    const FrameRow* frame = running();
    if (take("(")) {
      std::string name = take_argument();
      frame = frame_named(name);
      if (!frame) return PathValue::failure("no frame of '" + name + "' is there");
    }
    if (rest_.empty()) {
      if (!frame) return PathValue::failure("no frame is there");
      PathValue v = PathValue::plain(frame->qualname);
      v.frame = frame->id;
      return v;
    }
    if (!take(".")) return unknown();
    return on_frame(frame);
  }

  PathValue on_frame(const FrameRow* frame) {
    if (!frame) return PathValue::failure("no frame is running");
    PathValue v;
    if (rest_ == "line") v = PathValue::plain(frame->line), v.place = "line " + std::to_string(frame->line);
    else if (rest_ == "function") v = PathValue::plain(frame->qualname);
    else if (rest_ == "offset") v = PathValue::plain(frame->offset);
    else if (rest_ == "op") v = operation(*frame);
    else if (rest_ == "locals.count") v = PathValue::plain(count_locals(*frame));
    else if (take("locals.")) v = local(*frame, std::string(take_name()));
    else if (rest_ == "stack.depth") v = PathValue::plain(static_cast<int64_t>(frame->stack.size())), v.place = "stack";
    else if (take("stack[")) v = stack_slot(*frame);
    else if (take("stack")) v = PathValue::plain(static_cast<int64_t>(frame->stack.size())), v.place = "stack";
    else return unknown();
    if (v.found) v.frame = frame->id;   // what is not there does not point at the frame
    return v;
  }

  std::string_view take_name() {
    size_t n = rest_.find_first_of(".[(");
    std::string_view name = rest_.substr(0, n);
    rest_.remove_prefix(name.size());
    return name;
  }

  static int64_t count_locals(const FrameRow& frame) {
    return std::count_if(frame.locals.begin(), frame.locals.end(), [](const LocalRow& l) { return l.value.id != 0; });
  }

  PathValue operation(const FrameRow& frame) {
    if (const CodeRows* code = view_.code(frame.code_id))
      for (const InstrRow& i : code->instructions)
        if (i.offset == frame.offset) {
          PathValue v = PathValue::plain(i.name);
          v.place = "instr " + std::to_string(i.offset);
          return v;
        }
    return PathValue::failure("the instruction is not known");
  }

  PathValue local(const FrameRow& frame, const std::string& name) {
    for (const LocalRow& l : frame.locals)
      if (l.name == name) {
        const ValueRow& value = l.content.id ? l.content : l.value;
        PathValue v = value.id ? of_value(value) : PathValue::plain("unbound");
        v.place = "local " + name;
        return v;
      }
    return PathValue::failure("'" + frame.qualname + "' has no variable '" + name + "' here");
  }

  PathValue stack_slot(const FrameRow& frame) {
    size_t end = rest_.find(']');
    if (end == std::string_view::npos) return unknown();
    int index;
    try {
      index = std::stoi(std::string(rest_.substr(0, end)));
    } catch (const std::exception&) {
      return unknown();
    }
    rest_.remove_prefix(end + 1);
    int n = static_cast<int>(frame.stack.size());
    int at = index < 0 ? n + index : index;
    if (at < 0 || at >= n) return PathValue::failure("the value stack has " + std::to_string(n) + " entries; there is no [" + std::to_string(index) + "]");
    PathValue v = of_value(frame.stack[static_cast<size_t>(at)].value);
    v.place = "stack " + std::to_string(at);
    return v;
  }

  // What follows a value: nothing, or one of its facts.
  PathValue of_value(const ValueRow& value) {
    PathValue v = PathValue::plain(value.text);
    v.object = value.id;
    if (rest_.empty() || rest_ == ".text") return v;
    if (is_memory_path(rest_)) return evaluate_memory_path(view_, value.id, rest_);
    if (rest_ == ".refcount") v.text = std::to_string(value.refcount), v.place = "field ob_refcnt";
    else if (rest_ == ".type") v.text = value.type;
    else if (rest_ == ".id") v.text = std::to_string(value.id);
    else if (rest_ == ".size" || rest_ == ".refs.count") return of_object(value.id);
    else return unknown();
    return v;
  }

  PathValue of_object(ObjectId id) {
    for (const ObjectRow& o : moment_.objects)
      if (o.value.id == id) {
        PathValue v = PathValue::plain(rest_ == ".size" ? o.size : static_cast<int64_t>(o.refs.size()) + o.refs_left_out);
        v.object = id;
        return v;
      }
    return PathValue::failure("the object is not among those the program can reach");
  }

  std::optional<ValueRow> find_name(const std::string& name) {
    for (auto it = moment_.frames.rbegin(); it != moment_.frames.rend(); ++it) {
      bool innermost = it == moment_.frames.rbegin(), module = it->qualname == "<module>";
      if (!innermost && !module) continue;
      for (const LocalRow& l : it->locals)
        if (l.name == name && l.value.id) return l.content.id ? l.content : l.value;
    }
    return std::nullopt;
  }

  // `text` begins with stack[I]; n gets where that ends.
  std::optional<ValueRow> find_on_stack(const std::string& text, size_t& n) {
    n = text.find(']');
    if (n == std::string::npos || !running()) return std::nullopt;
    ++n;
    int index = std::atoi(text.c_str() + 6), depth = static_cast<int>(running()->stack.size());
    if (index < 0) index += depth;
    if (index < 0 || index >= depth) return std::nullopt;
    return running()->stack[static_cast<size_t>(index)].value;
  }

  // NAME or stack[I], then .ATTR and [KEY] as often as wanted.
  std::optional<ValueRow> find_object(const std::string& text) {
    size_t n = text.find_first_of(".[");
    std::optional<ValueRow> value = text.starts_with("stack[") ? find_on_stack(text, n) : find_name(text.substr(0, n));
    while (value && n != std::string::npos && n < text.size()) {
      size_t end = text[n] == '[' ? text.find(']', n) : text.find_first_of(".[", n + 1);
      if (text[n] == '[' && end != std::string::npos) ++end;
      std::string label = text.substr(n, end == std::string::npos ? end : end - n);
      value = follow(value->id, label);
      n = end;
    }
    return value;
  }

  std::optional<ValueRow> follow(ObjectId id, const std::string& label) {
    for (const ObjectRow& o : moment_.objects)
      if (o.value.id == id)
        for (const RefRow& ref : o.refs)
          if (ref.label == label || "." + ref.label == label) return ref.value;
    return std::nullopt;
  }

  PathValue object_path() {
    std::string name = take_argument();
    std::optional<ValueRow> value = find_object(name);
    return value ? of_value(*value) : PathValue::failure("'" + name + "' is not there");
  }

  PathValue asked_path(PathValue (*ask)(View&, ObjectId, std::string_view)) {
    std::string name = take_argument();
    std::optional<ValueRow> value = find_object(name);
    return value ? ask(view_, value->id, rest_) : PathValue::failure("'" + name + "' is not there");
  }

  PathValue cell_path() {
    std::string name = take_argument();
    for (auto it = moment_.frames.rbegin(); it != moment_.frames.rend(); ++it)
      for (const LocalRow& l : it->locals)
        if (l.name == name && (l.kind == "cell" || l.kind == "free") && l.value.type == "cell") {
          if (rest_ == ".content") {
            rest_ = {};
            PathValue v = l.content.id ? of_value(l.content) : PathValue::plain("empty");
            v.frame = it->id;
            v.place = "local " + name;
            return v;
          }
          PathValue v = of_value(l.value);
          v.frame = it->id;
          v.place = "local " + name;
          return v;
        }
    return PathValue::failure("no frame here has a cell for '" + name + "'");
  }

  PathValue code_path() {
    const FrameRow* frame = running();
    const CodeRows* code = frame ? view_.code(frame->code_id) : nullptr;
    if (!code) return PathValue::failure("no code object is running");
    return path_into_code(*code, rest_);
  }

  PathValue same_path() {
    std::string both = take_argument();
    int depth = 0;
    for (size_t i = 0; i < both.size(); ++i) {
      if (both[i] == '(') ++depth;
      if (both[i] == ')') --depth;
      if (both[i] != ',' || depth) continue;
      PathValue a = evaluate_path(view_, trimmed(std::string_view(both).substr(0, i)));
      PathValue b = evaluate_path(view_, trimmed(std::string_view(both).substr(i + 1)));
      if (!a.found) return a;
      if (!b.found) return b;
      PathValue v = PathValue::plain(a.object && a.object == b.object ? "True" : "False");
      v.object = a.object;
      return v;
    }
    return PathValue::failure("same(PATH, PATH) wants two paths");
  }

  PathValue count_path() {
    std::string type = take_argument();
    return PathValue::plain(std::count_if(moment_.objects.begin(), moment_.objects.end(), [&](const ObjectRow& o) { return !o.garbage && o.value.type == type; }));
  }

  PathValue output_path() {
    std::string text = output_so_far(view_);
    if (rest_ == "lines") return PathValue::plain(std::count(text.begin(), text.end(), '\n'));
    if (rest_ != "last") return unknown();
    if (!text.empty() && text.back() == '\n') text.pop_back();
    size_t start = text.rfind('\n');
    PathValue v = PathValue::plain(start == std::string::npos ? text : text.substr(start + 1));
    v.place = "output";
    return v;
  }

  View& view_;
  const Moment& moment_;
  std::string_view path_, rest_;
};

}  // namespace

PathValue evaluate_path(View& view, std::string_view path) {
  std::string text = trimmed(path);
  return Evaluator(view, text).evaluate();
}

std::string output_so_far(View& view) {
  std::string text;
  uint64_t wanted = view.moment().stdout_bytes;
  for (const OutputRow& row : view.output())
    if (row.stream == 1) text += row.text;
  return text.substr(0, wanted);
}

}  // namespace innards
