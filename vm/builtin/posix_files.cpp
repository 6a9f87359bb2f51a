// Paths and OSErrors of posix and _io.
#include "builtin/posix_files.h"

#include <cerrno>
#include <cstring>
#include <vector>

#include "builtin/scratch_files.h"
#include "heap/gc.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/machine.h"
#include "run/outside.h"
#include "run/runtime.h"
#include "run/sys_object.h"

namespace innards {

namespace {

std::string without_dots(const std::string& path) {
  std::vector<std::string> parts;
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    if (part == ".." && !parts.empty()) parts.pop_back();
    else if (!part.empty() && part != ".") parts.push_back(part);
    at = end + 1;
  }
  std::string clean = !path.empty() && path[0] == '/' ? "/" : "";
  for (size_t i = 0; i < parts.size(); ++i) clean += (i ? "/" : "") + parts[i];
  return clean;
}

bool lies_in(const std::string& path, const std::string& directory) {
  return !directory.empty() && path.compare(0, directory.size(), directory) == 0 &&
         (path.size() == directory.size() || path[directory.size()] == '/' || directory.back() == '/');
}

// The program's own directory, sys.path[0]; empty for one that was not read from a file, in which nothing lies then.
std::string own_directory() { return g_outside && !g_outside->path.empty() ? without_dots(g_outside->path[0]) : ""; }

// The directory that __file__ names, which is the own one or, by symbolic links, another.
std::string named_directory() {
  const std::string& file = g_outside->program_filename;
  return own_directory().empty() || file.empty() || file[0] != '/' ? "" : without_dots(file.substr(0, file.rfind('/') + 1));
}

bool is_own(const std::string& path) { return lies_in(path, own_directory()) || lies_in(path, named_directory()); }

// Whether it is a directory or a .py file of a folder that the program has put on sys.path: what `import` finds there, importlib,
// inspect and linecache look at by os and open(). The scratch directory itself stays what it is.
bool can_be_imported(const std::string& path) {
  const NoCollection held;
  Object* folders = sys_get_object("path");
  bool found = false;
  for (int64_t i = 0; folders && list_check(folders) && i < list_size_of(folders) && !found; ++i) {
    Object* folder = list_item_at(folders, i);
    const char* text = str_check(folder) ? str_as_utf8(folder) : "";
    if (!text) err_clear();
    const std::string searched = text && *text == '/' ? without_dots(text) : "";
    found = lies_in(path, searched) && !lies_in(kScratchDirectory, searched);
  }
  return found && (path.ends_with(".py") || outside_is_directory(path));
}

// Whether the machine outside is asked for the path.
bool outside_shows(const std::string& path) {
  return is_own(path) || lies_in(path, g_outside->library) || can_be_imported(path);
}

}  // namespace

std::string working_directory() { return own_directory().empty() ? "/" : g_outside->path[0]; }

std::string allowed_path(const std::string& path) {
  const std::string full = without_dots(path.empty() || path[0] != '/' ? working_directory() + "/" + path : path);
  return lies_in(full, kScratchDirectory) || outside_shows(full) ? full : "";
}

std::string writable_path(const std::string& path) {
  const std::string full = allowed_path(path);
  const bool in_memory = lies_in(full, kScratchDirectory) || is_own(full);
  return in_memory && !lies_in(full, g_outside->library) ? full : "";
}

int file_kind(const std::string& path, int64_t* size) {
  *size = 0;
  const std::string full = allowed_path(path);
  if (full.empty()) return -1;
  const int kind = seen_kind(full);
  if (const std::string* text = kind == 1 ? seen_text(full) : nullptr) *size = static_cast<int64_t>(text->size());
  return kind;
}

int seen_kind(const std::string& full) {
  if (outside_shows(full)) return outside_stat(full);
  const bool leads_home = lies_in(own_directory(), full) || lies_in(named_directory(), full) || lies_in(g_outside->library, full);
  return leads_home ? 2 : scratch_kind(full);
}

const std::string* seen_text(const std::string& full) { return outside_shows(full) ? outside_file(full) : scratch_text(full); }

bool seen_directory(const std::string& full) { return outside_shows(full) ? outside_is_directory(full) : seen_kind(full) == 2; }

bool seen_on_disk(const std::string& full) { return outside_shows(full) && outside_stat_on_disk(full) != 0; }

int missing_errno(const std::string& full) {
  for (size_t slash = full.rfind('/'); slash && slash != std::string::npos; slash = full.rfind('/', slash - 1))
    if (const int kind = seen_kind(full.substr(0, slash))) return kind == 1 ? ENOTDIR : ENOENT;
  return ENOENT;
}

namespace {
constexpr size_t kLongestPath = 4096, kLongestName = 255;   // PATH_MAX with its 0, NAME_MAX of Linux

// What stands before a "/" must be a directory. A place that the program may not see is taken for one.
int no_directory_errno(const std::string& full) {
  if (full.empty() || seen_directory(full)) return 0;
  return seen_kind(full) == 1 ? ENOTDIR : ENOENT;
}
}  // namespace

