package io.temper.agent.daemon.reload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a file or the files of a folder say, read again only when one is another one, so that looking often
 * costs little. What is wrong is read, and said to be wrong, each time. For one thread but for {@link
 * #forget} and {@link #latest}.
 *
 * @param <T> what the file says
 */
public final class WatchedFile<T> implements Supplier<T> {
  private final Path file;
  private final Function<Path, ?> printer;
  private final Function<Path, T> reader;
  private @Nullable Read<T> last;
  private volatile boolean forgotten;
  private volatile @Nullable T latest;

  private record Read<T>(Object print, T value) {}

  /**
   * Watches a file, which may come to be there later.
   *
   * @param file where it is
   * @param reader reads it
   */
  public WatchedFile(Path file, Function<Path, T> reader) {
    this(file, FilePrint::of, reader);
  }

  private WatchedFile(Path file, Function<Path, ?> printer, Function<Path, T> reader) {
    this.file = file;
    this.printer = printer;
    this.reader = reader;
  }

  /**
   * Watches the files of a folder, which may come to be there later.
   *
   * @param folder where they are
   * @param reader reads them all
   * @param <T> what they say together
   * @return what watches them
   */
  static <T> WatchedFile<T> filesIn(Path folder, Function<Path, T> reader) {
    return new WatchedFile<>(folder, FilePrint::ofFilesIn, reader);
  }

  /** Returns where the file or folder is. */
  public Path path() {
    return file;
  }

  /** Makes the next look read, whatever it looks like. May be called from any thread. */
  void forget() {
    forgotten = true;
  }

  @Override
  public T get() {
    if (forgotten) {
      forgotten = false;
      last = null;
    }
    Object now = printer.apply(file);
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
   * Returns what was said when it was right last, without looking. May be called from any thread.
   *
   * @return empty until it was right once
   */
  public Optional<T> latest() {
    return Optional.ofNullable(latest);
  }
}
