package io.temper.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.node.NodeTopology;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileValuesTest {
  private static ThreadProfile profile(boolean honoursDeclared, ProfileGroup... groups) {
    return new ThreadProfile(
        "test", "test.toml", false, List.of(), MachineFilter.ANY, honoursDeclared, List.of(groups));
  }

  @ParameterizedTest(name = "{0} stands for {1}: {2}")
  @CsvSource({
    "GC Thread#*, GC Thread#0, true",
    "GC Thread#*, G1 Conc#0, false",
    "C2 CompilerThre, C2 CompilerThre, true",
    "C? CompilerThre, C1 CompilerThre, true",
    "elasticsearch[*, elasticsearch[n, true",
    "*, anything, true",
  })
  void namePattern_matches(String pattern, String name, boolean expected) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456789012345", "*123456789012345*", "ééééééé1", "??????????????*?"})
  void namePattern_thatAFullNameCanMatch_isAccepted(String pattern) {
    assertThat(new NamePattern(pattern)).hasToString(pattern);
  }

  @ParameterizedTest(name = "{0} -> {2}")
  @CsvSource({
    "C2 CompilerThread0, 18, C2 CompilerThre",
    "1234567890123456, 16, 123456789012345",
    "éééééééé, 16, ééééééé",
    "*ForkJoinPool-1-worker-1, 23, *ForkJoinPool-1-",
  })
  void namePattern_longerThanTheKernelKeeps_isRefusedWithWhatItKeeps(
      String pattern, int bytes, String kept) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamePattern(pattern))
        .withMessage("'" + pattern + "' can match no thread: it needs " + bytes
            + " bytes, and the kernel keeps the first 15 of a name; write '" + kept + "'");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"0x7F, 1", "0x80, 2", "0x7FF, 2", "0x800, 3", "0xFFFF, 3", "0x10000, 4"})
  void namePattern_countsTheBytesThatACharacterTakesInUtf8(int codePoint, int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamePattern(Character.toString(codePoint).repeat(16)))
        .withMessageContaining("it needs " + 16 * bytes + " bytes");
  }

  @Test
  void patterns_areWrittenAsTheyAreRead() {
    assertThat(new ImagePattern("postgres*")).hasToString("postgres*");
    assertThat(new CommandPattern("postgres: *")).hasToString("postgres: *");
  }

  @Test
  void imagePattern_saysAsMuchAsItHasCharactersOfItsOwn() {
    assertThat(new ImagePattern("po?t*s").literals()).isEqualTo(4);
    assertThat(new ImagePattern("*?").literals()).isZero();
  }

  @Test
  void treatment_isFoundByItsLabel() {
    for (ThreadTreatment treatment : ThreadTreatment.values()) {
      assertThat(ThreadTreatment.ofLabel(treatment.label())).contains(treatment);
    }
    assertThat(ThreadTreatment.ofLabel("LATENCY")).isEmpty();
  }

  @Test
  void reasons_areSentences() {
    assertThat(
            new ProfileReason.ByImage("docker.io/postgres:17", "postgres", "postgresql").sentence())
        .isEqualTo(
            "The image docker.io/postgres:17 matches postgres, a pattern of the profile postgresql.");
    assertThat(new ProfileReason.Declined("temper.io/workload-profile").sentence())
        .isEqualTo("The annotation temper.io/workload-profile asks for no profile.");
    assertThat(new ProfileReason.NothingMatched().sentence())
        .isEqualTo(
            "No annotation names a profile, and no image matches one: all threads are treated alike.");
  }

  @Test
  void commandsAreNeeded_whereAGroupIsToldByThem() {
    ProfileGroup byName = ProfileGroup.of("gc", ThreadTreatment.YIELD, "GC Thread#*");
    ProfileGroup byCommand = new ProfileGroup(
        "checkpointer",
        ThreadTreatment.YIELD,
        0,
        List.of(),
        List.of(new CommandPattern("postgres: checkpointer*")));
    assertThat(profile(false, byName).needsCommands()).isFalse();
    assertThat(profile(false, byName, byCommand).needsCommands()).isTrue();
  }

  @Test
  void patterns_thatAreEmpty_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NamePattern(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new CommandPattern(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImagePattern(""));
  }

  @ParameterizedTest(name = "{0} stands for {1}: {2}")
  @CsvSource({
    "postgres, postgres, true",
    "postgres, docker.io/library/postgres:17, true",
    "postgres, registry:5000/postgres, true",
    "postgres, docker.io/library/postgres@sha256:0123, true",
    "postgres, docker.io/library/postgres-exporter:1, false",
    "*-jre, example.test/base/java-jre:21, true",
    "docker.io/library/postgres:1?, docker.io/library/postgres:17, true",
    "docker.io/*, example.test/postgres:17, false",
    "/postgres, /postgres, true",
    ":17, :17, false",
  })
  void imagePattern_matches(String pattern, String image, boolean expected) {
    assertThat(new ImagePattern(pattern).matches(image)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} to {1}, SMT {2}: {3} -> {4}")
  @CsvSource({
    "1, 8, , 8c, true",
    "1, 7, , 8c, false",
    "8, 8, , 4c8t, true",
    "9, 99, , 4c8t, false",
    "1, 99, true, 4c8t, true",
    "1, 99, true, 8c, false",
    "1, 99, false, 8c, true",
    "1, 99, false, 4c8t, false",
  })
  void machineFilter_matches(int min, int max, Boolean smt, String shape, boolean expected) {
    assertThat(new MachineFilter(min, max, smt).matches(NodeTopology.parse(shape)))
        .isEqualTo(expected);
  }

  @Test
  void machineFilter_thatNoMachineMatches_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MachineFilter(0, 4, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MachineFilter(8, 4, null))
        .withMessageStartingWith("no machine has 8 to 4 CPUs");
  }

  @ParameterizedTest(name = "{0} -> {1}, {2}")
  @CsvSource({
    "@L:checkout, checkout, LATENCY",
    "@Y:report, report, YIELD",
    "@N:a, a, NORMAL",
  })
  void declaredGroup_isRead(String name, String group, ThreadTreatment treatment) {
    assertThat(DeclaredGroups.parse(name)).contains(new PlacedGroup(group, treatment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@L:", "@Q:a", "@X:a", "@L;a", "L:abc", "main", "@l:abc"})
  void otherNames_declareNothing(String name) {
    assertThat(DeclaredGroups.parse(name)).isEmpty();
  }

  @Test
  void groupOf_thread_isTheFirstThatMatches() {
    ThreadProfile profile = profile(
        false,
        ProfileGroup.of("first", ThreadTreatment.LATENCY, "a*"),
        ProfileGroup.of("second", ThreadTreatment.YIELD, "ab*", "c*"));
    assertThat(profile.groupOf("abc", "").map(PlacedGroup::name)).contains("first");
    assertThat(profile.groupOf("c", "").map(PlacedGroup::treatment))
        .contains(ThreadTreatment.YIELD);
    assertThat(profile.groupOf("d", "")).isEmpty();
  }

  @Test
  void groupOf_declaredThread_countsOnlyWhereTheProfileHonoursIt() {
    ProfileGroup all = ProfileGroup.of("all", ThreadTreatment.YIELD, "*");
    assertThat(profile(true, all).groupOf("@L:pay", ""))
        .contains(new PlacedGroup("pay", ThreadTreatment.LATENCY));
    assertThat(profile(false, all).groupOf("@L:pay", "").map(PlacedGroup::name))
        .isEqualTo(Optional.of("all"));
  }

  @Test
  void group_withNamesAndCommands_needsBoth() {
    ProfileGroup group = new ProfileGroup(
        "checkpointer",
        ThreadTreatment.YIELD,
        0,
        List.of(new NamePattern("postgres")),
        List.of(new CommandPattern("postgres: checkpointer*")));
    assertThat(group.matches("postgres", "postgres: checkpointer ")).isTrue();
    assertThat(group.matches("postgres", "postgres: app app [local] idle")).isFalse();
    assertThat(group.matches("other", "postgres: checkpointer ")).isFalse();
    assertThat(profile(false, group).needsCommands()).isTrue();
  }

  @Test
  void exclusiveCpus_ofMoreThanAnyMachineHas_doNotBecomeFewer() {
    ProfileGroup most = new ProfileGroup(
        "most",
        ThreadTreatment.EXCLUSIVE,
        Integer.MAX_VALUE,
        List.of(new NamePattern("m*")),
        List.of());
    ProfileGroup one = ProfileGroup.of("one", ThreadTreatment.EXCLUSIVE, "one");

    assertThat(profile(false, most, one).exclusiveCpus()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void treatments_areThoseOfTheGroupsAndWhatMayBeDeclared() {
    ProfileGroup hot = ProfileGroup.of("hot", ThreadTreatment.EXCLUSIVE, "hot");
    assertThat(profile(false, hot).treatments()).containsExactly(ThreadTreatment.EXCLUSIVE);
    assertThat(profile(true).treatments())
        .containsExactlyInAnyOrder(ThreadTreatment.LATENCY, ThreadTreatment.YIELD);
    assertThat(profile(false, hot).exclusiveCpus()).isEqualTo(1);
  }

  @Test
  void profile_thatContradictsItself_isRefused() {
    ProfileGroup group = ProfileGroup.of("a", ThreadTreatment.YIELD, "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(false))
        .withMessage("profile test has no group of threads");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(false, group, group))
        .withMessage("profile test has two groups named a: join them");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ThreadProfile("No", "x", true, List.of(), MachineFilter.ANY, true, List.of(group)))
        .withMessageStartingWith("not an id of a profile: 'No'");
  }

  @Test
  void group_thatContradictsItself_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProfileGroup.of("A b", ThreadTreatment.YIELD, "a"))
        .withMessageStartingWith("not a name of a group: 'A b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProfileGroup.of("a", ThreadTreatment.YIELD))
        .withMessageStartingWith("group a stands for no thread");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProfileGroup(
            "a", ThreadTreatment.YIELD, 2, List.of(new NamePattern("a")), List.of()))
        .withMessageStartingWith("group a cannot ask for 2 CPUs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProfileGroup(
            "a", ThreadTreatment.EXCLUSIVE, 0, List.of(new NamePattern("a")), List.of()));
  }
}
