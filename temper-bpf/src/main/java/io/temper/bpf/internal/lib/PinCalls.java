package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.temper.bpf.BpfException;
import io.temper.bpf.internal.lib.Libbpf.LinkHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The calls around pins: files of a bpffs that keep a map or a link as a descriptor does, whatever becomes
 * of the process. They are removed like any file. Needs CAP_BPF and the permissions of the files.
 */
public final class PinCalls {
  private final BpfCalls calls;

  /** Pins and opens through {@code calls}. */
  public PinCalls(BpfCalls calls) {
    this.calls = calls;
  }

  /** Returns the calls that know of no pins. */
  public BpfCalls calls() {
    return calls;
  }

  /**
   * Makes a file that keeps what the descriptor stands for.
   *
   * @throws BpfException if the kernel refuses, with EPERM where there is no bpffs
   */
  public void pin(int fd, Path file) {
    require("bpf_obj_pin", file, calls.libbpf().bpf_obj_pin(fd, file.toString()));
  }

  /** Opens what a file keeps; the caller closes the descriptor. */
  public int open(Path file) {
    return require("bpf_obj_get", file, calls.libbpf().bpf_obj_get(file.toString()));
  }

  /** Returns the descriptor of a link; it belongs to the link. */
  public int linkFd(LinkHandle link) {
    return require("bpf_link__fd", "link", calls.libbpf().bpf_link__fd(link));
  }

  /** Opens the link that a file keeps. Destroying the handle leaves the file. */
  public LinkHandle openLink(Path file) {
    var link = calls.libbpf().bpf_link__open(file.toString());
    if (link == null) {
      throw failure("bpf_link__open", calls.lastErrno(), file.toString());
    }
    return link;
  }

  /** Returns what the kernel says of an open map. */
  public KernelInfo.MapInfo map(int fd) {
    return new KernelObjects(calls).map(fd);
  }

  /** Writes the key after {@code key}, or the first; returns whether there is one. */
  public boolean nextKey(String name, int fd, @Nullable Pointer key, Memory next) {
    int result = calls.libbpf().bpf_map_get_next_key(fd, key, next);
    if (result == -Errno.ENOENT) {
      return false;
    }
    require("bpf_map_get_next_key", name, result);
    return true;
  }

  private static int require(String call, Path file, int result) {
    return require(call, file.toString(), result);
  }

  private static int require(String call, String object, int result) {
    if (result < 0) {
      throw failure(call, -result, object);
    }
    return result;
  }

  private static BpfException failure(String call, int errno, String object) {
    return new BpfException(call, errno, Errno.nameOf(errno), object, "");
  }
}
