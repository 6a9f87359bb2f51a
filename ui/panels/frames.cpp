// Frames: the calls in progress, innermost first, each with its variables.
#include <algorithm>

#include "kit/rows.h"

namespace innards::ui {
namespace {

bool is_dunder(const std::string& s) { return s.size() > 4 && s.compare(0, 2, "__") == 0 && s.compare(s.size() - 2, 2, "__") == 0; }

// Names the import machinery puts into every module's namespace; they are counted, not listed.
bool is_dull(const LocalRow& l) { return l.kind == "name" && is_dunder(l.name) && l.change == Change::Same; }

void draw_local(Ui& ui, const FrameRow& f, const LocalRow& l, float name_w) {
  float h = line_height();
  Link link;
  link.frame = f.depth;
  link.name = l.name;
  link.object = l.value.id;
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x;
  if (l.change != Change::Same) fill({p.x + px(4), p.y, width - px(8), h}, tone(soft_tone_of(l.change)));
  bool chosen = ui.selected.name == l.name && ui.selected.name_function == f.qualname;
  if (chosen) frame_rect({p.x + px(4), p.y, width - px(8), h}, tone(Tone::Accent), px(3));
  if (ui.marked(f.id, "local " + l.name)) mark_ring({p.x + px(4), p.y, width - px(8), h});
  Row row = begin_row(ui, h, Link());
  if (!row.visible) return;
  float x = p.x + px(10);
  x += change_mark(x, p.y, h, l.change);
  row_text_fit(x, p.y, h, Face::Mono, l.change == Change::Gone ? Tone::Gone : Tone::Text, l.name, name_w);
  Rect name_rect{p.x, p.y, px(10) + name_w + px(16), h};
  x += name_w + px(8);
  bool cell = l.kind == "cell" || l.kind == "free";
  if (cell) {
    const char* word = l.kind == "cell" ? "cell" : "free";
    float w = text_width(Face::Small, word);
    Rect r{x, p.y + px(3), w + px(8), h - px(6)};
    frame_rect(r, tone(Tone::Outline), px(2));
    row_text(x + px(4), p.y, h, Face::Small, Tone::Dim, word);
    Link to_cell;
    to_cell.object = l.value.id;
    if (l.value.id && hot(ui, r, to_cell)) ui.select_object(l.value.id);
    x += w + px(12);
    row_text(x, p.y, h, Face::Small, Tone::Arrow, "→");
    x += px(16);
  }
  const ValueRow& shown = cell ? l.content : l.value;
  if (!shown.id) {
    row_text_fit(x, p.y, h, Face::Small, Tone::Faint, tr(Word::Undefined), p.x + width - px(10) - x);
  } else {
    value_chip(ui, x, p.y, h, p.x + width - px(10) - x, shown);
  }
  if (mouse_in(name_rect)) {
    ui.hover_next = link;
    if (row.clicked) {
      ui.select_name(f.qualname, l.name);
      bring_up(ui.layout, Panel::Questions);
    }
  }
}

// The lesson points at something in the frame, or at the frame itself.
bool is_spoken_of(const Ui& ui, const FrameRow& f) {
  return std::any_of(ui.marks.begin(), ui.marks.end(), [&](const PathValue& m) { return m.frame == f.id; });
}

// The lesson points at the frame itself, not at something in it.
bool is_marked(const Ui& ui, const FrameRow& f) {
  return std::any_of(ui.marks.begin(), ui.marks.end(), [&](const PathValue& m) { return m.frame == f.id && m.place.empty() && !m.object; });
}

// `marked_y`: where the first marked variable stands.
void draw_frame(Ui& ui, const FrameRow& f, bool running, float& marked_y) {
  float h = line_height() + px(3);
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x;
  bool shown = ui.frame() == &f;
  Link link;
  link.frame = f.depth;
  fill({p.x, p.y, width, h}, tone(Tone::Header));
  if (shown) fill({p.x, p.y, px(3), h}, tone(running ? Tone::Now : Tone::Accent));
  if (is_marked(ui, f)) mark_ring({p.x + px(4), p.y, width - px(8), h});
  Row row = begin_row(ui, h, link);
  float x = p.x + px(10);
  if (f.change == Change::Added) x += change_mark(x, p.y, h, f.change);
  const std::string depth = f.suspended ? "" : std::to_string(f.depth);
  const float end = p.x + width - px(10) - text_width(Face::Small, depth);
  row_text_fit(x, p.y, h, Face::MonoBold, running ? Tone::Text : Tone::Dim, f.qualname, end - x - px(4));
  x += text_width(Face::MonoBold, f.qualname) + px(8);
  // Some instructions belong to no line: CPython's own bookkeeping.
  std::string where = f.line > 0 ? std::string(tr(Word::LineWord)) + " " + std::to_string(f.line) : "";
  if (f.suspended) where += tr(f.owner == "thread" ? Word::CommaWaitingThread : Word::CommaSuspended);
  else if (f.owner == "generator") where += tr(Word::CommaGenerator);
  if (end - x > px(24)) row_text_fit(x, p.y + px(1), h, Face::Small, Tone::Dim, where, end - x - px(4));
  row_text(end, p.y, h, Face::Small, Tone::Faint, depth);
  if (row.clicked) ui.selected.frame = running ? -1 : f.depth;
  if (row.hovered) tooltip(f.qualname + "  " + f.filename + ":" + std::to_string(f.line) + "\n" + tr(Word::FrameWord) + " " + hex_id(f.id) + tr(Word::CommaInstruction) + " " + std::to_string(f.offset));
  size_t longest = 4;
  int dull = 0;
  for (const LocalRow& l : f.locals) {
    if (is_dull(l)) ++dull;
    else longest = std::max(longest, l.name.size());
  }
  const float name_w = std::min(mono_width() * static_cast<float>(std::min<size_t>(longest, 16)), width * 0.4f);
  for (const LocalRow& l : f.locals) {
    if (is_dull(l)) continue;
    if (marked_y < 0 && ui.marked(f.id, "local " + l.name)) marked_y = ImGui::GetCursorPosY();
    draw_local(ui, f, l, name_w);
  }
  if (dull) {
    ImVec2 q = ImGui::GetCursorScreenPos();
    Row more = begin_row(ui, line_height(), Link());
    std::string text = "… " + std::to_string(dull) + " " + tr(Word::DullNames);
    row_text_fit(q.x + px(12), q.y, line_height(), Face::Small, Tone::Faint, text, width - px(20));
    (void)more;
  }
  ImVec2 q = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, px(4)));
  ImGui::SetCursorScreenPos(ImVec2(q.x, q.y + px(4)));
}

