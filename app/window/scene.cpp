#include "window/scene.h"

#include "panels/compare_state.h"
#include "panels/predict_state.h"

namespace innards::app {

bool set_scene(Desk& desk, const SceneArgs& scene, const std::string& at, std::string& error) {
  if (!scene.remember.empty()) {
    if (!desk.go(scene.remember, error)) return false;
    ui::remember_moment(desk.ui);
  }
  if (!desk.go(at, error)) return false;
  if (!scene.beside.empty()) {
    std::unique_ptr<Session> session = desk.open_beside(scene.beside, error);
    if (!session) return false;
    const std::optional<uint64_t> step = session->find_place(at, error);
    if (!step) return false;
    session->seek(*step);
    ui::put_beside(desk.ui, std::move(session));
  }
  if (scene.predict) ui::toggle_predictions(desk.ui);
  desk.ui.note.clear();
  return true;
}

}  // namespace innards::app
