// The walk of a lookup: where CPython looks for an attribute or a name, place by place, and which place answers. The order
// is that of PyObject_GenericGetAttr, type_getattro, super's getattro and their storing halves; nothing is run.
#include <cstddef>

#include "compile/quick_opcodes.h"
#include "inspect/attribute_kinds.h"
#include "inspect/hash_table.h"
#include "inspect/told.h"
#include "inspect/walks.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/descriptor.h"
#include "object/method.h"
#include "object/property.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

Told join(const Told& a, const Told& b) { return {a.english + ": " + b.english, a.chinese + "：" + b.chinese}; }

TypeObject built_in(Reader& reader, Kind kind) {
  return reader.memory().read<TypeObject>(kArenaBase + offsetof(Runtime, types) + static_cast<uint64_t>(kind) * sizeof(TypeObject));
}

// What both kinds of walk do: rows, and the row that ends them.
class Walk {
 public:
  Walk(Reader& reader, WalkRows& rows) : reader_(reader), rows_(rows), name_(rows.name) {}

 protected:
  WalkRow& look(const char* place, ObjectId where, ObjectId found, Told text) {
    WalkRow row;
    row.place = place;
    row.where = where;
    row.where_text = reader_.is_object(where) ? reader_.text(where, 60) : "";
    if (found) row.found = reader_.value(found), row.end = WalkEnd::Found;
    row.text = std::move(text);
    rows_.rows.push_back(std::move(row));
    return rows_.rows.back();
  }
  // The last row answers.
  bool answer(const char* kind, ObjectId id) {
    rows_.rows.back().end = WalkEnd::Answers;
    rows_.answer_kind = kind;
    rows_.answer = id;
    return true;
  }
  bool answer(const char* place, ObjectId where, ObjectId found, Told text, const char* kind, ObjectId id) {
    look(place, where, found, std::move(text));
    return answer(kind, id);
  }
  void fail(Told text) {
    look("error", 0, 0, std::move(text)).end = WalkEnd::Fails;
    rows_.answer_kind = "error";
    rows_.answer = 0;
  }
  std::string type_name(ObjectId id) { return reader_.type_info(id).name; }

  Reader& reader_;
  WalkRows& rows_;
  const std::string& name_;
};

class AttributeWalk : public Walk {
 public:
  using Walk::Walk;

  void load(ObjectId object) {
    const ObjectId type = reader_.type_of(object);
    if (load_by(type, object)) return;
    fail(told(Say::NoAttribute, {reader_.is_type(object) ? type_name(object) : type_name(type), name_}));
  }
  void store(ObjectId object, bool deletes) {
    deletes_ = deletes;
    store_by(reader_.type_of(object), object);
  }

 private:
  TypeObject type_object(ObjectId type) { return reader_.memory().read<TypeObject>(type); }

  // ---- loading: each says whether something answered; if not, an AttributeError is on its way

  bool load_by(ObjectId type, ObjectId object) {
    const uint64_t function = type_object(type).tp_getattro.id();
    if (function == built_in(reader_, Kind::kBaseObject).tp_getattro.id()) return generic(object);
    if (function == built_in(reader_, Kind::kType).tp_getattro.id()) return of_class(object);
    if (function == built_in(reader_, Kind::kModule).tp_getattro.id()) return generic(object) || by_module_hook(object);
    if (function == built_in(reader_, Kind::kSuper).tp_getattro.id()) return of_super(object);
    if (function == built_in(reader_, Kind::kMethod).tp_getattro.id()) return of_method(object);
    if (reader_.type_info(type).heap_type) return by_hooks(type, object);
    return answer("native", type, 0, told(Say::OwnGetattr, {type_name(type)}), "native", 0);
  }

  // A class with __getattribute__ or __getattr__ written in Python.
  bool by_hooks(ObjectId type, ObjectId object) {
    ObjectId definer = 0;
    const ObjectId first = inherited_attribute(reader_, type, "__getattribute__", &definer);
    if (first && attribute_of(reader_, first).kind != AttributeKind::SlotWrapper)
      return answer("hook", definer, first, told(Say::CallsGetattribute, {type_name(definer)}), "call", first);
    if (first && !reader_.type_info(definer).heap_type && load_by(definer, object)) return true;
    const ObjectId last = inherited_attribute(reader_, type, "__getattr__", &definer);
    return last && answer("hook", definer, last, told(Say::CallsGetattr, {type_name(definer)}), "call", last);
  }

