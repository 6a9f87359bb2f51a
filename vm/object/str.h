// str: text as CPython's PEP 393 stores it, 1, 2 or 4 bytes a character, whichever the widest character needs.
// The layouts are those of Include/cpython/unicodeobject.h. One-character latin-1 strings, the empty string and the
// identifiers (object/identifiers.h) exist once. Interned strings stand in a table of their own in the arena, which
// does not count as a reference.
// PyUnicode_X is str_x here. Functions that make text may fail with MemoryError unless they say they cannot.
#pragma once

#include <cstdarg>
#include <cstdint>

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

enum StrKind : int { kKind1 = 1, kKind2 = 2, kKind4 = 4 };   // bytes a character
enum StrInterned : uint32_t { kNotInterned = 0, kInternedMortal = 1, kInternedImmortal = 2 };

struct StrState {
  uint32_t interned : 2;
  uint32_t kind : 3;
  uint32_t compact : 1;  // the characters follow the struct (else a subclass instance: LegacyStrObject)
  uint32_t ascii : 1;
  uint32_t ready : 1;
  uint32_t unused : 24;
};

// PyASCIIObject: header of a string of ASCII characters, which follow it.
struct StrObject : Object {
  int64_t length;
  int64_t hash;          // -1: not yet computed
  StrState state;
  uint32_t padding;
  uint64_t wstr;         // of a str of four bytes a character: its characters; else 0
};
static_assert(sizeof(StrObject) == 48);

// PyCompactUnicodeObject: header of any other string; its characters follow it.
struct CompactStrObject : StrObject {
  int64_t utf8_length;
  Ptr<char> utf8;        // the UTF-8 text, once someone has asked for it
  int64_t wstr_length;
};
static_assert(sizeof(CompactStrObject) == 72);

// PyUnicodeObject: an instance of a subclass of str, its characters in a block of their own.
struct LegacyStrObject : CompactStrObject {
  Ptr<void> data;
};
static_assert(sizeof(LegacyStrObject) == 80);

// ---- reading --------------------------------------------------------------------------------------------------------

inline bool str_check(const Object* o) { return type_has(o->ob_type, kTpUnicodeSubclass); }
inline bool str_check_exact(const Object* o) { return o->ob_type == TypeStr; }
inline int64_t str_length(const Object* o) { return static_cast<const StrObject*>(o)->length; }
inline int str_kind(const Object* o) { return static_cast<const StrObject*>(o)->state.kind; }
inline bool str_is_ascii(const Object* o) { return static_cast<const StrObject*>(o)->state.ascii; }
inline bool str_is_interned(const Object* o) { return static_cast<const StrObject*>(o)->state.interned != kNotInterned; }
inline void* str_data(const Object* o) {
  const StrObject* s = static_cast<const StrObject*>(o);
  if (!s->state.compact) return static_cast<const LegacyStrObject*>(s)->data;
  size_t header = s->state.ascii ? sizeof(StrObject) : sizeof(CompactStrObject);
  return const_cast<char*>(reinterpret_cast<const char*>(s)) + header;
}
inline uint32_t str_read(int kind, const void* data, int64_t i) {
  if (kind == kKind1) return static_cast<const uint8_t*>(data)[i];
  if (kind == kKind2) return static_cast<const uint16_t*>(data)[i];
  return static_cast<const uint32_t*>(data)[i];
}
inline void str_write(int kind, void* data, int64_t i, uint32_t ch) {
  if (kind == kKind1) static_cast<uint8_t*>(data)[i] = static_cast<uint8_t>(ch);
  else if (kind == kKind2) static_cast<uint16_t*>(data)[i] = static_cast<uint16_t>(ch);
  else static_cast<uint32_t*>(data)[i] = ch;
}
inline uint32_t str_read_char(const Object* o, int64_t i) { return str_read(str_kind(o), str_data(o), i); }
// An upper bound of the characters: 0x7f, 0xff, 0xffff or 0x10ffff.
inline uint32_t str_max_char(const Object* o) {
  if (str_is_ascii(o)) return 0x7f;
  int kind = str_kind(o);
  return kind == kKind1 ? 0xff : kind == kKind2 ? 0xffff : 0x10ffff;
}

// UTF-8 text, zero-terminated, in the arena; lives as long as the str. Not for lone surrogates (UnicodeEncodeError).
const char* str_as_utf8(Object* o);
const char* str_as_utf8_and_size(Object* o, int64_t* size);

int64_t str_hash(Object* o);                                  // never fails
int str_compare(Object* a, Object* b);                        // -1, 0, 1
bool str_equal(Object* a, Object* b);                         // same characters; both must be str
bool str_equal_ascii(Object* a, const char* text);            // _PyUnicode_EqualToASCIIString; cannot fail
inline int str_compare_with_ascii_string(Object* a, const char* text) { return str_equal_ascii(a, text) ? 0 : 1; }
int64_t str_find(Object* s, Object* sub, int64_t start, int64_t end, int direction);  // -1 none; direction 1 or -1
int64_t str_find_char(Object* s, uint32_t ch, int64_t start, int64_t end, int direction);
int str_contains(Object* s, Object* sub);                     // TypeError when sub is no str
bool str_tailmatch(Object* s, Object* sub, int64_t start, int64_t end, int direction);

