// io.TextIOWrapper: making one, writing, closing, what it tells about itself (Modules/_io/textio.c). The standard streams are
// such objects too; what is written to those two goes out at once, so that it is seen when the program does it.
#include "builtin/io_base.h"
#include "builtin/io_text.h"
#include "builtin/native_type.h"
#include "builtin/text_stream.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/machine.h"

#include <cstring>

namespace innards {

namespace {

bool initialised(Object* o) {
  if (!as_text(o)->ok) err_set_string(ExcValueError, "I/O operation on uninitialized object");
  return as_text(o)->ok;
}

Object* get_closed(Object* o, void*) {
  TextIOWrapper* s = text_attached(o);
  return s ? object_get_attr(s->buffer, ID(closed)) : nullptr;
}

}  // namespace

TextIOWrapper* text_attached(Object* o) {
  if (!initialised(o)) return nullptr;
  if (!as_text(o)->detached) return as_text(o);
  err_set_string(ExcValueError, "underlying buffer has been detached");
  return nullptr;
}

TextIOWrapper* text_open(Object* o) {
  TextIOWrapper* s = text_attached(o);
  if (!s) return nullptr;
  if (o->ob_type != TypeTextStream) return io_check_open(o) ? s : nullptr;
  Ref<> closed(get_closed(o, nullptr));
  const int is = closed ? object_is_true(closed) : -1;
  if (is > 0) err_set_string(ExcValueError, "I/O operation on closed file.");
  return is == 0 ? s : nullptr;
}

bool text_call_flush(Object* o) { return static_cast<bool>(Ref<>(object_call_method_no_args(o, ID(flush)))); }

namespace {

// ---- making

// A str argument that may be None: *text is null for that. False with TypeError or ValueError.
bool text_or_none(Object* arg, const char* display, const char** text) {
  *text = nullptr;
  if (!arg || is_none(arg)) return true;
  if (str_check(arg)) return (*text = str_text_argument("TextIOWrapper", display, arg)) != nullptr;
  return args_bad_argument("TextIOWrapper", display, "str or None", arg), false;
}

bool check_newline(const char* newline) {
  for (const char* legal : {"", "\n", "\r", "\r\n"})
    if (!newline || !std::strcmp(newline, legal)) return true;
  return err_format(ExcValueError, "illegal newline value: %s", newline), false;
}

bool set_newline(TextIOWrapper* s, const char* newline) {
  Object* kept = newline ? str_from_cstr(newline) : nullptr;
  if (newline && !kept) return false;
  set_ref(s->newline, kept);
  s->read_translate = !newline;
  s->read_universal = !newline || !*newline;
  s->write_translate = newline && *newline == '\r';
  return true;
}

// In the middle of a file no mark of the order of bytes is written.
bool fix_encoder(TextIOWrapper* s) {
  if (!s->seekable || s->writes == TextCodec::kNone) return true;
  s->at_start = 1;
  Ref<> place(object_call_method_no_args(s->buffer, ID(tell)));
  const int start = place ? object_rich_compare_bool(place, int_small(0), kEQ) : -1;
  return start ? start > 0 : text_encoder_reset(s, false);
}

bool set_codec(TextIOWrapper* s, const char* encoding, Object* errors) {
  TextCodec native;
  Ref<> codec;
  return text_find_codec(encoding, &native, &codec) && text_set_decoder(s, native, codec, errors) && text_set_encoder(s, native, codec, errors);
}

// Forgets all that the stream was.
void begin_again(TextIOWrapper* s) {
  for (Ptr<Object>* field : {&s->buffer, &s->encoding, &s->encoder, &s->decoder, &s->newline, &s->decoded, &s->pending, &s->snapshot, &s->errors})
    clear_ref(*field);
  s->decoded_used = s->pending_size = 0;
  s->bytes_a_char = 0;
  s->reads = s->writes = TextCodec::kNone;
  s->at_start = 0;
  s->direct = -1;
}

struct Settings {
  Object* buffer;
  const char* encoding;    // null, "locale": that of the machine
  Object* errors;
  const char* newline;     // may be null
  bool line_buffering, write_through;
};

// What the buffer can do, asked in this order.
bool ask_buffer(TextIOWrapper* s) {
  Ref<> says(object_call_method_no_args(s->buffer, ID(seekable)));
  const int seekable = says ? object_is_true(says) : -1;
  if (seekable < 0) return false;
  s->seekable = s->telling = static_cast<uint8_t>(seekable);
  Object* read1;
  const int has = object_lookup_attr(s->buffer, ID(read1), &read1);
  xdecref(read1);
  s->has_read1 = has > 0;
  return has >= 0 && fix_encoder(s);
}

bool set_up(TextIOWrapper* s, const Settings& with) {
  begin_again(s);
  const bool locale = !with.encoding || !std::strcmp(with.encoding, "locale");
  s->encoding = str_from_cstr(locale ? "UTF-8" : with.encoding);
  const char* encoding = s->encoding ? str_as_utf8(s->encoding) : nullptr;
  TextCodec native;
  Ref<> codec;
  if (!encoding || !text_find_codec(encoding, &native, &codec)) return clear_ref(s->encoding), false;
  s->errors = new_ref(with.errors);
  s->chunk_size = 8192;
  s->line_buffering = with.line_buffering;
  s->write_through = with.write_through;
  if (!set_newline(s, with.newline)) return false;
  s->buffer = new_ref(with.buffer);
  if (!text_set_decoder(s, native, codec, s->errors) || !text_set_encoder(s, native, codec, s->errors) || !ask_buffer(s)) return false;
  s->ok = 1;
  return true;
}

bool truth_argument(Object* arg, bool* value) {
  const int as_int = arg ? int_as_int(arg) : 0;
  *value = as_int != 0;
  return as_int != -1 || !err_occurred();
}

int text_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through", nullptr};
  static const ArgsParser kParser = {"TextIOWrapper", kKeywords};
  Object* a[6] = {};
  Settings with = {};
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 6, 0, a) ||
      !text_or_none(a[1], "argument 'encoding'", &with.encoding) || !text_or_none(a[3], "argument 'newline'", &with.newline) ||
      !truth_argument(a[4], &with.line_buffering) || !truth_argument(a[5], &with.write_through))
    return -1;
  as_text(o)->ok = as_text(o)->detached = 0;
  Object* errors = a[2] && !is_none(a[2]) ? a[2] : ID(strict);
  if (!str_check(errors)) {
    err_format(ExcTypeError, "TextIOWrapper() argument 'errors' must be str or None, not %.50s", type_name_of(errors));
    return -1;
  }
  if (!str_as_utf8(errors) || !check_newline(with.newline)) return -1;
  with.buffer = a[0];
  with.errors = errors;
  return set_up(as_text(o), with) ? 0 : -1;
}

