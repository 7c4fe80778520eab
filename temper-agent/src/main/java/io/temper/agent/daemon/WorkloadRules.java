package io.temper.agent.daemon;

import io.temper.workload.WorkloadRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a workload file, read again only when the file is another one. A file that is wrong is
 * said to be wrong each time; what was read of it before is up to whoever asks. For one thread.
 */
public final class WorkloadRules implements Supplier<List<WorkloadRule>> {
  private final Path file;
  private final Function<Path, List<WorkloadRule>> reader;
  private @Nullable Print print;
  private List<WorkloadRule> rules = List.of();

  /** By what a file that was changed or replaced is told from the one before. */
  private record Print(
      FileTime modified, long size, @Nullable Object key) {}

  /**
   * Creates a source of rules.
   *
   * @param file where they are
   * @param reader reads them
   */
  public WorkloadRules(Path file, Function<Path, List<WorkloadRule>> reader) {
    this.file = file;
    this.reader = reader;
  }

  @Override
  public List<WorkloadRule> get() {
    Print now = print();
    if (now == null || !now.equals(print)) {
      print = null;
      rules = reader.apply(file);
      print = now;
    }
    return rules;
  }

  /** Returns null for a file that cannot be looked at: the reader says why. */
  private @Nullable Print print() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Print(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
