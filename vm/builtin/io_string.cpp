// io.StringIO: text in memory and a place in it (Modules/_io/stringio.c). While it is only written at its end it keeps the pieces
// themselves (CPython's accumulator); anything else makes them into an array of characters.
#include <algorithm>
#include <cstring>

#include "builtin/io_base.h"
#include "builtin/io_memory.h"
#include "builtin/io_newline.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct StringIO : Object {
  Ptr<uint32_t> buf;             // of `room` characters, `size` of them used; not yet while it accumulates
  int64_t pos, size, room;
  int32_t accumulates;
  Ptr<Object> joined, pieces;    // lists of str: what was too many pieces, already joined, and the last ones; maybe null
  uint8_t ok, closed;            // ok: __init__ has been called
  uint8_t universal, translate;  // newline is '' or None; is None
  Ptr<Object> decoder;           // of universal ones
  Ptr<Object> readnl, writenl;   // newline unless None; what \n is written as, null for itself
  Ptr<Object> dict, weakreflist;
};
static_assert(sizeof(StringIO) == 120);

StringIO* as_string_io(Object* o) { return static_cast<StringIO*>(o); }

StringIO* made(Object* o) {
  if (as_string_io(o)->ok) return as_string_io(o);
  err_set_string(ExcValueError, "I/O operation on uninitialized object");
  return nullptr;
}
StringIO* open_stream(Object* o) {
  StringIO* s = made(o);
  if (!s || !s->closed) return s;
  err_set_string(ExcValueError, "I/O operation on closed file");
  return nullptr;
}

// ---- the content

bool resize(StringIO* s, int64_t size) {
  const int64_t room = io_grown_room(size + 1, s->room);
  if (room == s->room) return true;
  void* block = mem_realloc(s->buf, static_cast<size_t>(room) * sizeof(uint32_t));
  if (!block) return err_no_memory() != nullptr;
  s->buf = static_cast<uint32_t*>(block);
  s->room = room;
  return true;
}

void copy_text(Object* text, uint32_t* to) {
  const int kind = str_kind(text);
  const void* data = str_data(text);
  const int64_t n = str_length(text);
  if (kind == kKind4) std::memcpy(to, data, static_cast<size_t>(n) * sizeof(uint32_t));
  else if (kind == kKind2) std::copy_n(static_cast<const uint16_t*>(data), n, to);
  else std::copy_n(static_cast<const uint8_t*>(data), n, to);
}

Object* joined(Object* list) {
  Ref<> empty(str_empty());
  return str_join(empty, list);
}

constexpr int64_t kMostPieces = 100000;

// Joins the pieces into one of the list before.
bool flush_pieces(StringIO* s) {
  if (list_size(s->pieces) == 0) return true;
  if (!s->joined && !(s->joined = list_new(0))) return false;
  Ref<> text(joined(s->pieces));
  if (!text || list_set_slice(s->pieces, 0, list_size(s->pieces), nullptr) < 0) return false;
  return list_append(s->joined, text) == 0;
}
bool accumulate(StringIO* s, Object* text) {
  return list_append(s->pieces, text) == 0 && (list_size(s->pieces) < kMostPieces || flush_pieces(s));
}
bool start_accumulating(StringIO* s) {
  s->joined = nullptr;
  s->pieces = list_new(0);
  s->accumulates = s->pieces ? 1 : 0;
  return s->accumulates;
}
void forget_pieces(StringIO* s) {
  clear_ref(s->pieces);
  clear_ref(s->joined);
}
// All pieces as one str, which are no longer kept: new reference. Where memory ends, so does the content.
Object* finish_accumulating(StringIO* s) {
  s->accumulates = 0;
  const bool ok = !s->joined || flush_pieces(s);
  Ref<> list(xnew_ref(s->joined ? s->joined.get() : s->pieces.get()));
  forget_pieces(s);
  Object* text = ok ? joined(list) : nullptr;
  s->size = text ? str_length(text) : 0;
  return text;
}

bool realize(StringIO* s) {
  if (!s->accumulates) return true;
  Ref<> text(finish_accumulating(s));
  if (!text || !resize(s, s->size)) {
    s->size = 0;
    return false;
  }
  copy_text(text, s->buf);
  return true;
}

// The whole content while it accumulates, and goes on to.
Object* content_so_far(StringIO* s) {
  Ref<> text(finish_accumulating(s));
  if (text && start_accumulating(s) && accumulate(s, text)) return text.release();
  s->size = 0;
  return nullptr;
}
Object* characters(const StringIO* s, int64_t from, int64_t n) { return n ? str_from_ucs4(s->buf + from, n) : str_empty(); }

