package io.temper.agent.report.agent;

import static io.temper.agent.report.agent.VersionReport.UNKNOWN;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** Finds out which Temper this is, from what is on the class path. */
public final class VersionReader {

  /** The system property by which the launcher tells the commit of its checkout. */
  static final String COMMIT_PROPERTY = "temper.commit";

  private static final String BUILD = "io/temper/agent/report/agent/version.properties";
  private static final String BOX = "META-INF/temper/";
  private static final String OBJECT = "temper.bpf.o";

  private VersionReader() {}

  /**
   * Returns the versions of this process.
   *
   * @return what is in the box
   */
  public static VersionReport read() {
    var abi = properties(BOX + "bpf/v1/abi.properties");
    return new VersionReport(
        properties(BUILD).getProperty("version", UNKNOWN),
        System.getProperty(COMMIT_PROPERTY, UNKNOWN),
        abi.getProperty("abi.hash", UNKNOWN),
        objectHash(text(BOX + "bpf/v1/SHA256SUMS")),
        abi.getProperty("object.compiler", UNKNOWN),
        orUnknown(text(BOX + "native/" + platform() + "/VERSION").strip()),
        System.getProperty("java.version", UNKNOWN));
  }

  /** Finds the object's line among those that sha256sum wrote. */
  static String objectHash(String sums) {
    return sums.lines()
        .filter(line -> line.endsWith(" " + OBJECT))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static String platform() {
    var architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return "linux-" + (architecture.equals("amd64") ? "x86_64" : architecture);
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? UNKNOWN : text;
  }

  private static Properties properties(String resource) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text(resource)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** Returns the text of a resource; empty if it is not in the box. */
  private static String text(String resource) {
    var loader = VersionReader.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