// ---- reconfigure

const char* text_of(Object* o) { return str_check(o) ? str_as_utf8(o) : (err_bad_argument(), nullptr); }

bool new_flag(Object* arg, uint8_t* flag) {
  if (!arg || is_none(arg)) return true;
  const int64_t value = int_as_i64(arg);
  if (value == -1 && err_occurred()) return false;
  *flag = value != 0;
  return true;
}

// `encoding` and `errors`: null for what stays.
bool change_codec(TextIOWrapper* s, Object* encoding, Object* errors) {
  const bool locale = encoding && str_check(encoding) && str_equal_ascii(encoding, "locale");
  Ref<> name(locale ? str_from_cstr("UTF-8") : new_ref(encoding ? encoding : s->encoding.get()));
  Ref<> handling(new_ref(errors ? errors : encoding ? ID(strict) : s->errors.get()));
  const char* text = name ? text_of(name) : nullptr;
  if (!text || !text_of(handling) || !set_codec(s, text, handling)) return false;
  set_ref(s->encoding, name.release());
  set_ref(s->errors, handling.release());
  return fix_encoder(s);
}

Object* text_reconfigure(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"encoding", "errors", "newline", "line_buffering", "write_through", nullptr};
  static const ArgsParser kParser = {"reconfigure", kKeywords};
  Object* a[5] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 0, 0, a)) return nullptr;
  TextIOWrapper* s = as_text(o);
  const auto given = [](Object* arg) { return arg && !is_none(arg) ? arg : nullptr; };
  Object *encoding = given(a[0]), *errors = given(a[1]);
  if (s->decoded && (encoding || errors || a[2])) return io_unsupported("It is not possible to set the encoding or newline of stream after the first read");
  const char* newline = given(a[2]) ? text_of(a[2]) : nullptr;
  uint8_t line_buffering = s->line_buffering, write_through = s->write_through;
  if ((given(a[2]) && !newline) || !check_newline(newline) || !new_flag(a[3], &line_buffering) || !new_flag(a[4], &write_through) || !text_call_flush(o))
    return nullptr;
  s->bytes_a_char = 0;
  if (a[2] && !set_newline(s, newline)) return nullptr;
  if ((encoding || errors || a[2]) && !change_codec(s, encoding, errors)) return nullptr;
  s->line_buffering = line_buffering;
  s->write_through = write_through;
  return new_none();
}

