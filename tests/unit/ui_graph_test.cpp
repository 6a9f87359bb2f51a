// The graph of many objects: every one has a box, a step moves none that it need not move, what is kept of boxes never
// shows, and at every distance the picture is in order.
#include <gtest/gtest.h>

#include <algorithm>

#include "panels/graph_scene.h"
#include "recorded.h"
#include "session/session.h"
#include "ui_headless.h"
#include "ui_seen.h"

namespace innards::ui {
namespace {

// A tree of many nodes with a list each, that loses and gains some later on.
std::string tree_program(int nodes) {
  return "class Node:\n"
         "    def __init__(self, n):\n"
         "        self.n = [n]\n"
         "        self.left = Node(2 * n) if 2 * n < " + std::to_string(nodes) + " else None\n"
         "        self.right = Node(2 * n + 1) if 2 * n + 1 < " + std::to_string(nodes) + " else None\n"
         "root = Node(1)\n"
         "shared = ['held by many']\n"
         "holders = [[shared] for n in range(50)]\n"
         "for n in range(5):\n"
         "    root.n.append([n])\n"
         "    del holders[-1]\n"
         "    last = {'n': holders[n]}\n"
         "root.left = None\n"
         "end = 1\n";
}

class UiGraph : public testing::Test {
 protected:
  void open(int nodes) {
    session_ = recorded(tree_program(nodes));
    ASSERT_NE(session_, nullptr);
    h_.ui.view = h_.ui.session = session_.get();
    bring_up(h_.ui.layout, Panel::Objects);
    h_.ui.layout.maximised = Panel::Objects;
    go(*session_, "line 10 hit 2");
    h_.frames(3);
  }
  void TearDown() override {
    h_.ui.forget_questions();
    h_.ui.view = nullptr;
    h_.ui.session = nullptr;
  }
  GraphScene& scene() { return *h_.ui.scene; }

