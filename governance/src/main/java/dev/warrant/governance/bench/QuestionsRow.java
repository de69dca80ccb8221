package dev.warrant.governance.bench;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.OrdersUsing;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.store.Projection;
import dev.warrant.knowledge.trace.TraceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Questions over a day of journal, trace and cuts, and over the orders of a year.
final class QuestionsRow implements Row {
  private static final int ROUNDS = 5;
  private static final String DAY_TARGET = "target 1 s";
  private static final String YEAR_TARGET = "target 30 s";

  /// Questions in Datalog, each with what it is about.
  private static final List<List<String>> DATALOG =
      List.of(
          List.of("purchases of more", "order(O, I, /buy, K, L, P)@[T, _], L > 3"),
          List.of("orders filled by more", "filled(O, L), L > 3"),
          List.of("deliberations with warrants", "deliberation(C, O, I, J, W, N)@[T, _], W > 0"));

  @Override
  public String name() {
    return "questions";
  }

  @Override
  public boolean onlyNamed() {
    return true;
  }

  @Override
  public List<Figure> run(Scope scope) {
    List<Figure> out = new ArrayList<>();
    day(scope, out);
    year(scope, out);
    return out;
  }

  private static void day(Scope scope, List<Figure> out) {
    long seconds = scope.quick() ? 1_800 : 86_400;
    DayRun day =
        DayRun.write(scope, scope.scratch().resolve("day"), seconds, scope.quick() ? 45 : 90);
    RunFolder run = day.folder();
    long began = Stopwatch.ticks();
    TraceReader.open(run.trace()).index();
    double indexed = (Stopwatch.ticks() - began) / 1e9;
    String size = " on " + Figure.number(day.hours()) + " h";
    out.add(Figure.of("inputs" + size, day.inputs() / 1e6, "M"));
    out.add(Figure.of("journal, trace" + size, bytes(run.journal(), run.trace()) / 1e9, "GB"));
    out.add(Figure.of("index of cuts, a day", day.cutBytes() / 1e6 * 24 / day.hours(), "MB"));
    out.add(Figure.of("the same, a cut", day.cutBytes() / (double) day.cutsKept(), "bytes"));
    out.add(Figure.of("index of the trace, made from nothing" + size, indexed, "s"));
    Asking asking = new Asking(scope.root());
    List<Long> moments = day.moments();
    List<String> orders = day.orders();
    SeededRandom random = new SeededRandom(3);
    ask(out, "what-if" + size, i -> asking.whatIf(run, moments.get(i % moments.size())));
    ask(out, "why-not" + size, i -> asking.whyNot(run, moments.get(i % moments.size())));
    ask(out, "why" + size, i -> asking.why(run, orders.get(i % orders.size())).length());
    ask(
        out,
        "one input by its number" + size,
        _ -> asking.input(run, 1 + random.nextInt((int) day.inputs())).hashCode());
    List<String> own = day.trueOrders();
    began = Stopwatch.ticks();
    made(run);
    out.add(
        Figure.of(
            "excerpt of the journal, made from nothing" + size,
            (Stopwatch.ticks() - began) / 1e9,
            "s"));
    out.add(Figure.of("the same, a day", bytes(excerpt(run)) / 1e6 * 24 / day.hours(), "MB"));
    out.add(Figure.of("orders" + size, asking.orders(run), "orders"));
    ask(
        out,
        "why from the cut" + size,
        i -> asking.whyFromCut(run, own.get(i % own.size())).length());
    ask(out, "near-limit" + size, _ -> asking.nearLimit(run));
    ask(out, "under-pack" + size, _ -> asking.underPack(run));
    ask(out, "overrides" + size, _ -> asking.overrides(run));
    ask(out, "who approved" + size, i -> asking.whoApproved(run, own.get(i % own.size())));
    probe(scope, out, "who approved" + size, run, List.of("approved", own.getLast()));
    datalog(scope, out, asking, run, size);
    ask(out, "audit sample of 25" + size, i -> asking.sample(run, i));
    ask(out, "limits at a moment" + size, i -> asking.limits(run, moments.get(i % moments.size())));
    probe(scope, out, "limits at a moment" + size, run, List.of("limits", moments.getLast() + ""));
    began = Stopwatch.ticks();
    OrdersUsing.keep(run);
    out.add(
        Figure.of(
            "facts of orders, made from nothing" + size, (Stopwatch.ticks() - began) / 1e9, "s"));
    ask(out, "rules-never-fired" + size, _ -> asking.neverFired(run, false));
    ask(out, "orders-using belief" + size, _ -> asking.ordersUsing(run, false));
    ask(
        out,
        "stands_on of an order, in Datalog" + size,
        i -> asking.standsOn(run, orders.get(i % orders.size()), false));
    probe(
        scope,
        out,
        "stands_on of an order, in Datalog" + size,
        run,
        List.of("stands-on", orders.getLast()));
    probe(scope, out, "why from the cut" + size, run, List.of("why-from-cut", own.getLast()));
    probe(scope, out, "near-limit" + size, run, List.of("near-limit", ""));
    probe(scope, out, "audit sample of 25" + size, run, List.of("sample", "3"));
    probe(scope, out, "what-if" + size, run, List.of("what-if", moments.getLast() + ""));
    probe(scope, out, "why-not" + size, run, List.of("why-not", moments.getLast() + ""));
    probe(scope, out, "why" + size, run, List.of("why", orders.getLast()));
    probe(scope, out, "rules-never-fired" + size, run, List.of("never-fired", ""));
    probe(scope, out, "orders-using belief" + size, run, List.of("orders-using", ""));
    longer(run);
    began = Stopwatch.ticks();
    asking.orders(run);
    out.add(
        Figure.of(
            "excerpt of a journal that went on, with all orders read" + size,
            (Stopwatch.ticks() - began) / 1e9,
            "s"));
    if (scope.quick()) { // time and memory go with the steps; of a day's it is minutes
      once(out, "orders-using belief, --whole" + size, _ -> asking.ordersUsing(run, true));
      once(
          out,
          "stands_on of an order, --whole" + size,
          i -> asking.standsOn(run, orders.get(i % orders.size()), true));
      once(out, "rules-never-fired, --whole" + size, _ -> asking.neverFired(run, true));
    }
  }

