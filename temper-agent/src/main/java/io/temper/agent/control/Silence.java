package io.temper.agent.control;

/** Why a control socket gives no answer. */
public enum Silence {
  /** There is no socket. */
  NO_SOCKET("there is no such socket", "is 'temper run' running, and is this its socket?"),
  /** A socket is there, but no process serves it. */
  REFUSED("nobody serves it: the agent that made it has ended", "start 'temper run' again"),
  /** This user may not open it. */
  NOT_ALLOWED("this user may not open it", "ask as root, or as the user of the agent"),
  /** An agent is there and did not answer, or not in time. */
  NO_ANSWER("the agent there does not answer", "its log may say why");

  private final String text;
  private final String remedy;

  Silence(String text, String remedy) {
    this.text = text;
    this.remedy = remedy;
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

  String remedy() {
    return remedy;
  }
}
