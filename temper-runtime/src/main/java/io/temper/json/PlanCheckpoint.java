package io.temper.json;

import io.temper.plan.EnforcementPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The part of a plan that the next one is made from, as an agent keeps it for its successor: which CPUs each
 * layer has. A line names the format, its version and the CRC-32 of all that follows, which is the plan as
 * {@link PlanJson} writes it, without workloads and decisions.
 */
public final class PlanCheckpoint {
  private static final String VERSION = "1";
  private static final Pattern HEAD = Pattern.compile("temper-plan (\\d{1,9}) ([0-9a-f]{8})");
  private static final String REMEDY =
      "the next plan is made from scratch, so CPUs of layers may move once";

  private PlanCheckpoint() {}

  /**
   * Returns the text of a plan.
   *
   * @param plan any plan
   * @return a text with a newline at its end
   */
  public static String write(EnforcementPlan plan) {
    String body =
        PlanJson.write(new EnforcementPlan(plan.layers(), List.of(), List.of(), List.of()));
    return "temper-plan " + VERSION + " " + checksum(body) + "\n" + body;
  }

  /**
   * Reads a text.
   *
   * @param source what to call the text in messages, usually a file name
   * @param text what {@link #write} returned
   * @return a plan without workloads and decisions
   * @throws JsonFormatException if the text is something else, is cut or damaged, or of another version
   */
  public static EnforcementPlan read(String source, String text) {
    int line = text.indexOf('\n');
    Matcher head = HEAD.matcher(text.substring(0, Math.max(0, line)));
    if (!head.matches()) {
      throw refused(source, "this is no plan that an agent kept");
    }
    if (!head.group(1).equals(VERSION)) {
      throw refused(
          source,
          "it is of version " + head.group(1) + ", and this release of Temper reads version "
              + VERSION);
    }
    String body = text.substring(line + 1);
    if (!head.group(2).equals(checksum(body))) {
      throw refused(source, "it is cut or damaged: its checksum differs");
    }
    return PlanJson.read(source, body);
  }

  private static JsonFormatException refused(String source, String problem) {
    return new JsonFormatException(source, null, problem, REMEDY, null);
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
