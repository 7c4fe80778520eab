package io.temper.testkit.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two programs that an API server is made of.
 *
 * @param etcd its store
 * @param apiServer the API server itself
 */
public record ControlPlaneTools(Path etcd, Path apiServer) {
  /** The variable by which the tools of the Kubernetes project name a folder with both. */
  public static final String ASSETS = "KUBEBUILDER_ASSETS";

  private static final String ETCD = "etcd";
  private static final String API_SERVER = "kube-apiserver";

  /**
   * Looks for them, each by itself: in the folder that {@value #ASSETS} names, on the {@code PATH}, in the
   * cache of {@code ./temper lab}, there the newest version.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @return both; empty if one is missing
   */
  public static Optional<ControlPlaneTools> find(Map<String, String> environment, Path home) {
    List<Path> folders = folders(environment, home);
    return find(ETCD, folders).flatMap(etcd -> find(API_SERVER, folders)
        .map(server -> new ControlPlaneTools(etcd, server)));
  }

  /**
   * Says where they were looked for and how to get them.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @return a sentence without its full stop
   */
  public static String whereFrom(Map<String, String> environment, Path home) {
    return "no etcd and kube-apiserver in " + ASSETS + ", on the PATH or below "
        + cache(environment, home) + "; to build them once: ./temper lab cluster tools";
  }

  private static Optional<Path> find(String program, List<Path> folders) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<Path> folders(Map<String, String> environment, Path home) {
    List<Path> folders = new ArrayList<>();
    addAll(environment.getOrDefault(ASSETS, ""), folders);
    addAll(environment.getOrDefault("PATH", ""), folders);
    folders.addAll(versions(cache(environment, home)));
    return folders;
  }

  private static void addAll(String path, List<Path> folders) {
    Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .forEach(folders::add);
  }

  /** As the lab finds its cache: see {@code docs/lab.md}. */
  static Path cache(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("TEMPER_CACHE", "");
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
    Path temper = own.isEmpty() ? base.resolve("temper") : Path.of(own);
    return temper.resolve("lab").resolve("kubernetes");
  }

  /** Returns a folder for each version, the newest first. */
  private static List<Path> versions(Path cache) {
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(cache)) {
      return all.sorted(Comparator.comparing(ControlPlaneTools::minorVersion).reversed())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Kubernetes 1.9 is older than 1.34. */
  private static int minorVersion(Path folder) {
    String[] parts = String.valueOf(folder.getFileName()).split("\\.", -1);
    try {
      return parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
