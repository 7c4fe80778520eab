package io.temper.linux;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a group came or went where somebody looked: the kernel tells (inotify). A hint by which
 * looks that would find nothing new are spared, and no more. For one thread.
 */
public final class GroupChanges {
  private static final Logger LOG = LoggerFactory.getLogger(GroupChanges.class);
  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
  };

  private final Map<Path, WatchKey> watched = new HashMap<>();
  private @Nullable WatchService kernel;
  private long seen;

  private GroupChanges() {}

  /**
   * Begins to listen, to nothing yet, for as long as the process lives.
   *
   * @return the listener
   */
  public static GroupChanges open() {
    GroupChanges changes = new GroupChanges();
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
    if (kernel == null) {
      return ++seen;
    }
    for (WatchKey key = kernel.poll(); key != null; key = kernel.poll()) {
      // Whichever it is: that events were lost is told as an event, too.
      key.pollEvents();
      seen++;
      if (!key.reset()) {
        watched.remove(key.watchable());
      }
    }
    return seen;
  }

  /** Listens to a directory, or to the nearest one above it that is there. To be called before it is read. */
  void watch(Path directory) {
    WatchKey known = watched.get(directory);
    if (kernel == null || (known != null && known.isValid())) {
      return;
    }
    try {
      watched.put(directory, directory.register(kernel, KINDS));
    } catch (NoSuchFileException | NotDirectoryException e) {
      Path parent = directory.getParent();
      if (parent != null) {
        watch(parent);
        // Who made it before somebody listened to its parent was not heard.
        if (Files.isDirectory(directory)) {
          watch(directory);
        }
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** Everything works without, and takes more CPU time. */
  private void giveUp(IOException e) {
    try (WatchService given = kernel) {
      LOG.debug("giving up {}", given);
    } catch (IOException failed) {
      LOG.debug("closing the listener failed", failed);
    }
    kernel = null;
    watched.clear();
    LOG.warn(
        "the kernel does not tell of new groups, so they are looked for all the time: {};"
            + " raise fs.inotify.max_user_instances or max_user_watches to spare that",
        e.toString());
  }
}
