// The _sre module: makes patterns of the code that the library's re/_compiler.py writes, and folds characters for it.
#include "builtin/module_def.h"
#include "builtin/sre_charset.h"
#include "builtin/sre_codes.h"
#include "builtin/sre_objects.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"

namespace innards {

namespace {

// ---- compile

// The words of a list of ints. False with OverflowError when one is no 32-bit number.
bool copy_code(PatternObject* p, Object* list) {
  for (int64_t i = 0; i < p->codesize; ++i) {
    Object* item = list_item_at(list, i);
    const uint64_t word = int_check(item) ? int_as_u64(item) : UINT64_MAX;
    if (word > UINT32_MAX) {
      err_set_string(ExcOverflowError, "regular expression code size limit exceeded");
      return false;
    }
    p->code[i] = static_cast<uint32_t>(word);
  }
  return true;
}

// -1: no text, 1: bytes, 0: str; -2 with TypeError.
int kind_of_source(Object* source) {
  if (is_none(source)) return -1;
  Buffer view;
  SreText text;
  if (!sre_text_of(source, &text, &view)) return -2;
  buffer_release(&view);
  return text.is_bytes;
}

struct CompileArgs {
  Object *source, *code, *groupindex, *indexgroup;
  int flags;
  int64_t groups;
};

Object* make_pattern(const CompileArgs& a) {
  const int64_t size = list_size_of(a.code);
  auto* p = static_cast<PatternObject*>(gc_new_var(TypeSrePattern, size));
  if (!p) return nullptr;
  p->weakreflist = nullptr;
  p->pattern = p->groupindex = p->indexgroup = nullptr;
  p->codesize = size;
  Ref<> held(p);
  if (!copy_code(p, a.code)) return nullptr;
  p->isbytes = kind_of_source(a.source);
  if (p->isbytes == -2) return nullptr;
  p->pattern = new_ref(a.source);
  p->flags = a.flags;
  p->groups = a.groups;
  if (dict_size_of(a.groupindex) > 0) {  // a pattern without named groups keeps neither
    p->groupindex = new_ref(a.groupindex);
    if (tuple_size_of(a.indexgroup) > 0) p->indexgroup = new_ref(a.indexgroup);
  }
  if (!sre_code_is_valid(p->code, size, a.groups)) return err_format(ExcRuntimeError, "invalid SRE code");
  gc_track(p);
  return held.release();
}

bool must_be(bool is, const char* display, const char* expected, Object* arg) {
  if (!is) args_bad_argument("compile", display, expected, arg);
  return is;
}

Object* compile(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"pattern", "flags", "code", "groups", "groupindex", "indexgroup", nullptr};
  static const ArgsParser kParser = {"compile", kNames};
  Object* buf[6] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 6, 6, 0, buf)) return nullptr;
  CompileArgs a = {buf[0], buf[2], buf[4], buf[5], int_as_int(buf[1]), 0};
  if ((a.flags == -1 && err_occurred()) || !must_be(list_check(a.code), "argument 'code'", "list", a.code) ||
      !sre_size_argument(buf[3], &a.groups) || !must_be(dict_check(a.groupindex), "argument 'groupindex'", "dict", a.groupindex) ||
      !must_be(tuple_check(a.indexgroup), "argument 'indexgroup'", "tuple", a.indexgroup))
    return nullptr;
  return make_pattern(a);
}

// ---- characters

Object* getcodesize(Object*, Object*) { return int_from_i64(sizeof(uint32_t)); }

// Calls one of the functions below with the character an argument gives.
Object* with_character(Object* arg, Object* (*f)(uint32_t)) {
  const int ch = int_as_int(arg);
  return ch == -1 && err_occurred() ? nullptr : f(static_cast<uint32_t>(ch));
}

Object* character(uint32_t ch) { return int_from_i64(static_cast<int32_t>(ch)); }
Object* is_cased(uint32_t ch) { return bool_from(ch != unicode_lower(ch) || ch != unicode_upper(ch)); }

Object* ascii_iscased(Object*, Object* arg) {
  return with_character(arg, [](uint32_t ch) { return bool_from(ascii_is_alpha(ch)); });
}
Object* unicode_iscased(Object*, Object* arg) { return with_character(arg, is_cased); }
Object* ascii_tolower(Object*, Object* arg) {
  return with_character(arg, [](uint32_t ch) { return character(ascii_lower(ch)); });
}
Object* unicode_tolower(Object*, Object* arg) {
  return with_character(arg, [](uint32_t ch) { return character(unicode_lower(ch)); });
}

const MethodDef kFunctions[] = {
    {"compile", compile, kMethFastcall | kMethKeywords, "compile($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)\n--\n\nMake a pattern of compiled code."},
    {"getcodesize", getcodesize, kMethNoArgs, "getcodesize($module, /)\n--\n\nThe bytes of a word of code."},
    {"ascii_iscased", ascii_iscased, kMethO, "ascii_iscased($module, character, /)\n--\n\nWhether case makes a difference for an ASCII character."},
    {"unicode_iscased", unicode_iscased, kMethO, "unicode_iscased($module, character, /)\n--\n\nWhether case makes a difference for a character."},
    {"ascii_tolower", ascii_tolower, kMethO, "ascii_tolower($module, character, /)\n--\n\nAn ASCII character in lower case."},
    {"unicode_tolower", unicode_tolower, kMethO, "unicode_tolower($module, character, /)\n--\n\nA character in lower case."},
    {},
};

int exec(Object* m) {
  if (module_add_int_constant(m, "MAGIC", kSreMagic) < 0 || module_add_int_constant(m, "CODESIZE", sizeof(uint32_t)) < 0 ||
      module_add_int_constant(m, "MAXREPEAT", kSreMaxRepeat) < 0)
    return -1;
  return module_add_int_constant(m, "MAXGROUPS", kSreMaxGroups);
}

}  // namespace

extern const NativeModule k_module__sre;
const NativeModule k_module__sre = {"_sre", nullptr, kFunctions, exec};

}  // namespace innards
