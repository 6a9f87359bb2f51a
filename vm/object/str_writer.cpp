// StrWriter: a str under construction.
#include "object/str_impl.h"

namespace innards {

static void update(StrWriter* w) {
  w->kind = str_kind(w->buffer);
  w->max_char = str_max_char(w->buffer);
  w->size = w->readonly ? 0 : str_length(w->buffer);
}

// A wider buffer, or a first one, with what has been written so far.
static int replace_buffer(StrWriter* w, int64_t size, uint32_t max_char) {
  Object* s = str_new(size, max_char);
  if (!s) return -1;
  if (w->buffer) {
    if (w->pos) str_copy_characters(s, 0, w->buffer, 0, w->pos);
    decref(w->buffer);
  }
  w->buffer = s;
  w->readonly = false;
  update(w);
  return 0;
}

int StrWriter::prepare(int64_t length, uint32_t wanted) {
  if (length == 0 || (wanted <= max_char && length <= size - pos)) return 0;
  if (length > kMaxSize - pos) return err_no_memory(), -1;
  int64_t needed = pos + length;
  if (wanted < min_char) wanted = min_char;
  int64_t wide = needed;
  if (needed > size) {
    if (overallocate && needed <= kMaxSize - needed / 4) wide += needed / 4;
    if (wide < min_length) wide = min_length;
  } else {
    wide = size;
  }
  if (!buffer) return replace_buffer(this, wide, wanted);
  if (needed > size) {
    if (wanted > max_char || readonly) return replace_buffer(this, wide, wanted > max_char ? wanted : max_char);
    if (str_resize(&buffer, wide) < 0) return -1;
    update(this);
    return 0;
  }
  return replace_buffer(this, size, wanted);
}

int StrWriter::write_char(uint32_t ch) {
  if (prepare(1, ch) < 0) return -1;
  str_write(kind, str_data(buffer), pos++, ch);
  return 0;
}

int StrWriter::write_str(Object* s) {
  int64_t n = str_length(s);
  if (n == 0) return 0;
  uint32_t wanted = str_max_char(s);
  if (wanted > max_char || n > size - pos) {
    if (!buffer && !overallocate) {
      // The only piece so far: share it until something more comes.
      readonly = true;
      buffer = new_ref(s);
      update(this);
      pos += n;
      return 0;
    }
    if (prepare(n, wanted) < 0) return -1;
  }
  str_copy_characters(buffer, pos, s, 0, n);
  pos += n;
  return 0;
}

int StrWriter::write_substring(Object* s, int64_t start, int64_t end) {
  if (end == start) return 0;
  if (start == 0 && end == str_length(s)) return write_str(s);
  uint32_t wanted = str_max_char(s) > max_char ? max_char_of(str_kind(s), str_data(s), start, end) : max_char;
  if (prepare(end - start, wanted) < 0) return -1;
  str_copy_characters(buffer, pos, s, start, end - start);
  pos += end - start;
  return 0;
}

int StrWriter::write_ascii(const char* text, int64_t length) {
  if (length < 0) length = static_cast<int64_t>(std::strlen(text));
  if (length == 0) return 0;
  if (prepare(length, 0x7f) < 0) return -1;
  copy_to_kind(kind, static_cast<char*>(str_data(buffer)) + pos * kind, kKind1, text, length);
  pos += length;
  return 0;
}

int StrWriter::write_fill(uint32_t ch, int64_t n) {
  if (n <= 0) return 0;
  if (prepare(n, ch) < 0) return -1;
  str_fill(buffer, pos, n, ch);
  pos += n;
  return 0;
}

Object* StrWriter::finish() {
  Object* s = buffer;
  buffer = nullptr;
  if (pos == 0) {
    xdecref(s);
    return str_empty();
  }
  if (readonly) return s;
  if (str_length(s) != pos && str_resize(&s, pos) < 0) return nullptr;
  return str_result(s);
}

void StrWriter::drop() {
  Object* s = buffer;
  buffer = nullptr;
  xdecref(s);
}

}  // namespace innards
