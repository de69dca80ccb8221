package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One running engine, whose time comes from outside only.
final class PatternRuntime implements AutoCloseable {
  private static final AtomicLong RUNTIMES = new AtomicLong();

  private final EPRuntime runtime;
  private final EPEventService service;
  private final EventSender books;
  private final EventSender trades;
  private final EventSender pulses;
  private long micros = Long.MIN_VALUE;

  PatternRuntime(Configuration configuration) {
    runtime = EPRuntimeProvider.getRuntime("patterns-" + RUNTIMES.incrementAndGet(), configuration);
    service = runtime.getEventService();
    books = service.getEventSender("Book");
    trades = service.getEventSender("Trade");
    pulses = service.getEventSender("Pulse");
  }

  /// Starts what was compiled of a file.
  ///
  /// @throws PatternException if it cannot stand beside what runs already
  List<EPStatement> deploy(PatternSource source, EPCompiled compiled) {
    try {
      return List.of(runtime.getDeploymentService().deploy(compiled).getStatements());
    } catch (EPDeployException e) {
      PatternException refused =
          new PatternException(source.file(), 1, String.valueOf(e.getMessage()), "rename it.");
      refused.initCause(e);
      throw refused;
    }
  }

  /// Lets time pass, in whole microseconds; what lies behind is no news.
  void advance(long nanos) {
    long now = Math.floorDiv(nanos, 1000);
    if (now > micros) {
      if (micros == Long.MIN_VALUE) {
        service.advanceTime(now);
      } else {
        service.advanceTimeSpan(now);
      }
      micros = now;
    }
  }

  void book(Object event) {
    books.sendEvent(event);
  }

  void trade(Object event) {
    trades.sendEvent(event);
  }

  void pulse(Object event) {
    pulses.sendEvent(event);
  }

  @Override
  public void close() {
    runtime.destroy();
  }
}
