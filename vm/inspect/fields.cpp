#include "inspect/fields.h"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/builtin_function.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/complex.h"
#include "object/default_dict.h"
#include "object/descriptor.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/function.h"
#include "object/generator.h"
#include "object/generic_alias.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/method.h"
#include "object/module.h"
#include "object/namespace.h"
#include "object/ordered_dict.h"
#include "object/property.h"
#include "object/range.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

template <class T>
struct TypeOf {
  static constexpr FieldType value = std::is_same_v<T, double> ? FieldType::Double
                                     : sizeof(T) == 8          ? (std::is_signed_v<T> ? FieldType::Int : FieldType::UInt)
                                     : sizeof(T) == 4          ? (std::is_signed_v<T> ? FieldType::Int32 : FieldType::UInt32)
                                                               : FieldType::Int8;
};
template <class T>
struct TypeOf<Ptr<T>> {
  static constexpr FieldType value = std::is_base_of_v<Object, T> ? FieldType::Object : FieldType::Pointer;
};
template <class F>
struct TypeOf<Slot<F>> {
  static constexpr FieldType value = FieldType::Function;
};
template <class D>
struct TypeOf<DefRef<D>> {
  static constexpr FieldType value = FieldType::Table;
};

#define FIELD(S, m) Field{#m, TypeOf<decltype(S::m)>::value, offsetof(S, m), sizeof(S::m)}
#define MINOR(S, m) Field{#m, TypeOf<decltype(S::m)>::value, offsetof(S, m), sizeof(S::m), true}

// A pointer to an object that is not counted as a reference to it.
#define BORROWED(S, m) Field{#m, FieldType::Pointer, offsetof(S, m), sizeof(S::m)}

using Fields = std::vector<Field>;

Fields exception_fields() {
  using E = BaseExceptionObject;
  return {FIELD(E, dict), FIELD(E, args), FIELD(E, notes), FIELD(E, traceback), FIELD(E, context), FIELD(E, cause), FIELD(E, suppress_context)};
}

Fields function_fields() {
  using F = FunctionObject;
  return {MINOR(F, func_globals), MINOR(F, func_builtins), MINOR(F, func_name), MINOR(F, func_qualname), FIELD(F, func_code),
          FIELD(F, func_defaults), FIELD(F, func_kwdefaults), FIELD(F, func_closure), MINOR(F, func_doc), FIELD(F, func_dict),
          MINOR(F, func_weakreflist), MINOR(F, func_module), FIELD(F, func_annotations), FIELD(F, vectorcall), FIELD(F, func_version)};
}

Fields code_fields() {
  using C = CodeObject;
  return {FIELD(C, co_consts), MINOR(C, co_names), MINOR(C, co_exceptiontable), FIELD(C, co_flags), FIELD(C, co_argcount),
          FIELD(C, co_posonlyargcount), FIELD(C, co_kwonlyargcount), FIELD(C, co_stacksize), FIELD(C, co_firstlineno),
          FIELD(C, co_nlocalsplus), FIELD(C, co_nlocals), FIELD(C, co_nplaincellvars), FIELD(C, co_ncellvars), FIELD(C, co_nfreevars),
          MINOR(C, co_localsplusnames), MINOR(C, co_localspluskinds), MINOR(C, co_filename), MINOR(C, co_name), MINOR(C, co_qualname),
          MINOR(C, co_linetable), MINOR(C, co_weakreflist), MINOR(C, _co_code), MINOR(C, _co_linearray), MINOR(C, _co_firsttraceable),
          MINOR(C, co_extra)};
}

Fields type_fields() {
  using T = TypeObject;
  return {FIELD(T, tp_name), FIELD(T, tp_basicsize), FIELD(T, tp_itemsize), FIELD(T, tp_dealloc), FIELD(T, tp_vectorcall_offset),
          FIELD(T, tp_getattr), FIELD(T, tp_setattr), FIELD(T, tp_as_async), FIELD(T, tp_repr), FIELD(T, tp_as_number),
          FIELD(T, tp_as_sequence), FIELD(T, tp_as_mapping), FIELD(T, tp_hash), FIELD(T, tp_call), FIELD(T, tp_str),
          FIELD(T, tp_getattro), FIELD(T, tp_setattro), FIELD(T, tp_as_buffer), FIELD(T, tp_flags), FIELD(T, tp_doc),
          FIELD(T, tp_traverse), FIELD(T, tp_clear), FIELD(T, tp_richcompare), FIELD(T, tp_weaklistoffset), FIELD(T, tp_iter),
          FIELD(T, tp_iternext), FIELD(T, tp_methods), FIELD(T, tp_members), FIELD(T, tp_getset), FIELD(T, tp_base),
          FIELD(T, tp_dict), FIELD(T, tp_descr_get), FIELD(T, tp_descr_set), FIELD(T, tp_dictoffset), FIELD(T, tp_init),
          FIELD(T, tp_alloc), FIELD(T, tp_new), FIELD(T, tp_free), FIELD(T, tp_is_gc), MINOR(T, tp_bases), MINOR(T, tp_mro),
          MINOR(T, tp_cache), MINOR(T, tp_subclasses), MINOR(T, tp_weaklist), FIELD(T, tp_del), FIELD(T, tp_version_tag),
          FIELD(T, tp_finalize), FIELD(T, tp_vectorcall)};
}

