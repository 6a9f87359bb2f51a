#include "palette.h"

#include <algorithm>
#include <functional>

#include "boxes.h"
#include "kit/rows.h"

namespace innards::ui {
namespace {

constexpr int kSeen = 14;   // entries on the screen

struct Entry {
  std::string title, right;      // right: its key, or what kind of thing it is
  bool by_title;                 // what is typed stands in its title, not only in what is said of it
  std::function<void()> choose;
};

// All that matches what is typed: by title first, in the order of the lists.
class Entries {
 public:
  explicit Entries(Ui& ui) : ui_(ui) {
    commands();
    panels();
    if (ui.host) lessons(), files();
    std::stable_partition(found.begin(), found.end(), [](const Entry& e) { return e.by_title; });
  }
  std::vector<Entry> found;

 private:
  void add(const std::string& title, const std::string& right, const std::string& more, std::function<void()> choose) {
    const bool by_title = matches(title, ui_.palette_text);
    if (by_title || matches(right + " " + more, ui_.palette_text)) found.push_back({title, right, by_title, std::move(choose)});
  }
  void commands() {
    for (int i = 0; i < static_cast<int>(Command::kCount); ++i) {
      const Command c = static_cast<Command>(i);
      const CommandRow& r = command_row(c);
      add(command_title(c), r.key, std::string(r.title_en) + " " + r.title_zh + " " + r.help_en, [this, c] { run_command(ui_, c); });
    }
  }
  void panels() {
    for (int i = 0; i < static_cast<int>(Panel::kCount); ++i) {
      const Panel p = static_cast<Panel>(i);
      const PanelRow& r = panel_row(p);
      add(panel_title(p), tr(Word::PanelWord), std::string(r.title_en) + " " + r.title_zh + " " + r.id, [this, p] { bring_up(ui_.layout, p); });
    }
  }
  void lessons() {
    for (const LessonEntry& e : ui_.host->lessons()) add(e.title, tr(Word::LessonWord), e.name, [this, name = e.name] { ui_.host->open_lesson(name); });
  }
  void files() {
    for (const auto& [title, path] : ui_.host->examples()) add(title, tr(Word::ExampleWord), path, [this, path = path] { ui_.host->open(path, ""); });
    for (const std::string& path : ui_.host->recent_files()) add(path, tr(Word::RecentFiles), "", [this, path] { ui_.host->open(path, ""); });
  }

  Ui& ui_;
};

// The first entry that is seen: the chosen one stays on the screen.
int first_seen(const Ui& ui) { return std::max(0, ui.palette_index - kSeen + 1); }

int chosen_of(const Ui& ui, const Entries& entries) { return std::clamp(ui.palette_index, 0, std::max(0, static_cast<int>(entries.found.size()) - 1)); }

std::string more_text(size_t all, int last) { return all > static_cast<size_t>(last) ? "+" + std::to_string(all - static_cast<size_t>(last)) : ""; }

bool draw_entry(Ui& ui, const Entry& e, bool chosen) {
  const Row row = begin_row(ui, line_height(), Link());
  if (row.hovered || chosen) fill(row.rect, tone(Tone::Hover), px(3));
  const float w = std::min(text_width(Face::MonoSmall, e.right), row.rect.w * 0.4f), room = row.rect.w - w - px(24);
  row_text_fit(row.rect.x + px(6), row.rect.y, row.rect.h, Face::Sans, Tone::Text, e.title, room);
  row_text_fit(row.rect.x + row.rect.w - w - px(6), row.rect.y, row.rect.h, Face::MonoSmall, Tone::Dim, e.right, w + 1);
  return row.clicked;
}

}  // namespace

void draw_palette(Ui& ui) {
  begin_overlay("palette", 520);
  const std::string before = ui.palette_text;
  const bool enter = overlay_field(ui, "##command", tr(Word::CommandHint), ui.palette_text);
  if (ui.palette_text != before) ui.palette_index = 0;
  Entries entries(ui);
  ui.palette_index = chosen_of(ui, entries);
  const int count = static_cast<int>(entries.found.size()), first = first_seen(ui), last = std::min(count, first + kSeen);
  const Entry* chosen = enter && count ? &entries.found[static_cast<size_t>(ui.palette_index)] : nullptr;
  for (int i = first; i < last; ++i) {
    const Entry& e = entries.found[static_cast<size_t>(i)];
    ImGui::PushID(i);
    if (draw_entry(ui, e, i == ui.palette_index)) chosen = &e;
    ImGui::PopID();
  }
  if (!count) said_below(tr(Word::NothingCalled));
  if (last < count) ImGui::TextDisabled("%s", more_text(entries.found.size(), last).c_str());
  ImGui::End();
  if (!chosen) return;
  ui.palette = false;
  chosen->choose();
}

void palette_move(Ui& ui, int by) { ui.palette_index = std::max(0, ui.palette_index + by); }

std::string text_of_palette(Ui& ui) {
  const Entries entries(ui);
  const int count = static_cast<int>(entries.found.size()), chosen = chosen_of(ui, entries), first = first_seen(ui), last = std::min(count, first + kSeen);
  std::string out;
  for (int i = first; i < last; ++i) {
    const Entry& e = entries.found[static_cast<size_t>(i)];
    out += (i == chosen ? "  > " : "    ") + e.title + (e.right.empty() ? "" : "   " + e.right) + "\n";
  }
  if (!count) out += std::string("    ") + tr(Word::NothingCalled) + "\n";
  const std::string more = more_text(entries.found.size(), last);
  return more.empty() ? out : out + "    " + more + "\n";
}

}  // namespace innards::ui
