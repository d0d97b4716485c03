package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each decision of a session is counted, once. */
class CountingTest {

  @Test
  void eachMailOfASessionIsACall() throws Exception {
    try (Bench bench = Bench.start();
        Client client = bench.authenticated()) {
      bench.allow("127.0.0.0/8");
      for (int i = 0; i < 3; i++) {
        client.say("MAIL FROM:<sender@example.com>", "250 2.1.0 ");
        client.say("RSET", "250 ");
      }

      assertThat(bench.counted()).containsExactly("listed 127.0.0.1 in 3 smtp");
    }
  }

  @Test
  void aDenialAtAuthIsCounted() throws Exception {
    try (Bench bench = Bench.start()) {
      bench.allow("192.0.2.1");
      try (Client client = bench.greeted()) {
        client.say("AUTH PLAIN " + bench.plain(), "535 5.7.1 ");
      }

      assertThat(bench.counted()).containsExactly("not_listed 127.0.0.1 out 1 smtp");
    }
  }

  @Test
  void anAuthThatIsLetInIsNoCallUntilItsMail() throws Exception {
    try (Bench bench = Bench.start();
        Client client = bench.authenticated()) {
      assertThat(bench.counted()).isEmpty();
      client.say("MAIL FROM:<sender@example.com>", "250 2.1.0 ");
      assertThat(bench.counted()).containsExactly("unrestricted 127.0.0.1 in 1 smtp");
    }
  }

  @Test
  void aDenialAtMailIsCounted() throws Exception {
    try (Bench bench = Bench.start();
        Client client = bench.authenticated()) {
      bench.allow("192.0.2.1");
      client.say("MAIL FROM:<sender@example.com>", "550 5.7.1 ");

      assertThat(bench.counted()).containsExactly("not_listed 127.0.0.1 out 1 smtp");
    }
  }

  @Test
  void aDenialAtTheEndOfDataIsCountedBesideItsMail() throws Exception {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      bench.allow("192.0.2.1");
      client.send("Subject: late\r\n\r\nToo late.\r\n.\r\n");
      client.expect("550 5.7.1 ");

      assertThat(bench.counted())
          .containsExactly("not_listed 127.0.0.1 out 1 smtp", "unrestricted 127.0.0.1 in 1 smtp");
    }
  }

  @Test
  void whatMonitorModeLetsInIsCountedWithItsReason() throws Exception {
    try (Bench bench = Bench.start()) {
      bench.allow("192.0.2.1");
      bench.monitor();
      try (Client client = bench.authenticated()) {
        client.say("MAIL FROM:<sender@example.com>", "250-2.1.0 ");
      }

      assertThat(bench.counted()).containsExactly("not_listed 127.0.0.1 in 1 smtp");
    }
  }

  @Test
  void theCredentialsOwnListHasItsOwnReason() throws Exception {
    try (Bench bench = Bench.start();
        Client client = bench.authenticated()) {
      bench.allow("127.0.0.0/8");
      bench.allowUser("192.0.2.1");
      client.say("MAIL FROM:<sender@example.com>", "550 5.7.1 ");

      assertThat(bench.counted()).containsExactly("credential_not_listed 127.0.0.1 out 1 smtp");
    }
  }

  @Test
  void aWrongPasswordIsNobodysCall() throws Exception {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      client.say("AUTH PLAIN " + Bench.plain(bench.username(), "wrong"), "535 5.7.8 ");

      assertThat(bench.counted()).isEmpty();
    }
  }
}
