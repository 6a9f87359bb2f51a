#include "panels/runs.h"

#include "kit/icons.h"
#include "kit/rows.h"
#include "session/branches.h"

namespace innards::ui {
namespace {

constexpr size_t kLongestName = 60;   // bytes of an answer or of arguments

std::string shortened(const std::string& text) {
  if (text.size() <= kLongestName) return text;
  size_t end = kLongestName;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

size_t shown_of(const std::vector<BranchRow>& rows) {
  for (size_t i = 0; i < rows.size(); ++i)
    if (rows[i].shown) return i;
  return 0;
}

// What is worth knowing beside its name.
std::string details(const BranchRow& row) {
  std::string out = std::string(tr(Word::To)) + " " + tr(Word::Step) + " " + grouped(row.steps);
  if (row.of && row.shared) out += "; " + with_text(Word::BranchShared, std::to_string(row.of)) + " " + grouped(row.shared);
  if (!row.kept) out += std::string("; ") + tr(Word::BranchDropped);
  return out;
}

std::string line_of(const BranchRow& row) { return std::to_string(row.number) + "  " + branch_name(row); }

// The panels of this frame that are still to be drawn show it.
void go_to_branch(Ui& ui, int number) {
  ui.host->show_branch(number);
  ui.update_rows();
}

void runs_menu(Ui& ui, const std::vector<BranchRow>& rows) {
  if (!ImGui::BeginPopup("runs")) return;
  int wanted = 0;
  for (const BranchRow& row : rows) {
    ImGui::PushID(row.number);
    if (ImGui::MenuItem(line_of(row).c_str(), row.kept ? grouped(row.steps).c_str() : "…", row.shown)) wanted = row.number;
    if (ImGui::IsItemHovered()) tooltip(details(row));
    ImGui::PopID();
  }
  ImGui::EndPopup();
  if (wanted) go_to_branch(ui, wanted);
}

std::string tip_of(Command c) { return std::string(command_title(c)) + "  (" + command_row(c).key + ")"; }

}  // namespace

std::string branch_name(const BranchRow& row) {
  switch (row.by) {
    case BranchBy::First: break;
    case BranchBy::Answer: return std::string(tr(Word::BranchAnswer)) + " " + std::to_string(row.answer) + ": '" + shortened(row.what) + "'";
    case BranchBy::Arguments: return row.what.empty() ? tr(Word::BranchNoArguments) : with_text(Word::BranchArguments, shortened(row.what));
    case BranchBy::Input: return tr(Word::BranchInput);
    case BranchBy::Text: return tr(Word::BranchText);
    case BranchBy::Again: return tr(Word::BranchAgain);
  }
  return tr(Word::BranchFirst);
}

void next_branch(Ui& ui, bool forward) {
  const std::vector<BranchRow> rows = ui.host ? ui.host->branches() : std::vector<BranchRow>();
  if (rows.empty()) {
    ui.note = tr(Word::BranchNone);
    return;
  }
  go_to_branch(ui, rows[(shown_of(rows) + (forward ? 1 : rows.size() - 1)) % rows.size()].number);
}

void draw_runs_line(Ui& ui) {
  const std::vector<BranchRow> rows = ui.host ? ui.host->branches() : std::vector<BranchRow>();
  if (rows.empty()) return;
  if (icon_button("run before", Icon::StepBack, tip_of(Command::BranchBack).c_str())) return run_command(ui, Command::BranchBack);
  ImGui::SameLine(0, px(2));
  if (icon_button("next run", Icon::StepForward, tip_of(Command::BranchNext).c_str())) return run_command(ui, Command::BranchNext);
  ImGui::SameLine(0, px(6));
  const BranchRow& now = rows[shown_of(rows)];
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const Rect r{p.x, p.y, ImGui::GetContentRegionAvail().x - px(6), ImGui::GetFrameHeight()};
  const std::string text = std::string(tr(Word::RunsOther)) + " " + std::to_string(now.number) + " / " + std::to_string(rows.size()) + "  " + branch_name(now);
  const bool over = mouse_in(r);
  if (over) fill(r, tone(Tone::AccentSoft), px(3));
  row_text_fit(r.x + px(4), r.y, r.h, Face::Small, over ? Tone::Accent : Tone::Text, text, r.w - px(8));
  if (over) tooltip(std::string(tr(Word::RunsHead)) + "\n" + runs_text(ui));
  ImGui::Dummy(ImVec2(r.w, r.h));
  if (over && ImGui::IsMouseClicked(0)) ImGui::OpenPopup("runs");
  runs_menu(ui, rows);
}

std::string runs_text(const Ui& ui) {
  std::string out;
  if (!ui.host) return out;
  for (const BranchRow& row : ui.host->branches()) out += (row.shown ? "> " : "  ") + line_of(row) + "   " + details(row) + "\n";
  return out;
}

}  // namespace innards::ui
