// What a program is given from outside, typed by a person: the box with its arguments and input, and the box in which an
// answer given earlier is changed. Apart from the console, which only shows what was read and takes the next line.
#pragma once

#include <string>
#include <vector>

#include "context.h"

namespace innards::ui {

// Both open their box, or say why there is nothing to change.
void open_inputs_box(Ui& ui);
void open_answer_box(Ui& ui);
// The same for one answer, from 0.
void open_answer_box(Ui& ui, size_t answer);

void draw_inputs_box(Ui& ui);
void draw_answer_box(Ui& ui);

// What was written to stdout since the last end of line before row `at` of the output: the question that it answers.
std::string prompt_before(const std::vector<OutputRow>& output, size_t at);

// What the program was given, in one line; empty when it was given nothing.
std::string given_text(const Ui& ui);
// The open box as text, for the transcript; empty when none is open.
std::string boxes_text(Ui& ui);

}  // namespace innards::ui
