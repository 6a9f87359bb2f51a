#include "run/codecs.h"

#include "builtin/codecs.h"
#include "object/call.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

enum Which { kEncoder, kDecoder };  // places in a codec's tuple

// Only codecs between str and bytes have this name for themselves.
bool is_text_codec(Object* codec, const char* encoding, const char* function) {
  if (tuple_check_exact(codec)) return true;
  Ref<> says(object_get_attr_string(codec, "_is_text_encoding"));
  if (!says && !err_exception_matches(ExcAttributeError)) return false;
  if (!says) return err_clear(), true;
  const int is = object_is_true(says);
  if (is == 0) err_format(ExcLookupError, "'%.400s' is not a text encoding; use %s to handle arbitrary codecs", encoding, function);
  return is > 0;
}

Object* find_codec(const char* encoding) {
  Ref<> name(str_from_cstr(encoding));
  return name ? xnew_ref(codec_lookup(name)) : nullptr;
}

Object* call_codec(Object* codec, Which which, Object* o, const char* encoding, const char* errors) {
  Ref<> handling(errors ? str_from_cstr(errors) : nullptr);
  if (errors && !handling) return nullptr;
  Ref<> args(handling ? tuple_pack(2, o, handling.get()) : tuple_pack(1, o));
  Ref<> pair(args ? object_call(tuple_item_at(codec, which), args, nullptr) : nullptr);
  if (!pair) return codec_wrap_error(which == kDecoder ? "decoding" : "encoding", encoding), nullptr;
  if (tuple_check(pair) && tuple_size_of(pair) == 2) return new_ref(tuple_item_at(pair, 0));
  return err_format(ExcTypeError, which == kDecoder ? "decoder must return a tuple (object,integer)" : "encoder must return a tuple (object, integer)");
}

Object* text_by_codec(Object* o, const char* encoding, const char* errors, Which which) {
  Ref<> codec(codec_lookup_text(encoding, which == kDecoder ? "codecs.decode()" : "codecs.encode()"));
  return codec ? call_codec(codec, which, o, encoding, errors) : nullptr;
}

// Whether an exception of this class is nothing but its class and its arguments.
bool is_plain_class(TypeObject* type) {
  TypeObject* base = ExcBaseException;
  const int64_t more = type->tp_basicsize - base->tp_basicsize;
  const bool same_size = more == 0 || (type->tp_weaklistoffset > 0 && more == static_cast<int64_t>(sizeof(Ptr<Object>)));
  return same_size && type->tp_itemsize == base->tp_itemsize && type->tp_init == base->tp_init && type->tp_new == base->tp_new;
}

// Whether an exception's state is at most one text.
bool is_plain_exception(Object* value) {
  auto* e = static_cast<BaseExceptionObject*>(value);
  const int64_t n = tuple_size_of(e->args);
  return (n == 0 || (n == 1 && str_check_exact(tuple_item_at(e->args, 0)))) && (!e->dict || dict_size_of(e->dict) == 0);
}

}  // namespace

void codec_wrap_error(const char* operation, const char* encoding) {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (!is_plain_class(reinterpret_cast<TypeObject*>(type))) return err_restore(type, value, tb);
  err_normalize_exception(&type, &value, &tb);
  if (!is_plain_exception(value)) return err_restore(type, value, tb);
  if (tb) exception_set_traceback(value, tb);
  xdecref(tb);
  err_format(type, "%s with '%s' codec failed (%s: %S)", operation, encoding, type_name_of(value), value);
  decref(type);
  Object *type2, *value2, *tb2;
  err_fetch(&type2, &value2, &tb2);
  err_normalize_exception(&type2, &value2, &tb2);
  exception_set_cause(value2, value);
  err_restore(type2, value2, tb2);
}

Object* codec_lookup_text(const char* encoding, const char* function) {
  Ref<> codec(find_codec(encoding));
  return codec && is_text_codec(codec, encoding, function) ? codec.release() : nullptr;
}

Object* codec_encode(Object* o, const char* encoding, const char* errors) {
  Ref<> codec(find_codec(encoding));
  return codec ? call_codec(codec, kEncoder, o, encoding, errors) : nullptr;
}
Object* codec_decode(Object* o, const char* encoding, const char* errors) {
  Ref<> codec(find_codec(encoding));
  return codec ? call_codec(codec, kDecoder, o, encoding, errors) : nullptr;
}

Object* codec_encode_text(Object* text, const char* encoding, const char* errors) {
  Ref<> result(text_by_codec(text, encoding, errors, kEncoder));
  if (!result || bytes_check(result)) return result.release();
  return err_format(ExcTypeError, "'%.400s' encoder returned '%.400s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding,
                    type_name_of(result));
}

