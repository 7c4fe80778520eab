package io.temper.agent.demo.report;

import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Scale;
import io.temper.agent.chart.Svg;
import java.util.List;
import java.util.Locale;

/**
 * The scheduler's generation while tiers change, above the kernel's count of enabled schedulers,
 * which would rise by one if the scheduler had ever been detached and attached again.
 *
 * @param timeline one attachment under load
 */
record TimelineChart(Changes.Timeline timeline) {
  static final double WIDTH = 760;
  static final double HEIGHT = 260;
  private static final double LEFT = 52;
  private static final double RIGHT = 168;
  private static final double TOP = 34;
  private static final double STEPS_BOTTOM = 168;
  private static final double FLAT = 204;
  private static final double AXIS = 226;

  Svg draw() {
    var svg = new Svg();
    svg.text("head", "start", 0, 16, "Plans published while requests run");
    var time = Scale.upTo(lastSecond(), WIDTH - LEFT - RIGHT);
    for (double tick : time.ticks()) {
      double x = LEFT + time.at(tick);
      svg.line("grid", x, TOP, x, AXIS);
      svg.text("tick", "middle", x, AXIS + 16, Numbers.tick(tick, time.step()) + " s");
    }
    svg.path("step", steps(time));
    for (Changes.Event event : timeline.events()) {
      svg.dot("temper", x(time, event), y(event.generation()), 3);
    }
    svg.path("flat", enableSeq(time));
    drawLabels(svg);
    return svg;
  }

  private void drawLabels(Svg svg) {
    svg.text("tick", "end", LEFT - 8, STEPS_BOTTOM + 4, Long.toString(timeline.generationBefore()));
    svg.text("tick", "end", LEFT - 8, TOP + 8, Long.toString(timeline.generationAfter()));
    double x = WIDTH - RIGHT + 12;
    svg.text("name", "start", x, TOP + 12, "generation");
    svg.text(
        "range",
        "start",
        x,
        TOP + 28,
        timeline.events().size() + " plans in "
            + String.format(Locale.ROOT, "%.1f s", lastSecond()));
    svg.text("name", "start", x, FLAT - 1, "enable_seq");
    svg.text(
        "range",
        "start",
        x,
        FLAT + 14,
        timeline.enableSeqBefore() + " → " + timeline.enableSeqAfter() + ", state "
            + timeline.state());
  }

  private double[] steps(Scale time) {
    List<Changes.Event> events = timeline.events();
    double[] points = new double[events.size() * 4 + 2];
    points[0] = LEFT;
    points[1] = y(timeline.generationBefore());
    for (int i = 0; i < events.size(); i++) {
      points[4 * i + 2] = x(time, events.get(i));
      points[4 * i + 3] = points[4 * i + 1];
      points[4 * i + 4] = points[4 * i + 2];
      points[4 * i + 5] = y(events.get(i).generation());
    }
    return points;
  }

  /** A straight line as long as the scheduler stays; one step up for every new attachment. */
  private double[] enableSeq(Scale time) {
    List<Changes.Event> events = timeline.events();
    double[] points = new double[events.size() * 2 + 2];
    points[0] = LEFT;
    points[1] = FLAT;
    for (int i = 0; i < events.size(); i++) {
      points[2 * i + 2] = x(time, events.get(i));
      points[2 * i + 3] = FLAT - 6 * (events.get(i).enableSeq() - timeline.enableSeqBefore());
    }
    return points;
  }

  private static double x(Scale time, Changes.Event event) {
    return LEFT + time.at(event.millis() / 1000);
  }

  private double y(long generation) {
    double range = Math.max(1, timeline.generationAfter() - timeline.generationBefore());
    double share = (generation - timeline.generationBefore()) / range;
    return STEPS_BOTTOM - share * (STEPS_BOTTOM - TOP - 4);
  }

  private double lastSecond() {
    return timeline.events().stream().mapToDouble(Changes.Event::millis).max().orElse(1000) / 1000;
  }
}
