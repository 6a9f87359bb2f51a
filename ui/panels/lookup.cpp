// Lookup: the walk of one attribute access or name, place by place, and which place answers.
#include "kit/asked.h"
#include "kit/text_field.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

struct Named {
  const char* id;
  Word word;
};
constexpr Named kOperations[] = {{"load", Word::WalkLoad}, {"method", Word::WalkMethod}, {"store", Word::WalkStore}, {"delete", Word::WalkDelete}, {"name", Word::WalkName}};
constexpr Named kPlaces[] = {
    {"type", Word::PlaceType}, {"metatype", Word::PlaceMetatype}, {"instance", Word::PlaceInstance}, {"descriptor", Word::PlaceDescriptor},
    {"hook", Word::PlaceHook}, {"local", Word::PlaceLocal},       {"cell", Word::PlaceCell},         {"global", Word::PlaceGlobal},
    {"builtin", Word::PlaceBuiltin}, {"super", Word::PlaceSuper}, {"native", Word::PlaceNative},     {"error", Word::PlaceError},
};
constexpr Named kEnds[] = {
    {"value", Word::EndsValue}, {"bound", Word::EndsBound}, {"call", Word::EndsCall}, {"native", Word::EndsNative},
    {"stored", Word::EndsStored}, {"deleted", Word::EndsDeleted}, {"error", Word::EndsError},
};

template <size_t n>
const char* word_of(const Named (&list)[n], const std::string& id) {
  for (const Named& row : list)
    if (id == row.id) return tr(row.word);
  return "";
}

const char* sign_of_end(WalkEnd end) { return end == WalkEnd::Answers ? "✓" : end == WalkEnd::Fails ? "!" : end == WalkEnd::Found ? "•" : "–"; }
Tone tone_of_end(WalkEnd end) { return end == WalkEnd::Answers ? Tone::Added : end == WalkEnd::Fails ? Tone::Error : end == WalkEnd::Found ? Tone::Text : Tone::Dim; }

std::string operation_text(const WalkRows& w) { return w.from_step ? word_of(kOperations, w.operation) : tr(Word::WalkAsked); }

// ---- head

void draw_question(Ui& ui, const WalkRows& w) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height();
  const std::string name = (w.object.id ? "." : "") + w.name;
  float x = p.x + px(10);
  x += row_text(x, p.y + px(3), h, Face::Small, w.from_step ? Tone::Now : Tone::Dim, (w.from_step ? "▶ " : "") + operation_text(w)) + px(8);
  const float name_w = std::min(text_width(Face::MonoBold, name), width * 0.45f), room = p.x + width - px(22) - name_w - x;
  if (w.object.id) {
    value_chip(ui, x, p.y + px(3), h, room, w.object, false);
    x += std::min(room + px(6), text_width(Face::Mono, w.object.text) + ref_badge_width(w.object) + px(12));
  }
  row_text_fit(x, p.y + px(3), h, Face::MonoBold, Tone::Text, name, std::min(name_w + px(2), p.x + width - px(8) - x));
  ImGui::Dummy(ImVec2(1, h + px(7)));
}

// A name can be typed when an object is selected; beside it the walk's control.
void draw_controls(Ui& ui, const WalkRows& w, int& shown) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y));
  if (ui.selected.object) {
    ImGui::SetNextItemWidth(px(150));
    text_field("##name", tr(Word::TypeName), ui.typed_name);
    ImGui::SameLine(0, px(8));
  }
  shown = walk_control(ui.walk, static_cast<int>(w.rows.size()));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + ImGui::GetFrameHeight() + px(5)));
}

// ---- rows

