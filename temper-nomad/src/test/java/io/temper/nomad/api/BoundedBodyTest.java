package io.temper.nomad.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.temper.nomad.api.BoundedBody.TooLongException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedBodyTest {
  private static byte[] anyBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static Pieces gathered(BoundedBody body) {
    body.onComplete();
    return body.getBody().toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "65535, 16384",
    "65536, 16384",
    "65537, 16384",
    "65536, 65536",
    "300000, 7",
    "300000, 200000"
  })
  void getBody_partsOfAnyLength_areTheBytesThatCame(int length, int part) throws IOException {
    byte[] bytes = anyBytes(length);
    var body = new BoundedBody(length);
    for (int from = 0; from < length; from += part) {
      body.onNext(List.of(ByteBuffer.wrap(bytes, from, Math.min(part, length - from))));
    }
    Pieces gathered = gathered(body);
    assertThat(gathered.length()).isEqualTo(length);
    assertThat(gathered.stream()).hasBinaryContent(bytes);
    assertThat(gathered.stream()).as("once more").hasBinaryContent(bytes);
    assertThat(gathered.beginning(5)).isEqualTo(Arrays.copyOf(bytes, Math.min(5, length)));
  }

  @Test
  void onNext_moreThanTheBound_isGivenUp() {
    var body = new BoundedBody(10);
    body.onNext(List.of(ByteBuffer.allocate(10)));
    assertThat(body.getBody().toCompletableFuture()).isNotDone();
    body.onNext(List.of(ByteBuffer.allocate(1)));
    assertThat(body.getBody().toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(TooLongException.class);
  }

  /** An answer may be a quarter of the heap: what doubles or copies it would end in an OutOfMemoryError. */
  @Test
  void onNext_longAnswer_takesLittleMoreMemoryThanItsBytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var body = new BoundedBody(32 << 20);
    ByteBuffer part = ByteBuffer.allocate(16 << 10);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 32 << 6; i++) {
      body.onNext(List.of(part.clear()));
    }
    Pieces gathered = gathered(body);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(gathered.length()).isEqualTo(32 << 20);
    assertThat(taken).isLessThan(34 << 20);
  }
}
