// Files in the machine's memory: one dict of path to content; the number of an open file is a key too, whose value is the path.
#include "builtin/scratch_files.h"

#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* files() {
  Ptr<Object>& dict = rt().modules.scratch_files;
  if (!dict) dict = dict_new();
  return dict;
}

Object* key_of(const std::string& path) { return str_decode(path.data(), static_cast<int64_t>(path.size()), "utf-8", "surrogateescape"); }

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
  return found && bytes_check(found) ? found : nullptr;
}

const std::string* scratch_text(const std::string& path) {
  static std::string text;   // the host's: outlives no call that may run the program
  Object* content = scratch_content(path);
  if (!content) return nullptr;
  text.assign(bytes_as_string(content), static_cast<size_t>(bytes_size(content)));
  return &text;
}

int scratch_put(const std::string& path, Object* content) {
  Ref<> key(key_of(path));
  return key && files() ? dict_set_item(files(), key, content ? content : none()) : -1;
}

bool scratch_remove(const std::string& path) {
  if (!entry(path)) return false;
  Ref<> key(key_of(path));
  return key && dict_del_item(files(), key) == 0;
}

int scratch_list(const std::string& path, Object* list) {
  Object* dict = rt().modules.scratch_files;
  if (!dict) return 0;
  int64_t pos = 0;
  Object *key, *value;
  const std::string start = path == "/" ? path : path + "/";
  while (dict_next(dict, &pos, &key, &value)) {
    const char* name = str_check(key) ? str_as_utf8(key) : nullptr;
    if (!name || std::string(name).compare(0, start.size(), start) || std::string(name).find('/', start.size()) != std::string::npos) continue;
    Ref<> item(str_from_cstr(name + start.size()));
    const int there = item ? sequence_contains(list, item) : -1;
    if (there < 0 || (!there && list_append(list, item) < 0)) return -1;
  }
  return 0;
}

int64_t scratch_open_number(const std::string& path) {
  Ref<> value(key_of(path));
  for (int64_t number = 3; value && files(); ++number) {
    Ref<> key(int_from_i64(number));
    const int taken = key ? dict_contains(files(), key) : -1;
    if (taken < 0) return -1;
    if (!taken) return dict_set_item(files(), key, value) < 0 ? -1 : number;
  }
  return -1;
}

Object* scratch_path_of_number(int64_t number) {
  Object* dict = rt().modules.scratch_files;
  Ref<> key(dict ? int_from_i64(number) : nullptr);
  Object* found = key ? dict_get_item_with_error(dict, key) : nullptr;
  if (!found) err_clear();
  return found;
}

bool scratch_close_number(int64_t number) {
  if (!scratch_path_of_number(number)) return false;
  Ref<> key(int_from_i64(number));
  return key && dict_del_item(rt().modules.scratch_files, key) == 0;
}

}  // namespace innards
