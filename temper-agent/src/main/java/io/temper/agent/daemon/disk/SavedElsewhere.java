package io.temper.agent.daemon.disk;

import io.temper.runtime.restart.Circuit;
import io.temper.runtime.restart.RestartMemory;

/**
 * A memory that is written by another thread, so that the loop never waits for a disk.
 *
 * @param memory is written
 * @param disk writes it
 */
record SavedElsewhere(RestartMemory memory, DiskThread disk) implements RestartMemory {
  @Override
  public Circuit load() {
    return memory.load();
  }

  @Override
  public void save(Circuit circuit) {
    disk.write("restarts", () -> memory.save(circuit));
  }
}
