package io.temper.agent.bench.cost;

import io.temper.TemperException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often each BPF program of the scheduler ran, and for how long, since it was loaded while
 * {@code kernel.bpf_stats_enabled} was on.
 *
 * @param byName by the program's name
 */
public record ProgramCounts(Map<String, Program> byName) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String PREFIX = "temper_";

  /** Runs and time of one program. */
  public record Program(long runs, long nanos) {}

  public ProgramCounts {
    byName = Map.copyOf(byName);
  }

  static final ProgramCounts NONE = new ProgramCounts(Map.of());

  /** Reads what {@code bpftool -j prog show} prints. */
  static ProgramCounts parse(String json) {
    var counts = new TreeMap<String, Program>();
    try {
      for (JsonNode program : MAPPER.readTree(json)) {
        String name = program.path("name").asString("");
        if (name.startsWith(PREFIX) && program.path("type").asString("").equals("struct_ops")) {
          counts.put(
              name.substring(PREFIX.length()),
              new Program(
                  program.path("run_cnt").asLong(0), program.path("run_time_ns").asLong(0)));
        }
      }
    } catch (JacksonException e) {
      throw new TemperException(
          "bpftool prog show printed no JSON: " + e.getOriginalMessage() + ": " + json, e);
    }
    return new ProgramCounts(counts);
  }

  /** Returns what was added since {@code before}; programs that did not run are left out. */
  ProgramCounts since(ProgramCounts before) {
    var added = new TreeMap<String, Program>();
    byName.forEach((name, now) -> {
      Program then = before.byName.getOrDefault(name, new Program(0, 0));
      if (now.runs() > then.runs()) {
        added.put(name, new Program(now.runs() - then.runs(), now.nanos() - then.nanos()));
      }
    });
    return new ProgramCounts(added);
  }
}
