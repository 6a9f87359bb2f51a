// The command line of `innards`. Each subcommand registers itself here and has its body in a file of its own.
#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
  CLI::App app{"Innards shows what happens inside CPython 3.11 while a program runs."};
  app.require_subcommand(0, 1);
  CLI11_PARSE(app, argc, argv);
  return 0;
}
