package io.temper.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays kernels out as a table of text. */
final class KernelTable {
  private static final List<String> HEADER =
      List.of("VERSION", "PACKAGE", "SOURCE", "CACHED", "HZ", "PREEMPTION", "SCHED_EXT", "BTF");

  private KernelTable() {}

  static String render(List<KernelRow> rows) {
    var cells = new ArrayList<List<String>>();
    cells.add(HEADER);
    rows.forEach(row -> cells.add(cells(row)));
    int[] widths = new int[HEADER.size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return cells.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
  }

  private static List<String> cells(KernelRow row) {
    return List.of(
        row.version(),
        row.packageVersion(),
        row.source(),
        yesNo(row.cached()),
        unknown(row.hz()),
        unknown(row.preemption()),
        yesNo(row.schedExt()),
        yesNo(row.btf()));
  }

  private static String line(List<String> cells, int[] widths) {
    var text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(String.format(Locale.ROOT, "%-" + (widths[i] + 2) + "s", cells.get(i)));
    }
    return text.toString().stripTrailing();
  }

  private static String yesNo(@Nullable Boolean value) {
    return value == null ? "-" : value ? "yes" : "no";
  }

  private static String unknown(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
