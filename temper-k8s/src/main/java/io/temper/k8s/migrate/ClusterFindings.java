package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects, object by object, what is old in a cluster. For one thread. */
final class ClusterFindings implements Consumer<ClusterObject> {
  private final List<OldUse> uses = new ArrayList<>();
  private final OldReleases releases = new OldReleases();
  private final OldClasses classes = new OldClasses();
  private final SortedMap<String, OwnedPods> owned = new TreeMap<>();
  private boolean installed;

  /** Pods that are made anew once what makes them is changed. */
  private record OwnedPods(int count, List<Rename> names) {
    OwnedPods and(OwnedPods more) {
      List<Rename> all = new ArrayList<>(names);
      more.names().stream().filter(name -> !all.contains(name)).forEach(all::add);
      return new OwnedPods(count + more.count(), all);
    }
  }

  @Override
  public void accept(ClusterObject object) {
    boolean old = OldNames.isOfOldChart(object);
    switch (object.kind()) {
      case "Node" -> NodeAdvice.of(object, uses::add);
      case "Namespace" -> namespace(object);
      case "PriorityClass" -> classes.add(object);
      case "CustomResourceDefinition" -> definition(object);
      case "ResourceQuota" -> quota(object);
      case "Pod" -> {
        if (!old && !object.isOver()) {
          pod(object);
        }
      }
      default -> {
        if (old) {
          release(object);
        } else {
          workload(object);
          metrics(object);
        }
      }
    }
  }

  private void release(ClusterObject object) {
    if (object.controller().isEmpty()) {
      releases.add(object);
    }
  }

  private void workload(ClusterObject object) {
    if (object.kind().equals("DaemonSet") && object.name().equals("temper-agent")) {
      installed = true;
    }
    // One that a controller made is made anew, and one that is over makes no pods.
    if (object.controller().isEmpty() && !object.isOver()) {
      object
          .template()
          .flatMap(template -> WorkloadAdvice.ofTemplate(object, template))
          .ifPresent(uses::add);
    }
  }

  private void pod(ClusterObject pod) {
    if (pod.controller().isEmpty()) {
      WorkloadAdvice.ofPod(pod).ifPresent(uses::add);
      return;
    }
    List<Rename> names = new ArrayList<>(NameFinder.keys(NameFinder.ANNOTATION, pod.annotations()));
    names.addAll(NameFinder.spec(pod, "/spec"));
    if (!names.isEmpty()) {
      owned.merge(
          pod.controller().orElseThrow() + " in " + pod.namespace(),
          new OwnedPods(1, names),
          OwnedPods::and);
    }
  }

  private void namespace(ClusterObject namespace) {
    List<Rename> labels = NameFinder.keys(NameFinder.LABEL, namespace.labels());
    if (labels.isEmpty()) {
      return;
    }
    List<String> words =
        new ArrayList<>(List.of("kubectl", "label", "namespace", namespace.name()));
    for (Rename label : labels) {
      if (!namespace.labels().containsKey(label.now())) {
        words.add(label.now() + "=" + namespace.labels().get(label.old()));
      }
      words.add(label.old() + "-");
    }
    uses.add(new OldUse(
        MigrationStep.NAMESPACES,
        WorkloadAdvice.described(namespace),
        labels,
        List.of(Shell.command(words)),
        ""));
  }

  private void metrics(ClusterObject object) {
    List<Rename> names = NameFinder.metrics(object);
    if (names.isEmpty()) {
      return;
    }
    boolean known = names.stream().anyMatch(name -> !name.now().isEmpty());
    boolean unknown = names.stream().anyMatch(name -> name.now().isEmpty());
    String get = Shell.command(
        "kubectl",
        "-n",
        object.namespace(),
        "get",
        WorkloadAdvice.kind(object),
        object.name(),
        "-o",
        "json");
    String note = WorkloadAdvice.note(object);
    uses.add(new OldUse(
        MigrationStep.MONITORING,
        WorkloadAdvice.described(object),
        names,
        known
            ? List.of(get + " | " + Shell.command(Shell.sed(names)) + " | kubectl replace -f -")
            : List.of(),
        unknown ? joined(note, "docs/metrics.md lists what there is instead") : note));
  }

  private void quota(ClusterObject quota) {
    List<Rename> classes = NameFinder.quota(quota);
    if (!classes.isEmpty()) {
      uses.add(new OldUse(
          MigrationStep.INSTALL,
          WorkloadAdvice.described(quota),
          classes,
          List.of(),
          "what a quota counts cannot be changed: make one for the new class beside it before workloads"
              + " change, and delete it once nothing has the old one"));
    }
  }

  private static String joined(String one, String other) {
    return one.isEmpty() ? other : one + "; " + other;
  }

  /** What it is for is not there yet, so nothing is lost with it. */
  private void definition(ClusterObject definition) {
    boolean old = OldNames.prefixes().stream()
        .anyMatch(
            prefix -> definition.name().endsWith("." + prefix.substring(0, prefix.length() - 1)));
    if (old) {
      uses.add(new OldUse(
          MigrationStep.CLASSES,
          "customresourcedefinition " + definition.name(),
          List.of(new Rename("resource", definition.name(), "")),
          List.of(
              Shell.command("kubectl", "get", definition.name(), "-A", "-o", "yaml"),
              Shell.command("kubectl", "delete", "customresourcedefinition", definition.name())),
          "Temper has no policy resource yet: what it asks for is asked for by annotation; the second"
              + " command deletes all objects of it"));
    }
  }

  /** Returns what was found. */
  List<OldUse> uses() {
    List<OldUse> all = new ArrayList<>(uses);
    releases.advise(installed, classes, all::add);
    classes.advise(installed, all::add);
    owned.forEach((owner, pods) -> all.add(new OldUse(
        MigrationStep.WORKLOADS,
        "pods of " + owner,
        pods.names(),
        List.of(),
        pods.count()
            + (pods.count() == 1 ? " pod is" : " pods are")
            + (owner.startsWith("Node ")
                ? " static: change the manifest on the node"
                : " made anew once what makes them is changed"))));
    return all;
  }
}
