# Sourced by ./run and ./test: installing packages and building, each skipped in seconds when there is nothing to do.

say() { printf '== %s\n' "$*"; }

packages_run="g++ cmake ninja-build ccache pkg-config git ca-certificates python3.11 python3-glad
  libimgui-dev libglfw3-dev libfreetype-dev libstb-dev libfontconfig-dev nlohmann-json3-dev libcli11-dev
  libmd4c-dev libmd4c-html0-dev libdouble-conversion-dev libgl-dev libegl-dev libgl1-mesa-dri
  fonts-dejavu-core fonts-wqy-microhei"
packages_test="libgtest-dev libgmock-dev libbenchmark-dev xvfb xauth xdotool libpython3.11-testsuite"
packages_all="clang libclang-rt-14-dev"

# install_packages GROUP: apt-get, with sudo where not root; nothing is asked of the network when all are there.
install_packages() {
  local wanted missing=() package
  case "$1" in
    run) wanted=$packages_run ;;
    test) wanted="$packages_run $packages_test" ;;
    all) wanted=$packages_all ;;
  esac
  if ! command -v dpkg-query >/dev/null 2>&1; then
    say "no Debian packages here: CMake fetches pinned sources for libraries it does not find"
    return 0
  fi
  for package in $wanted; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || { say "packages: all there"; return 0; }
  say "installing ${missing[*]}"
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "innards: not root and no sudo; install these packages: ${missing[*]}" >&2; return 1; }
    sudo=sudo
  fi
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build_into DIR [CMake options] [-- TARGETS]: configures once, then builds what changed; of the targets named, or of all.
build_into() {
  local dir=$1 top options=()
  top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  shift
  say "building into ${dir##*/}"
  while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=("$1"); shift; done
  cmake -S "$top" -B "$dir" -G Ninja "${options[@]}" > "$dir.configure.log" 2>&1 || { cat "$dir.configure.log" >&2; return 1; }
  rm -f "$dir.configure.log"
  cmake --build "$dir" -- --quiet "${@:2}"
}
