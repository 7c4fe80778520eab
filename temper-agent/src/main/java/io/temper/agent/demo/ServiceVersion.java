package io.temper.agent.demo;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the service for its version. */
public final class ServiceVersion {
  private static final Pattern VERSION = Pattern.compile("\\bv=(\\S+)");

  private ServiceVersion() {}

  /** Returns for example {@code Redis 8.0.2}. */
  public static String read() {
    try {
      Process process = new ProcessBuilder("redis-server", "--version")
          .redirectErrorStream(true)
          .start();
      return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TemperException("cannot run redis-server --version: " + e.getMessage(), e);
    }
  }

  static String parse(String output) {
    Matcher matcher = VERSION.matcher(output);
    return matcher.find() ? "Redis " + matcher.group(1) : "Redis of unknown version";
  }
}
