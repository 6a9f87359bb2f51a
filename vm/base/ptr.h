// Ptr<T>: a reference field inside the arena. Eight bytes on every platform, so that object layouts (and with them
// sys.getsizeof, the byte view and checkpoints) do not depend on the host's pointer size.
// Slot<F>: a function field inside the arena. It holds the number of a native function, never its address, so that the
// arena's bytes are the same in every process.
// Locals and parameters use plain T*; only fields of arena structs use Ptr and Slot.
#pragma once

#include <cstddef>
#include <cstdint>

namespace innards {

template <class T>
class Ptr {
 public:
  Ptr() = default;  // trivial on purpose: arena memory is zero-filled
  Ptr(T* p) : bits_(reinterpret_cast<uintptr_t>(p)) {}
  operator T*() const { return get(); }
  T* get() const { return reinterpret_cast<T*>(static_cast<uintptr_t>(bits_)); }
  T* operator->() const { return get(); }
  uint64_t bits() const { return bits_; }

 private:
  uint64_t bits_;
};

// The table of native functions, outside the arena. Number 0 is "no function". Numbers are given in the order of
// registration, which happens only while the machine boots, so they are the same in every process of one build.
inline constexpr uint64_t kMaxNatives = 16384;
using AnyFunction = void (*)();
extern AnyFunction g_natives[kMaxNatives];

// Returns the number of `f`, registering it on first use. Only for use while the machine boots.
uint64_t native_id(AnyFunction f);

template <class F>
class Slot;

template <class R, class... A>
class Slot<R(A...)> {
 public:
  using Function = R (*)(A...);
  Slot() = default;
  Slot(Function f) : id_(f ? native_id(reinterpret_cast<AnyFunction>(f)) : 0) {}
  Slot(std::nullptr_t) : id_(0) {}
  explicit operator bool() const { return id_ != 0; }
  Function get() const { return reinterpret_cast<Function>(g_natives[id_]); }
  R operator()(A... args) const { return get()(args...); }
  bool operator==(const Slot& other) const { return id_ == other.id_; }
  bool operator==(Function f) const { return get() == f; }
  uint64_t id() const { return id_; }

 private:
  uint64_t id_;
};

}  // namespace innards
