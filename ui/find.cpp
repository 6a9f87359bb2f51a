#include "find.h"

#include "boxes.h"
#include "inspect/instruction_text.h"
#include "kit/pipe.h"

namespace innards::ui {
namespace {

// A place, and how it is selected.
struct Place {
  ObjectId object = 0, code = 0;
  int line = 0, offset = -1;
  std::string name, function;      // a variable of that function
  PipelinePoint part;              // of what the compiler made
};

class Places {
 public:
  explicit Places(Ui& ui) : ui_(ui), text_(ui.find_text) {
    for (const FrameRow& f : ui.view->moment().frames)
      if (!ui.is_folded(f)) frame(f);
    instructions();
    for (const SourceRow& r : ui.rows.source)
      if (matches(r.text, text_)) add().line = r.line;
    if (const Pipeline* shown = pipe_if_wanted(ui).shown.get()) stages(*shown, pipe_if_wanted(ui).before);
    for (const ObjectRow& o : ui.view->moment().objects)
      if (matches(o.value.text, text_)) add().object = o.value.id;
  }
  std::vector<Place> found;

 private:
  Place& add() { return found.emplace_back(); }
  void frame(const FrameRow& f) {
    for (const LocalRow& l : f.locals) {
      if (!matches(l.name, text_)) continue;
      Place& p = add();
      p.object = l.value.id, p.name = l.name, p.function = f.qualname;
    }
    for (const StackRow& s : f.stack)
      if (s.value.id && matches(s.value.text, text_)) add().object = s.value.id;
  }
  // Of those that are on the screen. Else what stands in them is found in the source.
  void stages(const Pipeline& p, bool before) {
    const auto part = [&](const std::string& text, Stage stage, size_t a, int b = -1) {
      if (matches(text, text_)) add().part = {stage, static_cast<int>(a), b, -1};
    };
    if (on_screen(ui_.layout, Panel::Tokens))
      for (size_t i = 0; i < p.tokens.size(); ++i) part(p.tokens[i].text, Stage::Token, i);
    const std::vector<PipelineNode>& nodes = before ? p.before : p.tree;
    if (on_screen(ui_.layout, Panel::Tree))
      for (size_t i = 0; i < nodes.size(); ++i) part(nodes[i].kind + " " + nodes[i].text, before ? Stage::NodeBefore : Stage::Node, i);
    if (on_screen(ui_.layout, Panel::Scopes))
      for (size_t i = 0; i < p.scopes.size(); ++i)
        for (size_t k = 0; k < p.scopes[i].symbols.size(); ++k) part(p.scopes[i].symbols[k].name, Stage::Symbol, i, static_cast<int>(k));
  }
  void instructions() {
    const ShownCode shown = shown_code(ui_);
    if (!shown.code) return;
    for (const InstrRow& r : shown.code->instructions) {
      if (!matches(instruction_in_full(r), text_)) continue;
      Place& p = add();
      p.code = shown.code->id, p.offset = r.offset;
    }
  }

  Ui& ui_;
  const std::string& text_;
};

void select(Ui& ui, const Place& p) {
  ui.selected.object = p.object;
  ui.selected.line = p.line;
  ui.selected.code = p.code;
  ui.selected.offset = p.offset;
  ui.selected.name = p.name;
  ui.selected.name_function = p.function;
  ui.selected.pipe = p.part;
  ui.mouse_leads = false;
}

}  // namespace

void find_next(Ui& ui, int by) {
  static std::string g_text;   // what was looked for last, and which of its places was selected
  static int g_at = -1;
  ui.problem.clear();
  ui.note.clear();
  if (ui.find_text.empty() || !ui.view) return;
  const std::vector<Place> found = Places(ui).found;
  if (found.empty()) {
    ui.problem = std::string(tr(Word::FindNone)) + ": " + ui.find_text;
    return;
  }
  const int count = static_cast<int>(found.size());
  g_at = g_text == ui.find_text ? (g_at + by + count) % count : by > 0 ? 0 : count - 1;
  g_text = ui.find_text;
  select(ui, found[static_cast<size_t>(g_at)]);
  ui.note = ui.find_text + ": " + std::to_string(g_at + 1) + " / " + std::to_string(count);
}

}  // namespace innards::ui
