package io.temper.agent.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {
  @TempDir
  Path folder;

  @Test
  void write_isTheFormatThatOtherProgramsRead() {
    GoldenFiles.assertMatches("report.json", ReportJson.write(SampleReports.full()));
  }

  @Test
  void read_givesWhatWasWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("r.json"), ReportJson.write(SampleReports.full()));
    assertThat(ReportJson.read(file)).isEqualTo(SampleReports.full());
  }

  @Test
  void read_ofAnotherFormat_namesFileAndFormats() throws IOException {
    String json = ReportJson.write(SampleReports.full()).replace("temper.demo/1", "temper.demo/9");
    Path file = Files.writeString(folder.resolve("r.json"), json);
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> ReportJson.read(file))
        .withMessageContaining("r.json")
        .withMessageContaining("temper.demo/1")
        .withMessageContaining("temper.demo/9");
  }

  @Test
  void read_ofNoJson_namesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("r.json"), "{ nothing");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> ReportJson.read(file))
        .withMessageContaining("r.json: not a report of the demo");
  }

  @Test
  void read_ofNoFile_saysSo() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> ReportJson.read(folder.resolve("none.json")))
        .withMessageContaining("none.json: no such file");
  }
}
