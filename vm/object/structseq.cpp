// Named tuples of native modules. Follows the visible behaviour of Objects/structseq.c.
#include "object/structseq.h"

#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* structseq_repr(Object* o) {
  TypeObject* type = o->ob_type;
  Ref<> names(xnew_ref(dict_get_item_str(type->tp_dict, "__match_args__")));
  StrWriter w;
  w.overallocate = true;
  if (w.write_ascii(type->tp_name.get()) < 0 || w.write_char('(') < 0) return nullptr;
  for (int64_t i = 0; i < tuple_size_of(o); ++i) {
    if (i && w.write_ascii(", ") < 0) return nullptr;
    if (names && (w.write_str(tuple_item_at(names, i)) < 0 || w.write_char('=') < 0)) return nullptr;
    Ref<> text(object_repr(tuple_item_at(o, i)));
    if (!text || w.write_str(text) < 0) {
      w.drop();
      return nullptr;
    }
  }
  if (w.write_char(')') < 0) return nullptr;
  return w.finish();
}

Object* no_new(TypeObject* type, Object*, Object*) {
  return err_format(ExcTypeError, "cannot create '%s' instances", type->tp_name.get());
}

// type(sequence, dict=None): a sequence of all fields.
Object* structseq_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"sequence", "dict", nullptr};
  static const ArgsParser kParser = {"structseq", kNames};
  Object* buf[2] = {};
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 2, 0, buf)) return nullptr;
  Ref<> items(sequence_fast(buf[0], "constructor requires a sequence"));
  Ref<> values(items ? sequence_tuple(items) : nullptr);
  if (!values) return nullptr;
  if (buf[1] && !dict_check(buf[1]))
    return err_format(ExcTypeError, "%.500s() takes a dict as second arg, if any", type->tp_name.get());
  Object* count = dict_get_item_str(type->tp_dict, "n_fields");
  const int64_t n = count ? int_as_i64(count) : 0, given = tuple_size_of(values);
  if (given != n) return err_format(ExcTypeError, "%.500s() takes a %zd-sequence (%zd-sequence given)", type->tp_name.get(), n, given);
  Object* o = type_generic_alloc(type, n);
  for (int64_t i = 0; o && i < n; ++i) tuple_put(o, i, new_ref(tuple_item_at(values, i)));
  return o;
}

// (type, (a tuple of the fields, {})): what copy and pickle make another one of.
Object* structseq_reduce(Object* self, Object*) {
  Ref<> values(tuple_get_slice(self, 0, tuple_size_of(self))), hidden(dict_new());
  if (!values || !hidden) return nullptr;
  Ref<> args(tuple_pack(2, values.get(), hidden.get()));
  return args ? tuple_pack(2, self->ob_type, args.get()) : nullptr;
}

const MethodDef kReduce = {"__reduce__", structseq_reduce, kMethNoArgs, nullptr};

// Of these there is one instance only.
bool is_single(const char* name) { return !std::strcmp(name, "sys.version_info") || !std::strcmp(name, "sys.flags"); }

}  // namespace

TypeObject* struct_sequence_new_type(const char* name, const char* const* fields, int n) {
  const char* dot = std::strrchr(name, '.');
  Ref<> short_name(str_from_cstr(dot ? dot + 1 : name)), bases(tuple_pack(1, TypeTuple)), ns(dict_new());
  Ref<> module(dot ? str_from_ascii(name, dot - name) : str_from_cstr("builtins")), match_args(tuple_new(n));
  if (!short_name || !bases || !ns || !module || !match_args) return nullptr;
  for (int i = 0; i < n; ++i) tuple_put(match_args, i, str_intern(fields[i]));
  if (dict_set_item_str(ns, "__module__", module) < 0 || dict_set_item_str(ns, "__match_args__", match_args) < 0) return nullptr;
  Ref<> slots(new_ref(empty_tuple())), count(int_from_i64(n)), unnamed(int_from_i64(0));
  if (dict_set_item_str(ns, "__slots__", slots) < 0 || dict_set_item_str(ns, "n_fields", count) < 0 ||
      dict_set_item_str(ns, "n_sequence_fields", count) < 0 || dict_set_item_str(ns, "n_unnamed_fields", unnamed) < 0)
    return nullptr;
  Ref<> args(tuple_pack(3, short_name.get(), bases.get(), ns.get()));
  auto* type = args ? static_cast<TypeObject*>(object_call(TypeType, args, nullptr)) : nullptr;
  if (!type) return nullptr;
  type->tp_name = static_text(name);
  type->tp_repr = structseq_repr;
  type->tp_new = is_single(name) ? no_new : structseq_tp_new;
  Ref<> reduce(descr_new_method(type, &kReduce));
  if (!reduce || dict_set_item_str(type->tp_dict, "__reduce__", reduce) < 0) return nullptr;
  if (dict_del_item_str(type->tp_dict, "__slots__") < 0) return nullptr;   // the class statement wanted it, CPython's has none
  for (int i = 0; i < n; ++i) {
    auto* m = static_cast<MemberField*>(static_alloc(sizeof(MemberField)));
    m->name = static_text(fields[i]);
    m->type = kTObject;
    m->offset = kTupleBasicSize + 8 * i;
    m->flags = 1;
    Ref<> descr(descr_new_member(type, m));
    if (!descr || dict_set_item_str(type->tp_dict, fields[i], descr) < 0) return nullptr;
  }
  type_modified(type);
  return type;
}

Object* struct_sequence_new(TypeObject* type, Object* const* values, int n) {
  Object* o = gc_new_var(type, n);  // and not tracked
  if (!o) return nullptr;
  for (int i = 0; i < n; ++i) tuple_put(o, i, values[i]);
  return o;
}

}  // namespace innards
