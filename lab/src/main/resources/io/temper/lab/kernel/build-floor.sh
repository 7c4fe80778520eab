#!/usr/bin/env bash
# Builds the floor kernel: a small one with sched_ext and BTF that boots in QEMU without modules.
# usage: build-floor.sh SOURCE.tar.xz OUTPUT_FOLDER JOBS   (works in the current folder)
set -euo pipefail
source_archive=$1 output=$2 jobs=$3

tar -xf "$source_archive" --strip-components=1
make -s x86_64_defconfig kvm_guest.config

enable=(
  SCHED_CLASS_EXT EXT_GROUP_SCHED BPF_SYSCALL BPF_JIT BPF_EVENTS
  DEBUG_INFO_BTF DEBUG_FS KPROBES FTRACE FUNCTION_TRACER SCHEDSTATS
  CGROUPS CGROUP_SCHED FAIR_GROUP_SCHED CFS_BANDWIDTH CPUSETS MEMCG CGROUP_PIDS PSI
  VIRTIO VIRTIO_PCI VIRTIO_BLK VIRTIO_CONSOLE EXT4_FS TMPFS DEVTMPFS IKCONFIG IKCONFIG_PROC
  NUMA X86_64_ACPI_NUMA SCHED_SMT SCHED_MC
)
disable=(
  MODULES DRM SOUND WIRELESS WLAN NETFILTER USB_SUPPORT ATA SCSI MD INPUT_JOYSTICK
  ETHERNET NFS_FS SUNRPC BTRFS_FS XFS_FS IPV6 HIBERNATION SECURITY_SELINUX
)
for option in "${enable[@]}"; do scripts/config -e "$option"; done
for option in "${disable[@]}"; do scripts/config -d "$option"; done
scripts/config -d DEBUG_INFO_NONE -e DEBUG_INFO_DWARF5 -d DEBUG_INFO_REDUCED
scripts/config --set-str LOCALVERSION -scx -d LOCALVERSION_AUTO -d WERROR
make -s olddefconfig

# A dependency that is off turns an option off without a word, so look at what came of it.
for option in SCHED_CLASS_EXT DEBUG_INFO_BTF CGROUP_SCHED CFS_BANDWIDTH VIRTIO_BLK VIRTIO_CONSOLE EXT4_FS; do
  grep -qx "CONFIG_$option=y" .config || { echo "CONFIG_$option did not stay on" >&2; exit 1; }
done

make -s -j"$jobs" bzImage
cp arch/x86/boot/bzImage "$output/vmlinuz"
cp .config "$output/config"
