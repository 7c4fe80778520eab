package io.temper.agent.cli;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.LiveOption;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.json.ThreadsJson;
import io.temper.agent.report.observe.GroupedThreads;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.HostGroups.Subject;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.agent.report.observe.ThreadReader;
import io.temper.agent.report.observe.ThreadSample;
import io.temper.agent.report.observe.ThreadsReport;
import io.temper.agent.text.ThreadsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code temper threads}: what single threads do right now, those that wait longest first. */
@Command(
    name = "threads",
    header = "Show which threads wait, and in which layer they are.",
    description = {
      "",
      "Looks on for an interval and prints the threads that waited longest. Changes",
      "nothing. Layers are those of the attached scheduler, and need root; groups of",
      "thread profiles are those that the running agent tells."
    },
    footer = {
      "",
      "Exit codes: 0 shown; 1 the process or control group ended, or the scheduler;",
      "2 there is none, or wrong use."
    })
public final class ThreadsCommand implements Callable<Integer> {
  private static final String FROM_PROC = "Run, wait and moves are from proc.";
  private static final String WATCHED =
      "A thread with a * is watched by the process that attached the scheduler: all of its numbers are"
          + " the scheduler's.";
  private static final String NONE_WATCHED =
      "No thread is watched by the process that attached the scheduler, and no other may have one"
          + " watched: SIBLING is not known.";

  private final CliContext context;
  private final Supplier<HostGroups> host;
  private final Supplier<Optional<ThreadObserver>> attached;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private final LiveOption live = new LiveOption();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many threads to show, at least 1. Default: ${DEFAULT-VALUE}.")
  private int top = 20;

  @Mixin
  private final SocketOption socket = new SocketOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "CGROUP|PID",
      arity = "0..1",
      description = "Only the threads of this control group and of those inside of it, or of this"
          + " process. Default: all of the host.")
  private @Nullable String what;

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param host gives the control groups of this host
   * @param attached finds Temper's scheduler on this host; empty if it is not attached
   */
  public ThreadsCommand(
      CliContext context, Supplier<HostGroups> host, Supplier<Optional<ThreadObserver>> attached) {
    this.context = context;
    this.host = host;
    this.attached = attached;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top must be at least 1, but is " + top);
    }
    HostGroups groups = host.get();
    String wanted = what;
    Subject subject = wanted == null ? null : groups.find(wanted);
    List<String> notes = new ArrayList<>();
    notes.add(FROM_PROC);
    try (ThreadObserver observer = find(notes)) {
      var profiles = new AgentGroups(socket.path(context));
      return show(new ThreadReader(groups, subject, observer), profiles, notes).number();
    }
  }

  /** Without it all but the layers is known, so nothing of this is a failure. */
  private @Nullable ThreadObserver find(List<String> notes) {
    try {
      Optional<ThreadObserver> found = attached.get();
      if (found.isEmpty()) {
        notes.add("Layers are not known: Temper's scheduler is not attached to this host.");
      }
      return found.orElse(null);
    } catch (TemperException e) {
      notes.add("Layers are not known: " + e.getMessage());
      return null;
    }
  }

  private ExitCode show(ThreadReader reader, AgentGroups profiles, List<String> notes)
      throws InterruptedException {
    var before = reader.sample(System.nanoTime(), GroupedThreads.UNKNOWN);
    do {
      live.pause();
      GroupedThreads told = profiles.ask();
      // The agent may take its time, which is no part of what the threads did before it was asked.
      var after = reader.sample(System.nanoTime(), told);
      ThreadObserver observer = reader.observer();
      if (observer != null && observer.hasEnded()) {
        context.console().note("the scheduler has ended");
        return ExitCode.FAILURE;
      }
      if (after.threads().isEmpty()) {
        context.console().note("no thread is left of " + what);
        return ExitCode.FAILURE;
      }
      List<String> about = about(after, observer, notes);
      profiles.problem().ifPresent(why -> about.add("Groups of threads are not known: " + why));
      print(ThreadsReport.between(before, after, top, about));
      before = after;
    } while (live.goesOn());
    return ExitCode.OK;
  }

  private static List<String> about(
      ThreadSample sample, @Nullable ThreadObserver observer, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    if (observer != null) {
      boolean hasWatched =
          sample.threads().values().stream().anyMatch(seen -> seen.watched().isPresent());
      all.add(hasWatched ? WATCHED : NONE_WATCHED);
    }
    return all;
  }

  private void print(ThreadsReport report) {
    output.print(context, () -> text(report), () -> ThreadsJson.of(report));
  }

  private List<String> text(ThreadsReport report) {
    return live.frame(context, ThreadsText.lines(report, context.style()));
  }
}
