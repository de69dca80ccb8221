#!/bin/sh
# Builds libclipsbridge.so into the folder given, against the headers of a JDK. The CLIPS of the
# system is linked statically, so the result needs no package at run time.
set -eu
cd "$(dirname "$0")"
to=$1
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -n "$home" ] && [ -r "$home/include/jni.h" ]; then jdk=$home; break; fi
done
[ -n "${jdk:-}" ] || { echo "no jni.h: set JAVA_HOME to a JDK" >&2; exit 1; }
mkdir -p "$to"
[ "$to/libclipsbridge.so" -nt clips_bridge.c ] && [ "$to/libclipsbridge.so" -nt build.sh ] && exit 0
command -v gcc >/dev/null || { echo "no gcc: run  sudo apt-get install -y gcc libc6-dev" >&2; exit 1; }
exec gcc -Wall -Wextra -Werror -O2 -fPIC -shared -fvisibility=hidden \
  -I"$jdk/include" -I"$jdk/include/linux" -o "$to/libclipsbridge.so" clips_bridge.c \
  -l:libclips.a -Wl,--exclude-libs,ALL -Wl,-Bsymbolic -lm
