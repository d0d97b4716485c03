package dev.sallyport.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP API under {@code /v1}, to be put on a server beside other doors. */
public final class Api {
  private static final String ROOT = "/v1";
  private static final String EVERYTHING = ROOT + "/<rest>";

  private final Door door;
  private final List<Route> routes;
  private final String openApi = OpenApi.read();

  public Api(ApiServices services, ApiSettings settings) {
    this.door = new Door(services, settings);
    this.routes = routes(services, settings);
  }

  private static List<Route> routes(ApiServices services, ApiSettings settings) {
    Mailing mailing = new Mailing(services.composer(), services.intake(), services.clock());
    IdempotentAnswers idempotent = new IdempotentAnswers(services.idempotencyKeys());
    EmailRoute email = new EmailRoute(mailing, idempotent, settings.maxMailBody());
    BulkRoutes bulk = new BulkRoutes(mailing, services.bulkEmails(), idempotent, settings);
    AllowlistRoutes lists =
        new AllowlistRoutes(
            services.allowlists(),
            services.credentials(),
            services.ranges(),
            services.activity(),
            services.clock());
    CredentialRoutes credentials =
        new CredentialRoutes(services.credentials(), services.activity());
    ActivityRoute activity =
        new ActivityRoute(services.counters(), services.credentials(), services.clock());
    WhoamiRoute whoami =
        new WhoamiRoute(services.attempts(), services.storeAway(), services.clock());
    return Stream.of(
            Stream.of(email.route()),
            bulk.routes(),
            // Before those of a list, whose {entry} would take their path.
            new AssertionRoutes(services.allowlists(), services.clock()).routes(),
            lists.routes(),
            credentials.routes(),
            new AlertRoutes(services.alerts()).routes(),
            new AlertDeliveryRoutes(services.alerts()).routes(),
            Stream.of(
                activity.route(), new AuditRoute(services.accounts()).route(), whoami.route()))
        .flatMap(routes -> routes)
        .toList();
  }

  /** Adds every route, and answers for what is not there. */
  public void addTo(JavalinConfig config) {
    config.jetty.modifyServer(server -> server.setErrorHandler(new BareErrors()));
    config.routes.before(ROOT + "/*", this::turnAwayOddMethods);
    for (Route route : routes) {
      add(config, HandlerType.findOrCreate(route.method()), route);
      if (route.method().equals("GET")) {
        // Javalin itself would answer HEAD with 200, asking nobody.
        add(config, HandlerType.HEAD, route);
      }
    }
    for (HandlerType method : List.of(HandlerType.GET, HandlerType.HEAD)) {
      config.routes.addHttpHandler(
          method, OpenApi.PATH, context -> door.tell(context, OpenApi.answer(openApi)));
    }
    for (HandlerType method : HandlerType.commonHttp()) {
      config.routes.addHttpHandler(method, ROOT, this::nothingThere);
      config.routes.addHttpHandler(method, EVERYTHING, this::nothingThere);
    }
  }

  private void add(JavalinConfig config, HandlerType method, Route route) {
    config.routes.addHttpHandler(method, route.path(), context -> door.serve(context, route));
  }

  /** No route can be added for a method that Javalin does not know. */
  private void turnAwayOddMethods(Context context) {
    if (!HandlerType.commonHttp().contains(context.method())) {
      nothingThere(context);
    }
  }

  private void nothingThere(Context context) {
    Set<String> methods = methodsAt(context.path());
    if (methods.isEmpty()) {
      door.tell(context, Answer.message(404, "There is no such route. See /openapi.yaml."));
      return;
    }
    String allow = String.join(", ", methods);
    Answer answer =
        context.method().equals(HandlerType.OPTIONS)
            ? Answer.empty(204)
            : Answer.message(405, "This route takes " + allow + " only.");
    door.tell(context, answer.with("Allow", allow));
  }

  private Set<String> methodsAt(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    // A path that is written out hides the one with a parameter in its place.
    List<Route> written = routes.stream().filter(route -> route.path().equals(bare)).toList();
    List<Route> there =
        written.isEmpty() ? routes.stream().filter(route -> route.matches(bare)).toList() : written;
    Set<String> methods =
        there.stream()
            .map(Route::method)
            .sorted()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }

  /** Each route as its method and path, for whoever describes them. */
  List<Route> routes() {
    return routes;
  }
}
