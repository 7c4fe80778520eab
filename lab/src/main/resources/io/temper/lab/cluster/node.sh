#!/bin/bash
# Makes the guest a node: kernel modules, network, containerd, kubelet. Ends when something it needs does not
# come up; the host ends it otherwise. What the host says of this node is in node.env.
set -u
cd /payload/node || exit 1
# shellcheck disable=SC1091
. ./node.env
logs=/run/temper-lab
mkdir -p "$logs" /var/lib/containerd /var/lib/kubelet /etc/cni/net.d /etc/containerd /var/log/pods

say() {
  echo "node: $1 ($SECONDS s)"
}

fail() {
  echo "node: $1"
  tail -n 20 "$logs"/*.log 2> /dev/null
  exit 1
}

# ---- kernel ------------------------------------------------------------------------------------
release=$(uname -r)
mkdir -p /usr/lib/modules
ln -sfn /payload/modules "/usr/lib/modules/$release"
# Of the modules that may be needed only: an emulated CPU takes a minute to read them all.
(
  cd "/usr/lib/modules/$release/kernel" &&
    find "$PWD/net/core" "$PWD/net/netfilter" "$PWD/net/ipv4/netfilter" "$PWD/net/ipv6/netfilter" "$PWD/fs/overlayfs" \
      "$PWD/drivers/net" "$PWD/lib" -name '*.ko*' \( -path '*/drivers/net/*/*' -prune -o -print \) 2> /dev/null
) > /tmp/modules
# shellcheck disable=SC2046
depmod "$release" $(cat /tmp/modules) || fail "the kernel's modules have no index"
say "kernel modules are indexed"
for module in virtio_net overlay veth nf_conntrack nf_nat nft_compat nft_chain_nat xt_nat xt_MASQUERADE \
  xt_comment xt_tcpudp xt_conntrack xt_mark; do
  modprobe "$module" 2> /dev/null || echo "node: no module $module"
done
[ -d /sys/module/overlay ] || fail "the kernel has no overlayfs: containers need it"

# ---- network: the host's loopback is 10.0.2.2 -----------------------------------------------------
ln -sf iptables-nft /usr/sbin/iptables
ln -sf iptables-nft-save /usr/sbin/iptables-save
ln -sf iptables-nft-restore /usr/sbin/iptables-restore
device=$(find /sys/class/net -name 'e*' -printf '%f\n' | head -n 1)
[ -n "$device" ] || fail "the guest has no network device"
ip link set "$device" up && ip address add 10.0.2.15/24 dev "$device" &&
  ip route add default via 10.0.2.2 || fail "the guest's network does not come up"
echo 1 > /proc/sys/net/ipv4/ip_forward
# Clients in the cluster know the API server by the address of its service.
for chain in OUTPUT PREROUTING; do
  iptables -t nat -A "$chain" -d 10.96.0.1 -p tcp --dport 443 -j DNAT --to-destination "10.0.2.2:$API_PORT" ||
    fail "the kernel cannot translate addresses"
done
say "the network is up"
: > /etc/resolv.conf
hostname "$NODE_NAME"

# ---- memory for what is written -------------------------------------------------------------------
mount -t tmpfs -o size=70% tmpfs /var/lib/containerd
mount -t tmpfs tmpfs /var/lib/kubelet
mount --make-rshared /

# ---- control groups: as a host with systemd has them ----------------------------------------------
mount -o remount,nsdelegate /sys/fs/cgroup

# ---- containerd -----------------------------------------------------------------------------------
cp 10-lab.conflist /etc/cni/net.d/
cp containerd.toml /etc/containerd/config.toml
bash service.sh containerd containerd
for _ in $(seq 300); do
  ctr version > /dev/null 2>&1 && break
  sleep 0.2
done
ctr version > /dev/null 2>&1 || fail "containerd does not come up"
say "containerd is up"
for image in images/*.tar; do
  ctr -n k8s.io image import "$image" > "$logs/import.log" 2>&1 || fail "cannot import $image"
done

# ---- kubelet --------------------------------------------------------------------------------------
bash kubelet.sh
say "images are imported, the kubelet is started"

# ---- commands of the host -------------------------------------------------------------------------
port() {
  local candidate
  for candidate in /sys/class/virtio-ports/*; do
    if [ "$(cat "$candidate/name")" = "$1" ]; then echo "/dev/${candidate##*/}"; fi
  done
}
# Programs expect these links; no udev makes them here.
ln -sfn /proc/self/fd /dev/fd
# Whoever reads it waits, without a process, for as long as he likes.
mkfifo "$logs/never"
# A line a command: a number, and a script in base64. The answer: the number, the exit code, and the output.
exec 4<> "$(port temper.shell)" || fail "the port for commands is missing"
echo "ready" >&4
while read -r number script <&4; do
  output=$(bash -c "$(base64 -d <<< "$script")" 2>&1 < /dev/null 4>&-)
  echo "$number $? $(base64 -w 0 <<< "$output")" >&4
done
