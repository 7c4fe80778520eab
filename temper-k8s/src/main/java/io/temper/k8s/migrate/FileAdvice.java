package io.temper.k8s.migrate;

import java.util.List;
import java.util.function.Consumer;

/** What to do about an object that a file has: the file is changed, and applied as it always is. */
final class FileAdvice {
  private FileAdvice() {}

  /**
   * Finds the old names of an object.
   *
   * @param object the object, or Helm's values
   * @param file where it is
   * @param isFile whether that can be edited
   * @param uses gets what was found
   */
  static void of(ClusterObject object, String file, boolean isFile, Consumer<OldUse> uses) {
    List<Rename> names = NameFinder.all(object);
    if (names.isEmpty()) {
      return;
    }
    boolean known = names.stream().anyMatch(name -> !name.now().isEmpty());
    boolean unknown = names.stream().anyMatch(name -> name.now().isEmpty());
    List<String> commands = isFile && known
        ? List.of(Shell.command(Shell.sed(names, "-i")) + " " + Shell.command(file))
        : List.of();
    String note = unknown ? unknown(object) : "";
    uses.accept(new OldUse(step(object), described(object, file), names, commands, note));
  }

  private static String unknown(ClusterObject object) {
    return object.kind().isEmpty()
        ? "Temper has no such part yet: leave it out"
        : "docs/metrics.md lists what there is instead";
  }

  private static String described(ClusterObject object, String file) {
    return (object.kind().isEmpty() ? "values" : WorkloadAdvice.described(object)) + " in " + file;
  }

  private static MigrationStep step(ClusterObject object) {
    return switch (object.kind()) {
      case "" -> MigrationStep.INSTALL;
      case "Node" -> MigrationStep.NODES;
      case "Namespace" -> MigrationStep.NAMESPACES;
      case "PriorityClass" -> MigrationStep.CLASSES;
      case "PrometheusRule", "ServiceMonitor", "PodMonitor", "ConfigMap" ->
        MigrationStep.MONITORING;
      default -> MigrationStep.WORKLOADS;
    };
  }
}
