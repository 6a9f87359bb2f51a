// Warnings: which are shown, once or always, or raised. It stands apart from run/errors.h, whose err_warn_* most natives
// call, because the _warnings module and the compiler's warnings need its parts. CPython: Python/_warnings.c.
#pragma once

#include "object/object.h"

namespace innards {

struct WarningPlace {
  Object* filename;          // a str
  int line;
  Object* module = nullptr;  // a str; null: made of the filename
  Object* registry = nullptr;  // a dict that remembers what was shown; null or None: nothing is remembered
};

// Treats a warning by the filters of the warnings module (or the default ones while it has not been imported). `message`
// is a text or an instance of Warning. 0, or -1 with an error: the warning itself where a filter says so.
int warn_explicit(Object* category, Object* message, const WarningPlace& place, Object* source);
// The same at the place `stack_level` frames up (1: the running one).
int warn_at_level(Object* category, Object* message, int64_t stack_level, Object* source);

// What the _warnings module starts with: the list of filters, the registry of "once", the default action. Borrowed, or
// null with an error.
Object* warnings_filters();
Object* warnings_once_registry();
Object* warnings_default_action();
// The filters have changed: registries are to be forgotten.
void warnings_filters_mutated();

}  // namespace innards
