package io.temper.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianMirrorTest {
  @TempDir
  private Path host = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(host.resolve("etc/apt/sources.list.d"));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(host.resolve(file).getParent());
    Files.writeString(host.resolve(file), text);
  }

  private void debian() throws IOException {
    write("etc/os-release", "ID=debian\nVERSION_CODENAME=bookworm\nNAME=\"Debian\"\n");
  }

  @Test
  void find_variableSet_winsOverTheHost() throws IOException {
    debian();
    write("etc/apt/sources.list", "deb http://host.example/debian bookworm main\n");
    var found = DebianMirror.find(Map.of("TEMPER_DEBIAN_MIRROR", "http://own.example/d"), host);
    assertThat(found.uri()).isEqualTo("http://own.example/d");
  }

  @Test
  void find_debianHost_takesItsReleasesOwnSource() throws IOException {
    debian();
    write("etc/apt/sources.list", """
        deb cdrom:[Debian]/ bookworm main
        deb http://security.example/debian-security bookworm-security main
        deb http://third.example/repo bookworm main
        deb http://host.example/debian bookworm main
        """);
    assertThat(DebianMirror.find(Map.of(), host).uri()).isEqualTo("http://host.example/debian");
  }

  @Test
  void find_archiveKeyringPresent_signsWithIt() throws IOException {
    debian();
    write("etc/apt/sources.list", "deb [signed-by=/k.gpg] http://h.example/debian bookworm main\n");
    write("usr/share/keyrings/debian-archive-keyring.gpg", "keys");
    assertThat(DebianMirror.find(Map.of(), host).line("trixie"))
        .isEqualTo("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
            + " http://h.example/debian trixie main");
  }

  @Test
  void find_noArchiveKeyring_signsWithTheSourcesOwnKeys() throws IOException {
    debian();
    write("etc/apt/sources.list", "deb [signed-by=/k.gpg] http://h.example/debian bookworm main\n");
    assertThat(DebianMirror.find(Map.of(), host).line("sid"))
        .isEqualTo("deb [signed-by=/k.gpg] http://h.example/debian sid main");
  }

  @Test
  void find_otherDistribution_saysWhatToSet() throws IOException {
    write("etc/os-release", "ID=fedora\n");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> DebianMirror.find(Map.of(), host))
        .withMessageContaining("set TEMPER_DEBIAN_MIRROR");
  }

  @Test
  void find_debianWithoutSources_saysWhatToSet() throws IOException {
    debian();
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> DebianMirror.find(Map.of(), host))
        .withMessageContaining("bookworm main")
        .withMessageContaining("TEMPER_DEBIAN_MIRROR");
  }
}
