package io.temper.agent.json;

import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.ThreadsReport;
import io.temper.agent.report.observe.ThreadsReport.Row;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A {@link ThreadsReport} as JSON: what threads did in the interval. */
public final class ThreadsJson {

  private ThreadsJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(ThreadsReport report) {
    var document = JsonDocument.of("Threads")
        .put("generation", report.generation())
        .put("intervalMicros", report.interval().toNanos() / 1000)
        .put("total", report.total());
    var notes = document.putArray("notes");
    report.notes().forEach(notes::add);
    var threads = document.putArray("threads");
    report.rows().forEach(row -> add(threads.addObject(), row));
    return JsonDocument.text(document);
  }

  private static void add(ObjectNode node, Row row) {
    var thread = row.seen().thread();
    node.put("tid", thread.tid())
        .put("name", thread.name())
        .put("processId", thread.processId())
        .put("process", row.seen().process())
        .put("cgroup", row.seen().cgroup().value());
    if (!row.seen().layer().isEmpty()) {
      node.put("layer", row.seen().layer());
    }
    put(node, row.seen().group());
    node.put("policy", thread.policy().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("cpu", thread.lastCpu())
        .put("watched", row.seen().watched().isPresent());
    row.did().ifPresent(did -> node.put("runNanos", did.runNanos())
        .put("waitNanos", did.waitNanos())
        .put("runs", did.turns()));
    row.migrations().ifPresent(number -> node.put("migrations", number));
    row.besideBusySibling().ifPresent(number -> node.put("runsBesideBusySibling", number));
  }

  private static void put(ObjectNode node, GroupedThread group) {
    if (!group.profile().isEmpty()) {
      node.put("profile", group.profile());
    }
    if (!group.group().isEmpty()) {
      node.put("group", group.group());
    }
    if (group.hasProfile()) {
      node.put("treatment", group.treatment());
    }
  }
}
