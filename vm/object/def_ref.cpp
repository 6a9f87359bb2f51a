// Numbers of MethodDef, GetSetDef and MemberDef tables: what DefRef holds in the arena instead of a host address.
#include <unordered_map>
#include <vector>

#include "object/object.h"

namespace innards {

namespace {
template <class Def>
struct Registry {
  std::vector<const Def*> defs{nullptr};  // number 0 is "none"
  std::unordered_map<const Def*, uint64_t> ids;
};
template <class Def>
Registry<Def>& registry() {
  static Registry<Def> r;
  return r;
}
}  // namespace

template <class Def>
DefRef<Def>::DefRef(const Def* def) : id_(0) {
  if (!def) return;
  Registry<Def>& r = registry<Def>();
  auto [it, added] = r.ids.try_emplace(def, r.defs.size());
  if (added) r.defs.push_back(def);
  id_ = it->second;
}

template <class Def>
const Def* DefRef<Def>::get() const {
  return registry<Def>().defs[id_];
}

template class DefRef<MethodDef>;
template class DefRef<GetSetDef>;
template class DefRef<MemberDef>;

}  // namespace innards
