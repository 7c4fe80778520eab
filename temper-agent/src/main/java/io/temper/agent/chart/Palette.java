package io.temper.agent.chart;

/** Colours and line styles of all drawings, for light and dark, as CSS. */
public final class Palette {

  /** The colours differ in lightness as well as in hue, for readers who do not see the hue. */
  public static final String CSS = """
      svg, :root { --ink: #1b1f24; --muted: #5b6570; --grid: #e4e8ec; --card: #ffffff;
        --page: #f5f6f8; --stock: #e8590c; --fifo: #8a94a0; --temper: #0b7f92; }
      @media (prefers-color-scheme: dark) {
        svg, :root { --ink: #e6edf3; --muted: #98a4b0; --grid: #2c333c; --card: #161b22;
          --page: #0d1117; --stock: #ff8f50; --fifo: #77828e; --temper: #3cc8dc; }
      }
      svg { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
        font-variant-numeric: tabular-nums; max-width: 100%; height: auto; }
      svg .card { fill: var(--card); stroke: var(--grid); }
      svg .grid { stroke: var(--grid); stroke-width: 1; }
      svg .axis { stroke: var(--muted); stroke-width: 1; }
      svg .tick { fill: var(--muted); font-size: 11px; }
      svg .name { fill: var(--ink); font-size: 13px; }
      svg .value { fill: var(--ink); font-size: 13px; font-weight: 650; }
      svg .range { fill: var(--muted); font-size: 11px; }
      svg .head { fill: var(--ink); font-size: 15px; font-weight: 650; }
      svg .lead { fill: var(--ink); font-size: 21px; font-weight: 700; }
      svg .note { fill: var(--muted); font-size: 12px; }
      svg .spread { stroke: var(--ink); stroke-width: 1.2; opacity: .55; }
      svg .arrow { fill: none; stroke: var(--ink); stroke-width: 1.6; opacity: .7; }
      svg .round { fill: var(--ink); opacity: .38; }
      svg .stock { fill: var(--stock); } svg .stock-line { stroke: var(--stock); }
      svg .fifo { fill: var(--fifo); } svg .fifo-line { stroke: var(--fifo); }
      svg .temper { fill: var(--temper); } svg .temper-line { stroke: var(--temper); }
      svg .pale { opacity: .42; }
      svg .curve { fill: none; stroke-width: 2.4; stroke-linejoin: round; }
      svg .dashed { stroke-dasharray: 5 4; stroke-width: 1.8; }
      svg .step { fill: none; stroke: var(--temper); stroke-width: 2; }
      svg .flat { fill: none; stroke: var(--ink); stroke-width: 2; }
      """;

  private Palette() {}

  /** Returns the class that fills with the colour of the arm called {@code id}. */
  public static String fill(String id) {
    return isIdle(id) ? hue(id) + " pale" : hue(id);
  }

  /** Returns the classes of the curve of the arm called {@code id}; idle arms are dashed. */
  public static String curve(String id) {
    return "curve " + hue(id) + "-line" + (isIdle(id) ? " dashed" : "");
  }

  /** Returns the name of the colour of the arm called {@code id}. */
  public static String hue(String id) {
    int end = id.indexOf('-');
    return end < 0 ? id : id.substring(0, end);
  }

  private static boolean isIdle(String id) {
    return id.endsWith("-idle");
  }
}