  bool by_module_hook(ObjectId module) {
    const ObjectId hook = HashTable::of(reader_, reader_.instance_dict(module)).find(key_of_name("__getattr__"));
    return hook && answer("hook", module, hook, told(Say::CallsModuleGetattr), "call", hook);
  }

  // Each class of an MRO until one has the name.
  Attribute along(const std::vector<ObjectId>& mro, const char* place, size_t from = 0) {
    for (size_t i = from; i < mro.size(); ++i) {
      const Attribute a = attribute_of(reader_, own_attribute(reader_, mro[i], name_));
      const std::string type = type_name(mro[i]);
      look(place, mro[i], a.id, a.id ? join(told(Say::ClassHas, {type, name_}), told_attribute(a)) : told(Say::ClassLacks, {type, name_}));
      if (a.id) return a;
    }
    return {};
  }

  bool generic(ObjectId object) {
    const ObjectId type = reader_.type_of(object);
    const Attribute a = along(mro_of(reader_, type), "type");
    if (a.gets && a.sets) return by_descriptor(a, object, type, Say::DataFirst);
    if (const ObjectId found = in_instance(object)) return answer("value", found);
    if (a.gets) return by_descriptor(a, object, type, Say::ThenDescriptor);
    return a.id && answer("descriptor", 0, a.id, told(Say::ClassValue), "value", a.id);
  }

  bool of_class(ObjectId cls) {
    const ObjectId meta = reader_.type_of(cls);
    const Attribute above = along(mro_of(reader_, meta), "metatype");
    if (above.gets && above.sets) return by_descriptor(above, cls, meta, Say::DataFirst);
    const Attribute own = along(mro_of(reader_, cls), "type");
    if (own.id) return through_class(own, cls);
    if (above.gets) return by_descriptor(above, cls, meta, Say::ThenDescriptor);
    return above.id && answer("descriptor", 0, above.id, told(Say::ClassValue), "value", above.id);
  }

  bool of_super(ObjectId id) {
    const SuperObject super = reader_.memory().read<SuperObject>(id);
    const ObjectId start = super.obj_type.bits(), after = super.type.bits(), object = super.obj.bits();
    if (!start || name_ == "__class__") return generic(id);
    const std::vector<ObjectId> mro = mro_of(reader_, start);
    size_t at = 0;
    while (at < mro.size() && mro[at] != after) ++at;
    look("super", start, 0, told(Say::SuperStarts, {type_name(start), type_name(after)}));
    const Attribute a = along(mro, "type", at + 1);
    if (!a.id) return generic(id);
    return object == start ? through_class(a, start) : a.gets ? by_descriptor(a, object, start, Say::SuperBinds) : answer("value", a.id);
  }

  bool of_method(ObjectId id) {
    const ObjectId type = reader_.type_of(id);
    const Attribute a = along(mro_of(reader_, type), "type");
    if (a.gets) return by_descriptor(a, id, type, Say::ThenDescriptor);
    if (a.id) return answer("value", a.id);
    const ObjectId function = reader_.memory().read<MethodObject>(id).im_func.bits();
    look("instance", function, 0, told(Say::MethodAsksFunction));
    return load_by(reader_.type_of(function), function);
  }

  // The value or the instance's own place for values; a row for either.
  ObjectId in_instance(ObjectId object) {
    const std::string type = reader_.type_name(object);
    const HashTable inside = HashTable::of_inline_values(reader_, object);
    const ObjectId dict = reader_.instance_dict(object);
    if (inside.form() == HashTable::Form::None && !dict) {
      const bool could = reader_.info(object).dictoffset != 0 || (reader_.info(object).flags & kTpManagedDict);
      look("instance", object, 0, told(could ? Say::NoDictYet : Say::NoDictEver, {type}));
      return 0;
    }
    const bool inlined = inside.form() != HashTable::Form::None;
    const ObjectId found = (inlined ? inside : HashTable::of(reader_, dict)).find(key_of_name(name_));
    const Say text = inlined ? (found ? Say::InlineHas : Say::InlineLacks) : found ? Say::DictHas : Say::DictLacks;
    look("instance", inlined ? object : dict, found, told(text, {type, name_}));
    return found;
  }

