package io.temper.dist;

import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The archive that this build made. */
final class Archive {
  private static final Path FILE = Path.of(System.getProperty("temper.archive", "none"));

  private Archive() {}

  /** Returns a line per entry, with mode, owner, size, time and name. */
  static List<String> list() throws IOException, InterruptedException {
    return tar("--list", "--verbose", "--numeric-owner", "--full-time", "--utc")
        .lines()
        .toList();
  }

  /** Unpacks it and returns the folder that was in it. */
  static Path unpack(Path into) throws IOException, InterruptedException {
    Files.createDirectories(into);
    tar("--extract", "--directory=" + into);
    try (var folders = Files.list(into)) {
      return folders.findFirst().orElseThrow();
    }
  }

  private static String tar(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tar", "--gzip", "--file=" + FILE));
    command.addAll(List.of(words));
    var run = ProgramRun.of(Path.of("."), Map.of("LC_ALL", "C"), command);
    if (run.exitCode() != 0) {
      throw new AssertionError(command + ": " + run.err());
    }
    return run.out();
  }
}
