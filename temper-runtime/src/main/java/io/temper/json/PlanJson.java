package io.temper.json;

import io.temper.plan.EnforcementPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as a JSON document. Its {@code apiVersion} is raised when a field is renamed, removed or
 * changes its meaning; CPU amounts are in thousandths of a CPU ({@code Millis}), slices in
 * microseconds, CPU sets in the kernel's list format. Sentences and ranks follow from the other
 * fields and are there for readers.
 */
public final class PlanJson {
  private static final String REMEDY = "give a document that temper plan -o json wrote";

  private PlanJson() {}

  /**
   * Returns the document of a plan.
   *
   * @param plan any plan
   * @return indented text with a newline at its end
   */
  public static String write(EnforcementPlan plan) {
    return JsonCodec.write(PlanDto.of(plan));
  }

  /**
   * Returns the document of a plan as a tree, to be made part of another document.
   *
   * @param plan any plan
   * @return a new tree
   */
  public static ObjectNode tree(EnforcementPlan plan) {
    return JsonCodec.MAPPER.valueToTree(PlanDto.of(plan));
  }

  /**
   * Reads a document.
   *
   * @param source what to call the text in messages, usually a file name
   * @param json the document of a plan
   * @return the plan
   * @throws JsonFormatException if the text is something else, or contradicts itself
   */
  public static EnforcementPlan read(String source, String json) {
    try {
      PlanDto dto = JsonCodec.MAPPER.readValue(json, PlanDto.class);
      JsonCodec.requireFrame(source, dto.apiVersion(), dto.kind(), PlanDto.KIND);
      return dto.toDomain();
    } catch (JacksonException e) {
      throw JsonCodec.malformed(source, e, null, REMEDY);
    } catch (IllegalArgumentException e) {
      throw new JsonFormatException(source, null, String.valueOf(e.getMessage()), REMEDY, e);
    }
  }
}