// Frames that stand together: one of the program's, or those of the library that call one another.
struct Part {
  std::vector<const FrameRow*> frames;   // as they are listed, the innermost first
  bool library = false;
};

std::vector<Part> parts_of(const Ui& ui) {
  const Moment& m = ui.view->moment();
  std::vector<Part> parts;
  bool may_join = false;
  const auto list = [&](const FrameRow& f) {
    const bool library = ui.settings.fold_library && f.library && !ui.is_running(f);
    if (!library || !may_join || !parts.back().library) parts.push_back({{}, library});
    parts.back().frames.push_back(&f);
    may_join = true;
  };
  for (size_t i = m.frames.size(); i-- > 0;) list(m.frames[i]);
  may_join = false;   // what waits called nothing of what runs
  for (const FrameRow& f : m.suspended) list(f);
  return parts;
}

// Opened, or a lesson speaks of what is in it.
bool is_open(const Ui& ui, const Part& part) {
  return !part.library || ui.library_open || std::any_of(part.frames.begin(), part.frames.end(), [&](const FrameRow* f) { return is_spoken_of(ui, *f); });
}

std::string title_of(const Part& part) {
  return part.frames.size() == 1 ? tr(Word::LibraryFrame) : with_text(Word::LibraryFrames, std::to_string(part.frames.size()));
}

std::string names_of(const Part& part) {
  std::string names;
  for (const FrameRow* f : part.frames) names += (names.empty() ? "" : ", ") + f->qualname;
  return names;
}

