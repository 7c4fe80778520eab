package io.temper.runtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.runtime.clock.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparingSourceTest {
  private final ManualTicker clock = new ManualTicker();
  private final List<String> asked = new ArrayList<>();
  private String sign = "a";
  private String answer = "1";
  private boolean broken;
  private int distrusted;

  private final SparingSource<String> source = new SparingSource<>(
      () -> {
        asked.add(answer);
        if (broken) {
          throw new TemperException("broken");
        }
        return answer;
      },
      () -> sign,
      () -> distrusted++,
      Duration.ofSeconds(10),
      clock::nanos);

  @Test
  void sameSigns_theSourceIsAskedOnce() {
    assertThat(source.get()).isSameAs(source.get());
    assertThat(asked).hasSize(1);
  }

  @Test
  void otherSigns_theSourceIsAskedAgain() {
    source.get();
    sign = "b";
    answer = "2";
    assertThat(source.get()).isEqualTo("2");
    assertThat(source.get()).isEqualTo("2");
    assertThat(asked).hasSize(2);
  }

  @Test
  void sameSignsForLong_theSourceIsAskedAllTheSame() {
    source.get();
    answer = "2";
    clock.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(source.get()).isEqualTo("1");
    clock.advance(Duration.ofNanos(1));
    assertThat(source.get()).isEqualTo("2");
  }

  @Test
  void signsThatChangeAllTheTime_areDistrustedAfterAWhileAllTheSame() {
    source.get();
    assertThat(distrusted).isEqualTo(1);
    for (int second = 1; second < 10; second++) {
      clock.advance(Duration.ofSeconds(1));
      sign = "sign " + second;
      source.get();
    }
    assertThat(distrusted).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    source.get();
    assertThat(distrusted).isEqualTo(2);
    assertThat(asked).hasSize(11);
  }

  @Test
  void sameAnswerAgain_isTheSameObject() {
    String first = source.get();
    sign = "b";
    answer = String.valueOf(new char[] {'1'});
    assertThat(source.get()).isSameAs(first);
    assertThat(asked).hasSize(2);
  }

  @Test
  void failure_isNotKept() {
    source.get();
    sign = "b";
    broken = true;
    assertThatExceptionOfType(TemperException.class).isThrownBy(source::get);
    broken = false;
    assertThat(source.get()).isEqualTo("1");
    assertThat(asked).hasSize(3);
    assertThat(distrusted).isEqualTo(2);
  }
}
