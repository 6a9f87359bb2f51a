// Which files of the machine it runs on a program can see: those below its own folder, and nothing else.
#include <gtest/gtest.h>

#include <string>

#include "law_machine.h"

namespace innards {
namespace {

// A disk that has every file and every folder that is asked for.
struct FullDisk : FileSource {
  int files_read = 0;
  bool read(const std::string& path, std::string* content) override {
    ++files_read;
    *content = "content of " + path + "\n";
    return true;
  }
  bool is_directory(const std::string& path) override { return path.find('.') == std::string::npos; }
  bool list(const std::string&, std::vector<std::string>* names) override {
    *names = {"secret.txt"};
    return true;
  }
};

// Reads and lists what the program is given, one line each: what it saw, or the error's class.
constexpr const char* kProgram =
    "def seen(path):\n"
    "    try:\n"
    "        return open(path).read().strip()\n"
    "    except OSError as e:\n"
    "        return type(e).__name__\n"
    "def listed(path):\n"
    "    import posix\n"
    "    try:\n"
    "        return posix.listdir(path)\n"
    "    except OSError as e:\n"
    "        return type(e).__name__\n";

std::string output_of(const std::string& lines, const std::string& directory, int* files_read = nullptr) {
  FullDisk disk;
  LawMachine loaded(kProgram + lines);
  loaded.outside.file_source = &disk;
  loaded.outside.path = {directory};
  loaded.machine.run_until(UINT64_MAX);
  if (files_read) *files_read = disk.files_read;
  return loaded.log.text(1) + loaded.log.text(2);
}

TEST(Sandbox, AProgramSeesItsOwnFolder) {
  EXPECT_EQ(output_of("print(seen('a.txt'), seen('/home/me/b.txt'))\n", "/home/me"), "content of /home/me/a.txt content of /home/me/b.txt\n");
  EXPECT_EQ(output_of("print(seen('a.txt'))\n", "/tmp/me"), "content of /tmp/me/a.txt\n") << "it may lie in the scratch directory";
}

TEST(Sandbox, ButNothingBesideIt) {
  EXPECT_EQ(output_of("print(seen('/etc/x.conf'), seen('../you.txt'), seen('/home/me2/x.txt'))\n", "/home/me"),
            "PermissionError PermissionError PermissionError\n");
}

// Whatever the machine outside has there: another user's files are none of the program's business, and a replay has only its own.
TEST(Sandbox, TheScratchDirectoryBeginsEmpty) {
  EXPECT_EQ(output_of("print(seen('/tmp/x.txt'), seen('/tmp/you/x.txt'), listed('/tmp'), listed('/tmp/you'))\n", "/home/me"),
            "FileNotFoundError FileNotFoundError [] FileNotFoundError\n");
  EXPECT_EQ(output_of("with open('/tmp/x.txt', 'w') as f: f.write('mine')\n"
                      "print(seen('/tmp/x.txt'), listed('/tmp'))\n", "/home/me"),
            "mine ['x.txt']\n");
}

TEST(Sandbox, AFolderInTheScratchDirectoryIsThePrograms) {
  EXPECT_EQ(output_of("print(seen('/tmp/a/b/x.txt'), listed('/tmp/a/b'), seen('/tmp/a/x.txt'), seen('/tmp/a'))\n", "/tmp/a/b"),
            "content of /tmp/a/b/x.txt ['secret.txt'] FileNotFoundError IsADirectoryError\n");
}

// What the machine outside has cannot be taken away: it would be there again, with its old content.
TEST(Sandbox, AnOverwrittenFileStays) {
  EXPECT_EQ(output_of("import posix\n"
                      "with open('a.txt', 'w') as f: f.write('new')\n"
                      "for f in lambda: posix.rename('a.txt', 'b.txt'), lambda: posix.remove('a.txt'):\n"
                      "    try: f()\n"
                      "    except OSError as e: print(type(e).__name__, e.errno, seen('a.txt'))\n", "/home/me"),
            "PermissionError 1 new\nPermissionError 1 new\n");
}

// importlib, inspect and linecache look by os and open() at what `import` finds.
TEST(Sandbox, WhatIsImportedCanBeLookedAt) {
  const std::string look = "print(seen('/opt/lib/m.py'), seen('/opt/lib/key.txt'), seen('/tmp/you/m.py'), listed('/opt/lib'))\n";
  EXPECT_EQ(output_of(look, "/home/me"), "PermissionError PermissionError FileNotFoundError PermissionError\n");
  EXPECT_EQ(output_of("import sys\nsys.path += ['/opt/lib', '/tmp/you/']\n" + look, "/home/me"),
            "content of /opt/lib/m.py PermissionError content of /tmp/you/m.py ['secret.txt']\n");
  EXPECT_EQ(output_of("import sys\nsys.path.append('/tmp')\nprint(seen('/tmp/you/m.py'), listed('/tmp'))\n", "/home/me"),
            "FileNotFoundError []\n");
}

// A folder may hold files of any size: only what a program opens or asks the length of is kept with the run.
TEST(Sandbox, WalkingAFolderReadsNoFile) {
  int files_read = 0;
  const std::string walk = "import posix\nfor e in posix.scandir('.'): print(e, e.path, e.is_dir(), e.is_file())\n";
  EXPECT_EQ(output_of(walk, "/home/me", &files_read), "<DirEntry 'secret.txt'> ./secret.txt False True\n");
  EXPECT_EQ(files_read, 0);
  EXPECT_EQ(output_of(walk + "print(e.stat().st_size)\n", "/home/me", &files_read), "<DirEntry 'secret.txt'> ./secret.txt False True\n31\n");
  EXPECT_EQ(files_read, 1);
}

TEST(Sandbox, AProgramThatIsNoFileHasNoFolder) {
  EXPECT_EQ(output_of("print(seen('/etc/x.conf'), seen('a.txt'), seen('/a.txt'), listed('/'))\n", ""),
            "PermissionError PermissionError PermissionError PermissionError\n");
}

}  // namespace
}  // namespace innards
