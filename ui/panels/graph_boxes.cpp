#include "panels/graph_boxes.h"

#include <algorithm>

#include "kit/rows.h"

namespace innards::ui {

namespace {

constexpr size_t kFoldedRows = 8, kOpenRows = 400;
constexpr size_t kMostKept = 40000;

bool is_scalar(const std::string& type) {
  static const char* const kScalars[] = {"int", "float", "complex", "bool", "NoneType", "str", "bytes", "ellipsis", "NotImplementedType", "range", "slice",
                                         "builtin_function_or_method", "module", "code", "wrapper_descriptor", "method_descriptor", "getset_descriptor", "member_descriptor", "classmethod_descriptor"};
  for (const char* s : kScalars) {
    if (type == s) return true;
  }
  return false;
}

// Whoever made it: a class whose metaclass is not `type` is a class too.
bool is_class(const ValueRow& v) { return v.type == "type" || v.text.compare(0, 8, "<class '") == 0; }

// What a box is, where it matters for its title and rows: every class is of the kind "type".
const std::string& kind_of(const ValueRow& v) {
  static const std::string kClass = "type";
  return is_class(v) ? kClass : v.type;
}

bool is_base(const std::string& type, const std::string& label) { return type == "type" && label.compare(0, 9, "__bases__") == 0; }

// References that every function or class has, and that tell nothing about this program.
bool is_dull_label(const std::string& type, const std::string& label) {
  if (label == "__class__" || label == "ob_type") return true;
  if (type == "function" && label.compare(0, 5, "func_") == 0) return label != "func_defaults" && label != "func_closure" && label != "func_kwdefaults";
  if (type == "type") {
    static const char* const kMembers[] = {".__module__", ".__qualname__", ".__doc__", ".__dict__", ".__weakref__"};
    for (const char* s : kMembers) {
      if (label == s) return true;
    }
    return label.compare(0, 3, "tp_") == 0 || label.compare(0, 3, "ht_") == 0;
  }
  return false;
}

uint64_t frame_key(const FrameRow& f) { return f.id | (uint64_t{1} << 63); }

bool is_method_like(const std::string& type) { return type == "function" || type == "classmethod" || type == "staticmethod" || type == "property"; }

// A short tuple of small values reads better in place; as it cannot change, nothing is lost by it.
bool is_small_tuple(const ObjectRow& o) {
  if (o.value.type != "tuple" || o.value.cut || o.refs.size() > 4 || o.value.text.size() > 24) return false;
  return std::all_of(o.refs.begin(), o.refs.end(), [](const RefRow& r) { return is_scalar(r.value.type); });
}

// A class, function or generator is known by its name: <class '__main__.Account'> is titled Account, with "class" beside it,
// or with its metaclass.
void name_box(Box& box) {
  const std::string& text = box.value.text;
  size_t from = text.find(' '), to = text.rfind('>');
  if (box.value.type == "method") from = text.find("method ") + 6, to = text.find(" of", from);
  if (box.value.type == "generator") from = text.find("object ") + 6, to = text.find(" at", from);
  if (from == std::string::npos || to == std::string::npos || to <= from + 1) {
    box.note = text;
    return;
  }
  std::string name = text.substr(from + 1, to - from - 1);
  name = name.substr(0, name.find(" at 0x"));
  if (name.size() > 2 && name[0] == '\'') name = name.substr(1, name.size() - 2);
  if (name.compare(0, 9, "__main__.") == 0) name = name.substr(9);
  // A function made inside another is known by its own name.
  size_t local = name.rfind("<locals>.");
  if (local != std::string::npos) name = name.substr(local + 9);
  box.title = name;
  box.note = box.value.type == "type" ? "class" : box.value.type;   // of a metaclass: its name says who made the class
}

// A value whose box, where it has one, depends on what it leads to.
bool needs_judgement(const Ui& ui, const ValueRow& v) { return v.id && (ui.settings.every_box || !is_scalar(v.type)); }

void measure(Box& b) {
  const float h = line_height();
  GraphBox& g = b.shape;
  float head = px(16) + text_width(b.frame >= 0 ? Face::MonoBold : Face::Bold, b.title);
  if (!b.note.empty()) head += px(8) + std::min(text_width(Face::MonoSmall, b.note), px(130));
  if (b.id) head += ref_badge_width(b.value) + px(12);
  if (b.change != Change::Same) head += px(12);
  if (b.garbage) head += garbage_badge_width();
  b.label_w = 0;
  float value_w = px(12);
  for (const BoxRow& r : b.rows) {
    b.label_w = std::max(b.label_w, std::min(text_width(Face::MonoSmall, r.label), px(110)));
    if (!r.arrow) value_w = std::max(value_w, std::min(text_width(Face::Mono, r.value.id ? r.value.text : "NULL"), px(130)));
  }
  g.w = std::max({head, b.rows.empty() ? 0 : b.label_w + value_w + px(34), px(84)});
  g.h = box_head_height() + static_cast<float>(b.rows.size()) * h + (b.more || b.open ? h : 0) + (b.rows.empty() ? 0 : px(3));
  float y = box_head_height();
  for (size_t k = 0; k < b.rows.size(); ++k, y += h)
    if (b.rows[k].arrow) g.ports.push_back({y + h / 2, b.rows[k].value.id, static_cast<int>(k)});
}

}  // namespace

float garbage_badge_width() { return text_width(Face::Small, tr(Word::Garbage)) + px(16); }
float box_head_height() { return line_height() + px(2); }

class BoxMaker::Round {
 public:
  Round(BoxMaker& maker, const Ui& ui, bool measured) : kept_(maker.kept_), look_(++maker.look_), ui_(ui), moment_(ui.view->moment()), measured_(measured) { meet_objects(); }
  std::vector<SharedBox> take();

