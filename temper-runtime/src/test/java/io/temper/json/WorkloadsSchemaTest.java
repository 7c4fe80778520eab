package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader say the same, but for what a schema cannot say. */
class WorkloadsSchemaTest {
  private static final PublishedSchema SCHEMA = PublishedSchema.of(WorkloadsToml.SCHEMA);

  private static final String FRAME =
      "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\", \"workload\": [%s]}";

  /** A column is a verdict: + for good, - for bad. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "+ | 'name': 'a', 'cgroup': '/a', 'tier': 'low'",
        "+ | 'name': 'A.b_c-9', 'cgroup': '/', 'priority': 0, 'request': '0', 'limit': '1m'",
        "+ | 'name': 'a', 'cgroup': '/a/**/b*?', 'priority': -2147483648, 'request': 0.125, 'limit': 8192",
        "+ | 'name': 'a', 'cgroup': '/a\\\\x2d[b]{c}', 'priority': 5.0, 'request': '8192'",
        "+ | 'name': 'a', 'cgroup': '/..a/.b./...', 'tier': 'critical', 'request': 1e3",
        "- | ",
        "- | 'name': 'a', 'cgroup': '/a'",
        "- | 'name': 'a', 'tier': 'low'",
        "- | 'cgroup': '/a', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'priority': 1",
        "- | 'name': 'a', 'cgroup': '/a', 'teir': 'low'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'weight': 5",
        "- | 'name': 'a b', 'cgroup': '/a', 'tier': 'low'",
        "- | 'name': '', 'cgroup': '/a', 'tier': 'low'",
        "- | 'name': 5, 'cgroup': '/a', 'tier': 'low'",
        "- | 'name': null, 'cgroup': '/a', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': 'a', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a/', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a//b', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a/../b', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/.', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a**', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/**a', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/***', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a\\u0000', 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': ['/a'], 'tier': 'low'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'Low'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 1",
        "- | 'name': 'a', 'cgroup': '/a', 'priority': '1'",
        "- | 'name': 'a', 'cgroup': '/a', 'priority': 1.5",
        "- | 'name': 'a', 'cgroup': '/a', 'priority': 2147483648",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': '1,5'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': '1k'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': -1",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': 0.0001",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': 8193",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': true",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'limit': 0",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'limit': '0.0'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'limit': '0m'",
        "- | 'name': 'a', 'cgroup': '/a', 'tier': 'low', 'limit': {}",
      })
  void schemaAndReader_ofARule_agree(String verdict, String rule) {
    String fields = Objects.requireNonNullElse(rule, "").replace('\'', '"');
    assertBothSay(verdict.equals("+"), String.format(FRAME, "{" + fields + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "5",
        "{}",
        "null",
        "{\"apiVersion\": \"temper.io/v1\"}",
        "{\"apiVersion\": \"temper.io/v2\", \"kind\": \"Workloads\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Pod\"}",
        "{\"apiVersion\": 1, \"kind\": \"Workloads\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\", \"workload\": {}}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\", \"workload\": null}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\", \"workload\": [5]}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\", \"workloads\": []}",
      })
  void schemaAndReader_ofAnotherDocument_refuse(String document) {
    assertBothSay(false, document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Workloads\", \"workload\": []}",
      })
  void schemaAndReader_ofNoRules_accept(String document) {
    assertBothSay(true, document);
  }

  /** These the page names as what the schema cannot say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'a', 'cgroup': '/a', 'tier': 'low'}, {'name': 'a', 'cgroup': '/b', 'tier': 'low'}",
        "{'name': 'a', 'cgroup': '/a', 'tier': 'low'}, {'name': 'b', 'cgroup': '/a', 'tier': 'low'}",
        "{'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': '2', 'limit': 1}",
        "{'name': 'a', 'cgroup': '/a', 'tier': 'low', 'request': '8193'}",
      })
  void reader_ofWhatASchemaCannotSay_refuses(String rules) {
    String document = String.format(FRAME, rules.replace('\'', '"'));

    assertThat(SCHEMA.accepts(document)).isTrue();
    assertThat(readerAccepts(document)).isFalse();
  }

  private static void assertBothSay(boolean good, String document) {
    assertThat(SCHEMA.accepts(document)).as("schema").isEqualTo(good);
    assertThat(readerAccepts(document)).as("reader").isEqualTo(good);
  }

  private static boolean readerAccepts(String document) {
    try {
      WorkloadsToml.read("w.json", document);
      return true;
    } catch (JsonFormatException e) {
      return false;
    }
  }
}
