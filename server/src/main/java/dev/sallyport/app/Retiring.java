package dev.sallyport.app;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says {@code Connection: close} in each answer once the server is about to stop. */
final class Retiring extends Handler.Wrapper {
  private static final HttpField CLOSE =
      new HttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());

  private volatile boolean begun;

  void begin() {
    begun = true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (begun) {
      response.getHeaders().put(CLOSE);
    }
    return super.handle(request, response, callback);
  }
}
