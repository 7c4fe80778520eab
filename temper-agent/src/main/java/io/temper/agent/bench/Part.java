package io.temper.agent.bench;

import java.util.Locale;

/** What can be chosen with {@code --only}. */
enum Part {
  /** Threads that wake each other through pipes. */
  HACKBENCH,
  /** Ping-pong between two processes. */
  PIPE,
  /** A storm of forks. */
  FORK,
  /** The service with nothing beside it. */
  REDIS,
  /** The service beside 0 to 8 spinners per CPU. */
  LADDER,
  /** What the kernel counts an operation. */
  COST;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Part ofId(String id) {
    for (Part part : values()) {
      if (part.id().equals(id)) {
        return part;
      }
    }
    throw new IllegalArgumentException("unknown part: " + id);
  }
}
