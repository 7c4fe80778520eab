package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lint.fact.CpuManager;
import io.temper.node.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuManagerStateTest {
  @TempDir
  Path folder;

  private CpuManager read(String text) throws IOException {
    Path file = folder.resolve("cpu_manager_state");
    Files.writeString(file, text);
    return CpuManagerState.read(file);
  }

  @Test
  void read_staticPolicy_hasTheCpusOfAllContainers() throws IOException {
    assertThat(read("""
            {"policyName":"static","defaultCpuSet":"0,4","entries":{
              "uid-1":{"a":"1,5","b":"2"},"uid-2":{"c":"6"}},"checksum":1}
            """)).isEqualTo(new CpuManager("static", CpuSet.of(1, 2, 5, 6)));
  }

  @Test
  void read_entriesOfAnotherDepth_areReadToo() throws IOException {
    assertThat(read("{\"policyName\":\"static\",\"entries\":{\"u\":{\"c\":{\"original\":\"1\"}}}}")
            .exclusive())
        .isEqualTo(CpuSet.of(1));
  }

  @Test
  void read_noPolicy_isNotStatic() throws IOException {
    CpuManager manager = read("{\"policyName\":\"none\",\"defaultCpuSet\":\"\",\"checksum\":1}");
    assertThat(manager.isStatic()).isFalse();
    assertThat(manager.exclusive()).isEqualTo(CpuSet.empty());
  }

  @Test
  void read_noFile_isNoManager() {
    assertThat(CpuManagerState.read(folder.resolve("missing"))).isEqualTo(CpuManager.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"policyName\":\"static\",\"entries\":{\"u\":{\"c\":\"one\"}}}"})
  void read_anythingElse_namesTheFile(String text) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining("cpu_manager_state")
        .withMessageContaining("; ");
  }
}
