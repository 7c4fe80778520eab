package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.NodeTopology;
import io.temper.profile.CommandPattern;
import io.temper.profile.ImagePattern;
import io.temper.profile.MachineFilter;
import io.temper.profile.NamePattern;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTomlTest {
  private static final String HEAD = "apiVersion = \"temper.io/v1\"\nkind = \"Profiles\"\n";

  private static final String EVERY_KEY = HEAD + """
      [[profile]]
      id = "shop"
      images = ["shop-*", "registry.test/*/shop"]
      min_cpus = 2
      max_cpus = 8
      smt = true
      declared = true

      [[profile.group]]
      name = "matching"
      treatment = "exclusive"
      cpus = 2
      threads = ["match*"]

      [[profile.group]]
      name = "writer"
      treatment = "yield"
      commands = ["shop: writer*"]
      """;

  private static final ThreadProfile EVERY_VALUE = new ThreadProfile(
      "shop",
      "p.toml",
      false,
      List.of(new ImagePattern("shop-*"), new ImagePattern("registry.test/*/shop")),
      new MachineFilter(2, 8, true),
      true,
      List.of(
          new ProfileGroup(
              "matching",
              ThreadTreatment.EXCLUSIVE,
              2,
              List.of(new NamePattern("match*")),
              List.of()),
          new ProfileGroup(
              "writer",
              ThreadTreatment.YIELD,
              0,
              List.of(),
              List.of(new CommandPattern("shop: writer*")))));

  @Test
  void read_everyKey_isEveryValue() {
    assertThat(ProfilesToml.read("p.toml", EVERY_KEY)).containsExactly(EVERY_VALUE);
  }

  @Test
  void read_leastOfAProfile_isForAllMachinesAndAnnotationsOnly() {
    String toml = HEAD + """
        [[profile]]
        id = "a"
        [[profile.group]]
        name = "g"
        treatment = "exclusive"
        threads = ["t"]
        """;
    ThreadProfile profile = ProfilesToml.read("p.toml", toml).get(0);
    assertThat(profile.machine()).isEqualTo(MachineFilter.ANY);
    assertThat(profile.images()).isEmpty();
    assertThat(profile.honoursDeclared()).isFalse();
    assertThat(profile.exclusiveCpus()).isEqualTo(1);
    assertThat(ProfilesToml.read("p.toml", HEAD)).isEmpty();
  }

  @Test
  void read_jsonOfTheSameFields_isTheSame() {
    String json = """
        {"apiVersion": "temper.io/v1", "kind": "Profiles", "profile": [
          {"id": "a", "group": [{"name": "g", "treatment": "yield", "threads": ["t*"]}]}]}
        """;
    ThreadProfile profile = ProfilesToml.read("p.json", json).get(0);
    assertThat(profile.groups()).containsExactly(ProfileGroup.of("g", ThreadTreatment.YIELD, "t*"));
  }

  @Test
  void read_severalFaults_tellsAllWithTheirLines() {
    String toml = HEAD + """
        [[profile]]
        id = "jvm"
        image = "openjdk"
        [[profile.group]]
        name = "jit"
        treatment = "yeild"
        threads = [
          "C1 CompilerThre",
          "C2 CompilerThread0",
          7,
        ]
        [[profile.group]]
        name = "gc"
        treatment = "latency"
        cpus = 0
        """;
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ProfilesToml.read("p.toml", toml))
        .withMessage("""
            p.toml:5:1: there is no key 'image' here; did you mean 'images'? keys are id, images, \
            min_cpus, max_cpus, smt, declared, group
            p.toml:8:1: treatment: there is no treatment 'yeild', did you mean 'yield'?; use exclusive, \
            latency, normal or yield
            p.toml:9:1: threads: 'C2 CompilerThread0' can match no thread: it needs 18 bytes, and the \
            kernel keeps the first 15 of a name; write 'C2 CompilerThre'; write a list of patterns such \
            as ["GC Thread#*", "VM Thread"]
            p.toml:9:1: threads: expected text in quotes, found 7; write a list of patterns such as \
            ["GC Thread#*", "VM Thread"]
            p.toml:14:1: group gc stands for no thread: give patterns of names or of commands; see \
            docs/profiles.md
            p.toml:17:1: cpus: expected a whole number from 1, found 0; write a whole number from 1, \
            such as 8\
            """);
  }

  @Test
  void read_twoProfilesForTheSameMachines_namesTheFirst() {
    String group = "[[profile.group]]\nname='g'\ntreatment='yield'\nthreads=['t']\n";
    String toml = HEAD + "[[profile]]\nid='a'\n" + group + "[[profile]]\nid='a'\n" + group;
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ProfilesToml.read("p.toml", toml))
        .withMessageStartingWith(
            "p.toml:10:1: another profile has the id 'a' for the same machines already, in line 4; ");
  }

  @Test
  void readFolder_readsItsFilesByName(@TempDir Path folder) throws IOException {
    String other = EVERY_KEY.replace("\"shop\"", "\"other\"");
    Files.writeString(folder.resolve("b.toml"), EVERY_KEY);
    Files.writeString(folder.resolve("a.toml"), other);
    Files.writeString(folder.resolve("README"), "nothing");
    assertThat(ProfilesToml.readFolder(folder))
        .extracting(ThreadProfile::id)
        .containsExactly("other", "shop");
    assertThat(ProfilesToml.readFolder(folder.resolve("none"))).isEmpty();
  }

  @Test
  void readFolder_faultyFile_isNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.toml"), HEAD + "[[profile]]\n");
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ProfilesToml.readFolder(folder))
        .withMessageStartingWith(file + ":3:1: the key 'id' is missing; ");
  }

  @Test
  void builtIns_areOneProfileOfEachFamily() {
    assertThat(ProfilesToml.builtIns())
        .allMatch(ThreadProfile::isBuiltIn)
        .extracting(ThreadProfile::id)
        .containsExactly("application", "jvm", "mysql-innodb", "postgresql", "pytorch-training");
  }

  @ParameterizedTest(name = "{0}: {1} ({2}) -> {3}, {4}")
  @CsvSource({
    "mysql-innodb, connection, '', connections, NORMAL",
    "mysql-innodb, ib_log_wr_notif, '', innodb-io, LATENCY",
    "mysql-innodb, ib_io_rd-3, '', innodb-io, LATENCY",
    "mysql-innodb, ib_pg_flush_co, '', innodb-flush, NORMAL",
    "mysql-innodb, ib_srv_wkr-1, '', innodb-background, YIELD",
    "postgresql, postgres, 'postgres: walwriter', wal, LATENCY",
    "postgresql, postgres, 'postgres: 17/main: walwriter', wal, LATENCY",
    "postgresql, postgres, 'postgres: autovacuum worker shop', maintenance, YIELD",
    "postgresql, postgres, 'postgres: checkpointer', writers, NORMAL",
    "postgresql, postgres, 'postgres: app shop [local] SELECT', backends, NORMAL",
    "pytorch-training, pt_data_worker, '', data-loading, NORMAL",
    "pytorch-training, pt_autograd_0, '', launch, LATENCY",
    "pytorch-training, pt_nccl_watchdg, '', watchdogs, YIELD",
    "application, @Y:report, '', report, YIELD",
  })
  void builtIn_thread_isInItsGroup(
      String id, String thread, String command, String group, ThreadTreatment treatment) {
    ThreadProfile profile =
        ProfileCatalog.of(ProfilesToml.builtIns()).on(NodeTopology.parse("4c8t")).asList().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(profile.groupOf(thread, command)).contains(new PlacedGroup(group, treatment));
  }
}
