// The running context of contextvars. It stands apart because threads switch it; its values are contextvars_module.cpp's.
#pragma once

#include "object/object.h"

namespace innards {

// Makes `context` (null: a new one when needed) the running one, and returns the one that was. References are handed over.
Object* context_switch(Object* context);

}  // namespace innards
