// Texts that are being edited and not saved, written down so that they survive the end of the window, however it ends. Each
// sitting of a window with a program has a folder of its own under unsaved/ beside the settings, with one file a text; it
// holds a lock there while it lives, so that another window can tell what is left behind from what is still being edited.
// It stands apart from the desk because it knows files and locks, and nothing of what is on the screen.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace innards::app {

// One text. `program` is the program it is edited with; `saved` is what stood in its file when it was changed here.
struct KeptEdit {
  std::string program, file, text, saved;
  bool is_new = false;         // there was no file
  bool operator==(const KeptEdit&) const = default;
};

// What one sitting has left.
struct KeptFolder {
  std::string path;            // empty: nothing is left
  std::string when;            // the last text was written; for a person
  std::vector<KeptEdit> edits;
  std::vector<std::string> paths;   // of the files that these were read from, whatever their names are
};

class KeptEdits {
 public:
  KeptEdits() = default;
  KeptEdits(const KeptEdits&) = delete;
  KeptEdits& operator=(const KeptEdits&) = delete;
  ~KeptEdits() { leave(); }

  // Writes what is not written yet, and takes away what is no longer among them. False with a sentence in `error`.
  bool keep(const std::vector<KeptEdit>& edits, std::string& error);
  // This sitting is over: what it has kept waits for the next one.
  void leave();

  // The newest thing that a sitting which is over has left of that program.
  static KeptFolder left_of(const std::string& program);
  // The files of that program that another window is editing at this moment.
  static std::vector<std::string> edited_elsewhere(const std::string& program);
  // Takes away what a sitting has left of that program: the files that it was read from.
  static void drop(const KeptFolder& folder);

 private:
  bool begin(std::string& error);
  std::string folder_;
  int lock_ = -1;
  std::map<std::string, KeptEdit> written_;   // by the names of their files
};

// One text as JSON, and back; nothing where it cannot be read.
std::string write_kept(const KeptEdit& edit);
bool read_kept(const std::string& json, KeptEdit& edit);

}  // namespace innards::app
