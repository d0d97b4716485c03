package dev.sallyport.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.store.Store;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Short secrets that have to be read again, such as the seeds of second factors, sealed for the
 * database under a key that stands in a file outside it. The database holds a proof of the key, so
 * that a wrong file is told at once and a lost one is never replaced in silence. The file is first
 * read when it is first needed. Call nothing of this within a work of the store.
 */
public final class SealedSecrets {
  /** The most bytes of UTF-8 that are sealed; what comes of them has 1,408 characters at most. */
  public static final int MOST_BYTES = 1024;

  private static final String PROOF = "sallyport";
  private static final String PROOF_OWNER = "secret_key";

  private final Store store;
  private final KeyFile file;
  private final ReentrantLock finding = new ReentrantLock();
  private volatile @Nullable Seal seal;

  /**
   * Reads nothing yet.
   *
   * @param keyFile made when it is first needed, unless the database has a proof of another key
   */
  public SealedSecrets(Store store, Path keyFile) {
    this.store = store;
    this.file = new KeyFile(keyFile);
  }

  /**
   * Seals a secret.
   *
   * @param secret at most {@link #MOST_BYTES} of UTF-8
   * @param owner what the secret belongs to, such as the table and the key of its row: it opens for
   *     the same owner alone
   * @return characters of the base64url alphabet
   * @throws SealException where there is no right key
   */
  public String seal(String secret, String owner) {
    if (secret.getBytes(UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("The secret is too long to be sealed.");
    }
    return seal().seal(secret, owner);
  }

  /**
   * Opens what was sealed for that owner.
   *
   * @throws SealException where there is no right key, or the sealed text was altered or belongs to
   *     another owner
   */
  public String open(String sealed, String owner) {
    String secret = seal().open(sealed, owner);
    if (secret == null) {
      throw new SealException(
          "A sealed secret of %s does not open: it was altered in the database, or copied there"
                  .formatted(owner)
              + " from elsewhere.",
          null);
    }
    return secret;
  }

  /**
   * Reads the key, or makes it where no secret was ever sealed, and holds it against the database's
   * proof.
   *
   * @throws SealException where it is missing, no key, or not the one secrets are sealed under
   */
  public void check() {
    seal();
  }

  private Seal seal() {
    Seal known = seal;
    if (known != null) {
      return known;
    }
    finding.lock();
    try {
      known = seal;
      if (known == null) {
        known = find();
        seal = known;
      }
      return known;
    } finally {
      finding.unlock();
    }
  }

  private Seal find() {
    Optional<String> proof = proof();
    Optional<SecretKey> key = file.read();
    if (key.isEmpty() && proof.isPresent()) {
      throw new SealException(
          ("The key file %s is missing, and secrets in the database are sealed under its key. Put"
                  + " it back from a backup, or name it by secrets.key-file.")
              .formatted(file.path()),
          null);
    }
    if (key.isEmpty()) {
      file.create();
      key = file.read();
    }
    Seal found = new Seal(key.orElseThrow());
    if (!PROOF.equals(found.open(proof.orElseGet(() -> prove(found)), PROOF_OWNER))) {
      throw new SealException(
          ("The key in %s is not the one that secrets in the database are sealed under. Every node"
                  + " needs the same file: put it there, or name it by secrets.key-file.")
              .formatted(file.path()),
          null);
    }
    return found;
  }

  private Optional<String> proof() {
    return store.read(handle ->
        handle
            .createQuery("SELECT proof FROM secret_key WHERE id = 1")
            .mapTo(String.class)
            .findOne());
  }

  /** The proof that stands: this key's, or another's that was there first. */
  private String prove(Seal found) {
    String mine = found.seal(PROOF, PROOF_OWNER);
    return store.write(handle -> {
      handle.execute(
          "INSERT INTO secret_key (id, proof) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", mine);
      return handle
          .createQuery("SELECT proof FROM secret_key WHERE id = 1")
          .mapTo(String.class)
          .one();
    });
  }
}
