package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.NodeShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Pods of the lab that do nothing, in a tier. */
final class TierPod {
  /** As the chart's PriorityClasses and the planner's layers are called. */
  static final List<String> TIERS = List.of("critical", "high", "normal", "low", "background");

  /** All but critical: a fence for it would leave one CPU of two to all that starts pods. */
  static final List<String> UNFENCED = TIERS.subList(1, TIERS.size());

  private static final String LABEL = "lab=tier-pod";

  private TierPod() {}

  /** Makes pods, the first of the first tier, the next of the next, and over again. */
  static void create(Kubectl kubectl, int from, int to) {
    create(kubectl, from, to, TIERS);
  }

  /** Makes pods of some tiers. */
  static void create(Kubectl kubectl, int from, int to, List<String> tiers) {
    kubectl.apply(IntStream.range(from, to)
        .mapToObj(number -> manifest(number, tiers.get(number % tiers.size())))
        .collect(Collectors.joining("---\n")));
  }

  static String name(int number) {
    return "pod-" + number;
  }

  static String tier(int number) {
    return TIERS.get(number % TIERS.size());
  }

  private static String manifest(int number, String tier) {
    return manifest(number, tier, "{}");
  }

  /** The text of a pod whose annotation names a tier, too, which counts where the agents are told to honour it. */
  static String annotated(int number, String tier, String annotation) {
    return manifest(number, tier, "{temper.io/tier: " + annotation + "}");
  }

  private static String manifest(int number, String tier, String annotations) {
    return String.format(Locale.ROOT, """
        apiVersion: v1
        kind: Pod
        metadata:
          name: pod-%d
          namespace: default
          labels: {lab: tier-pod}
          annotations: %s
        spec:
          priorityClassName: temper-%s
          terminationGracePeriodSeconds: 0
          automountServiceAccountToken: false
          enableServiceLinks: false
          # A network of its own would cost an emulated CPU seconds, and nothing here looks at it.
          hostNetwork: true
          containers:
          - name: main
            image: temper.invalid/lab:1
            imagePullPolicy: Never
            command: [/bin/sleep, '2147483647']
            resources: {requests: {cpu: 1m}}
        """, number, annotations, tier);
  }

  /** The uids of those that run, by name. */
  static Map<String, String> running(Kubectl kubectl) {
    Map<String, String> uids = new TreeMap<>();
    for (JsonNode pod : kubectl
        .get("pods", "-n", "default", "-l", LABEL, "--field-selector=status.phase=Running")
        .path("items")) {
      JsonNode metadata = pod.path("metadata");
      uids.put(metadata.path("name").asString(), metadata.path("uid").asString());
    }
    return uids;
  }

  /** Makes some pods, puts those of the turn before into the next tier, and deletes those of the turn before that. */
  static void turnOver(Kubectl kubectl, int from, int size) {
    kubectl.apply(IntStream.range(Math.max(0, from - size), from + size)
        .mapToObj(number -> {
          String tier = UNFENCED.get(number % UNFENCED.size());
          int next = number < from ? number + 1 : number;
          return annotated(number, tier, UNFENCED.get(next % UNFENCED.size()));
        })
        .collect(Collectors.joining("---\n")));
    List<String> delete = new ArrayList<>(
        List.of("delete", "pods", "-n", "default", "--wait=false", "--ignore-not-found"));
    int fixed = delete.size();
    IntStream.range(Math.max(0, from - 2 * size), Math.max(0, from - size))
        .forEach(number -> delete.add(name(number)));
    if (delete.size() > fixed) {
      kubectl.run(delete, "").text();
    }
  }

  static void deleteAll(Kubectl kubectl) {
    kubectl
        .run("delete", "pods", "-n", "default", "-l", LABEL, "--wait=true", "--timeout=180s")
        .text();
  }

  /** The inodes of the control groups of all pods on the node, by uid. */
  static Map<String, Long> groups(NodeShell shell) {
    Map<String, Long> inodes = new TreeMap<>();
    shell
        .run("cd /sys/fs/cgroup/kubepods && stat -c '%i %n' pod* */pod* 2> /dev/null; true")
        .text()
        .lines()
        .forEach(line -> {
          String[] parts = line.split(" ", 2);
          inodes.put(parts[1].replaceFirst(".*pod", ""), Long.valueOf(parts[0]));
        });
    return inodes;
  }
}
