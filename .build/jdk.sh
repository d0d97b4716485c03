# Sourced by the scripts at the root: finds a JDK 25 and exports JAVA_HOME.
# Looked for in JAVA_HOME, then /usr/lib/jvm, then PATH.

# Whether that folder holds a JDK 25 (a compiler too: a bare run time can't build). A JDK says its version
# in a file named release, which is quicker to ask than the program.
is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -q '^JAVA_VERSION="25[."+-]' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\($\|[.+-]\)'
  fi
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  for candidate in /usr/lib/jvm/*; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  # javac on the PATH is most often a link into the JDK; macOS has a program that tells where it is.
  candidate=$(command -v javac 2>/dev/null) || candidate=
  if [ -n "$candidate" ]; then
    candidate=$(dirname "$(dirname "$(real_path "$candidate")")")
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  fi
  if [ -x /usr/libexec/java_home ] && candidate=$(/usr/libexec/java_home -F -v 25 2>/dev/null) \
      && is_jdk_25 "$candidate"; then
    JAVA_HOME=$candidate
    export JAVA_HOME
    return 0
  fi
  cat >&2 <<'END'
Sallyport needs a JDK 25, and none was found in JAVA_HOME, in /usr/lib/jvm or on the PATH.
Install one and try again:
  Debian 13, Ubuntu   apt-get install openjdk-25-jdk-headless, or temurin-25-jdk from Adoptium (adoptium.net)
  Fedora, RHEL        dnf install java-25-openjdk-devel
  macOS               brew install openjdk@25
or set JAVA_HOME to the folder of one you have.
END
  return 1
}

# The file a path leads to once every symbolic link is followed.
real_path() {
  path=$1
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=$(dirname "$path")/$link ;;
    esac
  done
  printf '%s/%s\n' "$(cd -P "$(dirname "$path")" && pwd -P)" "$(basename "$path")"
}
