package io.temper.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.node.NodeTopology;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCatalogTest {
  private static final NodeTopology NODE = NodeTopology.parse("4c8t");
  private static final MachineFilter SMALL = new MachineFilter(1, 8, null);

  private static ThreadProfile profile(
      String id, boolean isBuiltIn, MachineFilter machine, String... images) {
    return new ThreadProfile(
        id,
        isBuiltIn ? "built-in" : "file",
        isBuiltIn,
        List.of(images).stream().map(ImagePattern::new).toList(),
        machine,
        false,
        List.of(ProfileGroup.of("all", ThreadTreatment.YIELD, "*")));
  }

  private static ThreadProfile builtIn(String id, String... images) {
    return profile(id, true, MachineFilter.ANY, images);
  }

  private static ProfileChoice choose(
      List<ThreadProfile> profiles, Map<String, String> annotations, String... images) {
    Workload workload = Workload.builder(WorkloadId.of("test", "pod"))
        .annotations(annotations)
        .images(List.of(images))
        .build();
    return ProfileCatalog.of(profiles).on(NODE).choose(workload);
  }

  @ParameterizedTest
  @CsvSource({"temper.io/", "infera.io/", "temper.codes/"})
  void choose_annotationUnderAnyPrefix_winsAgainstTheImage(String prefix) {
    String key = prefix + "workload-profile";
    ProfileChoice choice = choose(
        List.of(builtIn("jvm", "tomcat"), builtIn("mine")), Map.of(key, "mine"), "tomcat:11");
    assertThat(choice.profile().map(ThreadProfile::id)).contains("mine");
    assertThat(choice.reason()).isEqualTo(new ProfileReason.ByAnnotation(key, "mine"));
    assertThat(choice.reason().sentence())
        .isEqualTo("The annotation " + key + " asks for the profile mine.");
  }

  @Test
  void choose_severalAnnotations_theFirstPrefixWins() {
    ProfileChoice choice = choose(
        List.of(builtIn("a"), builtIn("b")),
        Map.of("infera.io/workload-profile", "a", "temper.io/workload-profile", "b"));
    assertThat(choice.profile().map(ThreadProfile::id)).contains("b");
  }

  @Test
  void choose_annotationNone_declinesWhatTheImageWouldGet() {
    ProfileChoice choice = choose(
        List.of(builtIn("jvm", "tomcat")), Map.of("temper.io/workload-profile", "none"), "tomcat");
    assertThat(choice.profile()).isEmpty();
    assertThat(choice.reason()).isEqualTo(new ProfileReason.Declined("temper.io/workload-profile"));
  }

  @Test
  void choose_ofNoProfilesAtAll_saysThatAndBlamesNoAnnotation() {
    ProfileChoice choice =
        choose(List.of(), Map.of("temper.io/workload-profile", "jvm"), "tomcat:11");
    assertThat(choice).isEqualTo(ProfileChoice.NO_PROFILES);
    assertThat(choice.reason().sentence())
        .isEqualTo("No thread profiles are in force: all threads are treated alike.");
  }

  @Test
  void choose_annotationOfAnUnknownProfile_getsNoneAndSaysWhy() {
    ProfileChoice choice = choose(
        List.of(builtIn("jvm", "tomcat")), Map.of("temper.io/workload-profile", "jmv"), "tomcat");
    assertThat(choice.profile()).isEmpty();
    assertThat(choice.reason().sentence())
        .isEqualTo(
            "The annotation temper.io/workload-profile asks for the profile jmv, but there is"
                + " none of that name: all threads are treated alike.");
  }

  @Test
  void choose_annotationOfAProfileForOtherMachines_getsNoneAndSaysWhy() {
    ProfileChoice choice = choose(
        List.of(profile("big", true, new MachineFilter(64, Integer.MAX_VALUE, true))),
        Map.of("temper.io/workload-profile", "big"));
    assertThat(choice.profile()).isEmpty();
    assertThat(choice.reason().sentence())
        .contains("it is for other machines (at least 64 CPUs, with SMT)");
  }

  @Test
  void choose_image_thePatternThatSaysMostWins() {
    List<ThreadProfile> all = List.of(builtIn("a", "*"), builtIn("b", "kafka*"), builtIn("c"));
    ProfileChoice choice = choose(all, Map.of(), "example.test/kafka-broker:4");
    assertThat(choice.reason())
        .isEqualTo(new ProfileReason.ByImage("example.test/kafka-broker:4", "kafka*", "b"));
  }

  @Test
  void choose_nothingMatches_saysSo() {
    assertThat(choose(List.of(builtIn("a", "x")), Map.of(), "y")).isEqualTo(ProfileChoice.NOTHING);
    assertThat(choose(List.of(builtIn("a", "x")), Map.of())).isEqualTo(ProfileChoice.NOTHING);
  }

  @Test
  void on_profilesOfOneId_fileBeforeBuiltInAndTheNarrowestMachineFirst() {
    ThreadProfile file = profile("jvm", false, MachineFilter.ANY);
    ThreadProfile narrow = profile("jvm", false, SMALL);
    ThreadProfile smt = profile("jvm", false, new MachineFilter(1, 8, true));
    ThreadProfile others = profile("jvm", false, new MachineFilter(9, 9, null));
    ThreadProfile shipped = profile("jvm", true, SMALL);
    assertThat(on(shipped, others)).containsExactly(shipped);
    assertThat(on(shipped, file)).containsExactly(file);
    assertThat(on(file, narrow, shipped)).containsExactly(narrow);
    assertThat(on(narrow, smt, others)).containsExactly(smt);
  }

  private static List<ThreadProfile> on(ThreadProfile... profiles) {
    return ProfileCatalog.of(List.of(profiles)).on(NODE).asList();
  }

  @Test
  void catalog_twoProfilesForTheSame_areRefused() {
    ThreadProfile one = profile("jvm", false, SMALL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProfileCatalog.of(List.of(one, one)))
        .withMessage(
            "two profiles have the id jvm for 1 to 8 CPUs, the second in file: rename one of"
                + " them");
  }
}
