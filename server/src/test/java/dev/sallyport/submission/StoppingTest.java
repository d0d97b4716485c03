package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.relay.FakeRelay;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that stops. */
class StoppingTest {

  @Test
  void idleSessionsAreToldAndAMessageUnderWayEndsWell() throws Exception {
    try (Bench bench = Bench.start();
        Client idle = bench.greeted();
        Client tls = bench.connectTls();
        Client sending = bench.sendingData()) {
      tls.expect("220 ");
      Thread stopping = Thread.ofVirtual().start(() -> bench.server().stop(Duration.ofSeconds(20)));
      idle.expect("421 4.3.2 This server is stopping");
      idle.expectClosed();
      tls.expect("421 4.3.2 This server is stopping");
      tls.expectClosed();
      sending.send("\r\nHi\r\n.\r\n").expect("250 2.0.0 Message queued as ");
      sending.expect("421 4.3.2 This server is stopping");
      sending.endOutput();
      stopping.join();
      assertThat(bench.relay().seen()).hasSize(1);
    }
  }

  @Test
  void nobodyIsLetInAnyMore() throws IOException {
    try (Bench bench = Bench.start()) {
      bench.server().stop(Duration.ZERO);
      assertThatThrownBy(bench::connect).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void whatDoesNotEndInTimeIsCutOff() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      bench.server().stop(Duration.ZERO);
      client.expectClosed();
      FakeRelay.await(() -> bench.counters().connectionsOpen() == 0);
      assertThat(bench.relay().seen()).isEmpty();
    }
  }
}
