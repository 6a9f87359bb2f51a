// Upper and lower case, and the is... questions of str.
#include "object/bool.h"
#include "object/str_methods.h"

namespace innards {

namespace {

using FullMapping = int(uint32_t, uint32_t*);

// Greek capital sigma becomes final sigma at the end of a word.
uint32_t lower_sigma(const std::u32string& s, size_t i) {
  size_t j = i;
  while (j > 0 && unicode_is_case_ignorable(s[j - 1])) --j;
  bool final_sigma = j > 0 && unicode_is_cased(s[j - 1]);
  if (final_sigma) {
    j = i + 1;
    while (j < s.size() && unicode_is_case_ignorable(s[j])) ++j;
    final_sigma = j == s.size() || !unicode_is_cased(s[j]);
  }
  return final_sigma ? 0x3c2 : 0x3c3;
}

int lower_at(const std::u32string& s, size_t i, uint32_t out[3]) {
  if (s[i] != 0x3a3) return unicode_to_lower_full(s[i], out);
  out[0] = lower_sigma(s, i);
  return 1;
}

std::u32string characters(Object* s) {
  std::u32string text(static_cast<size_t>(str_length(s)), U'\0');
  copy_to_kind(kKind4, text.data(), str_kind(s), str_data(s), str_length(s));
  return text;
}

// f(text, i, out) says what character i becomes.
template <class F>
Object* map_each(Object* self, F f) {
  std::u32string text = characters(self), result;
  result.reserve(text.size());
  uint32_t out[3];
  for (size_t i = 0; i < text.size(); ++i) {
    int n = f(text, i, out);
    for (int k = 0; k < n; ++k) result.push_back(out[k]);
  }
  return str_from_ucs4(reinterpret_cast<const uint32_t*>(result.data()), static_cast<int64_t>(result.size()));
}

// ASCII needs no tables.
template <class F>
Object* map_ascii(Object* self, F f) {
  int64_t n = str_length(self);
  Object* s = str_new(n, 0x7f);
  if (!s || n == 0) return s;
  const uint8_t* from = static_cast<const uint8_t*>(str_data(self));
  uint8_t* to = static_cast<uint8_t*>(str_data(s));
  for (int64_t i = 0; i < n; ++i) to[i] = f(from[i]);
  return s;
}

uint8_t ascii_lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
uint8_t ascii_upper(uint8_t c) { return c >= 'a' && c <= 'z' ? c - 32 : c; }

}  // namespace

Object* str_method_lower(Object* self, Object*) {
  return str_is_ascii(self) ? map_ascii(self, ascii_lower) : map_each(self, lower_at);
}
Object* str_method_upper(Object* self, Object*) {
  if (str_is_ascii(self)) return map_ascii(self, ascii_upper);
  return map_each(self, [](const std::u32string& s, size_t i, uint32_t* out) { return unicode_to_upper_full(s[i], out); });
}
Object* str_method_casefold(Object* self, Object*) {
  if (str_is_ascii(self)) return map_ascii(self, ascii_lower);
  return map_each(self, [](const std::u32string& s, size_t i, uint32_t* out) { return unicode_to_folded_full(s[i], out); });
}
Object* str_method_capitalize(Object* self, Object*) {
  return map_each(self, [](const std::u32string& s, size_t i, uint32_t* out) {
    return i ? lower_at(s, i, out) : unicode_to_title_full(s[i], out);
  });
}
Object* str_method_title(Object* self, Object*) {
  bool previous_cased = false;
  return map_each(self, [&](const std::u32string& s, size_t i, uint32_t* out) {
    int n = previous_cased ? lower_at(s, i, out) : unicode_to_title_full(s[i], out);
    previous_cased = unicode_is_cased(s[i]);
    return n;
  });
}
Object* str_method_swapcase(Object* self, Object*) {
  return map_each(self, [](const std::u32string& s, size_t i, uint32_t* out) {
    if (unicode_is_upper(s[i])) return lower_at(s, i, out);
    if (unicode_is_lower(s[i])) return unicode_to_upper_full(s[i], out);
    out[0] = s[i];
    return 1;
  });
}

// ---- questions

namespace {

template <class Test>
Object* all_are(Object* s, bool when_empty, Test test) {
  int64_t n = str_length(s);
  if (n == 0) return bool_from(when_empty);
  for (int64_t i = 0; i < n; ++i)
    if (!test(str_read_char(s, i))) return bool_from(false);
  return bool_from(true);
}

// At least one character of the wanted case, and none of the other two.
Object* one_case(Object* s, bool (*wanted)(uint32_t), bool (*other)(uint32_t)) {
  bool cased = false;
  for (int64_t i = 0; i < str_length(s); ++i) {
    uint32_t ch = str_read_char(s, i);
    if (other(ch) || unicode_is_title(ch)) return bool_from(false);
    cased |= wanted(ch);
  }
  return bool_from(cased);
}

}  // namespace

Object* str_method_isascii(Object* self, Object*) { return bool_from(str_is_ascii(self)); }
Object* str_method_islower(Object* self, Object*) { return one_case(self, unicode_is_lower, unicode_is_upper); }
Object* str_method_isupper(Object* self, Object*) { return one_case(self, unicode_is_upper, unicode_is_lower); }
Object* str_method_istitle(Object* self, Object*) {
  bool cased = false, previous_cased = false;
  for (int64_t i = 0; i < str_length(self); ++i) {
    uint32_t ch = str_read_char(self, i);
    if (unicode_is_upper(ch) || unicode_is_title(ch)) {
      if (previous_cased) return bool_from(false);
      cased = previous_cased = true;
    } else if (unicode_is_lower(ch)) {
      if (!previous_cased) return bool_from(false);
      cased = previous_cased = true;
    } else {
      previous_cased = false;
    }
  }
  return bool_from(cased);
}
Object* str_method_isspace(Object* self, Object*) { return all_are(self, false, unicode_is_space); }
Object* str_method_isdecimal(Object* self, Object*) { return all_are(self, false, unicode_is_decimal); }
Object* str_method_isdigit(Object* self, Object*) { return all_are(self, false, unicode_is_digit); }
Object* str_method_isnumeric(Object* self, Object*) { return all_are(self, false, unicode_is_numeric); }
Object* str_method_isalpha(Object* self, Object*) { return all_are(self, false, unicode_is_alpha); }
Object* str_method_isalnum(Object* self, Object*) { return all_are(self, false, unicode_is_alnum); }
Object* str_method_isprintable(Object* self, Object*) { return all_are(self, true, unicode_is_printable); }

int str_is_identifier(Object* s) { return unicode_is_identifier(characters(s)); }
Object* str_method_isidentifier(Object* self, Object*) { return bool_from(str_is_identifier(self)); }

}  // namespace innards
