package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.Libbpf.ObjectHandle;
import io.temper.bpf.internal.lib.MapSpec;
import java.util.OptionalInt;

/**
 * A BPF object that the kernel has accepted: its maps and the memory shared with its programs. Safe
 * for use by several threads; what is still at work when it is closed finishes first.
 */
public final class LoadedBpfObject implements SchedulerObject {
  private final BpfCalls calls;
  private final ObjectHandle handle;
  private final Gate gate;
  private final Mappings mappings;

  LoadedBpfObject(BpfCalls calls, String name, ObjectHandle handle) {
    this.calls = calls;
    this.handle = handle;
    this.mappings = new Mappings(calls);
    this.gate = new Gate("the loaded object '" + name + "'", this::release);
  }

  @Override
  public BpfMap map(String map, int keySize, int valueSize) {
    return gate.inside(() -> {
      int fd = calls.mapFd(map, calls.findMap(handle, map));
      return new BpfMap(calls, map, fd, keySize, valueSize, gate, false);
    });
  }

  @Override
  public BpfMap createMap(MapSpec spec) {
    return BpfMap.create(calls, spec);
  }

  @Override
  public MappedRegion globals(String section) {
    return gate.inside(() -> new MappedRegion(
        section, gate, calls.initialValue(section, calls.findMap(handle, section))));
  }

  @Override
  public MappedRegion mapArray(String map, long bytes) {
    return gate.inside(
        () -> mappings.map(map, calls.mapFd(map, calls.findMap(handle, map)), bytes, gate));
  }

  @Override
  public OptionalInt openThread(int tid) {
    return calls.openThread(tid);
  }

  @Override
  public void closeThread(int fd) {
    calls.closeFd(fd);
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

  private void release() {
    mappings.release();
    calls.closeObject(handle);
  }
}
