// base/bigint, base/float_text, base/utf8 and base/unicode_data where laws say what is right; their results in Python's
// hands are compared with python3.11 by tests/programs/number and tests/programs/text.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "base/bigint.h"
#include "base/float_text.h"
#include "base/unicode_data.h"
#include "base/unicode_properties.h"
#include "base/utf8.h"

namespace innards {
namespace {

struct Random {
  uint64_t state = 88172645463325252;
  uint64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
  }
  BigInt big(int max_digits) {
    BigInt z;
    int n = static_cast<int>(next() % static_cast<uint64_t>(max_digits + 1));
    for (int i = 0; i < n; ++i) {
      uint64_t kind = next() % 6;
      z.digits.push_back(kind == 0 ? 0 : kind == 1 ? kBigMask : static_cast<uint32_t>(next() & kBigMask));
    }
    z.negative = next() & 1;
    z.normalize();
    return z;
  }
};

bool same(const BigInt& a, const BigInt& b) { return big_compare(a, b) == 0; }

TEST(BigInt, DivisionIsTheInverseOfMultiplication) {
  Random r;
  for (int i = 0; i < 3000; ++i) {
    BigInt a = r.big(i % 10 == 0 ? 300 : 8), b = r.big(i % 20 == 0 ? 150 : 5), q, rest;
    if (b.is_zero()) continue;
    big_divmod(a, b, &q, &rest);
    EXPECT_TRUE(same(a, big_add(big_mul(q, b), rest)));
    EXPECT_TRUE(rest.is_zero() || rest.negative == b.negative);
    BigView x{rest.digits.data(), rest.digits.size(), false}, y{b.digits.data(), b.digits.size(), false};
    EXPECT_LT(big_compare(x, y), 0);
  }
}

TEST(BigInt, ProductsOfSumsAreSumsOfProducts) {
  Random r;
  for (int i = 0; i < 60; ++i) {
    BigInt a = r.big(400), b = r.big(300), c = r.big(300);
    EXPECT_TRUE(same(big_mul(a, big_add(b, c)), big_add(big_mul(a, b), big_mul(a, c))));
  }
}

TEST(BigInt, TextInEveryBaseReadsBack) {
  Random r;
  for (int base = 2; base <= 36; ++base) {
    BigInt a = r.big(40);
    std::string text = big_to_text(a, base);
    std::string_view digits = text;
    if (a.negative) digits.remove_prefix(1);
    BigInt back = big_from_text(digits, base);
    back.negative = a.negative;
    EXPECT_TRUE(same(a, back)) << base;
  }
}

TEST(BigInt, BitsAreThoseOfTwosComplement) {
  Random r;
  for (int i = 0; i < 2000; ++i) {
    int64_t x = static_cast<int64_t>(r.next()) >> (r.next() % 60), y = static_cast<int64_t>(r.next()) >> (r.next() % 60);
    int n = static_cast<int>(r.next() % 62);
    EXPECT_TRUE(same(big_and(BigInt(x), BigInt(y)), BigInt(x & y)));
    EXPECT_TRUE(same(big_or(BigInt(x), BigInt(y)), BigInt(x | y)));
    EXPECT_TRUE(same(big_xor(BigInt(x), BigInt(y)), BigInt(x ^ y)));
    EXPECT_TRUE(same(big_invert(BigInt(x)), BigInt(~x)));
    EXPECT_TRUE(same(big_shift_right(BigInt(x), static_cast<uint64_t>(n)), BigInt(x >> n)));
    BigInt wide = big_shift_left(BigInt(x), 200);
    EXPECT_TRUE(same(big_shift_right(wide, 200), BigInt(x)));
  }
}

TEST(BigInt, DoublesAreRoundedToEven) {
  double d;
  auto of = [&](const char* text) {
    EXPECT_TRUE(big_to_double(big_from_text(text, 10), &d));
    return d;
  };
  EXPECT_EQ(of("9007199254740993"), 9007199254740992.0);
  EXPECT_EQ(of("9007199254740995"), 9007199254740996.0);
  EXPECT_EQ(of("100000000000000000000000"), 1e23);
  EXPECT_FALSE(big_to_double(big_shift_left(BigInt(1), 1024), &d));
  EXPECT_TRUE(big_true_divide(BigInt(1), BigInt(3), &d));
  EXPECT_EQ(d, 1.0 / 3.0);
}

TEST(FloatText, TheShortestTextReadsBack) {
  Random r;
  for (int i = 0; i < 20000; ++i) {
    uint64_t bits = r.next();
    double value, back = 0;
    std::memcpy(&value, &bits, 8);
    if (!std::isfinite(value)) continue;
    std::string text = float_repr(value);
    EXPECT_EQ(float_parse(text, &back), text.size());
    EXPECT_EQ(back, value) << text;
    EXPECT_EQ(float_from_hex(float_to_hex(value), &back), FloatHexResult::Ok);
    EXPECT_EQ(back, value);
  }
}

TEST(FloatText, TiesGoToTheEvenDigit) {
  EXPECT_EQ(float_to_text(0.5, 'f', 0, 0), "0");
  EXPECT_EQ(float_to_text(1.5, 'f', 0, 0), "2");
  EXPECT_EQ(float_to_text(2.5, 'f', 0, 0), "2");
  EXPECT_EQ(float_to_text(0.125, 'f', 2, 0), "0.12");
  EXPECT_EQ(float_to_text(1e22, 'r', 0, kFloatAddDot0), "1e+22");
  EXPECT_EQ(float_to_text(-0.0, 'r', 0, kFloatAddDot0), "-0.0");
  EXPECT_EQ(float_to_text(1.0, 'f', 2000, 0).size(), 2002u);
}

TEST(Utf8, EveryCodePointReadsBack) {
  for (uint32_t cp = 0; cp <= kMaxCodePoint; cp += cp < 0x3000 ? 1 : 7) {
    char bytes[4];
    int n = utf8_encode(cp, bytes);
    Utf8Step step = utf8_decode(bytes, bytes + n, true);
    EXPECT_EQ(step.length, n);
    EXPECT_EQ(step.cp, cp);
    EXPECT_EQ(utf8_decode(bytes, bytes + n).length > 0, !is_surrogate(cp));
  }
  EXPECT_FALSE(utf8_is_valid("\xc0\x80"));
  EXPECT_FALSE(utf8_is_valid("\xf4\x90\x80\x80"));
  EXPECT_FALSE(utf8_is_valid("\xe2\x82"));
}

TEST(Unicode, IdentifiersAreNormalised) {
  EXPECT_EQ(unicode_normalize(U"\ufb01\u2460\u00c5", UnicodeForm::KC), U"fi1\u00c5");
  EXPECT_EQ(unicode_normalize(U"A\u030a\u0323", UnicodeForm::KC), U"\u1ea0\u030a");
  EXPECT_EQ(unicode_normalize(U"\u1112\u1161\u11ab", UnicodeForm::KC), U"\ud55c");
  EXPECT_TRUE(unicode_is_identifier(U"_x1\u00e9"));
  EXPECT_FALSE(unicode_is_identifier(U"1x"));
  uint32_t out[3];
  EXPECT_EQ(unicode_to_upper_full(0xdf, out), 2);
}

}  // namespace
}  // namespace innards
