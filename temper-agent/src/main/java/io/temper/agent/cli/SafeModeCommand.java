package io.temper.agent.cli;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.control.ControlAnswer;
import io.temper.agent.control.ControlAnswer.Silent;
import io.temper.agent.control.ControlCall;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.control.ControlClient;
import io.temper.agent.daemon.safemode.LeftScheduler;
import io.temper.agent.daemon.safemode.LeftScheduler.Outcome;
import io.temper.agent.report.input.InputException;
import io.temper.runtime.config.FileConfig;
import io.temper.runtime.safemode.SafeModeFile;
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
      "and ends the scheduler that an earlier agent left under a lease.",
      "'off' withdraws both. Safe mode lasts while anybody else asks for it."
    },
    footer = {
      "",
      "Exit codes: 0 done, or no agent runs and the file was all there was to do;",
      "1 failed, or no agent runs and Temper's scheduler is still in charge;",
      "2 wrong use, or an agent is there and what it does is unknown."
    })
public final class SafeModeCommand implements Callable<Integer> {
  private final CliContext context;
  private final Function<@Nullable Path, LeftScheduler> left;

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
      defaultValue = FileConfig.SAFE_MODE,
      description = "The file that asks for safe mode. Default: ${DEFAULT-VALUE}.")
  private Path file = Path.of(FileConfig.SAFE_MODE);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The agent's configuration, for the directory of its lease.",
        "Default: /etc/temper/temper.toml, if it is there."
      })
  private @Nullable Path config;

  @Mixin
  private final SocketOption socket = new SocketOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param left gives what an agent of that configuration may have left; null for the usual place
   */
  public SafeModeCommand(CliContext context, Function<@Nullable Path, LeftScheduler> left) {
    this.context = context;
    this.left = left;
  }

  @Override
  public Integer call() {
    var safeModeFile = new SafeModeFile(file);
    return (wish == Wish.ON ? enter(safeModeFile) : leave(safeModeFile)).number();
  }

  private ExitCode enter(SafeModeFile safeModeFile) {
    ControlAnswer answer = ask(Command.SAFE_MODE_ON);
    if (answer instanceof ControlAnswer.Heard heard) {
      return done(heard.done());
    }
    safeModeFile.create(reason);
    if (isNobody(answer)) {
      return withoutAgent("no agent answers at " + socket.path() + "; " + file
          + " is there now, so one that starts will not attach");
    }
    throw new InputException(answer.problem() + "; " + file + " is there now, so the agent stands"
        + " down if that is where it looks: find out with 'temper status', or end it with kill -9");
  }

  /** An agent that is gone may have left its scheduler, which nobody else would end before its lease does. */
  private ExitCode withoutAgent(String text) {
    Outcome outcome = left.apply(config).end();
    if (outcome.isInCharge()) {
      throw new TemperException(text + "; but " + outcome.text());
    }
    return done(outcome.text().isEmpty() ? text : text + "; " + outcome.text());
  }

  private ExitCode leave(SafeModeFile safeModeFile) {
    boolean removed = safeModeFile.remove();
    ControlAnswer answer = ask(Command.SAFE_MODE_OFF);
    if (answer instanceof ControlAnswer.Heard heard) {
      return done(heard.done());
    }
    if (removed && isNobody(answer)) {
      return done(file + " is removed; " + answer.problem());
    }
    throw new InputException((removed ? file + " is removed; " : "") + answer.problem());
  }

  private ControlAnswer ask(Command command) {
    return new ControlClient(socket.path()).ask(new ControlCall(command, reason));
  }

  private static boolean isNobody(ControlAnswer answer) {
    return answer instanceof Silent silent && silent.why().isNobody();
  }

  private ExitCode done(String text) {
    context.console().print(text);
    return ExitCode.OK;
  }
}
