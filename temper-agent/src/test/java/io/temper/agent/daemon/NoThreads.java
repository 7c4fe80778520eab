package io.temper.agent.daemon;

import io.temper.runtime.placement.ThreadReader;
import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.Optional;

/** A host without threads. */
final class NoThreads implements ThreadReader {
  @Override
  public List<Integer> threadsIn(CgroupPath group) {
    return List.of();
  }

  @Override
  public Optional<String> nameOf(int tid) {
    return Optional.empty();
  }

  @Override
  public String commandOf(int tid) {
    return "";
  }
}
