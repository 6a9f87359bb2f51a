#include "session/edited_files.h"

#include <algorithm>

namespace innards {

bool EditedFiles::read(const std::string& path, std::string* content) {
  for (const EditedFile& file : edited_)
    if (file.path == path) return *content = file.text, true;
  return disk_ && disk_->read(path, content);
}

bool EditedFiles::is_directory(const std::string& path) {
  const std::string inside = path + "/";
  for (const EditedFile& file : edited_)
    if (file.path.starts_with(inside)) return true;
  return disk_ && disk_->is_directory(path);
}

bool EditedFiles::list(const std::string& path, std::vector<std::string>* names) {
  bool any = disk_ && disk_->list(path, names);
  const std::string inside = path + "/";
  for (const EditedFile& file : edited_) {
    if (!file.path.starts_with(inside)) continue;
    any = true;
    const std::string name = file.path.substr(inside.size(), file.path.find('/', inside.size()) - inside.size());
    if (std::find(names->begin(), names->end(), name) == names->end()) names->push_back(name);
  }
  return any;
}

}  // namespace innards
