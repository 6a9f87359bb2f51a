// os.scandir() and os.DirEntry (Modules/posixmodule.c). The names are taken when the walk begins.
#include <cerrno>
#include <cstring>
#include <string>

#include "builtin/native_type.h"
#include "builtin/open_files.h"
#include "builtin/posix_files.h"
#include "builtin/posix_paths.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/bytes.h"
#include "object/exceptions.h"
#include "object/generic_alias.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/warnings.h"

namespace innards {

namespace {

// DirEntry
struct DirEntryObject : Object {
  Ptr<Object> name, path;     // str, or bytes where the directory was named by bytes
  Ptr<Object> stat, lstat;    // what stat() gave, kept
  int8_t is_directory;
  int64_t inode;
  int32_t dir_fd;             // -1: `path` tells where it is
};
static_assert(sizeof(DirEntryObject) == 72);

DirEntryObject* as_entry(Object* o) { return static_cast<DirEntryObject*>(o); }

// ScandirIterator: of CPython's size
struct ScandirObject : Object {
  Ptr<Object> directory;      // bytes: its path
  Ptr<Object> names;          // a list; null when closed
  int64_t next;
  int32_t dir_fd;             // -1: it was named by its path
  int32_t is_bytes;           // by bytes
  int64_t unused[7];
};
static_assert(sizeof(ScandirObject) == 104);

ScandirObject* as_scan(Object* o) { return static_cast<ScandirObject*>(o); }

// ---- DirEntry

// directory + "/" + name, as bytes: new reference.
Object* joined(const char* directory, Object* name) {
  Ref<> last(path_fs_encode(name));
  if (!last) return nullptr;
  const bool ends = *directory && directory[std::strlen(directory) - 1] == '/';
  const std::string text = directory + std::string(ends ? "" : "/") + bytes_as_string(last);
  return bytes_from_data(text.data(), static_cast<int64_t>(text.size()));
}

// stat() of the entry, by its path or beside its directory's number.
Object* fetch_stat(DirEntryObject* e) {
  if (e->dir_fd < 0) {
    Ref<> text(path_fs_encode(e->path));
    return text ? stat_of_path(bytes_as_string(text), e->path) : nullptr;
  }
  if (!open_file_is_open(e->dir_fd)) return os_error(EBADF, e->path);
  Ref<> text(open_file_is_directory(e->dir_fd) ? joined(bytes_as_string(open_file_path(e->dir_fd)), e->name) : os_error(ENOTDIR, e->path));
  return text ? stat_of_path(bytes_as_string(text), e->path) : nullptr;
}

Object* entry_lstat(DirEntryObject* e) {
  if (!e->lstat) {
    Ref<> fetched(fetch_stat(e));   // a finalizer may have asked, too
    if (!e->lstat) e->lstat = fetched.release();
  }
  return xnew_ref(e->lstat.get());
}

// The one keyword that is_dir(), is_file() and stat() take: false with an error. There are no symbolic links: it changes nothing.
bool follow_symlinks(const char* function, Object** args, int64_t nargs, Object* kwnames, bool* follow) {
  static const char* const kKeywords[] = {"follow_symlinks", nullptr};
  const ArgsParser parser = {function, kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 0, 0, buf);
  const int value = !a ? -1 : a[0] ? object_is_true(a[0]) : 1;
  *follow = value > 0;
  return value >= 0;
}

Object* entry_stat(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  bool follow;
  DirEntryObject* e = as_entry(o);
  if (!follow_symlinks("stat", args, nargs, kwnames, &follow)) return nullptr;
  if (!follow) return entry_lstat(e);
  Ref<> fetched(e->stat ? nullptr : entry_lstat(e));
  if (!e->stat) e->stat = fetched.release();
  return xnew_ref(e->stat.get());
}
Object* entry_is_dir(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  bool follow;
  return follow_symlinks("is_dir", args, nargs, kwnames, &follow) ? bool_from(as_entry(o)->is_directory) : nullptr;
}
Object* entry_is_file(Object* o, Object** args, int64_t nargs, Object* kwnames) {
  bool follow;
  return follow_symlinks("is_file", args, nargs, kwnames, &follow) ? bool_from(!as_entry(o)->is_directory) : nullptr;
}
Object* entry_is_symlink(Object*, Object**, int64_t nargs, Object*) {
  return nargs ? err_format(ExcTypeError, "is_symlink() takes no arguments") : bool_from(false);
}
Object* entry_inode(Object* o, Object*) { return int_from_i64(as_entry(o)->inode); }
Object* entry_fspath(Object* o, Object*) { return new_ref(as_entry(o)->path.get()); }
Object* entry_repr(Object* o) { return str_from_format("<DirEntry %R>", as_entry(o)->name.get()); }

void entry_dealloc(Object* o) {
  DirEntryObject* e = as_entry(o);
  for (Ptr<Object>* field : {&e->name, &e->path, &e->stat, &e->lstat}) clear_ref(*field);
  o->ob_type->tp_free(o);
}

// Where the entry lies: a whole path. A leaf, for the host string's sake.
void place(DirEntryObject* e, const char* text) {
  const std::string full = allowed_path(text);
  e->is_directory = seen_directory(full);
  e->inode = inode_of(full.c_str());
}

// Fills a new entry; false with an error.
bool fill(DirEntryObject* e, ScandirObject* scan, Object* name) {
  Ref<> text(joined(bytes_as_string(scan->directory), name));
  if (!text) return false;
  place(e, bytes_as_string(text));
  e->name = scan->is_bytes ? path_fs_encode(name) : new_ref(name);
  e->path = scan->dir_fd >= 0 ? new_ref(name)
            : scan->is_bytes  ? new_ref(text.get())
                              : str_decode(bytes_as_string(text), bytes_size(text), "utf-8", "surrogateescape");
  return e->name && e->path;
}

Object* entry_new(ScandirObject* scan, Object* name) {
  auto* e = object_new_as<DirEntryObject>(TypeDirEntry);
  if (!e) return nullptr;
  e->name = e->path = e->stat = e->lstat = nullptr;
  e->dir_fd = scan->dir_fd;
  if (fill(e, scan, name)) return e;
  decref(static_cast<Object*>(e));
  return nullptr;
}

// ---- ScandirIterator

Object* scan_next(Object* o) {
  ScandirObject* scan = as_scan(o);
  if (!scan->names) return nullptr;
  if (scan->next < list_size_of(scan->names)) return entry_new(scan, list_item_at(scan->names, scan->next++));
  clear_ref(scan->names);
  return nullptr;
}

Object* scan_close(Object* o, Object*) {
  clear_ref(as_scan(o)->names);
  return new_none();
}
Object* scan_enter(Object* o, Object*) { return new_ref(o); }
Object* scan_exit(Object* o, Object*) { return scan_close(o, nullptr); }

void scan_finalize(Object* o) {
  if (!as_scan(o)->names) return;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Ref<> text(str_from_format("unclosed scandir iterator %R", o));
  if ((!text || warn_at_level(ExcResourceWarning, text, 1, o) < 0) && err_exception_matches(ExcWarning)) err_write_unraisable(o);
  clear_ref(as_scan(o)->names);
  err_restore(type, value, tb);
}

void scan_dealloc(Object* o) {
  if (object_call_finalizer_from_dealloc(o) < 0) return;
  clear_ref(as_scan(o)->directory);
  clear_ref(as_scan(o)->names);
  o->ob_type->tp_free(o);
}

const MethodDef kEntryMethods[] = {
    {"is_dir", entry_is_dir, kMethMethod | kMethFastcall | kMethKeywords, "is_dir($self, /, *, follow_symlinks=True)\n--\n\nWhether it is a directory."},
    {"is_file", entry_is_file, kMethMethod | kMethFastcall | kMethKeywords, "is_file($self, /, *, follow_symlinks=True)\n--\n\nWhether it is a file."},
    {"is_symlink", entry_is_symlink, kMethMethod | kMethFastcall | kMethKeywords, "is_symlink($self, /)\n--\n\nFalse: there are no symbolic links."},
    {"stat", entry_stat, kMethMethod | kMethFastcall | kMethKeywords, "stat($self, /, *, follow_symlinks=True)\n--\n\nIts stat_result, fetched once."},
    {"inode", entry_inode, kMethNoArgs, "inode($self, /)\n--\n\nIts st_ino."},
    {"__fspath__", entry_fspath, kMethNoArgs, "__fspath__($self, /)\n--\n\nIts path."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};
const MemberDef kEntryMembers[] = {
    {"name", kTObjectEx, offsetof(DirEntryObject, name), 1, "its name in the directory"},
    {"path", kTObjectEx, offsetof(DirEntryObject, path), 1, "the directory's path and its name"},
    {nullptr, 0, 0, 0, nullptr},
};
const MethodDef kScanMethods[] = {
    {"__enter__", scan_enter, kMethNoArgs, nullptr},
    {"__exit__", scan_exit, kMethVarargs, nullptr},
    {"close", scan_close, kMethNoArgs, nullptr},
    {},
};

}  // namespace

Object* posix_scandir(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", nullptr};
  static const ArgsParser kParser = {"scandir", kKeywords};
  Object* buf[1] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buf);
  if (!a || !path_argument({"scandir", "path", true, true}, a[0], &path)) return nullptr;
  auto* scan = object_new_as<ScandirObject>(TypeScandirIterator);
  if (!scan) return nullptr;
  scan->directory = nullptr;
  scan->next = 0;
  scan->dir_fd = path.number;
  scan->is_bytes = path.is_bytes();
  std::memset(scan->unused, 0, sizeof scan->unused);
  scan->names = directory_names(path);
  if (scan->names) scan->directory = path.text ? new_ref(path.text.get()) : new_ref(open_file_path(path.number));
  if (scan->names) return scan;
  decref(static_cast<Object*>(scan));
  return nullptr;
}

void init_DirEntry_type(TypeObject* t) {
  t->tp_basicsize = sizeof(DirEntryObject);
  t->tp_dealloc = entry_dealloc;
  t->tp_flags = kTpDefault | kTpDisallowInstantiation;
  t->tp_repr = entry_repr;
  t->tp_free = object_free;
  type_add_methods(t, kEntryMethods);
  type_add_members(t, kEntryMembers);
}

void init_ScandirIterator_type(TypeObject* t) {
  t->tp_basicsize = sizeof(ScandirObject);
  t->tp_dealloc = scan_dealloc;
  t->tp_flags = kTpDefault | kTpDisallowInstantiation;
  t->tp_iter = object_self_iter;
  t->tp_iternext = scan_next;
  t->tp_finalize = scan_finalize;
  t->tp_free = object_free;
  type_add_methods(t, kScanMethods);
}

}  // namespace innards
