// The _sha512 module: SHA-512 (FIPS 180-4), which random needs to seed itself with text.
#include <cstring>

#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct Sha512 {
  uint64_t h[8];
  uint64_t length;        // bytes so far
  unsigned char block[128];
};
struct Sha512Object : Object {
  Sha512 sum;
};
Sha512* sum_of(Object* o) { return &static_cast<Sha512Object*>(o)->sum; }

// The fractional parts of the cube roots of the first 80 primes; those of the square roots of the first 8 begin the sum.
const uint64_t kRounds[80] = {
    0x428a2f98d728ae22u, 0x7137449123ef65cdu, 0xb5c0fbcfec4d3b2fu, 0xe9b5dba58189dbbcu, 0x3956c25bf348b538u,
    0x59f111f1b605d019u, 0x923f82a4af194f9bu, 0xab1c5ed5da6d8118u, 0xd807aa98a3030242u, 0x12835b0145706fbeu,
    0x243185be4ee4b28cu, 0x550c7dc3d5ffb4e2u, 0x72be5d74f27b896fu, 0x80deb1fe3b1696b1u, 0x9bdc06a725c71235u,
    0xc19bf174cf692694u, 0xe49b69c19ef14ad2u, 0xefbe4786384f25e3u, 0x0fc19dc68b8cd5b5u, 0x240ca1cc77ac9c65u,
    0x2de92c6f592b0275u, 0x4a7484aa6ea6e483u, 0x5cb0a9dcbd41fbd4u, 0x76f988da831153b5u, 0x983e5152ee66dfabu,
    0xa831c66d2db43210u, 0xb00327c898fb213fu, 0xbf597fc7beef0ee4u, 0xc6e00bf33da88fc2u, 0xd5a79147930aa725u,
    0x06ca6351e003826fu, 0x142929670a0e6e70u, 0x27b70a8546d22ffcu, 0x2e1b21385c26c926u, 0x4d2c6dfc5ac42aedu,
    0x53380d139d95b3dfu, 0x650a73548baf63deu, 0x766a0abb3c77b2a8u, 0x81c2c92e47edaee6u, 0x92722c851482353bu,
    0xa2bfe8a14cf10364u, 0xa81a664bbc423001u, 0xc24b8b70d0f89791u, 0xc76c51a30654be30u, 0xd192e819d6ef5218u,
    0xd69906245565a910u, 0xf40e35855771202au, 0x106aa07032bbd1b8u, 0x19a4c116b8d2d0c8u, 0x1e376c085141ab53u,
    0x2748774cdf8eeb99u, 0x34b0bcb5e19b48a8u, 0x391c0cb3c5c95a63u, 0x4ed8aa4ae3418acbu, 0x5b9cca4f7763e373u,
    0x682e6ff3d6b2b8a3u, 0x748f82ee5defb2fcu, 0x78a5636f43172f60u, 0x84c87814a1f0ab72u, 0x8cc702081a6439ecu,
    0x90befffa23631e28u, 0xa4506cebde82bde9u, 0xbef9a3f7b2c67915u, 0xc67178f2e372532bu, 0xca273eceea26619cu,
    0xd186b8c721c0c207u, 0xeada7dd6cde0eb1eu, 0xf57d4f7fee6ed178u, 0x06f067aa72176fbau, 0x0a637dc5a2c898a6u,
    0x113f9804bef90daeu, 0x1b710b35131c471bu, 0x28db77f523047d84u, 0x32caab7b40c72493u, 0x3c9ebe0a15c9bebcu,
    0x431d67c49c100d4cu, 0x4cc5d4becb3e42b6u, 0x597f299cfc657e2au, 0x5fcb6fab3ad6faecu, 0x6c44198c4a475817u};
const uint64_t kStart[8] = {
    0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u, 0x510e527fade682d1u,
    0x9b05688c2b3e6c1fu, 0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u};

uint64_t turned(uint64_t x, int n) { return (x >> n) | (x << (64 - n)); }

