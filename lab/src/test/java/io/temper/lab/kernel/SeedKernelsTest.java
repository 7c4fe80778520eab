package io.temper.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedKernelsTest {
  @TempDir
  private Path folder = Path.of("");

  private Map<String, String> environment() {
    return Map.of("TEMPER_LAB_KERNELS", folder.toString());
  }

  @Test
  void find_notSet_givesNone() {
    assertThat(SeedKernels.find(Map.of())).isEmpty();
  }

  @Test
  void find_pair_isOffered() throws IOException {
    Files.writeString(folder.resolve("bzImage-6.12.117-scx-x86_64"), "image");
    Files.writeString(folder.resolve("config-6.12.117-scx-x86_64"), "config");
    assertThat(SeedKernels.find(environment()))
        .singleElement()
        .satisfies(o -> assertThat(o.version()).isEqualTo(new KernelVersion(6, 12, 117)));
  }

  @Test
  void find_imageWithoutConfiguration_isRefused() throws IOException {
    Files.writeString(folder.resolve("bzImage-6.12.117"), "image");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> SeedKernels.find(environment()))
        .withMessageContaining("config-6.12.117");
  }

  @Test
  void find_noFolder_isRefused() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> SeedKernels.find(Map.of("TEMPER_LAB_KERNELS", folder + "/missing")))
        .withMessageContaining("missing");
  }
}
