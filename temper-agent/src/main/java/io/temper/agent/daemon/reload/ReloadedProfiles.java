package io.temper.agent.daemon.reload;

import io.temper.TemperException;
import io.temper.profile.ProfileCatalog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread profiles that a running agent goes by: they change with the files of a folder, all of them or
 * none. While a file is wrong, what was in force before stays. For one thread, but for {@link #forget} and
 * {@link #problem}.
 */
public final class ReloadedProfiles implements Supplier<ProfileCatalog> {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedProfiles.class);

  private final WatchedFile<ProfileCatalog> files;
  private ProfileCatalog inForce;
  private volatile @Nullable String problem;

  /**
   * Starts with what the files say.
   *
   * @param folder where the files are; it need not be there
   * @param reader reads them all
   * @throws TemperException if they are wrong
   */
  public ReloadedProfiles(Path folder, Function<Path, ProfileCatalog> reader) {
    this.files = WatchedFile.filesIn(folder, reader);
    this.inForce = files.get();
  }

  /** Returns where the files are. */
  public Path folder() {
    return files.path();
  }

  /**
   * Reads the files if one is another one.
   *
   * @return the newest profiles that were right: the same ones while they do not change
   */
  @Override
  public ProfileCatalog get() {
    try {
      ProfileCatalog now = files.get();
      if (!now.equals(inForce)) {
        inForce = now;
      }
      noteProblem(null);
    } catch (TemperException e) {
      noteProblem(String.valueOf(e.getMessage()));
    }
    return inForce;
  }

  /** Makes the next look read the files. */
  void forget() {
    files.forget();
  }

  /** Returns what is wrong with the files, and what to do; empty if nothing is. */
  Optional<String> problem() {
    return Optional.ofNullable(problem)
        .map(what -> "thread profiles: " + what.replace("\n", "; ")
            + "; those of before stay in force until the files are right");
  }

  /** Said once, however often it is found. */
  private void noteProblem(@Nullable String found) {
    if (found != null && !found.equals(problem)) {
      LOG.warn("the thread profiles of before stay in force: {}", found);
    }
    problem = found;
  }
}
