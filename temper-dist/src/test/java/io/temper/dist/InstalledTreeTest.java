package io.temper.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unpacked archive, in a folder with a space in its name, called from elsewhere. */
class InstalledTreeTest {
  private static final Path PODS =
      Path.of("../temper-agent/src/test/resources/io/temper/agent/pods.json").toAbsolutePath();
  private static final String JAVA = System.getProperty("java.home");

  @TempDir
  private static Path shared;

  private static Path tree = Path.of("none");

  @TempDir
  private Path elsewhere;

  @BeforeAll
  static void unpack() throws Exception {
    tree = Archive.unpack(shared.resolve("in stalled"));
  }

  @Test
  void version_isThatOfTheArchive() throws Exception {
    var run = temper(Map.of(), "version");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(tree.getFileName().toString().replace("temper-", ""), "libbpf");
  }

  @Test
  void secondRun_startsFromTheClassArchiveAndSaysNothing() throws Exception {
    temper(Map.of(), "version");
    // Such a JVM does not start without an archive that fits.
    var run = temper(Map.of("TEMPER_JAVA_OPTS", "-Xshare:on"), "version");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(tree.resolve("lib")).isDirectoryContaining("glob:**/agent-*.jsa");
  }

  @Test
  void plan_ofAFileNamedFromTheFolderOfTheUser_isShown() throws Exception {
    Files.copy(PODS, elsewhere.resolve("my pods.json"));
    var run = temper(Map.of(), "plan", "-f", "my pods.json", "-t", "4c8t");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Node node-1", "LAYER");
  }

  @Test
  void symbolicLink_leadsToTheTree() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("t"), tree.resolve("bin/temper"));
    var run =
        ProgramRun.of(elsewhere, Map.of("JAVA_HOME", JAVA), List.of(link.toString(), "--version"));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void exitCode_isThatOfTheCommand() throws Exception {
    var run = temper(Map.of(), "plan", "-f", "nowhere.json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere.json: no such file");
  }

  @Test
  void oldJava_isRefusedByName() throws Exception {
    var run =
        temper(Map.of("JAVA_HOME", fakeJava("JAVA_RUNTIME_VERSION=\"11.0.2+9\"\n")), "version");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("11.0.2+9", "too old", "17 or newer").hasLineCount(1);
  }

  @Test
  void oldJavaThatHasNoReleaseFile_isAskedAndRefused() throws Exception {
    var run = temper(Map.of("JAVA_HOME", fakeJava("")), "version");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("1.8.0_402", "too old").hasLineCount(1);
  }

  @Test
  void noJava_saysWhatToDo() throws Exception {
    for (var tool : List.of("sh", "readlink", "sed", "tr")) {
      Files.createSymbolicLink(elsewhere.resolve(tool), toolOf(tool));
    }
    var run = temper(Map.of("JAVA_HOME", "", "PATH", elsewhere.toString()), "version");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no Java found", "17 or newer", "JAVA_HOME").hasLineCount(1);
  }

  @Test
  void javaOnThePath_isFound() throws Exception {
    var run = temper(
        Map.of("JAVA_HOME", "", "PATH", JAVA + "/bin:" + System.getenv("PATH")), "--version");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private ProgramRun temper(Map<String, String> variables, String... words)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(tree.resolve("bin/temper").toString()));
    command.addAll(List.of(words));
    var all = new HashMap<>(Map.of("JAVA_HOME", JAVA));
    all.putAll(variables);
    return ProgramRun.of(elsewhere, all, command);
  }

  private String fakeJava(String release) throws IOException {
    Path java = elsewhere.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho 'java version \"1.8.0_402\"' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(elsewhere.resolve("jdk/release"), release);
    return elsewhere.resolve("jdk").toString();
  }

  private static Path toolOf(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
