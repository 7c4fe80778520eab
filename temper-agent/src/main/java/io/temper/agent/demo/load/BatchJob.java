package io.temper.agent.demo.load;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The batch job: each thread computes SHA-256 over and over, takes all CPU time it is given and
 * notes how many bytes it has hashed in a {@link WorkCounter}. It ends when it is killed.
 */
public final class BatchJob {
  private static final int BLOCK_BYTES = 16 * 1024;

  private BatchJob() {}

  /**
   * Works for ever.
   *
   * @param args file of the counter, number of threads
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    int threads = Integer.parseInt(args[1]);
    var counter = WorkCounter.create(Path.of(args[0]), threads);
    for (int i = 0; i < threads; i++) {
      int slot = i;
      new Thread(() -> work(counter, slot), "batch-" + i).start();
    }
  }

  private static void work(WorkCounter counter, int slot) {
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK_BYTES];
    for (long done = BLOCK_BYTES; !Thread.currentThread().isInterrupted(); done += BLOCK_BYTES) {
      digest.update(block);
      counter.set(slot, done);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
