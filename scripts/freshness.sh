# shellcheck shell=sh
# Whether a build is there and fresh. Sourced, with $root and $state set, at every start: no programs
# are run here but find.
#
# root and state are the caller's, and what is read here is for the caller:
# shellcheck disable=SC2154,SC2034

# Sets what the last build left for the launcher: $jdk, $version (its folder) and $class_path.
read_launch_file() {
  [ -r "$state/current/launch" ] || return 1
  {
    IFS= read -r built_root && IFS= read -r jdk && IFS= read -r version && IFS= read -r class_path
  } <"$state/current/launch"
}

# Whether there is nothing to run, or a source is newer than what there is. Tests and target/ folders
# do not count. A removed or renamed file makes its folder newer.
is_stale() {
  read_launch_file || return 0
  [ "$built_root" = "$root" ] && [ -x "$jdk/bin/java" ] || return 0
  [ "${BITWRIGHT_JAVA_HOME:-$jdk}" = "$jdk" ] || return 0
  set -- "$root/.mvn"
  for pom in "$root"/*/pom.xml; do
    set -- "$@" "${pom%/pom.xml}"
  done
  newer=$(find "$@" -mindepth 1 \( -name target -o -path '*/src/test' -o -path '*/src/it' -o -name '.*' \) -prune \
    -o -newer "$version/stamp" -print -quit 2>&1)
  [ -n "$newer" ] || [ -n "$(find "$root/pom.xml" -newer "$version/stamp")" ]
}

# lacks_spark yes|no: whether Spark is wanted and not beside the build. $version is set.
lacks_spark() {
  [ "$1" = yes ] && [ ! -d "$version/spark" ]
}
