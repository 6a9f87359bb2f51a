// Who holds the selected object: asked when it is first to be seen at a moment, for it looks at every object that there is.
#pragma once

#include <vector>

#include "context.h"

namespace innards::ui {

const std::vector<HolderRow>& asked_holders(Ui& ui);

}  // namespace innards::ui
