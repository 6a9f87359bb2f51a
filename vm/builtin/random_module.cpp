// The _random module: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998) as Modules/_randommodule.c seeds and
// reads it. What CPython takes from the system's entropy comes from the recorded outside here.
#include <algorithm>

#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/outside.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int kWords = 624, kShift = 397;

struct RandomObject : Object {
  int32_t index;
  uint32_t state[kWords];
};

RandomObject* as_random(Object* o) { return static_cast<RandomObject*>(o); }

// ---- the generator

uint32_t mixed(uint32_t high, uint32_t low) {
  uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
  return (y >> 1) ^ ((y & 1) ? 0x9908b0dfu : 0);
}

uint32_t next_word(RandomObject* r) {
  uint32_t* mt = r->state;
  if (r->index >= kWords) {
    for (int k = 0; k < kWords; ++k) mt[k] = mt[(k + kShift) % kWords] ^ mixed(mt[k], mt[(k + 1) % kWords]);
    r->index = 0;
  }
  uint32_t y = mt[r->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

void seed_with_word(RandomObject* r, uint32_t seed) {
  r->state[0] = seed;
  for (uint32_t i = 1; i < kWords; ++i) r->state[i] = 1812433253u * (r->state[i - 1] ^ (r->state[i - 1] >> 30)) + i;
  r->index = kWords;
}

void seed_with_words(RandomObject* r, const uint32_t* key, size_t length) {
  seed_with_word(r, 19650218u);
  uint32_t* mt = r->state;
  size_t i = 1, j = 0;
  auto forward = [&] {
    if (++i < kWords) return;
    mt[0] = mt[kWords - 1];
    i = 1;
  };
  for (size_t k = std::max<size_t>(kWords, length); k; --k) {
    mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<uint32_t>(j);
    forward();
    if (++j >= length) j = 0;
  }
  for (size_t k = kWords - 1; k; --k) {
    mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
    forward();
  }
  mt[0] = 0x80000000u;
}

// ---- seeding

// The bits of |n| as 32-bit words, the lowest first.
int seed_with_int(RandomObject* r, Object* n) {
  BigView digits = int_view(n);
  const uint64_t bits = int_num_bits(n);
  const size_t words = bits ? static_cast<size_t>((bits - 1) / 32 + 1) : 1;
  auto* key = static_cast<uint32_t*>(mem_calloc(words * 4));
  if (!key) {
    err_no_memory();
    return -1;
  }
  for (size_t d = 0; d < digits.size; ++d) {
    const size_t bit = d * 30, word = bit / 32, offset = bit % 32;
    const uint64_t value = static_cast<uint64_t>(digits.digits[d]) << offset;
    if (word < words) key[word] |= static_cast<uint32_t>(value);
    if (word + 1 < words) key[word + 1] |= static_cast<uint32_t>(value >> 32);
  }
  seed_with_words(r, key, words);
  mem_free(key);
  return 0;
}

int seed_with(RandomObject* r, Object* arg) {
  if (!arg || is_none(arg)) {
    uint32_t key[kWords];
    outside_random(reinterpret_cast<char*>(key), sizeof key);
    seed_with_words(r, key, kWords);
    return 0;
  }
  if (int_check(arg)) return seed_with_int(r, arg);
  int64_t hash = object_hash(arg);
  if (hash == -1) return -1;
  Ref<> n(int_from_u64(static_cast<uint64_t>(hash)));
  return n ? seed_with_int(r, n) : -1;
}

Object* random_new(TypeObject* type, Object* args, Object* kwargs) {
  if (type == TypeRandom && !args_no_keywords("Random", kwargs)) return nullptr;
  if (tuple_size_of(args) > 1) return err_format(ExcTypeError, "Random() requires 0 or 1 argument");
  Ref<> o(type->tp_alloc(type, 0));
  if (!o || seed_with(as_random(o), tuple_size_of(args) ? tuple_item_at(args, 0) : nullptr) < 0) return nullptr;
  return o.release();
}

// ---- methods

Object* method_random(Object* o, Object*) {
  const uint32_t a = next_word(as_random(o)) >> 5, b = next_word(as_random(o)) >> 6;
  return float_from_double((a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

Object* method_seed(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("seed", nargs, 0, 1)) return nullptr;
  return seed_with(as_random(o), nargs ? args[0] : nullptr) < 0 ? nullptr : new_none();
}

Object* method_getstate(Object* o, Object*) {
  Object* state = tuple_new(kWords + 1);
  for (int i = 0; state && i < kWords; ++i) tuple_put(state, i, int_from_i64(as_random(o)->state[i]));
  if (state) tuple_put(state, kWords, int_from_i64(as_random(o)->index));
  return state;
}

Object* method_setstate(Object* o, Object* state) {
  if (!tuple_check(state)) return err_format(ExcTypeError, "state vector must be a tuple");
  if (tuple_size_of(state) != kWords + 1) return err_format(ExcValueError, "state vector is the wrong size");
  uint32_t words[kWords];
  for (int i = 0; i < kWords; ++i) {
    const uint64_t word = int_as_u64(tuple_item_at(state, i));
    if (word == UINT64_MAX && err_occurred()) return nullptr;
    words[i] = static_cast<uint32_t>(word);
  }
  const int64_t index = int_as_i64(tuple_item_at(state, kWords));
  if (index == -1 && err_occurred()) return nullptr;
  if (index < 0 || index > kWords) return err_format(ExcValueError, "invalid state");
  std::copy_n(words, kWords, as_random(o)->state);
  as_random(o)->index = static_cast<int32_t>(index);
  return new_none();
}

// Word i of the result carries its bits 32 * i and up; the last one may be short. As an int's 30-bit digits.
Object* int_of_words(const uint32_t* words, int64_t n) {
  const int64_t digits = (n * 32 + 29) / 30;
  auto* buf = static_cast<uint32_t*>(mem_calloc(static_cast<size_t>(digits) * 4));
  if (!buf) return err_no_memory();
  for (int64_t d = 0; d < digits; ++d) {
    const int64_t bit = d * 30, word = bit / 32, offset = bit % 32;
    uint64_t value = words[word];
    if (word + 1 < n) value |= static_cast<uint64_t>(words[word + 1]) << 32;
    buf[d] = static_cast<uint32_t>(value >> offset) & 0x3fffffffu;
  }
  int64_t used = digits;
  while (used && !buf[used - 1]) --used;
  Object* result = int_from_big({buf, static_cast<size_t>(used), false});
  mem_free(buf);
  return result;
}

Object* method_getrandbits(Object* o, Object* arg) {
  int64_t k = int_as_int(arg);
  if (k == -1 && err_occurred()) return nullptr;
  if (k < 0) return err_format(ExcValueError, "number of bits must be non-negative");
  if (k == 0) return int_from_i64(0);
  if (k <= 32) return int_from_i64(next_word(as_random(o)) >> (32 - k));
  const int64_t n = (k - 1) / 32 + 1;
  auto* words = static_cast<uint32_t*>(mem_alloc(static_cast<size_t>(n) * 4));
  if (!words) return err_no_memory();
  for (int64_t i = 0; i < n; ++i, k -= 32) {
    words[i] = next_word(as_random(o));
    if (k < 32) words[i] >>= 32 - k;
  }
  Object* result = int_of_words(words, n);
  mem_free(words);
  return result;
}

void random_dealloc(Object* o) { o->ob_type->tp_free(o); }

const MethodDef kMethods[] = {
    {"random", method_random, kMethNoArgs, "random($self, /)\n--\n\nrandom() -> x in the interval [0, 1)."},
    {"seed", method_seed, kMethFastcall, "seed($self, n=None, /)\n--\n\nBegins anew with the numbers that belong to n."},
    {"getstate", method_getstate, kMethNoArgs, "getstate($self, /)\n--\n\nThe whole state as a tuple."},
    {"setstate", method_setstate, kMethO, "setstate($self, state, /)\n--\n\nGoes back to a state that getstate() gave."},
    {"getrandbits", method_getrandbits, kMethO, "getrandbits($self, k, /)\n--\n\nAn int with k random bits."},
    {},
};

int exec(Object* m) { return module_add_object_ref(m, "Random", TypeRandom); }

}  // namespace

void init_Random_type(TypeObject* t) {
  t->tp_basicsize = sizeof(RandomObject);
  t->tp_dealloc = random_dealloc;
  t->tp_flags = kTpDefault | kTpBaseType;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = random_new;
  t->tp_free = object_free;
  type_set_doc(t, "Random() -> create a random number generator with its own internal state.");
  type_add_methods(t, kMethods);
}

extern const NativeModule k_module__random;
const NativeModule k_module__random = {"_random", "The Mersenne Twister.", nullptr, exec};

}  // namespace innards
