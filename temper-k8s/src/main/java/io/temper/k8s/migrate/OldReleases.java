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
  /** With which Helm marks what it made. */
  static final String RELEASE = "meta.helm.sh/release-name";

  /** The same. */
  static final String NAMESPACE = "meta.helm.sh/release-namespace";

  /** Else alerts on the old metric would see nothing once the old agents are gone. */
  private static final String LEGACY = "printf '[metrics]\\nlegacy = true\\n' > legacy.toml";

  private static final String INSTALL = "helm upgrade --install temper deploy/helm/temper"
      + " --namespace temper --create-namespace --set enforce=false"
      + " --set-file agent.config=legacy.toml";
  private static final String ENFORCE =
      "helm upgrade temper deploy/helm/temper --namespace temper --reuse-values --set enforce=true";

  private final Map<Release, SortedSet<String>> objects = new LinkedHashMap<>();

  /** Helm made it, or did not. */
  private record Release(String name, String namespace, boolean isHelms) {}

  /** Takes an object of the old chart. */
  void add(ClusterObject object) {
    var annotations = object.annotations();
    String name = annotations.getOrDefault(RELEASE, "");
    String namespace = annotations.getOrDefault(NAMESPACE, object.namespace());
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
   * @param classes which may be of a release, and are deleted with it
   * @param uses gets it
   */
  void advise(boolean installed, OldClasses classes, Consumer<OldUse> uses) {
    objects.forEach((release, parts) -> {
      List<Rename> names = List.of(new Rename("release", release.name(), "temper"));
      String what = "release " + release.namespace() + "/" + release.name();
      if (!installed) {
        uses.accept(
            new OldUse(
                MigrationStep.INSTALL,
                what,
                names,
                installing(release),
                "its values are not read, since Helm keeps them in a Secret: docs/migration.md maps them"));
      }
      uses.accept(new OldUse(
          MigrationStep.AGENTS,
          what,
          names,
          commands(release, parts, classes),
          "it has " + String.join(", ", parts)
              + "; the requests go only once its agents have ended, else one enforces again"));
    });
  }

  private static List<String> installing(Release release) {
    List<String> commands = new ArrayList<>();
    if (release.isHelms()) {
      String file = release.name().replaceAll("[^A-Za-z0-9.-]", "_") + "-values.yaml";
      commands.add(Shell.command("helm", "get", "values", release.name(), "-n", release.namespace())
          + " > " + file);
    }
    commands.add(LEGACY);
    commands.add(INSTALL);
    return commands;
  }

  private static List<String> commands(
      Release release, SortedSet<String> parts, OldClasses classes) {
    List<String> commands = new ArrayList<>();
    commands.add(annotateAll("=true") + " --overwrite");
    if (release.isHelms()) {
      commands.add(Shell.command(
          "helm",
          "uninstall",
          release.name(),
          "-n",
          release.namespace(),
          "--wait",
          "--cascade=foreground"));
      commands.addAll(classes.again(release.name(), release.namespace()));
    } else {
      for (String part : parts) {
        String[] kindAndName = part.split(" ", 2);
        String[] place = kindAndName[1].split("/", 2);
        String command = place.length == 1
            ? Shell.command("kubectl", "delete", kindAndName[0], place[0])
            : Shell.command("kubectl", "-n", place[0], "delete", kindAndName[0], place[1]);
        commands.add(command + (kindAndName[0].equals("daemonset") ? " --cascade=foreground" : ""));
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
