#!/bin/bash
# Starts a program in a group of its own below system.slice, as systemd does.
# usage: service.sh NAME PROGRAM [ARGUMENT...]
group=/sys/fs/cgroup/system.slice/$1.service
log=/run/temper-lab/$1.log
shift
mkdir -p "$group"
echo $$ > "$group/cgroup.procs"
setsid "$@" >> "$log" 2>&1 < /dev/null 3>&- 4>&- &
