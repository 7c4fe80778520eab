package io.temper.agent.json;

import io.temper.observe.SchedulerExit;
import org.jspecify.annotations.Nullable;

/** How a scheduler ended, with the kernel's dump, as JSON. */
public final class SchedulerExitJson {
  private static final int LONGEST_DUMP = 64 * 1024;

  private SchedulerExitJson() {}

  /**
   * Returns the document of an end.
   *
   * @param exit how it ended; null if it never did
   * @return JSON, with at most 65536 characters of the dump
   */
  public static String of(@Nullable SchedulerExit exit) {
    var document = JsonDocument.of("SchedulerExit").put("ended", exit != null);
    if (exit != null) {
      String dump = exit.dump();
      document
          .put("cause", exit.cause().name())
          .put("exitKind", exit.kind().name())
          .put("rawKind", exit.rawKind())
          .put("code", exit.code())
          .put("reason", exit.reason())
          .put("message", exit.message())
          .put("dump", dump.substring(0, Math.min(LONGEST_DUMP, dump.length())))
          .put("dumpCut", dump.length() > LONGEST_DUMP);
    }
    return JsonDocument.text(document);
  }
}
