#include "builtin/ast_read.h"

#include "builtin/ast_classes.h"
#include "heap/heap.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/tree_tape.h"

namespace innards {

using ast::Family;
using ast::Field;
using ast::FieldType;
using NodeKind = ast::Kind;

namespace {

// What a RecursionError says of a kind.
const char* traversing(NodeKind kind) {
  static const char* const texts[] = {
#define NODE(Base, Name, printed, fields, sentence) " while traversing '" printed "' node",
#include "syntax/nodes.def"
  };
  return texts[static_cast<int>(kind)];
}

const char* traversing(Family family) {
  static const char* const texts[] = {" while traversing 'mod' node", " while traversing 'stmt' node", " while traversing 'expr' node",
                                      " while traversing 'excepthandler' node", " while traversing 'pattern' node",
                                      " while traversing 'type_ignore' node"};
  return texts[static_cast<int>(family)];
}

// Writes one tree. All it holds lies in the arena; every function gives false with an error set.
class TapeWriter {
 public:
  explicit TapeWriter(Object* tape) : tape_(tape) {}

  bool start() { return add(none()); }
  bool child(Object* o, Family family, NodeKind kind) {
    if (++depth_ > deepest_) deepest_ = depth_;
    const bool ok = family == Family::Alone ? alone(o, kind) : member(o, family);
    --depth_;
    return ok;
  }
  // The first word: how deep the tree is.
  bool finish() { return put(0, int_from_i64(deepest_)); }

 private:
  bool add(Object* word) { return list_append(tape_, word) == 0; }
  bool add_number(int64_t value) {
    Object* word = int_from_i64(value);
    return word && list_append_take_ref(static_cast<ListObject*>(tape_), word) == 0;
  }
  bool put(int64_t at, Object* stolen) { return stolen && list_set_item(tape_, at, stolen) == 0; }

  // The attribute, or null in *value where there is none.
  bool attribute(Object* o, const char* name, Ref<>* value) {
    Ref<> key(str_intern(name));
    Object* found = nullptr;
    if (!key || object_lookup_attr(o, key, &found) < 0) return false;
    value->reset(found);
    return true;
  }

  bool missing(const char* name, const char* owner) { return err_format(ExcTypeError, "required field \"%s\" missing from %s", name, owner); }

  bool add_int(Object* o) {
    if (!int_check(o)) return err_format(ExcValueError, "invalid integer value: %R", o);
    const int value = int_as_int(o);
    return (value != -1 || !err_occurred()) && add_number(value);
  }

  // ---- positions

  bool required_place(Object* o, const char* name, const char* owner, const char* where) {
    Ref<> value;
    if (!attribute(o, name, &value)) return false;
    if (!value) return missing(name, owner);
    if (enter_recursive_call(where)) return false;
    const bool ok = add_int(value);
    leave_recursive_call();
    return ok;
  }

  // An end that is not told is where the node begins.
  bool optional_place(Object* o, const char* name, const char* where) {
    Ref<> value;
    if (!attribute(o, name, &value)) return false;
    if (!value || is_none(value)) return add(list_item_at(tape_, list_size_of(tape_) - 2));
    if (enter_recursive_call(where)) return false;
    const bool ok = add_int(value);
    leave_recursive_call();
    return ok;
  }

  bool places(Object* o, const char* owner, const char* where, bool needs_end) {
    if (!required_place(o, "lineno", owner, where) || !required_place(o, "col_offset", owner, where)) return false;
    if (needs_end) return required_place(o, "end_lineno", owner, where) && required_place(o, "end_col_offset", owner, where);
    return optional_place(o, "end_lineno", where) && optional_place(o, "end_col_offset", where);
  }

  // ---- nodes

  bool alone(Object* o, NodeKind kind) {
    if (!add_number(static_cast<int>(kind))) return false;
    const char* empty = nullptr;
    if (!fields(o, kind, &empty)) return false;
    if (has_position(kind) && !places(o, kind_name(kind), traversing(kind), false)) return false;
    return not_empty(kind, empty);
  }

  bool member(Object* o, Family family) {
    if (is_none(o)) return add(o);
    const int64_t kind_at = list_size_of(tape_);
    if (!add(none())) return false;
    if (family != Family::Mod && family != Family::TypeIgnore && !places(o, family_name(family), traversing(family), family == Family::Pattern))
      return false;
    NodeKind kind;
    if (!find_kind(o, family, &kind) || !put(kind_at, int_from_i64(static_cast<int>(kind)))) return false;
    const char* empty = nullptr;
    return fields(o, kind, &empty) && not_empty(kind, empty);
  }

