// Commands whose files have not come yet. Each is weak: the real one replaces it. This file goes when all have.
#include <cstdio>

#include "commands.h"

namespace innards::app {
namespace { int missing(const char* name) { std::fprintf(stderr, "innards: %s is not built in\n", name); return 2; } }
#define MISSING(f, Args) __attribute__((weak)) int f(const Args&) { return missing(#f); }
MISSING(cmd_tokens, StageArgs) MISSING(cmd_tree, StageArgs) MISSING(cmd_scopes, StageArgs) MISSING(cmd_code, StageArgs)
MISSING(cmd_dis, StageArgs) MISSING(cmd_run, RunArgs) MISSING(cmd_steps, StepsArgs) MISSING(cmd_trace, TraceArgs)
MISSING(cmd_show, ShowArgs) MISSING(cmd_shot, ShotArgs) MISSING(cmd_lesson, LessonArgs) MISSING(cmd_window, WindowArgs)
MISSING(cmd_offscreen, OffscreenArgs)
}  // namespace innards::app
