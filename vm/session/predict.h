// Prediction: one question about what the instruction at the cursor will do, with the right answer read from the machine
// one step later and wrong answers that each stand for a belief a learner may hold. No graphics: a panel asks and keeps
// the score. It may move the cursor while it looks, but brings it back; it changes nothing else.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/view.h"

namespace innards {

enum class PredictionKind : uint8_t { Top, Refcount, Line, Output, Branch, Depth, kCount };

struct PredictionAnswer {
  Told text;
  Told reply;                              // to a wrong one: where it goes wrong
};

struct Prediction {
  PredictionKind kind = PredictionKind::Top;
  uint64_t step = 0;                       // it is about what this step will do
  InstrRow instruction;
  Told question;
  std::vector<PredictionAnswer> answers;   // in an order that does not give the right one away
  size_t right = 0;                        // its index
  Told because;                            // what happened, from the micro-steps; may be empty
  ObjectId object = 0;                     // the object it is about, or 0
};

// Every question that the step at the cursor allows; none where the step is dull, or nothing is recorded after it.
std::vector<Prediction> predictions_at(View& view);
// One of them, the same each time for the same step: branches and output first, the rest in turn.
std::optional<Prediction> prediction_at(View& view);

// The answer that was typed, as an index into `answers`: by its text in either language, or by the number it begins with.
// answers.size(): none of them.
size_t answer_meant(const Prediction& prediction, std::string_view typed);

// Right answers of a sitting, by kind.
struct PredictionScore {
  struct Count {
    int asked = 0, right = 0;
  };
  std::array<Count, static_cast<size_t>(PredictionKind::kCount)> of;
  void add(PredictionKind kind, bool right);
  Count all() const;
};

}  // namespace innards
