// What is compared: a remembered moment with the cursor's, and a program that stands beside the one looked at. Apart from
// the panels because commands step both programs, and work goes on between frames.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "context.h"
#include "session/compare.h"

namespace innards::ui {

struct CompareState {
  std::optional<uint64_t> remembered;
  // what was compared last
  CompareRows rows;
  uint64_t compared = UINT64_MAX, with = UINT64_MAX;
};

struct BesideState {
  std::unique_ptr<Session> session;
  std::string title;
  std::unique_ptr<Search> search;          // where it goes when it is over
  BesideRows rows;
  uint64_t left = UINT64_MAX, right = UINT64_MAX, right_last = UINT64_MAX;   // the cursors that `rows` are for
  const View* of = nullptr;                // and the view on the left
  // the two columns of instructions, left and right: each is scrolled to its own cursor
  uint64_t followed[2] = {UINT64_MAX, UINT64_MAX};   // the cursors they were scrolled for
  float scroll[2] = {0, 0}, wheeled[2] = {0, 0};     // where they stand; how far the other was scrolled by hand
};

// Remembers the moment at the cursor.
void remember_moment(Ui& ui);
// Goes to the remembered moment and remembers the one left, so that both can be looked at in turn.
void swap_moments(Ui& ui);
// Another run is looked at: its moments are others.
void forget_moments(Ui& ui);

// Takes a program beside the one looked at; null closes it.
void put_beside(Ui& ui, std::unique_ptr<Session> session);
// Moves the program beside as the one looked at is moved: one instruction, or the way given.
void step_beside(Ui& ui, Direction direction);
void move_beside(Ui& ui, const Move& move);
// One slice of its recording and search. False when there is nothing to do.
bool work_beside(Ui& ui, double milliseconds);
bool beside_is_busy(const Ui& ui);

}  // namespace innards::ui
