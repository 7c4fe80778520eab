package io.temper.agent.demo.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which a round measures the arms. It starts one arm later in each round and runs
 * backwards in each second cycle, so that over time no arm always follows the same one and slow
 * drift of the machine (heat, neighbours) meets every arm alike.
 */
public final class RoundOrder {

  private RoundOrder() {}

  /**
   * Returns {@code arms} in the order for one round.
   *
   * @param arms the arms of the run; every one appears once in the answer
   * @param round the number of the round, from 0
   */
  public static <T> List<T> of(List<T> arms, int round) {
    if (round < 0) {
      throw new IllegalArgumentException("round must not be negative: " + round);
    }
    var order = new ArrayList<>(arms);
    if (order.isEmpty()) {
      return List.of();
    }
    if (round / order.size() % 2 == 1) {
      Collections.reverse(order);
    }
    Collections.rotate(order, -(round % order.size()));
    return List.copyOf(order);
  }
}
