package io.temper.lab.host;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The folder outside the source tree that keeps what took long to obtain. An entry is a folder; it
 * is made under a lock in a place of its own and renamed when complete, so it is either there as a
 * whole or not there, also when two processes want it at once or one of them is killed.
 */
public final class LabCache {
  private static final int HASH_CHARACTERS = 12;

  private final Path root;
  private final Progress progress;

  /**
   * Creates a cache.
   *
   * @param root the folder that holds everything; made when first needed
   * @param progress where waiting for another process is told
   */
  public LabCache(Path root, Progress progress) {
    this.root = root.toAbsolutePath();
    this.progress = progress;
  }

  /**
   * Returns where the cache of this user lies: {@code $TEMPER_CACHE/lab}, or else {@code
   * $XDG_CACHE_HOME/temper/lab}, or else {@code ~/.cache/temper/lab}.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @return the folder, whether or not it exists
   */
  public static Path rootOf(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("TEMPER_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own, "lab");
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
    return base.resolve("temper").resolve("lab");
  }

  /**
   * Returns the folder that holds everything.
   *
   * @return an absolute path
   */
  public Path root() {
    return root;
  }

  /** Fills the folder of a new entry. */
  @FunctionalInterface
  public interface Recipe {
    /**
     * Makes the content.
     *
     * @param folder an empty folder that becomes the entry when this method returns
     * @throws Exception if the content cannot be made; nothing is kept then
     */
    void fill(Path folder) throws Exception;
  }

  /**
   * Returns an entry, making it first if it is not there.
   *
   * @param name the entry's path below {@link #root}; carries a hash of whatever decides the content
   * @param recipe makes the content
   * @return the entry's folder, complete
   */
  public Path entry(String name, Recipe recipe) {
    Path entry = root.resolve(name);
    if (Files.isDirectory(entry)) {
      return entry;
    }
    return locked(name, () -> {
      if (!Files.isDirectory(entry)) {
        make(entry, recipe);
      }
      return entry;
    });
  }

  private static void make(Path entry, Recipe recipe) throws Exception {
    // One name per entry, used under the lock: what a killed process left is found and removed.
    Path building = entry.resolveSibling("." + entry.getFileName() + ".building");
    Folders.delete(building);
    Files.createDirectories(building);
    try {
      recipe.fill(building);
      Files.move(building, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(building);
    }
  }

  /** Work under a lock. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does the work.
     *
     * @return its result
     * @throws Exception if it fails
     */
    T run() throws Exception;
  }

  /**
   * Does {@code work} while no other process does work of the same name.
   *
   * @param <T> what the work gives
   * @param name the lock's name
   * @param work the work
   * @return what the work returned
   */
  // The lock is held by being open; javac misses a use of it.
  @SuppressWarnings("try")
  public <T> T locked(String name, Work<T> work) {
    Path file = root.resolve("locks").resolve(name.replace('/', '_') + ".lock");
    try {
      Files.createDirectories(file.getParent());
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var unused = lock(channel, name)) {
        return work.run();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LabException("cannot make " + root.resolve(name) + ": " + e, e);
    }
  }

  private FileLock lock(FileChannel channel, String name) throws IOException {
    FileLock lock = channel.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.say("waiting for another process that makes " + name);
    return channel.lock();
  }

  /**
   * Returns a short hash for the name of an entry.
   *
   * @param inputs the text of everything that decides the entry's content
   * @return 12 hexadecimal digits
   */
  public static String hash(String inputs) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inputs.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
