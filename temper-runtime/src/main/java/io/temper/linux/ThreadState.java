package io.temper.linux;

/** What a thread is doing, as the kernel tells it by a letter. */
public enum ThreadState {
  /** Runs, or waits for a CPU. */
  RUNNABLE('R'),
  /** Sleeps and may be woken by a signal. */
  SLEEPING('S'),
  /** Sleeps and heeds no signal, as a rule waiting for a device. */
  UNINTERRUPTIBLE('D'),
  /** Stopped by a signal. */
  STOPPED('T'),
  /** Held by a debugger. */
  TRACED('t'),
  /** A thread of the kernel that sleeps without counting as load. */
  IDLE('I'),
  /** A thread of the kernel that is put aside, as that of a CPU which is offline. */
  PARKED('P'),
  /** Has ended, and its parent has not asked how. */
  ZOMBIE('Z'),
  /** Is being removed. */
  DEAD('X'),
  /** Something that kernels before or after those we know do. */
  OTHER('?');

  private final char letter;

  ThreadState(char letter) {
    this.letter = letter;
  }

  static ThreadState of(char letter) {
    for (ThreadState state : values()) {
      if (state.letter == letter) {
        return state;
      }
    }
    return OTHER;
  }
}
