#!/bin/sh
# build.sh ROOT STATE [yes|no]: builds Bitwright for ./bitwright into the folder STATE, apart from the
# developer's target/ folders, so that a build by Maven and a run by the launcher never meet. With
# "yes" Spark is laid beside it.
#
#   STATE/build/        a copy of the sources, with Maven's target/ folders: builds are incremental
#   STATE/versions/X/   one finished build: lib/*.jar, start.aot, launch, stamp
#   STATE/versions/X/spark/   what explorations on Spark need beside lib/, once it was asked for
#   STATE/current       symbolic link to the version to run; replaced by a rename
set -eu

root=$1
state=$2
with_spark=${3:-no}
. "$root/scripts/tools.sh"
. "$root/scripts/freshness.sh"

kept_versions=3

# Copies what a build reads. Times are kept, so that Maven compiles again only what changed.
copy_sources() {
  to=$1
  mkdir -p "$to"
  cp -p "$root/pom.xml" "$to/"
  rm -rf "$to/.mvn"
  cp -Rp "$root/.mvn" "$to/"
  for pom in "$root"/*/pom.xml; do
    module=${pom%/pom.xml}
    copy=$to/${module##*/}
    mkdir -p "$copy"
    find "$copy" -mindepth 1 -maxdepth 1 ! -name target -exec rm -rf {} +
    for entry in "$module"/*; do
      case ${entry##*/} in
        target) ;;
        src)
          mkdir -p "$copy/src"
          [ ! -d "$entry/main" ] || cp -Rp "$entry/main" "$copy/src/"
          ;;
        *) cp -Rp "$entry" "$copy/" ;;
      esac
    done
  done
}

# Packages the app and its modules, and lays all jars into one folder.
build_jars() {
  build=$1
  lib=$2
  mkdir -p "$lib"
  run_maven "$state/build.log" -f "$build/pom.xml" -pl app -am -Dmaven.test.skip=true -Djacoco.skip \
    -DincludeScope=runtime "-DoutputDirectory=$lib" package dependency:copy-dependencies || return 1
  cp -p "$build"/app/target/bitwright-app-*.jar "$lib/"
}

# Jars in a fixed order: the AOT cache holds for exactly one class path.
class_path_of() {
  path=
  for jar in "$1"/*.jar; do
    path=${path:+$path:}$jar
  done
  printf '%s\n' "$path"
}

# The JDK's AOT cache, trained on real commands. Without one Bitwright runs all the same, slower.
build_aot_cache() {
  version=$1
  "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    "-XX:AOTCacheOutput=$version/start.aot" -cp "$class_path" io.bitwright.app.startup.StartTraining \
    </dev/null >"$state/aot.log" 2>&1 || rm -f "$version/start.aot"
}

# Lays Spark and the module that uses it beside the version: links to Maven's files where they can be.
build_spark() {
  need_jdk
  need_tools "the build" mvn || exit 69
  partial=$(mktemp -d "$version/spark.XXXXXXXX")
  trap 'rm -rf "$partial"' EXIT
  trap 'exit 130' INT HUP TERM
  chmod 755 "$partial"
  build_folder=$state/build
  [ "$locked" = yes ] || build_folder=$partial/build
  copy_sources "$build_folder"
  run_maven "$state/build.log" -f "$build_folder/pom.xml" -pl spark -am -Dmaven.test.skip=true -Djacoco.skip \
    -DincludeScope=runtime "-Dmdep.outputFile=$partial/jars" package dependency:build-classpath ||
    show_build_failure
  tr ':' '\n' <"$partial/jars" >"$partial/lines"
  # A last line without its end is a line, too.
  while IFS= read -r jar || [ -n "$jar" ]; do
    [ -e "$version/lib/${jar##*/}" ] || ln "$jar" "$partial/" 2>/dev/null || cp -p "$jar" "$partial/"
  done <"$partial/lines"
  cp -p "$build_folder"/spark/target/bitwright-spark-*.jar "$partial/"
  [ "$locked" = yes ] || rm -rf "$build_folder"
  rm -f "$partial/jars" "$partial/lines"
  mv -T "$partial" "$version/spark"
  trap - EXIT INT HUP TERM
}

remove_old_versions() {
  # File names here are our own: letters and digits only.
  # shellcheck disable=SC2012
  ls -1td "$state"/versions/* | tail -n +$((kept_versions + 1)) | while read -r old; do
    rm -rf "$old"
  done
}

show_build_failure() {
  say "the build failed; the whole log is $state/build.log. Its errors:"
  grep -E '^\[(ERROR|WARNING)\]' "$state/build.log" | head -n 30 >&2 || tail -n 30 "$state/build.log" >&2
  exit 69
}

build_version() {
  case $root in *:*) give_up "Java cannot run from a folder with a colon in its name: $root" ;; esac
  need_jdk
  need_tools "the build" mvn || exit 69
  version=$(mktemp -d "$state/versions/XXXXXXXX")
  # Whatever ends this shell before the version is in place takes the half-made version with it.
  trap 'rm -rf "$version"' EXIT
  trap 'exit 130' INT HUP TERM
  chmod 755 "$version"
  : >"$version/stamp"
  build_folder=$state/build
  [ "$locked" = yes ] || build_folder=$version/build
  copy_sources "$build_folder"
  build_jars "$build_folder" "$version/lib" || show_build_failure
  class_path=$(class_path_of "$version/lib")
  "$jdk/bin/java" -cp "$class_path" io.bitwright.app.startup.ClassFileUpgrade \
    "$version"/lib/picocli-[0-9]*.jar </dev/null >&2
  build_aot_cache "$version"
  [ "$locked" = yes ] || rm -rf "$build_folder"
  printf '%s\n' "$root" "$jdk" "$version" "$class_path" >"$version/launch"
  ln -s "versions/${version##*/}" "$version/link"
  mv -T "$version/link" "$state/current"
  trap - EXIT INT HUP TERM
  remove_old_versions
}

mkdir -p "$state/versions" 2>/dev/null ||
  give_up "cannot write to $state, which is to hold the build (BITWRIGHT_STATE names another folder)"
locked=no
if command -v flock >/dev/null 2>&1; then
  exec 9>"$state/lock"
  flock -n 9 || {
    say "another bitwright is building: waiting for it"
    flock 9
  }
  locked=yes
fi
# The one that was waited for may have built what is wanted.
if is_stale; then
  say "building Bitwright (once after each change of its sources; takes about a minute)"
  build_version
  say "built"
fi
if lacks_spark "$with_spark"; then
  say "fetching Spark (once; about 230 MB)"
  build_spark
fi
