package io.temper.bpf.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work that changes the thread that does it. */
public final class OwnThread {
  private OwnThread() {}

  /**
   * Does {@code work} on a thread that ends with it, and waits; what it throws is thrown here.
   *
   * @param name the thread's name
   */
  public static <T> T call(String name, Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> new Thread(task, name).start())
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
