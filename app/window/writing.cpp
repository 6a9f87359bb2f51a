#include "window/writing.h"

#include <cerrno>
#include <cstring>

#include "data_files.h"
#include "texts.h"

namespace innards::app {

std::string cannot_write(const std::string& path) {
  const char* why = std::strerror(errno);
  return ui::with_texts(ui::Word::CannotWrite, path, why);
}

bool write_file(const std::string& path, const std::string& text, std::string& error) {
  std::string english;
  return write_text_file(path, text, english) || (error = cannot_write(path), false);
}

}  // namespace innards::app
