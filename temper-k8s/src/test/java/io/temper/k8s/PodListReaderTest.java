package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.k8s.text.UnreadableTextException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodListReaderTest {
  private static final String POD =
      "{\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"uid\": \"u\"},"
          + " \"spec\": {\"nodeName\": \"n\", \"containers\": [{\"name\": \"c\"}]}}";

  @ParameterizedTest
  @ValueSource(strings = {"pods.yaml", "pods.json"})
  void read_whatKubectlPrints_isTheGoldenList(String resource) {
    PodList list = TestPods.read(TestPods.text(resource));

    assertThat(GoldenText.of(list)).isEqualTo(TestPods.text("pods.golden.txt"));
  }

  @Test
  void read_bothFormats_areEqual() {
    assertThat(TestPods.read(TestPods.text("pods.yaml")))
        .isEqualTo(TestPods.read(TestPods.text("pods.json")));
  }

  @Test
  void read_realisticPods_areEqualInBothFormats() {
    var list = RealisticPods.list(120);

    PodList read = TestPods.read(KubectlPrinter.json(list));

    assertThat(read.all()).hasSize(120);
    assertThat(read.byNode()).hasSize(3);
    assertThat(TestPods.read(KubectlPrinter.yaml(list))).isEqualTo(read);
  }

  @Test
  void read_managedFields_arePassedOver() {
    var list = RealisticPods.managedList(40);
    var plain = TestPods.read(KubectlPrinter.json(RealisticPods.list(40)));

    assertThat(TestPods.read(KubectlPrinter.json(list))).isEqualTo(plain);
    assertThat(TestPods.read(KubectlPrinter.yaml(list))).isEqualTo(plain);
  }

  @Test
  void read_singlePod_isAListOfOne() {
    assertThat(TestPods.read(POD).workloadsOn("n").size()).isEqualTo(1);
  }

  @Test
  void read_bareAnswerOfTheApi_hasItemsWithoutKind() {
    String item = POD.replace("\"kind\": \"Pod\", ", "");

    PodList list = TestPods.read("{\"kind\": \"PodList\", \"items\": [" + item + "]}");

    assertThat(list.all()).hasSize(1);
  }

  @Test
  void read_severalDocuments_areOneList() {
    String other = POD.replace("\"u\"", "\"v\"").replace("\"p\"", "\"q\"");
    String service = "kind: Service\nspec: {ports: [{port: 80}]}";

    PodList list =
        TestPods.read("# pods\n---\n" + POD + "\n---\n" + service + "\n---\n---\n" + other);

    assertThat(list.all()).hasSize(2);
    assertThat(list.otherKinds()).containsExactly(Map.entry("Service", 1));
    assertThat(TestPods.read(POD + "\n" + other).all()).hasSize(2);
  }

  @Test
  void read_keysInAnotherOrder_isTheSame() {
    String reversed = "{\"spec\": {\"containers\": [{\"name\": \"c\"}], \"nodeName\": \"n\"},"
        + " \"metadata\": {\"uid\": \"u\", \"name\": \"p\"}, \"kind\": \"Pod\"}";

    assertThat(TestPods.read(reversed)).isEqualTo(TestPods.read(POD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void read_byteOrderMark_isUnderstood(String charset) {
    for (String resource : List.of("pods.yaml", "pods.json")) {
      byte[] bytes = ("\uFEFF" + TestPods.text(resource)).getBytes(Charset.forName(charset));

      PodList list = PodListReader.read("p", new ByteArrayInputStream(bytes));

      assertThat(list.all()).hasSize(11);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"List\", \"items\": []}",
        "kind: PodList\nitems: []",
        "items:\nkind: List\nitemz: 1"
      })
  void read_emptyList_isEmpty(String text) {
    if (text.startsWith("items:\n")) {
      // Without items it is an object like any other.
      assertThat(TestPods.read(text).otherKinds()).containsKey("List");
      return;
    }
    assertThat(TestPods.read(text).all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                               | p:                | holds no Kubernetes object",
        "'   '                            | p:                | holds no Kubernetes object",
        "'# nothing'                      | p:                | holds no Kubernetes object",
        "'---\n---\n'                     | p:                | holds no Kubernetes object",
        "'NAME READY\nweb 1/1'            | p:1:1:            | expected an object, found 'NAME READY web 1/1'",
        "'No resources found'             | p:1:1:            | expected an object",
        "'[]'                             | p:1:1:            | expected an object, found a list",
        "'- kind: Pod'                    | p:1:1:            | expected an object, found a list",
        "'{'                              | p:1:2:            | not valid JSON: the text ends too early",
        "'{\"kind\": \"Pod\",}'           | p:1:16:           | not valid JSON: Unexpected character",
        "'{\"items\": [{]}'               | p:1:13:           | not valid JSON",
        "'{\"kind\": \"List\"} x'         | p:1:18:           | not valid JSON: Unrecognized token",
        "'kind: Pod\n\tmetadata: {}'      | p:2:1:            | not valid YAML",
        "'metadata: [Pod'                 | p:1:11:           | metadata: expected an object",
        "'kind: \"Pod'                    | p:1:              | not valid YAML",
        "'kind: \"\\UFFFFFFFF\"'            | p:                | not valid YAML",
        "'kind: Pod\nkind: Pod'           | p:2:1:            | the key 'kind' is given twice",
        "'{\"kind\": 1, \"kind\": 2}'     | p:1:              | the key 'kind' is given twice",
        "'kind: {}'                       | p:1:7:            | kind: expected text or a number, found an object",
        "'kind: Pod\nspec: []'            | p:2:7:            | spec: expected an object, found a list",
        "'kind: Pod\nspec:\n  containers: {}' | p:3:15:       | containers: expected a list, found an object",
        "'kind: Pod\nspec:\n  containers: [4]' | p:3:16:      | a container: expected an object, found '4'",
        "'kind: Pod\nspec: {overhead: {cpu: []}}' | p:2:24:   | cpu: expected text or a number, found a list",
        "'kind: List\nitems: 4'           | p:2:8:            | items: expected a list, found '4'",
        "'kind: List\nitems: [4]'         | p:2:9:            | an item of the list: expected an object",
        "'kind: List\nitems: [null]'      | p:2:9:            | an item of the list is null",
        "'items: []'                      | p:1:              | its kind is ''",
        "'items: []\nkind: DeploymentList' | p:2:             | holds no pods: its kind is 'DeploymentList'",
        "'metadata: {name: p}'            | p:1:              | has no kind",
        "'{\"kind\": \"PodList\", \"metadata\": {\"continue\": \"x\"}, \"items\": []}' | p:1: | only its first part",
        "'kind: &k Pod\nmetadata: {name: *k}' | p:2:18:       | name is the YAML alias *k, and aliases are not read",
        "'kind: Pod\nspec:\n  <<: {nodeName: n}' | p:3:3:     | a YAML merge key (<<) is not read",
        "'? [a]\n: b'                     | p:1:3:            | a key that is not plain text",
      })
  void read_textThatIsNoListOfPods_namesPlaceFaultAndRemedy(
      String text, String place, String problem) {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read("p", text))
        .withMessageStartingWith(place)
        .withMessageContaining(problem)
        .withMessageMatching("(?s).+; .+");
  }

  @Test
  void read_aliasInAFieldThatIsPassedOver_doesNotMatter() {
    assertThat(read("p", "kind: Service\nspec: &s {a: 1}\nother: [*s, {? [x] : y, <<: *s}]")
            .otherKinds())
        .containsKey("Service");
  }

  @Test
  void read_fault_hasLineAndColumnAsFacts() {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read("p", "kind: Pod\nspec: []"))
        .satisfies(e -> assertThat(e.source()).isEqualTo("p"))
        .satisfies(e -> assertThat(e.line()).isEqualTo(2))
        .satisfies(e -> assertThat(e.column()).isEqualTo(7));
  }

  @Test
  void read_badBytes_areRefused() {
    for (String text : List.of("kind: \u00e4", "{\"kind\": \"\u00e4\"}")) {
      byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);

      assertThatExceptionOfType(UnreadableTextException.class)
          .isThrownBy(() -> PodListReader.read("p", new ByteArrayInputStream(latin)))
          .withMessageStartingWith("p");
    }
  }

  @Test
  void read_badPodsAmongGoodOnes_namesAllOfThem() {
    String good = TestPods.text("pods.yaml");
    String bad =
        good.replace("cpu: 250m", "cpu: -250m").replace("qosClass: BestEffort", "qosClass: Best");

    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> read("pods.yaml", bad))
        .withMessageStartingWith("6 pods of the list cannot be used:\n")
        .withMessageContaining("\n  pods.yaml:90:3: pod shop/web-7d9c5b8f6d-x2x4k, container web: ")
        .withMessageContaining("pod batch/reindex-kx5wq: status.qosClass is 'Best'")
        .satisfies(e -> assertThat(e.count()).isEqualTo(6))
        .satisfies(e -> assertThat(e.problems()).hasSize(6));
  }

  @Test
  void read_veryManyBadPods_namesTheFirstAndCountsTheRest() {
    String bad = KubectlPrinter.json(RealisticPods.list(30)).replace("Burstable", "Best");

    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.read(bad))
        .withMessageEndingWith("\n  ... and 10 more")
        .satisfies(e -> assertThat(e.problems()).hasSize(20));
  }

  @Test
  void read_samePodTwice_namesBothPlaces() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> read("p", POD + "\n" + POD))
        .withMessageStartingWith("p:2:1: pod p: metadata.uid is 'u'")
        .withMessageContaining("stands at p:1:1");
  }

  @Test
  void read_missingFile_saysSo(@TempDir Path directory) {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> PodListReader.read(directory.resolve("none.yaml")))
        .withMessage(directory.resolve("none.yaml") + ": no such file; check the name");
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> PodListReader.read(directory))
        .withMessageContaining("reading failed");
  }

  @Test
  void read_file_readsIt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("pods");
    Files.writeString(file, POD);

    assertThat(PodListReader.read(file).all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\": \"List\", \"items\": [", "kind: List\nitems: ["})
  void read_diskThatFails_isNotTakenForAFaultOfTheText(String text) {
    // At once, and only after the parser has begun.
    for (int blanks : List.of(0, 5_000)) {
      InputStream failing = new FailingStream(text + " ".repeat(blanks));

      assertThatExceptionOfType(UnreadableTextException.class)
          .isThrownBy(() -> PodListReader.read("p", failing))
          .withMessageContaining("reading failed")
          .withMessageContaining("the disk is on fire")
          .withMessageNotContaining("not valid");
    }
  }

  /** A fault is found where it stands, so the text is not gathered before. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\": \"Pod\", \"spec\": 4, \"a\": [", "kind: Pod\nspec: 4\na: ["})
  void read_faultBeforeAnEndlessText_isFoundAtOnce(String text) {
    EndlessStream endless = new EndlessStream(text);

    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> PodListReader.read("p", endless))
        .withMessageContaining("spec: expected an object");
    assertThat(endless.given).isLessThan(1 << 20);
  }

  private static PodList read(String name, String text) {
    return PodListReader.read(
        name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Gives a text, then an error. */
  private static final class FailingStream extends InputStream {
    private final byte[] text;
    private int next;

    FailingStream(String text) {
      this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
      if (next == text.length) {
        throw new IOException("the disk is on fire");
      }
      return text[next++];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      buffer[offset] = (byte) read();
      return 1;
    }
  }

  /** Gives a text, then items of a list for ever. */
  private static final class EndlessStream extends InputStream {
    private final byte[] text;
    private int given;

    EndlessStream(String text) {
      this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      given++;
      return given <= text.length ? text[given - 1] : "1,".charAt(given % 2);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      buffer[offset] = (byte) read();
      return 1;
    }
  }
}
