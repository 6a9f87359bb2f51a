// What the makers of predictions look at: the moment before a step, the moment after it, and the words they use. Not for
// includes outside vm/session/predict*.cpp.
#pragma once

#include <initializer_list>

#include "inspect/told.h"
#include "session/predict.h"

namespace innards::predict {

enum class Say {
#define PREDICT(Name, english, chinese) Name,
#include "session/predict_texts.def"
#undef PREDICT
};
Told told(Say what, std::initializer_list<std::string> parts = {});
// A text that is the same in every language.
inline Told plain(const std::string& text) { return {text, text}; }

struct Look {
  Moment now, next;                        // their frames are not empty
  StepRow step;
  std::vector<InstrRow> instructions;      // of the code that runs now
  std::vector<OutputRow> output;
  std::vector<std::string> lines;          // of the file that runs now
  const FrameRow& frame() const { return now.frames.back(); }
  const FrameRow& frame_after() const { return next.frames.back(); }
  const InstrRow& instruction() const { return step.instruction; }
  bool happened(const char* event) const;  // in this step, by its name in events.def
  bool raised() const { return happened("unwind") || happened("handle"); }
  // The frame that runs now runs on, and nothing was raised.
  bool same_frame() const;
  // The n-th value from the top of the stack now, or an empty row.
  const ValueRow& from_top(size_t n) const;
};

// A question with room for answers. Wrong ones that say the same as another answer are not taken, nor more than three.
class Maker {
 public:
  Maker(const Look& look, PredictionKind kind, Told question, Told right);
  void wrong(const Told& text, Say reply, std::initializer_list<std::string> parts = {});
  void wrong(const ValueRow& value, Say reply) { if (value.id || value.text == "NULL") wrong(plain(value.text), reply); }
  void wrong(int64_t number, Say reply) { if (number >= 0) wrong(plain(std::to_string(number)), reply); }
  void because(Told text) { made_.because = std::move(text); }
  void about(ObjectId object) { made_.object = object; }
  // In the order of the texts; as they were given; or by numbers.
  enum class Order { Mixed, Given, Number };
  // Adds it to `out`, unless it has no wrong answer.
  void finish(std::vector<Prediction>& out, Order order);

 private:
  Prediction made_;
};

// The top of the stack after the step (predict_top.cpp).
void ask_top(const Look& look, std::vector<Prediction>& out);

}  // namespace innards::predict
