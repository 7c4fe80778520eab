package io.temper.agent.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, read again only when the file is another one, so that looking often costs little. A
 * file that is wrong is read, and said to be wrong, each time. For one thread but for {@link #forget} and
 * {@link #latest}.
 *
 * @param <T> what the file says
 */
public final class WatchedFile<T> implements Supplier<T> {
  private final Path file;
  private final Function<Path, T> reader;
  private @Nullable Read<T> last;
  private volatile boolean forgotten;
  private volatile @Nullable T latest;

  /** By what a file that was changed or replaced is told from the one before. */
  private record Print(
      @Nullable FileTime modified, long size, @Nullable Object key) {
    private static final Print NONE = new Print(null, -1, null);
  }

  private record Read<T>(Print print, T value) {}

  /**
   * Watches a file, which may come to be there later.
   *
   * @param file where it is
   * @param reader reads it
   */
  public WatchedFile(Path file, Function<Path, T> reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Returns where the file is. */
  public Path path() {
    return file;
  }

  /** Makes the next look read the file, whatever it looks like. May be called from any thread. */
  void forget() {
    forgotten = true;
  }

  @Override
  public T get() {
    if (forgotten) {
      forgotten = false;
      last = null;
    }
    Print now = print();
    Read<T> known = last;
    if (known == null || !known.print().equals(now)) {
      last = null;
      known = new Read<>(now, reader.apply(file));
      last = known;
      latest = known.value();
    }
    return known.value();
  }

  /**
   * Returns what the file said when it was right last, without looking. May be called from any thread.
   *
   * @return empty until it was right once
   */
  public Optional<T> latest() {
    return Optional.ofNullable(latest);
  }

  private Print print() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Print(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return Print.NONE;
    }
  }
}
