package dev.sallyport.message;

/**
 * The envelope's sender and the parameters of its MAIL command.
 *
 * @param address the address without angle brackets; empty for the null reverse-path
 * @param smtpUtf8 whether SMTPUTF8 was asked for (RFC 6531)
 * @param eightBit whether BODY=8BITMIME was declared (RFC 6152)
 * @param size the SIZE declared, in bytes (RFC 1870), or 0
 */
public record ReversePath(String address, boolean smtpUtf8, boolean eightBit, long size) {}
