// A number made of a text that tells it from others (FNV-1a, 64 bits): the same on every machine, for files and links. Nobody
// has to trust it with more.
#pragma once

#include <cstdint>
#include <string_view>

namespace innards {

inline constexpr uint64_t kTextSumBegin = 14695981039346656037u;

// Several texts one behind another: the sum so far.
inline uint64_t text_sum(std::string_view text, uint64_t sum = kTextSumBegin) {
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return sum;
}

}  // namespace innards
