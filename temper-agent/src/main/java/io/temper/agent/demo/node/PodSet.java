package io.temper.agent.demo.node;

import io.temper.workload.WorkloadSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pods of a list as a kubelet would lay them out. Immutable. */
public final class PodSet {
  private final Map<String, DemoPod> byName;

  private PodSet(Map<String, DemoPod> byName) {
    this.byName = byName;
  }

  /**
   * Lays out pods.
   *
   * @param pods names must differ, and each needs a QoS class
   * @param driver how cgroups are named
   */
  public static PodSet of(WorkloadSet pods, CgroupDriver driver) {
    var byName = new LinkedHashMap<String, DemoPod>();
    pods.forEach(
        w -> byName.put(w.id().name(), DemoPod.of(w, driver, containerId(w.id().uid()))));
    return new PodSet(byName);
  }

  /** Returns all pods. */
  public List<DemoPod> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Returns the pod called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public DemoPod named(String name) {
    DemoPod pod = byName.get(name);
    if (pod == null) {
      throw new IllegalArgumentException("no pod is called " + name);
    }
    return pod;
  }

  /** A runtime's ids are 64 hexadecimal digits; these are the same for the same pod. */
  private static String containerId(String uid) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
