package io.temper.bpf.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.bpf.ObjectFileException;
import io.temper.bpf.internal.Checksums;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.kernel.KernelLayer;
import io.temper.kernel.KernelLimits;
import io.temper.observe.ExitCause;
import io.temper.plan.Layer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java takes for the layout is what the C compiler made of the header. */
class AbiTest {
  private static final Path SOURCES = Path.of("../temper-bpf-native/src/main/bpf");
  private static final Path HEADER = SOURCES.resolve("temper_abi.h");

  @Test
  void ofClassPath_describesTheObjectBesideIt() {
    assertThat(ObjectFile.read(Optional.empty()).abi().hash())
        .isEqualTo(Abi.ofClassPath().hash());
  }

  @Test
  void sizes_areThoseThatTheRulersDraw() {
    var abi = Abi.ofClassPath();
    assertThat(abi.sizeOf("t_layer")).isEqualTo(448);
    assertThat(abi.sizeOf("t_cpu")).isEqualTo(16);
    assertThat(abi.sizeOf("t_member")).isEqualTo(16);
    assertThat(abi.offsetOf("t_cfg", "layers")).isEqualTo(384);
    assertThat(abi.offsetOf("t_exit_info", "dump")).isEqualTo(1168);
    assertThat(abi.offsetOf("t_cpu_stats", "layers")).isEqualTo(128);
    assertThat(abi.sizeOf("t_layer_stats")).isEqualTo(448);
    assertThat(abi.sizeOf("t_thread_note")).isEqualTo(24);
    assertThat(abi.sizeOf("t_watched")).isEqualTo(128);
  }

  @Test
  void limitsOfTheCompiler_areThoseOfTheObject() {
    var abi = Abi.ofClassPath();
    var limits = KernelLimits.STANDARD;
    assertThat(limits.layers()).isEqualTo(abi.constant("T_MAX_LAYERS"));
    assertThat(limits.cpus()).isEqualTo(abi.constant("T_MAX_CPUS"));
    assertThat(limits.domains()).isEqualTo(abi.constant("T_MAX_DOMAINS"));
    assertThat(limits.members()).isEqualTo(abi.constant("T_MAX_MEMBERS"));
    assertThat(KernelLayer.MAX_RANK).isEqualTo(abi.constant("T_MAX_RANK"));
    assertThat(Layer.MAX_WEIGHT).isEqualTo(abi.constant("T_WEIGHT_MAX"));
    assertThat(ExitCause.HEARTBEAT_CODE).isEqualTo(abi.constant("T_EXIT_HEARTBEAT"));
  }

  @Test
  void everyOffsetSizeAndConstant_isWhatTheCompilerOfThisHostComputes(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeThat(HEADER).as("the C sources are beside this module").exists();
    assumeThat(Path.of("/usr/bin/cc")).as("a C compiler is installed").isExecutable();
    var lines = assertionsInC();
    assertThat(lines).hasSizeGreaterThan(80);
    lines.add(0, "#include <stddef.h>\n#include \"temper_abi.h\"");
    var file = Files.write(directory.resolve("check.c"), lines);
    var include = SOURCES.toAbsolutePath().toString();
    var compiler = new ProcessBuilder("cc", "-fsyntax-only", "-I", include, file.toString())
        .redirectErrorStream(true)
        .start();
    assertThat(Checksums.text(compiler.getInputStream().readAllBytes())).isEmpty();
    assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(compiler.exitValue()).isZero();
  }

  @Test
  void missingOrMalformedKey_namesItAndTheFile() {
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> Abi.parse("some.properties", "abi.hash=1").sizeOf("t_cfg"))
        .withMessageContaining("some.properties")
        .withMessageContaining("it lacks sizeof.t_cfg");
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> Abi.parse("some.properties", "sizeof.t_cfg=many").sizeOf("t_cfg"))
        .withMessageContaining("'many', not a number");
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> Abi.parse("some.properties", "abi.hash=xyz").hash())
        .withMessageContaining("hexadecimal");
  }

  /** One static assertion per line of the description. */
  private static List<String> assertionsInC() throws IOException {
    var values = new Properties();
    values.load(new StringReader(Checksums.text(Checksums.resource(Abi.RESOURCE).orElseThrow())));
    var lines = new ArrayList<String>();
    for (var key : values.stringPropertyNames()) {
      expression(key.split("\\.", -1))
          .ifPresent(left -> lines.add(
              "_Static_assert(" + left + " == " + values.getProperty(key) + ", \"" + key + "\");"));
    }
    return lines;
  }

  private static Optional<String> expression(String[] key) {
    boolean ours = key.length > 1 && key[1].startsWith("t_");
    return switch (key[0]) {
      case "const" -> Optional.of(key[1]);
      case "sizeof" -> Optional.of("sizeof(struct " + key[1] + ")").filter(e -> ours);
      case "offsetof" ->
        Optional.of("offsetof(struct " + key[1] + ", " + key[2] + ")").filter(e -> ours);
      default -> Optional.empty();
    };
  }
}
