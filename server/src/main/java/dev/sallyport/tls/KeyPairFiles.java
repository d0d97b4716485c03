package dev.sallyport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A certificate's file and its key's. */
record KeyPairFiles(Path certificate, Path key) {

  /** What tells that one of the files is another than before. */
  record Stamp(String certificate, String key) {}

  /** Links are followed, for renewals often turn a link to another file. */
  Stamp stamp() {
    return new Stamp(stamp(certificate), stamp(key));
  }

  private static String stamp(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.lastModifiedTime()
          + " "
          + attributes.size()
          + " "
          + attributes.fileKey()
          + " "
          + attributes.creationTime();
    } catch (IOException e) {
      return "missing";
    }
  }

  ServerKey read() {
    return PemReader.read(this);
  }
}
