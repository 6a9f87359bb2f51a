// Drives a fuzz target without libFuzzer: seeds from a folder, mutated by a fixed generator, so that a run in CI is the same
// everywhere. Usage: TARGET [-runs=N] [-seed=N] FOLDER_OR_FILE...    With files alone and -runs=0 it just runs them.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

uint64_t state = 1;
uint64_t next_random() {   // xorshift64*
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 0x2545f4914f6cdd1d;
}
size_t below(size_t n) { return n ? next_random() % n : 0; }

const char* const kPieces[] = {"(", ")", "[", "]", "{", "}", ":", "\n", "    ", "\t", "lambda ", "yield ", "await ", "async ", "def f():\n", "class C:\n", "f'{", "'''", "\\", "\0",
                               "match x:\n case ", "*", "**", "0x", "1e999", "9999999999999999999999", "\xff", "\xe4\xb8\xad", "try:\n", "except* ", "finally:\n", "import ", "del ", "null", "-1", "\""};

std::string mutate(std::string text, const std::vector<std::string>& seeds) {
  size_t changes = 1 + below(6);
  for (size_t i = 0; i < changes; ++i) {
    size_t at = below(text.size() + 1), n = below(12);
    switch (below(6)) {
      case 0: text.insert(at, kPieces[below(std::size(kPieces))]); break;
      case 1: text.erase(at, n); break;
      case 2: if (at < text.size()) text[at] = static_cast<char>(next_random()); break;
      case 3: text.insert(at, text.substr(below(text.size() + 1), n * 4)); break;
      case 4: {
        const std::string& other = seeds[below(seeds.size())];
        text.insert(at, other.substr(below(other.size() + 1), n * 8));
        break;
      }
      default: if (at < text.size()) text[at] ^= static_cast<char>(1u << below(8)); break;
    }
  }
  return text;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

}  // namespace

int main(int argc, char** argv) {
  long runs = 500;
  std::vector<std::string> seeds;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "-runs=", 6) == 0) runs = std::atol(argv[i] + 6);
    else if (std::strncmp(argv[i], "-seed=", 6) == 0) state = std::strtoull(argv[i] + 6, nullptr, 10) | 1;
    else if (std::filesystem::is_directory(argv[i])) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i]))
        if (entry.is_regular_file()) seeds.push_back(read(entry.path()));
    } else seeds.push_back(read(argv[i]));
  }
  if (seeds.empty()) seeds.push_back("");
  std::sort(seeds.begin(), seeds.end());
  for (const std::string& seed : seeds) LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(seed.data()), seed.size());
  for (long i = 0; i < runs; ++i) {
    std::string text = mutate(seeds[below(seeds.size())], seeds);
    if (const char* keep = std::getenv("FUZZ_KEEP")) std::ofstream(keep, std::ios::binary) << text;   // the one that crashes is there
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
  std::printf("%zu seeds, %ld mutations: no crash\n", seeds.size(), runs);
}