Fields dict_fields(const Fields& more) {
  using D = DictObject;
  Fields fields = {FIELD(D, ma_used), FIELD(D, ma_version_tag), FIELD(D, ma_keys), FIELD(D, ma_values)};
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

Fields ordered_dict_fields() {
  using O = OrderedDictObject;
  return dict_fields({FIELD(O, od_first), FIELD(O, od_last), FIELD(O, od_fast_nodes), FIELD(O, od_fast_nodes_size), FIELD(O, od_resize_sentinel),
                      FIELD(O, od_state), FIELD(O, od_inst_dict), MINOR(O, od_weakreflist)});
}

Fields generator_fields() {
  using G = GenObject;
  return {FIELD(G, gi_code), MINOR(G, gi_weakreflist), MINOR(G, gi_name), MINOR(G, gi_qualname), MINOR(G, gi_exc_state.exc_value), MINOR(G, gi_exc_state.previous_item), MINOR(G, gi_origin_or_finalizer),
          FIELD(G, gi_hooks_inited), FIELD(G, gi_closed), FIELD(G, gi_running_async), FIELD(G, gi_frame_state)};
}

// The kinds of object that share a struct, and its fields.
struct Layout {
  std::vector<Kind> kinds;
  Fields fields;
};
const Layout kLayouts[] = {
    {{Kind::kFloat}, {FIELD(FloatObject, ob_fval)}},
    {{Kind::kStr}, {FIELD(StrObject, length), FIELD(StrObject, hash)}},
    {{Kind::kBytes}, {FIELD(BytesObject, ob_shash)}},
    {{Kind::kBytearray},
     {FIELD(BytearrayObject, ob_alloc), FIELD(BytearrayObject, ob_bytes), FIELD(BytearrayObject, ob_start), FIELD(BytearrayObject, ob_exports)}},
    {{Kind::kList}, {FIELD(ListObject, ob_item), FIELD(ListObject, allocated)}},
    {{Kind::kDict}, dict_fields({})},
    {{Kind::kDefaultDict}, dict_fields({FIELD(DefaultDictObject, default_factory)})},
    {{Kind::kOrderedDict}, ordered_dict_fields()},
    {{Kind::kSet, Kind::kFrozenSet},
     {FIELD(SetObject, fill), FIELD(SetObject, used), FIELD(SetObject, mask), FIELD(SetObject, table), FIELD(SetObject, hash),
      FIELD(SetObject, finger), MINOR(SetObject, weakreflist)}},
    {{Kind::kSlice}, {FIELD(SliceObject, start), FIELD(SliceObject, stop), FIELD(SliceObject, step)}},
    {{Kind::kRange}, {FIELD(RangeObject, start), FIELD(RangeObject, stop), FIELD(RangeObject, step), FIELD(RangeObject, length)}},
    {{Kind::kRangeIter}, {FIELD(RangeIterObject, index), FIELD(RangeIterObject, start), FIELD(RangeIterObject, step), FIELD(RangeIterObject, len)}},
    {{Kind::kLongRangeIter},
     {FIELD(LongRangeIterObject, index), FIELD(LongRangeIterObject, start), FIELD(LongRangeIterObject, step), FIELD(LongRangeIterObject, len)}},
    {{Kind::kSeqIter, Kind::kListIter, Kind::kListReverseIter, Kind::kTupleIter, Kind::kStrIter, Kind::kStrAsciiIter, Kind::kBytesIter,
      Kind::kBytearrayIter},
     {FIELD(SeqIterObject, it_index), FIELD(SeqIterObject, it_seq)}},
    {{Kind::kCallIter}, {FIELD(CallIterObject, it_callable), FIELD(CallIterObject, it_sentinel)}},
    {{Kind::kSetIter}, {FIELD(SetIterObject, si_set), FIELD(SetIterObject, si_used), FIELD(SetIterObject, si_pos), FIELD(SetIterObject, len)}},
    {{Kind::kDictKeyIter, Kind::kDictValueIter, Kind::kDictItemIter, Kind::kDictReverseKeyIter, Kind::kDictReverseValueIter,
      Kind::kDictReverseItemIter},
     {FIELD(DictIterObject, di_dict), FIELD(DictIterObject, di_used), FIELD(DictIterObject, di_pos), FIELD(DictIterObject, di_result),
      FIELD(DictIterObject, len)}},
    {{Kind::kOrderedDictIter},
     {FIELD(OrderedDictIterObject, kind), FIELD(OrderedDictIterObject, di_odict), FIELD(OrderedDictIterObject, di_size),
      FIELD(OrderedDictIterObject, di_state), FIELD(OrderedDictIterObject, di_current), FIELD(OrderedDictIterObject, di_result)}},
    {{Kind::kDictKeys, Kind::kDictValues, Kind::kDictItems, Kind::kOrderedDictKeys, Kind::kOrderedDictValues, Kind::kOrderedDictItems},
     {FIELD(DictViewObject, dv_dict)}},
    {{Kind::kEnumerate}, {FIELD(EnumObject, en_index), FIELD(EnumObject, en_sit), FIELD(EnumObject, en_result), FIELD(EnumObject, en_longindex), BORROWED(EnumObject, one)}},
    {{Kind::kReversed}, {FIELD(ReversedObject, index), FIELD(ReversedObject, seq)}},
    {{Kind::kZip}, {FIELD(ZipObject, tuplesize), FIELD(ZipObject, ittuple), FIELD(ZipObject, result), FIELD(ZipObject, strict)}},
    {{Kind::kMap}, {FIELD(MapObject, iters), FIELD(MapObject, func)}},
    {{Kind::kFilter}, {FIELD(FilterObject, func), FIELD(FilterObject, it)}},
    {{Kind::kCode}, code_fields()},
    {{Kind::kFunction}, function_fields()},
    {{Kind::kMethod},
     {FIELD(MethodObject, im_func), FIELD(MethodObject, im_self), MINOR(MethodObject, im_weakreflist), FIELD(MethodObject, vectorcall)}},
    {{Kind::kBuiltinFunction, Kind::kBuiltinMethod},
     {FIELD(BuiltinFunctionObject, m_ml), FIELD(BuiltinFunctionObject, m_self), MINOR(BuiltinFunctionObject, m_module),
      MINOR(BuiltinFunctionObject, m_weakreflist), FIELD(BuiltinFunctionObject, vectorcall)}},
    {{Kind::kMethodDescriptor, Kind::kClassMethodDescriptor},
     {MINOR(MethodDescrObject, d_type), MINOR(MethodDescrObject, d_name), MINOR(MethodDescrObject, d_qualname),
      FIELD(MethodDescrObject, d_method), FIELD(MethodDescrObject, vectorcall)}},
    {{Kind::kMemberDescriptor, Kind::kGetSetDescriptor, Kind::kWrapperDescriptor},
     {MINOR(DescrObject, d_type), MINOR(DescrObject, d_name), MINOR(DescrObject, d_qualname)}},
    {{Kind::kMethodWrapper}, {FIELD(MethodWrapperObject, descr), FIELD(MethodWrapperObject, self)}},
    {{Kind::kMappingProxy}, {FIELD(MappingProxyObject, mapping)}},
    {{Kind::kProperty},
     {FIELD(PropertyObject, prop_get), FIELD(PropertyObject, prop_set), FIELD(PropertyObject, prop_del), MINOR(PropertyObject, prop_doc),
      MINOR(PropertyObject, prop_name), FIELD(PropertyObject, getter_doc)}},
    {{Kind::kClassMethod}, {FIELD(ClassMethodObject, cm_callable), FIELD(ClassMethodObject, cm_dict)}},
    {{Kind::kStaticMethod}, {FIELD(StaticMethodObject, sm_callable), FIELD(StaticMethodObject, sm_dict)}},
    {{Kind::kSuper}, {FIELD(SuperObject, type), FIELD(SuperObject, obj), FIELD(SuperObject, obj_type)}},
    {{Kind::kCell}, {FIELD(CellObject, ob_ref)}},
    {{Kind::kModule},
     {FIELD(ModuleObject, md_dict), FIELD(ModuleObject, md_def), FIELD(ModuleObject, md_state), MINOR(ModuleObject, md_weaklist),
      MINOR(ModuleObject, md_name)}},
    {{Kind::kNamespace}, {FIELD(NamespaceObject, ns_dict)}},
    {{Kind::kGenericAlias}, {FIELD(GenericAliasObject, origin), FIELD(GenericAliasObject, args), MINOR(GenericAliasObject, parameters)}},
    {{Kind::kUnion}, {FIELD(UnionObject, args), MINOR(UnionObject, parameters)}},
    {{Kind::kFrame}, {FIELD(FrameObject, f_back), FIELD(FrameObject, f_frame), FIELD(FrameObject, f_trace), FIELD(FrameObject, f_lineno)}},
    {{Kind::kTraceback},
     {FIELD(TracebackObject, tb_next), FIELD(TracebackObject, tb_frame), FIELD(TracebackObject, tb_lasti), FIELD(TracebackObject, tb_lineno)}},
    {{Kind::kGenerator, Kind::kCoroutine, Kind::kAsyncGenerator}, generator_fields()},
    {{Kind::kWeakRef, Kind::kWeakProxy, Kind::kWeakCallableProxy}, {FIELD(WeakRefObject, wr_callback), FIELD(WeakRefObject, hash)}},
    {{Kind::kType}, type_fields()},
};

Fields make_fields(Kind kind) {
  for (const Layout& layout : kLayouts)
    if (std::find(layout.kinds.begin(), layout.kinds.end(), kind) != layout.kinds.end()) return layout.fields;
  return {};
}

Fields make_exception_fields(ExcKind kind) {
  Fields fields = exception_fields();
  auto add = [&](Fields more) { fields.insert(fields.end(), more.begin(), more.end()); };
  switch (kind) {
    case ExcKind::kBaseExceptionGroup: add({FIELD(BaseExceptionGroupObject, msg), FIELD(BaseExceptionGroupObject, excs)}); break;
    case ExcKind::kSyntaxError:
      add({FIELD(SyntaxErrorObject, msg), FIELD(SyntaxErrorObject, filename), FIELD(SyntaxErrorObject, lineno), FIELD(SyntaxErrorObject, offset),
           FIELD(SyntaxErrorObject, end_lineno), FIELD(SyntaxErrorObject, end_offset), FIELD(SyntaxErrorObject, text)});
      break;
    case ExcKind::kImportError: add({FIELD(ImportErrorObject, msg), FIELD(ImportErrorObject, name), FIELD(ImportErrorObject, path)}); break;
    case ExcKind::kSystemExit: add({FIELD(SystemExitObject, code)}); break;
    case ExcKind::kOSError:
      add({FIELD(OSErrorObject, myerrno), FIELD(OSErrorObject, strerror), FIELD(OSErrorObject, filename), FIELD(OSErrorObject, filename2), FIELD(OSErrorObject, written)});
      break;
    case ExcKind::kStopIteration: add({FIELD(StopIterationObject, value)}); break;
    case ExcKind::kNameError: add({FIELD(NameErrorObject, name)}); break;
    case ExcKind::kAttributeError: add({FIELD(AttributeErrorObject, obj), FIELD(AttributeErrorObject, name)}); break;
    default: break;
  }
  return fields;
}

}  // namespace

