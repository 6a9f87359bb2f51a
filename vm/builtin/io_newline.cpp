// IncrementalNewlineDecoder (the first part of Modules/_io/textio.c): behind another decoder or on its own it turns \r\n and \r
// into \n, or leaves them but never parts \r from \n, and remembers which line ends it has seen.
#include "builtin/io_newline.h"

#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

enum Seen : uint8_t { kSeenCR = 1, kSeenLF = 2, kSeenCRLF = 4 };

struct NewlineDecoder : Object {
  Ptr<Object> decoder, errors;
  uint8_t pending_cr;   // a \r at the end of what came last: a \n may follow
  uint8_t translate;
  uint8_t seen;         // of Seen
};
static_assert(sizeof(NewlineDecoder) == 40);

// Null with ValueError before __init__.
NewlineDecoder* as_decoder(Object* o) {
  auto* d = static_cast<NewlineDecoder*>(o);
  if (d->errors) return d;
  err_set_string(ExcValueError, "IncrementalNewlineDecoder.__init__() not called");
  return nullptr;
}

void set_up(NewlineDecoder* d, Object* decoder, bool translate, Object* errors) {
  set_ref(d->decoder, new_ref(decoder));
  set_ref(d->errors, new_ref(errors ? errors : ID(strict)));
  d->translate = translate;
  d->seen = d->pending_cr = 0;
}

int decoder_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"decoder", "translate", "errors", nullptr};
  static const ArgsParser kParser = {"IncrementalNewlineDecoder", kKeywords};
  Object* buf[3] = {};
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 2, 3, 0, buf);
  const int translate = a ? int_as_int(a[1]) : -1;
  if (translate == -1 && err_occurred()) return -1;
  set_up(static_cast<NewlineDecoder*>(o), a[0], translate != 0, a[2]);
  return 0;
}

void decoder_dealloc(Object* o) {
  clear_ref(static_cast<NewlineDecoder*>(o)->decoder);
  clear_ref(static_cast<NewlineDecoder*>(o)->errors);
  o->ob_type->tp_free(o);
}

// What the inner decoder makes of the input; new reference.
Object* inner_decode(NewlineDecoder* d, Object* input, bool final) {
  Ref<> text(is_none(d->decoder) ? new_ref(input) : object_call_method_obj_args(d->decoder, ID(decode), input, bool_object(final), nullptr));
  if (!text || str_check(text)) return text.release();
  return err_format(ExcTypeError, "decoder should return a string result, not '%.200s'", type_name_of(text));
}

// Puts the \r that was held back before the text, and holds one at its end back. Steals `text`.
Object* shift_return(NewlineDecoder* d, Object* text, bool final) {
  Ref<> held(text);
  if (d->pending_cr && (final || str_length(held) > 0)) {
    Ref<> cr(str_from_char('\r'));
    held.reset(str_concat(cr, held));
    if (!held) return nullptr;
    d->pending_cr = 0;
  }
  const int64_t n = str_length(held);
  if (!final && n > 0 && str_read_char(held, n - 1) == '\r') {
    held.reset(str_substring(held, 0, n - 1));
    if (held) d->pending_cr = 1;
  }
  return held.release();
}

// Walks the text: returns what it has seen and, where `to` is given, puts the translated text there and its length into *size.
uint8_t scan(Object* text, void* to, int64_t* size) {
  const int kind = str_kind(text);
  const void* data = str_data(text);
  const int64_t n = str_length(text);
  uint8_t seen = 0;
  int64_t out = 0;
  for (int64_t i = 0; i < n; ++i, ++out) {
    uint32_t ch = str_read(kind, data, i);
    if (ch == '\n') seen |= kSeenLF;
    if (ch == '\r') {
      const bool both = i + 1 < n && str_read(kind, data, i + 1) == '\n';
      seen |= both ? kSeenCRLF : kSeenCR;
      i += both;
      ch = '\n';
    }
    if (to) str_write(kind, to, out, ch);
  }
  *size = out;
  return seen;
}

Object* translated(NewlineDecoder* d, Object* text) {
  const int kind = str_kind(text);
  void* room = mem_alloc(static_cast<size_t>(kind * str_length(text)));
  if (!room) return err_no_memory();
  int64_t size;
  const uint8_t seen = scan(text, room, &size);
  Object* result = str_from_kind_and_data(kind, room, size);
  mem_free(room);
  if (result) d->seen |= seen;
  return result;
}

Object* decoder_decode(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"input", "final", nullptr};
  static const ArgsParser kParser = {"decode", kKeywords};
  Object* buf[2] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf);
  if (!a) return nullptr;
  const int final = a[1] ? int_as_int(a[1]) : 0;
  return final == -1 && err_occurred() ? nullptr : newline_decoder_decode(o, a[0], final != 0);
}

// Takes a decoder's state, (buffer, flags), apart; buffer is borrowed. False with TypeError(text).
bool parse_state(Object* state, Object** buffer, uint64_t* flags, const char* text) {
  if (tuple_size_of(state) != 2 || !int_check(tuple_item_at(state, 1))) {
    err_set_string(ExcTypeError, text);
    return false;
  }
  *buffer = tuple_item_at(state, 0);
  *flags = int_as_u64_mask(tuple_item_at(state, 1));
  return true;
}