// The text with its line ends as the stream keeps them: new reference.
Object* with_line_ends(StringIO* s, Object* text) {
  Ref<> decoded(s->decoder ? newline_decoder_decode(s->decoder, text, true) : new_ref(text));
  if (!decoded || !s->writenl) return decoded.release();
  Ref<> lf(str_from_char('\n'));
  return str_replace(decoded, lf, s->writenl, -1);
}

// Puts text at the stream's place; a gap before it is filled with zeros.
bool put(StringIO* s, Object* text) {
  const int64_t end = s->pos + str_length(text);
  if (end > s->size && !resize(s, end)) return false;
  if (s->pos > s->size) std::memset(s->buf + s->size, 0, static_cast<size_t>(s->pos - s->size) * sizeof(uint32_t));
  copy_text(text, s->buf + s->pos);
  return true;
}

bool write_text(StringIO* s, Object* given) {
  Ref<> text(with_line_ends(s, given));
  if (!text) return false;
  const int64_t n = str_length(text);
  if (s->pos > INT64_MAX - n) return err_format(ExcOverflowError, "new position too large") != nullptr;
  if (s->accumulates && s->size == s->pos) {
    if (!accumulate(s, text)) return false;
  } else if (!realize(s) || !put(s, text)) {
    return false;
  }
  s->pos += n;
  s->size = std::max(s->size, s->pos);
  return true;
}

// ---- reading

int64_t left(const StringIO* s) { return std::max<int64_t>(s->size - s->pos, 0); }

Object* take(StringIO* s, int64_t n) {
  Object* text = characters(s, s->pos, n);
  s->pos += n;
  return text;
}

// Length of the line that begins the n characters, its end included.
int64_t line_length(const StringIO* s, const uint32_t* at, int64_t n) {
  const bool any = s->universal && !s->translate;
  const bool pair = !any && s->readnl && str_length(s->readnl) == 2;
  const uint32_t end = any || !s->readnl ? '\n' : str_read_char(s->readnl, 0);
  for (int64_t i = 0; i < n; ++i) {
    const bool both = at[i] == '\r' && i + 1 < n && at[i + 1] == '\n';
    if (both && (any || pair)) return i + 2;
    if (!pair && (at[i] == end || (any && at[i] == '\r'))) return i + 1;
  }
  return n;
}
Object* take_line(StringIO* s, int64_t limit) {
  const int64_t n = limit < 0 ? left(s) : std::min(limit, left(s));
  return n ? take(s, line_length(s, s->buf + s->pos, n)) : str_empty();
}

Object* string_read(Object* o, Object** args, int64_t nargs) {
  int64_t n = -1;
  StringIO* s = io_size_argument(args, nargs, "read", &n) ? open_stream(o) : nullptr;
  if (!s) return nullptr;
  if (n < 0 || n > left(s)) n = left(s);
  if (s->accumulates && s->pos == 0 && n == s->size) {
    s->pos = n;
    return content_so_far(s);
  }
  return realize(s) ? take(s, n) : nullptr;
}
Object* string_readline(Object* o, Object** args, int64_t nargs) {
  int64_t limit = -1;
  StringIO* s = io_size_argument(args, nargs, "readline", &limit) ? open_stream(o) : nullptr;
  return s && realize(s) ? take_line(s, limit) : nullptr;
}

Object* own_readline(Object* o) {
  Ref<> line(object_call_method_no_args(o, ID(readline)));
  if (!line || str_check(line)) return line.release();
  return err_format(ExcOSError, "readline() should have returned a str object, not '%.200s'", type_name_of(line));
}
Object* string_next(Object* o) {
  StringIO* s = open_stream(o);
  if (!s || !realize(s)) return nullptr;
  Ref<> line(o->ob_type == TypeStringIO ? take_line(s, -1) : own_readline(o));
  return line && str_length(line) ? line.release() : nullptr;
}

// ---- the other methods

