package io.temper.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher at the root, run in a checkout whose {@code mvnw} and {@code java} are scripts that
 * write down what they were asked.
 */
class LauncherTest {

  private static final Path REAL = Path.of("..", "temper").toAbsolutePath().normalize();

  private static final Path JAVA_SH = Path.of("temper-agent/src/main/launcher/java.sh");
  private static final Path JAVA_SH_HERE = Path.of("..").resolve(JAVA_SH);

  @TempDir
  private Path dir;

  private Path checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(dir.resolve("check out"));
    script("temper", Files.readString(REAL));
    write(JAVA_SH.toString(), Files.readString(JAVA_SH_HERE));
    write("pom.xml", "<project>\n  <version>9.9</version>\n</project>\n");
    for (var module : List.of("temper-agent", "lab")) {
      write(module + "/pom.xml", "<project/>");
      write(module + "/src/main/java/A.java", "class A {}");
    }
    script("mvnw", fakeMaven());
    write("jdk/release", "JAVA_RUNTIME_VERSION=\"17.0.1+2\"\n");
    script("jdk/bin/java", fakeJava());
    age(checkout);
  }

  @Test
  void run_firstTime_buildsThenRuns() throws Exception {
    var run = temper("plan", "-f", "two words");

    assertThat(run.err()).contains("building temper-agent", "[1/1] Fake", "built");
    assertThat(builds()).containsExactly("temper-agent");
    assertThat(run.out())
        .contains("<-cp><" + checkout + "/temper-agent/target/temper-agent-9.9.jar:")
        .endsWith("<io.temper.agent.TemperAgent><plan><-f><two words>\n");
  }

  @Test
  void run_nothingChanged_buildsNothingAndSaysNothing() throws Exception {
    temper("version");
    var second = temper("version");

    assertThat(builds()).hasSize(1);
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("<-Dtemper.commit=", "-17.0.1+2.jsa");
  }

  @Test
  void run_archiveCannotBeMade_runsWithoutOne() throws Exception {
    write("no-archive", "");
    var run = temper("version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith("<version>\n").doesNotContain(".jsa");
    assertThat(checkout.resolve("target/launcher"))
        .isDirectoryNotContaining("glob:**.{jsa,list,jsa.*}");
  }

  @Test
  void run_sourceChanged_buildsAgain() throws Exception {
    temper("version");
    touch("temper-agent/src/main/java/A.java");
    temper("version");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void run_sourceDeleted_buildsAgain() throws Exception {
    temper("version");
    Files.delete(checkout.resolve("temper-agent/src/main/java/A.java"));
    touch("temper-agent/src/main/java");
    temper("version");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void run_jarGone_buildsAgain() throws Exception {
    temper("version");
    Files.delete(checkout.resolve("temper-agent/target/dependency.jar"));
    temper("version");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void run_viaSymbolicLinkFromElsewhere_findsItsCheckout() throws Exception {
    var link = Files.createSymbolicLink(dir.resolve("t"), checkout.resolve("temper"));
    var run = run(List.of(link.toString(), "version"), Map.of(), dir);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("<io.temper.agent.TemperAgent><version>");
  }

  @Test
  void run_commandFails_passesTheExitCodeOn() throws Exception {
    assertThat(temper("exit-7").exitCode()).isEqualTo(7);
  }

  @Test
  void run_buildFails_quotesTheErrorAndRunsNothing() throws Exception {
    write("broken", "");
    var run = temper("version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] no luck", "the build failed", "build.log");
    Files.delete(checkout.resolve("broken"));
    assertThat(temper("version").exitCode()).isZero();
  }

  /** A folder in the place of a file cannot be written to, not even by root. */
  @Test
  void run_checkoutOfAnotherUser_saysWhoMayBuildIt() throws Exception {
    Files.createDirectories(checkout.resolve("target/launcher/lock"));
    Files.createDirectories(checkout.resolve("target/launcher/started-temper-agent"));
    var run = temper("version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "temper: cannot write "
                + checkout
                + "/target/launcher: build once as the user who owns it, or give target/ to this user\n");
  }

  @Test
  void run_lockCannotBeMade_buildsWithoutIt() throws Exception {
    Files.createDirectories(checkout.resolve("target/launcher/lock"));
    var run = temper("version");

    assertThat(run.exitCode()).isZero();
    assertThat(builds()).containsExactly("temper-agent");
  }

  @Test
  void run_oldJava_saysWhichAndWhatToDo() throws Exception {
    write("jdk/release", "JAVA_RUNTIME_VERSION=\"11.0.2+9\"\n");
    var run = temper("version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("11.0.2+9", "too old", "17 or newer").hasLineCount(1);
  }

  @Test
  void run_noJava_letsMavensWrapperGetOne() throws Exception {
    for (var tool : List.of(
        "readlink",
        "sed",
        "head",
        "find",
        "tr",
        "mkdir",
        "rm",
        "mv",
        "cat",
        "tee",
        "cp",
        "cksum",
        "cut")) {
      script("tools/" + tool, "#!/bin/sh\nexec " + toolOf(tool) + " \"$@\"\n");
    }
    script(
        "mvnw",
        fakeMaven().replace("while", "if [ \"$1\" = -v ]; then cp -R jdk/* ..; exit; fi\nwhile"));
    var run = run(
        List.of(checkout.resolve("temper").toString(), "version"),
        Map.of("JAVA_HOME", "", "PATH", checkout.resolve("tools") + ":" + dir.resolve("bin")),
        checkout);

    assertThat(run.err()).doesNotContain("no Java found");
    assertThat(run.out()).contains("<io.temper.agent.TemperAgent><version>");
  }

  @Test
  void run_lab_runsTheLabAfterBuildingIt() throws Exception {
    var run = temper("lab", "kernels");

    assertThat(builds()).containsExactly("lab");
    assertThat(run.out())
        .contains("<-Dtemper.checkout=" + checkout + ">")
        .endsWith("<io.temper.lab.Lab><kernels>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "lab --help, lab",
    "lab -h, lab",
    "lab run --help, lab-run",
    "lab cluster up --help, lab-cluster-up",
    "demo --help, lab-demo"
  })
  void helpOfTheLab_isShownWithoutBuildingOrJava(String arguments, String page) throws Exception {
    write("lab/src/main/help/" + page + ".txt", "Usage: " + page + "\n");
    var run = temper(arguments.split(" "));

    assertThat(run).isEqualTo(new Run(0, "Usage: " + page + "\n", ""));
    assertThat(checkout.resolve("builds")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab run -- ls --help", "lab nothing --help", "lab ../x --help"})
  void wordsThatAskTheLabForMoreThanItsHelp_runIt(String arguments) throws Exception {
    write("lab/src/main/help/lab-run.txt", "Usage: run\n");

    assertThat(temper(arguments.split(" ")).out()).contains("<io.temper.lab.Lab>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "--debug run", "--color never run --observe", "--color=never --debug run"})
  void agent_isStartedAsWhatLivesForMonths(String arguments) throws Exception {
    assertThat(temper(arguments.split(" ")).out()).contains("<-Xmx128m>", "<-XX:-UsePerfData>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "explain run", "--color run version", "--debug", "lab run"})
  void command_isStartedAsWhatLivesForAMoment(String arguments) throws Exception {
    assertThat(temper(arguments.split(" ")).out()).isNotEmpty().doesNotContain("<-Xmx128m>");
  }

  @Test
  void run_demo_runsInTheLab() throws Exception {
    assertThat(temper("demo", "--short").out()).endsWith("<io.temper.lab.Lab><demo><--short>\n");
  }

  @Test
  void run_demoHere_runsTheAgent() throws Exception {
    assertThat(temper("demo", "--here").out())
        .endsWith("<io.temper.agent.TemperAgent><demo><--here>\n");
  }

  @Test
  void run_demoChart_runsTheAgent() throws Exception {
    assertThat(temper("demo", "--chart=a.json").out()).endsWith("<demo><--chart=a.json>\n");
    assertThat(temper("demo", "--chart", "a.json").out())
        .endsWith("<io.temper.agent.TemperAgent><demo><--chart><a.json>\n");
  }

  private Run temper(String... args) throws Exception {
    var command = new ArrayList<>(List.of(checkout.resolve("temper").toString()));
    command.addAll(List.of(args));
    return run(command, Map.of("JAVA_HOME", checkout.resolve("jdk").toString()), checkout);
  }

  private Run run(List<String> command, Map<String, String> variables, Path from)
      throws IOException, InterruptedException {
    var out = dir.resolve("out");
    var err = dir.resolve("err");
    var builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
    builder.environment().putAll(variables);
    var process =
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static Path toolOf(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds"));
  }

  private static String fakeMaven() {
    return """
        #!/bin/sh
        [ ! -e broken ] || { echo '[ERROR] no luck'; exit 1; }
        while [ "$1" != -pl ]; do shift; done
        echo "$2" >>builds
        echo '[INFO] Building Fake 9.9          [1/1]'
        mkdir -p "$2/target"
        : >"$2/target/$2-9.9.jar"
        : >"$2/target/dependency.jar"
        printf '%s' "$PWD/$2/target/dependency.jar" >"$2/target/class-path"
        """;
  }

  /** Writes its arguments; makes class list and class archive when asked for them. */
  private static String fakeJava() {
    return """
        #!/bin/sh
        for a in "$@"; do
          case "$a" in
            -XX:DumpLoadedClassList=*) : >"${a#*=}"; exit 0 ;;
            -Xshare:dump) [ ! -e no-archive ] || exit 1; dumps=yes ;;
            -XX:SharedClassListFile=*) [ -f "${a#*=}" ] || exit 1 ;;
            -XX:SharedArchiveFile=*) [ -z "$dumps" ] || { : >"${a#*=}"; exit 0; } ;;
            exit-7) exit 7 ;;
          esac
          printf '<%s>' "$a"
        done
        echo
        """;
  }

  private void write(String path, String text) throws IOException {
    var file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }

  private void script(String path, String text) throws IOException {
    write(path, text);
    Files.setPosixFilePermissions(
        checkout.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void touch(String path) throws IOException {
    Files.setLastModifiedTime(
        checkout.resolve(path), FileTime.from(Instant.now().plusSeconds(60)));
  }

  /** Sources must be older than the build, also on a file system that counts whole seconds. */
  private static void age(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      for (var file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
      }
    }
  }

  private record Run(int exitCode, String out, String err) {}
}