// ---- writing

const char* pending_data(Object* piece) { return str_check(piece) ? static_cast<const char*>(str_data(piece)) : bytes_as_string(piece); }
int64_t pending_length(Object* piece) { return str_check(piece) ? str_length(piece) : bytes_size(piece); }

Object* join_pending(Object* pending, int64_t size) {
  if (bytes_check(pending)) return new_ref(pending);
  Object* all = bytes_from_data(nullptr, size);
  if (!all) return nullptr;
  char* to = bytes_as_string(all);
  const bool many = list_check(pending);
  for (int64_t i = 0; i < (many ? list_size_of(pending) : 1); ++i) {
    Object* piece = many ? list_item_at(pending, i) : pending;
    std::memcpy(to, pending_data(piece), static_cast<size_t>(pending_length(piece)));
    to += pending_length(piece);
  }
  return all;
}

// Adds bytes (or an ASCII text), which it takes over, to what is pending; never to more than a chunk.
bool add_pending(TextIOWrapper* s, Ref<> piece) {
  const int64_t n = pending_length(piece);
  if (s->pending && s->pending_size + n > s->chunk_size && !text_write_pending(s)) return false;
  if (!s->pending) {
    s->pending = piece.release();
  } else if (list_check_exact(s->pending)) {
    if (list_append(s->pending, piece) < 0) return false;
  } else {
    Ref<> list(list_new(0));
    if (!list || list_append(list, s->pending) < 0 || list_append(list, piece) < 0) return false;
    set_ref(s->pending, list.release());
  }
  s->pending_size += n;
  return true;
}

bool has_char(Object* text, uint32_t ch) { return str_find_char(text, ch, 0, str_length(text), 1) >= 0; }

bool takes_ascii(TextCodec c) { return c == TextCodec::kUtf8 || c == TextCodec::kAscii || c == TextCodec::kLatin1; }

// The text with the stream's line ends, as bytes or, where that is the same, as it is.
Object* encoded(TextIOWrapper* s, Object* text) {
  Ref<> with_ends(new_ref(text));
  if (s->write_translate && has_char(text, '\n')) {
    Ref<> end(str_from_char('\n'));
    with_ends.reset(end ? str_replace(text, end, s->newline, -1) : nullptr);
  }
  if (!with_ends) return nullptr;
  const bool as_it_is = takes_ascii(s->writes) && str_is_ascii(with_ends) && str_length(with_ends) <= s->chunk_size;
  return as_it_is ? with_ends.release() : text_encode(s, with_ends);
}

// What goes out at once: a whole text of a standard stream.
bool write_direct(TextIOWrapper* s, Object* text) {
  Ref<> bytes(encoded(s, text));
  if (!bytes) return false;
  outside_write(s->direct, pending_data(bytes), static_cast<uint64_t>(pending_length(bytes)));
  return true;
}

