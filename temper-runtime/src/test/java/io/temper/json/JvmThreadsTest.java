package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.node.NodeTopology;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in profile of the JVM against the threads of real ones, with every collector they have. */
class JvmThreadsTest {
  private static final List<String> COLLECTORS =
      List.of("G1", "Parallel", "Serial", "Z", "Shenandoah");

  /** The first thread of the launcher, and the one of the main method, have the program's name. */
  private static final Set<String> NOBODYS = Set.of("java");

  /** What each collector has at least; all of them have the rest. */
  private static final Map<String, Map<String, String>> OWN = Map.of(
      "G1",
      Map.of(
          "GC Thread#0", "gc-pause",
          "G1 Main Marker", "gc-concurrent",
          "G1 Conc#0", "gc-concurrent",
          "G1 Refine#0", "gc-concurrent",
          "G1 Service", "gc-service"),
      "Parallel",
      Map.of("GC Thread#0", "gc-pause"),
      "Serial",
      Map.of(),
      "Z",
      // Its own threads begin with another letter in some releases.
      Map.of("RuntimeWorker#0", "gc-pause"),
      "Shenandoah",
      Map.of("Shenandoah GC T", "gc-concurrent", "Shenandoah Cont", "gc-concurrent"));

  private static final Map<String, String> COMMON = Map.of(
      "VM Thread", "gc-pause",
      "C1 CompilerThre", "jit",
      "C2 CompilerThre", "jit",
      "Reference Handl", "references",
      "Finalizer", "references",
      "Signal Dispatch", "vm",
      "VM Periodic Tas", "vm");

  private static final ThreadProfile JVM =
      ProfileCatalog.of(ProfilesToml.builtIns()).on(NodeTopology.parse("4c8t")).asList().stream()
          .filter(profile -> profile.id().equals("jvm"))
          .findFirst()
          .orElseThrow();

  static Stream<String> captured() {
    return Stream.of("17", "25")
        .flatMap(jdk -> COLLECTORS.stream().map(collector -> jdk + "-" + collector));
  }

  static Stream<String> collectors() {
    return COLLECTORS.stream();
  }

  @ParameterizedTest
  @MethodSource("captured")
  void everyThread_ofACapturedJvm_isInItsGroup(String name) throws IOException {
    try (var in = JvmThreadsTest.class.getResourceAsStream("jvm-threads/" + name + ".txt")) {
      assertThat(in).isNotNull();
      var names = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      requireGroups(names, name.substring(name.indexOf('-') + 1));
    }
  }

  @ParameterizedTest
  @MethodSource("collectors")
  @EnabledOnOs(OS.LINUX)
  @Timeout(120)
  void everyThread_ofARunningJvm_isInItsGroup(String collector) throws Exception {
    var started = new ArrayList<Path>();
    for (Path jdk : jdks()) {
      Optional<Set<String>> threads = threadsOf(jdk, collector);
      if (threads.isPresent()) {
        requireGroups(threads.get(), collector);
        started.add(jdk);
      }
    }
    assumeTrue(
        !started.isEmpty(),
        "no JDK here has the collector " + collector + ": NOT TESTED on " + jdks());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "nioEventLoopGroup-2-1, netty",
    "epollEventLoopGroup-2-1, netty",
    "reactor-http-epoll-1, netty",
    "http-nio-8080-exec-1, tomcat",
    "https-jsse-nio-8443-exec-1, tomcat",
    "qtp1234567890-17, jetty",
    "data-plane-kafka-request-handler-0, kafka",
    "kafka-log-cleaner-thread-0, kafka-housekeeping",
    "ReadStage-1, cassandra",
    "Native-Transport-Requests-1, cassandra",
    "CompactionExecutor:1, cassandra-housekeeping",
    "elasticsearch[node-1][search][T#1], elasticsearch",
    "ForkJoinPool-1-worker-1, carriers",
    "@L:checkout, checkout",
    "ZWorkerYoung#0, gc-concurrent",
    "XWorker#0, gc-concurrent",
    "XDirector, gc-concurrent",
    "ZStat, gc-service",
    "XStat, gc-service",
  })
  void threadOfAPool_cutAsTheKernelCutsIt_isInItsGroup(String name, String group) {
    assertThat(groupOf(name.substring(0, Math.min(15, name.length())))).contains(group);
  }

  @Test
  void nothingThatAnotherThreadWaitsFor_yields() {
    assertThat(JVM.groups())
        .filteredOn(group -> group.name().matches("gc-pause|gc-concurrent|references|vm"))
        .hasSize(4)
        .noneMatch(group -> group.treatment() == ThreadTreatment.YIELD);
  }

  private static void requireGroups(Iterable<String> names, String collector) {
    assertThat(names)
        .as("threads of a JVM with the collector %s", collector)
        .containsAll(COMMON.keySet())
        .containsAll(OWN.getOrDefault(collector, Map.of()).keySet());
    COMMON.forEach((name, group) -> assertThat(groupOf(name)).as(name).contains(group));
    OWN.getOrDefault(collector, Map.of())
        .forEach((name, group) -> assertThat(groupOf(name)).as(name).contains(group));
    assertThat(names)
        .filteredOn(name -> !NOBODYS.contains(name))
        .allSatisfy(name -> assertThat(groupOf(name)).as(name).isPresent());
  }

  private static Optional<String> groupOf(String name) {
    return JVM.groupOf(name, "").map(PlacedGroup::name);
  }

  /** The one that runs this test, and those that a distribution installs side by side. */
  private static Set<Path> jdks() throws IOException {
    var all = new TreeSet<Path>();
    all.add(Path.of(System.getProperty("java.home")).toRealPath());
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (var folders = Files.list(installed)) {
        for (Path folder : folders.toList()) {
          if (Files.isExecutable(folder.resolve("bin/java"))) {
            all.add(folder.toRealPath());
          }
        }
      }
    }
    return all;
  }

  /** Empty if this JDK does not have the collector. */
  private static Optional<Set<String>> threadsOf(Path jdk, String collector) throws Exception {
    Process jvm = new ProcessBuilder(
            jdk.resolve("bin/java").toString(),
            "-XX:+Use" + collector + "GC",
            "-Xmx64m",
            "-XX:ActiveProcessorCount=4",
            "-cp",
            System.getProperty("java.class.path"),
            WaitingProgram.class.getName())
        .redirectErrorStream(true)
        .start();
    try (var out = jvm.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals(WaitingProgram.READY)) {
          return Optional.of(namesOf(jvm.pid()));
        }
        if (line.contains("not supported") || line.contains("Unrecognized VM option")) {
          return Optional.empty();
        }
      }
      throw new AssertionError(jdk + " with " + collector + " ended with " + jvm.waitFor());
    } finally {
      jvm.destroyForcibly().waitFor();
    }
  }

  private static Set<String> namesOf(long pid) throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks
          .map(task -> {
            try {
              return Files.readString(task.resolve("comm")).replace("\n", "");
            } catch (IOException ended) {
              return "java";
            }
          })
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