  private static void datalog(
      Scope scope, List<Figure> out, Asking asking, RunFolder run, String size) {
    for (List<String> question : DATALOG) {
      String what = "Datalog: " + question.getFirst() + size;
      String text = question.getLast();
      out.add(Figure.of(what, asking.datalog(run, text), "rows"));
      ask(out, what, _ -> 1 + asking.datalog(run, text)); // none is an answer
      probe(scope, out, what, run, List.of("datalog", text));
    }
  }

  /// The journal goes on.
  private static void longer(RunFolder run) {
    try (JournalWriter journal = JournalWriter.open(run.journal(), "day")) {
      journal.input(JournalReader.tail(run.journal()).lastNanos(), new DeskEvent.Timer());
    }
  }

  private static Path excerpt(RunFolder run) {
    return run.path().resolve("excerpt");
  }

  private static void made(RunFolder run) {
    try {
      Excerpt.make(run);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + excerpt(run), e);
    }
  }

  private static void year(Scope scope, List<Figure> out) {
    int days = scope.quick() ? 20 : 365;
    RunFolder run = YearRun.write(scope.scratch().resolve("year"), days);
    long began = Stopwatch.ticks();
    Projection.rebuild(run.path()).close();
    String size = " of " + days + " days, 5 000 orders each";
    out.add(Figure.of("tables made from nothing" + size, (Stopwatch.ticks() - began) / 1e9, "s"));
    Asking asking = new Asking(scope.root());
    began = Stopwatch.ticks();
    made(run);
    out.add(Figure.of("excerpt made from nothing" + size, (Stopwatch.ticks() - began) / 1e9, "s"));
    once(out, "all orders read, as near-limit does" + size, _ -> asking.orders(run));
    int middle = days / 2;
    sql(
        out,
        asking,
        run,
        "the 25 orders nearest to a limit" + size,
        "select client_id, binding_limit, margin from ord order by margin limit 25");
    sql(
        out,
        asking,
        run,
        "orders under one policy" + size,
        "select count(*), sum(lots) from ord join run on ord.epoch = run.epoch where policy = '"
            + YearRun.policy(days / 20).hex()
            + "'");
    sql(
        out,
        asking,
        run,
        "refusals by rule" + size,
        "select rule, count(*) from refusal group by rule order by rule");
    sql(
        out,
        asking,
        run,
        "the orders of a day" + size,
        "select * from ord where nanos between "
            + YearRun.nanos(middle, 0)
            + " and "
            + YearRun.nanos(middle + 1, 0));
    sql(
        out,
        asking,
        run,
        "one order with its fills" + size,
        "select * from ord join fill on ord.client_id = fill.client_id where ord.client_id = '"
            + YearRun.order(middle, 77)
            + "'");
  }

  private static void sql(
      List<Figure> out, Asking asking, RunFolder run, String what, String question) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long began = Stopwatch.ticks();
      if (asking.sql(run, question) == 0) {
        throw new IllegalStateException("no answer to " + question);
      }
      best = Math.min(best, (Stopwatch.ticks() - began) / 1e9);
    }
    out.add(Figure.of(what, best, "s").anchor(YEAR_TARGET));
  }

  /// A question that can be asked many times.
  private interface Asked {
    int answer(int round);
  }

  /// The median of some rounds, in a JVM that has answered such questions before.
  private static void ask(List<Figure> out, String what, Asked question) {
    double[] elapsed = new double[ROUNDS];
    double[] cpu = new double[ROUNDS];
    int sum = question.answer(0) + question.answer(1);
    for (int i = 0; i < ROUNDS; i++) {
      long busy = Cpu.process();
      long began = Stopwatch.ticks();
      sum += question.answer(i + 2);
      elapsed[i] = (Stopwatch.ticks() - began) / 1e9;
      cpu[i] = (Cpu.process() - busy) / 1e9;
    }
    Arrays.sort(elapsed);
    Arrays.sort(cpu);
    if (sum == 0) {
      throw new IllegalStateException("no answer to " + what);
    }
    out.add(Figure.of(what + ", asked again", elapsed[ROUNDS / 2], "s").anchor(DAY_TARGET));
    out.add(Figure.of(what + ", asked again, processor", cpu[ROUNDS / 2], "s"));
  }

  /// The better of two: a question that takes long.
  private static void once(List<Figure> out, String what, Asked question) {
    double cpu = Double.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long busy = Cpu.process();
      question.answer(i);
      cpu = Math.min(cpu, (Cpu.process() - busy) / 1e9);
    }
    out.add(Figure.of(what + ", asked again, processor", cpu, "s"));
  }

  /// In a new JVM each time, from the moment it has started; nothing of Warrant is loaded then.
  private static void probe(
      Scope scope, List<Figure> out, String what, RunFolder run, List<String> question) {
    long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
    for (int i = 0; i < 3; i++) {
      long[] one = child(scope, run, question);
      best[0] = Math.min(best[0], one[0]);
      best[1] = Math.min(best[1], one[1]);
    }
    out.add(Figure.of(what + ", in a new JVM", best[0] / 1e3, "s").anchor(DAY_TARGET));
    out.add(Figure.of(what + ", in a new JVM, processor", best[1] / 1e3, "s"));
  }

  /// What the launcher starts a question with: the archive of classes, if one was made, and when
  /// the second compiler comes in.
  private static List<String> started(Scope scope, String question) {
    List<String> out = new ArrayList<>();
    Path archive = scope.root().resolve(".warrant/questions.jsa");
    if (Files.isReadable(archive)) {
      out.addAll(List.of("-XX:+VerifySharedSpaces", "-XX:SharedArchiveFile=" + archive));
    }
    if (question.startsWith("wh")) {
      out.add("-XX:TieredStopAtLevel=1");
    } else {
      out.addAll(List.of("-XX:Tier4InvocationThreshold=50000", "-XX:Tier4CompileThreshold=150000"));
      out.addAll(
          List.of("-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4BackEdgeThreshold=400000"));
    }
    return out;
  }

  private static long[] child(Scope scope, RunFolder run, List<String> question) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-Xlog:disable"));
    command.addAll(started(scope, question.getFirst()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(QuestionsProbe.class.getName());
    command.add(scope.root().toString());
    command.add(run.path().toString());
    command.addAll(question);
    try {
      Process child =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] words = said.strip().split(" ", -1);
      if (child.waitFor() != 0 || words.length != 2) {
        throw new IllegalStateException("the question was not answered: " + said);
      }
      return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a JVM", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a question", e);
    }
  }

  private static double bytes(Path... folders) {
    double sum = 0;
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        sum += files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + folder, e);
      }
    }
    return sum;
  }
}
