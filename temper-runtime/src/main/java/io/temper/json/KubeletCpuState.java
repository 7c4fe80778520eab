package io.temper.json;

import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import io.temper.runtime.input.ReadProblem;
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
 * What the kubelet's CPU manager keeps in a file: the CPUs that it gave to single containers. Temper never
 * writes it. Fields that this version does not know are passed over; where a later version keeps more than
 * one list of CPUs for a container, all of them are its.
 *
 * <pre>{@code
 * {"policyName": "static", "defaultCpuSet": "0,4-7",
 *  "entries": {"<uid of a pod>": {"<container>": "1-3"}}, "checksum": 123}
 * }</pre>
 *
 * @param policy the manager's policy, such as {@code none} or {@code static}
 * @param exclusive the CPUs of each container that has some of its own
 */
public record KubeletCpuState(String policy, List<ExclusiveCpus> exclusive) {
  /** Where a kubelet keeps it unless it was told otherwise. */
  public static final Path DEFAULT_FILE = Path.of("/var/lib/kubelet/cpu_manager_state");

  private static final String MANAGER = "kubelet CPU manager";
  private static final String REMEDY = "name the file cpu_manager_state that the kubelet wrote";

  private static final KubeletCpuState NONE = new KubeletCpuState("none", List.of());

  /** Copies the list. */
  public KubeletCpuState {
    exclusive = List.copyOf(exclusive);
  }

  /**
   * Reads a file.
   *
   * @param file the kubelet's file
   * @return what it says; a manager that does nothing if there is no such file, as on a host without a kubelet
   * @throws JsonFormatException if the file cannot be read or holds something else
   */
  public static KubeletCpuState read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw JsonFormatException.unreadable(file, ReadProblem.of(file, e, REMEDY), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param source what to call the text in messages, usually a file name
   * @param json what the kubelet wrote
   * @return what it says
   * @throws JsonFormatException if the text is something else
   */
  public static KubeletCpuState read(String source, String json) {
    try {
      JsonNode state = JsonCodec.MAPPER.readTree(json);
      String policy = state.path("policyName").asString("");
      if (policy.isEmpty()) {
        throw problem(source, "there is no field 'policyName'");
      }
      return new KubeletCpuState(policy, entries(source, state.path("entries")));
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
    if (value.isObject()) {
      return CpuSet.unionOf(value.properties().stream()
          .map(each -> cpus(source, place + "." + each.getKey(), each.getValue()))
          .toList());
    }
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
