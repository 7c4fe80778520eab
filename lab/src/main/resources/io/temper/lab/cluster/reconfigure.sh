#!/bin/bash
# Takes the control groups of pods away and makes them anew, one after the other: each time somebody else joins or leaves
# a layer.
# usage: reconfigure.sh FOLDER MILLIS GROUP...     one change in so many milliseconds, until FOLDER/reconfigure.stop is
# there; the FIFO "never" lies in FOLDER. The last line says how many changes there were, and in how many microseconds.
folder=$1 millis=$2
shift 2
groups=("$@")
changes=0 started=${EPOCHREALTIME/./} next=${EPOCHREALTIME/./}
exec 5<> "$folder/never"
while [ ! -e "$folder/reconfigure.stop" ]; do
  group=${groups[changes % ${#groups[@]}]}
  if [ -d "$group" ]; then rmdir "$group"; else mkdir "$group"; fi && changes=$((changes + 1))
  next=$((next + millis * 1000)) now=${EPOCHREALTIME/./}
  # What was too late is not made up for.
  ((next < now)) && next=$now
  printf -v rest '%d.%06d' $(((next - now) / 1000000)) $(((next - now) % 1000000))
  ((next > now)) && read -r -t "$rest" -u 5
done
echo "changes $changes in $((${EPOCHREALTIME/./} - started))"
