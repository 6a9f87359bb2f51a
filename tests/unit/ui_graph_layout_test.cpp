// The laws of the object graph's layout: boxes do not overlap, arrows do not cross boxes, what need not move does not.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "model/graph_layout.h"

using namespace innards::ui;

namespace {

std::vector<GraphBox> random_graph(unsigned seed, int n) {
  std::mt19937 random(seed);
  std::vector<GraphBox> boxes;
  for (int i = 0; i < n; ++i) {
    GraphBox b;
    b.id = 100 + i;
    b.root = i < 3;
    int slots = 1 + random() % 5;
    b.w = 80 + random() % 60;
    b.h = 22 + slots * 18;
    for (int s = 0; s < slots; ++s) {
      if (random() % 3) b.ports.push_back({22.f + s * 18 + 9, 103 + random() % (n - 3), s});
    }
    boxes.push_back(b);
  }
  return boxes;
}

// As expect_laws, but quick enough for thousands: only boxes of one column can overlap.
void expect_apart(std::vector<GraphBox> boxes) {
  std::sort(boxes.begin(), boxes.end(), [](const GraphBox& a, const GraphBox& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  size_t overlaps = 0;
  float right = -1, last_x = -1, last_right = -1;   // of the columns before, and of this one
  for (size_t i = 0; i < boxes.size(); ++i) {
    const GraphBox& b = boxes[i];
    if (b.x != last_x) right = std::max(right, last_right), last_x = b.x, last_right = -1;
    else overlaps += boxes[i - 1].y + boxes[i - 1].h > b.y;
    overlaps += b.x < right;
    last_right = std::max(last_right, b.x + b.w);
  }
  EXPECT_EQ(overlaps, 0u);
}

// A tree of `n` boxes, two to each, and a box that all leaves refer to.
std::vector<GraphBox> big_tree(int n) {
  std::vector<GraphBox> boxes(static_cast<size_t>(n));
  for (int i = 0; i < n; ++i) {
    GraphBox& b = boxes[static_cast<size_t>(i)];
    b.id = 1000 + static_cast<uint64_t>(i);
    b.w = static_cast<float>(80 + i % 7 * 10);
    b.root = i == 0;
    for (int k = 0; k < 3; ++k) {
      const int to = k == 2 ? n - 1 : 2 * i + 1 + k;
      if (to < n && (k < 2 || 2 * i + 1 >= n)) b.ports.push_back({static_cast<float>(31 + 18 * k), 1000 + static_cast<uint64_t>(to), k});
    }
    b.h = 22 + 18.f * static_cast<float>(b.ports.size());
  }
  return boxes;
}

GraphSpacing screen() {
  GraphSpacing s;
  s.max_height = 700;
  return s;
}

// No line of an arrow runs through a box that is not one of its own.
void expect_ways_are_free(const std::vector<GraphBox>& boxes, const GraphLayout& layout) {
  size_t crossings = 0;
  for (const GraphArrow& arrow : layout.arrows()) {
    for (size_t i = 0; i + 1 < arrow.points.size(); ++i) {
      const GraphPoint p = arrow.points[i], q = arrow.points[i + 1];
      EXPECT_TRUE(p.x == q.x || p.y == q.y);
      for (const GraphBox& b : boxes)
        crossings += std::max(p.x, q.x) > b.x + 0.01f && std::min(p.x, q.x) < b.x + b.w - 0.01f && std::max(p.y, q.y) > b.y + 0.01f && std::min(p.y, q.y) < b.y + b.h - 0.01f;
    }
  }
  EXPECT_EQ(crossings, 0u);
}

void expect_laws(const std::vector<GraphBox>& boxes, const GraphLayout& layout) {
  for (const GraphBox& a : boxes) {
    for (const GraphBox& b : boxes) {
      if (a.id >= b.id) continue;
      bool apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
      EXPECT_TRUE(apart) << a.id << " and " << b.id << " overlap";
    }
  }
  for (const GraphArrow& arrow : layout.arrows()) {
    for (size_t i = 0; i + 1 < arrow.points.size(); ++i) {
      GraphPoint p = arrow.points[i], q = arrow.points[i + 1];
      EXPECT_TRUE(p.x == q.x || p.y == q.y) << "a slanted line from " << arrow.from << " to " << arrow.to;
      for (const GraphBox& b : boxes) {
        bool crosses = std::max(p.x, q.x) > b.x + 0.01f && std::min(p.x, q.x) < b.x + b.w - 0.01f && std::max(p.y, q.y) > b.y + 0.01f && std::min(p.y, q.y) < b.y + b.h - 0.01f;
        EXPECT_FALSE(crosses) << arrow.from << " -> " << arrow.to << " runs through " << b.id;
      }
    }
  }
}

}  // namespace

TEST(GraphLayout, LawsHoldOnRandomGraphs) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    auto boxes = random_graph(seed, 4 + seed);
    GraphLayout layout;
    GraphSpacing s;
    s.max_height = seed % 2 ? 400 : 0;
    layout.place(boxes, s);
    expect_laws(boxes, layout);
  }
}

