package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.account.BulkEmails;
import dev.sallyport.account.BulkEmails.BulkEmail;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/bulk-email}: many messages in one request, and what became of each. */
final class BulkRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(BulkRoutes.class);
  private static final int MAX_MESSAGES = 500;

  private final Mailing mailing;
  private final BulkEmails bulkEmails;
  private final IdempotentAnswers idempotent;
  private final long maxBody;
  private final Duration time;

  BulkRoutes(
      Mailing mailing, BulkEmails bulkEmails, IdempotentAnswers idempotent, ApiSettings settings) {
    this.mailing = mailing;
    this.bulkEmails = bulkEmails;
    this.idempotent = idempotent;
    this.maxBody = settings.maxMailBody();
    this.time = settings.bulkTime();
  }

  Stream<Route> routes() {
    return Stream.of(
        new Route("POST", "/v1/bulk-email", Access.SEND, this::send),
        new Route("GET", "/v1/bulk-email/{id}", Access.SEND_STATUS, this::status));
  }

  private Answer send(Exchange exchange) {
    RequestBody.Document document = exchange.document(maxBody, false);
    JsonNode messages = document.root();
    if (messages.isEmpty() || messages.size() > MAX_MESSAGES) {
      return Answer.message(
          422,
          "The body must be a list of 1 to "
              + MAX_MESSAGES
              + " messages, and this one has "
              + messages.size()
              + ". Nothing was sent.");
    }
    return idempotent.answer(exchange, document.digest(), () -> send(exchange, messages));
  }

  private IdempotentAnswers.Done send(Exchange exchange, JsonNode messages) {
    String accountId = exchange.accountId();
    Optional<String> begun =
        bulkEmails.begin(accountId, BulkOutcomes.cutShort(messages.size()).toText());
    if (begun.isEmpty()) {
      return new IdempotentAnswers.Done(
          Answer.tryAgain(
              429,
              3600,
              "This account made "
                  + BulkEmails.MOST_PER_ACCOUNT
                  + " bulk requests within 24 hours, so no more outcomes can be kept. Nothing was"
                  + " sent."),
          false);
    }
    String id = begun.get();
    BulkRun run = new BulkRun(exchange, mailing, messages, time);
    BulkOutcomes outcomes = run.go();
    keep(accountId, id, outcomes);
    run.afterwards(late -> keep(accountId, id, late));
    Answer answer =
        Answer.json(
            202,
            Json.object()
                .put(
                    "message", outcomes.summary() + " GET /v1/bulk-email/" + id + " tells of each.")
                .put("bulk_email_id", id));
    return new IdempotentAnswers.Done(answer, outcomes.sentAny());
  }

  /** What was sent stays sent, so a lost note of it must not change the sender's answer. */
  private void keep(String accountId, String id, BulkOutcomes outcomes) {
    try {
      bulkEmails.update(accountId, id, outcomes.toText());
    } catch (RuntimeException e) {
      LOG.error("the outcomes of bulk request {} could not be kept", id, e);
    }
  }

  private Answer status(Exchange exchange) {
    return bulkEmails
        .find(exchange.accountId(), exchange.pathParam("id"))
        .map(BulkRoutes::json)
        .orElseGet(() ->
            Answer.message(404, "There is no such bulk request in this account, or no more."));
  }

  private static Answer json(BulkEmail bulk) {
    return Answer.json(200, BulkOutcomes.ofText(bulk.outcomes()).json(bulk));
  }
}
