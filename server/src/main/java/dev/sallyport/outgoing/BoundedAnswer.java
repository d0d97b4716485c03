package dev.sallyport.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.outgoing.CallResult.Answered;
import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Gathers an answer up to a bound, and breaks the connection off there. */
final class BoundedAnswer implements Response.Listener {
  private final int mostBytes;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final CompletableFuture<Answered> whole = new CompletableFuture<>();

  BoundedAnswer(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** No whole answer came; the cause says why. */
  static final class FailedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    FailedException(@Nullable Throwable cause) {
      super(cause);
    }
  }

  /** Waits for the end, which the request's own time-out brings about at the latest. */
  Answered await() throws FailedException, InterruptedException {
    try {
      return whole.get();
    } catch (ExecutionException e) {
      throw new FailedException(e.getCause());
    }
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    int room = mostBytes - body.size();
    byte[] bytes = new byte[Math.min(room, content.remaining())];
    content.get(bytes);
    body.writeBytes(bytes);
    if (content.hasRemaining()) {
      whole.complete(answered(response, true));
      var _ = response.abort(new IllegalStateException("there is more than is wanted"));
    }
  }

  private Answered answered(Response response, boolean cutOff) {
    return new Answered(
        response.getStatus(),
        body.toString(UTF_8),
        cutOff,
        response.getHeaders().get(HttpHeader.ETAG));
  }

  @Override
  public void onComplete(Result result) {
    if (result.isFailed()) {
      whole.completeExceptionally(result.getFailure());
    } else {
      whole.complete(answered(result.getResponse(), false));
    }
  }
}
