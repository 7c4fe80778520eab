package io.temper.agent.report.input;

import java.util.Map;
import java.util.stream.Collectors;

/** Names the objects of a text that were no pods. */
public final class OtherKinds {
  private OtherKinds() {}

  /**
   * Says how many there were of which kind.
   *
   * @param counts how many, by kind
   * @return as in "2 Rollout, 1 Service"; empty without any
   */
  public static String text(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }
}
