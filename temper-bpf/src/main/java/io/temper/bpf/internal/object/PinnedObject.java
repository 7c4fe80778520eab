package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.MapSpec;
import io.temper.bpf.internal.lib.PinCalls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A scheduler that an earlier process has loaded, by the files that keep its maps. Closing it closes
 * descriptors; what the files keep goes on. Safe for use by several threads.
 */
public final class PinnedObject implements SchedulerObject {
  private final PinCalls pins;
  private final BpfCalls calls;
  private final Map<String, Integer> maps;
  private final Mappings mappings;
  private final Gate gate;

  private PinnedObject(PinCalls pins, Map<String, Integer> maps) {
    this.pins = pins;
    this.calls = pins.calls();
    this.maps = Map.copyOf(maps);
    this.mappings = new Mappings(calls);
    this.gate = new Gate("the scheduler that was taken over", this::release);
  }

  /**
   * Opens the maps of a scheduler.
   *
   * @param pins the way to the kernel
   * @param files the file of each map by the map's name
   * @throws io.temper.bpf.BpfException if one cannot be opened; none stays open then
   */
  public static PinnedObject open(PinCalls pins, Map<String, Path> files) {
    var maps = new HashMap<String, Integer>();
    try {
      files.forEach((map, file) -> maps.put(map, pins.open(file)));
      return new PinnedObject(pins, maps);
    } catch (RuntimeException | Error e) {
      maps.values().forEach(pins.calls()::closeFd);
      throw e;
    }
  }

  @Override
  public BpfMap map(String map, int keySize, int valueSize) {
    return gate.inside(
        () -> new BpfMap(calls, map, descriptor(map), keySize, valueSize, gate, false));
  }

  /** Returns the size of the values of a map in bytes. */
  public int valueSize(String map) {
    return gate.inside(() -> pins.map(descriptor(map)).valueSize());
  }

  @Override
  public BpfMap createMap(MapSpec spec) {
    return BpfMap.create(calls, spec);
  }

  /** Global variables are an array of one element that can be mapped. */
  @Override
  public MappedRegion globals(String section) {
    return gate.inside(() -> mappings.map(
        section, descriptor(section), pins.map(descriptor(section)).valueSize(), gate, true));
  }

  @Override
  public MappedRegion mapArray(String map, long bytes) {
    return gate.inside(() -> mappings.map(map, descriptor(map), bytes, gate));
  }

  @Override
  public OptionalInt openThread(int tid) {
    return calls.openThread(tid);
  }

  @Override
  public void closeThread(int fd) {
    calls.closeFd(fd);
  }

  private int descriptor(String map) {
    var fd = maps.get(map);
    if (fd == null) {
      throw new IllegalStateException("no file keeps the map '" + map + "'");
    }
    return fd;
  }

  @Override
  public void close() {
    gate.close();
  }

  private void release() {
    mappings.release();
    maps.values().forEach(calls::closeFd);
  }
}
