package io.temper.bpf.internal.object;

/** Whoever sees to it that the inner maps in force can be found by the process that comes next. */
public interface MapKeeper {
  /** For a scheduler that ends with its process: keeps nothing. */
  MapKeeper NONE = (kind, map) -> () -> {};

  /** A map that is kept. */
  interface Kept {
    /** Keeps it no longer. Never throws. */
    void drop();
  }

  /**
   * Keeps a map before it comes into force.
   *
   * @param kind what it holds, the beginning of its name
   * @param map the map
   * @throws io.temper.bpf.BpfException if it cannot be kept
   */
  Kept keep(String kind, BpfMap map);
}
