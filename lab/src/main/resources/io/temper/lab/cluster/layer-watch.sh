#!/bin/bash
# For each control group of a pod that appears: a line with how many microseconds it took until a map of the
# scheduler had it. Both moments are known as well as the time between two looks, which the last line has.
# usage: layer-watch.sh OUTPUT MAP_ID...     ends when OUTPUT.stop is there
output=$1
shift
declare -A born known
pods() { groups=(/sys/fs/cgroup/kubepods/pod* /sys/fs/cgroup/kubepods/*/pod*); }
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
exec 5<> /run/temper-lab/never
while [ ! -e "$output.stop" ]; do
  read -r -t 0.05 -u 5
  pods
  for group in "${groups[@]}"; do
    [ -n "${known[$group]:-}" ] && continue
    known[$group]=1
    born[$group]="${EPOCHREALTIME/./} $(stat -c %i "$group" 2> /dev/null)"
  done
  dump=$(for id; do bpftool map dump id "$id" -j; done 2> /dev/null)
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
