package io.temper.linux;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A directory that is listened to, and what was told of it since somebody asked. For any thread. */
final class WatchedDirectory {
  /** That are kept: perhaps nobody ever asks again. */
  private static final int MOST_NAMES = 1000;

  private final WatchKey key;
  private final Set<Path> names = new HashSet<>();

  /** Also before anybody has asked: what was there before is not told. */
  private boolean isAnything = true;

  WatchedDirectory(WatchKey key) {
    this.key = key;
  }

  /** Returns false once the directory is gone, though another may be in its place. */
  boolean isValid() {
    return key.isValid();
  }

  boolean isHeardBy(WatchKey other) {
    return key.equals(other);
  }

  void cancel() {
    key.cancel();
  }

  /** An event without a name tells that events were lost. */
  synchronized void note(List<WatchEvent<?>> events) {
    for (WatchEvent<?> event : events) {
      if (event.context() instanceof Path name && names.size() < MOST_NAMES) {
        names.add(name);
      } else {
        isAnything = true;
      }
    }
    if (isAnything) {
      names.clear();
    }
  }

  /** Returns what was told since; empty if it may be anything. */
  synchronized Optional<Set<Path>> take() {
    Optional<Set<Path>> told = isAnything ? Optional.empty() : Optional.of(Set.copyOf(names));
    names.clear();
    isAnything = false;
    return told;
  }
}