 private:
  void meet_objects();
  Kept* there(ObjectId id);
  bool wants_box(const ValueRow& v);
  bool wants_box(Kept& kept);
  bool wants_function(const ObjectRow& o);
  bool want(const ValueRow& v);
  bool is_open(ObjectId id) const { return std::find(ui_.graph_open.begin(), ui_.graph_open.end(), id) != ui_.graph_open.end(); }
  bool still_good(const Kept& kept);
  void add_frame(const FrameRow& f);
  SharedBox make_box(const ObjectRow& o);
  void add_rows(Box& box, const ObjectRow& o, bool named);
  void add(Box box);
  void add(Kept& kept);
  void add_queued();

  std::unordered_map<ObjectId, Kept>& kept_;
  const uint64_t look_;
  const Ui& ui_;
  const Moment& moment_;
  const bool measured_;
  std::vector<SharedBox> boxes_;
  std::vector<Kept*> queue_;
  size_t done_ = 0;   // of the queue
};

void BoxMaker::Round::meet_objects() {
  if (kept_.size() > kMostKept) kept_.clear();
  for (size_t i = 0; i < moment_.objects.size(); ++i) {
    Kept& kept = kept_[moment_.objects[i].value.id];
    if (kept.row != moment_.objects.shared(i)) kept.row = moment_.objects.shared(i), kept.box.reset();
    kept.look = look_;
  }
}

BoxMaker::Kept* BoxMaker::Round::there(ObjectId id) {
  const auto it = kept_.find(id);
  return it == kept_.end() || it->second.look != look_ ? nullptr : &it->second;
}

// A function without default values or closure is its name.
bool BoxMaker::Round::wants_function(const ObjectRow& o) {
  for (const RefRow& r : o.refs) {
    if (is_dull_label("function", r.label) || r.value.type == "NoneType") continue;
    // Default values that are small and cannot change are not worth a box either.
    const Kept* value = there(r.value.id);
    if (r.label == "func_closure" || !value || !is_small_tuple(*value->row)) return true;
  }
  return false;
}

bool BoxMaker::Round::wants_box(Kept& kept) {
  if (kept.judged == look_) return kept.wanted;
  kept.judged = look_;
  const ObjectRow& o = *kept.row;
  if (is_scalar(o.value.type)) return kept.wanted = ui_.settings.every_box;
  if (!ui_.settings.every_box && is_small_tuple(o)) return kept.wanted = false;
  if (o.value.type == "type" && o.value.is_static) return kept.wanted = false;
  return kept.wanted = o.value.type != "function" || ui_.settings.every_box || wants_function(o);
}

bool BoxMaker::Round::wants_box(const ValueRow& v) {
  if (!needs_judgement(ui_, v)) return false;
  Kept* kept = there(v.id);
  return kept && wants_box(*kept);
}

// Whether a value has a box of its own; if so, it will get one.
bool BoxMaker::Round::want(const ValueRow& v) {
  if (!wants_box(v)) return false;
  Kept& kept = *there(v.id);
  if (kept.queued != look_) kept.queued = look_, queue_.push_back(&kept);
  return true;
}

std::vector<SharedBox> BoxMaker::Round::take() {
  for (const FrameRow& f : moment_.frames)
    if (!ui_.is_folded(f)) add_frame(f);
  // What a sleeping generator's frame holds stands in the generator's own box.
  for (const FrameRow& f : moment_.suspended)
    if (f.owner == "thread" && !ui_.is_folded(f)) add_frame(f);
  add_queued();
  // Garbage that nothing names stands behind what names lead to.
  for (const ObjectRow& o : moment_.objects)
    if (o.garbage) want(o.value);
  add_queued();
  // What was freed or cut off by this step still stands there, struck through.
  for (const ObjectRow& o : moment_.objects) {
    if (o.change != Change::Gone || is_scalar(o.value.type)) continue;
    if (Kept& kept = *there(o.value.id); kept.queued != look_) add(kept);
  }
  return std::move(boxes_);
}

void BoxMaker::Round::add(Box box) {
  box.shape.id = box.id ? box.id : box.value.id;
  box.shape.root = box.frame >= 0;
  if (measured_) measure(box);
  boxes_.push_back(std::make_shared<const Box>(std::move(box)));
}

void BoxMaker::Round::add_frame(const FrameRow& f) {
  Box box;
  box.frame = f.depth;
  box.title = f.qualname;
  box.value.id = frame_key(f);
  box.change = f.change == Change::Added ? Change::Added : Change::Same;   // a frame that runs changes all the time
  for (const LocalRow& l : f.locals) {
    if (l.kind == "name" && l.name.compare(0, 2, "__") == 0) continue;
    if (want(l.value)) box.rows.push_back({l.name, l.value, l.change, true, false, true});
  }
  for (const StackRow& s : f.stack)
    if (want(s.value)) box.rows.push_back({"stack[" + std::to_string(s.index) + "]", s.value, s.change, true, false, true});
  if (!box.rows.empty()) add(std::move(box));
}

// Whether the box that was made for an object is still its box. What it leads to gets boxes as well.
bool BoxMaker::Round::still_good(const Kept& kept) {
  if (!kept.box || kept.box->open != is_open(kept.box->id)) return false;
  const std::vector<BoxRow>& rows = kept.box->rows;
  if (!std::all_of(rows.begin(), rows.end(), [&](const BoxRow& r) { return !r.judged || wants_box(r.value) == r.arrow; })) return false;
  for (const BoxRow& r : rows)
    if (r.arrow) want(r.value);
  return true;
}

void BoxMaker::Round::add(Kept& kept) {
  if (!still_good(kept)) kept.box = make_box(*kept.row);
  boxes_.push_back(kept.box);
}

SharedBox BoxMaker::Round::make_box(const ObjectRow& o) {
  Box box;
  box.id = o.value.id;
  box.value = o.value;
  box.title = o.value.type;
  box.change = o.change;
  // That only the count is another is said at the count.
  const bool inside = std::any_of(o.refs.begin(), o.refs.end(), [](const RefRow& r) { return r.change != Change::Same; });
  if (o.change == Change::Changed && !inside && o.refcount_before != o.value.refcount) box.change = Change::Same;
  box.refs_change = o.refcount_before && o.refcount_before != o.value.refcount ? Change::Changed : Change::Same;
  box.open = is_open(box.id);
  box.garbage = o.garbage;
  const bool named = o.value.type == "function" || is_class(o.value) || o.value.type == "method" || o.value.type == "generator";
  if (named) name_box(box);
  else if (is_scalar(o.value.type)) box.note = o.value.text;
  add_rows(box, o, named);
  box.shape.id = box.id;
  if (measured_) measure(box);
  return std::make_shared<const Box>(std::move(box));
}

void BoxMaker::Round::add_rows(Box& box, const ObjectRow& o, bool named) {
  const int64_t limit = box.open ? kOpenRows : kFoldedRows;
  int64_t count = 0;
  for (const RefRow& r : o.refs) {
    const bool base = is_base(kind_of(o.value), r.label);
    if (is_dull_label(kind_of(o.value), r.label) || (named && r.value.type == "NoneType")) continue;
    if (base && r.value.text == "<class 'object'>") continue;   // the base of all classes
    if (++count > limit) continue;
    // A class's own functions are its methods: named in place.
    bool method = is_class(o.value) && is_method_like(r.value.type) && !ui_.settings.every_box;
    box.rows.push_back({r.label, r.value, r.change, !method && want(r.value), base, !method && needs_judgement(ui_, r.value)});
  }
  box.more = std::max<int64_t>(0, count - limit) + o.refs_left_out;
}

void BoxMaker::Round::add_queued() {
  for (; done_ < queue_.size(); ++done_) add(*queue_[done_]);
}

std::vector<SharedBox> BoxMaker::make(const Ui& ui, bool measured) { return Round(*this, ui, measured).take(); }

}  // namespace innards::ui
