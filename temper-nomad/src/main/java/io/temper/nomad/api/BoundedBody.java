package io.temper.nomad.api;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Gathers the body of an answer, and gives up where it is too long. */
final class BoundedBody implements BodySubscriber<Pieces> {
  private final long most;
  private final Pieces gathered = new Pieces();
  private final CompletableFuture<Pieces> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /**
   * Creates one.
   *
   * @param most bytes that are taken
   */
  BoundedBody(long most) {
    this.most = most;
  }

  /** The body is longer. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public CompletionStage<Pieces> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (gathered.length() + part.remaining() > most) {
        giveUp();
        return;
      }
      gathered.add(part);
    }
  }

  private void giveUp() {
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(new TooLongException());
  }

  @Override
  public void onError(Throwable why) {
    body.completeExceptionally(why);
  }

  @Override
  public void onComplete() {
    body.complete(gathered);
  }
}
