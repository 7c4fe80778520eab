# The first process of a host of its own within the machine: it becomes systemd. Where an installation
# writes is private to it, and what would act on the whole kernel is left out.
#
# sh systemd-host.sh FOLDER ARCHIVE...   FOLDER is empty; the archives are found in /root
set -eu

own=$1
shift
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$own"
mkdir -p "$own/dev/shm" "$own/dev/pts" "$own/opt" "$own/root" "$own/usr/local/bin" "$own/var/tmp"
chmod 1777 "$own/var/tmp"
cp "$@" "$own/root"
cp -a /etc "$own/etc"
# With an identity it is no first boot, at which systemd would enable whatever it finds.
echo 0123456789abcdef0123456789abcdef >"$own/etc/machine-id"
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$own/dev"
ln -s pts/ptmx "$own/dev/ptmx"
mount -t devpts devpts "$own/dev/pts"

for folder in dev etc opt root usr/local var; do
  mkdir -p "/$folder"
  mount --bind "$own/$folder" "/$folder"
done
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=1777 tmpfs /tmp
umount /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
# These settings are the machine's.
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro /proc/sys

# Of what systemd brings along only the journal: the rest takes time, and is about the whole machine.
for wanted in /usr/lib/systemd/system/*.wants /usr/lib/systemd/system-generators; do
  mount -t tmpfs tmpfs "$wanted"
done
mkdir -p /etc/systemd/system/sysinit.target.wants
ln -s /usr/lib/systemd/system/systemd-journald.service /etc/systemd/system/sysinit.target.wants

cd /
exec env -i container=temper-test PATH=/usr/sbin:/usr/bin /usr/lib/systemd/systemd --unit=basic.target
