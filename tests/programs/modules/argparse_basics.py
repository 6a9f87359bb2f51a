# argparse: options, positionals, help, errors.
import argparse

parser = argparse.ArgumentParser(prog="tool", description="Does things.", epilog="The end.")
parser.add_argument("files", nargs="*", help="what to read")
parser.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (default: %(default)s)")
parser.add_argument("-v", action="count", default=0)
parser.add_argument("--mode", choices=["fast", "slow"])
group = parser.add_mutually_exclusive_group()
group.add_argument("--on", action="store_true")
group.add_argument("--off", action="store_true")
print(parser.parse_args([]), parser.parse_args(["-vv", "--number=7", "--mode", "slow", "a", "b"]))
print(parser.format_usage(), parser.format_help())
for args in (["-n", "x"], ["--mode", "odd"], ["--on", "--off"], ["--nope"], ["-h"]):
    try:
        parser.parse_args(args)
    except SystemExit as e:
        print(args, e.code)
sub = argparse.ArgumentParser(prog="git").add_subparsers(dest="cmd", required=True)
add = sub.add_parser("add", help="adds")
add.add_argument("-f", action=argparse.BooleanOptionalAction)
print(argparse.Namespace(a=1), add.parse_args(["-f"]))
