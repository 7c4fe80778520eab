package io.temper.agent.bundle;

import io.temper.TemperException;
import io.temper.agent.report.doctor.BundleManifest.Entry;
import io.temper.agent.report.doctor.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the parts of a bundle, each for so long and no longer. A part that hangs keeps a thread of its
 * own until the process ends, and nobody else.
 *
 * @param patience how long a part may take
 * @param mostBytes how large a part may be; the rest of it is cut off
 * @param secrets what no part may hold
 */
record PartReader(Duration patience, int mostBytes, Secrets secrets) {

  /** A part that was read: its line in the manifest, and what it holds. */
  record ReadPart(Entry entry, String text) {}

  ReadPart read(BundlePart part) {
    var task = new FutureTask<>(part.text());
    var thread = new Thread(task, "temper-bundle");
    thread.setDaemon(true);
    thread.start();
    try {
      return of(part, task.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      task.cancel(true);
      return missing(part, "reading was interrupted");
    } catch (TimeoutException e) {
      task.cancel(true);
      return missing(part, "it could not be read within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      return missing(part, problem(e.getCause() == null ? e : e.getCause()));
    }
  }

  private ReadPart of(BundlePart part, String text) {
    String whole = secrets.takenOutOf(text);
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    boolean isCut = bytes.length > mostBytes;
    // What is left of a character in two is no character.
    String kept = isCut
        ? new String(bytes, 0, mostBytes, StandardCharsets.UTF_8).replaceAll("\\uFFFD$", "")
        : whole;
    int size = kept.getBytes(StandardCharsets.UTF_8).length;
    return new ReadPart(new Entry(part.name(), part.what(), size, isCut, null), kept);
  }

  private ReadPart missing(BundlePart part, String problem) {
    return new ReadPart(
        new Entry(part.name(), part.what(), 0, false, secrets.takenOutOf(problem)), "");
  }

  /** Exceptions of the JDK about files say little more than the file's name. */
  private static String problem(Throwable failure) {
    String text = failure instanceof TemperException && failure.getMessage() != null
        ? failure.getMessage()
        : failure.toString();
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
