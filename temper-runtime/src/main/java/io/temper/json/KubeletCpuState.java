package io.temper.json;

import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the file in which the kubelet's CPU manager keeps the CPUs that it gave to single containers.
 * Temper never writes it. Fields that this version does not know are passed over.
 *
 * <pre>{@code
 * {"policyName": "static", "defaultCpuSet": "0,4-7",
 *  "entries": {"<uid of a pod>": {"<container>": "1-3"}}, "checksum": 123}
 * }</pre>
 */
public final class KubeletCpuState {
  /** Where a kubelet keeps it unless it was told otherwise. */
  public static final Path DEFAULT_FILE = Path.of("/var/lib/kubelet/cpu_manager_state");

  private static final String MANAGER = "kubelet CPU manager";
  private static final String REMEDY = "name the file cpu_manager_state that the kubelet wrote";

  private KubeletCpuState() {}

  /**
   * Reads a file.
   *
   * @param file the kubelet's file
   * @return the CPUs of each container that has some of its own; empty if there is no such file
   * @throws JsonFormatException if the file cannot be read or holds something else
   */
  public static List<ExclusiveCpus> read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new JsonFormatException(
          file.toString(), null, "reading failed: " + e, "run as a user who may read it", e);
    }
  }

  /**
   * Reads a text.
   *
   * @param source what to call the text in messages, usually a file name
   * @param json what the kubelet wrote
   * @return the CPUs of each container that has some of its own
   * @throws JsonFormatException if the text is something else
   */
  public static List<ExclusiveCpus> read(String source, String json) {
    try {
      JsonNode state = JsonCodec.MAPPER.readTree(json);
      if (!state.path("policyName").isString()) {
        throw problem(source, "there is no field 'policyName'");
      }
      return entries(source, state.path("entries"));
    } catch (JacksonException e) {
      throw JsonCodec.malformed(source, e, null, REMEDY);
    }
  }

  private static List<ExclusiveCpus> entries(String source, JsonNode entries) {
    List<ExclusiveCpus> exclusive = new ArrayList<>();
    for (Map.Entry<String, JsonNode> pod : entries.properties()) {
      for (Map.Entry<String, JsonNode> container : pod.getValue().properties()) {
        String place = "entries." + pod.getKey() + "." + container.getKey();
        CpuSet cpus = cpus(source, place, container.getValue());
        if (!cpus.isEmpty()) {
          exclusive.add(new ExclusiveCpus(MANAGER, pod.getKey(), cpus));
        }
      }
    }
    return exclusive;
  }

  private static CpuSet cpus(String source, String place, JsonNode value) {
    if (!value.isString()) {
      throw problem(source, place + " is not a list of CPUs");
    }
    try {
      return CpuSet.parse(value.asString());
    } catch (IllegalArgumentException e) {
      throw problem(source, place + ": " + e.getMessage());
    }
  }

  private static JsonFormatException problem(String source, String problem) {
    return new JsonFormatException(source, null, problem, REMEDY, null);
  }
}
