package io.temper.agent.control;

/** What came of asking at a control socket. */
public sealed interface ControlAnswer {

  /**
   * Returns what to tell about it.
   *
   * @return empty if it was done
   */
  String problem();

  /**
   * The agent did it.
   *
   * @param document what it said, a JSON document
   */
  record Heard(String document) implements ControlAnswer {
    @Override
    public String problem() {
      return "";
    }

    /** Returns what the agent says about what it did. */
    public String done() {
      return ControlProtocol.requireDone(document);
    }
  }

  /**
   * The agent would not, or could not, do it.
   *
   * @param problem why
   */
  record Refused(String problem) implements ControlAnswer {}

  /**
   * No answer came.
   *
   * @param why as far as that can be known
   * @param problem the same in words, with the socket and what to do
   */
  record Silent(Silence why, String problem) implements ControlAnswer {}
}
