package io.temper.image;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an image says about itself.
 *
 * @param name where it will be pulled from, without a tag
 * @param version of Temper, and the image's tag
 * @param revision the commit that it was built from; empty if it is not to be told
 * @param time of every file and of the image, fixed, so that two builds are equal
 */
record Facts(String name, String version, String revision, Instant time) {
  private static final String PREFIX = "org.opencontainers.image.";

  /** Returns the name with its tag. */
  String reference() {
    return name + ":" + version;
  }

  /** Returns the labels that the OCI image specification names. */
  Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    labels.put(PREFIX + "title", "Temper agent");
    labels.put(
        PREFIX + "description",
        "Makes the Linux kernel enforce the CPU priorities of workloads: the agent of a node.");
    labels.put(PREFIX + "version", version);
    labels.put(PREFIX + "created", time.toString());
    labels.put(PREFIX + "licenses", "Apache-2.0 AND GPL-2.0-only");
    if (!revision.isEmpty()) {
      labels.put(PREFIX + "revision", revision);
    }
    return labels;
  }
}
