package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.agent.report.observe.LayerSample;
import io.temper.agent.report.observe.LayerSource;
import io.temper.agent.report.observe.SampleLayers;
import io.temper.kernel.KernelConfig;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LayersCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Ending source = new Ending();

  /** Ends after two looks. */
  private static final class Ending implements LayerSource {
    private int second;
    private boolean closed;

    private LayerSample sample() {
      return SampleLayers.after(second);
    }

    @Override
    public KernelConfig config() {
      second++;
      return sample().config();
    }

    @Override
    public SchedulerSnapshot snapshot() {
      return sample().snapshot();
    }

    @Override
    public LayerDelays delays() {
      return sample().delays();
    }

    @Override
    public Optional<SchedulerExit> exit() {
      return second < 4
          ? Optional.empty()
          : Optional.of(SchedulerExit.of(64, 0, "unregistered from user space", "", ""));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void attached_showsOneInterval() {
    assertThat(run(() -> Optional.of(source), false)).isZero();
    assertThat(text(out)).contains("critical", "confined").doesNotContain("\u001b");
    assertThat(text(out).lines().filter(line -> line.startsWith("Generation"))).hasSize(1);
    assertThat(source.closed).isTrue();
  }

  @Test
  void watched_onATerminal_replacesTheScreenUntilTheSchedulerEnds() {
    assertThat(run(() -> Optional.of(source), true, "--watch")).isEqualTo(1);
    assertThat(text(out)).startsWith("\u001b[HGeneration 7").contains("\u001b[J");
    assertThat(text(err)).contains("the scheduler has ended: DETACHED");
  }

  @Test
  void watched_elsewhere_appends() {
    assertThat(run(() -> Optional.of(source), false, "--watch")).isEqualTo(1);
    assertThat(text(out)).doesNotContain("\u001b");
    assertThat(text(out).lines().filter(line -> line.startsWith("Generation"))).hasSize(2);
  }

  @Test
  void json_isOneDocumentAnInterval() {
    assertThat(run(() -> Optional.of(source), true, "-o", "json")).isZero();
    assertThat(text(out)).startsWith("{").contains("\"kind\" : \"Layers\"");
  }

  @Test
  void notAttached_saysSoAndIs1() {
    assertThat(run(Optional::empty, false)).isEqualTo(1);
    assertThat(text(err)).contains("not attached to this host", "temper doctor");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void notAllowed_couldNotFindOut() {
    Supplier<Optional<LayerSource>> refused = () -> {
      throw new TemperException("this process lacks CAP_SYS_ADMIN: run as root");
    };
    assertThat(run(refused, false)).isEqualTo(2);
    assertThat(text(err)).contains("cannot look at the attached scheduler", "run as root");
  }

  @Test
  void interval_thatIsNone_isRefused() {
    assertThat(run(Optional::empty, false, "--interval", "1")).isEqualTo(2);
    assertThat(text(err)).contains("'1' is not a time from 100ms to 60m");
    assertThat(run(Optional::empty, false, "--interval", "61m")).isEqualTo(2);
    assertThat(run(Optional::empty, false, "--interval", "99ms")).isEqualTo(2);
  }

  private int run(Supplier<Optional<LayerSource>> attached, boolean terminal, String... options) {
    var console = new Console(
        InputStream.nullInputStream(), out, err, new Environment(Map.of("LANG", "C"), terminal));
    var context = CliContext.of(console);
    var args = new ArrayList<>(List.of("layers", "--color=never", "--interval=100ms"));
    if (options.length > 0 && options[0].equals("--interval")) {
      args.remove(2);
    }
    args.addAll(List.of(options));
    var command = new LayersCommand(context, attached);
    return new TemperCli(context, List.of(command), () -> "0").run(args.toArray(new String[0]));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
