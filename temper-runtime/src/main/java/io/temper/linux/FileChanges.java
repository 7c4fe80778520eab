package io.temper.linux;

import io.temper.runtime.thread.Bell;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a group or a file came or went where somebody looked, and which: the kernel tells
 * (inotify). It may tell for nothing, and lose something now and then: whoever goes by it looks at
 * everything all the same, only more seldom. For any thread.
 */
public final class FileChanges implements Bell {
  private static final Logger LOG = LoggerFactory.getLogger(FileChanges.class);
  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
  };

  private static final WatchEvent.Kind<?>[] KINDS_OF_A_FILE = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final Map<Path, WatchedDirectory> watched = new ConcurrentHashMap<>();
  private final Set<Path> files = ConcurrentHashMap.newKeySet();
  private final Set<Path> foldersOfFiles = ConcurrentHashMap.newKeySet();
  private final AtomicLong seen = new AtomicLong();
  private final String what;
  private volatile @Nullable WatchService kernel;

  private FileChanges(String what) {
    this.what = what;
  }

  /**
   * Begins to listen, to nothing yet, for as long as the process lives.
   *
   * @param what is looked for, for the log
   * @return the listener
   */
  public static FileChanges open(String what) {
    var changes = new FileChanges(what);
    try {
      changes.kernel = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      changes.giveUp(e);
    }
    return changes;
  }

  /**
   * Returns a number that is another one as soon as something may have changed.
   *
   * @return the number before only if nothing came or went in what was looked at since
   */
  public long seen() {
    WatchService asked = kernel;
    if (asked == null) {
      return seen.incrementAndGet();
    }
    try {
      for (WatchKey key = asked.poll(); key != null; key = asked.poll()) {
        note(key);
      }
    } catch (ClosedWatchServiceException e) {
      seen.incrementAndGet();
    }
    return seen.get();
  }

  @Override
  public boolean rings() {
    return kernel != null;
  }

  @Override
  public void await() throws InterruptedException {
    WatchService asked = kernel;
    if (asked == null) {
      return;
    }
    try {
      while (!note(asked.take())) {
        // Somebody writes a file beside one that is listened to, such as a log.
      }
    } catch (ClosedWatchServiceException e) {
      // Given up meanwhile: whoever waited looks often from now on.
      seen.incrementAndGet();
    }
  }

  /** Returns whether what is listened to may have changed. */
  private boolean note(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    boolean goesOn = key.reset();
    if (key.watchable() instanceof Path directory) {
      if (goesOn && events.stream().noneMatch(event -> concerns(directory, event))) {
        return false;
      }
      WatchedDirectory known = watched.get(directory);
      // Otherwise it is another one by now, which has still to be asked for the first time.
      if (known != null && known.isHeardBy(key)) {
        known.note(events);
        if (!goesOn) {
          watched.remove(directory, known);
        }
      }
    }
    // After what it is: whoever sees the number finds that.
    seen.incrementAndGet();
    return true;
  }

  /** What comes or goes always does: a file may be a link, and what it leads to is replaced beside it. */
  private boolean concerns(Path directory, WatchEvent<?> event) {
    return event.kind() != StandardWatchEventKinds.ENTRY_MODIFY
        || !(event.context() instanceof Path name)
        || foldersOfFiles.contains(directory)
        || files.contains(directory.resolve(name));
  }

  /**
   * Listens to a file, which may come to be there later: to the directory that it is in. To be called
   * before the file is read; costs next to nothing the next time.
   *
   * @param file which one
   */
  public void watchFile(Path file) {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory != null) {
      files.add(absolute);
      watch(directory, KINDS_OF_A_FILE);
    }
  }

  /**
   * Returns a source that reads a file, and is listened to from its first look on.
   *
   * @param file which one
   * @param source reads it
   * @param <T> what it gives
   * @return the same source, for whoever waits for this to ring
   */
  public <T> Supplier<T> watching(Path file, Supplier<T> source) {
    return () -> {
      watchFile(file);
      return source.get();
    };
  }

  /**
   * Returns a source that reads the files of a directory, and is listened to from its first look on.
   *
   * @param directory which one; it may come to be there later
   * @param source reads them
   * @param <T> what it gives
   * @return the same source, for whoever waits for this to ring
   */
  public <T> Supplier<T> watchingFilesOf(Path directory, Supplier<T> source) {
    return () -> {
      watchFilesOf(directory);
      return source.get();
    };
  }

  /**
   * Listens to the files of a directory. To be called before they are read; costs next to nothing the next
   * time.
   *
   * @param directory which one; it may come to be there later
   */
  public void watchFilesOf(Path directory) {
    Path absolute = directory.toAbsolutePath();
    foldersOfFiles.add(absolute);
    watch(absolute, KINDS_OF_A_FILE);
  }

  /**
   * Listens to a directory, or to the nearest one above it that is there. To be called before it is read.
   *
   * @return whether it is the directory itself
   */
  boolean watch(Path directory) {
    return watch(directory, KINDS);
  }

  /** Listens no more to the directories: those of their names that come from now on are others. */
  void unwatch(Predicate<Path> directories) {
    watched.entrySet().removeIf(one -> {
      boolean isOver = directories.test(one.getKey());
      if (isOver) {
        one.getValue().cancel();
      }
      return isOver;
    });
  }

  /**
   * Returns what came or went in a directory since this was asked last, as far as {@link #seen} has told.
   *
   * @return names; empty if it may be anything, as the first time
   */
  Optional<Set<Path>> changedIn(Path directory) {
    WatchedDirectory known = watched.get(directory);
    return known == null || !known.isValid() ? Optional.empty() : known.take();
  }

  private boolean watch(Path directory, WatchEvent.Kind<?>... kinds) {
    WatchService asked = kernel;
    if (asked == null) {
      return false;
    }
    WatchedDirectory known = watched.get(directory);
    if (known != null && known.isValid()) {
      return true;
    }
    try {
      watched.put(directory, new WatchedDirectory(directory.register(asked, kinds)));
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      Path parent = directory.getParent();
      if (parent != null) {
        watch(parent, kinds);
        // Who made it before somebody listened to its parent was not heard.
        return Files.isDirectory(directory) && watch(directory, kinds);
      }
    } catch (IOException e) {
      giveUp(e);
    } catch (ClosedWatchServiceException e) {
      LOG.debug("given up meanwhile", e);
    }
    return false;
  }

  /** Everything works without, and takes more CPU time. */
  void giveUp(IOException e) {
    try (WatchService given = kernel) {
      LOG.debug("giving up {}", given);
    } catch (IOException failed) {
      LOG.debug("closing the listener failed", failed);
    }
    kernel = null;
    watched.clear();
    LOG.warn(
        "the kernel does not tell of {}, so they are looked for all the time: {};"
            + " raise fs.inotify.max_user_instances or max_user_watches to spare that",
        what,
        e.toString());
  }
}
