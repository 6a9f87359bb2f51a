#include "edits.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/source_text.h"

namespace innards::ui {

Edit* Edits::find(const std::string& file) {
  const auto it = std::find_if(files.begin(), files.end(), [&](const Edit& e) { return e.file == file; });
  return it == files.end() ? nullptr : &*it;
}

Edit& Edits::put(Edit edit) {
  Edit* there = find(edit.file);
  if (!there) return files.push_back(std::move(edit)), files.back();
  edit.edition = there->edition + 1;
  return *there = std::move(edit);
}

void Edits::forget(const std::string& file) {
  std::erase_if(files, [&](const Edit& e) { return e.file == file; });
}

void Edits::forget_unchanged() {
  std::erase_if(files, [](const Edit& e) { return !e.changed(); });
}

std::string main_file(const Ui& ui) { return ui.session ? ui.session->program().filename : std::string(); }

std::string file_shown(Ui& ui) {
  if (ui.view) ui.update_rows();
  return ui.shown_file.empty() ? ui.rows.source_file : ui.shown_file;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

namespace {

// The folder that the program imports from, and how the names of its files begin.
std::string folder_of(const Ui& ui) { return ui.session ? ui.session->program().directory : std::string(); }

bool is_own(const Ui& ui, const std::string& file) {
  const std::vector<std::string> own = own_files(ui);
  return std::find(own.begin(), own.end(), file) != own.end();
}

}  // namespace

std::vector<std::string> files_of_program(const Ui& ui, const std::vector<std::string>& read) {
  std::vector<std::string> own;
  if (!read.empty()) own.push_back(read[0]);
  const std::string inside = folder_of(ui) + "/", library = ui.session ? ui.session->program().library + "/" : "/";
  if (inside.size() < 2) return own;
  for (const std::string& file : read) {
    const bool main = file == read[0] || file == inside + base_name(read[0]);
    if (!main && file.ends_with(".py") && file.starts_with(inside) && (library.size() < 2 || !file.starts_with(library))) own.push_back(file);
  }
  return own;
}

std::vector<std::string> own_files(const Ui& ui) {
  std::vector<std::string> own = ui.rows.files;
  for (const Edit& e : ui.edits->files)
    if (std::find(own.begin(), own.end(), e.file) == own.end()) own.push_back(e.file);
  return own;
}

std::string file_title(const Ui& ui, const std::string& file) {
  const std::string inside = folder_of(ui) + "/";
  return file != main_file(ui) && inside.size() > 1 && file.starts_with(inside) ? file.substr(inside.size()) : base_name(file);
}

const char* file_sign(const Ui& ui, const std::string& file) {
  const Edit* edit = ui.edits->find(file);
  return !edit || !edit->changed() ? "" : edit->overtaken ? " !" : " ●";
}

std::string file_note(const Ui& ui) {
  const std::string& file = ui.rows.source_file;
  const std::string sign = file_sign(ui, file);
  return file_title(ui, file) + (sign.empty() ? "" : sign + " " + tr(Word::NotSaved));
}

// ---- what runs

std::string main_text(const Ui& ui) {
  const Edit* edit = ui.edits->find(main_file(ui));
  return edit ? edit->text : ui.session ? ui.session->program().source : std::string();
}

// The main file, too, may be imported: under the name that it has in the program's folder.
std::vector<EditedFile> edited_texts(const Ui& ui) {
  std::vector<EditedFile> texts;
  for (const Edit& e : ui.edits->files)
    if (e.changed()) texts.push_back({e.file == main_file(ui) ? folder_of(ui) + "/" + base_name(e.file) : e.file, e.text});
  return texts;
}

// ---- editing

namespace {

// What stands in the file, else what the run has read under that name: that of a lesson or a link has no file here.
Edit fresh_edit(const Ui& ui, const std::string& file) {
  Edit edit;
  edit.file = file;
  const std::string* ran = ui.session->text_of(file);
  if (!ui.host || !ui.host->read_program_file(file, edit.saved)) {
    edit.saved = ran ? *ran : std::string();
    edit.is_new = ui.host && ui.host->keeps_files() && !ran;
  }
  edit.text = edit.saved;
  return edit;
}

// False with a sentence where the editor cannot write what it reads.
bool begin_edit(Ui& ui, const std::string& file) {
  if (ui.edits->find(file)) return true;
  Edit edit = fresh_edit(ui, file);
  std::string encoding = decode_text_file(edit.text).encoding;
  if (encoding == "utf-8" && !utf8_error(edit.text).empty()) encoding = "?";
  if (encoding != "utf-8") return ui.problem = with_text(Word::EditsUtf8Only, encoding), false;
  ui.edits->put(std::move(edit));
  return true;
}

void open_editor(Ui& ui, const std::string& file) {
  ui.shown_file = file;
  ui.edit_caret = -1;
  ui.editing = ui.focus_editor = begin_edit(ui, file);
}

}  // namespace

void toggle_edit(Ui& ui) {
  if (!ui.session) return;
  bring_up(ui.layout, Panel::Source);
  if (ui.editing) {
    ui.editing = false;
    return;
  }
  const std::string file = file_shown(ui);
  open_editor(ui, is_own(ui, file) ? file : main_file(ui));   // a file of the library is not the person's to edit
}

void show_file(Ui& ui, const std::string& file) {
  if (ui.editing && is_own(ui, file)) return open_editor(ui, file);
  ui.editing = false;
  ui.shown_file = file;
}

void show_file_beside(Ui& ui, int by) {
  const std::string file = file_shown(ui);
  const std::vector<std::string> own = own_files(ui);
  if (own.empty()) return;
  const int count = static_cast<int>(own.size()), at = static_cast<int>(std::find(own.begin(), own.end(), file) - own.begin());
  const int next = at == count ? 0 : (at + by + count) % count;   // from a file of the library to the main one
  bring_up(ui.layout, Panel::Source);
  show_file(ui, own[static_cast<size_t>(next)]);
}

// ---- saving

namespace {

// Another hand has written to the file: that is said once, and the next time it is written over.
bool overtaken(Ui& ui, Edit& edit) {
  std::string disk;
  if (edit.overtaken || !ui.host->read_program_file(edit.file, disk) || disk == edit.text || (!edit.is_new && disk == edit.saved)) return false;
  edit.overtaken = true;
  ui.problem = with_text(Word::FileOvertaken, file_title(ui, edit.file));
  return true;
}

bool save(Ui& ui, Edit& edit) {
  if (overtaken(ui, edit)) return false;
  std::string error;
  if (!ui.host->save_program_file(edit.file, edit.text, error)) return ui.problem = error, false;
  edit.saved = edit.text;
  edit.is_new = edit.overtaken = false;
  return true;
}

bool can_save(Ui& ui) {
  if (!ui.session || !ui.host) return false;
  if (!ui.host->keeps_files()) ui.problem = tr(Word::NoFileHere);
  return ui.host->keeps_files();
}

}  // namespace

void save_shown(Ui& ui) {
  if (!can_save(ui)) return;
  const std::string file = file_shown(ui), title = file_title(ui, file);
  Edit* edit = ui.edits->find(file);
  if (!edit || !edit->changed()) ui.note = with_text(Word::NothingToSave, title);
  else if (save(ui, *edit)) ui.note = with_text(Word::FileSaved, title);
}

void save_all(Ui& ui) {
  if (!can_save(ui)) return;
  int saved = 0;
  for (Edit& edit : ui.edits->files)
    if (edit.changed()) saved += save(ui, edit);
  ui.note = with_number(Word::FilesSaved, saved);
}

void revert_shown(Ui& ui) {
  if (!ui.session) return;
  const std::string file = file_shown(ui), title = file_title(ui, file);
  if (!ui.edits->find(file)) {
    ui.note = with_text(Word::NothingToSave, title);
    return;
  }
  const bool was_new = ui.edits->find(file)->is_new && !ui.session->text_of(file);
  if (was_new) {
    ui.edits->forget(file);
    ui.editing = false;
    ui.shown_file.clear();
  } else {
    ui.edits->put(fresh_edit(ui, file));
    ui.focus_editor = ui.editing;
  }
  ui.note = with_text(Word::FileReverted, title);
}

// ---- a new file

namespace {

bool is_module_part(std::string_view part) {
  const auto fits = [](char c) { return c == '_' || (c & 0x80) || std::isalnum(static_cast<unsigned char>(c)); };
  return !part.empty() && !std::isdigit(static_cast<unsigned char>(part[0])) && std::all_of(part.begin(), part.end(), fits);
}

// "name", "name.py", "package/name.py".
bool is_module_path(std::string_view path) {
  if (!path.ends_with(".py")) return false;
  path.remove_suffix(3);
  for (;;) {
    const size_t slash = std::min(path.find('/'), path.size());
    if (!is_module_part(path.substr(0, slash))) return false;
    if (slash == path.size()) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string trimmed(const std::string& text) {
  const size_t from = text.find_first_not_of(" \t"), to = text.find_last_not_of(" \t");
  return from == std::string::npos ? "" : text.substr(from, to + 1 - from);
}

}  // namespace

bool begin_file(Ui& ui, const std::string& typed) {
  if (!can_save(ui)) return false;
  std::string name = trimmed(typed);
  if (!name.ends_with(".py")) name += ".py";
  if (!is_module_path(name)) return ui.problem = with_text(Word::NewFileName, trimmed(typed)), false;
  const std::string file = name == base_name(main_file(ui)) ? main_file(ui) : folder_of(ui) + "/" + name;
  bring_up(ui.layout, Panel::Source);
  open_editor(ui, file);
  if (!ui.editing) return false;   // in an encoding that the editor does not write
  ui.note = with_text(ui.edits->find(file)->is_new ? Word::NewFileBegun : Word::FileThere, name);
  return true;
}

// ---- what an earlier window left

void answer_kept(Ui& ui, bool take) {
  if (ui.edits->kept.empty()) {
    ui.note = tr(Word::KeptNothing);
    return;
  }
  for (const KeptText& kept : ui.edits->kept) {
    const Edit* edit = ui.edits->find(kept.file);
    if (!take || !edit || !edit->changed() || edit->text == kept.text) continue;
    ui.problem = with_text(Word::KeptBusy, file_title(ui, kept.file));
    return;
  }
  if (ui.host) ui.host->answer_kept(take);
}

}  // namespace innards::ui
