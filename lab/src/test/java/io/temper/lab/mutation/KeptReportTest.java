package io.temper.lab.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptReportTest {
  @TempDir
  private Path folder;

  @Test
  void report_isOfTheClassesItWasMarkedWith_andOfNoneOnceAnotherRunBegan() {
    var report = new KeptReport(folder.resolve("plan"));
    assertThat(report.isOf("a")).as("no run yet").isFalse();

    report.forget();
    assertThat(report.isOf("a")).as("a run that has not ended").isFalse();

    report.mark("a");
    assertThat(report.isOf("a")).isTrue();
    assertThat(report.isOf("b")).as("other classes").isFalse();

    report.forget();
    assertThat(report.isOf("a")).as("another run has begun").isFalse();
  }

  @Test
  void text_withoutReport_namesTheFile() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new KeptReport(folder).text())
        .withMessageContaining("mutations.csv");
  }

  @Test
  void digest_changesWithContentNameAndOrder() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one"));
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(one.resolve("A.class"), "a");
    String before = ClassTrees.digest(List.of(one, other));

    assertThat(ClassTrees.digest(List.of(one, other))).isEqualTo(before);
    Files.writeString(other.resolve("B.class"), "");
    String withFile = ClassTrees.digest(List.of(one, other));
    assertThat(withFile).isNotEqualTo(before).isNotEqualTo(ClassTrees.digest(List.of(other, one)));
    Files.writeString(one.resolve("A.class"), "b");
    assertThat(ClassTrees.digest(List.of(one, other))).isNotIn(before, withFile);
  }
}
