# What ./mien and ./test have in common: finding the SDK and the libraries, and building the program. It is read by them (source), not run.
# Everything it says goes to standard error, so that the program's own output stays clean.

say() { printf '%s\n' "mien: $*" >&2; }

# Sets `dotnet` and DOTNET_ROOT, or stops. Looking costs file tests only; no program is started.
find_sdk() {
  local found
  for found in "${DOTNET_ROOT:-}/dotnet" "$(command -v dotnet || true)" "$HOME/.dotnet/dotnet" /usr/lib/dotnet/dotnet /usr/share/dotnet/dotnet \
    /usr/local/share/dotnet/dotnet; do
    [ -x "$found" ] || continue
    dotnet=$(readlink -f "$found" 2>/dev/null || echo "$found")
    if compgen -G "${dotnet%/*}/sdk/10.*" >/dev/null; then
      # Invariant, as Mien is: then the SDK does not ask for ICU, which a bare machine lacks.
      export DOTNET_ROOT=${dotnet%/*} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
      return
    fi
  done
  say "the .NET 10 SDK is missing. Microsoft's way to install it (https://learn.microsoft.com/dotnet/core/install/linux):"
  cat >&2 <<'TEXT'
  Debian 12:
    wget https://packages.microsoft.com/config/debian/12/packages-microsoft-prod.deb -O packages-microsoft-prod.deb
    sudo dpkg -i packages-microsoft-prod.deb && rm packages-microsoft-prod.deb
    sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0
  Any Linux or macOS, for one user:
    curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
  Then run this command again.
TEXT
  exit 1
}

# Prints the Debian packages that are missing, one a line.
missing_packages() {
  local libraries ldconfig=ldconfig folder
  [ "$(uname -s)" = Linux ] || return 0
  command -v ldconfig >/dev/null || ldconfig=/sbin/ldconfig
  libraries=$("$ldconfig" -p 2>/dev/null || true)
  case $libraries in *libdnnl.so.[23]\ *) ;; *) echo libdnnl2 ;; esac
  case $libraries in *libvips.so.42\ *) ;; *) echo libvips42 ;; esac
  command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null || echo ffmpeg
  for folder in "${OPENCV_DATA_DIR:-}" /usr/share/opencv4/haarcascades /usr/share/opencv/haarcascades /usr/local/share/opencv4/haarcascades; do
    [ -n "$folder" ] && [ -f "$folder/haarcascade_frontalface_default.xml" ] && return 0
  done
  echo opencv-data
}

# Newer Debians have some of these under another name.
package_here() {
  local name
  for name in "$1" "${1}t64" "${1/dnnl2/dnnl3}"; do
    if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; return; fi
  done
  echo "$1"
}

# Installs what is missing (root, apt) or says how. Returns 1 where something stays missing.
need_packages() {
  local missing name packages=()
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086 # one word a package
  set -- $missing
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || [ -n "${MIEN_NO_INSTALL:-}" ]; then
    say "missing: $*. Install with: sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    return 1
  fi
  say "installing by apt-get: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 </dev/null || say "apt-get update failed; trying with the lists that are there"
  for name in "$@"; do packages+=("$(package_here "$name")"); done
  apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2 </dev/null && return 0
  say "apt-get could not install: ${packages[*]}"
  return 1
}

runtime_identifier() {
  local system=linux machine=x64
  [ "$(uname -s)" = Darwin ] && system=osx
  case $(uname -m) in aarch64 | arm64) machine=arm64 ;; esac
  echo "$system-$machine"
}

# Whether the program in .build/mien is newer than everything that it is made of.
is_built() {
  [ -x .build/mien/mien ] && [ -f .build/mien.stamp ] || return 1
  local inputs=(src Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig eng) extra
  for extra in models samples; do [ -e "$extra" ] && inputs+=("$extra"); done
  [ -z "$(find "${inputs[@]}" \( -name bin -o -name obj \) -prune -o -newer .build/mien.stamp -print -quit)" ]
}

# Builds the program into .build/mien where that is out of date.
build_program() {
  is_built && return
  mkdir -p .build
  if command -v flock >/dev/null; then
    exec 9>.build/lock
    flock 9
    if is_built; then exec 9>&-; return; fi
  fi
  say "building (once; about a minute)"
  touch .build/mien.stamp.new
  if ! "$dotnet" publish src/Mien.Cli -c Release -r "$(runtime_identifier)" --self-contained false -p:PublishReadyToRun=true -o .build/mien \
    -v quiet --nologo >.build/build.log 2>&1 9>&- </dev/null; then
    grep -E 'error|warn' .build/build.log | sort -u | head -20 >&2 || tail -20 .build/build.log >&2
    say "the build failed; all of it is in .build/build.log"
    exit 1
  fi
  mv .build/mien.stamp.new .build/mien.stamp
  if command -v flock >/dev/null; then exec 9>&-; fi
}