  HeadlessScreen h_;
  std::unique_ptr<Session> session_;
};

// What can be seen of a box.
std::string text_of(const Box& b) {
  std::string out = b.title + "|" + b.note + "|" + std::to_string(static_cast<int>(b.change)) + std::to_string(static_cast<int>(b.refs_change)) + (b.garbage ? "g" : "") + (b.open ? "o" : "") + " x" + std::to_string(b.value.is_static ? -1 : b.value.refcount) + " " + std::to_string(b.more) + " " + std::to_string(b.shape.w) + "/" + std::to_string(b.shape.h) + "\n";
  for (const BoxRow& r : b.rows) out += "  " + r.label + (r.arrow ? " -> " : " = ") + r.value.text + " " + std::to_string(static_cast<int>(r.change)) + (r.base ? " base" : "") + "\n";
  for (const GraphPort& p : b.shape.ports) out += " " + std::to_string(p.target) + "@" + std::to_string(p.y);
  return out;
}

TEST_F(UiGraph, EveryObjectHasABox) {
  open(500);
  EXPECT_GT(scene().boxes.size(), 1000u);
  EXPECT_EQ(scene().boxes.size(), scene().places.size());
  const std::string twin = panel_text(h_.ui, Panel::Objects);
  size_t nodes = 0;
  for (size_t at = twin.find("\n  Node #"); at != std::string::npos; at = twin.find("\n  Node #", at + 1)) ++nodes;
  EXPECT_EQ(nodes, 500u);   // and their class
}

TEST_F(UiGraph, AStepMovesNoBoxOfMany) {
  open(500);
  for (int i = 0; i < 40; ++i) {
    std::unordered_map<uint64_t, GraphBox> before;
    for (const GraphBox& b : scene().places) before[b.id] = b;
    session_->step(i < 25 ? Direction::Forward : Direction::Back);
    h_.frame();
    size_t moved = 0, stayed = 0;
    bool grown = false;   // a box that has become taller may push down what stands below it
    for (const GraphBox& b : scene().places) {
      const auto was = before.find(b.id);
      if (was == before.end()) continue;
      grown |= b.h > was->second.h;
      ++stayed;
      moved += b.y != was->second.y || b.column != was->second.column;
    }
    EXPECT_GT(stayed, 1000u);
    EXPECT_LE(moved, grown ? 60u : 0u) << "at step " << session_->cursor();
  }
}

TEST_F(UiGraph, BoxesThatAreKeptAreThoseMadeAnew) {
  open(60);
  go(*session_, "line 7");
  const uint64_t from = session_->cursor();
  for (uint64_t step = from; step <= session_->last_step(); ++step) {
    session_->seek(step);
    h_.frame();
    const std::vector<SharedBox> anew = BoxMaker().make(h_.ui, true);
    if (anew.empty()) continue;
    ASSERT_EQ(scene().boxes.size(), anew.size()) << "at step " << step;
    for (size_t i = 0; i < anew.size(); ++i) ASSERT_EQ(text_of(*scene().boxes[i]), text_of(*anew[i])) << "at step " << step;
  }
}

TEST_F(UiGraph, AllOfItCanBeSeenAtOnceAndItsOwnSizeAgain) {
  open(500);
  h_.press("W");
  EXPECT_LT(scene().zoom, 0.5f);
  EXPECT_LE(h_.ui.graph.width() * scene().zoom, scene().width);
  EXPECT_LE(h_.ui.graph.height() * scene().zoom, scene().height);
  h_.press("W");
  EXPECT_EQ(scene().zoom, 1);
  h_.press("V");
  EXPECT_GT(scene().zoom, 1);
  h_.press("V", false, true);
  EXPECT_EQ(scene().zoom, 1);
}

TEST_F(UiGraph, TheWheelZoomsAroundTheMouse) {
  open(500);
  h_.ui.graph_x = h_.ui.graph_y = -300;
  h_.frame();
  feed_mouse_position(700, 500);
  h_.frame();
  const float before = (700 - h_.ui.graph_x) / scene().zoom;
  ImGui::GetIO().KeyCtrl = true;
  feed_mouse_wheel(1);
  h_.frame();
  ImGui::GetIO().KeyCtrl = false;
  EXPECT_GT(scene().zoom, 1);
  EXPECT_NEAR((700 - h_.ui.graph_x) / scene().zoom, before, 20);   // the margin does not grow
}

TEST_F(UiGraph, AtEveryDistanceThePictureIsInOrder) {
  open(500);
  for (Language language : {Language::English, Language::Chinese}) {
    h_.ui.settings.language = language;
    for (float zoom : {2.f, 1.f, 0.8f, 0.6f, 0.45f, 0.2f, 0.05f}) {
      h_.frame();
      zoom_graph(h_.ui, zoom / scene().zoom);
      h_.frame();
      Seen seen;
      h_.frame();
      for (const Finding& f : faults_of(seen, h_.ui)) ADD_FAILURE() << "at " << scene().zoom << ": " << f.rule << " in " << f.panel << ": " << f.what;
    }
  }
}

TEST_F(UiGraph, APlainShapeCanBeSelected) {
  open(500);
  h_.press("W");
  const GraphBox& b = scene().places[700];
  ASSERT_NE(scene().boxes[700]->id, 0u);
  // The area is the tile without its head and edges; a box in it is found by where it is drawn.
  Seen seen;
  h_.frame();
  const float w = b.w * scene().zoom, hgt = b.h * scene().zoom;
  std::vector<SeenBox> like_it;
  for (const SeenBox& s : seen.boxes)
    if (std::abs(s.rect.w - std::max(w, 2.f)) < 0.01f && std::abs(s.rect.h - std::max(hgt, 2.f)) < 0.01f) like_it.push_back(s);
  ASSERT_FALSE(like_it.empty());
  h_.click(like_it[0].rect.x + 1, like_it[0].rect.y + 1);
  EXPECT_NE(h_.ui.selected.object, 0u);
}

}  // namespace
}  // namespace innards::ui
