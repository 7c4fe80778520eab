package io.temper.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelStoreTest {
  private static final List<KernelOffer> OFFERS = List.of(
      packaged("6.18.9+deb13-cloud-amd64"),
      packaged("6.18.15+deb13-cloud-amd64"),
      packaged("7.2.12+deb14-cloud-amd64"),
      packaged("7.3.4+deb13-cloud-amd64"),
      source("6.12.107-scx"),
      KernelOffer.ofSeed("6.12.107-x", new KernelVersion(6, 12, 107), Path.of("x")));

  private static KernelOffer packaged(String release) {
    return offer(release, KernelOrigin.PACKAGE);
  }

  private static KernelOffer source(String release) {
    return offer(release, KernelOrigin.SOURCE);
  }

  private static KernelOffer offer(String release, KernelOrigin origin) {
    KernelVersion version = KernelVersion.parse(release).orElseThrow();
    return new KernelOffer(release, version, origin, "1", "sid", List.of("p"), Optional.empty());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "6.18, 6.18.15+deb13-cloud-amd64",
    "6.18.9, 6.18.9+deb13-cloud-amd64",
    "newest, 7.3.4+deb13-cloud-amd64",
    "7.2, 7.2.12+deb14-cloud-amd64"
  })
  void choose_takesTheNewestThatMatches(String query, String release) {
    assertThat(KernelStore.choose(new KernelQuery(query), OFFERS).release()).isEqualTo(release);
  }

  @Test
  void choose_sameVersionBuiltOrPrebuilt_takesThePrebuilt() {
    assertThat(KernelStore.choose(new KernelQuery("6.12"), OFFERS).origin())
        .isEqualTo(KernelOrigin.SEED);
  }

  @Test
  void choose_nothingMatches_listsWhatThereIs() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> KernelStore.choose(new KernelQuery("6.1"), OFFERS))
        .withMessageContaining("'6.1'")
        .withMessageContaining("6.18.15")
        .withMessageContaining("TEMPER_LAB_KERNELS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "six", "6", "6.18.15.2", "../6.18", "Newest"})
  void query_ofRubbish_isRefused(String text) {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new KernelQuery(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void version_seriesIsNotAPrefix() {
    assertThat(new KernelQuery("6.1").matches(new KernelVersion(6, 18, 1))).isFalse();
    assertThat(new KernelQuery("6.18.1").matches(new KernelVersion(6, 18, 15))).isFalse();
  }
}
