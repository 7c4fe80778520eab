package io.temper.agent.demo;

import io.temper.TemperException;
import io.temper.agent.demo.report.DemoReport;
import io.temper.agent.demo.report.ReportHtml;
import io.temper.agent.demo.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a report goes. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Checks, before minutes are spent on measuring, that reports can be written to {@code folder},
   * which is made if it is missing.
   */
  public static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TemperException("cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
    if (!Files.isWritable(folder)) {
      throw new TemperException(folder + " is not writable: name another folder with -o");
    }
  }

  /** Writes {@code report.json} and {@code report.html}. */
  static void write(DemoReport report, Path folder) {
    write(folder.resolve("report.json"), ReportJson.write(report));
    write(folder.resolve("report.html"), ReportHtml.write(report));
  }

  /** Writes {@code text} to {@code file}. */
  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new TemperException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
