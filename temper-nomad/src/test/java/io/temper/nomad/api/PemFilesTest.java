package io.temper.nomad.api;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n=A==A\n-----END CERTIFICATE-----"
      })
  void certificates_ofWhatIsNone_isNamed(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), text);
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> PemFiles.certificates(file))
        .withMessageContaining("cannot use " + file + " for TLS")
        .withMessageContaining("PEM file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EC PRIVATE KEY", "RSA PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void privateKey_thatIsNone_isNamed(String form) throws IOException {
    Path file = folder.resolve("key.pem");
    for (String body : new String[] {"AAAA", "MAA=", "MIIB", "MAYCAQEEAQA=", "MIT/////"}) {
      Files.writeString(
          file, "-----BEGIN " + form + "-----\n" + body + "\n-----END " + form + "-----");
      assertThatExceptionOfType(NomadException.class)
          .isThrownBy(() -> PemFiles.privateKey(file))
          .withMessageContaining("cannot use " + file + " for TLS");
    }
  }

  @Test
  void certificates_noSuchFile_isNamed() {
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> PemFiles.certificates(folder.resolve("none")))
        .withMessageContaining("none");
  }
}
