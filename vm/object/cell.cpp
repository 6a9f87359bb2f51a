// Cells. Follows Objects/cellobject.c.
#include "object/cell.h"

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

Object* cell_new(Object* value) {
  auto* cell = gc_new_as<CellObject>(TypeCell);
  if (!cell) return err_no_memory();
  cell->ob_ref = xnew_ref(value);
  gc_track(cell);
  return cell;
}

Object* cell_get(Object* cell) { return xnew_ref(static_cast<CellObject*>(cell)->ob_ref.get()); }

int cell_set(Object* cell, Object* value) {
  auto* c = static_cast<CellObject*>(cell);
  Object* old = c->ob_ref;
  c->ob_ref = xnew_ref(value);
  xdecref(old);
  return 0;
}

namespace {

CellObject* self_of(Object* o) { return static_cast<CellObject*>(o); }

Object* cell_tp_new(TypeObject*, Object* args, Object* kwargs) {
  Object* value = nullptr;
  if (!args_no_keywords("cell", kwargs) || !args_unpack_tuple(args, "cell", 0, 1, &value)) return nullptr;
  return cell_new(value);
}
void cell_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(self_of(o)->ob_ref);
  gc_del(o);
}
int cell_traverse(Object* o, visitproc* visit, void* arg) {
  Object* v = self_of(o)->ob_ref;
  return v ? visit(v, arg) : 0;
}
int cell_clear(Object* o) {
  clear_ref(self_of(o)->ob_ref);
  return 0;
}
Object* cell_repr(Object* o) {
  Object* v = self_of(o)->ob_ref;
  if (!v) return str_from_format("<cell at %p: empty>", o);
  return str_from_format("<cell at %p: %.80s object at %p>", o, v->ob_type->tp_name.get(), v);
}
Object* cell_richcompare(Object* a, Object* b, int op) {
  if (!cell_check(a) || !cell_check(b)) return new_not_implemented();
  Object* x = self_of(a)->ob_ref;
  Object* y = self_of(b)->ob_ref;
  if (x && y) return object_rich_compare(x, y, op);
  int p = y == nullptr, q = x == nullptr;
  bool r = op == kLT ? p < q : op == kLE ? p <= q : op == kEQ ? p == q : op == kNE ? p != q : op == kGT ? p > q : p >= q;
  return bool_from(r);
}
Object* get_contents(Object* o, void*) {
  Object* v = self_of(o)->ob_ref;
  if (!v) {
    err_set_string(ExcValueError, "Cell is empty");
    return nullptr;
  }
  return new_ref(v);
}
int set_contents(Object* o, Object* value, void*) { return cell_set(o, value); }

const GetSetDef kGetSets[] = {
    {"cell_contents", get_contents, set_contents, "The value in the cell."},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_Cell_type(TypeObject* t) {
  t->tp_basicsize = sizeof(CellObject);
  t->tp_dealloc = cell_dealloc;
  t->tp_repr = cell_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  type_set_doc(t, "cell([contents])\n--\n\nA box for a variable that functions share.");
  t->tp_traverse = cell_traverse;
  t->tp_clear = cell_clear;
  t->tp_richcompare = cell_richcompare;
  t->tp_new = cell_tp_new;
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
