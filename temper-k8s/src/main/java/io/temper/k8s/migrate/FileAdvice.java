package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to do about the objects that a file has: the file is changed, and applied as it always is. For one
 * thread.
 */
final class FileAdvice {
  private final String file;
  private final boolean isFile;
  private final List<Found> found = new ArrayList<>();

  /** An edit is of the whole file, so what one object must not have renamed stays in all. */
  private final Set<String> collisions = new TreeSet<>();

  private record Found(ClusterObject object, List<Rename> names) {}

  /**
   * Creates one that has seen nothing.
   *
   * @param file where the objects are
   * @param isFile whether that can be edited
   */
  FileAdvice(String file, boolean isFile) {
    this.file = file;
    this.isFile = isFile;
  }

  /** Takes an object of the file, or Helm's values. */
  void add(ClusterObject object) {
    List<Rename> names = NameFinder.all(object);
    if (!names.isEmpty()) {
      found.add(new Found(object, names));
      collisions.addAll(Collisions.of(object));
    }
  }

  /** Returns what to do about them. */
  List<OldUse> uses() {
    return found.stream().map(each -> use(each.object(), each.names())).toList();
  }

  private OldUse use(ClusterObject object, List<Rename> names) {
    List<Rename> edited = names.stream()
        .filter(name -> !name.now().isEmpty() && !collisions.contains(name.old()))
        .toList();
    boolean canEdit = Shell.canEdit(edited);
    List<String> commands = isFile && !edited.isEmpty() && canEdit
        ? List.of(Shell.command(Shell.sed(edited, "-i")) + " " + Shell.command(file))
        : List.of();
    List<String> notes = new ArrayList<>();
    if (names.stream().anyMatch(name -> name.now().isEmpty())) {
      notes.add(unknown(object));
    }
    List<String> twice =
        names.stream().map(Rename::old).filter(collisions::contains).distinct().toList();
    if (!twice.isEmpty()) {
      notes.add("old and new stand side by side in this file: remove " + String.join(", ", twice)
          + " by hand where they do");
    }
    if (!canEdit) {
      notes.add("a name in it cannot be typed: change it by hand");
    }
    return new OldUse(
        step(object), described(object, file), names, commands, String.join("; ", notes));
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
