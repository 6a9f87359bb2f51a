// Files in the machine's memory: one dict of path to content.
#include "builtin/scratch_files.h"

#include <cstring>

#include "heap/gc.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* files() {
  const NoCollection held;   // the paths are host strings
  Ptr<Object>& dict = rt().modules.scratch_files;
  if (!dict) dict = dict_new();
  return dict;
}

Object* key_of(const std::string& path) { return bytes_from_data(path.data(), static_cast<int64_t>(path.size())); }

// A path that lies at `path` or below it.
bool lies_at(const std::string& path, Object* key) {
  const auto size = static_cast<int64_t>(path.size());
  if (bytes_size(key) < size || std::memcmp(bytes_as_string(key), path.data(), path.size())) return false;
  return bytes_size(key) == size || path == "/" || bytes_as_string(key)[size] == '/';
}

// What lies at the path: borrowed, or null without an error.
Object* entry(const std::string& path) {
  Object* dict = rt().modules.scratch_files;
  if (!dict) return nullptr;
  Ref<> key(key_of(path));
  Object* found = key ? dict_get_item_with_error(dict, key) : nullptr;
  if (!found) err_clear();
  return found;
}

}  // namespace

int scratch_kind(const std::string& path) {
  if (path == kScratchDirectory) return 2;
  Object* found = entry(path);
  return !found ? 0 : is_none(found) ? 2 : 1;
}

Object* scratch_content(const std::string& path) {
  Object* found = entry(path);
  return found && bytearray_check(found) ? found : nullptr;
}

const std::string* scratch_text(const std::string& path) {
  static std::string text;   // the host's: outlives no call that may run the program
  Object* content = scratch_content(path);
  if (!content) return nullptr;
  text.assign(bytearray_as_string(content), static_cast<size_t>(bytearray_size(content)));
  return &text;
}

namespace {
// Open numbers hold the file: what is there gets the new content in place.
int overwrite(Object* file, const char* data, int64_t size) {
  if (bytearray_resize(file, size) < 0) return -1;
  if (size) std::memcpy(bytearray_as_string(file), data, static_cast<size_t>(size));
  return 0;
}
}  // namespace

int scratch_put(const std::string& path, Object* content) {
  const bool is_bytes = content && bytes_check(content);
  const char* data = is_bytes ? bytes_as_string(content) : content ? bytearray_as_string(content) : nullptr;
  const int64_t size = is_bytes ? bytes_size(content) : content ? bytearray_size(content) : 0;
  Object* there = content ? scratch_content(path) : nullptr;
  if (there) return overwrite(there, data, size);
  Ref<> key(key_of(path)), file(content ? bytearray_from_data(data, size) : new_none());
  return key && file && files() ? dict_set_item(files(), key, file) : -1;
}

bool scratch_remove(const std::string& path) {
  if (!entry(path)) return false;
  Ref<> key(key_of(path));
  return key && dict_del_item(files(), key) == 0;
}

int scratch_move(const std::string& from, const std::string& to) {
  if (from == to) return 0;
  const NoCollection held;
  Ref<> names(list_new(0));
  Object* dict = files();
  if (!names || !dict) return -1;
  int64_t pos = 0;
  Object *key, *value;
  while (dict_next(dict, &pos, &key, &value)) {
    if (lies_at(from, key) && list_append(names, key) < 0) return -1;
  }
  for (int64_t i = 0; i < list_size_of(names); ++i) {
    Object* old = list_item_at(names, i);
    Ref<> moved(key_of(to + (bytes_as_string(old) + from.size())));
    Ref<> file(xnew_ref(dict_get_item_with_error(dict, old)));
    if (!moved || !file || dict_set_item(dict, moved, file) < 0 || dict_del_item(dict, old) < 0) return -1;
  }
  return 0;
}

namespace {
// Puts a name at its place in a sorted list, once.
int insert_sorted(Object* list, Object* name) {
  int64_t at = 0;
  while (at < list_size_of(list) && str_compare(list_item_at(list, at), name) < 0) ++at;
  const bool listed = at < list_size_of(list) && str_equal(list_item_at(list, at), name);
  return listed ? 0 : list_insert(list, at, name);
}
}  // namespace

int scratch_list(const std::string& path, Object* list) {
  Object* dict = rt().modules.scratch_files;
  if (!dict) return 0;
  int64_t pos = 0;
  Object *key, *value;
  const size_t start = path == "/" ? 1 : path.size() + 1;
  while (dict_next(dict, &pos, &key, &value)) {
    if (!lies_at(path, key) || static_cast<size_t>(bytes_size(key)) <= start) continue;
    const char* name = bytes_as_string(key) + start;
    if (std::strchr(name, '/')) continue;
    Ref<> item(str_decode(name, static_cast<int64_t>(std::strlen(name)), "utf-8", "surrogateescape"));
    if (!item || insert_sorted(list, item) < 0) return -1;
  }
  return 0;
}

}  // namespace innards
