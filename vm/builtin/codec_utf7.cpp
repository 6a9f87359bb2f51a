// UTF-7 (RFC 2152): ASCII as it is, everything else between '+' and '-' as UTF-16 in base64.
// (CPython: _PyUnicode_EncodeUTF7 and PyUnicode_DecodeUTF7Stateful in Objects/unicodeobject.c)
#include <cstring>
#include <string>

#include "base/utf8.h"
#include "builtin/codecs.h"
#include "object/bytes.h"
#include "object/str.h"
#include "run/codecs.h"

namespace innards {

namespace {

constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// The value of a base64 digit, or -1.
int digit_of(uint32_t ch) {
  const char* at = ch && ch < 0x80 ? std::strchr(kDigits, static_cast<int>(ch)) : nullptr;
  return at ? static_cast<int>(at - kDigits) : -1;
}

bool is_high(uint32_t ch) { return ch >= 0xd800 && ch <= 0xdbff; }
bool is_low(uint32_t ch) { return ch >= 0xdc00 && ch <= 0xdfff; }

// Bits that wait for their digits or units.
struct Bits {
  uint32_t buffer = 0;
  int count = 0;

  void push(uint32_t value, int width) {
    buffer = buffer << width | value;
    count += width;
  }
  uint32_t take(int width) {
    count -= width;
    const uint32_t value = buffer >> count;
    buffer &= (1u << count) - 1;
    return value;
  }
};

// ---- encoding

// Whether a character stands for itself: all of ASCII that can be written but '+', '\' and '~'.
bool is_direct(uint32_t ch) {
  if (ch == '\t' || ch == '\n' || ch == '\r') return true;
  return ch >= ' ' && ch < 0x7f && ch != '+' && ch != '\\' && ch != '~';
}

struct Encoder {
  std::string out;
  Bits bits;
  bool shifted = false;

  void unit(uint32_t value) {
    bits.push(value, 16);
    while (bits.count >= 6) out.push_back(kDigits[bits.take(6)]);
  }
  void end_of_digits() {
    if (bits.count) bits.push(0, 6 - bits.count), out.push_back(kDigits[bits.take(6)]);
    shifted = false;
  }
  void direct(uint32_t ch) {
    if (shifted) {
      end_of_digits();
      if (digit_of(ch) >= 0 || ch == '-') out.push_back('-');
    }
    out.push_back(static_cast<char>(ch));
  }
  void put(uint32_t ch) {
    if (is_direct(ch)) return direct(ch);
    if (!shifted && ch == '+') return static_cast<void>(out += "+-");
    if (!shifted) out.push_back('+');
    shifted = true;
    if (ch >= 0x10000) unit(0xd800 + ((ch - 0x10000) >> 10)), ch = 0xdc00 + ((ch - 0x10000) & 0x3ff);
    unit(ch);
  }
};

// ---- decoding

struct Decoder {
  Ref<> input;
  CodecHandler handler;
  StrWriter out;
  Bits bits;
  bool shifted = false;
  uint32_t first = 0;        // of a pair of surrogates, whose second is to come
  int64_t at = 0;
  int64_t start = 0;         // of the '+' or of what is wrong
  int64_t length_before = 0;  // of the text before the '+'

  uint8_t byte() const { return static_cast<uint8_t>(bytes_as_string(input)[at]); }
  bool more() const { return at < bytes_size(input); }
  bool write(uint32_t ch) { return out.write_char(ch) == 0; }

  bool refuse(const char* reason, int64_t end) {
    Ref<> replacement(handler.for_decoding("utf7", &input, start, end, reason, &at));
    return replacement && out.write_str(replacement) == 0;
  }
  bool unit(uint32_t value) {
    const uint32_t before = first;
    first = 0;
    if (before && is_low(value)) return write(0x10000 + ((before - 0xd800) << 10) + (value - 0xdc00));
    if (before && !write(before)) return false;
    if (!is_high(value)) return write(value);
    first = value;
    return true;
  }
  bool end_of_digits(uint8_t ch) {
    shifted = false;
    if (bits.count >= 6) return refuse("partial character in shift sequence", ++at);
    if (bits.count && bits.buffer) return refuse("non-zero padding bits in shift sequence", ++at);
    const uint32_t lone = first;
    first = 0;
    if (lone && ch < 0x80 && ch != '+' && !write(lone)) return false;
    if (ch == '-') ++at;
    return true;
  }
  bool digit(uint8_t ch) {
    const int value = digit_of(ch);
    if (value < 0) return end_of_digits(ch);
    ++at;
    bits.push(static_cast<uint32_t>(value), 6);
    return bits.count < 16 || unit(bits.take(16));
  }
  bool shift() {
    start = at++;
    if (more() && byte() == '-') return ++at, write('+');
    if (more() && digit_of(byte()) < 0) return refuse("ill-formed sequence", ++at);
    shifted = true;
    first = 0;
    bits = {};
    length_before = out.pos;
    return true;
  }
  bool step() {
    const uint8_t ch = byte();
    if (shifted) return digit(ch);
    if (ch == '+') return shift();
    if (ch < 0x80) return ++at, write(ch);
    start = at++;
    return refuse("unexpected special character", at);
  }
  // No more will come.
  bool end() {
    if (!shifted) return true;
    shifted = false;
    if (!first && bits.count < 6 && !bits.buffer) return true;
    return refuse("unterminated shift sequence", bytes_size(input));
  }
  bool run(bool final) {
    do {
      while (more())
        if (!step()) return false;
      if (final && !end()) return false;
    } while (more());
    return true;
  }
};

}  // namespace

Object* codec_utf7_encode(Object* text) {
  Encoder e;
  for (int64_t i = 0; i < str_length(text); ++i) e.put(str_read_char(text, i));
  if (e.shifted) e.end_of_digits(), e.out.push_back('-');
  return bytes_from_data(e.out.data(), static_cast<int64_t>(e.out.size()));
}

Object* codec_utf7_decode(const char* data, int64_t size, const char* errors, int64_t* used) {
  Decoder d{Ref<>(bytes_from_data(data, size)), CodecHandler(errors), {}, {}};
  if (!d.input || !d.run(!used)) return d.out.drop(), nullptr;
  Ref<> text(d.out.finish());
  if (!used) return text.release();
  // What has begun is read again with what follows.
  *used = d.shifted ? d.start : d.at;
  return text && d.shifted ? str_substring(text, 0, d.length_before) : text.release();
}

}  // namespace innards
