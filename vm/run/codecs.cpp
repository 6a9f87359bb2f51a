#include "run/codecs.h"

#include "builtin/codecs.h"
#include "object/call.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

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

Object* text_by_codec(Object* o, const char* encoding, const char* errors, int which) {
  Ref<> name(str_from_cstr(encoding)), handling(errors ? str_from_cstr(errors) : nullptr);
  Ref<> codec(name ? xnew_ref(codec_lookup(name)) : nullptr);
  if (!codec || !is_text_codec(codec, encoding, which ? "codecs.decode()" : "codecs.encode()")) return nullptr;
  Ref<> pair(object_call_function_obj_args(tuple_item_at(codec, which), o, handling.get(), nullptr));
  if (!pair) return nullptr;
  if (tuple_check(pair) && tuple_size_of(pair) == 2) return new_ref(tuple_item_at(pair, 0));
  return err_format(ExcTypeError, which ? "decoder must return a tuple (object,integer)" : "encoder must return a tuple (object, integer)");
}

}  // namespace

Object* codec_encode_text(Object* text, const char* encoding, const char* errors) {
  Ref<> result(text_by_codec(text, encoding, errors, 0));
  if (!result || bytes_check(result)) return result.release();
  return err_format(ExcTypeError, "'%.400s' encoder returned '%.400s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding,
                    type_name_of(result));
}

Object* codec_decode_text(Object* bytes, const char* encoding, const char* errors) {
  Ref<> result(text_by_codec(bytes, encoding, errors, 1));
  if (!result || str_check(result)) return result.release();
  return err_format(ExcTypeError, "'%.400s' decoder returned '%.400s' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding,
                    type_name_of(result));
}

Object* codec_error_handler(const char* name) {
  Object* handlers = rt().modules.codecs_error_handlers;
  Object* handler = handlers ? dict_get_item_str(handlers, name) : nullptr;
  if (!handler && !err_occurred()) err_format(ExcLookupError, "unknown error handler name '%.400s'", name);
  return xnew_ref(handler);
}

}  // namespace innards
