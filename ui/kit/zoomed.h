// Zoomed: while it lives, everything that is measured in the design's pixels and every text is so many times as large. It
// stands apart because only a panel that zooms what it draws needs it; the size the user has chosen is not its business.
#pragma once

namespace innards::ui {

class Zoomed {
 public:
  explicit Zoomed(float zoom);
  ~Zoomed();
  Zoomed(const Zoomed&) = delete;

 private:
  const float scale_;   // before it
};

}  // namespace innards::ui
