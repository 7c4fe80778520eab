package io.temper.kernel;

import io.temper.node.CpuSet;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Everything that a scheduler in the kernel goes by, as one immutable value: the kernel sees the old
 * one or the new one, whole. Made by {@link KernelCompiler}, which checks it.
 *
 * @param generation counts what was published, from 1
 * @param layers all layers, each at its own index
 * @param defaultLayer index of the layer of every thread whose control group is not a member
 * @param systemLayer index of the layer of the kernel's own threads
 * @param members layer index by cgroup id; a control group without an entry is in the layer of its
 *     nearest ancestor that has one
 * @param cpus the online CPUs, by number
 * @param domains how many last-level caches the CPUs have
 * @param bounds how long a layer may be kept waiting
 */
public record KernelConfig(
    long generation,
    List<KernelLayer> layers,
    int defaultLayer,
    int systemLayer,
    NavigableMap<Long, Integer> members,
    List<KernelCpu> cpus,
    int domains,
    FairnessBounds bounds) {

  /**
   * Copies the collections and checks that they fit together.
   *
   * @throws IllegalArgumentException if the generation is below 1, an index leads nowhere, a layer
   *     does not stand at its own, the system layer has a ceiling, CPUs are not in order, or fences
   *     overlap or leave no CPU to the rest
   */
  public KernelConfig {
    layers = List.copyOf(layers);
    members = Collections.unmodifiableNavigableMap(new TreeMap<>(members));
    cpus = List.copyOf(cpus);
    if (generation < 1) {
      throw new IllegalArgumentException("generations count from 1: " + generation);
    }
    requireIndex(defaultLayer, layers, "the default layer");
    requireIndex(systemLayer, layers, "the system layer");
    requirePlaces(layers);
    requireUncapped(layers.get(systemLayer));
    requireCpus(cpus, domains);
    requireFences(layers, cpus);
    for (var member : members.entrySet()) {
      requireIndex(member.getValue(), layers, "the layer of cgroup " + member.getKey());
    }
  }

  /**
   * Returns the same configuration with another number.
   *
   * @param value the generation, from 1
   * @return a changed configuration
   * @throws IllegalArgumentException if the generation is below 1
   */
  public KernelConfig withGeneration(long value) {
    return new KernelConfig(
        value, layers, defaultLayer, systemLayer, members, cpus, domains, bounds);
  }

  /**
   * Returns the same configuration with other layers.
   *
   * @param value all layers, each at its own index
   * @return a changed configuration
   * @throws IllegalArgumentException as the constructor
   */
  public KernelConfig withLayers(List<KernelLayer> value) {
    return new KernelConfig(
        generation, value, defaultLayer, systemLayer, members, cpus, domains, bounds);
  }

  /**
   * Returns the same configuration with other members.
   *
   * @param value layer index by cgroup id
   * @return a changed configuration
   * @throws IllegalArgumentException if an index leads nowhere
   */
  public KernelConfig withMembers(NavigableMap<Long, Integer> value) {
    return new KernelConfig(
        generation, layers, defaultLayer, systemLayer, value, cpus, domains, bounds);
  }

  /**
   * Tells whether only generation and members may differ from another configuration.
   *
   * @param other the configuration to compare with
   * @return true if layers, CPUs and bounds are equal
   */
  public boolean hasShapeOf(KernelConfig other) {
    return layers.equals(other.layers)
        && defaultLayer == other.defaultLayer
        && systemLayer == other.systemLayer
        && cpus.equals(other.cpus)
        && domains == other.domains
        && bounds.equals(other.bounds);
  }

  private static void requirePlaces(List<KernelLayer> layers) {
    for (int place = 0; place < layers.size(); place++) {
      if (layers.get(place).index() != place) {
        throw new IllegalArgumentException("layer " + layers.get(place).name() + " stands at "
            + place + ", but its index is " + layers.get(place).index());
      }
    }
  }

  /** Everybody waits for the kernel's own threads, so they are never made to wait. */
  private static void requireUncapped(KernelLayer system) {
    if (system.isCapped()) {
      throw new IllegalArgumentException("layer " + system.name()
          + " is the system layer, whose kernel threads must not be held at a ceiling, but it has"
          + " one of " + system.ceilingMillis() + " thousandths of a CPU: give it the ceiling 0,"
          + " and cap the layers of the workloads instead");
    }
  }

  /** A CPU with two owners would serve one of them only, and without a free one the rest starves. */
  private static void requireFences(List<KernelLayer> layers, List<KernelCpu> cpus) {
    CpuSet fenced = CpuSet.empty();
    CpuSet shared = CpuSet.empty();
    for (KernelLayer layer : layers) {
      CpuSet twice =
          fenced.intersect(layer.preferred()).union(shared.intersect(layer.fencedCpus()));
      if (!twice.isEmpty()) {
        throw new IllegalArgumentException(
            "layer " + layer.name() + " and another one both claim CPUs of a fence: " + twice);
      }
      fenced = fenced.union(layer.fencedCpus());
      shared = shared.union(layer.preferred());
    }
    CpuSet all = CpuSet.of(cpus.stream().mapToInt(KernelCpu::id).toArray());
    if (!fenced.isEmpty() && all.minus(fenced).isEmpty()) {
      throw new IllegalArgumentException(
          "fences leave no CPU to the other layers: " + fenced + " of " + all);
    }
    for (KernelLayer layer : layers) {
      if (!all.containsAll(layer.fencedCpus())) {
        throw new IllegalArgumentException("layer " + layer.name()
            + " is confined to CPUs that the node does not have: "
            + layer.fencedCpus().minus(all));
      }
    }
  }

  private static void requireCpus(List<KernelCpu> cpus, int domains) {
    int before = -1;
    for (KernelCpu cpu : cpus) {
      if (cpu.id() <= before) {
        throw new IllegalArgumentException(
            "CPUs are listed by number, each once, but " + cpu.id() + " follows " + before);
      }
      if (cpu.domain() >= domains) {
        throw new IllegalArgumentException("CPU " + cpu.id() + " is of cache " + cpu.domain()
            + ", but there are " + domains + " caches, counted from 0");
      }
      before = cpu.id();
    }
  }

  private static void requireIndex(int index, List<KernelLayer> layers, String what) {
    if (index < 0 || index >= layers.size()) {
      throw new IllegalArgumentException(
          what + " has index " + index + ", but there are " + layers.size() + " layers");
    }
  }
}
