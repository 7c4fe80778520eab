package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The installations of the chart of before: known by the labels and annotations of their objects. What Helm
 * itself keeps of a release is a Secret, and none is read.
 */
final class OldReleases {
  private static final String INSTALL = "helm upgrade --install temper deploy/helm/temper"
      + " --namespace temper --create-namespace --set enforce=false";
  private static final String ENFORCE =
      "helm upgrade temper deploy/helm/temper --namespace temper --reuse-values --set enforce=true";

  private final Map<Release, SortedSet<String>> objects = new LinkedHashMap<>();

  /** Helm made it, or did not. */
  private record Release(String name, String namespace, boolean isHelms) {}

  /** Takes an object of the old chart. */
  void add(ClusterObject object) {
    var annotations = object.annotations();
    String name = annotations.getOrDefault("meta.helm.sh/release-name", "");
    String namespace =
        annotations.getOrDefault("meta.helm.sh/release-namespace", object.namespace());
    Release release = new Release(
        name.isEmpty() ? OldNames.BEFORE : name,
        namespace.isEmpty() ? OldNames.BEFORE : namespace,
        !name.isEmpty());
    objects
        .computeIfAbsent(release, unused -> new TreeSet<>())
        .add(WorkloadAdvice.described(object));
  }

  /**
   * Tells what to do about them.
   *
   * @param installed whether the new agent is there already
   * @param uses gets it
   */
  void advise(boolean installed, Consumer<OldUse> uses) {
    objects.forEach((release, parts) -> {
      List<Rename> names = List.of(new Rename("release", release.name(), "temper"));
      String what = "release " + release.namespace() + "/" + release.name();
      if (!installed) {
        uses.accept(
            new OldUse(
                MigrationStep.INSTALL,
                what,
                names,
                List.of(INSTALL),
                "its values are not read, since Helm keeps them in a Secret: docs/migration.md maps them"));
      }
      uses.accept(new OldUse(
          MigrationStep.AGENTS,
          what,
          names,
          commands(release, parts),
          "it has " + String.join(", ", parts)));
    });
  }

  private static List<String> commands(Release release, SortedSet<String> parts) {
    List<String> commands = new ArrayList<>();
    commands.add(annotateAll("=true") + " --overwrite");
    if (release.isHelms()) {
      commands.add(Shell.command("helm", "uninstall", release.name(), "-n", release.namespace()));
    } else {
      for (String part : parts) {
        String[] kindAndName = part.split(" ", 2);
        String[] place = kindAndName[1].split("/", 2);
        commands.add(
            place.length == 1
                ? Shell.command("kubectl", "delete", kindAndName[0], place[0])
                : Shell.command("kubectl", "-n", place[0], "delete", kindAndName[0], place[1]));
      }
    }
    commands.add(annotateAll("-"));
    commands.add(ENFORCE);
    return commands;
  }

  /** Under each old prefix, since it is not known which one the old agents read. */
  private static String annotateAll(String end) {
    StringBuilder command = new StringBuilder("kubectl annotate node --all");
    OldNames.prefixes()
        .forEach(prefix ->
            command.append(' ').append(prefix).append(NodeAdvice.REQUEST).append(end));
    return command.toString();
  }
}
