package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationPrefixesTest {
  @Test
  void keysOf_standard_startsWithThePrimary() {
    assertThat(AnnotationPrefixes.STANDARD.keysOf("tier"))
        .containsExactly("temper.io/tier", "infera.io/tier", "temper.codes/tier");
  }

  @Test
  void of_prefixWithoutSlash_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnnotationPrefixes("temper.io", List.of()))
        .withMessageContaining("'temper.io'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnnotationPrefixes("temper.io/", List.of("/")))
        .withMessageContaining("'/'");
  }
}
