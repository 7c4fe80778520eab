package io.temper.json;

import io.temper.lint.fact.CpuManager;
import io.temper.node.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the file in which the kubelet's CPU manager keeps what it has given out: {@code
 * cpu_manager_state}. Its versions differ in what a pod's entry holds; each text in it is a list of CPUs.
 */
public final class CpuManagerState {
  /** Where a kubelet keeps it. */
  public static final Path DEFAULT_FILE = Path.of("/var/lib/kubelet/cpu_manager_state");

  private static final String REMEDY = "look at the kubelet's log; Temper never writes this file";

  private CpuManagerState() {}

  /**
   * Reads the file.
   *
   * @param file usually {@link #DEFAULT_FILE}
   * @return what it says; {@link CpuManager#NONE} if there is no such file, as on a host without a kubelet
   * @throws JsonFormatException if it cannot be read or is something else
   */
  public static CpuManager read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      return CpuManager.NONE;
    } catch (IOException e) {
      throw new JsonFormatException(file.toString(), null, "reading failed: " + e, REMEDY, e);
    }
  }

  static CpuManager parse(String source, String text) {
    try {
      JsonNode state = JsonCodec.MAPPER.readTree(text);
      String policy = state.path("policyName").asString("");
      if (policy.isEmpty()) {
        throw new JsonFormatException(source, null, "it has no policyName", REMEDY, null);
      }
      List<CpuSet> exclusive = new ArrayList<>();
      addCpus(state.path("entries"), exclusive);
      return new CpuManager(policy, CpuSet.unionOf(exclusive));
    } catch (JacksonException e) {
      throw JsonCodec.malformed(source, e, null, REMEDY);
    } catch (IllegalArgumentException e) {
      throw new JsonFormatException(source, null, String.valueOf(e.getMessage()), REMEDY, e);
    }
  }

  private static void addCpus(JsonNode node, List<CpuSet> into) {
    if (node.isString()) {
      into.add(CpuSet.parse(node.stringValue()));
    } else {
      node.forEach(child -> addCpus(child, into));
    }
  }
}
