#!/bin/bash
# Has the kernel write down, by one clock, when a control group is made or taken away and when a member is written into a hash map of
# BPF programs. Beside it a real-time thread on each CPU, before which neither scheduler has a say, writes down by how much it
# was late: for so long the machine itself stood still.
# usage: layer-trace.sh start | stop FOLDER     the FIFO "never" lies in FOLDER; stop prints what was written
folder=$2
tracing=/sys/kernel/tracing
instance=$tracing/instances/temper

# A line for each pause of a CPU that is longer than 20 ms: the CPU, and how many microseconds.
pauses() {
  local last=${EPOCHREALTIME/./} now
  exec 5<> "$folder/never"
  while [ ! -e "$folder/layer-trace.stop" ]; do
    read -r -t 0.01 -u 5
    now=${EPOCHREALTIME/./}
    ((now - last > 30000)) && echo "pause $1 $((now - last - 10000))" > "$instance/trace_marker"
    last=$now
  done
}

case $1 in
  start)
    [ -d $tracing/events ] || mount -t tracefs tracefs $tracing || exit 1
    rm -f "$folder/layer-trace.stop"
    mkdir -p $instance
    echo mono > $instance/trace_clock
    echo 4096 > $instance/buffer_size_kb
    # The second argument is the key: the number of the control group.
    echo 'p:temper/member htab_map_update_elem key=+0(%si):u64' >> $tracing/kprobe_events || exit 1
    echo 1 > $instance/events/cgroup/cgroup_mkdir/enable || exit 1
    echo 1 > $instance/events/cgroup/cgroup_rmdir/enable || exit 1
    echo 1 > $instance/events/temper/member/enable || exit 1
    for cpu in $(seq 0 $(($(nproc) - 1))); do
      setsid taskset -c "$cpu" chrt -f 99 bash "$0" pauses "$folder" "$cpu" < /dev/null > /dev/null 2>&1 &
    done
    ;;
  pauses)
    pauses "$3"
    ;;
  stop)
    touch "$folder/layer-trace.stop"
    sleep 0.3
    [ -d $instance ] || exit 0
    echo 0 > $instance/tracing_on
    grep -E 'cgroup_mkdir:|cgroup_rmdir:|member:|tracing_mark_write:' $instance/trace
    echo 0 > $instance/events/enable
    rmdir $instance
    echo '-:temper/member' >> $tracing/kprobe_events
    ;;
esac
