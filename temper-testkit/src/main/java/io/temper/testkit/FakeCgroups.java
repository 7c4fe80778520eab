package io.temper.testkit;

import io.temper.spi.CgroupResolver;
import io.temper.workload.CgroupPath;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A tree of control groups that a test makes. As in the kernel, a group made again has another id. For one
 * thread.
 */
public final class FakeCgroups implements CgroupResolver {
  private static final CgroupPath ROOT = new CgroupPath("/");

  private final Map<CgroupPath, Long> ids = new TreeMap<>();
  private long lastId = 1;

  /** Creates a tree that has its root only. */
  public FakeCgroups() {
    ids.put(ROOT, lastId);
  }

  /**
   * Makes a group, and those around it.
   *
   * @param path where; nothing happens if it is there
   */
  public void make(CgroupPath path) {
    path.outwards().forEach(group -> {
      if (!ids.containsKey(group)) {
        ids.put(group, ++lastId);
      }
    });
  }

  /**
   * Removes a group, and those below it.
   *
   * @param path where; not the root
   */
  public void remove(CgroupPath path) {
    ids.keySet().removeIf(group -> group.isWithin(path));
  }

  @Override
  public OptionalLong apply(CgroupPath path) {
    Long id = ids.get(path);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }
}
