// The files of one program as they are being edited: which of them, their texts, what is saved of it, and what an earlier
// window left unsaved. It stands apart because the source panel, the commands and the host all work on it. It reads and
// writes no file itself: the host does (Host::read_program_file, save_program_file).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "context.h"

namespace innards::ui {

struct Edit {
  std::string file;            // as the program names it
  std::string text;            // as it stands in the editor
  std::string saved;           // as it stood in its file when it was last read or written
  bool is_new = false;         // there is no such file, or no longer
  bool overtaken = false;      // the file has changed since by another hand, and that was said
  unsigned edition = 0;        // grows when the text was replaced from outside the editor
  bool changed() const { return is_new || text != saved; }
};

// A text that an earlier window left unsaved.
struct KeptText {
  enum class Disk : uint8_t { Same, Changed, Gone, New };   // its file since: as it was, another text, not there any more, never there
  std::string file, text, saved;
  Disk disk = Disk::Same;
};

struct Edits {
  std::vector<Edit> files;
  std::vector<KeptText> kept;  // wait for an answer
  std::string kept_since;      // when they were written, for a person
  Edit* find(const std::string& file);
  // Puts a text into the editor's hands, in the place of the one of that file.
  Edit& put(Edit edit);
  void forget(const std::string& file);
  void forget_unchanged();
};

// Which of the files that a run has read lie in the program's folder; the main one, which is the first, is always among them.
std::vector<std::string> files_of_program(const Ui& ui, const std::vector<std::string>& read);
// The program's own files: those that the run has read in its folder, the main one first, and those that are being edited.
std::vector<std::string> own_files(const Ui& ui);
// The last part of a path.
std::string base_name(const std::string& path);
// The program's own; empty: there is none.
std::string main_file(const Ui& ui);
// The one that a command is about: it is on the screen.
std::string file_shown(Ui& ui);
// The name of a file for a person: its path inside the program's folder.
std::string file_title(const Ui& ui, const std::string& file);
// " ●" behind the name of a file with changes that are not saved, " !" where another hand has written to it.
const char* file_sign(const Ui& ui, const std::string& file);
// The name of the shown file and whether it is saved, for the panel's head.
std::string file_note(const Ui& ui);

// What runs: the main file's text, and those in the place of other files.
std::string main_text(const Ui& ui);
std::vector<EditedFile> edited_texts(const Ui& ui);

// What the commands do.
void show_file(Ui& ui, const std::string& file);
void show_file_beside(Ui& ui, int by);       // the next one, or the one before
void toggle_edit(Ui& ui);
void save_shown(Ui& ui);
void save_all(Ui& ui);
void revert_shown(Ui& ui);
// Begins a file of that name in the program's folder; false with a sentence in Ui::problem when that is no name.
bool begin_file(Ui& ui, const std::string& name);
void answer_kept(Ui& ui, bool take);

// The offer of what was kept: a line over the whole screen, and its text twin; nothing where nothing is kept.
void draw_kept_offer(Ui& ui);
std::string kept_offer_text(const Ui& ui);
// The row of file names over the source, and its text twin; false and nothing where there is only one.
bool draw_file_tabs(Ui& ui);
std::string file_tabs_text(const Ui& ui);
// The field for the name of a new file.
void draw_file_box(Ui& ui);

}  // namespace innards::ui
