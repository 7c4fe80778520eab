package io.temper.nomad;

import io.temper.node.CpuSet;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads the allocations of a node. An allocation that makes no sense is told of and hides no other; an answer
 * that is no list, or ends too early, is refused as a whole.
 */
public final class AllocationReader {
  private AllocationReader() {}

  /**
   * Reads an answer of {@code /v1/node/:node_id/allocations}.
   *
   * @param source names the answer in messages
   * @param json the answer's body; read to its end, and closed
   * @return its allocations
   * @throws UnreadableAnswerException if it is no list of allocations
   */
  public static AllocationList read(String source, InputStream json) {
    List<NomadTask> tasks = new ArrayList<>();
    SortedMap<String, CpuSet> reservedCores = new TreeMap<>();
    List<AllocationProblem> problems = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int allocations = 0;
    try (JsonParser parser = AnswerJson.parser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new UnreadableAnswerException(source, "it is no list of allocations", null);
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode tree = AnswerJson.ELEMENT.readValue(parser);
        allocations++;
        try {
          AllocationTasks some = tasksOf(tree);
          requireNew(some.tasks(), known);
          tasks.addAll(some.tasks());
          reservedCores.putAll(some.reservedCores());
        } catch (AllocationRefusedException e) {
          problems.add(new AllocationProblem(
              tree.path("ID").asString("without an id"), String.valueOf(e.getMessage())));
        }
      }
      requireEnd(source, parser);
    } catch (JacksonException e) {
      throw new UnreadableAnswerException(source, AnswerJson.wordsOf(e), e);
    }
    return new AllocationList(allocations, tasks, reservedCores, problems);
  }

  private static void requireNew(List<NomadTask> tasks, Set<String> known)
      throws AllocationRefusedException {
    for (NomadTask task : tasks) {
      if (!known.add(task.id().uid())) {
        throw new AllocationRefusedException(
            "ID", "there is another task " + Quote.of(task.id().uid()) + "; report it to Nomad");
      }
    }
  }

  private static void requireEnd(String source, JsonParser parser) {
    if (parser.nextToken() != null) {
      throw new UnreadableAnswerException(source, "there is something after the list", null);
    }
  }

  private static AllocationTasks tasksOf(JsonNode tree) throws AllocationRefusedException {
    if (!tree.isObject()) {
      throw new AllocationRefusedException("the allocation", "it is no object; report it to Nomad");
    }
    try {
      return AllocationMapper.tasksOf(AnswerJson.MAPPER.treeToValue(tree, AllocationDto.class));
    } catch (JacksonException e) {
      throw new AllocationRefusedException(
          "its fields", AnswerJson.wordsOf(e) + "; compare with nomad alloc status -json", e);
    }
  }
}
