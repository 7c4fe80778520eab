package io.temper.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.debian.DebianPackage;
import io.temper.lab.debian.DebianVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagedKernelsTest {
  private static DebianPackage found(String name, String version, String suite) {
    return new DebianPackage(name, new DebianVersion(version), suite);
  }

  @Test
  void find_onePackage_isFetchedAlone() {
    var offers = PackagedKernels.find(
        List.of(found("linux-image-6.18.15+deb13-cloud-amd64", "6.18.15-1", "t")));
    assertThat(offers)
        .singleElement()
        .satisfies(o -> assertThat(o.version()).isEqualTo(new KernelVersion(6, 18, 15)))
        .satisfies(o -> assertThat(o.release()).isEqualTo("6.18.15+deb13-cloud-amd64"))
        .satisfies(
            o -> assertThat(o.packages()).containsExactly("linux-image-6.18.15+deb13-cloud-amd64"));
  }

  @Test
  void find_splitPackages_areFetchedTogether() {
    var offers = PackagedKernels.find(List.of(
        found("linux-image-7.3.4+deb13-cloud-amd64", "7.3.4-1", "t"),
        found("linux-binary-7.3.4+deb13-cloud-amd64", "7.3.4-1", "t"),
        found("linux-modules-7.3.4+deb13-cloud-amd64", "7.3.4-1", "t"),
        found("linux-base-7.3.4+deb13-cloud-amd64", "7.3.4-1", "t")));
    assertThat(offers).singleElement().satisfies(o -> assertThat(o.packages())
        .containsExactly(
            "linux-binary-7.3.4+deb13-cloud-amd64",
            "linux-modules-7.3.4+deb13-cloud-amd64",
            "linux-base-7.3.4+deb13-cloud-amd64"));
  }

  @Test
  void find_splitKernelOfWhichTheArchiveLacksAPart_isNotOffered() {
    var offers = PackagedKernels.find(List.of(
        found("linux-image-6.19.14+deb13-cloud-amd64", "6.19.14-1", "t"),
        found("linux-binary-6.19.14+deb13-cloud-amd64", "6.19.14-1", "t")));
    assertThat(offers).isEmpty();
  }

  @Test
  void find_sameNameInTwoSuites_takesTheNewerVersion() {
    var offers = PackagedKernels.find(List.of(
        found("linux-image-6.18.12+deb14-cloud-amd64", "6.18.12-2", "sid"),
        found("linux-image-6.18.12+deb14-cloud-amd64", "6.18.12-1", "forky")));
    assertThat(offers).singleElement().satisfies(o -> assertThat(o.suite()).isEqualTo("sid"));
  }

  @Test
  void find_debiansOwn612_isLeftOutButItsSourceIsOffered() {
    var offers = PackagedKernels.find(List.of(
        found("linux-image-6.12.94+deb13-cloud-amd64", "6.12.94-1", "trixie"),
        found("linux-source-6.12", "6.12.107-1", "trixie")));
    assertThat(offers)
        .singleElement()
        .satisfies(o -> assertThat(o.origin()).isEqualTo(KernelOrigin.SOURCE))
        .satisfies(o -> assertThat(o.version()).isEqualTo(new KernelVersion(6, 12, 107)));
  }

  @Test
  void relevant_otherFlavours_areNot() {
    assertThat(PackagedKernels.relevant("linux-image-6.18.15+deb13-cloud-amd64"))
        .isTrue();
    assertThat(PackagedKernels.relevant("linux-image-6.18.15+deb13-amd64")).isFalse();
    assertThat(PackagedKernels.relevant("linux-image-6.18.15+deb13-cloud-amd64-dbg"))
        .isFalse();
    assertThat(PackagedKernels.relevant("linux-image-cloud-amd64")).isFalse();
  }
}
