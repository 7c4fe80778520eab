package io.temper.json;

import io.temper.plan.diff.PlanCost;
import io.temper.plan.diff.PlanDiff;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The difference of two plans as a JSON document, in the units of {@link PlanJson}. It is written, not
 * read: whoever needs the difference as a value compares the plans.
 */
public final class PlanDiffJson {
  private static final String KIND = "PlanDiff";

  private PlanDiffJson() {}

  /**
   * Returns the document of a difference.
   *
   * @param diff any difference
   * @return indented text with a newline at its end
   */
  public static String write(PlanDiff diff) {
    return JsonCodec.write(Document.of(diff));
  }

  /**
   * Returns the document of a difference as a tree, to be made part of another document.
   *
   * @param diff any difference
   * @return a new tree
   */
  public static ObjectNode tree(PlanDiff diff) {
    return JsonCodec.MAPPER.valueToTree(Document.of(diff));
  }

  private record Document(String apiVersion, String kind, CostDto cost, List<ObjectNode> changes) {

    static Document of(PlanDiff diff) {
      return new Document(
          JsonCodec.API_VERSION,
          KIND,
          CostDto.of(diff.cost()),
          diff.changes().stream().map(PlanChangeCase::write).toList());
    }
  }

  private record CostDto(
      String sentence,
      String reach,
      int cpusChangingOwner,
      int cpusChangingPreference,
      int moved,
      int joined,
      int left) {

    static CostDto of(PlanCost cost) {
      return new CostDto(
          cost.sentence(),
          WireName.of(cost.reach()),
          cost.cpusChangingOwner(),
          cost.cpusChangingPreference(),
          cost.moved(),
          cost.joined(),
          cost.left());
    }
  }
}
