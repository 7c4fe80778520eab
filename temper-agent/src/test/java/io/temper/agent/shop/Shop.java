package io.temper.agent.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.Await;
import io.temper.agent.profile.JvmInGroup;
import java.io.File;
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
  private static final String TEMPER = "/actuator/temper";
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
    return openWith("", group, port, properties);
  }

  /** Starts it with a library that it does not bring itself, and waits until it sells. */
  static Shop openWith(String library, Path group, int port, String... properties)
      throws IOException {
    String classPath = System.getProperty(CLASS_PATH, "");
    assertThat(classPath)
        .as("the shop of this tree: ./mvnw -DskipTests package")
        .isNotEmpty();
    var command = JvmInGroup.command(
        group,
        List.of("-XX:TieredStopAtLevel=1", "-Xmx160m", "-Dserver.port=" + port),
        library.isEmpty() ? classPath : classPath + File.pathSeparator + library,
        PROGRAM,
        properties);
    var shop = new Shop(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
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

  /** Returns what the actuator says of Temper. */
  String temper() throws IOException {
    return call("GET", TEMPER);
  }

  /** Asks for safe mode or withdraws it, as an operator does, and returns what the actuator says then. */
  String safeMode(boolean wanted) throws IOException {
    var connection = connect("POST", TEMPER);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (var body = connection.getOutputStream()) {
      body.write(("{\"safeMode\": " + wanted + ", \"reason\": \"a test\"}")
          .getBytes(StandardCharsets.UTF_8));
    }
    return answer(connection, "POST " + TEMPER);
  }

  /** Returns the shop's process. */
  Process process() {
    return process;
  }

  private String call(String method, String path) throws IOException {
    return answer(connect(method, path), method + " " + path);
  }

  private HttpURLConnection connect(String method, String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(address + path).toURL().openConnection();
    connection.setRequestMethod(method);
    return connection;
  }

  private static String answer(HttpURLConnection connection, String question) throws IOException {
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(question + " was answered by " + connection.getResponseCode());
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
