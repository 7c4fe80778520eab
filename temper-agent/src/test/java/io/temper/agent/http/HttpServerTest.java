package io.temper.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final Duration PATIENT = Duration.ofMinutes(5);
  private static final Duration IMPATIENT = Duration.ofSeconds(1);
  private static final int MUCH = 16 << 20;

  private final AtomicInteger asked = new AtomicInteger();
  private final List<RawClient> clients = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void setUp() {
    server = serve(PATIENT);
  }

  @AfterEach
  void tearDown() throws IOException {
    server.close();
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void get_isAnsweredAndClosed() throws IOException {
    assertThat(RawClient.get(server.address(), "/fine?verbose=1"))
        .isEqualTo("""
            HTTP/1.1 200 OK
            Content-Type: text/plain; charset=utf-8
            Content-Length: 6
            Cache-Control: no-store
            X-Content-Type-Options: nosniff
            Connection: close

            """.replace("\n", "\r\n") + "/fine\n");
  }

  @Test
  void head_hasTheLengthAndNoBody() throws IOException {
    assertThat(client().send("HEAD /fine HTTP/1.0\n\n").all())
        .contains("200 OK", "Content-Length: 6")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get"})
  void otherMethods_areRefused(String method) throws IOException {
    assertThat(client().send(method + " /fine HTTP/1.1\r\nHost: x\r\n\r\n").all())
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD", "nothing can be changed");
    assertThat(asked).hasValue(0);
    requireServing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5", "content-length:5", "Transfer-Encoding: chunked"})
  void body_isRefused(String field) throws IOException {
    assertThat(client().send("GET /fine HTTP/1.1\r\n" + field + "\r\n\r\nhello").all())
        .startsWith("HTTP/1.1 400 ")
        .contains("no body");
    assertThat(asked).hasValue(0);
    requireServing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n\r\n",
        "hello\n\n",
        "GET\n\n",
        "GET /\n\n",
        "GET / HTTP/1.1 x\n\n",
        "GET http://x/ HTTP/1.1\n\n",
        "\u0000\u0001\n\n",
        "GET / FTP/1.1\n\n"
      })
  void nonsense_isRefusedInWords(String request) throws IOException {
    assertThat(client().send(request).all()).startsWith("HTTP/1.1 400 ").contains("GET /metrics");
    assertThat(asked).hasValue(0);
    requireServing();
  }

  @Test
  void otherVersion_isRefused() throws IOException {
    assertThat(client().send("GET / HTTP/2.0\r\n\r\n").all()).startsWith("HTTP/1.1 505 ");
  }

  @Test
  void oversizeHead_isRefused() throws IOException {
    assertThat(client().send("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000)).all())
        .startsWith("HTTP/1.1 431 ")
        .contains("at most 8192 bytes");
    requireServing();
  }

  @Test
  void pageThatFails_isToldAndServedOn() throws IOException {
    assertThat(RawClient.get(server.address(), "/fail"))
        .startsWith("HTTP/1.1 500 ")
        .contains("out of order", "please report");
    requireServing();
  }

  @Test
  void pageWhoseClassIsMissing_isToldAndServedOn() throws IOException {
    assertThat(RawClient.get(server.address(), "/no-class"))
        .startsWith("HTTP/1.1 500 ")
        .contains("NoClassDefFoundError", "please report");
    requireServing();
  }

  @Test
  void pageWithoutMemory_losesItsClientAndNobodyElse() throws IOException {
    assertThat(RawClient.get(server.address(), "/no-memory")).isEmpty();
    requireServing();
  }

  @Test
  void byteAfterByte_isAnswered() throws IOException {
    RawClient client = client();
    for (char one : "GET /fine HTTP/1.1\r\nHost: x\r\n\r\n".toCharArray()) {
      client.send(String.valueOf(one));
      requireServing();
    }
    assertThat(client.all()).contains("200 OK");
  }

  /** Each keeps its place for as long as it can, a byte at a time: nobody else must notice. */
  @Test
  void slowClients_keepNobodyOut() throws IOException {
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 30; i++) {
        client().send("GET /fine HT");
      }
      requireServing();
      for (RawClient client : clients) {
        trickle(client);
      }
      requireServing();
    }
  }

  @Test
  void aThousandConnections_keepNobodyOut() throws IOException {
    for (int i = 0; i < 1000; i++) {
      client();
      if (i % 50 == 0) {
        requireServing();
      }
    }
    requireServing();
    // Whoever was there for longest made room.
    assertThat(clients.get(0).all()).isEmpty();
    assertThat(clients.get(900).all()).isEmpty();
  }

  @Test
  void silentClient_isDroppedAfterAWhile() throws IOException {
    restart(IMPATIENT);
    assertThat(client().all()).isEmpty();
    assertThat(client().send("GET /fine HT").all()).isEmpty();
    requireServing();
  }

  @Test
  void clientThatNeverReads_isDroppedAndHoldsNobodyUp() throws IOException {
    restart(IMPATIENT);
    RawClient deaf = client().send("GET /much HTTP/1.1\r\n\r\n");
    // Two that are dropped, one after the other: the deaf one, who was there before, is as well.
    assertThat(client().all()).isEmpty();
    assertThat(client().all()).isEmpty();
    assertThat(client().all()).isEmpty();
    requireServing();
    assertThat(deaf.all().length()).isLessThan(MUCH);
  }

  @Test
  void clientThatSendsOnAndOn_isDropped() throws IOException {
    RawClient client = client().send("GET /fine HTTP/1.1\r\n\r\n");
    String more = "x".repeat(8192);
    assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
      while (true) {
        client.send(more);
      }
    });
    requireServing();
  }

  @Test
  void garbage_neverEndsTheServer() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var garbage = new byte[1 + random.nextInt(300)];
      random.nextBytes(garbage);
      try (var client = new RawClient(server.address())) {
        client.send(new String(garbage, StandardCharsets.ISO_8859_1));
      }
    }
    requireServing();
  }

  @Test
  void portInUse_isNamedWithARemedy() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> HttpServer.open(server.address(), this::page, PATIENT))
        .withMessageContaining("cannot listen at 127.0.0.1:" + server.address().getPort())
        .withMessageContaining("in use")
        .withMessageContaining("http.address");
  }

  @Test
  void addressOfAnotherHost_isNamedWithARemedy() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () -> HttpServer.open(new InetSocketAddress("192.0.2.1", 9753), this::page, PATIENT))
        .withMessageContaining("192.0.2.1:9753")
        .withMessageContaining("http.address");
  }

  @Test
  void close_givesTheAddressBack() {
    InetSocketAddress address = server.address();
    server.close();
    server = HttpServer.open(address, this::page, PATIENT);
  }

  private void trickle(RawClient client) {
    try {
      client.send("T");
    } catch (IOException dropped) {
      // That is what happens to those who take their time.
    }
  }

  private void restart(Duration patience) {
    server.close();
    server = serve(patience);
  }

  private HttpServer serve(Duration patience) {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer started = HttpServer.open(any, this::page, patience);
    started.start();
    return started;
  }

  private HttpAnswer page(HttpRequest request) {
    asked.incrementAndGet();
    return switch (request.path()) {
      case "/fail" -> throw new IllegalStateException("out of order");
      case "/no-class" -> throw new NoClassDefFoundError("injected");
      case "/no-memory" -> throw new OutOfMemoryError("injected");
      case "/much" -> HttpAnswer.text(200, "x".repeat(MUCH));
      default -> HttpAnswer.text(200, request.path());
    };
  }

  private void requireServing() throws IOException {
    assertThat(RawClient.get(server.address(), "/fine")).startsWith("HTTP/1.1 200 OK");
  }

  private RawClient client() throws IOException {
    var client = new RawClient(server.address());
    clients.add(client);
    return client;
  }
}
