package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrqTableTest {
  @TempDir
  Path root;

  private FakeFiles files;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).write("default_smp_affinity", "ff");
  }

  @Test
  void read_interruptsWithADriver_areWhereTheyAreDelivered() {
    files
        .directory("24/nvme0q1")
        .write("24/smp_affinity_list", "0-7")
        .write("24/effective_affinity_list", "3")
        .directory("25/virtio0-input.0")
        .write("25/smp_affinity_list", "2,4-5");

    assertThat(IrqTable.open(root).read().cpus())
        .isEqualTo(Map.of(24, CpuSet.of(3), 25, CpuSet.of(2, 4, 5)));
  }

  @Test
  void read_interruptThatWasSentElsewhereAndDidNotComeSince_isWhereItWillBe() {
    files
        .directory("4/ttyS0")
        .write("4/smp_affinity_list", "0-1")
        .write("4/effective_affinity_list", "3");

    assertThat(IrqTable.open(root).read().cpus()).isEqualTo(Map.of(4, CpuSet.of(0, 1)));
  }

  @Test
  void read_interruptsWithoutADriverOrPlace_areLeftOut() {
    files
        .write("9/smp_affinity_list", "0-7")
        .directory("10/idle")
        .write("10/effective_affinity_list", "")
        .directory("11/gone")
        .directory("x/driver")
        .write("x/smp_affinity_list", "1");

    assertThat(IrqTable.open(root).read().cpus()).isEmpty();
  }

  @Test
  void read_noSuchDirectory_isNone() {
    assertThat(IrqTable.open(root.resolve("irq")).read().cpus()).isEmpty();
  }

  @Test
  void read_somethingElse_namesTheFile() {
    files.directory("7/lp").write("7/smp_affinity_list", "all");

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> IrqTable.open(root).read().cpus())
        .withMessageContaining(root.resolve("7/smp_affinity_list").toString());
  }

  @Test
  void read_thisHost_isUnderstood() {
    assertThat(IrqTable.open(IrqTable.DEFAULT_ROOT).read().cpus().values())
        .noneMatch(CpuSet::isEmpty);
  }
}
