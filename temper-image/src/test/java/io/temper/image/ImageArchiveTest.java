package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The archives of all architectures, of which only this machine's own can be run. */
class ImageArchiveTest {
  private static final String PREFIX = "org.opencontainers.image.";

  private static final Map<Architecture, Integer> MACHINES =
      Map.of(Architecture.AMD64, 62, Architecture.ARM64, 183);

  @ParameterizedTest
  @EnumSource
  void layout_isAsTheSpecificationHasIt(Architecture architecture) throws Exception {
    var image = BuiltImage.of(architecture);
    assertThat(new String(image.file("oci-layout"), StandardCharsets.UTF_8)).contains("\"1.0.0\"");
    assertThat(image.index().get("manifests")).hasSize(1);
    assertThat(image.blobs()).allSatisfy((name, content) -> assertThat(
            name.startsWith("blobs/") ? name : "blobs/sha256/" + BuiltImage.sha256(content))
        .isEqualTo("blobs/sha256/" + BuiltImage.sha256(content)));
    for (JsonNode layer : image.manifest().get("layers")) {
      assertThat(image.blob(layer.get("digest").asString()))
          .hasSize(layer.get("size").asInt());
    }
    List<String> diffs = image
        .config()
        .get("rootfs")
        .get("diff_ids")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
    assertThat(image.layers().stream().map(layer -> "sha256:" + BuiltImage.sha256(layer)))
        .isEqualTo(diffs);
  }

  @ParameterizedTest
  @EnumSource
  void configuration_isWhatPodsRelyOn(Architecture architecture) throws Exception {
    JsonNode image = BuiltImage.of(architecture).config();
    assertThat(image.get("architecture").asString()).isEqualTo(architecture.oci());
    assertThat(image.get("os").asString()).isEqualTo("linux");
    assertThat(Instant.parse(image.get("created").asString())).isEqualTo(BuiltImage.time());
    JsonNode config = image.get("config");
    assertThat(config.get("Entrypoint").toString()).isEqualTo("[\"/opt/temper/bin/temper\"]");
    assertThat(config.get("User").asString()).isEqualTo("65532:65532");
    assertThat(config.get("WorkingDir").asString()).isEqualTo("/");
    assertThat(config.get("Labels").propertyNames())
        .contains(PREFIX + "title", PREFIX + "version", PREFIX + "licenses", PREFIX + "created");
  }

  @ParameterizedTest
  @EnumSource
  void layers_standInTheOrderInWhichTheyChange(Architecture architecture) throws Exception {
    var image = BuiltImage.allOurs(architecture);
    assertThat(image.config().get("history").valueStream().map(step -> step.get("comment")
            .asString()))
        .containsExactly("base", "runtime", "libraries", "temper");
    assertThat(names(image.layers().get(0))).contains("etc/passwd", architecture.loader());
    assertThat(names(image.layers().get(1))).contains("opt/temper/runtime/bin/java");
    assertThat(names(image.layers().get(2)))
        .anyMatch(name -> name.matches("opt/temper/lib/jna-.*jar"));
    assertThat(names(image.layers().get(3)))
        .contains("opt/temper/bin/temper")
        .filteredOn(name -> name.endsWith(".jar"))
        .allMatch(name -> name.startsWith("opt/temper/lib/temper-"));
  }

  @ParameterizedTest
  @EnumSource
  void entries_tellNothingOfWhoBuiltThemAndWhen(Architecture architecture) throws Exception {
    var image = BuiltImage.allOurs(architecture);
    long time = BuiltImage.time().getEpochSecond();
    assertThat(image.entries()).hasSizeGreaterThan(100).allSatisfy(entry -> {
      assertThat(entry.owner()).as(entry.name()).isEqualTo("0:0");
      assertThat(entry.type()).as(entry.name()).isIn('0', '5');
      assertThat(entry.mode() & 07777).as(entry.name()).isIn(0644, 0755);
      assertThat(entry.seconds()).as(entry.name()).isEqualTo(time);
    });
  }

  @ParameterizedTest
  @EnumSource
  void programs_areJavaAndTheScriptOnly(Architecture architecture) throws Exception {
    List<String> programs = BuiltImage.allOurs(architecture).entries().stream()
        .filter(TarEntry::isExecutable)
        .map(TarEntry::name)
        .filter(name -> !name.matches(".*\\.so(\\.\\d+)*"))
        .toList();
    assertThat(programs)
        .containsOnly(
            "opt/temper/bin/temper",
            "opt/temper/runtime/bin/java",
            "opt/temper/runtime/lib/jexec",
            "opt/temper/runtime/lib/jspawnhelper");
  }

