package io.temper.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiServerTest {
  private static final MountedAccount NOBODY = new MountedAccount(MountedAccount.FOLDER);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  @TempDir
  private Path folder;

  private final FakeApiServer fake = new FakeApiServer();
  private ApiServer server;

  @BeforeEach
  void connect() {
    server = fake.client(folder);
  }

  @AfterEach
  void disconnect() {
    server.close();
    fake.close();
  }

  private String read(String path) throws IOException {
    try (ApiAnswer answer = server.get("look", path, ApiServer.JSON, SILENCE)) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void get_longAnswer_isReadWhole() throws IOException {
    String text = "0123456789".repeat(300_000);
    fake.failNext(200, "", text);
    assertThat(read("/x")).isEqualTo(text);
  }

  @Test
  void get_nothingComesForTooLong_fails() {
    try (ApiAnswer answer = server.get(
        "look", "/x?watch=1&resourceVersion=0", ApiServer.JSON, Duration.ofMillis(300))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(answer.body()::read)
          .withMessageStartingWith("nothing came for");
    }
  }

  @Test
  void get_connectionBreaks_fails() throws IOException {
    fake.failNext(FakeApiServer.BREAK_OFF, "", "{");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read("/x"))
        .withMessageStartingWith("the connection broke: ");
  }

  @ParameterizedTest
  @CsvSource({
    "401, token of the agent's service account",
    "403, docs/kubernetes.md",
    "404, check the name",
    "410, read anew",
    "429, busy",
    "500, its log"
  })
  void get_refused_saysCodeReasonAndRemedy(int code, String remedy) {
    String status = "{\"kind\":\"Status\",\"metadata\":{},\"message\":\"because\"}";
    fake.failNext(code, "", status);
    // For the second time that the token is read, after a 401.
    fake.failNext(code, "", status);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/x"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.isExpired()).isEqualTo(code == 410))
        .withMessageStartingWith("cannot look: the API server at " + server.address() + " answered "
            + code + " (because); ")
        .withMessageContaining(remedy);
  }

  @Test
  void get_refusedAtLengthAndWithControlCharacters_isCutAndPlain() {
    fake.failNext(500, "", "{\"message\":\"a\\u001b[2J\\n" + "x".repeat(5_000) + "\"}");
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/x"))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700))
        .withMessageContaining("(a?[2J?xxx")
        .withMessageEndingWith("...); its log tells more");
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "5, 5", "-1, 0", "soon, 0", "99999999, 300"})
  void get_refusedWithRetryAfter_carriesIt(String header, long seconds) {
    fake.failNext(429, header, "");
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/x"))
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Test
  void get_refused_isNotAskedAgain() {
    fake.failNext(503, "", "");
    assertThatExceptionOfType(ApiException.class).isThrownBy(() -> read("/x"));
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void get_nobodyListens_saysWhereAndRemedy() {
    fake.close();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/x"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.NO_ANSWER))
        .satisfies(e -> assertThat(e.isOfTheEnd()).isFalse())
        .withMessageContaining("the API server at " + server.address() + " cannot be reached")
        .withMessageContaining("ConnectException");
  }

  @Test
  void get_certificateExpired_saysSoAndNamesCertificateAndClocks() throws Exception {
    try (var expired = new TlsServer(folder, "-10d", 5);
        ApiServer client = expired.client()) {
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> client.get("look", "/x", ApiServer.JSON, SILENCE))
          .withMessageContaining("cannot be reached")
          .withMessageContaining("NotAfter")
          .withMessageEndingWith(
              "check its certificate, the authority that this node trusts, and both clocks");
    }
  }

  /** Else the test above could fail for any reason. */
  @Test
  void get_certificateInItsTime_isAnswered() throws Exception {
    try (var server = new TlsServer(folder, "-1d", 5);
        ApiServer client = server.client()) {
      client.get("look", "/x", ApiServer.JSON, SILENCE).close();
    }
  }

  @Test
  void get_pathThatIsNone_saysSo() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/a b"))
        .withMessageStartingWith("cannot look: ");
  }

  @Test
  void get_closedMeanwhile_saysSo() {
    server.close();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/x"))
        .satisfies(e -> assertThat(e.isOfTheEnd()).isTrue())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.NO_ANSWER))
        .withMessageStartingWith("cannot look: ")
        .withMessageEndingWith("who asked is being ended");
  }

  /** Its client then answers nothing at all. */
  @Test
  void get_closedWhileItWaits_isOfTheEnd() throws Exception {
    int port = URI.create(server.address()).getPort();
    CountDownLatch held = fake.holdNext();
    ApiServer asked = ApiServer.of(FakeApiServer.kubeconfig(folder, port), Duration.ofSeconds(2));
    var question = CompletableFuture.runAsync(
        () -> asked.get("look", "/x", ApiServer.JSON, SILENCE).close());
    while (fake.requests().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    asked.close();
    assertThat(question)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.isOfTheEnd()).isTrue());
    held.countDown();
  }

  @Test
  void get_whoAsksIsInterrupted_isOfTheEndAndStaysInterrupted() {
    fake.holdNext();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("/x"))
        .satisfies(e -> assertThat(e.isOfTheEnd()).isTrue());
    assertThat(Thread.interrupted()).isTrue();
  }

  /** As when it is closed between two steps of a question. */
  @Test
  void get_clientTakesNoMoreWork_isNoAnswer() {
    var client = (HttpClient) Proxy.newProxyInstance(
        HttpClient.class.getClassLoader(),
        new Class<?>[] {HttpClient.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "newHttpRequestBuilder" -> new StandardHttpRequest.Builder();
          case "consumeBytes" -> throw new RejectedExecutionException("ended");
          default -> null;
        });
    try (var asked = new ApiServer(client, "http://localhost", SILENCE)) {
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> asked.get("look", "/x", ApiServer.JSON, SILENCE))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ApiException.NO_ANSWER))
          .satisfies(e -> assertThat(e.isOfTheEnd()).isFalse())
          .withMessageContaining("cannot be reached");
    }
  }

  @Test
  void get_serverNeverAnswers_givesTheConnectionUp() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ApiServer hung = ApiServer.of(
            FakeApiServer.kubeconfig(folder, silent.getLocalPort()), Duration.ofSeconds(3))) {
      silent.setSoTimeout(30_000);
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> hung.get("look", "/x", ApiServer.JSON, SILENCE))
          .withMessageContaining("no answer in time");
      try (Socket asked = silent.accept()) {
        asked.setSoTimeout(10_000);
        String request = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(request).startsWith("GET /x ");
      }
    }
  }

  @Test
  void get_watchLastsLongerThanAnAnswerMayTake_isReadOn() throws IOException {
    try (ApiServer hasty = ApiServer.of(folder.resolve("kubeconfig"), Duration.ofSeconds(2));
        ApiAnswer answer =
            hasty.get("look", "/x?watch=1&resourceVersion=0", ApiServer.JSON, SILENCE)) {
      LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
      fake.bookmark();
      assertThat(answer.body().read()).isEqualTo('{');
    }
  }

  @Test
  void send_body_arrives() {
    server.send("write", "PATCH", "/x?force=true", "application/apply-patch+yaml", "{\"a\":1}");
    assertThat(fake.requests()).containsExactly("PATCH /x?force=true {\"a\":1}");
  }

  @Test
  void of_noSuchKubeconfig_saysSo() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> ApiServer.of(folder.resolve("none")))
        .withMessageContaining("cannot read the kubeconfig " + folder.resolve("none"));
  }

  @Test
  void requireNamed_neitherKubeconfigNorServiceAccount_saysSo() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> ApiServer.requireNamed(Config.empty(), NOBODY, Map.of()))
        .withMessageContaining("KUBECONFIG")
        .withMessageContaining("/var/run/secrets/kubernetes.io/serviceaccount/token");
  }

  @Test
  void requireNamed_aServiceAccountOrAnAddress_isEnough() {
    Config account = new ConfigBuilder(Config.empty()).withAutoOAuthToken("t").build();
    Config address =
        new ConfigBuilder(Config.empty()).withMasterUrl("https://10.0.0.1/").build();
    assertThat(ApiServer.requireNamed(account, NOBODY, Map.of())).isSameAs(account);
    assertThat(ApiServer.requireNamed(address, NOBODY, Map.of())).isSameAs(address);
  }
}
