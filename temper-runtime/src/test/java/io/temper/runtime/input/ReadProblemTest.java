package io.temper.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadProblemTest {

  @Test
  void of_whatAUserCanMend_isToldInPlainWords(@TempDir Path folder) {
    assertThat(ReadProblem.of(new NoSuchFileException("a"), "give another"))
        .hasToString("no such file; give another");
    assertThat(ReadProblem.of(new MalformedInputException(1), "give another"))
        .hasToString("it is not UTF-8 text; give another");
    assertThat(ReadProblem.of(folder, new IOException("Is a directory"), "give another"))
        .hasToString("it is a folder; give another");
    assertThat(ReadProblem.of(Path.of(""), new IOException("Is a directory"), "give another"))
        .hasToString("the name is empty; give another");
  }

  @Test
  void of_whatThisUserMayNotRead_remedyIsAboutPermissionsAndNoOtherFile(@TempDir Path folder) {
    var told = "this user may not read it; run as a user who may, or change its permissions";

    assertThat(ReadProblem.of(new AccessDeniedException("a"), "give another")).hasToString(told);
    assertThat(ReadProblem.of(folder, new AccessDeniedException("a"), "give another"))
        .hasToString(told);
  }

  @Test
  void of_anyOtherFailure_isQuoted(@TempDir Path folder) {
    var failure = new IOException("the disk is on fire");

    assertThat(ReadProblem.of(folder.resolve("a"), failure, "give another"))
        .hasToString("reading failed: java.io.IOException: the disk is on fire; give another");
  }
}
