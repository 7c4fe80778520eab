package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pod of each tier: the kernel has each in a layer of its own, and the annotations count it. */
final class Tiers implements Step {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "tiers";
  }

  @Override
  public String title() {
    return "a pod of each tier";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public String run(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    Map<String, String> before = scene.agent().annotations();
    return Cleaning.after(() -> look(scene, kubectl, before), () -> TierPod.deleteAll(kubectl));
  }

  private static String look(Scene scene, Kubectl kubectl, Map<String, String> before) {
    TierPod.create(kubectl, 0, TierPod.TIERS.size());
    boolean running =
        Waiting.until(PATIENCE, () -> TierPod.running(kubectl).size() == TierPod.TIERS.size());
    StepFailure.unless(
        running, "not all pods run: " + kubectl.run("get", "pods", "-A").output());
    Map<String, Integer> layers = new TreeMap<>();
    boolean known = Waiting.until(PATIENCE, () -> {
      layers.clear();
      layers.putAll(layers(scene));
      return layers.size() == TierPod.TIERS.size();
    });
    StepFailure.unless(known, "the kernel knows the layers of these tiers only: " + layers);
    // The more urgent a layer, the lower its number, by which the scheduler ranks it.
    List<Integer> ranks = TierPod.TIERS.stream().map(layers::get).toList();
    StepFailure.unless(
        ranks.equals(ranks.stream().distinct().sorted().toList()),
        "the layers are not those of the tiers, in their order: " + layers);
    Waiting.until(PATIENCE, () -> counted(scene, before));
    StepFailure.unless(
        counted(scene, before),
        "the annotations do not count one pod more of each tier: before " + before + ", now "
            + scene.agent().annotations());
    return "layers in the kernel's maps " + layers + "; temper.io/pods-TIER counts each";
  }

  private static Map<String, Integer> layers(Scene scene) {
    Map<String, Long> groups = TierPod.groups(scene.cluster().node().shell());
    Map<Long, Integer> members = Membership.read(scene.cluster().node().shell());
    Map<String, Integer> found = new TreeMap<>();
    TierPod.running(scene.cluster().kubectl()).forEach((pod, uid) -> {
      Integer layer = members.get(groups.getOrDefault(uid, 0L));
      if (layer != null) {
        found.put(TierPod.tier(Integer.parseInt(pod.substring("pod-".length()))), layer);
      }
    });
    return found;
  }

  private static boolean counted(Scene scene, Map<String, String> before) {
    Map<String, String> now = scene.agent().annotations();
    return TierPod.TIERS.stream()
        .map(tier -> "pods-" + tier)
        .allMatch(key -> number(now, key) == number(before, key) + 1);
  }

  private static int number(Map<String, String> annotations, String key) {
    return Integer.parseInt(annotations.getOrDefault(key, "0"));
  }
}
