// What native modules remember beside their dicts (CPython's module states and static variables). Plain data; lives in
// Runtime.
#pragma once

#include <cstdint>

#include "base/ptr.h"

namespace innards {

struct Object;
struct OpenFile;   // builtin/open_files.cpp

struct ModuleState {
  uint64_t abc_invalidation_counter;   // _abc: how often a class has been registered
  Ptr<Object> codecs_search_path;      // codecs.register: functions that find a codec, and what they found
  Ptr<Object> codecs_search_cache;
  Ptr<Object> codecs_error_handlers;   // codecs.register_error: name -> function
  Ptr<Object> warnings_filters, warnings_once, warnings_default;
  int64_t warnings_version;            // changes when the filters change
  Ptr<Object> io_unsupported_operation;
  Ptr<Object> posix_stat_result;       // os.stat_result
  Ptr<Object> thread_excepthook_args;
  uint64_t entropy;                    // os.urandom, random.seed(): how much has been handed out
  Ptr<Object> atexit_callbacks;        // list of (function, args, kwargs), the last one registered first to run
  // _thread: threads run one after another, each as soon as it is started
  int64_t thread_ident;                // of the one that runs; 0 is the main thread
  int64_t threads_started, threads_running;
  Ptr<Object> thread_sentinel;         // the lock that is released when the running thread ends
  Ptr<Object> struct_types[4];         // named tuples of posix and others
  Ptr<Object> functools_kwd_mark;      // _functools: what separates positional from keyword arguments in a cache's key
  Ptr<Object> struct_error;            // struct.error
  Ptr<Object> binascii_error, binascii_incomplete;
  // sys.set_asyncgen_hooks, sys.set_coroutine_origin_tracking_depth; the classes of what the hooks get and give
  Ptr<Object> asyncgen_firstiter, asyncgen_finalizer, asyncgen_hooks_type, unraisable_args_type;
  int64_t coroutine_origin_depth;
  Ptr<Object> context;                 // contextvars: the running context; null before the first one is needed
  Ptr<Object> scratch_files;           // files made in this run: dict of path (bytes) to content (bytearray; None for a folder)
  Ptr<OpenFile> open_files;            // by number; null before the first one is asked for
  int64_t open_files_room;
  Ptr<Object> input_rest;              // the line of input (bytes) of which not all has been read, and how much has
  int64_t input_rest_at;
  Ptr<Object> ast_classes;             // _ast: a tuple of its classes (builtin/ast_classes.h) ...
  Ptr<Object> ast_singletons;          // ... and one of the instances of Load, Add and so on
};

}  // namespace innards
