package io.temper.bpf;

import com.sun.jna.Memory;
import io.temper.bpf.internal.btf.BtfBuilder;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.lib.FakeLibbpf;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.probe.HostFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host of files and a fake libbpf that behave as a kernel does: attaching changes what sysfs says,
 * and the memory of the scheduler is there to be read.
 */
final class FakeHost {
  static final int KIND_ERROR = 1024;

  final Path root;
  final FakeLibbpf libbpf = new FakeLibbpf();
  final Abi abi = Abi.ofClassPath();
  private long attachments;

  FakeHost(Path root) {
    this.root = root;
    libbpf.addMemory(".data", abi.sizeOf("t_shared"));
    libbpf.addMemory(".rodata", 4096);
    libbpf.addMemory("temper_ops", abi.sizeOf("ops"));
    libbpf.addMemory("mmap", 1 << 20);
    libbpf.valueSizes.put("thread_notes", abi.sizeOf("t_thread_note"));
    libbpf.onAttach = () -> setAttached("temper");
    libbpf.onDetach = this::setDetached;
    good();
  }

  /** Writes the files of a host that supports everything. */
  private void good() {
    write("proc/sys/kernel/osrelease", "6.18.15+deb13-cloud-amd64");
    write("proc/self/status", "Name:\tjava\nCapEff:\t000001ffffffffff\n");
    write("proc/self/uid_map", "         0          0 4294967295");
    write("proc/self/maps", "7f00 r-xp /usr/lib/x86_64-linux-gnu/libc.so.6\n");
    write("sys/kernel/security/lockdown", "[none] integrity confidentiality");
    write("sys/devices/system/cpu/isolated", "\n");
    write("sys/devices/system/cpu/possible", "0-1\n");
    write("sys/fs/cgroup/cgroup.controllers", "cpu memory");
    write("sys/kernel/sched_ext/hotplug_seq", "4");
    write("sys/kernel/sched_ext/enable_seq", "0");
    write("sys/kernel/btf/vmlinux", BtfBuilder.ofGoodKernel(functions()).build());
    setDetached();
  }

  static List<String> functions() {
    var names = new ArrayList<>(ObjectFile.read(Optional.empty()).elf().requiredSymbols());
    names.addAll(
        List.of("scx_bpf_dsq_insert", "scx_bpf_dsq_insert_vtime", "scx_bpf_dsq_move_to_local"));
    return names;
  }

  SchedExtLoader loader() {
    return loader(SchedExtOptions.builder().build());
  }

  SchedExtLoader loader(SchedExtOptions options) {
    var calls = libbpf.calls();
    return new SchedExtLoader(options, new HostFiles(root), () -> calls);
  }

  void setAttached(String name) {
    attachments++;
    write("sys/kernel/sched_ext/state", "enabled\n");
    write("sys/kernel/sched_ext/root/ops", name + "\n");
    write("sys/kernel/sched_ext/enable_seq", attachments + "\n");
  }

  void setDetached() {
    libbpf.attached = false;
    write("sys/kernel/sched_ext/state", "disabled\n");
    delete("sys/kernel/sched_ext/root/ops");
  }

  /** The memory that a loaded scheduler shares with its loader. */
  Memory shared() {
    return libbpf.memoryOf(".data");
  }

  long attachments() {
    return attachments;
  }

  /** Does what the kernel and our programs do when a scheduler ends by an error. */
  void eject(String message) {
    long exit = abi.offsetOf("t_shared", "exit_info");
    shared().setString(exit + abi.offsetOf("t_exit_info", "reason"), "runtime error");
    shared().setString(exit + abi.offsetOf("t_exit_info", "msg"), message);
    shared().setInt(exit + abi.offsetOf("t_exit_info", "kind"), KIND_ERROR);
    setDetached();
  }

  String state() {
    return read("sys/kernel/sched_ext/state");
  }

  void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** In one step, as the kernel changes its files: nobody reads half of one. */
  void write(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Path written = Files.write(Files.createTempFile(root, "", ""), bytes);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String path) {
    try {
      Files.deleteIfExists(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String path) {
    try {
      return Files.readString(root.resolve(path)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
