package io.temper.agent.json;

import io.temper.agent.report.doctor.CgroupsReport;

/** A {@link CgroupsReport} as JSON. */
public final class CgroupsJson {

  private CgroupsJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(CgroupsReport report) {
    var document = JsonDocument.of("Cgroups").put("complete", report.isComplete());
    var groups = document.putArray("groups");
    for (var group : report.groups()) {
      var node = groups.addObject().put("path", group.path().value());
      group.weight().ifPresent(weight -> node.put("cpuWeight", weight));
      group.limit().ifPresent(limit -> node.put("quotaMicros", limit.quotaMicros())
          .put("periodMicros", limit.periodMicros()));
      group.usage().ifPresent(usage -> node.put("usageMicros", usage.usageMicros())
          .put("periods", usage.periods())
          .put("throttledPeriods", usage.throttledPeriods())
          .put("throttledMicros", usage.throttledMicros()));
    }
    return JsonDocument.text(document);
  }
}
