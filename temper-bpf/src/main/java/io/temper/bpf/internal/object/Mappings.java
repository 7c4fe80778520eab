package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.MappedValue;
import java.util.ArrayDeque;
import java.util.Deque;

/** The memory of maps that one owner has mapped, to be taken back together. */
final class Mappings {
  private static final long PAGE = 4096;

  private final BpfCalls calls;
  private final Deque<MappedValue> mappings = new ArrayDeque<>();

  Mappings(BpfCalls calls) {
    this.calls = calls;
  }

  /** Maps the memory behind a descriptor, to read it; {@code gate} is the owner's, and open. */
  MappedRegion map(String name, int fd, long bytes, Gate gate) {
    return map(name, fd, bytes, gate, false);
  }

  /** Maps the memory behind a descriptor; {@code gate} is the owner's, and open. */
  MappedRegion map(String name, int fd, long bytes, Gate gate, boolean writable) {
    long size = (bytes + PAGE - 1) / PAGE * PAGE;
    var address = calls.mapMemory(name, fd, size, writable);
    synchronized (mappings) {
      mappings.add(new MappedValue(address, size));
    }
    return new MappedRegion(name, gate, new MappedValue(address, bytes));
  }

  /** Takes all of it back. Nobody may read any of it any more. */
  void release() {
    synchronized (mappings) {
      mappings.forEach(mapping -> calls.unmapMemory(mapping.address(), mapping.size()));
      mappings.clear();
    }
  }
}
