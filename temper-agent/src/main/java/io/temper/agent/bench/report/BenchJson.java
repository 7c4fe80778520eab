package io.temper.agent.bench.report;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link BenchReport} as JSON and reads it back. */
public final class BenchJson {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
      .enable(SerializationFeature.INDENT_OUTPUT)
      .build();

  private BenchJson() {}

  /** Returns {@code report} as JSON with a line feed at the end. */
  public static String write(BenchReport report) {
    return MAPPER.writeValueAsString(report) + "\n";
  }

  /**
   * Reads a report.
   *
   * @param file a {@code report.json} of the benchmarks, or a kept result
   * @throws TemperException if it cannot be read, or is no report of a known format
   */
  public static BenchReport read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), BenchReport.class);
    } catch (IOException e) {
      throw new TemperException(file + ": cannot be read: " + e, e);
    } catch (JacksonException e) {
      throw new TemperException(
          file + ": not a report of the benchmarks: " + e.getOriginalMessage(), e);
    }
  }
}
