#include "object/hash.h"

#include <cmath>
#include <cstring>

namespace innards {

namespace {

struct SipState { uint64_t v0, v1, v2, v3; };

uint64_t rotate(uint64_t x, int n) { return x << n | x >> (64 - n); }

void sip_round(SipState& s) {
  s.v0 += s.v1, s.v2 += s.v3;
  s.v1 = rotate(s.v1, 13) ^ s.v0, s.v3 = rotate(s.v3, 16) ^ s.v2;
  s.v0 = rotate(s.v0, 32);
  s.v2 += s.v1, s.v0 += s.v3;
  s.v1 = rotate(s.v1, 17) ^ s.v2, s.v3 = rotate(s.v3, 21) ^ s.v0;
  s.v2 = rotate(s.v2, 32);
}

void sip_take(SipState& s, uint64_t block) {
  s.v3 ^= block;
  sip_round(s);
  s.v0 ^= block;
}

// The key is zero: PYTHONHASHSEED=0.
uint64_t siphash13(const unsigned char* p, uint64_t n) {
  SipState s{0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261, 0x7465646279746573};
  uint64_t last = n << 56, block;
  for (; n >= 8; p += 8, n -= 8) {
    std::memcpy(&block, p, 8);
    sip_take(s, block);
  }
  for (uint64_t i = 0; i < n; ++i) last |= static_cast<uint64_t>(p[i]) << (8 * i);
  sip_take(s, last);
  s.v2 ^= 0xff;
  for (int i = 0; i < 3; ++i) sip_round(s);
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

}  // namespace

int64_t hash_bytes(const void* data, int64_t length) {
  if (length == 0) return 0;
  int64_t h = static_cast<int64_t>(siphash13(static_cast<const unsigned char*>(data), static_cast<uint64_t>(length)));
  return h == -1 ? -2 : h;
}

int64_t hash_double(Object* inst, double value) {
  if (std::isinf(value)) return value > 0 ? kHashInf : -kHashInf;
  if (std::isnan(value)) return hash_pointer(inst);
  int exponent;
  double m = std::frexp(value, &exponent);
  int sign = m < 0 ? -1 : 1;
  m = std::fabs(m);
  uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & kHashModulus) | x >> (kHashBits - 28);
    m *= 268435456.0;  // 2**28
    exponent -= 28;
    uint64_t y = static_cast<uint64_t>(m);
    m -= static_cast<double>(y);
    x += y;
    if (x >= kHashModulus) x -= kHashModulus;
  }
  exponent = exponent >= 0 ? exponent % kHashBits : kHashBits - 1 - (-1 - exponent) % kHashBits;
  x = ((x << exponent) & kHashModulus) | x >> (kHashBits - exponent);
  int64_t h = static_cast<int64_t>(x) * sign;
  return h == -1 ? -2 : h;
}

}  // namespace innards