// ---- making ---------------------------------------------------------------------------------------------------------

// A string of that many characters to be filled by the caller (PyUnicode_New). Length 0 gives the empty string.
Object* str_new(int64_t length, uint32_t max_char);
Object* str_empty();                                          // new reference; cannot fail
Object* str_from_utf8(const char* text, int64_t length);      // UnicodeDecodeError when not UTF-8
Object* str_from_utf8_wtf(const char* text, int64_t length);  // lone surrogates encoded in three bytes are accepted
Object* str_from_cstr(const char* text);                      // zero-terminated UTF-8
inline Object* str_from_string(const char* text) { return str_from_cstr(text); }
Object* str_from_ascii(const char* text, int64_t length);     // must be ASCII
Object* str_from_latin1(const uint8_t* text, int64_t length);
Object* str_from_ucs4(const uint32_t* text, int64_t length);
Object* str_from_kind_and_data(int kind, const void* data, int64_t length);
Object* str_from_char(uint32_t ch);                           // PyUnicode_FromOrdinal without its check
Object* str_from_ordinal(int64_t ch);                         // chr(): ValueError
Object* str_from_object(Object* o);                           // an exact str of a str or subclass instance
Object* str_copy(Object* o);                                  // _PyUnicode_Copy
Object* str_substring(Object* s, int64_t start, int64_t end);
// printf-like, PyUnicode_FromFormat: %s %d %i %u %ld %lld %zd %x %c %p %%, %U %S %R %A %T (type name) %V, widths, %.200s.
Object* str_from_format(const char* format, ...);
Object* str_from_format_v(const char* format, va_list args);

// Interns. The argument's reference is replaced.
void str_intern_in_place(Object** o);
Object* str_intern(const char* utf8);                         // PyUnicode_InternFromString: new reference

// ---- operations -----------------------------------------------------------------------------------------------------

Object* str_concat(Object* a, Object* b);                     // TypeError when b is no str
void str_append(Object** left, Object* right);                // in place where nobody else sees *left; null on error
void str_append_and_del(Object** left, Object* right);        // ... and drops right
Object* str_join(Object* separator, Object* iterable);
Object* str_join_array(Object* separator, Object* const* items, int64_t n);  // _PyUnicode_JoinArray: items may be Ptr-free
Object* str_split(Object* s, Object* separator, int64_t maxsplit);
Object* str_replace(Object* s, Object* old_text, Object* new_text, int64_t maxcount);
Object* str_repeat(Object* s, int64_t n);
Object* str_repr(Object* s);
Object* str_richcompare(Object* a, Object* b, int op);
Object* str_getitem(Object* s, Object* index);                // s[index]: ints and slices
Object* str_get_char(Object* s, int64_t index);               // s[i], IndexError, no negative index (sq_item)
Object* str_format_percent(Object* format, Object* args);     // PyUnicode_Format: the % operator
int str_is_identifier(Object* s);
Object* str_encode_utf8(Object* s);                           // -> bytes
Object* str_as_encoded_string(Object* s, const char* encoding, const char* errors);   // -> bytes
Object* str_decode(const char* data, int64_t size, const char* encoding, const char* errors);
Object* str_from_encoded_object(Object* o, const char* encoding, const char* errors);
Object* str_decode_utf8(const char* data, int64_t size, const char* errors);

// The UTF-8 text of a str argument named `display` of fname(); null with TypeError, or ValueError when it holds a zero.
const char* str_text_argument(const char* fname, const char* display, Object* arg);

// ---- boot -----------------------------------------------------------------------------------------------------------

// Makes the empty string and the latin-1 characters; called by boot before anything needs a str (needs only the arena).
void str_boot();
// A static, interned str with refcount kStaticRefcount, as CPython has for its identifiers; boot only. Borrowed.
Object* str_make_static(const char* ascii);

// ---- StrWriter ------------------------------------------------------------------------------------------------------

// Builds a str piece by piece (_PyUnicodeWriter). Plain data over arena memory, so it may live across a call into
// Python. Each write returns 0, or -1 with MemoryError. After finish() or drop() it is empty again.
struct StrWriter {
  Object* buffer = nullptr;   // a str under construction, owned
  int kind = 0;
  uint32_t max_char = 0;
  int64_t size = 0, pos = 0;
  int64_t min_length = 0;
  uint32_t min_char = 0x7f;
  bool overallocate = false;  // set while more pieces will come: the buffer grows by a quarter more than needed
  bool readonly = false;      // `buffer` is someone's str, the only piece so far

  int prepare(int64_t length, uint32_t max_char);
  int write_char(uint32_t ch);
  int write_str(Object* s);
  int write_substring(Object* s, int64_t start, int64_t end);
  int write_ascii(const char* text, int64_t length = -1);
  int write_fill(uint32_t ch, int64_t n);
  Object* finish();           // new reference
  void drop();
};

}  // namespace innards
