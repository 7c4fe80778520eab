package io.temper.agent.demo.report;

import java.util.List;

/**
 * Tiers changed while the scheduler ran, and whether it stayed.
 *
 * @param publishes how many times another plan was published, over all rounds
 * @param refused publishes that the scheduler refused
 * @param publishMillis the median time of one publish in ms
 * @param publishMaxMillis the longest publish in ms
 * @param attachments how often Temper was attached and changed under load: once a round
 * @param everDetached whether {@code enable_seq} moved or {@code state} left {@code enabled} during
 *     any of them
 * @param statesRead how often {@code state} and {@code enable_seq} were read for that
 * @param shown one of these attachments in detail
 */
public record Changes(
    int publishes,
    int refused,
    double publishMillis,
    double publishMaxMillis,
    int attachments,
    boolean everDetached,
    int statesRead,
    Timeline shown) {

  /**
   * One attachment under load.
   *
   * @param round its round, from 0
   * @param generationBefore the scheduler's generation when the changes began
   * @param generationAfter the generation when they ended
   * @param enableSeqBefore the kernel's count of schedulers enabled since boot, when they began
   * @param enableSeqAfter the same when they ended
   * @param state what the kernel called the scheduler's state at every reading
   * @param events every publish
   */
  public record Timeline(
      int round,
      long generationBefore,
      long generationAfter,
      long enableSeqBefore,
      long enableSeqAfter,
      String state,
      List<Event> events) {
    public Timeline {
      events = List.copyOf(events);
    }
  }

  /**
   * One publish.
   *
   * @param millis when, in ms since the changes began
   * @param change what changed, for people
   * @param generation the generation afterwards
   * @param enableSeq the kernel's count afterwards
   */
  public record Event(double millis, String change, long generation, long enableSeq) {}
}
