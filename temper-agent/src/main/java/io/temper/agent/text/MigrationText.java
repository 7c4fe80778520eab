package io.temper.agent.text;

import io.temper.k8s.migrate.MigrationReport;
import io.temper.k8s.migrate.MigrationStep;
import io.temper.k8s.migrate.OldUse;
import io.temper.k8s.migrate.Rename;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link MigrationReport} for people and for a shell: commands are lines, everything else is a comment, so
 * that it can be read, changed and run.
 */
public final class MigrationText {
  private final MigrationReport report;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private MigrationText(MigrationReport report, TextStyle style) {
    this.report = report;
    this.style = style;
  }

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(MigrationReport report, TextStyle style) {
    return new MigrationText(report, style).render();
  }

  private List<String> render() {
    if (report.isLeft()) {
      comment("Run it step by step, and look again after each.", Tone.PLAIN);
      lines.add("");
    }
    int number = 0;
    for (MigrationStep step : MigrationStep.values()) {
      List<OldUse> uses =
          report.uses().stream().filter(use -> use.step() == step).toList();
      if (!uses.isEmpty()) {
        number++;
        comment(number + ". " + step.title() + ". " + step.why(), Tone.STRONG);
        uses.forEach(this::add);
        lines.add("");
      }
    }
    if (!report.isComplete()) {
      comment("Could not check", Tone.STRONG);
      report.unchecked().forEach(what -> comment("  " + what, Tone.NOTICE));
      lines.add("");
    }
    comment(summary(), report.isLeft() ? Tone.NOTICE : Tone.GOOD);
    return lines;
  }

  private void add(OldUse use) {
    String names = use.names().stream().map(MigrationText::words).collect(Collectors.joining("; "));
    comment(use.object() + ": " + names, Tone.PLAIN);
    if (!use.note().isEmpty()) {
      comment("  " + use.note(), Tone.PLAIN);
    }
    use.commands().forEach(command -> lines.add(style.clean(command)));
  }

  private static String words(Rename name) {
    return name.what() + " " + name.old() + (name.now().isEmpty() ? "" : " → " + name.now());
  }

  private void comment(String text, Tone tone) {
    lines.add(style.paint(tone, "# " + style.clean(text)));
  }

  private String summary() {
    String found = report.isLeft()
        ? Words.count(report.uses().stream().map(OldUse::object).distinct().count(), "object")
            + " with old names"
        : "no old names";
    return report.source() + ": " + found
        + (report.isComplete()
            ? ""
            : "; " + Words.count(report.unchecked().size(), "kind") + " could not be checked");
  }
}
