package dev.sallyport.submission;

import java.time.Duration;

/**
 * The bounds a session is held to.
 *
 * @param sessions at once, in all
 * @param sessionsPerSite at once from one IPv4 address or IPv6 /64
 * @param sessionsPerAccount at once, authenticated for one account
 * @param messagesPerAccount under way at once, fewer than the connections a relay is given
 * @param turn how long a MAIL waits for another message of its account to end
 * @param greetPause how long a client may show that it speaks before the banner
 * @param preface for the PROXY header, and for a TLS handshake
 * @param beforeAuth from the banner until a client is authenticated
 * @param command from a reply to the end of the next command (RFC 5321 §4.5.3.2.7)
 * @param withoutMessage a session may last without a MAIL that is let in
 * @param write for a client to take what is written to it
 * @param dataSilence between two pieces of a message
 * @param dataGrace before the least rate counts
 * @param dataRate the least rate of a message, in octets a second
 * @param linger for what a client still sends when the session is over
 * @param errors commands refused since the last message
 * @param authFailures wrong passwords a session
 * @param idleCommands commands that bring no message on, since the last message
 * @param recipients a message
 * @param receivedLines a message (RFC 5321 §6.3)
 */
public record Limits(
    int sessions,
    int sessionsPerSite,
    int sessionsPerAccount,
    int messagesPerAccount,
    Duration turn,
    Duration greetPause,
    Duration preface,
    Duration beforeAuth,
    Duration command,
    Duration withoutMessage,
    Duration write,
    Duration dataSilence,
    Duration dataGrace,
    int dataRate,
    Duration linger,
    int errors,
    int authFailures,
    int idleCommands,
    int recipients,
    int receivedLines) {

  /** What a server is run with. */
  public static Limits usual() {
    return new Limits(
        4096,
        256,
        256,
        40,
        Duration.ofSeconds(10),
        Duration.ofMillis(3),
        Duration.ofSeconds(10),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(3),
        Duration.ofMinutes(1),
        1024,
        Duration.ofSeconds(5),
        20,
        3,
        100,
        100,
        100);
  }
}
