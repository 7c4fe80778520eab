#!/bin/bash
# For each control group of a pod that appears: a line with how many microseconds it took until the map of the
# scheduler that is in force had it. Both moments are known as well as the time between two looks, which the last
# line has.
# usage: layer-watch.sh OUTPUT KUBEPODS     ends when OUTPUT.stop is there; the FIFO "never" lies beside OUTPUT
output=$1 kubepods=$2
declare -A born known
pods() { groups=("$kubepods"/pod* "$kubepods"/*/pod*); }
# The map in force is the one made last: each change of shape makes a new one, so it is asked for at each look.
live() {
  local rest
  rest=$(bpftool map list -j 2> /dev/null)
  id=0
  while [[ $rest =~ \"id\":([0-9]+),\"type\":\"hash\",\"name\":\"temper_members\"(.*) ]]; do
    rest=${BASH_REMATCH[2]}
    ((BASH_REMATCH[1] > id)) && id=${BASH_REMATCH[1]}
  done
}
# The inode as bpftool prints it: eight bytes, the lowest first.
bytes() {
  local number=$1 text= i
  for ((i = 0; i < 8; i++)); do
    printf -v byte '"0x%02x",' $((number >> (8 * i) & 255))
    text+=$byte
  done
  key=${text%,}
}
shopt -s nullglob
pods
for group in "${groups[@]}"; do known[$group]=1; done
looks=0 started=${EPOCHREALTIME/./}
: > "$output"
exec 5<> "${output%/*}/never"
while [ ! -e "$output.stop" ]; do
  read -r -t 0.25 -u 5
  pods
  for group in "${groups[@]}"; do
    [ -n "${known[$group]:-}" ] && continue
    known[$group]=1
    born[$group]="${EPOCHREALTIME/./} $(stat -c %i "$group" 2> /dev/null)"
  done
  live
  dump=$(bpftool map dump id "$id" -j 2> /dev/null)
  now=${EPOCHREALTIME/./}
  looks=$((looks + 1))
  for group in "${!born[@]}"; do
    read -r at inode <<< "${born[$group]}"
    bytes "${inode:-0}"
    if [[ $dump == *"\"key\":[$key]"* ]]; then
      echo $((now - at)) >> "$output"
      unset "born[$group]"
    fi
  done
done
echo "every $(((${EPOCHREALTIME/./} - started) / (looks > 0 ? looks : 1)))" >> "$output"
