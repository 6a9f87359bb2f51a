#include "boxes.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>

#include "edits.h"
#include "find.h"
#include "kit/rows.h"
#include "kit/text_field.h"
#include "palette.h"
#include "panels/compare_state.h"
#include "panels/inputs.h"
#include "pictures.h"
#include "tiles.h"

namespace innards::ui {

bool begin_overlay(const char* id, float w) {
  ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(size.x / 2, px(84)), ImGuiCond_Always, ImVec2(0.5f, 0));
  ImGui::SetNextWindowSize(ImVec2(std::min(px(w), size.x - px(8)), 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, tone(Tone::Raised));
  bool open = ImGui::Begin(id, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::PopStyleColor();
  return open;
}

bool overlay_field(Ui& ui, const char* id, const char* hint, std::string& text) {
  ImGui::SetNextItemWidth(-1);
  if (ui.focus_overlay) focus_next_field();
  ui.focus_overlay = false;
  return text_field(id, hint, text, ImGuiInputTextFlags_EnterReturnsTrue);
}

void said_below(const std::string& text) {
  ImGui::PushTextWrapPos(0);
  ImGui::TextDisabled("%s", text.c_str());
  ImGui::PopTextWrapPos();
}

bool matches(const std::string& text, const std::string& part) {
  auto lower = [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

namespace {

// A step's number, which may still have to be recorded, or in a live run any place.
void go_to_typed(Ui& ui, std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  const bool number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (ui.session && (!number || ui.session->recording())) ui.look_for_place(number ? "step " + text : text);
  else if (number) ui.go_to(std::strtoull(text.c_str(), nullptr, 10));
}

void goto_box(Ui& ui) {
  begin_overlay("goto", 420);
  const char* hint = ui.session ? "1204   line 7 hit 2   op CALL   call fib   raise   end" : "1204";
  bool enter = overlay_field(ui, "##place", hint, ui.palette_text);
  said_below(ui.problem.empty() ? tr(Word::GoToStep) : ui.problem);
  ImGui::End();
  if (!enter) return;
  ui.problem.clear();
  go_to_typed(ui, ui.palette_text);
  ui.goto_box = !ui.problem.empty();
}

void mark_box(Ui& ui) {
  begin_overlay("mark", 420);
  bool enter = overlay_field(ui, "##note", tr(Word::MarkNote), ui.palette_text);
  ImGui::TextDisabled("%s %s   %s", tr(Word::Step), grouped(ui.view->cursor()).c_str(), tr(Word::MarkEmpty));
  ImGui::End();
  if (!enter) return;
  set_mark(ui, ui.view->cursor(), ui.palette_text);
  ui.mark_box = false;
}

// A program's text does not fit into a line: pasted there, it is opened.
bool lines_pasted() {
  if (!ImGui::GetIO().KeyCtrl || !key_pressed(ImGuiKey_V)) return false;
  const char* copied = ImGui::GetClipboardText();
  const char* end = copied ? std::strchr(copied, '\n') : nullptr;
  return end && end[1];   // a path may have been copied with the end of its line
}

void open_box(Ui& ui) {
  begin_overlay("open", 520);
  bool enter = overlay_field(ui, "##path", "program.py   run.innards   trace.json", ui.palette_text);
  said_below(ui.problem.empty() ? tr(Word::OpenPaste) : ui.problem);
  ImGui::End();
  if (lines_pasted()) {
    ui.open_box = false;
    return run_command(ui, Command::Paste);
  }
  if (!enter || !ui.host || ui.palette_text.empty()) return;
  ui.problem.clear();
  ui.host->open(ui.palette_text, "");
  if (ui.problem.empty()) ui.open_box = false;
}

void save_box(Ui& ui) {
  begin_overlay("save", 520);
  bool enter = overlay_field(ui, "##path", "program.py", ui.palette_text);
  said_below(ui.problem.empty() ? tr(Word::SaveAsWhere) : ui.problem);
  ImGui::End();
  if (!enter || !ui.host || ui.palette_text.empty()) return;
  std::string error;
  ui.save_box = !ui.host->save_as(ui.palette_text, error);
  if (ui.save_box) ui.problem = error;
}

void beside_box(Ui& ui) {
  begin_overlay("beside", 520);
  bool enter = overlay_field(ui, "##path", "program.py", ui.palette_text);
  if (!ui.problem.empty()) said_below(ui.problem);
  ImGui::End();
  if (!enter || !ui.host || ui.palette_text.empty()) return;
  ui.problem.clear();
  std::unique_ptr<Session> session = ui.host->open_beside(ui.palette_text, ui.problem);
  if (!session) return;
  put_beside(ui, std::move(session));
  ui.beside_box = false;
}

void find_box(Ui& ui) {
  begin_overlay("find", 420);
  if (overlay_field(ui, "##find", tr(Word::Find), ui.find_text)) {
    find_next(ui, ImGui::GetIO().KeyShift ? -1 : 1);
    ui.focus_overlay = true;
  }
  const std::string& says = ui.problem.empty() ? ui.note : ui.problem;
  ImGui::TextDisabled("%s", says.empty() ? tr(Word::FindKeys) : says.c_str());
  ImGui::End();
}

void help_card(Ui& ui) {
  begin_overlay("help", 460);
  {
    WithFont bold(Face::Bold);
    ImGui::TextUnformatted(panel_title(ui.help_panel));
  }
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(panel_help(ui.help_panel));
  ImGui::PopTextWrapPos();
  ImGui::Spacing();
  ImGui::TextDisabled("innards show FILE --panel %s", panel_row(ui.help_panel).id);
  if (ImGui::SmallButton(tr(Word::Close))) ui.help_panel = Panel::kCount;
  ImGui::End();
}

void numbers_card(Ui& ui) {
  ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos(ImVec2(io.DisplaySize.x - px(12), io.DisplaySize.y - px(12)), ImGuiCond_Always, ImVec2(1, 1));
  ImGui::Begin("numbers", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::Text(tr(Word::NumbersFrame), io.DeltaTime * 1000, io.MetricsRenderVertices);
  if (ui.session) {
    ImGui::Text(tr(Word::NumbersCheckpoints), static_cast<double>(ui.session->checkpoint_bytes()) / 1e6);
    ImGui::Text(tr(Word::NumbersSeek), ui.session->replay_milliseconds());
  }
  ImGui::Text("Dear ImGui %s", IMGUI_VERSION);
  ImGui::End();
}

}  // namespace

void draw_boxes(Ui& ui) {
  if (ui.palette) draw_palette(ui);
  if (ui.goto_box) goto_box(ui);
  if (ui.mark_box && ui.view) mark_box(ui);
  if (ui.find_box) find_box(ui);
  if (ui.open_box) open_box(ui);
  if (ui.save_box) save_box(ui);
  if (ui.beside_box) beside_box(ui);
  if (ui.tiling.open) draw_tiling_box(ui);
  if (ui.picture_box) draw_picture_box(ui);
  if (ui.inputs_box) draw_inputs_box(ui);
  if (ui.answer_box) draw_answer_box(ui);
  if (ui.file_box) draw_file_box(ui);
  if (ui.help_panel != Panel::kCount) help_card(ui);
  if (ui.numbers) numbers_card(ui);
}

}  // namespace innards::ui