TEST(GraphLayout, WhatStaysKeepsItsPlace) {
  GraphLayout layout;
  auto boxes = random_graph(7, 20);
  layout.place(boxes, {});
  auto before = boxes;
  // One box more, referred to by the first frame; nothing else changes.
  GraphBox extra;
  extra.id = 999;
  extra.w = 90;
  extra.h = 40;
  boxes[0].ports.push_back({5, 999, 0});
  boxes.push_back(extra);
  layout.place(boxes, {});
  expect_laws(boxes, layout);
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].y, boxes[i].y);
    EXPECT_EQ(before[i].column, boxes[i].column);
  }
  // And one less: the others still stand where they stood.
  boxes.erase(boxes.begin() + 10);
  auto middle = boxes;
  layout.place(boxes, {});
  for (size_t i = 0; i < middle.size(); ++i) EXPECT_EQ(middle[i].y, boxes[i].y);
}

TEST(GraphLayout, AGrownBoxPushesOnlyWhatItReaches) {
  GraphLayout layout;
  std::vector<GraphBox> boxes(4);
  for (int i = 0; i < 4; ++i) boxes[i].id = i + 1, boxes[i].w = 50, boxes[i].h = 30;
  boxes[0].root = true;
  boxes[0].h = 200;
  boxes[0].ports = {{10, 2, 0}, {60, 3, 0}, {150, 4, 0}};
  layout.place(boxes, {});
  auto before = boxes;
  boxes[1].h = 70;
  layout.place(boxes, {});
  EXPECT_EQ(before[1].y, boxes[1].y);
  EXPECT_GT(boxes[2].y, before[2].y);
  EXPECT_EQ(before[3].y, boxes[3].y);
}

TEST(GraphLayout, FiveThousandBoxesStandApartAndFitAScreen) {
  std::vector<GraphBox> boxes = big_tree(5000);
  GraphLayout layout;
  layout.place(boxes, screen());
  expect_apart(boxes);
  EXPECT_LT(layout.work(), 5000u * 1500);
  // Neither a tower nor a ribbon.
  EXPECT_LT(layout.width(), 6 * layout.height());
  EXPECT_LT(layout.height(), 4 * layout.width());
}

TEST(GraphLayout, AStepAtFiveThousandBoxesMovesNoneOfThemAndCostsLittle) {
  std::vector<GraphBox> boxes = big_tree(5000);
  GraphLayout layout;
  layout.place(boxes, screen());
  for (int step = 0; step < 20; ++step) {
    const std::vector<GraphBox> before = boxes;
    // The last but one goes, another comes, where a box in the middle refers to it.
    boxes.erase(boxes.end() - 2);
    GraphBox extra = before[10];
    extra.id = 100000 + static_cast<uint64_t>(step);
    extra.ports.clear();
    boxes[static_cast<size_t>(100 + step)].ports.push_back({9, extra.id, 7});
    boxes.push_back(extra);
    const uint64_t work = layout.work();
    layout.place(boxes, screen());
    EXPECT_LT(layout.work() - work, 6000u);
    size_t moved = 0;
    for (size_t i = 0; i + 2 < before.size(); ++i) moved += boxes[i].y != before[i].y || boxes[i].column != before[i].column;
    EXPECT_EQ(moved, 0u);
    expect_apart(boxes);
  }
}

TEST(GraphLayout, OfManyBoxesTheArrowsThatAreSeenGoAroundBoxes) {
  std::vector<GraphBox> boxes = big_tree(5000);
  GraphLayout layout;
  layout.place(boxes, screen());
  EXPECT_TRUE(layout.arrows().empty());
  std::vector<int> shown;
  for (int i = 0; i < 60; ++i) shown.push_back(i * 37);
  const std::vector<GraphBox> before = boxes;
  layout.route(boxes, shown, screen());
  EXPECT_GE(layout.arrows().size(), 120u);
  EXPECT_EQ(layout.unrouted(), 0u);
  expect_ways_are_free(boxes, layout);
  const size_t all = layout.arrows().size();
  layout.route(boxes, shown, screen(), 50);
  EXPECT_EQ(layout.arrows().size(), 50u);
  EXPECT_EQ(layout.unrouted(), all - 50);
}

TEST(GraphLayout, FromFewToManyNothingMoves) {
  GraphLayout layout;
  std::vector<GraphBox> few = big_tree(390);
  layout.place(few, screen());
  std::vector<GraphBox> many = few;
  for (uint64_t i = 0; i < 500; ++i) {
    GraphBox extra;
    extra.id = 50000 + i;
    extra.w = 90;
    extra.h = 40;
    many[i % few.size()].ports.push_back({15, extra.id, 9});
    many.push_back(extra);
  }
  layout.place(many, screen());
  for (size_t i = 0; i < few.size(); ++i) EXPECT_TRUE(few[i].y == many[i].y && few[i].column == many[i].column) << i;
  expect_apart(many);
}
