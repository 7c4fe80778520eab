package io.temper.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.Await;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sample application of the Spring Boot starter, {@code examples/spring-shop}, in a control group. */
final class Shop implements AutoCloseable {
  private static final String CLASS_PATH = "temper.example.spring-shop";
  private static final String PROGRAM = "io.temper.examples.shop.ShopApplication";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Process process;
  private final String address;

  private Shop(Process process, int port) {
    this.process = process;
    this.address = "http://127.0.0.1:" + port;
  }

  /** Starts it and waits until it sells. */
  static Shop open(Path group, int port, String... properties) throws IOException {
    String classPath = System.getProperty(CLASS_PATH, "");
    assertThat(classPath)
        .as("the shop of this tree: ./mvnw -DskipTests package")
        .isNotEmpty();
    var command = JvmInGroup.command(
        group, List.of("-Xmx160m", "-Dserver.port=" + port), classPath, PROGRAM, properties);
    var shop = new Shop(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start(),
        port);
    shop.awaitOpen();
    return shop;
  }

  private void awaitOpen() {
    Await.until(
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the shop ended with " + process.exitValue());
          }
          return sells();
        },
        () -> "the shop at " + address + " does not answer");
  }

  private boolean sells() {
    try {
      call("GET", "/checkout");
      return true;
    } catch (IOException notYet) {
      Await.pause(BETWEEN_LOOKS);
      return false;
    }
  }

  /** Returns where customers ask. */
  String checkout() {
    return address + "/checkout";
  }

  /** Lets as many threads write the report as two for each CPU, without an end. */
  void startReport() throws IOException {
    call("POST", "/report");
  }

  void stopReport() throws IOException {
    call("DELETE", "/report");
  }

  /** Returns how far the report is. */
  long reportLines() throws IOException {
    return Long.parseLong(call("GET", "/report"));
  }

  private String call(String method, String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(address + path).toURL().openConnection();
    connection.setRequestMethod(method);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(method + " " + path + " answered " + connection.getResponseCode());
    }
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
