package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.agent.control.ControlServer;
import io.temper.agent.control.SocketClaim;
import io.temper.agent.json.GroupedThreadsJson;
import io.temper.agent.json.JsonSchemas;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.SampleLayers;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.kernel.KernelConfig;
import io.temper.linux.CgroupTree;
import io.temper.linux.ThreadTable;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ThreadTreatment;
import io.temper.runtime.placement.PlacedThread;
import io.temper.runtime.placement.PlacedWorkload;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code temper threads} over a made-up host. */
class ThreadsCommandTest {
  private static final PlacedWorkload SHOP = new PlacedWorkload(
      WorkloadId.of("shop", "web"),
      "jvm",
      Map.of(
          10,
          new PlacedThread("java", "", new PlacedGroup("jit", ThreadTreatment.YIELD), "default")));

  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Watching observer = new Watching(Map.of());
  private @Nullable ControlServer agent;

  /** At the second look the first thread has waited; after the third the scheduler has ended. */
  private final class Watching implements ThreadObserver {
    private final Map<Integer, ThreadLayer> told;
    private int look;
    private boolean closed;

    Watching(Map<Integer, ThreadLayer> told) {
      this.told = told;
    }

    @Override
    public KernelConfig config() {
      look++;
      schedstat(10, look * 30_000_000L, look * 70_000_000L, look * 10L);
      return SampleLayers.after(0).config();
    }

    @Override
    public Optional<String> layerOf(List<Long> cgroupIds) {
      assertThat(cgroupIds).hasSizeGreaterThan(1);
      return Optional.of("critical");
    }

    @Override
    public Map<Integer, ThreadLayer> layersOf(Collection<Integer> tids) {
      return told;
    }

    @Override
    public List<ThreadStats> watched() {
      return List.of();
    }

