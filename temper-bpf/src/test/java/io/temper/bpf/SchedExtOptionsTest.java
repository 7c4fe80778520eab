package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedExtOptionsTest {
  @AfterEach
  void forgetProperties() {
    System.clearProperty(LibbpfChoice.PROPERTY);
    System.clearProperty(SchedExtOptions.OBJECT_PROPERTY);
    System.clearProperty(SchedExtOptions.LEASE_PROPERTY);
  }

  @Test
  void builder_withoutAnything_hasTheDocumentedDefaults() {
    var options = SchedExtOptions.builder().build();
    assertThat(options.libbpf()).isEqualTo(new LibbpfChoice.Bundled());
    assertThat(options.objectFile()).isEmpty();
    assertThat(options.heartbeatTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.exitDumpBytes()).isEqualTo(32 * 1024);
    assertThat(options.verifierLogLevel()).isZero();
    assertThat(options.faultInjection()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1S", "PT1H"})
  void heartbeatTimeout_inRange_isTaken(Duration timeout) {
    assertThat(SchedExtOptions.builder().heartbeatTimeout(timeout).build().heartbeatTimeout())
        .isEqualTo(timeout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1S", "PT0.999S", "PT1H0.001S", "P999999D"})
  void heartbeatTimeout_outOfRange_isRefusedWithTheValue(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedExtOptions.builder().heartbeatTimeout(timeout))
        .withMessageContaining(timeout.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, (1 << 20) + 1, Integer.MAX_VALUE})
  void exitDumpBytes_outOfRange_isRefusedWithTheValue(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedExtOptions.builder().exitDumpBytes(bytes))
        .withMessageContaining(": " + bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void verifierLogLevel_outOfRange_isRefusedWithTheValue(int level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedExtOptions.builder().verifierLogLevel(level))
        .withMessageContaining(": " + level);
  }

  @Test
  void fromSystemProperties_readsBoth() {
    System.setProperty(LibbpfChoice.PROPERTY, "system");
    System.setProperty(SchedExtOptions.OBJECT_PROPERTY, "other.o");
    var options = SchedExtOptions.fromSystemProperties();
    assertThat(options.libbpf()).isEqualTo(new LibbpfChoice.Installed());
    assertThat(options.objectFile()).contains(Path.of("other.o"));
  }

  @Test
  void leaseDirectory_isThatOfTheLeaseOrWhatIsNamed() {
    var named = Path.of("/sys/fs/bpf/named");
    var lease = new Lease(Duration.ofSeconds(30), Path.of("/sys/fs/bpf/leased"));
    assertThat(SchedExtOptions.builder().build().leaseDirectory())
        .isEqualTo(Lease.DEFAULT_DIRECTORY);
    assertThat(SchedExtOptions.builder().leaseDirectory(named).build().leaseDirectory())
        .isEqualTo(named);
    assertThat(SchedExtOptions.builder()
            .withLease(lease)
            .leaseDirectory(named)
            .build()
            .leaseDirectory())
        .isEqualTo(lease.directory());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedExtOptions.builder().leaseDirectory(Path.of("relative")))
        .withMessageContaining("'relative'");
  }

  @Test
  void leaseByProperty_isKeptInTheDirectoryThatIsNamed() {
    System.setProperty(SchedExtOptions.LEASE_PROPERTY, "PT30S");
    var named = Path.of("/sys/fs/bpf/named");
    var options =
        SchedExtOptions.builder().leaseDirectory(named).systemProperties().build();
    assertThat(options.lease()).contains(new Lease(Duration.ofSeconds(30), named));
  }

  @Test
  void fromSystemProperties_withAnUnknownLibbpf_namesPropertyAndValue() {
    System.setProperty(LibbpfChoice.PROPERTY, "newest");
    assertThatIllegalArgumentException()
        .isThrownBy(SchedExtOptions::fromSystemProperties)
        .withMessageContaining("temper.libbpf")
        .withMessageContaining("'newest'");
  }
}