// What was read does not count any more.
bool forget_reading(TextIOWrapper* s) {
  text_forget_read(s);
  return s->reads == TextCodec::kNone || text_decoder_reset(s);
}

bool write_text(TextIOWrapper* s, Object* text) {
  if (s->direct > 0) return write_direct(s, text);
  const bool flush = s->line_buffering && (has_char(text, '\n') || has_char(text, '\r'));
  Ref<> bytes(encoded(s, text));
  if (!bytes || !add_pending(s, static_cast<Ref<>&&>(bytes))) return false;
  if ((s->pending_size >= s->chunk_size || flush || s->write_through) && !text_write_pending(s)) return false;
  if (flush && !Ref<>(object_call_method_no_args(s->buffer, ID(flush)))) return false;
  return forget_reading(s);
}

Object* text_write(Object* o, Object* text) {
  if (!str_check(text)) return args_bad_argument("write", "argument", "str", text), nullptr;
  TextIOWrapper* s = text_open(o);
  if (!s) return nullptr;
  if (s->writes == TextCodec::kNone) return io_unsupported("not writable");
  return write_text(s, text) ? int_from_i64(str_length(text)) : nullptr;
}

// ---- flush, close and the like

Object* text_flush(Object* o, Object*) {
  TextIOWrapper* s = text_open(o);
  if (!s) return nullptr;
  s->telling = s->seekable;
  return text_write_pending(s) ? object_call_method_no_args(s->buffer, ID(flush)) : nullptr;
}

Object* text_detach(Object* o, Object*) {
  if (!text_attached(o) || !text_call_flush(o)) return nullptr;
  TextIOWrapper* s = as_text(o);
  Object* buffer = s->buffer;
  s->buffer = nullptr;
  s->detached = 1;
  s->direct = -1;
  return buffer;
}

Object* text_close(Object* o, Object*) {
  Ref<> closed(get_closed(o, nullptr));
  const int is = closed ? object_is_true(closed) : -1;
  if (is) return is > 0 ? new_none() : nullptr;
  TextIOWrapper* s = as_text(o);
  s->direct = -1;
  if (s->finalizing && !Ref<>(object_call_method_one_arg(s->buffer, ID(_dealloc_warn), o))) err_clear();
  const bool flushed = text_call_flush(o);
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Ref<> done(object_call_method_no_args(s->buffer, ID(close)));
  if (flushed) return done.release();
  err_chain_exceptions(type, value, tb);
  return nullptr;
}

Object* text_truncate(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("truncate", nargs, 0, 1) || !text_attached(o) || !text_call_flush(o)) return nullptr;
  return object_call_method_one_arg(as_text(o)->buffer, ID(truncate), nargs ? args[0] : none());
}

// What the buffer says.
Object* ask(Object* o, Object* method) {
  TextIOWrapper* s = text_attached(o);
  return s ? object_call_method_no_args(s->buffer, method) : nullptr;
}
Object* text_fileno(Object* o, Object*) { return ask(o, ID(fileno)); }
Object* text_seekable(Object* o, Object*) { return ask(o, ID(seekable)); }
Object* text_readable(Object* o, Object*) { return ask(o, ID(readable)); }
Object* text_writable(Object* o, Object*) { return ask(o, ID(writable)); }
Object* text_isatty(Object* o, Object*) { return ask(o, ID(isatty)); }

// ---- what it tells about itself

