# Sourced by ./sallyport: builds the program where it is missing or older than its sources, and runs it.
#
# What runs is a copy in server/target/run: a build rewrites the jar in place, under the feet of a server
# that has it open.
run_folder=$home/server/target/run

up_to_date() {
  [ -f "$run_folder/built" ] || return 1
  # Folders count too, for a file deleted shows there only.
  newer=$(cd "$home" && find pom.xml allowlist/pom.xml server/pom.xml allowlist/src/main server/src/main \
    -newer "$run_folder/built" 2>/dev/null | head -n 1)
  [ -z "$newer" ]
}

# One build at a time; whoever waited finds it done. The lock is on the script itself, so nothing has to
# be made or cleaned up, and it falls with the process.
build() {
  exec 9<"$home/sallyport"
  if command -v flock >/dev/null 2>&1; then
    flock 9
  fi
  up_to_date || build_now
  built=$?
  exec 9<&-
  return $built
}

build_now() {
  echo "Building Sallyport, once…" >&2
  log=$(mktemp "${TMPDIR:-/tmp}/sallyport-build.XXXXXX")
  started=$(mktemp "${TMPDIR:-/tmp}/sallyport-start.XXXXXX")
  if (cd "$home" && ./mvnw -B -ntp -q -Dmaven.test.skip=true -pl server -am package) \
      </dev/null >"$log" 2>&1 9<&- && copy_program "$started"; then
    rm -f "$log" "$started"
    return 0
  fi
  rm -f "$started"
  # Maven's colours and its advice on itself are taken off.
  sed -e 's/\x1b\[[0-9;]*m//g' -e '/-> \[Help 1\]/q' "$log" | grep -v '^\[WARNING\]\|^$' | head -n 60 >&2
  echo "Sallyport could not be built. The whole output: $log" >&2
  return 1
}

# Puts the new program in the place of the old one. The stamp is as old as the build's start, so that a
# source changed meanwhile is built next time.
copy_program() {
  rm -rf "$run_folder.new" "$run_folder.old" || return 1
  mkdir -p "$run_folder.new" || return 1
  for jar in "$home"/server/target/sallyport-server-*.jar; do
    case $jar in
      *-tests.jar) ;; # left by ./verify
      *) cp "$jar" "$run_folder.new/sallyport.jar" || return 1 ;;
    esac
  done
  cp -R "$home/server/target/lib" "$run_folder.new/lib" || return 1
  touch -r "$1" "$run_folder.new/built" || return 1
  if [ -d "$run_folder" ]; then
    mv "$run_folder" "$run_folder.old" || return 1
  fi
  mv "$run_folder.new" "$run_folder" || return 1
  rm -rf "$run_folder.old"
}

# The serial collector needs the least memory beside the heap; a young generation of some size keeps it
# from collecting at every turn.
run() {
  # Java reads its arguments in the charset of the locale, and outside UTF-8 loses what is not ASCII.
  if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
    export LC_ALL=C.UTF-8
  fi
  exec "$JAVA_HOME/bin/java" \
    -XX:+UseSerialGC -Xms64m -XX:NewSize=32m \
    --enable-native-access=ALL-UNNAMED \
    -Dsallyport.home="$home" \
    -jar "$run_folder/sallyport.jar" "$@"
}
