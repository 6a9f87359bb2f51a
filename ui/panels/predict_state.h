// Where a learner stands in predict mode. Apart from the panel because commands, and panels that would give the answer
// away, ask about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "session/predict.h"

namespace innards::ui {

struct PredictState {
  bool on = false;
  uint64_t asked_at = UINT64_MAX;        // the cursor that `question` was made for
  std::optional<Prediction> question;    // open; nothing where nothing is asked
  std::string typed;
  // the step before
  std::optional<Prediction> answered;
  size_t given = 0;                      // answers.size(): none of the answers offered
  std::string given_text;
  std::vector<PathValue> marks;          // what the explanation speaks of: the last ones of Ui::marks while the cursor is there
  uint64_t marked_at = UINT64_MAX;
  std::vector<uint64_t> done;            // steps that were answered in this run: they are not asked again
  PredictionScore score;                 // of the sitting
};

inline bool predicting(const Ui& ui) { return ui.predict && ui.predict->on; }
// Turns predict mode on or off.
void toggle_predictions(Ui& ui);
// Makes the question of the cursor, when the mode is on and it has none yet.
void ask_prediction(Ui& ui);
// A question waits for its answer: what the step will do must not be shown.
bool prediction_open(const Ui& ui);
// Answers it: the answer is judged and the step made.
void prediction_choose(Ui& ui, size_t option);
void prediction_type(Ui& ui, const std::string& answer);
// Another run is looked at: its questions are new. The score stays.
void forget_predictions(Ui& ui);

}  // namespace innards::ui
