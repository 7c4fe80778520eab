package io.temper.agent.text;

import io.temper.agent.report.doctor.BundleManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What became of a bundle, for people. */
public final class BundleText {

  private BundleText() {}

  /**
   * Returns the lines about a bundle.
   *
   * @param file where it is
   * @param manifest what is in it
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(Path file, BundleManifest manifest, TextStyle style) {
    var lines = new ArrayList<String>();
    long bytes =
        manifest.entries().stream().mapToLong(BundleManifest.Entry::bytes).sum();
    int missing = manifest.missing().size();
    lines.add(style.clean("Wrote " + file + ": "
        + Words.count(manifest.entries().size() - missing, "part") + ", " + (bytes + 1023) / 1024
        + " KiB unpacked, for its owner only."));
    manifest.entries().forEach(entry -> add(entry, style, lines));
    lines.add("Names of control groups, threads and users are in it. Left out are:");
    manifest.leftOut().forEach(one -> lines.add(style.clean("  - " + one)));
    return lines;
  }

  private static void add(BundleManifest.Entry entry, TextStyle style, List<String> lines) {
    if (entry.problem() != null) {
      lines.add(style.paint(Tone.NOTICE, style.advice())
          + style.clean(" " + entry.name() + ": " + entry.problem()));
    } else if (entry.isCut()) {
      lines.add(style.paint(Tone.NOTICE, style.advice())
          + style.clean(" " + entry.name() + ": too large, its end is cut off"));
    }
  }
}
