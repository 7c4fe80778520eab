package io.temper.lab.vm;

import io.temper.lab.host.Folders;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of one run: the disks, the console, the control port. Deleted when closed; a folder
 * whose process was killed is deleted by a run on a later day.
 *
 * @param folder the folder of this run
 */
record RunFolder(Path folder) implements AutoCloseable {
  private static final String PREFIX = "run-";
  private static final int TAIL_LINES = 40;

  /** Containers may share a cache and do not see each other's processes, so age counts, too. */
  private static final Duration ABANDONED = Duration.ofHours(24);

  private static final Pattern PANIC = Pattern.compile("Kernel panic|BUG: |Out of memory: ");

  static RunFolder create(Path runs) throws IOException {
    Files.createDirectories(runs);
    for (Path other : Folders.list(runs)) {
      if (owner(other).isEmpty() && made(other).isBefore(Instant.now().minus(ABANDONED))) {
        Folders.delete(other);
      }
    }
    String name = PREFIX + ProcessHandle.current().pid() + "-";
    return new RunFolder(Files.createTempDirectory(runs, name));
  }

  private static Instant made(Path run) throws IOException {
    try {
      return Files.getLastModifiedTime(run).toInstant();
    } catch (NoSuchFileException e) {
      // Its own process has just deleted it.
      return Instant.now();
    }
  }

  private static Optional<ProcessHandle> owner(Path run) {
    String[] parts = String.valueOf(run.getFileName()).split("-", -1);
    return parts.length < 2 || !parts[1].matches("\\d{1,10}")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(parts[1]));
  }

  Path initrd() {
    return folder.resolve("initrd");
  }

  Path payload() {
    return folder.resolve("payload.tar");
  }

  Path results() {
    return folder.resolve("results.raw");
  }

  Path console() {
    return folder.resolve("console.log");
  }

  Path control() {
    return folder.resolve("control");
  }

  Path errors() {
    return folder.resolve("qemu.err");
  }

  /** Reads the complete lines that the guest has written to its control port so far. */
  GuestReport report() throws IOException {
    if (!Files.exists(control())) {
      return GuestReport.parse(List.of());
    }
    String text = Files.readString(control(), StandardCharsets.ISO_8859_1);
    return GuestReport.parse(
        Arrays.asList(text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)));
  }

  /** Tells whether a text is on the guest's console. */
  boolean consoleHas(String text) throws IOException {
    return Files.exists(console())
        && Files.readString(console(), StandardCharsets.ISO_8859_1).contains(text);
  }

  /** Returns the line in which the kernel says what killed it, if it did. */
  Optional<String> panic() throws IOException {
    if (!Files.exists(console())) {
      return Optional.empty();
    }
    return Files.readString(console(), StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> PANIC.matcher(line).find())
        .map(line -> line.replaceFirst("^\\[[ .0-9]*\\] ", "").strip())
        .findFirst();
  }

  /** Returns the last lines of QEMU's errors and of the guest's console. */
  String tail() throws IOException {
    var text = new StringBuilder();
    for (Path file : List.of(errors(), console())) {
      if (Files.exists(file)) {
        // A console may hold any bytes.
        List<String> lines =
            Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        lines
            .subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
            .forEach(line -> text.append("  | ").append(line).append('\n'));
      }
    }
    return text.isEmpty() ? "  (nothing was printed)" : text.toString().stripTrailing();
  }

  /** Makes a sparse disk. */
  static void disk(Path file, long bytes) throws IOException {
    try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
      disk.setLength(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
