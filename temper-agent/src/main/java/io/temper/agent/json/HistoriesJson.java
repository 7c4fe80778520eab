package io.temper.agent.json;

import io.temper.agent.report.input.InputException;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.usage.UsageCheckpoint;
import java.util.Base64;
import java.util.NavigableMap;
import tools.jackson.core.JacksonException;

/** Histories of containers as JSON: a checkpoint in base64, since its bytes are a format of their own. */
public final class HistoriesJson {
  private static final String KIND = "UsageHistories";

  private HistoriesJson() {}

  /**
   * Returns the document of histories.
   *
   * @param histories what to write
   * @return JSON
   */
  public static String of(NavigableMap<ContainerId, UsageHistory> histories) {
    var bytes = UsageCheckpoint.encode(histories);
    var document = JsonDocument.of(KIND);
    document.put("checkpoint", Base64.getEncoder().encodeToString(bytes));
    return JsonDocument.text(document);
  }

  /**
   * Returns the histories of a document.
   *
   * @param json what {@link #of} returned
   * @return the histories
   * @throws InputException if it is of another kind or version
   * @throws io.temper.runtime.usage.CheckpointException if the checkpoint cannot be used
   */
  public static NavigableMap<ContainerId, UsageHistory> read(String json) {
    try {
      var text = JsonDocument.read(json, KIND).path("checkpoint").asString("");
      return UsageCheckpoint.decode("the agent's answer", Base64.getDecoder().decode(text));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new InputException("the agent's answer holds no checkpoint: " + e.getMessage(), e);
    }
  }
}
