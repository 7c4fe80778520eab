package io.temper.deploy;

import io.temper.testkit.ProgramRun;
import io.temper.testkit.cluster.ControlPlaneTools;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Types commands at the root of the tree, with the programs of a cluster on the path.
 *
 * @param variables beside those of this process
 */
record Shell(Map<String, String> variables) {

  ProgramRun type(String command) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", path());
    return ProgramRun.of(Chart.ROOT, all, List.of("/bin/sh", "-c", command));
  }

  /** Tells whether there is such a program. */
  boolean has(String program) {
    return type("command -v " + program).exitCode() == 0;
  }

  /** What builds an API server puts kubectl beside it. */
  private static String path() {
    Path home = Path.of(System.getProperty("user.home"));
    Optional<Path> apiServer =
        ControlPlaneTools.find(System.getenv(), home).map(ControlPlaneTools::apiServer);
    return Stream.of(
            Optional.of(Chart.program()).map(Path::getParent).map(Path::toString),
            apiServer.map(Path::getParent).map(Path::toString),
            Optional.of(System.getenv().getOrDefault("PATH", "")))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(":"));
  }
}
