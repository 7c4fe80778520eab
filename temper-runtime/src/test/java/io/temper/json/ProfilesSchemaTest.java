package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of profiles and their reader say the same, but for what a schema cannot say. */
class ProfilesSchemaTest {
  private static final PublishedSchema SCHEMA = PublishedSchema.of(ProfilesToml.SCHEMA);

  private static final String FRAME =
      "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Profiles\", \"profile\": [%s]}";

  static final List<String> BUILT_INS = ProfilesToml.FAMILIES;

  /** A column is a verdict: + for good, - for bad. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "+ | 'id': 'a', 'declared': true",
        "+ | 'id': '0-a', 'declared': true, 'group': []",
        "+ | 'id': 'a', 'declared': false, 'group': [{'name': 'g', 'treatment': 'yield', 'threads': ['*']}]",
        "+ | 'id': 'a', 'declared': true, 'images': ['a', 'b/*:?'], 'min_cpus': 1, 'max_cpus': 2147483647",
        "+ | 'id': 'a', 'declared': true, 'images': [], 'min_cpus': 2.0, 'smt': false",
        "- | ",
        "- | 'id': 'a'",
        "- | 'id': 'a', 'declared': false",
        "- | 'id': 'a', 'group': []",
        "- | 'declared': true",
        "- | 'id': '', 'declared': true",
        "- | 'id': 'A', 'declared': true",
        "- | 'id': 'a_b', 'declared': true",
        "- | 'id': 5, 'declared': true",
        "- | 'id': null, 'declared': true",
        "- | 'id': 'a', 'declared': 'true'",
        "- | 'id': 'a', 'declared': true, 'images': 'a'",
        "- | 'id': 'a', 'declared': true, 'images': ['']",
        "- | 'id': 'a', 'declared': true, 'images': [5]",
        "- | 'id': 'a', 'declared': true, 'min_cpus': 0",
        "- | 'id': 'a', 'declared': true, 'min_cpus': '1'",
        "- | 'id': 'a', 'declared': true, 'max_cpus': 1.5",
        "- | 'id': 'a', 'declared': true, 'max_cpus': 2147483648",
        "- | 'id': 'a', 'declared': true, 'smt': 'yes'",
        "- | 'id': 'a', 'declared': true, 'groups': []",
        "- | 'id': 'a', 'declared': true, 'group': {}",
        "- | 'id': 'a', 'declared': true, 'group': [5]",
      })
  void schemaAndReader_ofAProfile_agree(String verdict, String profile) {
    assertBothSay(verdict.equals("+"), profileOf(profile));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "+ | 'name': 'g', 'treatment': 'latency', 'threads': ['a']",
        "+ | 'name': '0-9', 'treatment': 'normal', 'commands': ['a b *']",
        "+ | 'name': 'g', 'treatment': 'exclusive', 'threads': ['a'], 'commands': ['b'], 'cpus': 2",
        "+ | 'name': 'g', 'treatment': 'exclusive', 'threads': ['123456789012345']",
        "+ | 'name': 'g', 'treatment': 'yield', 'threads': ['***1?3456789012345*'], 'commands': []",
        "- | ",
        "- | 'name': 'g', 'treatment': 'latency'",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': []",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': [], 'commands': []",
        "- | 'name': 'g', 'threads': ['a']",
        "- | 'treatment': 'latency', 'threads': ['a']",
        "- | 'name': 'G', 'treatment': 'latency', 'threads': ['a']",
        "- | 'name': '12345678901234567890123456789012', 'treatment': 'latency', 'threads': ['a']",
        "- | 'name': 'g', 'treatment': 'urgent', 'threads': ['a']",
        "- | 'name': 'g', 'treatment': 'Latency', 'threads': ['a']",
        "- | 'name': 'g', 'treatment': 1, 'threads': ['a']",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': 'a'",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': ['']",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': [1]",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': ['1234567890123456']",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': ['*1?34567890123456*']",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': ['a'], 'commands': ['']",
        "- | 'name': 'g', 'treatment': 'latency', 'threads': ['a'], 'cpus': 1",
        "- | 'name': 'g', 'treatment': 'exclusive', 'threads': ['a'], 'cpus': 0",
        "- | 'name': 'g', 'treatment': 'exclusive', 'threads': ['a'], 'cpus': 1.5",
        "- | 'name': 'g', 'treatment': 'latency', 'thread': ['a']",
      })
  void schemaAndReader_ofAGroup_agree(String verdict, String group) {
    String fields = Objects.requireNonNullElse(group, "");
    assertBothSay(verdict.equals("+"), profileOf("'id': 'a', 'group': [{" + fields + "}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "5",
        "{}",
        "null",
        "{\"apiVersion\": \"temper.io/v1\"}",
        "{\"apiVersion\": \"temper.io/v2\", \"kind\": \"Profiles\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Profiles\", \"profile\": {}}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Profiles\", \"profiles\": []}",
      })
  void schemaAndReader_ofAnotherDocument_refuse(String document) {
    assertBothSay(false, document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Profiles\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Profiles\", \"profile\": []}",
      })
  void schemaAndReader_ofNoProfiles_accept(String document) {
    assertBothSay(true, document);
  }

  @ParameterizedTest
  @FieldSource("BUILT_INS")
  void schema_ofABuiltInProfile_accepts(String family) {
    String text = ProfilesToml.resource(ProfilesToml.BUILT_INS + family + ".toml");

    String document = PlacedDocument.parse(family, text, "").root().toString();

    assertThat(SCHEMA.accepts(document)).isTrue();
    assertThat(SCHEMA.accepts(document.replace("\"id\"", "\"name\""))).isFalse();
  }

  /** These the schema's description names as what it cannot say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'a', 'declared': true}, {'id': 'a', 'declared': true}",
        "{'id': 'a', 'declared': true, 'min_cpus': 3, 'max_cpus': 2}",
        "{'id': 'a', 'group': [{'name': 'g', 'treatment': 'yield', 'threads': ['a']},"
            + " {'name': 'g', 'treatment': 'yield', 'threads': ['b']}]}",
        "{'id': 'a', 'group': [{'name': 'g', 'treatment': 'yield', 'threads': ['ääääääää']}]}",
      })
  void reader_ofWhatASchemaCannotSay_refuses(String profiles) {
    String document = String.format(FRAME, profiles.replace('\'', '"'));

    assertThat(SCHEMA.accepts(document)).isTrue();
    assertThat(readerAccepts(document)).isFalse();
  }

  private static String profileOf(String fields) {
    return String.format(
        FRAME, "{" + Objects.requireNonNullElse(fields, "").replace('\'', '"') + "}");
  }

  private static void assertBothSay(boolean good, String document) {
    assertThat(SCHEMA.accepts(document)).as("schema").isEqualTo(good);
    assertThat(readerAccepts(document)).as("reader").isEqualTo(good);
  }

  private static boolean readerAccepts(String document) {
    try {
      ProfilesToml.read("p.json", document);
      return true;
    } catch (JsonFormatException e) {
      return false;
    }
  }
}