    @Override
    public boolean hasEnded() {
      return look > 3;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @BeforeEach
  void makeHost() {
    write("cgroup/cgroup.controllers", "cpu");
    write("cgroup/web.slice/cgroup.threads", "10\n");
    write("cgroup/web.slice/inner/cgroup.threads", "20\n");
    write("proc/self/status", "");
    thread(10, "java", "/web.slice", 0);
    thread(20, "nginx", "/web.slice/inner", 1);
    thread(2, "kthreadd", "/", 0);
    write("proc/2/status", "Name:\tkthreadd\nTgid:\t2\nKthread:\t1\n");
  }

  private void thread(int id, String name, String cgroup, int policy) {
    String task = "proc/" + id + "/task/" + id;
    write("proc/" + id + "/cgroup", "0::" + cgroup + "\n");
    write("proc/" + id + "/status", "Name:\t" + name + "\nTgid:\t" + id + "\nKthread:\t0\n");
    // Fields 3 to 41: the state first, the last CPU at 39, the policy at 41.
    write(
        task + "/stat",
        id + " (" + name + ") R " + "0 ".repeat(35) + "3 0 " + policy + " 0 0 0 0\n");
    schedstat(id, 1000, 2000, 3);
  }

  private void schedstat(int id, long run, long wait, long turns) {
    write("proc/" + id + "/task/" + id + "/schedstat", run + " " + wait + " " + turns + "\n");
  }

  private void write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void host_showsAllThreadsWithTheirLayers() {
    assertThat(run(() -> Optional.of(observer))).isZero();
    assertThat(text(out))
        .startsWith("3 of 3 threads, the longest wait first")
        .contains("generation 7", "No thread is watched")
        .containsPattern("(?m)^ *10 +java +java \\(10\\) +critical +3")
        .containsPattern("(?m)^ *20 +nginx +nginx \\(20\\) +\\(real-time\\)")
        .containsPattern("(?m)^ *2 +kthreadd +kthreadd \\(2\\) +system");
    assertThat(
            text(out).lines().dropWhile(line -> !line.contains("TID")).skip(1).findFirst())
        .hasValueSatisfying(first -> assertThat(first).contains("java", "7.0ms"));
    assertThat(observer.closed).isTrue();
  }

  @Test
  void group_showsThoseInsideOfIt() {
    assertThat(run(() -> Optional.of(observer), "web.slice/inner")).isZero();
    assertThat(text(out)).contains("nginx").doesNotContain("java");
    out.reset();
    assertThat(run(() -> Optional.of(new Watching(Map.of())), "web.slice")).isZero();
    assertThat(text(out)).contains("nginx", "java").doesNotContain("kthreadd");
  }

  @Test
  void process_showsItsOwn() {
    assertThat(run(() -> Optional.of(observer), "10", "-o", "json")).isZero();
    assertThat(text(out))
        .contains("\"kind\" : \"Threads\"", "\"tid\" : 10", "\"waitNanos\" : 70000000")
        .doesNotContain("nginx");
  }

  /** The kernel shows a whole process under the number of each of its threads. */
  @Test
  void numberOfAThread_showsTheProcessThatItIsOf() {
    write("proc/12/cgroup", "0::/web.slice\n");
    write("proc/12/status", "Name:\tC2\nTgid:\t10\nKthread:\t0\n");
    for (int shownUnder : new int[] {10, 12}) {
      for (int tid : new int[] {10, 12}) {
        String task = "proc/" + shownUnder + "/task/" + tid;
        String name = tid == 10 ? "java" : "C2";
        write(task + "/stat", tid + " (" + name + ") R " + "0 ".repeat(35) + "3 0 0 0 0 0 0 0\n");
        write(task + "/schedstat", "1000 2000 3\n");
      }
    }

    assertThat(run(() -> Optional.of(observer), "12")).isZero();
    assertThat(text(out))
        .containsPattern("(?m)^ *12 +C2 +java \\(10\\)")
        .containsPattern("(?m)^ *10 +java +java \\(10\\)")
        .doesNotContain("(12)");
  }

  @Test
  void top_isTheMost() {
    assertThat(run(() -> Optional.of(observer), "--top", "1")).isZero();
    assertThat(text(out)).startsWith("1 of 3 threads").contains("java").doesNotContain("nginx");
    assertThat(run(() -> Optional.of(observer), "--top", "0")).isEqualTo(2);
    assertThat(text(err)).contains("--top must be at least 1, but is 0");
  }

  @Test
  void watched_goesOnUntilTheSchedulerEnds() {
    assertThat(run(() -> Optional.of(observer), "--watch")).isEqualTo(1);
    assertThat(text(err)).contains("the scheduler has ended");
    assertThat(text(out).lines().filter(line -> line.startsWith("3 of 3"))).hasSize(2);
  }

  @Test
  void withoutAScheduler_showsAllButTheLayers() {
    assertThat(run(Optional::empty)).isZero();
    assertThat(text(out)).contains("Layers are not known", "java").doesNotContain("generation");
  }

  @Test
  void withoutThePrivilege_saysWhy() {
    assertThat(run(() -> {
          throw new TemperException("this process lacks CAP_SYS_ADMIN: run as root");
        }))
        .isZero();
    assertThat(text(out)).contains("Layers are not known: this process lacks CAP_SYS_ADMIN");
  }

  @Test
  void profiledThreads_areShownWithGroupAndLayer() {
    agentTells(GroupedThreadsJson.of(List.of(SHOP)));
    var noted = Map.of(10, new ThreadLayer("default", null, 0));
    assertThat(run(() -> Optional.of(new Watching(noted)), socket())).isZero();
    assertThat(text(out))
        .containsPattern("(?m)^ *10 +java +java \\(10\\) +jit \\(yield\\) +default +3")
        .containsPattern("(?m)^ *20 +nginx +nginx \\(20\\) +no profile +\\(real-time\\)")
        .doesNotContain("not known:");
    out.reset();
    assertThat(run(() -> Optional.of(new Watching(Map.of())), socket(), "-o", "json", "10"))
        .isZero();
    JsonSchemas.requireValid("threads-v1", text(out));
    assertThat(text(out))
        .contains("\"profile\" : \"jvm\"", "\"group\" : \"jit\"", "\"treatment\" : \"yield\"");
  }

  @Test
  void threadsWithoutAProfile_sayItInALineAndHaveNoColumn() {
    agentTells(GroupedThreadsJson.of(List.of()));
    assertThat(run(() -> Optional.of(observer), socket())).isZero();
    assertThat(text(out))
        .contains("None of these threads is of a workload with a thread profile.")
        .doesNotContain("GROUP");
  }

  @Test
  void layerByWhichTheSchedulerServesAThread_isShownWhileItIsInThatGroup() {
    long group = CgroupTree.open(folder.resolve("cgroup"))
        .apply(new CgroupPath("/web.slice"))
        .orElseThrow();
    var here = Map.of(10, new ThreadLayer("background", "default", group));
    assertThat(run(() -> Optional.of(new Watching(here)))).isZero();
    assertThat(text(out)).containsPattern("(?m)^ *10 +java +java \\(10\\) +default +3");
    out.reset();
    var moved = Map.of(10, new ThreadLayer("background", "default", group + 1));
    assertThat(run(() -> Optional.of(new Watching(moved)))).isZero();
    assertThat(text(out)).containsPattern("(?m)^ *10 +java +java \\(10\\) +background +3");
    out.reset();
    var neither = Map.of(10, new ThreadLayer(null, null, 0));
    assertThat(run(() -> Optional.of(new Watching(neither)))).isZero();
    assertThat(text(out)).containsPattern("(?m)^ *10 +java +java \\(10\\) +critical +3");
  }

  @Test
  void layerThatTheAgentAloneNames_isNotBelieved() {
    agentTells(GroupedThreadsJson.of(List.of(SHOP)));
    assertThat(run(() -> Optional.of(observer), socket())).isZero();
    assertThat(text(out)).containsPattern("(?m)jit \\(yield\\) +critical +3");
  }

  @Test
  void agentThatTakesItsTime_isPartOfTheInterval() {
    agentAnswers(() -> {
      LockSupport.parkNanos(400_000_000);
      return GroupedThreadsJson.of(List.of());
    });
    assertThat(run(() -> Optional.of(observer), socket(), "-o", "json")).isZero();
    Matcher interval = Pattern.compile("\"intervalMicros\" : (\\d+)").matcher(text(out));
    assertThat(interval.find()).isTrue();
    assertThat(Long.parseLong(interval.group(1))).isGreaterThanOrEqualTo(400_000);
  }

  @Test
  void withoutAnAgent_saysThatGroupsAreNotKnown() {
    assertThat(run(() -> Optional.of(observer), socket())).isZero();
    assertThat(text(out))
        .contains("Groups of threads are not known: no agent answers")
        .doesNotContain("GROUP", "no profile");
  }

  private void agentTells(String answer) {
    agentAnswers(() -> answer);
  }

  private void agentAnswers(Supplier<String> answer) {
    agent = ControlServer.start(
        SocketClaim.take(folder.resolve("control.sock")), (call, by) -> answer.get());
  }

  @AfterEach
  void endTheAgent() {
    if (agent != null) {
      agent.close();
    }
  }

  private String socket() {
    return "--socket=" + folder.resolve("control.sock");
  }

  @Test
  void processThatIsNotThere_isNamed() {
    assertThat(run(Optional::empty, "4711")).isEqualTo(2);
    assertThat(text(err)).contains("process 4711 is not there");
  }

  @Test
  void processThatEndsMeanwhile_isSaid() {
    Supplier<Optional<ThreadObserver>> ends = () -> {
      try {
        Files.delete(folder.resolve("proc/10/cgroup"));
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
    assertThat(run(ends, "10")).isEqualTo(1);
    assertThat(text(err)).contains("no thread is left of 10");
  }

  private int run(Supplier<Optional<ThreadObserver>> attached, String... options) {
    var console = new Console(
        InputStream.nullInputStream(), out, err, new Environment(Map.of("LANG", "C"), false));
    var context = CliContext.of(console);
    var args = new ArrayList<>(List.of("threads", "--interval=100ms"));
    args.addAll(List.of(options));
    var command = new ThreadsCommand(
        context,
        () -> new HostGroups(
            folder.resolve("cgroup"),
            CgroupTree.open(folder.resolve("cgroup")),
            ThreadTable.open(folder.resolve("proc")),
            folder.resolve("sched_ext")),
        attached);
    return new TemperCli(context, List.of(command), () -> "0").run(args.toArray(new String[0]));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
