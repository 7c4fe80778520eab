package io.temper.agent.control;

/** Why a control socket gives no answer. */
public enum Silence {
  /** There is no socket. */
  NO_SOCKET("there is no such socket"),
  /** A socket is there, but no process serves it. */
  REFUSED("nobody serves it: the agent that made it has ended"),
  /** This user may not open it. */
  NOT_ALLOWED("this user may not open it"),
  /** An agent is there and did not answer, or not in time. */
  NO_ANSWER("the agent there does not answer");

  private final String text;

  Silence(String text) {
    this.text = text;
  }

  /**
   * Tells whether no agent runs at that socket.
   *
   * @return false if one runs, or may run
   */
  public boolean isNobody() {
    return this == NO_SOCKET || this == REFUSED;
  }

  String text() {
    return text;
  }
}
