# shellcheck shell=sh
# Finds the tools that Bitwright needs, and installs from the system's packages what is missing.
# Sourced by ./bitwright, ./verify and build.sh. All messages go to stderr.

say() {
  printf 'bitwright: %s\n' "$*" >&2
}

# 69 is EX_UNAVAILABLE: neither the command nor its input is wrong, the machine lacks something.
give_up() {
  say "$*"
  exit 69
}

# --- packages -------------------------------------------------------------------------------------

# The package that brings a tool.
package_of() {
  case $1 in
    mvn) echo maven ;;
    chromedriver) echo chromium-driver ;;
    osu018-cells) echo qflow-tech-osu018 ;;
    *) echo "$1" ;;
  esac
}

# Standard cells, which are a file and no command: where the package puts them.
standard_cells=/usr/share/qflow/tech/osu018/osu018_stdcells.lib

# Whether a tool is on the PATH, or the standard cells are in their place.
is_here() {
  case $1 in
    osu018-cells) [ -r "$standard_cells" ] ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

# Names those of the given tools that are not here.
missing_of() {
  for name in "$@"; do
    is_here "$name" || printf '%s ' "$name"
  done
}

# As root: the command itself, or sudo without a question.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

can_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1
}

package_is_known() {
  apt-cache show "$1" >/dev/null 2>&1
}

refresh_package_lists() {
  say "reading the system's package lists (apt-get update)"
  as_root apt-get update -q </dev/null >&2
}

# Installs packages; the lists are read again only when a package is not known or not found.
install_packages() {
  refreshed=no
  for package in "$@"; do
    if ! package_is_known "$package" && [ $refreshed = no ]; then
      refresh_package_lists || return 1
      refreshed=yes
    fi
  done
  apt_install "$@" && return 0
  [ $refreshed = no ] || return 1
  refresh_package_lists && apt_install "$@"
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "$@" </dev/null >&2
}

# need_tools WHY TOOL...: makes sure that the tools are there, or says why they cannot be.
need_tools() {
  why=$1
  shift
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  packages=$(for name in $missing; do package_of "$name"; done | tr '\n' ' ')
  packages=${packages% }
  if ! can_install; then
    say "$why needs ${missing% }, which this machine lacks, and they cannot be installed from here" \
      "(that takes apt-get and root, or sudo without a password)."
    say "Please install these packages and try again: $packages"
    return 1
  fi
  say "$why needs ${missing% }: installing $packages"
  # Word splitting is meant: one argument a package.
  # shellcheck disable=SC2086
  if ! install_packages $packages || [ -n "$(missing_of "$@")" ]; then
    say "installing failed (is there a network?). Please install these packages and try again: $packages"
    return 1
  fi
}

# --- JDK ------------------------------------------------------------------------------------------

oldest_jdk=25

# Whether a folder is a JDK, compiler included, that is new enough.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge $oldest_jdk ]
}

# Prints the home of a JDK on this machine: the one asked for, else the first that is new enough.
find_jdk() {
  if [ -n "${BITWRIGHT_JAVA_HOME:-}" ]; then
    is_jdk "$BITWRIGHT_JAVA_HOME" && printf '%s\n' "$BITWRIGHT_JAVA_HOME"
    return
  fi
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path") || on_path=/none/bin/javac
  for home in "${JAVA_HOME:-/none}" "${on_path%/bin/javac}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if is_jdk "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

# Sets $jdk to the home of a JDK, which is installed if there is none.
need_jdk() {
  jdk=$(find_jdk) && return 0
  if [ -n "${BITWRIGHT_JAVA_HOME:-}" ]; then
    give_up "BITWRIGHT_JAVA_HOME is $BITWRIGHT_JAVA_HOME, which is no JDK $oldest_jdk or newer"
  fi
  candidates="openjdk-$oldest_jdk-jdk-headless temurin-$oldest_jdk-jdk"
  if can_install; then
    for attempt in known refreshed; do
      [ $attempt = known ] || refresh_package_lists || break
      for package in $candidates; do
        package_is_known "$package" || continue
        say "no JDK $oldest_jdk or newer is here: installing $package"
        install_packages "$package" && jdk=$(find_jdk) && return 0
      done
    done
  fi
  give_up "no JDK $oldest_jdk or newer is here, and none can be installed from the system's packages" \
    "(looked for: $candidates). Please install one, and set JAVA_HOME or BITWRIGHT_JAVA_HOME to it" \
    "if it is not under /usr/lib/jvm."
}

# --- Maven ----------------------------------------------------------------------------------------

# run_maven LOG ARGUMENT...: runs Maven on $jdk, its output in LOG, and on stdout too if
# $maven_output is "shown". After a failed download it is tried once more, with -U: Maven would
# else remember the failure.
run_maven() {
  log=$1
  shift
  maven_to_log "$log" "$@" && return 0
  status=$?
  if grep -qE 'Could not (transfer|resolve|find) |was not found in .* during a previous attempt' "$log"; then
    say "a download failed: trying once more"
    maven_to_log "$log" -U "$@" && return 0
    status=$?
  fi
  return $status
}

maven_to_log() {
  to=$1
  shift
  quiet_unsafe=--sun-misc-unsafe-memory-access=allow
  if [ "${maven_output:-hidden}" = shown ]; then
    # The exit status has to survive the pipe, which POSIX sh has no option for.
    {
      JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} $quiet_unsafe" \
        mvn -B -ntp "$@" </dev/null 2>&1
      echo $? >"$to.status"
    } | tee "$to"
    status=$(cat "$to.status")
    rm -f "$to.status"
    return "$status"
  fi
  JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} $quiet_unsafe" mvn -B -ntp "$@" </dev/null >"$to" 2>&1
}
