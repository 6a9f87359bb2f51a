// A program that a made-up standard library calls back: the library's frames stand below the program's, and around them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "run/machine.h"
#include "session/session.h"

namespace innards {

struct TextFiles : FileSource {
  explicit TextFiles(std::map<std::string, std::string> texts) : texts(std::move(texts)) {}
  bool read(const std::string& path, std::string* content) override {
    const auto at = texts.find(path);
    return at != texts.end() && (*content = at->second, true);
  }
  bool is_directory(const std::string& path) override {
    const auto at = texts.lower_bound(path + "/");
    return at != texts.end() && at->first.starts_with(path + "/");
  }
  std::map<std::string, std::string> texts;
};

inline constexpr const char* kLibraryFolder = "/lib/python3.11";

// apply() runs code that it makes from a text, and calls back; many() makes more objects than one moment tells of.
inline constexpr const char* kLibraryText =
    "def apply(f, n):\n"
    "    made = {}\n"
    "    exec('def one():\\n    return 1\\n', made)\n"
    "    made['one']()\n"
    "    return [f(i) for i in range(n)]\n"
    "def many():\n"
    "    return [list(zip(range(800))) for i in range(2)]\n";

inline constexpr const char* kLibraryProgram =
    "import helper; kept = [[]]\n"
    "def f(i):\n"
    "    return i * 2\n"
    "got = helper.apply(f, 2)\n"
    "exec('def own():\\n    return 3\\n')\n"
    "print(got, own())\n";

inline Program library_program(const std::string& source = kLibraryProgram, const std::string& filename = "/home/test.py") {
  Program program;
  program.filename = filename;
  program.source = source;
  program.directory = "/home";
  program.library = kLibraryFolder;
  program.files = std::make_shared<TextFiles>(std::map<std::string, std::string>{{std::string(kLibraryFolder) + "/helper.py", kLibraryText}});
  return program;
}

}  // namespace innards
