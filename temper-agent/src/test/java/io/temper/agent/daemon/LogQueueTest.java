package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogQueueTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void lines_areWrittenInOrder() {
    var queue = new LogQueue(written);
    var out = new PrintStream(queue, true, StandardCharsets.UTF_8);
    out.println("first");
    out.print("sec");
    out.println("ond");
    queue.flush(LONG);
    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("first\nsecond\n");
    assertThat(queue.problem()).isEmpty();
  }

  @Test
  void pipeThatNobodyReads_blocksNobodyAndWhatIsLostIsSaid() throws InterruptedException {
    var full = new Full();
    var queue = new LogQueue(full);
    var out = new PrintStream(queue, true, StandardCharsets.UTF_8);
    for (int i = 0; i < 5000; i++) {
      out.println("line " + i);
    }
    full.reached.await();
    assertThat(queue.problem().orElseThrow()).contains("lines of the log are lost");
    full.read.countDown();
    queue.flush(LONG);
    out.println("after");
    queue.flush(LONG);
    assertThat(full.taken.toString(StandardCharsets.UTF_8))
        .contains("line 0\n", "lines are missing here")
        .endsWith("after\n");
  }

  @Test
  void readerThatWentAway_endsNothing() {
    var queue = new LogQueue(new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("Broken pipe");
      }
    });
    var out = new PrintStream(queue, true, StandardCharsets.UTF_8);
    out.println("one");
    queue.flush(LONG);
    out.println("two");
    queue.flush(LONG);
    assertThat(out.checkError()).isFalse();
    assertThat(queue.problem().orElseThrow()).startsWith("2 lines");
  }

  @Test
  void endlessLine_isCutAndNotKept() {
    var queue = new LogQueue(written);
    new PrintStream(queue, true, StandardCharsets.UTF_8).print("x".repeat(100_000));
    queue.flush(LONG);
    assertThat(written.size()).isBetween(16_384 * 6, 100_000);
  }

  /** A pipe whose reader begins when the test says so. */
  private static final class Full extends OutputStream {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch read = new CountDownLatch(1);
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int value) {
      reached.countDown();
      try {
        read.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      taken.write(value);
    }
  }
}
