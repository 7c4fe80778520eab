package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.Libbpf.ObjectHandle;
import io.temper.bpf.internal.lib.MapSpec;
import io.temper.bpf.internal.lib.MappedValue;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A BPF object that the kernel has accepted: its maps and the memory shared with its programs. Safe
 * for use by several threads; what is still at work when it is closed finishes first.
 */
public final class LoadedBpfObject implements AutoCloseable {
  private static final long PAGE = 4096;

  private final BpfCalls calls;
  private final ObjectHandle handle;
  private final Gate gate;
  private final Deque<MappedValue> mappings = new ArrayDeque<>();

  LoadedBpfObject(BpfCalls calls, String name, ObjectHandle handle) {
    this.calls = calls;
    this.handle = handle;
    this.gate = new Gate("the loaded object '" + name + "'", this::release);
  }

  /** Returns a map of this object; it is closed with the object. */
  public BpfMap map(String map, int keySize, int valueSize) {
    return gate.inside(() -> {
      int fd = calls.mapFd(map, calls.findMap(handle, map));
      return new BpfMap(calls, map, fd, keySize, valueSize, gate, false);
    });
  }

  /** Creates a map outside of this object, for example the inner one of a map of maps. */
  public BpfMap createMap(MapSpec spec) {
    return BpfMap.create(calls, spec);
  }

  /** Returns the memory of a section of global variables. */
  public MappedRegion globals(String section) {
    return gate.inside(() -> new MappedRegion(
        section, gate, calls.initialValue(section, calls.findMap(handle, section))));
  }

  /** Maps the values of an array that was declared with {@code BPF_F_MMAPABLE}, to read them. */
  public MappedRegion mapArray(String map, long bytes) {
    return gate.inside(() -> {
      int fd = calls.mapFd(map, calls.findMap(handle, map));
      long size = (bytes + PAGE - 1) / PAGE * PAGE;
      var value = new MappedValue(calls.mapMemory(map, fd, size, false), bytes);
      remember(new MappedValue(value.address(), size));
      return new MappedRegion(map, gate, value);
    });
  }

  /** Registers the operations of a struct_ops map. Closing the link takes them back. */
  public BpfLink attachStructOps(String map) {
    return gate.inside(
        () -> new BpfLink(calls, map, calls.attachStructOps(map, calls.findMap(handle, map))));
  }

  /** Releases maps, programs and memory as soon as nobody uses them any more. Repeatable. */
  @Override
  public void close() {
    gate.close();
  }

  private void remember(MappedValue mapping) {
    synchronized (mappings) {
      mappings.add(mapping);
    }
  }

  private void release() {
    synchronized (mappings) {
      mappings.forEach(mapping -> calls.unmapMemory(mapping.address(), mapping.size()));
      mappings.clear();
    }
    calls.closeObject(handle);
  }
}
