package dev.sallyport.api;

import dev.sallyport.message.Composition;
import dev.sallyport.message.Content;

/** {@code POST /v1/email}. */
final class EmailRoute {
  private final Mailing mailing;
  private final IdempotentAnswers idempotent;
  private final long maxBody;

  EmailRoute(Mailing mailing, IdempotentAnswers idempotent, long maxBody) {
    this.mailing = mailing;
    this.idempotent = idempotent;
    this.maxBody = maxBody;
  }

  Route route() {
    return new Route("POST", "/v1/email", Access.SEND, this::send);
  }

  private Answer send(Exchange exchange) {
    RequestBody.Document document = exchange.document(maxBody, true);
    Composition.Composed mail = mailing.compose(document.root());
    try (Content _ = mail.content()) {
      return idempotent.answer(
          exchange,
          document.digest(),
          () -> {
            Sent sent = mailing.send(exchange, mail);
            return new IdempotentAnswers.Done(SentAnswer.of(sent), !(sent instanceof Sent.Refused));
          });
    }
  }
}
