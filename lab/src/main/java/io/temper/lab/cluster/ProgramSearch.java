package io.temper.lab.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs of a cluster are looked for: in the folder that {@value #ASSETS} names, on the {@code PATH}, in the
 * lab's cache; Helm first of all where the variable {@value #HELM} says.
 *
 * @param environment the environment variables
 * @param cache the lab's folder
 */
public record ProgramSearch(Map<String, String> environment, Path cache) {
  /** The variable by which the tools of the Kubernetes project name a folder with its programs. */
  public static final String ASSETS = "KUBEBUILDER_ASSETS";

  /** The variable that names the program of Helm. */
  public static final String HELM = "HELM";

  /** Copies. */
  public ProgramSearch {
    environment = Map.copyOf(environment);
  }

  /**
   * Looks for a program of Kubernetes.
   *
   * @param program its name, as in {@code kubelet}
   * @param version the version that the cache is searched for
   * @return the program; empty if it is nowhere
   */
  public Optional<Path> kubernetes(String program, String version) {
    return find(program, kubernetesFolder(version));
  }

  /**
   * Looks for Helm.
   *
   * @return the program; empty if it is nowhere
   */
  public Optional<Path> helm() {
    String own = environment.getOrDefault(HELM, "");
    return own.isEmpty() ? find("helm", helmFolder()) : Optional.of(Path.of(own));
  }

  /**
   * Returns where the cache has the programs of a version of Kubernetes.
   *
   * @param version the version
   * @return a folder, whether or not it exists
   */
  public Path kubernetesFolder(String version) {
    return cache.resolve("kubernetes").resolve(version);
  }

  /**
   * Returns where the cache has Helm.
   *
   * @return a folder, whether or not it exists
   */
  public Path helmFolder() {
    return cache.resolve("helm").resolve(HelmBuild.VERSION);
  }

  private Optional<Path> find(String program, Path last) {
    List<Path> folders = new ArrayList<>();
    addAll(ASSETS, folders);
    addAll("PATH", folders);
    folders.add(last);
    return folders.stream()
        .map(folder -> folder.resolve(program).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void addAll(String variable, List<Path> folders) {
    String path = environment.getOrDefault(variable, "");
    Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .forEach(folders::add);
  }
}
