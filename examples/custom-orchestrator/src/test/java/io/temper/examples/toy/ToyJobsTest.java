package io.temper.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import io.temper.testkit.WorkloadSourceContract;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToyJobsTest extends WorkloadSourceContract {
  @TempDir
  private Path platform;

  private Path folder() {
    return platform.resolve("jobs");
  }

  @Override
  protected WorkloadSource source() {
    return new ToyJobs(folder());
  }

  @Override
  protected void runs(List<String> names) {
    try {
      breaks();
      Files.createDirectory(folder());
      for (String name : names) {
        Files.writeString(folder().resolve(name + ".job"), "priority=1\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void breaks() {
    if (Files.notExists(folder())) {
      return;
    }
    try (var files = Files.newDirectoryStream(folder())) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void workloads_ofAJob_haveWhatItsFileSays() throws IOException {
    runs(List.of());
    Files.writeString(
        folder().resolve("web.job"), "priority=1000000\ncpus=1.5\ncgroup=/toy.slice/a/web\n");
    assertThat(source().workloads().stream()).singleElement().satisfies(job -> {
      assertThat(job.id()).hasToString("toy/web");
      assertThat(job.priority()).hasValue(1_000_000);
      assertThat(job.request()).isEqualTo(CpuQuantity.ofMillis(1500));
      assertThat(job.cgroup()).contains(new CgroupPath("/toy.slice/a/web"));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"priority=high", "cpus=-1", "cgroup=web"})
  void workloads_jobThatMakesNoSense_failsAllAndNamesTheFile(String line) throws IOException {
    runs(List.of("db"));
    Files.writeString(folder().resolve("web.job"), line);
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> source().workloads())
        .withMessageContainingAll("web.job", "submit the job anew");
  }
}