Object* codec_decode_text(Object* bytes, const char* encoding, const char* errors) {
  Ref<> result(text_by_codec(bytes, encoding, errors, kDecoder));
  if (!result || str_check(result)) return result.release();
  return err_format(ExcTypeError, "'%.400s' decoder returned '%.400s' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding,
                    type_name_of(result));
}

Object* codec_error_handler(const char* name) {
  Object* handlers = codec_error_handlers();
  Object* handler = handlers ? dict_get_item_str(handlers, name) : nullptr;
  if (!handler && !err_occurred()) err_format(ExcLookupError, "unknown error handler name '%.400s'", name);
  return xnew_ref(handler);
}

// ---- asking a handler

namespace {

// The exception that is there already tells of another place now.
bool tell_place(Object* error, int64_t start, int64_t end, const char* reason) {
  auto* e = static_cast<UnicodeErrorObject*>(error);
  Object* why = str_from_cstr(reason);
  if (!why) return false;
  e->start = start;
  e->end = end;
  set_ref(e->reason, why);
  return true;
}

bool describe_encoding(CodecHandler& h, const char* encoding, Object* text, int64_t start, int64_t end, const char* reason) {
  if (h.error) return tell_place(h.error, start, end, reason);
  h.error.reset(unicode_encode_error_create(encoding, text, start, end, reason));
  return static_cast<bool>(h.error);
}

bool describe_decoding(CodecHandler& h, const char* encoding, Object* input, int64_t start, int64_t end, const char* reason) {
  if (h.error) return tell_place(h.error, start, end, reason);
  h.error.reset(unicode_decode_error_create(encoding, bytes_as_string(input), bytes_size(input), start, end, reason));
  return static_cast<bool>(h.error);
}

bool find_function(CodecHandler& h) {
  if (!h.function) h.function.reset(codec_error_handler(h.errors ? h.errors : "strict"));
  return static_cast<bool>(h.function);
}

// Calls the handler: its replacement, and the place as it was given.
Object* ask(CodecHandler& h, const char* wrong, bool bytes_too, int64_t* place) {
  Ref<> answer(object_call_one_arg(h.function, h.error));
  if (!answer) return nullptr;
  if (!tuple_check(answer) || tuple_size_of(answer) != 2) return err_format(ExcTypeError, wrong);
  Object* text = tuple_item_at(answer, 0);
  if (!bytes_too && !str_check(text)) return err_format(ExcTypeError, wrong);
  Ref<> number(number_index(tuple_item_at(answer, 1)));
  *place = number ? int_as_ssize_t(number) : -1;
  if (*place == -1 && err_occurred()) return nullptr;
  return str_check(text) || bytes_check(text) ? new_ref(text) : err_format(ExcTypeError, wrong);
}

// A place counted from the end where it is negative; false with IndexError.
bool place_in_range(int64_t* place, int64_t size) {
  if (*place < 0) *place += size;
  if (*place >= 0 && *place <= size) return true;
  err_format(ExcIndexError, "position %zd from error handler out of bounds", *place);
  return false;
}

}  // namespace

Object* CodecHandler::for_encoding(const char* encoding, Object* text, int64_t start, int64_t end, const char* reason, int64_t* place) {
  if (!find_function(*this) || !describe_encoding(*this, encoding, text, start, end, reason)) return nullptr;
  Ref<> replacement(ask(*this, "encoding error handler must return (str/bytes, int) tuple", true, place));
  return replacement && place_in_range(place, str_length(text)) ? replacement.release() : nullptr;
}

Object* CodecHandler::for_decoding(const char* encoding, Ref<>* input, int64_t start, int64_t end, const char* reason, int64_t* place) {
  if (!find_function(*this) || !describe_decoding(*this, encoding, *input, start, end, reason)) return nullptr;
  Ref<> replacement(ask(*this, "decoding error handler must return (str, int) tuple", false, place));
  if (!replacement) return nullptr;
  Object* now = static_cast<UnicodeErrorObject*>(error.get())->object;
  if (!now || !bytes_check(now)) return err_format(ExcTypeError, now ? "object attribute must be bytes" : "object attribute not set");
  input->reset(new_ref(now));
  return place_in_range(place, bytes_size(*input)) ? replacement.release() : nullptr;
}

Object* CodecHandler::refuse(const char* encoding, Object* text, int64_t start, int64_t end, const char* reason) {
  if (describe_encoding(*this, encoding, text, start, end, reason)) err_set_object(error->ob_type, error);
  return nullptr;
}

}  // namespace innards
