package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.KernelInfo.LinkInfo;
import io.temper.bpf.internal.lib.KernelInfo.MapInfo;
import io.temper.bpf.internal.lib.KernelObjects;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The maps of a scheduler that some other process attached, to be read. Holding them keeps their
 * memory, not the scheduler.
 *
 * <pre>
 *  link of kind struct_ops -> map of its operations -> number of its type information
 *    -> programs with the same -> all maps that they use
 * </pre>
 */
public final class ForeignObject implements MappableMaps, AutoCloseable {
  /** No map of a kernel has this id. */
  private static final int NO_ID = 0;

  private final BpfCalls calls;
  private final KernelObjects kernel;
  private final Map<String, Opened> maps;
  private final Mappings mappings;
  private final Gate gate;

  private record Opened(int fd, MapInfo info) {}

  private ForeignObject(BpfCalls calls, KernelObjects kernel, Map<String, Opened> maps) {
    this.calls = calls;
    this.kernel = kernel;
    this.maps = Map.copyOf(maps);
    this.mappings = new Mappings(calls);
    this.gate = new Gate("the attached scheduler", this::release);
  }

  /**
   * Finds the attached scheduler whose map of operations has the name {@code operations}.
   *
   * @return empty if none is
   * @throws io.temper.bpf.BpfException if the kernel does not tell, with EPERM to who may not ask
   */
  public static Optional<ForeignObject> find(BpfCalls calls, String operations) {
    var kernel = new KernelObjects(calls);
    for (LinkInfo link : kernel.structOpsLinks()) {
      var map = describe(calls, kernel, link.mapId());
      if (map.isPresent() && map.get().name().equals(operations)) {
        return Optional.of(open(calls, kernel, map.get().btfId()));
      }
    }
    return Optional.empty();
  }

  private static Optional<MapInfo> describe(BpfCalls calls, KernelObjects kernel, int id) {
    var fd = kernel.openMap(id);
    if (fd.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(kernel.map(fd.getAsInt()));
    } finally {
      calls.closeFd(fd.getAsInt());
    }
  }

  private static ForeignObject open(BpfCalls calls, KernelObjects kernel, int btfId) {
    var maps = new HashMap<String, Opened>();
    try {
      for (int id : kernel.mapsOfPrograms(btfId)) {
        OptionalInt fd = kernel.openMap(id);
        if (fd.isPresent()) {
          var map = opened(calls, kernel, fd.getAsInt());
          maps.put(map.info().name(), map);
        }
      }
      return new ForeignObject(calls, kernel, maps);
    } catch (RuntimeException | Error e) {
      maps.values().forEach(opened -> calls.closeFd(opened.fd()));
      throw e;
    }
  }

  private static Opened opened(BpfCalls calls, KernelObjects kernel, int fd) {
    try {
      return new Opened(fd, kernel.map(fd));
    } catch (RuntimeException | Error e) {
      calls.closeFd(fd);
      throw e;
    }
  }

  /** Returns the size of a map's values in bytes; empty if there is no such map. */
  public OptionalInt valueSize(String map) {
    var opened = maps.get(map);
    return opened == null ? OptionalInt.empty() : OptionalInt.of(opened.info().valueSize());
  }

  /** Returns a copy of the first element of an array. */
  public ByteBuffer first(String map) {
    return gate.inside(() -> first(map, require(map)));
  }

  /** Returns a copy of the first element of the map that is the first element of a map of maps. */
  public ByteBuffer firstOfInner(String map) {
    return gate.inside(() -> {
      var inner = openInner(map, 0).orElseThrow(() -> vanished(map));
      try {
        return first(map, inner);
      } finally {
        calls.closeFd(inner.fd());
      }
    });
  }

  /** Returns a copy of an element of a map that is an element of a map of maps, if there is one. */
  public Optional<ByteBuffer> elementOfInner(String map, int index, ByteBuffer key) {
    return gate.inside(() -> {
      var inner = openInner(map, index).orElse(null);
      if (inner == null) {
        return Optional.empty();
      }
      try {
        return element(map, inner, key);
      } finally {
        calls.closeFd(inner.fd());
      }
    });
  }

  /**
   * Opens the map that is an element of a map of maps; empty if there is none. Between finding out
   * which one it is and opening it another may have been put in its place, as publishing does: then
   * that one.
   */
  private Optional<Opened> openInner(String map, int index) {
    int before = NO_ID;
    while (true) {
      var reference = element(map, require(map), BpfMap.number(index));
      int id = reference.map(bytes -> bytes.getInt(0)).orElse(NO_ID);
      if (id == before) {
        return Optional.empty();
      }
      OptionalInt fd = kernel.openMap(id);
      if (fd.isPresent()) {
        return Optional.of(opened(calls, kernel, fd.getAsInt()));
      }
      before = id;
    }
  }

  /** Returns the type information that the object was loaded with; empty if the kernel has none of it. */
  public Optional<ByteBuffer> types(String map) {
    return gate.inside(() -> kernel.btf(require(map).info().btfId()));
  }

  /** Returns a copy of what a map keeps with a thread; empty if it keeps nothing, or there is none. */
  public Optional<ByteBuffer> ofThread(String map, int tid) {
    return ofThread(List.of(map), tid).flatMap(found -> found.get(0));
  }

  /** Returns a copy of what each of some maps keeps with a thread; empty if there is no such thread. */
  public Optional<List<Optional<ByteBuffer>>> ofThread(List<String> from, int tid) {
    return gate.inside(() -> {
      var thread = calls.openThread(tid);
      if (thread.isEmpty()) {
        return Optional.empty();
      }
      try {
        var key = BpfMap.number(thread.getAsInt());
        return Optional.of(
            from.stream().map(map -> element(map, require(map), key)).toList());
      } finally {
        calls.closeFd(thread.getAsInt());
      }
    });
  }

  private ByteBuffer first(String name, Opened map) {
    return element(name, map, BpfMap.number(0)).orElseThrow(() -> vanished(name));
  }

  private Optional<ByteBuffer> element(String name, Opened map, ByteBuffer keyBytes) {
    int size = map.info().valueSize();
    var bytes = new byte[keyBytes.remaining()];
    keyBytes.duplicate().get(bytes);
    try (var key = BpfCalls.zeroed(bytes.length);
        var value = BpfCalls.zeroed(size)) {
      key.write(0, bytes, 0, bytes.length);
      return calls.lookup(name, map.fd(), key, value)
          ? Optional.of(ByteBuffer.wrap(value.getByteArray(0, size)).order(ByteOrder.nativeOrder()))
          : Optional.empty();
    }
  }

  @Override
  public MappedRegion mapArray(String map, long bytes) {
    return gate.inside(() -> mappings.map(map, require(map).fd(), bytes, gate));
  }

  private Opened require(String map) {
    var opened = maps.get(map);
    if (opened == null) {
      throw vanished(map);
    }
    return opened;
  }

  private static IllegalStateException vanished(String map) {
    return new IllegalStateException("the attached scheduler has no map '" + map + "' any more");
  }

  /** Lets go of the maps. Repeatable. */
  @Override
  public void close() {
    gate.close();
  }

  private void release() {
    mappings.release();
    maps.values().forEach(opened -> calls.closeFd(opened.fd()));
  }
}
