// Files as they are being edited: texts that stand in the place of files on the disk, over those that do. The run reads each
// once, as it does those of the disk, so that a replay has them too. Apart from the session because it is only a file source.
#pragma once

#include <string>
#include <vector>

#include "run/machine.h"
#include "session/session.h"

namespace innards {

class EditedFiles : public FileSource {
 public:
  // `disk` may be null, and outlives this one.
  EditedFiles(std::vector<EditedFile> edited, FileSource* disk) : edited_(std::move(edited)), disk_(disk) {}
  bool read(const std::string& path, std::string* content) override;
  bool is_directory(const std::string& path) override;
  bool list(const std::string& path, std::vector<std::string>* names) override;

 private:
  std::vector<EditedFile> edited_;
  FileSource* disk_;
};

}  // namespace innards
