package io.temper.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstFewTest {
  private static List<String> of(String... things) {
    return FirstFew.sentences(2, List.of(things), thing -> "it is " + thing, "more are here");
  }

  @Test
  void sentences_noMoreThanMayBeNamed_areOneEach() {
    assertThat(of()).isEmpty();
    assertThat(of("a", "b")).containsExactly("it is a", "it is b");
  }

  @Test
  void sentences_ofMore_endWithTheirNumber() {
    assertThat(of("a", "b", "c", "d")).containsExactly("it is a", "it is b", "2 more are here");
  }
}
