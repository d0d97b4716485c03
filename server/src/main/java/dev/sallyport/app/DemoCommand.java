package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport demo}: the whole of it on throw-away data, with callers, told line by line. */
@Command(
    name = "demo",
    description = {
      "Starts on throw-away data with an account and callers on several loopback addresses,",
      "shows who is allowed and who is denied and why, then stays up to be looked at."
    },
    footer = {"", "Examples:", "  sallyport demo", "  sallyport demo --exit"})
final class DemoCommand implements Callable<Integer> {
  private static final String EMAIL = "owner@example.com";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(names = "--exit", description = "Ends after the walk-through.")
  private boolean exit;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Surroundings around = RootCommand.surroundings(spec);
    Path folder = Files.createTempDirectory("sallyport-demo-");
    Settings settings = options.read(throwAway(folder));
    Logging.level(settings.logLevel());
    Gate.Running gate = Gate.open(settings, around.clock());
    CountDownLatch stopped =
        ServeCommand.closeAtTheEnd(() -> {
          gate.close();
          delete(folder);
        });
    Demo demo = Demo.of(gate.ledger());
    PrintWriter out = around.out();
    Addresses.print(gate, settings, out);
    DemoCaller caller = demo.caller(gate);
    new DemoStory(caller, gate.ledger().lists(), demo.account(), out).tell();
    demo.past(gate.ledger(), around.clock().instant());
    out.println();
    out.println("The same in a browser: " + Addresses.dashboard(gate, settings));
    out.println("  email     " + EMAIL);
    out.println("  password  " + demo.password());
    out.println("  Activity, with thirty days made up for the demo, is at /activity.");
    out.println("Send yourself:");
    out.println(
        "  curl %s/v1/whoami -H 'Authorization: Bearer %s'"
            .formatted(Addresses.dashboard(gate, settings), demo.token().secret()));
    if (exit) {
      out.flush();
      return 0;
    }
    out.println(
        "Callers go on sending every few seconds. Ctrl-C ends the demo and deletes its data.");
    out.flush();
    DemoTraffic.start(caller);
    stopped.await();
    return 0;
  }

  /** What the demo makes: an account, its owner and one credential of each kind. */
  private record Demo(
      Account account, String password, NewCredential token, NewCredential smtpUser) {

    static Demo of(Ledger ledger) {
      Account account = ledger.accounts().create("Demo", "professional");
      byte[] random = new byte[9];
      new SecureRandom().nextBytes(random);
      String password = HexFormat.of().formatHex(random);
      ledger.members().create(account.id(), EMAIL, password, Role.OWNER);
      Actor actor = Actor.commandLine();
      return new Demo(
          account,
          password,
          ledger.credentials().createToken(account.id(), "checkout", Set.of(Scope.values()), actor),
          ledger.credentials().createSmtpUser(account.id(), "billing", actor));
    }

    void past(Ledger ledger, Instant now) {
      List<Entry> entries =
          ledger.lists().find(ListRef.ofAccount(account.id())).orElseThrow().entries();
      new DemoPast(account.id(), token.credential().id(), smtpUser.credential().id())
          .write(ledger.store(), now, entries.getFirst().id(), entries.getLast().id());
    }

    DemoCaller caller(Gate.Running gate) {
      return new DemoCaller(
          gate.http().getFirst(),
          gate.smtp().getFirst(),
          token.secret(),
          smtpUser.credential().username(),
          smtpUser.secret());
    }
  }

  /** The demo's own settings: a folder of its own, and any port where the usual one is taken. */
  private static List<String> throwAway(Path folder) {
    List<String> settings =
        new ArrayList<>(
            List.of("data.dir=" + folder, "relay.url=outbox", "outbox.max-bytes=67108864"));
    ListenerPort.ALL.forEach(
        listener -> settings.add(listener.name() + "=127.0.0.1:" + listener.freePort()));
    return settings;
  }

  /** A listener's setting with its usual port. */
  private record ListenerPort(String name, int usual) {
    static final List<ListenerPort> ALL =
        List.of(
            new ListenerPort("http.listen", 8080),
            new ListenerPort("smtp.listen", 2525),
            new ListenerPort("smtps.listen", 2465),
            new ListenerPort("admin.listen", 9090));

    /** 0, for any, where something else listens on the usual one. */
    int freePort() {
      try (ServerSocket _ = new ServerSocket(usual, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return usual;
      } catch (IOException e) {
        return 0;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
