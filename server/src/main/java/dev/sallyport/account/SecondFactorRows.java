package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Second factors and their recovery codes, as rows. */
final class SecondFactorRows {
  private SecondFactorRows() {}

  /**
   * A second factor as it is stored.
   *
   * @param confirmed whether sign-ins ask for it
   * @param usedStep the newest time step whose code was used
   */
  record Stored(String sealedSeed, boolean confirmed, long usedStep) {}

  static Optional<Stored> of(Handle handle, String memberId) {
    return handle
        .createQuery("SELECT * FROM second_factor WHERE member_id = :member")
        .bind("member", memberId)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** Puts one in that sign-ins don't ask for yet; a confirmed one stays as it is. */
  static void begin(Handle handle, String memberId, String sealedSeed, long at) {
    handle.execute(
        "INSERT INTO second_factor (member_id, sealed_seed, confirmed_at, used_step, created_at)"
            + " VALUES (?, ?, NULL, 0, ?) ON CONFLICT (member_id) DO UPDATE SET"
            + " sealed_seed = excluded.sealed_seed, used_step = 0, created_at = excluded.created_at"
            + " WHERE second_factor.confirmed_at IS NULL",
        memberId,
        sealedSeed,
        at);
  }

  /** Whether that seed was there, not confirmed, and now is. */
  static boolean confirm(Handle handle, String memberId, String sealedSeed, long step, long at) {
    return handle.execute(
            "UPDATE second_factor SET confirmed_at = ?, used_step = ? WHERE member_id = ?"
                + " AND sealed_seed = ? AND confirmed_at IS NULL",
            at,
            step,
            memberId,
            sealedSeed)
        == 1;
  }

  /** Whether the code of that step was still good for a use; it is not any more. */
  static boolean useStep(Handle handle, String memberId, String sealedSeed, long step) {
    return handle.execute(
            "UPDATE second_factor SET used_step = ? WHERE member_id = ? AND sealed_seed = ?"
                + " AND confirmed_at IS NOT NULL AND used_step < ?",
            step,
            memberId,
            sealedSeed,
            step)
        == 1;
  }

  /** Whether there was one. */
  static boolean delete(Handle handle, String memberId) {
    handle.execute("DELETE FROM recovery_code WHERE member_id = ?", memberId);
    handle.execute("DELETE FROM sign_in_step WHERE member_id = ?", memberId);
    return handle.execute("DELETE FROM second_factor WHERE member_id = ?", memberId) == 1;
  }

  static void replaceCodes(Handle handle, String memberId, List<String> hashes) {
    handle.execute("DELETE FROM recovery_code WHERE member_id = ?", memberId);
    for (String hash : hashes) {
      handle.execute(
          "INSERT INTO recovery_code (member_id, code_hash) VALUES (?, ?)", memberId, hash);
    }
  }

  /** Whether it was one of the member's; it is not any more. */
  static boolean useCode(Handle handle, String memberId, String hash) {
    return handle.execute(
            "DELETE FROM recovery_code WHERE member_id = ? AND code_hash = ?", memberId, hash)
        == 1;
  }

  static int codesLeft(Handle handle, String memberId) {
    return handle
        .createQuery("SELECT COUNT(*) FROM recovery_code WHERE member_id = :member")
        .bind("member", memberId)
        .mapTo(Integer.class)
        .one();
  }

  private static Stored read(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("sealed_seed"),
        Times.optional(row, "confirmed_at") != null,
        row.getLong("used_step"));
  }
}
