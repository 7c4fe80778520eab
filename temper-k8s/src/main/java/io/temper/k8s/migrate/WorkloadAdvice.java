package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to do about an object that makes pods, or a pod that nothing makes. */
final class WorkloadAdvice {
  private static final String ANNOTATIONS = "/metadata/annotations";

  /** What the API server made of the old class: it refuses a pod that brings another class's. */
  private static final String WITHOUT_NUMBERS =
      " -e '/^ *\"priority\": /d' -e '/^ *\"preemptionPolicy\": /d'";

  private WorkloadAdvice() {}

  /** Returns what to do about a template; empty if there is nothing to do. */
  static Optional<OldUse> ofTemplate(ClusterObject object, String template) {
    List<Rename> names = NameFinder.template(object, template);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (object.kind().equals("Job")) {
      return Optional.of(use(
          object,
          names,
          List.of(),
          "the template of a job cannot be changed: change what makes it"));
    }
    JsonPatch patch = new JsonPatch();
    for (Rename name : names) {
      switch (name.what()) {
        case NameFinder.CLASS -> patch.replace(template + "/spec/priorityClassName", name.now());
        case NameFinder.NODE_SELECTOR ->
          rename(object, template + "/spec/nodeSelector", name, patch);
        case NameFinder.NODE_AFFINITY ->
          NameFinder.affinityKeys(object, template + "/spec").forEach((path, key) -> {
            if (key.equals(name.old())) {
              patch.replace(path, name.now());
            }
          });
        default -> rename(object, template + ANNOTATIONS, name, patch);
      }
    }
    String command = Shell.command(
        "kubectl",
        "-n",
        object.namespace(),
        "patch",
        kind(object),
        object.name(),
        "--type=json",
        "-p",
        patch.json());
    return Optional.of(use(object, names, List.of(command), note(object)));
  }

  /** The name that counts now wins where both are there, as it does when they are read. */
  private static void rename(ClusterObject object, String pointer, Rename name, JsonPatch patch) {
    if (object.below(pointer).containsKey(name.now())) {
      patch.remove(pointer, name.old());
    } else {
      patch.move(pointer, name.old(), name.now());
    }
  }

  /** Returns what to do about a pod that nothing would make anew. */
  static Optional<OldUse> ofPod(ClusterObject pod) {
    List<Rename> keys = NameFinder.keys(NameFinder.ANNOTATION, pod.annotations());
    List<Rename> spec = NameFinder.spec(pod, "/spec");
    List<Rename> names = new ArrayList<>(keys);
    names.addAll(spec);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (!spec.isEmpty()) {
      if (!Collisions.of(pod).isEmpty() || !Shell.canEdit(names)) {
        return Optional.of(use(
            pod,
            names,
            List.of(),
            "it has a name twice, old and new, or one that cannot be typed: delete it and make it anew"
                + " by hand"));
      }
      String command =
          Shell.command("kubectl", "-n", pod.namespace(), "get", "pod", pod.name(), "-o", "json")
              + " | " + Shell.command(Shell.sedOfJson(names)) + WITHOUT_NUMBERS
              + " | kubectl replace --force -f -";
      return Optional.of(use(
          pod,
          names,
          List.of(command),
          "its class cannot be changed: this deletes it and makes it anew"));
    }
    List<String> words =
        new ArrayList<>(List.of("kubectl", "-n", pod.namespace(), "annotate", "pod", pod.name()));
    for (Rename key : keys) {
      String value = pod.annotations().getOrDefault(key.old(), "");
      if (!Shell.isPlain(value)) {
        return Optional.of(
            use(pod, names, List.of(), "its value cannot be typed: copy it with kubectl edit"));
      }
      if (!pod.annotations().containsKey(key.now())) {
        words.add(key.now() + "=" + value);
      }
      words.add(key.old() + "-");
    }
    return Optional.of(use(pod, names, List.of(Shell.command(words)), ""));
  }

  /** A tool that made it makes it so again. */
  static String note(ClusterObject object) {
    String release = object.annotations().getOrDefault("meta.helm.sh/release-name", "");
    return release.isEmpty()
        ? ""
        : "it is of the Helm release " + release + ", which would bring the old names back: change"
            + " its values or templates as well";
  }

  private static OldUse use(
      ClusterObject object, List<Rename> names, List<String> commands, String note) {
    return new OldUse(MigrationStep.WORKLOADS, described(object), names, commands, note);
  }

  static String kind(ClusterObject object) {
    return object.kind().toLowerCase(Locale.ROOT);
  }

  /** Returns an object's kind and name, as in {@code deployment shop/web}. */
  static String described(ClusterObject object) {
    return kind(object) + " " + (object.namespace().isEmpty() ? "" : object.namespace() + "/")
        + object.name();
  }
}
