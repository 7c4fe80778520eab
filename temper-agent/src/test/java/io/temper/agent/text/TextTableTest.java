package io.temper.agent.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.agent.text.TextTable.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void lines_textAndNumbers_alignLeftAndRight() {
    var table = new TextTable().text("LAYER").number("CPUS").text("NOTE");
    table.row("system", "16", "").row("high", "4", "preferred");

    assertThat(table.lines(TextStyle.UNICODE))
        .containsExactly("LAYER   CPUS  NOTE", "system    16", "high       4  preferred");
  }

  @Test
  void lines_asciiStyle_replacesBeforeMeasuring() {
    var table = new TextTable().number("Σ REQUEST").text("X").row("1", "→");

    assertThat(table.lines(TextStyle.ASCII)).containsExactly("sum REQUEST  X", "          1  ->");
  }

  @Test
  void lines_colors_doNotCountAsWidth() {
    var table = new TextTable().text("A").text("B");
    table.row(List.of(new Cell("no", Tone.BAD), Cell.of("x")));

    assertThat(table.lines(new TextStyle(true, true)))
        .containsExactly("\u001b[1mA\u001b[0m   \u001b[1mB\u001b[0m", "\u001b[31mno\u001b[0m  x");
  }

  @Test
  void lines_controlCharactersInACell_areNotWritten() {
    var table = new TextTable().text("NAME").row("a\u001b[2Jb\nc\u202e");

    assertThat(table.lines(TextStyle.UNICODE)).containsExactly("NAME", "a?[2Jb?c?");
  }

  @Test
  void row_wrongNumberOfCells_isRefused() {
    var table = new TextTable().text("A").text("B");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.row("only one"))
        .withMessageContaining("1 cells")
        .withMessageContaining("2 columns");
  }
}
