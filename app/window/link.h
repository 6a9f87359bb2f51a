// innards:// links: a program, a step and what is selected, as one line of text that can be pasted to somebody. The program
// is named by its path and goes along as text when it is small. It stands apart because it is only text: it opens nothing.
//   innards://fib.py?step=120&line=3&object=7f..&sum=1a2b..&text=...
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards::app {

struct ProgramLink {
  std::string path;                  // as it was named; a lesson's is its folder
  std::vector<std::string> argv, input;
  uint64_t step = 0;
  uint64_t object = 0;               // selected; addresses are the same in every run of a program under the same path
  std::string via;                   // where else it is found: "DEPTH:name" of a frame's variable, "DEPTH:stack N"
  int line = 0, frame = -1;          // selected
  std::string name, name_function;   // the selected name, and the function it is of
  uint64_t sum = 0;                  // of the program's text and what it is given; another one means another run
  std::string version;               // of Innards
  bool has_text = false;             // the text goes along
  std::string text;
};

inline constexpr const char* kLinkScheme = "innards://";
inline constexpr size_t kLinkText = 3000;   // bytes that the text may add to a link, packed

bool is_link(const std::string& text);
// Leaves the text away where it would be too long.
std::string write_link(const ProgramLink& link);
// False with what is wrong in `error`, in English words of the link's own parts.
bool read_link(const std::string& text, ProgramLink& link, std::string& error);

}  // namespace innards::app