int way_errno(const char* text) {
  const std::string path = text;
  if (path.size() >= kLongestPath) return ENAMETOOLONG;
  bool plain = true;   // so far: then missing_errno() tells as much
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    if (part.size() > kLongestName) return ENAMETOOLONG;
    plain = plain && part != "." && part != ".." && end + 1 != path.size();
    at = end + 1;
  }
  if (plain) return 0;
  std::string way = path.starts_with('/') ? "" : working_directory();
  for (size_t at = 0, end; (end = path.find('/', at)) != std::string::npos; at = end + 1) {
    way = without_dots(way + "/" + path.substr(at, end - at));
    if (const int error = no_directory_errno(allowed_path(way))) return error;
  }
  return 0;
}

int seen_names(const std::string& full, Object* list) {
  const std::vector<std::string> none;
  for (const std::string& name : outside_shows(full) ? outside_list(full) : none) {
    Ref<> item(str_decode(name.data(), static_cast<int64_t>(name.size()), "utf-8", "surrogateescape"));
    if (!item || list_append(list, item) < 0) return -1;
  }
  return scratch_list(full, list);
}

Object* path_fspath(Object* path) {
  if (str_check(path) || bytes_check(path)) return new_ref(path);
  Ref<> method(object_lookup_special(path, ID(__fspath__)));
  if (!method)
    return err_occurred() ? nullptr : err_format(ExcTypeError, "expected str, bytes or os.PathLike object, not %.200s", type_name_of(path));
  Ref<> result(object_call_no_args(method));
  if (result && !str_check(result) && !bytes_check(result))
    return err_format(ExcTypeError, "expected %.200s.__fspath__() to return str or bytes, not %.200s", type_name_of(path), type_name_of(result));
  return result.release();
}

Object* path_fs_encode(Object* path) {
  Ref<> name(path_fspath(path));
  if (name && str_check(name)) name.reset(str_as_encoded_string(name, "utf-8", "surrogateescape"));
  if (name && std::memchr(bytes_as_string(name), 0, static_cast<size_t>(bytes_size(name))))
    return err_format(ExcValueError, "embedded null byte");
  return name.release();
}

namespace {

void not_a_path(const PathParameter& p, Object* given) {
  static const char* const kKinds[] = {"string, bytes or os.PathLike", "string, bytes, os.PathLike or None",
                                       "string, bytes, os.PathLike or integer", "string, bytes, os.PathLike, integer or None"};
  err_format(ExcTypeError, "%s: %s should be %s, not %.200s", p.function, p.name, kKinds[2 * p.number + p.none], type_name_of(given));
}

bool number_argument(Object* given, PathArgument* path) {
  path->shown.reset(number_index(given));
  if (!path->shown) return false;
  const int64_t number = int_as_i64(path->shown);
  const bool failed = number == -1 && err_occurred();
  if (!failed && number == static_cast<int>(number)) return path->number = static_cast<int>(number), true;
  err_clear();
  return err_format(ExcOverflowError, "fd is %s", int_sign(path->shown) < 0 ? "less than minimum" : "greater than maximum") != nullptr;
}

}  // namespace

bool path_argument(const PathParameter& p, Object* given, PathArgument* path) {
  if (p.none && (!given || is_none(given))) return path->text.reset(bytes_from_cstr(".")), path->text.get() != nullptr;
  const bool plain = str_check(given) || bytes_check(given);
  if (p.number && !plain && index_check(given)) return number_argument(given, path);
  if (!plain && !Ref<>(object_lookup_special(given, ID(__fspath__)))) return err_occurred() ? false : (not_a_path(p, given), false);
  path->shown.reset(path_fspath(given));
  if (!path->shown) return false;
  const bool zero = bytes_check(path->shown) && std::memchr(bytes_as_string(path->shown), 0, static_cast<size_t>(bytes_size(path->shown)));
  if (zero) return err_format(ExcValueError, "%s: embedded null character in %s", p.function, p.name) != nullptr;
  path->text.reset(path_fs_encode(path->shown));
  return path->text.get() != nullptr;
}

Object* os_error_text(int code, const char* text, Object* path, Object* second) {
  Ref<> number(int_from_i64(code)), sentence(str_from_cstr(text));
  Ref<> args(!number || !sentence ? nullptr
             : second             ? tuple_pack(5, number.get(), sentence.get(), path, none(), second)
             : path               ? tuple_pack(3, number.get(), sentence.get(), path)
                                  : tuple_pack(2, number.get(), sentence.get()));
  Ref<> error(args ? object_call(ExcOSError, args, nullptr) : nullptr);
  if (error) err_set_object(error->ob_type, error);
  return nullptr;
}

Object* os_error(int code, Object* path, Object* second) { return os_error_text(code, std::strerror(code), path, second); }

}  // namespace innards
