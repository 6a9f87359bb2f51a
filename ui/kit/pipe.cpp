#include "kit/pipe.h"

#include <algorithm>

namespace innards::ui {
namespace {

int unit_of(PipeState& s, const CodeRows* code) {
  if (!code || !s.shown) return -1;
  if (s.unit_of_code != code->id || s.unit_of_edition != code->edition) {
    s.unit_of_code = code->id;
    s.unit_of_edition = code->edition;
    s.unit_of_answer = code->filename == s.shown->filename ? unit_of_code(*s.shown, *code) : -1;
  }
  return s.unit_of_answer;
}

const CodeRows* frame_code(Ui& ui) {
  const FrameRow* f = ui.frame();
  return f ? ui.view->code(f->code_id) : nullptr;
}

// A variable of a frame is a symbol of its scope.
PipelinePoint point_of_variable(Ui& ui, const PipeState& s, int depth, const std::string& name) {
  for (const FrameRow& f : ui.view->moment().frames) {
    const CodeRows* code = f.depth == depth ? ui.view->code(f.code_id) : nullptr;
    int unit = code && code->filename == s.shown->filename ? unit_of_code(*s.shown, *code) : -1;
    int scope = unit < 0 ? -1 : s.shown->units[static_cast<size_t>(unit)].scope;
    if (scope < 0) continue;
    const std::vector<PipelineSymbol>& symbols = s.shown->scopes[static_cast<size_t>(scope)].symbols;
    for (size_t i = 0; i < symbols.size(); ++i)
      if (symbols[i].name == name) return {Stage::Symbol, scope, static_cast<int>(i), -1};
  }
  return {};
}

PipelinePoint point_of_link(Ui& ui, PipeState& s, const Link& link) {
  if (link.pipe.stage != Stage::None) return link.pipe;
  if (s.refused || !ui.view) return {};
  if (link.frame >= 0 && !link.name.empty()) return point_of_variable(ui, s, link.frame, link.name);
  const CodeRows* code = frame_code(ui);
  if (link.offset >= 0 && code && link.code == code->id) return {Stage::Instr, unit_of(s, code), link.offset, -1};
  return {};
}

void relight(const PipeState& s, PipelinePoint& known, const PipelinePoint& wanted, PipelineLight& light) {
  if (known == wanted) return;
  known = wanted;
  light = s.shown ? light_of(*s.shown, wanted) : PipelineLight();
}

void forget(PipeState& s) {
  s.now_point = s.hover_point = s.chosen_point = PipelinePoint();
  s.now = s.hover = s.chosen = PipelineLight();
  s.unit = s.pass = -1;
  s.unit_of_code = 0;
  s.unit_of_answer = -1;
  s.closed[0].clear(), s.closed[1].clear();
  s.scenes[0].reset(), s.scenes[1].reset();
  s.visible_fresh = false;
}

// A symbol of the running code object is a variable of its frame, and lights there too.
void light_variable(Ui& ui, const PipeState& s, int unit) {
  if (ui.hover.pipe.stage == Stage::None || ui.hover.frame >= 0 || unit < 0) return;
  int scope = s.shown->units[static_cast<size_t>(unit)].scope;
  for (const auto& [owner, symbol] : s.hover.symbols) {
    if (owner != scope) continue;
    ui.hover.frame = ui.frame()->depth;
    ui.hover.name = s.shown->scopes[static_cast<size_t>(scope)].symbols[static_cast<size_t>(symbol)].name;
  }
}

// A part of another code object brings that one up.
void follow_chosen(Ui& ui, PipeState& s) {
  int at = shown_code(ui).unit;
  bool here = s.chosen.instrs.empty() || s.refused;
  for (const auto& [unit, offset] : s.chosen.instrs) here |= unit == at;
  if (!here) choose_unit(ui, s.chosen.instrs[0].first);
}

}  // namespace

PipeState& pipe(Ui& ui) {
  if (!ui.pipe) ui.pipe = std::make_shared<PipeState>();
  ui.pipe->wanted_frame = ui.frame_count + 1;
  return pipe_if_wanted(ui);
}

PipeState& pipe_if_wanted(Ui& ui) {
  if (!ui.pipe) ui.pipe = std::make_shared<PipeState>();
  PipeState& s = *ui.pipe;
  // What is selected lights up in source and bytecode too, when no panel of the compiler can be seen.
  bool wanted_now = ui.selected.pipe.stage != Stage::None || (s.wanted_frame && s.wanted_frame + 1 >= ui.frame_count);
  if (!wanted_now) {
    if (s.shown) forget(s), s.shown = nullptr;
    return s;
  }
  std::shared_ptr<const Pipeline> wanted = s.refused ? s.refused : ui.view ? ui.view->pipeline(ui.rows.source_file) : nullptr;
  if (wanted != s.shown) {
    forget(s);
    s.shown = wanted;
  }
  if (!s.shown) return s;
  if (s.unit >= 0 && ui.view && s.unit_step != ui.view->cursor()) s.unit = -1;
  const CodeRows* code = s.refused || !ui.view ? nullptr : frame_code(ui);
  int unit = unit_of(s, code);
  PipelinePoint now;
  if (unit >= 0) now = {Stage::Instr, unit, ui.frame()->offset, -1};
  relight(s, s.now_point, now, s.now);
  relight(s, s.hover_point, point_of_link(ui, s, ui.hover), s.hover);
  light_variable(ui, s, unit);
  PipelinePoint chosen = ui.selected.pipe;
  bool fresh = !(chosen == s.chosen_point);
  relight(s, s.chosen_point, chosen, s.chosen);
  if (fresh && !(s.chosen.nodes.empty() && s.chosen.tokens.empty() && s.chosen.instrs.empty())) {
    ++s.choices;
    follow_chosen(ui, s);
  } else if (fresh && chosen.stage == Stage::None) {
    s.unit = -1;   // nothing selected: the frame's code again
  }
  return s;
}

void show_refused(Ui& ui, std::shared_ptr<const Pipeline> pipeline) {
  if (!ui.pipe) ui.pipe = std::make_shared<PipeState>();
  ui.pipe->refused = std::move(pipeline);
}

void point_at(Ui& ui, const PipelinePoint& point, bool clicked) {
  ui.hover_next.pipe = point;
  if (clicked) ui.selected.pipe = ui.selected.pipe == point ? PipelinePoint() : point;
}

void choose_unit(Ui& ui, int unit) {
  ui.pipe->unit = unit;
  ui.pipe->unit_step = ui.view ? ui.view->cursor() : UINT64_MAX;
}

void fill_glow(const Rect& r, const Glow& glow) {
  if (glow.now) fill(r, tone(Tone::NowSoft));
  if (glow.chosen) fill(r, tone(Tone::AccentSoft));
  if (glow.chosen) fill({r.x, r.y, px(2), r.h}, tone(Tone::Accent));
  if (glow.hover) fill(r, tone(Tone::Hover));
}

namespace {

// The code object in the machine that a unit became: among the constants of the program's first frame, and theirs.
const CodeRows* find_live(Ui& ui, const Pipeline& p, ObjectId id, int unit) {
  const CodeRows* code = id ? ui.view->code(id) : nullptr;
  if (!code || code->filename != p.filename) return nullptr;
  if (unit_of_code(p, *code) == unit) return code;
  for (ObjectId child : std::vector<ObjectId>(code->children))
    if (const CodeRows* found = find_live(ui, p, child, unit)) return found;
  return nullptr;
}

const CodeRows* live_code(Ui& ui, const Pipeline& p, int unit) {
  if (!ui.view || ui.view->moment().frames.empty()) return nullptr;
  const ObjectId outermost = ui.view->moment().frames.front().code_id;
  PipeState& s = *ui.pipe;
  if (s.live_in != outermost || s.live_unit != unit || s.live_step != ui.view->cursor()) {
    const CodeRows* found = find_live(ui, p, outermost, unit);
    s.live_in = outermost, s.live_unit = unit, s.live_step = ui.view->cursor();
    s.live = found ? found->id : 0;
  }
  return s.live ? ui.view->code(s.live) : nullptr;
}

}  // namespace

ShownCode shown_code(Ui& ui) {
  ShownCode out;
  if (ui.view) out.frame = ui.frame(), out.code = frame_code(ui);
  if (!ui.pipe || !ui.pipe->shown) return out;
  PipeState& s = *ui.pipe;
  if (s.refused) return out;   // of a text that does not run there is no code beside what runs
  out.unit = unit_of(s, out.code);
  int count = static_cast<int>(s.shown->units.size());
  int wanted = s.unit >= 0 && s.unit < count ? s.unit : !out.code && count ? 0 : out.unit;
  if (wanted == out.unit) return out;
  // As it stands in the machine, with what specialisation has made of it, where it is there already.
  if (const CodeRows* live = live_code(ui, *s.shown, wanted)) return {live, nullptr, wanted};
  return {&s.shown->units[static_cast<size_t>(wanted)].code, nullptr, wanted};
}

bool new_choice(Ui& ui, Panel p) {
  PipeState& s = *ui.pipe;
  uint64_t& seen = s.scrolled[static_cast<int>(p)];
  bool fresh = seen != s.choices && s.chosen_point.stage != Stage::None;
  if (!ImGui::IsWindowAppearing()) seen = s.choices;   // it has no height yet: once more in the next frame
  return fresh;
}

int wants_scroll(Ui& ui, Panel p) {
  bool chosen = new_choice(ui, p), moved = ui.view && ui.follow(p);
  return chosen ? 1 : moved ? 2 : 0;
}

void scroll_to_row(float y, float height) {
  float top = ImGui::GetScrollY(), view = ImGui::GetWindowHeight();
  if (y < top || y + height > top + view - height) ImGui::SetScrollY(std::max(0.f, y - view * 0.35f));
}

std::string span_text(const Span& s) {
  if (!s.line) return "";
  if (s.col < 0) return std::to_string(s.line);
  std::string text = std::to_string(s.line) + ":" + std::to_string(s.col) + "-";
  return text + (s.end_line != s.line ? std::to_string(s.end_line) + ":" : "") + std::to_string(s.end_col);
}

std::string why_empty(Ui& ui) {
  PipeState& s = pipe(ui);
  if (s.shown && !s.shown->error.empty()) return s.shown->error + "\n" + tr(Word::NotSoFar);
  if (s.shown) return tr(Word::Nothing);
  return ui.view && !ui.view->has(Knows::Pipeline) ? tr(Word::NotInTrace) : tr(Word::Nothing);
}

void refused_row(Ui& ui) {
  PipeState& s = pipe(ui);
  if (!s.shown || s.shown->error.empty()) return;
  Row row = begin_row(ui, line_height(), Link());
  fill(row.rect, tone(Tone::ErrorSoft));
  if (row_text_fit(row.rect.x + px(10), row.rect.y, row.rect.h, Face::Small, Tone::Error, "! " + s.shown->error, row.rect.w - px(18)) && row.hovered) tooltip(s.shown->error);
}

float word_choice(float x, float y, float h, float room, const std::vector<std::string>& words, int chosen, int* pressed) {
  float at = x;
  for (size_t i = 0; i < words.size(); ++i) {
    const float w = std::min(text_width(Face::Small, words[i]) + px(12), x + room - at);
    Rect r{at, y + px(2), w, h - px(4)};
    bool on = static_cast<int>(i) == chosen, over = mouse_in(r);
    if (on || over) fill(r, tone(Tone::AccentSoft), px(4));
    row_text_fit(at + px(6), y, h, Face::Small, on || over ? Tone::Accent : Tone::Dim, words[i], w - px(11));
    if (on) fill({at + px(6), y + h - px(3), w - px(12), px(2)}, tone(Tone::Accent));
    if (over && ImGui::IsMouseClicked(0) && pressed) *pressed = static_cast<int>(i);
    at += w + px(2);
  }
  return at - x;
}

}  // namespace innards::ui