Object* get_name(Object* o, void*) {
  TextIOWrapper* s = text_attached(o);
  return s ? object_get_attr(s->buffer, ID(name)) : nullptr;
}
Object* get_newlines(Object* o, void*) {
  TextIOWrapper* s = text_attached(o);
  if (!s) return nullptr;
  return s->reads == TextCodec::kNone ? new_none() : text_newlines(s);
}
Object* get_errors(Object* o, void*) { return initialised(o) ? new_ref(as_text(o)->errors.get()) : nullptr; }
Object* get_chunk_size(Object* o, void*) {
  TextIOWrapper* s = text_attached(o);
  return s ? int_from_i64(s->chunk_size) : nullptr;
}
int set_chunk_size(Object* o, Object* value, void*) {
  TextIOWrapper* s = text_attached(o);
  if (!s) return -1;
  if (!value) return err_set_string(ExcAttributeError, "cannot delete attribute"), -1;
  const int64_t n = number_as_ssize(value, ExcValueError);
  if (n == -1 && err_occurred()) return -1;
  if (n <= 0) return err_set_string(ExcValueError, "a strictly positive integer is required"), -1;
  s->chunk_size = n;
  return 0;
}

// " name='x'" where the stream has the attribute, "" where not.
Object* shown_attribute(Object* o, Object* name, const char* format, bool may_be_detached) {
  Object* value;
  if (object_lookup_attr(o, name, &value) < 0) {
    if (!may_be_detached || !err_exception_matches(ExcValueError)) return nullptr;
    err_clear();
  }
  Ref<> held(value);
  return held ? str_from_format(format, held.get()) : str_empty();
}

Object* text_repr(Object* o) {
  if (!initialised(o)) return nullptr;
  const int inside = repr_enter(o);
  if (inside > 0) return err_format(ExcRuntimeError, "reentrant call inside %.100s.__repr__", type_name_of(o));
  if (inside) return nullptr;
  Ref<> name(shown_attribute(o, ID(name), " name=%R", true));
  Ref<> mode(name ? shown_attribute(o, ID(mode), " mode=%R", false) : nullptr);
  Object* text = mode ? str_from_format("<_io.TextIOWrapper%U%U encoding=%R>", name.get(), mode.get(), as_text(o)->encoding.get()) : nullptr;
  repr_leave(o);
  return text;
}

