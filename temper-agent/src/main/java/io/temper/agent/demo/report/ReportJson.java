package io.temper.agent.demo.report;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link DemoReport} as {@code report.json} and reads it back. */
public final class ReportJson {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
      .enable(SerializationFeature.INDENT_OUTPUT)
      .build();

  private ReportJson() {}

  /** Returns {@code report} as JSON with a line feed at the end. */
  public static String write(DemoReport report) {
    return MAPPER.writeValueAsString(report) + "\n";
  }

  /**
   * Reads a report.
   *
   * @param file a {@code report.json}
   * @throws TemperException if it cannot be read, or is no report of a known format
   */
  public static DemoReport read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), DemoReport.class);
    } catch (NoSuchFileException e) {
      throw new TemperException(file + ": no such file", e);
    } catch (IOException e) {
      throw new TemperException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new TemperException(file + ": not a report of the demo: " + e.getOriginalMessage(), e);
    }
  }
}
