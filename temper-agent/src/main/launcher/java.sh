# shellcheck shell=sh
# How Temper is started, in one place: sourced by ./temper in a checkout and by bin/temper of an
# installed tree. Whoever sources it calls find_java first, which sets $home and $version.
#
#   TEMPER_JAVA_OPTS   more options for the JVM, for example -Xmx4g
#   JAVA_HOME          the Java to use; default: the java on the PATH

agent_main=io.temper.agent.TemperAgent

say() { printf 'temper: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# ---- which Java ----------------------------------------------------------------------------------

java_home() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    printf '%s\n' "$JAVA_HOME"
  elif found=$(command -v java); then
    found=$(readlink -f -- "$found")
    printf '%s\n' "${found%/bin/java}"
  fi
}

# The runtime's full version, from a file: asking the JVM itself would cost as much as running it.
java_version() {
  stated=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$1/release" 2>/dev/null) || :
  [ -n "$stated" ] || stated=$("$1/bin/java" -version 2>&1 | sed -n '1s/.* version "\([^"]*\)".*/\1/p')
  printf '%s\n' "$stated"
}

find_java() {
  home=$(java_home)
  [ -n "$home" ] || die "no Java found: install JDK 17 or newer, or set JAVA_HOME"
  version=$(java_version "$home")
  case "$version" in
    '') version=unknown ;;
    1.* | 9* | 1[0-6]*)
      die "Java $version at $home is too old: install JDK 17 or newer, or set JAVA_HOME to one"
      ;;
  esac
}

# ---- how it is started ---------------------------------------------------------------------------

# C1 and the serial collector: a command lives for a second. JNA needs native access from 24 on;
# older releases know the option too.
jvm_options() {
  printf '%s\n' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable \
    --enable-native-access=ALL-UNNAMED
}

# The agent lives for months. Its heap begins small, and grows as its garbage asks for it, not before;
# threads that only wait need no megabyte. What jstat would read is written twenty times a second, for
# nobody, and housekeeping of locks that nobody contends for need not run four times a second (decision
# 0026). A Java that knows an option no more starts without it.
service_options() {
  printf '%s\n' -Xms8m -Xmx128m -Xss512k -XX:-UsePerfData -XX:+IgnoreUnrecognizedVMOptions \
    -XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=0 -XX:AsyncDeflationInterval=5000
}

# A class archive about halves the time to start. It fits one Java and one set of jars only, so
# it is made here and not shipped; without one everything works, more slowly. One run lists the
# classes, another archives them: in one step (-XX:ArchiveClassesAtExit) those of picocli, whose
# format is older than that option supports, would be left out.
#
# class_archive CLASS_PATH FOLDER...   sets $archive: one that is there, else one that is made in the
#                                      first folder that may be written to, else an empty string
class_archive() {
  class_path=$1
  shift
  # Of these jars: one of another release would be ignored, and never be made anew.
  jars=$(printf '%s' "$class_path" | cksum | cut -d ' ' -f 1)
  name="agent-$jars-$(printf '%s' "$version" | tr -c 'A-Za-z0-9.+-' _).jsa"
  for folder in "$@"; do
    archive="$folder/$name"
    [ ! -f "$archive" ] || return 0
  done
  for folder in "$@"; do
    if [ -w "$folder" ]; then
      archive="$folder/$name"
      say "preparing faster starts"
      make_class_archive "$archive.$$" "$archive.$$.list" </dev/null >/dev/null 2>&1 \
        && mv -f "$archive.$$" "$archive" 2>/dev/null || :
      rm -f "$archive.$$" "$archive.$$.list"
      [ ! -f "$archive" ] || return 0
    fi
  done
  archive=
}

# shellcheck disable=SC2046
make_class_archive() {
  "$home/bin/java" $(jvm_options) "-XX:DumpLoadedClassList=$2" -cp "$class_path" \
    io.temper.agent.ArchiveTraining \
    && "$home/bin/java" $(jvm_options) -Xshare:dump "-XX:SharedClassListFile=$2" \
      "-XX:SharedArchiveFile=$1" -cp "$class_path"
}

# is_service [JVM_OPTION...] MAIN_CLASS ARGUMENT...   whether they run an agent, and no command of a moment;
#                                                     options may stand before the command
is_service() {
  while [ $# -gt 0 ] && [ "$1" != "$agent_main" ]; do shift; done
  [ $# -eq 0 ] || shift
  while [ $# -gt 0 ]; do
    case $1 in
      --color) shift ;;
      -*) ;;
      *) [ "$1" = run ] && return 0 || return 1 ;;
    esac
    [ $# -eq 0 ] || shift
  done
  return 1
}

# exec_agent CLASS_PATH ARCHIVE [JVM_OPTION...] MAIN_CLASS ARGUMENT...
exec_agent() {
  class_path=$1
  archive=$2
  shift 2
  more=
  ! is_service "$@" || more=$(service_options)
  [ ! -t 1 ] || set -- -Dtemper.stdout.terminal=true "$@"
  [ -z "$archive" ] || set -- "-XX:SharedArchiveFile=$archive" "$@"
  # shellcheck disable=SC2046,SC2086
  exec "$home/bin/java" $(jvm_options) $more ${TEMPER_JAVA_OPTS:-} -cp "$class_path" "$@"
}
