package dev.sallyport.intake;

import dev.sallyport.admission.Caller;
import dev.sallyport.allowlist.IpAddress;

/**
 * Who brings a message, and how.
 *
 * @param client the client address the lists are held against
 * @param helo the name the client gave in EHLO, or empty by HTTP
 * @param protocol the {@code with} word of the Received line: ESMTPA, ESMTPSA, HTTP, HTTPS (RFC
 *     3848)
 */
public record Call(Caller caller, IpAddress client, String helo, String protocol) {}
