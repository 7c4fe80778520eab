package io.temper.nomad.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NomadSettingsTest {

  @Test
  void ofEnvironment_nothingSet_isTheLocalAgent() {
    assertThat(NomadSettings.ofEnvironment(Map.of()))
        .isEqualTo(new NomadSettings(
            URI.create("http://127.0.0.1:4646"),
            null,
            null,
            new TlsFiles(null, null, null),
            null,
            null));
  }

  @Test
  void ofEnvironment_allSet_isAllOfThem() {
    Map<String, String> all = Map.of(
        "NOMAD_ADDR", " https://localhost:4646/ ",
        "NOMAD_TOKEN", "t",
        "NOMAD_TOKEN_FILE", "/etc/temper/nomad.token",
        "NOMAD_CACERT", "/ca",
        "NOMAD_CLIENT_CERT", "/cert",
        "NOMAD_CLIENT_KEY", "/key",
        "NOMAD_REGION", "eu",
        "NOMAD_NAMESPACE", "*",
        "NOMAD_SKIP_VERIFY", "false");
    assertThat(NomadSettings.ofEnvironment(all))
        .isEqualTo(new NomadSettings(
            URI.create("https://localhost:4646"),
            "t",
            Path.of("/etc/temper/nomad.token"),
            new TlsFiles(Path.of("/ca"), Path.of("/cert"), Path.of("/key")),
            "eu",
            "*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:4646",
        "unix:///run/nomad.sock",
        "ftp://a",
        "http://",
        "http://a b",
        "http://a:4646/v1",
        "http://a:4646?x=y",
        "http://user:word@a:4646"
      })
  void ofEnvironment_noAddress_isNamedWithRemedy(String address) {
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> NomadSettings.ofEnvironment(Map.of("NOMAD_ADDR", address)))
        .withMessageContaining("NOMAD_ADDR is '" + address + "'")
        .withMessageContaining("http://127.0.0.1:4646");
  }

  @ParameterizedTest
  @CsvSource({
    "NOMAD_SKIP_VERIFY, true",
    "NOMAD_SKIP_VERIFY, maybe",
    "NOMAD_CAPATH, /ca",
    "NOMAD_TLS_SERVER_NAME, client.global.nomad",
    "NOMAD_HTTP_AUTH, a:b"
  })
  void ofEnvironment_whatTemperDoesNotGoBy_isNotPassedOver(String name, String value) {
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> NomadSettings.ofEnvironment(Map.of(name, value)))
        .withMessageContaining(name)
        .withMessageContaining("unset it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOMAD_CLIENT_CERT", "NOMAD_CLIENT_KEY"})
  void ofEnvironment_halfOfACertificate_isRefused(String name) {
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> NomadSettings.ofEnvironment(Map.of(name, "/a")))
        .withMessageContaining("belong together");
  }
}
