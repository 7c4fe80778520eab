package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.NodeShell;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Pods come and go. Each gets into its layer, and none leaves anything behind in the kernel. */
final class PodChurn implements Step {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What two CPUs start at once without everything taking minutes. */
  private static final int BATCH = 5;

  /** For 99 of a hundred groups, what the machine itself stood still taken off. */
  private static final Duration PROMISED = Duration.ofMillis(250);

  /** Half of the changes make a group. */
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(500);

  private static final Duration ONE_BY_ONE = Duration.ofSeconds(40);

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public String title() {
    return "pods created and deleted";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public String run(Scene scene) {
    long start = System.nanoTime();
    int first =
        Integer.parseInt(scene.agent().annotations().getOrDefault("config-generation", "0"));
    LayerTrace pods = together(scene);
    NodeShell shell = scene.cluster().node().shell();
    boolean clean = Waiting.until(PATIENCE, () -> orphans(shell).isEmpty());
    StepFailure.unless(
        clean, "members of the kernel's maps whose control group is gone: " + orphans(shell));
    LayerTrace groups = oneByOne(scene);
    String seen = BATCH + " pods at a time: " + pods + "; one group at a time: " + groups;
    boolean emulated = scene.kernel().isEmulated();
    if (!emulated) {
      pods.require(PROMISED, scene.form().pods());
    }
    int last = Integer.parseInt(scene.agent().annotations().getOrDefault("config-generation", "0"));
    return scene.form().pods() + " pods, all in a layer, no membership left over; "
        + Times.seconds(Times.since(start)) + ", about " + (last - first) + " generations; " + seen
        + (emulated
            ? "; NOT ASKED of pods that start together, for the CPUs are emulated: 250 ms"
            : "");
  }

  /** Real pods, as many at once as two CPUs can start. What starts them takes CPU from the agent. */
  private static LayerTrace together(Scene scene) {
    NodeShell shell = scene.cluster().node().shell();
    return Cleaning.after(
        () -> {
          LayerTrace.start(shell);
          for (int from = 0; from < scene.form().pods(); from += BATCH) {
            comeAndGo(scene, from, Math.min(BATCH, scene.form().pods() - from));
          }
          return LayerTrace.seen(shell);
        },
        () -> LayerTrace.stop(shell),
        () -> TierPod.deleteAll(scene.cluster().kubectl()));
  }

  /** The groups of pods that wait, one after the other, on a node that is not busy. */
  private static LayerTrace oneByOne(Scene scene) {
    NodeShell shell = scene.cluster().node().shell();
    return Cleaning.after(
        () -> {
          Reconfigurations changes = Reconfigurations.start(scene, BETWEEN_CHANGES);
          LayerTrace.start(shell);
          Waiting.pause(ONE_BY_ONE);
          LayerTrace trace = LayerTrace.seen(shell);
          // Half of them make a group, and half of these are enough to tell that nothing was left
          // out.
          double made = changes.changes() * ONE_BY_ONE.toSeconds() / 2;
          trace.require(PROMISED, (int) (made / 2));
          return trace;
        },
        () -> LayerTrace.stop(shell),
        () -> Reconfigurations.stop(scene));
  }

  private static void comeAndGo(Scene scene, int from, int size) {
    Kubectl kubectl = scene.cluster().kubectl();
    TierPod.create(kubectl, from, from + size, TierPod.UNFENCED);
    boolean all = Waiting.until(PATIENCE, () -> TierPod.running(kubectl).size() == size);
    StepFailure.unless(
        all, "not all pods run: " + kubectl.run("get", "pods", "-A").output());
    boolean members = Waiting.until(PATIENCE, () -> outside(scene).isEmpty());
    StepFailure.unless(members, "in no layer of the kernel: " + outside(scene));
    TierPod.deleteAll(kubectl);
  }

  private static Set<String> outside(Scene scene) {
    NodeShell shell = scene.cluster().node().shell();
    Map<String, Long> groups = TierPod.groups(shell);
    Set<Long> members = Membership.read(shell).keySet();
    Set<String> outside = new TreeSet<>();
    TierPod.running(scene.cluster().kubectl()).forEach((pod, uid) -> {
      if (!members.contains(groups.getOrDefault(uid, 0L))) {
        outside.add(pod);
      }
    });
    return outside;
  }

  /** The members of the map in force whose control group is gone. */
  static Set<Long> orphans(NodeShell shell) {
    Set<Long> members = new TreeSet<>(Membership.read(shell).keySet());
    shell
        .run("find /sys/fs/cgroup -type d -printf '%i\\n'")
        .text()
        .lines()
        .map(Long::valueOf)
        .forEach(members::remove);
    return members;
  }
}
