package io.temper.agent.http;

import io.temper.TemperException;

/** A request that is not served. */
final class HttpRefusal extends TemperException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** Refuses with the number that HTTP has for it, and with words about it. */
  HttpRefusal(int status, String why) {
    super(why);
    this.status = status;
  }

  HttpAnswer answer() {
    return HttpAnswer.text(status, String.valueOf(getMessage()));
  }
}
