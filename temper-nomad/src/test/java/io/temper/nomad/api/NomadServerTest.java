package io.temper.nomad.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.nomad.FakeNomad;
import io.temper.nomad.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class NomadServerTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String NODE = "/v1/node/" + Fixtures.NODE;

  @TempDir
  private Path folder;

  private FakeNomad nomad;

  @BeforeEach
  void start() throws IOException {
    nomad = FakeNomad.start();
  }

  @AfterEach
  void stop() {
    nomad.close();
  }

  private NomadServer server(String... more) {
    Map<String, String> environment =
        new HashMap<>(Map.of("NOMAD_ADDR", "http://" + nomad.place()));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return NomadServer.open(NomadSettings.ofEnvironment(environment));
  }

  private static InputStream ask(NomadServer server) {
    return server.get("ask", NODE, Map.of(), LONG).body();
  }

  @Test
  void get_token_isSent() {
    nomad.requireToken("secret");
    assertThat(ask(server("NOMAD_TOKEN", "secret"))).isNotEmpty();
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> ask(server("NOMAD_TOKEN", "old")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(403))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("old"));
  }

  /** Whoever renews the token need not tell. */
  @Test
  void get_tokenFile_isReadForEachQuestion() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    NomadServer server = server("NOMAD_TOKEN_FILE", file.toString(), "NOMAD_TOKEN", "loses");
    nomad.requireToken("first");
    assertThat(ask(server)).isNotEmpty();
    nomad.requireToken("second");
    Files.writeString(file, "second\n");
    assertThat(ask(server)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a\nX-Other: b"})
  void get_fileWithoutAToken_isNamedAndNotTold(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), text);
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> ask(server("NOMAD_TOKEN_FILE", file.toString())))
        .withMessageContaining("no token of Nomad in " + file)
        .withMessageNotContaining("X-Other");
  }

  @Test
  void get_noTokenFile_isNamedWithRemedy() {
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> ask(server("NOMAD_TOKEN_FILE", "/nowhere")))
        .withMessageContaining("/nowhere")
        .withMessageContaining("NOMAD_TOKEN_FILE");
  }

  @Test
  void get_regionAndNamespace_areSentAlong() {
    ask(server("NOMAD_REGION", "e u", "NOMAD_NAMESPACE", "*"));
    assertThat(nomad.asked()).containsExactly(NODE + "?namespace=*&region=e+u");
  }

  @Test
  void get_noAnswerInTime_isAFailure() {
    NomadServer server = server();
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() ->
            server.get("ask", NODE, Map.of("index", "100", "wait", "60s"), Duration.ofMillis(300)))
        .withMessageContaining("no answer in time");
  }

  @Test
  void get_answerLongerThanItsBound_isGivenUpWithBoundAndRemedy() throws IOException {
    NomadServer server = NomadServer.open(nomad.settings(), 1 << 20);
    nomad.fail("", 200, "x".repeat(1 << 20), "");
    assertThat(ask(server))
        .hasBinaryContent("x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII));
    nomad.fail("", 200, "x".repeat((1 << 20) + 1), "");
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> ask(server))
        .withMessageContaining("answered with more than 1 MiB; check that the address is Nomad's;")
        .withMessageEndingWith("TEMPER_JAVA_OPTS=-Xmx512m");
  }

  @ParameterizedTest
  @CsvSource({"128, 32", "512, 128", "8192, 128"})
  void longestAnswer_isAPartOfTheHeap(long heapMib, long answerMib) {
    assertThat(NomadServer.longestAnswer(heapMib << 20)).isEqualTo(answerMib << 20);
  }

  @Test
  void get_longReasonOfARefusal_isCut() {
    nomad.fail("", 500, "x".repeat(100_000) + "\u001b[2J", "");
    assertThatExceptionOfType(NomadException.class)
        .isThrownBy(() -> ask(server()))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
  }
}
