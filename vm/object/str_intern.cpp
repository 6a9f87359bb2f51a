// The table of interned strings and the strings that exist from boot on.
#include "object/str_impl.h"

namespace innards {

namespace {

TextState& state() { return rt().objects.text; }

constexpr uint64_t kDeleted = 1;

Object* entry(uint64_t i) {
  uint64_t bits = state().interned.get()[i];
  return bits > kDeleted ? reinterpret_cast<Object*>(static_cast<uintptr_t>(bits)) : nullptr;
}

// The place of an equal string, or the free place where it would go.
uint64_t find_place(Object* s) {
  uint64_t mask = state().interned_mask;
  uint64_t* table = state().interned;
  int64_t hash = str_hash(s);
  for (uint64_t i = static_cast<uint64_t>(hash) & mask;; i = (i + 1) & mask) {
    if (table[i] == 0) return i;
    Object* t = entry(i);
    if (t && (t == s || (static_cast<StrObject*>(t)->hash == hash && str_equal(s, t)))) return i;
  }
}

bool resize_table(uint64_t size) {
  uint64_t* old = state().interned;
  uint64_t old_size = old ? state().interned_mask + 1 : 0;
  uint64_t* table = static_cast<uint64_t*>(mem_calloc(size * sizeof(uint64_t)));
  if (!table) return false;
  state().interned = table;
  state().interned_mask = size - 1;
  state().interned_filled = state().interned_used;
  for (uint64_t i = 0; i < old_size; ++i) {
    if (old[i] <= kDeleted) continue;
    Object* s = reinterpret_cast<Object*>(static_cast<uintptr_t>(old[i]));
    table[find_place(s)] = old[i];
  }
  mem_free(old);
  return true;
}

bool add(Object* s, uint64_t place, uint32_t how) {
  state().interned.get()[place] = reinterpret_cast<uintptr_t>(s);
  ++state().interned_used;
  ++state().interned_filled;
  static_cast<StrObject*>(s)->state.interned = how;
  return true;
}

bool make_room() {
  if ((state().interned_filled + 1) * 3 < (state().interned_mask + 1) * 2) return true;
  uint64_t size = state().interned_mask + 1;
  return resize_table(state().interned_used * 3 > size ? size * 2 : size);
}

// A str in the static region.
Object* static_str(const uint8_t* text, int64_t length) {
  bool ascii = true;
  for (int64_t i = 0; i < length; ++i) ascii &= text[i] < 0x80;
  size_t header = ascii ? sizeof(StrObject) : sizeof(CompactStrObject);
  StrObject* s = static_cast<StrObject*>(static_alloc(header + static_cast<size_t>(length) + 1));
  s->ob_refcnt = kStaticRefcount;
  s->ob_type = TypeStr;
  s->length = length;
  s->hash = -1;
  s->state = StrState{kNotInterned, kKind1, 1, ascii, 1, 0};
  if (length) std::memcpy(reinterpret_cast<char*>(s) + header, text, static_cast<size_t>(length));
  return s;
}

}  // namespace

void str_intern_in_place(Object** p) {
  Object* s = *p;
  if (!s || !str_check_exact(s) || str_is_interned(s)) return;
  if (!make_room()) return;  // no memory: it simply is not interned
  uint64_t place = find_place(s);
  if (Object* known = entry(place)) {
    incref(known);
    *p = known;
    decref(s);
    return;
  }
  add(s, place, kInternedMortal);
}

Object* str_intern(const char* utf8) {
  Object* s = str_from_cstr(utf8);
  if (s) str_intern_in_place(&s);
  return s;
}

// Called when an interned str dies.
void str_forget_interned(Object* s) {
  uint64_t place = find_place(s);
  if (entry(place) != s) return;
  state().interned.get()[place] = kDeleted;
  --state().interned_used;
}

Object* str_make_static(const char* ascii) {
  int64_t n = static_cast<int64_t>(std::strlen(ascii));
  if (n == 0) return state().empty_str;
  if (n == 1) return state().latin1_chars[static_cast<uint8_t>(*ascii)];
  Object* s = static_str(reinterpret_cast<const uint8_t*>(ascii), n);
  make_room();
  uint64_t place = find_place(s);
  if (Object* known = entry(place)) return known;
  add(s, place, kInternedMortal);
  return s;
}

// The code of the modules that CPython 3.11 keeps frozen (deepfreeze) has its own objects for names of one letter, interned
// before any program runs: a literal 'e' is not the 'e' that chr(101) gives.
constexpr char kFrozenLetters[] = "BCLST_abcdefhiklmnopqrstvwxy";

void str_boot() {
  resize_table(4096);
  state().empty_str = static_str(nullptr, 0);
  for (int i = 0; i < 256; ++i) {
    uint8_t ch = static_cast<uint8_t>(i);
    state().latin1_chars[i] = static_str(&ch, 1);
  }
  for (const char* letter = kFrozenLetters; *letter; ++letter) {
    Object* s = static_str(reinterpret_cast<const uint8_t*>(letter), 1);
    add(s, find_place(s), kInternedMortal);
  }
}

}  // namespace innards
