package io.temper.runtime.restart;

/** Keeps what is known of failed attachments when the agent ends. Never throws; for one thread. */
public interface RestartMemory {

  /**
   * Returns what was saved last.
   *
   * @return {@link Circuit#CLOSED} if nothing was, or if it cannot be read
   */
  Circuit load();

  /**
   * Saves what is known, if that is possible.
   *
   * @param circuit what is known
   */
  void save(Circuit circuit);

  /**
   * Returns a memory that ends with the agent.
   *
   * @return a new memory
   */
  static RestartMemory none() {
    return new RestartMemory() {
      @Override
      public Circuit load() {
        return Circuit.CLOSED;
      }

      @Override
      public void save(Circuit circuit) {}
    };
  }
}
