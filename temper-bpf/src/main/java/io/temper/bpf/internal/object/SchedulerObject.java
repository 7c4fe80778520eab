package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.MapSpec;
import java.util.OptionalInt;

/**
 * What a scheduler in the kernel consists of for who runs it, whether this process has loaded it or opened
 * the files that an earlier one left. Using it after {@link #close} is an {@link IllegalStateException}.
 */
public interface SchedulerObject extends MappableMaps, AutoCloseable {

  /** Returns a map of this object; it is closed with the object. */
  BpfMap map(String map, int keySize, int valueSize);

  /** Creates a map outside of this object, for example the inner one of a map of maps. */
  BpfMap createMap(MapSpec spec);

  /** Returns the memory of a section of global variables. */
  MappedRegion globals(String section);

  /** Opens a descriptor of a thread, to be given back to {@link #closeThread}; empty if it is gone. */
  OptionalInt openThread(int tid);

  /** Closes what {@link #openThread} opened. */
  void closeThread(int fd);

  /** Releases maps, programs and memory as soon as nobody uses them any more. Repeatable. */
  @Override
  void close();
}