Object* string_write(Object* o, Object* text) {
  if (!made(o)) return nullptr;
  if (!str_check(text)) return err_format(ExcTypeError, "string argument expected, got '%s'", type_name_of(text));
  StringIO* s = open_stream(o);
  const int64_t n = str_length(text);
  return s && (n == 0 || write_text(s, text)) ? int_from_i64(n) : nullptr;
}
Object* string_getvalue(Object* o, Object*) {
  StringIO* s = open_stream(o);
  if (!s) return nullptr;
  return s->accumulates ? content_so_far(s) : characters(s, 0, s->size);
}
Object* string_tell(Object* o, Object*) {
  StringIO* s = open_stream(o);
  return s ? int_from_i64(s->pos) : nullptr;
}
Object* string_truncate(Object* o, Object** args, int64_t nargs) {
  int64_t size = as_string_io(o)->pos;
  StringIO* s = io_size_argument(args, nargs, "truncate", &size) ? open_stream(o) : nullptr;
  if (!s) return nullptr;
  if (size < 0) return err_format(ExcValueError, "Negative size value %zd", size);
  if (size < s->size) {
    if (!realize(s) || !resize(s, size)) return nullptr;
    s->size = size;
  }
  return int_from_i64(size);
}
Object* string_seek(Object* o, Object** args, int64_t nargs) {
  int64_t pos;
  int whence;
  StringIO* s = io_seek_arguments(args, nargs, &pos, &whence) ? open_stream(o) : nullptr;
  if (!s) return nullptr;
  if (whence < 0 || whence > 2) return err_format(ExcValueError, "Invalid whence (%i, should be 0, 1 or 2)", whence);
  if (pos < 0 && whence == 0) return err_format(ExcValueError, "Negative seek position %zd", pos);
  if (pos != 0 && whence != 0) return err_format(ExcOSError, "Can't do nonzero cur-relative seeks");
  s->pos = whence == 0 ? pos : whence == 1 ? s->pos : s->size;
  return int_from_i64(s->pos);
}
Object* string_yes(Object* o, Object*) { return open_stream(o) ? bool_from(true) : nullptr; }

void forget_line_ends(StringIO* s) {
  clear_ref(s->readnl);
  clear_ref(s->writenl);
  clear_ref(s->decoder);
}
Object* string_close(Object* o, Object*) {
  StringIO* s = as_string_io(o);
  s->closed = 1;
  if (!resize(s, 0)) return nullptr;
  forget_pieces(s);
  forget_line_ends(s);
  return new_none();
}

Object* get_closed(Object* o, void*) {
  StringIO* s = made(o);
  return s ? bool_from(s->closed) : nullptr;
}
Object* get_newlines(Object* o, void*) {
  StringIO* s = open_stream(o);
  if (!s) return nullptr;
  return s->decoder ? newline_decoder_newlines(s->decoder) : new_none();
}
Object* get_line_buffering(Object* o, void*) { return open_stream(o) ? bool_from(false) : nullptr; }

// ---- making

// The text of a newline argument, null for None. False with an error.
bool parse_newline(Object* o, const char** text) {
  *text = nullptr;
  if (is_none(o)) return true;
  if (!str_check(o)) return err_format(ExcTypeError, "newline must be str or None, not %.200s", type_name_of(o)) != nullptr;
  *text = str_as_utf8(o);
  if (!*text) return false;
  for (const char* end : {"", "\n", "\r", "\r\n"})
    if (!std::strcmp(*text, end)) return true;
  return err_format(ExcValueError, "illegal newline value: %R", o) != nullptr;
}

bool set_line_ends(StringIO* s, const char* newline) {
  forget_line_ends(s);
  if (newline && !(s->readnl = str_from_cstr(newline))) return false;
  s->universal = !newline || !*newline;
  s->translate = !newline;
  if (newline && *newline == '\r') s->writenl = new_ref(s->readnl.get());
  if (s->universal) s->decoder = newline_decoder_new(none(), s->translate, nullptr);
  return !s->universal || s->decoder;
}

bool set_content(StringIO* s, Object* value) {
  forget_pieces(s);
  s->size = s->pos = 0;
  if (!resize(s, 0)) return false;
  if (!value || is_none(value) || str_length(value) == 0) return start_accumulating(s);
  s->accumulates = 0;
  const bool ok = write_text(s, value);
  s->pos = 0;
  return ok;
}

int string_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"initial_value", "newline", nullptr};
  static const ArgsParser kParser = {"StringIO", kKeywords};
  Object* buf[2] = {};
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 2, 0, buf);
  const char* newline = "\n";
  if (!a || (a[1] && !parse_newline(a[1], &newline))) return -1;
  Object* value = a[0];
  if (value && !is_none(value) && !str_check(value)) {
    err_format(ExcTypeError, "initial_value must be str or None, not %.200s", type_name_of(value));
    return -1;
  }
  StringIO* s = as_string_io(o);
  s->ok = 0;
  if (!set_line_ends(s, newline) || !set_content(s, value)) return -1;
  s->closed = 0;
  s->ok = 1;
  return 0;
}

