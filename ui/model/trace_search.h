// Stepping in an opened trace, where there is no machine to ask: line, call and frame are read off one moment after the
// other, in slices. Apart from the session's searches because it needs nothing but a View.
#pragma once

#include <memory>

#include "session/session.h"

namespace innards::ui {

// A trace has no breakpoints: that way goes to its end or start.
std::unique_ptr<Search> search_trace(View& view, const Move& move);

}  // namespace innards::ui