void mix_block(Sha512* s) {
  uint64_t w[80], v[8];
  for (int i = 0; i < 16; ++i) {
    w[i] = 0;
    for (int b = 0; b < 8; ++b) w[i] = w[i] << 8 | s->block[8 * i + b];
  }
  for (int i = 16; i < 80; ++i) {
    const uint64_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (turned(a, 1) ^ turned(a, 8) ^ (a >> 7)) + w[i - 7] + (turned(b, 19) ^ turned(b, 61) ^ (b >> 6));
  }
  std::memcpy(v, s->h, sizeof v);
  for (int i = 0; i < 80; ++i) {
    const uint64_t e = v[4], a = v[0];
    const uint64_t t1 = v[7] + (turned(e, 14) ^ turned(e, 18) ^ turned(e, 41)) + ((e & v[5]) ^ (~e & v[6])) + kRounds[i] + w[i];
    const uint64_t t2 = (turned(a, 28) ^ turned(a, 34) ^ turned(a, 39)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
    for (int k = 7; k > 0; --k) v[k] = v[k - 1];
    v[4] += t1;
    v[0] = t1 + t2;
  }
  for (int i = 0; i < 8; ++i) s->h[i] += v[i];
}

void add(Sha512* s, const char* data, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    s->block[s->length++ % 128] = static_cast<unsigned char>(data[i]);
    if (s->length % 128 == 0) mix_block(s);
  }
}

// The digest of what has been added; `s` is a copy.
void finish(Sha512 s, char* digest) {
  const uint64_t bits = s.length * 8;
  add(&s, "\x80", 1);
  while (s.length % 128 != 120) add(&s, "", 1);
  for (int b = 56; b >= 0; b -= 8) {
    const char byte = static_cast<char>(bits >> b);
    add(&s, &byte, 1);
  }
  for (int i = 0; i < 64; ++i) digest[i] = static_cast<char>(s.h[i / 8] >> (56 - 8 * (i % 8)));
}

bool update(Object* o, Object* data) {
  if (str_check(data)) return err_format(ExcTypeError, "Strings must be encoded before hashing") != nullptr;
  if (!object_check_buffer(data)) return err_format(ExcTypeError, "object supporting the buffer API required") != nullptr;
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return false;
  add(sum_of(o), view.buf, view.len);
  buffer_release(&view);
  return true;
}

Object* sha512(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"string", "usedforsecurity", nullptr};
  static const ArgsParser kParser = {"sha512", kKeywords};
  Object* buf[2] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buf)) return nullptr;
  Ref<> o(object_new(TypeSha512));
  if (!o) return nullptr;
  Sha512* s = sum_of(o);
  std::memset(s, 0, sizeof *s);
  std::memcpy(s->h, kStart, sizeof kStart);
  return !buf[0] || update(o, buf[0]) ? o.release() : nullptr;
}

Object* method_update(Object* o, Object* data) { return update(o, data) ? new_none() : nullptr; }
Object* method_digest(Object* o, Object*) {
  char digest[64];
  finish(*sum_of(o), digest);
  return bytes_from_data(digest, 64);
}
Object* method_hexdigest(Object* o, Object*) {
  char digest[64], text[128];
  finish(*sum_of(o), digest);
  for (int i = 0; i < 128; ++i) text[i] = "0123456789abcdef"[(digest[i / 2] >> (i % 2 ? 0 : 4)) & 15];
  return str_from_ascii(text, 128);
}
Object* method_copy(Object* o, Object*) {
  Object* copy = object_new(TypeSha512);
  if (copy) *sum_of(copy) = *sum_of(o);
  return copy;
}
Object* get_name(Object*, void*) { return str_from_cstr("sha512"); }
Object* get_block_size(Object*, void*) { return int_from_i64(128); }
Object* get_digest_size(Object*, void*) { return int_from_i64(64); }
void sha512_dealloc(Object* o) { object_free(o); }

const MethodDef kMethods[] = {
    {"copy", method_copy, kMethNoArgs, "copy($self, /)\n--\n\nReturn a copy of the hash object."},
    {"digest", method_digest, kMethNoArgs, "digest($self, /)\n--\n\nThe checksum as bytes."},
    {"hexdigest", method_hexdigest, kMethNoArgs, "hexdigest($self, /)\n--\n\nThe checksum as text."},
    {"update", method_update, kMethO, "update($self, obj, /)\n--\n\nAdds more bytes."},
    {},
};
const GetSetDef kGetSets[] = {
    {"block_size", get_block_size, nullptr, nullptr},
    {"digest_size", get_digest_size, nullptr, nullptr},
    {"name", get_name, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
const MethodDef kFunctions[] = {
    {"sha512", sha512, kMethFastcall | kMethKeywords, "sha512($module, /, string=b'', *, usedforsecurity=True)\n--\n\nA new checksum."},
    {},
};

}  // namespace

void init_Sha512_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Sha512Object);
  t->tp_dealloc = sha512_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpDisallowInstantiation;
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

extern const NativeModule k_module__sha512;
const NativeModule k_module__sha512 = {"_sha512", "SHA-512 checksums.", kFunctions, nullptr};

}  // namespace innards
