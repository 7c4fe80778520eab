package io.temper.agent.json;

import io.temper.agent.report.advice.LintRun.Row;
import io.temper.lint.fact.SourcePlace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What tells a scanner that a result of today is one of yesterday: made of what stays the same when lines move and
 * numbers change. Results that are alike in all of that, as of two objects with one {@code generateName}, are told
 * apart by which comes first in the file.
 */
final class Fingerprints {
  private static final Comparator<Row> AS_WRITTEN = Comparator.comparing(
      row -> row.result().place(),
      Comparator.nullsLast(
          Comparator.comparing(SourcePlace::source).thenComparing(SourcePlace::line)));

  private final IdentityHashMap<Row, String> all = new IdentityHashMap<>();

  /**
   * Makes them.
   *
   * @param rows all results of a run
   */
  Fingerprints(List<Row> rows) {
    Map<String, Integer> alike = new HashMap<>();
    rows.stream().sorted(AS_WRITTEN).forEach(row -> {
      String text = text(row);
      int number = alike.merge(text, 1, Integer::sum);
      all.put(row, hash(number == 1 ? text : text + "\n" + number));
    });
  }

  private static String text(Row row) {
    var result = row.result();
    String whole = result.id() + "\n" + row.node() + "\n" + result.subject();
    return result.part().isEmpty() ? whole : whole + "\npart " + result.part();
  }

  /** Returns that of a row, the same object that was among all. */
  String of(Row row) {
    return Objects.requireNonNull(all.get(row));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