  // An attribute of a class asked of the class itself.
  bool through_class(const Attribute& a, ObjectId cls) {
    if (a.kind == AttributeKind::ClassMethod || a.kind == AttributeKind::StaticMethod || a.kind == AttributeKind::NativeClassMethod) return by_descriptor(a, cls, cls, Say::ThenDescriptor);
    if (a.kind == AttributeKind::PythonDescriptor && a.gets) return by_descriptor(a, cls, cls, Say::ThenDescriptor);
    if (a.kind == AttributeKind::NativeDescriptor && a.gets) return answer("descriptor", 0, a.id, told(Say::NativeAnswers), "native", 0);
    return answer("value", a.id);
  }

  bool by_descriptor(const Attribute& a, ObjectId object, ObjectId type, Say why) {
    const Memory& memory = reader_.memory();
    auto say = [&](Say what, const std::string& detail = "") { look("descriptor", a.id, a.id, join(told(why), told(what, {detail}))); };
    switch (a.kind) {
      case AttributeKind::Function:
      case AttributeKind::NativeMethod:
      case AttributeKind::SlotWrapper: say(Say::Binds); return answer("bound", a.id);
      case AttributeKind::ClassMethod: say(Say::BindsToClass, type_name(reader_.is_type(object) ? object : type)); return answer("bound", memory.read<ClassMethodObject>(a.id).cm_callable.bits());
      case AttributeKind::StaticMethod: say(Say::GivesFunction); return answer("value", memory.read<StaticMethodObject>(a.id).sm_callable.bits());
      case AttributeKind::Property: return by_call(a, memory.read<PropertyObject>(a.id).prop_get.bits(), why, Say::CallsGetter, Say::NoGetter);
      case AttributeKind::Member: return by_field(a, object, why);
      case AttributeKind::PythonDescriptor: return by_call(a, inherited_attribute(reader_, reader_.type_of(a.id), "__get__"), why, Say::CallsGet, Say::NoGetter);
      default: say(Say::NativeAnswers); return answer("native", 0);
    }
  }

  bool by_call(const Attribute& a, ObjectId function, Say why, Say calls, Say lacks) {
    const bool there = function && reader_.kind(function) != Kind::kNone;
    look("descriptor", a.id, there ? function : 0, join(told(why), told(there ? calls : lacks, {reader_.text(function, 40)})));
    return there && answer("call", function);
  }

  bool by_field(const Attribute& a, ObjectId object, Say why) {
    const MemberField field = reader_.memory().read<MemberField>(reader_.memory().read<MemberDescrObject>(a.id).d_member.bits());
    const bool plain = field.type == kTObjectEx || field.type == kTObject;
    const ObjectId held = plain ? reader_.memory().read<uint64_t>(object + static_cast<uint64_t>(field.offset)) : 0;
    const Say what = !plain ? Say::NativeAnswers : held ? Say::FieldHas : Say::FieldEmpty;
    look("descriptor", a.id, held, join(told(why), told(what, {std::to_string(field.offset)})));
    if (held) return answer("value", held);
    return (!plain || field.type == kTObject) && answer("native", 0);
  }

  // ---- storing and deleting

  void store_by(ObjectId type, ObjectId object) {
    const uint64_t function = type_object(type).tp_setattro.id();
    if (function == built_in(reader_, Kind::kBaseObject).tp_setattro.id()) return generic_store(object, type, false);
    if (function == built_in(reader_, Kind::kType).tp_setattro.id()) return store_in_class(object, type);
    ObjectId definer = 0;
    const ObjectId hook = inherited_attribute(reader_, type, deletes_ ? "__delattr__" : "__setattr__", &definer);
    if (hook && attribute_of(reader_, hook).kind != AttributeKind::SlotWrapper) {
      answer("hook", definer, hook, told(deletes_ ? Say::CallsDelattr : Say::CallsSetattr, {type_name(definer)}), "call", hook);
    } else if (hook && reader_.type_info(type).heap_type && !reader_.type_info(definer).heap_type) {
      store_by(definer, object);
    } else {
      answer("native", type, 0, told(Say::OwnSetattr, {type_name(type)}), "native", 0);
    }
  }

  void store_in_class(ObjectId cls, ObjectId meta) {
    if (type_object(cls).tp_flags & kTpImmutableType) return fail(told(Say::ClassImmutable, {type_name(cls)}));
    generic_store(cls, meta, true);
  }

