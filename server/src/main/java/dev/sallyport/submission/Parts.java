package dev.sallyport.submission;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Site;
import dev.sallyport.admission.Throttle;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Tally;
import dev.sallyport.message.SpoolFolder;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What all sessions of a server share.
 *
 * @param tls asked for each handshake; the same context as long as the certificate is the same, so
 *     that sessions can be resumed
 */
record Parts(
    SubmissionSettings settings,
    Admission admission,
    Intake intake,
    Tally tally,
    Throttle throttle,
    SpoolFolder spool,
    Supplier<SSLContext> tls,
    SubmissionCounters counters,
    Census<Site> sites,
    Census<String> accounts,
    Turns turns,
    Watchman watchman) {

  Limits limits() {
    return settings.limits();
  }
}
