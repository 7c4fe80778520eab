package io.temper.observe;

/**
 * How often threads ran on another CPU than the time before, by what they lost on the way. A thread's
 * first run is no migration. Every number only grows.
 *
 * @param sameCore to an SMT sibling on the same core: nothing is lost
 * @param sameCache to another core of the same last-level cache: the core's own caches
 * @param sameNode to another last-level cache of the same NUMA node: all caches
 * @param otherNode to another NUMA node, or one of the CPUs is not in the configuration: all caches,
 *     and its memory is far
 */
public record Migrations(long sameCore, long sameCache, long sameNode, long otherNode) {
  /** None. */
  public static final Migrations NONE = new Migrations(0, 0, 0, 0);

  /**
   * Returns how many there were of all kinds.
   *
   * @return 0 or more
   */
  public long total() {
    return sameCore + sameCache + sameNode + otherNode;
  }

  /**
   * Returns what came since an earlier reading of the same counts.
   *
   * @param earlier the earlier reading
   * @return the difference
   */
  public Migrations since(Migrations earlier) {
    return new Migrations(
        sameCore - earlier.sameCore,
        sameCache - earlier.sameCache,
        sameNode - earlier.sameNode,
        otherNode - earlier.otherNode);
  }
}
