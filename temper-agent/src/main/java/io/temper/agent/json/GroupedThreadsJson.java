package io.temper.agent.json;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.GroupedThreads;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ThreadTreatment;
import io.temper.runtime.placement.PlacedThread;
import io.temper.runtime.placement.PlacedWorkload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The groups of threads as JSON, as an agent writes them and a command reads them. */
public final class GroupedThreadsJson {
  private static final String KIND = "GroupedThreads";

  private GroupedThreadsJson() {}

  /**
   * Returns the document of an agent's answer.
   *
   * @param workloads the profiled workloads with their threads
   * @return JSON
   */
  public static String of(List<PlacedWorkload> workloads) {
    var document = JsonDocument.of(KIND);
    var all = document.putArray("workloads");
    for (PlacedWorkload workload : workloads) {
      var threads = all.addObject()
          .put("name", workload.workload().toString())
          .put("profile", workload.profile())
          .putArray("threads");
      new TreeMap<>(workload.threads())
          .forEach((tid, thread) -> put(threads.addObject().put("tid", tid), thread));
    }
    return JsonDocument.text(document);
  }

  private static void put(ObjectNode node, PlacedThread from) {
    PlacedGroup group = from.group();
    node.put("name", from.name());
    if (group != null) {
      node.put("group", group.name()).put("treatment", group.treatment().label());
    }
    if (from.layer() != null) {
      node.put("layer", from.layer());
    }
  }

  /**
   * Reads an agent's answer. What a newer agent adds is passed over.
   *
   * @param json what an agent wrote
   * @return the groups
   * @throws InputException if it is no such document
   */
  public static GroupedThreads read(String json) {
    try {
      Map<Integer, GroupedThread> all = new HashMap<>();
      for (JsonNode workload : JsonDocument.read(json, KIND).path("workloads")) {
        String profile = workload.path("profile").asString("");
        workload
            .path("threads")
            .forEach(thread -> all.put(thread.path("tid").asInt(), group(profile, thread)));
      }
      return new GroupedThreads(all);
    } catch (JacksonException e) {
      throw new InputException(
          "the agent's answer cannot be read: " + e.getMessage()
              + "; use the command of the agent's own release",
          e);
    }
  }

  private static GroupedThread group(String profile, JsonNode from) {
    return new GroupedThread(
        profile,
        from.path("group").asString(""),
        from.path("treatment").asString(ThreadTreatment.NORMAL.label()),
        from.path("layer").asString(""));
  }
}