  bool find_kind(Object* o, Family family, NodeKind* kind) {
    for (int k = 0; k < ast::kKinds; ++k) {
      *kind = static_cast<NodeKind>(k);
      if (family_of(*kind) != family) continue;
      const int is = object_is_instance(o, ast_class(*kind));
      if (is) return is > 0;
    }
    return unexpected(o, family_name(family));
  }

  bool unexpected(Object* o, const char* what) { return err_format(ExcTypeError, "expected some sort of %s, but got %R", what, o); }

  // A field that is None although it may not be is only told when all fields have been read.
  bool not_empty(NodeKind kind, const char* empty) {
    return !empty || err_format(ExcValueError, "field '%s' is required for %s", empty, kind_name(kind));
  }

  // ---- fields

  // *empty becomes the first field that is None and may not be.
  bool fields(Object* o, NodeKind kind, const char** empty) {
    for (const Field& f : fields_of(kind))
      if (!field(o, kind, f, empty)) return false;
    return true;
  }

  bool field(Object* o, NodeKind owner, const Field& f, const char** empty) {
    Ref<> value;
    if (!attribute(o, f.name, &value)) return false;
    if (!value && !f.optional) return missing(f.name, kind_name(owner));
    if (f.optional && (!value || is_none(value))) return f.type == FieldType::kInt ? add_number(0) : add(none());
    if (f.type == FieldType::kChildSeq || f.type == FieldType::kIdentifierSeq || f.type == FieldType::kCompareOperators)
      return list(value, owner, f);
    const bool can_be_empty = f.type == FieldType::kIdentifier || (f.type == FieldType::kChild && f.family != Family::Alone);
    if (can_be_empty && is_none(value) && !*empty) *empty = f.name;
    return one(value, owner, f);
  }

  bool one(Object* value, NodeKind owner, const Field& f) {
    if (enter_recursive_call(traversing(owner))) return false;
    const bool ok = word(value, f);
    leave_recursive_call();
    return ok;
  }

  bool word(Object* value, const Field& f) {
    switch (f.type) {
      case FieldType::kIdentifier: case FieldType::kIdentifierOptional: case FieldType::kIdentifierSeq:
        if (!str_check_exact(value) && !is_none(value)) return err_format(ExcTypeError, "AST identifier must be of type str");
        return add(value);
      case FieldType::kTextOptional:
        if (!str_check_exact(value) && !bytes_check_exact(value)) return err_format(ExcTypeError, "AST string must be of type str");
        return add(value);
      case FieldType::kInt: return add_int(value);
      case FieldType::kConstant: return add(value);
      case FieldType::kChild: case FieldType::kChildOptional: case FieldType::kChildSeq: return child(value, f.family, f.kind);
      default: return enumeration(value, f.type);
    }
  }

  bool enumeration(Object* o, FieldType type) {
    const ast::Enumeration& e = enumeration_of(type);
    for (int i = 0; i < e.count; ++i) {
      const int is = object_is_instance(o, ast_member_class(type, i));
      if (is) return is > 0 && add_number(i);
    }
    return unexpected(o, e.name);
  }

  bool list(Object* items, NodeKind owner, const Field& f) {
    if (!list_check(items))
      return err_format(ExcTypeError, "%s field \"%s\" must be a list, not a %.200s", kind_name(owner), f.name, type_of(items)->tp_name.get());
    const int64_t n = list_size_of(items);
    if (!add_number(n)) return false;
    for (int64_t i = 0; i < n; ++i) {
      Ref<> item(new_ref(list_item_at(items, i)));
      if (!one(item, owner, f)) return false;
      if (list_size_of(items) != n)
        return err_format(ExcRuntimeError, "%s field \"%s\" changed size during iteration", kind_name(owner), f.name);
    }
    return true;
  }

  Object* tape_;
  int depth_ = 0, deepest_ = 0;
};

NodeKind root_kind(CodeMode mode) {
  return mode == CodeMode::Exec ? NodeKind::Module : mode == CodeMode::Eval ? NodeKind::Expression : NodeKind::Interactive;
}

}  // namespace

int ast_check(Object* o) { return ast_classes_made() ? object_is_instance(o, ast_root_class()) : 0; }

Object* tape_of_nodes(Object* root, CodeMode mode) {
  const NodeKind wanted = root_kind(mode);
  const int is = object_is_instance(root, ast_class(wanted));
  if (is < 0) return nullptr;
  if (!is) return err_format(ExcTypeError, "expected %s node, got %.400s", kind_name(wanted), type_name(type_of(root)));
  Ref<> tape(list_new(0));
  if (!tape) return nullptr;
  gc_untrack(tape);  // no program may find it
  TapeWriter writer(tape);
  return writer.start() && writer.child(root, Family::Mod, wanted) && writer.finish() ? tape.release() : nullptr;
}

}  // namespace innards
