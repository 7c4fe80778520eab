package io.temper.lab.matrix;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of results. Runs write one file per kernel, form and row, {@code
 * RELEASE/FORM/row-ID.json}; the repository keeps one file per kernel, {@code RELEASE.json}, with a
 * line a row.
 *
 * @param folder the folder
 */
public record Results(Path folder) {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final JsonMapper COMPACT = JsonMapper.builder().build();

  /**
   * Keeps the result of a run.
   *
   * @param result what became of a row
   */
  public void write(RowResult result) {
    Path file = file(result.facts().kernel(), result.facts().form(), result.row());
    write(file, PRETTY.writeValueAsString(result) + "\n");
  }

  /**
   * Finds the result of a run.
   *
   * @param kernel the kernel's release
   * @param form "short" or "long"
   * @param row the row's identifier
   * @return the result, if there is one
   */
  public Optional<RowResult> find(String kernel, String form, String row) {
    Path file = file(kernel, form, row);
    return Files.exists(file) ? Optional.of(read(file, RowResult.class)) : Optional.empty();
  }

  private Path file(String kernel, String form, String row) {
    return folder.resolve(kernel).resolve(form).resolve("row-" + row + ".json");
  }

  /**
   * Reads the results of all runs.
   *
   * @return in the order of the files' names
   */
  public List<RowResult> runs() {
    return Folders.list(folder).stream()
        .flatMap(kernel -> Folders.list(kernel).stream())
        .flatMap(form -> Folders.list(form).stream())
        .filter(file -> file.toString().endsWith(".json"))
        .map(file -> read(file, RowResult.class))
        .toList();
  }

  /**
   * Reads what the repository keeps.
   *
   * @return in the order of the files' names
   */
  public List<RowResult> kept() {
    return Folders.list(folder).stream()
        .filter(file -> file.toString().endsWith(".json"))
        .flatMap(file -> Stream.of(read(file, RowResult[].class)))
        .toList();
  }

  /**
   * Adds the results of runs to what the repository keeps. Of two results of a kernel and row the one
   * with the object wins, then one of any test, then the long form, then the later day.
   *
   * @param runs new results
   * @param object the SHA-256 of the object that the repository keeps
   */
  public void keep(List<RowResult> runs, String object) {
    Comparator<RowResult> worth = Comparator.comparing(
            (RowResult r) -> r.facts().object().equals(object))
        .thenComparing(r -> r.outcome() != Outcome.NO_TEST)
        .thenComparing(r -> r.facts().form().equals("long"))
        .thenComparing(r -> r.facts().date());
    var best = new TreeMap<String, TreeMap<Integer, RowResult>>();
    Stream.concat(kept().stream(), runs.stream())
        .forEach(result -> best.computeIfAbsent(result.facts().kernel(), kernel -> new TreeMap<>())
            .merge(place(result), result, (a, b) -> worth.compare(a, b) > 0 ? a : b));
    best.forEach(
        (kernel, rows) -> write(folder.resolve(kernel + ".json"), lines(rows.values().stream())));
  }

  /** A line a row: a diff shows which rows changed. */
  private static String lines(Stream<RowResult> rows) {
    return "[\n" + String.join(",\n", rows.map(COMPACT::writeValueAsString).toList()) + "\n]\n";
  }

  private static int place(RowResult result) {
    return Row.ALL.stream().map(Row::id).toList().indexOf(result.row());
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      return PRETTY.readValue(Files.readString(file), type);
    } catch (IOException | JacksonException e) {
      throw new LabException(
          "the result " + file + " cannot be read: delete it and run its row again: " + e, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LabException("cannot write the result " + file + ": " + e, e);
    }
  }
}
