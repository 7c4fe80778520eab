package io.temper.agent.text;

import java.util.ArrayList;
import java.util.List;

/** Turns lines into a frame that replaces the one before it on a terminal, without flicker. */
public final class LiveScreen {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_REST_OF_LINE = "\u001b[K";
  private static final String CLEAR_REST_OF_SCREEN = "\u001b[J";

  private LiveScreen() {}

  /**
   * Returns the lines of a frame.
   *
   * @param lines what to show
   * @return what to write, line by line
   */
  public static List<String> frame(List<String> lines) {
    var frame = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      frame.add((i == 0 ? HOME : "") + lines.get(i) + CLEAR_REST_OF_LINE);
    }
    frame.add(CLEAR_REST_OF_SCREEN);
    return frame;
  }
}
