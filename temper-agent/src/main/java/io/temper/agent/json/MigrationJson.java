package io.temper.agent.json;

import io.temper.k8s.migrate.MigrationReport;
import io.temper.k8s.migrate.OldUse;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/** A {@link MigrationReport} as JSON. */
public final class MigrationJson {
  private MigrationJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(MigrationReport report) {
    var document = JsonDocument.of("MigrationReport");
    document.put("source", report.source());
    document.put("left", report.isLeft());
    var uses = document.putArray("uses");
    report.uses().forEach(use -> put(uses, use));
    var unchecked = document.putArray("unchecked");
    report.unchecked().forEach(unchecked::add);
    return JsonDocument.text(document);
  }

  private static void put(ArrayNode uses, OldUse use) {
    var node = uses.addObject()
        .put("step", use.step().name().toLowerCase(Locale.ROOT))
        .put("object", use.object());
    var names = node.putArray("names");
    use.names().forEach(name -> {
      var one = names.addObject().put("what", name.what()).put("old", name.old());
      if (!name.now().isEmpty()) {
        one.put("new", name.now());
      }
    });
    var commands = node.putArray("commands");
    use.commands().forEach(commands::add);
    if (!use.note().isEmpty()) {
      node.put("note", use.note());
    }
  }
}
