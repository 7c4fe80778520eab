package io.temper.nomad.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.nomad.FakeNomad;
import io.temper.nomad.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(480)
class NomadTlsTest {
  @TempDir
  private Path folder;

  private PemPair server;
  private @Nullable FakeNomad nomad;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    server = PemPair.make(folder, "server", "EC");
  }

  @AfterEach
  void stop() {
    if (nomad != null) {
      nomad.close();
    }
  }

  private FakeNomad serve(PemPair trusted) throws IOException, GeneralSecurityException {
    FakeNomad started = FakeNomad.start(server.contextTrusting(trusted));
    nomad = started;
    return started;
  }

  private static NomadServer open(FakeNomad nomad, Path authority, Path... certificateAndKey) {
    Map<String, String> environment = new HashMap<>();
    environment.put("NOMAD_ADDR", "https://" + nomad.place());
    environment.put("NOMAD_CACERT", authority.toString());
    if (certificateAndKey.length > 0) {
      environment.put("NOMAD_CLIENT_CERT", certificateAndKey[0].toString());
      environment.put("NOMAD_CLIENT_KEY", certificateAndKey[1].toString());
    }
    return NomadServer.open(NomadSettings.ofEnvironment(environment));
  }

  private static InputStream ask(NomadServer server) {
    return server
        .get("ask", "/v1/node/" + Fixtures.NODE, Map.of(), Duration.ofSeconds(60))
        .body();
  }

  /** Nomad's own command writes the keys of curves in their older form. */
  @ParameterizedTest
  @CsvSource({"EC, PRIVATE KEY", "EC, EC PRIVATE KEY", "RSA, PRIVATE KEY", "RSA, RSA PRIVATE KEY"})
  void get_byMutualTls_withAnyFormOfKey(String algorithm, String form) throws Exception {
    PemPair client = PemPair.make(folder, "client", algorithm);
    FakeNomad served = serve(client);
    assertThat(ask(open(served, server.certificate(), client.certificate(), client.key(form))))
        .isNotEmpty();
  }

  @Test
  void get_withoutTheCertificateThatIsWanted_isRefused() throws Exception {
    FakeNomad served = serve(server);
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> ask(open(served, server.certificate())))
        .withMessageContaining("cannot be reached");
  }

  @Test
  void get_certificateOfAnotherAuthority_isRefusedWithRemedy() throws Exception {
    PemPair other = PemPair.make(folder, "other", "EC");
    FakeNomad served = serve(other);
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() ->
            ask(open(served, other.certificate(), other.certificate(), other.key("PRIVATE KEY"))))
        .withMessageContaining("cannot be reached")
        .withMessageContaining("NOMAD_CACERT");
  }
}
