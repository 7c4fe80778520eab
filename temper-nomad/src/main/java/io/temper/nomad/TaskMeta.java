package io.temper.nomad;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a job says to Temper in its {@code meta} blocks: keys that begin with {@code temper_}. Only those are
 * kept, and no more than somebody reads, so that whoever may submit a job takes no memory of the agent.
 */
final class TaskMeta {
  static final String PREFIX = "temper_";

  private static final int MOST = 20;
  private static final int LONGEST = 1024;

  private TaskMeta() {}

  /** Returns the names without their prefix and with dashes; the innermost block wins. */
  @SafeVarargs
  static Map<String, String> of(@Nullable Map<String, @Nullable String>... outermostFirst) {
    Map<String, String> kept = new TreeMap<>();
    for (Map<String, @Nullable String> meta : outermostFirst) {
      if (meta != null) {
        meta.forEach((key, value) -> keep(key, value, kept));
      }
    }
    return kept;
  }

  private static void keep(String key, @Nullable String value, Map<String, String> kept) {
    if (!key.startsWith(PREFIX) || key.length() > LONGEST || value == null) {
      return;
    }
    String name = key.substring(PREFIX.length()).replace('_', '-');
    if (kept.size() < MOST || kept.containsKey(name)) {
      kept.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }
  }
}
