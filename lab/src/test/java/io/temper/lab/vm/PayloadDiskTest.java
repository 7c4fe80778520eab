package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadDiskTest {
  @TempDir
  private Path folder = Path.of("");

  @Test
  void script_quotesWhateverTheArgumentsHold() {
    String script = PayloadDisk.script(List.of("printf", "%s|", "a b", "it's", "$HOME", ""));
    assertThat(HostCommand.in(folder, List.of("sh", "-c", script)).run())
        .isEqualTo("a b|it's|$HOME||");
  }

  @Test
  void write_foldersAndFiles_areFoundUnderTheirNames() throws IOException {
    Path source = Files.createDirectories(folder.resolve("in/sub"));
    Files.writeString(source.resolve("deep.txt"), "deep");
    Files.createSymbolicLink(source.resolve("link"), Path.of("deep.txt"));
    Path single = Files.writeString(folder.resolve("single"), "one");
    var run = new RunFolder(Files.createDirectory(folder.resolve("run")));
    PayloadDisk.write(
        VmSpec.of("true")
            .payload("tree", folder.resolve("in"))
            .payload("file", single)
            .build(),
        run);
    Path out = Files.createDirectory(folder.resolve("out"));
    HostCommand.in(out, List.of("tar", "-xf", run.payload().toString())).run();
    assertThat(out.resolve("tree/sub/deep.txt")).hasContent("deep");
    assertThat(Files.readSymbolicLink(out.resolve("tree/sub/link"))).hasToString("deep.txt");
    assertThat(out.resolve("file")).hasContent("one");
    assertThat(out.resolve(".temper-lab/command")).hasContent("exec 'true'");
    assertThat(Files.size(run.payload()) % (1 << 20)).isZero();
  }

  @Test
  void payload_thatDoesNotExist_isRefused() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> Payload.parse("x=" + folder.resolve("missing")))
        .withMessageContaining("missing");
  }

  @Test
  void payload_withAndWithoutName() {
    assertThat(Payload.parse("n=" + folder).name()).isEqualTo("n");
    assertThat(Payload.parse(folder.toString()).name())
        .isEqualTo(folder.getFileName().toString());
  }

  @Test
  void spec_twoPayloadsOfOneName_isRefused() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(
            () -> VmSpec.of("x").payload("a", folder).payload("a", folder).build())
        .withMessageContaining("same name");
  }
}
