package dev.sallyport.peer;

/**
 * One step of the way from the socket to the client.
 *
 * @param address as it was given
 * @param source {@code socket}, {@code proxy-protocol}, {@code x-forwarded-for} or {@code
 *     forwarded}
 * @param trusted whether what it says of the hop before it was believed
 * @param reason one sentence that says why
 */
public record Hop(String address, String source, boolean trusted, String reason) {}
