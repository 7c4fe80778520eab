package io.temper.lab.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The programs that a cluster is made of and talked to with.
 *
 * @param kubernetes those of Kubernetes, and its store, by name
 * @param helm the package manager
 */
public record ClusterPrograms(Map<String, Path> kubernetes, Path helm) {
  /** The store; Debian has it. */
  public static final String ETCD = "etcd";

  /** What is built from the modules of Kubernetes. The first takes most of the time. */
  public static final List<String> BUILT =
      List.of("kube-apiserver", "kubelet", "kube-controller-manager", "kube-scheduler", "kubectl");

  /** Copies. */
  public ClusterPrograms {
    kubernetes = Map.copyOf(kubernetes);
  }

  /**
   * Finds a program that must be there.
   *
   * @param name its name
   * @return the program
   */
  public Path program(String name) {
    Path found = kubernetes.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no program of a cluster: " + name);
    }
    return found;
  }

  /**
   * Collects programs.
   *
   * @param version of Kubernetes
   * @param helm the package manager
   * @param program gives a program by its name and version
   * @return all of them
   */
  public static ClusterPrograms collect(
      String version, Path helm, BiFunction<String, String, Path> program) {
    Map<String, Path> found = new HashMap<>();
    found.put(ETCD, program.apply(ETCD, version));
    BUILT.forEach(name -> found.put(name, program.apply(name, version)));
    return new ClusterPrograms(found, helm);
  }
}
