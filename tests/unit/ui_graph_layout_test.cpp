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
