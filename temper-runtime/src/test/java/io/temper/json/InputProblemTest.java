package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputProblemTest {

  @Test
  void of_whatAUserCanMend_isToldInPlainWords(@TempDir Path folder) {
    assertThat(InputProblem.of(new NoSuchFileException("a"))).isEqualTo("no such file");
    assertThat(InputProblem.of(new AccessDeniedException("a")))
        .isEqualTo("this user may not read it");
    assertThat(InputProblem.of(new MalformedInputException(1))).isEqualTo("it is not UTF-8 text");
    assertThat(InputProblem.of(folder, new IOException("Is a directory")))
        .isEqualTo("it is a folder");
  }

  @Test
  void of_anyOtherFailure_isQuoted(@TempDir Path folder) {
    assertThat(InputProblem.of(folder.resolve("a"), new IOException("the disk is on fire")))
        .isEqualTo("reading failed: java.io.IOException: the disk is on fire");
  }

  @Test
  void ofParser_sourceThatIsHidden_isLeftOut() {
    assertThat(
            InputProblem.ofParser(
                "expected '}' (for Object starting at [Source: REDACTED (`A.B` disabled); line: 1])\n at"))
        .isEqualTo("expected '}'");
  }
}
