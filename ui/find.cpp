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
};

class Places {
 public:
  explicit Places(Ui& ui) : ui_(ui), text_(ui.find_text) {
    for (const FrameRow& f : ui.view->moment().frames) frame(f);
    instructions();
    for (const SourceRow& r : ui.rows.source)
      if (matches(r.text, text_)) add().line = r.line;
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
