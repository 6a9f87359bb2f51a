// What was typed reaches each frame in order: letters together, keys that act one at a time.
#include <gtest/gtest.h>

#include <string>

#include "typed_queue.h"

namespace innards::ui {
namespace {

using Kind = TypedEvent::Kind;
constexpr int kControl = 341, kReturn = 257;

TypedEvent key(Kind kind, int key) {
  TypedEvent e;
  e.kind = kind;
  e.key = key;
  e.types = key < 256;
  e.modifier = key == kControl;
  return e;
}

void type(TypedQueue& queue, const std::string& letters) {
  for (char c : letters) {
    TypedEvent e;
    e.kind = Kind::Character;
    e.character = static_cast<unsigned char>(c);
    queue.push(key(Kind::Press, c));
    queue.push(e);
    queue.push(key(Kind::Release, c));
  }
}

void tap(TypedQueue& queue, int k) {
  queue.push(key(Kind::Press, k));
  queue.push(key(Kind::Release, k));
}

void tap_with_control(TypedQueue& queue, char letter) {
  queue.push(key(Kind::Press, kControl));
  TypedEvent down = key(Kind::Press, letter);
  down.types = false;
  queue.push(down);
  queue.push(key(Kind::Release, letter));
  queue.push(key(Kind::Release, kControl));
}

// The frames as words: the letters, and the keys that act; '^' where Control is down at the end of the frame's events.
std::string frames(TypedQueue& queue, bool all = false) {
  std::string text;
  bool control = false;
  while (!queue.empty()) {
    for (const TypedEvent& e : queue.take(true, all)) {
      if (e.modifier) control = e.kind == Kind::Press;
      if (e.kind == Kind::Character) text += static_cast<char>(e.character);
      else if (e.kind == Kind::Press && !e.modifier && !e.types) text += e.key == kReturn ? "<Return>" : "<" + std::string(1, static_cast<char>(e.key)) + ">";
    }
    text += control ? "^|" : "|";
  }
  return text;
}

TEST(TypedQueue, LettersComeTogetherAndReturnByItself) {
  TypedQueue queue;
  type(queue, "ab");
  tap(queue, kReturn);
  type(queue, "c");
  EXPECT_EQ(frames(queue), "ab|<Return>|c|");
}

TEST(TypedQueue, AKeyPressedTwiceIsUpInBetween) {
  TypedQueue queue;
  tap(queue, kReturn);
  tap(queue, kReturn);
  EXPECT_EQ(frames(queue), "<Return>||<Return>||");
}

TEST(TypedQueue, ControlIsDownForItsKeyAndForNoLetter) {
  TypedQueue queue;
  type(queue, "x");
  tap_with_control(queue, 'A');
  type(queue, "yz");
  EXPECT_EQ(frames(queue), "x|<A>^|yz|");
}

TEST(TypedQueue, WhereDearImGuiDividesAllComesAtOnce) {
  TypedQueue queue;
  type(queue, "a");
  tap(queue, kReturn);
  type(queue, "b");
  EXPECT_EQ(frames(queue, true), "a<Return>b|");
}

// A command may open a field for what follows: each has a frame of its own, with the letter it types.
TEST(TypedQueue, OutsideAFieldEachCommandHasItsFrame) {
  TypedQueue queue;
  type(queue, "g2");
  std::vector<TypedEvent> all = queue.take(true, true);
  for (TypedEvent& e : all) {
    if (e.kind == Kind::Press) e.command.emplace();
    queue.push(e);
  }
  std::vector<TypedEvent> first = queue.take(false, false);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[1].character, static_cast<unsigned>('g'));
  // The field that it opened has the rest.
  EXPECT_EQ(frames(queue), "2|");
}

}  // namespace
}  // namespace innards::ui
