#include "kit/zoomed.h"

#include "kit/draw.h"

namespace innards::ui {

Zoomed::Zoomed(float zoom) : scale_(px_scale()) {
  set_px_scale(scale_ * zoom);
  set_font_zoom(zoom);
}

Zoomed::~Zoomed() {
  set_px_scale(scale_);
  set_font_zoom(1);
}

}  // namespace innards::ui
