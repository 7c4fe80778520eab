package io.temper.agent.bench.tool;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one stressor of stress-ng and reads the metrics that it leaves in a YAML file. */
final class StressOutput {
  private static final String FILE = "stress.yaml";
  private static final Pattern FIELD = Pattern.compile("(?m)^ +([a-z-]+): ([0-9.]+)$");

  private StressOutput() {}

  static List<String> command(Path folder, int seconds, List<String> stressor) {
    var command = new ArrayList<>(List.of("stress-ng", "--quiet", "--metrics"));
    command.addAll(
        List.of("--timeout", seconds + "s", "--yaml", folder.resolve(FILE).toString()));
    command.addAll(stressor);
    return List.copyOf(command);
  }

  static Work read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      String text = Files.readString(file);
      Files.delete(file); // what the next one reads is its own
      return parse(text);
    } catch (IOException e) {
      throw new TemperException("stress-ng left no metrics in " + file + ": " + e.getMessage(), e);
    }
  }

  /** Operations by the wall clock: waiting is a part of what schedulers differ in. */
  static Work parse(String yaml) {
    int metrics = yaml.indexOf("metrics:");
    if (metrics < 0) {
      throw new TemperException("stress-ng wrote no metrics: " + yaml.strip());
    }
    String section = yaml.substring(metrics);
    return new Work(field(section, "bogo-ops"), field(section, "wall-clock-time"));
  }

  private static double field(String section, String name) {
    Matcher matcher = FIELD.matcher(section);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return Double.parseDouble(matcher.group(2));
      }
    }
    throw new TemperException("stress-ng wrote no " + name + ": " + section.strip());
  }
}
