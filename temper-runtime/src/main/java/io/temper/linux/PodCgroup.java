package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.util.regex.Pattern;

/**
 * The control group that a kubelet made for a pod; those of its containers lie inside.
 *
 * @param uid the uid that the kubelet knows the pod by: letters, digits and dashes. Of a static pod it is
 *     the hash of its configuration
 * @param path the group
 */
public record PodCgroup(String uid, CgroupPath path) {
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9-]+");

  /**
   * Checks the uid.
   *
   * @throws IllegalArgumentException if it is empty or has other characters
   */
  public PodCgroup {
    if (!UID.matcher(uid).matches()) {
      throw new IllegalArgumentException(
          "the uid of a pod has letters, digits and dashes only: '" + uid + "'");
    }
  }
}
