package io.temper.agent.report.agent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a running agent says of itself and its node.
 *
 * @param agent which agent it is
 * @param state what the node is in
 * @param work what was done so far
 * @param layers the layers of the last complete plan; empty before the first
 * @param problems what does not stop the node and should be known, a sentence each
 * @param notes what is as it may be and worth knowing all the same, a sentence each
 * @param safeMode who asks for safe mode
 * @param sources how the sources are doing
 * @param lastExit how the scheduler ended last without having been closed; null if it never did
 */
public record StatusReport(
    Agent agent,
    State state,
    Work work,
    List<LayerLine> layers,
    List<String> problems,
    List<String> notes,
    List<Request> safeMode,
    List<Source> sources,
    @Nullable Exit lastExit) {
  /** Copies the lists. */
  public StatusReport {
    layers = List.copyOf(layers);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    safeMode = List.copyOf(safeMode);
    sources = List.copyOf(sources);
  }

  /**
   * An agent.
   *
   * @param version of Temper
   * @param pid its process
   * @param startedAt when it started
   * @param source where its workloads come from
   */
  public record Agent(String version, long pid, Instant startedAt, String source) {}

  /**
   * What the node is in.
   *
   * @param name such as {@code enforcing}
   * @param since when it came into it
   * @param reason why
   * @param next what comes next
   */
  public record State(String name, Instant since, String reason, String next) {}

  /**
   * What was done so far.
   *
   * @param generation the generation in force; 0 for none
   * @param attachments how often this agent has put the scheduler in charge
   * @param publishes how many changes it published without detaching
   * @param faults how many failed attachments still count
   * @param circuitOpened how often in a row the circuit breaker opened
   */
  public record Work(
      long generation, long attachments, long publishes, int faults, int circuitOpened) {}

  /**
   * One layer.
   *
   * @param name its name
   * @param kind its kind
   * @param members how many workloads are in it
   */
  public record LayerLine(String name, String kind, int members) {}

  /**
   * That somebody asks for safe mode.
   *
   * @param source by which way
   * @param by who, as far as it can be known
   * @param reason why
   * @param since since when
   */
  public record Request(String source, String by, String reason, Instant since) {}

  /**
   * A source of the agent.
   *
   * @param name what it tells about
   * @param problem why it does not; null if it does
   */
  public record Source(String name, @Nullable String problem) {}

  /**
   * How a scheduler ended.
   *
   * @param cause for a program to decide by
   * @param text in the kernel's words
   */
  public record Exit(String cause, String text) {}
}
