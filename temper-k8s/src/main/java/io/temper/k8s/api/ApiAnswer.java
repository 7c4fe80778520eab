package io.temper.k8s.api;

import java.io.InputStream;

/** An answer of the API server that says that all is well. To be closed by who asked. */
public final class ApiAnswer implements AutoCloseable {
  private final ApiBody body;

  ApiAnswer(ApiBody body) {
    this.body = body;
  }

  /**
   * Returns what it holds, as it comes.
   *
   * @return a stream that fails where nothing comes for too long
   */
  public InputStream body() {
    return body;
  }

  /** Gives the connection up, if the body was not read to its end. */
  @Override
  public void close() {
    body.close();
  }
}