Object* string_getstate(Object* o, Object*) {
  Ref<> value(string_getvalue(o, nullptr));
  if (!value) return nullptr;
  StringIO* s = as_string_io(o);
  Ref<> dict(io_copy_dict(s->dict)), pos(int_from_i64(s->pos));
  return dict && pos ? tuple_pack(4, value.get(), s->readnl ? s->readnl.get() : none(), pos.get(), dict.get()) : nullptr;
}

// Puts a state's text in the place of the content: it has its line ends already.
bool restore_content(StringIO* s, Object* text) {
  const int64_t n = is_none(text) ? 0 : str_length(text);
  if (!resize(s, n)) return false;
  if (n) copy_text(text, s->buf);
  s->size = n;
  return true;
}
Object* string_setstate(Object* o, Object* state) {
  StringIO* s = as_string_io(o);
  if (s->closed) return open_stream(o);
  if (!tuple_check(state) || tuple_size_of(state) < 4)
    return err_format(ExcTypeError, "%.200s.__setstate__ argument should be 4-tuple, got %.200s", type_name_of(o), type_name_of(state));
  Ref<> args(tuple_get_slice(state, 0, 2));
  if (!args || string_init(o, args, nullptr) < 0 || !restore_content(s, tuple_item_at(state, 0)) ||
      !io_restore_position(tuple_item_at(state, 2), "third", "got", &s->pos) || !io_restore_dict(tuple_item_at(state, 3), "fourth", &s->dict))
    return nullptr;
  return new_none();
}

const MethodDef kMethods[] = {
    {"close", string_close, kMethNoArgs, "close($self, /)\n--\n\nForgets the content."},
    {"getvalue", string_getvalue, kMethNoArgs, "getvalue($self, /)\n--\n\nThe whole content."},
    {"read", string_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nAt most size of what is left."},
    {"readline", string_readline, kMethFastcall, "readline($self, size=-1, /)\n--\n\nOne line with its end."},
    {"tell", string_tell, kMethNoArgs, "tell($self, /)\n--\n\nWhere the stream stands."},
    {"truncate", string_truncate, kMethFastcall, "truncate($self, pos=None, /)\n--\n\nCuts the content off."},
    {"seek", string_seek, kMethFastcall, "seek($self, pos, whence=0, /)\n--\n\nMoves to a place."},
    {"write", string_write, kMethO, "write($self, s, /)\n--\n\nWrites text and says how many characters."},
    {"seekable", string_yes, kMethNoArgs, "seekable($self, /)\n--\n\nTrue."},
    {"readable", string_yes, kMethNoArgs, "readable($self, /)\n--\n\nTrue."},
    {"writable", string_yes, kMethNoArgs, "writable($self, /)\n--\n\nTrue."},
    {"__getstate__", string_getstate, kMethNoArgs, nullptr},
    {"__setstate__", string_setstate, kMethO, nullptr},
    {},
};
const GetSetDef kGetSets[] = {
    {"closed", get_closed, nullptr, nullptr},
    {"newlines", get_newlines, nullptr, nullptr},
    {"line_buffering", get_line_buffering, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

// ---- the type

int string_traverse(Object* o, visitproc* visit, void* arg) { return as_string_io(o)->dict ? visit(as_string_io(o)->dict, arg) : 0; }
int string_clear(Object* o) {
  clear_ref(as_string_io(o)->dict);
  return 0;
}
// As in CPython it does not close the stream: only that of a subclass is closed.
void string_dealloc(Object* o) {
  StringIO* s = as_string_io(o);
  gc_untrack(o);
  s->ok = 0;
  mem_free(s->buf);
  forget_pieces(s);
  forget_line_ends(s);
  clear_ref(s->dict);
  if (s->weakreflist) object_clear_weakrefs(o);
  o->ob_type->tp_free(o);
}

}  // namespace

void init_StringIO_type(TypeObject* t) {
  io_stream_type(t, sizeof(StringIO));
  t->tp_dealloc = string_dealloc;
  t->tp_traverse = string_traverse;
  t->tp_clear = string_clear;
  t->tp_iternext = string_next;
  t->tp_init = string_init;
  t->tp_dictoffset = offsetof(StringIO, dict);
  t->tp_weaklistoffset = offsetof(StringIO, weakreflist);
  type_set_doc(t, "StringIO(initial_value='', newline='\\n')\n--\n\nA text stream in memory.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