void draw_place(Ui& ui, const WalkRow& r, int number, bool current) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height(), left = p.x + px(122), room = p.x + width - px(12) - left;
  const float text_h = wrapped(left, p.y + px(2), room, Face::Sans, Tone::Text, tell(r.text), false), value_h = r.found.id ? h : 0;
  const float all = std::max(h, text_h + px(3)) + value_h;
  Link link;
  link.object = r.where;
  const Rect rect{p.x + px(4), p.y, width - px(8), all};
  if (current) fill(rect, tone(Tone::NowSoft), px(3));
  if (r.where && ui.glows(link)) fill(rect, tone(Tone::Hover), px(3));
  const std::string n = std::to_string(number);
  row_text(p.x + px(26) - text_width(Face::MonoSmall, n), p.y, h, Face::MonoSmall, Tone::Faint, n);
  row_text(p.x + px(32), p.y, h, Face::MonoBold, tone_of_end(r.end), sign_of_end(r.end));
  row_text_fit(p.x + px(46), p.y, h, Face::Small, Tone::Dim, word_of(kPlaces, r.place), px(72));
  wrapped(left, p.y + px(2), room, Face::Sans, tone_of_end(r.end), tell(r.text));
  if (r.found.id) value_chip(ui, left, p.y + all - value_h, h, room, r.found);
  const bool on_value = r.found.id && ImGui::GetMousePos().y >= p.y + all - value_h;
  if (r.where && !on_value && hot(ui, rect, link)) ui.select_object(r.where);
  ImGui::Dummy(ImVec2(1, all));
}

const ValueRow* value_of_answer(const WalkRows& w) {
  for (const WalkRow& r : w.rows)
    if (w.answer && r.found.id == w.answer) return &r.found;
  return nullptr;
}

void draw_end(Ui& ui, const WalkRows& w) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = line_height();
  line(p.x + px(10), p.y + px(3), p.x + width - px(10), p.y + px(3), tone(Tone::Line));
  const bool error = w.answer_kind == "error";
  const float used = row_text(p.x + px(10), p.y + px(6), h, Face::Bold, error ? Tone::Error : Tone::Added, word_of(kEnds, w.answer_kind)) + px(20);
  if (const ValueRow* v = value_of_answer(w)) value_chip(ui, p.x + used, p.y + px(6), h, width - used - px(10), *v);
  ImGui::Dummy(ImVec2(1, h + px(8)));
  if (w.cache.english.empty()) return;
  const ImVec2 q = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, wrapped(q.x + px(10), q.y, width - px(20), Face::Sans, Tone::Dim, tell(w.cache)) + px(3)));
}

}  // namespace

void draw_Lookup(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Type)) return placeholder(tr(Word::NotInTrace));
  if (!ui.selected.object && prediction_open(ui)) return placeholder(tr(Word::PredictHidden));
  const WalkRows w = asked_lookup(ui);
  int shown = 0;
  if (!w.any) {
    ImGui::Dummy(ImVec2(1, px(4)));
    draw_controls(ui, w, shown);
    return placeholder(tr(Word::SelectForWalk));
  }
  draw_question(ui, w);
  draw_controls(ui, w, shown);
  for (int i = 0; i < shown; ++i) draw_place(ui, w.rows[static_cast<size_t>(i)], i + 1, i + 1 == shown);
  if (shown == static_cast<int>(w.rows.size())) draw_end(ui, w);
}

std::string text_Lookup(Ui& ui) {
  if (!ui.view->has(Knows::Type)) return std::string(tr(Word::NotInTrace)) + "\n";
  if (!ui.selected.object && prediction_open(ui)) return std::string(tr(Word::PredictHidden)) + "\n";
  const WalkRows& w = asked_lookup(ui);
  if (!w.any) return std::string(tr(Word::SelectForWalk)) + "\n";
  std::string out = operation_text(w) + " " + (w.object.id ? value_text(w.object) + " ." : "") + w.name + "\n";
  const int shown = walk_shown(ui.walk, static_cast<int>(w.rows.size()));
  for (int i = 0; i < shown; ++i) {
    const WalkRow& r = w.rows[static_cast<size_t>(i)];
    out += pad_left(std::to_string(i + 1), 3) + " " + sign_of_end(r.end) + " " + pad(word_of(kPlaces, r.place), 12) + tell(r.text);
    out += (r.found.id ? "  " + value_text(r.found) : "") + "\n";
  }
  if (shown < static_cast<int>(w.rows.size())) return out;
  out += std::string("    ") + word_of(kEnds, w.answer_kind);
  if (const ValueRow* v = value_of_answer(w)) out += ": " + value_text(*v);
  out += "\n";
  if (!w.cache.english.empty()) out += "    " + tell(w.cache) + "\n";
  return out;
}

}  // namespace innards::ui