// The row in which the library's frames stand, or that stands above them.
void draw_library(Ui& ui, const Part& part) {
  const float h = line_height() + px(3);
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, end = p.x + width - px(10);
  fill({p.x, p.y, width, h}, tone(Tone::Header));
  const bool open = is_open(ui, part), holds_shown = std::find(part.frames.begin(), part.frames.end(), ui.frame()) != part.frames.end();
  if (!open && holds_shown) fill({p.x, p.y, px(3), h}, tone(Tone::Accent));
  const Row row = begin_row(ui, h, Link());
  float x = p.x + px(10);
  const std::string title = std::string(open ? "▾ " : "▸ ") + title_of(part);
  row_text_fit(x, p.y, h, Face::Small, Tone::Dim, title, end - x);
  x += text_width(Face::Small, title) + px(10);
  if (end - x > px(24)) row_text_fit(x, p.y, h, Face::MonoSmall, Tone::Faint, names_of(part), end - x);
  if (row.hovered) tooltip(names_of(part) + "\n" + with_text(Word::LibraryFramesTip, command_row(Command::FoldLibrary).key));
  if (row.clicked) ui.library_open = !ui.library_open;
  ImGui::Dummy(ImVec2(1, px(4)));
}

std::string frame_text(const FrameRow& f) {
  std::string out = f.qualname + "  " + tr(Word::LineWord) + " " + (f.line > 0 ? std::to_string(f.line) : tr(Word::NoLine)) + tr(Word::CommaInstruction) + " " + std::to_string(f.offset);
  if (f.suspended) out += tr(f.owner == "thread" ? Word::CommaWaitingThread : Word::CommaSuspended);
  out += "\n";
  int dull = 0;
  for (const LocalRow& l : f.locals) {
    if (is_dull(l)) {
      ++dull;
      continue;
    }
    out += std::string("  ") + sign_of(l.change) + " " + pad(l.name, 12) + " ";
    bool cell = l.kind == "cell" || l.kind == "free";
    if (cell) out += l.kind + " -> ";
    const ValueRow& v = cell ? l.content : l.value;
    out += (v.id ? value_text(v) : std::string(tr(Word::Undefined))) + "\n";
  }
  if (dull) out += "    ... " + std::to_string(dull) + " " + tr(Word::DullNames) + "\n";
  return out;
}

}  // namespace

void draw_Frames(Ui& ui) {
  if (!ui.view) return;
  const Moment& m = ui.view->moment();
  if (m.frames.empty() && m.suspended.empty()) return placeholder(tr(m.finished ? Word::AtEnd : Word::NoFrame));
  const bool follow = ui.follow(Panel::Frames);
  if (follow) ImGui::SetScrollY(0);
  float marked_y = -1;
  for (const Part& part : parts_of(ui)) {
    if (part.library) draw_library(ui, part);
    if (!is_open(ui, part)) continue;
    for (const FrameRow* f : part.frames) {
      ImGui::PushID(f);
      if (follow && !f->suspended && !ui.is_running(*f) && ui.frame() == f) ImGui::SetScrollHereY(0.1f);
      draw_frame(ui, *f, ui.is_running(*f), marked_y);
      ImGui::PopID();
    }
  }
  const float view = ImGui::GetWindowHeight();
  if (follow && marked_y + line_height() > view) ImGui::SetScrollY(marked_y - view / 2);
}

std::string text_Frames(Ui& ui) {
  const Moment& m = ui.view->moment();
  std::string out;
  for (const Part& part : parts_of(ui)) {
    if (part.library) out += std::string(is_open(ui, part) ? "- " : "+ ") + title_of(part) + ": " + names_of(part) + "\n";
    if (!is_open(ui, part)) continue;
    for (const FrameRow* f : part.frames) out += frame_text(*f);
  }
  if (!m.exception.empty()) out += "! " + m.exception + "\n";
  return out.empty() ? std::string(tr(Word::NoFrame)) + "\n" : out;
}

}  // namespace innards::ui
