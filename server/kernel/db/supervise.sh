#!/bin/sh
# supervise.sh RUN_DIR GRACE COMMAND…: owns PostgreSQL for all processes of the product that share a data directory.
# Each process keeps a file named by its pid in RUN_DIR/holders; when none of them lives for GRACE seconds, PostgreSQL
# stops. A shell and not Node: it waits for days and should weigh nothing.
run=$1
grace=$2
shift 2
# Ctrl-C in the terminal is for the product; the database stops when nobody holds it.
trap '' HUP INT
"$@" &
postgres=$!
echo $$ >"$run/supervisor"

held() {
  for file in "$run"/holders/*; do
    [ -e "$file" ] || continue
    if kill -0 "${file##*/}" 2>/dev/null; then return 0; fi
    rm -f "$file"
  done
  return 1
}

idle=0
while kill -0 "$postgres" 2>/dev/null; do
  if held; then idle=0; else idle=$((idle + 1)); fi
  if [ "$idle" -ge "$grace" ]; then
    # The mark goes up before the last look: a newcomer writes its file before it looks for the mark, so one sees the other.
    mkdir "$run/stopping" 2>/dev/null
    if held; then
      idle=0
    else
      kill -INT "$postgres"
      wait "$postgres"
    fi
    rmdir "$run/stopping" 2>/dev/null
  fi
  # Restoring moves the directory away: it asks for the stop and waits.
  if [ -e "$run/stop" ]; then
    kill -INT "$postgres"
    wait "$postgres"
  fi
  sleep 1
done
rm -f "$run/supervisor"
