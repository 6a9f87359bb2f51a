// What is the standard library's and not the program's own: the window folds its frames, stepping runs through it, and a
// trace leaves it out, unless somebody asks for it.
#pragma once

#include <string>

#include "heap/memory.h"
#include "inspect/rows.h"

namespace innards::inspect {

// What a program is told from the library by.
struct OwnCode {
  std::string program;           // the co_filename of its main module
  std::string library;           // the folder of the standard library; empty: there is none

  // Code of files in the library's folder, and of the modules that CPython holds in its executable, importlib's among them,
  // which are called "<frozen NAME>" (Python/frozen.c).
  bool is_library(const std::string& filename) const;
  // Code that was made from a text, "<string>" for one: it is on the side of whoever runs it.
  bool is_made(const std::string& filename) const;

  // The same of a frame, by its address; and of the running one, where there is any.
  bool is_library_frame(const Memory& memory, uint64_t address) const;
  bool in_library(const Memory& memory) const;
  // Tells every frame of a moment (FrameRow::library).
  void mark(Moment& moment) const;
};

}  // namespace innards::inspect
