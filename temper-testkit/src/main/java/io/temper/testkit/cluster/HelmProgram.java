package io.temper.testkit.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Helm is. */
public final class HelmProgram {
  /** The variable that names the program. */
  public static final String VARIABLE = "HELM";

  /** The version that the lab builds. */
  public static final String VERSION = "3.22.0";

  private HelmProgram() {}

  /**
   * Looks for it: what {@value #VARIABLE} names, and that only if it is set; else on the {@code PATH}, in the
   * cache of {@code ./temper lab}.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @return the program; empty if it is not there
   */
  public static Optional<Path> find(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault(VARIABLE, "");
    Stream<Path> places = named.isEmpty()
        ? Stream.concat(onPath(environment), Stream.of(cached(environment, home)))
        : Stream.of(Path.of(named));
    return places.filter(Files::isExecutable).findFirst();
  }

  /**
   * Says where it was looked for and how to get it.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @return a sentence without its full stop
   */
  public static String whereFrom(Map<String, String> environment, Path home) {
    return "no helm in " + VARIABLE + ", on the PATH or at " + cached(environment, home)
        + "; to build it once: ./temper lab cluster tools";
  }

  private static Stream<Path> onPath(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "helm"));
  }

  private static Path cached(Map<String, String> environment, Path home) {
    return ControlPlaneTools.cache(environment, home)
        .resolveSibling("helm")
        .resolve(VERSION)
        .resolve("helm");
  }
}
