// innards lesson new SLUG: a folder with a lesson in both languages and its program, which `lesson check` finds nothing wrong
// with: the author changes what is there instead of beginning with an empty page.
#include <sys/stat.h>

#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "cmd_lesson.h"
#include "data_files.h"
#include "lesson_files.h"

namespace innards::app {

namespace {

constexpr const char* kProgram = R"(x = ["a"]
y = x
y.append("b")
print(x)
)";

constexpr const char* kEnglish = R"(---
title: A title
reads:
serves:
minutes: 5
needs:
version: What later versions of CPython changed, or nothing.
---

## One idea
at: line 3
show: objects, source
mark: object(x)
ask: Two assignments have run. How many references hold the list?
answer: object(x).refcount
choices: 1 | an assignment copies the list | An assignment gives a second name to the same list.

What is on screen, and what it means: one idea, under 80 words. `innards lesson check` says what does not work yet.

## What follows from it
at: line 4
show: console, objects
mark: object(y)

A step without a question is read. End with something that the reader could not have said before.
)";

constexpr const char* kChinese = R"(---
title: 标题
reads:
serves:
minutes: 5
needs:
version: CPython 以后的版本改变了什么，没有就说没有。
---

## 一个概念
at: line 3
show: objects, source
mark: object(x)
ask: 两次赋值已经执行。有几个引用持有这个列表？
answer: object(x).refcount
choices: 1 | 赋值会复制列表 | 赋值只是给同一个列表第二个名字。

屏幕上是什么，意味着什么：一步一个概念，不要太长。`innards lesson check` 会说出哪里还不行。

## 由此得出
at: line 4
show: console, objects
mark: object(y)

没有问题的一步只供阅读。最后要留下读者以前说不出来的东西。
)";

bool good_slug(const std::string& slug) {
  if (slug.empty() || !std::isalpha(static_cast<unsigned char>(slug[0]))) return false;
  for (char c : slug)
    if (!std::islower(static_cast<unsigned char>(c)) && !std::isdigit(static_cast<unsigned char>(c)) && c != '_') return false;
  return true;
}

// One more than the highest number there is.
std::string next_number(const std::string& folder) {
  int highest = 0;
  for (const std::string& name : lesson_names(folder)) highest = std::max(highest, std::atoi(name.c_str()));
  char text[16];
  std::snprintf(text, sizeof text, "%02d", highest + 1);
  return text;
}

}  // namespace

int lesson_new(const LessonArgs& args) {
  if (!good_slug(args.name)) {
    std::fprintf(stderr, "innards: a lesson's name is small letters, digits and _, and begins with a letter, not '%s'\n", args.name.c_str());
    return 2;
  }
  const std::string folder = lessons_folder(), name = next_number(folder) + "_" + args.name, dir = folder + "/" + name;
  if (folder.empty() || mkdir(dir.c_str(), 0777) != 0) {
    std::fprintf(stderr, "innards: cannot make %s: %s\n", dir.c_str(), std::strerror(errno));
    return 1;
  }
  const std::pair<const char*, const char*> files[] = {{"program.py", kProgram}, {"lesson.md", kEnglish}, {"lesson.zh.md", kChinese}};
  for (const auto& [file, text] : files) {
    std::string error;
    if (write_text_file(dir + "/" + file, text, error)) continue;
    std::fprintf(stderr, "innards: %s\n", error.c_str());
    return 1;
  }
  std::printf("%s\n", dir.c_str());
  return 0;
}

}  // namespace innards::app
