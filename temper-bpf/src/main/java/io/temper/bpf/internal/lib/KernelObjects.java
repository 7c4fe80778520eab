package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import io.temper.bpf.BpfException;
import io.temper.bpf.internal.lib.KernelInfo.BtfInfo;
import io.temper.bpf.internal.lib.KernelInfo.LinkInfo;
import io.temper.bpf.internal.lib.KernelInfo.MapInfo;
import io.temper.bpf.internal.lib.KernelInfo.ProgramInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The links, programs and maps of all processes, by the numbers that the kernel gives them. Asking for
 * them needs CAP_SYS_ADMIN. What vanishes while it is looked at is passed over.
 */
public final class KernelObjects {
  private final BpfCalls calls;

  /** Looks at them through {@code calls}. */
  public KernelObjects(BpfCalls calls) {
    this.calls = calls;
  }

  private interface Next {
    int after(int id, IntByReference next);
  }

  private interface Open {
    int byId(int id);
  }

  /** Returns what the links of the struct_ops kind keep registered. */
  public List<LinkInfo> structOpsLinks() {
    var links = new ArrayList<LinkInfo>();
    for (int id : ids("bpf_link_get_next_id", calls.libbpf()::bpf_link_get_next_id)) {
      var fd = open("bpf_link_get_fd_by_id", id, calls.libbpf()::bpf_link_get_fd_by_id);
      if (fd.isPresent()) {
        try (var info = describe(fd.getAsInt(), LinkInfo.SIZE)) {
          links.add(LinkInfo.of(info));
        } finally {
          calls.closeFd(fd.getAsInt());
        }
      }
    }
    return links.stream().filter(LinkInfo::isStructOps).toList();
  }

  /** Returns the numbers of all maps that struct_ops programs with this type information use. */
  public List<Integer> mapsOfPrograms(int btfId) {
    var maps = new ArrayList<Integer>();
    for (int id : ids("bpf_prog_get_next_id", calls.libbpf()::bpf_prog_get_next_id)) {
      var fd = open("bpf_prog_get_fd_by_id", id, calls.libbpf()::bpf_prog_get_fd_by_id);
      if (fd.isPresent()) {
        try {
          maps.addAll(mapsOf(fd.getAsInt(), btfId));
        } finally {
          calls.closeFd(fd.getAsInt());
        }
      }
    }
    return maps.stream().distinct().toList();
  }

  private List<Integer> mapsOf(int fd, int btfId) {
    ProgramInfo program;
    try (var info = describe(fd, ProgramInfo.SIZE)) {
      program = ProgramInfo.of(info);
    }
    if (!program.isStructOps() || program.btfId() != btfId || program.mapCount() == 0) {
      return List.of();
    }
    try (var info = BpfCalls.zeroed(ProgramInfo.SIZE);
        var ids = BpfCalls.zeroed((long) program.mapCount() * Integer.BYTES)) {
      info.setInt(ProgramInfo.MAP_COUNT_AT, program.mapCount());
      info.setPointer(ProgramInfo.MAP_IDS_AT, ids);
      fill(fd, info);
      var maps = new ArrayList<Integer>();
      for (int id : ids.getIntArray(0, program.mapCount())) {
        maps.add(id);
      }
      return maps;
    }
  }

  /** Opens a map by its number; the caller closes the descriptor. Empty if it is gone. */
  public OptionalInt openMap(int id) {
    return open("bpf_map_get_fd_by_id", id, calls.libbpf()::bpf_map_get_fd_by_id);
  }

  /** Returns what the kernel says of an open map. */
  public MapInfo map(int fd) {
    try (var info = describe(fd, MapInfo.SIZE)) {
      return MapInfo.of(info);
    }
  }

  /** Returns type information by its number, in this machine's byte order; empty if it is gone. */
  public Optional<ByteBuffer> btf(int id) {
    var fd = open("bpf_btf_get_fd_by_id", id, calls.libbpf()::bpf_btf_get_fd_by_id);
    if (fd.isEmpty()) {
      return Optional.empty();
    }
    try (var info = describe(fd.getAsInt(), BtfInfo.SIZE)) {
      int size = info.getInt(BtfInfo.BYTES_SIZE_AT);
      try (var bytes = BpfCalls.zeroed(size)) {
        info.clear();
        info.setPointer(BtfInfo.BYTES_AT, bytes);
        info.setInt(BtfInfo.BYTES_SIZE_AT, size);
        fill(fd.getAsInt(), info);
        return Optional.of(
            ByteBuffer.wrap(bytes.getByteArray(0, size)).order(ByteOrder.nativeOrder()));
      }
    } finally {
      calls.closeFd(fd.getAsInt());
    }
  }

  private List<Integer> ids(String call, Next next) {
    var ids = new ArrayList<Integer>();
    var following = new IntByReference();
    int id = 0;
    while (true) {
      int result = next.after(id, following);
      if (result == -Errno.ENOENT) {
        return ids;
      }
      if (result < 0) {
        throw failure(call, -result, "after number " + id);
      }
      id = following.getValue();
      ids.add(id);
    }
  }

  private static OptionalInt open(String call, int id, Open open) {
    int fd = open.byId(id);
    if (fd == -Errno.ENOENT) {
      return OptionalInt.empty();
    }
    if (fd < 0) {
      throw failure(call, -fd, "number " + id);
    }
    return OptionalInt.of(fd);
  }

  private Memory describe(int fd, int size) {
    var info = BpfCalls.zeroed(size);
    try {
      fill(fd, info);
      return info;
    } catch (RuntimeException | Error e) {
      info.close();
      throw e;
    }
  }

  private void fill(int fd, Memory info) {
    var length = new IntByReference((int) info.size());
    int result = calls.libbpf().bpf_obj_get_info_by_fd(fd, info, length);
    if (result < 0) {
      throw failure("bpf_obj_get_info_by_fd", -result, "descriptor " + fd);
    }
  }

  private static BpfException failure(String call, int errno, String object) {
    return new BpfException(call, errno, Errno.nameOf(errno), object, "");
  }
}
