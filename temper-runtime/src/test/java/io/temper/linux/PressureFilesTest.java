package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PressureFilesTest {
  private static final String SOME = "some avg10=2.99 avg60=9.40 avg300=37.94 total=382062090";
  private static final Pressure.Stall SOME_STALL =
      new Pressure.Stall(2.99, 9.40, 37.94, 382_062_090);
  private static final Pressure.Stall NONE = new Pressure.Stall(0, 0, 0, 0);

  @TempDir
  Path root;

  @ParameterizedTest
  @EnumSource(PressureResource.class)
  void ofHost_eachResource_isItsFile(PressureResource resource) {
    new FakeFiles(root)
        .write(
            "pressure/" + resource.name().toLowerCase(Locale.ROOT),
            SOME + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0");

    assertThat(PressureFiles.ofHost(root, resource))
        .contains(new Pressure(SOME_STALL, Optional.of(NONE)));
  }

  @Test
  void ofHost_kernelThatDoesNotMeasure_isEmpty() {
    assertThat(PressureFiles.ofHost(root, PressureResource.CPU)).isEmpty();
  }

  @Test
  void ofHost_kernelWithoutFull_tellsSome() {
    new FakeFiles(root).write("pressure/cpu", SOME);

    assertThat(PressureFiles.ofHost(root, PressureResource.CPU))
        .contains(new Pressure(SOME_STALL, Optional.empty()));
  }

  @Test
  void ofHost_anotherKindOfFile_isNamed() {
    new FakeFiles(root).write("pressure/cpu", "0.5");

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> PressureFiles.ofHost(root, PressureResource.CPU))
        .withMessageContaining(root.resolve("pressure/cpu") + ": holds '0.5'")
        .withMessageContaining("instead of the pressure of a resource");
  }

  @Test
  void pressure_ofAGroup_isItsOwnFile() {
    new FakeFiles(root).write("cgroup.controllers", "cpu").write("pod/memory.pressure", SOME);
    CgroupReader reader = CgroupTree.open(root).reader();

    assertThat(reader.pressure(new CgroupPath("/pod"), PressureResource.MEMORY))
        .map(Pressure::some)
        .contains(SOME_STALL);
    assertThat(reader.pressure(new CgroupPath("/pod"), PressureResource.CPU)).isEmpty();
    assertThat(reader.pressure(new CgroupPath("/gone"), PressureResource.CPU)).isEmpty();
  }

  @Test
  void stall_atTheEdges_isAccepted() {
    assertThat(new Pressure.Stall(0, 100, 0.01, 0).percent60()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 100.01, Double.NaN, Double.POSITIVE_INFINITY})
  void stall_noPercentage_isRefused(double percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pressure.Stall(0, percent, 0, 0))
        .withMessageContaining(String.valueOf(percent));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pressure.Stall(0, 0, 0, -1));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ofHost_thisHost_countsUp() {
    Path proc = Path.of("/proc");
    Optional<Pressure> before = PressureFiles.ofHost(proc, PressureResource.CPU);
    assumeThat(before).as("this kernel measures pressure").isPresent();

    Pressure after = PressureFiles.ofHost(proc, PressureResource.CPU).orElseThrow();

    assertThat(after.some().totalMicros())
        .isGreaterThanOrEqualTo(before.orElseThrow().some().totalMicros());
  }
}
