package dev.sallyport.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for the addresses of a host; it may block. */
@FunctionalInterface
interface Names {
  InetAddress[] addresses(String host) throws UnknownHostException;
}
