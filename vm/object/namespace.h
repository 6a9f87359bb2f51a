// types.SimpleNamespace (Objects/namespaceobject.c).
#pragma once

#include "object/object.h"

namespace innards {

struct NamespaceObject : Object {
  Ptr<Object> ns_dict;
};
// A namespace with the items of `kwds` (a dict or null). _PyNamespace_New
Object* namespace_new(Object* kwds);

}  // namespace innards