const std::vector<Field>& fields_of(Kind kind) {
  static const std::vector<Fields> all = [] {
    std::vector<Fields> v;
    for (int k = 0; k < static_cast<int>(Kind::kCount); ++k) v.push_back(make_fields(static_cast<Kind>(k)));
    return v;
  }();
  return all[static_cast<int>(kind)];
}

const std::vector<Field>& fields_of_exception(ExcKind kind) {
  static const std::vector<Fields> all = [] {
    std::vector<Fields> v;
    for (int k = 0; k < static_cast<int>(ExcKind::kCount); ++k) v.push_back(make_exception_fields(static_cast<ExcKind>(k)));
    return v;
  }();
  return all[static_cast<int>(kind)];
}

const char* c_type_of(FieldType type) {
  switch (type) {
    case FieldType::Object: return "PyObject *";
    case FieldType::Pointer: return "void *";
    case FieldType::Function: return "function";
    case FieldType::Int: return "Py_ssize_t";
    case FieldType::UInt: return "uint64_t";
    case FieldType::Int32: return "int";
    case FieldType::UInt32: return "unsigned int";
    case FieldType::Int8: return "char";
    case FieldType::Double: return "double";
    case FieldType::Table: return "table";
  }
  return "";
}

}  // namespace innards::inspect
