package io.temper.agent.chart;

import java.util.Locale;

/**
 * Writes the elements of one drawing. Colours are left to the classes of {@link Palette}, so the
 * drawing follows the reader's light or dark setting. Not thread-safe.
 */
public final class Svg {
  private final StringBuilder out = new StringBuilder();

  public Svg rect(String css, double x, double y, double width, double height) {
    return element(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2.5\"/>",
        css, number(x), number(y), number(Math.max(width, 0)), number(height));
  }

  public Svg line(String css, double x1, double y1, double x2, double y2) {
    return element(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
        css, number(x1), number(y1), number(x2), number(y2));
  }

  public Svg dot(String css, double x, double y, double radius) {
    return element(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>",
        css, number(x), number(y), number(radius));
  }

  /** Writes text; {@code anchor} is start, middle or end. */
  public Svg text(String css, String anchor, double x, double y, String text) {
    return element(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
        css, anchor, number(x), number(y), Markup.escape(text));
  }

  /** Draws a line through points given as {@code x1, y1, x2, y2, …}. */
  public Svg path(String css, double... points) {
    var d = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      d.append(i == 0 ? 'M' : 'L').append(number(points[i])).append(' ');
      d.append(number(points[i + 1]));
    }
    return element("<path class=\"%s\" d=\"%s\"/>", css, d.toString());
  }

  /** Adds {@code drawing} with its origin moved. */
  public Svg group(double x, double y, Svg drawing) {
    out.append("<g transform=\"translate(").append(number(x)).append(' ').append(number(y));
    out.append(")\">\n").append(drawing.out).append("</g>\n");
    return this;
  }

  /** Returns the drawing as an element to put into a page that has the palette. */
  public String inline(double width, double height, String title) {
    return open(width, height, "") + "<title>" + Markup.escape(title) + "</title>\n" + out
        + "</svg>\n";
  }

  /** Returns the drawing as a file of its own, with the palette in it. */
  public String standalone(double width, double height, String title) {
    return open(width, height, " xmlns=\"http://www.w3.org/2000/svg\"")
        + "<title>" + Markup.escape(title) + "</title>\n<style>\n" + Palette.CSS + "</style>\n"
        + out + "</svg>\n";
  }

  private static String open(double width, double height, String namespace) {
    return String.format(
        Locale.ROOT,
        "<svg%s viewBox=\"0 0 %s %s\" width=\"%s\" role=\"img\">\n",
        namespace,
        number(width),
        number(height),
        number(width));
  }

  private Svg element(String format, String... arguments) {
    out.append(String.format(Locale.ROOT, format, (Object[]) arguments)).append('\n');
    return this;
  }

  /** A tenth of a pixel is finer than any screen; a fixed form keeps drawings comparable. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