  @ParameterizedTest
  @EnumSource
  void nativeCode_isOfThisArchitectureAndFindsWhatItNeeds(Architecture architecture)
      throws Exception {
    Map<String, ElfFile> natives = new TreeMap<>(BuiltImage.allOurs(architecture).entries().stream()
        .filter(entry -> ElfFile.is(entry.content()))
        .collect(Collectors.toMap(TarEntry::name, entry -> ElfFile.of(entry.content()))));
    assertThat(natives)
        .containsKeys(
            "opt/temper/native/libjnidispatch.so",
            "opt/temper/native/libbpf.so.1",
            "opt/temper/runtime/lib/server/libjvm.so");
    Set<String> there = natives.keySet().stream()
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
    natives.forEach((name, file) -> {
      assertThat(file.machine()).as(name).isEqualTo(MACHINES.get(architecture));
      assertThat(there).as(name).containsAll(file.needed());
    });
    assertThat(natives.values()).anyMatch(file -> file.needed().contains("libc.so.6"));
  }

  @ParameterizedTest
  @EnumSource
  void sbom_listsTheJarsOfTheImageByTheirHash(Architecture architecture) throws Exception {
    var image = BuiltImage.allOurs(architecture);
    Map<String, String> jars = image.entries().stream()
        .filter(entry -> entry.name().endsWith(".jar") && !entry.name().contains("/runtime/"))
        .collect(Collectors.toMap(
            entry -> entry.name().replace("opt/temper/lib/", ""),
            entry -> BuiltImage.sha256(entry.content())));
    JsonNode bom = JsonMapper.shared().readTree(sbom(image));
    Map<String, String> listed = bom.get("components")
        .valueStream()
        .filter(component -> component.get("purl").asString().startsWith("pkg:maven/"))
        .collect(Collectors.toMap(
            component -> component.get("name").asString() + "-"
                + component.get("version").asString() + ".jar",
            ImageArchiveTest::sha256Of));
    assertThat(listed).containsExactlyInAnyOrderEntriesOf(jars);
  }

  @ParameterizedTest
  @EnumSource
  void sbom_listsWhatIsNoJarToo(Architecture architecture) throws Exception {
    var image = BuiltImage.allOurs(architecture);
    JsonNode bom = JsonMapper.shared().readTree(sbom(image));
    assertThat(bom.get("bomFormat").asString()).isEqualTo("CycloneDX");
    List<String> others = bom.get("components")
        .valueStream()
        .map(component -> component.get("purl").asString())
        .filter(purl -> !purl.startsWith("pkg:maven/"))
        .map(purl -> purl.replaceFirst("@.*", ""))
        .toList();
    List<String> packages = image.entries().stream()
        .filter(TarEntry::isFile)
        .filter(entry -> entry.name().startsWith(BaseTree.PACKAGES + "/"))
        .map(entry -> entry.name().replace(BaseTree.PACKAGES + "/", "pkg:deb/debian/"))
        .toList();
    assertThat(packages).contains("pkg:deb/debian/libc6");
    assertThat(others).contains("pkg:generic/openjdk").containsAll(packages);
  }

  @ParameterizedTest
  @EnumSource
  void sbomBesideTheArchive_isTheOneInside(Architecture architecture) throws Exception {
    var image = BuiltImage.of(architecture);
    assertThat(BuiltImage.sbomBeside(architecture)).isEqualTo(sbom(image));
  }

  private static byte[] sbom(BuiltImage image) throws Exception {
    return image.entries().stream()
        .filter(entry -> entry.name().equals(ImageBuild.SBOM))
        .findFirst()
        .orElseThrow()
        .content();
  }

  private static String sha256Of(JsonNode component) {
    return component
        .get("hashes")
        .valueStream()
        .filter(hash -> hash.get("alg").asString().equals("SHA-256"))
        .map(hash -> hash.get("content").asString())
        .findFirst()
        .orElse("no SHA-256");
  }

  private static List<String> names(byte[] layer) throws Exception {
    return TarEntry.read(new ByteArrayInputStream(layer)).stream()
        .map(TarEntry::name)
        .toList();
  }
}
