package io.temper.agent.cli;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.FilePathConverter;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.control.ControlAnswer;
import io.temper.agent.control.ControlAnswer.Silent;
import io.temper.agent.control.ControlCall;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.control.ControlClient;
import io.temper.agent.daemon.safemode.LeftScheduler;
import io.temper.agent.daemon.safemode.LeftScheduler.Outcome;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.KnownConfig;
import io.temper.runtime.config.FileConfig;
import io.temper.runtime.safemode.SafeModeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code temper safe-mode on|off}: back to the stock scheduler, and out of it again. */
@CommandLine.Command(
    name = "safe-mode",
    header = "Return this host to its stock scheduler, or let the agent enforce again.",
    description = {
      "",
      "'on' asks the running agent and returns once the stock scheduler is in charge.",
      "If no agent answers, it makes the file by which one that starts later is told,",
      "and ends the scheduler that an earlier agent left under a lease. Where all of",
      "this is, the agent's configuration says.",
      "'off' withdraws both. Safe mode lasts while anybody else asks for it."
    },
    footer = {
      "",
      "Exit codes: 0 done, or no agent runs and the file was all there was to do;",
      "1 failed, or no agent runs and Temper's scheduler is still in charge, or no",
      "agent answers and the file cannot be made: all the rest is done all the same;",
      "2 wrong use, or an agent is there and what it does is unknown; or none answers,",
      "and the configuration that says where it is looked for cannot be read."
    })
public final class SafeModeCommand implements Callable<Integer> {
  private final CliContext context;
  private final Function<KnownConfig, LeftScheduler> left;

  /**
   * Where the agent is told.
   *
   * @param socket where it answers
   * @param file by being there it asks for safe mode
   * @param doubt says why these may be the wrong ones; empty if they are the agent's
   */
  private record Places(Path socket, Path file, String doubt) {}

  /** What can be asked for. */
  enum Wish {
    /** The stock scheduler. */
    ON,
    /** Enforcement. */
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(arity = "1", paramLabel = "on|off", description = "Enter or leave safe mode.")
  private Wish wish = Wish.ON;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for status and audit log.")
  private String reason = "";

  @Option(
      names = "--file",
      paramLabel = "PATH",
      converter = FilePathConverter.class,
      description = "The file that asks for safe mode. Default: the one that the configuration"
          + " names, or else " + FileConfig.SAFE_MODE + ".")
  private @Nullable Path file;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The agent's configuration, for its socket, its file and the directory of its lease.",
        "Default: /etc/temper/temper.toml, if it is there."
      })
  private @Nullable Path config;

  @Mixin
  private final SocketOption socket = new SocketOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param left gives what an agent of that configuration may have left
   */
  public SafeModeCommand(CliContext context, Function<KnownConfig, LeftScheduler> left) {
    this.context = context;
    this.left = left;
  }

  @Override
  public Integer call() {
    var known = KnownConfig.of(config);
    var places = places(known);
    return (wish == Wish.ON ? enter(places, known) : leave(places)).number();
  }

  private Places places(KnownConfig known) {
    boolean isSaid = file != null && socket.isGiven();
    return new Places(
        socket.path(known),
        file == null ? known.config().files().safeMode() : file,
        isSaid ? "" : known.unknownPlace("looks", "--socket and its --file"));
  }

  private ExitCode enter(Places places, KnownConfig known) {
    ControlAnswer answer = ask(places, Command.SAFE_MODE_ON);
    if (answer instanceof ControlAnswer.Heard heard) {
      return done(heard.done());
    }
    String obstacle = make(places.file());
    if (isNobody(answer)) {
      return withoutAgent(obstacle, places, known);
    }
    String remedy = ": find out with 'temper status', or end it with kill -9";
    if (!obstacle.isEmpty()) {
      throw failed(
          answer.problem() + "; " + obstacle + ". What the agent does is not known" + remedy,
          places);
    }
    throw unknown(
        answer.problem() + "; " + places.file()
            + " is there now, so the agent stands down if that is where it looks" + remedy,
        places);
  }

  /** Makes the file, or tells what stood in the way: whatever that is, there is more to do. */
  private String make(Path place) {
    if (place.equals(file) && Files.isDirectory(place)) {
      // Where the configuration says, it asks for safe mode; here it is more likely a slip.
      return "--file is a directory, " + place + ": name the file that the agent looks for";
    }
    try {
      new SafeModeFile(place).create(reason);
      return "";
    } catch (TemperException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** An agent that is gone may have left its scheduler, which nobody else would end before its lease does. */
  private ExitCode withoutAgent(String obstacle, Places places, KnownConfig known) {
    boolean isMade = obstacle.isEmpty();
    String text = "no agent answers at " + places.socket() + "; "
        + (isMade ? made(places) : obstacle + ", or one that starts attaches");
    Outcome outcome = left.apply(known).end();
    if (outcome.isInCharge()) {
      throw new TemperException(text + (isMade ? "; but " : "; and ") + outcome.text());
    }
    String all = outcome.text().isEmpty() ? text : text + "; " + outcome.text();
    if (!isMade) {
      throw failed(all, places);
    }
    if (!places.doubt().isEmpty()) {
      throw unknown(all, places);
    }
    return done(all);
  }

  private static String made(Places places) {
    return places.file() + " is there now, "
        + (places.doubt().isEmpty()
            ? "so one that starts will not attach"
            : "where one that starts may not look");
  }

  private ExitCode leave(Places places) {
    Path at = places.file();
    boolean removed = new SafeModeFile(at).remove();
    ControlAnswer answer = ask(places, Command.SAFE_MODE_OFF);
    if (answer instanceof ControlAnswer.Heard heard) {
      return done(heard.done());
    }
    String all = (removed ? at + " is removed; " : "") + answer.problem();
    if (removed && isNobody(answer) && places.doubt().isEmpty()) {
      return done(all);
    }
    throw unknown(all, places);
  }

  /** Everything was tried where an agent usually is, but that is no promise. */
  private static InputException unknown(String text, Places places) {
    return new InputException(withDoubt(text, places));
  }

  /** A part of it was tried without success, wherever the agent looks. */
  private static TemperException failed(String text, Places places) {
    return new TemperException(withDoubt(text, places));
  }

  private static String withDoubt(String text, Places places) {
    return places.doubt().isEmpty() ? text : text + "; " + places.doubt();
  }

  private ControlAnswer ask(Places places, Command command) {
    return new ControlClient(places.socket()).ask(new ControlCall(command, reason));
  }

  private static boolean isNobody(ControlAnswer answer) {
    return answer instanceof Silent silent && silent.why().isNobody();
  }

  private ExitCode done(String text) {
    context.console().print(text);
    return ExitCode.OK;
  }
}