const MethodDef kMethods[] = {
    {"detach", text_detach, kMethNoArgs, "detach($self, /)\n--\n\nGives up the buffer, which is the result."},
    {"reconfigure", text_reconfigure, kMethFastcall | kMethKeywords,
     "reconfigure($self, /, *, encoding=None, errors=None, newline=None,\n            line_buffering=None, write_through=None)\n--\n\n"
     "Flushes the stream and changes how it goes on."},
    {"write", text_write, kMethO, "write($self, text, /)\n--\n\nWrites text and says how many characters."},
    {"read", text_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nAt most size characters, or all that is left."},
    {"readline", text_readline, kMethFastcall, "readline($self, size=-1, /)\n--\n\nOne line with its end."},
    {"flush", text_flush, kMethNoArgs, "flush($self, /)\n--\n\nWrites what waits in buffers."},
    {"close", text_close, kMethNoArgs, "close($self, /)\n--\n\nFlushes, and closes the buffer."},
    {"fileno", text_fileno, kMethNoArgs, "fileno($self, /)\n--\n\nThe number of the file."},
    {"seekable", text_seekable, kMethNoArgs, "seekable($self, /)\n--\n\nWhether seek() works."},
    {"readable", text_readable, kMethNoArgs, "readable($self, /)\n--\n\nWhether it can be read."},
    {"writable", text_writable, kMethNoArgs, "writable($self, /)\n--\n\nWhether it can be written."},
    {"isatty", text_isatty, kMethNoArgs, "isatty($self, /)\n--\n\nWhether it is a terminal."},
    {"seek", text_seek, kMethFastcall, "seek($self, cookie, whence=0, /)\n--\n\nMoves to a place that tell() gave, to the beginning or to the end."},
    {"tell", text_tell, kMethNoArgs, "tell($self, /)\n--\n\nA number for seek(): where the stream stands."},
    {"truncate", text_truncate, kMethFastcall, "truncate($self, pos=None, /)\n--\n\nCuts the stream off."},
    {},
};
const MemberDef kMembers[] = {
    {"encoding", kTObject, offsetof(TextIOWrapper, encoding), 1, nullptr},
    {"buffer", kTObject, offsetof(TextIOWrapper, buffer), 1, nullptr},
    {"line_buffering", kTBool, offsetof(TextIOWrapper, line_buffering), 1, nullptr},
    {"write_through", kTBool, offsetof(TextIOWrapper, write_through), 1, nullptr},
    {"_finalizing", kTBool, offsetof(TextIOWrapper, finalizing), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"name", get_name, nullptr, nullptr},
    {"closed", get_closed, nullptr, nullptr},
    {"newlines", get_newlines, nullptr, nullptr},
    {"errors", get_errors, nullptr, nullptr},
    {"_CHUNK_SIZE", get_chunk_size, set_chunk_size, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

// ---- its memory

int text_clear(Object* o) {
  TextIOWrapper* s = as_text(o);
  s->ok = 0;
  begin_again(s);
  clear_ref(s->dict);
  return 0;
}
int text_traverse(Object* o, visitproc* visit, void* arg) {
  TextIOWrapper* s = as_text(o);
  return visit_all(visit, arg, {s->buffer, s->encoding, s->encoder, s->decoder, s->newline, s->decoded, s->pending, s->snapshot, s->errors, s->dict});
}
void text_dealloc(Object* o) {
  TextIOWrapper* s = as_text(o);
  s->finalizing = 1;
  if (!io_base_finalize(o)) return;
  s->ok = 0;
  gc_untrack(o);
  if (s->weakreflist) object_clear_weakrefs(o);
  text_clear(o);
  o->ob_type->tp_free(o);
}

}  // namespace

bool text_write_pending(TextIOWrapper* s) {
  if (!s->pending) return true;
  Ref<> bytes(join_pending(s->pending, s->pending_size));
  if (!bytes) return false;
  s->pending_size = 0;
  clear_ref(s->pending);
  for (;;) {
    if (Ref<>(object_call_method_one_arg(s->buffer, ID(write), bytes))) return true;
    if (!io_trap_eintr()) return false;
  }
}

// ---- the standard streams

Object* text_stream_over(Object* buffer, int fd, const char* errors) {
  Ref<> o(type_generic_alloc(TypeTextStream, 0)), handling(str_intern(errors)), mode(str_from_cstr(fd ? "w" : "r"));
  if (!o || !handling || !mode) return nullptr;
  if (!set_up(as_text(o), {buffer, "utf-8", handling, "\n", fd == 2, false})) return nullptr;
  if (object_set_attr(o, ID(mode), mode) < 0) return nullptr;
  as_text(o)->direct = static_cast<int8_t>(fd ? fd : -1);
  return o.release();
}

bool text_stream_is_direct(Object* file) { return file->ob_type == TypeTextStream && as_text(file)->direct > 0; }

int file_write_object(Object* text, Object* file) {
  if (text_stream_is_direct(file) && str_check(text) && !(as_text(file)->dict && dict_get_item_with_error(as_text(file)->dict, ID(write))))
    return write_direct(as_text(file), text) ? 0 : -1;
  Ref<> writer(object_get_attr(file, ID(write)));
  Ref<> res(writer ? object_call_one_arg(writer, text) : nullptr);
  return res ? 0 : -1;
}

int file_write_string(const char* text, Object* file) {
  Ref<> s(str_from_cstr(text));
  return s ? file_write_object(s, file) : -1;
}

void init_TextStream_type(TypeObject* t) {
  io_stream_type(t, sizeof(TextIOWrapper));
  t->tp_getattro = nullptr;   // these two are its base's
  t->tp_setattro = nullptr;
  t->tp_dealloc = text_dealloc;
  t->tp_traverse = text_traverse;
  t->tp_clear = text_clear;
  t->tp_init = text_init;
  t->tp_repr = text_repr;
  t->tp_iternext = text_next;
  t->tp_dictoffset = offsetof(TextIOWrapper, dict);
  t->tp_weaklistoffset = offsetof(TextIOWrapper, weakreflist);
  type_set_doc(t, "TextIOWrapper(buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)\n--\n\nText over a stream of bytes.");
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