  void generic_store(ObjectId object, ObjectId type, bool cls) {
    const Attribute a = along(mro_of(reader_, type), cls ? "metatype" : "type");
    if (a.sets) return store_by_descriptor(a);
    if (cls) return store_in(object, type_object(object).tp_dict.bits(), Say::StoresInClass, Say::DeletesInClass);
    const bool inlined = HashTable::of_inline_values(reader_, object).form() != HashTable::Form::None;
    const TypeInfo info = reader_.info(object);
    if (!inlined && !info.dictoffset && !(info.flags & kTpManagedDict)) return fail(told(a.id ? Say::ReadOnly : Say::NoPlaceFor, {info.name, name_}));
    if (inlined) return store_inline(object);
    store_in(object, reader_.instance_dict(object), Say::StoresInDict, Say::DeletesInDict);
  }

  void store_by_descriptor(const Attribute& a) {
    if (a.kind == AttributeKind::Property) {
      const PropertyObject property = reader_.memory().read<PropertyObject>(a.id);
      if (!by_call(a, (deletes_ ? property.prop_del : property.prop_set).bits(), Say::DataFirst, Say::CallsSetter, Say::NoSetter)) fail(told(Say::NoSetter));
    } else if (a.kind == AttributeKind::PythonDescriptor) {
      const ObjectId set = inherited_attribute(reader_, reader_.type_of(a.id), deletes_ ? "__delete__" : "__set__");
      if (!by_call(a, set, Say::DataFirst, Say::CallsSet, Say::NoSetter)) fail(told(Say::NoSetter));
    } else if (a.kind == AttributeKind::Member) {
      answer("descriptor", a.id, 0, join(told(Say::DataFirst), told(Say::StoresInField)), done(), 0);
    } else {
      answer("descriptor", a.id, 0, join(told(Say::DataFirst), told(Say::NativeStores)), "native", 0);
    }
  }

  void store_inline(ObjectId object) {
    const ObjectId there = HashTable::of_inline_values(reader_, object).find(key_of_name(name_));
    store_at(object, there, Say::StoresInline, Say::DeletesInline, reader_.type_name(object));
  }

  void store_in(ObjectId object, ObjectId dict, Say stores, Say deletes) {
    const ObjectId there = dict ? HashTable::of(reader_, dict).find(key_of_name(name_)) : 0;
    store_at(dict ? dict : object, there, dict ? stores : Say::MakesDict, deletes, reader_.is_type(object) ? type_name(object) : reader_.type_name(object));
  }

  void store_at(ObjectId where, ObjectId there, Say stores, Say deletes, const std::string& type) {
    if (deletes_ && !there) return fail(told(Say::NoAttribute, {type, name_}));
    answer("instance", where, there, told(deletes_ ? deletes : stores, {type, name_}), done(), 0);
  }

  const char* done() const { return deletes_ ? "deleted" : "stored"; }

  bool deletes_ = false;
};

// Names: local, cell, global, built-in, as the compiler decided.
class NameWalk : public Walk {
 public:
  using Walk::Walk;

  void load(const FrameRow& frame, const InstrRow& i) {
    const InterpreterFrame f = reader_.memory().read<InterpreterFrame>(frame.id);
    if (i.name == "LOAD_NAME" && in("local", f.f_locals.bits(), Say::LocalsHave, Say::LocalsLack)) return;
    if (i.name == "LOAD_NAME" && f.f_locals.bits() == f.f_globals.bits()) rows_.rows.back().text = told(Say::ModuleLacks, {name_});
    else if (in("global", f.f_globals.bits(), Say::GlobalsHave, Say::GlobalsLack)) return;
    if (in("builtin", f.f_builtins.bits(), Say::BuiltinsHave, Say::BuiltinsLack)) return;
    fail(told(Say::NameNowhere, {name_}));
  }

  void store(const FrameRow& frame, const InstrRow& i) {
    const InterpreterFrame f = reader_.memory().read<InterpreterFrame>(frame.id);
    const bool global = i.name.ends_with("GLOBAL"), deletes = i.name.starts_with("DELETE");
    const ObjectId dict = (global ? f.f_globals : f.f_locals).bits();
    const ObjectId there = HashTable::of(reader_, dict).find(key_of_name(name_));
    if (deletes && !there) return fail(told(Say::NameNowhere, {name_}));
    const Say text = deletes ? (global ? Say::DeletesGlobal : Say::DeletesLocal) : global ? Say::StoresGlobal : Say::StoresLocal;
    answer(global ? "global" : "local", dict, there, told(text, {name_}), deletes ? "deleted" : "stored", 0);
  }

  // A variable whose place the compiler has fixed: nothing is looked for.
  void fixed(const LocalRow& local, int index, bool through_cell) {
    const ObjectId value = through_cell ? local.content.id : local.value.id;
    look(through_cell ? "cell" : "local", through_cell ? local.value.id : 0, value, told(through_cell ? Say::FixedCell : Say::FixedLocal, {name_, std::to_string(index)}));
    if (value) answer("value", value);
    else fail(told(Say::Unbound, {name_}));
  }

