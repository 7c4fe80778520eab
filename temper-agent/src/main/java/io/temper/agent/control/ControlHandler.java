package io.temper.agent.control;

/** Does what is asked for at the control socket. */
@FunctionalInterface
public interface ControlHandler {

  /**
   * Does it.
   *
   * @param call what is asked for
   * @param by the user who asks, as the kernel knows him
   * @return the answer, a JSON document
   */
  String answer(ControlCall call, String by);
}
