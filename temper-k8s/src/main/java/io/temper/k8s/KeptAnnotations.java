package io.temper.k8s;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which annotations of a watched pod are kept: those that somebody reads. The others may be as long as an API
 * server allows, 256 KiB a pod, and whoever may make a pod must not thereby take the memory of the agent.
 * Whatever their prefix, since prefixes are configured and may change while the agent runs.
 */
final class KeptAnnotations {
  private static final Set<String> NAMES = Set.of("workload-profile", "tier");
  private static final String SUPPRESSION = "lint-ignore.";

  /** By these a static pod and its mirror are known. */
  private static final Set<String> OF_THE_KUBELET =
      Set.of(PodMapper.CONFIG_HASH, PodMapper.CONFIG_MIRROR);

  /** Marks of programs that set requests, of which the linter looks at the key alone. */
  private static final Pattern OWNER_OF_REQUESTS =
      Pattern.compile("vpaUpdates|([^/]*\\.)?(koordinator\\.sh|live\\.stormforge\\.io)/.*");

  private KeptAnnotations() {}

  /** Returns those that are kept. */
  static Map<String, String> of(Map<String, String> annotations) {
    Map<String, String> kept = new HashMap<>();
    annotations.forEach((key, value) -> {
      if (isKept(key)) {
        kept.put(key, value);
      } else if (OWNER_OF_REQUESTS.matcher(key).matches()) {
        kept.put(key, "");
      }
    });
    return kept;
  }

  private static boolean isKept(String key) {
    String name = key.substring(key.indexOf('/') + 1);
    return NAMES.contains(name) || name.startsWith(SUPPRESSION) || OF_THE_KUBELET.contains(key);
  }
}
