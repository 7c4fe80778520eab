package io.temper.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As whom a process in a pod asks, and whom. */
class MountedAccountTest {
  @TempDir
  private static Path keyFolder;

  private static TlsKeys keys;

  @TempDir
  private Path folder;

  private MountedAccount account;

  @BeforeAll
  static void makeKeys() throws IOException {
    keys = TlsKeys.selfSigned(keyFolder);
  }

  @BeforeEach
  void mount() throws IOException {
    account = new MountedAccount(Files.createDirectory(folder.resolve("account")));
    token("one");
    Files.writeString(account.folder().resolve("namespace"), "temper\n");
  }

  private void token(String token) throws IOException {
    Files.writeString(account.token(), token + "\n");
  }

  private void trust(TlsKeys keys) throws IOException {
    Files.copy(keys.authority(), account.folder().resolve("ca.crt"));
  }

  private static void ask(ApiServer client) {
    client.get("look", "/x", ApiServer.JSON, Duration.ofSeconds(10)).close();
  }

  @Test
  void token_replacedOnDisk_isReadForTheNextQuestion() throws Exception {
    try (var server = new TlsApiServer(keys)) {
      trust(keys);
      try (ApiServer client = ApiServer.ofEnvironment(server.environment(), account)) {
        ask(client);
        token("two");
        ask(client);
        Files.delete(account.token());
        ask(client);
      }
      assertThat(server.tokens()).containsExactly("Bearer one", "Bearer two", "Bearer two");
    }
  }

  @Test
  void token_refusedAndReplaced_isSaidUntilTheNewOneIsThere() throws Exception {
    try (var server = new TlsApiServer(keys)) {
      trust(keys);
      try (ApiServer client = ApiServer.ofEnvironment(server.environment(), account)) {
        server.refuse("one");
        assertThatExceptionOfType(ApiException.class)
            .isThrownBy(() -> ask(client))
            .withMessageContaining("answered 401")
            .withMessageContaining("check the token of the agent's service account");
        token("two");
        ask(client);
      }
      assertThat(server.tokens()).endsWith("Bearer two").startsWith("Bearer one");
    }
  }

  @Test
  void certificate_expired_isSaidWithRemedy() throws Exception {
    TlsKeys expired = TlsKeys.expired(Files.createDirectory(folder.resolve("keys")));
    try (var server = new TlsApiServer(expired)) {
      trust(expired);
      try (ApiServer client = ApiServer.ofEnvironment(server.environment(), account)) {
        assertThatExceptionOfType(ApiException.class)
            .isThrownBy(() -> ask(client))
            .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.NO_ANSWER))
            .withMessageContaining("CertificateExpiredException: NotAfter: ")
            .withMessageContaining(
                "check its certificate, the authority that this node trusts, and both clocks");
        assertThat(server.tokens()).isEmpty();
      }
    }
  }

  @Test
  void certificate_ofAnotherAuthority_isRefusedAndGetsNoToken() throws Exception {
    try (var server = new TlsApiServer(keys)) {
      trust(TlsKeys.selfSigned(Files.createDirectory(folder.resolve("other"))));
      try (ApiServer client = ApiServer.ofEnvironment(server.environment(), account)) {
        assertThatExceptionOfType(ApiException.class)
            .isThrownBy(() -> ask(client))
            .withMessageContaining("check its certificate");
        assertThat(server.tokens()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.96.0.1, 443, https://10.96.0.1:443",
    "fd00::1, 6443, https://[fd00::1]:6443",
    "10.96.0.1, , https://10.96.0.1:443"
  })
  void address_isThatOfTheVariables(String host, String port, String address) {
    Map<String, String> environment = new HashMap<>(Map.of(MountedAccount.HOST, host));
    if (port != null) {
      environment.put(MountedAccount.PORT, port);
    }
    try (ApiServer server = ApiServer.ofEnvironment(environment, account)) {
      assertThat(server.address()).isEqualTo(address);
    }
  }

  @Test
  void isThere_onlyInAPodWithAToken() throws IOException {
    Map<String, String> pod = Map.of(MountedAccount.HOST, "10.96.0.1");
    assertThat(account.isThere(pod)).isTrue();
    assertThat(account.isThere(Map.of())).isFalse();
    Files.delete(account.token());
    assertThat(account.isThere(pod)).isFalse();
  }

  @Test
  void namespace_isThatOfThePod() {
    assertThat(account.namespace()).contains("temper");
    assertThat(new MountedAccount(folder).namespace()).isEmpty();
  }
}