 private:
  bool in(const char* place, ObjectId dict, Say has, Say lacks) {
    if (!dict) return false;
    if (HashTable::of(reader_, dict).form() == HashTable::Form::None) return answer(place, dict, 0, told(Say::OwnMapping, {name_}), "native", 0);
    const ObjectId found = HashTable::of(reader_, dict).find(key_of_name(name_));
    look(place, dict, found, told(found ? has : lacks, {name_}));
    return found && answer("value", found);
  }
};

// ---- instructions

enum class Looks { Attribute, Name, Fixed };

struct Operation {
  const char* opcode;
  Looks looks;
  const char* operation;
};
constexpr Operation kOperations[] = {
    {"LOAD_ATTR", Looks::Attribute, "load"},     {"LOAD_METHOD", Looks::Attribute, "method"}, {"STORE_ATTR", Looks::Attribute, "store"},
    {"DELETE_ATTR", Looks::Attribute, "delete"}, {"LOAD_NAME", Looks::Name, "name"},          {"LOAD_GLOBAL", Looks::Name, "name"},
    {"STORE_NAME", Looks::Name, "store"},        {"STORE_GLOBAL", Looks::Name, "store"},      {"DELETE_NAME", Looks::Name, "delete"},
    {"DELETE_GLOBAL", Looks::Name, "delete"},    {"LOAD_FAST", Looks::Fixed, "name"},         {"LOAD_DEREF", Looks::Fixed, "name"},
};

// What the instruction has become in the running code, when that is another form.
Told cache_of(const InstrRow& i) {
  if (i.form_name.empty() || i.form == i.opcode) return {};
  return told(quick_info(i.form).role == QuickRole::Adaptive ? Say::CacheCounts : Say::CacheCuts, {i.form_name});
}

std::string name_at(Reader& reader, const FrameRow& frame, const InstrRow& i) {
  const std::vector<ObjectId> names = reader.tuple_items(reader.memory().read<CodeObject>(frame.code_id).co_names.bits());
  const size_t index = static_cast<size_t>(i.name == "LOAD_GLOBAL" ? i.arg >> 1 : i.arg);
  return index < names.size() ? reader.str(names[index]) : "";
}

void walk_attribute(Reader& reader, ObjectId object, WalkRows& rows) {
  if (!reader.alive(object)) return;
  rows.object = reader.value(object);
  rows.any = true;
  AttributeWalk walk(reader, rows);
  if (rows.operation == "store" || rows.operation == "delete") walk.store(object, rows.operation == "delete");
  else walk.load(object);
}

void walk_fixed(Reader& reader, const FrameRow& frame, const InstrRow& i, WalkRows& rows) {
  const size_t index = static_cast<size_t>(i.arg);
  if (index >= frame.locals.size()) return;
  const LocalRow& local = frame.locals[index];
  rows.name = local.name;
  rows.any = true;
  NameWalk(reader, rows).fixed(local, i.arg, i.name == "LOAD_DEREF");
}

void walk_name(Reader& reader, const FrameRow& frame, const InstrRow& i, WalkRows& rows) {
  rows.any = true;
  NameWalk walk(reader, rows);
  if (rows.operation == "name") walk.load(frame, i);
  else walk.store(frame, i);
}

}  // namespace

WalkRows lookup(const Memory& memory, const FrameRow& frame, const InstrRow& i) {
  Reader reader(memory);
  WalkRows rows;
  for (const Operation& op : kOperations) {
    if (i.name != op.opcode) continue;
    rows.from_step = true;
    rows.operation = op.operation;
    if (op.looks == Looks::Fixed) {
      walk_fixed(reader, frame, i, rows);
      return rows;
    }
    rows.name = name_at(reader, frame, i);
    rows.cache = cache_of(i);
    if (op.looks == Looks::Name) walk_name(reader, frame, i, rows);
    else if (!frame.stack.empty()) walk_attribute(reader, frame.stack.back().value.id, rows);
  }
  return rows;
}

WalkRows lookup(const Memory& memory, ObjectId object, const std::string& name) {
  Reader reader(memory);
  WalkRows rows;
  rows.operation = "load";
  rows.name = name;
  if (!name.empty()) walk_attribute(reader, object, rows);
  return rows;
}

}  // namespace innards::inspect
