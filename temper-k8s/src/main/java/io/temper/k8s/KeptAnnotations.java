package io.temper.k8s;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which annotations of a watched pod are kept: those that somebody reads, and of them so many and so much as
 * is of use. All together may be as long as an API server allows, 256 KiB a pod, and whoever may make a pod must
 * not thereby take the memory of the agent. Whatever their prefix, since prefixes are configured and may change
 * while the agent runs.
 */
final class KeptAnnotations {
  private static final Set<String> NAMES = Set.of("workload-profile", "tier");

  /** How the whole key begins: a prefix, then the name of a rule follow it. */
  private static final String SUPPRESSION = "lint-ignore.";

  /** Of a pod; beyond them the last by their keys are left out. */
  private static final int MOST = 100;

  /** Of a value, in characters. */
  private static final int LONGEST = 1024;

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
    for (Map.Entry<String, String> entry : new TreeMap<>(annotations).entrySet()) {
      String key = entry.getKey();
      if (kept.size() == MOST) {
        break;
      }
      if (isKept(key)) {
        kept.put(key, bounded(key, entry.getValue()));
      } else if (OWNER_OF_REQUESTS.matcher(key).matches()) {
        kept.put(key, "");
      }
    }
    return kept;
  }

  private static boolean isKept(String key) {
    String name = key.substring(key.indexOf('/') + 1);
    return NAMES.contains(name) || key.startsWith(SUPPRESSION) || OF_THE_KUBELET.contains(key);
  }

  /** Without its end a suppression would have no expiry: one that is too long has no reason. */
  private static String bounded(String key, String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    return key.startsWith(SUPPRESSION) ? "" : value.substring(0, LONGEST);
  }
}
