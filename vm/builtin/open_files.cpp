// The table of open files: an array in the arena. A file that was made in this run is held itself, so it stays when its name is
// removed; any other is asked of the recorded outside each time.
#include "builtin/open_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "builtin/posix_files.h"
#include "builtin/scratch_files.h"
#include "heap/heap.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/machine.h"
#include "run/runtime.h"

namespace innards {

struct OpenFile {
  enum Kind : int32_t { kFree, kOutside, kFile, kDirectory };
  Ptr<Object> path;      // bytes: the whole path; null of what is no file
  Ptr<Object> content;   // a file made in this run: a bytearray; null: the outside has it
  int64_t position;
  Kind kind;
  int32_t flags;         // open(2)'s
};

namespace {

constexpr int64_t kStandardFiles = 3;
constexpr int64_t kFirstRoom = 8;
constexpr int kRefused = -2;

ModuleState& state() { return rt().modules; }

// ---- the table

// Room for more numbers, all free. False with MemoryError.
bool grow() {
  const int64_t had = state().open_files_room, room = had ? had * 2 : kFirstRoom;
  void* block = mem_realloc(state().open_files, static_cast<size_t>(room) * sizeof(OpenFile));
  if (!block) return err_no_memory() != nullptr;
  auto* files = static_cast<OpenFile*>(block);
  std::memset(static_cast<void*>(files + had), 0, static_cast<size_t>(room - had) * sizeof(OpenFile));
  state().open_files = files;
  state().open_files_room = room;
  return true;
}

bool have_table() {
  if (state().open_files) return true;
  if (!grow()) return false;
  for (int64_t i = 0; i < kStandardFiles; ++i) {
    OpenFile& f = state().open_files.get()[i];
    f.kind = OpenFile::kOutside;
    f.flags = i == STDIN_FILENO ? O_RDONLY : O_WRONLY;
  }
  return true;
}

// Null without an error when the number is not open.
OpenFile* find(int64_t number) {
  if (!have_table()) {
    err_clear();
    return nullptr;
  }
  OpenFile* f = number >= 0 && number < state().open_files_room ? state().open_files.get() + number : nullptr;
  return f && f->kind != OpenFile::kFree ? f : nullptr;
}
OpenFile* opened(int64_t number) {
  if (!have_table()) return nullptr;
  OpenFile* f = find(number);
  if (!f) os_error(EBADF, nullptr);
  return f;
}

// The lowest free number, or -1 with MemoryError.
int64_t free_number() {
  if (!have_table()) return -1;
  for (int64_t i = 0;; ++i) {
    if (i == state().open_files_room && !grow()) return -1;
    if (state().open_files.get()[i].kind == OpenFile::kFree) return i;
  }
}

int access_of(const OpenFile* f) { return f->flags & O_ACCMODE; }

// ---- content

// The whole content; valid until the next call. A leaf.
void content_of(OpenFile* f, const char** data, int64_t* size) {
  if (!f->content) {
    const std::string path(bytes_as_string(f->path));
    f->content = xnew_ref(scratch_content(path));   // overwritten since it was opened
    const std::string* text = f->content ? nullptr : seen_text(path);
    *data = text ? text->data() : "";
    *size = text ? static_cast<int64_t>(text->size()) : 0;
  }
  if (!f->content) return;
  *data = bytearray_as_string(f->content);
  *size = bytearray_size(f->content);
}

// Gives a file that is written another size; what is new is zero.
bool resize(OpenFile* f, int64_t size) {
  const int64_t had = bytearray_size(f->content);
  if (bytearray_resize(f->content, size) < 0) return false;
  if (size > had) std::memset(bytearray_as_string(f->content) + had, 0, static_cast<size_t>(size - had));
  return true;
}

// ---- opening

// What opening finds at the whole path: 0, an errno, or -1 with an error. A leaf, for the host strings' sake.
int look(const std::string& full, int64_t flags, bool writes) {
  const int kind = seen_kind(full);
  const bool creates = flags & O_CREAT;
  if (kind && creates && (flags & O_EXCL)) return EEXIST;
  if (kind == 2) return writes || creates ? EISDIR : 0;
  if (kind) return 0;
  const size_t slash = full.rfind('/');
  const bool has_directory = slash == 0 || slash == std::string::npos || seen_kind(full.substr(0, slash)) == 2;
  return has_directory && creates ? 0 : missing_errno(full);
}

// Makes the file in this run's memory when it is written and not there yet. A leaf.
bool prepare(const std::string& full, int64_t flags) {
  if (!(flags & O_TRUNC) && scratch_content(full)) return true;
  const std::string* old = (flags & O_TRUNC) || seen_kind(full) == 0 ? nullptr : seen_text(full);
  Ref<> content(bytes_from_data(old ? old->data() : "", old ? static_cast<int64_t>(old->size()) : 0));
  return content && scratch_put(full, content) == 0;
}

// Fills `f` but for its references, which it leaves behind: 0, an errno, -1 with an error, kRefused. A leaf.
int find_and_make(const char* given, int64_t flags, OpenFile* f) {
  const bool writes = (flags & O_ACCMODE) != O_RDONLY, changes = writes || (flags & O_CREAT);
  if (!*given) return ENOENT;
  const std::string full = changes ? writable_path(given) : allowed_path(given);
  if (full.empty()) return kRefused;
  if ((flags & O_CREAT) && given[std::strlen(given) - 1] == '/') return EISDIR;
  if (const int code = way_errno(given)) return code;
  if (const int code = look(full, flags, writes)) return code;
  f->kind = seen_kind(full) == 2 ? OpenFile::kDirectory : OpenFile::kFile;
  f->flags = static_cast<int32_t>(flags);
  f->position = 0;
  if (changes) met_difference(Difference::OpenRefused, full.c_str());
  if (changes && !prepare(full, writes ? flags : flags & ~O_TRUNC)) return -1;
  f->path = bytes_from_data(full.data(), static_cast<int64_t>(full.size()));
  f->content = xnew_ref(scratch_content(full));
  return f->path ? 0 : -1;
}

Object* refused(const char* path, Object* shown) {
  met_difference(Difference::OpenRefused, path);
  return os_error_text(EACCES, "Innards does not let a program open files", shown);
}

// ---- reading

// The input: what is left of the line that was begun, else the next line. It may wait for that.
int64_t read_input(char* to, int64_t n) {
  if (n == 0) return 0;
  if (!state().input_rest) {
    const char* line;
    uint64_t size;
    const int got = outside_read_line(&line, &size);
    if (got <= 0) return got;
    state().input_rest = bytes_from_data(line, static_cast<int64_t>(size));
    state().input_rest_at = 0;
    if (!state().input_rest) return -1;
  }
  const int64_t size = bytes_size(state().input_rest), take = std::min(n, size - state().input_rest_at);
  std::memcpy(to, bytes_as_string(state().input_rest) + state().input_rest_at, static_cast<size_t>(take));
  state().input_rest_at += take;
  if (state().input_rest_at == size) clear_ref(state().input_rest);
  return take;
}

}  // namespace

int64_t open_file(const char* path, int64_t flags, Object* shown) {
  const int64_t number = free_number();
  if (number < 0) return -1;
  OpenFile found = {};
  const int code = find_and_make(path, flags, &found);
  if (code == 0) {
    state().open_files.get()[number] = found;
    return number;
  }
  xdecref(found.content.get());
  if (code == kRefused) refused(path, shown);
  else if (code > 0) os_error(code, shown);
  return -1;
}

bool open_file_close(int64_t number) {
  OpenFile* f = opened(number);
  if (!f) return false;
  f->kind = OpenFile::kFree;
  clear_ref(f->path);
  clear_ref(f->content);
  return true;
}

bool open_file_is_open(int64_t number) { return find(number) != nullptr; }
bool open_file_is_outside(int64_t number) {
  const OpenFile* f = find(number);
  return f && f->kind == OpenFile::kOutside;
}
bool open_file_is_directory(int64_t number) {
  const OpenFile* f = find(number);
  return f && f->kind == OpenFile::kDirectory;
}
Object* open_file_path(int64_t number) {
  const OpenFile* f = find(number);
  return f ? f->path.get() : nullptr;
}

int64_t open_file_read(int64_t number, char* to, int64_t n) {
  OpenFile* f = opened(number);
  if (!f) return -1;
  if (f->kind == OpenFile::kDirectory || access_of(f) == O_WRONLY) return os_error(f->kind == OpenFile::kDirectory ? EISDIR : EBADF, nullptr), -1;
  if (f->kind == OpenFile::kOutside) return read_input(to, n);
  const char* data;
  int64_t size;
  content_of(f, &data, &size);
  const int64_t take = std::min(n, std::max<int64_t>(size - f->position, 0));
  if (take) std::memcpy(to, data + f->position, static_cast<size_t>(take));
  f->position += take;
  return take;
}

int64_t open_file_write(int64_t number, const char* from, int64_t n) {
  OpenFile* f = opened(number);
  if (!f) return -1;
  if (access_of(f) == O_RDONLY) return os_error(EBADF, nullptr), -1;
  if (f->kind == OpenFile::kOutside) {
    if (n) outside_write(static_cast<int>(number), from, static_cast<uint64_t>(n));
    return n;
  }
  const int64_t size = bytearray_size(f->content), at = f->flags & O_APPEND ? size : f->position;
  if (n == 0) return 0;
  if (at > INT64_MAX - n) return os_error(EFBIG, nullptr), -1;
  if (at + n > size && !resize(f, at + n)) return -1;
  std::memcpy(bytearray_as_string(f->content) + at, from, static_cast<size_t>(n));
  f->position = at + n;
  return n;
}

int64_t open_file_size(int64_t number) {
  OpenFile* f = find(number);
  if (!f || f->kind != OpenFile::kFile) return 0;
  const char* data;
  int64_t size;
  content_of(f, &data, &size);
  return size;
}

int64_t open_file_seek(int64_t number, int64_t offset, int64_t whence) {
  OpenFile* f = opened(number);
  if (!f) return -1;
  if (f->kind == OpenFile::kOutside) return os_error(ESPIPE, nullptr), -1;
  const int64_t size = open_file_size(number);
  int64_t position = -1;
  if (whence == SEEK_DATA || whence == SEEK_HOLE) {   // there are no holes but the one behind the end
    if (offset < 0 || offset >= size) return os_error(ENXIO, nullptr), -1;
    position = whence == SEEK_DATA ? offset : size;
  } else if (whence >= 0 && whence <= 2) {
    const int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? f->position : size;
    if (offset > INT64_MAX - from) return os_error(EOVERFLOW, nullptr), -1;
    position = from + offset;
  }
  if (position < 0) return os_error(EINVAL, nullptr), -1;
  f->position = position;
  return position;
}

bool open_file_truncate(int64_t number, int64_t size) {
  OpenFile* f = opened(number);
  if (!f) return false;
  if (size < 0 || f->kind != OpenFile::kFile || access_of(f) == O_RDONLY) return os_error(EINVAL, nullptr) != nullptr;
  return resize(f, size);
}

}  // namespace innards
