package io.temper.lab.vm;

import io.temper.lab.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A running QEMU. Its standard output is what the guest's command prints; a thread of its own hands
 * those lines on. Closing it kills it; so does the end of this JVM.
 */
final class QemuProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration POWER_OFF = Duration.ofSeconds(20);

  private final Process process;
  private final RunFolder run;
  private final Thread reader;
  private final Thread atExit;
  private final long started = System.nanoTime();

  private QemuProcess(Process process, RunFolder run, Consumer<String> lines) {
    this.process = process;
    this.run = run;
    this.reader = new Thread(() -> read(lines), "lab-output");
    this.atExit = new Thread(this::kill, "lab-kill");
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static QemuProcess start(List<String> argv, RunFolder run, Consumer<String> lines)
      throws IOException {
    var builder = new ProcessBuilder(argv);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectError(run.errors().toFile());
    // The overlay that takes the guest's writes to its root file system goes there.
    builder.environment().put("TMPDIR", run.folder().toString());
    return new QemuProcess(builder.start(), run, lines);
  }

  /**
   * Waits for the end of the guest.
   *
   * @param limits how long it may take
   * @return what the guest reported
   * @throws EmulatorFault if the emulator failed before the command began
   * @throws LabException if a time is over, or QEMU ends before the command does
   */
  GuestReport await(GuestLimits limits) throws IOException, InterruptedException {
    return await(limits, this::elapsed);
  }

  GuestReport await(GuestLimits limits, Supplier<Duration> elapsed)
      throws IOException, InterruptedException {
    GuestReport report = run.report();
    Duration timersFrom = Duration.ZERO;
    while (!report.over() && process.isAlive()) {
      Duration now = elapsed.get();
      timersFrom = report.provingTimers() ? timersFrom : now;
      check(report, now, now.minus(timersFrom), limits);
      process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
      report = run.report();
    }
    process.waitFor(POWER_OFF.toMillis(), TimeUnit.MILLISECONDS);
    report = run.report();
    if (!report.over()) {
      throw failure(
          report.ready()
              ? "the guest died while the command ran"
              : "the guest died before it came up");
    }
    if (report.failure().isPresent()) {
      throw failure("the guest failed at " + report.failure().get());
    }
    return report;
  }

  private void check(GuestReport report, Duration now, Duration timers, GuestLimits limits)
      throws IOException {
    if (timers.compareTo(limits.timers()) > 0) {
      String what = "the timer of a CPU did not fire within " + limits.timers().toSeconds() + " s";
      throw new EmulatorFault(what, ended(what));
    }
    if (!report.ready() && now.compareTo(limits.boot()) > 0) {
      throw failure("the guest did not come up within " + limits.boot().toSeconds() + " s");
    }
    if (now.compareTo(limits.whole()) > 0) {
      throw failure("the run took longer than its timeout of " + limits.whole().toSeconds() + " s");
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private LabException failure(String what) throws IOException {
    String message = ended(what);
    return !run.report().ready() && run.consoleHas(EmulatorFault.REPLACED_CODE)
        ? new EmulatorFault(what, message)
        : new LabException(message);
  }

  /** Ends the guest and returns what there is to say about it. */
  private String ended(String what) throws IOException {
    close();
    String why = run.panic().map(line -> " (" + line + ")").orElse("");
    return what + why + "; the end of its console:\n" + run.tail();
  }

  private void read(Consumer<String> lines) {
    var stream = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    try (var in = new BufferedReader(stream)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.accept(line);
      }
    } catch (IOException | UncheckedIOException e) {
      // The stream breaks when QEMU is killed; whoever killed it says why.
      return;
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
      // All lines that the guest sent are to arrive before the run counts as over.
      reader.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is already ending and runs the hook itself.
      return;
    }
  }
}