Object* state_of(Object* buffer, uint64_t flags) {
  Ref<> number(int_from_u64(flags));
  return number ? tuple_pack(2, buffer, number.get()) : nullptr;
}

Object* decoder_getstate(Object* o, Object*) {
  NewlineDecoder* d = as_decoder(o);
  if (!d) return nullptr;
  Ref<> none(bytes_from_data("", 0));
  if (is_none(d->decoder)) return state_of(none, d->pending_cr);
  Ref<> inner(object_call_method_no_args(d->decoder, ID(getstate)));
  if (!inner) return nullptr;
  if (!tuple_check(inner)) return err_format(ExcTypeError, "illegal decoder state");
  Object* buffer;
  uint64_t flags;
  if (!parse_state(inner, &buffer, &flags, "illegal decoder state")) return nullptr;
  return state_of(buffer, flags << 1 | d->pending_cr);
}

Object* decoder_setstate(Object* o, Object* state) {
  NewlineDecoder* d = as_decoder(o);
  if (!d) return nullptr;
  if (!tuple_check(state)) return err_format(ExcTypeError, "state argument must be a tuple");
  Object* buffer;
  uint64_t flags;
  if (!parse_state(state, &buffer, &flags, "setstate(): illegal state argument")) return nullptr;
  d->pending_cr = flags & 1;
  if (is_none(d->decoder)) return new_none();
  // CPython makes a bound method here: it can be seen in the decoder's reference count.
  Ref<> inner(state_of(buffer, flags >> 1)), method(inner ? object_get_attr(d->decoder, ID(setstate)) : nullptr);
  return method ? object_call_one_arg(method, inner) : nullptr;
}

Object* decoder_reset(Object* o, Object*) {
  NewlineDecoder* d = as_decoder(o);
  if (!d) return nullptr;
  d->seen = d->pending_cr = 0;
  return is_none(d->decoder) ? new_none() : object_call_method_no_args(d->decoder, ID(reset));
}

Object* get_newlines(Object* o, void*) { return newline_decoder_newlines(o); }

const MethodDef kMethods[] = {
    {"decode", decoder_decode, kMethFastcall | kMethKeywords, "decode($self, /, input, final=False)\n--\n\n"},
    {"getstate", decoder_getstate, kMethNoArgs, "getstate($self, /)\n--\n\n"},
    {"setstate", decoder_setstate, kMethO, "setstate($self, state, /)\n--\n\n"},
    {"reset", decoder_reset, kMethNoArgs, "reset($self, /)\n--\n\n"},
    {},
};
const GetSetDef kGetSets[] = {
    {"newlines", get_newlines, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

Object* newline_decoder_new(Object* decoder, bool translate, Object* errors) {
  Object* o = type_generic_alloc(TypeNewlineDecoder, 0);
  if (o) set_up(static_cast<NewlineDecoder*>(o), decoder, translate, errors);
  return o;
}

Object* newline_decoder_decode(Object* self, Object* input, bool final) {
  NewlineDecoder* d = as_decoder(self);
  Ref<> text(d ? inner_decode(d, input, final) : nullptr);
  if (!text) return nullptr;
  text.reset(shift_return(d, text.release(), final));
  if (!text) return nullptr;
  const int64_t n = str_length(text);
  const bool plain = (d->seen & ~kSeenLF) == 0 && !std::memchr(str_data(text), '\r', static_cast<size_t>(str_kind(text) * n));
  if (n > 0 && d->translate && !plain) return translated(d, text);
  int64_t size;
  if (!plain || d->seen == 0) d->seen |= scan(text, nullptr, &size);
  return text.release();
}

Object* newline_decoder_newlines(Object* self) {
  NewlineDecoder* d = as_decoder(self);
  if (!d) return nullptr;
  static const char* const kEnds[] = {"\r", "\n", "\r\n"};
  Ref<> ends[3];
  int n = 0;
  for (int i = 0; i < 3; ++i) {
    if (!(d->seen >> i & 1)) continue;
    ends[n].reset(str_from_cstr(kEnds[i]));
    if (!ends[n++]) return nullptr;
  }
  if (n < 2) return n ? ends[0].release() : new_none();
  return n == 2 ? tuple_pack(2, ends[0].get(), ends[1].get()) : tuple_pack(3, ends[0].get(), ends[1].get(), ends[2].get());
}

void init_NewlineDecoder_type(TypeObject* t) {
  t->tp_basicsize = sizeof(NewlineDecoder);
  t->tp_dealloc = decoder_dealloc;
  t->tp_flags = kTpDefault | kTpBaseType;
  t->tp_init = decoder_init;
  t->tp_new = type_generic_new;
  type_set_doc(t, "IncrementalNewlineDecoder(decoder, translate, errors='strict')\n--\n\nTurns every kind of line end into one.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
