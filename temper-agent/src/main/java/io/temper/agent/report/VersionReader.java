package io.temper.agent.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Finds out which Temper this is. */
public final class VersionReader {

  /** The system property by which the launcher tells the commit of its checkout. */
  static final String COMMIT_PROPERTY = "temper.commit";

  private static final String RESOURCE = "version.properties";

  private VersionReader() {}

  /** Returns the versions of this process. */
  public static VersionReport read() {
    return new VersionReport(
        builtVersion(),
        System.getProperty(COMMIT_PROPERTY, "unknown"),
        System.getProperty("java.version", "unknown"));
  }

  private static String builtVersion() {
    var properties = new Properties();
    try (var resource = VersionReader.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the agent's jar");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
