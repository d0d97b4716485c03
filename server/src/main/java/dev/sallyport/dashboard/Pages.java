package dev.sallyport.dashboard;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Renders the templates. A fragment alone for the script, in its frame for everyone else. */
final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), Pages.class.getPackageName());
  private final Shells shells;

  Pages(Shells shells) {
    this.shells = shells;
  }

  /** A page; by the script, the part below its heading bar, with any open dialog closed. */
  void page(Visit visit, int status, String title, String template, Object model) {
    if (visit.fragment()) {
      visit.ctx().header("HX-Retarget", "#page").header("HX-Reswap", "outerHTML");
      visit.ctx().header("HX-Trigger", "dialog:close");
      Shell shell = shells.of(visit, title);
      html(visit.ctx(), status, render("pageFragment.jte", shell, content(template, model)));
    } else {
      html(
          visit.ctx(),
          status,
          render("shell.jte", shells.of(visit, title), content(template, model)));
    }
  }

  /** A form that stands in the dialog, or on a page of its own where no script runs. */
  void sheet(Visit visit, int status, String title, String template, Object model) {
    if (visit.fragment()) {
      visit.ctx().header("HX-Retarget", "#dialog").header("HX-Reswap", "innerHTML");
      html(visit.ctx(), status, render(template, model));
    } else {
      Content form = content(template, model);
      Content sheet = out -> engine.render("sheet.jte", Map.of("body", form), out);
      html(visit.ctx(), status, render("shell.jte", shells.of(visit, title), sheet));
    }
  }

  /** A page for someone who is not signed in. */
  void gate(Context ctx, int status, GatePage gate, String template, Object model) {
    Content body = content(template, model);
    html(ctx, status, render("gate.jte", gate, body));
  }

  /** A small part of a page, asked for by the script. */
  void part(Context ctx, int status, String template, Object model) {
    html(ctx, status, render(template, model));
  }

  private Content content(String template, Object model) {
    return out -> engine.render(template, model, out);
  }

  private String render(String template, Object model) {
    StringOutput out = new StringOutput();
    engine.render(template, model, out);
    return out.toString();
  }

  private String render(String template, Object frame, Content body) {
    StringOutput out = new StringOutput();
    engine.render(template, Map.of("frame", frame, "body", body), out);
    return out.toString();
  }

  private static void html(Context ctx, int status, String text) {
    Headers.page(ctx);
    ctx.status(status).html(text);
  }
}
