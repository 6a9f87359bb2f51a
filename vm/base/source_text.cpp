#include "base/source_text.h"

#include <cstdio>
#include <cstring>

#include "base/utf8.h"

namespace innards {

namespace {

bool is_coding_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

// CPython folds only the two families that it needs to compare.
std::string normal_encoding_name(std::string_view name) {
  std::string folded;
  for (size_t i = 0; i < name.size() && i < 12; ++i) {
    const char c = name[i];
    folded += c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  auto family = [&folded](std::string_view base) {
    return folded == base || (folded.size() > base.size() && folded.compare(0, base.size(), base) == 0 && folded[base.size()] == '-');
  };
  if (family("utf-8")) return "utf-8";
  if (family("latin-1") || family("iso-8859-1") || family("iso-latin-1")) return "iso-8859-1";
  return std::string(name);
}

// The name under which the codecs registry knows an encoding: lower case, no separators.
std::string registry_name(std::string_view name) {
  std::string plain;
  for (char c : name) {
    if (c == '-' || c == '_' || c == '.' || c == ' ') continue;
    plain += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  return plain;
}

// Upper halves of single-byte encodings; 0 is "not assigned".
const uint16_t kKoi8R[128] = {
    0x2500, 0x2502, 0x250c, 0x2510, 0x2514, 0x2518, 0x251c, 0x2524, 0x252c, 0x2534, 0x253c, 0x2580, 0x2584, 0x2588, 0x258c, 0x2590,
    0x2591, 0x2592, 0x2593, 0x2320, 0x25a0, 0x2219, 0x221a, 0x2248, 0x2264, 0x2265, 0x00a0, 0x2321, 0x00b0, 0x00b2, 0x00b7, 0x00f7,
    0x2550, 0x2551, 0x2552, 0x0451, 0x2553, 0x2554, 0x2555, 0x2556, 0x2557, 0x2558, 0x2559, 0x255a, 0x255b, 0x255c, 0x255d, 0x255e,
    0x255f, 0x2560, 0x2561, 0x0401, 0x2562, 0x2563, 0x2564, 0x2565, 0x2566, 0x2567, 0x2568, 0x2569, 0x256a, 0x256b, 0x256c, 0x00a9,
    0x044e, 0x0430, 0x0431, 0x0446, 0x0434, 0x0435, 0x0444, 0x0433, 0x0445, 0x0438, 0x0439, 0x043a, 0x043b, 0x043c, 0x043d, 0x043e,
    0x043f, 0x044f, 0x0440, 0x0441, 0x0442, 0x0443, 0x0436, 0x0432, 0x044c, 0x044b, 0x0437, 0x0448, 0x044d, 0x0449, 0x0447, 0x044a,
    0x042e, 0x0410, 0x0411, 0x0426, 0x0414, 0x0415, 0x0424, 0x0413, 0x0425, 0x0418, 0x0419, 0x041a, 0x041b, 0x041c, 0x041d, 0x041e,
    0x041f, 0x042f, 0x0420, 0x0421, 0x0422, 0x0423, 0x0416, 0x0412, 0x042c, 0x042b, 0x0417, 0x0428, 0x042d, 0x0429, 0x0427, 0x042a};
const uint16_t kCp437[128] = {
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
    0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00a2, 0x00a3, 0x00a5, 0x20a7, 0x0192,
    0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x2310, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255d, 0x255c, 0x255b, 0x2510,
    0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x2567,
    0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580,
    0x03b1, 0x00df, 0x0393, 0x03c0, 0x03a3, 0x03c3, 0x00b5, 0x03c4, 0x03a6, 0x0398, 0x03a9, 0x03b4, 0x221e, 0x03c6, 0x03b5, 0x2229,
    0x2261, 0x00b1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00f7, 0x2248, 0x00b0, 0x2219, 0x00b7, 0x221a, 0x207f, 0x00b2, 0x25a0, 0x00a0};
const uint16_t kCp1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
                              0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                              0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

enum class Charset { kUnknown, kUtf8, kAscii, kLatin1, kLatin9, kKoi8R, kCp437, kCp1252 };

Charset charset_of(std::string_view encoding) {
  const std::string name = registry_name(encoding);
  if (name == "utf8" || name == "u8" || name == "utf" || name == "utf8sig") return Charset::kUtf8;
  if (name == "ascii" || name == "usascii" || name == "646") return Charset::kAscii;
  if (name == "latin1" || name == "iso88591" || name == "latin" || name == "l1" || name == "isolatin1" || name == "8859" || name == "cp819")
    return Charset::kLatin1;
  if (name == "iso885915" || name == "latin9" || name == "l9") return Charset::kLatin9;
  if (name == "cp437" || name == "437" || name == "ibm437") return Charset::kCp437;
  if (name == "koi8r") return Charset::kKoi8R;
  if (name == "cp1252" || name == "windows1252" || name == "1252") return Charset::kCp1252;
  return Charset::kUnknown;
}

// The character of a byte from 128 up, or 0.
uint32_t high_character(Charset charset, unsigned char byte) {
  switch (charset) {
    case Charset::kLatin1: return byte;
    case Charset::kLatin9:
      switch (byte) {
        case 0xa4: return 0x20ac;
        case 0xa6: return 0x160;
        case 0xa8: return 0x161;
        case 0xb4: return 0x17d;
        case 0xb8: return 0x17e;
        case 0xbc: return 0x152;
        case 0xbd: return 0x153;
        case 0xbe: return 0x178;
        default: return byte;
      }
    case Charset::kKoi8R: return kKoi8R[byte - 128];
    case Charset::kCp437: return kCp437[byte - 128];
    case Charset::kCp1252: return byte < 0xa0 ? kCp1252[byte - 128] : byte;
    default: return 0;
  }
}

// \r\n and \r become \n. CPython's loop has a quirk that shows in line numbers: a text that ends in \r\n gets one more
// \n when a final newline is asked for.
std::string translate_newlines(std::string_view in, bool add_newline) {
  std::string out;
  out.reserve(in.size() + 1);
  char last = '\0';
  for (size_t i = 0; i < in.size();) {
    if (in[i] != '\r') {
      // Runs without \r are copied as they are.
      const void* found = std::memchr(in.data() + i, '\r', in.size() - i);
      const size_t end = found ? static_cast<size_t>(static_cast<const char*>(found) - in.data()) : in.size();
      out.append(in.data() + i, end - i);
      last = in[end - 1];
      i = end;
      continue;
    }
    out += '\n';
    last = '\n';
    ++i;
    if (i < in.size() && in[i] == '\n' && ++i == in.size()) last = '\0';
  }
  if (add_newline && last != '\n') out += '\n';
  return out;
}

SourceText refuse(const std::string& coding, const std::string& why) {
  SourceText result;
  result.encoding = coding;
  result.error = why;
  return result;
}

std::string non_utf8_message(std::string_view text, std::string_view filename) {
  int line = 1;
  const char* p = text.data();
  const char* const end = p + text.size();
  for (; p < end;) {
    const Utf8Step step = utf8_decode(p, end);
    if (step.length <= 0) break;
    line += *p == '\n';
    p += step.length;
  }
  char byte[8];
  std::snprintf(byte, sizeof byte, "%02x", p < end ? static_cast<unsigned char>(*p) : 0u);
  return std::string("Non-UTF-8 code starting with '\\x") + byte + "' in file " + std::string(filename) + " on line " + std::to_string(line) +
         ", but no encoding declared; see https://peps.python.org/pep-0263/ for details";
}

}  // namespace

std::string find_coding(std::string_view line) {
  if (line.size() < 6) return "";
  const size_t limit = line.size() - 6;
  size_t i = 0;
  for (; i < limit && line[i] != '#'; ++i)
    if (line[i] != ' ' && line[i] != '\t' && line[i] != '\f') return "";
  for (; i < limit; ++i) {
    if (line.compare(i, 6, "coding") != 0) continue;
    size_t p = i + 6;
    if (line[p] != ':' && line[p] != '=') continue;
    do ++p;
    while (p < line.size() && (line[p] == ' ' || line[p] == '\t'));
    const size_t begin = p;
    while (p < line.size() && is_coding_character(line[p])) ++p;
    if (begin < p) return normal_encoding_name(line.substr(begin, p - begin));
  }
  return "";
}

bool line_is_blank_or_comment(std::string_view line) {
  for (char c : line) {
    if (c == '#' || c == '\n' || c == '\r') return true;
    if (c != ' ' && c != '\t' && c != '\f') return false;
  }
  return true;
}

bool decode_bytes(std::string_view bytes, std::string_view encoding, std::string* utf8, std::string* error) {
  const Charset charset = charset_of(encoding);
  if (charset == Charset::kUnknown) {
    *error = "unknown encoding: " + std::string(encoding);
    return false;
  }
  if (charset == Charset::kUtf8) {
    *error = utf8_error(bytes);
    *utf8 = bytes;
    return error->empty();
  }
  utf8->clear();
  utf8->reserve(bytes.size() + bytes.size() / 8);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(bytes[i]);
    const uint32_t character = byte < 128 ? byte : high_character(charset, byte);
    if (character == 0 && byte != 0) {
      char message[120];
      if (charset == Charset::kAscii)
        std::snprintf(message, sizeof message, "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in range(128)", byte, i);
      else
        std::snprintf(message, sizeof message, "'charmap' codec can't decode byte 0x%02x in position %zu: character maps to <undefined>", byte, i);
      *error = message;
      return false;
    }
    utf8_append(*utf8, character);
  }
  return true;
}

SourceText decode_source(std::string_view bytes, bool add_newline) {
  SourceText source;
  std::string text = translate_newlines(bytes, add_newline);
  std::string_view body = text;
  if (body.substr(0, 3) == "\xef\xbb\xbf") {
    body.remove_prefix(3);
    source.encoding = "utf-8";
  }
  const size_t first_end = body.find('\n');
  std::string coding;
  if (first_end != std::string_view::npos) {
    coding = find_coding(body.substr(0, first_end));
    const size_t second_end = body.find('\n', first_end + 1);
    if (coding.empty() && second_end != std::string_view::npos && line_is_blank_or_comment(body.substr(0, first_end)))
      coding = find_coding(body.substr(first_end + 1, second_end - first_end));
  }
  if (!coding.empty()) {
    if (!source.encoding.empty() && source.encoding != coding) return refuse(coding, "encoding problem: " + coding + " with BOM");
    source.encoding = coding;
  }
  if (coding.empty() || coding == "utf-8") {
    source.text = body;
    return source;
  }
  std::string error;
  if (!decode_bytes(body, coding, &source.text, &error)) return refuse(coding, error);
  return source;
}

SourceText decode_file(std::string_view bytes, std::string_view filename) {
  // Line ends first: the quirk of translate_newlines at the end of a text is not one of files.
  SourceText source = decode_source(translate_newlines(bytes, false), true);
  if (!source.error.empty()) {
    if (source.error.compare(0, 16, "encoding problem") != 0) source.error = "encoding problem: " + source.encoding;
  } else if (source.encoding.empty() && !utf8_is_valid(source.text)) {
    source.error = non_utf8_message(source.text, filename);
  }
  return source;
}

SourceText decode_text(std::string_view utf8, bool add_newline) {
  SourceText source;
  source.text = translate_newlines(utf8, add_newline);
  source.encoding = "utf-8";
  return source;
}

int32_t count_characters(std::string_view bytes) {
  int32_t count = 0;
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const int length = static_cast<unsigned char>(*p) < 128 ? 1 : utf8_decode(p, end).length;
    p += length > 0 ? length : -length;
    ++count;
  }
  return count;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  if (utf8_is_valid(bytes)) return std::string(bytes);
  std::string out;
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const Utf8Step step = utf8_decode(p, end);
    if (step.length > 0) out.append(p, static_cast<size_t>(step.length));
    else out += "\xef\xbf\xbd";
    p += step.length > 0 ? step.length : -step.length;
  }
  return out;
}

std::string utf8_error(std::string_view bytes) {
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const Utf8Step step = utf8_decode(p, end);
    if (step.length > 0) {
      p += step.length;
      continue;
    }
    const unsigned char byte = static_cast<unsigned char>(*p);
    const bool bad_start = byte < 0xc2 || byte > 0xf4;
    const char* reason = step.truncated ? "unexpected end of data" : bad_start ? "invalid start byte" : "invalid continuation byte";
    const long at = static_cast<long>(p - bytes.data());
    const int count = -step.length;
    char message[120];
    if (count == 1)
      std::snprintf(message, sizeof message, "'utf-8' codec can't decode byte 0x%02x in position %ld: %s", byte, at, reason);
    else
      std::snprintf(message, sizeof message, "'utf-8' codec can't decode bytes in position %ld-%ld: %s", at, at + count - 1, reason);
    return message;
  }
  return "";
}

}  // namespace innards
