package io.temper.agent.json;

import io.temper.workload.Standing;
import io.temper.workload.WorkloadRule;
import java.util.List;

/** The rules of a workload file, without its comments. */
public final class WorkloadRulesJson {

  private WorkloadRulesJson() {}

  /**
   * Returns the document of rules.
   *
   * @param file where they were read
   * @param rules what to write
   * @return JSON
   */
  public static String of(String file, List<WorkloadRule> rules) {
    var document = JsonDocument.of("WorkloadRules").put("file", file);
    var all = document.putArray("rules");
    for (WorkloadRule rule : rules) {
      var node =
          all.addObject().put("name", rule.name()).put("cgroup", rule.cgroup().value());
      if (rule.standing() instanceof Standing.OfTier tier) {
        node.put("tier", tier.label());
      } else if (rule.standing() instanceof Standing.OfPriority priority) {
        node.put("priority", priority.number());
      }
      node.put("requestMillis", rule.request().millis());
      var limit = rule.limit();
      if (limit != null) {
        node.put("limitMillis", limit.millis());
      }
    }
    return JsonDocument.text(document);
  }
}
