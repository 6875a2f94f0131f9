package app.dollr.client.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a body into memory, but only so much of it. */
final class BoundedBody implements BodySubscriber<byte[]> {
  /** The longest list, 1,000 documents, is well below one megabyte. */
  static final int LIMIT_BYTES = 8 * 1024 * 1024;

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private @Nullable Subscription source;

  /** The body is longer than what is read. */
  static final class TooLongException extends IOException {
    TooLongException() {
      super("the answer is longer than %d bytes".formatted(LIMIT_BYTES));
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      take(buffer);
    }
  }

  @Override
  public void onError(Throwable broken) {
    whole.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    whole.complete(read.toByteArray());
  }

  private void take(ByteBuffer buffer) {
    if (whole.isDone()) {
      return;
    }
    if (read.size() + buffer.remaining() > LIMIT_BYTES) {
      stop();
      return;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    read.writeBytes(bytes);
  }

  private void stop() {
    whole.completeExceptionally(new TooLongException());
    if (source != null) {
      source.cancel();
    }
  }
}
